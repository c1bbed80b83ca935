//! What conditional estimation found: the others, and units where these are known.

use std::collections::BTreeMap;

use super::search::Conditional;
use crate::base::error::{ErrorKind, Problems, Result};
use crate::base::message::Message;
use crate::base::options::{refused, unfit};
use crate::rasch::Rasch;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::aside::{set_aside, weighted};
use crate::rasch::likelihood::errors::errors;
use crate::rasch::likelihood::information::{Point, information};
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::options::{RaschOptions, RaschUnits};
use crate::rasch::population::solver::MOST_WHOLE;
use crate::rasch::population::unit_estimates::{likeliest, weighted as of_classes};
use crate::rasch::study::{About, Found};
use crate::rasch::told::stands::Stands;
use crate::rasch::told::statistics::statistics;

/// Ratings of one unit that are too many.
const MOST_RATINGS: f64 = 500.0;

/// Refuses what has no sums, and what would take too long.
pub(in crate::rasch) fn countable(patterns: &Patterns, options: &RaschOptions) -> Result<()> {
    let mut problems = Problems::of(ErrorKind::Estimation);
    if patterns.weight.iter().any(|weight| weight.fract() != 0.0) {
        let name = options.weight.clone().unwrap_or_default();
        problems.push(unfit("weight", "rasch.whole_weights", name));
    }
    if patterns.parameters > MOST_WHOLE {
        let many = Message::new("rasch.too_many_conditional").count("most", MOST_WHOLE as u64);
        problems.push(refused("facets", many));
    }
    let ratings = patterns.starts.windows(2).map(|ends| patterns.weight[ends[0]..ends[1]].iter().sum());
    if ratings.fold(0.0, f64::max) > MOST_RATINGS {
        let many = Message::new("rasch.too_many_ratings").count("most", MOST_RATINGS as u64);
        problems.push(refused("estimation", many));
    }
    problems.finish(())
}

impl Rasch {
    /// Units by the estimate that was asked for.
    pub(in crate::rasch) fn conditioned(&self, about: &About<'_>, found: Conditional) -> Found {
        let About { long, rows, active, patterns, subsets, held } = *about;
        let form = &long.form;
        let units = match self.options.units {
            Some(RaschUnits::Mle) => {
                likeliest(patterns, &found.others).into_iter().map(|unit| unit.unwrap_or(0.0)).collect()
            }
            _ => of_classes(patterns, &found.others),
        };
        let point = Point { units, others: found.others.clone() };
        let plain = Measures::new(rows, form, active, patterns, subsets, &point, &long.anchors);
        let mut measures = plain.clone();
        let aside = set_aside(rows, form, active, &mut measures);
        let at = information(patterns, &point, 0.0);
        let errors = errors(rows, form, active, patterns, subsets, (&at, held), &found.inverse);
        let stands = Stands::known(&plain);
        let statistics = statistics(rows, form, (active, &active.rows), &plain, &stands);
        let own = |facet: usize, code: usize| match active.is_estimated(facet, code as u32) {
            true if facet == patterns.unit => at.units[patterns.class_of[code] as usize],
            true if !form.dummy[facet] => {
                found.information[patterns.place[facet][code] as usize * (patterns.parameters + 1)]
            }
            _ => 0.0,
        };
        let of = |facet: usize| (0..rows.levels[facet]).map(|code| own(facet, code)).collect();
        let alone = (0..rows.facets()).map(of).collect();
        let step = |pair: &[usize]| {
            (pair[0]..pair[1]).map(|place| found.information[place * (patterns.parameters + 1)]).collect()
        };
        let steps_alone = patterns.steps.windows(2).map(step).collect();
        let weighted = weighted(rows, form, active, &measures);
        Found {
            displaced: None,
            measures,
            plain,
            errors: Some(errors),
            named: BTreeMap::new(),
            at,
            inverse: Some(found.inverse),
            known: None,
            steps_alone,
            statistics,
            stands,
            alone,
            aside,
            weighted,
            posterior: None,
            unbounded: vec![false; rows.levels[0]],
            plausible: None,
        }
    }
}
