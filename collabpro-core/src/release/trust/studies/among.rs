//! Which units a study over units may rest on, when something is said of it in a report.

use crate::rating_table::Stratum;
use crate::release::ReleasedScore;
use crate::release::trust::LEAST_UNITS;
use crate::tally::{Respondent, Tally};

/// The people of one informant group at an occasion, of units that are shown.
pub(super) struct Among {
    stratum: Stratum,
    /// By position among the names.
    shown: Vec<bool>,
}

impl Among {
    /// Of the units of which one of these cells is shown; nothing where they are fewer than [`LEAST_UNITS`].
    pub(super) fn of<'a>(
        tally: &Tally,
        cells: impl Iterator<Item = &'a ReleasedScore>,
        occasion: &str,
        role: Option<&str>,
    ) -> Option<Self> {
        let names = tally.names();
        let place = |all: &[Box<str>], id: &str| all.iter().position(|known| **known == *id);
        let at = u16::try_from(place(&names.occasions, occasion)?).ok()?;
        let role_at = match role {
            Some(role) => Some(u8::try_from(place(&names.roles, role)?).ok()?),
            None => None,
        };
        let mut shown = vec![false; names.units.len()];
        let mut units = 0;
        for cell in cells.filter(|cell| cell.is_shown_of(occasion, role)) {
            if let Ok(unit) = names.units.binary_search_by(|known| (**known).cmp(&cell.unit)) {
                units += usize::from(!shown[unit]);
                shown[unit] = true;
            }
        }
        let stratum = Stratum { role: role_at, occasion: Some(at) };
        (units >= LEAST_UNITS).then_some(Self { stratum, shown })
    }

    /// Whether a respondent belongs to it.
    pub(super) fn holds(&self, respondent: &Respondent) -> bool {
        self.stratum.holds(respondent) && self.shown[respondent.unit as usize]
    }
}
