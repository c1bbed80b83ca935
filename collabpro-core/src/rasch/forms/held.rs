//! Raters whose own terms the data cannot give: they are held to severity alone, and it is said why.

use super::design::Design;
use crate::rasch::RaterForm;
use crate::rasch::design::patterns::rating;
use crate::scoring::Reason;

/// A stretch of thresholds needs so many categories: with two there is always one that fits.
const CATEGORIES: usize = 3;

/// For each element of the raters' facet why it can have no terms of its own.
pub(super) fn held(design: &Design, form: RaterForm, ranks: &[(usize, usize)]) -> Vec<Option<Reason>> {
    let Design { rows, active, raters, .. } = design;
    let count = rows.levels[*raters];
    let most = (0..active.map.len()).map(|group| active.steps(group) + 1).max().unwrap_or(0);
    let mut used = vec![vec![false; most]; count];
    let pairs = design.location.map_or(0, |(_, pairs)| rows.levels[pairs]);
    let mut ends = vec![[false; 2]; pairs];
    for row in &active.rows {
        let at = *row as usize;
        let cell = rows.cell(at);
        let group = design.long.form.group(cell);
        let category = usize::from(rating(rows, active, group, at));
        used[cell[*raters] as usize][category] = true;
        if let Some((_, pairs)) = design.location {
            let [above, below] = &mut ends[cell[pairs] as usize];
            *above |= category > 0;
            *below |= category < active.steps(group);
        }
    }
    let mut is_extreme = vec![false; count];
    if let Some((_, pairs)) = design.location {
        let codes = &design.long.form.pairs[pairs - design.long.form.real()].codes;
        for ((pair, [rater, _]), ends) in codes.iter().enumerate().zip(&ends) {
            let is_there = active.is_estimated(pairs, pair as u32);
            is_extreme[*rater as usize] |= is_there && *ends != [true; 2];
        }
    }
    let why = |rater: usize| {
        let seen = used[rater].iter().filter(|used| **used).count();
        let needed = if form == RaterForm::Centrality { CATEGORIES } else { most };
        let (rank, wanted) = ranks[rater];
        match () {
            () if !active.is_estimated(*raters, rater as u32) => Some(Reason::ExtremeScore),
            () if form.has_criteria() && !form.is_stretch() && is_extreme[rater] => {
                Some(Reason::ExtremeScore)
            }
            () if form.has_thresholds() && seen < needed => Some(Reason::UnusedCategory),
            () if rank < wanted || wanted == 0 => Some(Reason::Confounded),
            () => None,
        }
    };
    (0..count).map(why).collect()
}
