//! The scores of a release with what it shows of them: for all that is computed before the scores are let go.

use super::{Policy, ReleasedScore};
use crate::scoring::{Scores, of_unit};

/// Private to this room: nothing that a school sees can reach a raw score.
pub(super) struct Cells<'a> {
    pub(super) scores: &'a Scores,
    pub(super) policy: &'a Policy,
    /// By unit in byte order.
    pub(super) constructs: Vec<ReleasedScore>,
    pub(super) criteria: Vec<ReleasedScore>,
}

impl Cells<'_> {
    /// Those by construct of a unit.
    pub(super) fn of_unit(&self, unit: &str) -> &[ReleasedScore] {
        of_unit(&self.constructs, unit, |cell| &cell.unit)
    }
}
