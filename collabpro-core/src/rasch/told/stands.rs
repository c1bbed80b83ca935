//! Where the elements of the first facet stand: each at its measure, or spread over where it can lie.

use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::measures::Measures;

/// A place with its share.
#[derive(Clone, Copy, Debug)]
pub(in crate::rasch) struct Stand {
    pub(in crate::rasch) place: f64,
    /// The exponential of that.
    pub(in crate::rasch) odds: f64,
    pub(in crate::rasch) share: f64,
}

#[derive(Debug)]
pub(in crate::rasch) struct Stands {
    /// For each element where its places begin.
    of: Vec<usize>,
    /// How many each has.
    count: usize,
    all: Vec<Stand>,
}

impl Stands {
    /// Each at its measure.
    pub(in crate::rasch) fn known(measures: &Measures) -> Self {
        let stand = |place: &f64| Stand { place: *place, odds: libm::exp(*place), share: 1.0 };
        let all: Vec<Stand> = measures.of[0].iter().map(stand).collect();
        Self { of: (0..all.len()).collect(), count: 1, all }
    }

    /// Each class over its nodes, moved by what the origins move it.
    pub(in crate::rasch) fn integrated(patterns: &Patterns, nodes: &[[f64; 2]], shift: f64) -> Self {
        let count = nodes.len() / patterns.classes().max(1);
        let stand =
            |[at, share]: &[f64; 2]| Stand { place: at + shift, odds: libm::exp(at + shift), share: *share };
        // What is not estimated is asked for nowhere.
        let last = patterns.classes().saturating_sub(1);
        let of = patterns.class_of.iter().map(|class| (*class as usize).min(last) * count);
        Self { of: of.collect(), count, all: nodes.iter().map(stand).collect() }
    }

    pub(in crate::rasch) fn of(&self, code: u32) -> &[Stand] {
        &self.all[self.of[code as usize]..][..self.count]
    }
}
