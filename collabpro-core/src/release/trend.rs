//! A trend as it may be shown: only through cells that a release shows, in the steps of the coarsest.

use super::Released;
use super::by_place::Spot;
use super::change::Steps;
use crate::comparison::{Family, Trend, TrendEntry, TrendPoint, Verdict};
use crate::framework::Construct;
use crate::scoring::Interval;

/// A trend as it may be shown.
#[derive(Clone)]
pub(crate) struct ReleasedTrend {
    /// Id of the unit.
    pub(crate) unit: String,
    /// Id of the role; null: everyone.
    pub(crate) role: Option<String>,
    /// What is measured.
    pub(crate) construct: Construct,
    /// Whether it was chosen beforehand.
    pub(crate) family: Family,
    /// What can be said.
    pub(crate) verdict: Verdict,
    /// Rise from the first to the last occasion by the line, as a part of the scale, in the steps that may be shown.
    pub(crate) rise: Option<f64>,
    /// Its interval, unadjusted, in the same steps.
    pub(crate) interval: Option<Interval>,
    /// A rise or fall of less is about the same.
    pub(crate) margin: f64,
    /// Occasions that the line goes through.
    pub(crate) occasions: usize,
    /// Whether the ratings leave the line by more than chance.
    pub(crate) bends: bool,
    /// People at the last occasion.
    pub(crate) raters: u32,
}

impl Released {
    /// Whether a trend can have been made from the scores that were released, as far as the release shows them.
    pub(crate) fn is_source_of_trend(&self, trend: &Trend) -> bool {
        let cells = self.by_place();
        let says = |entry: &TrendEntry, point: &TrendPoint| {
            cells.agrees(spot(entry, point), point.share, point.mean)
        };
        let same = |entry: &TrendEntry| entry.points.iter().all(|point| says(entry, point));
        self.rubric().takes(&trend.rubric.id, &trend.rubric.version) && trend.entries.iter().all(same)
    }

    /// The part of a trend that this release shows: every cell that a line goes through must be shown.
    pub(crate) fn trend(&self, trend: &Trend) -> Vec<ReleasedTrend> {
        let cells = self.by_place();
        let shown = |entry: &TrendEntry| {
            let used: Vec<&TrendPoint> =
                entry.points.iter().filter(|point| point.left_out.is_none()).collect();
            let of = |point: &&TrendPoint| cells.shown(spot(entry, point));
            let through = used.iter().map(of).collect::<Option<Vec<_>>>()?;
            let steps = Steps::of(entry.measured_by, &through, self.rubric())?;
            let part = |value: f64| steps.round(value) / steps.range;
            Some(ReleasedTrend {
                unit: entry.unit.clone(),
                role: entry.role.clone(),
                construct: entry.construct.clone(),
                family: entry.family,
                verdict: entry.verdict,
                rise: entry.rise.filter(|_| !steps.hidden).map(part),
                interval: entry
                    .interval
                    .filter(|_| !steps.hidden)
                    .map(|at| Interval { lower: part(at.lower), upper: part(at.upper) }),
                margin: trend.options.margin,
                occasions: used.len(),
                bends: entry.lack_of_fit == Some(true),
                raters: used.last().map_or(0, |point| point.raters),
            })
        };
        trend.entries.iter().filter_map(shown).collect()
    }
}

fn spot<'s>(entry: &'s TrendEntry, point: &'s TrendPoint) -> Spot<'s> {
    (&entry.unit, &point.occasion, entry.role.as_deref(), &entry.construct)
}
