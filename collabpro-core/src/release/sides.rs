//! Which shares certainly lie above one half and which below it, as it may be shown: the side and no more.

use collabpro_derive::Read;
use serde::Serialize;

use super::{Cells, ReleasedScore};
use crate::base::error::Result;
use crate::comparison::halves;
use crate::framework::Construct;
use crate::scoring::Score;

/// A construct whose share at the cut certainly lies on one side of one half, as one group rated it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReleasedSide {
    pub(crate) unit: String,
    pub(crate) occasion: String,
    /// Id of the role; null: everyone.
    pub(crate) role: Option<String>,
    pub(crate) construct: Construct,
    pub(crate) above: bool,
}

impl ReleasedSide {
    /// Whether it is about this cell.
    pub(crate) fn is_of(&self, cell: &ReleasedScore) -> bool {
        let place = |unit, occasion, role| (unit, occasion, role) == (&self.unit, &self.occasion, &self.role);
        place(&cell.unit, &cell.occasion, &cell.role) && self.construct == cell.construct
    }
}

/// Of every group that is shown, each a family of tests by itself.
pub(super) fn of(cells: &Cells<'_>) -> Result<Vec<ReleasedSide>> {
    let shown: Vec<&Score> = cells
        .constructs
        .iter()
        .zip(cells.scores.constructs())
        .filter(|(cell, _)| cell.is_shown() && !cell.construct.is_sign())
        .map(|(_, score)| score)
        .collect();
    let mut found = Vec::new();
    let group = |a: &&Score, b: &&Score| (&a.unit, &a.occasion, &a.role) == (&b.unit, &b.occasion, &b.role);
    for own in shown.chunk_by(group) {
        for (score, above) in own.iter().zip(halves(cells.scores, own)?) {
            found.extend(above.map(|above| ReleasedSide {
                unit: score.unit.clone(),
                occasion: score.occasion.clone(),
                role: score.role.clone(),
                construct: score.construct.clone(),
                above,
            }));
        }
    }
    Ok(found)
}
