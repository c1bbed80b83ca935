//! Consistency as tables.

use super::Consistency;
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
impl Consistency {
    /// One row for each role, occasion, construct and basis.
    pub fn table(&self) -> Table {
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
            .column("omega_hierarchical", |set| set.raw.omega_hierarchical)
            .column("lambda1", |set| set.raw.lambda1)
            .column("lambda2", |set| set.raw.lambda2)
            .column("lambda4", |set| set.raw.lambda4)
            .column("lambda5", |set| set.raw.lambda5)
            .column("lambda6", |set| set.raw.lambda6)
            .with(columns!(mean_correlation))
            .column("reason", |set| set.raw.undefined.get("alpha"))
            .table()
    }

    /// One of the tables by its name: `results` or `items`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "results" => Ok(self.table()),
            "items" => Ok(self.items_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    /// One row for each item; `reason` is why its set has no alpha.
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
            .column("reason", |(set, _)| set.raw.undefined.get("alpha"))
            .table()
    }
}
