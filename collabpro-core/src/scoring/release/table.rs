//! What may be shown, as a table.

use super::{Cell, Detail, People, Released, Withheld};
use crate::{Result, Table, options};

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

fn table(cells: &[Cell]) -> Table {
    let cut = |cell: &Cell| cell.at_cut().cloned();
    let people = |cell: &Cell| match cell.people {
        People::Number(people) => people.to_string(),
        People::FewerThan(minimum) => format!("<{minimum}"),
    };
    let shown = |cell: &Cell| cut(cell).and_then(|share| share.interval);
    Table::new()
        .text("unit", cells.iter().map(|cell| Some(&cell.unit)))
        .text("occasion", cells.iter().map(|cell| Some(&cell.occasion)))
        .text("role", cells.iter().map(|cell| cell.role.as_ref()))
        .text("construct", cells.iter().map(|cell| Some(cell.construct.to_string())))
        .text("criterion", cells.iter().map(|cell| cell.criterion.as_ref()))
        .text("people", cells.iter().map(|cell| Some(people(cell))))
        .integer("size", cells.iter().map(|cell| cell.size.map(i64::from)))
        .text("withheld", cells.iter().map(|cell| cell.withheld.map(Withheld::id)))
        .text("detail", cells.iter().map(|cell| cell.is_shown().then(|| cell.detail.id())))
        .text("cut", cells.iter().map(|cell| cell.cut.as_ref()))
        .number("share", cells.iter().map(|cell| cut(cell).and_then(|share| share.value)))
        .number("lower", cells.iter().map(|cell| shown(cell).map(|at| at.lower)))
        .number("upper", cells.iter().map(|cell| shown(cell).map(|at| at.upper)))
        .flag("nearlyAll", cells.iter().map(|cell| cut(cell).and_then(|share| share.nearly_all)))
        .text("median", cells.iter().map(|cell| cell.median.as_ref()))
        .number("mean", cells.iter().map(|cell| cell.mean))
}

impl Withheld {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FewerThanMinimum => "fewer_than_minimum",
            Self::Complement => "complement",
            Self::CriterionWithheld => "criterion_withheld",
            Self::GroupsShown => "groups_shown",
            Self::ClassroomStudents => "classroom_students",
        }
    }
}

impl Detail {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::WholePercent => "whole_percent",
            Self::FivePoints => "five_points",
            Self::Quarters => "quarters",
        }
    }
}
