//! Reliable change of single measures, for researchers: has a score moved by more than its error of measurement?

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use super::change::Verdict;
use crate::base::document::element;
use crate::base::error::{Problems, Result};
use crate::base::message::Message;
use crate::base::options::{outside, refused, unfit};
use crate::scoring::{Reason, Undefined};
use crate::stats::distribution::normal_quantile;
use crate::stats::moments;

/// Larger numbers are refused, so that no sum of squares overflows.
pub(super) const LARGEST: f64 = 1e100;

/// Which index of reliable change; they differ, so the result names it.
#[words]
#[derive(Default)]
pub enum ReliableChangeMethod {
    /// Jacobson & Truax (1991): the difference over the error of a difference of two measures.
    #[default]
    JacobsonTruax,
    /// Edwards & Nunnally (Speer 1992): from the estimated true score before, over the error of measurement.
    EdwardsNunnally,
    /// Gulliksen, Lord & Novick (Hsu 1989): from the estimated true score before, over the error of prediction.
    GulliksenLordNovick,
}

/// Options of reliable change.
#[options(new = none, check)]
pub struct ReliableChangeOptions {
    /// The measures before.
    #[option(setter = none)]
    before: Vec<f64>,
    /// The measures after, as many, in the same order.
    #[option(setter = none)]
    after: Vec<f64>,
    /// Reliability of the measure, from elsewhere; must be given.
    #[option(range = 0.0..=1.0, setter = none)]
    reliability: Option<f64>,
    /// Which index.
    method: ReliableChangeMethod,
    /// Standard deviation before, of a reference group; without it that of `before`.
    sd: Option<f64>,
    /// Mean before, of a reference group; without it that of `before`. Jacobson & Truax need none.
    mean: Option<f64>,
    /// How large an index must be.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
}

impl ReliableChangeOptions {
    /// The defaults, for measures before and after and their reliability.
    pub fn new(before: Vec<f64>, after: Vec<f64>, reliability: f64) -> Self {
        Self { before, after, reliability: Some(reliability), ..Self::default() }
    }

    fn check(&self, problems: &mut Problems) {
        for (name, list) in [("before", &self.before), ("after", &self.after)] {
            list.iter().enumerate().for_each(|(at, one)| number(&element(name, at), *one, problems));
        }
        if self.before.is_empty() {
            problems.push(unfit("before", "option.empty", ""));
        }
        if self.after.len() != self.before.len() {
            let what = Message::new("option.as_long").count("n", self.after.len() as u64);
            problems.push(refused("after", what.count("expected", self.before.len() as u64)));
        }
        if self.reliability.is_none() {
            problems.push(refused("reliability", Message::new("option.needed")));
        }
        if let Some(sd) = self.sd.filter(|sd| !(fits(*sd) && *sd >= 0.0)) {
            problems.append(&outside("sd", sd, 0, "1e100"));
        }
        if let Some(mean) = self.mean {
            number("mean", mean, problems);
        }
    }
}

pub(super) fn fits(number: f64) -> bool {
    number.is_finite() && number.abs() <= LARGEST
}

/// Tells of a number that cannot be computed with.
pub(super) fn number(path: &str, found: f64, problems: &mut Problems) {
    if !fits(found) {
        problems.append(&outside(path, found, "-1e100", "1e100"));
    }
}

/// Mean, and standard deviation with n - 1, `None` for one number.
pub(super) fn moments(numbers: &[f64]) -> (f64, Option<f64>) {
    // Equal numbers deviate by nothing, whatever is lost in their mean.
    let same = numbers.windows(2).all(|pair| pair[0] == pair[1]);
    let sd = (numbers.len() > 1).then(|| if same { 0.0 } else { moments::variance(numbers).sqrt() });
    (moments::mean(numbers), sd)
}

/// Reliable change of one measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReliableChangeEntry {
    /// What was expected after if nothing changed: the measure before, or its estimated true score.
    pub expected: f64,
    /// After less expected, over the error.
    pub index: Option<f64>,
    /// `rose` or `fell` where the index is larger than `critical`, else `cannot_tell`.
    pub verdict: Verdict,
}

/// Reliable change of single measures. For researchers; never in a report.
///
/// # Formula
/// With mean M, standard deviation S and reliability r of the measure before. *Jacobson & Truax* 1991 (Journal of
/// Consulting and Clinical Psychology 59, 12): `(after - before) / (S sqrt(2 (1 - r)))`. The others start from the
/// estimated true score `M + r (before - M)`, since extreme measures come back: *Edwards & Nunnally* (Speer 1992, JCCP 60,
/// 402) divide by `S sqrt(1 - r)`, *Gulliksen, Lord & Novick* (Hsu 1989, Behavioral Assessment 11, 459) by
/// `S sqrt(1 - r²)`. An index beyond the normal quantile of `confidence` is a reliable change.
///
/// # When it misleads
/// It is made for the measure of one rater or one thing whose error is known. A share of a group's ratings has another
/// error, that of who answered: use [`Change`](super::Change). Edwards & Nunnally leave out the error of the measure
/// after, and find the most. Nothing is corrected for looking at many measures. Practice and stricter rating are changes
/// too.
#[document("reliable_change", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReliableChange {
    /// Which index it is.
    pub method: ReliableChangeMethod,
    /// Reliability of the measure.
    pub reliability: f64,
    /// Mean before.
    pub mean: f64,
    /// Standard deviation before.
    pub sd: Option<f64>,
    /// The error that the index divides by.
    pub error: Option<f64>,
    /// How large an index must be.
    pub critical: f64,
    /// How far after must lie from what is expected.
    pub smallest_change: Option<f64>,
    /// For each measure.
    pub entries: Vec<ReliableChangeEntry>,
    /// Why a field above is null.
    pub undefined: Undefined,
}

/// Reliable change of single measures, by a method that is named.
///
/// # Errors
/// `invalid_option`, all at once: lists that are empty or not of one length, numbers that are none, a reliability that is
/// missing or not between 0 and 1.
///
/// ```
/// use collabpro_core::comparison::{ReliableChangeOptions, Verdict, reliable_change};
///
/// // The example of Jacobson and Truax, 32.5 and 47.5 with a standard deviation of 7.5 and a reliability of .80.
/// let found = reliable_change(&ReliableChangeOptions::new(vec![32.5], vec![47.5], 0.8).sd(7.5))?;
/// assert!((found.entries[0].index.unwrap() - 3.16).abs() < 0.005);
/// assert_eq!(found.entries[0].verdict, Verdict::Rose);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn reliable_change(options: &ReliableChangeOptions) -> Result<ReliableChange> {
    options.problems().finish(())?;
    let (own_mean, own_sd) = moments(&options.before);
    let (mean, sd) = (options.mean.unwrap_or(own_mean), options.sd.or(own_sd));
    let r = options.reliability.unwrap_or(0.0);
    let scale = match options.method {
        ReliableChangeMethod::JacobsonTruax => (2.0 * (1.0 - r)).sqrt(),
        ReliableChangeMethod::EdwardsNunnally => (1.0 - r).sqrt(),
        ReliableChangeMethod::GulliksenLordNovick => (1.0 - r * r).sqrt(),
    };
    let mut undefined = Undefined::default();
    let error = sd.map(|sd| sd * scale).filter(|error| *error > 0.0);
    let why = if sd.is_none() { Reason::OneMeasure } else { Reason::NoError };
    if sd.is_none() {
        undefined.insert("sd", why);
    }
    if error.is_none() {
        undefined.all(&["error", "smallestChange", "index"], why);
    }
    let critical = normal_quantile(1.0 - (1.0 - options.confidence) / 2.0)
        .ok_or_else(|| crate::base::error::Error::internal("confidence"))?;
    let pairs = options.before.iter().zip(&options.after);
    let entries = pairs.map(|(before, after)| {
        let expected = match options.method {
            ReliableChangeMethod::JacobsonTruax => *before,
            _ => mean + r * (before - mean),
        };
        let index = error.map(|error| (after - expected) / error).filter(|index| index.is_finite());
        let verdict = match index {
            Some(index) if index > critical => Verdict::Rose,
            Some(index) if index < -critical => Verdict::Fell,
            _ => Verdict::CannotTell,
        };
        ReliableChangeEntry { expected, index, verdict }
    });
    Ok(ReliableChange {
        method: options.method,
        reliability: r,
        mean,
        sd,
        error,
        critical,
        smallest_change: error.map(|error| critical * error),
        entries: entries.collect(),
        undefined,
    })
}
