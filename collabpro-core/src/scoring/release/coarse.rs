//! How much detail so many people can carry.

use super::{Cell, Detail, ReleasedShare, Score};
use crate::framework::Construct;
use crate::scoring::{Interval, Standing};

/// Three lines make a construct's share a mean over enough marks to be shown in finer steps.
const LINES: usize = 3;

pub(super) fn detail(score: &Score, open: bool) -> Detail {
    match () {
        () if open => Detail::Full,
        () if score.standing == Standing::Enough => Detail::WholePercent,
        () if score.lines.len() >= LINES => Detail::FivePoints,
        () => Detail::Quarters,
    }
}

/// Fills a shown cell with what its detail allows.
pub(super) fn fill(cell: &mut Cell, score: &Score, minimum: u32) {
    if !cell.is_shown() {
        return;
    }
    cell.undefined = score.undefined.clone();
    let sign = matches!(score.construct, Construct::Warning(_));
    for share in score.shares.iter().flatten() {
        if cell.detail == Detail::Quarters && Some(&share.from) != score.cut.as_ref() {
            continue;
        }
        let same = cell.detail != Detail::Full && score.raters < 2 * minimum;
        let nearly_all = (same && (share.value <= 0.0 || share.value >= 1.0)).then_some(share.value > 0.5);
        let step = Step::of(cell.detail, sign);
        let hidden = nearly_all.is_some();
        cell.shares.push(ReleasedShare {
            from: share.from.clone(),
            value: (!hidden).then(|| step.round(share.value)),
            interval: share
                .interval
                .filter(|_| !hidden && cell.detail != Detail::Quarters)
                .map(|at| step.interval(at)),
            non_response: share
                .non_response
                .filter(|_| !hidden && cell.detail != Detail::Quarters)
                .map(|at| step.interval(at)),
            nearly_all,
        });
    }
    let whole = matches!(cell.detail, Detail::Full | Detail::WholePercent);
    if whole {
        let step = Step::of(cell.detail, sign);
        cell.distribution =
            score.distribution.as_ref().map(|shares| shares.iter().map(|s| step.round(*s)).collect());
        cell.median = score.median.clone();
        cell.mean = score.mean.as_ref().map(|mean| match cell.detail {
            Detail::Full => mean.value,
            _ => (mean.value * 10.0).round() / 10.0,
        });
    }
}

/// Steps in which shares are shown, and how near to none and all they may come.
struct Step {
    parts: Option<f64>,
    edge: f64,
}

impl Step {
    fn of(detail: Detail, sign: bool) -> Self {
        let edge = if sign { 0.05 } else { 0.0 };
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
