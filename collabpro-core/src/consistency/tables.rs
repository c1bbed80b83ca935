//! Consistency as tables.

use collabpro_derive::words;

use super::Consistency;
use crate::base::table::{Rows, Table, columns, listed};

/// The tables of a study of consistency.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum ConsistencyTable {
    /// One row for each role, occasion, construct and basis.
    #[default]
    Results,
    /// One row for each item.
    Items,
}

impl Consistency {
    /// One of the tables.
    pub fn table(&self, which: ConsistencyTable) -> Table {
        match which {
            ConsistencyTable::Results => self.results_table(),
            ConsistencyTable::Items => self.items_table(),
        }
    }

    fn results_table(&self) -> Table {
        Rows::of(&self.results)
            .with(columns!(role, occasion, construct, basis, missing))
            .column("items", |set| set.items.len())
            .column("constant", |set| set.constant.len())
            .with(columns!(rows, complete, groups))
            .column("alpha", |set| set.raw.alpha)
            .interval(["lower", "upper"], |set| set.interval)
            .with(columns!(standard_error))
            .column("alpha_standardized", |set| set.standardized.alpha)
            .column("omega_total", |set| set.raw.omega_total)
            .interval(["omega_lower", "omega_upper"], |set| set.omega_interval)
            .with(columns!(omega_standard_error))
            .column("omega_hierarchical", |set| set.raw.omega_hierarchical)
            .column("lambda1", |set| set.raw.lambda1)
            .column("lambda2", |set| set.raw.lambda2)
            .column("lambda4", |set| set.raw.lambda4)
            .column("lambda5", |set| set.raw.lambda5)
            .column("lambda6", |set| set.raw.lambda6)
            .with(columns!(mean_correlation))
            .column("reason", |set| {
                let alpha = set.raw.undefined.get("alpha").or(set.undefined.get("interval"));
                alpha
                    .or(set.raw.undefined.get("omegaTotal"))
                    .or(set.raw.undefined.first())
                    .or(set.undefined.first())
            })
            .column("cautions", |set| listed(set.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    fn items_table(&self) -> Table {
        Rows::within(&self.results, |set| &set.items)
            .outer(columns!(role, occasion, construct, basis))
            .column("item", |(_, item)| &item.id)
            .inner(columns!(
                n,
                mean,
                deviation,
                item_rest,
                alpha_if_dropped,
                multiple,
                loading,
                general_loading
            ))
            .column("reason", |(_, item)| item.undefined.first())
            .column("cautions", |(_, item)| listed(item.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}
