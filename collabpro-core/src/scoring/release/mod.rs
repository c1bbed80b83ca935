//! Release: the step between scores and anything that is shown to a school.
//!
//! Researchers keep [`Scores`]; reports, charts and exports accept only [`Released`]. A release withholds what would
//! show the marks of few people: small groups, what small groups could be computed from, answers that all fell on one
//! side, and detail that few people cannot carry. It protects published output, not whoever holds the ratings.
//!
//! The rules. A *cell* is a unit, occasion, construct or criterion, and informant group.
//! 1. Fewer people than the policy's minimum: withheld, and the number shown as "fewer than".
//! 2. Everyone together is shown only where no single group is (unless the policy says otherwise).
//! 3. No set of fewer people than the minimum may be computed by adding and subtracting shown cells, of this release and
//!    of those before it that the policy names: the smallest cell involved is withheld until none can. This covers
//!    complementary suppression of roles, nested units and late answers alike.
//! 4. Where a criterion is withheld, the other criteria of its construct are too: their construct would give it away.
//! 5. Fewer than twice the minimum, all on one side: "nearly all", no number.
//! 6. Detail by number of people: below ten, a construct of three lines or more has shares in steps of 5 points and
//!    fewer lines have the share at the cut in quarters; from ten on whole per cent, signs between 5 and 95.
//!
//! A team that agreed beforehand to see all its marks ([`OpenTeam`](crate::units::OpenTeam)) is shown as it is.

mod audit;
mod coarse;
mod record;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use record::{RecordedCell, ReleaseRecord};

use super::{Caution, Interval, Reason, Score, Scores};
use crate::error::{ErrorCode, Place, Problem};
use crate::framework::{Construct, UnitKind};
use crate::ratings::RatingKind;
use crate::rubric::Group;
use crate::tally::Counts;
use crate::units::Units;
use crate::{Result, Rubric, options};

/// When everyone together is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// Where no single group is shown.
    #[default]
    WhenNone,
    /// Always; single groups are then withheld where the difference would show a small one.
    Always,
}

/// A confidentiality policy.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `minimumAdults` | 5 | 1 to 1,000 | smallest group of adults that is shown |
/// | `minimumStudents` | 10 | 1 to 1,000 | smallest group of students that is shown |
/// | `total` | `when_none` | or `always` | when everyone together is shown |
/// | `salt` | empty | any text | mixed into the member hashes of the release record |
/// | `previous` | none | release records | earlier releases of the same ratings |
///
/// A release can judge only the records that it is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    minimum_adults: u32,
    minimum_students: u32,
    total: Total,
    salt: String,
    previous: Vec<ReleaseRecord>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            minimum_adults: 5,
            minimum_students: 10,
            total: Total::default(),
            salt: String::new(),
            previous: Vec::new(),
        }
    }
}

impl Policy {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a policy from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        let known = ["minimumAdults", "minimumStudents", "total", "salt", "previous"];
        let policy: Self = options::parse(text, &known)?;
        policy.check()?;
        Ok(policy)
    }

    /// Smallest group of adults that is shown.
    #[must_use]
    pub fn minimum_adults(mut self, people: u32) -> Self {
        self.minimum_adults = people;
        self
    }

    /// Smallest group of students that is shown.
    #[must_use]
    pub fn minimum_students(mut self, people: u32) -> Self {
        self.minimum_students = people;
        self
    }

    /// When everyone together is shown.
    #[must_use]
    pub fn total(mut self, total: Total) -> Self {
        self.total = total;
        self
    }

    /// Mixed into the member hashes of the release record.
    #[must_use]
    pub fn salt(mut self, salt: impl Into<String>) -> Self {
        self.salt = salt.into();
        self
    }

    /// Adds an earlier release of the same ratings.
    #[must_use]
    pub fn previous(mut self, record: ReleaseRecord) -> Self {
        self.previous.push(record);
        self
    }

    /// Smallest groups of adults and of students that are shown.
    pub fn minima(&self) -> (u32, u32) {
        (self.minimum_adults, self.minimum_students)
    }

    fn check(&self) -> Result<()> {
        for (name, minimum) in
            [("minimumAdults", self.minimum_adults), ("minimumStudents", self.minimum_students)]
        {
            if !(1..=1000).contains(&minimum) {
                return Err(options::invalid(name, minimum));
            }
        }
        Ok(())
    }

    fn minimum(&self, group: Group) -> u32 {
        match group {
            Group::Adult => self.minimum_adults,
            Group::Student => self.minimum_students,
        }
    }
}

/// Why a cell is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[serde(rename_all = "camelCase")]
pub enum People {
    /// So many.
    Number(u32),
    /// Fewer than this.
    FewerThan(u32),
}

/// In what steps numbers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// As they are: an open team, or a mark agreed by the group.
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
#[serde(rename_all = "camelCase")]
pub struct ReleasedShare {
    /// Id of the category from which it counts.
    pub from: String,
    /// Share; null where nearly all marks fell on one side.
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
#[serde(rename_all = "camelCase")]
pub struct Cell {
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
    pub lines: u32,
    /// People who gave at least one mark.
    pub people: People,
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
    /// Share in each category, lowest first.
    pub distribution: Option<Vec<f64>>,
    /// Id of the median category.
    pub median: Option<String>,
    /// The mean mark, an extra.
    pub mean: Option<f64>,
    /// Criteria for want of which the construct is incomplete.
    pub lacking: Vec<String>,
    /// Why a field above is null.
    pub undefined: BTreeMap<&'static str, Reason>,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

impl Cell {
    /// Whether it may be shown.
    pub fn is_shown(&self) -> bool {
        self.withheld.is_none()
    }

    /// The share at the cut, where it is shown.
    pub fn at_cut(&self) -> Option<&ReleasedShare> {
        let cut = self.cut.as_deref()?;
        self.shares.iter().find(|share| share.from == cut)
    }

    /// How many people, where it is shown.
    pub fn number(&self) -> Option<u32> {
        match self.people {
            People::Number(people) => Some(people),
            People::FewerThan(_) => None,
        }
    }
}

/// Who answered, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleasedCoverage {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// People who gave at least one mark.
    pub people: People,
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
    coverage: Vec<ReleasedCoverage>,
    constructs: Vec<Cell>,
    criteria: Vec<Cell>,
    record: ReleaseRecord,
}

impl fmt::Debug for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.constructs().iter().filter(|cell| cell.is_shown()).count();
        write!(f, "Released({shown} of {} by construct)", self.constructs().len())
    }
}

impl Released {
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

    /// Who answered.
    pub fn coverage(&self) -> &[ReleasedCoverage] {
        &self.0.coverage
    }

    /// Cells by construct.
    pub fn constructs(&self) -> &[Cell] {
        &self.0.constructs
    }

    /// Cells by criterion.
    pub fn criteria(&self) -> &[Cell] {
        &self.0.criteria
    }

    /// What was shown to whom, for the next release of the same ratings. It holds salted hashes of people, not marks.
    pub fn record(&self) -> &ReleaseRecord {
        &self.0.record
    }

    /// What was scored; for rooms that show only what this release shows.
    pub(crate) fn scores(&self) -> &Scores {
        &self.0.scores
    }

    /// What may be shown, as canonical JSON.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            schema_version: u32,
            kind: &'static str,
            rubric: super::RubricName<'a>,
            minimum_adults: u32,
            minimum_students: u32,
            open_teams: &'a [String],
            coverage: &'a [ReleasedCoverage],
            constructs: &'a [Cell],
            criteria: &'a [Cell],
        }
        let document = Document {
            schema_version: 1,
            kind: "collabpro.released",
            rubric: super::RubricName { id: self.rubric().id(), version: self.rubric().version() },
            minimum_adults: self.policy().minimum_adults,
            minimum_students: self.policy().minimum_students,
            open_teams: self.open_teams(),
            coverage: self.coverage(),
            constructs: self.constructs(),
            criteria: self.criteria(),
        };
        serde_json::to_string(&document).unwrap_or_default()
    }
}

impl Scores {
    /// Passes the scores through a confidentiality policy.
    ///
    /// # Errors
    /// `invalid_option`; `grain_too_coarse` when the counts do not say who marked what; `rubric_mismatch` when an
    /// earlier release was of another rubric.
    ///
    /// ```
    /// use collabpro_core::{Ratings, Rubric, scoring::{Observed, Policy}};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,3\nBirch,r2,1a,2\n";
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// let released = scores.release(&Policy::default())?;
    /// assert!(!released.constructs()[0].is_shown(), "two people are too few to show");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn release(&self, policy: &Policy) -> Result<Released> {
        policy.check()?;
        let Counts::Raters(counts) = self.tally().counts() else {
            return Err(Problem::new(ErrorCode::GrainTooCoarse, Place::path("tally")).into());
        };
        for record in &policy.previous {
            record.check(self.rubric())?;
        }
        let members = record::Members::of(self.tally(), counts, &policy.salt);
        let release = Release { scores: self, policy, minima: minima(self, policy), members };
        let mut criteria: Vec<Cell> = self.criteria().iter().map(|score| release.cell(score)).collect();
        let mut constructs: Vec<Cell> = self.constructs().iter().map(|score| release.cell(score)).collect();
        release.prefer_groups(&mut constructs);
        release.prefer_groups(&mut criteria);
        release.audit(&mut constructs);
        release.audit(&mut criteria);
        close_constructs(&mut criteria);
        for (cells, scores) in [(&mut constructs, self.constructs()), (&mut criteria, self.criteria())] {
            for (cell, score) in cells.iter_mut().zip(scores) {
                coarse::fill(
                    cell,
                    score,
                    release.minimum(&score.unit, &score.occasion, score.role.as_deref()),
                );
            }
        }
        let coverage = self.coverage().iter().map(|row| release.coverage(row)).collect();
        let record = release.record(&constructs, &criteria);
        let open =
            self.units().iter().filter(|unit| unit.open_team.is_some()).map(|unit| unit.id.clone()).collect();
        Ok(Released(Arc::new(Inner {
            scores: self.clone(),
            policy: policy.clone(),
            open,
            coverage,
            constructs,
            criteria,
            record,
        })))
    }
}

type Place3<'a> = (&'a str, &'a str, Option<&'a str>);

/// The smallest number of people that each group may be shown with; everyone needs the largest of its groups.
fn minima<'a>(scores: &'a Scores, policy: &Policy) -> BTreeMap<Place3<'a>, u32> {
    let mut minima = BTreeMap::new();
    for row in scores.coverage() {
        let minimum = policy.minimum(scores.rubric().group(row.role.as_deref().unwrap_or("")));
        minima.insert((row.unit.as_str(), row.occasion.as_str(), row.role.as_deref()), minimum);
        if row.role.is_some() {
            let everyone = minima.entry((row.unit.as_str(), row.occasion.as_str(), None)).or_insert(minimum);
            *everyone = (*everyone).max(minimum);
        }
    }
    minima
}

/// Rule 4: a construct and all of its criteria but one would give that one away.
fn close_constructs(criteria: &mut [Cell]) {
    let key =
        |cell: &Cell| (cell.unit.clone(), cell.occasion.clone(), cell.role.clone(), cell.construct.clone());
    let withheld: BTreeSet<_> = criteria.iter().filter(|cell| !cell.is_shown()).map(key).collect();
    for cell in criteria.iter_mut().filter(|cell| cell.is_shown()) {
        if withheld.contains(&key(cell)) {
            cell.withheld = Some(Withheld::CriterionWithheld);
        }
    }
}

struct Release<'a> {
    scores: &'a Scores,
    policy: &'a Policy,
    minima: BTreeMap<Place3<'a>, u32>,
    members: record::Members,
}

impl Release<'_> {
    fn minimum(&self, unit: &str, occasion: &str, role: Option<&str>) -> u32 {
        self.minima.get(&(unit, occasion, role)).copied().unwrap_or(self.policy.minimum_students)
    }

    /// Whether marks of this unit are shown as they are.
    fn is_open(&self, unit: &str) -> bool {
        let agreed = self.scores.units().get(unit).is_some_and(|unit| unit.open_team.is_some());
        agreed || self.scores.tally().kind() == RatingKind::Consensus
    }

    /// Rules 1 and the classroom's: a cell by itself.
    fn cell(&self, score: &Score) -> Cell {
        let minimum = self.minimum(&score.unit, &score.occasion, score.role.as_deref());
        let open = self.is_open(&score.unit);
        let kind = self.scores.units().get(&score.unit).and_then(|unit| unit.kind);
        let students =
            score.role.as_deref().is_some_and(|role| self.scores.rubric().group(role) == Group::Student);
        let withheld = match () {
            () if open => None,
            () if score.raters < minimum => Some(Withheld::FewerThanMinimum),
            () if students && kind == Some(UnitKind::Classroom) => Some(Withheld::ClassroomStudents),
            () => None,
        };
        let small = score.raters < minimum && !open;
        Cell {
            unit: score.unit.clone(),
            occasion: score.occasion.clone(),
            role: score.role.clone(),
            construct: score.construct.clone(),
            criterion: score.criterion.clone(),
            lines: score.lines.len() as u32,
            people: if small { People::FewerThan(minimum) } else { People::Number(score.raters) },
            size: score.size,
            withheld,
            detail: coarse::detail(score, open),
            cut: score.cut.clone(),
            shares: Vec::new(),
            distribution: None,
            median: None,
            mean: None,
            lacking: score.lacking.clone(),
            undefined: BTreeMap::new(),
            cautions: score.cautions.clone(),
        }
    }

    /// Rule 2: everyone together only where no single group is shown.
    fn prefer_groups(&self, cells: &mut [Cell]) {
        if self.policy.total == Total::Always {
            return;
        }
        let measure = |cell: &Cell| {
            (cell.unit.clone(), cell.occasion.clone(), cell.construct.clone(), cell.criterion.clone())
        };
        let grouped: BTreeSet<_> =
            cells.iter().filter(|cell| cell.role.is_some() && cell.is_shown()).map(measure).collect();
        for cell in cells.iter_mut().filter(|cell| cell.role.is_none() && cell.is_shown()) {
            if grouped.contains(&measure(cell)) && !self.is_open(&cell.unit) {
                cell.withheld = Some(Withheld::GroupsShown);
            }
        }
    }

    /// Rule 3: nothing small may be computed from what is shown.
    fn audit(&self, cells: &mut [Cell]) {
        let mut measures: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (at, cell) in cells.iter().enumerate() {
            if cell.is_shown() && !self.is_open(&cell.unit) {
                measures.entry((cell.occasion.clone(), measure(cell))).or_default().push(at);
            }
        }
        for ((occasion, measure), own) in measures {
            let previous = self.policy.previous.iter().flat_map(|record| &record.cells);
            let previous = previous.filter(|cell| cell.occasion == occasion && cell.measure == measure);
            let fixed = previous.map(|cell| audit::Set {
                members: cell.members.clone(),
                minimum: cell.minimum,
                fixed: true,
            });
            let mut sets: Vec<audit::Set> = fixed.collect();
            let first = sets.len();
            sets.extend(own.iter().map(|at| audit::Set {
                members: self.members.of_cell(&cells[*at], self.scores.rubric()),
                minimum: self.minimum(&cells[*at].unit, &cells[*at].occasion, cells[*at].role.as_deref()),
                fixed: false,
            }));
            for set in audit::withhold(sets) {
                cells[own[set - first]].withheld = Some(Withheld::Complement);
            }
        }
    }

    fn coverage(&self, row: &super::Coverage) -> ReleasedCoverage {
        let minimum = self.minimum(&row.unit, &row.occasion, row.role.as_deref());
        let small = row.raters < minimum && !self.is_open(&row.unit);
        ReleasedCoverage {
            unit: row.unit.clone(),
            occasion: row.occasion.clone(),
            role: row.role.clone(),
            people: if small { People::FewerThan(minimum) } else { People::Number(row.raters) },
            size: row.size,
        }
    }

    fn record(&self, constructs: &[Cell], criteria: &[Cell]) -> ReleaseRecord {
        let shown = constructs.iter().chain(criteria).filter(|cell| cell.is_shown());
        let closed = shown.filter(|cell| !self.is_open(&cell.unit));
        let cells = closed.map(|cell| RecordedCell {
            unit: cell.unit.clone(),
            occasion: cell.occasion.clone(),
            role: cell.role.clone(),
            measure: measure(cell),
            minimum: self.minimum(&cell.unit, &cell.occasion, cell.role.as_deref()),
            members: self.members.of_cell(cell, self.scores.rubric()),
        });
        ReleaseRecord::new(self.scores.rubric(), cells.collect())
    }
}

/// What a cell measures, in one word: the construct, or the criterion.
fn measure(cell: &Cell) -> String {
    match &cell.criterion {
        None => cell.construct.to_string(),
        Some(id) => format!("criterion:{id}"),
    }
}

#[cfg(test)]
mod tests;
