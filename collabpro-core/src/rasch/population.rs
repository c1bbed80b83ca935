//! The search for the highest marginal likelihood, and what it says of the units.

use super::RaschState;
use super::alone::{Met, Target, alone};
use super::hermite::hermite;
use super::information::Point;
use super::joint::{BEYOND, DECREMENT, FURTHEST, MOST, RESIDUAL, STILL, start};
use super::linear::{Factor, dot};
use super::marginal::{Integrated, Normal, integrated};
use super::patterns::{NONE, Patterns};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};

/// Steps that take the units for known before the observed information is trusted: they rise from anywhere (Lange 1995, Journal of
/// the Royal Statistical Society B 57:425-437).
const EARLY: u32 = 2;

/// A standard deviation of units that has come down to this part of a logit is going to 0.
const NO_SPREAD: f64 = 1e-4;

/// The estimates, and how they were come by.
#[derive(Debug)]
pub(super) struct Population {
    /// The other parameters, with the weighted likelihood estimates of the classes of units beside them.
    pub(super) point: Point,
    pub(super) normal: Normal,
    /// For each class of units the mean of where they can lie and its standard deviation.
    pub(super) units: Vec<[f64; 2]>,
    /// The inverse information of the parameters, the mean and the logarithm of the standard deviation last; and the information of
    /// each by itself.
    pub(super) inverse: Vec<f64>,
    pub(super) alone: Vec<f64>,
    pub(super) state: RaschState,
    pub(super) iterations: u32,
    pub(super) residual: f64,
    pub(super) decrement: f64,
    pub(super) log_likelihood: f64,
}

/// Searches.
pub(super) fn population(patterns: &Patterns, watch: &mut dyn Watch) -> Result<Population> {
    let pins = pins(patterns);
    let nodes = hermite();
    let size = patterns.parameters + 2;
    let Point { units, others } = start(patterns);
    let members: f64 = patterns.members.iter().sum();
    let mean = dot(&patterns.members, &units) / members;
    let squares: Vec<f64> = units.iter().map(|unit| (unit - mean) * (unit - mean)).collect();
    let variance = (dot(&patterns.members, &squares) / members).max(0.1);
    let mut normal = Normal { others, mean, log_deviation: 0.5 * libm::log(variance) };
    let mut iterations = 0;
    let mut is_observed = false;
    let mut at = integrated(patterns, &normal, &units, &nodes, is_observed);
    let mut was_done = false;
    loop {
        ask(watch, u64::from(iterations), None)?;
        let mut factor = Factor::of(pinned(&at.information, &pins, size), size);
        if factor.free() > pins.len() && is_observed {
            // Far from the top the likelihood may bend the other way.
            at = integrated(patterns, &normal, &at.modes, &nodes, false);
            factor = Factor::of(pinned(&at.information, &pins, size), size);
            is_observed = false;
        }
        let mut step = at.slope.clone();
        factor.solve(&mut step);
        let decrement = 0.5 * dot(&at.slope, &step);
        let furthest = step.iter().fold(0.0, |most: f64, by| most.max(by.abs()));
        let residual = residual(patterns, &at, &pins);
        let is_done = is_observed && residual < RESIDUAL && decrement < DECREMENT && furthest < STILL;
        let beyond = normal.others.iter().any(|measure| measure.abs() > BEYOND);
        let state = match () {
            () if normal.log_deviation < libm::log(NO_SPREAD) => RaschState::NoSpread,
            () if beyond || !furthest.is_finite() => RaschState::Diverged,
            () if is_done && was_done => RaschState::Converged,
            () if iterations == MOST => RaschState::Limit,
            () => {
                is_observed = iterations + 1 >= EARLY;
                (normal, at) = climbed(patterns, (&normal, &at), &step, furthest, &nodes, is_observed);
                was_done = is_done;
                iterations += 1;
                continue;
            }
        };
        let alone = (0..size).map(|place| at.information[place * size + place]).collect();
        let inverse = if state == RaschState::Converged { factor.inverse() } else { Vec::new() };
        return Ok(Population {
            point: Point { units: weighted(patterns, &normal.others), others: normal.others.clone() },
            normal,
            units: at.units,
            inverse,
            alone,
            state,
            iterations,
            residual,
            decrement,
            log_likelihood: at.log_likelihood,
        });
    }
}

/// As far along a step as the likelihood does not fall.
fn climbed(
    patterns: &Patterns,
    (from, at): (&Normal, &Integrated),
    step: &[f64],
    furthest: f64,
    nodes: &[[f64; 2]],
    is_observed: bool,
) -> (Normal, Integrated) {
    let (others, own) = step.split_at(patterns.parameters);
    let mut far = if furthest > FURTHEST { FURTHEST / furthest } else { 1.0 };
    loop {
        let next = Normal {
            others: from.others.iter().zip(others).map(|(from, by)| from + far * by).collect(),
            mean: from.mean + far * own[0],
            log_deviation: from.log_deviation + far * own[1],
        };
        let there = integrated(patterns, &next, &at.modes, nodes, is_observed);
        if there.log_likelihood >= at.log_likelihood - 1e-12 * at.log_likelihood.abs() || far < 1e-6 {
            return (next, there);
        }
        far *= 0.5;
    }
}

/// A parameter of each facet and of each set of thresholds that keeps the origin. Quadrature is not so exact that their directions would
/// show as nothing at all.
fn pins(patterns: &Patterns) -> Vec<usize> {
    let facets = patterns
        .place
        .iter()
        .filter_map(|places| places.iter().copied().filter(|place| *place != NONE).max());
    let sets = patterns.steps.windows(2).filter(|pair| pair[0] < pair[1]).map(|pair| pair[1] - 1);
    facets.map(|place| place as usize).chain(sets).collect()
}

/// The information without these.
fn pinned(information: &[f64], pins: &[usize], size: usize) -> Vec<f64> {
    let mut cells = information.to_vec();
    for pin in pins {
        cells[pin * size..][..size].fill(0.0);
        (0..size).for_each(|row| cells[row * size + pin] = 0.0);
    }
    cells
}

/// The largest residual of a parameter beside units, as a part of its ratings.
fn residual(patterns: &Patterns, at: &Integrated, pins: &[usize]) -> f64 {
    let parts = at.slope.iter().zip(&patterns.count).enumerate();
    let parts = parts.filter(|(place, _)| !pins.contains(place));
    parts.map(|(_, (slope, count))| slope.abs() / count).fold(0.0, f64::max)
}

/// The weighted likelihood estimate of each class of units, all others known.
fn weighted(patterns: &Patterns, others: &[f64]) -> Vec<f64> {
    let steps: Vec<Vec<f64>> = patterns
        .steps
        .windows(2)
        .map(|pair| others[pair[0]..pair[1]].iter().map(|step| libm::exp(*step)).collect())
        .collect();
    let of_class = |class: usize| {
        let met = (patterns.starts[class]..patterns.starts[class + 1]).map(|cell| Met {
            others: patterns.others[cell * patterns.width..][..patterns.width]
                .iter()
                .map(|other| others[*other as usize])
                .sum(),
            group: patterns.group[cell] as usize,
            weight: patterns.weight[cell],
        });
        let met: Vec<Met> = met.collect();
        alone(&met, Target::Warm(patterns.score[class]), &steps).map_or(0.0, |[measure, _]| measure)
    };
    (0..patterns.classes()).map(of_class).collect()
}
