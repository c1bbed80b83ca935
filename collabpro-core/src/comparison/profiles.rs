//! Two profiles in numbers: who rated what, shares, distance, and what the chance of who answered makes.

use super::counts;
use super::similarity::Profile;
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::scoring::{Interval, Scores, bayesian_bootstrap, responses_of};
use crate::stats::chi_square::chi_square_quantile;
use crate::stats::moments;

/// A scatter this small is none.
const EVEN: f64 = 1e-9;

/// Raters with their ratings on the criteria of both profiles, as [`bayesian_bootstrap::steps`] tells them.
pub(super) type RaterSteps<'a> = Vec<(&'a str, Vec<u8>)>;

/// The raters of one profile and their ratings on the criteria that both profiles have.
pub(super) fn ratings<'a>(
    scores: &'a Scores,
    name: &str,
    profile: &Profile,
    criteria: &[Vec<u16>],
) -> Result<RaterSteps<'a>> {
    let tally = scores.tally();
    let counts = counts(scores)?;
    let names = tally.names();
    let absent = |field: &str, what: &str| -> crate::base::error::Error {
        Problem::new(ErrorCode::NotInData, Place::path(format!("{name}.{field}"))).with("what", what).into()
    };
    if !tally.units().any(|unit| unit == profile.unit) {
        return Err(absent("unit", &profile.unit));
    }
    if !tally.occasions().any(|occasion| occasion == profile.occasion) {
        return Err(absent("occasion", &profile.occasion));
    }
    let sheets = responses_of(tally, counts, &profile.unit, &profile.occasion);
    let sheet = sheets.iter().find(|(role, _)| *role == profile.role.as_deref());
    let (_, sheet) = sheet.ok_or_else(|| absent("role", profile.role.as_deref().unwrap_or("")))?;
    let criteria = criteria.iter().flatten().copied().collect::<Vec<_>>();
    let mut people = Vec::new();
    for (person, rater) in sheet.raters.iter().enumerate() {
        if let Some(steps) = bayesian_bootstrap::steps(sheet, person, scores.rubric(), &criteria) {
            people.push((&*names.raters[*rater as usize], steps));
        }
    }
    Ok(people)
}

/// Someone's ratings for the first profile and for the second; who gave only one has no others.
pub(super) type Pair = [Option<Vec<u8>>; 2];

/// Each rater once, in the order of the ratings, so that nothing depends on names.
pub(super) fn pairs(people: &[RaterSteps<'_>], linked: bool) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let (first, second) = (&people[0], &people[1]);
    let mut paired = vec![false; second.len()];
    for (name, ratings) in first {
        // Names are in byte order on both sides.
        let other = second.binary_search_by(|(other, _)| (*other).cmp(name)).ok().filter(|_| linked);
        other.into_iter().for_each(|at| paired[at] = true);
        pairs.push([Some(ratings.clone()), other.map(|at| second[at].1.clone())]);
    }
    let rest = second.iter().zip(paired).filter(|(_, paired)| !paired);
    pairs.extend(rest.map(|((_, ratings), _)| [None, Some(ratings.clone())]));
    pairs.sort_unstable();
    pairs
}

/// The shares at the cut of one profile when everyone counts by a weight.
pub(super) fn shares(pairs: &[Pair], side: usize, lengths: &[usize], weights: &[f64]) -> Vec<f64> {
    let people =
        pairs.iter().zip(weights).filter_map(|(pair, weight)| Some((pair[side].as_deref()?, *weight)));
    bayesian_bootstrap::shares(people, 0.0, lengths).into_iter().map(|[_, cut]| cut).collect()
}

/// Mean and scatter.
pub(super) fn level(shares: &[f64]) -> (f64, f64) {
    let mean = moments::mean(shares);
    (mean, moments::squares(shares, mean).sqrt())
}

/// Elevation, scatter, shape, distance and pattern similarity of two profiles.
pub(super) fn compare(first: &[f64], second: &[f64], spread: Option<&Spread>) -> [Option<f64>; 5] {
    let ((x, sx), (y, sy)) = (level(first), level(second));
    let (mut own, mut other, mut together, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for (first, second) in first.iter().zip(second) {
        own += (first - x) * (first - x);
        other += (second - y) * (second - y);
        together += (first - x) * (second - y);
        squares += (first - second) * (first - second);
    }
    // One root of the product, so that a profile is wholly like itself.
    let shape = (sx > EVEN && sy > EVEN).then(|| (together / (own * other).sqrt()).clamp(-1.0, 1.0));
    let distance = Some((squares / first.len() as f64).sqrt());
    [Some(y - x), Some(sy - sx), shape, distance, spread.map(|spread| spread.similarity(first, second))]
}

/// Standard deviations of a reference group, in the order of the constructs, and twice the median of chi-square with as
/// many degrees of freedom.
pub(super) struct Spread {
    deviations: Vec<f64>,
    expected: f64,
}

impl Spread {
    pub(super) fn new(deviations: Vec<f64>) -> Option<Self> {
        let expected = 2.0 * chi_square_quantile(0.5, deviations.len() as f64)?;
        Some(Self { deviations, expected })
    }

    /// Cattell's `r_p`.
    fn similarity(&self, first: &[f64], second: &[f64]) -> f64 {
        let mut squares = 0.0;
        for ((first, second), deviation) in first.iter().zip(second).zip(&self.deviations) {
            let step = (first - second) / deviation;
            squares += step * step;
        }
        (self.expected - squares) / (self.expected + squares)
    }
}

/// The variance that the chance of who answered makes between the shares of a profile: the linearised contributions of
/// each rater less their mean over the constructs, squared and summed.
pub(super) fn chance(pairs: &[Pair], side: usize, lengths: &[usize]) -> f64 {
    let rows: Vec<_> = pairs.iter().filter_map(|pair| pair[side].as_deref()).collect();
    let criteria: usize = lengths.iter().sum();
    let single = vec![1; criteria];
    let mut answered = vec![0.0; criteria];
    for row in &rows {
        answered
            .iter_mut()
            .zip(*row)
            .for_each(|(answered, step)| *answered += f64::from(u8::from(*step > 0)));
    }
    let shares = bayesian_bootstrap::shares(rows.iter().map(|row| (*row, 1.0)), 0.0, &single);
    let n = rows.len() as f64;
    let k = lengths.len() as f64;
    let mut squares = 0.0;
    for row in &rows {
        let mut next = row.iter().zip(answered.iter().zip(&shares));
        let mut parts = Vec::with_capacity(lengths.len());
        for length in lengths {
            let mut part = 0.0;
            for (step, (answered, [_, cut])) in next.by_ref().take(*length) {
                if *step > 0 {
                    part += (f64::from(u8::from(*step > 2)) - cut) / answered / *length as f64;
                }
            }
            parts.push(part);
        }
        let (_, scatter) = level(&parts);
        squares += scatter * scatter;
    }
    n / (n - 1.0) * squares / (k - 1.0)
}

/// The part of the variance between numbers that is more than chance makes.
pub(super) fn reliability(scatter: f64, chance: f64, k: usize) -> Option<f64> {
    let variance = scatter * scatter / (k - 1) as f64;
    (scatter > EVEN).then(|| (1.0 - chance / variance).clamp(0.0, 1.0))
}

/// How replicates become an interval.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale {
    /// By their percentiles.
    Plain,
    /// A correlation.
    Shape,
    /// A root of squares.
    Distance,
    /// `r_p`, which falls as the squares rise.
    Pattern,
}

/// The interval of sorted replicates. Chance pushes two profiles apart, and drawing again pushes them apart once more: for
/// shape, distance and pattern similarity the replicates are therefore turned round the estimate (the basic bootstrap of Davison
/// & Hinkley 1997, section 5.2), which takes off what their percentiles would add. Distance is turned as its square, pattern
/// similarity as `D² / E`.
pub(super) fn interval(replicates: &[f64], value: f64, scale: Scale, confidence: f64) -> Option<Interval> {
    let at = |part: f64| {
        let at = (replicates.len() as f64 * part) as usize;
        replicates.get(at.min(replicates.len().saturating_sub(1))).copied()
    };
    let tail = (1.0 - confidence) / 2.0;
    let (lower, upper) = (at(tail)?, at(1.0 - tail)?);
    let ratio = |similarity: f64| (1.0 - similarity) / (1.0 + similarity);
    let turned = |replicate: f64| match scale {
        Scale::Plain => replicate,
        Scale::Shape => (2.0 * value - replicate).clamp(-1.0, 1.0),
        Scale::Distance => (2.0 * value * value - replicate * replicate).max(0.0).sqrt(),
        Scale::Pattern => {
            let squares = (2.0 * ratio(value) - ratio(replicate)).max(0.0);
            (1.0 - squares) / (1.0 + squares)
        }
    };
    let (lower, upper) = (turned(lower), turned(upper));
    Some(Interval { lower: lower.min(upper), upper: lower.max(upper) })
}
