//! How far omega total may be off: its derivative by every covariance.
//!
//! Omega is `1 - Σ ψ s² / V`, the uniquenesses `ψ` being those at which minres comes to rest. There the slope by each is
//! `-f(R - Ψ)_ii`, where `f` keeps the roots below the first factor's; with its derivative
//! `f'(E) = X (φ ∘ X' E X) X'`, `φ` the divided differences of the roots that are kept, the uniquenesses move by
//! `H⁻¹ diag f'(dR)`. So the derivative of `Σ w ψ` by the correlations is `X (φ ∘ X' diag(H⁻¹ w) X) X'`. For rows that are
//! jointly normal the variance is `2 tr (G S G S) / n`, `G` the derivative of omega by the covariances `S`.

use super::factor::curvature;
use crate::scoring::Interval;
use crate::stats::dense::{Cholesky, Square, eigen};
use crate::stats::distribution::normal_quantile;

/// A uniqueness below this is held at 0.
const HELD: f64 = 1e-10;

/// A standard error below this is rounding.
const LEAST_ERROR: f64 = 1e-12;

/// What is not held at 0, which does not move.
fn free(unique: &[f64]) -> Vec<usize> {
    (0..unique.len()).filter(|at| unique[*at] > HELD).collect()
}

/// Whether other uniquenesses leave as little of the correlations: where only two items share the factor, say, the product
/// of their loadings is known and neither of them.
pub(super) fn is_open(correlations: &Square, unique: &[f64]) -> bool {
    Cholesky::relative(&curvature(correlations, unique).only(&free(unique))).is_none()
}

/// Of covariances, the uniquenesses of their correlations and omega: the standard error in large samples, from so many rows;
/// none where there is nothing to be off by.
pub(super) fn standard_error(matrix: &Square, unique: &[f64], omega: f64, rows: f64) -> Option<f64> {
    let (items, total) = (matrix.size, matrix.sum());
    let correlations = matrix.correlations();
    let free = free(unique);
    let weights = free.iter().map(|at| matrix.at(*at, *at) / total).collect();
    let bend = curvature(&correlations, unique).only(&free);
    let moved = Cholesky::relative(&bend)?.solve(weights);
    let by_correlation = by_correlation(&correlations, unique, &free, &moved);
    let mut slope = Square::zeros(items);
    for (row, unique) in unique.iter().enumerate() {
        let mut own = -unique / total;
        for column in (0..items).filter(|column| *column != row) {
            let cell = by_correlation.at(row, column);
            own += cell * correlations.at(row, column) / matrix.at(row, row);
            let deviations = (matrix.at(row, row) * matrix.at(column, column)).sqrt();
            slope.set(row, column, (1.0 - omega) / total - cell / deviations);
        }
        slope.set(row, row, (1.0 - omega) / total + own);
    }
    let image = product(&slope, matrix);
    let squares: f64 =
        (0..items).map(|row| (0..items).map(|at| image.at(row, at) * image.at(at, row)).sum::<f64>()).sum();
    let error = (2.0 * squares.max(0.0) / rows).sqrt();
    (error > LEAST_ERROR && error.is_finite()).then_some(error)
}

fn by_correlation(correlations: &Square, unique: &[f64], free: &[usize], moved: &[f64]) -> Square {
    let items = correlations.size;
    let mut reduced = correlations.clone();
    (0..items).for_each(|at| reduced.set(at, at, reduced.at(at, at) - unique[at]));
    let (roots, vectors) = eigen(&reduced);
    let mut inner = Square::zeros(items);
    for row in 0..items {
        for column in 0..items {
            let both =
                free.iter().zip(moved).map(|(at, by)| by * vectors.at(row, *at) * vectors.at(column, *at));
            // The first root is the factor's; the others are kept.
            let kept = match (row, column) {
                (0, 0) => 0.0,
                (0, other) | (other, 0) => roots[other] / (roots[other] - roots[0]),
                _ => 1.0,
            };
            inner.set(row, column, kept * both.sum::<f64>());
        }
    }
    let mut turned = Square::zeros(items);
    (0..items).for_each(|row| (0..items).for_each(|column| turned.set(row, column, vectors.at(column, row))));
    product(&turned, &product(&inner, &vectors))
}

fn product(a: &Square, b: &Square) -> Square {
    let mut made = Square::zeros(a.size);
    for row in 0..a.size {
        for column in 0..a.size {
            made.set(row, column, (0..a.size).map(|at| a.at(row, at) * b.at(at, column)).sum());
        }
    }
    made
}

/// By the normal distribution of `ln (1 - ω)`, so that no end is above 1.
pub(super) fn interval(omega: f64, error: f64, confidence: f64) -> Option<Interval> {
    let width = normal_quantile(1.0 - 0.5 * (1.0 - confidence))? * error / (1.0 - omega);
    let end = |width: f64| 1.0 - (1.0 - omega) * libm::exp(width);
    width.is_finite().then(|| Interval { lower: end(width), upper: end(-width) })
}
