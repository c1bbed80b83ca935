//! The replicates of all places together. The people of a place are drawn in the order of their ratings, so that the first
//! of one place has the same weight as the first of any other: each replicate draws its weights once, and adds them up for
//! every eight people in all ways in which they can be left out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::patterns::{AXES, HALF, Part, sure, with_signs};
use super::{Condition, DiagnosisOptions, Measure, Pattern, Rule};
use crate::base::error::Result;
use crate::base::parts::in_stretches;
use crate::base::watch::Watch;
use crate::scoring::bayesian_bootstrap::weight;
use crate::stats::random::Random;

/// Fewer replicates than this are not worth a second thread.
const WORTH_A_THREAD: usize = 500;

/// Sums looked up between two questions to the watcher.
const STRETCH: usize = 1 << 22;

/// Sums of the weights of eight people: of those whose bits are set.
const WAYS: usize = 1 << 8;

/// Some of the people of a place: where their bits stand.
type Some8 = Range<usize>;

/// What is measured by a criterion, of how many it is one, and who rated it.
type Alike = (usize, usize, Vec<bool>);

/// Criteria that the same people rated, and that count alike for one measure.
struct Ratio {
    /// A measure; from the number of measures on, a sign.
    to: usize,
    /// How much a criterion counts.
    factor: f64,
    criteria: f64,
    /// Which of [`Place::rated`].
    rated: usize,
    /// On how many of the criteria someone is at the limit or above, in binary: a set of people for each digit, the lowest first.
    digits: Vec<Some8>,
}

/// What is drawn again of one place.
pub(super) struct Place {
    people: usize,
    bits: Vec<u8>,
    rated: Vec<Some8>,
    ratios: Vec<Ratio>,
    /// Signs that nobody rated.
    unknown: f64,
    conditions: &'static [Condition],
}

/// How often each pattern came out, and how often each condition held.
#[derive(Clone)]
pub(super) struct Came {
    pub(super) patterns: [u32; Pattern::ALL.len()],
    pub(super) held: Vec<u32>,
}

impl Place {
    /// Of the people's [`steps`](crate::scoring::bayesian_bootstrap::steps) on the criteria of the parts.
    pub(super) fn new(
        rows: &[Vec<u8>],
        parts: &[Part],
        unknown: f64,
        conditions: &'static [Condition],
    ) -> Self {
        let mut place = Self {
            people: rows.len(),
            bits: Vec::new(),
            rated: Vec::new(),
            ratios: Vec::new(),
            unknown,
            conditions,
        };
        let mut of_axis = [0_usize; AXES.len()];
        parts.iter().filter_map(|part| part.axis).for_each(|axis| of_axis[axis] += 1);
        // How many criteria there are, and on how many of them each of the people is at the limit.
        let mut alike: BTreeMap<Alike, (usize, Vec<u32>)> = BTreeMap::new();
        let (mut first, mut sign) = (0, Measure::ALL.len());
        for part in parts {
            let mut measures = vec![(sign, 3)];
            let length = part.criteria.len();
            match part.axis {
                Some(axis) => {
                    let (_, [second, cut]) = AXES[axis];
                    measures = vec![(cut as usize, 3)];
                    if second != cut {
                        measures.push((second as usize, 2));
                    }
                }
                None => sign += 1,
            }
            let share_of = length * part.axis.map_or(1, |axis| of_axis[axis]);
            for criterion in first..first + length {
                let steps = || rows.iter().map(|row| row.get(criterion).copied().unwrap_or(0));
                for (measure, least) in &measures {
                    let key = (*measure, share_of, steps().map(|step| step > 0).collect());
                    let (criteria, counts) = alike.entry(key).or_insert_with(|| (0, vec![0; rows.len()]));
                    *criteria += 1;
                    counts
                        .iter_mut()
                        .zip(steps())
                        .for_each(|(count, step)| *count += u32::from(step >= *least));
                }
            }
            first += length;
        }
        let mut known: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for ((to, share_of, rated), (criteria, counts)) in alike {
            let most = counts.iter().max().map_or(0, |most| u32::BITS - most.leading_zeros());
            let digits = (0..most).map(|digit| place.set(counts.iter().map(|count| count >> digit & 1 > 0)));
            let digits = digits.collect();
            let rated = *known.entry(rated).or_insert_with_key(|rated| {
                let set = place.set(rated.iter().copied());
                place.rated.push(set);
                place.rated.len() - 1
            });
            let factor = 1.0 / share_of as f64;
            place.ratios.push(Ratio { to, factor, criteria: criteria as f64, rated, digits });
        }
        place
    }

    /// Writes down some of the people.
    fn set(&mut self, people: impl Iterator<Item = bool>) -> Some8 {
        let start = self.bits.len();
        for (at, is_in) in people.enumerate() {
            if at % 8 == 0 {
                self.bits.push(0);
            }
            if let Some(last) = self.bits.last_mut() {
                *last |= u8::from(is_in) << (at % 8);
            }
        }
        start..self.bits.len()
    }

    fn none(&self) -> Came {
        Came { patterns: [0; Pattern::ALL.len()], held: vec![0; self.conditions.len()] }
    }

    fn replicate<'a>(&'a self, weights: &'a Weights, totals: &'a mut Vec<f64>) -> Replicate<'a> {
        totals.clear();
        totals.extend(self.rated.iter().map(|set| 1.0 / (weights.half + weights.of(&self.bits, set))));
        Replicate { place: self, weights, totals, known: [None; Measure::ALL.len()] }
    }

    /// The ratios of a measure, or of all signs.
    fn ratios(&self, measure: Measure) -> &[Ratio] {
        let (from, to) = match measure {
            Measure::Signs => (Measure::ALL.len(), usize::MAX),
            _ => (measure as usize, measure as usize + 1),
        };
        let start = self.ratios.partition_point(|ratio| ratio.to < from);
        let length = self.ratios[start..].partition_point(|ratio| ratio.to < to);
        &self.ratios[start..][..length]
    }

    fn count(&self, rule: &Rule, replicate: &mut Replicate<'_>, came: &mut Came) {
        if let Some(found) = sure(rule, |at| replicate.measure(at), self.unknown) {
            came.patterns[found as usize] += 1;
        }
        for (held, condition) in came.held.iter_mut().zip(self.conditions) {
            let value = replicate.measure(condition.measure);
            let more = with_signs(condition.measure, value, self.unknown);
            *held += u32::from(condition.holds(value) && condition.holds(more));
        }
    }
}

/// A place in one replicate: its measures are worked out when they are asked for, since the rule hangs on few of them.
struct Replicate<'a> {
    place: &'a Place,
    weights: &'a Weights,
    /// Of each set of people who rated the same, one over their weight.
    totals: &'a [f64],
    known: [Option<f64>; Measure::ALL.len()],
}

impl Replicate<'_> {
    fn measure(&mut self, measure: Measure) -> f64 {
        if let Some(known) = self.known[measure as usize] {
            return known;
        }
        let value =
            if measure == Measure::Signs { self.signs() } else { self.share(self.place.ratios(measure)) };
        self.known[measure as usize] = Some(value);
        value
    }

    fn share(&self, ratios: &[Ratio]) -> f64 {
        let (bits, weights) = (&self.place.bits, self.weights);
        let mut share = 0.0;
        for ratio in ratios {
            // One rater more rates one half everywhere.
            let mut sum = ratio.criteria * weights.half / 2.0;
            let mut worth = 1.0;
            for digit in &ratio.digits {
                sum += worth * weights.of(bits, digit);
                worth += worth;
            }
            share += sum * self.totals[ratio.rated] * ratio.factor;
        }
        share
    }

    /// How many signs at least half of the people often see.
    fn signs(&self) -> f64 {
        let signs = self.place.ratios(Measure::Signs).chunk_by(|a, b| a.to == b.to);
        signs.filter(|sign| self.share(sign) >= HALF).count() as f64
    }
}

/// The weights of one replicate.
#[derive(Default)]
struct Weights {
    /// Of one rater more.
    half: f64,
    sums: Vec<[f64; WAYS]>,
}

impl Weights {
    /// Of so many people.
    fn draw(&mut self, random: &mut Random, people: usize) {
        self.half = weight(random);
        self.sums.resize(people.div_ceil(8), [0.0; WAYS]);
        let mut left = people;
        for sums in &mut self.sums {
            for bit in 0..left.min(8) {
                let own = weight(random);
                let (without, with) = sums.split_at_mut(1 << bit);
                with.iter_mut().zip(without).for_each(|(with, without)| *with = *without + own);
            }
            left = left.saturating_sub(8);
        }
    }

    /// The weight of some of the people of a place.
    fn of(&self, bits: &[u8], set: &Some8) -> f64 {
        let bits = bits.get(set.clone()).unwrap_or_default();
        self.sums.iter().zip(bits).map(|(sums, bits)| sums[usize::from(*bits)]).sum()
    }
}

/// Draws the people of each place again.
pub(super) fn draw(
    places: &[Place],
    rule: &Rule,
    options: &DiagnosisOptions,
    watch: &mut dyn Watch,
) -> Result<Vec<Came>> {
    let none = || places.iter().map(Place::none).collect::<Vec<_>>();
    let most = places.iter().map(|place| place.people).max().unwrap_or(0);
    let replicates = |range: Range<usize>| {
        let (mut came, mut weights, mut totals) = (none(), Weights::default(), Vec::new());
        for replicate in range {
            weights.draw(&mut Random::new(options.seed, replicate as u64), most);
            for (place, came) in places.iter().zip(&mut came) {
                place.count(rule, &mut place.replicate(&weights, &mut totals), came);
            }
        }
        came
    };
    let lookups = places.iter().map(|place| place.bits.len()).sum::<usize>() + most * WAYS / 8;
    let stretch = (STRETCH / lookups.max(1)).max(2);
    let cuts = (stretch, WORTH_A_THREAD.min(stretch / 2));
    let mut came = none();
    in_stretches(options.replicates as usize, cuts, watch, replicates, &mut |part| {
        for (came, part) in came.iter_mut().zip(part) {
            came.patterns.iter_mut().zip(part.patterns).for_each(|(came, part)| *came += part);
            came.held.iter_mut().zip(part.held).for_each(|(held, part)| *held += part);
        }
    })?;
    Ok(came)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::bayesian_bootstrap::shares;

    /// Two tenets of the first axis, one of each other, and two signs, one of them by two criteria.
    const PARTS: [(Option<usize>, usize); 6] =
        [(Some(0), 3), (Some(0), 2), (Some(1), 1), (Some(2), 3), (None, 2), (None, 1)];
    const CRITERIA: usize = 12;

    fn parts() -> Vec<Part> {
        PARTS.iter().map(|(axis, length)| Part { axis: *axis, criteria: vec![0; *length] }).collect()
    }

    /// The measures by the definition: every share by itself, means of them, signs that reach one half.
    fn defined(rows: &[Vec<u8>], weights: &[f64], half: f64) -> [f64; 6] {
        let people = rows.iter().map(Vec::as_slice).zip(weights.iter().copied());
        let shares = shares(people, half, &PARTS.map(|(_, length)| length));
        let [first, second, craft, own, many, one] = shares[..] else { unreachable!("six parts") };
        let mut measures = [0.0; 6];
        measures[Measure::Relation as usize] = (first[1] + second[1]) / 2.0;
        measures[Measure::RelationSecond as usize] = (first[0] + second[0]) / 2.0;
        measures[Measure::Craft as usize] = craft[1];
        measures[Measure::CraftSecond as usize] = craft[0];
        measures[Measure::Ownership as usize] = own[1];
        measures[Measure::Signs as usize] = [many, one].map(|sign| f64::from(sign[1] >= HALF)).iter().sum();
        measures
    }

    proptest! {
        #[test]
        fn sums_of_eight_people_give_the_shares_of_the_definition(
            rows in prop::collection::vec(prop::collection::vec(0..4_u8, CRITERIA), 1..40),
            seed: u64,
        ) {
            let place = Place::new(&rows, &parts(), 0.0, &[]);
            let mut weights = Weights::default();
            // Elsewhere more people rated: the first of them weigh the same.
            weights.draw(&mut Random::new(seed, 3), rows.len() + 5);
            let mut random = Random::new(seed, 3);
            let half = weight(&mut random);
            let own: Vec<f64> = rows.iter().map(|_| weight(&mut random)).collect();
            let mut totals = Vec::new();
            let mut replicate = place.replicate(&weights, &mut totals);
            for (measure, defined) in Measure::ALL.iter().zip(defined(&rows, &own, half)) {
                let found = replicate.measure(*measure);
                prop_assert!((found - defined).abs() < 1e-12, "{found} {defined}");
            }
        }
    }
}
