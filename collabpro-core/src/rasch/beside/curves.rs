//! What ratings tell along the scale: information, expected ratings and chances of the categories.

use collabpro_derive::Read;
use serde::Serialize;

use crate::base::table::{Rows, Table, columns};
use crate::rasch::Rasch;
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::study::{About, Found};
use crate::rasch::told::fair::Fair;

/// Points of a logit.
const POINTS: f64 = 4.0;

/// The chance of a category at a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschChance {
    /// Its label.
    pub category: String,
    /// What it counts.
    pub value: f64,
    /// How likely it is.
    pub chance: f64,
    /// Its share of the information: the chance times the information of the element (Samejima 1969, Psychometrika Monograph 17).
    pub information: f64,
}

/// A point of a curve.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschPoint {
    /// The measure of a unit.
    pub measure: f64,
    /// The rating that is expected of it, on the scale as it was declared; of all elements the mean, each on its own scale.
    pub expected: f64,
    /// The variance of the rating, which is the information that it has of the unit; of all elements the sum.
    pub information: f64,
    /// The standard error of a unit with these ratings and no others: one over the square root of the information.
    pub standard_error: f64,
    /// The categories that were estimated; none of all elements together.
    pub categories: Vec<RaschChance>,
}

/// What one rating of an element, or one of each, tells of units: the other facets at their means.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschCurve {
    /// The facet.
    pub facet: String,
    /// The element; null: one rating of each.
    pub element: Option<String>,
    /// Four in a logit, from a logit below the lowest unit to one above the highest.
    pub points: Vec<RaschPoint>,
}

impl Rasch {
    pub(in crate::rasch) fn curve(&mut self, about: &About<'_>, found: &Found, facet: usize) {
        let (long, active, measures) = (about.long, about.active, &found.measures);
        let estimated = |facet: usize| {
            (0..long.elements[facet].len()).filter(move |code| active.is_estimated(facet, *code as u32))
        };
        let sign = long.form.sign[0];
        let ends = estimated(0).map(|code| sign * measures.of[0][code]);
        let ends =
            ends.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], at| [low.min(at), high.max(at)]);
        let [first, last] = [POINTS * (ends[0].floor() - 1.0), POINTS * (ends[1].ceil() + 1.0)];
        if !(first.is_finite() && last.is_finite()) {
            return;
        }
        let grid: Vec<f64> = (first as i64..=last as i64).map(|at| at as f64 / POINTS).collect();
        let others = (1..long.facets.len()).filter(|other| *other != facet);
        let others: f64 = others.map(|other| measures.mean(active, other)).sum();
        let fair = Fair::new(measures, active, long);
        let steps = measures.step_odds();
        let mut all: Vec<RaschPoint> = Vec::new();
        let mut count = 0.0;
        for code in estimated(facet) {
            let group = long.form.set_of(facet, code).unwrap_or(0);
            let mut p = vec![0.0; steps[group].len() + 1];
            let point = |measure: &f64| {
                let place = sign * measure + others + measures.of[facet][code];
                let moments = probabilities(libm::exp(place), &steps[group], &mut p);
                let chance = |(category, chance): (&u8, &f64)| RaschChance {
                    category: long.scales.label(group, usize::from(*category)),
                    value: long.scales.value(group, usize::from(*category)),
                    chance: *chance,
                    information: chance * moments.variance,
                };
                let categories = active.categories[group].iter().zip(&p).map(chance).collect();
                RaschPoint::of(*measure, fair.mean(group, &p), moments.variance, categories)
            };
            let points: Vec<RaschPoint> = grid.iter().map(point).collect();
            count += 1.0;
            if all.is_empty() {
                all = grid.iter().map(|measure| RaschPoint::of(*measure, 0.0, 0.0, Vec::new())).collect();
            }
            for (all, own) in all.iter_mut().zip(&points) {
                all.expected += own.expected;
                all.information += own.information;
            }
            let element = Some(long.elements[facet][code].clone());
            self.curves.push(RaschCurve { facet: long.facets[facet].clone(), element, points });
        }
        let points = all
            .iter()
            .map(|sum| RaschPoint::of(sum.measure, sum.expected / count, sum.information, Vec::new()));
        let points = points.collect();
        self.curves.push(RaschCurve { facet: long.facets[facet].clone(), element: None, points });
    }

    pub(in crate::rasch) fn curves_table(&self) -> Table {
        Rows::within(&self.curves, |curve| &curve.points)
            .outer(columns!(facet, element))
            .inner(columns!(measure, expected, information, standard_error))
            .table()
    }

    pub(in crate::rasch) fn chances_table(&self) -> Table {
        let points =
            self.curves.iter().flat_map(|curve| curve.points.iter().map(move |point| (curve, point)));
        let all =
            points.flat_map(|(curve, point)| point.categories.iter().map(move |own| ((curve, point), own)));
        Rows::of(all)
            .outer(|rows| rows.outer(columns!(facet, element)).inner(columns!(measure)))
            .inner(columns!(category, value, chance, information))
            .table()
    }
}

impl RaschPoint {
    fn of(measure: f64, expected: f64, information: f64, categories: Vec<RaschChance>) -> Self {
        let standard_error = 1.0 / information.max(f64::MIN_POSITIVE).sqrt();
        Self { measure, expected, information, standard_error, categories }
    }
}
