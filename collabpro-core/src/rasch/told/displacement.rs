//! How far an anchored element would move if it were estimated while all other anchors stayed: one step of Newton from the anchor.

use crate::rasch::design::patterns::{NONE, Patterns};
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::information::Information;
use crate::rasch::likelihood::linear::dot;
use crate::rasch::likelihood::newton::{reduced, right};
use crate::rasch::population::marginal::Integrated;

/// So small a part of the information that an element has alone is none: the others go where it goes.
const NOTHING: f64 = 1e-9;

/// By facet and element how far each anchor would move, and the standard error of that.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Displaced {
    of: Vec<Vec<Option<[f64; 2]>>>,
}

impl Displaced {
    pub(in crate::rasch) fn of(&self, facet: usize, code: usize) -> Option<[f64; 2]> {
        *self.of.get(facet)?.get(code)?
    }

    /// By facet and element, from what is known of parameters and of classes of units.
    fn new(
        patterns: &Patterns,
        other: impl Fn(usize) -> Option<[f64; 2]>,
        unit: impl Fn(usize) -> Option<[f64; 2]>,
    ) -> Self {
        let place = |facet: usize, place: &u32| match *place {
            NONE => None,
            place if facet == patterns.unit => unit(place as usize),
            place => other(place as usize),
        };
        let of = patterns.place.iter().enumerate().map(|(facet, places)| {
            let places = if facet == patterns.unit { &patterns.class_of } else { places };
            places.iter().map(|own| place(facet, own)).collect()
        });
        Self { of: of.collect() }
    }
}

/// A step of what has this slope, this information alone, and these products with others, whose inverse information is known.
fn step(slope: f64, alone: f64, crossed: &[f64], inverse: &[f64]) -> Option<[f64; 2]> {
    let size = crossed.len();
    let there = crossed.iter().enumerate().filter(|(_, value)| **value != 0.0);
    let lost: f64 = there.map(|(row, value)| value * dot(&inverse[row * size..][..size], crossed)).sum();
    let information = alone - lost;
    (information > NOTHING * alone).then(|| [slope / information, 1.0 / information.sqrt()])
}

/// Of parameters beside units whose whole information this is.
fn of_parameter(
    (cells, slope): (&[f64], &[f64]),
    inverse: &[f64],
    size: usize,
    place: usize,
) -> Option<[f64; 2]> {
    let at = |other: usize| cells[place.max(other) * size + place.min(other)];
    let crossed: Vec<f64> = (0..size).map(|other| if other == place { 0.0 } else { at(other) }).collect();
    step(slope[place], at(place), &crossed, inverse)
}

/// Nothing where no element is anchored.
pub(in crate::rasch) fn displaced(
    patterns: &Patterns,
    at: &Information,
    held: &Held,
    inverse: &[f64],
) -> Option<Displaced> {
    if held.is_empty() {
        return None;
    }
    let size = patterns.parameters;
    let shared = held.shared(patterns, at);
    let (cells, slope) = (reduced(patterns, at, held, &shared), right(patterns, at, held, &shared));
    let other = |place: usize| {
        held.is_fixed(place).then(|| of_parameter((&cells, &slope), inverse, size, place)).flatten()
    };
    let unit = |class: usize| {
        if !held.is_fixed_unit(class) {
            return None;
        }
        let mut crossed = vec![0.0; size];
        let (places, values) = at.crossed.of(class);
        places.iter().zip(values).for_each(|(place, value)| crossed[*place as usize] += value);
        step(at.unit_slope[class], at.units[class], &crossed, inverse)
    };
    Some(Displaced::new(patterns, other, unit))
}

/// The same where units are integrated out, by the inverse information of all parameters.
pub(in crate::rasch) fn displaced_beside(
    patterns: &Patterns,
    at: &Integrated,
    held: &Held,
    inverse: &[f64],
) -> Option<Displaced> {
    if held.is_empty() {
        return None;
    }
    let (cells, size) = (at.information.whole(), at.information.size);
    let other = |place: usize| {
        held.is_fixed(place).then(|| of_parameter((&cells, &at.slope), inverse, size, place)).flatten()
    };
    Some(Displaced::new(patterns, other, |_| None))
}
