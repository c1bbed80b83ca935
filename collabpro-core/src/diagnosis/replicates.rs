//! The replicates of all places together. The people of a place are drawn in the order of their ratings, so that the first
//! of one place has the same weight as the first of any other: each replicate draws its weights once, and adds them up for
//! every eight people in all ways in which they can be left out. Four replicates go side by side; they are lent to iterators and not given,
//! since a module that is built for size calls a function for each element of an array that is given away.

use std::collections::BTreeMap;
use std::ops::Range;

use super::patterns::{AXES, HALF, Part, with_signs};
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

/// Replicates that are worked out together.
const LANES: usize = 4;

/// A number in each of them.
type Lanes = [f64; LANES];

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
    /// For each measure its ratios, those of all signs together.
    of: [Range<usize>; Measure::ALL.len()],
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
            of: Default::default(),
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
        for measure in Measure::ALL.iter().copied() {
            let to = match measure {
                Measure::Signs => Measure::ALL.len()..usize::MAX,
                _ => measure as usize..measure as usize + 1,
            };
            let before = |to: usize| place.ratios.partition_point(|ratio| ratio.to < to);
            place.of[measure as usize] = before(to.start)..before(to.end);
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

    fn replicate<'a>(&'a self, weights: &'a Weights, totals: &'a mut Vec<Lanes>) -> Replicate<'a> {
        totals.clear();
        totals.extend(self.rated.iter().map(|set| {
            let mut total = weights.of(&self.bits, set);
            total.iter_mut().zip(&weights.half).for_each(|(total, half)| *total = 1.0 / (half + *total));
            total
        }));
        Replicate { place: self, weights, totals, known: [None; Measure::ALL.len()] }
    }

    fn ratios(&self, measure: Measure) -> &[Ratio] {
        &self.ratios[self.of[measure as usize].clone()]
    }

    /// Counts so many of the replicates that go together.
    fn count(&self, rule: &Rule, lanes: usize, replicate: &mut Replicate<'_>, came: &mut Came) {
        let found = replicate.patterns(rule, 0.0);
        let again = if self.unknown > 0.0 { replicate.patterns(rule, self.unknown) } else { found };
        // As by one replicate alone: no pattern where it hangs on signs that nobody rated.
        for (pattern, _) in found.iter().zip(again).take(lanes).filter(|(found, again)| *found == again) {
            came.patterns[*pattern as usize] += 1;
        }
        for (held, condition) in came.held.iter_mut().zip(self.conditions) {
            for value in &replicate.measure(condition.measure)[..lanes] {
                let more = with_signs(condition.measure, *value, self.unknown);
                *held += u32::from(condition.holds(*value) && condition.holds(more));
            }
        }
    }
}

/// A place in replicates that go together: its measures are worked out when they are asked for, since the rule hangs on few of them.
struct Replicate<'a> {
    place: &'a Place,
    weights: &'a Weights,
    /// Of each set of people who rated the same, one over their weight.
    totals: &'a [Lanes],
    known: [Option<Lanes>; Measure::ALL.len()],
}

impl Replicate<'_> {
    fn measure(&mut self, measure: Measure) -> Lanes {
        if let Some(known) = self.known[measure as usize] {
            return known;
        }
        let value =
            if measure == Measure::Signs { self.signs() } else { self.share(self.place.ratios(measure)) };
        self.known[measure as usize] = Some(value);
        value
    }

    /// The rule's pattern in each of the replicates, with so many signs more.
    fn patterns(&mut self, rule: &Rule, more: f64) -> [Pattern; LANES] {
        let (mut found, mut open) = ([Pattern::Mixed; LANES], [true; LANES]);
        for own in &rule.patterns {
            let mut fits = open;
            for condition in own.when.iter() {
                if fits == [false; LANES] {
                    break;
                }
                let values = self.measure(condition.measure);
                for (fits, value) in fits.iter_mut().zip(&values) {
                    *fits &= condition.holds(with_signs(condition.measure, *value, more));
                }
            }
            for lane in (0..LANES).filter(|lane| fits[*lane]) {
                (found[lane], open[lane]) = (own.id, false);
            }
        }
        found
    }

    fn share(&self, ratios: &[Ratio]) -> Lanes {
        let (bits, weights) = (&self.place.bits, self.weights);
        let mut share = [0.0; LANES];
        for ratio in ratios {
            // One rater more rates one half everywhere.
            let mut sum = [0.0; LANES];
            sum.iter_mut().zip(&weights.half).for_each(|(sum, half)| *sum = ratio.criteria * half / 2.0);
            let mut worth = 1.0;
            for digit in &ratio.digits {
                sum.iter_mut().zip(&weights.of(bits, digit)).for_each(|(sum, own)| *sum += worth * own);
                worth += worth;
            }
            let total = &self.totals[ratio.rated];
            for (share, (sum, total)) in share.iter_mut().zip(sum.iter().zip(total)) {
                *share += sum * total * ratio.factor;
            }
        }
        share
    }

    /// How many signs at least half of the people often see.
    fn signs(&self) -> Lanes {
        let mut count = [0.0; LANES];
        for sign in self.place.ratios(Measure::Signs).chunk_by(|a, b| a.to == b.to) {
            let often = |share: &f64| f64::from(u8::from(*share >= HALF));
            count.iter_mut().zip(&self.share(sign)).for_each(|(count, share)| *count += often(share));
        }
        count
    }
}

/// The weights of replicates that go together.
#[derive(Default)]
struct Weights {
    /// Of one rater more.
    half: Lanes,
    sums: Vec<[Lanes; WAYS]>,
}

impl Weights {
    /// Of so many people.
    fn draw(&mut self, mut random: [Random; LANES], people: usize) {
        self.half = random.each_mut().map(weight);
        self.sums.resize(people.div_ceil(8), [[0.0; LANES]; WAYS]);
        let mut left = people;
        for sums in &mut self.sums {
            for bit in 0..left.min(8) {
                let own = random.each_mut().map(weight);
                let (without, with) = sums.split_at_mut(1 << bit);
                for (with, without) in with.iter_mut().zip(without) {
                    *with = *without;
                    with.iter_mut().zip(&own).for_each(|(with, own)| *with += own);
                }
            }
            left = left.saturating_sub(8);
        }
    }

    /// The weight of some of the people of a place.
    fn of(&self, bits: &[u8], set: &Some8) -> Lanes {
        let bits = bits.get(set.clone()).unwrap_or_default();
        // One by one, so that they stay in registers.
        let [mut a, mut b, mut c, mut d] = [0.0; LANES];
        for (sums, bits) in self.sums.iter().zip(bits) {
            let own = &sums[usize::from(*bits)];
            (a, b, c, d) = (a + own[0], b + own[1], c + own[2], d + own[3]);
        }
        [a, b, c, d]
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
        for first in range.clone().step_by(LANES) {
            let lanes = LANES.min(range.end - first);
            weights.draw(std::array::from_fn(|lane| Random::new(options.seed, (first + lane) as u64)), most);
            for (place, came) in places.iter().zip(&mut came) {
                place.count(rule, lanes, &mut place.replicate(&weights, &mut totals), came);
            }
        }
        came
    };
    let lookups = places.iter().map(|place| place.bits.len()).sum::<usize>() + most * WAYS / 8;
    let stretch = (STRETCH / lookups.max(1)).max(2 * LANES);
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
            weights.draw([3, 4, 5, 6].map(|stream| Random::new(seed, stream)), rows.len() + 5);
            let mut totals = Vec::new();
            let mut replicate = place.replicate(&weights, &mut totals);
            for lane in 0..LANES {
                let mut random = Random::new(seed, 3 + lane as u64);
                let half = weight(&mut random);
                let own: Vec<f64> = rows.iter().map(|_| weight(&mut random)).collect();
                for (measure, defined) in Measure::ALL.iter().zip(defined(&rows, &own, half)) {
                    let found = replicate.measure(*measure)[lane];
                    prop_assert!((found - defined).abs() < 1e-12, "{found} {defined}");
                }
                for more in [0.0, 2.0] {
                    let found = replicate.patterns(Rule::bundled(), more)[lane];
                    let measured = |at| with_signs(at, replicate.measure(at)[lane], more);
                    prop_assert_eq!(found, Rule::bundled().pattern(measured));
                }
            }
        }
    }
}
