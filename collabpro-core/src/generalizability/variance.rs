//! Variance components: from mean squares where the design is balanced, by restricted maximum likelihood where it is not.

use super::Pivot;
use super::design::{Design, Left, Set, members};
use super::observations::Observations;
use crate::base::error::Result;
use crate::base::watch::Watch;
use crate::scoring::Reason;
use crate::stats::reml::{ITERATIONS, State, reml};

/// What was found of the variance of each effect, in the order of the design's effects.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Variances {
    /// Of balanced designs only.
    pub(super) table: Option<Vec<Squares>>,
    /// As the equations give it, negative ones included.
    pub(super) raw: Vec<f64>,
    pub(super) errors: Vec<f64>,
    /// Satterthwaite's degrees of freedom.
    pub(super) freedom: Vec<f64>,
    pub(super) mean: f64,
    pub(super) pivots: Vec<Pivot>,
}

/// A row of the analysis of variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Squares {
    pub(super) df: u64,
    pub(super) mean_square: f64,
}

impl Variances {
    /// Not below 0.
    pub(super) fn zeroed(&self) -> Vec<f64> {
        self.raw.iter().map(|raw| raw.max(0.0)).collect()
    }
}

/// Pivots from their values, degrees of freedom and, row by row, weights in a component.
fn pivots(values: &[f64], df: &[f64], weights: &[Vec<f64>]) -> Vec<Pivot> {
    let pivot = |at: usize| Pivot {
        value: values[at],
        df: Some(df[at]).filter(|df| df.is_finite()),
        weights: weights.iter().map(|row| row[at]).collect(),
    };
    (0..values.len()).map(pivot).collect()
}

/// Every part of a set, with the sign that inclusion and exclusion give it.
fn parts(set: Set) -> impl Iterator<Item = (Set, i64)> {
    let parts = std::iter::successors(Some(set), move |part| (*part > 0).then(|| (part - 1) & set));
    parts.map(|part| (part, 1 - 2 * i64::from(part.count_ones() & 1)))
}

fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    terms.fold(0.0, |sum, term| sum + term)
}

/// Of the sum of what is added and subtracted, less than this is rounding: mean squares are rounded once, and a component
/// adds up at most sixty-four of them.
const ROUNDING: f64 = 64.0 * f64::EPSILON;

impl Design {
    /// Components of a balanced design from its mean squares. Sums and squares are whole numbers up to the mean squares.
    pub(super) fn anova(&self, observations: &Observations) -> Variances {
        let rows = observations.rows();
        let total: i128 = observations.whole.iter().map(|whole| i128::from(*whole)).sum();
        // T, the sum of squared sums over their number of scores, times the number of all scores.
        let squares = self.effects.iter().map(|effect| {
            (effect.set, effect.groups.squares(&observations.whole) * i128::from(effect.groups.count))
        });
        let squares: Vec<_> = squares.collect();
        let term =
            |set: Set| squares.iter().find(|(own, _)| *own == set).map_or(total * total, |(_, term)| *term);
        let count = |set: Set| {
            let found = self.effects.iter().find(|effect| effect.set == set);
            found.map_or(1, |effect| u64::from(effect.groups.count))
        };
        let each = |at: usize| count(self.facets[at].within | 1 << at) / count(self.facets[at].within);
        let mut table = Vec::new();
        for effect in &self.effects {
            let primary = self.primary(effect.set);
            let signed = parts(primary).map(|(part, sign)| i128::from(sign) * term(effect.set & !part));
            let sum_of_squares = signed.sum::<i128>();
            let free = members(primary).map(|at| each(at) - 1).product::<u64>();
            let df = free * members(effect.set & !primary).map(each).product::<u64>();
            let mean = sum_of_squares as f64 / (df as f64 * rows as f64);
            table.push(Squares { df, mean_square: observations.step.variance(mean) });
        }
        let weights = self.solve(rows);
        let mut raw = Vec::new();
        for row in &weights {
            let terms = || row.iter().zip(&table).map(|(weight, squares)| weight * squares.mean_square);
            let (value, size) = (sum(terms()), sum(terms().map(f64::abs)));
            raw.push(if value.abs() <= ROUNDING * size { 0.0 } else { value });
        }
        // The variance of what mean squares make, with so many degrees of freedom more than they have.
        let spread = |row: &[f64], more: f64| {
            let variance = |(weight, squares): (&f64, &Squares)| {
                2.0 * (weight * squares.mean_square) * (weight * squares.mean_square)
                    / (squares.df as f64 + more)
            };
            sum(row.iter().zip(&table).map(variance))
        };
        let errors = weights.iter().map(|row| spread(row, 2.0).sqrt()).collect();
        let freedom = raw.iter().zip(&weights).map(|(raw, row)| 2.0 * raw * raw / spread(row, 0.0)).collect();
        let values = table.iter().map(|squares| squares.mean_square).collect::<Vec<_>>();
        let df = table.iter().map(|squares| squares.df as f64).collect::<Vec<_>>();
        let pivots = pivots(&values, &df, &weights);
        let mean = observations.step.score(total as f64 / rows as f64);
        Variances { table: Some(table), raw, errors, freedom, mean, pivots }
    }

    /// The weights of the mean squares in each component: expected mean squares of the random model, solved from the error
    /// upwards.
    fn solve(&self, rows: usize) -> Vec<Vec<f64>> {
        let effects = &self.effects;
        let scores = |at: usize| rows as f64 / f64::from(effects[at].groups.count);
        let mut weights = vec![vec![0.0; effects.len()]; effects.len()];
        for at in (0..effects.len()).rev() {
            let mut row = vec![0.0; effects.len()];
            row[at] = 1.0;
            for other in at + 1..effects.len() {
                if effects[at].set & !effects[other].set == 0 {
                    let share = scores(other);
                    row.iter_mut().zip(&weights[other]).for_each(|(to, from)| *to -= share * from);
                }
            }
            row.iter_mut().for_each(|weight| *weight /= scores(at));
            weights[at] = row;
        }
        weights
    }
}

impl Design {
    /// Components by restricted maximum likelihood; effects that it cannot tell apart are left out of the design.
    ///
    /// # Errors
    /// `cancelled`.
    pub(super) fn reml(
        &mut self,
        observations: &Observations,
        watch: &mut dyn Watch,
    ) -> Result<std::result::Result<Variances, Reason>> {
        let last = self.effects.len() - 1;
        let factors =
            self.effects[..last].iter().map(|effect| effect.groups.of_row.as_slice()).collect::<Vec<_>>();
        let fit = reml(&observations.scores(), &factors, ITERATIONS, watch)?;
        match fit.state {
            State::Converged => {}
            State::NotConverged => return Ok(Err(Reason::NotConverged)),
            State::NoVariance => return Ok(Err(Reason::NoVariance)),
            State::NoResidual => return Ok(Err(Reason::NoError)),
            State::TooLarge => return Ok(Err(Reason::TooLarge)),
        }
        let known = |at: &usize| !fit.unidentified.contains(at);
        let kept: Vec<_> = (0..=last).filter(known).collect();
        for at in &fit.unidentified {
            let what = self.label(self.effects[*at].set);
            self.left.push(Left { what, reason: Reason::Confounded, with: None });
        }
        self.effects = kept.iter().map(|at| self.effects[*at].clone()).collect();
        let raw = kept.iter().map(|at| fit.components[*at]).collect();
        let covariance =
            kept.iter().map(|at| kept.iter().map(|other| fit.covariance[*at][*other]).collect()).collect();
        Ok(Ok(self.with_covariance(raw, covariance, fit.mean, observations.rows())))
    }

    /// What there is to say of components with these variances and covariances.
    pub(super) fn with_covariance(
        &self,
        raw: Vec<f64>,
        covariance: Vec<Vec<f64>>,
        mean: f64,
        rows: usize,
    ) -> Variances {
        let errors = covariance.iter().enumerate().map(|(at, row)| row[at].max(0.0).sqrt()).collect();
        let freedom =
            raw.iter().zip(&errors).map(|(raw, error)| 2.0 * (raw / error) * (raw / error)).collect();
        let pivots = self.pivots(&raw, &covariance, rows);
        Variances { table: None, raw, errors, freedom, mean, pivots }
    }

    /// Uncorrelated quantities that take the place of mean squares: from the error upwards, each component with what it
    /// has in common with those before it taken off. For balanced data with no component at 0 they are the mean squares,
    /// each over its number of scores. A component at 0 has no variance of its own there: it gets the mean square and the
    /// degrees of freedom that a balanced design of these numbers of conditions would give it.
    fn pivots(&self, raw: &[f64], covariance: &[Vec<f64>], rows: usize) -> Vec<Pivot> {
        let count = raw.len();
        let (mut values, mut df) = (vec![0.0; count], vec![0.0; count]);
        let mut weights = vec![vec![0.0; count]; count];
        // Of each quantity its variance; none of those whose component is at 0.
        let mut spread = vec![0.0; count];
        for at in (0..count).rev() {
            let mut row = vec![0.0; count];
            row[at] = 1.0;
            if covariance[at][at] > 0.0 {
                let mut rest = covariance[at][at];
                for before in (at + 1..count).rev().filter(|before| spread[*before] > 0.0) {
                    let known = &weights[before];
                    let shared = (before + 1..count).map(|other| row[other] * known[other] * spread[other]);
                    let shared = covariance[at][before] - sum(shared);
                    row[before] = shared / spread[before];
                    rest -= row[before] * shared;
                }
                spread[at] = rest.max(covariance[at][at] * ROUNDING);
            } else {
                let own = f64::from(self.effects[at].groups.count) / rows as f64;
                for other in
                    (at + 1..count).filter(|other| self.effects[at].set & !self.effects[*other].set == 0)
                {
                    let scores = rows as f64 / f64::from(self.effects[other].groups.count);
                    let within = row.iter_mut().zip(&weights[other]);
                    within.for_each(|(to, from)| *to -= own * scores * from);
                }
            }
            let common = sum((at + 1..count).map(|other| row[other] * values[other]));
            values[at] = raw[at] - common;
            df[at] =
                if spread[at] > 0.0 { 2.0 * values[at] * values[at] / spread[at] } else { self.free(at) };
            weights[at] = row;
        }
        pivots(&values, &df, &weights)
    }

    /// Degrees of freedom by the numbers of conditions, at least 1.
    fn free(&self, at: usize) -> f64 {
        let primary = self.primary(self.effects[at].set);
        let count = |set: Set| {
            let found = self.effects.iter().find(|effect| effect.set == set);
            found.map_or(1, |effect| i64::from(effect.groups.count))
        };
        let free = parts(primary).map(|(part, sign)| sign * count(self.effects[at].set & !part)).sum::<i64>();
        free.max(1) as f64
    }
}
