//! Plans as tables.

use collabpro_derive::words;

use super::RaschPlan;
use crate::base::table::{Rows, Table, columns};

/// The tables of a plan.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum RaschPlanTable {
    /// One row for each facet, and one for the thresholds.
    #[default]
    Recovery,
    /// One row for each facet and difference.
    Power,
    /// One row for each element.
    Elements,
}

impl RaschPlan {
    /// One of the tables.
    pub fn table(&self, which: RaschPlanTable) -> Table {
        match which {
            RaschPlanTable::Recovery => Rows::of(&self.recovery)
                .with(columns!(facet, estimated, bias, slope, rmse, standard_error))
                .with(columns!(coverage90, coverage95, coverage_error))
                .column("reason", |row| row.undefined.first())
                .table(),
            RaschPlanTable::Power => {
                Rows::of(&self.power).with(columns!(facet, difference, pairs, standard_error, power)).table()
            }
            RaschPlanTable::Elements => Rows::of(&self.elements)
                .with(columns!(facet, element, ratings, measure, estimated, bias, rmse, standard_error))
                .with(columns!(coverage95))
                .column("reason", |row| row.undefined.first())
                .table(),
        }
    }
}
