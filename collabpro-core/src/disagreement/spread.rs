//! How far the ratings of one informant group lie apart, criterion by criterion.

use std::cmp::Ordering;

use crate::scoring::NO_RATING;
use crate::stats::distribution::t_survival;
use crate::stats::holm::holm;
use crate::stats::moments;

/// Ratings given to one criterion, by level.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Histogram(Vec<u32>);

impl Histogram {
    pub(super) fn new(levels: usize) -> Self {
        Self(vec![0; levels])
    }

    pub(super) fn add(&mut self, level: u8) {
        if let Some(count) = self.0.get_mut(usize::from(level)) {
            *count += 1;
        }
    }

    pub(super) fn ratings(&self) -> u32 {
        self.0.iter().sum()
    }

    /// How many ratings are below the cut, and there or above; without a cut below their mean and above it.
    pub(super) fn sides(&self, cut: Option<u8>) -> [u32; 2] {
        if let Some(cut) = cut {
            let below = self.0.iter().take(usize::from(cut)).sum();
            return [below, self.ratings() - below];
        }
        let (n, [sum, _]) = (u64::from(self.ratings()), self.sums());
        let mut sides = [0; 2];
        for (level, count) in (0..).zip(&self.0) {
            // In whole numbers, so that a rating at the mean is known to be there.
            match (level * n).cmp(&sum) {
                Ordering::Less => sides[0] += count,
                Ordering::Equal => {}
                Ordering::Greater => sides[1] += count,
            }
        }
        sides
    }

    /// The sums of the levels and of their squares.
    fn sums(&self) -> [u64; 2] {
        let mut sums = [0; 2];
        for (level, count) in (0..).zip(&self.0) {
            let sum = level * u64::from(*count);
            sums = [sums[0] + sum, sums[1] + level * sum];
        }
        sums
    }

    /// The mean rating as a part of the highest level.
    pub(super) fn mean(&self) -> f64 {
        self.sums()[0] as f64 / (u64::from(self.ratings()) * self.steps()) as f64
    }

    /// The standard deviation of the ratings, with n - 1, as a part of the highest level.
    pub(super) fn sd(&self) -> Option<f64> {
        let (n, [sum, squares]) = (u128::from(self.ratings()), self.sums().map(u128::from));
        let variance = || (n * squares - sum * sum) as f64 / (n * (n - 1)) as f64;
        (n >= 2).then(|| variance().sqrt() / self.steps() as f64)
    }

    fn steps(&self) -> u64 {
        self.0.len().saturating_sub(1) as u64
    }

    /// `Σ_k N_k (n - N_k)` over the steps of the scale, with `N_k` ratings at or below step k: the sum of the distances
    /// of all pairs of ratings. Each pair is counted once.
    fn pairs(&self, without: Option<u8>) -> u64 {
        let own = |level: usize| u64::from(without.is_some_and(|without| usize::from(without) == level));
        let n = u64::from(self.ratings()) - u64::from(without.is_some());
        let (mut at_or_below, mut sum) = (0, 0);
        for (level, count) in self.0.iter().enumerate() {
            at_or_below += u64::from(*count) - own(level);
            sum += at_or_below * (n - at_or_below);
        }
        sum
    }

    /// Mean distance of two different raters in categories, `2 / (n (n-1)) Σ_k N_k (n - N_k)`.
    pub(super) fn distance(&self) -> Option<f64> {
        self.distance_without(None)
    }

    fn distance_without(&self, without: Option<u8>) -> Option<f64> {
        let n = u64::from(self.ratings()) - u64::from(without.is_some());
        (n >= 2).then(|| 2.0 * self.pairs(without) as f64 / (n * (n - 1)) as f64)
    }

    /// Blair and Lacy's dispersion, `4 / (K-1) Σ_k F_k (1 - F_k)`: 0 where all agree, 1 where half stand at each end.
    pub(super) fn dispersion(&self) -> Option<f64> {
        let n = u64::from(self.ratings());
        (n >= 2).then(|| 4.0 * self.pairs(None) as f64 / (self.steps() * n * n) as f64)
    }

    /// The mean distance over the length of the scale, so that scales of different lengths compare; 0 for one rating.
    pub(super) fn width(&self) -> f64 {
        self.width_without(None)
    }

    /// Without a rating of each level that was rated, 0 of others; and last with all ratings.
    fn widths(&self) -> Vec<f64> {
        let without = |(level, count): (u8, &u32)| {
            if *count > 0 { self.width_without(Some(level)) } else { 0.0 }
        };
        let mut widths: Vec<f64> = (0..).zip(&self.0).map(without).collect();
        widths.push(self.width());
        widths
    }

    fn width_without(&self, without: Option<u8>) -> f64 {
        self.distance_without(without).unwrap_or(0.0) / self.steps() as f64
    }

    /// Whether two raters differ by a third of the scale on average, which is one category of four.
    pub(super) fn is_wide(&self) -> bool {
        let n = u64::from(self.ratings());
        6 * self.pairs(None) >= n * n.saturating_sub(1) * self.steps()
    }

    /// Van der Eijk's agreement A: 1 where all agree, 0 where every level is rated as often, -1 where half stand at each
    /// end. The ratings are taken apart into layers in which each level is rated equally often or not at all.
    pub(super) fn agreement(&self) -> Option<f64> {
        let total = self.ratings();
        if total < 2 {
            return None;
        }
        let mut left = self.0.clone();
        let mut agreement = 0.0;
        while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
            let pattern: Vec<bool> = left.iter().map(|count| *count > 0).collect();
            let rated = pattern.iter().filter(|rated| **rated).count();
            left.iter_mut().for_each(|count| *count = count.saturating_sub(height));
            let mass = f64::from(height) * rated as f64;
            agreement += layer(&pattern, rated) * mass / f64::from(total);
        }
        Some(agreement)
    }
}

/// Agreement of one layer, `U (1 - (S-1)/(K-1))` with S of K levels rated, and U from the triples of levels: those that
/// speak for one peak, 110 and 011, and those that speak against it, 101.
fn layer(pattern: &[bool], rated: usize) -> f64 {
    let levels = pattern.len();
    let narrow = 1.0 - (rated - 1) as f64 / (levels - 1) as f64;
    if rated == 1 || rated == levels {
        return narrow;
    }
    // A level that is not rated makes triples with those that are: two to one side of it, or one on each side.
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut one_peak, mut two_peaks) = (0, 0);
    let (mut before, mut after) = (0, rated as u64);
    for rated in pattern {
        if *rated {
            (before, after) = (before + 1, after - 1);
        } else {
            one_peak += pairs(before) + pairs(after);
            two_peaks += before * after;
        }
    }
    let (k, one_peak, two_peaks) = (levels as f64, one_peak as f64, two_peaks as f64);
    let unimodal = ((k - 2.0) * one_peak - (k - 1.0) * two_peaks) / ((k - 2.0) * (one_peak + two_peaks));
    unimodal * narrow
}

/// Fewer raters than this, and a criterion cannot stand out.
pub(super) const LEAST_RATERS: u32 = 6;

/// p values, raw and adjusted, of a criterion's ratings being no wider than the group's ratings are on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Test {
    pub(super) p: f64,
    pub(super) adjusted: f64,
}

/// Tests each criterion with enough raters against the mean of all of these, on scales of equal length.
///
/// With `W` the mean distance over the length of the scale, the jackknife over raters gives the variance of
/// `W_j - mean W`. A criterion's own variance is smallest just where its ratings happen to lie far apart, since leaving
/// one rater out of two camps changes little; taken alone it would flag up to 15 of 100 reports without a difference. So
/// the mean variance over the criteria counts where it is larger, and `t` has the degrees of freedom of both, (raters -
/// 1) (criteria - 1). Holm over the criteria.
pub(super) fn test(histograms: &[Histogram], rows: &[Vec<u8>]) -> Vec<Option<Test>> {
    let tested: Vec<usize> =
        (0..histograms.len()).filter(|at| histograms[*at].ratings() >= LEAST_RATERS).collect();
    if tested.len() < 2 {
        return vec![None; histograms.len()];
    }
    // Whoever is left out, a width is one of a few: as many as there are levels, and the whole.
    let widths: Vec<Vec<f64>> = tested.iter().map(|at| histograms[*at].widths()).collect();
    let excess = |without: Option<&[u8]>| -> Vec<f64> {
        let level = |at: usize| without.map_or(usize::MAX, |row| usize::from(row[at]));
        let width = |(at, widths): (&usize, &Vec<f64>)| widths[level(*at).min(widths.len() - 1)];
        let mut own: Vec<f64> = tested.iter().zip(&widths).map(width).collect();
        let mean = moments::mean(&own);
        own.iter_mut().for_each(|own| *own -= mean);
        own
    };
    let rated = |row: &&Vec<u8>| tested.iter().any(|at| row[*at] != NO_RATING);
    let left_out: Vec<Vec<f64>> = rows.iter().filter(rated).map(|row| excess(Some(row.as_slice()))).collect();
    let n = left_out.len() as f64;
    let mut variances = vec![0.0; tested.len()];
    for (at, variance) in variances.iter_mut().enumerate() {
        let own = left_out.iter().map(|one| one[at]).collect::<Vec<_>>();
        *variance = (n - 1.0) / n * moments::squares(&own, moments::mean(&own));
    }
    let pooled = moments::mean(&variances);
    let mut p = excess(None);
    for (at, p) in p.iter_mut().enumerate() {
        let raters = f64::from(histograms[tested[at]].ratings());
        let freedom = (raters - 1.0) * (tested.len() as f64 - 1.0).max(1.0);
        *p = one_sided(*p, variances[at].max(pooled).sqrt(), freedom);
    }
    let mut tests = vec![None; histograms.len()];
    for ((at, p), adjusted) in tested.iter().zip(&p).zip(holm(&p)) {
        tests[*at] = Some(Test { p: *p, adjusted });
    }
    tests
}

/// Without any error (whoever is left out, the excess is the same) the sign alone decides.
fn one_sided(whole: f64, error: f64, freedom: f64) -> f64 {
    const ROUNDING: f64 = 1e-12;
    if error < ROUNDING {
        return if whole > ROUNDING { 0.0 } else { 1.0 };
    }
    t_survival(whole / error, freedom).unwrap_or(1.0)
}
