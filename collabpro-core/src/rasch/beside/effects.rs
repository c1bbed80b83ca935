//! Whether elements stand where they do in every group: criteria for all kinds of units, raters on every occasion.

use std::collections::BTreeMap;

use collabpro_derive::Read;
use serde::Serialize;

use super::split::{Free, Split};
use crate::base::error::Result;
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::{Watch, ask};
use crate::rasch::Rasch;
use crate::rasch::design::patterns::rating;
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::results::RaschTest;
use crate::rasch::study::{About, Found};
use crate::rasch::told::fair::Fair;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::chi_square::chi_square_survival;
use crate::stats::distribution::normal_quantile;
use crate::stats::false_discovery::benjamini_hochberg;
use crate::stats::holm::holm;

/// An element in one of the groups.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschEffectGroup {
    /// The label of the group.
    pub group: String,
    /// The element's ratings in it that were estimated with, each counted by its weight.
    pub ratings: f64,
    /// Their mean, on the scale as it was declared.
    pub observed: f64,
    /// What is expected of it where the element has one measure in all groups.
    pub expected: f64,
    /// Its measure here less that in its first group, in the direction of its facet.
    pub difference: Option<f64>,
    /// The standard error of that by the information of all parameters together, times the root of the factor of the correction.
    pub standard_error: Option<f64>,
    /// Where the difference lies, by the standard error.
    pub interval: Option<Interval>,
    /// The difference over its standard error.
    pub z: Option<f64>,
    /// The probability of one so far from 0 or further.
    pub p_value: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// An element's measure in several groups.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschEffect {
    /// The facet of the element.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// The facet of the groups.
    pub by: String,
    /// Whether the differences from the first group could all be 0: by their covariances.
    pub wald: Option<RaschTest>,
    /// The same by twice what the log-likelihood rises where the element is free in each group, in proportion to the correction.
    pub likelihood_ratio: Option<RaschTest>,
    /// The probability of the likelihood ratio adjusted for all elements of the facet (Holm 1979).
    pub p_holm: Option<f64>,
    /// The same by the rate of false discoveries (Benjamini & Hochberg 1995).
    pub p_benjamini_hochberg: Option<f64>,
    /// The groups in which it has ratings, in their order.
    pub groups: Vec<RaschEffectGroup>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// What rests on the estimates.
const OF_GROUP: [&str; 5] = ["difference", "interval", "pValue", "standardError", "z"];
const TESTS: [&str; 4] = ["likelihoodRatio", "pBenjaminiHochberg", "pHolm", "wald"];

fn test(chi_square: f64, df: usize) -> Option<RaschTest> {
    let chi_square = chi_square.max(0.0);
    let p_value = chi_square_survival(chi_square, df as f64)?;
    Some(RaschTest { chi_square, df: df as u32, p_value })
}

impl Rasch {
    pub(in crate::rasch) fn vary(
        &mut self,
        about: &About<'_>,
        found: &Found,
        [facet, by]: [usize; 2],
        ridge: f64,
        watch: &mut dyn Watch,
    ) -> Result<()> {
        let mut split = Split::new(about, [facet, by], ridge, self.correction_factor);
        let seen = seen(about, found, [facet, by]);
        let elements = about.long.elements[facet].len();
        let from = self.effects.len();
        for code in (0..elements).filter(|code| about.active.is_estimated(facet, *code as u32)) {
            ask(watch, code as u64, Some(elements as u64))?;
            let own = seen.range([code, 0]..[code + 1, 0]);
            let groups: Vec<usize> = own.clone().map(|([_, group], _)| *group).collect();
            let label = |group: usize| about.long.elements[by][group].clone();
            let mut made = RaschEffect {
                facet: about.long.facets[facet].clone(),
                element: about.long.elements[facet][code].clone(),
                by: about.long.facets[by].clone(),
                wald: None,
                likelihood_ratio: None,
                p_holm: None,
                p_benjamini_hochberg: None,
                groups: own.map(|([_, group], sums)| RaschEffectGroup::of(label(*group), *sums)).collect(),
                undefined: Undefined::default(),
            };
            let free = match groups.len() {
                0 | 1 => Err(Reason::OneGroup),
                _ => split.free(code, &groups)?,
            };
            match free {
                Ok(free) => self.varies(&mut made, &free, about.long.form.sign[facet]),
                Err(why) => made.missing(why),
            }
            self.effects.push(made);
        }
        let all = &mut self.effects[from..];
        let p: Vec<f64> =
            all.iter().filter_map(|row| row.likelihood_ratio).map(|test| test.p_value).collect();
        let tested = all.iter_mut().filter(|row| row.likelihood_ratio.is_some());
        for (row, (by_holm, by_rate)) in tested.zip(holm(&p).into_iter().zip(benjamini_hochberg(&p))) {
            (row.p_holm, row.p_benjamini_hochberg) = (Some(by_holm), Some(by_rate));
        }
        Ok(())
    }

    fn varies(&self, made: &mut RaschEffect, free: &Free, sign: f64) {
        let quantile = normal_quantile(0.5 * (1.0 + self.confidence())).unwrap_or(0.0);
        let factor = self.correction_factor;
        let Some((first, others)) = made.groups.split_first_mut() else { return };
        first.undefined.all(&OF_GROUP, Reason::NotAsked);
        for (at, (group, plain)) in others.iter_mut().zip(&free.differences).enumerate() {
            let difference = factor * sign * plain + 0.0;
            let error = (factor * free.covariance.at(at, at).max(0.0)).sqrt();
            let z = difference / error;
            let far = quantile * error;
            group.difference = Some(difference);
            group.standard_error = Some(error);
            group.interval = Some(Interval { lower: difference - far, upper: difference + far });
            group.z = Some(z);
            group.p_value = chi_square_survival(z * z, 1.0);
        }
        let df = free.differences.len();
        let moved = &free.differences;
        made.wald = free.covariance.inverse().and_then(|inverse| {
            let row =
                |at: usize| inverse.row(at).iter().zip(moved).map(|(cell, own)| cell * own).sum::<f64>();
            test(factor * (0..df).map(|at| moved[at] * row(at)).sum::<f64>(), df)
        });
        let rise = self.log_likelihood.map(|before| 2.0 * factor * (free.log_likelihood - before));
        made.likelihood_ratio = rise.and_then(|rise| test(rise, df));
        if made.wald.is_none() {
            made.undefined.insert("wald", Reason::Confounded);
        }
        if made.likelihood_ratio.is_none() {
            made.undefined.all(&["likelihoodRatio", "pBenjaminiHochberg", "pHolm"], Reason::NotConverged);
        }
    }

    fn confidence(&self) -> f64 {
        self.options.confidence
    }

    pub(in crate::rasch) fn effects_table(&self) -> Table {
        Rows::of(&self.effects)
            .with(columns!(facet, element, by))
            .column("wald", |row| row.wald.map(|test| test.chi_square))
            .column("wald_df", |row| row.wald.map(|test| test.df))
            .column("wald_p", |row| row.wald.map(|test| test.p_value))
            .column("likelihood_ratio", |row| row.likelihood_ratio.map(|test| test.chi_square))
            .column("likelihood_ratio_df", |row| row.likelihood_ratio.map(|test| test.df))
            .column("likelihood_ratio_p", |row| row.likelihood_ratio.map(|test| test.p_value))
            .with(columns!(p_holm, p_benjamini_hochberg))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    pub(in crate::rasch) fn effect_groups_table(&self) -> Table {
        Rows::within(&self.effects, |effect| &effect.groups)
            .outer(columns!(facet, element, by))
            .inner(columns!(group, ratings, observed, expected, difference, standard_error))
            .interval(["lower", "upper"], |(_, group)| group.interval)
            .inner(columns!(z, p_value))
            .column("reason", |(_, group)| group.undefined.first())
            .table()
    }
}

impl RaschEffect {
    fn missing(&mut self, why: Reason) {
        self.undefined.all(&TESTS, why);
        self.groups.iter_mut().for_each(|group| group.undefined.all(&OF_GROUP, why));
    }
}

/// The ratings of each element in each group: how many, their sum and what is expected of that.
fn seen(about: &About<'_>, found: &Found, [facet, by]: [usize; 2]) -> BTreeMap<[usize; 2], [f64; 3]> {
    let (rows, active, form) = (about.rows, about.active, &about.long.form);
    let fair = Fair::new(&found.plain, active, about.long);
    let (odds, steps) = (found.plain.odds(), found.plain.step_odds());
    let mut p = vec![0.0; rows.categories + 1];
    let mut made: BTreeMap<[usize; 2], [f64; 3]> = BTreeMap::new();
    for row in &active.rows {
        let row = *row as usize;
        let (cell, weight) = (rows.cell(row), rows.weight[row]);
        let group = form.group(cell);
        let product = cell.iter().enumerate().map(|(facet, code)| odds[facet][*code as usize]).product();
        probabilities(product, &steps[group], &mut p);
        let at = usize::from(rating(rows, active, group, row));
        let add = [1.0, fair.value(group, at), fair.mean(group, &p)];
        let sums = made.entry([cell[facet] as usize, cell[by] as usize]).or_default();
        sums.iter_mut().zip(add).for_each(|(sum, one)| *sum += weight * one);
    }
    made
}

impl RaschEffectGroup {
    fn of(group: String, [ratings, observed, expected]: [f64; 3]) -> Self {
        Self {
            group,
            ratings,
            observed: observed / ratings,
            expected: expected / ratings,
            difference: None,
            standard_error: None,
            interval: None,
            z: None,
            p_value: None,
            undefined: Undefined::default(),
        }
    }
}
