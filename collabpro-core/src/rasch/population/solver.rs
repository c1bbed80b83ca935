//! The inverse of the information of marginal estimation.

use super::blocks::Blocks;
use crate::rasch::likelihood::held::{Held, clear};
use crate::rasch::likelihood::linear::{Factor, dot};

/// Up to so many parameters the information is one matrix, which is inverted.
pub(in crate::rasch) const MOST_WHOLE: usize = 2_000;

/// Iterations of conjugate gradients that are too many.
const MOST: usize = 3_000;

/// Conjugate gradients end when what is left is so small a part.
const LEFT: f64 = 1e-10;

/// The inverse of the information, where some parameters stay where they are, or keep their sum.
#[derive(Debug)]
pub(in crate::rasch) struct Solver {
    way: Way,
    held: Held,
}

#[derive(Debug)]
enum Way {
    /// By the factor of the whole.
    Whole { factor: Factor, size: usize },
    /// By conjugate gradients, made easier by what there would be if no class met two wide parameters.
    Gradients { blocks: Box<Blocks>, is_pinned: Vec<bool>, narrow: Factor },
}

impl Solver {
    /// Nothing where the matrix bends the other way.
    pub(in crate::rasch) fn new(blocks: &Blocks, pins: &[usize], held: &Held) -> Option<Self> {
        let mut is_pinned: Vec<bool> = (0..blocks.size).map(|place| held.is_fixed(place)).collect();
        pins.iter().for_each(|pin| is_pinned[*pin] = true);
        let way = if blocks.size <= MOST_WHOLE {
            Way::whole(blocks, &is_pinned, held)?
        } else {
            Way::gradients(blocks, is_pinned, held)?
        };
        Some(Self { way, held: held.clone() })
    }

    /// The inverse times a vector; nothing where the matrix turns out to bend the other way, or the search takes too long.
    pub(in crate::rasch) fn solve(&self, right: &[f64]) -> Option<Vec<f64>> {
        let (blocks, is_pinned, narrow) = match &self.way {
            Way::Whole { factor, .. } => {
                let mut x = right.to_vec();
                self.held.take_out_of(&mut x);
                factor.solve(&mut x);
                self.held.put_back(&mut x);
                return Some(x);
            }
            Way::Gradients { blocks, is_pinned, narrow } => (blocks, is_pinned, narrow),
        };
        let held = |x: &mut [f64]| {
            x.iter_mut().zip(is_pinned).filter(|(_, pinned)| **pinned).for_each(|(x, _)| *x = 0.0);
            self.held.project(x);
        };
        let eased = |left: &[f64]| {
            let mut made = eased(blocks, is_pinned, narrow, left);
            self.held.project(&mut made);
            made
        };
        let mut left = right.to_vec();
        held(&mut left);
        let mut solution = vec![0.0; right.len()];
        let mut ease = eased(&left);
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
            ease = eased(&left);
            let next = dot(&left, &ease);
            let keep = next / size;
            size = next;
            way.iter_mut().zip(&ease).for_each(|(way, ease)| *way = ease + keep * *way);
        }
        None
    }

    /// The whole inverse by rows, where there is one.
    pub(in crate::rasch) fn inverse(&self) -> Option<Vec<f64>> {
        let Way::Whole { factor, size } = &self.way else { return None };
        let mut cells = factor.clone().inverse();
        self.held.put_back_into(&mut cells, *size);
        Some(cells)
    }
}

impl Way {
    fn whole(blocks: &Blocks, is_pinned: &[bool], held: &Held) -> Option<Self> {
        let size = blocks.size;
        let mut cells = blocks.whole();
        held.take_out(&mut cells, size);
        let pins = is_pinned.iter().enumerate().filter(|(_, pinned)| **pinned);
        let mut many = held.sums();
        for (pin, _) in pins {
            clear(&mut cells, size, pin);
            many += 1;
        }
        let factor = Factor::of(cells, size);
        (factor.free() == many).then_some(Self::Whole { factor, size })
    }

    fn gradients(blocks: &Blocks, is_pinned: Vec<bool>, held: &Held) -> Option<Self> {
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
        let mut many = 0;
        for pin in (0..rest).filter(|at| is_pinned[wide + at]) {
            clear(&mut cells, rest, pin);
            many += 1;
        }
        let narrow = Factor::of(cells, rest);
        // What keeps a sum may be free without that: it only makes the search easier.
        let is_whole = (many..=many + held.sums()).contains(&narrow.free());
        is_whole.then(|| Self::Gradients { blocks: Box::new(blocks.clone()), is_pinned, narrow })
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

    /// By both ways the same.
    fn solved(pins: &[usize], held: &Held, right: &[f64]) -> Vec<f64> {
        let blocks = blocks();
        let whole = Solver::new(&blocks, pins, held).unwrap();
        let is_pinned = (0..5).map(|at| pins.contains(&at) || held.is_fixed(at)).collect();
        let way = Way::gradients(&blocks, is_pinned, held).unwrap();
        let gradients = Solver { way, held: held.clone() };
        let (one, other) = (whole.solve(right).unwrap(), gradients.solve(right).unwrap());
        assert!(one.iter().zip(&other).all(|(a, b)| (a - b).abs() < 1e-9), "{one:?} {other:?}");
        one
    }

    #[test]
    fn gradients_find_what_the_factor_finds() {
        let right = [1.0, -2.0, 0.5, 3.0, 1.0];
        for pins in [vec![], vec![2], vec![2, 4]] {
            let one = solved(&pins, &Held::default(), &right);
            let image = blocks().times(&one);
            let is_free = |at: &usize| !pins.contains(at);
            assert!((0..5).filter(is_free).all(|at| (image[at] - right[at]).abs() < 1e-9));
        }
    }

    #[test]
    fn what_is_held_is_kept_by_both() {
        let right = [1.0, -2.0, 0.5, 3.0, 1.0];
        let of_wide = solved(&[], &Held::of(vec![None; 5], vec![vec![0, 2]]), &right);
        let of_narrow = solved(&[1], &Held::of(vec![None; 5], vec![vec![3, 4]]), &right);
        assert!((of_wide[0] + of_wide[2]).abs() < 1e-12 && (of_narrow[3] + of_narrow[4]).abs() < 1e-12);
        assert_eq!(of_narrow[1], 0.0);
        let fixed = solved(&[], &Held::of(vec![None, Some(1.0), None, None, None], vec![vec![0, 2]]), &right);
        assert!(fixed[1] == 0.0 && (fixed[0] + fixed[2]).abs() < 1e-12);
        let image = blocks().times(&fixed);
        let left: Vec<f64> = image.iter().zip(&right).map(|(image, right)| right - image).collect();
        // What is left stands across all that may be moved.
        assert!(left[3].abs() < 1e-9 && left[4].abs() < 1e-9 && (left[0] - left[2]).abs() < 1e-9);
    }
}
