#![doc = include_str!("../../docs/generalizability.md")]

mod columns;
mod decision;
mod design;
mod effects;
mod henderson;
mod notation;
mod observations;
mod of_ratings;
mod options;
mod plan;
mod solved;
mod study;
mod tables;
mod variance;

pub use decision::{Decision, DecisionCaution, Decisions, Projection};
pub use effects::PredictedEffect;
pub use options::{
    DecisionOptions, GeneralizabilityOptions, PlanCoefficient, PlanOptions, Roles, StudyOptions, Unbalanced,
};
pub use plan::{Plan, Planned, Plans};
pub use tables::GeneralizabilityTable;

use collabpro_derive::{Read, document, words};
use serde::Serialize;

use crate::base::json_read::{Input, Read};
use crate::base::message::Message;
use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Reason, Undefined};

/// How variance components were estimated.
#[words]
pub enum Estimator {
    /// From mean squares: the design is balanced and nothing is missing.
    Anova,
    /// Restricted maximum likelihood: sizes differ, or cells are missing. It gives no negative components.
    Reml,
    /// Henderson's first method: the same, from sums of squares.
    Henderson,
}

/// A facet of a study. The first is the object of measurement: what the scores are about.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StudyFacet {
    /// Its name.
    pub name: String,
    /// How many conditions it has over all.
    pub conditions: u32,
    /// How many of them a unit has, within each condition of what the facet is nested in: the harmonic mean over the
    /// units. Of the object of measurement, the number of units.
    pub size: f64,
    /// Names of the facets it is nested in.
    pub nested_in: Vec<String>,
}

/// A facet or an effect that is not in the study, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LeftOutEffect {
    /// The facet, or the effect.
    pub what: String,
    /// Why: `one_condition`, `confounded`, or `disconnected_design` of a group that units belong to.
    pub reason: Reason,
    /// What it cannot be told from.
    pub confounded_with: Option<String>,
}

/// What to bear in mind when reading a component.
#[words]
#[non_exhaustive]
pub enum ComponentCaution {
    /// It came out below 0, where no variance can be, and counts as 0: chance, or a model that does not hold.
    BelowZero,
    /// It came out at 0: restricted likelihood falls from there on, or mean squares are the same.
    AtZero,
    /// It is less than twice its standard error. Every interval of a component begins above 0, so that this one does not
    /// show that there is anything.
    NearZero,
    /// Nobody gave the categories values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
}

/// How much of the variance of single scores comes from one effect.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Component {
    /// The effect: `unit x (rater:criterion)`.
    pub effect: String,
    /// The facets in it, those that others are nested in included.
    pub facets: Vec<String>,
    /// How many conditions, or combinations of conditions, it has in the data.
    pub conditions: u32,
    /// Whether it is what is left over: this effect and all else that a score hangs on, which cannot be told apart.
    pub error: bool,
    /// Degrees of freedom, of balanced designs.
    pub df: Option<u64>,
    /// Mean square, of balanced designs.
    pub mean_square: Option<f64>,
    /// The estimate as the equations give it, which may be below 0.
    pub raw: f64,
    /// The estimate, 0 where it is below: what the studies that follow use.
    pub variance: f64,
    /// Standard error of the raw estimate.
    pub standard_error: f64,
    /// Satterthwaite's interval.
    pub interval: Option<Interval>,
    /// Part of the sum of all variances, 0 to 1.
    pub share: f64,
    /// How much of it is in the variance of the mean of all scores.
    pub in_mean: f64,
    /// Why fields above are null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<ComponentCaution>,
}

/// A positive quantity of which the components are a linear function: the mean of so many squared normal deviates, and
/// independent of the others. Of a balanced design a mean square. Intervals of decisions rest on them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Pivot {
    /// What was found.
    pub value: f64,
    /// Its degrees of freedom; null: without end.
    pub df: Option<f64>,
    /// How much of it is in each component, in their order.
    pub weights: Vec<f64>,
}

/// Where the variance of some scores comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Study {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all.
    pub occasion: Option<String>,
    /// What is measured; null for a plain table.
    pub construct: Option<Construct>,
    /// The design in Brennan's notation: `unit x (rater:criterion)`.
    pub design: Option<String>,
    /// Its facets, the object of measurement first.
    pub facets: Vec<StudyFacet>,
    /// Facets and effects that are not in it.
    pub left_out: Vec<LeftOutEffect>,
    /// How many scores there are.
    pub scores: u64,
    /// Whether every combination is there and equally often.
    pub balanced: bool,
    /// How the components were estimated.
    pub estimator: Option<Estimator>,
    /// The mean score: of all scores, or by generalized least squares where components come from restricted likelihood.
    pub mean: Option<f64>,
    /// The components, from the object of measurement to the error.
    pub components: Vec<Component>,
    /// What the components are made of, as many as there are components.
    pub pivots: Vec<Pivot>,
    /// What conditions are predicted to add, if that was asked for: of each component but the error, 0 with an error of 0
    /// where the component is 0.
    pub effects: Vec<PredictedEffect>,
    /// The score that decides, where the scale declares one.
    pub cut: Option<f64>,
    /// What to know about the design.
    pub notes: Vec<Message>,
    /// Why there are no components.
    pub reason: Option<Reason>,
    /// Why `effects`, where they were asked for, are not there or not all there.
    pub undefined: Undefined,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Asked {
    /// Of ratings.
    Ratings(GeneralizabilityOptions),
    /// Of a plain table.
    Columns(StudyOptions),
}

impl Read for Asked {
    fn read(input: &mut Input<'_>) -> Self {
        match input.value().get("roles") {
            Some(_) => Self::Ratings(input.read()),
            None => Self::Columns(input.read()),
        }
    }
}

/// Generalizability studies: of a plain table one, of ratings one for each informant group, occasion and construct.
///
/// # Formula
/// A score is the mean plus an effect for each combination of facets that the design holds. *Balanced designs*: `T` of an
/// effect is the sum over its conditions of their squared sums over their number of scores; sums of squares are
/// differences of these, and components solve the expected mean squares of the random model (Cornfield & Tukey 1956,
/// Annals of Mathematical Statistics 27:907-949; Brennan 2001, *Generalizability Theory*, chapter 3). Standard error:
/// `sqrt Σ 2 (c MS)² / (df + 2)` with `c` the weight of each mean square (Searle 1971, *Linear Models*, chapter 9;
/// Brennan 2001, section 6.1). Scores are held as whole numbers of their last decimal: sums and squares are exact, and
/// each mean square is rounded once. *Otherwise*: restricted maximum likelihood, standard errors from the average
/// information; or, where `unbalanced` says so, Henderson's first method (1953, Biometrics 9:226-252; Brennan 2001, section
/// 7.1): the same differences of `T`, solved with the coefficients that sizes as they are give them, and standard errors
/// from the variances of `T` under normality. It asks for no iteration and is unbiased, but negative components are
/// commoner, and it wastes what sizes tell. It is for up to 100,000,000 conditions times scores.
///
/// *Intervals* are Satterthwaite's (1946, Biometrics Bulletin 2:110-114; Brennan 2001, section 6.2): a component is taken
/// as a chi-square over its `df` degrees of freedom, `df v / chi²`, with `df = v² / Σ [(c MS)² / df(MS)]` from mean squares and
/// `df = 2 (v / standard error)²` where the design is not balanced. There is none for a component that is
/// not above 0, or of fewer than one degree of freedom.
///
/// *Effects* are best linear unbiased predictions, the components taken for the truth (Henderson 1975, Biometrics
/// 31:423-447; Robinson 1991, Statistical Science 6:15-51): `u = G Z' P y`, with the standard error of `u` less the true
/// effect, the diagonal of `G - G Z' P Z G`. What R's lme4 calls the conditional standard deviation leaves out that the
/// mean is estimated, and is smaller.
///
/// # When it misleads
/// Few conditions of a facet say little about its variance: look at the standard error. A facet with one condition is not
/// there: with one occasion nothing is said about other days, and what would vary over days counts as if it were the
/// unit's own. Components below 0 are chance, or a model that does not hold. True change between occasions counts as
/// error. The interval of a component begins above 0 by its making, whether there is anything or not: where the component
/// is small (`near_zero`) its lower end is too high.
#[document("generalizability", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Generalizability {
    /// The instrument; null for a plain table.
    pub rubric: Option<Instrument>,
    /// The options it was made with.
    pub options: Asked,
    /// The studies.
    pub studies: Vec<Study>,
}

impl Generalizability {
    fn new(rubric: Option<Instrument>, options: Asked, studies: Vec<Study>) -> Self {
        Self { rubric, options, studies }
    }

    /// Names of the facets that some study generalizes over.
    fn facets(&self) -> Vec<&str> {
        let facets = self.studies.iter().flat_map(|study| study.facets.iter().skip(1));
        let mut names: Vec<_> = facets.map(|facet| facet.name.as_str()).collect();
        names.sort();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests;
