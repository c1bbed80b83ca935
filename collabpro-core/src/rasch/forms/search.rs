//! The search for the highest likelihood of a model of forms, by Newton's method.

use super::likelihood::{At, at, image, products};
use super::shape::{Columns, Shape};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rasch::RaschState;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::climb::climb;
use crate::rasch::likelihood::joint::{BEYOND, DECREMENT, MOST, RESIDUAL, STILL};
use crate::rasch::likelihood::linear::{Factor, dot};

/// Steps with the expected information before the observed one is trusted.
const EARLY: u32 = 2;

/// Where the search ended.
pub(super) struct Top {
    pub(super) free: Vec<f64>,
    pub(super) parameters: Vec<f64>,
    pub(super) cells: Vec<f64>,
    pub(super) at: At,
    pub(super) tangent: Columns,
    /// The covariance of the free coordinates, by rows.
    pub(super) covariance: Vec<f64>,
    pub(super) state: RaschState,
    pub(super) iterations: u32,
    pub(super) residual: f64,
    pub(super) decrement: f64,
}

/// What is known at a place of the search.
struct Here {
    free: Vec<f64>,
    parameters: Vec<f64>,
    cells: Vec<f64>,
    at: At,
}

fn here(patterns: &Patterns, shape: &Shape, free: Vec<f64>) -> Here {
    let parameters = shape.parameters(&free);
    let cells = shape.cells(&parameters);
    let at = at(patterns, &cells);
    Here { free, parameters, cells, at }
}

/// The information of the free coordinates: the observed one, or one that cannot bend the wrong way.
fn information(shape: &Shape, here: &Here, tangent: &Columns, is_observed: bool) -> Factor {
    let size = here.at.slope.len();
    let mut cells = products(tangent, &image(&here.at.information, tangent, size), size);
    if is_observed {
        shape.bend(&mut cells, &here.at.slope);
    }
    Factor::of(cells, shape.size)
}

/// Whether the data tell all terms of a model apart, as seen from a place.
pub(super) fn is_told_apart(patterns: &Patterns, shape: &Shape, from: &[f64]) -> bool {
    let here = here(patterns, shape, from.to_vec());
    information(shape, &here, &shape.tangent(&here.parameters), false).free() == 0
}

/// Climbs from a place.
pub(super) fn search(
    patterns: &Patterns,
    shape: &Shape,
    from: Vec<f64>,
    watch: &mut dyn Watch,
) -> Result<Top> {
    let mut is_observed = false;
    let mut here = here(patterns, shape, from);
    let (mut iterations, mut was_done) = (0, false);
    loop {
        ask(watch, u64::from(iterations), None)?;
        let tangent = shape.tangent(&here.parameters);
        let mut factor = information(shape, &here, &tangent, is_observed);
        if factor.free() > 0 && is_observed {
            // Far from the top the likelihood may bend the other way.
            is_observed = false;
            factor = information(shape, &here, &tangent, is_observed);
        }
        let slope = products(&tangent, &here.at.slope, here.at.slope.len());
        let mut step = slope.clone();
        factor.solve(&mut step);
        let decrement = 0.5 * dot(&slope, &step);
        let furthest = step.iter().fold(0.0, |most: f64, by| most.max(by.abs()));
        let residual = residual(patterns, &tangent, &slope);
        let is_done = is_observed && residual < RESIDUAL && decrement < DECREMENT && furthest < STILL;
        let is_lost = !furthest.is_finite() || factor.free() > 0;
        let state = match () {
            () if is_lost || here.parameters.iter().any(|own| own.abs() > BEYOND) => RaschState::Diverged,
            () if is_done && was_done => RaschState::Converged,
            () if iterations == MOST => RaschState::Limit,
            () => {
                is_observed = iterations + 1 >= EARLY;
                here = climbed(patterns, shape, &here, &step);
                was_done = is_done;
                iterations += 1;
                continue;
            }
        };
        let Here { free, parameters, cells, at } = here;
        let covariance = factor.inverse();
        return Ok(Top {
            free,
            parameters,
            cells,
            at,
            tangent,
            covariance,
            state,
            iterations,
            residual,
            decrement,
        });
    }
}

/// As far along a step as the likelihood does not fall.
fn climbed(patterns: &Patterns, shape: &Shape, from: &Here, step: &[f64]) -> Here {
    let furthest = step.iter().fold(0.0, |most: f64, by| most.max(by.abs()));
    climb(from.at.log_likelihood, furthest, |far| {
        let next = from.free.iter().zip(step).map(|(from, by)| from + far * by).collect();
        let there = here(patterns, shape, next);
        (there.at.log_likelihood, there)
    })
}

/// The largest slope as a part of the ratings that it is of.
fn residual(patterns: &Patterns, tangent: &Columns, slope: &[f64]) -> f64 {
    let count = |column: &Vec<(u32, f64)>| -> f64 {
        let of = |(at, value): &(u32, f64)| patterns.count.get(*at as usize).map(|count| value.abs() * count);
        column.iter().filter_map(of).sum()
    };
    let parts = tangent.iter().zip(slope).map(|(column, slope)| (count(column), slope.abs()));
    parts.filter(|(count, _)| *count > 0.0).map(|(count, slope)| slope / count).fold(0.0, f64::max)
}
