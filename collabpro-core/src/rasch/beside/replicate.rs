//! Studies that are drawn from the model as it was estimated, on the same design.

use super::residuals::Residuals;
use crate::base::error::Result;
use crate::rasch::design::cells::Rows;
use crate::rasch::design::extreme::active;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::joint::joint;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::results::RaschState;
use crate::rasch::study::{About, Found};
use crate::stats::random::Random;

/// Ratings of a cell are drawn in no more parts.
const MOST_DRAWS: f64 = 1_000.0;

/// What they are drawn from.
pub(in crate::rasch) struct Replicates<'a> {
    about: &'a About<'a>,
    seed: u64,
    /// What measures were corrected by.
    factor: f64,
    odds: Vec<Vec<f64>>,
    steps: Vec<Vec<f64>>,
}

impl<'a> Replicates<'a> {
    /// Measures as they are reported: plain joint estimates lie further apart than what they estimate.
    pub(in crate::rasch) fn new(about: &'a About<'a>, found: &Found, seed: u64, factor: f64) -> Self {
        Self { about, seed, factor, odds: found.measures.odds(), steps: found.measures.step_odds() }
    }

    /// The ratings of one: each rating is drawn anew, where it counts several times each of these.
    fn draw(&self, stream: u64) -> Rows {
        let rows = self.about.rows;
        let (active, form) = (self.about.active, &self.about.long.form);
        let mut random = Random::new(self.seed, stream);
        let mut made = Rows {
            levels: rows.levels.clone(),
            codes: Vec::with_capacity(rows.codes.len()),
            category: Vec::with_capacity(rows.len()),
            weight: Vec::with_capacity(rows.len()),
            categories: rows.categories,
            unit: rows.unit,
        };
        let mut p = vec![0.0; rows.categories + 1];
        let mut drawn = vec![0.0; rows.categories];
        for same in active.rows.chunk_by(|a, b| rows.cell(*a as usize) == rows.cell(*b as usize)) {
            let Some(first) = same.first() else { continue };
            let cell = rows.cell(*first as usize);
            let group = form.group(cell);
            let own = cell.iter().enumerate();
            let product = own.map(|(facet, code)| self.odds[facet][*code as usize]).product();
            probabilities(product, &self.steps[group], &mut p);
            let mut left: f64 = same.iter().map(|row| rows.weight[*row as usize]).sum();
            let most = (left / MOST_DRAWS).max(1.0);
            while left > 0.0 {
                let weight = left.min(most);
                left -= weight;
                let at = chosen(random.unit(), &p[..=self.steps[group].len()]);
                drawn[usize::from(active.categories[group][at])] += weight;
            }
            for (category, weight) in drawn.iter_mut().enumerate().filter(|(_, weight)| **weight > 0.0) {
                made.codes.extend_from_slice(cell);
                made.category.push(category as u8);
                made.weight.push(*weight);
                *weight = 0.0;
            }
        }
        made
    }

    /// The residuals of one, estimated as the study was; `None` where that has no end.
    pub(in crate::rasch) fn residuals(
        &self,
        stream: u64,
        facet: usize,
        elements: &[usize],
    ) -> Result<Option<Residuals>> {
        let (form, anchors) = (&self.about.long.form, &self.about.long.anchors);
        let rows = self.draw(stream);
        let active = active(&rows, form, anchors, false);
        if active.rows.is_empty() {
            return Ok(None);
        }
        let patterns = Patterns::new(&rows, form, &active, &anchors.tags(rows.unit));
        let held = Held::new(&patterns, anchors, self.factor);
        let found = joint(&patterns, &held, 0.0, patterns.parameters, &mut ())?;
        Ok((found.state == RaschState::Converged).then(|| {
            let measures = Measures::plain(&rows, &active, &patterns, &found.point);
            Residuals::of(&rows, form, &active, &measures, facet, elements)
        }))
    }
}

/// The first category up to which the chances exceed a random number.
fn chosen(random: f64, p: &[f64]) -> usize {
    let mut sum = 0.0;
    let last = p.len().saturating_sub(1);
    let beyond = |chance: &f64| {
        sum += chance;
        random < sum
    };
    p.iter().position(beyond).unwrap_or(last)
}
