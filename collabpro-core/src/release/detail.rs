//! How much detail so many people can carry.

use super::{Detail, ReleasedMean, ReleasedScore, ReleasedShare};
use crate::rubric::Rubric;
use crate::scoring::{Interval, Mean, MeasuredBy, Score, Standing, Yardstick};

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

/// How near to none or all that is.
pub(super) fn nearly(detail: Detail) -> f64 {
    if detail == Detail::Quarters { NEARLY_QUARTERS } else { NEARLY }
}

/// Fills a shown cell with what its detail allows.
pub(super) fn fill(cell: &mut ReleasedScore, score: &Score, minimum: u32, rubric: &Rubric) {
    if !cell.is_shown() {
        return;
    }
    cell.undefined = score.undefined.clone();
    cell.lacking = score.lacking.clone();
    cell.cautions = score.cautions.clone();
    let few = is_few(cell, score, minimum);
    let step = Step::of(cell.detail, is_delicate(cell, rubric));
    let nearly = nearly(cell.detail);
    for share in score.shares.iter().flatten() {
        let nearly_all = (few && is_outside(nearly, share.value)).then_some(share.value > 0.5);
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
    let detailed = matches!(cell.detail, Detail::Full | Detail::WholePercent);
    if detailed {
        cell.median = score.median.clone();
    }
    // They would tell what "nearly all" does not.
    if cell.shares.iter().any(|share| share.nearly_all.is_some()) {
        return;
    }
    let Some((mean, yardstick)) = score.mean.as_ref().zip(yardstick(cell, rubric)) else { return };
    let by_mean = score.shares.is_none();
    if by_mean && few && is_one_sided(score, yardstick.part(mean.value), nearly) {
        return;
    }
    if detailed {
        let rounded = |shares: &Vec<f64>| shares.iter().map(|share| step.round(*share)).collect();
        cell.distribution = score.distribution.as_ref().map(rounded);
    }
    if detailed || by_mean {
        cell.mean = Some(released_mean(cell, mean, &yardstick, rubric));
    }
}

/// Whether so few people stand behind a cell that "nearly all" is no number.
pub(super) fn is_few(cell: &ReleasedScore, score: &Score, minimum: u32) -> bool {
    cell.detail != Detail::Full && score.raters < 2 * minimum
}

/// Whether that is near to none or all.
pub(super) fn is_outside(nearly: f64, share: f64) -> bool {
    share <= nearly || share >= 1.0 - nearly
}

/// What adding up in another order leaves.
pub(super) const ROUNDING: f64 = 1e-9;

/// Whether a shown cell can be of scores with this share at the cut.
pub(super) fn says(cell: &ReleasedScore, share: f64, rubric: &Rubric) -> bool {
    cell.at_cut().is_some_and(|shown| match shown.value {
        Some(value) => {
            (value - Step::of(cell.detail, is_delicate(cell, rubric)).round(share)).abs() <= ROUNDING
        }
        None => shown.nearly_all == Some(share > 0.5),
    })
}

/// The lowest and the highest share of a construct that can be shown as this one.
pub(super) fn shown_as(detail: Detail, shown: f64) -> [f64; 2] {
    let Step { parts, edge } = Step::of(detail, false);
    let half = parts.map_or(0.0, |parts| 0.5 / parts);
    let low = if shown <= edge { 0.0 } else { shown - half };
    let high = if shown >= 1.0 - edge { 1.0 } else { shown + half };
    [low, high]
}

/// Whether a shown cell can be of scores with this mean, on a scale without a cut.
pub(super) fn says_mean(cell: &ReleasedScore, mean: f64, rubric: &Rubric) -> bool {
    let mean = Mean { value: mean, interval: None, sd: None };
    let by_mean = yardstick(cell, rubric).filter(|_| cell.cut.is_none());
    by_mean.is_some_and(|yardstick| {
        let told = released_mean(cell, &mean, &yardstick, rubric).value;
        cell.mean.as_ref().is_none_or(|shown| shown.value == told)
    })
}

/// How a cell's mean is told.
pub(super) fn yardstick(cell: &ReleasedScore, rubric: &Rubric) -> Option<Yardstick> {
    let construct = || rubric.constructs().iter().find(|(construct, _)| *construct == cell.construct);
    let criterion = match &cell.criterion {
        Some(id) => rubric.position(id)?,
        None => *construct()?.1.first()?,
    };
    Some(Yardstick::mean(rubric.scale(criterion)))
}

fn released_mean(cell: &ReleasedScore, mean: &Mean, yardstick: &Yardstick, rubric: &Rubric) -> ReleasedMean {
    let (value, interval) = rounded(cell, (mean.value, mean.interval), yardstick, rubric);
    // A deviation is no place on the scale, so it has no ends to keep away from.
    let step = Step { parts: parts(cell.detail, yardstick), edge: 0.0 };
    let sd = |sd: f64| yardstick.range * step.round(sd / yardstick.range);
    let sd = match cell.detail {
        Detail::Full => mean.sd,
        Detail::WholePercent => mean.sd.map(sd),
        _ => None,
    };
    ReleasedMean { value, interval, sd }
}

/// A share or mean and its interval in the steps in which its cell is told.
pub(super) fn rounded(
    cell: &ReleasedScore,
    (value, interval): (f64, Option<Interval>),
    yardstick: &Yardstick,
    rubric: &Rubric,
) -> (f64, Option<Interval>) {
    if cell.detail == Detail::Full {
        return (value, interval);
    }
    let Step { edge, .. } = Step::of(cell.detail, is_delicate(cell, rubric));
    let step = Step { parts: parts(cell.detail, yardstick), edge };
    let told = |at: Interval| {
        let [lower, upper] = [at.lower, at.upper].map(|end| yardstick.part(end));
        yardstick.places(step.interval(Interval { lower, upper }))
    };
    let interval = interval.filter(|_| cell.detail != Detail::Quarters).map(told);
    (yardstick.place(step.round(yardstick.part(value))), interval)
}

/// Into how many parts a range is divided in which something is told; `None`: it is told as it is.
pub(super) fn parts(detail: Detail, yardstick: &Yardstick) -> Option<f64> {
    match (detail, yardstick.by) {
        (Detail::Full, _) => None,
        (Detail::WholePercent, MeasuredBy::Share) => Some(100.0),
        (Detail::WholePercent, MeasuredBy::Mean) => Some(10.0 * yardstick.steps()),
        (Detail::FivePoints, _) => Some(20.0),
        (Detail::Quarters, _) => Some(4.0),
    }
}

/// Whether nearly all ratings fell into one category, or so near to an end of the scale that the mean would say so.
fn is_one_sided(score: &Score, mean: f64, nearly: f64) -> bool {
    is_outside(nearly, mean) || score.distribution.iter().flatten().any(|share| *share >= 1.0 - NEARLY)
}

/// Signs and criteria about leaders: that everyone or no one said so would point at few.
fn is_delicate(cell: &ReleasedScore, rubric: &Rubric) -> bool {
    let about_leaders = |id: &String| rubric.criterion(id).is_some_and(|criterion| criterion.about_leaders);
    cell.construct.is_sign() || cell.criterion.as_ref().is_some_and(about_leaders)
}

/// Steps in which shares and means are shown, and how near to none and all they may come.
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
