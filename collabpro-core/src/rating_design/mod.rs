//! Who rated what, before any coefficient.
#![doc = include_str!("../../docs/rating_design.md")]

mod allowed;
mod bytes;
mod graph;
mod of_table;
mod of_tally;
mod tables;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;
pub use tables::RatingDesignTable;

use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rating_table::RatingTable;
use crate::ratings::Ratings;
use crate::rubric::Instrument;
use crate::scoring::Undefined;
use crate::tally::{Grain, Tally};
use crate::units::Units;

/// A design has no options: this refuses those that are given.
#[options]
#[derive(Copy, Eq)]
pub struct RatingDesignOptions {}

/// How raters go with units.
#[words]
pub enum Nesting {
    /// Each rater rated one unit.
    Nested,
    /// Each rater rated several units.
    Crossed,
    /// Some rated one, some several.
    Mixed,
}

/// How many units were rated by so many raters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PanelSize {
    /// Raters of each.
    pub raters: u32,
    /// Units.
    pub units: u32,
}

/// Raters of a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Panels {
    /// The fewest.
    pub least: Option<u32>,
    /// As many or fewer as often as as many or more.
    pub median: Option<f64>,
    /// The most.
    pub most: Option<u32>,
    /// Units by their number of raters, fewest first.
    pub sizes: Vec<PanelSize>,
}

/// How many pairs of raters share so many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SharedUnits {
    /// Units that both rated.
    pub units: u32,
    /// Pairs.
    pub pairs: u64,
}

/// Raters and units that ratings link with one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LinkedComponent {
    /// Its number, in the order of the units; from 1.
    pub component: u32,
    /// Its units.
    pub units: u32,
    /// Its raters.
    pub raters: u32,
    /// Its ratings.
    pub ratings: u64,
}

/// One unit at an occasion.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RatedUnit {
    /// Id of the unit, or the number of its row.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Raters who gave a rating.
    pub raters: u32,
    /// Ratings.
    pub ratings: u64,
    /// The component that it is in; null without a rating.
    pub component: Option<u32>,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RatedCriterion {
    /// Id of the criterion; null: a plain table.
    pub criterion: Option<String>,
    /// What it measures; null: a plain table.
    pub construct: Option<Construct>,
    /// Ratings.
    pub ratings: u64,
    /// Units with a rating.
    pub units: u32,
    /// Units with ratings of two raters or more.
    pub pairable: u32,
    /// Parts that the ratings on this criterion leave unlinked; 1 is connected.
    pub components: u32,
    /// Categories of the declared scale that nobody used, lowest first; null where no scale is declared.
    pub unused: Option<Vec<String>>,
}

/// Who rated what in one informant group, at one occasion or all.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DesignStratum {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all.
    pub occasion: Option<String>,
    /// Units at an occasion with a rating.
    pub units: u32,
    /// Units at an occasion about which someone was asked and nobody gave a rating.
    pub empty_units: u32,
    /// Raters with a rating.
    pub raters: u32,
    /// Raters without one.
    pub empty_raters: u32,
    /// Raters with two ratings or more who always gave the same category.
    pub constant_raters: u32,
    /// Ratings.
    pub ratings: u64,
    /// Raters of a unit.
    pub panels: Panels,
    /// Units that two raters or more rated.
    pub pairable: u32,
    /// How raters go with units; null without a rating.
    pub nesting: Option<Nesting>,
    /// Raters who rated one unit.
    pub one_unit: u32,
    /// Raters who rated several.
    pub several_units: u32,
    /// Whether every rater rated every unit.
    pub complete: bool,
    /// Pairs of raters who rated a unit together.
    pub pairs: Option<u64>,
    /// Pairs by the units that they share, fewest first.
    pub shared: Option<Vec<SharedUnits>>,
    /// What ratings link; one component is a connected design.
    pub components: Vec<LinkedComponent>,
    /// By unit and occasion.
    pub rated: Vec<RatedUnit>,
    /// By criterion that has been asked.
    pub criteria: Vec<RatedCriterion>,
    /// What such a design allows, and what would link its parts.
    pub possible: Vec<Message>,
    /// Why a field above is null.
    pub undefined: Undefined,
}

/// What became of a criterion in a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MapCell {
    /// Id of the unit, or the number of its row.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the criterion; null: a plain table.
    pub criterion: Option<String>,
    /// Ratings given.
    pub given: u64,
    /// Missing because it was not seen.
    pub not_observed: u64,
    /// Missing because it does not apply.
    pub not_applicable: u64,
    /// Missing without an answer.
    pub no_answer: u64,
    /// Raters here of whom there is no row for it.
    pub not_asked: u64,
}

/// How many of a unit's people answered.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Response {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Raters who gave at least one rating.
    pub raters: u32,
    /// People who could have answered.
    pub size: u32,
    /// The first in parts of the second; above 1 where the size is out of date. Null for a size of 0.
    pub rate: Option<f64>,
}

/// Who rated what, before any coefficient: what is missing, how large panels are, what links raters and units, and which
/// statistics such a design allows. For researchers.
///
/// # How it is found
/// Raters and units are linked by ratings, and followed from one to the other by union-find (Tarjan 1975, JACM
/// 22:215-225): the time grows as the ratings. Pairs of raters who share a unit are counted one by one up to two million
/// of them; where ids hold within an occasion only, a pair shares exactly one unit.
#[document("rating_design", version = 2)]
#[derive(Clone, Debug, PartialEq, Read)]
#[non_exhaustive]
pub struct RatingDesign {
    /// The instrument; null for a plain table.
    pub rubric: Option<Instrument>,
    /// Whether a rater's id means the same person at every unit and occasion; otherwise it holds within each of them.
    pub linked: bool,
    /// By role and occasion.
    pub groups: Vec<DesignStratum>,
    /// By unit, occasion, role and criterion.
    pub map: Vec<MapCell>,
    /// By unit, occasion and role, where the number of people is known.
    pub response: Vec<Response>,
    /// Who rated what in the widest group, for the tables about raters.
    #[serde(skip)]
    links: graph::Links,
}

impl Ratings {
    /// Who rated what.
    ///
    /// # Errors
    /// `consensus_ratings`, `too_many_labels`.
    ///
    /// ```
    /// use collabpro_core::rating_design::Nesting;
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,1\nBirch,r2,1a,2\nOak,r3,1a,4\nOak,r4,1a,3\n";
    /// let design = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.rating_design(())?;
    /// // Two schools with their own raters: nothing links them.
    /// assert_eq!((design.groups[0].nesting, design.groups[0].components.len()), (Some(Nesting::Nested), 2));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn rating_design<'w>(
        &self,
        options: impl Into<Watched<'w, RatingDesignOptions>>,
    ) -> Result<RatingDesign> {
        self.tally(Grain::Raters)?.rating_design(self.units(), options)
    }
}

impl Tally {
    /// Who rated what; response rates where the units' sizes are known.
    ///
    /// # Errors
    /// `consensus_ratings`, since it is not known who took part; `grain_too_coarse` for counts without raters.
    pub fn rating_design<'w>(
        &self,
        units: &Units,
        options: impl Into<Watched<'w, RatingDesignOptions>>,
    ) -> Result<RatingDesign> {
        options.into().run(|_, watch| of_tally::rating_design(self, units, watch))
    }
}

impl RatingTable {
    /// Who rated what in a plain table. Without a watcher nothing fails.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let rows = [[Some(1.0), Some(2.0), None], [None, Some(3.0), Some(1.0)]];
    /// let design = RatingTable::from_rows(&rows, RatingTableOptions::new())?.rating_design(())?;
    /// // The second rater links both units.
    /// assert_eq!((design.groups[0].components.len(), design.groups[0].pairs), (1, Some(2)));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn rating_design<'w>(
        &self,
        options: impl Into<Watched<'w, RatingDesignOptions>>,
    ) -> Result<RatingDesign> {
        options.into().run(|_, watch| of_table::rating_design(self, watch))
    }
}

#[cfg(test)]
mod tests;
