//! Intraclass correlations as a table.

use super::{Icc, IccMethod, IccModel, IccType, IccUnit};
use crate::base::table::{Rows, Table, columns, words};

words!(IccModel, IccType, IccUnit, IccMethod);

impl IccModel {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::OneWayRandom => "one_way_random",
            Self::TwoWayRandom => "two_way_random",
            Self::TwoWayMixed => "two_way_mixed",
        }
    }
}

impl IccType {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Absolute => "absolute",
            Self::Consistency => "consistency",
            Self::Relative => "relative",
        }
    }
}

impl IccUnit {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Average => "average",
        }
    }
}

impl IccMethod {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::MeanSquares => "mean_squares",
            Self::Reml => "reml",
        }
    }
}

impl Icc {
    /// One row for each role, occasion, construct, criterion and form.
    pub fn table(&self) -> Table {
        Rows::within(&self.rows, |row| &row.forms)
            .outer(columns!(role, occasion, construct, criterion))
            .inner(columns!(name, shrout_fleiss, model))
            .column("type", |(_, form)| form.kind)
            .inner(columns!(unit, method, value))
            .interval(["lower", "upper"], |(_, form)| form.interval)
            .column("f", |(_, form)| form.test.map(|test| test.f))
            .column("df1", |(_, form)| form.test.map(|test| test.df1))
            .column("df2", |(_, form)| form.test.map(|test| test.df2))
            .column("p", |(_, form)| form.test.map(|test| test.p))
            .column("raters_needed", |(_, form)| form.raters_needed.map(|needed| needed.estimate))
            .outer(columns!(units, raters, ratings))
            .column("reason", |(_, form)| form.undefined.get("value").or(form.undefined.get("interval")))
            .table()
    }
}
