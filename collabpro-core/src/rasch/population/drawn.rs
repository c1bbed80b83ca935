//! What marginal estimation found: the measures of units, and what they are drawn from.

use std::collections::BTreeMap;

use super::hermite::NODES;
use super::left_over::integrated_fit;
use super::plausible::{Asked, plausible};
use super::search::Population;
use super::unit_estimates::{likeliest, weighted};
use crate::base::error::Result;
use crate::base::watch::Watch;
use crate::rasch::Rasch;
use crate::rasch::design::patterns::NONE;
use crate::rasch::likelihood::aside::set_aside;
use crate::rasch::likelihood::errors::errors;
use crate::rasch::likelihood::information::{Point, information};
use crate::rasch::likelihood::linear::dot;
use crate::rasch::likelihood::measures::{Measures, origin};
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::options::RaschUnits;
use crate::rasch::results::RaschPlausible;
use crate::rasch::study::{About, Found};
use crate::rasch::told::displacement::displaced_beside;
use crate::rasch::told::stands::Stands;
use crate::stats::random::Random;

/// By how much the mean of where a unit of a class can lie moves with each parameter: the covariance of place and score.
fn moves(about: &About<'_>, found: &Population, odds: &[f64], class: usize) -> Vec<(usize, f64)> {
    let patterns = about.patterns;
    let from = &about.long.from;
    let nodes = &found.at.nodes[class * NODES..][..NODES];
    let [mean, _] = found.at.units[class];
    let most = patterns.steps.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0) + 1;
    let mut p = vec![0.0; most];
    let mut made: Vec<(usize, f64)> = Vec::new();
    let mut add = |place: usize, value: f64| match made.iter_mut().find(|(known, _)| *known == place) {
        Some((_, sum)) => *sum += value,
        None => made.push((place, value)),
    };
    for cell in patterns.starts[class]..patterns.starts[class + 1] {
        let others = &patterns.others[cell * patterns.width..][..patterns.width];
        let group = patterns.group[cell] as usize;
        let (first, end) = (patterns.steps[group], patterns.steps[group + 1]);
        let product = others.iter().fold(1.0, |product, other| product * odds[*other as usize]);
        for [at, share] in nodes {
            let found = probabilities(product * libm::exp(*at), &odds[first..end], &mut p);
            let far = share * (mean - at) * patterns.weight[cell];
            others.iter().for_each(|other| add(*other as usize, far * found.mean));
            let mut above = 0.0;
            for step in (first..end).rev() {
                above += p[step + 1 - first];
                add(step, far * above);
            }
        }
    }
    let kind = patterns.kind[class] as usize;
    let [prior, log_deviation] = found.normal.of(from, kind);
    let inverse = libm::exp(-2.0 * log_deviation);
    for [at, share] in nodes {
        let far = share * (at - mean) * inverse;
        for (term, value) in from.terms[kind].iter().enumerate() {
            add(patterns.parameters + term, far * value * at);
        }
        add(patterns.parameters + from.width() + from.group[kind], far * (at - prior) * (at - prior));
    }
    made
}

/// The standard errors of the means of where units can lie, class by class: with those of the parameters, where these can be had.
fn expected_errors(about: &About<'_>, found: &Population, cells: &[f64], origin: &[f64]) -> Vec<f64> {
    let odds: Vec<f64> = found.normal.others.iter().map(|measure| libm::exp(*measure)).collect();
    let mut shared = origin.to_vec();
    shared.resize(about.patterns.parameters + about.long.from.width() + about.long.from.deviations(), 0.0);
    let size = shared.len();
    let row = |place: usize| &cells[place * size..][..size];
    let image: Vec<f64> = (0..size).map(|place| dot(row(place), &shared)).collect();
    let square = dot(&shared, &image);
    let of_class = |class: usize| {
        let moves = moves(about, found, &odds, class);
        let [_, deviation] = found.at.units[class];
        let mut sum = square + deviation * deviation;
        for (place, value) in &moves {
            let crossed: f64 = moves.iter().map(|(other, second)| row(*place)[*other] * second).sum();
            sum += value * (crossed + 2.0 * image[*place]);
        }
        sum.max(0.0).sqrt()
    };
    (0..about.patterns.classes()).map(of_class).collect()
}

impl Rasch {
    /// Units by the estimate that was asked for, and where they can lie.
    pub(in crate::rasch) fn drawn(
        &mut self,
        about: &About<'_>,
        found: Population,
        watch: &mut dyn Watch,
    ) -> Result<Found> {
        let About { long, rows, active, patterns, subsets, held } = *about;
        let form = &long.form;
        let others = &found.normal.others;
        let origin = origin(form, active, patterns, !held.is_empty());
        let shift = dot(&origin, others);
        let units = weighted(patterns, others);
        let asked = self.options.units.unwrap_or(RaschUnits::Wle);
        let mut unbounded = vec![false; rows.levels[0]];
        let own: Vec<f64> = match asked {
            RaschUnits::Wle => units.clone(),
            RaschUnits::Eap => found.at.units.iter().map(|[mean, _]| *mean).collect(),
            RaschUnits::Mle => {
                let likeliest = likeliest(patterns, others);
                for (unit, class) in patterns.class_of.iter().enumerate().filter(|(_, class)| **class != NONE)
                {
                    unbounded[unit] = likeliest[*class as usize].is_none();
                }
                likeliest.into_iter().zip(&units).map(|(own, unit)| own.unwrap_or(*unit)).collect()
            }
        };
        let point = Point { units: own, others: others.clone() };
        let plain = Measures::new(rows, form, active, patterns, subsets, &point, &long.anchors);
        let mut measures = plain.clone();
        let aside = set_aside(rows, form, active, &mut measures);
        let at = information(patterns, &point, 0.0);
        let whole = found.known.as_ref().and_then(|known| known.whole());
        let inverse = found.known.as_ref().and_then(|known| known.first(patterns.parameters));
        let displaced = whole.as_ref().and_then(|cells| displaced_beside(patterns, &found.at, held, cells));
        let mut errors =
            inverse.as_ref().map(|cells| errors(rows, form, active, patterns, subsets, (&at, held), cells));
        let of_units = |values: &[f64]| -> Vec<f64> {
            patterns
                .class_of
                .iter()
                .map(|class| values.get(*class as usize).copied().unwrap_or(0.0))
                .collect()
        };
        let mut of_class: Vec<f64> = at.units.clone();
        if asked == RaschUnits::Eap {
            of_class = found.at.units.iter().map(|[_, deviation]| 1.0 / (deviation * deviation)).collect();
            if let (Some(errors), Some(whole)) = (&mut errors, &whole) {
                errors.of[0] = of_units(&expected_errors(about, &found, whole, &origin));
            }
        }
        let place = |facet: usize, code: usize| match facet == patterns.unit {
            true => of_class[patterns.class_of[code] as usize],
            false => found.at.information.own(patterns.place[facet][code] as usize),
        };
        let known =
            |facet: usize, code: usize| match active.is_estimated(facet, code as u32) && !form.dummy[facet] {
                true => place(facet, code),
                false => 0.0,
            };
        let of = |facet: usize| (0..rows.levels[facet]).map(|code| known(facet, code)).collect();
        let alone = (0..rows.facets()).map(of).collect();
        let one = |values: &dyn Fn(usize) -> [f64; 2], class: &u32| {
            Some(*class).filter(|class| *class != NONE).map(|class| values(class as usize))
        };
        let lies = |class: usize| [found.at.units[class][0] + shift, found.at.units[class][1]];
        let posterior = patterns.class_of.iter().map(|class| one(&lies, class)).collect();
        let weighted = patterns
            .class_of
            .iter()
            .map(|class| one(&|class| [units[class] + shift, 0.0], class).map(|[measure, _]| measure));
        let weighted = weighted.collect();
        let stands = Stands::integrated(patterns, &found.at.nodes, shift);
        let fit = integrated_fit(rows, form, active, &plain, &stands);
        self.population = self.drawn_from(about, &found, &origin);
        let draws = self.options.plausible_values;
        let mut values = None;
        if draws > 0 {
            let asked = Asked { draws, seed: self.options.seed };
            let drawn = plausible(patterns, (&long.from, held), &found, &origin, asked, watch)?;
            let parameters = drawn.are_parameters_drawn;
            self.plausible = Some(RaschPlausible { generator: Random::GENERATOR, parameters });
            values = Some(drawn.values);
        }
        let own = |pair: &[usize]| (pair[0]..pair[1]).map(|at| found.at.information.own(at)).collect();
        let steps_alone = patterns.steps.windows(2).map(own).collect();
        Ok(Found {
            displaced,
            measures,
            plain,
            errors,
            named: BTreeMap::new(),
            at,
            inverse,
            known: found.known,
            steps_alone,
            statistics: fit,
            stands,
            alone,
            aside,
            weighted,
            posterior: Some(posterior),
            unbounded,
            plausible: values,
        })
    }
}
