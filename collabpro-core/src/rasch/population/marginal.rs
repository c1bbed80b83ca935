//! Marginal maximum likelihood: units are drawn from normal distributions, which are estimated with the others, and are
//! integrated out by adaptive quadrature, each around its own mode.

use std::ops::Range;

use super::at_nodes::{AtNodes, Row, WIDEST, filled};
use super::blocks::Blocks;
use crate::base::parts::on_threads;
use crate::rasch::design::drawn_from::{DrawnFrom, Normal};
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::linear::dot;
use crate::rasch::likelihood::model::probabilities;

/// Parts that are summed one by one, whatever the number of threads, and the fewest classes of one.
const PARTS: usize = 16;
const LEAST: usize = 128;

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
        let part = if rest * size > SMALL { classes } else { classes.div_ceil(PARTS).max(LEAST) };
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
    /// The most categories, and how many nodes there are with those that fill the last row up.
    most: usize,
    width: usize,
    p: Vec<f64>,
    /// For each parameter its place among those of the class.
    local: Vec<u32>,
    places: Vec<u32>,
    /// Of a class the chances of every category, cell by cell, a row over all nodes for each; in the end those of each step or more.
    chances: Vec<f64>,
    /// The score of each of its parameters at every node, and its mean.
    scores: Vec<f64>,
    mean: Vec<f64>,
    /// Of each step the chances of it or more, weighted by the shares of the nodes, and their sum.
    weighted: Vec<Row>,
    sums: Vec<f64>,
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
            width: filled(sight.nodes.len()),
            p: vec![0.0; most],
            local: vec![u32::MAX; size],
            places: Vec::new(),
            chances: Vec::new(),
            scores: Vec::new(),
            mean: Vec::new(),
            weighted: vec![[0.0; WIDEST]; most],
            sums: vec![0.0; most],
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
        let (count, width) = (nodes.len(), self.width);
        let mut chances = core::mem::take(&mut self.chances);
        chances.clear();
        chances.resize(cells.len() * self.most * width, 0.0);
        // What fills the last row up lies at the mode and has no share.
        let mut points = [mode; WIDEST];
        points.iter_mut().zip(nodes).for_each(|(at, [x, _])| *at = mode + spread * x);
        let mut units = [1.0; WIDEST];
        units[..width].iter_mut().zip(&points).for_each(|(unit, at)| *unit = libm::exp(*at));
        let (mut products, mut logarithms, mut at_nodes) = ([1.0; WIDEST], [0.0; WIDEST], AtNodes::new());
        for (place, cell) in cells.clone().enumerate() {
            let (product, steps) = self.cell(cell, 1.0);
            at_nodes.chances(&units[..width], product, steps, &mut chances[place * self.most * width..]);
            at_nodes.add_logarithms(patterns.weight[cell], width, &mut products, &mut logarithms);
        }
        for (node, [_, weight]) in nodes.iter().enumerate() {
            let distance = points[node] - prior;
            let likelihood =
                patterns.score[class] * points[node] - logarithms[node] - libm::log(products[node]);
            logarithms[node] = likelihood - 0.5 * distance * distance * inverse + weight;
        }
        let highest = logarithms[..count].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for value in &mut logarithms[..count] {
            *value = libm::exp(*value - highest);
            sum += *value;
        }
        logarithms[..count].iter_mut().for_each(|value| *value /= sum);
        logarithms[count..].fill(0.0);
        let (shares, points) = (&logarithms[..width], &points[..width]);
        let members = patterns.members[class];
        // The square root of 2 π and the spread of the nodes.
        let constant = libm::log(spread) - log_deviation - 0.5 * libm::log(2.0 * core::f64::consts::PI);
        self.made.log_likelihood += members * (libm::log(sum) + highest + constant);
        let centre = dot(shares, points);
        let variance: f64 = shares.iter().zip(points).map(|(w, at)| w * (at - centre) * (at - centre)).sum();
        self.made.units.push([centre, variance.max(0.0).sqrt()]);
        self.made.nodes.extend(points.iter().zip(shares).take(count).map(|(at, share)| [*at, *share]));
        self.collect(cells.clone());
        self.known(cells, &mut chances, shares, members);
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
        self.scores.resize(self.places.len() * self.width, 0.0);
    }

    /// What there would be if the unit were known, and the scores at every node. All of it hangs on the chances of each step or more, `U`:
    /// the mean is their sum, the covariance of two steps `U - U U`, and what they are to the rating follows.
    fn known(&mut self, cells: Range<usize>, chances: &mut [f64], shares: &[f64], members: f64) {
        let patterns = self.sight.patterns;
        let width = shares.len();
        let Self { made, local, scores, weighted, sums, most, .. } = self;
        for (place, cell) in cells.enumerate() {
            let group = patterns.group[cell] as usize;
            let (first, end) = (patterns.steps[group], patterns.steps[group + 1]);
            let steps = end - first;
            let weight = patterns.weight[cell];
            let others = &patterns.others[cell * patterns.width..][..patterns.width];
            let rows = &mut chances[place * *most * width..][..(steps + 1) * width];
            let mut mean = [0.0; WIDEST];
            let mean = &mut mean[..width];
            let mut score = |place: usize, row: &[f64]| {
                let own = &mut scores[local[place] as usize * width..][..width];
                own.iter_mut().zip(row).for_each(|(score, value)| *score -= weight * value);
            };
            let (mut above, mut square) = (0.0, 0.0);
            for step in (0..steps).rev() {
                let (head, tail) = rows.split_at_mut((step + 2) * width);
                let upper = &mut head[(step + 1) * width..];
                if let Some(above) = tail.get(..width) {
                    upper.iter_mut().zip(above).for_each(|(own, above)| *own += above);
                }
                mean.iter_mut().zip(&*upper).for_each(|(mean, upper)| *mean += upper);
                let row = &mut weighted[step][..width];
                row.iter_mut()
                    .zip(shares.iter().zip(&*upper))
                    .for_each(|(to, (share, upper))| *to = share * upper);
                sums[step] = row.iter().sum();
                square += (2 * step + 1) as f64 * sums[step];
                score(first + step, upper);
            }
            others.iter().for_each(|other| score(*other as usize, mean));
            let of_mean = |row: &[f64]| dot(row, mean);
            let mut centre = [0.0; WIDEST];
            centre
                .iter_mut()
                .zip(shares.iter().zip(&*mean))
                .for_each(|(to, (share, mean))| *to = share * mean);
            let spread = square - of_mean(&centre[..width]);
            let many = members * weight;
            for (at, other) in others.iter().enumerate() {
                let other = *other as usize;
                made.information.add(other, other, many * spread);
                for second in &others[..at] {
                    made.information.add(other, *second as usize, many * spread);
                }
            }
            for step in (0..steps).rev() {
                above += sums[step];
                let row = &weighted[step][..width];
                let joint = step as f64 * sums[step] + above - of_mean(row);
                for other in others {
                    made.information.add(first + step, *other as usize, many * joint);
                }
                for before in 0..=step {
                    let pair = sums[step] - dot(row, &rows[(before + 1) * width..][..width]);
                    made.information.add(first + step, first + before, many * pair);
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
        let mut row = [0.0; WIDEST];
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
