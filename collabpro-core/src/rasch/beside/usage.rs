//! How each element's ratings use the categories.

use collabpro_derive::Read;
use serde::Serialize;

use crate::base::table::{Rows, Table, columns};
use crate::rasch::Rasch;
use crate::rasch::design::patterns::rating;
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::study::{About, Found};
use crate::scoring::{Reason, Undefined};

/// How the ratings of an element use a category.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschUsage {
    /// Its facet.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// The label of the category.
    pub category: String,
    /// What it counts.
    pub value: f64,
    /// Its ratings in it, each counted by its weight.
    pub ratings: f64,
    /// The mean over those ratings, of them that were estimated with, of the sums of measures that they came of.
    pub average_measure: Option<f64>,
    /// What the model expects of it.
    pub expected_measure: Option<f64>,
    /// The mean of the squared standardised residuals of those ratings.
    pub outfit: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Sums over ratings in a category.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    ratings: f64,
    count: f64,
    place: f64,
    standardised: f64,
    expected: f64,
    expected_place: f64,
}

impl Rasch {
    pub(in crate::rasch) fn use_of_categories(&mut self, about: &About<'_>, found: &Found, facets: &[usize]) {
        for facet in facets {
            let size = about.rows.categories;
            let mut sums = vec![Sums::default(); about.rows.levels[*facet] * size];
            for row in 0..about.rows.len() {
                let code = about.rows.cell(row)[*facet] as usize;
                sums[code * size + usize::from(about.rows.category[row])].ratings += about.rows.weight[row];
            }
            estimated(about, found, *facet, &mut sums);
            for (at, sums) in sums.iter().enumerate() {
                let (code, category) = (at / size, at % size);
                let is_there = |sum: f64| sum > 0.0;
                let mut made = RaschUsage {
                    facet: about.long.facets[*facet].clone(),
                    element: about.long.elements[*facet][code].clone(),
                    category: about.long.label(category),
                    value: about.long.scale.values[category],
                    ratings: sums.ratings,
                    average_measure: is_there(sums.count)
                        .then(|| self.correction_factor * sums.place / sums.count),
                    expected_measure: is_there(sums.expected)
                        .then(|| self.correction_factor * sums.expected_place / sums.expected),
                    outfit: is_there(sums.count).then(|| sums.standardised / sums.count),
                    undefined: Undefined::default(),
                };
                let why = match sums.ratings > 0.0 {
                    true => Reason::ExtremeScore,
                    false => Reason::UnusedCategory,
                };
                for (name, value) in [
                    ("averageMeasure", made.average_measure),
                    ("expectedMeasure", made.expected_measure),
                    ("outfit", made.outfit),
                ] {
                    if value.is_none() {
                        made.undefined.insert(name, why);
                    }
                }
                self.usage.push(made);
            }
        }
    }

    pub(in crate::rasch) fn usage_table(&self) -> Table {
        Rows::of(&self.usage)
            .with(columns!(
                facet,
                element,
                category,
                value,
                ratings,
                average_measure,
                expected_measure,
                outfit
            ))
            .column("reason", |row| row.undefined.first())
            .table()
    }
}

/// Adds the ratings that were estimated with; a category that others fell to stands for them.
fn estimated(about: &About<'_>, found: &Found, facet: usize, sums: &mut [Sums]) {
    let (rows, active, form) = (about.rows, about.active, &about.long.form);
    let (odds, steps) = (found.plain.odds(), found.plain.step_odds());
    let mut p = vec![0.0; rows.categories + 1];
    for row in &active.rows {
        let row = *row as usize;
        let cell = rows.cell(row);
        let group = form.group(cell);
        let at = rating(rows, active, group, row);
        let of = &mut sums[cell[facet] as usize * rows.categories..][..rows.categories];
        for stand in found.stands.of(cell[0]) {
            let weight = rows.weight[row] * stand.share;
            let (mut place, mut product) = (stand.place, stand.odds);
            for (facet, code) in cell.iter().enumerate().skip(1) {
                place += found.plain.of[facet][*code as usize];
                product *= odds[facet][*code as usize];
            }
            let moments = probabilities(product, &steps[group], &mut p);
            for (category, p) in active.categories[group].iter().zip(&p) {
                let of = &mut of[usize::from(*category)];
                of.expected += weight * p;
                of.expected_place += weight * p * place;
            }
            let residual = f64::from(at) - moments.mean;
            let own = &mut of[usize::from(active.categories[group][usize::from(at)])];
            own.count += weight;
            own.place += weight * place;
            own.standardised += weight * residual * residual / moments.variance;
        }
    }
}
