//! Trend of a unit over three occasions and more.

mod least_squares;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use super::change::{ChangeMethod, Correction, Family, IntervalMethod, Verdict};
use super::focus::{Focus, carried};
use crate::base::error::Result;
use crate::base::table::{Rows, Table, columns, listed};
use crate::base::watch::Watch;
use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Interval, MeasuredBy, Reason, Scores};
use crate::sheet::Sheet;

/// How far occasions lie apart.
#[words]
#[derive(Default)]
pub enum Spacing {
    /// In years where every occasion's id is an ISO 8601 date of one form, otherwise one step each.
    #[default]
    Auto,
    /// One step each.
    Steps,
    /// In years.
    Years,
}

/// Options of a trend.
#[options]
pub struct TrendOptions {
    /// Ids of the occasions that the line goes through, three or more in their order; none: all, without those at which
    /// raters gave a then-test.
    occasions: Vec<String>,
    /// How far the occasions lie apart; `auto`: years where all ids are dates.
    spacing: Spacing,
    /// What every unit set out to work on, such as `tenet:joint_work`, *named at the first occasion*: tested first.
    focus: Vec<Construct>,
    /// The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.
    #[option(setter = none)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = [])))]
    focus_from: Vec<Sheet>,
    /// A rise or fall of less, from the first to the last occasion, is about the same; of means less than this part of the
    /// scale's range.
    #[option(default = 0.2, range = 0.01..=0.5)]
    pub(crate) margin: f64,
    /// How often the intervals cover; verdicts are tested at 1 less this.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

impl TrendOptions {
    /// What one unit set out to work on, from its sheet of the first occasion; once for each unit that has one.
    #[must_use]
    pub fn focus_from(mut self, sheet: &Sheet) -> Self {
        self.focus_from.push(sheet.clone());
        self
    }

    fn focus_of(&self) -> Focus<'_> {
        Focus { all: &self.focus, sheets: &self.focus_from }
    }

    fn check(self, scores: &Scores, first: &str) -> Result<Self> {
        let mut options = self.checked()?;
        options.focus_from = options.focus_from.iter().map(carried).collect();
        options.focus_of().check(first, &[scores])?;
        Ok(options)
    }
}

/// In what times are counted.
#[words]
pub enum TimeUnit {
    /// From one occasion to the next.
    Step,
    /// A year.
    Year,
}

/// One occasion of a trend, whether the line goes through it or not.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TrendPoint {
    /// Id of the occasion.
    pub occasion: String,
    /// Steps or years since the first occasion of the trend.
    pub time: f64,
    /// Raters who gave a rating.
    pub raters: u32,
    /// Share at the cut; null where the occasion is left out.
    pub share: Option<f64>,
    /// Where the scale has no cut: the mean, in categories from 1 or in the scale's own values.
    pub mean: Option<f64>,
    /// Standard deviation of the ratings behind the mean, with n - 1, in its unit.
    pub sd: Option<f64>,
    /// Interval of the share or mean.
    pub interval: Option<Interval>,
    /// The height of the line here.
    pub fitted: Option<f64>,
    /// Why the occasion is left out; null: it is not.
    pub left_out: Option<Reason>,
}

/// The trend of one construct in one unit, as one group of informants sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TrendEntry {
    /// Id of the unit.
    pub unit: String,
    /// Id of the role; null: everyone, where rows name no role.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Together with which others it was tested.
    pub family: Family,
    /// What can be said.
    pub verdict: Verdict,
    /// By what the occasions are compared; null where they are not.
    pub measured_by: Option<MeasuredBy>,
    /// How much the share or mean rises by the line in one step or year.
    pub slope: Option<f64>,
    /// Its interval, not adjusted for the number of constructs.
    pub slope_interval: Option<Interval>,
    /// How much it rises by the line from the first to the last occasion that it goes through.
    pub rise: Option<f64>,
    /// Its interval, not adjusted for the number of constructs.
    pub interval: Option<Interval>,
    /// Whether the ratings leave the line at some occasion by more than chance: then a line tells the story badly.
    pub lack_of_fit: Option<bool>,
    /// The fewest raters that two of the occasions are known to share.
    pub linked: u32,
    /// Whether knowing who is who could have made the interval narrower: enough raters rated at each occasion, but
    /// fewer than ten, or than three for each occasion, are linked between some two.
    pub linking_would_help: bool,
    /// The smallest rise that an interval of this design can tell from none, were all shares near one half, or all
    /// means near the middle of the scale.
    pub smallest_rise: Option<f64>,
    /// The same for a verdict, which answers for the whole family.
    pub smallest_rise_adjusted: Option<f64>,
    /// p value of a level line, from the interval.
    pub p: Option<f64>,
    /// The same, adjusted within the family.
    pub p_adjusted: Option<f64>,
    /// Every occasion of the trend, in order.
    pub points: Vec<TrendPoint>,
    /// Why numbers are null.
    pub reason: Option<Reason>,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

/// Trend of every unit, informant group and construct over three occasions and more.
///
/// # Formula
/// The straight line through the shares at the cut by least squares, each occasion alike: its rise from first to last is
/// a sum of the shares, each times a number. The interval is MOVER's for such sums (Zou, Huang & Zhang 2009), made from
/// the intervals of the scores; raters who rated at several occasions bring the correlations of the shares, through ten
/// of them at least and three for each occasion, as in [`Change`](super::Change). With fewer, correlations that would
/// make the interval narrower count as 0, and those that would make it wider as 1/2 from one occasion to the next, 1/4
/// two occasions on, and so on: nobody then knows whether these are the same raters. The p value is the level at which
/// the interval begins to leave out 0. Verdicts, families and Holm as there. *Bends*: the distance of some share from the
/// line leaves out 0 at that level over the number of occasions. Where the scale has no cut, means take the place of
/// shares as they do there.
///
/// An occasion is left out where fewer than five raters rated, where the construct is incomplete, and where it rests on
/// other lines than at the last occasion that could be used. Three must be left: a line through two points is a change.
///
/// # When it misleads
/// As change does: a fall can mean stricter rating, and who answers may have changed. Ratings that rise and fall again
/// make a level line: look at the points, and at `lack_of_fit`. With three equal steps the one in the middle does not
/// move the slope. Where nobody knows who is who and a few raters answer for years and are then replaced all at once, the
/// line follows them, and its interval is too narrow.
#[document("trend", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Trend {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: TrendOptions,
    /// How verdicts and intervals were made.
    pub method: ChangeMethod,
    /// The occasions, in order.
    pub occasions: Vec<String>,
    /// In what times are counted.
    pub time_unit: TimeUnit,
    /// By unit, role and construct.
    pub entries: Vec<TrendEntry>,
}

impl Trend {
    pub(super) fn of(scores: &Scores, options: TrendOptions, watch: &mut dyn Watch) -> Result<Self> {
        least_squares::trend(scores, options, watch)
    }

    /// One row for each entry.
    pub fn table(&self) -> Table {
        let left_out = |row: &TrendEntry| row.points.iter().filter(|point| point.left_out.is_some()).count();
        Rows::of(&self.entries)
            .with(columns!(unit, role, construct, family, verdict, measured_by, slope))
            .interval(["slope_lower", "slope_upper"], |row| row.slope_interval)
            .with(columns!(rise))
            .interval(["lower", "upper"], |row| row.interval)
            .with(columns!(lack_of_fit))
            .column("occasions", |row| row.points.len() - left_out(row))
            .column("left_out", left_out)
            .with(columns!(linked, linking_would_help, smallest_rise, smallest_rise_adjusted))
            .with(columns!(p, p_adjusted, reason))
            .column("cautions", |row| listed(row.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}

/// How a trend is made, whatever its options.
const METHOD: ChangeMethod =
    ChangeMethod { interval: IntervalMethod::Mover, correction: Correction::Holm, intervals_adjusted: false };
