//! A design as tables.

use collabpro_derive::words;

use super::RatingDesign;
use crate::base::table::{Rows, Table, columns};
use crate::base::texts::Texts;
use crate::scoring::Reason;

/// The tables of a design.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum RatingDesignTable {
    /// One row for each role and occasion.
    #[default]
    Groups,
    /// One row for each unit that was rated.
    Units,
    /// One row for each criterion.
    Criteria,
    /// One row for each unit, occasion, role and criterion: what was given, and what is missing.
    Map,
    /// One row for each unit, occasion and role: how many answered.
    Response,
    /// One row for each statistic that the design allows or not.
    Possible,
    /// One row for each rater of the first group; for research only.
    Raters,
    /// One row for each two raters of the first group who share a unit, up to two million; for research only.
    Pairs,
}

impl RatingDesign {
    /// One of the tables.
    pub fn table(&self, which: RatingDesignTable) -> Table {
        match which {
            RatingDesignTable::Groups => self.groups_table(),
            RatingDesignTable::Units => self.units_table(),
            RatingDesignTable::Criteria => self.criteria_table(),
            RatingDesignTable::Map => self.map_table(),
            RatingDesignTable::Response => self.response_table(),
            RatingDesignTable::Possible => self.possible_table(),
            RatingDesignTable::Raters => self.raters_table(),
            RatingDesignTable::Pairs => self.pairs_table(),
        }
    }

    fn groups_table(&self) -> Table {
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

    fn units_table(&self) -> Table {
        Rows::within(&self.groups, |group| &group.rated)
            .outer(columns!(role, occasion))
            .inner(columns!(unit))
            .column("at", |(_, rated)| &rated.occasion)
            .inner(columns!(raters, ratings, component))
            .column("reason", |(_, rated)| rated.component.is_none().then_some(Reason::NoRatings))
            .table()
    }

    fn criteria_table(&self) -> Table {
        Rows::within(&self.groups, |group| &group.criteria)
            .outer(columns!(role, occasion))
            .inner(columns!(construct, criterion, ratings, units, pairable, components))
            .column("unused", |(_, criterion)| criterion.unused.as_ref().map(|unused| unused.join(", ")))
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
            .column("ratings", |(_, rater)| rater.ratings)
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
