//! Standard errors by the information of all parameters together.

use super::held::{Held, Shared};
use super::information::Information;
use super::linear::{Factor, dot};
use super::newton::{MOST_DENSE, reduced};
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::Active;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::design::subsets::Subsets;

/// Standard errors of measures and of thresholds.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Errors {
    /// By facet and element; 0 for what is not estimated.
    pub(in crate::rasch) of: Vec<Vec<f64>>,
    pub(in crate::rasch) steps: Vec<Vec<f64>>,
}

/// A linear function of the parameters: what units have in it, as the sum of their squared coefficients over their
/// information, and the coefficients of the others where units are eliminated.
struct Part {
    units: f64,
    others: Vec<f64>,
}

impl Part {
    fn add(&mut self, other: &Self) {
        self.units += other.units;
        self.others.iter_mut().zip(&other.others).for_each(|(to, from)| *to += from);
    }
}

/// What all functions of the parameters have from the inverse information.
struct Inverse<'a> {
    patterns: &'a Patterns,
    form: &'a Form,
    at: &'a Information,
    held: &'a Held,
    shared: Vec<Shared>,
    cells: &'a [f64],
}

impl Inverse<'_> {
    fn row(&self, place: usize) -> &[f64] {
        &self.cells[place * self.patterns.parameters..][..self.patterns.parameters]
    }

    /// The mean of a set of steps.
    fn steps(&self, group: usize) -> impl Iterator<Item = (u32, f64)> + use<> {
        let (from, end) = (self.patterns.steps[group], self.patterns.steps[group + 1]);
        (from..end).map(move |at| (at as u32, 1.0 / (end - from) as f64))
    }

    /// An element by itself: its own place, or what the others are to a unit, and its own steps, which are a part of where it
    /// stands.
    fn element(&self, facet: usize, code: usize) -> Vec<(u32, f64)> {
        let mut all = match self.information(facet, code) {
            Some(information) => {
                let (places, values) = self.at.crossed.of(self.patterns.class_of[code] as usize);
                places.iter().zip(values).map(|(place, value)| (*place, -value / information)).collect()
            }
            None => vec![(self.patterns.place[facet][code], 1.0)],
        };
        if let Some(set) = self.form.set_of(facet, code) {
            all.extend(self.steps(set));
        }
        all
    }

    /// The standard error of an element of a facet whose origin is held.
    fn of_held(&self, facet: usize, code: usize) -> f64 {
        let Some(information) = self.information(facet, code) else {
            return self
                .errors(&[], std::iter::once((self.element(facet, code), 0.0)))
                .first()
                .map_or(0.0, |own| *own);
        };
        let class = self.patterns.class_of[code] as usize;
        if self.held.is_fixed_unit(class) {
            return 0.0;
        }
        let mut places = self.element(facet, code);
        let mut own = 1.0 / information;
        if let Some(shared) = self.held.group_of(class).and_then(|group| self.shared.get(group)) {
            // The mean of the group stays: each unit moves against the others.
            own -= own * own / shared.spread;
            let crossed = shared.crossed.iter().enumerate();
            places
                .extend(crossed.map(|(place, value)| (place as u32, value / (shared.spread * information))));
        }
        self.errors(&[], std::iter::once((places, own))).first().map_or(0.0, |own| *own)
    }

    /// The information of a unit by itself; nothing for an element of another facet.
    fn information(&self, facet: usize, code: usize) -> Option<f64> {
        (facet == self.patterns.unit).then(|| self.at.units[self.patterns.class_of[code] as usize])
    }

    fn mean(&self, facet: usize, codes: &[usize]) -> Part {
        let n = codes.len().max(1) as f64;
        let mut mean = Part { units: 0.0, others: vec![0.0; self.patterns.parameters] };
        for code in codes {
            mean.units +=
                self.information(facet, *code).map_or(0.0, |information| 1.0 / (n * n * information));
            for (place, value) in self.element(facet, *code) {
                mean.others[place as usize] += value / n;
            }
        }
        mean
    }

    /// Standard errors of a few places each, with a part that all have, if any; `own` is what units add.
    fn errors(&self, shared: &[f64], all: impl Iterator<Item = (Vec<(u32, f64)>, f64)>) -> Vec<f64> {
        let image: Vec<f64> = (0..shared.len()).map(|place| dot(self.row(place), shared)).collect();
        let square = dot(shared, &image);
        let error = |(places, own): (Vec<(u32, f64)>, f64)| {
            let mut sum = square + own;
            for (place, value) in &places {
                let row = self.row(*place as usize);
                let crossed: f64 = places.iter().map(|(other, second)| row[*other as usize] * second).sum();
                sum += value * (crossed + 2.0 * image.get(*place as usize).unwrap_or(&0.0));
            }
            sum.max(0.0).sqrt()
        };
        all.map(error).collect()
    }
}

/// The inverse information of the parameters beside units where those are estimated with them; nothing where there are too
/// many.
pub(in crate::rasch) fn inverse(patterns: &Patterns, at: &Information, held: &Held) -> Option<Vec<f64>> {
    let size = patterns.parameters;
    if size > MOST_DENSE {
        return None;
    }
    let mut cells = reduced(patterns, at, held, &held.shared(patterns, at));
    held.take_out(&mut cells, size);
    let mut inverse = Factor::of(cells, size).inverse();
    held.put_back_into(&mut inverse, size);
    Some(inverse)
}

/// Works them out from the inverse information of the parameters beside units, and that of each unit by itself.
pub(in crate::rasch) fn errors(
    rows: &Rows,
    form: &Form,
    active: &Active,
    patterns: &Patterns,
    subsets: &Subsets,
    (at, held): (&Information, &Held),
    cells: &[f64],
) -> Errors {
    let size = patterns.parameters;
    let shared = held.shared(patterns, at);
    let inverse = Inverse { patterns, form, at, held, shared, cells };
    let mut of: Vec<Vec<f64>> = rows.levels.iter().map(|levels| vec![0.0; *levels]).collect();
    let mut origins: Vec<(Option<u32>, Part)> = Vec::new();
    for facet in form.centred() {
        for (part, codes) in subsets.parts(active, facet) {
            let mean = inverse.mean(facet, &codes);
            let shared: Vec<f64> = mean.others.iter().map(|value| -value).collect();
            // A unit is itself a part of the mean that it is counted from.
            let n = codes.len() as f64;
            let own = |code: usize| {
                inverse.information(facet, code).map_or(0.0, |own| mean.units + (1.0 - 2.0 / n) / own)
            };
            let all = codes.iter().map(|code| (inverse.element(facet, *code), own(*code)));
            let found = inverse.errors(&shared, all);
            codes.iter().zip(found).for_each(|(code, error)| of[facet][*code] = error);
            origins.push((part, mean));
        }
    }
    for facet in (0..rows.facets()).filter(|facet| form.anchored[*facet]) {
        let own = (0..rows.levels[facet]).filter(|code| active.is_estimated(facet, *code as u32));
        own.for_each(|code| of[facet][code] = inverse.of_held(facet, code));
    }
    let free = if form.anchored[form.uncentred] { Vec::new() } else { subsets.parts(active, form.uncentred) };
    for (part, codes) in free {
        let mut origin = Part { units: 0.0, others: vec![0.0; size] };
        if form.partial.is_none() {
            inverse.steps(0).for_each(|(place, value)| origin.others[place as usize] += value);
        }
        let beside = origins.iter().filter(|(other, _)| other.is_none() || *other == part);
        beside.for_each(|(_, mean)| origin.add(mean));
        let own =
            |code: usize| inverse.information(form.uncentred, code).map_or(origin.units, |own| 1.0 / own);
        let all = codes.iter().map(|code| (inverse.element(form.uncentred, *code), own(*code)));
        let found = inverse.errors(&origin.others, all);
        codes.iter().zip(found).for_each(|(code, error)| of[form.uncentred][*code] = error);
    }
    let steps = (0..active.map.len()).map(|group| {
        let mut mean = vec![0.0; size];
        inverse.steps(group).for_each(|(place, value)| mean[place as usize] -= value);
        let places = patterns.steps[group]..patterns.steps[group + 1];
        inverse.errors(&mean, places.map(|place| (vec![(place as u32, 1.0)], 0.0)))
    });
    let steps = steps.collect();
    Errors { of, steps }
}
