//! What stands beside an observed score where it was adjusted for rater severity.

use std::sync::Arc;

use collabpro_derive::{Read, words};
use serde::Serialize;

use super::{Inner, Interval, Reason, Scores, Undefined};
use crate::framework::Construct;

/// By which estimation scores were adjusted.
#[words]
pub enum AdjustedBy {
    /// All measures together, by joint maximum likelihood.
    Joint,
    /// The units drawn from a normal distribution, by marginal maximum likelihood.
    Marginal,
    /// All but the units given the sums of their ratings, by conditional maximum likelihood.
    Conditional,
}

/// The ratings that raters of mean severity are expected to give at a category or above.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AdjustedShare {
    /// Id of the category from which it counts.
    pub from: String,
    /// Share, 0 to 1: the mean over the criteria that the observed score rests on.
    pub value: f64,
    /// Where it lies, by the interval of the measure.
    pub interval: Interval,
}

/// The mean rating that raters of mean severity are expected to give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AdjustedMean {
    /// In the unit of the observed mean.
    pub value: f64,
    /// Where it lies, by the interval of the measure.
    pub interval: Interval,
}

/// A score adjusted for rater severity by the many-facet Rasch model: as if raters of mean severity had rated, each criterion
/// alike. It takes away what some raters are stricter than others on all units that they rated, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Adjusted {
    /// The measure of the unit, in logits: at 0 a rater of mean severity is as far from the lowest as from the highest category of
    /// a criterion of mean difficulty.
    pub measure: Option<f64>,
    /// Its standard error, by the information of all parameters together.
    pub standard_error: Option<f64>,
    /// Where the measure lies: what other ratings by the same raters could have told.
    pub interval: Option<Interval>,
    /// Share at each category above the lowest; null where the scale has no cut.
    pub shares: Option<Vec<AdjustedShare>>,
    /// The mean rating, in whose unit fair averages are told.
    pub mean: Option<AdjustedMean>,
    /// Why a field above is null.
    pub undefined: Undefined,
}

impl Adjusted {
    /// Nothing, for this reason.
    #[cfg(feature = "research")]
    pub(crate) fn without(reason: Reason) -> Self {
        let mut made = Self::default();
        made.undefined.all(&["interval", "mean", "measure", "shares", "standardError"], reason);
        made
    }

    /// The share at a category or above.
    pub fn share(&self, from: &str) -> Option<&AdjustedShare> {
        self.shares.as_ref()?.iter().find(|share| share.from == from)
    }
}

/// An analysis of which adjusted scores come: one construct, as one informant group sees it, in all units and at all
/// occasions.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Adjustment {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// By which estimation.
    pub by: AdjustedBy,
    /// Whether each criterion has thresholds of its own.
    pub partial_credit: bool,
    /// Units, each at each of its occasions.
    pub units: u32,
    /// Raters.
    pub raters: u32,
    /// Ratings.
    pub ratings: u32,
    /// The harmonic mean of the ratings of a unit; null where nothing could be estimated.
    pub ratings_per_unit: Option<f64>,
    /// What measures and thresholds were multiplied by, so that they do not lie too far apart; 1 without a correction.
    pub correction_factor: f64,
    /// Why it adjusts nothing; null: it came to the highest likelihood.
    pub reason: Option<Reason>,
}

impl Scores {
    /// The analyses that scores were adjusted by; none of observed scores.
    pub fn adjustments(&self) -> &[Adjustment] {
        &self.0.adjustments
    }

    /// The same scores with these values beside those by construct.
    pub(crate) fn beside(&self, adjustments: Vec<Adjustment>, values: Vec<Option<Adjusted>>) -> Self {
        let mut constructs = self.0.constructs.clone();
        for (score, adjusted) in constructs.iter_mut().zip(values) {
            score.adjusted = adjusted;
        }
        Self(Arc::new(Inner {
            tally: self.0.tally.clone(),
            units: self.0.units.clone(),
            options: self.0.options,
            occasions: self.0.occasions.clone(),
            coverage: self.0.coverage.clone(),
            constructs,
            criteria: self.0.criteria.clone(),
            adjustments,
        }))
    }
}
