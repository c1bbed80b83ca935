//! What may be shown, as a table.

use super::{RaterCount, Released, ReleasedScore};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
impl Released {
    /// One row for each construct, shown or withheld.
    pub fn table(&self) -> Table {
        table(self.constructs())
    }

    /// One of the tables by its name: `constructs` or `criteria`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "constructs" => Ok(self.table()),
            "criteria" => Ok(table(self.criteria())),
            _ => Err(options::invalid("table", name)),
        }
    }
}

fn table(cells: &[ReleasedScore]) -> Table {
    Rows::of(cells)
        .with(columns!(unit, occasion, role, construct, criterion))
        .column("raters", |cell| match cell.raters {
            RaterCount::Number(people) => people.to_string(),
            RaterCount::FewerThan(minimum) => format!("<{minimum}"),
        })
        .with(columns!(size, withheld))
        .column("detail", |cell| cell.is_shown().then_some(cell.detail))
        .with(columns!(cut))
        .column("share", |cell| cell.at_cut()?.value)
        .interval(["lower", "upper"], |cell| cell.at_cut()?.interval)
        .column("nearly_all", |cell| cell.at_cut()?.nearly_all)
        .with(columns!(median, mean))
        .column("reason", |cell| cell.undefined.first())
        .table()
}
