//! Disagreement as tables.

use super::{Disagreement, Pattern};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Table, Type};
use crate::scoring::Reason;

impl Disagreement {
    /// One row for each informant group and criterion.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("raters", Type::Integer),
            ("distance", Type::Number),
            ("dispersion", Type::Number),
            ("agreement", Type::Number),
            ("below", Type::Integer),
            ("above", Type::Integer),
            ("p", Type::Number),
            ("pAdjusted", Type::Number),
            ("standsOut", Type::Flag),
            ("widest", Type::Flag),
            ("pattern", Type::Text),
        ]);
        for row in &self.criteria {
            let construct = row.construct.to_string();
            let pattern =
                row.pattern.map(|pattern| if pattern == Pattern::Split { "split" } else { "spread" });
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                row.role.as_ref().into(),
                (&construct).into(),
                (&row.criterion).into(),
                row.raters.into(),
                row.distance.into(),
                row.dispersion.into(),
                row.agreement.into(),
                row.below.into(),
                row.above.into(),
                row.p.into(),
                row.p_adjusted.into(),
                row.stands_out.into(),
                row.widest.into(),
                pattern.into(),
            ]);
        }
        table
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
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("otherRole", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("raters", Type::Integer),
            ("otherRaters", Type::Integer),
            ("gap", Type::Number),
            ("pAdjusted", Type::Number),
            ("differs", Type::Flag),
            ("wordedApart", Type::Flag),
            ("arrangements", Type::Integer),
            ("exhaustive", Type::Flag),
            ("reason", Type::Text),
        ]);
        for row in &self.gaps {
            let construct = row.construct.to_string();
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                (&row.roles[0]).into(),
                (&row.roles[1]).into(),
                (&construct).into(),
                (&row.criterion).into(),
                row.raters[0].into(),
                row.raters[1].into(),
                row.gap.into(),
                row.p_adjusted.into(),
                row.differs.into(),
                row.worded_apart.into(),
                i64::try_from(row.arrangements).ok().into(),
                row.exhaustive.into(),
                row.reason.map(Reason::id).into(),
            ]);
        }
        table
    }

    fn constructs_table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("construct", Type::Text),
            ("criteria", Type::Integer),
            ("raters", Type::Integer),
            ("distance", Type::Number),
            ("dispersion", Type::Number),
            ("agreement", Type::Number),
            ("reason", Type::Text),
        ]);
        for row in &self.constructs {
            let construct = row.construct.to_string();
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                row.role.as_ref().into(),
                (&construct).into(),
                (row.criteria.len() as u32).into(),
                row.raters.into(),
                row.distance.into(),
                row.dispersion.into(),
                row.agreement.into(),
                row.reason.map(Reason::id).into(),
            ]);
        }
        table
    }

    fn construct_gaps_table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("otherRole", Type::Text),
            ("construct", Type::Text),
            ("criteria", Type::Integer),
            ("raters", Type::Integer),
            ("otherRaters", Type::Integer),
            ("gap", Type::Number),
            ("pAdjusted", Type::Number),
            ("differs", Type::Flag),
            ("wordedApart", Type::Flag),
            ("reason", Type::Text),
        ]);
        for row in &self.construct_gaps {
            let construct = row.construct.to_string();
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                (&row.roles[0]).into(),
                (&row.roles[1]).into(),
                (&construct).into(),
                (row.criteria.len() as u32).into(),
                row.raters[0].into(),
                row.raters[1].into(),
                row.gap.into(),
                row.p_adjusted.into(),
                row.differs.into(),
                row.worded_apart.into(),
                row.reason.map(Reason::id).into(),
            ]);
        }
        table
    }

    fn sight_table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("otherRole", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("people", Type::Integer),
            ("otherPeople", Type::Integer),
            ("notObserved", Type::Integer),
            ("otherNotObserved", Type::Integer),
            ("gap", Type::Number),
            ("pAdjusted", Type::Number),
            ("differs", Type::Flag),
            ("wordedApart", Type::Flag),
            ("reason", Type::Text),
        ]);
        for row in &self.sight {
            let construct = row.construct.to_string();
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                (&row.roles[0]).into(),
                (&row.roles[1]).into(),
                (&construct).into(),
                (&row.criterion).into(),
                row.people[0].into(),
                row.people[1].into(),
                row.not_observed[0].into(),
                row.not_observed[1].into(),
                row.gap.into(),
                row.p_adjusted.into(),
                row.differs.into(),
                row.worded_apart.into(),
                row.reason.map(Reason::id).into(),
            ]);
        }
        table
    }
}
