//! What ratings link.

use super::{DesignStratum, LinkedComponent, Nesting, PanelSize, Panels, RatedUnit, SharedUnits};
use crate::scoring::{Reason, Undefined};
use crate::stats::forest::Forest;

/// Pairs of raters up to which they are counted one by one.
const MOST_PAIRS: u64 = 2_000_000;

/// That a rater rated a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    /// Position among the places.
    pub(super) place: u32,
    /// Position among the raters.
    pub(super) rater: u32,
    /// Ratings; none for somebody who was asked.
    pub(super) ratings: u32,
    /// The category of all of them, where it is the same.
    pub(super) always: Option<u64>,
}

/// Who rated what in one group, place by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Links {
    /// Unit and occasion.
    pub(super) places: Vec<[String; 2]>,
    /// Names of raters; none: their numbers.
    pub(super) raters: Option<Vec<String>>,
    pub(super) count: usize,
    /// Whether a rater may be found at several places.
    pub(super) linked: bool,
    pub(super) links: Vec<Link>,
}

/// What a rater did over all places.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Doings {
    pub(super) asked: bool,
    pub(super) units: u32,
    pub(super) ratings: u64,
    always: Option<u64>,
    differs: bool,
}

impl Doings {
    pub(super) fn is_constant(&self) -> bool {
        self.ratings > 1 && !self.differs
    }
}

impl Links {
    fn some(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.ratings > 0)
    }

    /// What each rater did.
    pub(super) fn doings(&self) -> Vec<Doings> {
        let mut made = vec![Doings::default(); self.count];
        for link in &self.links {
            let rater = &mut made[link.rater as usize];
            rater.asked = true;
            if link.ratings > 0 {
                rater.units += 1;
                rater.ratings += u64::from(link.ratings);
                rater.differs |= link.always.is_none() || (rater.units > 1 && rater.always != link.always);
                rater.always = link.always;
            }
        }
        made
    }

    /// The pairs of raters who share a place, with the places they share, by pair; `None` where there are too many.
    pub(super) fn pairs(&self) -> Option<Vec<([u32; 2], u32)>> {
        if self.meetings() > MOST_PAIRS {
            return None;
        }
        let mut all: Vec<u64> = Vec::new();
        let some: Vec<_> = self.some().copied().collect();
        for place in some.chunk_by(|a, b| a.place == b.place) {
            let mut raters: Vec<_> = place.iter().map(|link| u64::from(link.rater)).collect();
            raters.sort_unstable();
            for (at, first) in raters.iter().enumerate() {
                all.extend(raters[at + 1..].iter().map(|second| first << 32 | second));
            }
        }
        all.sort_unstable();
        let pair = |run: &[u64]| ([(run[0] >> 32) as u32, run[0] as u32], run.len() as u32);
        Some(all.chunk_by(|a, b| a == b).map(pair).collect())
    }

    /// How often two raters met at a place.
    fn meetings(&self) -> u64 {
        let some: Vec<_> = self.some().copied().collect();
        let pairs = |place: &[Link]| place.len() as u64 * (place.len() as u64 - 1) / 2;
        some.chunk_by(|a, b| a.place == b.place).map(pairs).sum()
    }

    /// Pairs by the places that they share.
    fn shared(&self) -> Option<(u64, Vec<SharedUnits>)> {
        if !self.linked {
            let pairs = self.meetings();
            let all = (pairs > 0).then_some(SharedUnits { units: 1, pairs });
            return Some((pairs, all.into_iter().collect()));
        }
        let pairs = self.pairs()?;
        let mut units: Vec<_> = pairs.iter().map(|(_, units)| *units).collect();
        units.sort_unstable();
        let shared = |run: &[u32]| SharedUnits { units: run[0], pairs: run.len() as u64 };
        Some((pairs.len() as u64, units.chunk_by(|a, b| a == b).map(shared).collect()))
    }

    /// Everything but the criteria and what follows from them.
    pub(super) fn group(&self) -> DesignStratum {
        let doings = self.doings();
        let places = self.places.len();
        let mut forest = Forest::new(places + self.count);
        let mut rated = self.places.iter().map(|[unit, occasion]| RatedUnit {
            unit: unit.clone(),
            occasion: occasion.clone(),
            raters: 0,
            ratings: 0,
            component: None,
        });
        let mut rated: Vec<_> = rated.by_ref().collect();
        for link in self.some() {
            let place = &mut rated[link.place as usize];
            place.raters += 1;
            place.ratings += u64::from(link.ratings);
            forest.join(link.place, places as u32 + link.rater);
        }
        let mut components: Vec<LinkedComponent> = Vec::new();
        let mut numbers = vec![0; places];
        for (at, place) in rated.iter_mut().enumerate().filter(|(_, place)| place.raters > 0) {
            // A place is the earliest of its component, since places come before raters.
            let root = forest.root(at as u32) as usize;
            if root == at {
                let component = components.len() as u32 + 1;
                components.push(LinkedComponent { component, units: 0, raters: 0, ratings: 0 });
                numbers[at] = component;
            }
            let component = &mut components[numbers[root] as usize - 1];
            component.units += 1;
            component.ratings += place.ratings;
            place.component = Some(component.component);
        }
        for (at, _) in doings.iter().enumerate().filter(|(_, rater)| rater.units > 0) {
            let root = forest.root((places + at) as u32) as usize;
            components[numbers[root] as usize - 1].raters += 1;
        }
        let count =
            |which: &dyn Fn(&Doings) -> bool| doings.iter().filter(|rater| which(rater)).count() as u32;
        let (one_unit, several_units) = (count(&|rater| rater.units == 1), count(&|rater| rater.units > 1));
        let units = rated.iter().filter(|place| place.raters > 0).count() as u32;
        let raters = one_unit + several_units;
        let links = self.some().count() as u64;
        let mut undefined = Undefined::default();
        let nesting = match (one_unit, several_units) {
            (0, 0) => None,
            (_, 0) => Some(Nesting::Nested),
            (0, _) => Some(Nesting::Crossed),
            _ => Some(Nesting::Mixed),
        };
        if nesting.is_none() {
            undefined.all(&["nesting", "panels"], Reason::NoRatings);
        }
        let shared = self.shared();
        if shared.is_none() {
            undefined.all(&["pairs", "shared"], Reason::TooManyPairs);
        }
        DesignStratum {
            role: None,
            occasion: None,
            units,
            empty_units: places as u32 - units,
            raters,
            empty_raters: count(&|rater| rater.asked && rater.units == 0),
            constant_raters: count(&Doings::is_constant),
            ratings: rated.iter().map(|place| place.ratings).sum(),
            panels: panels(&rated),
            pairable: rated.iter().filter(|place| place.raters > 1).count() as u32,
            nesting,
            one_unit,
            several_units,
            complete: links > 0 && links == u64::from(units) * u64::from(raters),
            pairs: shared.as_ref().map(|(pairs, _)| *pairs),
            shared: shared.map(|(_, shared)| shared),
            components,
            rated,
            criteria: Vec::new(),
            possible: Vec::new(),
            undefined,
        }
    }
}

fn panels(rated: &[RatedUnit]) -> Panels {
    let mut sizes: Vec<_> = rated.iter().map(|place| place.raters).filter(|raters| *raters > 0).collect();
    sizes.sort_unstable();
    let middle = |at: usize| sizes.get(at).map(|size| f64::from(*size));
    let (lower, upper) = (middle(sizes.len().saturating_sub(1) / 2), middle(sizes.len() / 2));
    let size = |run: &[u32]| PanelSize { raters: run[0], units: run.len() as u32 };
    Panels {
        least: sizes.first().copied(),
        median: lower.zip(upper).map(|(lower, upper)| 0.5 * (lower + upper)),
        most: sizes.last().copied(),
        sizes: sizes.chunk_by(|a, b| a == b).map(size).collect(),
    }
}
