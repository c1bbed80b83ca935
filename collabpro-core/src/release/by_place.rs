//! The cells by construct of a release, found by where they stand: for all that is computed of scores and may be shown as far
//! as these cells are.

use std::collections::BTreeMap;

#[cfg(feature = "research")]
use super::Detail;
use super::{Released, ReleasedScore, detail};
use crate::framework::Construct;
use crate::rubric::Rubric;

/// Unit, occasion, role and construct of a cell.
pub(super) type Spot<'s> = (&'s str, &'s str, Option<&'s str>, &'s Construct);

pub(super) struct ByPlace<'a> {
    rubric: &'a Rubric,
    cells: BTreeMap<(&'a str, &'a str), Vec<&'a ReleasedScore>>,
}

impl Released {
    pub(super) fn by_place(&self) -> ByPlace<'_> {
        let mut cells: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for cell in self.constructs() {
            cells.entry((cell.unit.as_str(), cell.occasion.as_str())).or_default().push(cell);
        }
        ByPlace { rubric: self.rubric(), cells }
    }
}

impl<'a> ByPlace<'a> {
    pub(super) fn cell(&self, (unit, occasion, role, construct): Spot<'_>) -> Option<&'a ReleasedScore> {
        let own = self.cells.get(&(unit, occasion))?.iter().copied();
        own.into_iter().find(|cell| cell.role.as_deref() == role && cell.construct == *construct)
    }

    /// The same where it is shown.
    pub(super) fn shown(&self, spot: Spot<'_>) -> Option<&'a ReleasedScore> {
        self.cell(spot).filter(|cell| cell.is_shown())
    }

    /// The same where its share at the cut is shown in whole per cent or finer.
    #[cfg(feature = "research")]
    pub(super) fn whole(&self, spot: Spot<'_>) -> Option<&'a ReleasedScore> {
        let told = |cell: &&ReleasedScore| cell.at_cut().is_some_and(|share| share.value.is_some());
        self.shown(spot).filter(told).filter(|cell| cell.detail <= Detail::WholePercent)
    }

    /// Whether a cell can be of scores with this share at the cut, or this mean, as far as it is shown.
    pub(super) fn says(&self, cell: &ReleasedScore, share: Option<f64>, mean: Option<f64>) -> bool {
        !cell.is_shown()
            || share.is_none_or(|share| detail::says(cell, share, self.rubric))
                && mean.is_none_or(|mean| detail::says_mean(cell, mean, self.rubric))
    }

    /// The same of what stands somewhere; what a release has no cell of it does not contradict.
    pub(super) fn agrees(&self, spot: Spot<'_>, share: Option<f64>, mean: Option<f64>) -> bool {
        self.cell(spot).is_none_or(|cell| self.says(cell, share, mean))
    }
}
