//! Joint maximum likelihood.

use super::climb::climb;
use super::held::Held;
use super::information::{Information, Point, information};
use super::newton::step;
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rasch::RaschState;
use crate::rasch::design::patterns::Patterns;

/// Most steps.
pub(in crate::rasch) const MOST: u32 = 200;

/// A step that is longer is none of a search that has come to its end: where ratings are separated residuals vanish while
/// measures go on for ever.
pub(in crate::rasch) const STILL: f64 = 1e-5;

/// A measure beyond is on its way to infinity.
pub(in crate::rasch) const BEYOND: f64 = 60.0;

/// A residual of an element that is so small a part of its ratings is none.
pub(in crate::rasch) const RESIDUAL: f64 = 1e-8;

/// Half the squared Newton decrement that is none: by so much the log-likelihood could still rise.
pub(in crate::rasch) const DECREMENT: f64 = 1e-9;

/// One after which only the step is left to make: what is known there is known here.
const NOTHING: f64 = 1e-16;

/// The estimates, and how they were come by.
#[derive(Debug)]
pub(in crate::rasch) struct Joint {
    pub(in crate::rasch) point: Point,
    pub(in crate::rasch) at: Information,
    pub(in crate::rasch) state: RaschState,
    pub(in crate::rasch) iterations: u32,
    /// The largest residual of an element as a part of its ratings.
    pub(in crate::rasch) residual: f64,
    /// Half the squared Newton decrement.
    pub(in crate::rasch) decrement: f64,
}

/// Estimates everything at once; so many directions are free to begin with, those of origins.
pub(in crate::rasch) fn joint(
    patterns: &Patterns,
    held: &Held,
    ridge: f64,
    origins: usize,
    watch: &mut dyn Watch,
) -> Result<Joint> {
    let mut point = start(patterns);
    held.settle(patterns, &mut point);
    let mut at = information(patterns, &point, ridge);
    let mut iterations = 0;
    let mut was_done = false;
    loop {
        ask(watch, u64::from(iterations), None)?;
        let step = step(patterns, &at, held);
        let (residual, decrement) = (residual(patterns, &at, held), 0.5 * step.decrement);
        let furthest =
            step.by.units.iter().chain(&step.by.others).fold(0.0, |most: f64, by| most.max(by.abs()));
        let is_done = residual < RESIDUAL && decrement < DECREMENT && furthest < STILL;
        // A direction more in which nothing changes is one in which the likelihood has come to its upper end.
        let is_lost = !furthest.is_finite()
            || step.free.is_some_and(|free| free > origins)
            || point.units.iter().chain(&point.others).any(|measure| measure.abs() > BEYOND);
        let state = match () {
            () if is_lost => RaschState::Diverged,
            // One step more brings a search that has ended to the last digits.
            () if is_done && (was_done || decrement < NOTHING) => {
                point = point.moved(&step.by, 1.0);
                RaschState::Converged
            }
            () if iterations == MOST => RaschState::Limit,
            () => {
                (point, at) = climb(at.log_likelihood, furthest, |far| {
                    let next = point.moved(&step.by, far);
                    let there = information(patterns, &next, ridge);
                    (there.log_likelihood, (next, there))
                });
                was_done = is_done;
                iterations += 1;
                continue;
            }
        };
        return Ok(Joint { point, at, state, iterations, residual, decrement });
    }
}

impl Point {
    fn moved(&self, by: &Self, far: f64) -> Self {
        let moved =
            |from: &[f64], by: &[f64]| from.iter().zip(by).map(|(from, by)| from + far * by).collect();
        Self { units: moved(&self.units, &by.units), others: moved(&self.others, &by.others) }
    }
}

fn residual(patterns: &Patterns, at: &Information, held: &Held) -> f64 {
    let (mut of_units, mut of_others) = (at.unit_slope.clone(), at.slope.clone());
    held.project_units(patterns, &mut of_units);
    held.project(&mut of_others);
    let of_unit = |class: usize| {
        let weight: f64 = patterns.weight[patterns.starts[class]..patterns.starts[class + 1]].iter().sum();
        of_units[class].abs() / weight
    };
    let units = (0..patterns.classes()).map(of_unit).fold(0.0, f64::max);
    let others = of_others.iter().zip(&patterns.count).map(|(slope, count)| slope.abs() / count);
    others.fold(units, f64::max)
}

/// Where the search begins: each element at the logit of its mean rating, each step at that of its two categories.
pub(in crate::rasch) fn start(patterns: &Patterns) -> Point {
    let steps = |group: usize| (patterns.steps[group + 1] - patterns.steps[group]) as f64;
    let mut most = vec![0.0; patterns.steps[0]];
    let units = (0..patterns.classes()).map(|class| {
        let mut own = 0.0;
        for cell in patterns.starts[class]..patterns.starts[class + 1] {
            let full = patterns.weight[cell] * steps(patterns.group[cell] as usize);
            own += full;
            for other in &patterns.others[cell * patterns.width..][..patterns.width] {
                most[*other as usize] += patterns.members[class] * full;
            }
        }
        logit(patterns.score[class], own)
    });
    let units: Vec<f64> = units.collect();
    let all: f64 = patterns.members.iter().zip(&units).map(|(members, unit)| members * unit).sum::<f64>()
        / patterns.members.iter().sum::<f64>().max(1.0);
    let mut others: Vec<f64> =
        most.iter().zip(&patterns.observed).map(|(most, seen)| logit(*seen, *most) - all).collect();
    for pair in patterns.steps.windows(2) {
        let (from, end) = (pair[0], pair[1]);
        let above = |at: usize| if at < end { patterns.observed[at] } else { 0.0 };
        let below = |at: usize| if at > from { patterns.observed[at - 1] } else { patterns.count[at] };
        let steps = (from..end)
            .map(|at| libm::log((above(at) - above(at + 1) + 0.5) / (below(at) - above(at) + 0.5)));
        let steps: Vec<f64> = steps.collect();
        let mean = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
        others.extend(steps.iter().map(|step| step - mean));
    }
    Point { units, others }
}

fn logit(score: f64, most: f64) -> f64 {
    libm::log((score + 0.3) / (most - score + 0.3))
}
