//! How the order of the units hangs on choices that could have been made otherwise, and on who rated.

use collabpro_derive::Read;
use serde::Serialize;

use super::aggregate::{Column, Grid, mean, places};
use super::covering::covering;
use super::indicators::RatingError;
use super::options::{AggregationMethod, CompositeOptions, Factor, Normalisation, Sensitivity};
use super::sobol::{Pair, Runs};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::comparison::Estimate;
use crate::scoring::{Interval, Reason};
use crate::stats::random::{Generator, Random};

/// What replicates of the choices make of the order. Ranks run from 1, the highest value; equal values share the mean of
/// theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Robustness {
    /// What was drawn anew.
    pub varied: Vec<Factor>,
    /// The generator of the replicates.
    pub generator: Generator,
    /// How many places a unit moves on average over the units, `R_S`: mean and interval over the replicates.
    pub shift: Estimate,
    /// For each unit with a value, in the order of `units`, where it may stand.
    pub ranks: Vec<RankInterval>,
    /// Which factor moves the order, if it was asked for; of `R_S`.
    pub indices: Option<Vec<Index>>,
}

/// Where a unit may stand.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RankInterval {
    /// Id of the unit.
    pub unit: String,
    /// Its place by the choices that were made.
    pub rank: f64,
    /// Its places over the replicates; null if it has none in any. Not made to cover the true place: see `covering`.
    pub interval: Option<Interval>,
    /// Ranks that who rated cannot rule out, the choices left as they were made: it holds the true place as often as
    /// `confidence` says. Null unless `rating_error` was varied.
    pub covering: Option<Interval>,
    /// Draws in which it has a value.
    pub replicates: u32,
    /// Probability of the first place, of the second or a better one, and so on.
    pub at_most: Vec<f64>,
}

/// How much of the variance of `R_S` a factor makes.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Index {
    /// The factor.
    pub factor: Factor,
    /// Alone: `S_i`. An estimate; it may fall a little below 0.
    pub first: Option<Estimate>,
    /// With all in which it has a part: `S_Ti`.
    pub total: Option<Estimate>,
    /// Why there is none.
    pub reason: Option<Reason>,
}

/// What the replicates work on: the chosen indicators only.
pub(super) struct Model<'a> {
    pub(super) options: &'a CompositeOptions,
    pub(super) asked: &'a Sensitivity,
    pub(super) grid: Grid,
    pub(super) columns: &'a [Column],
    pub(super) weights: &'a [f64],
    pub(super) raw: &'a [f64],
    pub(super) error: &'a RatingError,
    /// Raters who rated each unit, where it is known.
    pub(super) people: Option<&'a [u32]>,
    /// Values by the choices that were made.
    pub(super) values: &'a [Option<f64>],
    pub(super) units: &'a [String],
}

/// One choice of everything.
#[derive(Clone)]
struct Choice {
    weights: Vec<f64>,
    aggregation: AggregationMethod,
    left_out: Option<usize>,
    raw: Vec<f64>,
    normalisation: Normalisation,
}

/// Tables to be written over in each replicate.
struct Work {
    normalised: Vec<f64>,
    weights: Vec<f64>,
    values: Vec<f64>,
    places: Vec<f64>,
}

/// Streams of a replicate: for each side and factor one.
const STREAMS: u64 = 8;

/// Where the streams of the bootstrap of indices begin.
const BOOTSTRAP: u64 = 1 << 40;

/// Samples of the bootstrap of indices.
const SAMPLES: u64 = 500;

/// Draws that the covering intervals rest on.
const COVERING: u64 = 1000;

/// Cells between two questions to the watcher, about ten milliseconds.
const PIECE: usize = 400_000;

impl Model<'_> {
    fn given(&self) -> Choice {
        Choice {
            weights: self.weights.to_vec(),
            aggregation: self.options.aggregation,
            left_out: None,
            raw: self.raw.to_vec(),
            normalisation: self.options.normalisation,
        }
    }

    /// Draws one factor anew.
    fn vary(&self, factor: Factor, choice: &mut Choice, replicate: u64, side: u64) {
        let random = &mut Random::new(self.asked.seed, (replicate * 2 + side) * STREAMS + factor as u64);
        let used: Vec<_> = (0..self.weights.len()).filter(|at| self.weights[*at] > 0.0).collect();
        match factor {
            Factor::Weights => {
                let mut all = 0.0;
                self.weights.iter().for_each(|weight| all += weight);
                let concentration = self.asked.concentration.unwrap_or(used.len() as f64);
                for (drawn, weight) in choice.weights.iter_mut().zip(self.weights) {
                    *drawn = if *weight > 0.0 { random.gamma(concentration * weight / all) } else { 0.0 };
                }
            }
            Factor::Aggregation => choice.aggregation = one(random, &self.asked.aggregations),
            Factor::Normalisation => choice.normalisation = one(random, &self.asked.normalisations),
            Factor::LeftOut => {
                let at = random.below(used.len() as u32 + 1) as usize;
                choice.left_out = used.get(at).copied();
            }
            Factor::RatingError => match self.error {
                RatingError::Unknown => {}
                RatingError::Standard(errors) => {
                    for ((drawn, value), error) in choice.raw.iter_mut().zip(self.raw).zip(errors) {
                        // Missing stays missing, whether or not it has an error.
                        *drawn = if value.is_nan() { *value } else { value + error * random.normal() };
                    }
                }
                RatingError::Replicates(tables) => {
                    let table = &tables[random.below(tables.len() as u32) as usize];
                    choice.raw.copy_from_slice(table);
                }
            },
        }
    }

    /// Puts the places of a choice into `work`, NaN where there is none. What is there counts, however little: a unit must
    /// not lose its place because an indicator was left out.
    fn place(&self, choice: &Choice, ranked: &[usize], work: &mut Work) {
        self.grid.normalise(choice.normalisation, self.columns, &choice.raw, &mut work.normalised);
        work.weights.copy_from_slice(&choice.weights);
        choice.left_out.into_iter().for_each(|at| work.weights[at] = 0.0);
        let width = self.grid.indicators;
        let mut values = Vec::with_capacity(ranked.len());
        for (at, unit) in ranked.iter().enumerate() {
            work.places[at] = f64::NAN;
            let row = &work.normalised[unit * width..][..width];
            let value = mean(choice.aggregation, row, &work.weights, 0.0).ok();
            work.values[at] = value.unwrap_or(f64::NAN);
            // Highest first.
            values.extend(value.map(|value| (-value, at)));
        }
        places(values, |at, place| work.places[at] = place);
    }

    /// Ranks that the rating error alone cannot rule out.
    fn covering(&self, ranked: &[usize], work: &mut Work) -> Vec<Interval> {
        let mut choice = self.given();
        let mut drawn = Vec::new();
        for replicate in 0..u64::from(self.asked.replicates).min(COVERING) {
            self.vary(Factor::RatingError, &mut choice, replicate, 0);
            self.place(&choice, ranked, work);
            drawn.push(work.values.clone());
        }
        let values = ranked.iter().filter_map(|unit| self.values[*unit]).collect::<Vec<_>>();
        let people = self.people.map(|people| ranked.iter().map(|unit| people[*unit]).collect::<Vec<_>>());
        covering(&values, &drawn, people.as_deref(), self.asked.confidence)
    }

    pub(super) fn run(&self, watch: &mut dyn Watch) -> Result<Robustness> {
        let ranked: Vec<_> = (0..self.units.len()).filter(|at| self.values[*at].is_some()).collect();
        let mut own = vec![0.0; ranked.len()];
        let values = ranked.iter().enumerate().filter_map(|(at, unit)| Some((-self.values[*unit]?, at)));
        places(values.collect(), |at, place| own[at] = place);
        let varied = self
            .asked
            .varied(self.weights.iter().filter(|weight| **weight > 0.0).count(), self.error.is_known());
        let mut work = Work {
            normalised: vec![0.0; self.raw.len()],
            weights: self.weights.to_vec(),
            values: vec![0.0; ranked.len()],
            places: vec![0.0; ranked.len()],
        };
        let mut counted = Counted::new(ranked.len());
        let mut runs = Runs { mixed: vec![Vec::new(); varied.len()], ..Runs::default() };
        let mut sides = [self.given(), self.given()];
        let evaluations = if self.asked.indices { varied.len() + 2 } else { 1 };
        let piece = (PIECE / (self.raw.len().max(1) * evaluations)).max(1) as u64;
        let replicates = u64::from(self.asked.replicates);
        for replicate in 0..replicates {
            if replicate.is_multiple_of(piece) {
                ask(watch, replicate, Some(replicates))?;
            }
            let [a, b] = &mut sides;
            varied.iter().for_each(|factor| self.vary(*factor, a, replicate, 0));
            self.place(a, &ranked, &mut work);
            counted.add(&work.places);
            runs.a.push(shift(&own, &work.places));
            if !self.asked.indices {
                continue;
            }
            varied.iter().for_each(|factor| self.vary(*factor, b, replicate, 1));
            self.place(b, &ranked, &mut work);
            runs.b.push(shift(&own, &work.places));
            for (factor, mixed) in varied.iter().zip(&mut runs.mixed) {
                swap(*factor, a, b);
                self.place(a, &ranked, &mut work);
                mixed.push(shift(&own, &work.places));
                swap(*factor, a, b);
            }
        }
        ask(watch, replicates, Some(replicates))?;
        let covering = match varied.contains(&Factor::RatingError) {
            true => self.covering(&ranked, &mut work),
            false => Vec::new(),
        };
        let names = ranked.iter().map(|unit| self.units[*unit].clone());
        let places = names.zip(own).enumerate().map(|(at, (unit, place))| {
            let (replicates, interval, at_most) = counted.of(at, self.asked.confidence);
            let covering = covering.get(at).copied();
            RankInterval { unit, rank: place, interval, covering, replicates, at_most }
        });
        let places = places.collect();
        let indices = self.asked.indices.then(|| self.indices(&varied, &runs));
        let mut sum = 0.0;
        runs.a.iter().for_each(|shift| sum += shift);
        let interval = Some(percentiles(&mut runs.a, self.asked.confidence));
        let shift = Estimate { value: sum / replicates as f64, interval };
        Ok(Robustness { varied, generator: Random::GENERATOR, shift, ranks: places, indices })
    }

    fn indices(&self, varied: &[Factor], runs: &Runs) -> Vec<Index> {
        let found = runs.indices();
        let drawn = match &found {
            Some(_) => runs.bootstrap(self.asked.seed, BOOTSTRAP, SAMPLES),
            None => Vec::new(),
        };
        let index = |(at, factor): (usize, &Factor)| {
            let estimate = |of: fn(&Pair) -> f64| {
                let value = of(found.as_ref()?.get(at)?);
                let mut values: Vec<_> = drawn.iter().map(|pairs| of(&pairs[at])).collect();
                let interval = (!values.is_empty()).then(|| percentiles(&mut values, self.asked.confidence));
                Some(Estimate { value, interval })
            };
            let [first, total] = [estimate(|pair| pair.first), estimate(|pair| pair.total)];
            let reason = first.is_none().then_some(Reason::NoVariance);
            Index { factor: *factor, first, total, reason }
        };
        varied.iter().enumerate().map(index).collect()
    }
}

/// One of a few, all equally likely. Options are checked: there are two at least.
fn one<T: Copy + Default>(random: &mut Random, from: &[T]) -> T {
    from.get(random.below(from.len() as u32) as usize).copied().unwrap_or_default()
}

/// Exchanges what two choices have of one factor.
fn swap(factor: Factor, a: &mut Choice, b: &mut Choice) {
    match factor {
        Factor::Weights => std::mem::swap(&mut a.weights, &mut b.weights),
        Factor::Aggregation => std::mem::swap(&mut a.aggregation, &mut b.aggregation),
        Factor::LeftOut => std::mem::swap(&mut a.left_out, &mut b.left_out),
        Factor::RatingError => std::mem::swap(&mut a.raw, &mut b.raw),
        Factor::Normalisation => std::mem::swap(&mut a.normalisation, &mut b.normalisation),
    }
}

/// How many places a unit is moved on average; 0 where none has a place.
fn shift(own: &[f64], drawn: &[f64]) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for (own, drawn) in own.iter().zip(drawn).filter(|(_, drawn)| !drawn.is_nan()) {
        sum += (own - drawn).abs();
        n += 1.0;
    }
    if n > 0.0 { sum / n } else { 0.0 }
}

/// The smallest values that at least these parts of all do not exceed.
fn percentiles(values: &mut [f64], confidence: f64) -> Interval {
    values.sort_unstable_by(f64::total_cmp);
    let tail = (1.0 - confidence) / 2.0;
    let at = |part: f64| {
        let at = (part * values.len() as f64).ceil().max(1.0) as usize - 1;
        values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
    };
    Interval { lower: at(tail), upper: at(1.0 - tail) }
}

/// How often each unit had each place, in steps of a half.
struct Counted {
    units: usize,
    counts: Vec<u32>,
}

impl Counted {
    fn new(units: usize) -> Self {
        Self { units, counts: vec![0; units * 2 * units] }
    }

    fn add(&mut self, places: &[f64]) {
        let width = 2 * self.units;
        for (at, place) in places.iter().enumerate().filter(|(_, place)| !place.is_nan()) {
            // Ranks are halves from 1 on.
            self.counts[at * width + (2.0 * place) as usize - 2] += 1;
        }
    }

    /// Draws, interval of the places, and the probability of each place or a better one.
    fn of(&self, at: usize, confidence: f64) -> (u32, Option<Interval>, Vec<f64>) {
        let width = 2 * self.units;
        let counts = &self.counts[at * width..][..width];
        let all: u32 = counts.iter().sum();
        if all == 0 {
            return (0, None, Vec::new());
        }
        let tail = (1.0 - confidence) / 2.0;
        let goals = [tail, 1.0 - tail].map(|part| (part * f64::from(all)).ceil().max(1.0));
        let mut ends = [0.0; 2];
        let mut at_most = Vec::with_capacity(self.units);
        let mut sum = 0;
        for (half, count) in counts.iter().enumerate() {
            for (end, goal) in ends.iter_mut().zip(goals) {
                if f64::from(sum) < goal && f64::from(sum + count) >= goal {
                    *end = (half + 2) as f64 / 2.0;
                }
            }
            sum += count;
            if half.is_multiple_of(2) {
                at_most.push(f64::from(sum) / f64::from(all));
            }
        }
        (all, Some(Interval { lower: ends[0], upper: ends[1] }), at_most)
    }
}
