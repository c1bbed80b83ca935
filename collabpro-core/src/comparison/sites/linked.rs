//! Levels of sites that some raters link, as all of these people would have rated them.
//!
//! A rater's share at a site is the site's level and the rater's own strictness, and chance. Levels by least squares use
//! only how each rater rated one site against another; who rated one site only says nothing. Where everyone rated all
//! sites, differences of levels are those of the shares.

use super::samples::Sample;
use crate::stats::dense::{Cholesky, Square};

/// Levels, and what each rater's ratings did to them.
pub(super) struct Levels {
    pub(super) values: Vec<f64>,
    /// For each rater who rated two sites or more the linearised contribution to each level.
    pub(super) influence: Vec<Vec<f64>>,
}

/// One rater's shares at the sites that they rated.
type Row = Vec<(usize, f64)>;

/// A pivot below this is rounding: the sites are not linked.
const SMALL: f64 = 1e-9;

/// `None` where the sites are not linked. Sites without ratings get the mean level and are not to be used.
pub(super) fn levels(samples: &[Sample<'_>]) -> Option<Levels> {
    let mut rated: Vec<(&str, usize, f64)> = Vec::new();
    let (mut sum, mut usable) = (0.0, Vec::new());
    for (at, sample) in samples.iter().enumerate() {
        if let (None, Some(estimated)) = (sample.reason, &sample.estimated) {
            usable.push(at);
            sum += estimated.value;
            rated.extend(sample.names.iter().zip(&sample.values).map(|(name, value)| (*name, at, *value)));
        }
    }
    if usable.len() < 2 {
        return None;
    }
    rated.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let mut rows: Vec<Row> = Vec::new();
    for person in rated.chunk_by(|a, b| a.0 == b.0).filter(|person| person.len() > 1) {
        let mut mean = 0.0;
        person.iter().for_each(|(_, _, value)| mean += value / person.len() as f64);
        rows.push(person.iter().map(|(_, at, value)| (*at, value - mean)).collect());
    }
    // The sum of all levels is free; adding one to each product holds it at zero. Unused sites stand alone.
    let n = samples.len();
    let mut matrix = Square::zeros(n);
    let mut right = vec![0.0; n];
    for a in &usable {
        usable.iter().for_each(|b| matrix.cells[a * n + b] += 1.0 / usable.len() as f64);
    }
    (0..n).filter(|at| !usable.contains(at)).for_each(|at| matrix.set(at, at, 1.0));
    for row in &rows {
        for (a, value) in row {
            right[*a] += value;
            matrix.cells[a * n + a] += 1.0;
            row.iter().for_each(|(b, _)| matrix.cells[a * n + b] -= 1.0 / row.len() as f64);
        }
    }
    let root = Cholesky::new(&matrix, SMALL)?;
    let effects = root.solve(right);
    let mut influence = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut mean = 0.0;
        row.iter().for_each(|(at, _)| mean += effects[*at] / row.len() as f64);
        let mut own = vec![0.0; n];
        row.iter().for_each(|(at, value)| own[*at] = value - (effects[*at] - mean));
        influence.push(root.solve(own));
    }
    let mean = sum / usable.len() as f64;
    Some(Levels { values: effects.iter().map(|effect| mean + effect).collect(), influence })
}

impl Levels {
    /// What each rater's ratings did to the difference of two levels.
    pub(super) fn contributions(&self, first: usize, second: usize) -> Vec<f64> {
        self.influence.iter().map(|own| own[second] - own[first]).collect()
    }

    /// Variance of a level against the mean of all, with raters as what was sampled.
    pub(super) fn variance(&self, at: usize) -> f64 {
        cluster_variance(&self.influence.iter().map(|own| own[at]).collect::<Vec<_>>())
    }
}

/// The variance of a sum of contributions of what was sampled, those that moved it counted.
pub(super) fn cluster_variance(contributions: &[f64]) -> f64 {
    let (mut squares, mut n) = (0.0, 0.0);
    for part in contributions.iter().filter(|part| **part != 0.0) {
        squares += part * part;
        n += 1.0;
    }
    if n > 1.0 { n / (n - 1.0) * squares } else { 0.0 }
}
