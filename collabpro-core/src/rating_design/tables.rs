//! A design as tables.

use super::RatingDesign;
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
use crate::base::texts::Texts;
impl RatingDesign {
    /// One row for each role and occasion.
    pub fn table(&self) -> Table {
        Rows::of(&self.groups)
            .with(columns!(
                role,
                occasion,
                units,
                empty_units,
                raters,
                empty_raters,
                constant_raters,
                ratings
            ))
            .column("least_raters", |group| group.panels.least)
            .column("median_raters", |group| group.panels.median)
            .column("most_raters", |group| group.panels.most)
            .with(columns!(pairable, nesting, complete, pairs))
            .column("components", |group| group.components.len())
            .column("reason", |group| group.undefined.first())
            .table()
    }

    /// One of the tables by its name: `groups`, `units`, `criteria`, `map`, `response`, `possible`; for research only
    /// `raters` and `pairs`, of the first group. Pairs are listed up to two million.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "groups" => Ok(self.table()),
            "units" => Ok(self.units_table()),
            "criteria" => Ok(self.criteria_table()),
            "map" => Ok(self.map_table()),
            "response" => Ok(self.response_table()),
            "possible" => Ok(self.possible_table()),
            "raters" => Ok(self.raters_table()),
            "pairs" => Ok(self.pairs_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    fn units_table(&self) -> Table {
        Rows::within(&self.groups, |group| &group.rated)
            .outer(columns!(role, occasion))
            .inner(columns!(unit))
            .column("at", |(_, rated)| &rated.occasion)
            .inner(columns!(raters, ratings, component))
            .table()
    }

    fn criteria_table(&self) -> Table {
        Rows::within(&self.groups, |group| &group.criteria)
            .outer(columns!(role, occasion))
            .inner(columns!(construct, criterion, ratings, units, pairable, components))
            .column("unused", |(_, line)| line.unused.as_ref().map(|unused| unused.join(", ")))
            .table()
    }

    fn map_table(&self) -> Table {
        Rows::of(&self.map)
            .with(columns!(unit, occasion, role, criterion))
            .with(columns!(given, not_observed, not_applicable, no_answer, not_asked))
            .table()
    }

    fn response_table(&self) -> Table {
        Rows::of(&self.response).with(columns!(unit, occasion, role, raters, size, rate)).table()
    }

    fn possible_table(&self) -> Table {
        Rows::within(&self.groups, |group| &group.possible)
            .outer(columns!(role, occasion))
            .column("id", |(_, message)| message.id())
            .column("text", |(_, message)| Texts::english().render(message))
            .table()
    }

    /// What a rater is called: by name, or by number from 1.
    fn rater(&self, at: usize) -> String {
        match &self.links.raters {
            Some(names) => names[at].clone(),
            None => (at + 1).to_string(),
        }
    }

    fn raters_table(&self) -> Table {
        Rows::of(self.links.doings().iter().enumerate())
            .column("rater", |(at, _)| self.rater(at))
            .column("units", |(_, rater)| rater.units)
            .column("ratings", |(_, rater)| rater.marks)
            .column("constant", |(_, rater)| rater.is_constant())
            .table()
    }

    fn pairs_table(&self) -> Table {
        Rows::of(self.links.pairs().unwrap_or_default())
            .column("rater", |([first, _], _)| self.rater(first as usize))
            .column("other_rater", |([_, second], _)| self.rater(second as usize))
            .column("units", |(_, units)| units)
            .table()
    }
}
