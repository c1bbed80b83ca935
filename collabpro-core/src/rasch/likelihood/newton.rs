//! One step of Newton for all parameters at once: units are eliminated, since no rating is of two of them.

use super::held::{Held, Shared};
use super::information::{Information, Point};
use super::linear::{Factor, NO_PIVOT, dot};
use crate::rasch::design::patterns::Patterns;

/// Up to so many parameters beside units the system is solved as it stands, beyond by conjugate gradients.
pub(in crate::rasch) const DENSE: usize = 300;

/// Up to so many it is solved as it stands where conjugate gradients would take too long, and inverted.
pub(in crate::rasch) const MOST_DENSE: usize = 2_000;

/// Iterations of conjugate gradients that are too many where the system can be solved as it stands, and at all.
const SLOW: usize = 300;
const MOST: usize = 10_000;

/// Conjugate gradients end when what is left is so small a part.
const LEFT: f64 = 1e-8;

/// A slope that is so small a part of the ratings is rounding: to follow it along a direction that changes nothing leads anywhere.
const ROUNDING: f64 = 1e-13;

/// Which way is up, and how far: the step, and the slope along it, which is the squared Newton decrement.
pub(in crate::rasch) struct Step {
    pub(in crate::rasch) by: Point,
    pub(in crate::rasch) decrement: f64,
    /// How many directions changed nothing, where that is known.
    pub(in crate::rasch) free: Option<usize>,
}

/// The step from a point.
pub(in crate::rasch) fn step(patterns: &Patterns, at: &Information, held: &Held) -> Step {
    let shared = held.shared(patterns, at);
    let (others, free) = solved(patterns, at, held, &shared, right(patterns, at, held, &shared));
    let pushes: Vec<f64> = shared.iter().map(|shared| shared.push(&others)).collect();
    let units = (0..patterns.classes()).map(|class| {
        if held.is_fixed_unit(class) {
            return 0.0;
        }
        let (places, values) = at.crossed.of(class);
        let moved: f64 =
            places.iter().zip(values).map(|(place, value)| others[*place as usize] * value).sum();
        let push = held.group_of(class).map_or(0.0, |group| pushes[group]);
        (at.unit_slope[class] - moved - push) / at.units[class]
    });
    let by = Point { units: units.collect(), others };
    let of_units: f64 = (0..patterns.classes())
        .map(|class| patterns.members[class] * at.unit_slope[class] * by.units[class])
        .sum();
    let decrement = of_units + dot(&at.slope, &by.others);
    Step { by, decrement, free }
}

/// The slope of the parameters beside units where those are eliminated.
pub(in crate::rasch) fn right(
    patterns: &Patterns,
    at: &Information,
    held: &Held,
    shared: &[Shared],
) -> Vec<f64> {
    let mut right = at.slope.clone();
    for class in (0..patterns.classes()).filter(|class| !held.is_fixed_unit(*class)) {
        let (places, values) = at.crossed.of(class);
        let part = patterns.members[class] * at.unit_slope[class] / at.units[class];
        places.iter().zip(values).for_each(|(place, value)| right[*place as usize] -= part * value);
    }
    shared.iter().for_each(|shared| shared.add_to(&mut right));
    right
}

fn solved(
    patterns: &Patterns,
    at: &Information,
    held: &Held,
    shared: &[Shared],
    right: Vec<f64>,
) -> (Vec<f64>, Option<usize>) {
    let size = patterns.parameters;
    if size > DENSE {
        let most = if size > MOST_DENSE { MOST } else { SLOW };
        // What so small slopes could bring.
        let least = ROUNDING * ROUNDING * patterns.count.iter().sum::<f64>();
        let (found, is_done) = conjugate(patterns, at, held, shared, &right, (most, least));
        if is_done || size > MOST_DENSE {
            return (found, None);
        }
    }
    let mut solution = right;
    let mut cells = reduced(patterns, at, held, shared);
    held.take_out(&mut cells, size);
    held.take_out_of(&mut solution);
    let factor = Factor::of(cells, size);
    factor.solve(&mut solution);
    held.put_back(&mut solution);
    (solution, Some(factor.free()))
}

/// The information of the parameters beside units where those are eliminated, by rows; the lower triangle counts.
pub(in crate::rasch) fn reduced(
    patterns: &Patterns,
    at: &Information,
    held: &Held,
    shared: &[Shared],
) -> Vec<f64> {
    let size = patterns.parameters;
    let wide = patterns.wide;
    let mut cells = vec![0.0; size * size];
    for (place, value) in at.wide.iter().enumerate() {
        cells[place * size + place] = *value;
    }
    for narrow in 0..at.size {
        let row = &mut cells[(wide + narrow) * size..][..size];
        for (place, cell) in row[..wide].iter_mut().enumerate() {
            *cell = at.across[place * at.size + narrow];
        }
        row[wide..=wide + narrow].copy_from_slice(&at.narrow[narrow * at.size..][..=narrow]);
    }
    for class in (0..patterns.classes()).filter(|class| !held.is_fixed_unit(*class)) {
        let (places, values) = at.crossed.of(class);
        let part = patterns.members[class] / at.units[class];
        for (place, value) in places.iter().zip(values) {
            let row = &mut cells[*place as usize * size..][..=*place as usize];
            let value = part * value;
            for (other, second) in places.iter().zip(values) {
                if let Some(cell) = row.get_mut(*other as usize) {
                    *cell -= value * second;
                }
            }
        }
    }
    for place in 0..size {
        left(&mut cells[place * size + place], whole(at, place));
    }
    shared.iter().for_each(|shared| shared.inform(&mut cells, size));
    cells
}

/// What is known of a parameter where all others are.
fn whole(at: &Information, place: usize) -> f64 {
    match place.checked_sub(at.wide.len()) {
        None => at.wide[place],
        Some(narrow) => at.narrow[narrow * at.size + narrow],
    }
}

/// What units leave of the information of a parameter is nothing where it is no more than rounding: with two categories units take all
/// that is known of the only step, and a step divided by the rest would go anywhere.
fn left(information: &mut f64, whole: f64) {
    if *information <= NO_PIVOT * whole {
        *information = 0.0;
    }
}

/// Adds the product of a vector with itself to a symmetric matrix, of which the lower triangle counts.
pub(super) fn add_outer(cells: &mut [f64], size: usize, own: &[f64], factor: f64) {
    for (row, value) in own.iter().enumerate().filter(|(_, value)| **value != 0.0) {
        let cells = &mut cells[row * size..][..=row];
        cells.iter_mut().zip(own).for_each(|(cell, other)| *cell += factor * value * other);
    }
}

/// Conjugate gradients, made easier by the diagonal of the wide facet and the whole of the narrow rest; and whether they
/// ended. So many steps are made at most, and no more where the rest could bring less than `least`.
pub(in crate::rasch) fn conjugate(
    patterns: &Patterns,
    at: &Information,
    held: &Held,
    shared: &[Shared],
    right: &[f64],
    (most, least): (usize, f64),
) -> (Vec<f64>, bool) {
    let wide = patterns.wide;
    let mut diagonal = at.wide.clone();
    let mut narrow = at.narrow.clone();
    for class in (0..patterns.classes()).filter(|class| !held.is_fixed_unit(*class)) {
        let (places, values) = at.crossed.of(class);
        let part = patterns.members[class] / at.units[class];
        for (place, value) in places.iter().zip(values) {
            let Some(row) = (*place as usize).checked_sub(wide) else {
                diagonal[*place as usize] -= part * value * value;
                continue;
            };
            for (other, second) in places.iter().zip(values) {
                if let Some(column) = (*other as usize).checked_sub(wide).filter(|column| *column <= row) {
                    narrow[row * at.size + column] -= part * value * second;
                }
            }
        }
    }
    diagonal.iter_mut().zip(&at.wide).for_each(|(own, of)| left(own, *of));
    for place in 0..at.size {
        left(&mut narrow[place * at.size + place], whole(at, wide + place));
    }
    let narrow = Factor::of(narrow, at.size);
    let eased = |left: &[f64]| {
        let mut eased = left.to_vec();
        let (head, tail) = eased.split_at_mut(wide);
        // A parameter that only units tell of keeps the origin.
        head.iter_mut().zip(&diagonal).for_each(|(value, own)| {
            *value = if *own > 0.0 { *value / own } else { 0.0 };
        });
        narrow.solve(tail);
        held.project(&mut eased);
        eased
    };
    let mut solution = vec![0.0; right.len()];
    let mut left = right.to_vec();
    held.project(&mut left);
    let mut ease = eased(&left);
    let mut way = ease.clone();
    let mut size = dot(&left, &ease);
    let enough = (size * LEFT * LEFT).max(least);
    for _ in 0..most {
        if size <= enough || size <= 0.0 {
            return (solution, true);
        }
        let mut image = product(patterns, at, held, &way);
        shared.iter().for_each(|shared| shared.image(&way, &mut image));
        held.project(&mut image);
        let curve = dot(&way, &image);
        if curve <= 0.0 {
            return (solution, false);
        }
        let far = size / curve;
        solution.iter_mut().zip(&way).for_each(|(value, way)| *value += far * way);
        left.iter_mut().zip(&image).for_each(|(value, image)| *value -= far * image);
        ease = eased(&left);
        let next = dot(&left, &ease);
        let keep = next / size;
        size = next;
        way.iter_mut().zip(&ease).for_each(|(way, ease)| *way = ease + keep * *way);
    }
    (solution, false)
}

/// The reduced information times a vector.
pub(in crate::rasch) fn product(patterns: &Patterns, at: &Information, held: &Held, x: &[f64]) -> Vec<f64> {
    let (head, tail) = x.split_at(patterns.wide);
    let mut made = vec![0.0; x.len()];
    let (top, bottom) = made.split_at_mut(patterns.wide);
    for (place, value) in head.iter().enumerate() {
        let row = &at.across[place * at.size..][..at.size];
        top[place] = at.wide[place] * value + dot(row, tail);
        bottom.iter_mut().zip(row).for_each(|(to, across)| *to += across * value);
    }
    for (row, value) in tail.iter().enumerate() {
        let own = &at.narrow[row * at.size..][..=row];
        bottom[row] += dot(own, &tail[..=row]);
        bottom[..row].iter_mut().zip(own).for_each(|(to, cell)| *to += cell * value);
    }
    for class in (0..patterns.classes()).filter(|class| !held.is_fixed_unit(*class)) {
        let (places, values) = at.crossed.of(class);
        let seen: f64 = places.iter().zip(values).map(|(place, value)| x[*place as usize] * value).sum();
        let part = patterns.members[class] * seen / at.units[class];
        places.iter().zip(values).for_each(|(place, value)| made[*place as usize] -= part * value);
    }
    made
}
