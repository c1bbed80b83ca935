//! What may be shown, and nothing else: no ratings, no raters, no scores from which more could be read.

use std::fmt;
use std::sync::Arc;

use collabpro_derive::{Read, document};
use serde::Serialize;

use super::{
    Cells, Policy, ReleaseRecord, ReleasedCoverage, ReleasedDiagnosis, ReleasedDisagreement, ReleasedScore,
    ReleasedTrust, diagnosis, disagreement, salt, trust,
};
use crate::base::by_name::ByName;
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::document;
use crate::base::error::Result;
use crate::base::json_read::Input;
use crate::base::json_write::to_json;
use crate::base::watch::Stages;
use crate::ratings::RatingKind;
use crate::rubric::{Instrument, Rubric};
use crate::scoring::of_unit;
use crate::units::{Unit, Units};

/// Scores that passed a policy: the only thing that reports, charts and exports accept. It holds what may be shown and
/// nothing else. Cheap to clone.
#[derive(Clone)]
pub struct Released(Arc<Inner>);

struct Inner {
    rubric: Rubric,
    units: Units,
    open: Vec<String>,
    published: Vec<String>,
    has_roles: bool,
    shown: Shown,
    record: Option<ReleaseRecord>,
}

/// All that was computed when the release was made.
#[derive(Serialize, Read)]
#[serde(rename_all = "camelCase")]
struct Shown {
    occasions: Option<Vec<String>>,
    kind: RatingKind,
    confidence: f64,
    policy: Policy,
    coverage: Vec<ReleasedCoverage>,
    constructs: Vec<ReleasedScore>,
    criteria: Vec<ReleasedScore>,
    disagreement: ReleasedDisagreement,
    diagnoses: Vec<ReleasedDiagnosis>,
    trust: Option<Vec<ReleasedTrust>>,
}

travels!(
    Released,
    "They hold what may be shown and nothing else: no rating, no rater, no hash of one. The release record stays behind; it is kept by itself."
);

impl Portable for Released {
    const KIND: &str = "released";

    fn write(&self, out: &mut Writer) {
        self.rubric().write(out);
        out.text(&self.units().to_json());
        out.text(&to_json(&self.0.shown));
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let rubric = Rubric::read(input)?;
        let units = Units::from_json(input.text()?)?;
        let value = document::value(input.text()?)?;
        let shown: Shown = Input::document(&value).whole()?;
        let known = |cell: &ReleasedScore| {
            units.get(&cell.unit).is_some()
                && cell.criterion.as_ref().is_none_or(|id| rubric.criterion(id).is_some())
        };
        input.check(shown.constructs.iter().chain(&shown.criteria).all(known))?;
        Ok(Self::of(rubric, units, shown, None))
    }
}

impl fmt::Debug for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.constructs().iter().filter(|cell| cell.is_shown()).count();
        write!(f, "Released({shown} of {} by construct)", self.constructs().len())
    }
}

/// What may be shown, on the wire.
#[document("released", version = 2, of = Released)]
struct Document<'a> {
    /// The instrument.
    rubric: Instrument,
    /// Smallest group of adults that is shown.
    minimum_adults: u32,
    /// Smallest group of students that is shown.
    minimum_students: u32,
    /// Units whose teams agreed to see all ratings.
    open_teams: &'a [String],
    /// Units whose ratings are published.
    published: &'a [String],
    /// Who answered.
    coverage: &'a [ReleasedCoverage],
    /// By construct.
    constructs: &'a [ReleasedScore],
    /// By criterion.
    criteria: &'a [ReleasedScore],
}

/// What is said of units beside their ratings: names, kinds, what they belong to, what they chose.
fn described(units: &Units) -> Units {
    let plain = |unit: &Unit| (unit.id.clone(), Unit { sizes: Vec::new(), ..unit.clone() });
    Units {
        units: ByName::of(units.iter().map(plain).collect()),
        extensions: serde_json::Map::new(),
        ..units.clone()
    }
}

impl Released {
    /// Computes of the scores all that will be asked of a release, and lets go of them.
    pub(super) fn new(
        cells: Cells<'_>,
        coverage: Vec<ReleasedCoverage>,
        record: Option<ReleaseRecord>,
        stages: &mut Stages<'_>,
        share: u64,
    ) -> Result<Self> {
        let (scores, policy) = (cells.scores, cells.policy);
        let disagreement = disagreement::of(&cells, &mut stages.stage(share))?;
        let diagnoses = diagnosis::of(&cells, &mut stages.stage(share))?;
        let trust = if policy.trust { Some(trust::of(&cells, &mut stages.stage(share))?) } else { None };
        let shown = Shown {
            occasions: scores.occasions().map(<[String]>::to_vec),
            kind: scores.tally().kind(),
            confidence: scores.options().confidence,
            policy: policy.without_secrets(),
            coverage,
            constructs: cells.constructs,
            criteria: cells.criteria,
            disagreement,
            diagnoses,
            trust,
        };
        Ok(Self::of(scores.rubric().clone(), described(scores.units()), shown, record))
    }

    fn of(rubric: Rubric, units: Units, shown: Shown, record: Option<ReleaseRecord>) -> Self {
        let listed = |which: fn(&Unit) -> bool| {
            units.iter().filter(|unit| which(unit)).map(|unit| unit.id.clone()).collect()
        };
        let open = listed(|unit| unit.open_team.is_some());
        let published = listed(|unit| unit.published.is_some());
        let has_roles = shown.coverage.iter().any(|row| row.role.is_some());
        Self(Arc::new(Inner { rubric, units, open, published, has_roles, shown, record }))
    }

    /// The instrument.
    pub fn rubric(&self) -> &Rubric {
        &self.0.rubric
    }

    /// Units and occasions, without the sizes that were given and without what others added.
    pub fn units(&self) -> &Units {
        &self.0.units
    }

    /// Occasions in their order, where it is known.
    pub fn occasions(&self) -> Option<&[String]> {
        self.0.shown.occasions.as_deref()
    }

    /// The policy that was passed, without its salt and the earlier records.
    pub fn policy(&self) -> &Policy {
        &self.0.shown.policy
    }

    /// Units whose teams agreed to see all ratings.
    pub fn open_teams(&self) -> &[String] {
        &self.0.open
    }

    /// Units whose ratings have been published before.
    pub fn published(&self) -> &[String] {
        &self.0.published
    }

    /// Who answered.
    pub fn coverage(&self) -> &[ReleasedCoverage] {
        &self.0.shown.coverage
    }

    /// Whether anyone who answered is known to be of some role.
    pub(crate) fn has_roles(&self) -> bool {
        self.0.has_roles
    }

    /// Who answered in a unit at an occasion, in the order in which the instrument names the roles.
    pub(crate) fn coverage_at(&self, unit: &str, occasion: &str) -> Vec<&ReleasedCoverage> {
        let roles = self.rubric().roles();
        let rows = of_unit(self.coverage(), unit, |row| &row.unit).iter();
        let here: Vec<_> = rows.filter(|row| row.occasion == occasion).collect();
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
        &self.0.shown.constructs
    }

    /// Cells by criterion.
    pub fn criteria(&self) -> &[ReleasedScore] {
        &self.0.shown.criteria
    }

    /// What was shown about whom, for the next release of the same ratings. It holds keyed hashes of people, not ratings.
    ///
    /// # Errors
    /// `invalid_salt` where the policy has none: hashes without a key can be undone by trying every pseudonym.
    pub fn record(&self) -> Result<&ReleaseRecord> {
        self.0.record.as_ref().ok_or_else(salt::missing)
    }

    /// Whether people rated alone, or agreed on one rating.
    pub fn kind(&self) -> RatingKind {
        self.0.shown.kind
    }

    /// How often intervals are to cover, from .8 to .999.
    pub fn confidence(&self) -> f64 {
        self.0.shown.confidence
    }

    /// Whether the share of a cell is certainly above one half or below it.
    pub(crate) fn side(&self, cell: &ReleasedScore) -> Option<bool> {
        cell.above_half
    }

    /// Where people see it differently, as far as it may be shown, by the defaults.
    pub fn disagreement(&self) -> &ReleasedDisagreement {
        &self.0.shown.disagreement
    }

    /// What the ratings of a unit look like, by the defaults. `None` where a figure that it rests on is withheld, where
    /// nobody was asked whose ratings it reads, and for instruments and ratings that have no diagnosis.
    pub fn diagnosis(&self, unit: &str, occasion: &str) -> Option<&ReleasedDiagnosis> {
        let of_unit = of_unit(&self.0.shown.diagnoses, unit, |found| &found.unit);
        of_unit.iter().find(|found| found.occasion == occasion)
    }

    /// What studies over all units that are shown say of an informant group that speaks for units at an occasion; nothing
    /// where the policy did not ask for it.
    pub(crate) fn trust(&self, occasion: &str, role: Option<&str>) -> Option<&ReleasedTrust> {
        let mut found = self.0.shown.trust.iter().flatten();
        found.find(|found| found.occasion == occasion && found.role.as_deref() == role)
    }

    /// What may be shown, as canonical JSON.
    pub fn to_json(&self) -> String {
        let document = Document {
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
