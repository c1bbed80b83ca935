//! How far the ratings of one group lie apart, criterion by criterion, with replicates of its raters.

use super::grouped::{CriterionColumn, RaterRows};
use crate::scoring::Interval;
use crate::scoring::bayesian_bootstrap::weight;
use crate::stats::exact::ExactSum;
use crate::stats::moments;
use crate::stats::random::Random;

/// The ratings of one criterion.
struct CriterionRatings {
    /// Different ones, lowest first.
    values: Vec<f64>,
    /// The position of each rater's rating among them.
    codes: Vec<Option<u32>>,
    /// Values that one rater more might give, all equally likely, as positions.
    others: Vec<u32>,
}

/// What weighted ratings look like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shape {
    pub(super) mean: f64,
    /// Their variance, dividing by how many they are.
    pub(super) spread: f64,
    /// Mean distance from their mean, and from their median.
    pub(super) from_mean: f64,
    pub(super) from_median: f64,
}

/// One criterion of one group.
pub(super) struct Within {
    /// Raters who rated it.
    pub(super) n: usize,
    /// Nothing for fewer than two.
    pub(super) shape: Option<Shape>,
    /// Brown and Hauenstein's index, inside the range of means where it is defined.
    pub(super) awg: Option<f64>,
    /// Of each replicate.
    replicates: Vec<Shape>,
    ends: Option<(f64, f64)>,
}

impl Within {
    /// The variance, dividing by one less than there are ratings.
    pub(super) fn variance(&self) -> Option<f64> {
        self.shape.map(|shape| shape.spread * self.n as f64 / (self.n as f64 - 1.0))
    }
}

/// Every criterion of a group. A replicate is a Bayesian bootstrap (Rubin 1981) of the people, with one rater more whose
/// rating on each criterion falls on any category of the declared scale, or on any rating that was given, equally likely:
/// without that person few raters who agree would look certain.
pub(super) fn within(
    people: &RaterRows,
    criteria: &[CriterionColumn],
    pool: &[Vec<f64>],
    seed: u64,
    replicates: u32,
) -> Vec<Within> {
    let ratings: Vec<CriterionRatings> = (0..criteria.len())
        .map(|criterion| {
            let own = people.rows().map(|row| row[criterion]).collect::<Vec<_>>();
            CriterionRatings::of(&own, criteria[criterion].scale.as_deref().unwrap_or(&pool[criterion]))
        })
        .collect();
    let mut all: Vec<Within> =
        ratings.iter().zip(criteria).map(|(ratings, criterion)| ratings.within(criterion)).collect();
    let mut weights = vec![0.0; people.len()];
    let mut sums = Vec::new();
    for replicate in 0..replicates {
        let mut random = Random::new(seed, replicate.into());
        weights.iter_mut().for_each(|own| *own = weight(&mut random));
        for (ratings, within) in ratings.iter().zip(&mut all).filter(|(_, within)| within.shape.is_some()) {
            sums.clear();
            sums.resize(ratings.values.len(), 0.0);
            for (code, weight) in ratings.codes.iter().zip(&weights) {
                if let Some(code) = code {
                    sums[*code as usize] += weight;
                }
            }
            let other = random.below(ratings.others.len() as u32);
            if let Some(other) = ratings.others.get(other as usize) {
                sums[*other as usize] += weight(&mut random);
            }
            within.replicates.push(shape(&ratings.values, &sums));
        }
    }
    all
}

impl CriterionRatings {
    fn of(own: &[f64], others: &[f64]) -> Self {
        let mut values: Vec<_> = own.iter().chain(others).copied().filter(|value| !value.is_nan()).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        let code = |value: &f64| values.binary_search_by(|known| known.total_cmp(value)).ok();
        let codes = own.iter().map(|value| code(value).map(|at| at as u32)).collect();
        let others = others.iter().filter_map(|value| code(value).map(|at| at as u32)).collect();
        Self { values, codes, others }
    }

    fn within(&self, criterion: &CriterionColumn) -> Within {
        let mut counts = vec![0.0; self.values.len()];
        self.codes.iter().flatten().for_each(|code| counts[*code as usize] += 1.0);
        let n = self.codes.iter().flatten().count();
        let shape = (n >= 2).then(|| shape(&self.values, &counts));
        let scale = criterion.scale.as_deref();
        let ends = scale.and_then(|scale| scale.first().copied().zip(scale.last().copied()));
        let inside = |(low, high): &(f64, f64)| {
            // n mean >= low (n - 1) + high and n mean <= high (n - 1) + low, exactly.
            let beyond = |end: f64, other: f64| {
                let mut sum = ExactSum::default();
                self.values.iter().zip(&counts).for_each(|(value, count)| sum.add_product(*value, *count));
                sum.add_product(-end, n as f64 - 1.0);
                sum.add(-other);
                sum.round()
            };
            beyond(*low, *high) >= 0.0 && beyond(*high, *low) <= 0.0
        };
        let defined = shape.zip(ends).filter(|(_, ends)| inside(ends));
        let awg = defined.and_then(|(shape, ends)| agreement(shape, ends));
        Within { n, shape, awg, replicates: Vec::new(), ends }
    }
}

/// `1 - 2 S² / ([(H+L) M - M² - H L] n / (n-1))`: with the variance that divides by n the sizes cancel.
fn agreement(shape: Shape, (low, high): (f64, f64)) -> Option<f64> {
    let most = (high - shape.mean) * (shape.mean - low);
    (most > 0.0).then(|| 1.0 - 2.0 * shape.spread / most)
}

/// Of values, lowest first, and their weights.
fn shape(values: &[f64], weights: &[f64]) -> Shape {
    let rated = || values.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
    let total: f64 = rated().map(|(_, weight)| weight).sum();
    let average =
        |of: &dyn Fn(f64) -> f64| rated().map(|(value, weight)| of(*value) * weight).sum::<f64>() / total;
    let mut below = 0.0;
    let mut half = rated().skip_while(|(_, weight)| {
        below += **weight;
        2.0 * below < total
    });
    let median = half.next().map_or(0.0, |(value, _)| *value);
    // All alike: without rounding.
    if rated().count() == 1 {
        return Shape { mean: median, ..Shape::default() };
    }
    let mean = average(&|value| value);
    Shape {
        mean,
        spread: average(&|value| (value - mean) * (value - mean)),
        from_mean: average(&|value| (value - mean).abs()),
        from_median: average(&|value| (value - median).abs()),
    }
}

/// Replicates of a measure over some criteria, lowest first: of each the mean over the criteria, where all of them have
/// it.
pub(super) fn replicates(criteria: &[&Within], measure: impl Fn(&Within, Shape) -> Option<f64>) -> Vec<f64> {
    let n = criteria.iter().map(|criterion| criterion.replicates.len()).min().unwrap_or(0);
    let mean = |replicate: usize| {
        let all: Option<Vec<f64>> =
            criteria.iter().map(|criterion| measure(criterion, criterion.replicates[replicate])).collect();
        all.map(|all| moments::mean(&all))
    };
    let mut made: Vec<_> = (0..n).filter_map(mean).collect();
    made.sort_unstable_by(f64::total_cmp);
    made
}

/// Brown and Hauenstein's index in a replicate.
pub(super) fn awg_of(criterion: &Within, shape: Shape) -> Option<f64> {
    agreement(shape, criterion.ends?)
}

/// The middle part of replicates, lowest first, widened to hold the estimate.
pub(super) fn interval(replicates: &[f64], estimate: f64, confidence: f64) -> Option<Interval> {
    let tail = (1.0 - confidence) / 2.0;
    let at = (replicates.len() as f64 * tail) as usize;
    let (lower, upper) = (replicates.get(at)?, replicates.get(replicates.len().checked_sub(at + 1)?)?);
    Some(Interval { lower: lower.min(estimate), upper: upper.max(estimate) })
}
