//! Variance components by restricted maximum likelihood, for any number of random factors that each put every observation
//! into one of their levels: crossed, nested, unbalanced, with empty cells.
//!
//! The model is `y = mean + Σ_f Z_f u_f + e`. Observations in the same level of every factor are one cell; all that follows
//! costs as much as there are cells. With `γ_f = σ²_f / σ²_e` and `Λ` the diagonal matrix of `sqrt γ`, the likelihood, its
//! gradient and the average information (Gilmour, Thompson & Cullis 1995, Biometrics 51:1440-1450; Johnson & Thompson 1995,
//! Journal of Dairy Science 78:449-456) come from one sparse factor of `Λ Z'Z Λ + I`, which a component of 0 leaves whole.
//! The residual variance is always at its best for the others. Steps that do not raise the likelihood are halved, and then
//! replaced by a step of expectation-maximisation. The start is MINQUE(0) (Rao 1971, Journal of Multivariate Analysis
//! 1:445-456): for balanced data with no negative estimate that is the answer.

use crate::base::error::Result;
use crate::base::watch::{Watch, ask};

use super::dense::{Cholesky, Square};
use super::sparse::{SparsityPattern, Values};

mod cells;
mod predicted;

use cells::Cells;
pub(crate) use predicted::predict;

/// How a fit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// At the maximum.
    Converged,
    /// Still moving after the last iteration.
    NotConverged,
    /// All observations are the same, or there is only one.
    NoVariance,
    /// The factors explain everything: the likelihood has no maximum. The components are those where the search left off.
    NoResidual,
    /// The factor of the equations would not fit into memory.
    TooLarge,
}

/// Variance components and what is known of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fit {
    /// How it ended.
    pub(crate) state: State,
    /// The variance of each factor in the order given, and of the residual.
    pub(crate) components: Vec<f64>,
    /// Variances and covariances of the components, from the average information; 0 for those at the boundary or unidentified.
    pub(crate) covariance: Vec<Vec<f64>>,
    /// Factors whose component is 0 because the likelihood falls from there on.
    pub(crate) boundary: Vec<usize>,
    /// Factors that cannot be told from those before them, from the mean or from the residual: left out.
    pub(crate) unidentified: Vec<usize>,
    /// The estimate of the mean, and its standard error.
    pub(crate) mean: f64,
    pub(crate) mean_error: f64,
    /// Minus twice the logarithm of the restricted likelihood.
    pub(crate) criterion: f64,
    /// Steps that were made.
    pub(crate) iterations: u32,
}

/// Steps at most.
pub(crate) const ITERATIONS: u32 = 200;

/// Steps so small, as parts of the components, are the last.
const PRECISION: f64 = 1e-11;

/// A step so small is enough where rounding lets no smaller one come.
const ENOUGH: f64 = 1e-7;

/// A residual that is so small a part of the whole variance is none.
const NO_RESIDUAL: f64 = 1e-8;

/// A component that adds so little to a level's mean is tried at 0.
const SMALL: f64 = 0.05;

/// Where the likelihood's slope at a component of 0 is taken, in the same measure.
const NEAR: f64 = 1e-4;

/// No component falls by more than this part of it in one step.
const LARGEST_FALL: f64 = 0.9;

/// A release from the boundary must promise so much of the logarithm of the likelihood.
const PROMISE: f64 = 1e-8;

/// Fits the components to observations and, for each factor, the level of each observation.
///
/// # Errors
/// `cancelled`.
pub(crate) fn reml(y: &[f64], factors: &[&[u32]], iterations: u32, watch: &mut dyn Watch) -> Result<Fit> {
    let cells = Cells::new(y, factors);
    let count = factors.len();
    let mut fit = Fit {
        state: State::NoVariance,
        components: vec![0.0; count + 1],
        covariance: vec![vec![0.0; count + 1]; count + 1],
        boundary: Vec::new(),
        unidentified: cells.unidentified.clone(),
        mean: cells.mean,
        mean_error: 0.0,
        criterion: 0.0,
        iterations: 0,
    };
    if cells.total <= 0.0 {
        return Ok(fit);
    }
    let Some(pattern) = cells.pattern() else {
        fit.state = State::TooLarge;
        return Ok(fit);
    };
    let model = Model::new(&cells, &pattern);
    let (found, state) = model.search(&mut fit.iterations, iterations, watch)?;
    fit.state = state;
    model.report(&found, &mut fit);
    Ok(fit)
}

/// The mixed-model equations of some cells.
struct Model<'a> {
    cells: &'a Cells,
    pattern: &'a SparsityPattern,
    sums: Values,
    /// The places of a cell's levels, cell by cell.
    places: Vec<u32>,
    /// The factor of each place.
    factor: Vec<usize>,
}

/// The likelihood at some ratios of components to the residual, and what its derivatives need.
struct Point {
    ratios: Vec<f64>,
    scales: Vec<f64>,
    equations: Values,
    /// The residual variance that is best for these ratios.
    residual: f64,
    likelihood: f64,
    /// `V⁻¹ 1` and `P y` by cell, for a residual variance of 1; and `1' V⁻¹ 1`.
    one: Vec<f64>,
    projected: Vec<f64>,
    weight: f64,
    mean: f64,
}

/// First derivatives and the average information, for the factors with a component above 0, then for the residual.
struct Slope {
    free: Vec<usize>,
    gradient: Vec<f64>,
    information: Vec<Vec<f64>>,
}

impl<'a> Model<'a> {
    fn new(cells: &'a Cells, pattern: &'a SparsityPattern) -> Self {
        let places = cells.levels.iter().map(|&level| pattern.place[level as usize]).collect::<Vec<_>>();
        let mut factor = vec![0; pattern.place.len()];
        for cell in cells.levels.chunks_exact(cells.width().max(1)) {
            for (at, &level) in cell.iter().enumerate() {
                factor[pattern.place[level as usize] as usize] = at;
            }
        }
        let sums = pattern.sums(&places, cells.width(), &cells.weights);
        Self { cells, pattern, sums, places, factor }
    }

    /// `V⁻¹ a` for values by cell and a residual variance of 1.
    fn inverse(&self, equations: &Values, scales: &[f64], a: &[f64]) -> Vec<f64> {
        let width = self.cells.width();
        let mut found = a.to_vec();
        if width == 0 {
            return found;
        }
        let mut levels = vec![0.0; self.factor.len()];
        for ((cell, a), weight) in self.places.chunks_exact(width).zip(a).zip(&self.cells.weights) {
            cell.iter().for_each(|&place| levels[place as usize] += a * weight);
        }
        levels.iter_mut().zip(scales).for_each(|(level, scale)| *level *= scale);
        self.pattern.solve(equations, &mut levels);
        levels.iter_mut().zip(scales).for_each(|(level, scale)| *level *= scale);
        for (cell, found) in self.places.chunks_exact(width).zip(&mut found) {
            *found -= cell.iter().map(|&place| levels[place as usize]).sum::<f64>();
        }
        found
    }

    fn dot(&self, a: &[f64], b: &[f64]) -> f64 {
        self.cells.weights.iter().zip(a).zip(b).map(|((weight, a), b)| weight * a * b).sum()
    }

    fn at(&self, ratios: Vec<f64>) -> Point {
        let scales = self.factor.iter().map(|&factor| ratios[factor].sqrt()).collect::<Vec<_>>();
        let (equations, determinant) = self.pattern.factor(&self.sums, &scales);
        let ones = vec![1.0; self.cells.weights.len()];
        let one = self.inverse(&equations, &scales, &ones);
        let mut projected = self.inverse(&equations, &scales, &self.cells.means);
        let weight = self.dot(&ones, &one);
        let mean = self.dot(&ones, &projected) / weight;
        projected.iter_mut().zip(&one).for_each(|(value, one)| *value -= mean * one);
        let freedom = self.cells.count - 1.0;
        let residual = (self.dot(&self.cells.means, &projected) + self.cells.within) / freedom;
        let likelihood = -0.5 * (freedom * libm::log(residual) + determinant + libm::log(weight));
        Point { ratios, scales, equations, residual, likelihood, one, projected, weight, mean }
    }

    /// Sums over the levels of each factor, and for each cell the sum of its level.
    fn level_sums(&self, a: &[f64]) -> Vec<f64> {
        let width = self.cells.width();
        let mut sums = vec![0.0; self.factor.len()];
        if width > 0 {
            for ((cell, a), weight) in self.places.chunks_exact(width).zip(a).zip(&self.cells.weights) {
                cell.iter().for_each(|&place| sums[place as usize] += a * weight);
            }
        }
        sums
    }

    fn slope(&self, point: &Point) -> Slope {
        let width = self.cells.width();
        let residual = point.residual;
        let free: Vec<_> = (0..width).filter(|&factor| point.ratios[factor] > 0.0).collect();
        let inverse = self.pattern.inverse_diagonal(&point.equations);
        // What each factor takes of the trace: its levels less the trace of its block of the inverse.
        let mut taken = vec![0.0; width];
        for (value, &factor) in inverse.iter().zip(&self.factor) {
            taken[factor] += 1.0 - value;
        }
        let of_data = self.level_sums(&point.projected);
        let of_one = self.level_sums(&point.one);
        let (mut squares, mut mean_part) = (vec![0.0; width], vec![0.0; width]);
        for ((&factor, data), one) in self.factor.iter().zip(&of_data).zip(&of_one) {
            squares[factor] += data * data;
            mean_part[factor] += one * one;
        }
        let mut gradient = Vec::new();
        let mut working: Vec<Vec<f64>> = Vec::new();
        for &factor in &free {
            let trace = taken[factor] / point.ratios[factor] - mean_part[factor] / point.weight;
            gradient.push(0.5 * (squares[factor] / residual - trace) / residual);
            let values = self.places.chunks_exact(width).map(|cell| of_data[cell[factor] as usize]);
            working.push(values.collect());
        }
        let taken: f64 = free.iter().map(|&factor| taken[factor]).sum();
        let trace = self.cells.count - taken - self.dot(&point.one, &point.one) / point.weight;
        let square = self.dot(&point.projected, &point.projected) + self.cells.within;
        gradient.push(0.5 * (square / residual - trace) / residual);
        working.push(point.projected.clone());
        let mut information = vec![vec![0.0; working.len()]; working.len()];
        let scale = 0.5 / (residual * residual * residual);
        for row in 0..working.len() {
            let mut image = self.inverse(&point.equations, &point.scales, &working[row]);
            let mean = self.dot(&working[row], &point.one) / point.weight;
            image.iter_mut().zip(&point.one).for_each(|(value, one)| *value -= mean * one);
            for column in 0..=row {
                let value = scale * self.dot(&working[column], &image);
                information[row][column] = value;
                information[column][row] = value;
            }
        }
        let last = working.len() - 1;
        information[last][last] += scale * self.cells.within;
        Slope { free, gradient, information }
    }

    fn search(&self, made: &mut u32, iterations: u32, watch: &mut dyn Watch) -> Result<(Point, State)> {
        let mut point = self.at(self.cells.start());
        let mut released = vec![0_u32; self.cells.width()];
        let mut last = f64::INFINITY;
        while *made < iterations {
            ask(watch, u64::from(*made), None)?;
            *made += 1;
            if self.explained(&point) {
                return Ok((point, State::NoResidual));
            }
            let slope = self.slope(&point);
            let (next, size) = self.step(&point, &slope, *made);
            let settled = size <= PRECISION || (size <= ENOUGH && size >= 0.5 * last);
            last = size;
            match next {
                Some(next) => point = next,
                None if size > ENOUGH => return Ok((point, State::NotConverged)),
                None => {}
            }
            if settled {
                match self.release(&point, &mut released) {
                    Some(freed) => (point, last) = (freed, f64::INFINITY),
                    None => return Ok((point, State::Converged)),
                }
            }
        }
        Ok((point, State::NotConverged))
    }

    /// Whether next to nothing is left for the residual.
    fn explained(&self, point: &Point) -> bool {
        (1.0 + point.ratios.iter().sum::<f64>()) * NO_RESIDUAL >= 1.0 || point.residual <= NO_RESIDUAL
    }

    /// A better point, if there is one, and the largest change of a component as a part of it.
    fn step(&self, point: &Point, slope: &Slope, iteration: u32) -> (Option<Point>, f64) {
        let current: Vec<f64> =
            slope.free.iter().map(|&factor| point.ratios[factor] * point.residual).collect();
        let current = [current, vec![point.residual]].concat();
        let whole = 1.0 + point.ratios.iter().sum::<f64>();
        let largest = |ratios: &[f64]| {
            let parts =
                ratios.iter().zip(&point.ratios).map(|(new, old)| (new - old).abs() / old.max(1e-6 * whole));
            parts.fold(0.0, f64::max)
        };
        // Towards the boundary all steps are slow: what is near and still falls is tried there, together and then the nearest
        // alone.
        let near = |&(at, factor): &(usize, usize)| {
            let far = point.ratios[factor] * self.cells.per_level(factor);
            (slope.gradient[at] < 0.0 && far < SMALL).then_some((far, factor))
        };
        let mut near: Vec<_> =
            slope.free.iter().copied().enumerate().filter_map(|free| near(&free)).collect();
        near.sort_unstable_by(|one, two| one.0.total_cmp(&two.0));
        let grows =
            slope.gradient[slope.free.len()] < 0.0 && 1e-3 * whole > 1.0 && iteration.is_multiple_of(2);
        let mut tries = vec![&near[..]];
        if near.len() > 1 {
            tries.push(&near[..1]);
        }
        for zero in tries {
            let mut ratios = point.ratios.clone();
            zero.iter().for_each(|(_, factor)| ratios[*factor] = 0.0);
            if grows {
                ratios.iter_mut().for_each(|ratio| *ratio *= 10.0);
            }
            if ratios != point.ratios {
                let next = self.at(ratios);
                if next.likelihood >= point.likelihood {
                    return (Some(next), 1.0);
                }
            }
        }
        let mut size = None;
        // With more and more of the information of complete data, whose steps are those of expectation-maximisation: the
        // average information of a component that moves no level of the data is 0.
        for damping in [0.0, 1e-3, 0.1, 1.0] {
            let mut information = slope.information.clone();
            for (at, &current) in current.iter().enumerate() {
                let levels =
                    slope.free.get(at).map_or(self.cells.count, |&factor| self.cells.level_counts[factor]);
                information[at][at] += damping * 0.5 * levels / (current * current);
            }
            let Some(change) = bounded(&information, &slope.gradient, &current) else { continue };
            for part in [1.0, 0.5, 0.25, 0.125] {
                let ratios = self.moved(point, slope, &current, &change, part);
                let reach = largest(&ratios);
                let size = *size.get_or_insert(if part < 1.0 { 1.0 } else { reach });
                let next = self.at(ratios);
                if next.likelihood >= point.likelihood - 1e-12 * (1.0 + point.likelihood.abs()) {
                    return (Some(next), size);
                }
                if reach <= ENOUGH {
                    return (None, reach);
                }
            }
        }
        (self.expectation(point, slope, &current), size.unwrap_or(1.0))
    }

    /// Ratios after a part of a change.
    fn moved(&self, point: &Point, slope: &Slope, current: &[f64], change: &[f64], part: f64) -> Vec<f64> {
        let to = |at: usize| current[at] + part * change[at];
        let residual = to(slope.free.len());
        let mut ratios = point.ratios.clone();
        for (at, &factor) in slope.free.iter().enumerate() {
            ratios[factor] = to(at) / residual;
        }
        ratios
    }

    /// A step of expectation-maximisation, which never lowers the likelihood.
    fn expectation(&self, point: &Point, slope: &Slope, current: &[f64]) -> Option<Point> {
        let last = slope.free.len();
        let to =
            |at: usize, levels: f64| current[at] * (1.0 + 2.0 * current[at] * slope.gradient[at] / levels);
        let residual = to(last, self.cells.count);
        let mut ratios = point.ratios.clone();
        for (at, &factor) in slope.free.iter().enumerate() {
            ratios[factor] = to(at, self.cells.level_counts[factor]) / residual;
        }
        let next = self.at(ratios);
        (next.likelihood > point.likelihood).then_some(next)
    }

    /// Whether the likelihood rises from a component of 0; then the point from which to go on.
    fn release(&self, point: &Point, released: &mut [u32]) -> Option<Point> {
        let zero: Vec<_> = (0..point.ratios.len()).filter(|&factor| point.ratios[factor] <= 0.0).collect();
        if zero.is_empty() {
            return None;
        }
        let mut ratios = point.ratios.clone();
        zero.iter().for_each(|&factor| ratios[factor] = NEAR / self.cells.per_level(factor));
        let near = self.at(ratios.clone());
        let slope = self.slope(&near);
        let mut freed = false;
        for factor in zero {
            let at = slope.free.iter().position(|&free| free == factor);
            let rise = at.map_or(0.0, |at| slope.gradient[at] * ratios[factor] * near.residual);
            if rise > PROMISE && released[factor] < 2 {
                released[factor] += 1;
                freed = true;
            } else {
                ratios[factor] = 0.0;
            }
        }
        freed.then(|| self.at(ratios))
    }

    fn report(&self, point: &Point, fit: &mut Fit) {
        let cells = self.cells;
        let count = fit.components.len() - 1;
        let squared = cells.unit * cells.unit;
        let explained = fit.state == State::NoResidual;
        let residual = if explained { 0.0 } else { point.residual * squared };
        fit.components[count] = residual;
        for (at, &factor) in cells.kept.iter().enumerate() {
            fit.components[factor] = point.ratios[at] * point.residual * squared;
            if point.ratios[at] <= 0.0 {
                fit.boundary.push(factor);
            }
        }
        fit.mean = cells.mean + point.mean * cells.unit;
        fit.mean_error = (point.residual / point.weight).sqrt() * cells.unit;
        let freedom = cells.count - 1.0;
        let constant = freedom * (1.0 + libm::log(2.0 * std::f64::consts::PI) + 2.0 * libm::log(cells.unit));
        fit.criterion = constant - 2.0 * point.likelihood;
        if explained {
            return;
        }
        let slope = self.slope(point);
        let places: Vec<_> = slope.free.iter().map(|&factor| cells.kept[factor]).chain([count]).collect();
        for (at, &row) in places.iter().enumerate() {
            let mut unit = vec![0.0; places.len()];
            unit[at] = 1.0;
            let Some(column) = solve(&slope.information, &unit) else { continue };
            for (value, &other) in column.iter().zip(&places) {
                fit.covariance[other][row] = value * squared * squared;
            }
        }
        for row in 0..=count {
            for column in 0..row {
                fit.covariance[row][column] = fit.covariance[column][row];
            }
        }
    }
}

/// The change that Newton's step makes where nothing may fall to less than a tenth at once: what is far from the boundary may
/// come back. What would fall further is held there, and the others are solved for again.
fn bounded(information: &[Vec<f64>], gradient: &[f64], current: &[f64]) -> Option<Vec<f64>> {
    let mut held = vec![false; current.len()];
    loop {
        let free: Vec<_> = (0..current.len()).filter(|&at| !held[at]).collect();
        let of_held = |row: usize| {
            (0..current.len())
                .filter(|&at| held[at])
                .map(|at| information[row][at] * LARGEST_FALL * current[at])
                .sum::<f64>()
        };
        let matrix = free
            .iter()
            .map(|&row| free.iter().map(|&column| information[row][column]).collect())
            .collect::<Vec<_>>();
        let right = free.iter().map(|&row| gradient[row] + of_held(row)).collect::<Vec<_>>();
        let found = solve(&matrix, &right)?;
        let mut change: Vec<_> = current.iter().map(|value| -LARGEST_FALL * value).collect();
        let mut more = false;
        for (&at, &value) in free.iter().zip(&found) {
            if value < change[at] {
                (held[at], more) = (true, true);
            } else {
                change[at] = value;
            }
        }
        if !more {
            return Some(change);
        }
    }
}

/// Solves a small positive definite system; `None` if it is singular.
pub(super) fn solve(matrix: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    let size = right.len();
    let scales: Vec<_> = (0..size).map(|at| matrix[at][at].sqrt()).collect();
    if scales.iter().any(|scale| !(*scale > 0.0 && scale.is_finite())) {
        return None;
    }
    let mut scaled = Square::zeros(size);
    for row in 0..size {
        for column in 0..=row {
            scaled.set(row, column, matrix[row][column] / (scales[row] * scales[column]));
        }
    }
    let x = right.iter().zip(&scales).map(|(value, scale)| value / scale).collect();
    let x = Cholesky::new(&scaled, 1e-13)?.solve(x);
    Some(x.iter().zip(&scales).map(|(value, scale)| value / scale).collect())
}

#[cfg(test)]
mod tests;
