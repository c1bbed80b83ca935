#![doc = include_str!("../../docs/aggregation.md")]

pub(crate) mod between;
pub(crate) mod grouped;
mod indices;
mod null;
mod study;
mod tables;

pub use null::Null;
pub use tables::AggregationTable;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use crate::base::error::{Problems, Result};
use crate::base::options;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rating_table::RatingTable;
use crate::ratings::Ratings;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::random::Generator;
use crate::tally::{Grain, Tally};

/// Options of aggregation.
#[options(check)]
#[derive(Copy)]
#[cfg_attr(feature = "schema", schemars(rename = "AggregationSettings"))]
pub struct AggregationOptions {
    /// Seed of the generator of replicates.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    seed: u64,
    /// Replicates of the raters of each unit, and permutations of the raters over units.
    #[option(default = 999, range = 99..=99_999)]
    replicates: u32,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
    /// Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
    null_variance: Option<f64>,
}

impl AggregationOptions {
    fn check(&self, problems: &mut Problems) {
        if let Some(variance) = self.null_variance.filter(|at| !(*at > 0.0 && at.is_finite())) {
            problems.push(options::unfit("nullVariance", "option.above_zero", variance.to_string()));
        }
    }
}

/// Agreement within a unit against one distribution of ratings given at random.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Rwg {
    /// Which distribution.
    pub null: Null,
    /// Its variance; for several criteria of one scale that of each.
    pub variance: Option<f64>,
    /// rwg, or rwg(j) over several criteria: 1 is full agreement, and 0 none or less than none.
    pub value: Option<f64>,
    /// The same before what is below 0 was cut to 0. Null where rwg(j) has no value: ratings lie so far apart that its
    /// denominator is not above 0.
    pub raw: Option<f64>,
    /// Of `value`.
    pub interval: Option<Interval>,
    /// r*wg(j): 1 less the ratio of the variances. It does not rise with the number of criteria, and is below 0 where ratings vary
    /// more than at random; over one criterion the same as `raw`.
    pub star: Option<f64>,
    /// Of `star`.
    pub star_interval: Option<Interval>,
    /// Why numbers are null.
    pub reason: Option<Reason>,
}

/// What to bear in mind when reading aggregation.
#[words]
#[non_exhaustive]
pub enum AggregationCaution {
    /// Ratings lie further apart than ratings given at random: an rwg came out below 0 and counts as 0.
    RwgBelowZero,
    /// Units differ less than chance makes them: ICC(1) is below 0.
    IccBelowZero,
    /// Nobody gave the categories values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
    /// Nobody said what the raters of a plain table belong to: its rows, of a long table its units, were taken for the raters of one unit.
    /// `group` or `groups` says it, or a column `unit` whose labels come again.
    Ungrouped,
}

/// How far the raters of one unit agree, on one criterion or on the criteria of a construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnitAgreement {
    /// Id of the unit; of a plain table, of the group.
    pub unit: String,
    /// Id of the occasion; null in a plain table.
    pub occasion: Option<String>,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured; null in a plain table.
    pub construct: Option<Construct>,
    /// Id of the criterion, or label of the column; null: all criteria of the construct, or of the table.
    pub criterion: Option<String>,
    /// How many criteria these are.
    pub criteria: u32,
    /// Raters who rated one of them.
    pub raters: u32,
    /// Mean over the criteria of the variance of their ratings (n - 1 below).
    pub variance: Option<f64>,
    /// Against each distribution of ratings given at random.
    pub rwg: Vec<Rwg>,
    /// Brown & Hauenstein's a_wg, the mean over the criteria: 1 is full agreement, -1 is half of the people at each end.
    pub awg: Option<f64>,
    /// Of `awg`.
    pub awg_interval: Option<Interval>,
    /// Mean distance from the mean in values of the scale, the mean over the criteria: 0 is full agreement.
    pub ad_mean: Option<f64>,
    /// Of `adMean`.
    pub ad_mean_interval: Option<Interval>,
    /// Mean distance from the median.
    pub ad_median: Option<f64>,
    /// Of `adMedian`.
    pub ad_median_interval: Option<Interval>,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<AggregationCaution>,
}

/// How far units can be told apart by the means of their raters' ratings.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OverUnits {
    /// Id of the occasion; null: each unit at each occasion is a unit of its own, and plain tables.
    pub occasion: Option<String>,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured; null in a plain table.
    pub construct: Option<Construct>,
    /// Id of the criterion, or label of the column; null: the mean of each rater's ratings over the criteria of the
    /// construct, or of the table, of raters who rated half of them at least.
    pub criterion: Option<String>,
    /// How many criteria these are.
    pub criteria: u32,
    /// Units in which someone rated.
    pub units: u32,
    /// Raters in all, counted once in each unit.
    pub raters: u32,
    /// Raters by unit.
    pub mean_size: Option<f64>,
    /// The size that stands for unequal ones, `(N - Σn² / N) / (G - 1)`.
    pub n0: Option<f64>,
    /// Mean square between units.
    pub between: Option<f64>,
    /// Mean square within them.
    pub within: Option<f64>,
    /// The ratio of the two.
    pub f: Option<f64>,
    /// p value of units that do not differ.
    pub p: Option<f64>,
    /// ICC(1), with `n0`: the share of the variance between raters that lies between units.
    pub icc1: Option<f64>,
    /// Wald's exact interval for any sizes.
    pub icc1_interval: Option<Interval>,
    /// ICC(1) with the mean size instead of `n0`, as some packages print it.
    pub icc1_mean_size: Option<f64>,
    /// ICC(2): the reliability of a unit's mean over `n0` raters.
    pub icc2: Option<f64>,
    /// From that of `icc1`.
    pub icc2_interval: Option<Interval>,
    /// Mean variance within units of two raters and more.
    pub variance: Option<f64>,
    /// Mean variance within units of the same sizes made by dealing these people out at random.
    pub permutation_variance: Option<f64>,
    /// How many standard errors the first is from the second (Bliese & Halverson).
    pub permutation_z: Option<f64>,
    /// p value of no more agreement than in units whose raters are permuted.
    pub permutation_p: Option<f64>,
    /// Permutations that were looked at; fewer than `replicates` where there are many raters.
    pub permutations: u32,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<AggregationCaution>,
}

/// Whether raters' ratings may be averaged to their unit.
///
/// # Formula
/// *rwg* (James, Demaree & Wolf 1984): `1 - S² / σ²`, with the variance S² of a unit's ratings (n - 1 below) and σ² that
/// of ratings given at random; over J criteria *rwg(j)* is `J r / (J r + 1 - r)` with `r = 1 - mean S² / σ²`, which
/// by itself is *r*wg(j)* (Lindell, Brandt & Whitney 1999, Appl. Psychol. Meas. 23:127). The uniform
/// σ² is that of the declared categories, `(A² - 1) / 12` for A of them one apart; skewed ones are LeBreton & Senter's
/// (2008) for 5 to 11 categories. *a_wg* (Brown & Hauenstein 2005): `1 - 2 S² / ([(H + L) M - M² - H L] n / (n-1))` with
/// the ends L and H of the scale and the mean M, defined for M from `(L (n-1) + H) / n` to `(H (n-1) + L) / n`; over
/// criteria the mean. *AD* (Burke, Finkelstein & Dusig 1999): mean distance of the n ratings from their mean, or median;
/// over criteria the mean.
///
/// *ICC(1)* `(MSB - MSW) / (MSB + (n0 - 1) MSW)` and *ICC(2)* `(MSB - MSW) / MSB` (Bartko 1976) of the one-way analysis of
/// variance, computed from exact sums and rounded once. Their intervals are Wald's (1940), exact under normality whatever the
/// sizes; with equal sizes they are the usual ones from F. *Permutation* (Bliese & Halverson 2002): raters are permuted at
/// random to units of the same sizes; `permutationP` is the share of permutations with no more variance within, the one there is counted
/// too.
///
/// Intervals within a unit are the middle part of replicates: a Bayesian bootstrap (Rubin 1981) of its raters with one
/// rater more who rates at random.
///
/// # When it misleads
/// rwg(j) rises with the number of criteria, whatever raters think. rwg against the uniform distribution is high wherever
/// everyone is lenient; look at the skewed ones too, and at `permutationP`. a_wg of few raters takes few values. ICC(1)
/// says nothing where units do not differ, though raters may agree.
#[document("aggregation", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Aggregation {
    /// The instrument; null for a plain table.
    pub rubric: Option<Instrument>,
    /// The options it was made with.
    pub options: AggregationOptions,
    /// The generator behind the replicates; the number of the replicate is its stream.
    pub generator: Generator,
    /// Within units: by unit, occasion, role and construct, each with its criteria after it.
    pub units: Vec<UnitAgreement>,
    /// Over units: by role, occasion and construct, each with its criteria after it.
    pub over: Vec<OverUnits>,
}

impl Tally {
    /// Whether raters' ratings may be averaged to their unit.
    ///
    /// # Errors
    /// `invalid_option`; `consensus_ratings`, since one agreed rating says nothing about agreement; `grain_too_coarse`
    /// for counts without raters.
    ///
    /// ```
    /// use collabpro_core::aggregation::AggregationOptions;
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,2\nBirch,r2,1a,3\nElm,r3,1a,3\nElm,r4,1a,3\n";
    /// let ratings = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?;
    /// let aggregation = ratings.aggregation(AggregationOptions::new())?;
    /// let birch = &aggregation.units[1];
    /// // Ratings 2 and 3 of four categories: 1 - 0.5 / 1.25.
    /// assert_eq!((birch.criterion.as_deref(), birch.rwg[0].value), (Some("1a"), Some(0.6)));
    /// // 2 and 3 against 3 and 3: a mean square of 0.25 between the units, and of 0.25 within them.
    /// assert_eq!((aggregation.over[0].f, aggregation.over[0].icc1), (Some(1.0), Some(0.0)));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn aggregation<'w>(
        &self,
        options: impl Into<Watched<'w, AggregationOptions>>,
    ) -> Result<Aggregation> {
        options.into().run(|options, watch| study::of_tally(self, options.checked()?, watch))
    }
}

impl Ratings {
    /// Whether raters' ratings may be averaged to their unit.
    ///
    /// # Errors
    /// As [`Tally::aggregation`], and `too_many_labels`.
    pub fn aggregation<'w>(
        &self,
        options: impl Into<Watched<'w, AggregationOptions>>,
    ) -> Result<Aggregation> {
        self.tally(Grain::Raters)?.aggregation(options)
    }
}

impl RatingTable {
    /// Whether raters' ratings may be averaged to their group: here each row is a rater, each column a criterion, and
    /// `groups` says what each rater belongs to, or without it the names of the rows, where they come again.
    ///
    /// # Errors
    /// `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::aggregation::AggregationOptions;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let rows = [[Some(4.0), Some(5.0)], [Some(5.0), Some(5.0)], [Some(1.0), Some(2.0)], [Some(2.0), Some(2.0)]];
    /// let options = RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0, 5.0]).groups(["Elm", "Elm", "Oak", "Oak"]);
    /// let aggregation = RatingTable::from_rows(&rows, options)?.aggregation(AggregationOptions::new())?;
    /// // Mean variance 0.25 of 2: r = 0.875, and rwg(j) = 2 r / (2 r + 1 - r).
    /// assert_eq!(aggregation.units[0].rwg[0].value, Some(1.75 / 1.875));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn aggregation<'w>(
        &self,
        options: impl Into<Watched<'w, AggregationOptions>>,
    ) -> Result<Aggregation> {
        options.into().run(|options, watch| study::of_matrix(self, options.checked()?, watch))
    }
}

#[cfg(test)]
mod tests;
