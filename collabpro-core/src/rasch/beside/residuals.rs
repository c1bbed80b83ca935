//! What residuals have in common: contrasts beside the one dimension, and pairs that depend on one another.

use collabpro_derive::Read;
use serde::Serialize;

use super::replicate::Replicates;
use crate::base::error::Result;
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::{Watch, ask};
use crate::rasch::Rasch;
use crate::rasch::design::cells::Form;
use crate::rasch::design::extreme::Active;
use crate::rasch::design::patterns::rating;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::study::{About, Found};
use crate::scoring::{Reason, Undefined};
use crate::stats::dense::{Square, eigen};

/// Contrasts that are told.
const CONTRASTS: usize = 5;

/// Rows that a correlation rests on at least.
const LEAST: u32 = 3;

/// What an element has of a contrast.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschLoading {
    /// The label of the element.
    pub element: String,
    /// The correlation of its residuals with the contrast; the largest is positive.
    pub loading: f64,
}

/// A principal component of the standardised residuals.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschContrast {
    /// Which, from 1.
    pub contrast: u32,
    /// Its eigenvalue: how many elements' residuals it is worth.
    pub eigenvalue: f64,
    /// The mean of the eigenvalue over studies that were drawn from the model.
    pub expected: Option<f64>,
    /// What it exceeds in one less `confidence` of them.
    pub critical: Option<f64>,
    /// The share of these studies, this one counted with them, in which it is as large or larger.
    pub p_value: Option<f64>,
    /// What each element has of it.
    pub loadings: Vec<RaschLoading>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// How the residuals of two elements go together.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschResidualPair {
    /// The label of the one.
    pub first: String,
    /// The label of the other.
    pub second: String,
    /// What both have a rating of.
    pub shared: u32,
    /// The correlation of their residuals (Yen 1984, Applied Psychological Measurement 8:125-145).
    pub q3: Option<f64>,
    /// The same less the mean of all (Christensen, Makransky & Horton 2017, Applied Psychological Measurement 41:178-194).
    pub adjusted: Option<f64>,
    /// Whether that is above the critical value.
    pub dependent: Option<bool>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// What the residuals of the elements of a facet have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschResiduals {
    /// The facet.
    pub facet: String,
    /// What its elements were rated on: all that is the same but for the element.
    pub rows: u32,
    /// Studies that were drawn from the model and could be estimated.
    pub replicates: u32,
    /// The largest principal components of the correlations of standardised residuals.
    pub contrasts: Vec<RaschContrast>,
    /// The mean of Yen's Q3.
    pub mean: Option<f64>,
    /// What the largest adjusted Q3 exceeds in one less `confidence` of the studies that were drawn.
    pub critical: Option<f64>,
    /// Every two elements.
    pub pairs: Vec<RaschResidualPair>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Residuals by row and element, raw and standardised.
pub(in crate::rasch) struct Residuals {
    elements: usize,
    cells: Vec<(u32, u32, [f64; 2])>,
}

impl Residuals {
    /// Several ratings of an element in a row are one: their sum.
    pub(in crate::rasch) fn of(
        rows: &crate::rasch::design::cells::Rows,
        form: &Form,
        active: &Active,
        measures: &Measures,
        facet: usize,
        elements: &[usize],
    ) -> Self {
        let (odds, steps) = (measures.odds(), measures.step_odds());
        let mut p = vec![0.0; rows.categories + 1];
        let rest = |row: u32| {
            let cell = rows.cell(row as usize).iter().enumerate();
            cell.filter(move |(other, _)| *other != facet).map(|(_, code)| *code)
        };
        let own = |row: u32| rows.cell(row as usize)[facet];
        let mut order = active.rows.clone();
        order.sort_by(|a, b| rest(*a).cmp(rest(*b)).then_with(|| own(*a).cmp(&own(*b))));
        let mut made = Self { elements: elements.len(), cells: Vec::new() };
        let mut last: Option<(u32, u32)> = None;
        let mut variance = 0.0;
        let mut at = 0;
        for row in order {
            let is_new = last.is_none_or(|(before, _)| !rest(before).eq(rest(row)));
            at += u32::from(is_new && last.is_some());
            let Ok(place) = elements.binary_search(&(own(row) as usize)) else { continue };
            let cell = rows.cell(row as usize);
            let group = form.group(cell);
            let product = cell.iter().enumerate().map(|(facet, code)| odds[facet][*code as usize]).product();
            let moments = probabilities(product, &steps[group], &mut p);
            let weight = rows.weight[row as usize];
            let residual = weight * (f64::from(rating(rows, active, group, row as usize)) - moments.mean);
            let is_again = !is_new && last.is_some_and(|(before, _)| own(before) == own(row));
            last = Some((row, at));
            if let (true, Some((_, _, sums))) = (is_again, made.cells.last_mut()) {
                variance += weight * moments.variance;
                sums[0] += residual;
                sums[1] = sums[0] / variance.sqrt();
            } else {
                variance = weight * moments.variance;
                made.cells.push((at, place as u32, [residual, residual / variance.sqrt()]));
            }
        }
        made
    }

    fn rows(&self) -> usize {
        self.cells.chunk_by(|a, b| a.0 == b.0).count()
    }

    /// For every two elements, one after the other, how many rows have both, and the correlation of their residuals.
    fn correlations(&self, which: usize) -> Vec<(u32, Option<f64>)> {
        let size = self.elements;
        let mut sums = vec![[0.0; 6]; size * size];
        for row in self.cells.chunk_by(|a, b| a.0 == b.0) {
            for (at, (_, first, one)) in row.iter().enumerate() {
                for (_, second, other) in &row[at + 1..] {
                    let (x, y) = (one[which], other[which]);
                    let add = [1.0, x, y, x * x, y * y, x * y];
                    let of = &mut sums[*first as usize * size + *second as usize];
                    of.iter_mut().zip(add).for_each(|(sum, value)| *sum += value);
                }
            }
        }
        let correlation = |[n, x, y, xx, yy, xy]: [f64; 6]| {
            let [of_x, of_y] = [xx - x * x / n, yy - y * y / n];
            let is_spread = n >= f64::from(LEAST) && of_x > 1e-12 * xx && of_y > 1e-12 * yy;
            (n as u32, is_spread.then(|| (xy - x * y / n) / (of_x * of_y).sqrt()))
        };
        let pairs = (0..size).flat_map(|first| (first + 1..size).map(move |second| first * size + second));
        pairs.map(|at| correlation(sums[at])).collect()
    }

    /// Eigenvalues of the correlations of standardised residuals, largest first, with their vectors as rows; what has no correlation
    /// has 0.
    fn contrasts(&self) -> (Vec<f64>, Square) {
        let mut matrix = Square::unit(self.elements);
        let mut found = self.correlations(1).into_iter();
        for first in 0..self.elements {
            for second in first + 1..self.elements {
                let value = found.next().and_then(|(_, value)| value).unwrap_or(0.0);
                matrix.set(first, second, value);
                matrix.set(second, first, value);
            }
        }
        eigen(&matrix)
    }
}

/// The mean of those that there are.
fn mean(pairs: &[(u32, Option<f64>)]) -> Option<f64> {
    let values: Vec<f64> = pairs.iter().filter_map(|(_, value)| *value).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// What one in so many of the drawn values exceeds.
fn quantile(drawn: &mut [f64], confidence: f64) -> Option<f64> {
    drawn.sort_unstable_by(f64::total_cmp);
    let at = (confidence * drawn.len() as f64).ceil() as usize;
    drawn.get(at.saturating_sub(1)).copied()
}

impl Rasch {
    pub(in crate::rasch) fn common(
        &mut self,
        about: &About<'_>,
        found: &Found,
        facet: usize,
        watch: &mut dyn Watch,
    ) -> Result<()> {
        let (long, rows, active) = (about.long, about.rows, about.active);
        let names = &long.elements[facet];
        let elements: Vec<usize> =
            (0..names.len()).filter(|code| active.is_estimated(facet, *code as u32)).collect();
        let residuals = Residuals::of(rows, &long.form, active, &found.plain, facet, &elements);
        let q3 = residuals.correlations(0);
        let (values, vectors) = residuals.contrasts();
        let count = values.len().min(CONTRASTS);
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); count];
        let mut largest: Vec<f64> = Vec::new();
        let replicates = Replicates::new(about, found, self.options.seed, self.correction_factor);
        for at in 0..self.options.replicates {
            ask(watch, u64::from(at), Some(u64::from(self.options.replicates)))?;
            let Some(one) = replicates.residuals(u64::from(at), facet, &elements)? else { continue };
            let (own, _) = one.contrasts();
            drawn.iter_mut().zip(own).for_each(|(all, value)| all.push(value));
            let own = one.correlations(0);
            let most = own.iter().filter_map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
            largest.extend(mean(&own).map(|mean| most - mean));
        }
        let confidence = self.options.confidence;
        let contrast = |(at, drawn): (usize, &mut Vec<f64>)| {
            let eigenvalue = values[at];
            let own = vectors.row(at);
            let top = own
                .iter()
                .copied()
                .fold(0.0, |top: f64, value| if value.abs() > top.abs() { value } else { top });
            let scale = top.signum() * eigenvalue.max(0.0).sqrt();
            let loading = |(code, value): (&usize, &f64)| RaschLoading {
                element: names[*code].clone(),
                loading: scale * value + 0.0,
            };
            let beyond = drawn.iter().filter(|value| **value >= eigenvalue).count();
            let is_drawn = !drawn.is_empty();
            let mut made = RaschContrast {
                contrast: at as u32 + 1,
                eigenvalue,
                expected: is_drawn.then(|| drawn.iter().sum::<f64>() / drawn.len() as f64),
                critical: quantile(drawn, confidence),
                p_value: is_drawn.then(|| (beyond + 1) as f64 / (drawn.len() + 1) as f64),
                loadings: elements.iter().zip(own).map(loading).collect(),
                undefined: Undefined::default(),
            };
            if !is_drawn {
                made.undefined.all(&["critical", "expected", "pValue"], Reason::NotAsked);
            }
            made
        };
        let replicates = drawn.first().map_or(0, Vec::len) as u32;
        let contrasts = drawn.iter_mut().enumerate().map(contrast).collect();
        let mean = mean(&q3);
        let critical = quantile(&mut largest, confidence);
        let size = elements.len();
        let two = (0..size).flat_map(|first| (first + 1..size).map(move |second| [first, second]));
        let pair = |([first, second], (shared, q3)): ([usize; 2], (u32, Option<f64>))| {
            let adjusted = q3.zip(mean).map(|(q3, mean)| q3 - mean);
            let mut made = RaschResidualPair {
                first: names[elements[first]].clone(),
                second: names[elements[second]].clone(),
                shared,
                q3,
                adjusted,
                dependent: adjusted.zip(critical).map(|(own, critical)| own > critical),
                undefined: Undefined::default(),
            };
            if q3.is_none() {
                made.undefined.all(&["adjusted", "dependent", "q3"], Reason::TooFewUnits);
            } else if critical.is_none() {
                made.undefined.insert("dependent", Reason::NotAsked);
            }
            made
        };
        let mut made = RaschResiduals {
            facet: long.facets[facet].clone(),
            rows: residuals.rows() as u32,
            replicates,
            contrasts,
            mean,
            critical,
            pairs: two.zip(q3.iter().copied()).map(pair).collect(),
            undefined: Undefined::default(),
        };
        if mean.is_none() {
            made.undefined.insert("mean", Reason::TooFewUnits);
        }
        if critical.is_none() {
            made.undefined.insert("critical", Reason::NotAsked);
        }
        self.residuals = Some(made);
        Ok(())
    }

    pub(in crate::rasch) fn contrasts_table(&self) -> Table {
        let contrasts = self.residuals.iter().flat_map(|residuals| &residuals.contrasts);
        Rows::of(contrasts)
            .with(columns!(contrast, eigenvalue, expected, critical, p_value))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    pub(in crate::rasch) fn loadings_table(&self) -> Table {
        let contrasts = self.residuals.iter().flat_map(|residuals| &residuals.contrasts);
        Rows::of(contrasts.flat_map(|contrast| contrast.loadings.iter().map(move |own| (contrast, own))))
            .outer(columns!(contrast))
            .inner(columns!(element, loading))
            .table()
    }

    pub(in crate::rasch) fn residual_pairs_table(&self) -> Table {
        let pairs = self.residuals.iter().flat_map(|residuals| &residuals.pairs);
        Rows::of(pairs)
            .with(columns!(first, second, shared, q3, adjusted, dependent))
            .column("reason", |row| row.undefined.first())
            .table()
    }
}
