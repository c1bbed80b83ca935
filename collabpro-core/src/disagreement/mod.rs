#![doc = include_str!("../../docs/disagreement.md")]

mod roles;
mod sight;
mod spread;
mod study;
mod tables;

pub use sight::SightGap;
pub use tables::DisagreementTable;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use crate::base::error::Result;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::{MeasuredBy, Reason, Scores, Undefined};
use crate::stats::random::Generator;

/// Options of disagreement.
#[options]
#[derive(Copy)]
#[cfg_attr(feature = "schema", schemars(rename = "DisagreementSettings"))]
pub struct DisagreementOptions {
    /// Seed of the generator, where permutations are taken at random.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    seed: u64,
    /// Permutations of the raters over the two groups; all of them where there are no more.
    #[option(default = 9999, range = 99..=99_999)]
    replicates: u32,
    /// 1 less the level of the tests.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
}

/// The shape of wide ratings.
#[words]
pub enum SpreadPattern {
    /// Two camps: it stands out, and van der Eijk's A is below 0.
    Split,
    /// Everywhere.
    Spread,
}

/// How far the ratings of one informant group on one criterion lie apart.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Spread {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What the criterion measures.
    pub construct: Construct,
    /// Id of the criterion.
    pub criterion: String,
    /// Raters who rated it.
    pub raters: u32,
    /// Mean distance of two different raters' ratings, in categories.
    pub distance: Option<f64>,
    /// Blair and Lacy's dispersion, 0 to 1.
    pub dispersion: Option<f64>,
    /// Van der Eijk's agreement, -1 to 1.
    pub agreement: Option<f64>,
    /// By what the two sides are told apart: the cut, or where the scale has none the mean of these ratings.
    pub measured_by: MeasuredBy,
    /// Ratings below the cut, or below the mean.
    pub below: u32,
    /// Ratings at the cut or above, or above the mean; what lies at the mean itself is on neither side.
    pub above: u32,
    /// Where the scale has no cut: the mean, in categories from 1 or in the scale's own values.
    pub mean: Option<f64>,
    /// Standard deviation of the ratings behind the mean, with n - 1, in its unit.
    pub sd: Option<f64>,
    /// p value of ratings no wider than the group's on average.
    pub p: Option<f64>,
    /// The same, adjusted over the group's criteria.
    pub p_adjusted: Option<f64>,
    /// Whether it is wider than the group's ratings usually are, by the rule.
    pub stands_out: Option<bool>,
    /// Whether it is among the three widest without standing out: widest this time, may be chance.
    pub widest: bool,
    /// The shape, where it stands out or is among the widest.
    pub pattern: Option<SpreadPattern>,
    /// Why a field above is null.
    pub undefined: Undefined,
}

/// How two informant groups of a unit differ on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RoleGap {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Ids of the two roles.
    pub roles: [String; 2],
    /// What the criterion measures.
    pub construct: Construct,
    /// Id of the criterion.
    pub criterion: String,
    /// Raters of each who rated it.
    pub raters: [u32; 2],
    /// How often the first group's rating is the higher one, less how often it is the lower, over all pairs: -1 to 1.
    pub gap: Option<f64>,
    /// p value of no difference between the groups, adjusted over the criteria.
    pub p_adjusted: Option<f64>,
    /// Whether the groups differ.
    pub differs: Option<bool>,
    /// Whether the groups answered differently worded questions: then it is two questions and two groups, and never one
    /// group's error.
    pub worded_apart: bool,
    /// Permutations that were looked at.
    pub replicates: u64,
    /// Whether these were all there are, so that nothing was taken at random.
    pub exhaustive: bool,
    /// Why numbers are null.
    pub reason: Option<Reason>,
}

/// How far the ratings of one informant group on one construct lie apart.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConstructSpread {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Ids of the criteria that have ratings.
    pub criteria: Vec<String>,
    /// The most raters who rated one of them.
    pub raters: u32,
    /// Mean over the criteria of the mean distance of two different raters' ratings, in categories.
    pub distance: Option<f64>,
    /// Mean over the criteria of Blair and Lacy's dispersion, 0 to 1.
    pub dispersion: Option<f64>,
    /// Mean over the criteria of van der Eijk's agreement, -1 (two camps) to 1.
    pub agreement: Option<f64>,
    /// Why numbers are null: some criterion has one rater.
    pub reason: Option<Reason>,
}

/// How two informant groups of a unit differ on one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConstructGap {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Ids of the two roles.
    pub roles: [String; 2],
    /// What is measured.
    pub construct: Construct,
    /// Ids of the criteria that both groups rated.
    pub criteria: Vec<String>,
    /// Raters of each who rated one of them.
    pub raters: [u32; 2],
    /// Mean over the criteria of their gaps: -1 to 1.
    pub gap: Option<f64>,
    /// p value of no difference between the groups, adjusted over the constructs.
    pub p_adjusted: Option<f64>,
    /// Whether the groups differ.
    pub differs: Option<bool>,
    /// Whether the groups answered differently worded questions on any of the criteria: then it is two questions and two
    /// groups, and never one group's error.
    pub worded_apart: bool,
    /// Permutations that were looked at.
    pub replicates: u64,
    /// Whether these were all there are, so that nothing was taken at random.
    pub exhaustive: bool,
    /// Why numbers are null.
    pub reason: Option<Reason>,
}

/// Where raters of each unit see it differently. The rule stands at the head of this module.
#[document("disagreement", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Disagreement {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with, the seed among them.
    pub options: DisagreementOptions,
    /// The generator behind the permutations; the number of the permutation is its stream.
    pub generator: Generator,
    /// Within informant groups: by unit, occasion, role and construct.
    pub constructs: Vec<ConstructSpread>,
    /// Within informant groups: by unit, occasion, role and criterion.
    pub criteria: Vec<Spread>,
    /// Between informant groups: by unit, occasion, pair of roles and construct.
    pub construct_gaps: Vec<ConstructGap>,
    /// Between informant groups: by unit, occasion, pair of roles and criterion.
    pub gaps: Vec<RoleGap>,
    /// Who sees what others do not: by unit, occasion, pair of roles and criterion.
    pub sight: Vec<SightGap>,
}

impl Scores {
    /// Where raters of each unit see it differently.
    ///
    /// # Errors
    /// `invalid_option`; `consensus_ratings`, since one agreed rating hides what was said before it; `grain_too_coarse`
    /// for scores of counts without raters.
    ///
    /// ```
    /// use collabpro_core::disagreement::DisagreementOptions;
    /// use collabpro_core::{Observed, Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,1\nBirch,r2,1a,2\nBirch,r3,1a,4\n";
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// let disagreement = scores.disagreement(DisagreementOptions::new())?;
    /// let first = &disagreement.criteria[0];
    /// // Two of the three raters, picked at random, differ by two categories; three are too few to call that wide.
    /// assert_eq!((first.distance, first.stands_out, first.widest), (Some(2.0), None, false));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn disagreement<'w>(
        &self,
        options: impl Into<Watched<'w, DisagreementOptions>>,
    ) -> Result<Disagreement> {
        options.into().run(|options, watch| study::disagreement(self, options.checked()?, watch))
    }
}

#[cfg(test)]
mod tests;
