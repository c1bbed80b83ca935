//! Further visits that make differences surer, one after another, each the one that helps most.

use std::collections::BTreeSet;

use super::strength::{Contrast, Pair, Strength};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::likelihood::measures::Measures;

/// Units, and raters, at each end of what adds to a difference that are looked at.
const ENDS: usize = 24;

/// Visits whose effect is worked out in full.
const TRIED: usize = 6;

/// A visit: all that a unit is rated on, by one rater more.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) unit: u32,
    pub(super) rater: u32,
    pub(super) cells: Vec<Vec<u32>>,
    /// The largest variance of the differences with it.
    pub(super) variance: f64,
}

/// Who visits whom, and for which differences.
pub(super) struct Search<'a> {
    pub(super) form: &'a Form,
    pub(super) measures: &'a Measures,
    pub(super) units: usize,
    pub(super) raters: usize,
    pub(super) pairs: &'a [Pair],
}

impl Search<'_> {
    fn contrasts(&self, rows: &Rows) -> Vec<Contrast> {
        let mut strength = Strength::new(rows, self.form, self.measures);
        self.pairs.iter().map(|pair| strength.contrast(*pair)).collect()
    }

    /// The largest variance of the differences as it is.
    pub(super) fn largest(&self, rows: &Rows) -> f64 {
        self.contrasts(rows).iter().map(|own| own.variance).fold(0.0, f64::max)
    }

    /// Visits until no difference has more than this variance, or so many.
    pub(super) fn run(
        &self,
        rows: &Rows,
        target: f64,
        most: u32,
        watch: &mut dyn Watch,
    ) -> Result<Vec<Visit>> {
        let mut rows = rows.clone();
        let mut found: Vec<Visit> = Vec::new();
        let mut contrasts = self.contrasts(&rows);
        for at in 0..most {
            ask(watch, u64::from(at), Some(u64::from(most)))?;
            let worst = contrasts.iter().max_by(|a, b| a.variance.total_cmp(&b.variance));
            let Some(worst) = worst.filter(|worst| worst.variance > target) else { break };
            let mut tried: Vec<(f64, Visit, Rows, Vec<Contrast>)> = Vec::new();
            for mut visit in self.promising(&rows, worst) {
                let with = rows.with(&visit.cells);
                let there = self.contrasts(&with);
                visit.variance = there.iter().map(|own| own.variance).fold(0.0, f64::max);
                // A sum over differences, of which the worst alone may have an equal.
                let sum: f64 = there.iter().map(|own| (own.variance - target).max(0.0)).sum();
                tried.push((sum, visit, with, there));
            }
            let best = tried.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
            let Some((_, visit, with, there)) = best else { break };
            let is_less = there.iter().zip(&contrasts).any(|(there, here)| there.variance < here.variance);
            if !is_less {
                break;
            }
            found.push(visit);
            (rows, contrasts) = (with, there);
        }
        Ok(found)
    }

    /// Visits by which the variance falls fastest for each of their ratings.
    fn promising(&self, rows: &Rows, worst: &Contrast) -> Vec<Visit> {
        let mut known: BTreeSet<(u32, u32)> = BTreeSet::new();
        let mut own: Vec<BTreeSet<Vec<u32>>> = vec![BTreeSet::new(); rows.levels[self.units]];
        for row in 0..rows.len() {
            let cell = rows.cell(row);
            known.insert((cell[self.units], cell[self.raters]));
            let mut rest = cell.to_vec();
            rest[self.raters] = 0;
            own[cell[self.units] as usize].insert(rest);
        }
        let ends = |facet: usize| {
            let values = worst.of(facet);
            let mut order: Vec<u32> = (0..values.len() as u32).collect();
            order.sort_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]).then(a.cmp(b)));
            let last = order.len().saturating_sub(ENDS).max(ENDS.min(order.len()));
            let mut kept = order[..ENDS.min(order.len())].to_vec();
            kept.extend(&order[last..]);
            kept
        };
        let mut all: Vec<(f64, Visit)> = Vec::new();
        for unit in ends(self.units) {
            for rater in ends(self.raters) {
                if known.contains(&(unit, rater)) {
                    continue;
                }
                let cells: Vec<Vec<u32>> = own[unit as usize]
                    .iter()
                    .map(|rest| {
                        let mut cell = rest.clone();
                        cell[self.raters] = rater;
                        cell
                    })
                    .collect();
                let gain: f64 = cells.iter().map(|cell| worst.gain(self.form, self.measures, cell)).sum();
                all.push((gain / cells.len().max(1) as f64, Visit { unit, rater, cells, variance: 0.0 }));
            }
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1.unit, a.1.rater).cmp(&(b.1.unit, b.1.rater))));
        all.into_iter().take(TRIED).map(|(_, visit)| visit).collect()
    }
}
