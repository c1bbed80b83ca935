//! From counts of patterns to sums, and from these to coefficients that ask what was chosen, and not by whom.

use super::options::Ends;
use super::patterns::Patterns;
use super::weights::WeightMatrix;
use super::{Coefficient, Metric};
use crate::scoring::Reason;

/// Closer to 1 than this, chance agreement leaves nothing to divide by.
pub(super) const NOTHING: f64 = 1e-13;

/// More distinct values than this are not compared two by two.
const MOST_VALUES: usize = 20_000;

/// So many different ratings on a unit are compared two by two; more, with their mean.
const FEW: usize = 4;

/// What stays the same however often each pattern comes.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) patterns: Patterns,
    pub(super) values: Vec<f64>,
    /// The same from one in their middle: differences keep their digits far from 0.
    centred: Vec<f64>,
    pub(super) ends: Ends,
    pub(super) is_ordered: bool,
    /// Whether the values are positions of the categories and nothing else.
    pub(super) positions: bool,
    pub(super) weights: Vec<Result<WeightMatrix, Reason>>,
    /// Ratings of each pattern.
    pub(super) ratings: Vec<u32>,
    /// Weighted agreement of each pattern, for each set of weights; 0 where there is nobody to agree with.
    pub(super) agree: Vec<Vec<f64>>,
    /// Disagreement of each pattern, times its ratings, by metric; nothing for ordinal, which depends on the others.
    apart: Vec<Vec<f64>>,
}

/// Sums over units.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Units with a rating.
    pub(super) units: f64,
    /// Units with two and more.
    pub(super) pairable: f64,
    /// Ratings on units with two and more.
    pub(super) ratings: f64,
    /// Agreement, by set of weights.
    agree: Vec<f64>,
    /// Shares of each category in units.
    pub(super) shares: Vec<f64>,
    /// Ratings in each category, on units with two and more.
    pub(super) counts: Vec<f64>,
    /// Disagreement, by metric.
    pub(super) apart: [f64; Metric::ALL.len()],
    /// Middle ranks of the categories among the ratings of units with two and more.
    pub(super) ranks: Vec<f64>,
}

/// A coefficient with what it is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) observed: Option<f64>,
    pub(super) expected: Option<f64>,
    pub(super) value: Option<f64>,
    pub(super) reason: Option<Reason>,
}

impl Found {
    pub(super) fn none(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::default() }
    }

    /// `(observed - expected) / (1 - expected)`.
    pub(super) fn corrected(observed: f64, expected: f64, is_one: bool) -> Self {
        let found = Self { observed: Some(observed), expected: Some(expected), ..Self::default() };
        let left = 1.0 - expected;
        if is_one || left <= NOTHING {
            return Self { reason: Some(Reason::NoVariance), ..found };
        }
        Self { value: Some((observed - expected) / left), ..found }
    }
}

impl Prepared {
    pub(super) fn new(
        patterns: Patterns,
        values: Vec<f64>,
        ends: Ends,
        (is_ordered, positions): (bool, bool),
        weights: Vec<Result<WeightMatrix, Reason>>,
        metrics: &[Metric],
    ) -> Self {
        let ratings = (0..patterns.len()).map(|at| patterns.cells(at).iter().map(|(_, n)| n).sum()).collect();
        let (agree, apart) = (Vec::new(), Vec::new());
        let middle = values.get(values.len() / 2).copied().unwrap_or(0.0);
        let centred = values.iter().map(|value| value - middle).collect();
        let mut prepared =
            Self { patterns, values, centred, ends, is_ordered, positions, weights, ratings, agree, apart };
        let agree = |weights: &Result<WeightMatrix, Reason>| {
            weights.as_ref().map(|own| prepared.agreement(own)).unwrap_or_default()
        };
        prepared.agree = prepared.weights.iter().map(agree).collect();
        let fixed = |metric: &Metric| *metric != Metric::Ordinal && metrics.contains(metric);
        let apart =
            |metric: Metric| prepared.disagreement(metric, prepared.scores(metric, &[])).unwrap_or_default();
        let apart = Metric::ALL.iter().map(|metric| if fixed(metric) { apart(*metric) } else { Vec::new() });
        prepared.apart = apart.collect();
        prepared
    }

    fn agreement(&self, weights: &WeightMatrix) -> Vec<f64> {
        let of = |at: usize| {
            let cells = self.patterns.cells(at);
            let ratings = f64::from(self.ratings[at]);
            if ratings < 2.0 {
                return 0.0;
            }
            let mut sum = 0.0;
            for (category, n) in cells {
                let row = weights.row(*category as usize);
                let near: f64 = cells.iter().map(|(other, n)| row[*other as usize] * f64::from(*n)).sum();
                sum += f64::from(*n) * (near - 1.0);
            }
            sum / (ratings * (ratings - 1.0))
        };
        (0..self.patterns.len()).map(of).collect()
    }

    /// What the categories are for a metric.
    pub(super) fn scores<'a>(&'a self, metric: Metric, ranks: &'a [f64]) -> &'a [f64] {
        match metric {
            Metric::Ordinal => ranks,
            Metric::Interval | Metric::Linear => &self.centred,
            _ => &self.values,
        }
    }

    /// Whether the metric is defined on these values.
    pub(super) fn allows(&self, metric: Metric) -> Result<(), Reason> {
        if metric != Metric::Nominal && !self.is_ordered {
            return Err(Reason::NoOrder);
        }
        if metric == Metric::Ratio {
            if self.positions {
                return Err(Reason::NoValues);
            }
            if self.values.iter().any(|value| *value < 0.0) {
                return Err(Reason::NegativeValues);
            }
        }
        if metric.is_pairwise() && self.values.len() > MOST_VALUES {
            return Err(Reason::TooManyValues);
        }
        Ok(())
    }

    /// `Σ r_c r_k δ_ck / (m - 1)` of each pattern, both ways.
    pub(super) fn disagreement(&self, metric: Metric, scores: &[f64]) -> Result<Vec<f64>, Reason> {
        self.allows(metric)?;
        Ok((0..self.patterns.len()).map(|at| self.apart(metric, scores, at)).collect())
    }

    fn apart(&self, metric: Metric, scores: &[f64], at: usize) -> f64 {
        let ratings = f64::from(self.ratings[at]);
        let cells = self.patterns.cells(at);
        if ratings < 2.0 || cells.len() < 2 {
            return 0.0;
        }
        if metric == Metric::Nominal {
            let same: f64 = cells.iter().map(|(_, n)| f64::from(*n) * f64::from(*n)).sum();
            return (ratings * ratings - same) / (ratings - 1.0);
        }
        let score = |category: u32| scores[category as usize];
        let distance = |a: f64, b: f64| metric.distance(a, b, self.ends);
        if !metric.is_pairwise() && cells.len() > FEW {
            let mean =
                cells.iter().map(|(category, n)| score(*category) * f64::from(*n)).sum::<f64>() / ratings;
            let square = |(category, n): &(u32, u32)| f64::from(*n) * distance(score(*category), mean);
            return 2.0 * ratings * cells.iter().map(square).sum::<f64>() / (ratings - 1.0);
        }
        let mut sum = 0.0;
        for (place, (category, n)) in cells.iter().enumerate() {
            let apart = |(other, m): &(u32, u32)| f64::from(*m) * distance(score(*category), score(*other));
            sum += f64::from(*n) * cells[place + 1..].iter().map(apart).sum::<f64>();
        }
        2.0 * sum / (ratings - 1.0)
    }

    /// Sums where the patterns come as often as this; in the order of the patterns, so that the bits are always the same.
    pub(super) fn sums(&self, times: &[u64], ordinal: bool) -> Sums {
        let categories = self.values.len();
        let mut sums = Sums {
            agree: vec![0.0; self.agree.len()],
            shares: vec![0.0; categories],
            counts: vec![0.0; categories],
            ..Sums::default()
        };
        for (at, times) in times.iter().enumerate().filter(|(_, times)| **times > 0) {
            let times = *times as f64;
            let ratings = f64::from(self.ratings[at]);
            let cells = self.patterns.cells(at);
            sums.units += times;
            let part = times / ratings;
            cells.iter().for_each(|(category, n)| sums.shares[*category as usize] += part * f64::from(*n));
            if ratings < 2.0 {
                continue;
            }
            sums.pairable += times;
            sums.ratings += times * ratings;
            cells.iter().for_each(|(category, n)| sums.counts[*category as usize] += times * f64::from(*n));
            for (sum, agree) in sums.agree.iter_mut().zip(&self.agree) {
                *sum += agree.get(at).map_or(0.0, |agree| times * agree);
            }
            for (sum, apart) in sums.apart.iter_mut().zip(&self.apart) {
                *sum += apart.get(at).map_or(0.0, |apart| times * apart);
            }
        }
        if ordinal {
            let mut below = 0.0;
            for count in &sums.counts {
                sums.ranks.push(below + 0.5 * count);
                below += count;
            }
            sums.apart[Metric::Ordinal as usize] = self.ordinal(times, &sums.ranks);
        }
        sums
    }

    /// Ordinal disagreement is interval disagreement of middle ranks.
    fn ordinal(&self, times: &[u64], ranks: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (at, times) in times.iter().enumerate().filter(|(_, times)| **times > 0) {
            sum += *times as f64 * self.apart(Metric::Interval, ranks, at);
        }
        sum
    }

    /// A coefficient of weighted agreement.
    pub(super) fn weighted(&self, coefficient: Coefficient, set: usize, sums: &Sums) -> Found {
        let weights = match &self.weights[set] {
            Ok(weights) => weights,
            Err(reason) => return Found::none(*reason),
        };
        if sums.units == 0.0 {
            return Found::none(Reason::NoRatings);
        }
        if sums.pairable == 0.0 {
            return Found::none(Reason::NoPairableUnits);
        }
        let observed = sums.agree[set] / sums.pairable;
        let q = weights.categories as f64;
        match coefficient {
            Coefficient::Percent => {
                Found { observed: Some(observed), value: Some(observed), ..Found::default() }
            }
            Coefficient::Fleiss => {
                let is_one = weights.is_one(|category| sums.shares[category] > 0.0);
                let chances = self.chances(weights, sums);
                let expected = chances.iter().zip(&sums.shares).map(|(chance, n)| chance * n / sums.units);
                Found::corrected(observed, expected.sum(), is_one)
            }
            Coefficient::BrennanPrediger => Found::corrected(observed, weights.total() / (q * q), q < 2.0),
            _ => {
                let spread = sums.shares.iter().map(|n| n / sums.units * (1.0 - n / sums.units));
                let expected =
                    if q < 2.0 { 0.0 } else { spread.sum::<f64>() * weights.total() / (q * (q - 1.0)) };
                Found::corrected(observed, expected, q < 2.0)
            }
        }
    }

    /// How much each category agrees with a rating at random.
    pub(super) fn chances(&self, weights: &WeightMatrix, sums: &Sums) -> Vec<f64> {
        let of = |category: usize| -> f64 {
            weights.row(category).iter().zip(&sums.shares).map(|(weight, n)| weight * n / sums.units).sum()
        };
        (0..weights.categories).map(of).collect()
    }

    /// Krippendorff's alpha, with disagreement observed and expected.
    pub(super) fn alpha(&self, metric: Metric, sums: &Sums) -> Found {
        if sums.units == 0.0 {
            return Found::none(Reason::NoRatings);
        }
        if sums.pairable == 0.0 {
            return Found::none(Reason::NoPairableUnits);
        }
        if let Err(reason) = self.allows(metric) {
            return Found::none(reason);
        }
        let apart = self.at_random(metric, sums);
        let observed = sums.apart[metric as usize] / sums.ratings;
        let expected = apart / (sums.ratings * (sums.ratings - 1.0));
        let found = Found { observed: Some(observed), expected: Some(expected), ..Found::default() };
        let used = sums.counts.iter().filter(|n| **n > 0.0).count();
        if used < 2 || expected <= 0.0 {
            return Found { reason: Some(Reason::NoVariance), ..found };
        }
        Found { value: Some(1.0 - observed / expected), ..found }
    }

    /// `Σ n_c n_k δ_ck`.
    fn at_random(&self, metric: Metric, sums: &Sums) -> f64 {
        let scores = self.scores(metric, &sums.ranks);
        let expected = expected(metric, self.ends, scores, &sums.counts, sums.ratings);
        expected.iter().zip(&sums.counts).map(|(apart, n)| apart * n).sum()
    }
}

/// For each category `Σ_l n_l δ_kl`: in linear time but for metrics that compare two by two.
pub(super) fn expected(metric: Metric, ends: Ends, scores: &[f64], counts: &[f64], ratings: f64) -> Vec<f64> {
    match metric {
        Metric::Nominal => counts.iter().map(|n| ratings - n).collect(),
        Metric::Ordinal | Metric::Interval => {
            let mean = scores.iter().zip(counts).map(|(score, n)| score * n).sum::<f64>() / ratings;
            let square = |score: f64| (score - mean) * (score - mean);
            let spread: f64 = scores.iter().zip(counts).map(|(score, n)| n * square(*score)).sum();
            scores.iter().map(|score| ratings * square(*score) + spread).collect()
        }
        _ => {
            let of = |score: &f64| {
                let apart =
                    scores.iter().zip(counts).map(|(other, n)| n * metric.distance(*score, *other, ends));
                apart.sum::<f64>()
            };
            scores.iter().map(of).collect()
        }
    }
}
