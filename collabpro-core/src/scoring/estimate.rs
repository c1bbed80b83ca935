//! The estimator of a share or mean over several criteria, and its interval.
//!
//! With `r_ij = 1` where rater i rated criterion j, `y_ij` in 0..1, `n_j` raters of criterion j and J criteria:
//! `p_j = Σ_i r_ij y_ij / n_j`, `p = Σ_j p_j / J`, weights `w_i = Σ_j r_ij / (J n_j)`, Kish's number of raters
//! `n_K = 1 / Σ w_i²`, linearised `z_i = Σ_j r_ij (y_ij - p_j) / (J n_j)`, `v = n/(n-1) Σ z_i²`,
//! `n_effective = min(p(1-p)/v, ratings)`, `k = min(z²/n_K, t²_{n-1}/n_effective)`, and Wilson's (1927) interval with
//! `z²/n` replaced by k. The first term is the worst case "one rater, one opinion" and needs no variance estimate:
//! estimated design effects alone under-cover in small samples (Franco, Little, Louis & Slud 2019). The second rewards
//! raters who differ within the construct, at the price of t (Korn & Graubard 1998).
//!
//! It misleads when those who answered are not like those who did not: non-response is not in the interval.

use super::Interval;
use crate::stats::distribution::{normal_quantile, t_quantile};

/// In [`CriterionLevels`]: this rater gave no rating on this criterion.
pub(crate) const NO_RATING: u8 = u8::MAX;

/// What is estimated from ratings.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Measure {
    /// The share of ratings at this level or above.
    Share(u8),
    /// The mean level, as a part of this highest one.
    Mean(u8),
}

/// Ratings of some raters (rows) on some criteria (columns), as levels; [`NO_RATING`] where there is none.
#[derive(Clone, Debug)]
pub(crate) struct CriterionLevels {
    levels: Vec<u8>,
    criteria: usize,
    /// For each criterion how many raters rated it.
    answered: Vec<u32>,
    ratings: u32,
}

impl CriterionLevels {
    /// Keeps the rows that hold at least one rating; the levels come row by row.
    pub(crate) fn new(criteria: usize, mut levels: Vec<u8>) -> Self {
        let mut answered = vec![0; criteria];
        let mut kept = 0;
        for start in (0..levels.len()).step_by(criteria.max(1)) {
            let row = start..start + criteria;
            if levels[row.clone()].iter().all(|level| *level == NO_RATING) {
                continue;
            }
            for (answered, level) in answered.iter_mut().zip(&levels[row.clone()]) {
                *answered += u32::from(*level != NO_RATING);
            }
            levels.copy_within(row, kept);
            kept += criteria;
        }
        levels.truncate(kept);
        let ratings = answered.iter().sum();
        Self { levels, criteria, answered, ratings }
    }

    pub(crate) fn raters(&self) -> usize {
        self.levels.len() / self.criteria.max(1)
    }

    pub(crate) fn ratings(&self) -> u32 {
        self.ratings
    }

    pub(crate) fn answered(&self) -> &[u32] {
        &self.answered
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.levels.chunks_exact(self.criteria.max(1))
    }

    /// Whether every criterion has a rating and two thirds of them have ratings of half of the raters, and of two.
    pub(crate) fn is_complete(&self) -> bool {
        let enough = self.answered.iter().filter(|n| **n >= 2 && 2 * **n as usize >= self.raters()).count();
        let single = self.raters() == 1 && self.criteria > 0;
        self.answered.iter().all(|n| *n > 0) && (single || 3 * enough >= 2 * self.criteria)
    }

    /// How often each of so many levels was given, criterion by criterion.
    pub(crate) fn histograms(&self, levels: usize) -> Vec<u32> {
        let mut counts = vec![0; levels * self.criteria];
        for row in self.rows() {
            for (at, level) in row.iter().enumerate() {
                if usize::from(*level) < levels {
                    counts[at * levels + usize::from(*level)] += 1;
                }
            }
        }
        counts
    }

    /// Standard deviation of the ratings as a part of this highest level: the root of the mean over criteria of their
    /// variances, each with n - 1. `None` where a criterion has one rating.
    pub(crate) fn sd(&self, highest: u8) -> Option<f64> {
        let mut sums = vec![(0_u64, 0_u64); self.criteria];
        for row in self.rows() {
            for ((sum, squares), level) in sums.iter_mut().zip(row).filter(|(_, level)| **level != NO_RATING)
            {
                let level = u64::from(*level);
                (*sum, *squares) = (*sum + level, *squares + level * level);
            }
        }
        let mut variance = 0.0;
        for ((sum, squares), n) in sums.iter().zip(&self.answered) {
            if *n < 2 {
                return None;
            }
            // From whole numbers, so that equal ratings deviate by exactly zero.
            let [n, sum, squares] = [u64::from(*n), *sum, *squares].map(u128::from);
            variance += (n * squares - sum * sum) as f64 / (n * (n - 1)) as f64;
        }
        Some((variance / self.criteria as f64).sqrt() / f64::from(highest))
    }

    /// Kish's effective number of raters.
    pub(crate) fn kish(&self) -> f64 {
        let share: Vec<f64> =
            self.answered.iter().map(|n| 1.0 / (self.criteria as f64 * f64::from(*n))).collect();
        let mut squares = 0.0;
        for row in self.rows() {
            let mut weight = 0.0;
            for (level, share) in row.iter().zip(&share) {
                if *level != NO_RATING {
                    weight += share;
                }
            }
            squares += weight * weight;
        }
        1.0 / squares
    }

    /// Estimates a measure as a mean of whole numbers `y` over the largest that `y` can be.
    pub(crate) fn estimate(&self, measure: Measure) -> Estimated {
        let top = match measure {
            Measure::Share(_) => 1,
            Measure::Mean(highest) => highest,
        };
        let y = |level: u8| match measure {
            Measure::Share(from) => u8::from(level >= from),
            Measure::Mean(_) => level,
        };
        let mut sums = vec![0_u64; self.criteria];
        for row in self.rows() {
            for (at, level) in row.iter().enumerate().filter(|(_, level)| **level != NO_RATING) {
                sums[at] += u64::from(y(*level));
            }
        }
        let (criteria, top) = (self.criteria as f64, f64::from(top));
        let mut value = 0.0;
        for (sum, n) in sums.iter().zip(&self.answered) {
            value += *sum as f64 / (f64::from(*n) * top);
        }
        value /= criteria;
        // Deviations from whole numbers, so that equal ratings deviate by exactly zero.
        let deviations = self.rows().map(|row| {
            let mut z = 0.0;
            for (at, level) in row.iter().enumerate().filter(|(_, level)| **level != NO_RATING) {
                let n = i64::from(self.answered[at]);
                let deviation = i64::from(y(*level)) * n - sums[at] as i64;
                let n = n as f64;
                z += deviation as f64 / (n * n * top * criteria);
            }
            z
        });
        let z: Vec<f64> = deviations.collect();
        let raters = z.len() as f64;
        let mut squares = 0.0;
        for z in &z {
            squares += z * z;
        }
        let variance = if z.len() > 1 { raters / (raters - 1.0) * squares } else { 0.0 };
        let spread = value * (1.0 - value);
        // A variance this far below the spread is rounding: opposite deviations that cancel within each rater.
        const ROUNDING: f64 = 1e-20;
        let n_effective =
            (variance > ROUNDING * spread).then(|| (spread / variance).min(f64::from(self.ratings)));
        Estimated { value, z, variance, n_effective, kish: self.kish() }
    }
}

/// A share or scaled mean with what its interval needs.
#[derive(Clone, Debug)]
pub(crate) struct Estimated {
    pub(crate) value: f64,
    /// Linearised contribution of each rater, in the order of the rows.
    pub(crate) z: Vec<f64>,
    pub(crate) variance: f64,
    /// `None` where raters do not differ.
    pub(crate) n_effective: Option<f64>,
    pub(crate) kish: f64,
}

impl Estimated {
    /// The `k` of the interval; `None` for fewer than two raters.
    pub(crate) fn k(&self, critical: &mut Critical) -> Option<f64> {
        let raters = self.z.len();
        if raters < 2 {
            return None;
        }
        let z = critical.z;
        let worst = z * z / self.kish;
        let Some(n_effective) = self.n_effective else { return Some(worst) };
        let t = critical.t(raters - 1)?;
        Some(worst.min(t * t / n_effective))
    }
}

/// Quantiles at one confidence, each t looked up once.
#[derive(Debug)]
pub(crate) struct Critical {
    p: f64,
    z: f64,
    /// By degrees of freedom, ascending.
    t: Vec<(usize, f64)>,
}

impl Critical {
    /// Two-sided; `None` unless the confidence lies between 0 and 1.
    pub(crate) fn new(confidence: f64) -> Option<Self> {
        let p = 1.0 - (1.0 - confidence) / 2.0;
        Some(Self { p, z: normal_quantile(p)?, t: Vec::new() })
    }

    /// The quantile of t.
    pub(crate) fn t(&mut self, freedom: usize) -> Option<f64> {
        match self.t.binary_search_by_key(&freedom, |(known, _)| *known) {
            Ok(at) => Some(self.t[at].1),
            Err(at) => {
                let t = t_quantile(self.p, freedom as f64)?;
                self.t.insert(at, (freedom, t));
                Some(t)
            }
        }
    }
}

/// Wilson's interval with `z²/n` replaced by `k`.
pub(crate) fn wilson(value: f64, k: f64) -> Interval {
    let centre = value + k / 2.0;
    let half = (k * value * (1.0 - value) + k * k / 4.0).sqrt();
    let lower = (centre - half) / (1.0 + k);
    let upper = (centre + half) / (1.0 + k);
    Interval { lower: lower.clamp(0.0, value), upper: upper.clamp(value, 1.0) }
}
