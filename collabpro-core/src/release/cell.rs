//! What a release shows.

use std::fmt;
use std::sync::{Arc, OnceLock};

use collabpro_derive::words;
use serde::Serialize;

use super::{Policy, ReleaseRecord};
use crate::base::error::Result;
use crate::base::json_write::to_json;
use crate::base::list::List;
use crate::framework::Construct;
use crate::ratings::RatingKind;
use crate::release::ReleasedDisagreement;
use crate::rubric::{Instrument, Rubric};
use crate::scoring::{Caution, Interval, Scores, Undefined};
use crate::units::{Unit, Units};

/// Why a cell is withheld.
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Withheld {
    /// Fewer people than the minimum.
    FewerThanMinimum,
    /// A small group could be computed from it and other cells.
    Complement,
    /// Another criterion of the construct is withheld.
    CriterionWithheld,
    /// Single groups are shown instead.
    GroupsShown,
    /// Students of one classroom would be speaking of one teacher.
    ClassroomStudents,
}

/// How many people: the number, or that it is below the minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RaterCount {
    /// So many.
    Number(u32),
    /// Fewer than this.
    FewerThan(u32),
}

/// In what steps numbers are shown, from fine to coarse.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Detail {
    /// As they are: an open team, published marks, or a mark agreed by the group.
    Full,
    /// Whole per cent.
    WholePercent,
    /// Steps of five points.
    FivePoints,
    /// The share at the cut in quarters, nothing else.
    Quarters,
}

/// A share as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReleasedShare {
    /// Id of the category from which it counts.
    pub from: String,
    /// Share; null where (nearly) all marks fell on one side.
    pub value: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
    /// What it could be if everyone of the unit had answered.
    pub non_response: Option<Interval>,
    /// Nearly all marks reach this category (`true`) or nearly none does (`false`).
    pub nearly_all: Option<bool>,
}

/// A score as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReleasedScore {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Id of the criterion; null: the whole construct.
    pub criterion: Option<String>,
    /// How many lines it rests on.
    pub criteria: u32,
    /// People who gave at least one mark.
    pub raters: RaterCount,
    /// People who could have answered, where it is known.
    pub size: Option<u32>,
    /// Why it is withheld; null: it is shown.
    pub withheld: Option<Withheld>,
    /// In what steps it is shown.
    pub detail: Detail,
    /// Id of the category where the upper part begins.
    pub cut: Option<String>,
    /// Shares at each category above the lowest.
    pub shares: Vec<ReleasedShare>,
    /// Share in each category, lowest first; null where a share is "nearly all".
    pub distribution: Option<Vec<f64>>,
    /// Id of the median category.
    pub median: Option<String>,
    /// The mean mark, an extra.
    pub mean: Option<f64>,
    /// Criteria for want of which the construct is incomplete.
    pub lacking: Vec<String>,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

impl ReleasedScore {
    /// Whether it may be shown.
    pub fn is_shown(&self) -> bool {
        self.withheld.is_none()
    }

    /// Whether it is of one informant group at an occasion, and has something to show.
    pub(crate) fn is_shown_of(&self, occasion: &str, role: Option<&str>) -> bool {
        let here = self.occasion == occasion && self.role.as_deref() == role;
        here && self.is_shown() && !self.shares.is_empty()
    }

    /// The share at the cut, where it is shown.
    pub fn at_cut(&self) -> Option<&ReleasedShare> {
        let cut = self.cut.as_deref()?;
        self.shares.iter().find(|share| share.from == cut)
    }

    /// How many people, where it is shown.
    pub fn number(&self) -> Option<u32> {
        match self.raters {
            RaterCount::Number(people) => Some(people),
            RaterCount::FewerThan(_) => None,
        }
    }
}

/// Who answered, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReleasedCoverage {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// People who gave at least one mark.
    pub raters: RaterCount,
    /// People who could have answered, where it is known.
    pub size: Option<u32>,
}

/// Scores that passed a policy: the only thing that reports, charts and exports accept. Cheap to clone.
#[derive(Clone)]
pub struct Released(Arc<Inner>);

struct Inner {
    scores: Scores,
    policy: Policy,
    open: Vec<String>,
    published: Vec<String>,
    coverage: Vec<ReleasedCoverage>,
    constructs: Vec<ReleasedScore>,
    criteria: Vec<ReleasedScore>,
    record: Option<ReleaseRecord>,
    disagreement: OnceLock<Result<ReleasedDisagreement>>,
}

impl fmt::Debug for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.constructs().iter().filter(|cell| cell.is_shown()).count();
        write!(f, "Released({shown} of {} by construct)", self.constructs().len())
    }
}

/// What may be shown, on the wire.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReleasedDocument"))]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    /// Version of this form.
    schema_version: u32,
    /// Always `collabpro.released`.
    kind: &'static str,
    /// The instrument.
    rubric: Instrument,
    /// Smallest group of adults that is shown.
    minimum_adults: u32,
    /// Smallest group of students that is shown.
    minimum_students: u32,
    /// Units whose teams agreed to see all marks.
    open_teams: &'a [String],
    /// Units whose marks are published.
    published: &'a [String],
    /// Who answered.
    coverage: &'a [ReleasedCoverage],
    /// By construct.
    constructs: &'a [ReleasedScore],
    /// By criterion.
    criteria: &'a [ReleasedScore],
}

#[cfg(feature = "schema")]
crate::base::json_write::written_as!(Released, Document<'_>);

impl Released {
    pub(super) fn new(
        scores: &Scores,
        policy: &Policy,
        coverage: Vec<ReleasedCoverage>,
        constructs: Vec<ReleasedScore>,
        criteria: Vec<ReleasedScore>,
        record: Option<ReleaseRecord>,
    ) -> Self {
        let listed = |which: fn(&Unit) -> bool| {
            scores.units().iter().filter(|unit| which(unit)).map(|unit| unit.id.clone()).list()
        };
        let open = listed(|unit| unit.open_team.is_some());
        let published = listed(|unit| unit.published.is_some());
        let (scores, policy, disagreement) = (scores.clone(), policy.clone(), OnceLock::new());
        Self(Arc::new(Inner {
            scores,
            policy,
            open,
            published,
            coverage,
            constructs,
            criteria,
            record,
            disagreement,
        }))
    }

    /// The instrument.
    pub fn rubric(&self) -> &Rubric {
        self.0.scores.rubric()
    }

    /// Units and occasions.
    pub fn units(&self) -> &Units {
        self.0.scores.units()
    }

    /// Occasions in their order, where it is known.
    pub fn occasions(&self) -> Option<&[String]> {
        self.0.scores.occasions()
    }

    /// The policy that was passed.
    pub fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// Units whose teams agreed to see all marks.
    pub fn open_teams(&self) -> &[String] {
        &self.0.open
    }

    /// Units whose marks have been published before.
    pub fn published(&self) -> &[String] {
        &self.0.published
    }

    /// Who answered.
    pub fn coverage(&self) -> &[ReleasedCoverage] {
        &self.0.coverage
    }

    /// Who answered in a unit at an occasion, in the order in which the instrument names the roles.
    pub(crate) fn coverage_at(&self, unit: &str, occasion: &str) -> Vec<&ReleasedCoverage> {
        let roles = self.rubric().roles();
        let rows = self.coverage().iter();
        let here = rows.filter(|row| row.unit == unit && row.occasion == occasion).list();
        let named = |row: &ReleasedCoverage| {
            roles.iter().position(|role| Some(&role.id) == row.role.as_ref()).unwrap_or(roles.len())
        };
        let mut ordered = Vec::new();
        for at in 0..=roles.len() {
            ordered.extend(here.iter().copied().filter(|row| named(row) == at));
        }
        ordered
    }

    /// Cells by construct.
    pub fn constructs(&self) -> &[ReleasedScore] {
        &self.0.constructs
    }

    /// Cells by criterion.
    pub fn criteria(&self) -> &[ReleasedScore] {
        &self.0.criteria
    }

    /// What was shown about whom, for the next release of the same ratings. It holds keyed hashes of people, not marks.
    ///
    /// # Errors
    /// `invalid_salt` where the policy has none: hashes without a key can be undone by trying every pseudonym.
    pub fn record(&self) -> Result<&ReleaseRecord> {
        self.0.record.as_ref().ok_or_else(super::salt::missing)
    }

    /// What was scored. Private to this room: nothing that a school sees can reach a raw score.
    pub(super) fn scores(&self) -> &Scores {
        &self.0.scores
    }

    /// Whether people marked alone, or agreed on one mark.
    pub fn kind(&self) -> RatingKind {
        self.scores().tally().kind()
    }

    /// How often intervals are to cover, from .8 to .999.
    pub fn confidence(&self) -> f64 {
        self.scores().options().confidence
    }

    /// Where people see it differently, as far as it may be shown. Computed once, with the defaults.
    ///
    /// # Errors
    /// `internal` only.
    pub fn disagreement(&self) -> Result<&ReleasedDisagreement> {
        self.0.disagreement.get_or_init(|| ReleasedDisagreement::of(self)).as_ref().map_err(Clone::clone)
    }

    /// What may be shown, as canonical JSON.
    pub fn to_json(&self) -> String {
        let document = Document {
            schema_version: 2,
            kind: "collabpro.released",
            rubric: Instrument::of(self.rubric()),
            minimum_adults: self.policy().minima().0,
            minimum_students: self.policy().minima().1,
            open_teams: self.open_teams(),
            published: self.published(),
            coverage: self.coverage(),
            constructs: self.constructs(),
            criteria: self.criteria(),
        };
        to_json(&document)
    }
}
