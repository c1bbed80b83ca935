//! The search for the highest marginal likelihood, and what it says of the units.

use super::hermite::{FEW, NODES, hermite};
use super::marginal::{Integrated, Sight};
use super::solver::Solver;
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rasch::RaschState;
use crate::rasch::design::cells::Form;
use crate::rasch::design::drawn_from::{DrawnFrom, Normal};
use crate::rasch::design::patterns::{NONE, Patterns};
use crate::rasch::likelihood::climb::climb;
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::information::Point;
use crate::rasch::likelihood::joint::{BEYOND, DECREMENT, MOST, RESIDUAL, STILL, start};
use crate::rasch::likelihood::linear::dot;

/// Steps that take the units for known before the observed information is trusted: they rise from anywhere (Lange 1995, Journal of
/// the Royal Statistical Society B 57:425-437).
const EARLY: u32 = 2;

/// By so much the log-likelihood can still rise where few nodes have shown the way and all are needed.
const NEAR: f64 = 0.01;

/// A standard deviation of units that has come down to this part of a logit is going to 0.
const NO_SPREAD: f64 = 1e-4;

/// The estimates, and how they were come by.
#[derive(Debug)]
pub(in crate::rasch) struct Population {
    pub(in crate::rasch) normal: Normal,
    pub(in crate::rasch) at: Integrated,
    /// What is known of all parameters together, where it converged.
    pub(in crate::rasch) known: Option<Knowledge>,
    pub(in crate::rasch) state: RaschState,
    pub(in crate::rasch) iterations: u32,
    pub(in crate::rasch) residual: f64,
    pub(in crate::rasch) decrement: f64,
}

/// The inverse information of the parameters, the terms of the mean and the logarithms of the standard deviations last.
#[derive(Debug)]
pub(in crate::rasch) struct Knowledge {
    solver: Solver,
    size: usize,
    /// A linear function that is held, and the inverse times it, over the root of what it would vary by.
    held: Option<Vec<f64>>,
}

impl Knowledge {
    /// It times a linear function of the first parameters.
    pub(in crate::rasch) fn image(&self, function: &[f64]) -> Option<Vec<f64>> {
        let mut whole = function.to_vec();
        whole.resize(self.size, 0.0);
        let mut image = self.solver.solve(&whole)?;
        if let Some(held) = &self.held {
            let by = dot(held, &whole);
            image.iter_mut().zip(held).for_each(|(value, held)| *value -= by * held);
        }
        image.truncate(function.len());
        Some(image)
    }

    /// The variance of a linear function of the parameters.
    pub(in crate::rasch) fn variance(&self, function: &[f64]) -> Option<f64> {
        self.image(function).map(|image| dot(&image, function).max(0.0))
    }

    /// Of the first parameters alone, by rows, where there are not too many.
    pub(in crate::rasch) fn first(&self, count: usize) -> Option<Vec<f64>> {
        let whole = self.whole()?;
        Some((0..count).flat_map(|row| &whole[row * self.size..][..count]).copied().collect())
    }

    /// All of it by rows, where there are not too many parameters.
    pub(in crate::rasch) fn whole(&self) -> Option<Vec<f64>> {
        let mut cells = self.solver.inverse()?;
        if let Some(held) = &self.held {
            for (row, one) in cells.chunks_exact_mut(held.len()).zip(held) {
                row.iter_mut().zip(held).for_each(|(cell, other)| *cell -= one * other);
            }
        }
        Some(cells)
    }
}

/// A step that brings so small a part of what it promised is none.
const SMALL: f64 = 0.01;

/// What is searched for, and what stays where it is.
struct Search<'a> {
    patterns: &'a Patterns,
    from: &'a DrawnFrom,
    /// What the means of the others add up to, which the units take over when these become 0.
    origin: &'a [f64],
    /// What is known of the others.
    held: &'a Held,
    pins: Vec<usize>,
    size: usize,
}

/// Which way is up.
struct Way {
    step: Vec<f64>,
    /// The slope, without what the held function keeps.
    slope: Vec<f64>,
    knowledge: Knowledge,
}

impl Search<'_> {
    /// Where it begins, with where units are looked for.
    fn start(&self) -> (Normal, Vec<f64>) {
        let mut point = start(self.patterns);
        self.held.settle(self.patterns, &mut point);
        let Point { units, others } = point;
        let members: f64 = self.patterns.members.iter().sum();
        let mean = dot(&self.patterns.members, &units) / members;
        let squares: Vec<f64> = units.iter().map(|unit| (unit - mean) * (unit - mean)).collect();
        let variance = (dot(&self.patterns.members, &squares) / members).max(0.1);
        let log_deviation = self.from.deviation.map_or(0.5 * libm::log(variance), libm::log);
        let mut terms = vec![0.0; self.from.width()];
        terms[0] = self.from.mean.map_or(mean, |mean| mean - dot(self.origin, &others));
        (Normal { others, terms, log_deviations: vec![log_deviation; self.from.deviations()] }, units)
    }

    /// The mean of the population, where that is fixed.
    fn fixed_mean(&self) -> Option<Vec<f64>> {
        self.from.mean.map(|_| {
            let mut held = self.origin.to_vec();
            held.resize(self.size, 0.0);
            held[self.patterns.parameters] = 1.0;
            held
        })
    }

    /// The step of Newton; nothing where the likelihood bends the other way.
    fn way(&self, at: &Integrated) -> Option<Way> {
        let solver = Solver::new(&at.information, &self.pins, self.held)?;
        let mut slope = at.slope.clone();
        let mut step = solver.solve(&slope)?;
        let Some(held) = self.fixed_mean() else {
            return Some(Way { step, slope, knowledge: Knowledge { solver, size: self.size, held: None } });
        };
        let mut image = solver.solve(&held)?;
        let own = dot(&held, &image);
        let by = dot(&held, &step) / own;
        for (at, value) in step.iter_mut().enumerate() {
            *value -= by * image[at];
            slope[at] -= by * held[at];
        }
        image.iter_mut().for_each(|value| *value /= own.sqrt());
        Some(Way { step, slope, knowledge: Knowledge { solver, size: self.size, held: Some(image) } })
    }

    /// As far along a step as the likelihood does not fall.
    fn climbed(
        &self,
        sight: Sight<'_>,
        from: &Normal,
        at: &Integrated,
        step: &[f64],
    ) -> (Normal, Integrated) {
        let list = from.list();
        climb(at.log_likelihood, furthest(step), |far| {
            let next: Vec<f64> = list.iter().zip(step).map(|(from, by)| from + far * by).collect();
            let next = from.from(&next);
            let there = sight.integrated(&next, &at.modes);
            (there.log_likelihood, (next, there))
        })
    }

    /// The largest residual of a parameter beside units, as a part of its ratings.
    fn residual(&self, slope: &[f64]) -> f64 {
        let mut slope = slope.to_vec();
        self.held.project(&mut slope);
        let parts = slope.iter().zip(&self.patterns.count).enumerate();
        let parts = parts.filter(|(place, _)| !self.pins.contains(place));
        parts.map(|(_, (slope, count))| slope.abs() / count).fold(0.0, f64::max)
    }
}

fn furthest(step: &[f64]) -> f64 {
    let is_finite = step.iter().all(|by| by.is_finite());
    if is_finite { step.iter().fold(0.0, |most: f64, by| most.max(by.abs())) } else { f64::INFINITY }
}

/// Searches.
pub(in crate::rasch) fn population(
    patterns: &Patterns,
    from: &DrawnFrom,
    origin: &[f64],
    (form, held): (&Form, &Held),
    watch: &mut dyn Watch,
) -> Result<Population> {
    let size = patterns.parameters + from.width() + from.deviations();
    let search = Search { patterns, from, origin, held, pins: pins(patterns, from, (form, held)), size };
    let (few, all) = (hermite(FEW), hermite(NODES));
    let (mut normal, units) = search.start();
    let mut sight = Sight { patterns, from, nodes: &few, is_observed: false };
    let mut at = sight.integrated(&normal, &units);
    let mut iterations = 0;
    let mut was_done = false;
    loop {
        ask(watch, u64::from(iterations), None)?;
        let mut way = search.way(&at);
        if way.is_none() && sight.is_observed {
            // Far from the top the likelihood may bend the other way.
            sight.is_observed = false;
            at = sight.integrated(&normal, &at.modes);
            way = search.way(&at);
        }
        let decrement = way.as_ref().map_or(f64::INFINITY, |way| 0.5 * dot(&way.slope, &way.step));
        if sight.nodes.len() < NODES && decrement < NEAR {
            sight = Sight { nodes: &all, is_observed: true, ..sight };
            at = sight.integrated(&normal, &at.modes);
            continue;
        }
        let furthest = way.as_ref().map_or(f64::INFINITY, |way| furthest(&way.step));
        let residual = way.as_ref().map_or(f64::INFINITY, |way| search.residual(&way.slope));
        let is_done = sight.is_observed
            && sight.nodes.len() == NODES
            && residual < RESIDUAL
            && decrement < DECREMENT
            && furthest < STILL;
        let beyond = normal.others.iter().any(|measure| measure.abs() > BEYOND);
        let is_flat = |log: &f64| *log < libm::log(NO_SPREAD);
        let state = match &way {
            _ if from.deviation.is_none() && normal.log_deviations.iter().any(is_flat) => {
                RaschState::NoSpread
            }
            Some(way) if !beyond && furthest.is_finite() => match () {
                () if is_done && was_done => RaschState::Converged,
                () if iterations == MOST => RaschState::Limit,
                () => {
                    sight.is_observed = iterations + 1 >= EARLY;
                    let before = at.log_likelihood;
                    (normal, at) = search.climbed(sight, &normal, &at, &way.step);
                    // A likelihood by few nodes may fall where its slope says that it rises.
                    if sight.nodes.len() < NODES && at.log_likelihood - before < SMALL * decrement {
                        sight.nodes = &all;
                        at = sight.integrated(&normal, &at.modes);
                    }
                    was_done = is_done;
                    iterations += 1;
                    continue;
                }
            },
            _ => RaschState::Diverged,
        };
        let known = way.map(|way| way.knowledge).filter(|_| state == RaschState::Converged);
        return Ok(Population { normal, at, known, state, iterations, residual, decrement });
    }
}

/// Parameters that stay where they are: those that keep origins, and the deviations where they are fixed.
fn pins(patterns: &Patterns, from: &DrawnFrom, (form, held): (&Form, &Held)) -> Vec<usize> {
    let first = patterns.parameters + from.width();
    let deviations = (0..from.deviations()).filter(|_| from.deviation.is_some()).map(|at| first + at);
    let origins = match held.is_empty() {
        true => origin_pins(patterns),
        // Anchors say where their facets lie, and every set is known or keeps its sum.
        false => facet_pins(patterns, |facet| !form.anchored[facet]),
    };
    origins.into_iter().chain(deviations).collect()
}

/// A parameter of each facet and of each set of thresholds, which keeps the origin: what is summed over categories is not so exact that
/// their directions would show as nothing at all.
pub(in crate::rasch) fn origin_pins(patterns: &Patterns) -> Vec<usize> {
    let sets = patterns.steps.windows(2).filter(|pair| pair[0] < pair[1]).map(|pair| pair[1] - 1);
    facet_pins(patterns, |_| true).into_iter().chain(sets).collect()
}

fn facet_pins(patterns: &Patterns, is_free: impl Fn(usize) -> bool) -> Vec<usize> {
    let facets = patterns.place.iter().enumerate().filter(|(facet, _)| is_free(*facet));
    let last = |places: &Vec<u32>| places.iter().copied().filter(|place| *place != NONE).max();
    facets.filter_map(|(_, places)| last(places)).map(|place| place as usize).collect()
}
