//! What a study holds.

use collabpro_derive::{Read, words};
use serde::Serialize;

use crate::scoring::{Interval, Undefined};
use crate::stats::random::Generator;

/// Which of the models.
#[words]
pub enum RaschModel {
    /// Two categories.
    Dichotomous,
    /// All share one set of thresholds.
    RatingScale,
    /// Each element of one facet has thresholds of its own.
    PartialCredit,
}

/// How the estimation ended.
#[words]
#[non_exhaustive]
pub enum RaschState {
    /// At the highest likelihood: the largest residual of an element is below 1e-8 of its ratings, and half the squared Newton
    /// decrement below 1e-9.
    Converged,
    /// After the most steps there may be.
    Limit,
    /// Some measure was on its way to infinity.
    Diverged,
    /// By marginal estimation: units differ by no more than chance, and the deviation of their population went to 0.
    NoSpread,
    /// Whatever there is was extreme: nothing is left to estimate.
    NothingLeft,
}

/// What became of an element.
#[words]
#[non_exhaustive]
pub enum ElementStanding {
    /// It was estimated with all others.
    Estimated,
    /// Its measure was given and not estimated.
    Anchored,
    /// All its ratings are the highest category: it was set aside and measured afterwards.
    Highest,
    /// All its ratings are the lowest category: it was set aside and measured afterwards.
    Lowest,
    /// It has thresholds of its own and all its ratings in one category: nothing can be said of it.
    Constant,
    /// All its ratings were set aside with those of others.
    SetAside,
}

/// Where the origin of a facet lies.
#[words]
pub enum FacetOrigin {
    /// Its mean is free.
    Free,
    /// Its mean is 0.
    Centred,
    /// It holds anchors, which settle it.
    Anchored,
    /// All its measures are 0.
    Dummy,
}

/// What to bear in mind.
#[words]
#[non_exhaustive]
pub enum RaschCaution {
    /// A unit has fewer than 30 ratings, and measures and thresholds were drawn together.
    Corrected,
    /// A unit has fewer than 30 ratings, and nothing was corrected: measures lie too far apart.
    FewRatings,
    /// Nobody declared the scale: categories at its ends that were not used are not known.
    ScaleNotDeclared,
    /// Categories that were not used fell to their neighbours.
    CategoriesCollapsed,
    /// Categories that were not used have thresholds that rest on a ridge.
    CategoriesHeld,
    /// Some thresholds are out of order: at no measure is the category between them the most likely.
    ThresholdsDisordered,
    /// Elements were set aside because all their ratings are extreme.
    ExtremeElements,
    /// The design falls into parts: measures of two of them cannot be compared.
    Subsets,
    /// A facet has one element, whose measure is fixed.
    OneElement,
    /// Some anchors are of elements that have no ratings here.
    AnchorsNotMet,
    /// All constructs were taken for one dimension: first read in `residuals` what criteria have in common beside it.
    OneDimension,
    /// The design falls into parts, which only the assumption that their units are drawn from one population ties together.
    LinkedByPopulation,
}

/// A mean square: 1 is what the model expects, more is noise, less is too regular.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MeanSquare {
    /// The mean square.
    pub value: f64,
    /// The same as a standard normal deviate, by the cube root of Wilson and Hilferty and the fourth moment of the ratings (Wright &
    /// Masters 1982, section 5.4).
    pub z: f64,
    /// The degrees of freedom of that: 2 over the variance of the mean square.
    pub df: f64,
}

/// An element of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschMeasure {
    /// Its facet.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// What became of it.
    pub standing: ElementStanding,
    /// The part of the design that it is compared in, from 1.
    pub subset: Option<u32>,
    /// Its ratings, each counted by its weight.
    pub ratings: f64,
    /// Their mean, on the scale as it was declared; where there are several scales, of what categories count on each.
    pub mean_rating: f64,
    /// Its measure in logits, in the direction of its facet. Of an element whose ratings are all extreme that of a score which is
    /// 0.3 less so, all others known.
    pub measure: Option<f64>,
    /// The same without correction.
    pub uncorrected: Option<f64>,
    /// Its standard error by the information of all parameters together; none of what was given.
    pub standard_error: Option<f64>,
    /// Of an anchored element: how far its measure would move if it were estimated and the other anchors stayed, to first order (one
    /// step of Newton from the anchor).
    pub displacement: Option<f64>,
    /// The standard error of that; what is beyond two of it has drifted, or was another rater under the same name.
    pub displacement_error: Option<f64>,
    /// Its standard error as if all else were known, which is what other programs print: too small.
    pub standard_error_alone: Option<f64>,
    /// Where the measure lies, by the standard error.
    pub interval: Option<Interval>,
    /// The weighted likelihood estimate of a unit, all others known (Warm 1989, Psychometrika 54:427-450).
    pub weighted: Option<f64>,
    /// The mean of where a unit of the population can lie with its ratings, by marginal estimation: drawn towards the mean of all the
    /// more the fewer ratings there are.
    pub expected_a_posteriori: Option<f64>,
    /// The standard deviation of where it can lie.
    pub posterior_deviation: Option<f64>,
    /// Values drawn from where it can lie, as many as were asked for: for statistics of units, which are worked out with each and
    /// then put together. Not for the unit itself.
    pub plausible: Vec<f64>,
    /// The rating that is expected where all other facets are at their means; none over several scales.
    pub fair_average: Option<f64>,
    /// The rating that is expected where all other facets are at 0.
    pub fair_average_zero: Option<f64>,
    /// The mean of squared residuals over that of their variances.
    pub infit: Option<MeanSquare>,
    /// The mean of squared standardised residuals, which a few unexpected ratings can rule.
    pub outfit: Option<MeanSquare>,
    /// The correlation of its ratings with the sums of measures that they came of.
    pub point_measure: Option<f64>,
    /// What the model expects of it.
    pub point_measure_expected: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// How far the elements of a facet lie apart, beside their error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschSpread {
    /// The standard deviation of the measures.
    pub deviation: f64,
    /// The true standard deviation over the error: `sqrt(deviation² - rmse²) / rmse`, 0 where error explains all.
    pub separation: f64,
    /// Levels that can be told apart: `(4 separation + 1) / 3`.
    pub strata: f64,
    /// The true part of the variance, 0 to 1: of raters, how reliably they differ and not how far they agree.
    pub reliability: f64,
}

/// A chi-square test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschTest {
    /// The statistic.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub df: u32,
    /// The probability of one so large or larger.
    pub p_value: f64,
}

/// A facet.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschFacet {
    /// Its name.
    pub facet: String,
    /// Whether higher measures bring higher ratings.
    pub positive: bool,
    /// Where its origin lies.
    pub origin: FacetOrigin,
    /// Its elements.
    pub elements: u32,
    /// Elements that were estimated; what follows is of these.
    pub estimated: u32,
    /// Their mean measure.
    pub mean: Option<f64>,
    /// The root of the mean squared standard error, as if all else were known.
    pub rmse: Option<f64>,
    /// How far they lie apart, as all there are.
    pub population: Option<RaschSpread>,
    /// How far they lie apart, as a sample of others.
    pub sample: Option<RaschSpread>,
    /// Whether they could all have the same measure: `Σ w d² - (Σ w d)² / Σ w`, `w` one over the squared standard error.
    pub fixed: Option<RaschTest>,
    /// Whether they could be a sample of a normal distribution: the same with `w` one over the sum of true variance (of the sample) and
    /// squared standard error, on one degree of freedom less.
    pub random: Option<RaschTest>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// The normal distribution that units are drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschPopulation {
    /// The mean of the units, in their direction.
    pub mean: f64,
    /// The standard error of that; 0 where it is fixed.
    pub mean_error: Option<f64>,
    /// The standard deviation of the units, whatever it hangs on.
    pub deviation: f64,
    /// The standard error of that; 0 where it is fixed.
    pub deviation_error: Option<f64>,
    /// The standard deviation that groups and predictors leave.
    pub residual_deviation: f64,
    /// The part of the variance that groups and predictors explain, 0 to 1: of the units as they are, and not of their estimates.
    pub explained: Option<f64>,
    /// The groups, in byte order; nothing where all units are in one.
    pub groups: Vec<RaschPopulationGroup>,
    /// What the mean hangs on, the constant first; nothing where that is all there is.
    pub coefficients: Vec<RaschCoefficient>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// The units of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschPopulationGroup {
    /// Its label.
    pub group: String,
    /// Its units.
    pub units: u32,
    /// Their mean, in their direction.
    pub mean: f64,
    /// The standard error of that.
    pub mean_error: Option<f64>,
    /// Their standard deviation.
    pub deviation: f64,
    /// The standard error of that; 0 where it is fixed.
    pub deviation_error: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// What the mean of a unit hangs on.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschCoefficient {
    /// The column; null: the constant, which is the mean where all others are 0.
    pub column: Option<String>,
    /// The category that is compared with the first one; null where it is a number.
    pub category: Option<String>,
    /// By how much the mean is higher for 1 more of it, in logits and in the direction of the units.
    pub coefficient: f64,
    /// Its standard error, by the information of all parameters together.
    pub standard_error: Option<f64>,
    /// Where it lies, by the standard error.
    pub interval: Option<Interval>,
    /// It over its standard error.
    pub z: Option<f64>,
    /// The probability of one so far from 0 or further, two-sided, by a normal distribution.
    pub p_value: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// How plausible values were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschPlausible {
    /// What drew them.
    pub generator: Generator,
    /// Whether parameters were drawn with them from a normal distribution around the estimates; otherwise these are taken for known, since
    /// there are more than 2,000.
    pub parameters: bool,
}

/// A category of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschCategory {
    /// Its label.
    pub category: String,
    /// What it counts.
    pub value: f64,
    /// Which category, from 0, it was estimated as.
    pub estimated_as: u32,
    /// Ratings in it, each counted by its weight.
    pub ratings: f64,
    /// The mean over its ratings of the sums of measures that they came of; it should rise along the scale.
    pub average_measure: Option<f64>,
    /// What the model expects of it.
    pub expected_measure: Option<f64>,
    /// The mean of the squared standardised residuals of its ratings.
    pub outfit: Option<f64>,
    /// Whether the threshold was given and not estimated.
    pub anchored: bool,
    /// Where it becomes as likely as the category below.
    pub threshold: Option<f64>,
    /// The standard error of the threshold by the information of all parameters together.
    pub standard_error: Option<f64>,
    /// The standard error of the threshold as if all else were known, which is what other programs print: too small.
    pub standard_error_alone: Option<f64>,
    /// Where the threshold lies, by the standard error.
    pub interval: Option<Interval>,
    /// Whether the threshold lies below the one before it.
    pub disordered: bool,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// A set of thresholds.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschScale {
    /// The element whose thresholds they are; null: they are shared.
    pub element: Option<String>,
    /// The scale, where it is one that some elements have; null: that of all others.
    pub scale: Option<String>,
    /// The facet whose elements say which thresholds are theirs; null: there are none but these.
    pub facet: Option<String>,
    /// Labels of its elements that have these.
    pub elements: Vec<String>,
    /// Its categories, lowest first.
    pub categories: Vec<RaschCategory>,
}

/// What a term of a rater is.
#[words]
#[non_exhaustive]
pub enum RaterTermKind {
    /// How far he is from his severity on a criterion, in its direction; over his criteria, and over raters, they sum to 0.
    Criterion,
    /// How much higher a threshold of his stands than that of all; over his thresholds, and over raters, they sum to 0.
    Threshold,
    /// By what his thresholds lie further apart than those of all: above 1 he prefers the middle of the scale, below its ends. The
    /// mean over raters is 1.
    Centrality,
    /// By what difficulties of criteria lie further apart for him than for all: below 1 he rates criteria more alike than others do.
    /// The mean over raters is 1.
    Halo,
}

/// A term of a rater beyond severity.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaterTerm {
    /// What it is.
    pub kind: RaterTermKind,
    /// The criterion, or the category above the threshold; null: a factor, which is of them all.
    pub term: Option<String>,
    /// Its estimate: in logits, corrected as measures are; factors are as they are.
    pub estimate: Option<f64>,
    /// Its standard error by the information of all parameters together.
    pub standard_error: Option<f64>,
    /// Where it lies, by the standard error.
    pub interval: Option<Interval>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// A rater of a form beyond severity.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschRater {
    /// His label.
    pub rater: String,
    /// Whether severity alone is enough for him, all others having that alone: a score test (Rao 1948), times the square of the
    /// correction factor. It needs no estimate, and stands where the terms have none.
    pub test: Option<RaschTest>,
    /// Its probability among the tests of all raters (Holm 1979).
    pub p_adjusted: Option<f64>,
    /// What the form gives him; without estimates where the data cannot give them, and he is held to severity alone.
    pub terms: Vec<RaterTerm>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Agreement of two raters on the same.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschAgreement {
    /// The facet whose elements rated.
    pub facet: String,
    /// Pairs of ratings of the same by two of them.
    pub pairs: f64,
    /// Pairs that are equal.
    pub observed: f64,
    /// Pairs that the model expects to be equal.
    pub expected: f64,
    /// `(observed - expected) / (pairs - expected)`: near 0 where raters agree as independent experts do, above where they agree more
    /// than the model has it, as if they had talked.
    pub rasch_kappa: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// A rating that is far from what was expected.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnexpectedRating {
    /// Its elements, in the order of the facets.
    pub elements: Vec<String>,
    /// What it counts.
    pub rating: f64,
    /// What was expected.
    pub expected: f64,
    /// The residual in its standard deviation.
    pub z: f64,
    /// How often it counts.
    pub weight: f64,
}
