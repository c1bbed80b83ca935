#![doc = include_str!("../docs/respondents.md")]

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::{Watch, Watched, ask};
use crate::framework::Construct;
use crate::ratings::{RatingKind, Ratings};
use crate::rubric::{Instrument, Rating, Rubric};
use crate::scoring::{Form, Reason, oriented};
use crate::tally::{Counts, Grain, Tally};

/// Options of respondents' scores.
#[options]
#[derive(Copy)]
pub struct RespondentsOptions {
    /// Criteria of a construct that must have a rating for a score, all of them where it has fewer; none: all.
    #[option(range = 1..=65_535)]
    minimum: Option<u32>,
    /// Which criteria a construct rests on.
    form: Form,
}

/// What one respondent's ratings on a construct come to.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RespondentScore {
    /// What is measured.
    pub construct: Construct,
    /// Mean rating over the criteria that were answered, in categories from 1 or in the scale's own values.
    pub score: Option<f64>,
    /// Criteria with a rating.
    pub answered: u32,
    /// Criteria that the construct rests on.
    pub criteria: u32,
    /// Criteria missing because it was not seen.
    pub not_observed: u32,
    /// Criteria missing because it does not apply.
    pub not_applicable: u32,
    /// Criteria missing without an answer, or without a row.
    pub no_answer: u32,
    /// Why there is no score.
    pub reason: Option<Reason>,
}

/// One respondent: a rater in a role, of a unit at an occasion.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RespondentRow {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: none was named.
    pub role: Option<String>,
    /// Id of the rater.
    pub rater: String,
    /// Ratings given.
    pub ratings: u32,
    /// One for each construct, in the order of [`Respondents::constructs`].
    pub scores: Vec<RespondentScore>,
}

/// Every respondent with scale scores. For researchers: nothing is withheld, and it is about persons.
#[document("respondents", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Respondents {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: RespondentsOptions,
    /// What is measured: the constructs that anybody was asked about, in the instrument's order.
    pub constructs: Vec<Construct>,
    /// By unit, occasion, rater and role.
    pub rows: Vec<RespondentRow>,
}

/// The tables of respondents.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum RespondentsTable {
    /// One row for each respondent; for each construct its score, and beside it how many criteria were answered.
    #[default]
    Rows,
    /// One row for each respondent and construct: the score, what is missing, and why there is none.
    Scores,
}

impl Ratings {
    /// One row for each respondent, with scale scores.
    ///
    /// # Errors
    /// As [`Tally::respondents`], and `too_many_labels`.
    ///
    /// ```
    /// use collabpro_core::{Ratings, RespondentsOptions, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,7a,3\nBirch,r1,7b,4\nBirch,r1,7c,2\nBirch,r2,7a,1\n";
    /// let ratings = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?;
    /// let found = ratings.respondents(RespondentsOptions::new())?;
    /// let score = |row: usize| found.rows[row].scores[0].score;
    /// assert_eq!((score(0), score(1)), (Some(3.0), None));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn respondents<'w>(
        &self,
        options: impl Into<Watched<'w, RespondentsOptions>>,
    ) -> Result<Respondents> {
        self.tally(Grain::Raters)?.respondents(options)
    }
}

impl Tally {
    /// One row for each respondent, with scale scores.
    ///
    /// # Errors
    /// `invalid_option`; `consensus_ratings` and `grain_too_coarse`, since it is not known then who rated what.
    pub fn respondents<'w>(
        &self,
        options: impl Into<Watched<'w, RespondentsOptions>>,
    ) -> Result<Respondents> {
        options.into().run(|options, watch| respondents(self, options.checked()?, watch))
    }
}

fn respondents(tally: &Tally, options: RespondentsOptions, watch: &mut dyn Watch) -> Result<Respondents> {
    if tally.kind() == RatingKind::Consensus {
        return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
    }
    let Counts::Raters(counts) = tally.counts() else {
        return Err(Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")).into());
    };
    let (rubric, names) = (tally.rubric(), tally.names());
    let is_asked = |asked: &[bool], at: &u16| asked.get(usize::from(*at)).copied().unwrap_or(false);
    let asked = |cells: &[u16]| {
        let mut asked = vec![false; rubric.criteria().len()];
        cells.iter().for_each(|criterion| asked[usize::from(*criterion)] = true);
        asked
    };
    let of_anybody = asked(&counts.criteria);
    let constructs = rubric.constructs().iter();
    let constructs: Vec<_> =
        constructs.filter(|(_, own)| own.iter().any(|at| is_asked(&of_anybody, at))).collect();
    let mut made = Respondents {
        rubric: Instrument::of(rubric),
        options,
        constructs: constructs.iter().map(|(construct, _)| construct.clone()).collect(),
        rows: Vec::with_capacity(counts.respondents.len()),
    };
    let mut at = 0;
    for place in counts.respondents.chunk_by(|a, b| (a.unit, a.occasion) == (b.unit, b.occasion)) {
        ask(watch, at as u64, Some(counts.respondents.len() as u64))?;
        let here = asked(&counts.criteria[counts.starts[at]..counts.starts[at + place.len()]]);
        let short = options.form.is_short(rubric, &|criterion| is_asked(&here, &criterion));
        let own = |criteria: &[u16]| {
            let rests_on = |at: &&u16| !short || rubric.criteria()[usize::from(**at)].short_form;
            criteria.iter().filter(rests_on).copied().collect::<Vec<_>>()
        };
        let scales: Vec<_> =
            constructs.iter().map(|(construct, criteria)| (construct, own(criteria))).collect();
        for one in place {
            let cells = counts.starts[at]..counts.starts[at + 1];
            let mut ratings = vec![Rating::MISSING + 2; rubric.criteria().len()];
            for cell in cells {
                ratings[usize::from(counts.criteria[cell])] = counts.ratings[cell];
            }
            let scores =
                scales.iter().map(|(construct, own)| score(rubric, construct, own, &ratings, options));
            made.rows.push(RespondentRow {
                unit: names.units[one.unit as usize].to_string(),
                occasion: names.occasions[usize::from(one.occasion)].to_string(),
                role: Some(names.roles[usize::from(one.role)].to_string()).filter(|role| !role.is_empty()),
                rater: names.raters[one.rater as usize].to_string(),
                ratings: ratings.iter().filter(|rating| **rating < Rating::MISSING).count() as u32,
                scores: scores.collect::<Vec<_>>(),
            });
            at += 1;
        }
    }
    Ok(made)
}

/// The score of a construct from someone's ratings on every criterion of the rubric.
fn score(
    rubric: &Rubric,
    construct: &Construct,
    criteria: &[u16],
    ratings: &[u8],
    options: RespondentsOptions,
) -> RespondentScore {
    let (mut sum, mut answered, mut missing) = (0.0, 0, [0; 3]);
    for criterion in criteria {
        let rating = ratings[usize::from(*criterion)];
        if rating >= Rating::MISSING {
            missing[usize::from(rating - Rating::MISSING)] += 1;
            continue;
        }
        let level = usize::from(oriented(rubric, *criterion, rating, !construct.is_sign()));
        sum += rubric.scale(*criterion).categories()[level].value.unwrap_or(level as f64 + 1.0);
        answered += 1;
    }
    let needed = options.minimum.map_or(criteria.len(), |minimum| criteria.len().min(minimum as usize));
    let scale = |criterion: &u16| rubric.scale(*criterion).id();
    let mixed = criteria.windows(2).any(|pair| scale(&pair[0]) != scale(&pair[1]));
    let reason = match answered as usize {
        0 => Some(Reason::NoRatings),
        _ if mixed => Some(Reason::MixedScales),
        answered if answered < needed => Some(Reason::IncompleteConstruct),
        _ => None,
    };
    let [not_observed, not_applicable, no_answer] = missing;
    RespondentScore {
        construct: construct.clone(),
        score: reason.is_none().then(|| sum / f64::from(answered)),
        answered,
        criteria: criteria.len() as u32,
        not_observed,
        not_applicable,
        no_answer,
        reason,
    }
}

impl Respondents {
    /// One of the tables.
    pub fn table(&self, which: RespondentsTable) -> Table {
        match which {
            RespondentsTable::Rows => self.rows_table(),
            RespondentsTable::Scores => self.scores_table(),
        }
    }

    fn rows_table(&self) -> Table {
        let of =
            |row: &RespondentRow, part: fn(&RespondentScore) -> u32| row.scores.iter().map(part).sum::<u32>();
        let mut rows = Rows::of(&self.rows)
            .with(columns!(unit, occasion, role, rater, ratings))
            .column("not_observed", |row| of(row, |score| score.not_observed))
            .column("not_applicable", |row| of(row, |score| score.not_applicable))
            .column("no_answer", |row| of(row, |score| score.no_answer));
        for (at, construct) in self.constructs.iter().enumerate() {
            let score = |row: &'_ RespondentRow| row.scores.get(at).and_then(|score| score.score);
            let answered = |row: &'_ RespondentRow| row.scores.get(at).map(|score| score.answered);
            rows =
                rows.column(construct.to_string(), score).column(format!("answered:{construct}"), answered);
        }
        rows.column("reason", |row| row.scores.iter().find_map(|score| score.reason)).table()
    }

    fn scores_table(&self) -> Table {
        Rows::within(&self.rows, |row| &row.scores)
            .outer(columns!(unit, occasion, role, rater))
            .inner(columns!(construct, score, answered, criteria))
            .inner(columns!(not_observed, not_applicable, no_answer, reason))
            .table()
    }
}
