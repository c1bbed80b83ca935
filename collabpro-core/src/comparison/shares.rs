//! The shares of a unit at an occasion, with the raters behind them: what change, trend and then-test rest on. On a scale
//! without a cut the mean stands for a share, as a part of the scale's range.

use crate::base::error::{Error, Result};
use crate::scoring::{
    Critical, Estimated, MeasuredBy, Reason, Responses, Score, Scores, Yardstick, responses_of,
};

use super::counts;

/// A share at the cut, or a mean, with the names behind its rows, which are in byte order.
pub(super) struct Side<'a> {
    pub(super) share: Estimated,
    pub(super) names: Vec<&'a str>,
    pub(super) yardstick: Yardstick,
    /// Standard deviation of the ratings, where the mean is told.
    pub(super) sd: Option<f64>,
}

impl Side<'_> {
    /// The share at the cut.
    pub(super) fn share(&self) -> Option<f64> {
        (self.yardstick.by == MeasuredBy::Share).then_some(self.share.value)
    }

    /// The mean.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.yardstick.by == MeasuredBy::Mean).then(|| self.yardstick.place(self.share.value))
    }

    /// Why there is no standard deviation beside the mean.
    pub(super) fn no_sd(&self) -> Option<Reason> {
        (self.yardstick.by == MeasuredBy::Mean && self.sd.is_none()).then_some(Reason::OneRater)
    }
}

/// The informant groups of a unit at an occasion.
pub(super) struct Place<'a> {
    scores: &'a Scores,
    sheets: Vec<(Option<&'a str>, Responses)>,
}

impl<'a> Place<'a> {
    pub(super) fn new(scores: &'a Scores, unit: &str, occasion: &str) -> Result<Self> {
        Ok(Self { scores, sheets: responses_of(scores.tally(), counts(scores)?, unit, occasion) })
    }

    /// The share or mean that a score is about.
    pub(super) fn side(&self, score: &Score) -> Result<Side<'a>> {
        let rubric = self.scores.rubric();
        let mut criteria = Vec::new();
        for id in &score.criteria {
            criteria.push(defined(rubric.position(id))?);
        }
        let (_, sheet) = defined(self.sheets.iter().find(|(role, _)| *role == score.role.as_deref()))?;
        let yardstick = Yardstick::of(rubric.scale(*defined(criteria.first())?));
        let levels = sheet.levels_on(rubric, &criteria, !score.construct.is_sign());
        let names = &self.scores.tally().names().raters;
        let raters = sheet.raters_of(&criteria).map(|rater| &*names[rater as usize]);
        let sd = score.mean.as_ref().and_then(|mean| mean.sd).filter(|_| yardstick.by == MeasuredBy::Mean);
        Ok(Side { share: levels.estimate(yardstick.measure), names: raters.collect(), yardstick, sd })
    }
}

/// Positions of the names that are in both lists; both are in byte order.
pub(super) fn shared(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let found = |(at, name): (usize, &&str)| after.binary_search(name).ok().map(|other| (at, other));
    before.iter().enumerate().filter_map(found).collect()
}

/// Why a score cannot be compared, whatever the ratings: what no number of people would mend comes first.
pub(super) fn unusable(score: Option<&Score>) -> Option<Reason> {
    let Some(score) = score else { return Some(Reason::NoRatings) };
    let undefined = score.undefined.get("mean");
    let few = (!score.standing.compares()).then_some(Reason::TooFewRaters);
    undefined.filter(|why| *why != Reason::IncompleteConstruct).or(few).or(undefined)
}

pub(super) fn critical(level: f64) -> Result<Critical> {
    Critical::new(1.0 - level).ok_or_else(|| Error::internal("confidence"))
}

pub(super) fn defined<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::internal("interval of a change"))
}
