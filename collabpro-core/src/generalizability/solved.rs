//! A study as decisions and plans ask for it: facets and effects by position.

use super::design::{Set, UNIT, members};
use super::notation::Notation;
use super::{Component, Pivot, Study, StudyFacet};
use crate::stats::random::Random;

/// A study with components.
pub(super) struct Solved<'s> {
    pub(super) facets: &'s [StudyFacet],
    /// For each facet those it is nested in.
    pub(super) within: Vec<Set>,
    pub(super) components: &'s [Component],
    /// For each component the facets in it.
    pub(super) sets: Vec<Set>,
    pub(super) pivots: &'s [Pivot],
    pub(super) mean: f64,
}

impl Study {
    /// `None` without components, and where what was read back is no study.
    pub(super) fn solved(&self) -> Option<Solved<'_>> {
        let set_of = |names: &[String]| set_of(&self.facets, names);
        let count = self.components.len();
        let fits = |pivot: &Pivot| pivot.weights.len() == count && pivot.df.is_none_or(|df| df >= 0.0);
        let is_whole = count > 0
            && (1..Set::BITS as usize).contains(&self.facets.len())
            && self.pivots.len() == count
            && self.pivots.iter().all(fits);
        if !is_whole {
            return None;
        }
        Some(Solved {
            facets: &self.facets,
            within: self.facets.iter().map(|facet| set_of(&facet.nested_in)).collect(),
            components: &self.components,
            sets: self.components.iter().map(|component| set_of(&component.facets)).collect(),
            pivots: &self.pivots,
            mean: self.mean?,
        })
    }
}

fn set_of(facets: &[StudyFacet], names: &[String]) -> Set {
    let at = |name: &String| facets.iter().position(|facet| facet.name == *name);
    names.iter().filter_map(at).fold(0, |set: Set, at| set | 1 << at)
}

/// A set with what its members are nested in.
fn whole(within: &[Set], set: Set) -> Set {
    members(set).fold(set, |set, at| set | within[at])
}

impl Solved<'_> {
    /// With facets nested as a design says, where the study has them. What holds for an effect holds for what its facets are
    /// nested in: an effect of raters becomes one of raters of a unit. `None` where the design crosses what is nested in the study:
    /// of two effects that became one nothing tells which is which.
    pub(super) fn nested(mut self, design: &Notation) -> Option<Self> {
        let place = |at: usize| self.facets.iter().position(|facet| facet.name == design.facets[at]);
        let places: Vec<_> = (0..design.facets.len()).map(place).collect();
        for (at, place) in places.iter().enumerate() {
            let Some(place) = *place else { continue };
            for (other, outer) in places.iter().enumerate() {
                let Some(outer) = *outer else { continue };
                match design.within[at] >> other & 1 == 1 {
                    true => self.within[place] |= 1 << outer,
                    false if self.within[place] >> outer & 1 == 1 => return None,
                    false => {}
                }
            }
        }
        // What a facet that the design does not name is nested in may be nested itself now.
        let closed = |set: Set| (0..self.within.len()).fold(set, |set, _| whole(&self.within, set));
        let within = self.within.iter().map(|set| closed(*set)).collect::<Vec<_>>();
        self.sets.iter_mut().for_each(|set| *set = whole(&within, *set));
        self.within = within;
        Some(self)
    }

    /// The facets of these names.
    pub(super) fn set_of(&self, names: &[String]) -> Set {
        set_of(self.facets, names)
    }

    /// The facets of an effect that scores are averaged over.
    pub(super) fn averaged(&self, effect: usize) -> Set {
        self.sets[effect] & !UNIT
    }

    /// What was found, nothing below 0.
    pub(super) fn variances(&self) -> Vec<f64> {
        self.components.iter().map(|component| component.variance).collect()
    }

    /// Components and means drawn again as generalized inference does: each quantity that was found is taken as its
    /// expectation times chi-square over its degrees of freedom, and solved for the expectation.
    pub(super) fn replicates(&self, seed: u64, replicates: u32) -> Vec<(Vec<f64>, f64)> {
        let draw = |stream: u32| {
            let mut random = Random::new(seed, u64::from(stream));
            let components = self.draw(&mut random);
            (components, random.normal())
        };
        (0..replicates).map(draw).collect()
    }

    fn draw(&self, random: &mut Random) -> Vec<f64> {
        let mut drawn = Vec::with_capacity(self.pivots.len());
        for Pivot { value, df, .. } in self.pivots {
            let square = df.map(|df| (df, 2.0 * random.gamma(df / 2.0)));
            drawn.push(match square {
                Some((df, square)) if square > 0.0 => value * df / square,
                _ => *value,
            });
        }
        let of = |at: usize| {
            let terms = self.pivots.iter().zip(&drawn).map(|(pivot, drawn)| pivot.weights[at] * drawn);
            terms.fold(0.0, |sum, term| sum + term).max(0.0)
        };
        (0..self.components.len()).map(of).collect()
    }
}
