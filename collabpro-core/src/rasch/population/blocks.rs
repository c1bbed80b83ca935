//! The information of marginal estimation without a matrix of all parameters: what units leave of the facet with the next most elements
//! is kept unit by unit.

use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::linear::{Factor, dot};

/// Up to so many parameters the information is one matrix, which is inverted.
pub(in crate::rasch) const MOST_WHOLE: usize = 2_000;

/// Iterations of conjugate gradients that are too many.
const MOST: usize = 3_000;

/// Conjugate gradients end when what is left is so small a part.
const LEFT: f64 = 1e-10;

/// A symmetric matrix. The first parameters are those of the wide facet: each stands beside the narrow rest in a row of its own, and
/// beside others of its facet only where a class of units met both.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Blocks {
    pub(in crate::rasch) size: usize,
    wide: usize,
    diagonal: Vec<f64>,
    across: Vec<f64>,
    /// The lower triangle, by rows of whole squares.
    narrow: Vec<f64>,
    /// Where the wide parameters of each class begin, and where their pairs do; one more than classes.
    starts: Vec<[usize; 2]>,
    places: Vec<u32>,
    pairs: Vec<f64>,
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

    fn rest(&self) -> usize {
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
    fn whole(&self) -> Vec<f64> {
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

    fn times(&self, x: &[f64]) -> Vec<f64> {
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

/// The inverse of it, where some parameters stay where they are.
#[derive(Debug)]
pub(in crate::rasch) enum Solver {
    /// By the factor of the whole.
    Whole(Factor),
    /// By conjugate gradients, made easier by what there would be if no class met two wide parameters.
    Gradients { blocks: Box<Blocks>, is_pinned: Vec<bool>, narrow: Factor },
}

impl Solver {
    /// Nothing where the matrix bends the other way.
    pub(in crate::rasch) fn new(blocks: &Blocks, pins: &[usize]) -> Option<Self> {
        let mut is_pinned = vec![false; blocks.size];
        pins.iter().for_each(|pin| is_pinned[*pin] = true);
        if blocks.size <= MOST_WHOLE {
            let size = blocks.size;
            let mut cells = blocks.whole();
            for pin in pins {
                cells[pin * size..][..size].fill(0.0);
                (0..size).for_each(|row| cells[row * size + pin] = 0.0);
            }
            let factor = Factor::of(cells, size);
            return (factor.free() == pins.len()).then_some(Self::Whole(factor));
        }
        let (wide, rest) = (blocks.wide, blocks.rest());
        let mut cells = blocks.narrow.clone();
        for place in (0..wide).filter(|place| !is_pinned[*place]) {
            let own = blocks.diagonal[place];
            if own <= 0.0 {
                return None;
            }
            let row = &blocks.across[place * rest..][..rest];
            for (at, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                let part = value / own;
                cells[at * rest..][..=at].iter_mut().zip(row).for_each(|(cell, value)| *cell -= part * value);
            }
        }
        let narrow = pins.iter().filter_map(|pin| pin.checked_sub(wide));
        let mut many = 0;
        for pin in narrow {
            cells[pin * rest..][..rest].fill(0.0);
            (0..rest).for_each(|row| cells[row * rest + pin] = 0.0);
            many += 1;
        }
        let narrow = Factor::of(cells, rest);
        (narrow.free() == many).then(|| Self::Gradients {
            blocks: Box::new(blocks.clone()),
            is_pinned,
            narrow,
        })
    }

    /// The inverse times a vector; nothing where the matrix turns out to bend the other way, or the search takes too long.
    pub(in crate::rasch) fn solve(&self, right: &[f64]) -> Option<Vec<f64>> {
        let (blocks, is_pinned, narrow) = match self {
            Self::Whole(factor) => {
                let mut x = right.to_vec();
                factor.solve(&mut x);
                return Some(x);
            }
            Self::Gradients { blocks, is_pinned, narrow } => (blocks, is_pinned, narrow),
        };
        let held = |x: &mut [f64]| {
            x.iter_mut().zip(is_pinned).filter(|(_, pinned)| **pinned).for_each(|(x, _)| *x = 0.0);
        };
        let mut left = right.to_vec();
        held(&mut left);
        let mut solution = vec![0.0; right.len()];
        let mut ease = eased(blocks, is_pinned, narrow, &left);
        let mut way = ease.clone();
        let mut size = dot(&left, &ease);
        let enough = size * LEFT * LEFT;
        for _ in 0..MOST {
            if size <= enough || size <= 0.0 {
                return Some(solution);
            }
            let mut image = blocks.times(&way);
            held(&mut image);
            let curve = dot(&way, &image);
            if curve <= 0.0 || !curve.is_finite() {
                return None;
            }
            let far = size / curve;
            solution.iter_mut().zip(&way).for_each(|(value, way)| *value += far * way);
            left.iter_mut().zip(&image).for_each(|(value, image)| *value -= far * image);
            ease = eased(blocks, is_pinned, narrow, &left);
            let next = dot(&left, &ease);
            let keep = next / size;
            size = next;
            way.iter_mut().zip(&ease).for_each(|(way, ease)| *way = ease + keep * *way);
        }
        None
    }

    /// The whole inverse by rows, where there is one.
    pub(in crate::rasch) fn inverse(&self) -> Option<Vec<f64>> {
        match self {
            Self::Whole(factor) => Some(factor.clone().inverse()),
            Self::Gradients { .. } => None,
        }
    }
}

/// The inverse, times a vector, of what there would be if no class met two wide parameters.
fn eased(blocks: &Blocks, is_pinned: &[bool], narrow: &Factor, left: &[f64]) -> Vec<f64> {
    let rest = blocks.rest();
    let mut made = left.to_vec();
    let (head, tail) = made.split_at_mut(blocks.wide);
    let across = |place: usize| &blocks.across[place * rest..][..rest];
    for (place, value) in head.iter_mut().enumerate() {
        *value = if is_pinned[place] { 0.0 } else { *value / blocks.diagonal[place] };
        tail.iter_mut().zip(across(place)).for_each(|(to, across)| *to -= across * *value);
    }
    narrow.solve(tail);
    for (place, value) in head.iter_mut().enumerate().filter(|(place, _)| !is_pinned[*place]) {
        *value -= dot(across(place), tail) / blocks.diagonal[place];
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three wide parameters of which two classes met two each, and two narrow ones.
    fn blocks() -> Blocks {
        let mut made = Blocks {
            size: 5,
            wide: 3,
            diagonal: vec![3.0, 4.0, 5.0],
            across: vec![0.5, 0.1, 0.2, 0.3, 0.4, 0.0],
            narrow: vec![2.0, 0.0, 0.3, 3.0],
            starts: vec![[0; 2]],
            places: Vec::new(),
            pairs: Vec::new(),
        };
        for (places, value) in [([0, 1], -0.7), ([1, 2], -0.4)] {
            made.class(&places);
            made.pair(value);
            made.end();
        }
        made
    }

    #[test]
    fn gradients_find_what_the_factor_finds() {
        let blocks = blocks();
        let right = [1.0, -2.0, 0.5, 3.0, 1.0];
        for pins in [vec![], vec![2], vec![2, 4]] {
            let whole = Solver::new(&blocks, &pins).unwrap();
            let mut is_pinned = vec![false; 5];
            pins.iter().for_each(|pin| is_pinned[*pin] = true);
            let mut cells = blocks.narrow.clone();
            if is_pinned[4] {
                cells[2..].fill(0.0);
            }
            let narrow = Factor::of(cells, 2);
            let gradients = Solver::Gradients { blocks: Box::new(blocks.clone()), is_pinned, narrow };
            let (one, other) = (whole.solve(&right).unwrap(), gradients.solve(&right).unwrap());
            assert!(one.iter().zip(&other).all(|(a, b)| (a - b).abs() < 1e-9), "{one:?} {other:?}");
            let image = blocks.times(&one);
            let is_free = |at: &usize| !pins.contains(at);
            assert!((0..5).filter(is_free).all(|at| (image[at] - right[at]).abs() < 1e-9));
        }
    }
}
