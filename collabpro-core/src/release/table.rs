//! What may be shown, as a table.

use collabpro_derive::words;

use super::{RaterCount, Released, ReleasedScore};
use crate::base::table::{Rows, Table, columns, listed};
use crate::scoring::MeasuredBy;

/// The tables of a release.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum ReleasedTable {
    /// One row for each construct, shown or withheld.
    #[default]
    Constructs,
    /// One row for each criterion, shown or withheld.
    Criteria,
    /// One row for each construct whose value adjusted for rater severity is shown, beside the observed one.
    Adjusted,
}

impl Released {
    /// One of the tables.
    pub fn table(&self, which: ReleasedTable) -> Table {
        match which {
            ReleasedTable::Constructs => table(self.constructs()),
            ReleasedTable::Criteria => table(self.criteria()),
            ReleasedTable::Adjusted => adjusted(self.constructs()),
        }
    }
}

fn adjusted(cells: &[ReleasedScore]) -> Table {
    Rows::of(cells.iter().filter_map(|cell| Some((cell, cell.adjusted.as_ref()?))))
        .outer(|rows: Rows<&ReleasedScore>| rows.with(columns!(unit, occasion, role, construct)))
        .column("observed", |(cell, adjusted)| match adjusted.by {
            MeasuredBy::Share => cell.at_cut()?.value,
            MeasuredBy::Mean => cell.mean.as_ref().map(|mean| mean.value),
        })
        .column("adjusted", |(_, adjusted)| adjusted.value)
        .interval(["lower", "upper"], |(_, adjusted)| adjusted.interval)
        .column("measured_by", |(_, adjusted)| adjusted.by)
        .table()
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
        .with(columns!(above_half, median))
        .column("mean", |cell| cell.mean.as_ref().map(|mean| mean.value))
        .interval(["mean_lower", "mean_upper"], |cell| cell.mean.as_ref()?.interval)
        .column("sd", |cell| cell.mean.as_ref()?.sd)
        .column("reason", |cell| cell.undefined.first())
        .column("cautions", |cell| listed(cell.cautions.iter().map(|caution| caution.id())))
        .table()
}
