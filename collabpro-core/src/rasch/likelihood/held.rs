//! What the search must not move: anchored measures and thresholds, and means of groups. With anchors every set of thresholds that is
//! not known itself is held to its sum of 0, since measures that are known would otherwise be moved by its mean.

use super::information::{Information, Point};
use super::linear::dot;
use super::newton::add_outer;
use crate::rasch::design::anchors::Anchors;
use crate::rasch::design::cells::Form;
use crate::rasch::design::patterns::{NONE, Patterns};

/// Parameters that keep their sum.
#[derive(Clone, Debug)]
struct Sum {
    /// At least one; the last one is found by the others.
    places: Vec<usize>,
    total: f64,
}

/// Units that keep their mean.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct UnitGroup {
    classes: Vec<usize>,
    mean: f64,
}

/// What a group of units takes from the others where it is eliminated.
#[derive(Debug)]
pub(in crate::rasch) struct Shared {
    /// Of each other parameter, over all units of the group, what it is to them.
    pub(in crate::rasch) crossed: Vec<f64>,
    /// The sum over units of one over their information.
    pub(in crate::rasch) spread: f64,
    /// How far the units would move without the group.
    slope: f64,
}

#[derive(Clone, Debug, Default)]
pub(in crate::rasch) struct Held {
    /// Parameters beside units that are known; empty where nothing is held.
    fixed: Vec<Option<f64>>,
    sums: Vec<Sum>,
    /// Classes of units that are known.
    units: Vec<Option<f64>>,
    groups: Vec<UnitGroup>,
    /// For each class its group.
    group_of: Vec<Option<usize>>,
}

impl Held {
    /// Measures are corrected by a factor in the end; what is known is known of the corrected ones.
    pub(in crate::rasch) fn new(patterns: &Patterns, anchors: &Anchors, factor: f64) -> Self {
        if anchors.is_empty() {
            return Self::default();
        }
        let mut held = Self {
            fixed: vec![None; patterns.parameters],
            sums: Vec::new(),
            units: vec![None; patterns.classes()],
            groups: Vec::new(),
            group_of: vec![None; patterns.classes()],
        };
        for (facet, known) in anchors.elements.iter().enumerate() {
            let is_unit = facet == patterns.unit;
            let places = if is_unit { &patterns.class_of } else { &patterns.place[facet] };
            let to = if is_unit { &mut held.units } else { &mut held.fixed };
            for (place, value) in places.iter().zip(known) {
                if let (Some(own), Some(value)) = (to.get_mut(*place as usize), value) {
                    *own = Some(value / factor);
                }
            }
        }
        for group in &anchors.groups {
            let is_unit = group.facet == patterns.unit;
            let places = if is_unit { &patterns.class_of } else { &patterns.place[group.facet] };
            let own = group.codes.iter().map(|code| places[*code as usize]).filter(|place| *place != NONE);
            let mut own: Vec<usize> = own.map(|place| place as usize).collect();
            let (count, mean) = (own.len() as f64, group.mean / factor);
            own.sort_unstable();
            own.dedup();
            match own.is_empty() {
                true => {}
                false if is_unit => {
                    own.iter().for_each(|class| held.group_of[*class] = Some(held.groups.len()));
                    held.groups.push(UnitGroup { classes: own, mean });
                }
                false => held.sums.push(Sum { places: own, total: count * mean }),
            }
        }
        for (group, pair) in patterns.steps.windows(2).enumerate() {
            let places = pair[0]..pair[1];
            match anchors.steps(group) {
                Some(steps) => {
                    places.zip(steps).for_each(|(place, (_, step))| held.fixed[place] = Some(step / factor))
                }
                None if places.is_empty() => {}
                None => held.sums.push(Sum { places: places.collect(), total: 0.0 }),
            }
        }
        held
    }

    /// One parameter more stays at 0, where something is held at all.
    pub(in crate::rasch) fn fix(&mut self, place: usize) {
        if let Some(own) = self.fixed.get_mut(place) {
            *own = Some(0.0);
        }
    }

    /// These parameters are known, and these keep a sum of 0.
    #[cfg(test)]
    pub(in crate::rasch) fn of(fixed: Vec<Option<f64>>, sums: Vec<Vec<usize>>) -> Self {
        let sums = sums.into_iter().map(|places| Sum { places, total: 0.0 }).collect();
        Self { fixed, sums, ..Self::default() }
    }

    pub(in crate::rasch) fn is_empty(&self) -> bool {
        self.fixed.is_empty() && self.units.is_empty()
    }

    pub(in crate::rasch) fn is_fixed(&self, place: usize) -> bool {
        self.fixed.get(place).is_some_and(Option::is_some)
    }

    pub(in crate::rasch) fn is_fixed_unit(&self, class: usize) -> bool {
        self.units.get(class).is_some_and(Option::is_some)
    }

    pub(in crate::rasch) fn group_of(&self, class: usize) -> Option<usize> {
        *self.group_of.get(class)?
    }

    /// How many parameters beside units are found by others.
    pub(in crate::rasch) fn sums(&self) -> usize {
        self.sums.len()
    }

    /// How many parameters are found by others, or not at all.
    pub(in crate::rasch) fn lost(&self) -> usize {
        self.fixed.iter().flatten().count() + self.sums()
    }

    /// How many directions are free to begin with: those that are held, and the origins of facets that hold no anchors but for one.
    pub(in crate::rasch) fn free(&self, form: &Form) -> usize {
        let origins = (0..form.sign.len()).filter(|facet| !form.anchored[*facet] && !form.dummy[*facet]);
        self.lost() + origins.count().saturating_sub(1)
    }

    /// Puts a point where it must be; elements of a facet follow its anchors, and units what they meet, so that a search does not begin
    /// far from where ratings are likely.
    pub(in crate::rasch) fn settle(&self, patterns: &Patterns, point: &mut Point) {
        let before = location(patterns, &point.others);
        for places in &patterns.place {
            let own = places.iter().filter(|place| **place != NONE).map(|place| *place as usize);
            let known = own.clone().filter_map(|place| {
                let known = *self.fixed.get(place)?;
                known.map(|known| known - point.others[place])
            });
            let known: Vec<f64> = known.collect();
            let by = known.iter().sum::<f64>() / known.len().max(1) as f64;
            own.for_each(|place| point.others[place] += by);
        }
        let by = before - location(patterns, &point.others);
        if !self.is_empty() {
            point.units.iter_mut().for_each(|unit| *unit += by);
        }
        for (own, known) in point.others.iter_mut().zip(&self.fixed) {
            *own = known.unwrap_or(*own);
        }
        for (own, known) in point.units.iter_mut().zip(&self.units) {
            *own = known.unwrap_or(*own);
        }
        for sum in &self.sums {
            let found: f64 = sum.places.iter().map(|place| point.others[*place]).sum();
            let by = (sum.total - found) / sum.places.len() as f64;
            sum.places.iter().for_each(|place| point.others[*place] += by);
        }
        for group in &self.groups {
            let (mut count, mut found) = (0.0, 0.0);
            for class in &group.classes {
                count += patterns.members[*class];
                found += patterns.members[*class] * point.units[*class];
            }
            let by = group.mean - found / count;
            group.classes.iter().for_each(|class| point.units[*class] += by);
        }
    }

    /// What is left of a slope along what may be moved.
    pub(in crate::rasch) fn project(&self, others: &mut [f64]) {
        for (own, known) in others.iter_mut().zip(&self.fixed) {
            *own = if known.is_some() { 0.0 } else { *own };
        }
        for sum in &self.sums {
            let mean = sum.places.iter().map(|place| others[*place]).sum::<f64>() / sum.places.len() as f64;
            sum.places.iter().for_each(|place| others[*place] -= mean);
        }
    }

    /// The same for classes of units.
    pub(super) fn project_units(&self, patterns: &Patterns, units: &mut [f64]) {
        for (own, known) in units.iter_mut().zip(&self.units) {
            *own = if known.is_some() { 0.0 } else { *own };
        }
        for group in &self.groups {
            let (mut count, mut sum) = (0.0, 0.0);
            for class in &group.classes {
                count += patterns.members[*class];
                sum += patterns.members[*class] * units[*class];
            }
            group.classes.iter().for_each(|class| units[*class] -= sum / count);
        }
    }

    /// What groups of units are to the others.
    pub(in crate::rasch) fn shared(&self, patterns: &Patterns, at: &Information) -> Vec<Shared> {
        let of = |group: &UnitGroup| {
            let mut made = Shared { crossed: vec![0.0; patterns.parameters], spread: 0.0, slope: 0.0 };
            for class in &group.classes {
                let part = patterns.members[*class] / at.units[*class];
                made.spread += part;
                made.slope += part * at.unit_slope[*class];
                let (places, values) = at.crossed.of(*class);
                places
                    .iter()
                    .zip(values)
                    .for_each(|(place, value)| made.crossed[*place as usize] += part * value);
            }
            made
        };
        self.groups.iter().map(of).collect()
    }

    /// Takes what is held out of a symmetric matrix, of which the lower triangle counts.
    pub(in crate::rasch) fn take_out(&self, cells: &mut [f64], size: usize) {
        for sum in &self.sums {
            let Some((pivot, rest)) = sum.places.split_last() else { continue };
            let at = |row: usize, column: usize| row.max(column) * size + row.min(column);
            let column: Vec<f64> = (0..size).map(|row| cells[at(row, *pivot)]).collect();
            let own = column[*pivot];
            let mut is_in = vec![false; size];
            rest.iter().for_each(|place| is_in[*place] = true);
            for row in 0..size {
                for other in 0..=row {
                    let cell = &mut cells[row * size + other];
                    match (is_in[row], is_in[other]) {
                        (true, true) => *cell += own - column[row] - column[other],
                        (true, false) => *cell -= column[other],
                        (false, true) => *cell -= column[row],
                        (false, false) => {}
                    }
                }
            }
            clear(cells, size, *pivot);
        }
        let fixed = self.fixed.iter().enumerate().filter(|(_, known)| known.is_some());
        fixed.for_each(|(place, _)| clear(cells, size, place));
    }

    /// Takes it out of the right side.
    pub(in crate::rasch) fn take_out_of(&self, right: &mut [f64]) {
        for sum in &self.sums {
            let Some((pivot, rest)) = sum.places.split_last() else { continue };
            let own = std::mem::take(&mut right[*pivot]);
            rest.iter().for_each(|place| right[*place] -= own);
        }
        for (own, known) in right.iter_mut().zip(&self.fixed) {
            *own = if known.is_some() { 0.0 } else { *own };
        }
    }

    /// Finds what was taken out of a solution by the others.
    pub(in crate::rasch) fn put_back(&self, solution: &mut [f64]) {
        for sum in &self.sums {
            let Some((pivot, rest)) = sum.places.split_last() else { continue };
            solution[*pivot] = -rest.iter().map(|place| solution[*place]).sum::<f64>();
        }
    }

    /// The same for both sides of an inverse by rows.
    pub(in crate::rasch) fn put_back_into(&self, cells: &mut [f64], size: usize) {
        for row in cells.chunks_exact_mut(size) {
            self.put_back(row);
        }
        for sum in &self.sums {
            let Some((pivot, rest)) = sum.places.split_last() else { continue };
            for column in 0..size {
                let found: f64 = rest.iter().map(|row| cells[row * size + column]).sum();
                cells[pivot * size + column] = -found;
            }
        }
    }
}

/// The mean over ratings of what their elements beside units add up to.
fn location(patterns: &Patterns, others: &[f64]) -> f64 {
    let elements = &patterns.count[..patterns.steps[0]];
    let ratings = elements.iter().sum::<f64>() / patterns.width.max(1) as f64;
    dot(elements, &others[..patterns.steps[0]]) / ratings.max(1.0)
}

impl Shared {
    /// How far the group is pushed back when the others have moved so.
    pub(in crate::rasch) fn push(&self, others: &[f64]) -> f64 {
        (self.slope - dot(&self.crossed, others)) / self.spread
    }

    /// What the group adds to the right side.
    pub(super) fn add_to(&self, right: &mut [f64]) {
        let part = self.slope / self.spread;
        right.iter_mut().zip(&self.crossed).for_each(|(to, own)| *to += part * own);
    }

    /// What it adds to the information of the others.
    pub(super) fn inform(&self, cells: &mut [f64], size: usize) {
        add_outer(cells, size, &self.crossed, 1.0 / self.spread);
    }

    /// What it adds to the image of a vector.
    pub(in crate::rasch) fn image(&self, x: &[f64], made: &mut [f64]) {
        let part = dot(&self.crossed, x) / self.spread;
        made.iter_mut().zip(&self.crossed).for_each(|(to, own)| *to += part * own);
    }
}

/// Takes a parameter out of a symmetric matrix.
pub(in crate::rasch) fn clear(cells: &mut [f64], size: usize, place: usize) {
    cells[place * size..][..size].fill(0.0);
    (0..size).for_each(|row| cells[row * size + place] = 0.0);
}
