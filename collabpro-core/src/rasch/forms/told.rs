//! The measures of a model of forms, as those without forms are told.

use std::collections::BTreeMap;

use super::design::Design;
use super::likelihood::whole;
use super::search::Top;
use super::shape::Shape;
use super::variance::{of_parameter, of_units};
use crate::rasch::design::cells::Rows;
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::Active;
use crate::rasch::design::patterns::NONE;
use crate::rasch::design::subsets::Subsets;
use crate::rasch::likelihood::aside::{set_aside, weighted};
use crate::rasch::likelihood::errors::Errors;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::study::Found;
use crate::rasch::told::stands::Stands;
use crate::rasch::told::statistics::{OfCategory, statistics};
use crate::rasch::{Rasch, RaschState};
use crate::scoring::Reason;

/// A model of forms, what was found of it, and the ratings as they are without forms.
pub(super) struct Beyond<'a> {
    pub(super) long: &'a Long,
    pub(super) rows: &'a Rows,
    pub(super) active: &'a Active,
    pub(super) subsets: &'a Subsets,
    pub(super) design: &'a Design,
    pub(super) shape: &'a Shape,
    pub(super) top: &'a Top,
}

impl Beyond<'_> {
    /// A value for each element of each facet: of units, and of the parameters of the others.
    fn spread(&self, of_class: &[f64], of_parameter: impl Fn(u32) -> f64) -> Vec<Vec<f64>> {
        let Design { patterns, active, rows, .. } = self.design;
        let unit = |code: usize| match patterns.class_of[code] {
            class if active.is_estimated(0, code as u32) && class != NONE => of_class[class as usize],
            _ => 0.0,
        };
        let real = self.shape.elements.len();
        let mut of = vec![(0..rows.levels[0]).map(unit).collect::<Vec<f64>>()];
        for own in &self.shape.elements[1..] {
            of.push(own.iter().map(|at| if *at == NONE { 0.0 } else { of_parameter(*at) }).collect());
        }
        of.extend((real..rows.facets()).map(|facet| vec![0.0; rows.levels[facet]]));
        of
    }

    fn measures(&self, of_class: &[f64]) -> Measures {
        let Design { patterns, long, location, raters, .. } = self.design;
        let mut of = self.spread(of_class, |at| self.top.parameters[at as usize]);
        if let Some((criteria, pairs)) = *location {
            let codes = &long.form.pairs[pairs - long.form.real()].codes;
            for (pair, [rater, criterion]) in codes.iter().enumerate() {
                let place = patterns.place[pairs][pair];
                if place != NONE {
                    let both = of[*raters][*rater as usize] + of[criteria][*criterion as usize];
                    of[pairs][pair] = self.top.cells[place as usize] - both;
                }
            }
        }
        let steps = patterns.steps.windows(2).map(|pair| self.top.cells[pair[0]..pair[1]].to_vec()).collect();
        Measures { of, steps }
    }

    /// Of each set of thresholds that all raters share.
    fn shared(&self, of: impl Fn(u32) -> f64) -> Vec<Vec<f64>> {
        self.shape.steps.iter().map(|own| own.clone().map(&of).collect()).collect()
    }
}

impl Rasch {
    pub(super) fn found_form(&mut self, beyond: &Beyond<'_>) {
        let Beyond { design, shape, top, .. } = beyond;
        self.ended(top.state, top.iterations, [top.residual, top.decrement, top.at.log_likelihood]);
        if self.state != RaschState::Converged {
            self.tell(beyond.long, beyond.rows, beyond.active, Some(beyond.subsets), None);
            return;
        }
        let Design { long, rows, active, patterns, raters, .. } = design;
        let form = &long.form;
        let (classes, at) = whole(patterns, &top.cells);
        let plain = beyond.measures(&classes);
        let mut measures = plain.times(self.correction_factor);
        let aside = set_aside(rows, form, active, &mut measures);
        let variances = of_units(patterns, top, &at);
        let errors: Vec<f64> = variances.iter().map(|variance| variance.sqrt()).collect();
        let errors = Errors {
            of: beyond.spread(&errors, |at| of_parameter(shape, top, at).sqrt()),
            steps: vec![Vec::new(); active.map.len()],
        };
        let stands = Stands::known(&plain);
        let statistics = statistics(rows, form, (active, &active.rows), &plain, &stands);
        let of = statistics.elements.iter();
        let alone = of.map(|of| of.iter().map(|sums| sums.variance).collect()).collect();
        let weighted = weighted(rows, form, active, &measures);
        self.agree(long, rows, active, (&plain, &stands), *raters);
        let mut found = Found {
            measures,
            plain,
            errors: Some(errors),
            named: BTreeMap::new(),
            at,
            inverse: None,
            known: None,
            statistics,
            stands,
            alone,
            steps_alone: Vec::new(),
            aside,
            weighted,
            posterior: None,
            unbounded: vec![false; rows.levels[0]],
            plausible: None,
            displaced: None,
        };
        self.share(beyond, &mut found);
        self.tell(long, rows, active, Some(beyond.subsets), Some(&found));
    }

    /// Tells of the thresholds that all raters share, with the ratings of all of them.
    fn share(&mut self, beyond: &Beyond<'_>, found: &mut Found) {
        let Beyond { long, rows, active, design, shape, top, .. } = beyond;
        let steps = beyond.shared(|at| self.correction_factor * top.parameters[at as usize]);
        let own = std::mem::replace(&mut found.measures.steps, steps);
        if let Some(errors) = &mut found.errors {
            errors.steps = beyond.shared(|at| of_parameter(shape, top, at).sqrt());
        }
        let mut sums: Vec<Vec<OfCategory>> = vec![Vec::new(); active.map.len()];
        for (of, set) in found.statistics.categories.iter().zip(&design.set) {
            sums[*set].resize(of.len(), OfCategory::default());
            sums[*set].iter_mut().zip(of).for_each(|(to, from)| to.add(from));
        }
        let alone = sums.iter().map(|of| of.iter().skip(1).map(|own| own.step));
        found.steps_alone = alone.map(Iterator::collect).collect();
        found.statistics.categories = sums;
        self.scales(long, rows, active, Some(&*found), self.quantile(), Reason::NotConverged);
        found.measures.steps = own;
    }
}
