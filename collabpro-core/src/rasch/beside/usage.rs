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
    /// The scale, where it is one that some elements have; null: that of all others.
    pub scale: Option<String>,
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
            let scales = &about.long.scales;
            let block = scales.len() * size;
            let mut sums = vec![Sums::default(); about.rows.levels[*facet] * block];
            for row in 0..about.rows.len() {
                let at = place(about, row, *facet);
                sums[at + usize::from(about.rows.category[row])].ratings += about.rows.weight[row];
            }
            estimated(about, found, *facet, &mut sums);
            // Of several scales those that an element was rated on.
            let is_met = |at: usize| {
                let from = at - at % size;
                scales.is_one() || sums[from..from + size].iter().any(|sums| sums.ratings > 0.0)
            };
            let met = (0..sums.len()).filter(|at| at % size < scales.nth(at % block / size).values.len());
            for at in met.filter(|at| is_met(*at)).collect::<Vec<_>>() {
                let (code, scale, category) = (at / block, at % block / size, at % size);
                let sums = &sums[at];
                let is_there = |sum: f64| sum > 0.0;
                let mut made = RaschUsage {
                    facet: about.long.facets[*facet].clone(),
                    element: about.long.elements[*facet][code].clone(),
                    scale: scales.name_of(scale).map(str::to_owned),
                    category: scales.nth(scale).label(category),
                    value: scales.nth(scale).values[category],
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
                scale,
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

/// Where the categories of the scale of a row begin, among those of an element of it.
fn place(about: &About<'_>, row: usize, facet: usize) -> usize {
    let cell = about.rows.cell(row);
    let scale = about.long.scales.at(about.long.form.group(cell));
    (cell[facet] as usize * about.long.scales.len() + scale) * about.rows.categories
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
        let of = &mut sums[place(about, row, facet)..][..rows.categories];
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
