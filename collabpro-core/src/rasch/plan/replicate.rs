//! One replicate: ratings are drawn, estimated, and held against what they were drawn from.

use super::super::estimate::{Ended, Estimate, estimate};
use super::super::options::RaschOptions;
use super::truth::Truth;
use crate::base::error::Result;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::subsets::Subsets;
use crate::rasch::likelihood::measures::Measures;
use crate::stats::random::Random;

/// Pairs of each facet that are looked at.
const PAIRS: usize = 16;

/// An estimate beside the truth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) truth: f64,
    pub(super) found: f64,
    /// Its standard error; `None`: there is no interval.
    pub(super) error: Option<f64>,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Outcome {
    Found(Box<Found>),
    /// Nothing could be estimated.
    Lost,
}

/// Estimates beside truths.
#[derive(Debug)]
pub(super) struct Found {
    /// By facet and element; `None` where it was not estimated.
    pub(super) elements: Vec<Vec<Option<Beside>>>,
    /// Nothing where a category was not used.
    pub(super) thresholds: Vec<Beside>,
    /// By facet, differences of some pairs.
    pub(super) pairs: Vec<Vec<Beside>>,
    /// Elements that were set aside.
    pub(super) aside: u32,
    pub(super) is_collapsed: bool,
}

/// What is the same in all replicates.
#[derive(Debug)]
pub(super) struct Design<'a> {
    pub(super) rows: &'a Rows,
    pub(super) form: &'a Form,
    pub(super) truth: &'a Truth,
    pub(super) model: &'a RaschOptions,
    pub(super) seed: u64,
}

impl Design<'_> {
    /// Does one replicate; `rows` are those of the design, with whichever ratings.
    pub(super) fn replicate(&self, at: u64, rows: &mut Rows) -> Result<Outcome> {
        let mut random = Random::new(self.seed, at);
        let truth = self.truth.drawn(&mut random);
        self.truth.rate(rows, self.form, &truth, &mut random);
        match estimate(rows, self.form, self.model, &mut ())? {
            Ended::Estimated(found) => Ok(Outcome::Found(Box::new(self.beside(truth, &found, &mut random)))),
            Ended::Not | Ended::Apart => Ok(Outcome::Lost),
        }
    }

    fn beside(&self, mut truth: Measures, found: &Estimate, random: &mut Random) -> Found {
        let form = self.form;
        let groups = 0..found.active.map.len();
        let has_all = |group: usize| found.active.steps(group) == self.truth.steps(group);
        let is_collapsed = !groups.clone().all(has_all);
        truth.centre(form, &found.active, &Subsets::whole(&found.active), false);
        let errors = found.errors.as_ref();
        let element = |facet: usize, code: usize| {
            let is_there = found.active.is_estimated(facet, code as u32) && !form.dummy[facet];
            // Where categories fell together the origin of the free facet is another one.
            let is_moved = is_collapsed && (facet == form.uncentred || Some(facet) == form.partial);
            (is_there && !is_moved).then(|| Beside {
                truth: truth.of[facet][code],
                found: found.measures.of[facet][code],
                error: errors.map(|(errors, _)| errors.of[facet][code]).filter(|error| *error > 0.0),
            })
        };
        let facets = 0..found.measures.of.len();
        let elements: Vec<Vec<Option<Beside>>> = facets
            .clone()
            .map(|facet| (0..found.measures.of[facet].len()).map(|code| element(facet, code)).collect())
            .collect();
        let threshold = |group: usize, step: usize| Beside {
            truth: 0.0 - truth.steps[group][step],
            found: 0.0 - found.measures.steps[group][step],
            error: errors.map(|(errors, _)| errors.steps[group][step]).filter(|error| *error > 0.0),
        };
        let of_group = |group: usize| (0..found.active.steps(group)).map(move |step| threshold(group, step));
        let thresholds = if is_collapsed { Vec::new() } else { groups.flat_map(of_group).collect() };
        let pairs = facets.map(|facet| self.pairs(&elements[facet], facet, found, random)).collect();
        let is_aside = |(facet, own): (usize, &Vec<f64>)| {
            (0..own.len() as u32).filter(|code| !found.active.is_estimated(facet, *code)).count() as u32
        };
        let aside = found.measures.of.iter().enumerate().map(is_aside).sum();
        Found { elements, thresholds, pairs, aside, is_collapsed }
    }

    /// Differences of neighbours in a random order.
    fn pairs(
        &self,
        elements: &[Option<Beside>],
        facet: usize,
        found: &Estimate,
        random: &mut Random,
    ) -> Vec<Beside> {
        let mut codes: Vec<usize> = (0..elements.len()).filter(|code| elements[*code].is_some()).collect();
        random.shuffle(&mut codes);
        let pair = |pair: &[usize]| {
            let (one, other) = (elements[pair[0]]?, elements[pair[1]]?);
            let variance = found.difference(self.form, facet, [pair[0], pair[1]]);
            Some(Beside {
                truth: one.truth - other.truth,
                found: one.found - other.found,
                error: variance.filter(|variance| *variance > 0.0).map(f64::sqrt),
            })
        };
        codes.chunks_exact(2).take(PAIRS).filter_map(pair).collect()
    }
}
