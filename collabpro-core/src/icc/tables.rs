//! Intraclass correlations as a table.

use super::{Icc, IccMethod, IccModel, IccType, IccUnit};
use crate::base::table::{Cell, Table, Type};

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
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("name", Type::Text),
            ("shroutFleiss", Type::Text),
            ("model", Type::Text),
            ("type", Type::Text),
            ("unit", Type::Text),
            ("method", Type::Text),
            ("value", Type::Number),
            ("lower", Type::Number),
            ("upper", Type::Number),
            ("f", Type::Number),
            ("df1", Type::Number),
            ("df2", Type::Number),
            ("p", Type::Number),
            ("ratersNeeded", Type::Integer),
            ("units", Type::Integer),
            ("raters", Type::Integer),
            ("ratings", Type::Integer),
            ("reason", Type::Text),
        ]);
        for row in &self.rows {
            let construct = row.construct.as_ref().map(ToString::to_string);
            for form in &row.forms {
                let reason = form.undefined.get("value").or(form.undefined.get("interval"));
                table.row(&[
                    text(row.role.as_deref()),
                    text(row.occasion.as_deref()),
                    text(construct.as_deref()),
                    text(row.criterion.as_deref()),
                    form.name.into(),
                    text(form.shrout_fleiss),
                    form.model.id().into(),
                    form.kind.id().into(),
                    form.unit.id().into(),
                    text(form.method.map(IccMethod::id)),
                    form.value.into(),
                    form.interval.map(|interval| interval.lower).into(),
                    form.interval.map(|interval| interval.upper).into(),
                    form.test.map(|test| test.f).into(),
                    form.test.map(|test| test.df1).into(),
                    form.test.map(|test| test.df2).into(),
                    form.test.map(|test| test.p).into(),
                    form.raters_needed.map_or(Cell::Null, |needed| needed.estimate.into()),
                    row.units.into(),
                    row.raters.into(),
                    row.ratings.into(),
                    text(reason.map(crate::scoring::Reason::id)),
                ]);
            }
        }
        table
    }
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Null, Cell::from)
}
