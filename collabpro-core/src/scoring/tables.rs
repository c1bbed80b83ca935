//! Scores as tables: one row for each score, or for each category of each score.

use collabpro_derive::words;

use super::{Adjusted, Interval, Score, Scores};
use crate::base::table::{Ends, Rows, Table, columns, listed};

impl Ends for Interval {
    fn ends(&self) -> Option<[f64; 2]> {
        Some([self.lower, self.upper])
    }
}

/// The tables of scores.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum ScoresTable {
    /// One row for each construct: who, how many, the share at the cut, the median, the mean.
    #[default]
    Constructs,
    /// The same for each criterion.
    Criteria,
    /// One row for each construct or criterion and each category above the lowest.
    Shares,
    /// One row for each construct or criterion and each category.
    Distribution,
    /// One row for each unit, occasion and role: who answered.
    Coverage,
    /// One row for each construct of scores that were adjusted for rater severity: beside what was observed.
    Adjusted,
    /// One row for each analysis that they were adjusted by.
    Adjustments,
}

impl Scores {
    /// One of the tables.
    ///
    /// ```
    /// use collabpro_core::scoring::ScoresTable;
    /// use collabpro_core::{Observed, Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,3\nBirch,r2,1a,2\n";
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// assert_eq!(scores.table(ScoresTable::Constructs).rows(), 1);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn table(&self, which: ScoresTable) -> Table {
        match which {
            ScoresTable::Constructs => table(self.constructs()),
            ScoresTable::Criteria => table(self.criteria()),
            ScoresTable::Shares => self.shares(),
            ScoresTable::Distribution => self.distribution(),
            ScoresTable::Coverage => self.coverage_table(),
            ScoresTable::Adjusted => self.adjusted_table(),
            ScoresTable::Adjustments => self.adjustments_table(),
        }
    }

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
            .column("cautions", |(score, _)| listed(score.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    fn distribution(&self) -> Table {
        let mut rows = Vec::new();
        for score in self.constructs().iter().chain(self.criteria()) {
            let Some(criterion) = score.criteria.first().and_then(|id| self.rubric().position(id)) else {
                continue;
            };
            let categories =
                self.rubric().scale(criterion).categories().iter().zip(score.distribution.iter().flatten());
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

impl Scores {
    fn adjusted_table(&self) -> Table {
        let cut = |score: &Score, adjusted: &Adjusted| adjusted.share(score.cut.as_deref()?).cloned();
        let rows = self.constructs().iter().filter_map(|score| Some((score, score.adjusted.as_ref()?)));
        Rows::of(rows)
            .outer(keys)
            .column("share", |(score, _)| score.at_cut().map(|share| share.value))
            .column("adjusted_share", |(score, adjusted)| cut(score, adjusted).map(|share| share.value))
            .interval(["lower", "upper"], |(score, adjusted)| Some(cut(score, adjusted)?.interval))
            .column("mean", |(score, _)| score.mean.as_ref().map(|mean| mean.value))
            .column("adjusted_mean", |(_, adjusted)| adjusted.mean.map(|mean| mean.value))
            .interval(["mean_lower", "mean_upper"], |(_, adjusted)| Some(adjusted.mean?.interval))
            .column("measure", |(_, adjusted)| adjusted.measure)
            .column("standard_error", |(_, adjusted)| adjusted.standard_error)
            .interval(["measure_lower", "measure_upper"], |(_, adjusted)| adjusted.interval)
            .column("reason", |(_, adjusted)| adjusted.undefined.first())
            .table()
    }

    fn adjustments_table(&self) -> Table {
        Rows::of(self.adjustments())
            .with(columns!(role, construct, by, partial_credit, units, raters, ratings))
            .with(columns!(ratings_per_unit, correction_factor, reason))
            .table()
    }
}

/// What a score is of, and how many ratings it rests on.
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
        .column("sd", |score| score.mean.as_ref()?.sd)
        .column("reason", |score| {
            let why = |field| score.undefined.get(field);
            why("shares").or(why("interval")).or(why("sd"))
        })
        .column("cautions", |score| listed(score.cautions.iter().map(|caution| caution.id())))
        .table()
}
