//! Which shares certainly lie above one half and which below it, as it may be shown: the side and no more.

use collabpro_derive::Read;
use serde::Serialize;

use super::{Cells, ReleasedScore};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::comparison::halves;
use crate::framework::Construct;
use crate::scoring::Score;

/// A construct whose share at the cut certainly lies on one side of one half, as one group rated it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReleasedSide {
    unit: String,
    occasion: String,
    /// Id of the role; null: everyone.
    role: Option<String>,
    construct: Construct,
    above: bool,
}

impl ReleasedSide {
    /// Whether it is about this cell of its unit.
    fn is_of(&self, cell: &ReleasedScore) -> bool {
        self.occasion == cell.occasion && self.role == cell.role && self.construct == cell.construct
    }
}

/// Of every group that is shown, by unit in byte order.
pub(super) fn of(cells: &Cells<'_>, watch: &mut dyn Watch) -> Result<Vec<ReleasedSide>> {
    let shown: Vec<&Score> = cells
        .constructs
        .iter()
        .zip(cells.scores.constructs())
        .filter(|(cell, _)| cell.is_shown() && !cell.construct.is_sign())
        .map(|(_, score)| score)
        .collect();
    let mut found = Vec::new();
    let mut done = 0;
    for own in shown.chunk_by(|a, b| a.unit == b.unit && a.occasion == b.occasion) {
        ask(watch, done, Some(shown.len() as u64))?;
        done += own.len() as u64;
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

/// What is known of a cell, where anything is.
pub(super) fn of_cell(sides: &[ReleasedSide], cell: &ReleasedScore) -> Option<bool> {
    let first = sides.partition_point(|side| side.unit < cell.unit);
    let mut own = sides[first..].iter().take_while(|side| side.unit == cell.unit);
    own.find(|side| side.is_of(cell)).map(|side| side.above)
}
