//! What may be shown, as a table.

use super::{Cell, Detail, People, Released, Withheld};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Table, Type};

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
    let mut table = Table::new(&[
        ("unit", Type::Text),
        ("occasion", Type::Text),
        ("role", Type::Text),
        ("construct", Type::Text),
        ("criterion", Type::Text),
        ("people", Type::Text),
        ("size", Type::Integer),
        ("withheld", Type::Text),
        ("detail", Type::Text),
        ("cut", Type::Text),
        ("share", Type::Number),
        ("lower", Type::Number),
        ("upper", Type::Number),
        ("nearlyAll", Type::Flag),
        ("median", Type::Text),
        ("mean", Type::Number),
    ]);
    for cell in cells {
        let construct = cell.construct.to_string();
        let people = match cell.people {
            People::Number(people) => people.to_string(),
            People::FewerThan(minimum) => format!("<{minimum}"),
        };
        let cut = cell.at_cut();
        let interval = cut.and_then(|share| share.interval);
        table.row(&[
            (&cell.unit).into(),
            (&cell.occasion).into(),
            cell.role.as_ref().into(),
            (&construct).into(),
            cell.criterion.as_ref().into(),
            (&people).into(),
            cell.size.into(),
            cell.withheld.map(Withheld::id).into(),
            cell.is_shown().then(|| cell.detail.id()).into(),
            cell.cut.as_ref().into(),
            cut.and_then(|share| share.value).into(),
            interval.map(|at| at.lower).into(),
            interval.map(|at| at.upper).into(),
            cut.and_then(|share| share.nearly_all).into(),
            cell.median.as_ref().into(),
            cell.mean.into(),
        ]);
    }
    table
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
