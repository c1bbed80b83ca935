//! The shares of a unit at an occasion, with the raters behind them: what change, trend and then-test rest on.

use crate::base::error::{Error, Result};
use crate::base::list::List;
use crate::scoring::{Critical, Estimated, Measure, Reason, Responses, Score, Scores, responses_of};

use super::counts;

/// A share at the cut with the names behind its rows, which are in byte order.
pub(super) struct Side<'a> {
    pub(super) share: Estimated,
    pub(super) names: Vec<&'a str>,
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

    /// The share that a score is about.
    pub(super) fn side(&self, score: &Score) -> Result<Side<'a>> {
        let rubric = self.scores.rubric();
        let mut criteria = Vec::new();
        for id in &score.criteria {
            criteria.push(defined(rubric.position(id))?);
        }
        let (_, sheet) = defined(self.sheets.iter().find(|(role, _)| *role == score.role.as_deref()))?;
        let cut = defined(criteria.first().and_then(|first| rubric.scale(*first).cut()))?;
        let levels = sheet.levels_on(rubric, &criteria, !score.construct.is_sign());
        let names = &self.scores.tally().names().raters;
        let raters = sheet.raters_of(&criteria).map(|rater| &*names[rater as usize]);
        Ok(Side { share: levels.estimate(Measure::Share(cut)), names: raters.list() })
    }
}

/// Positions of the names that are in both lists; both are in byte order.
pub(super) fn shared(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let found = |(at, name): (usize, &&str)| after.binary_search(name).ok().map(|other| (at, other));
    before.iter().enumerate().filter_map(found).list()
}

/// Why a score cannot be compared, whatever the ratings: what no number of people would mend comes first.
pub(super) fn unusable(score: Option<&Score>) -> Option<Reason> {
    let Some(score) = score else { return Some(Reason::NoRatings) };
    let undefined = score.undefined.get("shares");
    let few = (!score.standing.compares()).then_some(Reason::TooFewRaters);
    undefined.filter(|why| *why != Reason::IncompleteConstruct).or(few).or(undefined)
}

pub(super) fn critical(level: f64) -> Result<Critical> {
    Critical::new(1.0 - level).ok_or_else(|| Error::internal("confidence"))
}

pub(super) fn defined<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::internal("interval of a change"))
}
