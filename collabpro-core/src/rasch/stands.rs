//! Where the elements of the first facet stand: each at its measure, or spread over where it can lie.

use super::measures::Measures;
use super::patterns::Patterns;

/// A place with its share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    pub(super) place: f64,
    /// The exponential of that.
    pub(super) odds: f64,
    pub(super) share: f64,
}

#[derive(Debug)]
pub(super) struct Stands {
    /// For each element where its places begin.
    of: Vec<usize>,
    /// How many each has.
    count: usize,
    all: Vec<Stand>,
}

impl Stands {
    /// Each at its measure.
    pub(super) fn known(measures: &Measures) -> Self {
        let stand = |place: &f64| Stand { place: *place, odds: libm::exp(*place), share: 1.0 };
        let all: Vec<Stand> = measures.of[0].iter().map(stand).collect();
        Self { of: (0..all.len()).collect(), count: 1, all }
    }

    /// Each class over its nodes, moved by what the origins move it.
    pub(super) fn integrated(patterns: &Patterns, nodes: &[[f64; 2]], shift: f64) -> Self {
        let count = nodes.len() / patterns.classes().max(1);
        let stand =
            |[at, share]: &[f64; 2]| Stand { place: at + shift, odds: libm::exp(at + shift), share: *share };
        // What is not estimated is asked for nowhere.
        let last = patterns.classes().saturating_sub(1);
        let of = patterns.class_of.iter().map(|class| (*class as usize).min(last) * count);
        Self { of: of.collect(), count, all: nodes.iter().map(stand).collect() }
    }

    pub(super) fn of(&self, code: u32) -> &[Stand] {
        &self.all[self.of[code as usize]..][..self.count]
    }
}
