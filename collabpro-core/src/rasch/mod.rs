#![doc = include_str!("../../docs/rasch.md")]
#![doc = include_str!("../../docs/rasch_plan.md")]

mod adjust;
mod beside;
mod calibration;
mod conditional;
mod design;
mod estimate;
mod forms;
mod likelihood;
mod links;
mod options;
mod plan;
mod population;
mod results;
mod study;
mod tables;
mod told;

pub use adjust::AdjustOptions;
pub use beside::bias::RaschBias;
pub use beside::curves::{RaschChance, RaschCurve, RaschPoint};
pub use beside::differences::{RaschDifference, RaschVerdict};
pub use beside::effects::{RaschEffect, RaschEffectGroup};
pub use beside::residuals::{RaschContrast, RaschLoading, RaschResidualPair, RaschResiduals};
pub use beside::usage::RaschUsage;
pub use calibration::{
    CalibratedCategory, CalibratedElement, CalibratedFacet, CalibratedUnit, Calibration,
    CalibrationLinkOptions, CalibrationLinks, CalibrationOptions, CalibrationScoreOptions, CalibrationScores,
    ElementDrift, FacetLink, LinkMethod,
};
pub use design::anchors::{ElementAnchor, GroupAnchor, RaschAnchors, ThresholdAnchor};
pub(crate) use design::columns::Long;
pub use design::scales::ElementScale;
pub use links::{
    RaschAddition, RaschBridge, RaschCut, RaschLinkDifference, RaschLinks, RaschLinksOptions, RaschLinksTable,
};
pub use options::{RaschCorrection, RaschEstimation, RaschOptions, RaschUnits, RaterForm, UnusedCategories};
pub use plan::{
    PlannedElement, RaschPlan, RaschPlanCaution, RaschPlanOptions, RaschPlanTable, RaschPower, RaschRecovery,
};
pub use results::{
    ElementStanding, FacetOrigin, MeanSquare, RaschAgreement, RaschCategory, RaschCaution, RaschCoefficient,
    RaschFacet, RaschMeasure, RaschModel, RaschPlausible, RaschPopulation, RaschPopulationGroup, RaschRater,
    RaschScale, RaschSpread, RaschState, RaschTest, RaterTerm, RaterTermKind, UnexpectedRating,
};
pub use tables::RaschTable;

use collabpro_derive::document;

use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::Undefined;

/// Measures adjusted for who rated and what: the many-facet Rasch model by joint, marginal or conditional maximum likelihood. For researchers:
/// nothing is withheld, and severities are about persons.
///
/// # Formula
/// `ln P(k) / P(k - 1) = Σ ± measure of each facet - threshold(k)`, with `+` for positive facets (Andrich 1978,
/// Psychometrika 43:561-573; Masters 1982, Psychometrika 47:149-174, where elements of one facet have thresholds of their own;
/// Linacre 1989, *Many-Facet Rasch Measurement*). Thresholds of a set sum to 0, and so do the measures of every facet but one.
///
/// # When it misleads
/// Where a unit has few ratings joint estimates lie too far apart; see `correction`. A rater who is severe with some
/// units and lenient with others has no severity: look at the mean squares. What the model adjusts is differences between
/// raters as they rated here, and it cannot tell whether raters or units changed.
#[document("rasch", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rasch {
    /// The instrument; null for a long table.
    pub rubric: Option<Instrument>,
    /// What is measured; null for a long table, and for all constructs together.
    pub construct: Option<Construct>,
    /// The options it was made with.
    pub options: RaschOptions,
    /// Which of the models it is.
    pub model: RaschModel,
    /// What tells these ratings from others: the same for the same ratings, in whatever order. With the options it brings the same result,
    /// to the last bit.
    pub fingerprint: String,
    /// How the estimation ended. Without `converged` there are no measures.
    pub state: RaschState,
    /// Steps of the estimation.
    pub iterations: u32,
    /// The largest residual of an element, as a part of its ratings; below 1e-8 where it converged.
    pub largest_residual: Option<f64>,
    /// Half the squared Newton decrement, by which the log-likelihood could still rise; below 1e-9 where it converged.
    pub decrement: Option<f64>,
    /// The log-likelihood of the ratings that were estimated with, in natural logarithms.
    pub log_likelihood: Option<f64>,
    /// Ratings, each counted by its weight.
    pub ratings: f64,
    /// Ratings that were estimated with: those of no element that was set aside.
    pub ratings_estimated: f64,
    /// The harmonic mean of the ratings of a unit, of those estimated with.
    pub ratings_per_unit: Option<f64>,
    /// What measures and thresholds were multiplied by, `(L - 1) / L` with the harmonic mean `L` (Wright & Masters 1982, *Rating
    /// Scale Analysis*); 1 without a correction.
    pub correction_factor: f64,
    /// Parts of the design whose measures cannot be compared; 1: all can.
    pub subsets: u32,
    /// What units are drawn from, by marginal estimation.
    pub population: Option<RaschPopulation>,
    /// How plausible values were drawn, where they were asked for.
    pub plausible: Option<RaschPlausible>,
    /// The covariances of what was estimated beside units, where `covariance` asks for them, up to 400 estimates: the lower triangle by
    /// rows. First the elements of `measures` that have a standard error, then the thresholds of `scales` that have one, in their order.
    pub covariance: Option<Vec<f64>>,
    /// The facets, in their order.
    pub facets: Vec<RaschFacet>,
    /// Every element, by facet and then in byte order.
    pub measures: Vec<RaschMeasure>,
    /// The sets of thresholds.
    pub scales: Vec<RaschScale>,
    /// Of a form beyond severity: every rater, with a test against severity alone and what the form gives him.
    pub raters: Vec<RaschRater>,
    /// Whether severity alone is enough for all raters together: twice the logarithm of the ratio of the likelihoods, times the square of
    /// the correction factor.
    pub form_test: Option<RaschTest>,
    /// How far raters agreed, and how far the model expects them to; null where no two rated the same.
    pub agreement: Option<RaschAgreement>,
    /// The ratings that are furthest from what was expected, at least two standard deviations.
    pub unexpected: Vec<UnexpectedRating>,
    /// The differences that `differences` asks for.
    pub differences: Vec<RaschDifference>,
    /// How elements of the facets in `categoriesBy` use the categories.
    pub usage: Vec<RaschUsage>,
    /// What ratings of the elements of `curves` tell along the scale.
    pub curves: Vec<RaschCurve>,
    /// What elements of the pairs of facets in `bias` have of their own.
    pub bias: Vec<RaschBias>,
    /// Whether elements of the pairs of facets in `effects` stand where they do in every group.
    pub effects: Vec<RaschEffect>,
    /// What the residuals of the elements of `residuals` have in common.
    pub residuals: Option<RaschResiduals>,
    /// What to bear in mind.
    pub cautions: Vec<RaschCaution>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

#[cfg(test)]
mod tests;
