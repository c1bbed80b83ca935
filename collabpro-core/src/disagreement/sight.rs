//! Who sees what others do not: criteria that one informant group rates, and of which another says "have not seen it".

use collabpro_derive::Read;
use serde::Serialize;

use super::study::Here;
use crate::framework::Construct;
use crate::scoring::{Reason, Responses};
use crate::stats::holm::holm;

/// How two informant groups of a unit differ in having seen what a criterion is about.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SightGap {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Ids of the two roles.
    pub roles: [String; 2],
    /// What the criterion measures.
    pub construct: Construct,
    /// Id of the criterion.
    pub criterion: String,
    /// Raters of each who rated it or said that they have not seen it. Raters in both roles are left out.
    pub raters: [u32; 2],
    /// How many of them have not seen it.
    pub not_observed: [u32; 2],
    /// Share of the first group that has seen it, less that of the second: -1 to 1.
    pub gap: Option<f64>,
    /// p value of no difference, adjusted over the criteria.
    pub p_adjusted: Option<f64>,
    /// Whether one group sees what the other does not.
    pub differs: Option<bool>,
    /// Whether the groups answered differently worded questions: then it is two questions and two groups.
    pub worded_apart: bool,
    /// Why numbers are null.
    pub reason: Option<Reason>,
}

/// Fewer raters than this in a group say nothing about others.
const LEAST: u32 = 3;

/// Every criterion that both groups were asked and that somebody has not seen.
pub(super) fn sight(here: &Here<'_>, roles: [&str; 2], sheets: [&Responses; 2], level: f64) -> Vec<SightGap> {
    let in_both = |rater: &u32| sheets.iter().all(|sheet| sheet.raters.binary_search(rater).is_ok());
    let criteria = here.rubric.criteria();
    let mut counts = vec![[[0_u32; 2]; 2]; criteria.len()];
    for (group, sheet) in sheets.into_iter().enumerate() {
        for (person, _) in sheet.raters.iter().enumerate().filter(|(_, rater)| !in_both(rater)) {
            for (count, seen) in counts.iter_mut().zip(sheet.seen(person)) {
                if let Some(seen) = seen {
                    count[group][usize::from(!seen)] += 1;
                }
            }
        }
    }
    let mut found = Vec::new();
    for (criterion, count) in criteria.iter().zip(&counts) {
        let [people, unseen] = [count.map(|[seen, unseen]| seen + unseen), count.map(|[_, unseen]| unseen)];
        if people.contains(&0) || unseen == [0, 0] {
            continue;
        }
        let few = people.iter().any(|people| *people < LEAST);
        let share = |group: usize| f64::from(people[group] - unseen[group]) / f64::from(people[group]);
        found.push(SightGap {
            unit: here.unit.to_owned(),
            occasion: here.occasion.to_owned(),
            roles: roles.map(str::to_owned),
            construct: criterion.construct.clone(),
            criterion: criterion.id.clone(),
            raters: people,
            not_observed: unseen,
            gap: (!few).then(|| share(0) - share(1)),
            p_adjusted: None,
            differs: None,
            worded_apart: here.worded_apart(criterion, roles),
            reason: few.then_some(Reason::TooFewRaters),
        });
    }
    let tested: Vec<_> = found.iter_mut().filter(|one| one.reason.is_none()).collect();
    let p = tested.iter().map(|one| fisher(one.raters, one.not_observed)).collect::<Vec<_>>();
    for (one, adjusted) in tested.into_iter().zip(holm(&p)) {
        one.p_adjusted = Some(adjusted);
        one.differs = Some(adjusted <= level);
    }
    found
}

/// Fisher's exact test of two shares, two-sided: how likely tables are that are no likelier than this one, among those
/// with the same sums.
pub(super) fn fisher(people: [u32; 2], hits: [u32; 2]) -> f64 {
    /// Tables whose chances differ by less are equally likely.
    const ROUNDING: f64 = 1e-7;
    let [first, second] = people.map(f64::from);
    let all = hits[0] + hits[1];
    let (least, most) = (all.saturating_sub(people[1]), all.min(people[0]));
    let mut weights = vec![1.0];
    for hit in least..most {
        let (own, rest) = (f64::from(hit), f64::from(all - hit));
        let last = weights.last().copied().unwrap_or(1.0);
        weights.push(last * ((first - own) * rest) / ((own + 1.0) * (second - rest + 1.0)));
    }
    let seen = weights.get((hits[0] - least) as usize).copied().unwrap_or(1.0);
    let total: f64 = weights.iter().sum();
    let tail: f64 = weights.iter().filter(|weight| **weight <= seen * (1.0 + ROUNDING)).sum();
    (tail / total).min(1.0)
}
