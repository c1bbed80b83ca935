//! Whether the criteria of a construct tell the same of the units, as it may be shown.

use super::among::Among;
use crate::consistency::of_tally::{CriterionScale, PlaceRows};
use crate::consistency::study::over_rows;
use crate::consistency::{ConsistencyBasis, ConsistencyOptions};
use crate::release::Cells;
use crate::release::trust::{LEAST_UNITS, ReleasedConsistency};

/// By construct, in the rubric's order; those of one criterion, of too few units and without spread are left out.
pub(super) fn of(cells: &Cells<'_>, occasion: &str, role: Option<&str>) -> Vec<ReleasedConsistency> {
    let tally = cells.scores.tally();
    let Some(counts) = tally.respondent_counts() else { return Vec::new() };
    let rubric = tally.rubric();
    let scales =
        (0..).zip(rubric.criteria()).map(|(at, _)| CriterionScale::of(rubric, at)).collect::<Vec<_>>();
    let options = ConsistencyOptions::new().confidence(cells.scores.options().confidence);
    let mut made = Vec::new();
    for (construct, criteria) in rubric.constructs() {
        if criteria.len() < 2 || construct.is_sign() {
            continue;
        }
        let own = cells.constructs.iter().filter(|cell| cell.construct == *construct);
        let Some(among) = Among::of(tally, own, occasion, role) else { continue };
        let answers = PlaceRows::of(counts, &scales, &|one| among.holds(one));
        let asked: Vec<_> =
            criteria.iter().map(|at| usize::from(*at)).filter(|at| answers.asked[*at]).collect();
        let names = asked.iter().map(|at| rubric.criteria()[*at].id.clone()).collect::<Vec<_>>();
        let set =
            over_rows(&answers.unit_means(&scales, &asked), &names, ConsistencyBasis::UnitMeans, options);
        if let (Some(alpha), Some(interval)) = (set.raw.alpha, set.interval)
            && set.complete >= LEAST_UNITS as u64
        {
            let construct = construct.clone();
            made.push(ReleasedConsistency { construct, alpha, interval, units: set.complete });
        }
    }
    made
}
