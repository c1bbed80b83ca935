//! Links as tables.

use collabpro_derive::words;

use super::RaschLinks;
use crate::base::table::{Rows, Table, columns};

/// The tables of the links of a design.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum RaschLinksTable {
    /// One row for each pair that was asked for.
    #[default]
    Differences,
    /// One row for each element without which the rest falls apart.
    Cuts,
    /// One row for each visit without which the rest falls apart.
    Bridges,
    /// One row for each visit that would help.
    Additions,
}

impl RaschLinks {
    /// One of the tables.
    pub fn table(&self, which: RaschLinksTable) -> Table {
        match which {
            RaschLinksTable::Differences => Rows::of(&self.differences)
                .with(columns!(facet, one, other, difference, standard_error))
                .interval(["lower", "upper"], |row| row.interval)
                .column("reason", |row| row.undefined.first())
                .table(),
            RaschLinksTable::Cuts => {
                Rows::of(&self.cuts).with(columns!(facet, element, parts, missing, separated)).table()
            }
            RaschLinksTable::Bridges => {
                Rows::of(&self.bridges).with(columns!(unit, rater, separated)).table()
            }
            RaschLinksTable::Additions => {
                Rows::of(&self.additions).with(columns!(unit, rater, ratings, standard_error)).table()
            }
        }
    }
}
