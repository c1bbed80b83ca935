//! Scores as tables: one row for each score, or for each category of each score.

use super::{Interval, Score, Scores};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Ends, Rows, Table, columns};
impl Ends for Interval {
    fn ends(&self) -> Option<[f64; 2]> {
        Some([self.lower, self.upper])
    }
}

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
        let scores = self.constructs().iter().chain(self.criteria());
        Rows::of(scores.flat_map(|score| score.shares.iter().flatten().map(move |share| (score, share))))
            .outer(keys)
            .inner(columns!(from))
            .column("is_cut", |(score, share)| score.cut.as_ref() == Some(&share.from))
            .column("share", |(_, share)| share.value)
            .interval(["lower", "upper"], |(_, share)| share.interval)
            .interval(["non_response_lower", "non_response_upper"], |(_, share)| share.non_response)
            .column("n_effective", |(_, share)| share.n_effective)
            .column("reason", |(score, _)| score.undefined.get("interval"))
            .table()
    }

    /// One row for each construct or criterion and each category.
    fn distribution(&self) -> Table {
        let mut rows = Vec::new();
        for score in self.constructs().iter().chain(self.criteria()) {
            let Some(line) = score.criteria.first().and_then(|id| self.rubric().criterion(id)) else {
                continue;
            };
            let categories =
                self.rubric().scale(line).categories().iter().zip(score.distribution.iter().flatten());
            rows.extend(categories.map(|part| (score, part)));
        }
        Rows::of(rows)
            .outer(keys)
            .column("category", |(_, (category, _))| &category.id)
            .column("share", |(_, (_, share))| share)
            .table()
    }

    fn coverage_table(&self) -> Table {
        Rows::of(self.coverage())
            .with(columns!(
                unit,
                occasion,
                role,
                raters,
                size,
                ratings,
                not_observed,
                not_applicable,
                no_answer
            ))
            .table()
    }
}

/// What a score is of, and how many marks it rests on.
fn keys(rows: Rows<&Score>) -> Rows<&Score> {
    rows.with(columns!(unit, occasion, role, construct, criterion, raters, ratings))
}

fn table(scores: &[Score]) -> Table {
    Rows::of(scores)
        .with(keys)
        .with(columns!(cut))
        .column("share", |score| score.at_cut().map(|cut| cut.value))
        .interval(["lower", "upper"], |score| score.at_cut()?.interval)
        .with(columns!(median))
        .column("mean", |score| score.mean.as_ref().map(|mean| mean.value))
        .interval(["mean_lower", "mean_upper"], |score| score.mean.as_ref()?.interval)
        .column("reason", |score| score.undefined.get("shares").or(score.undefined.get("interval")))
        .table()
}
