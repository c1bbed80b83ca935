//! How much of the differences between raters lies between their groups.

use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::scoring::Interval;
use crate::stats::exact::ExactSum;
use crate::stats::fisher::f_quantile;
use crate::stats::moments;
use crate::stats::one_way::{GroupSums, OneWay};
use crate::stats::random::Random;

/// Numbers of one measure in their groups, and their analysis of variance.
pub(crate) struct Over {
    pub(crate) table: OneWay,
    /// Of each group its size and how far its mean is from the mean of all; sorted, so that nothing depends on names.
    ahead: Vec<(f64, f64)>,
    /// The numbers of the groups of two and more, groups and numbers sorted.
    pub(crate) groups: Vec<Vec<f64>>,
}

impl Over {
    pub(crate) fn of(numbers: Vec<Vec<f64>>) -> Self {
        let mut numbers = alike(numbers);
        for group in &mut numbers {
            group.sort_unstable_by(f64::total_cmp);
        }
        numbers.sort_by(|a, b| {
            a.len().cmp(&b.len()).then_with(|| {
                let pairs = a.iter().zip(b);
                pairs
                    .map(|(a, b)| a.total_cmp(b))
                    .find(|order| order.is_ne())
                    .unwrap_or(std::cmp::Ordering::Equal)
            })
        });
        let sums = |group: &Vec<f64>| {
            let mut sums = GroupSums::default();
            group.iter().for_each(|number| sums.add(*number));
            sums
        };
        let groups: Vec<GroupSums> = numbers.iter().map(sums).collect();
        let table = OneWay::of(groups.iter());
        let mut total = ExactSum::default();
        groups.iter().for_each(|group| total.merge(group.sum()));
        let ahead = groups.iter().filter(|group| group.n() > 0).map(|group| {
            // (N S_g - n_g S) / (n_g N), rounded once.
            let mut ahead = group.sum().times(table.n);
            ahead.take(&total.times(group.n()));
            let mut size = ExactSum::default();
            size.add_whole(group.n());
            (group.n() as f64, ahead.ratio(&size.times(table.n)).unwrap_or(0.0))
        });
        let ahead = ahead.collect();
        numbers.retain(|group| group.len() >= 2);
        Self { table, ahead, groups: numbers }
    }

    /// Mean squares between the groups and within them.
    pub(crate) fn mean_squares(&self) -> (f64, f64) {
        let (between, within) = self.table.freedom();
        (self.table.between / between as f64, self.table.within / within as f64)
    }

    /// The size at which the expected mean square between the groups is that of groups of one size,
    /// `(N - Σn² / N) / (G - 1)`.
    pub(crate) fn n0(&self) -> f64 {
        let n = self.table.n as f64;
        let (between, _) = self.table.freedom();
        (n - self.table.sizes_squared as f64 / n) / between as f64
    }

    /// How much of the variance lies between the groups; nothing where none lies within them.
    pub(crate) fn shares(&self, confidence: f64) -> Option<Shares> {
        let f = self.table.f?;
        let n0 = self.n0();
        let ratio = self.variance_ratio(confidence).filter(|_| f > 0.0);
        let with = |of: &dyn Fn(f64) -> f64| {
            ratio.map(|ratio| Interval { lower: of(ratio.lower), upper: of(ratio.upper) })
        };
        Some(Shares {
            f,
            icc1: icc1(f, n0),
            icc1_interval: with(&|ratio| ratio / (1.0 + ratio)),
            icc2: (f > 0.0).then(|| (f - 1.0) / f),
            icc2_interval: with(&|ratio| n0 * ratio / (1.0 + n0 * ratio)),
        })
    }

    /// Wald's (1940, Annals of Mathematical Statistics 11:96) exact interval of the variance between the groups over that
    /// within them, under normality and for any sizes.
    pub(crate) fn variance_ratio(&self, confidence: f64) -> Option<Interval> {
        let (between, within) = self.table.freedom();
        let (df1, df2) = (between as f64, within as f64);
        let tail = (1.0 - confidence) / 2.0;
        let end = |p: f64| Some(self.solve(f_quantile(p, df1, df2)?));
        Some(Interval { lower: end(1.0 - tail)?, upper: end(tail)? })
    }

    /// The ratio at which the weighted F has this value; it falls from infinity at `-1 / largest size` to 0.
    fn solve(&self, sought: f64) -> f64 {
        const DOUBLINGS: u32 = 200;
        let largest = self.ahead.iter().fold(1.0, |most: f64, (n, _)| most.max(*n));
        let (mut low, mut high) = (-1.0 / largest, 1.0 / largest);
        for _ in 0..DOUBLINGS {
            if self.weighted_f(high) <= sought {
                break;
            }
            (low, high) = (high, 2.0 * high);
        }
        loop {
            let middle = low + 0.5 * (high - low);
            if middle <= low || middle >= high || high - low <= 1e-15 * high.abs().max(1.0 / largest) {
                return middle;
            }
            if self.weighted_f(middle) > sought { low = middle } else { high = middle }
        }
    }

    fn weighted_f(&self, ratio: f64) -> f64 {
        let weight = |n: f64| n / (1.0 + n * ratio);
        let (mut weights, mut sum) = (0.0, 0.0);
        for (n, ahead) in &self.ahead {
            weights += weight(*n);
            sum += weight(*n) * ahead;
        }
        let mean = sum / weights;
        let squares: f64 =
            self.ahead.iter().map(|(n, ahead)| weight(*n) * (ahead - mean) * (ahead - mean)).sum();
        squares / (self.ahead.len() as f64 - 1.0) / self.mean_squares().1
    }

    /// The mean variance within groups, against that of groups of the same sizes made by permuting the raters.
    pub(crate) fn permute(
        &self,
        seed: u64,
        replicates: u32,
        watch: &mut dyn Watch,
        step: (u64, u64),
    ) -> Result<Option<PermutationTest>> {
        if self.groups.len() < 2 {
            return Ok(None);
        }
        let (ordered, mut people) = (self.groups.concat(), self.groups.concat());
        let permutations = replicates.min((MOST_WORK / people.len() as u64).max(FEWEST_PERMUTATIONS) as u32);
        let groups = self.groups.len() as f64;
        let variance = self.groups.iter().map(|group| moments::variance(group)).sum::<f64>() / groups;
        let (mut sum, mut squares, mut as_small) = (0.0, 0.0, 0_u32);
        for permutation in 0..permutations {
            if u64::from(permutation) * people.len() as u64 % ASKED_AFTER < people.len() as u64 {
                ask(watch, step.0, Some(step.1))?;
            }
            people.copy_from_slice(&ordered);
            Random::new(seed, permutation.into()).shuffle(&mut people);
            let mut rest = &people[..];
            let mut mean = 0.0;
            for group in &self.groups {
                let (own, after) = rest.split_at(group.len());
                rest = after;
                let own = moments::variance(own);
                mean += own / groups;
                sum += own;
                squares += own * own;
            }
            as_small += u32::from(mean <= variance * (1.0 + ROUNDING));
        }
        let made = f64::from(permutations) * groups;
        let mean = sum / made;
        let sd = ((squares - made * mean * mean) / (made - 1.0)).max(0.0).sqrt();
        let z = (sd > ROUNDING * mean).then(|| (variance - mean) / (sd / groups.sqrt()));
        let p = f64::from(as_small + 1) / f64::from(permutations + 1);
        Ok(Some(PermutationTest { variance, mean, z, p, permutations }))
    }
}

/// The numbers, those alike that differ by rounding: means of the same ratings in another order must not look like a difference.
fn alike(mut numbers: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let mut known = numbers.concat();
    known.sort_unstable_by(f64::total_cmp);
    let largest = known.iter().fold(0.0, |most: f64, number| most.max(number.abs()));
    known.dedup_by(|next, first| *next - *first <= NOISE * largest);
    for number in numbers.iter_mut().flatten() {
        let at = known.partition_point(|first| *first <= *number);
        *number = known.get(at.saturating_sub(1)).copied().unwrap_or(*number);
    }
    numbers
}

/// How far apart two means of the same ratings may come out, as a part of the largest.
const NOISE: f64 = 8.0 * f64::EPSILON;

/// How much of the variance between raters lies between their groups. Where the groups' means are all the same the
/// intervals and ICC(2) are not defined.
pub(crate) struct Shares {
    pub(crate) f: f64,
    /// ICC(1).
    pub(crate) icc1: f64,
    pub(crate) icc1_interval: Option<Interval>,
    /// ICC(2).
    pub(crate) icc2: Option<f64>,
    pub(crate) icc2_interval: Option<Interval>,
}

/// ICC(1) of groups of this size.
pub(crate) fn icc1(f: f64, size: f64) -> f64 {
    (f - 1.0) / (f + size - 1.0)
}

/// Equal sums of squares may differ so much by the order of their terms.
const ROUNDING: f64 = 1e-12;

/// Raters times permutations, beyond which fewer permutations are made.
const MOST_WORK: u64 = 20_000_000;

const FEWEST_PERMUTATIONS: u64 = 99;

/// Raters permuted between two questions to the watcher.
const ASKED_AFTER: u64 = 2_000_000;

/// What permuting the raters over the groups says.
pub(crate) struct PermutationTest {
    /// Mean variance within the groups there are.
    pub(crate) variance: f64,
    /// The same of permuted groups.
    pub(crate) mean: f64,
    pub(crate) z: Option<f64>,
    pub(crate) p: f64,
    pub(crate) permutations: u32,
}
