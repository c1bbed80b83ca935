//! Disagreement as tables.

use super::Disagreement;
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
impl Disagreement {
    /// One row for each informant group and criterion.
    pub fn table(&self) -> Table {
        Rows::of(&self.criteria)
            .with(columns!(unit, occasion, role, construct, criterion, raters))
            .with(columns!(
                distance, dispersion, agreement, below, above, p, p_adjusted, stands_out, widest, pattern
            ))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    /// One of the tables by its name: `criteria`, `constructs`, `gaps`, `constructGaps` or `sight`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "criteria" => Ok(self.table()),
            "constructs" => Ok(self.constructs_table()),
            "gaps" => Ok(self.gaps_table()),
            "constructGaps" => Ok(self.construct_gaps_table()),
            "sight" => Ok(self.sight_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    fn gaps_table(&self) -> Table {
        Rows::of(&self.gaps)
            .with(columns!(unit, occasion))
            .column("role", |row| &row.roles[0])
            .column("other_role", |row| &row.roles[1])
            .with(columns!(construct, criterion))
            .column("raters", |row| row.raters[0])
            .column("other_raters", |row| row.raters[1])
            .with(columns!(gap, p_adjusted, differs, worded_apart, replicates, exhaustive, reason))
            .table()
    }

    fn constructs_table(&self) -> Table {
        Rows::of(&self.constructs)
            .with(columns!(unit, occasion, role, construct))
            .column("criteria", |row| row.criteria.len())
            .with(columns!(raters, distance, dispersion, agreement, reason))
            .table()
    }

    fn construct_gaps_table(&self) -> Table {
        Rows::of(&self.construct_gaps)
            .with(columns!(unit, occasion))
            .column("role", |row| &row.roles[0])
            .column("other_role", |row| &row.roles[1])
            .with(columns!(construct))
            .column("criteria", |row| row.criteria.len())
            .column("raters", |row| row.raters[0])
            .column("other_raters", |row| row.raters[1])
            .with(columns!(gap, p_adjusted, differs, worded_apart, reason))
            .table()
    }

    fn sight_table(&self) -> Table {
        Rows::of(&self.sight)
            .with(columns!(unit, occasion))
            .column("role", |row| &row.roles[0])
            .column("other_role", |row| &row.roles[1])
            .with(columns!(construct, criterion))
            .column("raters", |row| row.raters[0])
            .column("other_people", |row| row.raters[1])
            .column("not_observed", |row| row.not_observed[0])
            .column("other_not_observed", |row| row.not_observed[1])
            .with(columns!(gap, p_adjusted, differs, worded_apart, reason))
            .table()
    }
}
