//! Studies, decisions and plans as tables.

use super::{Decisions, Generalizability, Plans};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Cell, Table, Type};
use crate::framework::Construct;
use crate::scoring::Reason;

fn name(construct: Option<&Construct>) -> Option<String> {
    construct.map(Construct::to_string)
}

impl Generalizability {
    /// One row for each component.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("effect", Type::Text),
            ("levels", Type::Integer),
            ("error", Type::Flag),
            ("df", Type::Integer),
            ("meanSquare", Type::Number),
            ("raw", Type::Number),
            ("variance", Type::Number),
            ("standardError", Type::Number),
            ("share", Type::Number),
        ]);
        for study in &self.studies {
            let construct = name(study.construct.as_ref());
            for row in &study.components {
                table.row(&[
                    study.role.as_ref().into(),
                    study.occasion.as_ref().into(),
                    construct.as_ref().into(),
                    (&row.effect).into(),
                    row.levels.into(),
                    row.error.into(),
                    row.df.and_then(|df| i64::try_from(df).ok()).into(),
                    row.mean_square.into(),
                    row.raw.into(),
                    row.variance.into(),
                    row.standard_error.into(),
                    row.share.into(),
                ]);
            }
        }
        table
    }

    /// One of the tables by its name: `components` or `studies`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "components" => Ok(self.table()),
            "studies" => Ok(self.studies_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    fn studies_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("design", Type::Text),
            ("scores", Type::Integer),
            ("balanced", Type::Flag),
            ("estimator", Type::Text),
            ("mean", Type::Number),
            ("reason", Type::Text),
        ]);
        for study in &self.studies {
            let construct = name(study.construct.as_ref());
            let estimator = study.estimator.map(|estimator| match estimator {
                super::Estimator::Anova => "anova",
                super::Estimator::Reml => "reml",
            });
            table.row(&[
                study.role.as_ref().into(),
                study.occasion.as_ref().into(),
                construct.as_ref().into(),
                study.design.as_ref().into(),
                i64::try_from(study.scores).ok().into(),
                study.balanced.into(),
                estimator.into(),
                study.mean.into(),
                study.reason.map(Reason::id).into(),
            ]);
        }
        table
    }
}

/// Sizes in words of a table: `criterion 3, rater 4`.
fn sizes(sizes: &crate::base::by_name::ByName<f64>) -> String {
    let mut words = String::new();
    for (facet, size) in sizes.iter() {
        words.push_str(if words.is_empty() { "" } else { ", " });
        words.push_str(&format!("{facet} {size}"));
    }
    words
}

impl Decisions {
    /// One row for each study and design; `lower` and `upper` are those of the interval.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("sizes", Type::Text),
            ("marks", Type::Number),
            ("universeScore", Type::Number),
            ("relativeError", Type::Number),
            ("absoluteError", Type::Number),
            ("relativeSem", Type::Number),
            ("absoluteSem", Type::Number),
            ("generalizability", Type::Number),
            ("generalizabilityLower", Type::Number),
            ("generalizabilityUpper", Type::Number),
            ("dependability", Type::Number),
            ("dependabilityLower", Type::Number),
            ("dependabilityUpper", Type::Number),
            ("dependabilityAtCut", Type::Number),
            ("dependabilityAtCutLower", Type::Number),
            ("dependabilityAtCutUpper", Type::Number),
        ]);
        for row in &self.decisions {
            let (construct, sizes) = (name(row.construct.as_ref()), sizes(&row.sizes));
            let value = |field: Option<super::Projection>| field.map(|field| field.value).into();
            let lower = |field: Option<super::Projection>| field.map(|field| field.interval.lower).into();
            let upper = |field: Option<super::Projection>| field.map(|field| field.interval.upper).into();
            let mut cells: Vec<Cell<'_>> = vec![
                row.role.as_ref().into(),
                row.occasion.as_ref().into(),
                construct.as_ref().into(),
                (&sizes).into(),
                row.marks.into(),
                value(row.universe_score),
                value(row.relative_error),
                value(row.absolute_error),
                value(row.relative_sem),
                value(row.absolute_sem),
            ];
            for field in [row.generalizability, row.dependability, row.dependability_at_cut] {
                cells.extend([value(field), lower(field), upper(field)]);
            }
            table.row(&cells);
        }
        table
    }
}

impl Plans {
    /// One row for each design that reaches the target.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("sizes", Type::Text),
            ("marks", Type::Number),
            ("cost", Type::Number),
            ("cheapest", Type::Flag),
            ("coefficient", Type::Number),
            ("lower", Type::Number),
            ("upper", Type::Number),
        ]);
        for plan in &self.plans {
            let construct = name(plan.construct.as_ref());
            for row in &plan.designs {
                let sizes = sizes(&row.sizes);
                table.row(&[
                    plan.role.as_ref().into(),
                    plan.occasion.as_ref().into(),
                    construct.as_ref().into(),
                    (&sizes).into(),
                    row.marks.into(),
                    row.cost.into(),
                    row.cheapest.into(),
                    row.coefficient.value.into(),
                    row.coefficient.interval.lower.into(),
                    row.coefficient.interval.upper.into(),
                ]);
            }
        }
        table
    }
}
