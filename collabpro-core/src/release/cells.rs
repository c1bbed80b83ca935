//! The scores of a release with what it shows of them: for all that is computed before the scores are let go.

use super::{Policy, ReleasedScore, of_unit};
use crate::scoring::Scores;

/// Private to this room: nothing that a school sees can reach a raw score.
pub(super) struct Cells<'a> {
    pub(super) scores: &'a Scores,
    pub(super) policy: &'a Policy,
    /// By unit in byte order.
    pub(super) constructs: &'a [ReleasedScore],
    pub(super) criteria: &'a [ReleasedScore],
}

impl<'a> Cells<'a> {
    /// Those by construct of a unit.
    pub(super) fn of_unit(&self, unit: &str) -> &'a [ReleasedScore] {
        of_unit(self.constructs, unit, |cell| &cell.unit)
    }
}
