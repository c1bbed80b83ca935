//! What each unit does to a coefficient: its standard error, also where units stand in groups.
//!
//! Influences are kept in whole steps of a fixed size, 2⁻⁴⁵ of the largest, so that their sums, and the sums of their
//! squares, are exact: neither the order of units and raters nor the number of threads can be seen in a bit.

use std::ops::Range;

use super::patterns::{CodeRows, Index};
use super::sums::{Found, NOTHING, Prepared, Sums, expected};
use super::{AgreementOptions, Coefficient, ErrorsBy, Metric};
use crate::base::error::Result;
use crate::base::parts::in_parts;
use crate::base::watch::Watch;
use crate::scoring::Reason;

/// Bits of the largest influence of a unit.
const BITS: i32 = 45;

/// The influence of every unit, in steps.
#[derive(Clone, Debug)]
pub(super) struct Influence {
    /// The size of a step.
    pub(super) step: f64,
    /// By pattern.
    by_pattern: Vec<i64>,
    /// By rater and category of each rating, where it matters who gave it.
    by_rating: Vec<i64>,
    /// By pair of raters and their categories.
    by_pair: Vec<i64>,
    /// How many units it is an average over.
    pub(super) units: u64,
    /// Whether the variance is divided by `n`, as in the formula for two raters, and not by `n - 1`.
    pub(super) is_two: bool,
}

/// Influences before they are cut into steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) by_pattern: Vec<f64>,
    pub(super) by_rating: Vec<f64>,
    pub(super) by_pair: Vec<f64>,
    /// How large what a unit does is by nature: what is smaller than its steps is rounding.
    pub(super) nature: f64,
    pub(super) units: u64,
    pub(super) is_two: bool,
}

impl Parts {
    /// In steps; `raters` and `widest` bound how many ratings a unit has.
    pub(super) fn cut(self, categories: usize, widest: usize) -> Influence {
        let most = |all: &[f64]| all.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
        let of_raters: f64 = self.by_rating.chunks(categories.max(1)).map(most).sum();
        let ratings = of_raters.min(widest as f64 * most(&self.by_rating));
        let pairs = 0.5 * widest as f64 * widest as f64 * most(&self.by_pair);
        let bound = (most(&self.by_pattern) + ratings + pairs).max(self.nature);
        let step = libm::ldexp(1.0, libm::ilogb(bound.max(f64::MIN_POSITIVE)) + 1 - BITS);
        let whole = |all: &[f64]| all.iter().map(|one| libm::round(one / step) as i64).collect();
        Influence {
            step,
            by_pattern: whole(&self.by_pattern),
            by_rating: whole(&self.by_rating),
            by_pair: whole(&self.by_pair),
            units: self.units,
            is_two: self.is_two,
        }
    }
}

impl Influence {
    /// Whether it asks who gave a rating.
    pub(super) fn asks_who(&self) -> bool {
        !self.by_rating.is_empty() || !self.by_pair.is_empty()
    }

    pub(super) fn of_pattern(&self, pattern: usize) -> i64 {
        self.by_pattern.get(pattern).copied().unwrap_or(0)
    }

    /// What a unit does, in steps.
    pub(super) fn of(&self, pattern: usize, ratings: &[(u32, u8)], shape: &Shape) -> i64 {
        let mut all = self.of_pattern(pattern);
        if !self.by_rating.is_empty() {
            let place = |(rater, code): &(u32, u8)| *rater as usize * shape.categories + usize::from(*code);
            all += ratings.iter().map(|rating| self.by_rating[place(rating)]).sum::<i64>();
        }
        if !self.by_pair.is_empty() {
            shape.pairs(ratings, |place| all += self.by_pair[place]);
        }
        all
    }

    /// The standard error from the sum of squares, in steps, over so many units or groups of them; `alone` is why there is none
    /// of one group.
    pub(super) fn error(&self, squares: f64, samples: u64, alone: Option<Reason>) -> Result<f64, Reason> {
        if samples < 2 {
            return Err(alone.unwrap_or(Reason::OneUnit));
        }
        if squares == 0.0 {
            return Err(Reason::NoVariance);
        }
        let n = self.units as f64;
        let samples = samples as f64;
        let small = if self.is_two && alone.is_none() { 1.0 } else { samples / (samples - 1.0) };
        Ok(self.step / n * (squares * small).sqrt())
    }
}

/// Where the cells of two raters are.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub(super) raters: usize,
    pub(super) categories: usize,
}

impl Shape {
    /// How many pairs of raters there could be.
    pub(super) fn all_pairs(&self) -> usize {
        self.raters * self.raters.saturating_sub(1) / 2
    }

    /// The number of a pair; the first rater comes before the second.
    pub(super) fn pair(&self, first: usize, second: usize) -> usize {
        first * (2 * self.raters - first - 1) / 2 + second - first - 1
    }

    /// Every two ratings of a unit.
    #[inline]
    pub(super) fn pairs(&self, ratings: &[(u32, u8)], mut each: impl FnMut(usize)) {
        let q = self.categories;
        for (at, (first, code)) in ratings.iter().enumerate() {
            // The pair of (first, second) is `before + second`; it may pass below 0 before `second` is added.
            let first = *first as usize;
            let before = (first * (2 * self.raters - first - 1) / 2).wrapping_sub(first + 1);
            let row = usize::from(*code) * q;
            // One rater may have rated a unit in two roles.
            for (second, other) in ratings[at + 1..].iter().filter(|(second, _)| *second as usize != first) {
                each(before.wrapping_add(*second as usize) * q * q + row + usize::from(*other));
            }
        }
    }
}

impl Prepared {
    /// What each pattern does to a coefficient of weighted agreement, and what that of Conger shares: as published (Gwet
    /// 2014, ch. 5), or by the derivative, to which a unit with one rating is nothing but chance.
    pub(super) fn influence(
        &self,
        (coefficient, set): (Coefficient, usize),
        sums: &Sums,
        found: &Found,
        options: &AgreementOptions,
    ) -> Parts {
        let (Ok(weights), Some(value), Some(observed)) = (&self.weights[set], found.value, found.observed)
        else {
            return Parts::default();
        };
        let chance = found.expected.unwrap_or(0.0);
        let left = 1.0 - chance;
        let derivative = options.errors == ErrorsBy::Derivative;
        let units = if options.is_of_pairs(coefficient) { sums.pairable } else { sums.units };
        let ratio = units / sums.pairable;
        let q = weights.categories as f64;
        let by_category = match coefficient {
            Coefficient::Fleiss => self.chances(weights, sums),
            Coefficient::Ac => {
                let scale = weights.total() / (q * (q - 1.0));
                sums.shares.iter().map(|n| scale * (1.0 - n / sums.units)).collect()
            }
            _ => Vec::new(),
        };
        let agree = &self.agree[set];
        let of = |at: usize| {
            let ratings = f64::from(self.ratings[at]);
            let pairable = if ratings < 2.0 { 0.0 } else { 1.0 };
            let mut all = if derivative {
                ratio * pairable * (agree[at] - observed) / left
            } else {
                ratio * (agree[at] - chance * pairable) / left - (observed - chance) / left
            };
            if !by_category.is_empty() {
                let cells = self.patterns.cells(at);
                let near: f64 = cells.iter().map(|(k, n)| by_category[*k as usize] * f64::from(*n)).sum();
                all -= 2.0 * (1.0 - value) * (near / ratings - chance) / left;
            }
            all
        };
        Parts {
            by_pattern: (0..self.patterns.len()).map(of).collect(),
            nature: ratio * (1.0 + value.abs()) / left.max(NOTHING),
            units: units as u64,
            ..Parts::default()
        }
    }

    /// What each pattern does to alpha. Of the ratio of disagreements, so that it is that of Gwet (2015) for fixed
    /// weights; for the ordinal metric with what a unit does to the ranks.
    pub(super) fn influence_on_alpha(&self, metric: Metric, sums: &Sums, found: &Found) -> Parts {
        if found.value.is_none() {
            return Parts::default();
        }
        let scores = self.scores(metric, &sums.ranks);
        let Ok(apart) =
            self.disagreement(if metric == Metric::Ordinal { Metric::Interval } else { metric }, scores)
        else {
            return Parts::default();
        };
        let ratings = sums.ratings;
        let observed = sums.apart[metric as usize] / ratings;
        let chance: Vec<_> = expected(metric, self.ends, scores, &sums.counts, ratings)
            .into_iter()
            .map(|apart| apart / ratings)
            .collect();
        let expected = chance.iter().zip(&sums.counts).map(|(apart, n)| apart * n).sum::<f64>() / ratings;
        let ratio = observed / expected;
        let by_rank =
            if metric == Metric::Ordinal { self.through_ranks(sums, ratio, expected) } else { Vec::new() };
        let scale = sums.pairable / ratings;
        let of = |at: usize| {
            let own = f64::from(self.ratings[at]);
            if own < 2.0 {
                return 0.0;
            }
            let cells = self.patterns.cells(at);
            let near: f64 = cells.iter().map(|(k, n)| chance[*k as usize] * f64::from(*n)).sum();
            let apart = scale * (apart[at] - observed * own);
            let mut all = -(apart - ratio * 2.0 * scale * (near - expected * own)) / expected;
            if !by_rank.is_empty() {
                let moved: f64 = cells.iter().map(|(k, n)| by_rank[*k as usize] * f64::from(*n)).sum();
                all -= sums.pairable * moved;
            }
            all
        };
        Parts {
            by_pattern: (0..self.patterns.len()).map(of).collect(),
            nature: 1.0 + ratio,
            units: sums.pairable as u64,
            ..Parts::default()
        }
    }

    /// What one more rating in a category does to the ratio of disagreements by moving ranks.
    fn through_ranks(&self, sums: &Sums, ratio: f64, expected: f64) -> Vec<f64> {
        let ratings = sums.ratings;
        let ranks = &sums.ranks;
        let mut slope = vec![0.0; ranks.len()];
        for (at, (cells, times)) in self.patterns.iter().enumerate() {
            let own = f64::from(self.ratings[at]);
            if own < 2.0 {
                continue;
            }
            let sum: f64 = cells.iter().map(|(k, n)| ranks[*k as usize] * f64::from(*n)).sum();
            for (category, n) in cells {
                let far = own * ranks[*category as usize] - sum;
                slope[*category as usize] += times as f64 * f64::from(*n) * far / (own - 1.0);
            }
        }
        let mean = ranks.iter().zip(&sums.counts).map(|(rank, n)| rank * n).sum::<f64>() / ratings;
        for ((slope, rank), n) in slope.iter_mut().zip(ranks).zip(&sums.counts) {
            let by_chance = n * (rank - mean) / ratings;
            *slope = 4.0 * (*slope / ratings - ratio * by_chance) / expected;
        }
        // A rating in a category lifts those above it by one rank, and its own by half of one.
        let mut above = 0.0;
        let mut moved = vec![0.0; slope.len()];
        for (moved, slope) in moved.iter_mut().zip(&slope).rev() {
            *moved = above + 0.5 * slope;
            above += slope;
        }
        moved
    }
}

/// Two influences beside one another; the second may be nothing.
#[derive(Debug)]
struct Beside {
    by_pattern: Vec<[i64; 2]>,
    by_rating: Vec<[i64; 2]>,
    by_pair: Vec<[i64; 2]>,
}

impl Beside {
    fn new(influences: &[&Influence]) -> Self {
        let both = |of: &dyn Fn(&Influence) -> &[i64]| {
            let length = influences.iter().map(|one| of(one).len()).max().unwrap_or(0);
            let at = |place: usize, one: usize| {
                influences.get(one).and_then(|one| of(one).get(place)).copied().unwrap_or(0)
            };
            (0..length).map(|place| [at(place, 0), at(place, 1)]).collect()
        };
        Self {
            by_pattern: both(&|one| &one.by_pattern),
            by_rating: both(&|one| &one.by_rating),
            by_pair: both(&|one| &one.by_pair),
        }
    }

    #[inline]
    fn of(&self, pattern: usize, ratings: &[(u32, u8)], shape: &Shape) -> [i64; 2] {
        let mut all = self.by_pattern.get(pattern).copied().unwrap_or([0; 2]);
        if !self.by_rating.is_empty() {
            for (rater, code) in ratings {
                let own = self.by_rating[*rater as usize * shape.categories + usize::from(*code)];
                all = [all[0] + own[0], all[1] + own[1]];
            }
        }
        if !self.by_pair.is_empty() {
            shape.pairs(ratings, |place| {
                let own = self.by_pair[place];
                all = [all[0] + own[0], all[1] + own[1]];
            });
        }
        all
    }
}

/// Sums of squares of several influences over all units.
pub(super) fn squares(
    rows: CodeRows<'_>,
    index: &Index,
    shape: &Shape,
    influences: &[&Influence],
    watch: &mut dyn Watch,
) -> Result<Vec<f64>> {
    // Two by two, so that the place of each pair of ratings is found once for both.
    let twos: Vec<_> = influences.chunks(2).map(Beside::new).collect();
    let part = |range: Range<usize>| {
        let mut own = vec![[0_i128; 2]; twos.len()];
        let mut sorted = Vec::new();
        rows.each(range, |row, ratings| {
            if ratings.is_empty() {
                return;
            }
            let pattern = index.find(row, ratings, &mut sorted);
            let times = i128::from(rows.times(row));
            for (own, two) in own.iter_mut().zip(&twos) {
                let all = two.of(pattern, ratings, shape).map(i128::from);
                own[0] += times * all[0] * all[0];
                own[1] += times * all[1] * all[1];
            }
        });
        own.into_iter().flatten().collect()
    };
    let mut all = vec![0_i128; 2 * twos.len()];
    let mut take = |own: Vec<i128>| all.iter_mut().zip(own).for_each(|(all, own)| *all += own);
    in_parts(rows.len(), watch, part, &mut take)?;
    Ok(all.iter().map(|all| *all as f64).collect())
}
