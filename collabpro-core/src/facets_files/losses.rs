//! What does not cross as it is.

use collabpro_derive::{Read, words};
use serde::Serialize;

use crate::base::table::{Rows, Table, columns};

/// What became of what does not cross as it is.
#[words]
#[non_exhaustive]
pub enum FacetsLossKind {
    /// The other form has no place for it.
    NoPlace,
    /// It rules what Facets prints, and no measure hangs on it.
    OutputOnly,
    /// Facets leaves it out of its analysis, and so it was left out.
    LeftOut,
    /// The manual's pages that could be read do not say what holds, and something was assumed.
    Assumed,
    /// It crosses under another name or number.
    Changed,
}

/// What does not cross as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FacetsLoss {
    /// What it is: a specification of Facets such as `Vertical`, an option of a study such as `correction`, or a label.
    pub what: String,
    /// What became of it.
    pub loss: FacetsLossKind,
    /// How often.
    pub n: u32,
    /// Where it first stands, as `specification:12` or `data.txt:3`; null for an option or a result.
    pub place: Option<String>,
}

/// Losses, each thing once.
#[derive(Debug, Default)]
pub(super) struct Losses(pub(super) Vec<FacetsLoss>);

impl Losses {
    pub(super) fn add(&mut self, what: &str, loss: FacetsLossKind, place: Option<String>) {
        match self.0.iter_mut().find(|known| known.what == what && known.loss == loss) {
            Some(known) => known.n += 1,
            None => self.0.push(FacetsLoss { what: what.to_owned(), loss, n: 1, place }),
        }
    }
}

/// One row for each.
pub(super) fn table(losses: &[FacetsLoss]) -> Table {
    Rows::of(losses).with(columns!(what, loss, n, place)).table()
}
