//! A roll-up as it may be shown: only where every unit that it rests on is shown by itself.

use super::by_place::ByPlace;
use super::{Released, ReleasedScore};
use crate::framework::Construct;
use crate::roll_up::{RollUp, RollUpEntry};
use crate::scoring::Interval;

/// The units of one larger unit together, as they may be shown.
pub(crate) struct ReleasedRollUp<'a> {
    /// Id of the larger unit, of the kind or of the practice.
    pub(crate) group: &'a str,
    /// Id of the occasion.
    pub(crate) occasion: &'a str,
    /// Id of the role; null: everyone.
    pub(crate) role: Option<&'a str>,
    /// What is measured.
    pub(crate) construct: &'a Construct,
    /// Units that it rests on.
    pub(crate) units: usize,
    /// Units that belong there, rated or not.
    pub(crate) members: u32,
    /// Mean share at the cut, in whole per cent.
    pub(crate) mean: f64,
    /// Its interval, in the same steps.
    pub(crate) interval: Option<Interval>,
}

/// The cells that an entry rests on, where each of them shows its share in whole per cent.
fn whole<'a>(cells: &ByPlace<'a>, entry: &RollUpEntry) -> Option<Vec<&'a ReleasedScore>> {
    let spot = |unit| cells.whole((unit, &entry.occasion, entry.role.as_deref(), &entry.construct));
    entry.units.iter().map(|unit| spot(unit)).collect()
}

/// Half of a per cent, by which a shown share may differ from its own, and what adding up leaves.
const NEAR: f64 = 0.005 + 1e-9;

impl Released {
    /// Whether a roll-up can have been made from the scores that were released, as far as the release shows them: its mean
    /// over units is that of their shares, and its raters are theirs.
    pub(crate) fn is_source_of_roll_up(&self, found: &RollUp) -> bool {
        let cells = self.by_place();
        let same = |entry: &RollUpEntry| {
            let Some(own) = whole(&cells, entry).filter(|own| !own.is_empty()) else { return true };
            let shares: f64 = own.iter().filter_map(|cell| cell.at_cut()?.value).sum();
            let people: u32 = own.iter().filter_map(|cell| cell.number()).sum();
            let mean = shares / own.len() as f64;
            entry.units_equal.is_some_and(|equal| (equal - mean).abs() <= NEAR) && entry.raters == people
        };
        self.rubric().takes(&found.rubric.id, &found.rubric.version) && found.entries.iter().all(same)
    }

    /// The part of a roll-up that this release shows: of two units or more, each with a share of its own in whole per cent.
    /// Whoever knows all shares but one would otherwise know that one from the mean, or know it better than it is shown.
    pub(crate) fn roll_up<'a>(&self, found: &'a RollUp) -> Vec<ReleasedRollUp<'a>> {
        let cells = self.by_place();
        let shown = |entry: &'a RollUpEntry| {
            // An open team agreed that it sees its own share, not that others work it out.
            let open = entry.units.iter().any(|unit| self.open_teams().contains(unit));
            let all = !open && entry.units.len() > 1 && whole(&cells, entry).is_some();
            let round = |value: f64| (value * 100.0).round() / 100.0;
            Some(ReleasedRollUp {
                group: &entry.group,
                occasion: &entry.occasion,
                role: entry.role.as_deref(),
                construct: &entry.construct,
                units: entry.units.len(),
                members: entry.members,
                mean: round(entry.mean.filter(|_| all)?),
                interval: entry
                    .interval
                    .map(|at| Interval { lower: round(at.lower), upper: round(at.upper) }),
            })
        };
        found.entries.iter().filter_map(shown).collect()
    }
}
