//! The information of marginal estimation without a matrix of all parameters: what units leave of the facet with the next most elements
//! is kept unit by unit.

use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::linear::dot;

/// A symmetric matrix. The first parameters are those of the wide facet: each stands beside the narrow rest in a row of its own, and
/// beside others of its facet only where a class of units met both.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Blocks {
    pub(in crate::rasch) size: usize,
    pub(super) wide: usize,
    pub(super) diagonal: Vec<f64>,
    pub(super) across: Vec<f64>,
    /// The lower triangle, by rows of whole squares.
    pub(super) narrow: Vec<f64>,
    /// Where the wide parameters of each class begin, and where their pairs do; one more than classes.
    pub(super) starts: Vec<[usize; 2]>,
    pub(super) places: Vec<u32>,
    pub(super) pairs: Vec<f64>,
}

impl Blocks {
    pub(in crate::rasch) fn new(patterns: &Patterns, size: usize) -> Self {
        let (wide, rest) = (patterns.wide, size - patterns.wide);
        Self {
            size,
            wide,
            diagonal: vec![0.0; wide],
            across: vec![0.0; wide * rest],
            narrow: vec![0.0; rest * rest],
            starts: vec![[0; 2]],
            places: Vec::new(),
            pairs: Vec::new(),
        }
    }

    pub(super) fn rest(&self) -> usize {
        self.size - self.wide
    }

    /// Adds to what two parameters have together, which are not two of the wide facet.
    pub(in crate::rasch) fn add(&mut self, one: usize, other: usize, value: f64) {
        let (high, low) = (one.max(other), one.min(other));
        let rest = self.rest();
        if low >= self.wide {
            self.narrow[(high - self.wide) * rest + low - self.wide] += value;
        } else if high >= self.wide {
            self.across[low * rest + high - self.wide] += value;
        } else {
            self.diagonal[high] += value;
        }
    }

    /// The next class has these parameters of the wide facet; what each two have together follows, row by row.
    pub(in crate::rasch) fn class(&mut self, places: &[u32]) {
        self.places.extend_from_slice(places);
    }

    pub(in crate::rasch) fn pair(&mut self, value: f64) {
        self.pairs.push(value);
    }

    pub(in crate::rasch) fn end(&mut self) {
        self.starts.push([self.places.len(), self.pairs.len()]);
    }

    /// Puts the classes of another part behind these.
    pub(in crate::rasch) fn append(&mut self, other: &Self) {
        let add = |to: &mut [f64], from: &[f64]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        add(&mut self.diagonal, &other.diagonal);
        add(&mut self.across, &other.across);
        add(&mut self.narrow, &other.narrow);
        let [places, pairs] = [self.places.len(), self.pairs.len()];
        self.starts.extend(other.starts[1..].iter().map(|[at, pair]| [at + places, pair + pairs]));
        self.places.extend_from_slice(&other.places);
        self.pairs.extend_from_slice(&other.pairs);
    }

    /// Every two wide parameters that a class met.
    fn each_pair(&self, mut take: impl FnMut(usize, usize, f64)) {
        for ends in self.starts.windows(2) {
            let places = &self.places[ends[0][0]..ends[1][0]];
            let mut values = self.pairs[ends[0][1]..ends[1][1]].iter();
            for (at, one) in places.iter().enumerate() {
                for (other, value) in places[..at].iter().zip(values.by_ref()) {
                    take(*one as usize, *other as usize, *value);
                }
            }
        }
    }

    /// What a parameter has by itself.
    pub(in crate::rasch) fn own(&self, place: usize) -> f64 {
        match place.checked_sub(self.wide) {
            Some(at) => self.narrow[at * self.rest() + at],
            None => self.diagonal[place],
        }
    }

    /// All of it, of which the lower triangle counts.
    pub(in crate::rasch) fn whole(&self) -> Vec<f64> {
        let (size, wide, rest) = (self.size, self.wide, self.rest());
        let mut cells = vec![0.0; size * size];
        for (place, value) in self.diagonal.iter().enumerate() {
            cells[place * size + place] = *value;
        }
        for at in 0..rest {
            let row = &mut cells[(wide + at) * size..][..size];
            row[..wide]
                .iter_mut()
                .enumerate()
                .for_each(|(place, cell)| *cell = self.across[place * rest + at]);
            row[wide..=wide + at].copy_from_slice(&self.narrow[at * rest..][..=at]);
        }
        self.each_pair(|one, other, value| cells[one.max(other) * size + one.min(other)] += value);
        cells
    }

    pub(super) fn times(&self, x: &[f64]) -> Vec<f64> {
        let rest = self.rest();
        let (head, tail) = x.split_at(self.wide);
        let mut made = vec![0.0; x.len()];
        let (top, bottom) = made.split_at_mut(self.wide);
        for (place, value) in head.iter().enumerate() {
            let row = &self.across[place * rest..][..rest];
            top[place] = self.diagonal[place] * value + dot(row, tail);
            bottom.iter_mut().zip(row).for_each(|(to, across)| *to += across * value);
        }
        for (row, value) in tail.iter().enumerate() {
            let own = &self.narrow[row * rest..][..=row];
            bottom[row] += dot(own, &tail[..=row]);
            bottom[..row].iter_mut().zip(own).for_each(|(to, cell)| *to += cell * value);
        }
        self.each_pair(|one, other, value| {
            top[one] += value * head[other];
            top[other] += value * head[one];
        });
        made
    }
}
