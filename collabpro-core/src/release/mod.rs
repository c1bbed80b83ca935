#![doc = include_str!("../../docs/release.md")]

mod adjusted;
mod audit;
mod by_place;
mod cell;
mod cells;
mod change;
mod detail;
mod diagnosis;
mod disagreement;
mod grouped;
mod guarded;
mod members;
mod policy;
mod record;
mod released;
mod response_shift;
#[cfg(feature = "research")]
mod roll_up;
mod salt;
mod sides;
#[cfg(feature = "research")]
mod similarity;
#[cfg(feature = "research")]
mod sites;
mod table;
mod trend;
mod trust;
mod voice;

pub use cell::{
    Detail, RaterCount, ReleasedAdjusted, ReleasedCoverage, ReleasedMean, ReleasedScore, ReleasedShare,
    Withheld,
};
pub use change::ReleasedChange;
pub use diagnosis::ReleasedDiagnosis;
pub use disagreement::{ReleasedDisagreement, ReleasedGap, ReleasedSight, ReleasedSpread};
pub use policy::{Policy, Total};
pub use record::{RecordedCriterion, RecordedScore, ReleaseRecord};
pub use released::Released;
pub(crate) use response_shift::ReleasedResponseShift;
#[cfg(feature = "research")]
pub(crate) use roll_up::ReleasedRollUp;
pub(crate) use salt::missing as salt_missing;
pub use salt::new_salt;
#[cfg(feature = "research")]
pub(crate) use sites::OwnPairs;
pub use table::ReleasedTable;
pub(crate) use trend::ReleasedTrend;
pub(crate) use trust::{Between, LEAST_UNITS, RELIABLE, ReleasedConsistency, ReleasedTrust};
pub(crate) use voice::voice;

use self::cells::Cells;
use self::grouped::Grouped;
use self::salt::Codes;
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::watch::{Stages, Watch, Watched, ask};
use crate::ratings::RatingKind;
use crate::rubric::Group;
use crate::scoring::{Scores, Undefined, of_unit};
use crate::tally::Counts;

/// Cells between two questions to the watcher.
const STRETCH: usize = 1 << 12;

impl Scores {
    /// Passes the scores through a confidentiality policy.
    ///
    /// # Errors
    /// `invalid_option`; `invalid_salt` for one that is too short, or not that of an earlier release; `grain_too_coarse`
    /// when the counts do not say who rated what; `rubric_mismatch` when an earlier release was of another rubric.
    ///
    /// ```
    /// use collabpro_core::{Observed, Policy, Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,3\nBirch,r2,1a,2\n";
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// let released = scores.release(&Policy::default())?;
    /// assert!(!released.constructs()[0].is_shown(), "two people are too few to show");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn release<'w, 'p>(&self, policy: impl Into<Watched<'w, &'p Policy>>) -> Result<Released> {
        policy.into().run(|policy, watch| self.shown(policy, watch))
    }

    /// The constructs as they are shown where nothing else is.
    #[cfg(test)]
    pub(crate) fn constructs_alone(&self) -> Result<Vec<ReleasedScore>> {
        let policy = &Policy::default();
        let release = Release { scores: self, policy, members: members::Members::default() };
        let shown = |one: &Grouped<'_>| {
            let mut cell = release.cell(one);
            detail::fill(&mut cell, one.score, one.minimum, self.rubric());
            cell
        };
        let mut cells: Vec<_> = release.grouped(self.constructs().iter()).iter().map(shown).collect();
        sides::tell(&mut cells, self.options().confidence)?;
        Ok(cells)
    }

    fn shown(&self, policy: &Policy, watch: &mut dyn Watch) -> Result<Released> {
        policy.problems().finish(())?;
        let Counts::Raters(counts) = self.tally().counts() else {
            return Err(Problem::new(ErrorCode::GrainTooCoarse, Place::path("tally")).into());
        };
        let mut codes = Codes::new(policy.salt.as_deref());
        for record in policy.previous.iter() {
            record.check(self.rubric(), codes.check())?;
        }
        let open = |unit: &str, role: Option<&str>| {
            self.units().get(unit).is_some_and(|unit| unit.is_open_for(role))
        };
        // Who rated what, the cells, what can be computed, what is shown, and the three studies of a release.
        let share = (self.constructs().len() + self.criteria().len()) as u64;
        let stages = &mut Stages::of(7 * share, watch);
        let members = members::Members::of(self.tally(), counts, &mut codes, open, &mut stages.stage(share))?;
        let release = Release { scores: self, policy, members };
        let scores = release.grouped(self.constructs().iter().chain(self.criteria()));
        let mut cells = Vec::with_capacity(scores.len());
        let watch = &mut stages.stage(share);
        for (at, score) in scores.iter().enumerate() {
            if at % STRETCH == 0 {
                ask(watch, at as u64, Some(share))?;
            }
            cells.push(release.cell(score));
        }
        let (constructs, criteria) = cells.split_at_mut(self.constructs().len());
        release.prefer_groups(constructs);
        release.prefer_groups(criteria);
        close_constructs(criteria);
        release.audit(&mut cells, &scores, &mut stages.stage(share))?;
        close_constructs(&mut cells[self.constructs().len()..]);
        let watch = &mut stages.stage(share);
        for (at, (cell, score)) in cells.iter_mut().zip(&scores).enumerate() {
            if at % STRETCH == 0 {
                ask(watch, at as u64, Some(share))?;
            }
            detail::fill(cell, score.score, score.minimum, self.rubric());
            adjusted::fill(cell, score.score, score.minimum, self.rubric());
        }
        sides::tell(&mut cells[..self.constructs().len()], self.options().confidence)?;
        let coverage = self.coverage().iter().map(|row| release.coverage(row)).collect();
        let record = codes.check().map(|check| release.record(check, &cells, &scores));
        let criteria = cells.split_off(self.constructs().len());
        let cells = Cells { scores: self, policy, constructs: cells, criteria };
        Released::new(cells, coverage, record, stages, share)
    }
}

type Place3<'a> = (&'a str, &'a str, Option<&'a str>);

/// Rule 4: a construct and all of its criteria but one would give that one away.
fn close_constructs(criteria: &mut [ReleasedScore]) {
    let same = |a: &ReleasedScore, b: &ReleasedScore| {
        a.construct == b.construct && a.role == b.role && a.unit == b.unit && a.occasion == b.occasion
    };
    for construct in criteria.chunk_by_mut(same) {
        if construct.iter().any(|cell| !cell.is_shown()) {
            for cell in construct.iter_mut().filter(|cell| cell.is_shown()) {
                cell.withheld = Some(Withheld::CriterionWithheld);
            }
        }
    }
}

struct Release<'a> {
    scores: &'a Scores,
    policy: &'a Policy,
    members: members::Members<'a>,
}

impl<'a> Release<'a> {
    /// The smallest number of people that a group may be shown with; everyone needs the largest of its groups.
    fn minimum(&self, unit: &str, occasion: &str, role: Option<&str>) -> u32 {
        let of = |role: &str| self.policy.minimum(self.scores.rubric().group(role));
        if let Some(role) = role {
            return of(role);
        }
        let here = of_unit(self.scores.coverage(), unit, |row| &row.unit).iter();
        let here = here.filter(|row| row.occasion == occasion);
        let largest = here.map(|row| of(row.role.as_deref().unwrap_or(""))).max();
        largest.unwrap_or_else(|| self.policy.minimum(Group::Student))
    }

    /// Whether ratings of this group are shown as they are.
    fn is_open(&self, unit: &str, role: Option<&str>) -> bool {
        let open = self.scores.units().get(unit).is_some_and(|unit| unit.is_open_for(role));
        open || self.scores.tally().kind() == RatingKind::Consensus
    }

    /// Rules 1 and the classroom's: a cell by itself.
    fn cell(&self, one: &Grouped<'_>) -> ReleasedScore {
        let Grouped { score, minimum, open, class, .. } = *one;
        let withheld = match () {
            () if open => None,
            () if score.raters < minimum => Some(Withheld::FewerThanMinimum),
            () if class => Some(Withheld::ClassroomStudents),
            () => None,
        };
        let small = score.raters < minimum && !open;
        ReleasedScore {
            unit: score.unit.clone(),
            occasion: score.occasion.clone(),
            role: score.role.clone(),
            construct: score.construct.clone(),
            criterion: score.criterion.clone(),
            criteria: score.criteria.len() as u32,
            raters: if small { RaterCount::FewerThan(minimum) } else { RaterCount::Number(score.raters) },
            size: score.size,
            withheld,
            detail: detail::detail(score, open),
            cut: score.cut.clone(),
            shares: Vec::new(),
            above_half: None,
            distribution: None,
            median: None,
            mean: None,
            adjusted: None,
            lacking: Vec::new(),
            undefined: Undefined::default(),
            cautions: Vec::new(),
        }
    }

    /// Rule 2: everyone together only where no single group is shown.
    fn prefer_groups(&self, cells: &mut [ReleasedScore]) {
        if self.policy.total == Total::Always {
            return;
        }
        for place in cells.chunk_by_mut(|a, b| a.unit == b.unit && a.occasion == b.occasion) {
            let first = place.partition_point(|cell| cell.role.is_none());
            let (everyone, groups) = place.split_at_mut(first);
            for cell in everyone.iter_mut().filter(|cell| cell.is_shown() && !self.is_open(&cell.unit, None))
            {
                let same = |group: &ReleasedScore| {
                    group.is_shown() && group.construct == cell.construct && group.criterion == cell.criterion
                };
                if groups.iter().any(same) {
                    cell.withheld = Some(Withheld::GroupsShown);
                }
            }
        }
    }

    fn coverage(&self, row: &crate::scoring::Coverage) -> ReleasedCoverage {
        let minimum = self.minimum(&row.unit, &row.occasion, row.role.as_deref());
        let small = row.raters < minimum && !self.is_open(&row.unit, row.role.as_deref());
        ReleasedCoverage {
            unit: row.unit.clone(),
            occasion: row.occasion.clone(),
            role: row.role.clone(),
            raters: if small { RaterCount::FewerThan(minimum) } else { RaterCount::Number(row.raters) },
            size: row.size,
        }
    }

    fn record(&self, check: u128, cells: &[ReleasedScore], scores: &[Grouped<'_>]) -> ReleaseRecord {
        let rubric = self.scores.rubric();
        let mut recorded = Vec::new();
        for (cell, score) in cells.iter().zip(scores) {
            if score.is_guarded(cell) {
                recorded.push(RecordedScore {
                    unit: cell.unit.clone(),
                    occasion: cell.occasion.clone(),
                    role: cell.role.clone(),
                    construct: cell.construct.clone(),
                    criterion: cell.criterion.clone(),
                    minimum: score.minimum,
                    criteria: self.members.criteria(score, rubric),
                });
            }
        }
        ReleaseRecord::new(rubric, check, recorded)
    }
}

#[cfg(test)]
mod tests;
