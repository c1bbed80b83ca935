//! Consistency as tables.

use super::{Consistency, ItemSet};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Cell, Table, Type};

impl Consistency {
    /// One row for each role, occasion, construct and basis.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("basis", Type::Text),
            ("missing", Type::Text),
            ("items", Type::Integer),
            ("constant", Type::Integer),
            ("rows", Type::Integer),
            ("complete", Type::Integer),
            ("groups", Type::Integer),
            ("alpha", Type::Number),
            ("lower", Type::Number),
            ("upper", Type::Number),
            ("standardError", Type::Number),
            ("alphaStandardized", Type::Number),
            ("omegaTotal", Type::Number),
            ("omegaHierarchical", Type::Number),
            ("lambda1", Type::Number),
            ("lambda2", Type::Number),
            ("lambda4", Type::Number),
            ("lambda5", Type::Number),
            ("lambda6", Type::Number),
            ("meanCorrelation", Type::Number),
            ("reason", Type::Text),
        ]);
        for set in &self.results {
            let [role, occasion, construct] = place(set);
            let reason = set.raw.undefined.get("alpha").map(crate::scoring::Reason::id);
            table.row(&[
                text(&role),
                text(&occasion),
                text(&construct),
                set.basis.id().into(),
                set.missing.id().into(),
                (set.items.len() as u32).into(),
                (set.constant.len() as u32).into(),
                whole(set.rows),
                whole(set.complete),
                set.groups.map_or(Cell::Null, whole),
                set.raw.alpha.into(),
                set.interval.map(|interval| interval.lower).into(),
                set.interval.map(|interval| interval.upper).into(),
                set.standard_error.into(),
                set.standardized.alpha.into(),
                set.raw.omega_total.into(),
                set.raw.omega_hierarchical.into(),
                set.raw.lambda1.into(),
                set.raw.lambda2.into(),
                set.raw.lambda4.into(),
                set.raw.lambda5.into(),
                set.raw.lambda6.into(),
                set.mean_correlation.into(),
                reason.into(),
            ]);
        }
        table
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

    fn items_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("basis", Type::Text),
            ("item", Type::Text),
            ("n", Type::Integer),
            ("mean", Type::Number),
            ("deviation", Type::Number),
            ("itemRest", Type::Number),
            ("alphaIfDropped", Type::Number),
            ("multiple", Type::Number),
            ("loading", Type::Number),
            ("generalLoading", Type::Number),
        ]);
        for set in &self.results {
            let [role, occasion, construct] = place(set);
            for item in &set.items {
                table.row(&[
                    text(&role),
                    text(&occasion),
                    text(&construct),
                    set.basis.id().into(),
                    (&item.id).into(),
                    whole(item.n),
                    item.mean.into(),
                    item.deviation.into(),
                    item.item_rest.into(),
                    item.alpha_if_dropped.into(),
                    item.multiple.into(),
                    item.loading.into(),
                    item.general_loading.into(),
                ]);
            }
        }
        table
    }
}

/// Role, occasion and construct.
fn place(set: &ItemSet) -> [Option<String>; 3] {
    [set.role.clone(), set.occasion.clone(), set.construct.as_ref().map(ToString::to_string)]
}

fn text(word: &Option<String>) -> Cell<'_> {
    word.as_ref().into()
}

fn whole(count: u64) -> Cell<'static> {
    i64::try_from(count).ok().into()
}
