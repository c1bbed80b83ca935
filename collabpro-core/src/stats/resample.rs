//! Replicates of counted patterns: how often each comes when as many units are drawn as there are.

use super::random::Random;
use super::special::{ln_less_linear, stirling_error};

/// Patterns that occur so often at most are drawn unit by unit, which then costs less than a binomial.
const FEW: u64 = 15;

/// Below this many expected, a binomial number is found by adding up probabilities.
const SMALL_MEAN: f64 = 10.0;

/// The counts of a multinomial distribution whose probabilities are proportional to given counts.
///
/// Frequent patterns get their share of what is left one after the other, each by a binomial number; what falls to the
/// rare ones is drawn unit by unit from a list of their units. So a draw costs at most as much as there are patterns,
/// whatever the number of units.
#[derive(Clone, Debug)]
pub(crate) struct Multinomial {
    /// Places of the frequent patterns, and the share of each in itself and what comes after it.
    frequent: Vec<(usize, Share)>,
    /// The pattern of each unit that has a rare one.
    rare: Vec<u32>,
    total: u64,
}

impl Multinomial {
    /// For at most 2³² - 1 patterns, that occur so often.
    pub(crate) fn new(counts: &[u64]) -> Self {
        let (mut frequent, mut rare) = (Vec::new(), Vec::new());
        let total = counts.iter().sum();
        let mut weight = total;
        for (at, &count) in counts.iter().enumerate() {
            if count > FEW {
                frequent.push((at, Share::of(count, weight)));
                weight -= count;
            }
        }
        for (number, &count) in (0..u32::MAX).zip(counts) {
            rare.extend((0..if count > FEW { 0 } else { count }).map(|_| number));
        }
        Self { frequent, rare, total }
    }

    /// How many units there are.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// How often each pattern comes among `n` units drawn with replacement; `out` has a place for each pattern. Without
    /// any units to draw from all are 0.
    pub(crate) fn draw(&self, random: &mut Random, n: u64, out: &mut [u64]) {
        out.fill(0);
        let mut left = n;
        for (at, share) in &self.frequent {
            let drawn = binomial(random, left, *share);
            if let Some(place) = out.get_mut(*at) {
                *place = drawn;
            }
            left -= drawn;
        }
        // Without rare units the last share was all, so that nothing is left.
        let units = u32::try_from(self.rare.len()).unwrap_or(u32::MAX);
        for _ in 0..if units > 0 { left } else { 0 } {
            let pattern = self.rare.get(random.below(units) as usize);
            if let Some(place) = pattern.and_then(|&pattern| out.get_mut(pattern as usize)) {
                *place += 1;
            }
        }
    }
}

/// A probability, as the smaller side of one half.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    p: f64,
    /// It is `1 - p`.
    other: bool,
}

impl Share {
    /// `part` of `whole`; 1 where `part` is not less than `whole`.
    pub(crate) fn of(part: u64, whole: u64) -> Self {
        let rest = whole.saturating_sub(part);
        let less = part.min(rest);
        Self { p: if less > 0 { less as f64 / whole as f64 } else { 0.0 }, other: part > rest || rest == 0 }
    }
}

/// How many of `n` independent trials succeed, each with this probability.
#[inline]
pub(crate) fn binomial(random: &mut Random, n: u64, share: Share) -> u64 {
    let mean = n as f64 * share.p;
    let drawn = if mean >= SMALL_MEAN {
        rejected(random, n as f64, share.p).min(n)
    } else if mean > 0.0 {
        added_up(random, n, share.p)
    } else {
        0
    };
    if share.other { n - drawn } else { drawn }
}

/// By adding up probabilities from 0 on, for a mean below [`SMALL_MEAN`] and `p <= 1/2`.
fn added_up(random: &mut Random, n: u64, p: f64) -> u64 {
    /// Beyond it there is less than the smallest step of a random number.
    const FARTHEST: u64 = 120;
    let odds = p / (1.0 - p);
    let none = libm::exp(n as f64 * libm::log1p(-p));
    loop {
        let mut u = random.unit();
        let mut probability = none;
        for k in 0..=n.min(FARTHEST) {
            if u < probability {
                return k;
            }
            u -= probability;
            probability *= odds * (n - k) as f64 / (k + 1) as f64;
        }
    }
}

/// By transformed rejection (Hörmann 1993, Journal of Statistical Computation and Simulation 46, 101, algorithm BTRS),
/// for a mean of at least [`SMALL_MEAN`] and `p <= 1/2`. The ratio of probabilities is taken from deviances (Loader 2000),
/// which keep their digits for any `n`.
#[inline]
fn rejected(random: &mut Random, n: f64, p: f64) -> u64 {
    let q = 1.0 - p;
    let variance = n * p * q;
    let spread = variance.sqrt();
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    loop {
        let u = random.unit() - 0.5;
        let v = random.unit();
        let edge = 0.5 - u.abs();
        let x = (2.0 * a / edge + b) * u + (n * p + 0.5);
        // With 0.92 - 4.2 / b or less for v it is taken at once; the published bound, without its division.
        if edge >= 0.07 && (0.92 - v) * b >= 4.2 {
            return x as u64;
        }
        if !(0.0..n + 1.0).contains(&x) {
            continue;
        }
        let k = (x as u64) as f64;
        let alpha = (2.83 + 5.1 / b) * spread;
        let v = v * alpha / (a / (edge * edge) + b);
        let mode = ((n + 1.0) * p).floor();
        let ln_v = libm::log(v);
        // The logarithm of the ratio is that of a normal distribution within this margin, which nearly always decides
        // (Kachitvichyanukul & Schmeiser 1988, Communications of the ACM 31, 216, step 5.2).
        let from_mode = (k - mode).abs();
        if from_mode < 0.5 * variance - 1.0 {
            let cubic = (from_mode * (from_mode / 3.0 + 0.625) + 1.0 / 6.0) / variance + 0.5;
            let margin = from_mode / variance * cubic;
            let ahead = ln_v + from_mode * from_mode / (2.0 * variance);
            if ahead < -margin {
                return k as u64;
            }
            if ahead > margin {
                continue;
            }
        }
        if ln_v <= ln_probability(n, p, q, k) - ln_probability(n, p, q, mode) {
            return k as u64;
        }
    }
}

/// The logarithm of the probability of `k` of `n`, less what does not depend on `k`.
fn ln_probability(n: f64, p: f64, q: f64, k: f64) -> f64 {
    /// `ln(2π) / 2`: what Stirling's formula, its correction included, gives for the factorial of 0 once its logarithm
    /// of 0 is left out.
    const AT_ZERO: f64 = 0.918_938_533_204_672_7;
    let side = |count: f64, expected: f64| {
        if count < 0.5 {
            return AT_ZERO - expected;
        }
        count * ln_less_linear(expected, count, expected - count)
            - stirling_error(count)
            - 0.5 * libm::log(count)
    };
    side(k, n * p) + side(n - k, n * q)
}

#[cfg(test)]
#[path = "resample_tests.rs"]
mod tests;
