//! Replicates and permutations of what was sampled.

use crate::scoring::Interval;
use crate::stats::distribution::{normal_cdf, normal_quantile, t_quantile, t_survival};
use crate::stats::random::Random;

/// Replicates of several numbers at once: of everything that was sampled as many as there are, with repetition, each adding
/// what it did to the numbers. For each number its values in all replicates.
///
/// This is the bootstrap of the linearised numbers (Kline & Santos 2012, Journal of Econometric Methods 1, 23). With all
/// ratings there a share is linear by itself.
pub(super) fn resample(
    values: &[f64],
    sampled: &[Vec<(usize, f64)>],
    seed: u64,
    replicates: u32,
) -> Vec<Vec<f64>> {
    let mut all: Vec<Vec<f64>> = values.iter().map(|_| Vec::with_capacity(replicates as usize)).collect();
    for replicate in 0..replicates {
        let mut random = Random::new(seed, u64::from(replicate));
        let mut sums = values.to_vec();
        for _ in sampled {
            for (at, part) in &sampled[random.below(sampled.len() as u32) as usize] {
                sums[*at] += part;
            }
        }
        all.iter_mut().zip(sums).for_each(|(all, value)| all.push(value));
    }
    all
}

/// Replicates of one number.
pub(super) fn resample_one(value: f64, sampled: &[f64], seed: u64, stream: u64, replicates: u32) -> Vec<f64> {
    let mut random = Random::new(seed, stream);
    let mut all = Vec::with_capacity(replicates as usize);
    for _ in 0..replicates {
        let mut sum = value;
        for _ in sampled {
            sum += sampled[random.below(sampled.len() as u32) as usize];
        }
        all.push(sum);
    }
    all
}

/// The expanded percentile interval (Hesterberg 2015, The American Statistician 69, 371) and the level at which it begins to
/// leave out 0. Percentiles alone are too narrow by the factor `sqrt((n - 1) / n)` and by the tails of t, for the smaller
/// `n` of what was sampled; so they are taken further out. `None` where all replicates are the same.
pub(super) fn bootstrap(
    mut replicates: Vec<f64>,
    value: f64,
    n: usize,
    level: f64,
) -> Option<(Interval, f64)> {
    let df = n as f64 - 1.0;
    let wide = (n as f64 / df).sqrt();
    let tail = normal_cdf(-wide * t_quantile(1.0 - 0.5 * level, df)?)?;
    let last = replicates.len().checked_sub(1)?;
    if replicates.iter().all(|one| *one == replicates[0]) {
        return None;
    }
    let other = replicates.iter().filter(|one| if value > 0.0 { **one <= 0.0 } else { **one >= 0.0 }).count();
    let side = (1.0 + other as f64) / (replicates.len() as f64 + 1.0);
    let p = if value == 0.0 || side >= 0.5 {
        1.0
    } else {
        2.0 * t_survival(normal_quantile(1.0 - side)? / wide, df)?
    };
    let at = ((replicates.len() as f64 * tail) as usize).min(last / 2);
    let (_, lower, above) = replicates.select_nth_unstable_by(at, f64::total_cmp);
    let lower = *lower;
    let (_, upper, _) = above.select_nth_unstable_by(last - 2 * at - 1, f64::total_cmp);
    Some((Interval { lower, upper: *upper }, p))
}

/// Two sites' values: of those in one site only, and of those in both.
pub(super) struct Permutations<'a> {
    pub(super) first: &'a [f64],
    pub(super) second: &'a [f64],
    pub(super) both: &'a [(f64, f64)],
}

impl Permutations<'_> {
    /// How many permutations make a difference of means at least as large: whoever is in one site only is permuted,
    /// whoever is in both may change their two ratings. All permutations where they are no more than `replicates`, else
    /// as many at random and the one that was seen (Phipson & Smyth 2010, Statistical Applications in Genetics 9, 39).
    pub(super) fn p(&self, random: &mut Random, replicates: u32) -> f64 {
        let pool: Vec<f64> = self.first.iter().chain(self.second).copied().collect();
        let n = [self.first.len() + self.both.len(), self.second.len() + self.both.len()].map(|n| n as f64);
        let total: f64 = sum(&pool);
        // What the second mean exceeds the first by, when those in the first alone sum to this.
        let alone = |first: f64| (total - first) / n[1] - first / n[0];
        let pair = |(x, y): &(f64, f64), turned: bool| {
            if turned { x / n[1] - y / n[0] } else { y / n[1] - x / n[0] }
        };
        let mut fixed = 0.0;
        self.both.iter().for_each(|both| fixed += pair(both, false));
        // Equal differences may miss one another by rounding.
        let seen = (alone(sum(self.first)) + fixed).abs() - 1e-12;
        let (mut as_large, mut all) = (0_u64, 0_u64);
        let mut count = |difference: f64| {
            all += 1;
            as_large += u64::from(difference.abs() >= seen);
        };
        if let Some((choices, turns)) = self.every(&pool, replicates) {
            for first in &choices {
                for turned in 0..turns {
                    let mut own = alone(*first);
                    for (at, both) in self.both.iter().enumerate() {
                        own += pair(both, turned >> at & 1 == 1);
                    }
                    count(own);
                }
            }
            return as_large as f64 / all as f64;
        }
        let mut pool = pool;
        for _ in 0..replicates {
            let mut first = 0.0;
            for at in 0..self.first.len() {
                let other = at + random.below((pool.len() - at) as u32) as usize;
                pool.swap(at, other);
                first += pool[at];
            }
            let mut own = alone(first);
            for both in self.both {
                own += pair(both, random.below(2) == 1);
            }
            count(own);
        }
        (as_large as f64 + 1.0) / (all as f64 + 1.0)
    }

    /// The sums of all choices of the first, and how many ways there are to turn those in both; `None` where there are
    /// more than `replicates`.
    fn every(&self, pool: &[f64], replicates: u32) -> Option<(Vec<f64>, u64)> {
        let (n, k) = (pool.len() as u64, self.first.len() as u64);
        let turns =
            1_u64.checked_shl(self.both.len() as u32).filter(|turns| *turns <= u64::from(replicates))?;
        let mut choices = turns;
        for at in 0..k.min(n - k) {
            choices = choices * (n - at) / (at + 1);
            if choices > u64::from(replicates) {
                return None;
            }
        }
        let mut sums = Vec::new();
        let mut chosen: Vec<usize> = (0..self.first.len()).collect();
        loop {
            let mut sum = 0.0;
            chosen.iter().for_each(|at| sum += pool[*at]);
            sums.push(sum);
            // The next choice in order: the last that can move on does, and those after it follow close.
            let free = |at: &usize| chosen[*at] + chosen.len() - at < pool.len();
            let Some(moves) = (0..chosen.len()).rev().find(free) else { break };
            let next = chosen[moves] + 1;
            (moves..chosen.len()).for_each(|at| chosen[at] = next + at - moves);
        }
        Some((sums, turns))
    }
}

fn sum(values: &[f64]) -> f64 {
    let mut sum = 0.0;
    values.iter().for_each(|value| sum += value);
    sum
}
