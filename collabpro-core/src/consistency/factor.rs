//! Common factors behind correlations: least squares, oblique rotation, and one general factor above the others.

use std::ops::Range;

use crate::stats::dense::{Cholesky, Square, eigen};
use crate::stats::random::Random;

/// Loadings of items on factors.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loadings {
    pub(super) factors: usize,
    /// Item by item.
    pub(super) cells: Vec<f64>,
}

impl Loadings {
    pub(super) fn items(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.factors)
    }
}

/// Factors as they are extracted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extracted {
    pub(super) loadings: Loadings,
    /// Of each item what no factor shares.
    pub(super) uniquenesses: Vec<f64>,
    /// Some item would have to share more than it has: what is its own was held at 0 (a Heywood case).
    pub(super) heywood: bool,
}

/// Steps after which an extraction has failed.
const EXTRACTION: usize = 100;

/// A slope of the squares by an item's uniqueness that is none.
const STILL: f64 = 1e-12;

/// A slope that may be none, where no step leads down any more.
const NEARLY_STILL: f64 = 1e-7;

/// How far given uniquenesses leave the correlations from what so many factors can do.
struct Misfit {
    /// Half the squares that are left.
    left: f64,
    slope: Vec<f64>,
    curvature: Square,
    /// A matrix in place of the curvature that never bends down.
    bowl: Square,
    loadings: Loadings,
}

impl Misfit {
    fn of(correlations: &Square, factors: usize, uniquenesses: &[f64]) -> Self {
        let items = correlations.size;
        let mut reduced = correlations.clone();
        (0..items).for_each(|at| reduced.set(at, at, reduced.at(at, at) - uniquenesses[at]));
        let (values, vectors) = eigen(&reduced);
        // Factors are the largest roots, as far as they are above 0.
        let kept = values.iter().take(factors).take_while(|value| **value > 0.0).count();
        let mut made = Self {
            left: 0.5 * values[kept..].iter().map(|value| value * value).sum::<f64>(),
            slope: vec![0.0; items],
            curvature: Square::zeros(items),
            bowl: Square::zeros(items),
            loadings: Loadings { factors, cells: vec![0.0; items * factors] },
        };
        for row in 0..items {
            let own = (kept..items).map(|at| values[at] * vectors.at(at, row) * vectors.at(at, row));
            made.slope[row] = -own.sum::<f64>();
            for (at, value) in values[..kept].iter().enumerate() {
                made.loadings.cells[row * factors + at] = value.sqrt() * vectors.at(at, row);
            }
            for column in 0..=row {
                let both = |at: usize| vectors.at(at, row) * vectors.at(at, column);
                let rest: f64 = (kept..items).map(both).sum();
                let bend = |out: usize| -> f64 {
                    let across = |at: usize| both(at) / (values[out] - values[at]);
                    values[out] * both(out) * (0..kept).map(across).sum::<f64>()
                };
                let bends: f64 = (kept..items).map(bend).sum();
                for (matrix, cell) in
                    [(&mut made.curvature, rest * rest + 2.0 * bends), (&mut made.bowl, rest * rest)]
                {
                    matrix.set(row, column, cell);
                    matrix.set(column, row, cell);
                }
            }
        }
        made
    }
}

/// How the slope of what one factor leaves turns with the uniquenesses.
pub(super) fn curvature(correlations: &Square, uniquenesses: &[f64]) -> Square {
    Misfit::of(correlations, 1, uniquenesses).curvature
}

/// Minres: loadings and uniquenesses that leave the least squares of the correlations, no uniqueness below 0 (Harman & Jones
/// 1966), by Newton's steps on the uniquenesses (Jöreskog 1977). `None` where they do not come to rest.
pub(super) fn minres(correlations: &Square, factors: usize) -> Option<Extracted> {
    let items = correlations.size;
    let begin = |inverse: Vec<f64>| inverse.iter().map(|cell| 1.0 / cell).collect();
    let mut own = correlations.inverse_diagonal().map_or_else(|| vec![0.5; items], begin);
    let mut misfit = Misfit::of(correlations, factors, &own);
    for _ in 0..EXTRACTION {
        let free: Vec<_> = (0..items).filter(|at| own[*at] > 0.0 || misfit.slope[*at] < 0.0).collect();
        let steepest = free.iter().map(|at| misfit.slope[*at].abs()).fold(0.0, f64::max);
        let next =
            if steepest < STILL { None } else { downhill(correlations, factors, &own, &misfit, &free) };
        match next {
            Some(next) => (own, misfit) = next,
            None if steepest < NEARLY_STILL => {
                let heywood = own.iter().any(|own| *own <= 0.0);
                return Some(Extracted { loadings: misfit.loadings, uniquenesses: own, heywood });
            }
            None => return None,
        }
    }
    None
}

/// The next uniquenesses, if some step leads down.
fn downhill(
    correlations: &Square,
    factors: usize,
    own: &[f64],
    misfit: &Misfit,
    free: &[usize],
) -> Option<(Vec<f64>, Misfit)> {
    let down: Vec<_> = free.iter().map(|at| -misfit.slope[*at]).collect();
    // Newton's step; where the ground bends down, that of the bowl; then ever more along the slope.
    let newton = Cholesky::relative(&misfit.curvature.only(free)).map(|root| root.solve(down.clone()));
    let bowl = || {
        let bowl = misfit.bowl.only(free);
        [1e-9, 1e-6, 1e-3, 1.0].into_iter().find_map(|more| {
            let mut raised = bowl.clone();
            (0..free.len()).for_each(|at| raised.set(at, at, raised.at(at, at) + more));
            Cholesky::relative(&raised).map(|root| root.solve(down.clone()))
        })
    };
    let try_step = |step: &[f64]| {
        let mut length = 1.0;
        for _ in 0..16 {
            let mut next = own.to_vec();
            free.iter().zip(step).for_each(|(at, step)| next[*at] = (own[*at] + length * step).max(0.0));
            let found = Misfit::of(correlations, factors, &next);
            if found.left < misfit.left {
                return Some((next, found));
            }
            length *= 0.5;
        }
        None
    };
    newton.and_then(|step| try_step(&step)).or_else(|| bowl().and_then(|step| try_step(&step)))
}

/// Loadings on oblique factors, and the factors' correlations.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Oblique {
    pub(super) loadings: Loadings,
    pub(super) correlations: Square,
    least: f64,
}

/// Rotations that are begun at random, beside the one that begins where the factors stand.
const STARTS: u64 = 8;

/// Steps of all rotations together.
const STEPS: usize = 4_000;

/// Direct quartimin (oblimin with gamma 0; Jennrich & Sampson 1966) by gradient projection (Jennrich 2002): the best of
/// several beginnings, since it has local minima. `None` where none of them comes to rest.
pub(super) fn oblimin(loadings: &Loadings) -> Option<Oblique> {
    let mut best: Option<Oblique> = None;
    let mut steps = 0..STEPS;
    for stream in 0..=STARTS {
        let start =
            if stream == 0 { Square::unit(loadings.factors) } else { turned(loadings.factors, stream) };
        let Some(found) = turn(loadings, start, &mut steps) else { continue };
        if best.as_ref().is_none_or(|best| found.least < best.least - 1e-10 * best.least) {
            best = Some(found);
        }
    }
    best
}

/// A slope of the criterion that is none.
const LEVEL: f64 = 1e-8;

/// A slope that may be none, where no step leads down any more.
const NEARLY_LEVEL: f64 = 1e-6;

/// Axes at right angles in directions drawn at random.
fn turned(size: usize, stream: u64) -> Square {
    let mut random = Random::new(1, stream);
    let mut axes: Vec<Vec<f64>> = Vec::new();
    while axes.len() < size {
        let mut axis: Vec<_> = (0..size).map(|_| random.normal()).collect();
        for known in &axes {
            let shared: f64 = known.iter().zip(&axis).map(|(a, b)| a * b).sum();
            axis.iter_mut().zip(known).for_each(|(cell, known)| *cell -= shared * known);
        }
        let length = axis.iter().map(|cell| cell * cell).sum::<f64>().sqrt();
        axes.push(axis.iter().map(|cell| cell / length).collect());
    }
    Square { size, cells: axes.concat() }
}

/// The loadings, the criterion and its gradient for axes given as columns.
fn quartimin(given: &Loadings, inverse: &Square) -> (Loadings, f64, Vec<f64>) {
    let factors = given.factors;
    let mut cells = Vec::with_capacity(given.cells.len());
    let (mut value, mut gradient) = (0.0, Vec::with_capacity(given.cells.len()));
    for item in given.items() {
        let at = cells.len();
        for row in 0..factors {
            cells.push(item.iter().zip(inverse.row(row)).map(|(a, b)| a * b).sum::<f64>());
        }
        let own: &[f64] = &cells[at..];
        let all: f64 = own.iter().map(|cell| cell * cell).sum();
        for cell in own {
            let others = all - cell * cell;
            value += 0.25 * cell * cell * others;
            gradient.push(cell * others);
        }
    }
    (Loadings { factors, cells }, value, gradient)
}

/// Correlations of factors whose axes are the columns.
fn between(axes: &Square) -> Square {
    let mut correlations = Square::unit(axes.size);
    for row in 0..axes.size {
        for column in (0..axes.size).filter(|column| *column != row) {
            let cell = (0..axes.size).map(|at| axes.at(at, row) * axes.at(at, column)).sum();
            correlations.set(row, column, cell);
        }
    }
    correlations
}

/// Turns the axes, the columns of `axes`, downhill.
fn turn(given: &Loadings, mut axes: Square, steps: &mut Range<usize>) -> Option<Oblique> {
    let factors = given.factors;
    let mut inverse = axes.inverse()?;
    let (mut loadings, mut value, mut gradient) = quartimin(given, &inverse);
    let mut length = 1.0;
    for _ in steps {
        // Of the criterion with respect to the axes, its part along the sphere on which each axis lies.
        let mut cross = Square::zeros(factors);
        for (item, slope) in loadings.items().zip(gradient.chunks_exact(factors)) {
            for (row, cells) in item.iter().zip(cross.cells.chunks_exact_mut(factors)) {
                cells.iter_mut().zip(slope).for_each(|(cell, slope)| *cell += row * slope);
            }
        }
        let mut slope = Square::zeros(factors);
        for row in 0..factors {
            for column in 0..factors {
                let inner: f64 = (0..factors).map(|at| cross.at(column, at) * inverse.at(at, row)).sum();
                slope.set(row, column, -inner);
            }
        }
        for column in 0..factors {
            let along: f64 = (0..factors).map(|row| axes.at(row, column) * slope.at(row, column)).sum();
            for row in 0..factors {
                slope.set(row, column, slope.at(row, column) - along * axes.at(row, column));
            }
        }
        let steepness: f64 = slope.cells.iter().map(|cell| cell * cell).sum();
        if steepness.sqrt() < LEVEL {
            return Some(Oblique { loadings, correlations: between(&axes), least: value });
        }
        length *= 2.0;
        let mut gone = false;
        for _ in 0..40 {
            let mut tried = axes.clone();
            tried.cells.iter_mut().zip(&slope.cells).for_each(|(cell, slope)| *cell -= length * slope);
            for column in 0..factors {
                let long: f64 = (0..factors).map(|row| tried.at(row, column) * tried.at(row, column)).sum();
                (0..factors).for_each(|row| tried.set(row, column, tried.at(row, column) / long.sqrt()));
            }
            if let Some(tried_inverse) = tried.inverse() {
                let (next, left, downhill) = quartimin(given, &tried_inverse);
                if value - left > 0.5 * steepness * length {
                    (axes, inverse, loadings, value, gradient) = (tried, tried_inverse, next, left, downhill);
                    gone = true;
                    break;
                }
            }
            length /= 2.0;
        }
        if !gone {
            // No step leads down any more: rounding is all that is left, if it is nearly level.
            let level = steepness.sqrt() < NEARLY_LEVEL;
            return level.then(|| Oblique { loadings, correlations: between(&axes), least: value });
        }
    }
    None
}

/// A general factor above group factors.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct General {
    /// Loadings of the items on it.
    pub(super) loadings: Vec<f64>,
    /// Of each item what all factors leave.
    pub(super) uniquenesses: Vec<f64>,
    pub(super) heywood: bool,
}

/// One factor behind the correlations of oblique ones (Schmid & Leiman 1957).
pub(super) fn general(correlations: &Square, factors: usize) -> Option<General> {
    let groups = minres(correlations, factors)?;
    let oblique = oblimin(&groups.loadings)?;
    let above = minres(&oblique.correlations, 1)?;
    let own = |item: &[f64]| item.iter().zip(&above.loadings.cells).map(|(a, b)| a * b).sum();
    let loadings = oblique.loadings.items().map(own).collect();
    Some(General { loadings, uniquenesses: groups.uniquenesses, heywood: groups.heywood || above.heywood })
}
