//! Effect sizes with their intervals.

use collabpro_derive::{Read, words};
use serde::Serialize;

use crate::scoring::Interval;
use crate::stats::distribution::normal_quantile;
use crate::stats::moments;
use crate::stats::noncentral::{Noncentral, hedges_correction};

/// What an effect size is made from.
#[words]
pub enum EffectDesign {
    /// Two samples: everyone of one with everyone of the other, and the standard deviation within both.
    Independent,
    /// Those who rated both: each with their own other rating, and the standard deviation of the differences.
    Paired,
}

/// An effect size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Effect {
    /// The value.
    pub value: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// What it is made from. The two cannot be compared with each other.
    pub design: EffectDesign,
}

/// Mean and sum of squared deviations.
pub(super) fn moments(values: &[f64]) -> (f64, f64) {
    moments_of(values, largest(values))
}

/// The same of what was made of numbers of this size: values that are equal deviate by their rounding.
fn moments_of(values: &[f64], largest: f64) -> (f64, f64) {
    let mean = moments::mean(values);
    let squares = moments::squares(values, mean);
    let noise = 8.0 * f64::EPSILON * largest;
    (mean, if squares > noise * noise * values.len() as f64 { squares } else { 0.0 })
}

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |most, value| most.max(value.abs()))
}

/// Hedges' g of two samples, the second less the first; `None` where nobody differs from their own sample.
pub(in crate::comparison) fn hedges(first: &[f64], second: &[f64], confidence: f64) -> Option<Effect> {
    let ((x, xx), (y, yy)) = (moments(first), moments(second));
    let (n, m) = (first.len() as f64, second.len() as f64);
    standardised(y - x, xx + yy, n + m - 2.0, n * m / (n + m), EffectDesign::Independent, confidence)
}

/// Cohen's d: the same without Hedges' correction.
pub(in crate::comparison) fn cohen(first: &[f64], second: &[f64], confidence: f64) -> Option<Effect> {
    let correction = hedges_correction((first.len() + second.len()) as f64 - 2.0)?;
    let by = |value: f64| value / correction;
    let Effect { value, interval, design } = hedges(first, second, confidence)?;
    let interval = interval.map(|ends| Interval { lower: by(ends.lower), upper: by(ends.upper) });
    Some(Effect { value: by(value), interval, design })
}

/// The same of the differences of those who rated both.
pub(super) fn hedges_paired(pairs: &[(f64, f64)], confidence: f64) -> Option<Effect> {
    let both: Vec<_> = pairs.iter().flat_map(|(x, y)| [*x, *y]).collect();
    let differences: Vec<_> = pairs.iter().map(|(x, y)| y - x).collect();
    let (mean, squares) = moments_of(&differences, largest(&both));
    let n = pairs.len() as f64;
    standardised(mean, squares, n - 1.0, n, EffectDesign::Paired, confidence)
}

/// `d = difference / s` times `J`; the interval by turning round the noncentral t of `d sqrt(size)`.
fn standardised(
    difference: f64,
    squares: f64,
    df: f64,
    size: f64,
    design: EffectDesign,
    confidence: f64,
) -> Option<Effect> {
    let correction = hedges_correction(df).filter(|_| squares > 0.0)?;
    let d = difference / (squares / df).sqrt();
    let tail = 0.5 * (1.0 - confidence);
    let own = Noncentral::new(d * size.sqrt(), df)?;
    let at = |p: f64| Some(correction * own.noncentrality(p)? / size.sqrt());
    let interval = at(1.0 - tail).zip(at(tail)).map(|(lower, upper)| Interval { lower, upper });
    Some(Effect { value: correction * d, interval, design })
}

/// How often a sorted list has something below a value, less how often above.
fn dominance(value: f64, sorted: &[f64]) -> (f64, f64) {
    let below = sorted.partition_point(|other| *other < value);
    let above = sorted.len() - sorted.partition_point(|other| *other <= value);
    (below as f64, above as f64)
}

/// Cliff's delta of two samples: how much more often someone of the second is above someone of the first than below.
/// `None` for fewer than two on a side.
pub(in crate::comparison) fn cliff(first: &[f64], second: &[f64], confidence: f64) -> Option<Effect> {
    let (n, m) = (first.len() as f64, second.len() as f64);
    if first.len() < 2 || second.len() < 2 {
        return None;
    }
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_unstable_by(f64::total_cmp);
        values
    };
    let (low, high) = (sorted(first), sorted(second));
    // Each side's mean dominance; of the first turned round, so that both speak of the second.
    let (mut unequal, mut net) = (0.0, 0.0);
    let mut columns = Vec::with_capacity(first.len());
    for value in &low {
        let (below, above) = dominance(*value, &high);
        unequal += below + above;
        net += above - below;
        columns.push((above - below) / m);
    }
    let mut rows = Vec::with_capacity(second.len());
    for value in &high {
        let (below, above) = dominance(*value, &low);
        rows.push((below - above) / n);
    }
    // From whole numbers, so that equal samples differ by exactly zero.
    let delta = net / (n * m);
    let ((_, across), (_, along)) = (moments(&columns), moments(&rows));
    let cells = unequal - n * m * delta * delta;
    let variance = (m * m * across + n * n * along - cells) / (n * m * (n - 1.0) * (m - 1.0));
    let least = (1.0 - delta * delta) / (n * m - 1.0);
    let interval = ordinal(delta, variance.max(least), n.min(m), confidence)?;
    Some(Effect { value: delta, interval: Some(interval), design: EffectDesign::Independent })
}

/// The same within those who rated both: how many more put the second above than below.
pub(super) fn cliff_paired(pairs: &[(f64, f64)], confidence: f64) -> Option<Effect> {
    if pairs.len() < 2 {
        return None;
    }
    let n = pairs.len() as f64;
    let sign = |(x, y): &(f64, f64)| f64::from(i8::from(y > x) - i8::from(y < x));
    let (delta, squares) = moments(&pairs.iter().map(sign).collect::<Vec<_>>());
    let least = (1.0 - delta * delta) / (n * n - 1.0);
    let interval = ordinal(delta, (squares / (n * (n - 1.0))).max(least), n, confidence)?;
    Some(Effect { value: delta, interval: Some(interval), design: EffectDesign::Paired })
}

/// The interval of a dominance that stays within -1 and 1 (Feng & Cliff 2004, Journal of Modern Applied Statistical Methods
/// 3, 322); where all of one side is above all of the other, of the smaller sample's size (Cliff 1996).
fn ordinal(delta: f64, variance: f64, n: f64, confidence: f64) -> Option<Interval> {
    let z = normal_quantile(0.5 + 0.5 * confidence)?;
    let rest = 1.0 - delta * delta;
    if rest < 1e-12 {
        let inner = (n - z * z) / (n + z * z);
        let (lower, upper) = if delta > 0.0 { (inner, 1.0) } else { (-1.0, -inner) };
        return Some(Interval { lower, upper });
    }
    let square = z * z * variance;
    let half = (square * (rest * rest + square)).sqrt();
    let middle = delta * rest;
    let bottom = rest + square;
    Some(Interval { lower: (middle - half) / bottom, upper: (middle + half) / bottom })
}
