//! A then-test as it may be shown: only where a release shows the cells of then, of the then-test and of now, in the steps of
//! the coarsest.

use super::Released;
use super::change::Steps;
use crate::comparison::{Difference, Recalibration, ResponseShift, ResponseShiftEntry};
use crate::framework::Construct;
use crate::scoring::Interval;

/// A difference, a part of the scale, with its interval.
pub(crate) type Ranged = (f64, Interval);

/// A then-test as it may be shown.
#[derive(Clone)]
pub(crate) struct ReleasedResponseShift {
    /// Id of the unit.
    pub(crate) unit: String,
    /// Id of the role; null: everyone.
    pub(crate) role: Option<String>,
    /// What is measured.
    pub(crate) construct: Construct,
    /// What it says of how strictly raters rate.
    pub(crate) recalibration: Recalibration,
    /// Now less then, now less the then-test, the then-test less then, in the steps that may be shown; `None` where they would
    /// tell what is not.
    pub(crate) differences: Option<[Ranged; 3]>,
}

impl Released {
    /// Whether a then-test can have been held against the scores that were released, as far as the release shows them.
    pub(crate) fn is_source_of_response_shift(&self, found: &ResponseShift) -> bool {
        let cells = self.by_place();
        let same = |entry: &ResponseShiftEntry| {
            let told = [
                (&found.from, entry.share_from, entry.mean_from),
                (&found.options.then, entry.share_then, entry.mean_then),
                (&found.options.to, entry.share_to, entry.mean_to),
            ];
            told.into_iter().all(|(occasion, share, mean)| {
                cells.agrees((&entry.unit, occasion, entry.role.as_deref(), &entry.construct), share, mean)
            })
        };
        self.rubric().takes(&found.rubric.id, &found.rubric.version) && found.entries.iter().all(same)
    }

    /// The part of a then-test that this release shows: all three cells must be shown.
    pub(crate) fn response_shift(&self, found: &ResponseShift) -> Vec<ReleasedResponseShift> {
        let cells = self.by_place();
        let shown = |entry: &ResponseShiftEntry| {
            let of = |occasion| cells.shown((&entry.unit, occasion, entry.role.as_deref(), &entry.construct));
            let all = [of(&found.from)?, of(&found.options.then)?, of(&found.options.to)?];
            let steps = Steps::of(entry.measured_by, &all, self.rubric())?;
            let part = |value: f64| steps.round(value) / steps.range;
            let coarse = |of: Difference| {
                (part(of.value), Interval { lower: part(of.interval.lower), upper: part(of.interval.upper) })
            };
            let differences = [entry.conventional?, entry.retrospective?, entry.shift?].map(coarse);
            Some(ReleasedResponseShift {
                unit: entry.unit.clone(),
                role: entry.role.clone(),
                construct: entry.construct.clone(),
                recalibration: entry.recalibration,
                differences: (!steps.hidden).then_some(differences),
            })
        };
        found.entries.iter().filter_map(shown).collect()
    }
}
