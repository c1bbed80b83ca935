#![doc = include_str!("../../docs/icc.md")]

mod forms;
mod interval;
mod layout;
mod of_tally;
mod squares;
mod tables;

use std::borrow::Cow;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use crate::base::error::Result;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rating_table::RatingTable;
use crate::ratings::Ratings;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Undefined};
use crate::tally::{Grain, Tally};

/// Options of intraclass correlations.
#[options]
#[derive(Copy)]
pub struct IccOptions {
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
    /// The reliability for which raters are counted.
    #[option(default = 0.8, range = 0.5..=0.99)]
    target: f64,
}

/// Which raters, and what they stand for.
#[words]
pub enum IccModel {
    /// Each unit has raters of its own, drawn at random.
    OneWayRandom,
    /// The same raters rate all units, and stand for others who might have.
    TwoWayRandom,
    /// The same raters rate all units, and are the only ones of interest.
    TwoWayMixed,
}

/// Whether a stricter rater counts as error.
#[words]
pub enum IccType {
    /// It does: ratings are to be the same.
    Absolute,
    /// It does not: units are to stand in the same way to one another.
    Consistency,
    /// In so far as units do not share their raters: the standing of means over panels that differ.
    Relative,
}

/// Of what the reliability is.
#[words]
pub enum IccUnit {
    /// Of one rater's rating.
    Single,
    /// Of the mean over as many raters as rated (their harmonic mean, where panels differ).
    Average,
}

/// What the components were taken from.
#[words]
pub enum IccMethod {
    /// Every rater rated every unit: mean squares, exact.
    MeanSquares,
    /// Ratings are missing: restricted maximum likelihood.
    Reml,
}

/// How many raters give the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RatersNeeded {
    /// By the estimate.
    pub estimate: u32,
    /// By the upper bound of its interval.
    pub fewest: Option<u32>,
    /// By the lower bound; null: no number is enough, or more than a million.
    pub most: Option<u32>,
}

/// The test of no reliability at all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FTest {
    /// F.
    pub f: f64,
    /// Degrees of freedom of the numerator.
    pub df1: f64,
    /// Degrees of freedom of the denominator.
    pub df2: f64,
    /// The probability of an F as large or larger, were there no reliability.
    pub p: f64,
}

/// What to bear in mind when reading a form.
#[words]
#[non_exhaustive]
pub enum IccCaution {
    /// It came out below 0, where no share of variance can be: units differ less than chance makes them.
    BelowZero,
    /// Nobody gave the categories values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
}

/// One form of the coefficient.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IccForm {
    /// McGraw and Wong's name: `ICC(A,1)`; `ICC(Q,k)` is of ten Hove and others.
    pub name: Cow<'static, str>,
    /// Shrout and Fleiss's name, where they have the form: `ICC(2,1)`.
    pub shrout_fleiss: Option<Cow<'static, str>>,
    /// Which raters.
    pub model: IccModel,
    /// Whether a stricter rater counts as error.
    #[serde(rename = "type")]
    pub kind: IccType,
    /// Of one rating, or of a mean.
    pub unit: IccUnit,
    /// What it rests on.
    pub method: Option<IccMethod>,
    /// The estimate: at most 1, and below 0 where raters disagree more than chance makes them.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// The test of no reliability.
    pub test: Option<FTest>,
    /// Of a single rating: how many raters' mean has the target reliability.
    pub raters_needed: Option<RatersNeeded>,
    /// Why fields above are null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<IccCaution>,
}

/// Components of variance, as they were estimated; those from mean squares may be below 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IccVariances {
    /// Between units, the raters' differences taken out.
    pub unit: Option<f64>,
    /// Between raters.
    pub rater: Option<f64>,
    /// What is left: unit by rater, and chance.
    pub residual: Option<f64>,
    /// Between units, as if each had raters of its own.
    pub one_way_unit: Option<f64>,
    /// Within units.
    pub one_way_residual: Option<f64>,
}

/// Mean squares of complete data, each rounded once.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeanSquares {
    /// Between units.
    pub between: f64,
    /// Within units.
    pub within: f64,
    /// Between raters.
    pub raters: f64,
    /// The rest.
    pub residual: f64,
}

/// The forms for one set of ratings.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IccRow {
    /// Informant group; null: everyone.
    pub role: Option<String>,
    /// Occasion; null: all.
    pub occasion: Option<String>,
    /// What the criteria are aimed at; null: a plain table.
    pub construct: Option<Construct>,
    /// The criterion; null: each rater's mean over the construct's criteria, of those who rated them all.
    pub criterion: Option<String>,
    /// Units with a rating.
    pub units: u32,
    /// Raters with a rating.
    pub raters: u32,
    /// Ratings.
    pub ratings: u32,
    /// Parts of the design that no rater connects; null: who rated several units is not known.
    pub parts: Option<u32>,
    /// Harmonic mean of the raters of a unit.
    pub raters_per_unit: Option<f64>,
    /// The part of the variance between raters that stays in differences of units' means: 0 where all units share all raters,
    /// one over `ratersPerUnit` where they share none.
    pub unshared: Option<f64>,
    /// Mean squares, of complete data.
    pub mean_squares: Option<MeanSquares>,
    /// Components.
    pub variances: IccVariances,
    /// The forms.
    pub forms: Vec<IccForm>,
    /// Why a field above is null; those of the forms have their own. One of `variances` is named with it: `variancesRater`.
    pub undefined: Undefined,
}

impl IccRow {
    /// A form; `None` if it is not among them. Of one-way forms the only type is `Absolute`.
    pub fn get(&self, model: IccModel, kind: IccType, unit: IccUnit) -> Option<&IccForm> {
        self.forms.iter().find(|form| (form.model, form.kind, form.unit) == (model, kind, unit))
    }
}

/// Intraclass correlations.
#[document("icc", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Icc {
    /// The instrument; null for a plain table.
    pub rubric: Option<Instrument>,
    /// The options it was made with.
    pub options: IccOptions,
    /// By role, occasion, construct and criterion; one row for a plain table.
    pub rows: Vec<IccRow>,
}

impl RatingTable {
    /// All forms of the intraclass correlation of this table.
    ///
    /// # Errors
    /// `invalid_option`. Data never make an error: what they do not allow is null with a reason.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::rating_table::RatingTableOptions;
    /// use collabpro_core::icc::{IccModel, IccOptions, IccType, IccUnit};
    ///
    /// // Shrout & Fleiss (1979): six units, four raters.
    /// let ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
    /// let rows: Vec<_> = ratings.iter().map(|row| row.map(|rating| Some(f64::from(rating)))).collect();
    /// let icc = RatingTable::from_rows(&rows, RatingTableOptions::new())?.icc(IccOptions::new())?;
    /// let form = icc.rows[0].get(IccModel::TwoWayRandom, IccType::Absolute, IccUnit::Single).unwrap();
    /// assert!((form.value.unwrap() - 0.2898).abs() < 1e-4);
    /// assert_eq!(form.raters_needed.unwrap().estimate, 10);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn icc<'w>(&self, options: impl Into<Watched<'w, IccOptions>>) -> Result<Icc> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let ratings = layout::UnitRatings::of(self.inner());
            let rows = vec![forms::row(ratings.as_ref().map_err(|reason| *reason), options, watch)?];
            Ok(Icc { rubric: None, options, rows })
        })
    }
}

impl Tally {
    /// Intraclass correlations by role, occasion, construct and criterion.
    ///
    /// A unit is a place, the rubric's unit at an occasion. Where each rater rated one place only, or it is not known who
    /// rated several, only the one-way forms are defined.
    ///
    /// # Errors
    /// `invalid_option`; `consensus_ratings`, since one agreed rating agrees with itself; `grain_too_coarse` for counts
    /// without raters.
    pub fn icc<'w>(&self, options: impl Into<Watched<'w, IccOptions>>) -> Result<Icc> {
        options.into().run(|options, watch| of_tally::icc(self, options.checked()?, watch))
    }
}

impl Ratings {
    /// Intraclass correlations; see [`Tally::icc`].
    ///
    /// # Errors
    /// As there.
    ///
    /// ```
    /// use collabpro_core::icc::{IccModel, IccOptions, IccType, IccUnit};
    /// use collabpro_core::Rubric;
    /// use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
    ///
    /// let mut rows = String::from("unit,rater,criterion,level\n");
    /// for (unit, levels) in [("Birch", [3, 3, 2]), ("Oak", [1, 1, 1]), ("Elm", [4, 3, 4]), ("Ash", [2, 2, 3])] {
    ///     for (rater, level) in levels.iter().enumerate() {
    ///         rows += &format!("{unit},r{rater},7a,{level}\n");
    ///     }
    /// }
    /// // The three raters are the same in all units.
    /// let options = ReadOptions::new().link(RaterLink::Persistent);
    /// let ratings = Reader::new(&Rubric::bundled()).options(options).read(rows.as_bytes())?;
    /// let icc = ratings.icc(IccOptions::new())?;
    /// let criterion = icc.rows.iter().find(|row| row.criterion.as_deref() == Some("7a")).unwrap();
    /// assert!(criterion.get(IccModel::TwoWayMixed, IccType::Consistency, IccUnit::Single).unwrap().value.unwrap() > 0.7);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn icc<'w>(&self, options: impl Into<Watched<'w, IccOptions>>) -> Result<Icc> {
        self.tally(Grain::Raters)?.icc(options)
    }
}

#[cfg(test)]
mod tests;
