//! Whether elements of two facets go together otherwise than by their measures: a rater who is severe on one criterion.

use std::collections::BTreeMap;

use collabpro_derive::Read;
use serde::Serialize;

use crate::base::table::{Rows, Table, columns};
use crate::rasch::Rasch;
use crate::rasch::design::patterns::{NONE, rating};
use crate::rasch::likelihood::alone::{Met, Target, alone};
use crate::rasch::likelihood::aside::LESS;
use crate::rasch::likelihood::functions::{Covariance, Function};
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::study::{About, Found};
use crate::rasch::told::fair::Fair;
use crate::scoring::{Reason, Undefined};
use crate::stats::chi_square::chi_square_survival;
use crate::stats::distribution::t_survival;
use crate::stats::false_discovery::benjamini_hochberg;
use crate::stats::holm::holm;

/// A cell whose own part of its information is smaller is told by its elements alone.
const CONFOUNDED: f64 = 1e-6;

/// What the ratings of two elements of two facets have of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschBias {
    /// The one facet.
    pub first_facet: String,
    /// Its element.
    pub first: String,
    /// The other facet.
    pub second_facet: String,
    /// Its element.
    pub second: String,
    /// Ratings in which both met and that were estimated with, each counted by its weight.
    pub ratings: f64,
    /// Their mean, on the scale as it was declared.
    pub observed: f64,
    /// What the measures expect of it.
    pub expected: f64,
    /// How much higher, in logits, everything would have to be for these ratings, all else known. Positive: the ratings are higher
    /// than expected. Where they are all extreme that of a score which is 0.3 less so.
    pub bias: Option<f64>,
    /// The standard error of that, all else known.
    pub standard_error_alone: Option<f64>,
    /// The bias over this error, as Facets prints it.
    pub t: Option<f64>,
    /// Ratings less 1.
    pub df: f64,
    /// The probability of one so far from 0 or further by the distribution of Student, as Facets has it: too seldom small.
    pub p_alone: Option<f64>,
    /// The score test: what these ratings are above what is expected of them, over the standard deviation that this has where all
    /// measures were estimated from the same ratings (Rao 1948), times the root of the factor of the correction.
    pub z: Option<f64>,
    /// The probability of one so far from 0 or further.
    pub p_value: Option<f64>,
    /// The same adjusted for all pairs of elements of these facets (Holm 1979).
    pub p_holm: Option<f64>,
    /// The same by the rate of false discoveries (Benjamini & Hochberg 1995).
    pub p_benjamini_hochberg: Option<f64>,
    /// Whether all the ratings are the highest, or all the lowest.
    pub extreme: bool,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// The ratings in which two elements met.
#[derive(Default)]
struct Cell {
    met: Vec<Met>,
    ratings: f64,
    score: f64,
    most: f64,
    observed: f64,
    expected: f64,
    residual: f64,
    variance: f64,
    function: Function,
}

impl Rasch {
    pub(in crate::rasch) fn biases(
        &mut self,
        about: &About<'_>,
        found: &Found,
        covariance: &Covariance<'_>,
        pairs: &[[usize; 2]],
    ) {
        for pair in pairs {
            let cells = cells(about, found, *pair);
            let mut made: Vec<RaschBias> = cells
                .iter()
                .map(|(codes, cell)| self.bias(about, found, covariance, *pair, *codes, cell))
                .collect();
            let p: Vec<f64> = made.iter().filter_map(|row| row.p_value).collect();
            let tested = made.iter_mut().filter(|row| row.p_value.is_some());
            for (row, (by_holm, by_rate)) in tested.zip(holm(&p).into_iter().zip(benjamini_hochberg(&p))) {
                (row.p_holm, row.p_benjamini_hochberg) = (Some(by_holm), Some(by_rate));
            }
            self.bias.append(&mut made);
        }
    }

    fn bias(
        &self,
        about: &About<'_>,
        found: &Found,
        covariance: &Covariance<'_>,
        pair: [usize; 2],
        codes: [usize; 2],
        cell: &Cell,
    ) -> RaschBias {
        let label = |at: usize| about.long.elements[pair[at]][codes[at]].clone();
        let mut made = RaschBias {
            first_facet: about.long.facets[pair[0]].clone(),
            first: label(0),
            second_facet: about.long.facets[pair[1]].clone(),
            second: label(1),
            ratings: cell.ratings,
            observed: cell.observed / cell.ratings,
            expected: cell.expected / cell.ratings,
            bias: None,
            standard_error_alone: None,
            t: None,
            df: cell.ratings - 1.0,
            p_alone: None,
            z: None,
            p_value: None,
            p_holm: None,
            p_benjamini_hochberg: None,
            extreme: cell.score <= 0.0 || cell.score >= cell.most,
            undefined: Undefined::default(),
        };
        let less = LESS.min(0.5 * cell.most);
        let score = cell.score.clamp(less, cell.most - less);
        match alone(&cell.met, Target::Score(score), &found.plain.step_odds()) {
            Some([bias, information]) => {
                let error = 1.0 / information.sqrt();
                let t = bias / error;
                // In the logits that measures are in.
                made.bias = Some(self.correction_factor * bias);
                made.standard_error_alone = Some(self.correction_factor * error);
                made.t = Some(t);
                made.p_alone = t_survival(t.abs(), made.df).filter(|_| made.df > 0.0).map(|p| 2.0 * p);
                if made.p_alone.is_none() {
                    made.undefined.insert("pAlone", Reason::OneMeasure);
                }
            }
            None => made.undefined.all(&["bias", "pAlone", "standardErrorAlone", "t"], Reason::NotConverged),
        }
        let all = ["pBenjaminiHochberg", "pHolm", "pValue", "z"];
        if !covariance.has_inverse() {
            made.undefined.all(&all, Reason::NotComputed);
            return made;
        }
        let shared = covariance.variance(&cell.function).unwrap_or(f64::INFINITY);
        let variance = cell.variance - shared;
        if variance > CONFOUNDED * cell.variance {
            // With few ratings of a unit joint estimates follow them too closely, and leave less variance than there is.
            let z = (self.correction_factor / variance).sqrt() * cell.residual;
            made.z = Some(z);
            made.p_value = chi_square_survival(z * z, 1.0);
        }
        if made.p_value.is_none() {
            made.z = None;
            made.undefined.all(&all, Reason::Confounded);
        }
        made
    }

    pub(in crate::rasch) fn bias_table(&self) -> Table {
        Rows::of(&self.bias)
            .with(columns!(first_facet, first, second_facet, second, ratings, observed, expected))
            .with(columns!(bias, standard_error_alone, t, df, p_alone))
            .with(columns!(z, p_value, p_holm, p_benjamini_hochberg, extreme))
            .column("reason", |row| row.undefined.first())
            .table()
    }
}

/// The ratings of every two elements that met.
fn cells(about: &About<'_>, found: &Found, pair: [usize; 2]) -> BTreeMap<[usize; 2], Cell> {
    let (rows, active, patterns, form) = (about.rows, about.active, about.patterns, &about.long.form);
    let (odds, steps) = (found.plain.odds(), found.plain.step_odds());
    let fair = Fair::new(&found.plain, active, about.long);
    let mut p = vec![0.0; rows.categories + 1];
    let mut made: BTreeMap<[usize; 2], Cell> = BTreeMap::new();
    for row in &active.rows {
        let row = *row as usize;
        let (codes, weight) = (rows.cell(row), rows.weight[row]);
        let cell = made.entry(pair.map(|facet| codes[facet] as usize)).or_default();
        let own = codes.iter().enumerate();
        let others = own.clone().map(|(facet, code)| found.plain.of[facet][*code as usize]).sum();
        let product = own.map(|(facet, code)| odds[facet][*code as usize]).product();
        let group = form.group(codes);
        let count = steps[group].len();
        let moments = probabilities(product, &steps[group], &mut p);
        let at = f64::from(rating(rows, active, group, row));
        cell.met.push(Met { others, group, weight });
        cell.ratings += weight;
        cell.score += weight * at;
        cell.most += weight * count as f64;
        cell.observed += weight * fair.value(group, at as usize);
        cell.expected += weight * fair.mean(group, &p);
        cell.residual += weight * (at - moments.mean);
        let variance = weight * moments.variance;
        cell.variance += variance;
        for (facet, code) in codes.iter().enumerate().filter(|(facet, _)| !form.dummy[*facet]) {
            match patterns.place[facet][*code as usize] {
                _ if facet == patterns.unit => cell.function.add_unit(*code as usize, variance),
                NONE => {}
                place => cell.function.add_place(place, variance),
            }
        }
        let (mut above, mut product) = (0.0, 0.0);
        for step in (1..=count).rev() {
            above += p[step];
            product += step as f64 * p[step];
            let place = (patterns.steps[group] + step - 1) as u32;
            cell.function.add_place(place, weight * (product - moments.mean * above));
        }
    }
    made
}
