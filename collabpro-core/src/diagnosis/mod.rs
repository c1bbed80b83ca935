#![doc = include_str!("../../docs/diagnosis.md")]

pub(crate) mod patterns;
mod replicates;
mod rule;

use std::borrow::Cow;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

pub use rule::{Condition, Measure, Pattern, PatternRule, Rule};

use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::options::unfit;
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::Watched;
use crate::framework::{Construct, Idea};
use crate::rubric::Instrument;
use crate::scoring::{Caution, Reason, Scores};
use crate::stats::random::Generator;

/// Whose working together it is about.
const TEACHER: &str = "teacher";

/// Options of a diagnosis.
#[options]
#[cfg_attr(feature = "schema", schemars(rename = "DiagnosisSettings"))]
pub struct DiagnosisOptions {
    /// Id of the role whose ratings are read; an open team's are read whole where it names no such role.
    #[option(default = "teacher")]
    role: String,
    /// Seed of the generator of replicates.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    seed: u64,
    /// Replicates of the people who answered.
    #[option(default = 2000, range = 200..=99_999)]
    replicates: u32,
}

/// How firmly a pattern may be spoken of.
#[words]
pub enum Statement {
    /// It came out in so many replicates that it is named.
    Named,
    /// It came out in most of them: the ratings lean to it and could be another.
    Leans,
    /// No name: the replicates do not agree, or no pattern fits.
    NoName,
}
/// A measure of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Measured {
    /// What is measured.
    pub measure: Measure,
    /// A share from 0 to 1; for the signs how many.
    pub value: f64,
}

/// How often a warning sign was rated as often seen.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Sign {
    /// The sign.
    pub construct: Construct,
    /// Share of ratings at the cut or above; null where nobody rated it.
    pub share: Option<f64>,
}

/// A condition of the pattern that came out, and how firmly it holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Evidence {
    /// The condition.
    pub condition: Condition,
    /// What was measured.
    pub value: f64,
    /// Share of the replicates in which it holds.
    pub holds: f64,
}

/// The nearest limit on one axis beyond which the ratings would look like something else.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Turn {
    /// The axis.
    pub measure: Measure,
    /// The limit.
    pub limit: f64,
    /// From the value to the limit, with its sign.
    pub distance: f64,
    /// What the ratings would look like beyond it.
    pub pattern: Pattern,
}

/// How often a pattern came out in the replicates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PatternShare {
    /// The pattern.
    pub pattern: Pattern,
    /// Share of the replicates.
    pub share: f64,
}

/// What the ratings of one unit at one occasion look like.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DiagnosisEntry {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role that was read; null: everyone of an open team.
    pub role: Option<String>,
    /// Raters with a rating on at least one of the criteria.
    pub raters: u32,
    /// The axes, and how many signs are often seen.
    pub measures: Vec<Measured>,
    /// The warning signs.
    pub signs: Vec<Sign>,
    /// What the ratings look like.
    pub pattern: Option<Pattern>,
    /// Share of the replicates in which the same pattern came out.
    pub stability: Option<f64>,
    /// How firmly it may be spoken of.
    pub statement: Option<Statement>,
    /// What it could be as well, where it only leans.
    pub could_be: Option<Pattern>,
    /// How often each pattern came out, most often first.
    pub replicates: Vec<PatternShare>,
    /// The conditions of the pattern, each with how firmly it holds.
    pub evidence: Vec<Evidence>,
    /// The one axis that would change it first.
    pub turn: Option<Turn>,
    /// Constructs for want of which there is no pattern.
    pub lacking: Vec<Construct>,
    /// Why there is no pattern.
    pub reason: Option<Reason>,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

/// What the ratings of each unit look like. For researchers: nothing is withheld.
///
/// # Formula
/// An axis is the mean over its tenets of the share of ratings at the cut (or at the second category) or above; a tenet's
/// share is the mean over its criteria. Signs are counted where at least half of the ratings are at the cut or above. The
/// pattern is the first of the rule's whose conditions all hold. *Stability*: the Bayesian bootstrap over raters (Rubin
/// 1981, Annals of Statistics 9:130-134) with one pseudo-rater who rates one half everywhere: weights Dirichlet(1, ...,
/// 1) on n + 1 raters, each criterion's share re-weighted, the rule applied again. From [`Rule::named`] on a pattern is
/// named, from [`Rule::leans`] on the ratings lean to it, below there is no name; neither is there where no pattern fits (`mixed`).
///
/// It misleads where those who answered differ from those who did not, where fewer than five did (then there is none), and
/// wherever the name is taken for more than a way to start a conversation.
#[document("diagnosis", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: DiagnosisOptions,
    /// What it is about, of the framework's ideas.
    pub idea: Idea,
    /// Version of the rule.
    pub rule: Cow<'static, str>,
    /// Whose reading the rule is.
    pub notice: Cow<'static, str>,
    /// The generator of the replicates.
    pub generator: Generator,
    /// One entry for each unit and occasion.
    pub entries: Vec<DiagnosisEntry>,
}

impl Diagnosis {
    /// One row for each unit and occasion: the axes, the signs, the pattern and its stability.
    pub fn table(&self) -> Table {
        let value = |entry: &DiagnosisEntry, measure| {
            let found = entry.measures.iter().find(|measured| measured.measure == measure);
            found.map(|measured| measured.value)
        };
        Rows::of(&self.entries)
            .with(columns!(unit, occasion, role, raters))
            .column("relation", |entry| value(entry, Measure::Relation))
            .column("craft", |entry| value(entry, Measure::Craft))
            .column("ownership", |entry| value(entry, Measure::Ownership))
            .column("signs", |entry| value(entry, Measure::Signs))
            .with(columns!(pattern, stability, statement, could_be, reason))
            .table()
    }
}

impl Scores {
    /// What the ratings look like on the path from working alone to collaborative professionalism.
    ///
    /// # Errors
    /// `invalid_option`, a role that leaves teachers out among it; `target_not_comparable` for scores of `these_people`, since replicates
    /// stand for others who could have answered; `consensus_ratings`: one agreed rating has no raters to resample; `grain_too_coarse` for scores
    /// of counts without raters; `not_in_data` where the instrument has no criterion for one of the three axes.
    ///
    /// ```
    /// use collabpro_core::diagnosis::{DiagnosisOptions, Pattern};
    /// use collabpro_core::{Observed, Ratings, Rubric};
    ///
    /// // Six teachers: strong in craft, with little say.
    /// let rubric = Rubric::bundled();
    /// let mut rows = String::from("unit,rater,role,criterion,level\n");
    /// for rater in 0..6 {
    ///     for criterion in rubric.criteria().iter().filter(|criterion| criterion.answerable_by.iter().any(|role| role == "teacher")) {
    ///         let level = match criterion.facet.map(|facet| facet.id()) {
    ///             Some("ownership") => 1,
    ///             Some(_) => 3,
    ///             None => 4,
    ///         };
    ///         rows += &format!("Birch,r{rater},teacher,{},{level}\n", criterion.id);
    ///     }
    /// }
    /// let scores = Ratings::from_csv(rows.as_bytes(), &rubric)?.score(Observed::new())?;
    /// let diagnosis = scores.diagnose(DiagnosisOptions::new())?;
    /// assert_eq!(diagnosis.entries[0].pattern, Some(Pattern::ForcedDataPattern));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn diagnose<'w>(&self, options: impl Into<Watched<'w, DiagnosisOptions>>) -> Result<Diagnosis> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            if self.options().is_for_these_people() {
                return Err(Problem::new(ErrorCode::TargetNotComparable, Place::path("target")).into());
            }
            // It is about what teachers do together, and none that leaves them out.
            let has_teachers = self.rubric().roles().iter().any(|role| role.id == TEACHER);
            if has_teachers && options.role != TEACHER {
                return Err(unfit("role", "option.teachers", &options.role).into());
            }
            patterns::diagnose(self, options, None, watch)
        })
    }
}

#[cfg(test)]
mod tests;
