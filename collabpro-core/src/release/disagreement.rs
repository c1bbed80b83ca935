//! Disagreement as it may be shown: only cells that a release shows, and no counts of sides below ten people.

use std::mem::take;

use collabpro_derive::Read;
use serde::Serialize;

use crate::base::error::Result;
use crate::base::watch::Watch;
use crate::disagreement::{Disagreement, DisagreementOptions, Spread, SpreadPattern};
use crate::framework::{Construct, UnitKind};
use crate::ratings::RatingKind;
use crate::release::{Cells, Detail, ReleasedScore};
use crate::rubric::Group;
use crate::scoring::MeasuredBy;

/// How far ratings lie apart, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedSpread {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What the criterion measures.
    pub construct: Construct,
    /// Id of the criterion.
    pub criterion: String,
    /// People who rated it.
    pub raters: u32,
    /// Mean distance of two different people's ratings, in categories; null below ten people.
    pub distance: Option<f64>,
    /// By what the sides are told apart.
    pub measured_by: MeasuredBy,
    /// Ratings below the cut and at the cut or above, or below the mean and above it; null below ten people.
    pub sides: Option<[u32; 2]>,
    /// Whether it is wider than the group's ratings usually are, by the rule.
    pub stands_out: bool,
    /// Whether it is among the three widest without standing out: it may be chance.
    pub widest: bool,
    /// The shape, where it stands out or is among the widest.
    pub pattern: Option<SpreadPattern>,
}

/// How two groups differ, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedGap {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Ids of the two roles; the first rated higher.
    pub roles: [String; 2],
    /// What the criterion measures.
    pub construct: Construct,
    /// Id of the criterion.
    pub criterion: String,
    /// Whether the groups answered differently worded questions.
    pub worded_apart: bool,
}

/// What one group sees and another does not, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedSight {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Ids of the two roles; more of the first have seen it.
    pub roles: [String; 2],
    /// What the criterion measures.
    pub construct: Construct,
    /// Id of the criterion.
    pub criterion: String,
    /// Share of each group that has seen it, in quarters unless the unit is open; null where a group has fewer people on
    /// one side than may be told.
    pub seen: Option<[f64; 2]>,
    /// Whether the groups answered differently worded questions.
    pub worded_apart: bool,
}

/// Where people see it differently, as it may be shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedDisagreement {
    /// Within informant groups.
    pub criteria: Vec<ReleasedSpread>,
    /// Between informant groups, only where they differ.
    pub gaps: Vec<ReleasedGap>,
    /// Who sees what others do not, only where they differ and both groups are large enough to be shown.
    pub sight: Vec<ReleasedSight>,
}

/// The part of a disagreement that a release shows; empty for agreed ratings.
pub(super) fn of(cells: &Cells<'_>, watch: &mut dyn Watch) -> Result<ReleasedDisagreement> {
    if cells.scores.tally().kind() == RatingKind::Consensus {
        return Ok(ReleasedDisagreement::default());
    }
    let mut found = cells.scores.disagreement(DisagreementOptions::default().watch(watch))?;
    let mut shown = Shown(Vec::new());
    for cell in cells.criteria.iter().filter(|cell| cell.is_shown()) {
        let Some(criterion) = &cell.criterion else { continue };
        shown.0.push(((&cell.unit, &cell.occasion, cell.role.as_deref(), criterion), cell));
    }
    shown.0.sort_unstable_by_key(|(key, _)| *key);
    let criteria = spreads(take(&mut found.criteria), &shown);
    let gaps = gaps(&found, &shown);
    Ok(ReleasedDisagreement { criteria, gaps, sight: sight(&found, cells) })
}

type Key<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);

/// The cells of criteria that are shown, in the order of their keys.
struct Shown<'a>(Vec<(Key<'a>, &'a ReleasedScore)>);

impl<'a> Shown<'a> {
    fn get(
        &self,
        unit: &str,
        occasion: &str,
        role: Option<&str>,
        criterion: &str,
    ) -> Option<&'a ReleasedScore> {
        let found = self.0.binary_search_by_key(&(unit, occasion, role, criterion), |(key, _)| *key);
        Some(self.0[found.ok()?].1)
    }
}

fn spreads(found: Vec<Spread>, shown: &Shown<'_>) -> Vec<ReleasedSpread> {
    let released = found.into_iter().filter_map(|spread| {
        let cell = shown.get(&spread.unit, &spread.occasion, spread.role.as_deref(), &spread.criterion)?;
        let detailed = cell.detail <= Detail::WholePercent;
        // Where only "nearly all" may be said, the sides are no longer open.
        let open = cell.at_cut().map_or(cell.mean.is_some(), |share| share.nearly_all.is_none());
        Some(ReleasedSpread {
            unit: spread.unit,
            occasion: spread.occasion,
            role: spread.role,
            construct: spread.construct,
            criterion: spread.criterion,
            raters: spread.raters,
            measured_by: spread.measured_by,
            distance: spread.distance.filter(|_| detailed && open).map(|distance| match cell.detail {
                Detail::Full => distance,
                _ => (distance * 10.0).round() / 10.0,
            }),
            sides: (detailed && open).then_some([spread.below, spread.above]),
            stands_out: spread.stands_out == Some(true),
            widest: spread.widest,
            pattern: spread.pattern,
        })
    });
    released.collect()
}

fn gaps(found: &Disagreement, shown: &Shown<'_>) -> Vec<ReleasedGap> {
    let differing = found.gaps.iter().filter(|gap| gap.differs == Some(true));
    let released = differing.filter(|gap| {
        let is_shown = |role: &str| shown.get(&gap.unit, &gap.occasion, Some(role), &gap.criterion).is_some();
        gap.roles.iter().all(|role| is_shown(role))
    });
    let ordered = released.map(|gap| {
        let [first, second] = gap.roles.clone();
        let higher = gap.gap.is_none_or(|gap| gap >= 0.0);
        ReleasedGap {
            unit: gap.unit.clone(),
            occasion: gap.occasion.clone(),
            roles: if higher { [first, second] } else { [second, first] },
            construct: gap.construct.clone(),
            criterion: gap.criterion.clone(),
            worded_apart: gap.worded_apart,
        }
    });
    ordered.collect()
}

/// A group is told of where it is as large as the policy asks for, and no students of a single classroom, who would be
/// speaking of one teacher; and its share where that holds on both sides too, or
/// where all stand on one: else few people would be told by what they have not seen.
fn sight(found: &Disagreement, cells: &Cells<'_>) -> Vec<ReleasedSight> {
    let (units, rubric) = (cells.scores.units(), cells.scores.rubric());
    let mut made = Vec::new();
    for one in found.sight.iter().filter(|one| one.differs == Some(true)) {
        let open = |role: &String| units.get(&one.unit).is_some_and(|unit| unit.is_open_for(Some(role)));
        let least = |role: &String| cells.policy.minimum(rubric.group(role));
        let classroom = units.get(&one.unit).and_then(|unit| unit.kind) == Some(UnitKind::Classroom);
        let of_one = |role: &String| classroom && rubric.group(role) == Group::Student;
        let told_of = |at: usize| {
            let role = &one.roles[at];
            open(role) || one.raters[at] >= least(role) && !of_one(role)
        };
        if !(told_of(0) && told_of(1)) {
            continue;
        }
        let told = |at: usize| {
            let (unseen, least) = (one.not_observed[at], least(&one.roles[at]));
            let sides = [unseen, one.raters[at] - unseen];
            let few = sides.iter().any(|side| (1..least).contains(side));
            let share = f64::from(sides[1]) / f64::from(one.raters[at]);
            match open(&one.roles[at]) {
                true => Some(share),
                false => (!few).then(|| (share * 4.0).round() / 4.0),
            }
        };
        let (first, second) = if one.gap.is_none_or(|gap| gap >= 0.0) { (0, 1) } else { (1, 0) };
        made.push(ReleasedSight {
            unit: one.unit.clone(),
            occasion: one.occasion.clone(),
            roles: [one.roles[first].clone(), one.roles[second].clone()],
            construct: one.construct.clone(),
            criterion: one.criterion.clone(),
            seen: told(first).zip(told(second)).map(|(first, second)| [first, second]),
            worded_apart: one.worded_apart,
        });
    }
    made
}
