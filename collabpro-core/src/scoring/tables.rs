//! Scores as tables: one row for each score, or for each category of each score.

use super::{Score, Scores};
use crate::{Result, Table, options};

impl Scores {
    /// One row for each construct: who, how many, the share at the cut, the median, the mean.
    ///
    /// ```
    /// use collabpro_core::{Ratings, Rubric, scoring::Observed};
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
        let all = self.constructs().iter().chain(self.criteria());
        let rows: Vec<_> =
            all.flat_map(|score| score.shares.iter().flatten().map(move |share| (score, share))).collect();
        let keys: Vec<&Score> = rows.iter().map(|(score, _)| *score).collect();
        key_columns(&keys)
            .text("from", rows.iter().map(|(_, share)| Some(&share.from)))
            .flag("isCut", rows.iter().map(|(score, share)| Some(score.cut.as_ref() == Some(&share.from))))
            .number("share", rows.iter().map(|(_, share)| Some(share.value)))
            .number("lower", rows.iter().map(|(_, share)| share.interval.map(|at| at.lower)))
            .number("upper", rows.iter().map(|(_, share)| share.interval.map(|at| at.upper)))
            .number("nonResponseLower", rows.iter().map(|(_, share)| share.non_response.map(|at| at.lower)))
            .number("nonResponseUpper", rows.iter().map(|(_, share)| share.non_response.map(|at| at.upper)))
            .number("nEff", rows.iter().map(|(_, share)| share.n_eff))
    }

    /// One row for each construct or criterion and each category.
    fn distribution(&self) -> Table {
        let rubric = self.rubric();
        let all = self.constructs().iter().chain(self.criteria());
        let mut rows = Vec::new();
        for score in all {
            let Some(criterion) = score.lines.first().and_then(|id| rubric.criterion(id)) else { continue };
            let categories = rubric.scale(criterion).categories();
            for (share, category) in score.distribution.iter().flatten().zip(categories) {
                rows.push((score, &category.id, *share));
            }
        }
        let keys: Vec<&Score> = rows.iter().map(|(score, ..)| *score).collect();
        key_columns(&keys)
            .text("category", rows.iter().map(|(_, category, _)| Some(category)))
            .number("share", rows.iter().map(|(.., share)| Some(*share)))
    }

    fn coverage_table(&self) -> Table {
        let rows = self.coverage();
        let count = |number: u64| i64::try_from(number).ok();
        Table::new()
            .text("unit", rows.iter().map(|row| Some(&row.unit)))
            .text("occasion", rows.iter().map(|row| Some(&row.occasion)))
            .text("role", rows.iter().map(|row| row.role.as_ref()))
            .integer("raters", rows.iter().map(|row| Some(i64::from(row.raters))))
            .integer("size", rows.iter().map(|row| row.size.map(i64::from)))
            .integer("marks", rows.iter().map(|row| count(row.marks)))
            .integer("notObserved", rows.iter().map(|row| count(row.not_observed)))
            .integer("notApplicable", rows.iter().map(|row| count(row.not_applicable)))
            .integer("noAnswer", rows.iter().map(|row| count(row.no_answer)))
    }
}

fn key_columns(scores: &[&Score]) -> Table {
    Table::new()
        .text("unit", scores.iter().map(|score| Some(&score.unit)))
        .text("occasion", scores.iter().map(|score| Some(&score.occasion)))
        .text("role", scores.iter().map(|score| score.role.as_ref()))
        .text("construct", scores.iter().map(|score| Some(score.construct.to_string())))
        .text("criterion", scores.iter().map(|score| score.criterion.as_ref()))
        .integer("raters", scores.iter().map(|score| Some(i64::from(score.raters))))
        .integer("marks", scores.iter().map(|score| Some(i64::from(score.marks))))
}

fn table(scores: &[Score]) -> Table {
    let keys: Vec<&Score> = scores.iter().collect();
    let cut = |score: &Score| score.at_cut().cloned();
    let reason = |score: &Score| {
        let reason = score.undefined.get("shares").or_else(|| score.undefined.get("interval"));
        reason.and_then(|reason| serde_json::to_value(reason).ok()?.as_str().map(str::to_owned))
    };
    key_columns(&keys)
        .text("cut", scores.iter().map(|score| score.cut.as_ref()))
        .number("share", scores.iter().map(|score| cut(score).map(|share| share.value)))
        .number("lower", scores.iter().map(|score| cut(score).and_then(|s| s.interval).map(|at| at.lower)))
        .number("upper", scores.iter().map(|score| cut(score).and_then(|s| s.interval).map(|at| at.upper)))
        .text("median", scores.iter().map(|score| score.median.as_ref()))
        .number("mean", scores.iter().map(|score| score.mean.as_ref().map(|mean| mean.value)))
        .number(
            "meanLower",
            scores.iter().map(|s| s.mean.as_ref().and_then(|m| m.interval).map(|at| at.lower)),
        )
        .number(
            "meanUpper",
            scores.iter().map(|s| s.mean.as_ref().and_then(|m| m.interval).map(|at| at.upper)),
        )
        .text("reason", scores.iter().map(reason))
}
