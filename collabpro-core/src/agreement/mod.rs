#![doc = include_str!("../../docs/agreement.md")]

mod between;
mod bootstrap;
mod by_category;
mod by_rater;
mod bytes;
mod concordance;
mod estimates;
mod influence;
mod limits;
mod options;
mod pairs;
mod patterns;
mod state;
mod strata;
mod study;
mod sums;
mod symmetry;
mod tables;
mod weights;

pub use between::AgreementContrast;
pub use by_category::CategoryAgreement;
use collabpro_derive::{Read, document, words};
pub use concordance::Concordance;
pub use options::{AgreementOptions, Coefficient, CustomAs, ErrorsBy, Metric, Over};
use serde::Serialize;
pub use state::AgreementState;
pub(crate) use strata::over_tables;
pub use symmetry::{Symmetry, SymmetryTest};
pub use tables::AgreementTable;
pub use weights::Weights;

use crate::base::error::Result;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rating_table::RatingTable;
use crate::ratings::Ratings;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Undefined};
use crate::stats::random::{Generator, Random};
use crate::tally::{Grain, Tally};

/// Which categories there are.
#[words]
pub enum ScaleKind {
    /// Those that were declared, used or not.
    Declared,
    /// Those that were seen: nobody declared a scale, and coefficients that ask for the number of categories may be too low.
    Observed,
    /// None: numbers without categories.
    Numbers,
}

/// How a standard error was found.
#[words]
pub enum ErrorMethod {
    /// By what each unit (or group) does to the coefficient, to first order, as published (Gwet 2008, 2014, 2015).
    Linearised,
    /// The same by the coefficient's derivative, which differs where units have one rating.
    Derivative,
    /// For large samples of two raters (Fleiss, Cohen & Everitt 1969): the same divided by `n` and not by `n - 1`.
    FleissCohenEveritt,
}

/// What the bootstrap says of a number.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Bootstrap {
    /// The middle part of the replicates, by percentiles; null where they are all the same or none is defined.
    pub interval: Option<Interval>,
    /// Standard deviation of the replicates.
    pub standard_error: Option<f64>,
    /// Replicates in which the coefficient is defined.
    pub replicates: u32,
    /// Replicates in which it is not: the interval does not know of them.
    pub undefined: u32,
}

/// What to bear in mind when reading a coefficient.
#[words]
#[non_exhaustive]
pub enum AgreementCaution {
    /// Nobody gave the categories values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
    /// Nobody declared the scale, and the value hangs on its ends: the least and the largest rating were taken for them.
    EndsSeen,
    /// The interval reached further than the coefficient can be, and was cut there.
    IntervalCut,
}

/// One coefficient.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgreementEstimate {
    /// Which.
    pub coefficient: Coefficient,
    /// Its weights; null for `krippendorff`.
    pub weights: Option<Weights>,
    /// Its metric; null but for `krippendorff`.
    pub metric: Option<Metric>,
    /// The value: 1 if all agree, 0 if they agree as often as by chance (but for `percent`).
    pub value: Option<f64>,
    /// How far it is around the circle, for circular weights and distances.
    pub period: Option<f64>,
    /// Agreement that was observed; for `krippendorff` *dis*agreement, in units of the metric.
    pub observed: Option<f64>,
    /// The same by chance; null for `percent`.
    pub expected: Option<f64>,
    /// Standard error over units or groups of them.
    pub standard_error: Option<f64>,
    /// How it was found.
    pub method: ErrorMethod,
    /// Standard error if raters agreed by chance only, for a test of that; `cohen`, and `fleiss` with identity weights
    /// where all units have as many ratings.
    pub null_standard_error: Option<f64>,
    /// By the t distribution, cut where the coefficient ends: above 1, and below what it can be at least.
    pub interval: Option<Interval>,
    /// Its degrees of freedom.
    pub df: Option<u64>,
    /// By the bootstrap, if replicates were asked for.
    pub bootstrap: Option<Bootstrap>,
    /// Pairs of raters with a unit in common; `light` only.
    pub pairs: Option<u32>,
    /// Those of them for which kappa is not defined, which the mean leaves out.
    pub undefined_pairs: Option<u32>,
    /// What to bear in mind.
    pub cautions: Vec<AgreementCaution>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// The difference of two coefficients on the same units.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgreementDifference {
    /// Id of the first, as `ac1`.
    pub first: String,
    /// Id of the second.
    pub second: String,
    /// The first less the second.
    pub value: Option<f64>,
    /// Both in the same replicates.
    pub bootstrap: Option<Bootstrap>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Agreement on one table of ratings: of an informant group at an occasion on a criterion, or on what rests on several.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgreementRow {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// What is measured; null: everything.
    pub construct: Option<Construct>,
    /// Id of the criterion; null: the mean over the criteria.
    pub criterion: Option<String>,
    /// How many criteria it is the mean of; 1 for a criterion and for a plain table.
    pub criteria: u32,
    /// Units with a rating.
    pub units: u64,
    /// Units with ratings of two raters and more.
    pub pairable_units: u64,
    /// Raters with a rating.
    pub raters: u64,
    /// Ratings.
    pub ratings: u64,
    /// How many categories there are; null where criteria differ, and for numbers without categories.
    pub categories: Option<u32>,
    /// Which these are.
    pub scale: ScaleKind,
    /// What standard errors and replicates are over.
    pub over: Over,
    /// Groups of units with a rating, where it is groups.
    pub groups: Option<u64>,
    /// Whether each replicate of the bootstrap cost as much as there are units: groups were drawn, or hardly any two
    /// units were rated alike.
    pub unit_by_unit: bool,
    /// The coefficients.
    pub estimates: Vec<AgreementEstimate>,
    /// Differences that were asked for.
    pub differences: Vec<AgreementDifference>,
}

impl AgreementRow {
    /// A coefficient with its weights or its metric; `None` if it is not among them.
    pub fn get(&self, coefficient: Coefficient, scheme: impl Into<Scheme>) -> Option<&AgreementEstimate> {
        let scheme = scheme.into();
        self.estimates.iter().find(|one| one.coefficient == coefficient && one.scheme() == Some(scheme))
    }
}

/// What a coefficient is computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// How much two categories agree.
    Weights(Weights),
    /// How far apart two ratings are, for Krippendorff's alpha.
    Metric(Metric),
}

impl From<Weights> for Scheme {
    fn from(weights: Weights) -> Self {
        Self::Weights(weights)
    }
}

impl From<Metric> for Scheme {
    fn from(metric: Metric) -> Self {
        Self::Metric(metric)
    }
}

impl AgreementEstimate {
    fn scheme(&self) -> Option<Scheme> {
        self.weights.map(Scheme::Weights).or(self.metric.map(Scheme::Metric))
    }

    /// Its id: `ac1`, `krippendorff/ordinal`.
    pub fn id(&self) -> String {
        let of = self.metric.map(Metric::id).or(self.weights.map(Weights::id)).unwrap_or_default();
        self.coefficient.with(of)
    }
}

/// Cohen's kappa of two raters.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaterPair {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// Id of the criterion.
    pub criterion: Option<String>,
    /// The two raters: names, or numbers of their columns from 1.
    pub raters: [String; 2],
    /// The weights.
    pub weights: Weights,
    /// Units that both rated.
    pub units: u64,
    /// How much the two agree.
    pub observed: f64,
    /// By chance.
    pub expected: f64,
    /// Cohen's kappa.
    pub value: Option<f64>,
    /// Why it is null.
    pub undefined: Undefined,
}

/// One rater beside the others. For research only: it is no judgement of a rater, and never part of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaterAgreement {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// Id of the criterion.
    pub criterion: Option<String>,
    /// The rater: a name, or the number of the column from 1.
    pub rater: String,
    /// Units that the rater and someone else rated.
    pub units: u64,
    /// Agreement with the others, a mean over these units of the mean over the others; by weights.
    pub with_others: Vec<WithOthers>,
    /// Each coefficient without this rater; of more than 1,000 raters none is left out, and there is nothing here.
    pub without: Vec<WithoutRater>,
}

/// How much one rater agrees with the others.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WithOthers {
    /// The weights.
    pub weights: Weights,
    /// 0 to 1.
    pub value: Option<f64>,
    /// Why it is null.
    pub undefined: Undefined,
}

/// A coefficient without one rater.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WithoutRater {
    /// Its id, as `ac1`.
    pub coefficient: String,
    /// Its value without the rater.
    pub value: Option<f64>,
    /// Why it is null.
    pub undefined: Undefined,
}

/// How far raters agree. For researchers: nothing is withheld.
///
/// # Formula
/// `r_ik` raters put unit i into category k, `r_i` rated it, n units have a rating and n' of them two and more; `w_kl`
/// are the weights and `r*_ik = Σ_l w_kl r_il`.
///
/// - Observed agreement: `p_a = 1/n' Σ_i Σ_k r_ik (r*_ik - 1) / (r_i (r_i - 1))`, over units with two ratings and more.
/// - Chance, with `π_k = 1/n Σ_i r_ik / r_i`: *Fleiss* `Σ w_kl π_k π_l`; *Gwet* `T / (q (q - 1)) Σ π_k (1 - π_k)`, T the
///   sum of all weights; *Brennan-Prediger* `T / q²`; *Conger* two ratings of different raters, each from the rater's own
///   shares; *Cohen* the same on the units that both raters rated. Each coefficient is `(p_a - p_e) / (1 - p_e)` (Gwet
///   2014, *Handbook of Inter-Rater Reliability*, 4th ed., ch. 2-5; Gwet 2008, BJMSP 61:29-48; Conger 1980, Psychological
///   Bulletin 88:322-328). *Light* is the mean of Cohen's over pairs of raters (Light 1971, Psychological Bulletin
///   76:365-377).
/// - *Krippendorff*: `1 - D_o / D_e` over the ratings of units with two and more (Krippendorff 2011, *Computing
///   Krippendorff's Alpha-Reliability*). Single ratings count for Fleiss's chance and not for Krippendorff's, so that
///   with missing ratings the two differ by more than the correction for small samples.
/// - Standard error: `v = 1 / (n (n - 1)) Σ_i (κ*_i - κ)²`, where `κ*_i - κ` is what unit i does to the coefficient, to
///   first order (units with one rating aside, see *Missing ratings* above); for Conger with each rater's own shares, for
///   the ordinal metric with the ranks that the unit moves, and for Light as the mean of the pairs' (both derived here
///   and checked against the jackknife). Over groups, influences are added up within groups first. Cohen: Fleiss, Cohen &
///   Everitt (1969), Psychological Bulletin 72:323-327. `nullStandardError` is another question, *could this be chance?*:
///   the same paper, and Fleiss, Nee & Landis (1979), Psychological Bulletin 86:974-977. Of a known number N of units, v
///   is less by the factor `1 - n/N`.
/// - Interval: value ± t standard errors, n - 1 degrees of freedom, cut above 1 and below the least value (see *Where intervals
///   are cut* above).
/// - *By category*: each coefficient of the ratings *this category* and *another*, with identity weights (Fleiss 1971,
///   Psychological Bulletin 76:378-382; of two raters Spitzer, Cohen, Fleiss & Endicott 1967, Archives of General Psychiatry
///   17:83-87). Of `fleiss`, `krippendorff/nominal` and `cohen/identity` the disagreement over all categories, observed as by
///   chance, is half the sum of theirs.
/// - *Symmetry* of the table of two raters' ratings, `n_kl` units with the first's k and the second's l. Bowker (1948, JASA
///   43:572-574): `Σ_k<l (n_kl - n_lk)² / (n_kl + n_lk)`. Stuart (1955, Biometrika 42:412-416) and Maxwell (1970, British
///   Journal of Psychiatry 116:651-655): `d' S⁻¹ d` with `d_k` the k of the first less those of the second, `S_kk` the units of
///   which one of the two is k and `S_kl = -(n_kl + n_lk)`. Bhapkar (1966, JASA 61:228-235): `X / (1 - X / n)` of that.
/// - *Concordance*: `W = 12 S / (m² (n³ - n) - m Σ (t³ - t))` of m raters and n units that all of them rated, S the sum of
///   squares of the units' rank sums around their mean, t the size of each tie of each rater (Kendall & Gibbons 1990, *Rank
///   Correlation Methods*, 5th ed., ch. 6; Friedman 1937, JASA 32:675-701).
/// - *Between* two criteria, roles or groups: the difference of one coefficient, in replicates in which units that both have are
///   drawn for both at once, and those that one has by themselves.
/// - Bootstrap: units (groups) drawn with replacement after counting, by patterns; one set of replicates for all coefficients.
///
/// Of a *construct*, and of everything, a coefficient is the mean over its criteria of theirs, never of pooled ratings;
/// its standard error is from what each unit does to all of them together.
///
/// # What is null
/// Nothing is computed from 0 / 0: if all ratings fall into one category, Fleiss's, Cohen's and Krippendorff's
/// coefficients are null with the reason `no_variance`, and observed agreement is still there. If each unit does the same
/// to a coefficient (all agree on everything) the standard error is null, reason `no_variance`, and not 0: an interval
/// without width would claim that other units could not have been rated otherwise.
#[document("agreement", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Agreement {
    /// The instrument; null for a plain table.
    pub rubric: Option<Instrument>,
    /// The options it was made with.
    pub options: AgreementOptions,
    /// The generator of the bootstrap.
    pub generator: Generator,
    /// One row for a plain table; otherwise by role, occasion, construct and criterion.
    pub rows: Vec<AgreementRow>,
    /// Every two raters, if asked for.
    pub pairs: Vec<RaterPair>,
    /// Each rater, if asked for.
    pub raters: Vec<RaterAgreement>,
    /// Whether every two raters use the categories alike, if asked for.
    pub symmetry: Vec<SymmetryTest>,
    /// Agreement on each category by itself, if asked for.
    pub categories: Vec<CategoryAgreement>,
    /// One coefficient between two criteria, roles or groups, if asked for.
    pub contrasts: Vec<AgreementContrast>,
    /// Kendall's W of a plain table, or by role, occasion and criterion, if asked for.
    pub concordance: Vec<Concordance>,
}

impl Agreement {
    fn new(rubric: Option<Instrument>, options: AgreementOptions) -> Self {
        Self {
            rubric,
            options,
            generator: Random::GENERATOR,
            rows: Vec::new(),
            pairs: Vec::new(),
            raters: Vec::new(),
            symmetry: Vec::new(),
            categories: Vec::new(),
            contrasts: Vec::new(),
            concordance: Vec::new(),
        }
    }
}

impl RatingTable {
    /// How far the raters of this table agree: every coefficient with its standard error and interval.
    ///
    /// # Errors
    /// `invalid_option`, also where the custom weights have another size than the scale. Data never make an error: what
    /// they do not allow is null with a reason.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::agreement::{AgreementOptions, Coefficient, Metric};
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// // Krippendorff (2011): four observers, twelve units, some not observed.
    /// let rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    /// let cell = |unit: usize, rater: &str| rater[unit..=unit].parse().ok();
    /// let units: Vec<Vec<Option<f64>>> = (0..12).map(|unit| rows.map(|rater| cell(unit, rater)).to_vec()).collect();
    /// let matrix = RatingTable::from_rows(&units, RatingTableOptions::new())?;
    /// let agreement = matrix.agreement(AgreementOptions::new())?;
    /// let alpha = agreement.rows[0].get(Coefficient::Krippendorff, Metric::Ordinal).unwrap();
    /// assert!((alpha.value.unwrap() - 0.815388).abs() < 1e-6);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn agreement<'w>(&self, options: impl Into<Watched<'w, AgreementOptions>>) -> Result<Agreement> {
        options.into().run(|options, watch| estimates::of_matrix(self.inner(), options.settled()?, watch))
    }
}

impl Tally {
    /// How far raters agree, by role, occasion, construct and criterion.
    ///
    /// A unit at an occasion is what they agree on. Standard errors and the bootstrap draw the rubric's units, each with
    /// all its occasions. Where raters are anonymous (their ids hold within an occasion only), what asks who gave a
    /// rating is null with the reason `anonymous_raters`.
    ///
    /// # Errors
    /// `invalid_option`; `consensus_ratings`, since one agreed rating agrees with itself; `grain_too_coarse` for counts
    /// without raters; `cancelled`.
    ///
    /// ```
    /// use collabpro_core::agreement::{AgreementOptions, Coefficient, Weights};
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let mut rows = String::from("unit,rater,criterion,level\n");
    /// for (unit, levels) in [("Birch", [3, 3, 2]), ("Oak", [1, 1, 1]), ("Elm", [4, 3, 4]), ("Ash", [2, 2, 3])] {
    ///     for (rater, level) in levels.iter().enumerate() {
    ///         rows += &format!("{unit},r{rater},7a,{level}\n");
    ///     }
    /// }
    /// let ratings = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?;
    /// let agreement = ratings.agreement(AgreementOptions::new())?;
    /// let criterion = agreement.rows.iter().find(|row| row.criterion.as_deref() == Some("7a")).unwrap();
    /// assert!((criterion.get(Coefficient::Percent, Weights::Identity).unwrap().value.unwrap() - 0.5).abs() < 1e-12);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn agreement<'w>(&self, options: impl Into<Watched<'w, AgreementOptions>>) -> Result<Agreement> {
        options.into().run(|options, watch| strata::of_tally(self, options.settled()?, watch))
    }
}

impl Ratings {
    /// How far raters agree; see [`Tally::agreement`].
    ///
    /// # Errors
    /// As there.
    pub fn agreement<'w>(&self, options: impl Into<Watched<'w, AgreementOptions>>) -> Result<Agreement> {
        self.tally(Grain::Raters)?.agreement(options)
    }
}

#[cfg(test)]
mod tests;
