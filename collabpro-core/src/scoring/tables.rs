//! Scores as tables: one row for each score, or for each category of each score.

use super::{Reason, Score, Scores};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Cell, Table, Type};

impl Scores {
    /// One row for each construct: who, how many, the share at the cut, the median, the mean.
    ///
    /// ```
    /// use collabpro_core::{Observed, Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,3\nBirch,r2,1a,2\n";
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// assert_eq!(scores.table().rows(), 1);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn table(&self) -> Table {
        table(self.constructs())
    }

    /// One of the tables by its name: `constructs`, `criteria`, `shares`, `distribution` or `coverage`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "constructs" => Ok(self.table()),
            "criteria" => Ok(table(self.criteria())),
            "shares" => Ok(self.shares()),
            "distribution" => Ok(self.distribution()),
            "coverage" => Ok(self.coverage_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    /// One row for each construct or criterion and each category above the lowest.
    fn shares(&self) -> Table {
        let mut table = table_of(&[
            ("from", Type::Text),
            ("isCut", Type::Flag),
            ("share", Type::Number),
            ("lower", Type::Number),
            ("upper", Type::Number),
            ("nonResponseLower", Type::Number),
            ("nonResponseUpper", Type::Number),
            ("nEff", Type::Number),
        ]);
        for score in self.constructs().iter().chain(self.criteria()) {
            for share in score.shares.iter().flatten() {
                add(
                    &mut table,
                    score,
                    &[
                        (&share.from).into(),
                        (score.cut.as_ref() == Some(&share.from)).into(),
                        share.value.into(),
                        share.interval.map(|at| at.lower).into(),
                        share.interval.map(|at| at.upper).into(),
                        share.non_response.map(|at| at.lower).into(),
                        share.non_response.map(|at| at.upper).into(),
                        share.n_eff.into(),
                    ],
                );
            }
        }
        table
    }

    /// One row for each construct or criterion and each category.
    fn distribution(&self) -> Table {
        let rubric = self.rubric();
        let mut table = table_of(&[("category", Type::Text), ("share", Type::Number)]);
        for score in self.constructs().iter().chain(self.criteria()) {
            let Some(criterion) = score.lines.first().and_then(|id| rubric.criterion(id)) else { continue };
            let categories = rubric.scale(criterion).categories();
            for (share, category) in score.distribution.iter().flatten().zip(categories) {
                add(&mut table, score, &[(&category.id).into(), (*share).into()]);
            }
        }
        table
    }

    fn coverage_table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("raters", Type::Integer),
            ("size", Type::Integer),
            ("marks", Type::Integer),
            ("notObserved", Type::Integer),
            ("notApplicable", Type::Integer),
            ("noAnswer", Type::Integer),
        ]);
        let count = |number: u64| i64::try_from(number).ok().into();
        for row in self.coverage() {
            table.row(&[
                (&row.unit).into(),
                (&row.occasion).into(),
                row.role.as_ref().into(),
                row.raters.into(),
                row.size.into(),
                count(row.marks),
                count(row.not_observed),
                count(row.not_applicable),
                count(row.no_answer),
            ]);
        }
        table
    }
}

/// A table whose rows begin with what a score is of.
fn table_of(columns: &[(&'static str, Type)]) -> Table {
    let keys = [
        ("unit", Type::Text),
        ("occasion", Type::Text),
        ("role", Type::Text),
        ("construct", Type::Text),
        ("criterion", Type::Text),
        ("raters", Type::Integer),
        ("marks", Type::Integer),
    ];
    let mut all = keys.to_vec();
    all.extend_from_slice(columns);
    Table::new(&all)
}

fn add(table: &mut Table, score: &Score, cells: &[Cell<'_>]) {
    let construct = score.construct.to_string();
    let keys = [
        (&score.unit).into(),
        (&score.occasion).into(),
        score.role.as_ref().into(),
        (&construct).into(),
        score.criterion.as_ref().into(),
        score.raters.into(),
        score.marks.into(),
    ];
    let mut all = keys.to_vec();
    all.extend_from_slice(cells);
    table.row(&all);
}

fn table(scores: &[Score]) -> Table {
    let mut table = table_of(&[
        ("cut", Type::Text),
        ("share", Type::Number),
        ("lower", Type::Number),
        ("upper", Type::Number),
        ("median", Type::Text),
        ("mean", Type::Number),
        ("meanLower", Type::Number),
        ("meanUpper", Type::Number),
        ("reason", Type::Text),
    ]);
    for score in scores {
        let (cut, mean) = (score.at_cut(), score.mean.as_ref());
        let interval = cut.and_then(|cut| cut.interval);
        let around = mean.and_then(|mean| mean.interval);
        let reason = score.undefined.get("shares").or_else(|| score.undefined.get("interval"));
        add(
            &mut table,
            score,
            &[
                score.cut.as_ref().into(),
                cut.map(|cut| cut.value).into(),
                interval.map(|at| at.lower).into(),
                interval.map(|at| at.upper).into(),
                score.median.as_ref().into(),
                mean.map(|mean| mean.value).into(),
                around.map(|at| at.lower).into(),
                around.map(|at| at.upper).into(),
                reason.map(Reason::id).into(),
            ],
        );
    }
    table
}
