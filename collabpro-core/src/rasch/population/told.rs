//! What units are drawn from, as a study tells it.

use super::search::Population;
use crate::rasch::Rasch;
use crate::rasch::results::{RaschCoefficient, RaschPopulation, RaschPopulationGroup};
use crate::rasch::study::About;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::chi_square::chi_square_survival;
use crate::stats::distribution::normal_quantile;

/// The distribution of some units, all parameters in one list.
struct Mixture<'a> {
    about: &'a About<'a>,
    found: &'a Population,
    origin: &'a [f64],
    /// For each kind how many of these units are of it.
    counts: Vec<f64>,
}

impl Mixture<'_> {
    fn size(&self) -> usize {
        let from = &self.about.long.from;
        self.origin.len() + from.width() + from.deviations()
    }

    fn units(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// The mean of the values of the terms.
    fn terms(&self) -> Vec<f64> {
        let from = &self.about.long.from;
        let mut mean = vec![0.0; from.width()];
        for (terms, count) in from.terms.iter().zip(&self.counts) {
            mean.iter_mut().zip(terms).for_each(|(mean, term)| *mean += count * term / self.units());
        }
        mean
    }

    /// The mean, so that a higher one brings higher ratings, and what each parameter has in it.
    fn mean(&self) -> (f64, Vec<f64>) {
        let mut function = self.origin.to_vec();
        function.extend(self.terms());
        function.resize(self.size(), 0.0);
        let list = self.found.normal.list();
        (function.iter().zip(&list).map(|(part, at)| part * at).sum(), function)
    }

    /// The variance of their means, that beside it, and what a small change of each parameter brings to the sum.
    fn variance(&self) -> ([f64; 2], Vec<f64>) {
        let from = &self.about.long.from;
        let normal = &self.found.normal;
        let mean = self.terms();
        let (all, n) = (self.origin.len(), self.units());
        let centre: f64 = mean.iter().zip(&normal.terms).map(|(value, term)| value * term).sum();
        let mut function = vec![0.0; self.size()];
        let mut parts = [0.0; 2];
        for (kind, count) in self.counts.iter().enumerate() {
            let [own, log_deviation] = normal.of(from, kind);
            let (far, beside) = (own - centre, libm::exp(2.0 * log_deviation));
            parts[0] += count / n * far * far;
            parts[1] += count / n * beside;
            for (at, term) in from.terms[kind].iter().enumerate() {
                function[all + at] += count / n * 2.0 * far * (term - mean[at]);
            }
            function[all + from.width() + from.group[kind]] += count / n * 2.0 * beside;
        }
        (parts, function)
    }

    fn error(&self, function: &[f64]) -> Option<f64> {
        let known = self.found.known.as_ref()?;
        known.variance(function).map(f64::sqrt)
    }

    /// The mean, its error, the deviation and its error; and the parts of the variance.
    fn numbers(&self) -> ([f64; 2], [Option<f64>; 2], [f64; 2]) {
        let (mean, of_mean) = self.mean();
        let (parts, of_variance) = self.variance();
        let deviation = (parts[0] + parts[1]).sqrt();
        let errors = [self.error(&of_mean), self.error(&of_variance).map(|error| 0.5 * error / deviation)];
        ([mean, deviation], errors, parts)
    }
}

/// Says why an error is not there: it would have taken too long.
fn told(errors: [Option<f64>; 2]) -> Undefined {
    let mut undefined = Undefined::default();
    for (name, error) in ["meanError", "deviationError"].into_iter().zip(errors) {
        if error.is_none() {
            undefined.insert(name, Reason::NotComputed);
        }
    }
    undefined
}

impl Rasch {
    /// What units are drawn from.
    pub(in crate::rasch) fn drawn_from(
        &self,
        about: &About<'_>,
        found: &Population,
        origin: &[f64],
    ) -> Option<RaschPopulation> {
        let from = &about.long.from;
        let sign = about.long.form.sign[0];
        let mixture = |is_own: &dyn Fn(usize) -> bool| {
            let mut counts = vec![0.0; from.terms.len()];
            for (unit, kind) in from.kind.iter().enumerate() {
                let kind = *kind as usize;
                if about.active.is_estimated(0, unit as u32) && is_own(from.group[kind]) {
                    counts[kind] += 1.0;
                }
            }
            Mixture { about, found, origin, counts }
        };
        let ([mean, deviation], errors, [between, within]) = mixture(&|_| true).numbers();
        let groups = from.groups.iter().enumerate().filter_map(|(at, label)| {
            let own = mixture(&|group| group == at);
            if own.units() < 1.0 {
                return None;
            }
            let ([mean, deviation], errors, _) = own.numbers();
            Some(RaschPopulationGroup {
                group: label.clone(),
                units: own.units() as u32,
                mean: sign * mean + 0.0,
                mean_error: errors[0],
                deviation,
                deviation_error: errors[1],
                undefined: told(errors),
            })
        });
        let mut undefined = told(errors);
        let is_explained = from.width() > 1;
        if !is_explained {
            undefined.insert("explained", Reason::NotAsked);
        }
        Some(RaschPopulation {
            mean: sign * mean + 0.0,
            mean_error: errors[0],
            deviation,
            deviation_error: errors[1],
            residual_deviation: within.sqrt(),
            explained: is_explained.then(|| between / (between + within)),
            groups: groups.collect(),
            coefficients: if is_explained { self.coefficients(about, found, origin) } else { Vec::new() },
            undefined,
        })
    }

    /// What the mean hangs on, in the units of the columns.
    fn coefficients(&self, about: &About<'_>, found: &Population, origin: &[f64]) -> Vec<RaschCoefficient> {
        let from = &about.long.from;
        let sign = about.long.form.sign[0];
        let quantile = normal_quantile(0.5 * (1.0 + self.options.confidence)).unwrap_or(0.0);
        let (all, size) = (origin.len(), origin.len() + from.width() + from.deviations());
        let list = found.normal.list();
        let one = |(at, (column, category)): (usize, (Option<String>, Option<String>))| {
            let mut function = vec![0.0; size];
            match at.checked_sub(1).and_then(|at| from.predictors.get(at)) {
                Some(predictor) => function[all + at] = 1.0 / predictor.scale,
                None => {
                    function[..all].copy_from_slice(origin);
                    function[all] = 1.0;
                    for (at, predictor) in from.predictors.iter().enumerate() {
                        function[all + 1 + at] = -predictor.centre / predictor.scale;
                    }
                }
            }
            let value: f64 = function.iter().zip(&list).map(|(part, at)| part * at).sum();
            let coefficient = sign * value + 0.0;
            let error = found.known.as_ref().and_then(|known| known.variance(&function)).map(f64::sqrt);
            let z = error.filter(|error| *error > 0.0).map(|error| coefficient / error);
            let mut undefined = Undefined::default();
            for (name, is_there) in [
                ("interval", error.is_some()),
                ("pValue", z.is_some()),
                ("standardError", error.is_some()),
                ("z", z.is_some()),
            ] {
                if !is_there {
                    undefined.insert(name, Reason::NotComputed);
                }
            }
            RaschCoefficient {
                column,
                category,
                coefficient,
                standard_error: error,
                interval: error.map(|error| Interval {
                    lower: coefficient - quantile * error,
                    upper: coefficient + quantile * error,
                }),
                z,
                p_value: z.and_then(|z| chi_square_survival(z * z, 1.0)),
                undefined,
            }
        };
        let named = from.predictors.iter().map(|own| (Some(own.column.clone()), own.category.clone()));
        [(None, None)].into_iter().chain(named).enumerate().map(one).collect()
    }
}
