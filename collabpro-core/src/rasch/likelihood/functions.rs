//! Linear functions of measures, and their covariances by the information of all parameters together.

use std::collections::BTreeMap;

use super::held::{Held, Shared};
use super::information::Information;
use super::newton::{conjugate, product};
use crate::rasch::design::cells::Form;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::population::search::Knowledge;
use crate::rasch::study::About;
use crate::stats::dense::Square;

/// Iterations of conjugate gradients for one function.
const MOST: usize = 10_000;

/// What the information makes of an image must be the function again, up to so much.
const NOT_HELD: f64 = 1e-5;

/// What a function has of each unit, and of each other parameter; all measures so that a higher one brings higher ratings.
#[derive(Clone, Debug, Default)]
pub(in crate::rasch) struct Function {
    units: BTreeMap<usize, f64>,
    others: BTreeMap<u32, f64>,
}

impl Function {
    /// So much of an element, which its own steps are a part of.
    pub(in crate::rasch) fn add(
        &mut self,
        patterns: &Patterns,
        form: &Form,
        (facet, code): (usize, usize),
        much: f64,
    ) {
        match facet == patterns.unit {
            true => self.add_unit(code, much),
            false => self.add_place(patterns.place[facet][code], much),
        }
        if let Some(set) = form.set_of(facet, code) {
            self.add_steps(patterns, set, much);
        }
    }

    /// A threshold of a set: a step, turned round, from the mean of the set.
    pub(in crate::rasch) fn threshold(patterns: &Patterns, group: usize, step: usize) -> Self {
        let mut made = Self::default();
        made.add_steps(patterns, group, 1.0);
        made.add_place((patterns.steps[group] + step) as u32, -1.0);
        made
    }

    /// All of it times a factor.
    pub(in crate::rasch) fn times(mut self, factor: f64) -> Self {
        self.units.values_mut().chain(self.others.values_mut()).for_each(|own| *own *= factor);
        self
    }

    /// So much of the mean of a set of steps.
    pub(super) fn add_steps(&mut self, patterns: &Patterns, group: usize, much: f64) {
        let (from, end) = (patterns.steps[group], patterns.steps[group + 1]);
        let each = much / (end - from) as f64;
        (from..end).for_each(|place| self.add_place(place as u32, each));
    }

    /// So much of the mean of some elements.
    pub(super) fn add_mean(
        &mut self,
        patterns: &Patterns,
        form: &Form,
        facet: usize,
        codes: &[usize],
        much: f64,
    ) {
        let each = much / codes.len().max(1) as f64;
        codes.iter().for_each(|code| self.add(patterns, form, (facet, *code), each));
    }

    /// So much of a unit.
    pub(in crate::rasch) fn add_unit(&mut self, unit: usize, much: f64) {
        *self.units.entry(unit).or_default() += much;
    }

    /// The measure of an element from the origin that its facet has.
    pub(in crate::rasch) fn measure(about: &About<'_>, facet: usize, code: usize) -> Self {
        let (patterns, form) = (about.patterns, &about.long.form);
        let mut made = Self::default();
        made.add(patterns, form, (facet, code), 1.0);
        if form.anchored[facet] {
            return made;
        }
        let part = about.subsets.of(facet, code);
        if facet != form.uncentred {
            let parts = about.subsets.parts(about.active, facet);
            let own = parts.into_iter().find(|(at, _)| at.is_none() || *at == part);
            own.into_iter().for_each(|(_, codes)| made.add_mean(patterns, form, facet, &codes, -1.0));
            return made;
        }
        for other in form.centred() {
            let parts = about.subsets.parts(about.active, other).into_iter();
            let beside = parts.filter(|(at, _)| at.is_none() || *at == part);
            beside.for_each(|(_, codes)| made.add_mean(patterns, form, other, &codes, 1.0));
        }
        if form.partial.is_none() {
            made.add_steps(patterns, 0, 1.0);
        }
        made
    }

    /// So much of a parameter that is none of a unit.
    pub(in crate::rasch) fn add_place(&mut self, place: u32, much: f64) {
        *self.others.entry(place).or_default() += much;
    }
}

/// Covariances of functions of the parameters, given what is held.
pub(in crate::rasch) struct Covariance<'a> {
    patterns: &'a Patterns,
    at: &'a Information,
    held: &'a Held,
    shared: Vec<Shared>,
    /// The inverse information of the parameters beside units, where there are not too many; without it there is one solve for each
    /// function.
    inverse: Option<&'a [f64]>,
    /// What is known by marginal estimation, where there is no inverse.
    known: Option<&'a Knowledge>,
}

impl<'a> Covariance<'a> {
    pub(in crate::rasch) fn new(
        patterns: &'a Patterns,
        (at, held): (&'a Information, &'a Held),
        inverse: Option<&'a [f64]>,
        known: Option<&'a Knowledge>,
    ) -> Self {
        Self { patterns, at, held, shared: held.shared(patterns, at), inverse, known }
    }

    pub(in crate::rasch) fn has_inverse(&self) -> bool {
        self.inverse.is_some()
    }

    /// Units that are not known, each with its class and what a function has of it.
    fn units(&self, function: &Function) -> impl Iterator<Item = (usize, f64)> {
        let units = function.units.iter().map(|(unit, much)| (self.class(*unit), *much));
        units.filter(|(class, _)| !self.held.is_fixed_unit(*class))
    }

    /// For each group that keeps its mean what a function has of its units, each over its information.
    fn of_groups(&self, function: &Function) -> Vec<f64> {
        let mut sums = vec![0.0; self.shared.len()];
        for (class, much) in self.units(function) {
            if let Some(sum) = self.held.group_of(class).and_then(|group| sums.get_mut(group)) {
                *sum += much / self.at.units[class];
            }
        }
        sums
    }

    fn class(&self, unit: usize) -> usize {
        self.patterns.class_of[unit] as usize
    }

    /// What a function has of the others where units are eliminated.
    fn reduced(&self, function: &Function) -> BTreeMap<u32, f64> {
        let mut others = function.others.clone();
        for (class, much) in self.units(function) {
            let (places, values) = self.at.crossed.of(class);
            for (place, value) in places.iter().zip(values) {
                *others.entry(*place).or_default() -= much * value / self.at.units[class];
            }
        }
        // Units of a group move against one another.
        for (shared, sum) in self.shared.iter().zip(self.of_groups(function)).filter(|(_, sum)| *sum != 0.0) {
            for (place, value) in shared.crossed.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                *others.entry(place as u32).or_default() += sum * value / shared.spread;
            }
        }
        others
    }

    /// The inverse information times what a function has of the others; `None` where the design does not tell.
    fn image(&self, others: &BTreeMap<u32, f64>) -> Option<Vec<f64>> {
        let size = self.patterns.parameters;
        if let Some(inverse) = self.inverse {
            let mut image = vec![0.0; size];
            for (place, value) in others {
                let row = &inverse[*place as usize * size..][..size];
                image.iter_mut().zip(row).for_each(|(to, cell)| *to += value * cell);
            }
            return Some(image);
        }
        let mut right = vec![0.0; size];
        others.iter().for_each(|(place, value)| right[*place as usize] = *value);
        if let Some(known) = self.known {
            return known.image(&right);
        }
        let (image, is_done) =
            conjugate(self.patterns, self.at, self.held, &self.shared, &right, (MOST, 0.0));
        is_done.then_some(image)
    }

    /// The variance of a function.
    pub(in crate::rasch) fn variance(&self, function: &Function) -> Option<f64> {
        let others = self.reduced(function);
        let own = self.of_units(function, function);
        let size = self.patterns.parameters;
        let rest: f64 = match self.inverse {
            // A few cells of the inverse, and not whole rows.
            Some(inverse) => others
                .iter()
                .map(|(place, value)| {
                    let row = &inverse[*place as usize * size..][..size];
                    value * others.iter().map(|(other, second)| row[*other as usize] * second).sum::<f64>()
                })
                .sum(),
            None => {
                let image = self.image(&others)?;
                others.iter().map(|(place, value)| value * image[*place as usize]).sum()
            }
        };
        let sum = own + rest;
        sum.is_finite().then(|| sum.max(0.0))
    }

    /// What two functions have together by the units themselves.
    fn of_units(&self, one: &Function, other: &Function) -> f64 {
        let both = one.units.iter().filter_map(|(unit, much)| {
            let class = self.class(*unit);
            let is_free = !self.held.is_fixed_unit(class);
            Some(much * other.units.get(unit).filter(|_| is_free)? / self.at.units[class])
        });
        let groups = self.shared.iter().zip(self.of_groups(one)).zip(self.of_groups(other));
        both.sum::<f64>() - groups.map(|((shared, one), other)| one * other / shared.spread).sum::<f64>()
    }

    /// The covariances of functions, the lower triangle by rows; nothing where there is no inverse.
    pub(in crate::rasch) fn triangle(&self, functions: &[Function]) -> Option<Vec<f64>> {
        self.inverse?;
        let reduced: Vec<BTreeMap<u32, f64>> =
            functions.iter().map(|function| self.reduced(function)).collect();
        let mut made = Vec::with_capacity(functions.len() * (functions.len() + 1) / 2);
        for (row, one) in functions.iter().enumerate() {
            let image = self.image(&reduced[row])?;
            for (other, others) in functions[..=row].iter().zip(&reduced) {
                let rest: f64 = others.iter().map(|(place, value)| value * image[*place as usize]).sum();
                made.push(self.of_units(one, other) + rest);
            }
        }
        made.iter().all(|value| value.is_finite()).then_some(made)
    }

    /// The covariances of functions that have nothing of units; `None` where the design does not tell them from what has no measure.
    pub(in crate::rasch) fn matrix(&self, functions: &[Function], is_held: bool) -> Option<Square> {
        let mut made = Square::zeros(functions.len());
        for (row, one) in functions.iter().enumerate() {
            let image = self.image(&one.others)?;
            if is_held {
                let mut left = product(self.patterns, self.at, self.held, &image);
                self.shared.iter().for_each(|shared| shared.image(&image, &mut left));
                one.others.iter().for_each(|(place, value)| left[*place as usize] -= value);
                self.held.project(&mut left);
                if left.iter().any(|value| value.abs() > NOT_HELD) {
                    return None;
                }
            }
            for (column, other) in functions.iter().enumerate() {
                let value = other.others.iter().map(|(place, value)| value * image[*place as usize]).sum();
                made.set(row, column, value);
            }
        }
        let is_whole = (0..functions.len()).all(|at| made.at(at, at).is_finite() && made.at(at, at) > 0.0);
        is_whole.then_some(made)
    }

    /// Standard errors of measures, worked out one by one.
    pub(in crate::rasch) fn errors(
        &self,
        about: &About<'_>,
        asked: &[(usize, usize)],
    ) -> BTreeMap<(usize, usize), f64> {
        let is_there = |(facet, code): &&(usize, usize)| {
            !about.long.form.dummy[*facet] && about.active.is_estimated(*facet, *code as u32)
        };
        let error = |(facet, code): &(usize, usize)| {
            let variance = self.variance(&Function::measure(about, *facet, *code))?;
            Some(((*facet, *code), variance.sqrt()))
        };
        asked.iter().filter(is_there).filter_map(error).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rasch::design::cells::Rows;
    use crate::rasch::design::columns::Long;
    use crate::rasch::design::extreme::active;
    use crate::rasch::design::identification::links;
    use crate::rasch::design::subsets::Subsets;
    use crate::rasch::likelihood::errors::{errors, inverse};
    use crate::rasch::likelihood::joint::joint;
    use crate::rasch::options::RaschOptions;
    use crate::rasch::{ElementAnchor, GroupAnchor, RaschAnchors};
    use crate::ratings::ColumnSet;

    #[test]
    fn one_solve_each_gives_what_the_inverse_gives() {
        let rows: Vec<(u32, u32, u32)> = (0..40)
            .flat_map(|unit| {
                (0..3).flat_map(move |seat| (0..2).map(move |c| (unit, (unit * (seat + 1) + seat) % 7, c)))
            })
            .collect();
        let rating = |(unit, rater, criterion): &(u32, u32, u32)| {
            i64::from((unit * 5 + rater * 3 + criterion + unit / 7) % 4)
        };
        let names = |of: &dyn Fn(&(u32, u32, u32)) -> u32| {
            rows.iter().map(|row| format!("{:02}", of(row))).collect::<Vec<_>>()
        };
        let mut set = ColumnSet::new();
        for (name, cells) in [
            ("unit", names(&|row| row.0)),
            ("rater", names(&|row| row.1)),
            ("criterion", names(&|row| row.2)),
        ] {
            set = set.text(name, cells.iter().map(|cell| Some(cell.as_str())));
        }
        let set = set.integers("rating", rows.iter().map(|row| Some(rating(row))));
        for (partial, is_held) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut options = RaschOptions::new();
            if partial {
                options = options.partial_credit("criterion");
            }
            if is_held {
                let known = |facet: &str, element: &str, measure: f64| ElementAnchor {
                    facet: facet.to_owned(),
                    element: element.to_owned(),
                    measure,
                };
                let group = GroupAnchor {
                    facet: "unit".to_owned(),
                    elements: ["03", "04", "05"].map(str::to_owned).to_vec(),
                    mean: 0.1,
                };
                let elements =
                    [known("unit", "00", 0.4), known("rater", "01", 0.2), known("rater", "02", 0.1)];
                options = options.anchors(RaschAnchors::new().elements(elements).groups([group]));
            }
            let long = Long::read(std::slice::from_ref(&set), &options).unwrap();
            let (form, levels) = (&long.form, long.elements.iter().map(Vec::len).collect());
            let rows = Rows::new(levels, &long.codes, &long.categories, None, 4, form);
            let anchors = &long.anchors;
            let active = active(&rows, form, anchors, false);
            let subsets = Subsets::new(&rows, &active, &links(&rows, &active.rows, form, anchors));
            let patterns = Patterns::new(&rows, form, &active, &anchors.tags(rows.unit));
            let held = Held::new(&patterns, anchors, 1.0);
            let at = joint(&patterns, &held, 0.0, patterns.parameters, &mut ()).unwrap().at;
            let cells = inverse(&patterns, &at, &held).unwrap();
            let all = errors(&rows, form, &active, &patterns, &subsets, (&at, &held), &cells);
            let about = About {
                long: &long,
                rows: &rows,
                active: &active,
                patterns: &patterns,
                subsets: &subsets,
                held: &held,
            };
            let solved = Covariance::new(&patterns, (&at, &held), None, None);
            let inverted = Covariance::new(&patterns, (&at, &held), Some(&cells), None);
            for facet in 0..3 {
                for code in 0..rows.levels[facet] {
                    let function = Function::measure(&about, facet, code);
                    let [one, other] = [&solved, &inverted].map(|by| by.variance(&function).unwrap().sqrt());
                    assert!((one - other).abs() < 1e-9 && (other - all.of[facet][code]).abs() < 1e-9);
                }
            }
        }
    }
}
