//! What is shown of a value that was adjusted for rater severity: where the observed one is, and no finer.

use super::{ReleasedAdjusted, ReleasedScore, detail};
use crate::rubric::Rubric;
use crate::scoring::{Score, Yardstick};

/// Fills a cell whose observed values are told already. Where few people stand behind "nearly all" and "nearly none", an adjusted
/// value as near to an end is not told: in figures it would say what words leave open.
pub(super) fn fill(cell: &mut ReleasedScore, score: &Score, minimum: u32, rubric: &Rubric) {
    let Some(adjusted) = &score.adjusted else { return };
    let told = match &cell.cut {
        Some(cut) => {
            let is_told = cell.at_cut().is_some_and(|share| share.value.is_some());
            let share = adjusted.share(cut).filter(|_| is_told);
            share.map(|share| (Yardstick::SHARE, share.value, share.interval))
        }
        None => {
            let mean = adjusted.mean.filter(|_| cell.mean.is_some()).zip(detail::yardstick(cell, rubric));
            mean.map(|(mean, yardstick)| (yardstick, mean.value, mean.interval))
        }
    };
    let Some((yardstick, value, interval)) = told else { return };
    let is_outside = detail::is_outside(detail::nearly(cell.detail), yardstick.part(value));
    if is_outside && detail::is_few(cell, score, minimum) {
        return;
    }
    let (value, interval) = detail::rounded(cell, (value, Some(interval)), &yardstick, rubric);
    cell.adjusted = Some(ReleasedAdjusted { by: yardstick.by, value, interval });
}
