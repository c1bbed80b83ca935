//! One pass over the cells: the log-likelihood, its slope and the information of all parameters.

use std::ops::Range;

use super::model::probabilities;
use crate::base::parts::on_threads;
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

/// Parts that are summed one by one, whatever the number of threads, and the fewest classes of one.
const PARTS: usize = 8;
const LEAST: usize = 512;

/// So many numbers beside the classes can each part have for itself.
const SMALL: usize = 2_000_000;

/// Works it all out. `ridge` is the information that every threshold has beforehand.
pub(in crate::rasch) fn information(patterns: &Patterns, point: &Point, ridge: f64) -> Information {
    let odds: Vec<f64> = point.others.iter().map(|measure| libm::exp(*measure)).collect();
    let classes = patterns.classes();
    let is_small = patterns.parameters * (patterns.parameters - patterns.wide) <= SMALL;
    let part = if is_small { classes.div_ceil(PARTS).max(LEAST) } else { classes.max(1) };
    let some = |parts: Range<usize>| {
        let of = |at: usize| of_classes(patterns, point, &odds, at * part..classes.min((at + 1) * part));
        parts.map(of).collect::<Vec<Information>>()
    };
    let mut parts: Vec<Information> = Vec::new();
    on_threads(0..classes.div_ceil(part), 1, &some, &mut |some| parts.extend(some));
    let mut parts = parts.into_iter();
    let mut made = parts.next().unwrap_or_else(|| Information::new(patterns));
    parts.for_each(|part| made.append(&part));
    made.slope.iter_mut().zip(&patterns.observed).for_each(|(slope, seen)| *slope += seen);
    made.log_likelihood +=
        point.others.iter().zip(&patterns.observed).map(|(at, seen)| at * seen).sum::<f64>();
    for place in patterns.steps[0]..patterns.parameters {
        made.log_likelihood -= 0.5 * ridge * point.others[place] * point.others[place];
        made.slope[place] -= ridge * point.others[place];
        let narrow = place - patterns.wide;
        made.narrow[narrow * made.size + narrow] += ridge;
    }
    made
}

/// What some classes bring. Loops over as many steps as are known beforehand take half the time.
fn of_classes(patterns: &Patterns, point: &Point, odds: &[f64], classes: Range<usize>) -> Information {
    let at = (patterns, point, odds);
    match patterns.common_steps() {
        Some(1) => summed(at, classes, |_| 1),
        Some(2) => summed(at, classes, |_| 2),
        Some(3) => summed(at, classes, |_| 3),
        Some(4) => summed(at, classes, |_| 4),
        _ => summed(at, classes, |group| patterns.steps[group + 1] - patterns.steps[group]),
    }
}

#[inline(always)]
fn summed(
    (patterns, point, odds): (&Patterns, &Point, &[f64]),
    classes: Range<usize>,
    steps_of: impl Fn(usize) -> usize,
) -> Information {
    let (wide, all) = (patterns.wide, patterns.parameters);
    let mut made = Information::new(patterns);
    let size = made.size;
    let most = patterns.steps.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
    let (mut p, mut upper, mut joint) = (vec![0.0; most + 1], vec![0.0; most], vec![0.0; most]);
    let mut local = vec![0.0; all];
    let mut is_there = vec![false; all];
    for class in classes {
        let unit = libm::exp(point.units[class]);
        let members = patterns.members[class];
        let (mut expected, mut variance) = (0.0, 0.0);
        let (mut logarithm, mut product) = (0.0, 1.0_f64);
        let from = made.crossed.places.len();
        for cell in patterns.starts[class]..patterns.starts[class + 1] {
            let others = &patterns.others[cell * patterns.width..][..patterns.width];
            let odds_of = others.iter().fold(unit, |product, other| product * odds[*other as usize]);
            let group = patterns.group[cell] as usize;
            let (first, steps) = (patterns.steps[group], steps_of(group));
            let (p, upper, joint) = (&mut p[..=steps], &mut upper[..steps], &mut joint[..steps]);
            let found = probabilities(odds_of, &odds[first..][..steps], p);
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
            for at in (0..steps).rev() {
                above += p[at + 1];
                product_above += (at + 1) as f64 * p[at + 1];
                upper[at] = above;
                joint[at] = product_above - found.mean * above;
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
                for (place, second) in others.iter().enumerate() {
                    let second = *second as usize;
                    if place != at && second >= wide && (other < wide || second < other) {
                        row[second - wide] += many * found.variance;
                    }
                }
                if other < wide {
                    let row = &mut row[first - wide..][..steps];
                    row.iter_mut().zip(&*joint).for_each(|(to, joint)| *to += many * joint);
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
                let row = &mut row[first - wide..][..=step];
                let own = many * upper[step];
                row.iter_mut().zip(&*upper).for_each(|(to, before)| *to += own * (1.0 - before));
            }
        }
        for place in &made.crossed.places[from..] {
            let place = *place as usize;
            made.crossed.values.push(local[place]);
            (local[place], is_there[place]) = (0.0, false);
        }
        made.crossed.starts.push(made.crossed.places.len());
        logarithm += libm::log(product);
        made.log_likelihood += members * (patterns.score[class] * point.units[class] - logarithm);
        made.unit_slope.push(patterns.score[class] - expected);
        made.units.push(variance);
    }
    made
}

impl Information {
    fn new(patterns: &Patterns) -> Self {
        let (wide, all) = (patterns.wide, patterns.parameters);
        let size = all - wide;
        Self {
            log_likelihood: 0.0,
            unit_slope: Vec::new(),
            slope: vec![0.0; all],
            units: Vec::new(),
            crossed: Crossed { starts: vec![0], ..Crossed::default() },
            wide: vec![0.0; wide],
            across: vec![0.0; wide * size],
            narrow: vec![0.0; size * size],
            size,
        }
    }

    /// Puts the classes of another part behind these.
    fn append(&mut self, other: &Self) {
        self.log_likelihood += other.log_likelihood;
        for (to, from) in [
            (&mut self.slope, &other.slope),
            (&mut self.wide, &other.wide),
            (&mut self.across, &other.across),
            (&mut self.narrow, &other.narrow),
        ] {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        }
        let before = self.crossed.places.len();
        self.crossed.starts.extend(other.crossed.starts[1..].iter().map(|start| before + start));
        self.crossed.places.extend_from_slice(&other.crossed.places);
        self.crossed.values.extend_from_slice(&other.crossed.values);
        self.unit_slope.extend_from_slice(&other.unit_slope);
        self.units.extend_from_slice(&other.units);
    }
}
