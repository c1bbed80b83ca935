//! Change as it may be shown: only between cells that a release shows, in the steps of the coarser one.

use serde::Serialize;

use super::by_place::Spot;
use crate::comparison::change::{Change, ChangeEntry, Family, Verdict};
use crate::framework::Construct;
use crate::release::{Detail, Released, ReleasedScore, detail};
use crate::rubric::Rubric;
use crate::scoring::{Interval, MeasuredBy, Reason, Yardstick};

/// A change as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedChange {
    /// Id of the unit.
    pub unit: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Whether it was chosen beforehand.
    pub family: Family,
    /// What can be said.
    pub verdict: Verdict,
    /// By what the two occasions are compared; null where they are not.
    pub measured_by: Option<MeasuredBy>,
    /// What a whole scale makes in the numbers below: 1 of shares, of means the scale's range.
    pub range: f64,
    /// Later less earlier share or mean, in the steps that may be shown.
    pub difference: Option<f64>,
    /// Its interval, unadjusted, in the same steps.
    pub interval: Option<Interval>,
    /// The smallest change that the verdict could have shown.
    pub smallest_change: Option<f64>,
    /// People at both occasions.
    pub raters: [u32; 2],
    /// Whether knowing who is who could have made the interval narrower.
    pub linking_would_help: bool,
    /// Why numbers are null.
    pub reason: Option<Reason>,
}

impl Released {
    /// Whether a change can have been made from the scores that were released: the same instrument, and what it says of
    /// either occasion is what is shown of it. Otherwise the two could be held against one another. What is not shown of
    /// an occasion does not come out of a change either.
    pub(crate) fn is_source_of(&self, change: &Change) -> bool {
        let cells = self.by_place();
        let says = |entry: &ChangeEntry, occasion: &str, [share, mean]: [Option<f64>; 2], people: u32| {
            let cell = cells.cell(spot(entry, occasion))?;
            let counted = cell.number().is_none_or(|shown| shown == people || share.or(mean).is_none());
            Some(cells.says(cell, share, mean) && (!cell.is_shown() || counted))
        };
        let same = |entry: &ChangeEntry| {
            let (from, to) = (&change.options.from, &change.options.to);
            says(entry, from, [entry.share_from, entry.mean_from], entry.raters_from) != Some(false)
                && says(entry, to, [entry.share_to, entry.mean_to], entry.raters_to) == Some(true)
        };
        self.rubric().takes(&change.rubric.id, &change.rubric.version) && change.entries.iter().all(same)
    }

    /// The part of a change that this release shows: both cells must be shown. A change between scores that were made
    /// separately cannot be checked and is left out.
    pub fn change(&self, change: &Change) -> Vec<ReleasedChange> {
        let cells = self.by_place();
        let (from, to) = (&change.options.from, &change.options.to);
        let coarse = |entry: &ChangeEntry| {
            let shown = |occasion| cells.shown(spot(entry, occasion));
            coarse(entry, shown(from)?, shown(to)?, self.rubric())
        };
        change.entries.iter().filter_map(coarse).collect()
    }
}

fn spot<'s>(entry: &'s ChangeEntry, occasion: &'s str) -> Spot<'s> {
    (&entry.unit, occasion, entry.role.as_deref(), &entry.construct)
}

/// In what steps a difference of cells may be told: those of the coarsest.
pub(super) struct Steps {
    /// What a whole scale makes: 1 of shares, of means the scale's range.
    pub(super) range: f64,
    parts: Option<f64>,
    /// Whether a share of which only "nearly all" may be said, or a mean that is not told, would come back from it.
    pub(super) hidden: bool,
}

impl Steps {
    /// `None` of no cells.
    pub(super) fn of(
        measured_by: Option<MeasuredBy>,
        cells: &[&ReleasedScore],
        rubric: &Rubric,
    ) -> Option<Self> {
        let by_mean = measured_by == Some(MeasuredBy::Mean);
        let last = cells.last()?;
        let yardstick = detail::yardstick(last, rubric).filter(|_| by_mean).unwrap_or(Yardstick::SHARE);
        let is_hidden = |cell: &&ReleasedScore| match by_mean {
            true => cell.mean.is_none(),
            false => cell.at_cut().is_some_and(|share| share.value.is_none()),
        };
        let coarsest = cells.iter().map(|cell| cell.detail).max()?;
        Some(Self {
            range: yardstick.range,
            parts: detail::parts(coarsest.min(Detail::FivePoints), &yardstick),
            hidden: coarsest == Detail::Quarters || cells.iter().any(is_hidden),
        })
    }

    pub(super) fn round(&self, value: f64) -> f64 {
        self.parts.map_or(value, |parts| self.range * ((value / self.range * parts).round() / parts))
    }
}

fn coarse(
    entry: &ChangeEntry,
    from: &ReleasedScore,
    to: &ReleasedScore,
    rubric: &Rubric,
) -> Option<ReleasedChange> {
    let steps = Steps::of(entry.measured_by, &[from, to], rubric)?;
    let round = |value: f64| steps.round(value);
    let (range, hidden) = (steps.range, steps.hidden);
    Some(ReleasedChange {
        unit: entry.unit.clone(),
        role: entry.role.clone(),
        construct: entry.construct.clone(),
        family: entry.family,
        verdict: entry.verdict,
        measured_by: entry.measured_by,
        range,
        difference: entry.difference.filter(|_| !hidden).map(round),
        interval: entry
            .interval
            .filter(|_| !hidden)
            .map(|at| Interval { lower: round(at.lower), upper: round(at.upper) }),
        smallest_change: entry.smallest_change_adjusted.or(entry.smallest_change).map(round),
        raters: [entry.raters_from, entry.raters_to],
        linking_would_help: entry.linking_would_help,
        reason: entry.reason,
    })
}
