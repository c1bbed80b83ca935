//! Marginal maximum likelihood: units are drawn from normal distributions, which are estimated with the others, and are
//! integrated out by adaptive quadrature, each around its own mode.

use std::ops::Range;

use super::blocks::Blocks;
use super::hermite::NODES;
use crate::base::parts::on_threads;
use crate::rasch::design::drawn_from::{DrawnFrom, Normal};
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::linear::dot;
use crate::rasch::likelihood::model::probabilities;

/// Classes that are summed together, whatever the number of threads.
const PART: usize = 2_048;

/// So many numbers beside the classes can each part have for itself.
const SMALL: usize = 2_000_000;

/// The log-likelihood at a place, with what was found on the way.
#[derive(Debug)]
pub(in crate::rasch) struct Integrated {
    pub(in crate::rasch) log_likelihood: f64,
    pub(in crate::rasch) slope: Vec<f64>,
    /// The observed information, or what it would be if units were known.
    pub(in crate::rasch) information: Blocks,
    /// For each class of units the mean of where they can lie and its standard deviation.
    pub(in crate::rasch) units: Vec<[f64; 2]>,
    pub(super) modes: Vec<f64>,
    /// For each class the places where it was looked at and the share of each.
    pub(in crate::rasch) nodes: Vec<[f64; 2]>,
}

/// What is integrated.
#[derive(Clone, Copy)]
pub(in crate::rasch) struct Sight<'a> {
    pub(in crate::rasch) patterns: &'a Patterns,
    pub(in crate::rasch) from: &'a DrawnFrom,
    pub(in crate::rasch) nodes: &'a [[f64; 2]],
    /// Whether the information is the observed one, which is what is known of all less what is lost by not knowing the units (Louis
    /// 1982, Journal of the Royal Statistical Society B 44:226-233).
    pub(in crate::rasch) is_observed: bool,
}

impl Sight<'_> {
    /// Works it out; `modes` are where the last search found the units.
    pub(in crate::rasch) fn integrated(&self, normal: &Normal, modes: &[f64]) -> Integrated {
        let size = self.patterns.parameters + normal.terms.len() + normal.log_deviations.len();
        let rest = size - self.patterns.wide;
        let classes = self.patterns.classes();
        let part = if rest * size > SMALL { classes } else { PART };
        let mut made = Integrated::new(self.patterns, size);
        let seen = normal.others.iter().zip(&self.patterns.observed);
        made.log_likelihood = seen.map(|(at, seen)| at * seen).sum();
        made.slope[..self.patterns.parameters].copy_from_slice(&self.patterns.observed);
        let odds: Vec<f64> = normal.others.iter().map(|measure| libm::exp(*measure)).collect();
        let some = |parts: Range<usize>| {
            let of = |at: usize| {
                let mut work = Work::new(*self, normal, &odds, size);
                (at * part..classes.min((at + 1) * part)).for_each(|class| work.class(class, modes[class]));
                work.made
            };
            parts.map(of).collect::<Vec<Integrated>>()
        };
        let mut take = |parts: Vec<Integrated>| parts.iter().for_each(|part| made.append(part));
        on_threads(0..classes.div_ceil(part.max(1)), 1, &some, &mut take);
        made
    }
}

impl Integrated {
    fn new(patterns: &Patterns, size: usize) -> Self {
        Self {
            log_likelihood: 0.0,
            slope: vec![0.0; size],
            information: Blocks::new(patterns, size),
            units: Vec::new(),
            modes: Vec::new(),
            nodes: Vec::new(),
        }
    }

    fn append(&mut self, part: &Self) {
        self.log_likelihood += part.log_likelihood;
        self.slope.iter_mut().zip(&part.slope).for_each(|(to, from)| *to += from);
        self.information.append(&part.information);
        self.units.extend_from_slice(&part.units);
        self.modes.extend_from_slice(&part.modes);
        self.nodes.extend_from_slice(&part.nodes);
    }
}

/// The work on one class after another.
struct Work<'a> {
    sight: Sight<'a>,
    normal: &'a Normal,
    odds: &'a [f64],
    made: Integrated,
    /// The most categories.
    most: usize,
    p: Vec<f64>,
    /// For each parameter its place among those of the class.
    local: Vec<u32>,
    places: Vec<u32>,
    /// Of a class the chances of every category at every node, cell by cell.
    chances: Vec<f64>,
    /// The score of each of its parameters at every node, and its mean.
    scores: Vec<f64>,
    mean: Vec<f64>,
    upper: Vec<f64>,
    joint: Vec<f64>,
    pairs: Vec<f64>,
}

impl<'a> Work<'a> {
    fn new(sight: Sight<'a>, normal: &'a Normal, odds: &'a [f64], size: usize) -> Self {
        let patterns = sight.patterns;
        let most = patterns.steps.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0) + 1;
        Self {
            sight,
            normal,
            odds,
            made: Integrated::new(patterns, size),
            most,
            p: vec![0.0; most],
            local: vec![u32::MAX; size],
            places: Vec::new(),
            chances: Vec::new(),
            scores: Vec::new(),
            mean: Vec::new(),
            upper: vec![0.0; most],
            joint: vec![0.0; most],
            pairs: vec![0.0; most * most],
        }
    }

    /// The product of the odds of a cell's others, and its steps.
    fn cell(&self, cell: usize, unit: f64) -> (f64, &'a [f64]) {
        let patterns = self.sight.patterns;
        let others = &patterns.others[cell * patterns.width..][..patterns.width];
        let group = patterns.group[cell] as usize;
        let product = others.iter().fold(unit, |product, other| product * self.odds[*other as usize]);
        (product, &self.odds[patterns.steps[group]..patterns.steps[group + 1]])
    }

    /// The mode of a class, and the curvature there.
    fn mode(&mut self, class: usize, [mean, log_deviation]: [f64; 2], start: f64) -> [f64; 2] {
        let patterns = self.sight.patterns;
        let inverse = libm::exp(-2.0 * log_deviation);
        let mut p = core::mem::take(&mut self.p);
        let (mut mode, mut curve) = (start, 1.0);
        for _ in 0..50 {
            let unit = libm::exp(mode);
            let (mut slope, mut own) = (patterns.score[class] - (mode - mean) * inverse, inverse);
            for cell in patterns.starts[class]..patterns.starts[class + 1] {
                let (odds, steps) = self.cell(cell, unit);
                let found = probabilities(odds, steps, &mut p);
                slope -= patterns.weight[cell] * found.mean;
                own += patterns.weight[cell] * found.variance;
            }
            let step = (slope / own).clamp(-1.0, 1.0);
            (mode, curve) = (mode + step, own);
            if step.abs() < 1e-9 {
                break;
            }
        }
        self.p = p;
        [mode, curve]
    }

    fn class(&mut self, class: usize, start: f64) {
        let (patterns, nodes) = (self.sight.patterns, self.sight.nodes);
        let kind = patterns.kind[class] as usize;
        let [prior, log_deviation] = self.normal.of(self.sight.from, kind);
        let inverse = libm::exp(-2.0 * log_deviation);
        let [mode, curve] = self.mode(class, [prior, log_deviation], start);
        self.made.modes.push(mode);
        let spread = (2.0 / curve).sqrt();
        let cells = patterns.starts[class]..patterns.starts[class + 1];
        let (count, width) = (nodes.len(), self.most);
        let mut chances = core::mem::take(&mut self.chances);
        chances.clear();
        chances.resize(cells.len() * count * width, 0.0);
        let mut logarithms = [0.0; NODES];
        let mut points = [0.0; NODES];
        for (node, [x, weight]) in nodes.iter().enumerate() {
            let at = mode + spread * x;
            points[node] = at;
            let unit = libm::exp(at);
            let (mut logarithm, mut product) = (0.0, 1.0_f64);
            for (place, cell) in cells.clone().enumerate() {
                let (odds, steps) = self.cell(cell, unit);
                let found =
                    probabilities(odds, steps, &mut chances[(place * count + node) * width..][..width]);
                if patterns.weight[cell] == 1.0 {
                    product *= found.sum;
                    if product > 1e150 {
                        logarithm += libm::log(product);
                        product = 1.0;
                    }
                    logarithm += found.scale;
                } else {
                    logarithm += patterns.weight[cell] * (libm::log(found.sum) + found.scale);
                }
            }
            logarithm += libm::log(product);
            let distance = at - prior;
            logarithms[node] =
                patterns.score[class] * at - logarithm - 0.5 * distance * distance * inverse + weight;
        }
        let highest = logarithms[..count].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for value in &mut logarithms[..count] {
            *value = libm::exp(*value - highest);
            sum += *value;
        }
        logarithms[..count].iter_mut().for_each(|value| *value /= sum);
        let (shares, points) = (&logarithms[..count], &points[..count]);
        let members = patterns.members[class];
        // The square root of 2 π and the spread of the nodes.
        let constant = libm::log(spread) - log_deviation - 0.5 * libm::log(2.0 * core::f64::consts::PI);
        self.made.log_likelihood += members * (libm::log(sum) + highest + constant);
        let centre = dot(shares, points);
        let variance: f64 = shares.iter().zip(points).map(|(w, at)| w * (at - centre) * (at - centre)).sum();
        self.made.units.push([centre, variance.max(0.0).sqrt()]);
        self.made.nodes.extend(points.iter().zip(shares).map(|(at, share)| [*at, *share]));
        self.collect(cells.clone());
        self.known(cells, &chances, shares, members);
        self.chances = chances;
        let own = [prior, inverse, centre - prior, variance + (centre - prior) * (centre - prior)];
        self.population(kind, points, own, members);
        self.lost(shares, members);
    }

    /// The parameters of a class, those of the wide facet first.
    fn collect(&mut self, cells: Range<usize>) {
        let patterns = self.sight.patterns;
        self.places.clear();
        for cell in cells {
            let group = patterns.group[cell] as usize;
            let others = patterns.others[cell * patterns.width..][..patterns.width].iter().copied();
            for place in others.chain(patterns.steps[group] as u32..patterns.steps[group + 1] as u32) {
                if self.local[place as usize] == u32::MAX {
                    self.local[place as usize] = 0;
                    self.places.push(place);
                }
            }
        }
        self.places.sort_unstable();
        for (at, place) in self.places.iter().enumerate() {
            self.local[*place as usize] = at as u32;
        }
        self.scores.clear();
        self.scores.resize(self.places.len() * self.sight.nodes.len(), 0.0);
    }

    /// What there would be if the unit were known, and the scores at every node.
    fn known(&mut self, cells: Range<usize>, chances: &[f64], shares: &[f64], members: f64) {
        let patterns = self.sight.patterns;
        let (count, width) = (shares.len(), self.most);
        let Self { made, local, scores, upper, joint, pairs, .. } = self;
        for (place, cell) in cells.enumerate() {
            let group = patterns.group[cell] as usize;
            let (first, end) = (patterns.steps[group], patterns.steps[group + 1]);
            let steps = end - first;
            let weight = patterns.weight[cell];
            let others = &patterns.others[cell * patterns.width..][..patterns.width];
            let mut spread = 0.0;
            joint[..steps].fill(0.0);
            pairs[..steps * steps].fill(0.0);
            for (node, share) in shares.iter().enumerate() {
                let p = &chances[(place * count + node) * width..][..=steps];
                let (mut above, mut expected, mut square) = (0.0, 0.0, 0.0);
                for at in (1..=steps).rev() {
                    above += p[at];
                    expected += at as f64 * p[at];
                    square += (at * at) as f64 * p[at];
                    upper[at - 1] = above;
                }
                spread += share * (square - expected * expected);
                for other in others {
                    scores[local[*other as usize] as usize * count + node] -= weight * expected;
                }
                let mut product = 0.0;
                for step in (0..steps).rev() {
                    product += (step + 1) as f64 * p[step + 1];
                    joint[step] += share * (product - expected * upper[step]);
                    scores[local[first + step] as usize * count + node] -= weight * upper[step];
                    for before in 0..=step {
                        pairs[step * steps + before] += share * upper[step] * (1.0 - upper[before]);
                    }
                }
            }
            let many = members * weight;
            for (at, other) in others.iter().enumerate() {
                let other = *other as usize;
                made.information.add(other, other, many * spread);
                for second in &others[..at] {
                    made.information.add(other, *second as usize, many * spread);
                }
                for (step, joint) in joint[..steps].iter().enumerate() {
                    made.information.add(first + step, other, many * joint);
                }
            }
            for step in 0..steps {
                for before in 0..=step {
                    made.information.add(first + step, first + before, many * pairs[step * steps + before]);
                }
            }
        }
    }

    /// The same of what the unit is drawn from: the mean and the inverse variance of that, and by how much the unit lies off, and its square.
    fn population(&mut self, kind: usize, points: &[f64], own: [f64; 4], members: f64) {
        let [prior, inverse, off, square] = own;
        let from = self.sight.from;
        let all = self.sight.patterns.parameters;
        let terms = &from.terms[kind];
        let deviation = all + terms.len() + from.group[kind];
        let present: Vec<usize> = (0..terms.len()).filter(|at| terms[*at] != 0.0).collect();
        for at in &present {
            self.local[all + at] = self.places.len() as u32;
            self.places.push((all + at) as u32);
            self.scores.extend(points.iter().map(|point| terms[*at] * (point - prior) * inverse));
            for other in present.iter().filter(|other| *other <= at) {
                self.made.information.add(
                    all + at,
                    all + other,
                    members * terms[*at] * terms[*other] * inverse,
                );
            }
            self.made.information.add(deviation, all + at, members * 2.0 * terms[*at] * off * inverse);
        }
        self.places.push(deviation as u32);
        self.scores.extend(points.iter().map(|point| (point - prior) * (point - prior) * inverse - 1.0));
        self.made.information.add(deviation, deviation, members * 2.0 * square * inverse);
    }

    /// Takes away what is lost by not knowing the unit: the covariances of the scores over where it can lie.
    fn lost(&mut self, shares: &[f64], members: f64) {
        let count = shares.len();
        let Self { made, places, scores, mean, local, .. } = self;
        mean.clear();
        mean.extend(scores.chunks_exact(count).map(|score| dot(score, shares)));
        for (place, mean) in places.iter().zip(mean.iter()) {
            made.slope[*place as usize] += members * mean;
            local[*place as usize] = u32::MAX;
        }
        if !self.sight.is_observed {
            return made.information.end();
        }
        let wide = self.sight.patterns.wide;
        let met = places.partition_point(|place| (*place as usize) < wide);
        made.information.class(&places[..met]);
        let mut row = [0.0; NODES];
        for (at, place) in places.iter().enumerate() {
            // Weighted deviations of this score, once for all others.
            for (node, value) in row[..count].iter_mut().enumerate() {
                *value = shares[node] * (scores[at * count + node] - mean[at]);
            }
            for (other, second) in places[..=at].iter().enumerate() {
                let value = -members * dot(&row[..count], &scores[other * count..][..count]);
                if at < met && other < at {
                    made.information.pair(value);
                } else {
                    made.information.add(*place as usize, *second as usize, value);
                }
            }
        }
        made.information.end();
    }
}
