//! A study as far as its estimates, without what is told of them: what is done many times, and what links rest on.

use super::RaschState;
use super::design::anchors::Anchors;
use super::design::cells::{Form, Rows};
use super::design::drawn_from::DrawnFrom;
use super::design::extreme::{Active, active};
use super::design::identification::links;
use super::design::patterns::Patterns;
use super::design::subsets::Subsets;
use super::likelihood::aside::set_aside;
use super::likelihood::errors::{Errors, errors, inverse};
use super::likelihood::functions::{Covariance, Function};
use super::likelihood::held::Held;
use super::likelihood::information::{Information, Point, information};
use super::likelihood::joint::joint;
use super::likelihood::measures::{Measures, origin};
use super::options::{RaschOptions, UnusedCategories};
use super::population::search::population;
use super::population::unit_estimates::weighted;
use super::study::{RIDGE, correction};
use crate::base::error::Result;
use crate::base::watch::Watch;

/// What was estimated.
#[derive(Debug)]
pub(super) struct Estimate {
    pub(super) active: Active,
    pub(super) patterns: Patterns,
    pub(super) at: Information,
    pub(super) plain: Measures,
    /// Corrected, and with those that were set aside.
    pub(super) measures: Measures,
    /// By facet and element, whether it has a measure.
    pub(super) is_measured: Vec<Vec<bool>>,
    /// The standard errors, and the inverse information of the parameters beside units; nothing where there are too many.
    pub(super) errors: Option<(Errors, Vec<f64>)>,
}

impl Estimate {
    /// The variance of the difference of two elements of a facet.
    pub(super) fn difference(&self, form: &Form, facet: usize, [one, other]: [usize; 2]) -> Option<f64> {
        let mut function = Function::default();
        function.add(&self.patterns, form, (facet, one), 1.0);
        function.add(&self.patterns, form, (facet, other), -1.0);
        let inverse = self.errors.as_ref().map(|(_, cells)| cells.as_slice());
        Covariance::new(&self.patterns, (&self.at, &Held::default()), inverse, None).variance(&function)
    }
}

/// How it ended.
#[derive(Debug)]
pub(super) enum Ended {
    Estimated(Box<Estimate>),
    /// Nothing was left, or the search came to no end.
    Not,
    /// Without what is extreme nothing ties the rest together.
    Apart,
}

/// Estimates a design of which the whole is identified, and nothing known beforehand.
pub(super) fn estimate(
    rows: &Rows,
    form: &Form,
    options: &RaschOptions,
    watch: &mut dyn Watch,
) -> Result<Ended> {
    let (anchors, held) = (Anchors::default(), Held::default());
    let is_held = options.unused == UnusedCategories::Ridge;
    let active = active(rows, form, &anchors, is_held);
    if active.rows.is_empty() || (0..active.map.len()).all(|group| active.steps(group) == 0) {
        return Ok(Ended::Not);
    }
    let is_whole = active.rows.len() == rows.len();
    if !is_whole && !form.integrated && links(rows, &active.rows, form, &anchors).missing() > 0 {
        return Ok(Ended::Apart);
    }
    let subsets = Subsets::whole(&active);
    let patterns = Patterns::new(rows, form, &active, &[]);
    let (plain, factor, at, cells) = if form.integrated {
        let from = DrawnFrom::one(rows.levels[0]);
        let origin = origin(form, &active, &patterns, false);
        let found = population(&patterns, &from, &origin, (form, &held), watch)?;
        if found.state != RaschState::Converged {
            return Ok(Ended::Not);
        }
        let others = found.normal.others;
        let point = Point { units: weighted(&patterns, &others), others };
        let cells = found.known.and_then(|known| known.first(patterns.parameters));
        let plain = Measures::new(rows, form, &active, &patterns, &subsets, &point, &anchors);
        (plain, 1.0, information(&patterns, &point, 0.0), cells)
    } else {
        let ridge = if is_held { RIDGE } else { 0.0 };
        let sets = (0..active.map.len()).filter(|group| ridge == 0.0 && active.steps(*group) > 0).count();
        let found = joint(&patterns, &held, ridge, form.centred().count() + sets, watch)?;
        if found.state != RaschState::Converged {
            return Ok(Ended::Not);
        }
        let plain = Measures::new(rows, form, &active, &patterns, &subsets, &found.point, &anchors);
        let factor = correction(rows, &active, options, false).1.unwrap_or(1.0);
        let cells = inverse(&patterns, &found.at, &held);
        (plain, factor, found.at, cells)
    };
    let mut measures = plain.times(factor);
    let aside = set_aside(rows, form, &active, &mut measures);
    let is_measured = aside.iter().enumerate().map(|(facet, aside)| {
        let own = aside.iter().zip(0_u32..);
        own.map(|(aside, code)| aside.is_some() || active.is_estimated(facet, code)).collect()
    });
    let is_measured = is_measured.collect();
    let errors = cells.map(|cells| {
        let found = errors(rows, form, &active, &patterns, &subsets, (&at, &held), &cells);
        (found, cells)
    });
    Ok(Ended::Estimated(Box::new(Estimate { active, patterns, at, plain, measures, is_measured, errors })))
}
