//! Parts of a design, where it falls into several.

use super::cells::Rows;
use super::extreme::{Active, Standing};
use super::identification::{Links, NONE};

/// For each facet and element the part in which it is compared with others of its facet.
#[derive(Debug)]
pub(in crate::rasch) struct Subsets {
    of: Vec<Vec<u32>>,
    /// Parts of each facet; one where all of it can be compared.
    counts: Vec<usize>,
}

impl Subsets {
    pub(in crate::rasch) fn new(rows: &Rows, active: &Active, links: &Links) -> Self {
        let of = links.subset_of(rows, &active.rows);
        Self { counts: of.iter().map(|of| count(of)).collect(), of }
    }

    /// All of it, where something else than ratings ties the parts.
    pub(in crate::rasch) fn whole(active: &Active) -> Self {
        let part = |standing: &Standing| if *standing == Standing::Estimated { 0 } else { NONE };
        let of = active.standing.iter().map(|of| of.iter().map(part).collect()).collect();
        Self { counts: vec![1; active.standing.len()], of }
    }

    /// How many parts there are.
    pub(in crate::rasch) fn count(&self) -> usize {
        self.counts.iter().copied().max().unwrap_or(1)
    }

    /// The part of an element; `None` where it is not estimated.
    pub(in crate::rasch) fn of(&self, facet: usize, code: usize) -> Option<u32> {
        Some(self.of[facet][code]).filter(|at| *at != NONE)
    }

    /// The elements of each part of a facet that are estimated, with the part of the free facet that they share an origin with;
    /// `None`: all of it.
    pub(in crate::rasch) fn parts(&self, active: &Active, facet: usize) -> Vec<(Option<u32>, Vec<usize>)> {
        let several = self.counts[facet] > 1;
        let part = |at: u32| {
            let is_own = |code: &usize| {
                active.is_estimated(facet, *code as u32) && (!several || self.of[facet][*code] == at)
            };
            (several.then_some(at), (0..self.of[facet].len()).filter(is_own).collect())
        };
        (0..self.counts[facet] as u32).map(part).collect()
    }
}

/// How many parts there are among these; one where there is nothing.
pub(in crate::rasch) fn count(of: &[u32]) -> usize {
    of.iter().filter(|at| **at != NONE).max().map_or(1, |most| *most as usize + 1)
}
