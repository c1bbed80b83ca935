//! What replicates say together.

use super::replicate::{Beside, Found};
use super::{PlannedElement, RaschPower, RaschRecovery};
use crate::rasch::design::cells::Form;
use crate::rasch::design::columns::Long;
use crate::rasch::plan::truth::Truth;
use crate::scoring::{Reason, Undefined};
use crate::stats::distribution::normal_quantile;

/// Sums over estimates beside truths.
#[derive(Clone, Debug, Default)]
struct Sums {
    count: f64,
    error: f64,
    squares: f64,
    truth: f64,
    truth_squares: f64,
    crossed: f64,
    intervals: f64,
    errors: f64,
    covered: [f64; 2],
}

impl Sums {
    fn add(&mut self, one: &Beside, quantiles: [f64; 2]) {
        let error = one.found - one.truth;
        self.count += 1.0;
        self.error += error;
        self.squares += error * error;
        self.truth += one.truth;
        self.truth_squares += one.truth * one.truth;
        self.crossed += one.truth * one.found;
        let Some(own) = one.error else { return };
        self.intervals += 1.0;
        self.errors += own * own;
        for (covered, quantile) in self.covered.iter_mut().zip(quantiles) {
            *covered += f64::from(u8::from(error.abs() <= quantile * own));
        }
    }

    fn mean(&self, sum: f64) -> Option<f64> {
        (self.count > 0.0).then(|| sum / self.count)
    }

    fn share(&self, covered: f64) -> Option<f64> {
        (self.intervals > 0.0).then(|| covered / self.intervals)
    }

    fn standard_error(&self) -> Option<f64> {
        self.share(self.errors).map(f64::sqrt)
    }
}

/// Estimates of one facet, or of the thresholds, over all replicates.
#[derive(Clone, Debug, Default)]
struct Recovered {
    all: Sums,
    /// Sums of products within replicates, around their means.
    truth: f64,
    crossed: f64,
    /// For each replicate with intervals its share that holds the truth.
    shares: Vec<f64>,
}

impl Recovered {
    fn add<'a>(&mut self, all: impl Iterator<Item = &'a Beside>, quantiles: [f64; 2]) {
        let mut own = Sums::default();
        for one in all {
            own.add(one, quantiles);
            self.all.add(one, quantiles);
        }
        if own.count > 1.0 {
            self.truth += own.truth_squares - own.truth * own.truth / own.count;
            self.crossed += own.crossed - own.truth * (own.truth + own.error) / own.count;
        }
        self.shares.extend(own.share(own.covered[1]));
    }

    fn told(&self, facet: Option<&str>, sign: f64, of: u64) -> RaschRecovery {
        let n = self.shares.len() as f64;
        let mean = self.shares.iter().sum::<f64>() / n;
        let squares: f64 = self.shares.iter().map(|share| (share - mean) * (share - mean)).sum();
        let mut made = RaschRecovery {
            facet: facet.map(str::to_owned),
            estimated: if of > 0 { self.all.count / of as f64 } else { 0.0 },
            bias: self.all.mean(self.all.error).map(|bias| sign * bias + 0.0),
            slope: (self.truth > 0.0).then(|| self.crossed / self.truth),
            rmse: self.all.mean(self.all.squares).map(f64::sqrt),
            standard_error: self.all.standard_error(),
            coverage90: self.all.share(self.all.covered[0]),
            coverage95: self.all.share(self.all.covered[1]),
            coverage_error: (n > 1.0).then(|| (squares / (n - 1.0) / n).sqrt()),
            undefined: Undefined::default(),
        };
        let of_intervals = if self.all.count > 0.0 { Reason::TooLarge } else { Reason::NotConverged };
        for (name, is_there, why) in [
            ("bias", made.bias.is_some(), Reason::NotConverged),
            ("coverage90", made.coverage90.is_some(), of_intervals),
            ("coverage95", made.coverage95.is_some(), of_intervals),
            ("coverageError", made.coverage_error.is_some(), of_intervals),
            ("rmse", made.rmse.is_some(), Reason::NotConverged),
            ("slope", made.slope.is_some(), Reason::NoVariance),
            ("standardError", made.standard_error.is_some(), of_intervals),
        ] {
            if !is_there {
                made.undefined.insert(name, why);
            }
        }
        made
    }
}

/// Differences of a facet.
#[derive(Clone, Debug, Default)]
struct Pairs {
    count: u64,
    errors: f64,
    /// For each difference how often it was found.
    found: Vec<f64>,
}

/// Sums over all replicates.
#[derive(Debug)]
pub(super) struct Recovery {
    quantiles: [f64; 2],
    quantile: f64,
    differences: Vec<f64>,
    facets: Vec<Recovered>,
    thresholds: Recovered,
    thresholds_of: u64,
    elements: Vec<Vec<Sums>>,
    pairs: Vec<Pairs>,
    pub(super) estimated: u32,
    pub(super) lost: u32,
    pub(super) collapsed: u32,
    pub(super) aside: u64,
}

impl Recovery {
    pub(super) fn new(levels: &[usize], differences: Vec<f64>, confidence: f64) -> Self {
        let quantile = |share: f64| normal_quantile(0.5 * (1.0 + share)).unwrap_or(0.0);
        Self {
            quantiles: [0.9, 0.95].map(quantile),
            quantile: quantile(confidence),
            facets: vec![Recovered::default(); levels.len()],
            thresholds: Recovered::default(),
            thresholds_of: 0,
            elements: levels.iter().map(|levels| vec![Sums::default(); *levels]).collect(),
            pairs: vec![Pairs { found: vec![0.0; differences.len()], ..Pairs::default() }; levels.len()],
            differences,
            estimated: 0,
            lost: 0,
            collapsed: 0,
            aside: 0,
        }
    }

    pub(super) fn add(&mut self, found: &Found) {
        self.estimated += 1;
        self.aside += u64::from(found.aside);
        self.collapsed += u32::from(found.is_collapsed);
        self.thresholds_of += found.thresholds.len() as u64;
        self.thresholds.add(found.thresholds.iter(), self.quantiles);
        for (facet, elements) in found.elements.iter().enumerate() {
            self.facets[facet].add(elements.iter().flatten(), self.quantiles);
            for (sums, one) in self.elements[facet].iter_mut().zip(elements) {
                one.iter().for_each(|one| sums.add(one, self.quantiles));
            }
            let Self { pairs, differences, quantile, .. } = self;
            let pairs = &mut pairs[facet];
            for (pair, error) in found.pairs[facet].iter().filter_map(|pair| Some((pair, pair.error?))) {
                pairs.count += 1;
                pairs.errors += error * error;
                let miss = pair.found - pair.truth;
                for (found, difference) in pairs.found.iter_mut().zip(differences.iter()) {
                    let is_found = |by: f64| 0.5 * f64::from(u8::from((miss + by).abs() > *quantile * error));
                    *found += is_found(*difference) + is_found(-difference);
                }
            }
        }
    }

    /// By facet, the thresholds last.
    pub(super) fn recovery(&self, long: &Long) -> Vec<RaschRecovery> {
        let real = (0..self.facets.len()).filter(|facet| !long.form.dummy[*facet]);
        let tell = |facet: usize| {
            let of = self.elements[facet].len() as u64 * u64::from(self.estimated + self.lost);
            self.facets[facet].told(Some(&long.facets[facet]), long.form.sign[facet], of)
        };
        let mut all: Vec<RaschRecovery> = real.map(tell).collect();
        let replicates = u64::from(self.estimated - self.collapsed).max(1);
        let of = self.thresholds_of / replicates * u64::from(self.estimated + self.lost);
        all.push(self.thresholds.told(None, 1.0, of));
        all
    }

    pub(super) fn power(&self, long: &Long) -> Vec<RaschPower> {
        let mut all = Vec::new();
        for (facet, pairs) in self.pairs.iter().enumerate().filter(|(_, pairs)| pairs.count > 0) {
            let n = pairs.count as f64;
            for (difference, found) in self.differences.iter().zip(&pairs.found) {
                all.push(RaschPower {
                    facet: long.facets[facet].clone(),
                    difference: *difference,
                    pairs: pairs.count,
                    standard_error: (pairs.errors / n).sqrt(),
                    power: found / n,
                });
            }
        }
        all
    }

    pub(super) fn elements(&self, long: &Long, ratings: &[Vec<f64>], truth: &Truth) -> Vec<PlannedElement> {
        let Form { dummy, sign, .. } = &long.form;
        let mut all = Vec::new();
        for (facet, elements) in self.elements.iter().enumerate().filter(|(facet, _)| !dummy[*facet]) {
            for (code, sums) in elements.iter().enumerate() {
                let truth = truth.known(facet, code).map(|truth| sign[facet] * truth + 0.0);
                let mut made = PlannedElement {
                    facet: long.facets[facet].clone(),
                    element: long.elements[facet][code].clone(),
                    ratings: ratings[facet][code],
                    measure: truth,
                    estimated: sums.count / f64::from(self.estimated + self.lost),
                    bias: sums.mean(sums.error).map(|bias| sign[facet] * bias + 0.0),
                    rmse: sums.mean(sums.squares).map(f64::sqrt),
                    standard_error: sums.standard_error(),
                    coverage95: sums.share(sums.covered[1]),
                    undefined: Undefined::default(),
                };
                let of_intervals = if sums.count > 0.0 { Reason::TooLarge } else { Reason::NotConverged };
                for (name, is_there, why) in [
                    ("bias", made.bias.is_some(), Reason::NotConverged),
                    ("coverage95", made.coverage95.is_some(), of_intervals),
                    ("measure", made.measure.is_some(), Reason::NotAsked),
                    ("rmse", made.rmse.is_some(), Reason::NotConverged),
                    ("standardError", made.standard_error.is_some(), of_intervals),
                ] {
                    if !is_there {
                        made.undefined.insert(name, why);
                    }
                }
                all.push(made);
            }
        }
        all
    }
}
