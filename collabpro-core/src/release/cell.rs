//! The cells of a release.

use collabpro_derive::{Read, words};
use serde::Serialize;

use super::detail;
use crate::framework::Construct;
use crate::rubric::Rubric;
use crate::scoring::{Caution, Interval, MeasuredBy, Undefined};

/// Why a cell is withheld.
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Withheld {
    /// Fewer people than the minimum.
    FewerThanMinimum,
    /// A small group could be computed from it and other cells.
    Complement,
    /// Another criterion of the construct is withheld.
    CriterionWithheld,
    /// Single groups are shown instead.
    GroupsShown,
    /// Students of one classroom would be speaking of one teacher.
    ClassroomStudents,
}

/// How many people: the number, or that it is below the minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RaterCount {
    /// So many.
    Number(u32),
    /// Fewer than this.
    FewerThan(u32),
}

/// In what steps numbers are shown, from fine to coarse.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Detail {
    /// As they are: an open team, published ratings, or a rating agreed by the group.
    Full,
    /// Whole per cent; means in tenths of a category.
    WholePercent,
    /// Steps of five points; means, where the scale has no cut, in twentieths of its range.
    FivePoints,
    /// The share at the cut in quarters, nothing else; without a cut the mean in quarters of the scale's range.
    Quarters,
}

/// A share as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedShare {
    /// Id of the category from which it counts.
    pub from: String,
    /// Share; null where (nearly) all ratings fell on one side.
    pub value: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
    /// What it could be if everyone of the unit had answered.
    pub non_response: Option<Interval>,
    /// Nearly all ratings reach this category (`true`) or nearly none does (`false`).
    pub nearly_all: Option<bool>,
}

/// A mean as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedMean {
    /// In categories from 1, or in the scale's own values.
    pub value: f64,
    /// Interval; null where the mean is shown in quarters.
    pub interval: Option<Interval>,
    /// Standard deviation of the ratings, with n - 1, in the same unit; null below ten people.
    pub sd: Option<f64>,
}

/// What is compared of a score, the share at the cut or without a cut the mean, adjusted for rater severity, as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedAdjusted {
    /// Whether it is a share or a mean.
    pub by: MeasuredBy,
    /// Share, or mean in the unit of the observed one.
    pub value: f64,
    /// Interval; null where it is shown in quarters.
    pub interval: Option<Interval>,
}

/// A score as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedScore {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Id of the criterion; null: the whole construct.
    pub criterion: Option<String>,
    /// How many criteria it rests on.
    pub criteria: u32,
    /// People who gave at least one rating.
    pub raters: RaterCount,
    /// People who could have answered, where it is known.
    pub size: Option<u32>,
    /// Why it is withheld; null: it is shown.
    pub withheld: Option<Withheld>,
    /// In what steps it is shown.
    pub detail: Detail,
    /// Id of the category where the upper part begins.
    pub cut: Option<String>,
    /// Shares at each category above the lowest.
    pub shares: Vec<ReleasedShare>,
    /// Whether the share of a construct at the cut is certainly above one half (`true`) or below it (`false`), by a test that
    /// is adjusted over the constructs of the group and made of what is shown; null where that cannot be told.
    pub above_half: Option<bool>,
    /// Share in each category, lowest first; null where a share is "nearly all".
    pub distribution: Option<Vec<f64>>,
    /// Id of the median category.
    pub median: Option<String>,
    /// The mean rating: an extra, or where the scale has no cut that by which units are compared. Null where it would tell
    /// what (nearly) everyone said.
    pub mean: Option<ReleasedMean>,
    /// The share at the cut, or without a cut the mean, adjusted for rater severity: where scores were adjusted, and the observed
    /// number is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<ReleasedAdjusted>,
    /// Criteria for want of which the construct is incomplete.
    pub lacking: Vec<String>,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

impl ReleasedScore {
    /// Whether it may be shown.
    pub fn is_shown(&self) -> bool {
        self.withheld.is_none()
    }

    /// Whether it is of one informant group at an occasion, and has something to show.
    #[cfg(feature = "research")]
    pub(crate) fn is_shown_of(&self, occasion: &str, role: Option<&str>) -> bool {
        let here = self.occasion == occasion && self.role.as_deref() == role;
        here && self.is_shown() && !self.shares.is_empty()
    }

    /// The share at the cut, where it is shown.
    pub fn at_cut(&self) -> Option<&ReleasedShare> {
        let cut = self.cut.as_deref()?;
        self.shares.iter().find(|share| share.from == cut)
    }

    /// The mean as a part of the scale's range, where it is shown.
    pub(crate) fn mean_part(&self, rubric: &Rubric) -> Option<f64> {
        let mean = self.mean.as_ref()?.value;
        detail::yardstick(self, rubric).map(|yardstick| yardstick.part(mean))
    }

    /// How many people, where it is shown.
    pub fn number(&self) -> Option<u32> {
        match self.raters {
            RaterCount::Number(people) => Some(people),
            RaterCount::FewerThan(_) => None,
        }
    }
}

/// Who answered, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasedCoverage {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// People who gave at least one rating.
    pub raters: RaterCount,
    /// People who could have answered, where it is known.
    pub size: Option<u32>,
}
