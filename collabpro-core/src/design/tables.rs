//! A design as tables.

use super::{Design, Group};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Cell, Table, Type};
use crate::base::texts::Texts;

fn whole(count: u64) -> Cell<'static> {
    i64::try_from(count).ok().into()
}

fn of(group: &Group) -> [Cell<'_>; 2] {
    [group.role.as_ref().into(), group.occasion.as_ref().into()]
}

impl Design {
    /// One row for each role and occasion.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("units", Type::Integer),
            ("emptyUnits", Type::Integer),
            ("raters", Type::Integer),
            ("emptyRaters", Type::Integer),
            ("constantRaters", Type::Integer),
            ("marks", Type::Integer),
            ("leastRaters", Type::Integer),
            ("medianRaters", Type::Number),
            ("mostRaters", Type::Integer),
            ("pairable", Type::Integer),
            ("nesting", Type::Text),
            ("complete", Type::Flag),
            ("pairs", Type::Integer),
            ("components", Type::Integer),
        ]);
        for group in &self.groups {
            let [role, occasion] = of(group);
            table.row(&[
                role,
                occasion,
                group.units.into(),
                group.empty_units.into(),
                group.raters.into(),
                group.empty_raters.into(),
                group.constant_raters.into(),
                whole(group.marks),
                group.panels.least.into(),
                group.panels.median.into(),
                group.panels.most.into(),
                group.pairable.into(),
                group.nesting.map(super::Nesting::id).into(),
                group.complete.into(),
                group.pairs.map_or(Cell::Null, whole),
                (group.components.len() as u32).into(),
            ]);
        }
        table
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
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("unit", Type::Text),
            ("at", Type::Text),
            ("raters", Type::Integer),
            ("marks", Type::Integer),
            ("component", Type::Integer),
        ]);
        for group in &self.groups {
            let [role, occasion] = of(group);
            for rated in &group.rated {
                table.row(&[
                    role,
                    occasion,
                    (&rated.unit).into(),
                    (&rated.occasion).into(),
                    rated.raters.into(),
                    whole(rated.marks),
                    rated.component.into(),
                ]);
            }
        }
        table
    }

    fn criteria_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("marks", Type::Integer),
            ("units", Type::Integer),
            ("pairable", Type::Integer),
            ("components", Type::Integer),
            ("unused", Type::Text),
        ]);
        for group in &self.groups {
            let [role, occasion] = of(group);
            for line in &group.criteria {
                let construct = line.construct.as_ref().map(ToString::to_string);
                let unused = line.unused.as_ref().map(|unused| unused.join(", "));
                table.row(&[
                    role,
                    occasion,
                    construct.as_ref().into(),
                    line.criterion.as_ref().into(),
                    whole(line.marks),
                    line.units.into(),
                    line.pairable.into(),
                    line.components.into(),
                    unused.as_ref().into(),
                ]);
            }
        }
        table
    }

    fn map_table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("criterion", Type::Text),
            ("given", Type::Integer),
            ("notObserved", Type::Integer),
            ("notApplicable", Type::Integer),
            ("noAnswer", Type::Integer),
            ("notAsked", Type::Integer),
        ]);
        for cell in &self.map {
            table.row(&[
                (&cell.unit).into(),
                (&cell.occasion).into(),
                cell.role.as_ref().into(),
                cell.criterion.as_ref().into(),
                whole(cell.given),
                whole(cell.not_observed),
                whole(cell.not_applicable),
                whole(cell.no_answer),
                whole(cell.not_asked),
            ]);
        }
        table
    }

    fn response_table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("raters", Type::Integer),
            ("size", Type::Integer),
            ("rate", Type::Number),
        ]);
        for row in &self.response {
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                row.role.as_ref().into(),
                row.raters.into(),
                row.size.into(),
                row.rate.into(),
            ]);
        }
        table
    }

    fn possible_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("id", Type::Text),
            ("text", Type::Text),
        ]);
        for group in &self.groups {
            let [role, occasion] = of(group);
            for message in &group.possible {
                let text = Texts::english().render(message);
                table.row(&[role, occasion, message.id().into(), (&text).into()]);
            }
        }
        table
    }

    /// What a rater is called: by name, or by number from 1.
    fn rater(&self, at: usize) -> String {
        match &self.links.raters {
            Some(names) => names[at].clone(),
            None => (at + 1).to_string(),
        }
    }

    fn raters_table(&self) -> Table {
        let mut table = Table::new(&[
            ("rater", Type::Text),
            ("units", Type::Integer),
            ("marks", Type::Integer),
            ("constant", Type::Flag),
        ]);
        for (at, rater) in self.links.doings().iter().enumerate() {
            let name = self.rater(at);
            let constant = rater.is_constant();
            table.row(&[(&name).into(), rater.units.into(), whole(rater.marks), constant.into()]);
        }
        table
    }

    fn pairs_table(&self) -> Table {
        let mut table =
            Table::new(&[("rater", Type::Text), ("otherRater", Type::Text), ("units", Type::Integer)]);
        for ([first, second], units) in self.links.pairs().unwrap_or_default() {
            let names = [self.rater(first as usize), self.rater(second as usize)];
            table.row(&[(&names[0]).into(), (&names[1]).into(), units.into()]);
        }
        table
    }
}
