//! Change of a unit from one occasion to a later one.

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use super::focus::{Focus, carried};
use crate::base::error::Result;
use crate::base::table::{Rows, Table, columns, listed};
use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Interval, MeasuredBy, Reason, Scores};
use crate::sheet::Sheet;

/// Options of a change.
///
/// A focus that is chosen after seeing the later ratings makes the first tests worthless.
#[options(new = none)]
pub struct ChangeOptions {
    /// Id of the earlier occasion.
    #[option(setter = none)]
    pub(crate) from: String,
    /// Id of the later one.
    #[option(setter = none)]
    pub(crate) to: String,
    /// What every unit set out to work on, such as `tenet:joint_work`, *named at the earlier occasion*: tested first.
    pub(crate) focus: Vec<Construct>,
    /// The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.
    #[option(setter = none)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = [])))]
    pub(crate) focus_from: Vec<Sheet>,
    /// Shares that differ by less are about the same; so are means that differ by less than this part of the scale's range.
    #[option(default = 0.2, range = 0.01..=0.5)]
    pub(crate) margin: f64,
    /// How often the intervals cover; verdicts are tested at 1 less this.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

impl ChangeOptions {
    /// The defaults, for two occasions.
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { from: from.into(), to: to.into(), ..Self::default() }
    }

    /// What one unit set out to work on, from its sheet of the earlier occasion; once for each unit that has one.
    #[must_use]
    pub fn focus_from(mut self, sheet: &Sheet) -> Self {
        self.focus_from.push(sheet.clone());
        self
    }

    pub(super) fn focus_of(&self) -> Focus<'_> {
        Focus { all: &self.focus, sheets: &self.focus_from }
    }

    pub(crate) fn check(self, scores: &[&Scores]) -> Result<Self> {
        let mut options = self.checked()?;
        options.focus_from = options.focus_from.iter().map(carried).collect();
        options.focus_of().check(&options.from, scores)?;
        Ok(options)
    }
}

/// What can be said about a change.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Verdict {
    /// More ratings at the cut or above; without a cut, a higher mean.
    Rose,
    /// Fewer ratings at the cut or above; without a cut, a lower mean. Stricter rating can cause that as well as a real fall.
    Fell,
    /// Any change is smaller than the margin.
    AboutTheSame,
    /// The data do not say. This is not "no change".
    CannotTell,
}
impl Verdict {
    /// The word for a difference: whether it was told from none, and the interval that must lie within the margin.
    pub(crate) fn of(difference: f64, told: bool, near: Interval, margin: f64) -> Self {
        match (told, difference > 0.0) {
            (true, true) => Self::Rose,
            (true, false) => Self::Fell,
            _ if near.lower > -margin && near.upper < margin => Self::AboutTheSame,
            _ => Self::CannotTell,
        }
    }
}

/// Together with which others an entry was tested.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Family {
    /// What the unit set out to work on.
    Focus,
    /// All else: a finding to look at again, not an answer.
    Exploratory,
}

/// How the interval of a difference was made.
#[words]
#[non_exhaustive]
pub enum IntervalMethod {
    /// From the intervals of the two shares.
    Mover,
}

/// How several tests were put together.
#[words]
#[non_exhaustive]
pub enum Correction {
    /// Holm's step-down correction.
    Holm,
}

/// How verdicts and intervals were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangeMethod {
    /// How the intervals were made.
    pub interval: IntervalMethod,
    /// How the p values behind the verdicts were adjusted.
    pub correction: Correction,
    /// Whether the intervals are adjusted too. They are not: an interval may leave out 0 where the verdict, which
    /// answers for the whole family, is `cannot_tell`.
    pub intervals_adjusted: bool,
}

/// The change of one construct in one unit, as one group of informants sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangeEntry {
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
    /// By what the two occasions are compared; null where they are not.
    pub measured_by: Option<MeasuredBy>,
    /// Share at the cut at the earlier occasion.
    pub share_from: Option<f64>,
    /// Share at the cut at the later occasion.
    pub share_to: Option<f64>,
    /// Where the scale has no cut: the mean at the earlier occasion, in categories from 1 or in the scale's own values.
    pub mean_from: Option<f64>,
    /// The mean at the later occasion.
    pub mean_to: Option<f64>,
    /// Standard deviation of the ratings behind the earlier mean, with n - 1, in its unit.
    pub sd_from: Option<f64>,
    /// Standard deviation of the ratings behind the later mean.
    pub sd_to: Option<f64>,
    /// Later less earlier share, or mean; the numbers below are in its unit.
    pub difference: Option<f64>,
    /// Interval of the difference, not adjusted for the number of constructs.
    pub interval: Option<Interval>,
    /// Raters who gave a rating at the earlier occasion.
    pub raters_from: u32,
    /// Raters who gave a rating at the later occasion.
    pub raters_to: u32,
    /// Raters known to have given one at both.
    pub linked: u32,
    /// Correlation of the two shares through the linked raters; 0 with fewer than ten of them.
    pub correlation: Option<f64>,
    /// Whether knowing who is who could have made the interval narrower: enough raters rated at both occasions, but
    /// fewer than ten of them are linked.
    pub linking_would_help: bool,
    /// The smallest change that an interval of this design can tell from none, were both shares near one half, or both
    /// means near the middle of the scale.
    pub smallest_change: Option<f64>,
    /// The same for a verdict, which answers for the whole family.
    pub smallest_change_adjusted: Option<f64>,
    /// p value of no change, from the interval.
    pub p: Option<f64>,
    /// The same, adjusted within the family.
    pub p_adjusted: Option<f64>,
    /// Why numbers are null.
    pub reason: Option<Reason>,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

/// Change of every unit, informant group and construct.
///
/// # Formula
/// The difference of the shares at the cut with MOVER's interval (Newcombe 1998; with correlation Zou & Donner 2008),
/// made from the intervals of the scores. At least five raters at both occasions and a complete construct; ten linked
/// raters for a correlation. The p value is the level at which the interval begins to leave out 0.
///
/// Where the scale has no cut, the mean: `m = (mean - lowest) / (highest - lowest)` takes the place of a share in all of
/// this, and what is told is in the mean's unit, `mean_to - mean_from = difference`.
///
/// `rose` and `fell`: the p value, adjusted by Holm (1979) within the family, is at most 1 less `confidence`. Families
/// are made for each unit: its focus, and exploratory the rest, over all informant groups. `about_the_same`: the
/// interval at twice that level (90 %) lies within ± `margin`, of means within ± `margin` times the scale's range: with
/// five categories .2 is .8 of a category. Otherwise `cannot_tell`, which does not mean "no change".
///
/// # When it misleads
/// A fall can mean stricter rating: raters who learn what good work is rate themselves lower (Howard 1980). Who answers
/// may have changed. The smallest change that could have been shown supposes shares near one half; near 0 or 1 smaller
/// ones show. Informant groups are never put together, and warning signs are left to the counts in the scores.
#[document("change", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: ChangeOptions,
    /// How verdicts and intervals were made.
    pub method: ChangeMethod,
    /// By unit, role and construct.
    pub entries: Vec<ChangeEntry>,
}

impl Change {
    /// One row for each entry.
    pub fn table(&self) -> Table {
        Rows::of(&self.entries)
            .with(columns!(unit, role, construct))
            .column("from", |_| &self.options.from)
            .column("to", |_| &self.options.to)
            .with(columns!(family, verdict, measured_by, share_from, share_to))
            .with(columns!(mean_from, mean_to, sd_from, sd_to, difference))
            .interval(["lower", "upper"], |row| row.interval)
            .with(columns!(raters_from, raters_to, linked, correlation, linking_would_help))
            .with(columns!(smallest_change, smallest_change_adjusted, p, p_adjusted, reason))
            .column("cautions", |row| listed(row.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}
