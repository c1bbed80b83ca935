//! Consistency: whether the criteria of a construct, or several constructs, tell the same story.
//!
//! Alpha, omega and Guttman's bounds of the sum (or mean) of several items, with what each item is to the others. Rows are
//! what the items differ over: units, each with its mean over raters, unless the answers themselves are asked for.
#![doc = include_str!("../../docs/consistency.md")]

mod coefficients;
mod factor;
mod moments;
pub(crate) mod of_tally;
mod omega;
pub(crate) mod study;
mod tables;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;
pub use tables::ConsistencyTable;

use crate::base::error::Result;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rating_table::RatingTable;
use crate::ratings::Ratings;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Reason, Undefined};
use crate::tally::{Grain, Tally};

/// What is done with rows that lack a rating.
#[words]
#[derive(Default)]
pub enum MissingRatings {
    /// They are left out: every coefficient rests on the same rows.
    #[default]
    Listwise,
    /// Each covariance rests on the rows that have both ratings.
    Pairwise,
}

/// Options of consistency.
#[options]
#[derive(Copy)]
pub struct ConsistencyOptions {
    /// What is done with rows that lack a rating.
    missing: MissingRatings,
    /// Also take all answers as rows of one table, as if they were of one unit.
    stacked: bool,
    /// Group factors below the general one of omega hierarchical; 0 leaves that out.
    #[option(default = 3, range = 3..=6, or = 0)]
    group_factors: u32,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

/// What the rows are.
#[words]
pub enum ConsistencyBasis {
    /// The rows of a plain table as they are.
    Rows,
    /// Units at an occasion: each rating is the mean over those who rated.
    UnitMeans,
    /// All ratings in one table, each rater's a row: what units differ in and what raters differ in are mixed.
    Stacked,
    /// Answers within their unit or group: covariances pooled over the groups.
    Within,
    /// Groups themselves: covariances between them, without what the chance of who answered adds.
    Between,
}

/// What to bear in mind when reading consistency.
#[words]
#[non_exhaustive]
pub enum ConsistencyCaution {
    /// Items go against one another on average, as they are or divided by their standard deviations, so that alpha and perhaps
    /// omega are below 0: some may be worded the other way round.
    NegativeMeanCovariance,
    /// Some item goes against the sum of the others: it may be worded the other way round.
    NegativeItem,
    /// Items that do not vary were left out.
    ConstantItems,
    /// A factor would need more of an item than there is (a Heywood case): the omegas are at the edge of what can be.
    Heywood,
    /// No more rows than items: the covariances hang together by chance alone.
    FewRows,
    /// Rows behind the covariances differ, and the interval takes their harmonic mean for their number.
    UnequalPairs,
    /// Covariances of different rows, or of groups without the chance of who answered, fit no table together: alpha or the mean
    /// correlation is above 1, and says no more than that it is high.
    AboveOne,
    /// Nobody gave the categories values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
}

/// The coefficients of a sum of items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConsistencyCoefficients {
    /// Cronbach's alpha, which is Guttman's lambda 3; at most 1, but for the caution `above_one`.
    pub alpha: Option<f64>,
    /// Omega total of one common factor.
    pub omega_total: Option<f64>,
    /// Omega hierarchical: the part of the sum's variance that is due to one general factor.
    pub omega_hierarchical: Option<f64>,
    /// Omega total of the general factor and the group factors together.
    pub omega_groups: Option<f64>,
    /// Guttman's lambda 1.
    pub lambda1: Option<f64>,
    /// Guttman's lambda 2, never below alpha.
    pub lambda2: Option<f64>,
    /// Guttman's lambda 4: the best of all splits into two parts, of up to 20 items.
    pub lambda4: Option<f64>,
    /// Guttman's lambda 5.
    pub lambda5: Option<f64>,
    /// Guttman's lambda 6.
    pub lambda6: Option<f64>,
    /// Why a field above is null.
    pub undefined: Undefined,
}

impl ConsistencyCoefficients {
    pub(crate) const FIELDS: &[&'static str] = &[
        "alpha",
        "lambda1",
        "lambda2",
        "lambda4",
        "lambda5",
        "lambda6",
        "omegaGroups",
        "omegaHierarchical",
        "omegaTotal",
    ];
}

/// What one item is to the others.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConsistencyItem {
    /// Id of the criterion or construct, or the name of the column.
    pub id: String,
    /// Rows that have it, of those that count.
    pub n: u64,
    /// Its mean over them.
    pub mean: Option<f64>,
    /// Its standard deviation; 0 for an item that does not vary.
    pub deviation: Option<f64>,
    /// Correlation with the sum of the other items.
    pub item_rest: Option<f64>,
    /// Raw alpha of the other items, from three items on.
    pub alpha_if_dropped: Option<f64>,
    /// Share of its variance that the other items foretell (the squared multiple correlation).
    pub multiple: Option<f64>,
    /// Loading on the one common factor, in the metric of correlations.
    pub loading: Option<f64>,
    /// Loading on the general factor above the group factors, in the metric of correlations.
    pub general_loading: Option<f64>,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind: the item is constant, or goes against the others.
    pub cautions: Vec<ConsistencyCaution>,
}

impl ConsistencyItem {
    /// Says of every field that is null why it is.
    fn explain(&mut self, reason: impl Fn(&str) -> Reason) {
        let fields = [
            ("alphaIfDropped", self.alpha_if_dropped),
            ("deviation", self.deviation),
            ("generalLoading", self.general_loading),
            ("itemRest", self.item_rest),
            ("loading", self.loading),
            ("mean", self.mean),
            ("multiple", self.multiple),
        ];
        for (field, _) in fields.iter().filter(|(_, value)| value.is_none()) {
            self.undefined.insert(*field, reason(field));
        }
    }
}

/// How consistent some items are over some rows.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ItemSet {
    /// Id of the role; null: everyone, or a plain table.
    pub role: Option<String>,
    /// Id of the occasion; null: all.
    pub occasion: Option<String>,
    /// What the items are criteria of; null: the items are the tenets, or the columns of a plain table.
    pub construct: Option<Construct>,
    /// What the rows are.
    pub basis: ConsistencyBasis,
    /// What was done with rows that lack a rating.
    pub missing: MissingRatings,
    /// Rows with a rating.
    pub rows: u64,
    /// Rows with every rating.
    pub complete: u64,
    /// The fewest rows behind a covariance.
    pub fewest: u64,
    /// Groups that have a row that counts; null where rows have no groups.
    pub groups: Option<u64>,
    /// Items that do not vary: they are left out of every coefficient.
    pub constant: Vec<String>,
    /// Of the items as they are.
    pub raw: ConsistencyCoefficients,
    /// Of the items divided by their standard deviations.
    pub standardized: ConsistencyCoefficients,
    /// Feldt's interval of raw alpha; null (`no_error`) where alpha is 1, since it would have no width.
    pub interval: Option<Interval>,
    /// Standard error of raw alpha in large samples.
    pub standard_error: Option<f64>,
    /// Interval of raw omega total.
    pub omega_interval: Option<Interval>,
    /// Standard error of raw omega total in large samples.
    pub omega_standard_error: Option<f64>,
    /// Mean correlation of two items.
    pub mean_correlation: Option<f64>,
    /// What each item is to the others.
    pub items: Vec<ConsistencyItem>,
    /// Why a field above is null; the coefficients have their own.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<ConsistencyCaution>,
}

/// Whether the items of a construct, or several constructs, tell the same story.
#[document("consistency", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Consistency {
    /// The instrument; null for a plain table.
    pub rubric: Option<Instrument>,
    /// The options it was made with.
    pub options: ConsistencyOptions,
    /// By role, occasion, construct and basis.
    pub results: Vec<ItemSet>,
}

impl Ratings {
    /// How consistent the criteria of each construct are, and the tenets with one another.
    ///
    /// # Errors
    /// As [`Tally::consistency`], and `too_many_labels`.
    ///
    /// ```
    /// use collabpro_core::consistency::{ConsistencyBasis, ConsistencyOptions};
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let mut rows = String::from("unit,rater,criterion,level\n");
    /// for (unit, levels) in [("Ash", "112"), ("Birch", "223"), ("Oak", "333"), ("Elm", "424")] {
    ///     for (criterion, level) in ["7a", "7b", "7c"].iter().zip(levels.chars()) {
    ///         rows += &format!("{unit},r1,{criterion},{level}\n");
    ///     }
    /// }
    /// let found = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.consistency(ConsistencyOptions::new())?;
    /// let joint_work = found.results.iter().find(|set| set.basis == ConsistencyBasis::UnitMeans && set.construct.is_some()).unwrap();
    /// // Variances 5/3, 2/3 and 2/3 of the criteria, 7 of their sum: 3/2 (1 - 3/7).
    /// assert!((joint_work.raw.alpha.unwrap() - 6.0 / 7.0).abs() < 1e-12);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn consistency<'w>(
        &self,
        options: impl Into<Watched<'w, ConsistencyOptions>>,
    ) -> Result<Consistency> {
        self.tally(Grain::Raters)?.consistency(options)
    }
}

impl Tally {
    /// How consistent the criteria of each construct are, and the tenets with one another: over units by their means,
    /// and over raters within and between units.
    ///
    /// # Errors
    /// `invalid_option`; `consensus_ratings` and `grain_too_coarse`, since it is not known then who rated what.
    pub fn consistency<'w>(
        &self,
        options: impl Into<Watched<'w, ConsistencyOptions>>,
    ) -> Result<Consistency> {
        options.into().run(|options, watch| of_tally::consistency(self, options.checked()?, watch))
    }
}

impl RatingTable {
    /// How consistent the columns of a plain table are over its rows, and where the rows have groups, within and between
    /// them.
    ///
    /// # Errors
    /// `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::rating_table::RatingTableOptions;
    /// use collabpro_core::consistency::ConsistencyOptions;
    ///
    /// // Six targets, four judges (Shrout & Fleiss 1979).
    /// let ratings = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7];
    /// let matrix = RatingTable::from_u8(ratings.to_vec(), 4, RatingTableOptions::new())?;
    /// let found = matrix.consistency(ConsistencyOptions::new())?;
    /// assert!((found.results[0].raw.alpha.unwrap() - 0.909_315_54).abs() < 1e-8);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn consistency<'w>(
        &self,
        options: impl Into<Watched<'w, ConsistencyOptions>>,
    ) -> Result<Consistency> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            Ok(Consistency { rubric: None, options, results: study::of_matrix(self, options, watch)? })
        })
    }
}

#[cfg(test)]
mod tests;
