//! Components of designs that are not balanced, from sums of squares: Henderson's first method (1953, Biometrics 9:226-252),
//! which Brennan (2001, section 7.1) calls analogous to the analysis of variance.
//!
//! `T_a = Σ_g S_g² / n_g` over the groups of an effect has the expectation `N μ² + Σ_b σ²_b k(a, b)`, with
//! `k(a, b) = Σ_g Σ_h n_gh² / n_g`; what all scores in one group give is taken off, and the equations are solved. With the
//! variance `V = Σ_b σ²_b Z_b Z_b'` of normal scores, `cov(T_a, T_b) = 2 Σ_g Σ_h (Z_a' V Z_b)²_gh / (n_g n_h)` (Searle,
//! Casella & McCulloch 1992, *Variance Components*, sections 5.3 and S.5), components below 0 taken as 0 in it.

use super::design::Design;
use super::observations::{Groups, Observations};
use super::variance::Variances;
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::scoring::Reason;

/// Conditions of all effects times scores: so many products are worked through for standard errors.
const MOST_PRODUCTS: u64 = 100_000_000;

/// Groups with how many scores each has.
struct Sized<'a> {
    groups: &'a Groups,
    sizes: Vec<f64>,
}

impl<'a> Sized<'a> {
    fn new(groups: &'a Groups) -> Self {
        Self { groups, sizes: groups.sizes().into_iter().map(f64::from).collect() }
    }

    /// The sum of some numbers in each group.
    fn sums(&self, values: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.sizes.len()];
        self.groups.of_row.iter().zip(values).for_each(|(group, value)| sums[*group as usize] += value);
        sums
    }

    /// Squared numbers of the groups, each over its size.
    fn square(&self, sums: &[f64]) -> f64 {
        sums.iter().zip(&self.sizes).map(|(sum, size)| sum * sum / size).sum()
    }

    /// `Σ n_gh²` over groups that these and others make together, each over the size of the one of these if asked for.
    fn joint(&self, other: &Self, over_size: bool) -> f64 {
        let both = self.groups.by(&other.groups.of_row, other.groups.count);
        let mut joint = vec![0.0; both.count as usize];
        // Each row of a joint group adds its size: squares.
        let sizes = both.sizes();
        for (group, both) in self.groups.of_row.iter().zip(&both.of_row) {
            let size = f64::from(sizes[*both as usize]);
            joint[*both as usize] += if over_size { size / self.sizes[*group as usize] } else { size };
        }
        joint.iter().sum()
    }
}

impl Design {
    /// Components by Henderson's first method.
    ///
    /// # Errors
    /// `cancelled`.
    pub(super) fn henderson(
        &self,
        observations: &Observations,
        watch: &mut dyn Watch,
    ) -> Result<std::result::Result<Variances, Reason>> {
        let rows = observations.rows();
        let scores = observations.scores();
        let mean = scores.iter().sum::<f64>() / rows as f64;
        let apart = scores.iter().map(|score| score - mean).collect::<Vec<_>>();
        let all = Groups::one(rows);
        // All scores in one group come first.
        let effects = self.effects.iter().map(|effect| &effect.groups);
        let groups: Vec<_> = std::iter::once(&all).chain(effects).map(Sized::new).collect();
        let count = self.effects.len();
        let squares: Vec<_> = groups.iter().map(|own| own.square(&own.sums(&apart))).collect();
        let held = |own: usize, other: usize| groups[own].joint(&groups[other], true);
        let taken: Vec<_> = (1..=count).map(|other| held(0, other)).collect();
        let expected =
            (1..=count).map(|own| (1..=count).map(|at| held(own, at) - taken[at - 1]).collect()).collect();
        let Some(weights) = inverse(expected) else { return Ok(Err(Reason::Confounded)) };
        let product = |row: &[f64], of: &dyn Fn(usize) -> f64| -> f64 {
            row.iter().enumerate().map(|(at, weight)| weight * of(at)).sum()
        };
        let raw =
            weights.iter().map(|row| product(row, &|at| squares[at + 1] - squares[0])).collect::<Vec<_>>();
        if groups[..count].iter().map(|own| own.sizes.len() as u64 * rows as u64).sum::<u64>() > MOST_PRODUCTS
        {
            return Ok(Err(Reason::TooLarge));
        }
        let of_squares = spread(&groups, &raw, watch)?;
        let less =
            |a: usize, b: usize| of_squares[a][b] - of_squares[a][0] - of_squares[0][b] + of_squares[0][0];
        let covariance = |one: &Vec<f64>| {
            let with = |other: &Vec<f64>| product(one, &|a| product(other, &|b| less(a + 1, b + 1)));
            weights.iter().map(with).collect()
        };
        let covariance = weights.iter().map(covariance).collect();
        Ok(Ok(self.with_covariance(raw, covariance, mean, rows)))
    }
}

/// Variances and covariances of the squares of all groups, the last of which are the single scores.
fn spread(groups: &[Sized<'_>], raw: &[f64], watch: &mut dyn Watch) -> Result<Vec<Vec<f64>>> {
    let components: Vec<_> = raw.iter().map(|raw| raw.max(0.0)).collect();
    let effects = || groups[1..].iter().zip(&components);
    let last = groups.len() - 1;
    let mut found = vec![vec![0.0; groups.len()]; groups.len()];
    for (a, own) in groups[..last].iter().enumerate() {
        ask(watch, a as u64, Some(last as u64))?;
        let mut members = vec![Vec::new(); own.sizes.len()];
        own.groups.of_row.iter().enumerate().for_each(|(row, group)| members[*group as usize].push(row));
        for (rows, size) in members.iter().zip(&own.sizes) {
            // The covariance of the group's sum with each score.
            let mut with = vec![0.0; own.groups.of_row.len()];
            for (effect, component) in effects().filter(|(_, component)| **component > 0.0) {
                let mut levels = vec![0.0; effect.sizes.len()];
                rows.iter().for_each(|row| levels[effect.groups.of_row[*row] as usize] += component);
                with.iter_mut()
                    .zip(&effect.groups.of_row)
                    .for_each(|(with, level)| *with += levels[*level as usize]);
            }
            for (b, other) in groups.iter().enumerate().skip(a) {
                found[a][b] += 2.0 * other.square(&other.sums(&with)) / size;
            }
        }
        (a..=last).for_each(|b| found[b][a] = found[a][b]);
    }
    for (one, own) in effects() {
        for (other, component) in effects() {
            found[last][last] += 2.0 * own * component * one.joint(other, false);
        }
    }
    Ok(found)
}

/// The inverse by Gauss and Jordan, the largest of a column first; `None` where nothing tells two rows apart.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    /// A pivot that is so small a part of its column is none.
    const SAME: f64 = 1e-9;
    let size = matrix.len();
    let largest =
        |column: usize, matrix: &[Vec<f64>]| matrix.iter().map(|row| row[column].abs()).fold(0.0, f64::max);
    let scales: Vec<_> = (0..size).map(|column| largest(column, &matrix)).collect();
    for (at, row) in matrix.iter_mut().enumerate() {
        row.extend((0..size).map(|column| f64::from(u8::from(column == at))));
    }
    for at in 0..size {
        let best = (at..size).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs()))?;
        matrix.swap(at, best);
        let pivot = matrix[at][at];
        if pivot.abs() <= SAME * scales[at] {
            return None;
        }
        let own = matrix[at].iter().map(|cell| cell / pivot).collect();
        for (other, row) in matrix.iter_mut().enumerate() {
            let times = if other == at { 0.0 } else { row[at] };
            row.iter_mut().zip(&own).for_each(|(cell, own)| *cell -= times * own);
        }
        matrix[at] = own;
    }
    matrix.iter_mut().for_each(|row| drop(row.drain(..size)));
    Some(matrix)
}
