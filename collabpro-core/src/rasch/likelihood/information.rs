//! One pass over the cells: the log-likelihood, its slope and the information of all parameters.

use super::model::probabilities;
use crate::rasch::design::patterns::Patterns;

/// Measures, all of them so that a higher one brings higher ratings.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Point {
    /// Of the classes of units.
    pub(in crate::rasch) units: Vec<f64>,
    /// Of the other parameters; steps are negative thresholds.
    pub(in crate::rasch) others: Vec<f64>,
}

/// What a unit of a class is to the others.
#[derive(Debug, Default)]
pub(in crate::rasch) struct Crossed {
    /// Where those of each class begin; one more than classes.
    pub(in crate::rasch) starts: Vec<usize>,
    pub(in crate::rasch) places: Vec<u32>,
    pub(in crate::rasch) values: Vec<f64>,
}

impl Crossed {
    pub(in crate::rasch) fn of(&self, class: usize) -> (&[u32], &[f64]) {
        let range = self.starts[class]..self.starts[class + 1];
        (&self.places[range.clone()], &self.values[range])
    }
}

/// The log-likelihood at a point, with its first and second derivatives.
#[derive(Debug)]
pub(in crate::rasch) struct Information {
    pub(in crate::rasch) log_likelihood: f64,
    /// Observed less expected: of a unit of each class, and of the other parameters.
    pub(in crate::rasch) unit_slope: Vec<f64>,
    pub(in crate::rasch) slope: Vec<f64>,
    pub(in crate::rasch) units: Vec<f64>,
    pub(in crate::rasch) crossed: Crossed,
    /// Of the wide facet with itself, of it with the narrow rest, and of that with itself (the lower triangle).
    pub(in crate::rasch) wide: Vec<f64>,
    pub(in crate::rasch) across: Vec<f64>,
    pub(in crate::rasch) narrow: Vec<f64>,
    /// Parameters of the narrow rest.
    pub(in crate::rasch) size: usize,
}

/// Works it all out. `ridge` is the information that every threshold has beforehand.
pub(in crate::rasch) fn information(patterns: &Patterns, point: &Point, ridge: f64) -> Information {
    let (wide, all) = (patterns.wide, patterns.parameters);
    let size = all - wide;
    let elements = patterns.steps[0];
    let mut made = Information {
        log_likelihood: 0.0,
        unit_slope: Vec::with_capacity(patterns.classes()),
        slope: patterns.observed.clone(),
        units: Vec::with_capacity(patterns.classes()),
        crossed: Crossed { starts: vec![0], ..Crossed::default() },
        wide: vec![0.0; wide],
        across: vec![0.0; wide * size],
        narrow: vec![0.0; size * size],
        size,
    };
    let odds: Vec<f64> = point.others.iter().map(|measure| libm::exp(*measure)).collect();
    let most = patterns.steps.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
    let (mut p, mut upper, mut joint) = (vec![0.0; most + 1], vec![0.0; most + 1], vec![0.0; most + 1]);
    let mut local = vec![0.0; all];
    let mut is_there = vec![false; all];
    let mut sum: f64 = point.others.iter().zip(&patterns.observed).map(|(at, seen)| at * seen).sum();
    for class in 0..patterns.classes() {
        let unit = libm::exp(point.units[class]);
        let members = patterns.members[class];
        let (mut expected, mut variance) = (0.0, 0.0);
        let (mut logarithm, mut product) = (0.0, 1.0_f64);
        let from = made.crossed.places.len();
        for cell in patterns.starts[class]..patterns.starts[class + 1] {
            let others = &patterns.others[cell * patterns.width..][..patterns.width];
            let odds_of = others.iter().fold(unit, |product, other| product * odds[*other as usize]);
            let group = patterns.group[cell] as usize;
            let (first, end) = (patterns.steps[group], patterns.steps[group + 1]);
            let steps = end - first;
            let found = probabilities(odds_of, &odds[first..end], &mut p);
            let weight = patterns.weight[cell];
            if weight == 1.0 {
                product *= found.sum;
                if product > 1e150 {
                    logarithm += libm::log(product);
                    product = 1.0;
                }
                logarithm += found.scale;
            } else {
                logarithm += weight * (libm::log(found.sum) + found.scale);
            }
            expected += weight * found.mean;
            let own = weight * found.variance;
            variance += own;
            let many = members * weight;
            // The probability of each step or more, and its covariance with the rating.
            let (mut above, mut product_above) = (0.0, 0.0);
            for at in (1..=steps).rev() {
                above += p[at];
                product_above += at as f64 * p[at];
                upper[at - 1] = above;
                joint[at - 1] = product_above - found.mean * above;
            }
            for (at, other) in others.iter().enumerate() {
                let other = *other as usize;
                made.slope[other] -= many * found.mean;
                if !is_there[other] {
                    is_there[other] = true;
                    made.crossed.places.push(other as u32);
                }
                local[other] += own;
                let row: &mut [f64] = if other < wide {
                    made.wide[other] += many * found.variance;
                    &mut made.across[other * size..][..size]
                } else {
                    let row = &mut made.narrow[(other - wide) * size..][..size];
                    row[other - wide] += many * found.variance;
                    row
                };
                // Facets stand in the order of their parameters but for the widest, which comes first.
                for second in
                    others.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, other)| other)
                {
                    let second = *second as usize;
                    if second >= wide && (other < wide || second < other) {
                        row[second - wide] += many * found.variance;
                    }
                }
                if other < wide {
                    for step in 0..steps {
                        row[first + step - wide] += many * joint[step];
                    }
                }
            }
            for step in 0..steps {
                let place = first + step;
                made.slope[place] -= many * upper[step];
                if !is_there[place] {
                    is_there[place] = true;
                    made.crossed.places.push(place as u32);
                }
                local[place] += weight * joint[step];
                let row = &mut made.narrow[(place - wide) * size..][..size];
                for other in others.iter().filter(|other| **other as usize >= wide) {
                    row[*other as usize - wide] += many * joint[step];
                }
                for before in 0..=step {
                    row[first + before - wide] += many * upper[step] * (1.0 - upper[before]);
                }
            }
        }
        for place in &made.crossed.places[from..] {
            let place = *place as usize;
            made.crossed.values.push(local[place]);
            (local[place], is_there[place]) = (0.0, false);
        }
        made.crossed.starts.push(made.crossed.places.len());
        logarithm += libm::log(product);
        sum += members * (patterns.score[class] * point.units[class] - logarithm);
        made.unit_slope.push(patterns.score[class] - expected);
        made.units.push(variance);
    }
    for place in elements..all {
        sum -= 0.5 * ridge * point.others[place] * point.others[place];
        made.slope[place] -= ridge * point.others[place];
        made.narrow[(place - wide) * size + place - wide] += ridge;
    }
    made.log_likelihood = sum;
    made
}
