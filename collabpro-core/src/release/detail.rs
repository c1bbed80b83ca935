//! How much detail so many people can carry.

use super::{Detail, ReleasedScore, ReleasedShare, Score};
use crate::rubric::Rubric;
use crate::scoring::{Interval, Standing};

/// Three criteria make a construct's share a mean over enough ratings to be shown in finer steps.
const CRITERIA: usize = 3;

pub(super) fn detail(score: &Score, open: bool) -> Detail {
    match () {
        () if open => Detail::Full,
        () if score.standing == Standing::Enough => Detail::WholePercent,
        () if score.criteria.len() >= CRITERIA => Detail::FivePoints,
        () => Detail::Quarters,
    }
}

/// Shares this near to none or all are "nearly all" where few people stand behind them: everyone, or all but one.
const NEARLY: f64 = 0.075;
/// The same where the share is shown in quarters.
const NEARLY_QUARTERS: f64 = 0.125;

/// Fills a shown cell with what its detail allows.
pub(super) fn fill(cell: &mut ReleasedScore, score: &Score, minimum: u32, rubric: &Rubric) {
    if !cell.is_shown() {
        return;
    }
    cell.undefined = score.undefined.clone();
    cell.lacking = score.lacking.clone();
    cell.cautions = score.cautions.clone();
    let few = cell.detail != Detail::Full && score.raters < 2 * minimum;
    let step = Step::of(cell.detail, is_delicate(cell, rubric));
    for share in score.shares.iter().flatten() {
        let nearly = if cell.detail == Detail::Quarters { NEARLY_QUARTERS } else { NEARLY };
        let outside = share.value <= nearly || share.value >= 1.0 - nearly;
        let nearly_all = (few && outside).then_some(share.value > 0.5);
        if cell.detail == Detail::Quarters && Some(&share.from) != score.cut.as_ref() {
            continue;
        }
        let range = |range: Option<Interval>| {
            let shown = range.filter(|_| nearly_all.is_none() && cell.detail != Detail::Quarters);
            shown.map(|range| step.interval(range))
        };
        cell.shares.push(ReleasedShare {
            from: share.from.clone(),
            value: nearly_all.is_none().then(|| step.round(share.value)),
            interval: range(share.interval),
            non_response: range(share.non_response),
            nearly_all,
        });
    }
    if !matches!(cell.detail, Detail::Full | Detail::WholePercent) {
        return;
    }
    cell.median = score.median.clone();
    // They would tell what "nearly all" does not.
    if cell.shares.iter().all(|share| share.nearly_all.is_none()) && !(few && one_category(score)) {
        let rounded = |shares: &Vec<f64>| shares.iter().map(|share| step.round(*share)).collect();
        cell.distribution = score.distribution.as_ref().map(rounded);
        cell.mean = score.mean.as_ref().map(|mean| match cell.detail {
            Detail::Full => mean.value,
            _ => (mean.value * 10.0).round() / 10.0,
        });
    }
}

/// Whether a shown cell can be of scores with this share at the cut.
pub(super) fn says(cell: &ReleasedScore, share: f64, rubric: &Rubric) -> bool {
    cell.at_cut().is_some_and(|shown| match shown.value {
        Some(value) => value == Step::of(cell.detail, is_delicate(cell, rubric)).round(share),
        None => shown.nearly_all == Some(share > 0.5),
    })
}

/// Whether nearly all ratings fell into one category, on a scale without a cut.
fn one_category(score: &Score) -> bool {
    score.shares.is_none() && score.distribution.iter().flatten().any(|share| *share >= 1.0 - NEARLY)
}

/// Signs and criteria about leaders: that everyone or no one said so would point at few.
fn is_delicate(cell: &ReleasedScore, rubric: &Rubric) -> bool {
    let about_leaders = |id: &String| rubric.criterion(id).is_some_and(|criterion| criterion.about_leaders);
    cell.construct.is_sign() || cell.criterion.as_ref().is_some_and(about_leaders)
}

/// Steps in which shares are shown, and how near to none and all they may come.
struct Step {
    parts: Option<f64>,
    edge: f64,
}

impl Step {
    fn of(detail: Detail, delicate: bool) -> Self {
        let edge = if delicate { 0.05 } else { 0.0 };
        match detail {
            Detail::Full => Self { parts: None, edge: 0.0 },
            Detail::WholePercent => Self { parts: Some(100.0), edge },
            Detail::FivePoints => Self { parts: Some(20.0), edge: 0.05 },
            Detail::Quarters => Self { parts: Some(4.0), edge: 0.0 },
        }
    }

    fn round(&self, share: f64) -> f64 {
        match self.parts {
            None => share,
            Some(parts) => ((share * parts).round() / parts).clamp(self.edge, 1.0 - self.edge),
        }
    }

    fn interval(&self, at: Interval) -> Interval {
        match self.parts {
            None => at,
            Some(parts) => Interval {
                lower: (at.lower * parts).round() / parts,
                upper: (at.upper * parts).round() / parts,
            },
        }
    }
}
