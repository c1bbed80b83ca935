//! What a study found, as a file that serves without its ratings: other units are measured by it, other studies anchored in it.

mod link;
mod score;

pub use link::{CalibrationLinkOptions, CalibrationLinks, ElementDrift, FacetLink, LinkMethod};
pub use score::{CalibratedUnit, CalibrationScoreOptions, CalibrationScores};

use collabpro_derive::{Read, document, options};
use serde::Serialize;

use super::results::{ElementStanding, RaschModel, RaschPopulation, RaschState};
use super::{ElementAnchor, Rasch, RaschAnchors, RaschOptions, ThresholdAnchor};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::Watched;
use crate::rating_table::Label;
use crate::scoring::Undefined;

/// Options of a calibration.
#[options]
#[derive(Copy)]
pub struct CalibrationOptions {
    /// Whether the measures of the units go into it as well: to link by units that are rated again, say. They may be about persons.
    units: bool,
}

/// A facet of the study.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CalibratedFacet {
    /// Its name.
    pub facet: String,
    /// Whether higher measures bring higher ratings.
    pub positive: bool,
}

/// An element whose measure is known.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CalibratedElement {
    /// Its facet.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// The scale that it is rated on, where it is one that some elements have; null: that of all others.
    pub scale: Option<String>,
    /// What became of it in the study.
    pub standing: ElementStanding,
    /// Its ratings there, each counted by its weight.
    pub ratings: f64,
    /// Its measure in logits, in the direction of its facet.
    pub measure: f64,
    /// Its standard error by the information of all parameters together; null where the measure was given or all its ratings were
    /// extreme.
    pub standard_error: Option<f64>,
    /// Why the standard error is null.
    pub undefined: Undefined,
}

/// A category of a set of thresholds.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CalibratedCategory {
    /// The element whose thresholds they are; null: they are shared.
    pub element: Option<String>,
    /// The scale, where it is one that some elements have; null: that of all others.
    pub scale: Option<String>,
    /// Its label.
    pub category: String,
    /// What it counts.
    pub value: f64,
    /// Which category, from 0, it was estimated as.
    pub estimated_as: u32,
    /// Where it becomes as likely as the category below; null for the lowest, and for what fell to a neighbour.
    pub threshold: Option<f64>,
    /// Its standard error; null where it was given.
    pub standard_error: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// What a study found, to be used without its ratings. For researchers: severities are about persons.
///
/// # When it misleads
/// It holds as long as raters are as severe, and criteria as difficult, as they were: link it with a later one and look at what
/// drifted.
#[document("calibration", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Calibration {
    /// The options it was made with.
    pub options: CalibrationOptions,
    /// The version of the library that made it.
    pub made_with: String,
    /// The options of the study.
    pub study: RaschOptions,
    /// Which of the models it is.
    pub model: RaschModel,
    /// What tells the ratings of the study from others: the same for the same ratings, in whatever order.
    pub fingerprint: String,
    /// Ratings of the study, each counted by its weight.
    pub ratings: f64,
    /// Its facets, the units first.
    pub facets: Vec<CalibratedFacet>,
    /// Elements whose measures are known.
    pub elements: Vec<CalibratedElement>,
    /// The sets of thresholds with the declared scale, and which category each was estimated as.
    pub categories: Vec<CalibratedCategory>,
    /// The covariances of what was estimated beside units, where the study has them (`covariance`): the lower triangle by rows, first the
    /// elements that have a standard error, without units, then the thresholds that have one, in their order.
    pub covariance: Option<Vec<f64>>,
    /// What the units of the study were drawn from, by marginal estimation.
    pub population: Option<RaschPopulation>,
    /// The same as anchors, for the option `anchors` of another study: all elements that were estimated or given, without the units, and
    /// all thresholds.
    pub anchors: RaschAnchors,
    /// Why the covariances are null.
    pub undefined: Undefined,
}

impl Rasch {
    /// What was found, to be used without the ratings.
    ///
    /// # Errors
    /// `invalid_option`; `not_estimated` where the study has no measures, or where its parts cannot be compared.
    ///
    /// ```
    /// use collabpro_core::Rasch;
    /// use collabpro_core::rasch::{CalibrationScoreOptions, RaschOptions};
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let columns = ColumnSet::new()
    ///     .text("school", ["Ash", "Ash", "Box", "Box", "Elm", "Elm", "Fir", "Fir", "Oak", "Oak", "Yew", "Yew"].map(Some))
    ///     .text("rater", ["a", "b"].repeat(6).into_iter().map(Some))
    ///     .integers("rating", [2, 3, 1, 2, 2, 1, 3, 1, 3, 2, 1, 2].map(Some));
    /// let calibration = Rasch::of(&[columns], RaschOptions::new().facets(["school", "rater"]))?.calibration(())?;
    /// // One school, one rating.
    /// let score = |rater: &str| calibration.score(CalibrationScoreOptions::new().rating("Bay", [("rater", rater)], 3));
    /// let by_lenient = score("a")?.units[0].weighted.unwrap();
    /// let by_severe = score("b")?.units[0].weighted.unwrap();
    /// assert!(by_severe > by_lenient);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn calibration<'w>(
        &self,
        options: impl Into<Watched<'w, CalibrationOptions>>,
    ) -> Result<Calibration> {
        options.into().run(|options, _| {
            let options = options.checked()?;
            if self.state != RaschState::Converged || self.subsets > 1 {
                let state = if self.subsets > 1 { "subsets" } else { self.state.id() };
                let problem = Problem::new(ErrorCode::NotEstimated, Place::default());
                return Err(problem.with("state", state).into());
            }
            let is_unit = |facet: &String| self.facets.first().is_some_and(|first| first.facet == *facet);
            let elements = self.measures.iter().filter(|row| options.units || !is_unit(&row.facet));
            let elements: Vec<CalibratedElement> = elements
                .filter_map(|row| {
                    Some(CalibratedElement {
                        facet: row.facet.clone(),
                        element: row.element.clone(),
                        scale: self.scale_of(&row.facet, &row.element),
                        standing: row.standing,
                        ratings: row.ratings,
                        measure: row.measure?,
                        standard_error: row.standard_error,
                        undefined: row.undefined.of(&["standardError"]),
                    })
                })
                .collect();
            let sets = self.scales.iter().flat_map(|set| set.categories.iter().map(move |own| (set, own)));
            let categories: Vec<CalibratedCategory> = sets
                .map(|(set, own)| CalibratedCategory {
                    element: set.element.clone(),
                    scale: set.scale.clone(),
                    category: own.category.clone(),
                    value: own.value,
                    estimated_as: own.estimated_as,
                    threshold: own.threshold,
                    standard_error: own.standard_error,
                    undefined: own.undefined.of(&["standardError", "threshold"]),
                })
                .collect();
            let is_known =
                |standing| matches!(standing, ElementStanding::Estimated | ElementStanding::Anchored);
            let known = elements.iter().filter(|own| is_known(own.standing) && !is_unit(&own.facet));
            let known = known.map(|own| ElementAnchor {
                facet: own.facet.clone(),
                element: own.element.clone(),
                measure: own.measure,
            });
            let thresholds = categories.iter().filter_map(|own| {
                Some(ThresholdAnchor {
                    element: own.element.clone(),
                    scale: own.scale.clone().filter(|_| own.element.is_none()),
                    category: Label::Text(own.category.clone()),
                    threshold: own.threshold?,
                })
            });
            let facet = |own: &super::RaschFacet| CalibratedFacet {
                facet: own.facet.clone(),
                positive: own.positive,
            };
            Ok(Calibration {
                options,
                made_with: env!("CARGO_PKG_VERSION").to_owned(),
                study: self.options.clone(),
                model: self.model,
                fingerprint: self.fingerprint.clone(),
                ratings: self.ratings,
                facets: self.facets.iter().map(facet).collect(),
                anchors: RaschAnchors::new().elements(known).thresholds(thresholds),
                elements,
                categories,
                covariance: self.covariance.clone(),
                population: self.population.clone(),
                undefined: self.undefined.of(&["covariance"]),
            })
        })
    }
}

impl Rasch {
    /// The scale that an element is rated on, where it has one that others have not.
    fn scale_of(&self, facet: &str, element: &String) -> Option<String> {
        let own = self.scales.iter().filter(|set| set.scale.is_some() && set.facet.as_deref() == Some(facet));
        own.into_iter().find(|set| set.elements.contains(element)).and_then(|set| set.scale.clone())
    }
}

impl Calibration {
    /// One row for each element whose measure is known.
    pub fn table(&self) -> Table {
        Rows::of(&self.elements)
            .with(columns!(facet, element, standing, ratings, measure, standard_error))
            .table()
    }

    /// For each element its place among the covariances, where it has one.
    fn places(&self) -> Vec<Option<usize>> {
        let unit = self.facets.first().map(|own| own.facet.as_str());
        let mut count = 0;
        let place = |own: &CalibratedElement| {
            let is_there =
                self.covariance.is_some() && own.standard_error.is_some() && Some(own.facet.as_str()) != unit;
            count += usize::from(is_there);
            is_there.then(|| count - 1)
        };
        self.elements.iter().map(place).collect()
    }

    /// What two of these places have together; nothing where that is not known.
    fn together(&self, one: Option<usize>, other: Option<usize>) -> f64 {
        let cell = one.zip(other).map(|(one, other)| (one.max(other), one.min(other)));
        let cells = cell.zip(self.covariance.as_ref());
        cells.and_then(|((high, low), cells)| cells.get(high * (high + 1) / 2 + low)).copied().unwrap_or(0.0)
    }

    /// What the measures of a facet count for: 1 where higher ones bring higher ratings.
    fn sign(&self, facet: &str) -> f64 {
        let is_positive = self.facets.iter().any(|own| own.facet == facet && own.positive);
        if is_positive { 1.0 } else { -1.0 }
    }
}
