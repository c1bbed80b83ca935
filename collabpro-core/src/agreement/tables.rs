//! Agreement as tables.

use super::{Agreement, ErrorMethod, ScaleKind};
use crate::base::error::Result;
use crate::base::list::List;
use crate::base::options;
use crate::base::table::{Cell, Table, Type};
use crate::framework::Construct;
use crate::scoring::Reason;

impl Agreement {
    /// One of the tables: `coefficients`, `pairs` or `raters`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "coefficients" => Ok(self.table()),
            "pairs" => Ok(self.pairs_table()),
            "raters" => Ok(self.raters_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    /// One row for each coefficient: of each role, occasion, construct and criterion.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("coefficient", Type::Text),
            ("weights", Type::Text),
            ("metric", Type::Text),
            ("value", Type::Number),
            ("standardError", Type::Number),
            ("method", Type::Text),
            ("lower", Type::Number),
            ("upper", Type::Number),
            ("bootstrapLower", Type::Number),
            ("bootstrapUpper", Type::Number),
            ("observed", Type::Number),
            ("expected", Type::Number),
            ("nullStandardError", Type::Number),
            ("degreesOfFreedom", Type::Integer),
            ("units", Type::Integer),
            ("pairableUnits", Type::Integer),
            ("raters", Type::Integer),
            ("ratings", Type::Integer),
            ("scale", Type::Text),
            ("over", Type::Text),
            ("reason", Type::Text),
        ]);
        for row in &self.rows {
            let construct = row.construct.as_ref().map(Construct::to_string);
            let scale = match row.scale {
                ScaleKind::Declared => "declared",
                ScaleKind::Observed => "observed",
                ScaleKind::Numbers => "numbers",
            };
            for one in &row.estimates {
                let method = match one.method {
                    ErrorMethod::Linearised => "linearised",
                    ErrorMethod::Derivative => "derivative",
                    ErrorMethod::FleissCohenEveritt => "fleiss_cohen_everitt",
                };
                let drawn = one.bootstrap.as_ref().and_then(|bootstrap| bootstrap.interval);
                let reason = one.undefined.get("value").or(one.undefined.get("standardError"));
                table.row(&[
                    row.role.as_ref().into(),
                    row.occasion.as_ref().into(),
                    construct.as_ref().into(),
                    row.criterion.as_ref().into(),
                    one.coefficient.id().into(),
                    one.weights.map(super::Weights::id).into(),
                    one.metric.map(super::Metric::id).into(),
                    one.value.into(),
                    one.standard_error.into(),
                    one.standard_error.map(|_| method).into(),
                    one.interval.map(|interval| interval.lower).into(),
                    one.interval.map(|interval| interval.upper).into(),
                    drawn.map(|interval| interval.lower).into(),
                    drawn.map(|interval| interval.upper).into(),
                    one.observed.into(),
                    one.expected.into(),
                    one.null_standard_error.into(),
                    one.degrees_of_freedom.map(|df| df as i64).into(),
                    (row.units as i64).into(),
                    (row.pairable_units as i64).into(),
                    (row.raters as i64).into(),
                    (row.ratings as i64).into(),
                    scale.into(),
                    row.over.id().into(),
                    reason.map(Reason::id).into(),
                ]);
            }
        }
        table
    }

    /// One row for each two raters and weights.
    fn pairs_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("criterion", Type::Text),
            ("first", Type::Text),
            ("second", Type::Text),
            ("weights", Type::Text),
            ("units", Type::Integer),
            ("observed", Type::Number),
            ("expected", Type::Number),
            ("value", Type::Number),
            ("reason", Type::Text),
        ]);
        for pair in &self.pairs {
            table.row(&[
                pair.role.as_ref().into(),
                pair.occasion.as_ref().into(),
                pair.criterion.as_ref().into(),
                (&pair.raters[0]).into(),
                (&pair.raters[1]).into(),
                pair.weights.id().into(),
                (pair.units as i64).into(),
                pair.observed.into(),
                pair.expected.into(),
                pair.value.into(),
                pair.undefined.get("value").map(Reason::id).into(),
            ]);
        }
        table
    }

    /// One row for each rater: agreement with the others by weights, and each coefficient without the rater.
    fn raters_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("criterion", Type::Text),
            ("rater", Type::Text),
            ("units", Type::Integer),
            ("weights", Type::Text),
            ("withOthers", Type::Number),
            ("coefficient", Type::Text),
            ("without", Type::Number),
            ("reason", Type::Text),
        ]);
        for rater in &self.raters {
            let mut add = |cells: [Cell<'_>; 5]| {
                let mut row: Vec<Cell<'_>> = vec![
                    rater.role.as_ref().into(),
                    rater.occasion.as_ref().into(),
                    rater.criterion.as_ref().into(),
                    (&rater.rater).into(),
                    (rater.units as i64).into(),
                ];
                row.extend(cells);
                table.row(&row);
            };
            for one in rater.with_others.iter().list() {
                let reason = one.undefined.get("value").map(Reason::id);
                add([one.weights.id().into(), one.value.into(), Cell::Null, Cell::Null, reason.into()]);
            }
            for one in rater.without.iter().list() {
                let reason = one.undefined.get("value").map(Reason::id);
                add([Cell::Null, Cell::Null, (&one.coefficient).into(), one.value.into(), reason.into()]);
            }
        }
        table
    }
}
