//! Common factors behind correlations: least squares, oblique rotation, and one general factor above the others.

use super::square::{Square, eigen};
use crate::list::List;
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

    fn item(&self, at: usize) -> &[f64] {
        &self.cells[at * self.factors..][..self.factors]
    }

    /// Of each item what no factor shares; only before an oblique rotation.
    pub(super) fn uniquenesses(&self) -> Vec<f64> {
        self.items().map(|item| 1.0 - item.iter().map(|cell| cell * cell).sum::<f64>()).list()
    }
}

/// How a fit ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit<T> {
    pub(super) found: T,
    /// Some item would have to share more than it has: it was held at what it has (a Heywood case).
    pub(super) heywood: bool,
}

/// Sweeps over the items after which a fit has failed.
const SWEEPS: usize = 20_000;

/// Loadings that move less than this in a sweep stand still.
const STILL: f64 = 1e-12;

/// A communality this near to 1 is a Heywood case.
const ALL: f64 = 1.0 - 1e-9;

/// Minres: the loadings that leave the least squares of the correlations off the diagonal, item by item (Harman & Jones
/// 1966), none sharing more than it has (Harman & Fukuda 1966). `None` where it does not come to rest.
pub(super) fn minres(correlations: &Square, factors: usize) -> Option<Fit<Loadings>> {
    let items = correlations.size;
    let mut loadings = start(correlations, factors);
    for sweep in 0..SWEEPS {
        let earlier = loadings.cells.clone();
        let mut moved: f64 = 0.0;
        for at in 0..items {
            let mut normal = Square::zeros(factors);
            let mut right = vec![0.0; factors];
            for (other, own) in loadings.items().enumerate() {
                if other == at {
                    continue;
                }
                let correlation = correlations.at(at, other);
                for row in 0..factors {
                    right[row] += own[row] * correlation;
                    for column in 0..factors {
                        normal.cells[row * factors + column] += own[row] * own[column];
                    }
                }
            }
            let next = within_the_ball(&normal, &right)?;
            for (cell, next) in loadings.cells[at * factors..][..factors].iter_mut().zip(next) {
                moved = moved.max((*cell - next).abs());
                *cell = next;
            }
        }
        if moved < STILL {
            let heywood = loadings.uniquenesses().iter().any(|unique| 1.0 - unique > ALL);
            return Some(Fit { found: loadings, heywood });
        }
        if sweep % EVERY == EVERY - 1 {
            leap(correlations, &mut loadings, &earlier);
        }
    }
    None
}

/// Sweeps between two leaps.
const EVERY: usize = 12;

/// Goes on along the last sweep's step while that leaves smaller squares: near the end sweeps are short and all alike.
fn leap(correlations: &Square, loadings: &mut Loadings, earlier: &[f64]) {
    let step = loadings.cells.iter().zip(earlier).map(|(now, then)| now - then).list();
    let mut least = squares(correlations, loadings);
    let mut length = 1.0;
    for _ in 0..16 {
        let cells = loadings.cells.iter().zip(&step).map(|(cell, step)| cell + length * step).list();
        let tried = Loadings { factors: loadings.factors, cells };
        if tried.uniquenesses().iter().any(|unique| *unique < 0.0) {
            return;
        }
        let left = squares(correlations, &tried);
        if !(left < least) {
            return;
        }
        (least, *loadings) = (left, tried);
        length *= 2.0;
    }
}

/// Squares of the correlations off the diagonal that loadings leave.
fn squares(correlations: &Square, loadings: &Loadings) -> f64 {
    let mut sum = 0.0;
    for row in 0..correlations.size {
        for column in 0..row {
            let shared: f64 = loadings.item(row).iter().zip(loadings.item(column)).map(|(a, b)| a * b).sum();
            let left = correlations.at(row, column) - shared;
            sum += left * left;
        }
    }
    sum
}

/// The first principal axes, made shorter so that every item keeps something of its own.
fn start(correlations: &Square, factors: usize) -> Loadings {
    let (values, vectors) = eigen(correlations);
    let mut cells = Vec::with_capacity(correlations.size * factors);
    for item in 0..correlations.size {
        let share = |at: usize| 0.7 * values[at].max(0.01).sqrt() * vectors.at(at, item);
        cells.extend((0..factors).map(share));
    }
    Loadings { factors, cells }
}

/// The point of the unit ball with `normal · point` nearest to `right`, in the sense of least squares.
fn within_the_ball(normal: &Square, right: &[f64]) -> Option<Vec<f64>> {
    let solve = |added: f64| -> Option<Vec<f64>> {
        let mut normal = normal.clone();
        (0..normal.size).for_each(|at| normal.cells[at * normal.size + at] += added);
        let inverse = normal.inverse()?;
        Some((0..normal.size).map(|row| inverse.row(row).iter().zip(right).map(|(a, b)| a * b).sum()).list())
    };
    let length = |point: &[f64]| point.iter().map(|cell| cell * cell).sum::<f64>();
    // A factor that nothing loads on has nothing to say; a trace of the whole keeps the rest of it solvable.
    let least = f64::EPSILON * normal.trace() + f64::MIN_POSITIVE;
    let free = solve(least)?;
    if length(&free) <= 1.0 {
        return Some(free);
    }
    let (mut low, mut high) = (least, right.iter().map(|cell| cell * cell).sum::<f64>().sqrt());
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if length(&solve(middle)?) > 1.0 { low = middle } else { high = middle }
    }
    solve(high)
}

/// Loadings on oblique factors, and the factors' correlations.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Oblique {
    pub(super) loadings: Loadings,
    pub(super) correlations: Square,
    least: f64,
}

/// Rotations that are begun at random, beside the one that begins where the factors stand.
const STARTS: u64 = 12;

/// Steps of one rotation.
const STEPS: usize = 2_000;

/// Direct quartimin (oblimin with gamma 0; Jennrich & Sampson 1966) by gradient projection (Jennrich 2002): the best of
/// several beginnings, since it has local minima. `None` where none of them comes to rest.
pub(super) fn oblimin(loadings: &Loadings) -> Option<Oblique> {
    let mut best: Option<Oblique> = None;
    for stream in 0..=STARTS {
        let start = if stream == 0 { Square::unit(loadings.factors) } else { turned(loadings.factors, stream) };
        let Some(found) = turn(loadings, start) else { continue };
        if best.as_ref().is_none_or(|best| found.least < best.least - 1e-10 * best.least) {
            best = Some(found);
        }
    }
    best
}

/// A slope of the criterion that is none.
const LEVEL: f64 = 1e-9;

/// A slope that may be none, where no step leads down any more.
const NEARLY_LEVEL: f64 = 1e-6;

/// Axes at right angles in directions drawn at random.
fn turned(size: usize, stream: u64) -> Square {
    let mut random = Random::new(1, stream);
    let mut axes: Vec<Vec<f64>> = Vec::new();
    while axes.len() < size {
        let mut axis = (0..size).map(|_| random.normal()).list();
        for known in &axes {
            let shared: f64 = known.iter().zip(&axis).map(|(a, b)| a * b).sum();
            axis.iter_mut().zip(known).for_each(|(cell, known)| *cell -= shared * known);
        }
        let length = axis.iter().map(|cell| cell * cell).sum::<f64>().sqrt();
        axes.push(axis.iter().map(|cell| cell / length).list());
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
fn turn(given: &Loadings, mut axes: Square) -> Option<Oblique> {
    let factors = given.factors;
    let mut inverse = axes.inverse()?;
    let (mut loadings, mut value, mut gradient) = quartimin(given, &inverse);
    let mut length = 1.0;
    for _ in 0..STEPS {
        // Of the criterion with respect to the axes, its part along the sphere on which each axis lies.
        let mut cross = Square::zeros(factors);
        for (item, slope) in loadings.items().zip(gradient.chunks_exact(factors)) {
            for row in 0..factors {
                for column in 0..factors {
                    cross.cells[row * factors + column] += item[row] * slope[column];
                }
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

/// Loadings of the items on the general factor, and what all factors leave of each item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct General {
    pub(super) loadings: Vec<f64>,
    pub(super) uniquenesses: Vec<f64>,
}

/// A general factor above group factors (Schmid & Leiman 1957): one factor behind the correlations of oblique ones.
pub(super) fn general(correlations: &Square, factors: usize) -> Option<Fit<General>> {
    let groups = minres(correlations, factors)?;
    let oblique = oblimin(&groups.found)?;
    let above = minres(&oblique.correlations, 1)?;
    let loadings = oblique.loadings.items();
    let loadings = loadings.map(|item| item.iter().zip(&above.found.cells).map(|(a, b)| a * b).sum()).list();
    let uniquenesses = groups.found.uniquenesses();
    Some(Fit { found: General { loadings, uniquenesses }, heywood: groups.heywood || above.heywood })
}
