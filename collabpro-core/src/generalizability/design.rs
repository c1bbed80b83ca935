//! Which facets are crossed, which are nested, and the effects that follow from it.

use super::observations::{Column, Groups, Observations};
use crate::scoring::Reason;

/// Some facets: bit `n` stands for the facet at position `n`; what is measured is bit 0.
pub(super) type Set = u32;

/// The object of measurement.
pub(super) const UNIT: Set = 1;

/// The facets of a set, by position.
pub(super) fn members(set: Set) -> impl Iterator<Item = usize> {
    (0..Set::BITS as usize).filter(move |at| set >> at & 1 == 1)
}

/// A facet of a design.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DesignFacet {
    pub(super) name: String,
    /// Facets it is nested in.
    pub(super) within: Set,
    /// Its conditions, over all.
    pub(super) levels: u32,
    /// Conditions that a unit has of it, within each condition of what it is nested in: the harmonic mean.
    pub(super) size: f64,
    /// Whether labels come again under other conditions of what it is nested in.
    pub(super) relabelled: bool,
    /// What the design calls crossed with it and the data show it is nested in.
    pub(super) contradicted: Set,
}

/// What is left out of a design, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Left {
    pub(super) what: String,
    pub(super) reason: Reason,
    /// What it cannot be told from.
    pub(super) with: Option<String>,
}

/// Why there is nothing to estimate, and because of what.
pub(super) struct Refused {
    pub(super) reason: Reason,
    pub(super) left: Vec<Left>,
}

impl From<Reason> for Refused {
    fn from(reason: Reason) -> Self {
        Self { reason, left: Vec::new() }
    }
}

/// An effect: the facets in it, what they are nested in included.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Effect {
    pub(super) set: Set,
    pub(super) groups: Groups,
    /// Whether it is what is left over, from which its own share cannot be told.
    pub(super) error: bool,
}

/// A design with the groups that its effects make of the rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Design {
    pub(super) facets: Vec<DesignFacet>,
    /// From the smallest to the largest; the last is the error.
    pub(super) effects: Vec<Effect>,
    pub(super) left: Vec<Left>,
    /// Facets whose labels are numbers that are the same under each condition of another: perhaps others each time.
    pub(super) numbered: Vec<(usize, usize)>,
    /// Whether every combination is there and equally often.
    pub(super) balanced: bool,
}

/// The name of the facet that tells scores of one cell apart.
pub(super) const REPLICATE: &str = "replicate";

impl Design {
    /// The design of these observations, whose first facet is what is measured. `within` says for each facet what it is
    /// nested in; what the data show beyond that is added. `given` tells whether anybody said so.
    ///
    /// # Errors
    /// Why there is nothing to estimate.
    pub(super) fn new(
        mut observations: Observations,
        within: &[Set],
        given: bool,
    ) -> Result<(Self, Observations), Refused> {
        if observations.rows() == 0 {
            return Err(Reason::NoRatings.into());
        }
        if observations.facets.iter().take(1).any(|unit| unit.levels < 2) {
            return Err(Reason::OneUnit.into());
        }
        let mut within = within.to_vec();
        within.resize(observations.facets.len(), 0);
        let mut left = Vec::new();
        let relabelled = recode(&mut observations, &within);
        let mut keep = vec![true; within.len()];
        for (at, facet) in
            observations.facets.iter().enumerate().skip(1).filter(|(_, facet)| facet.levels < 2)
        {
            keep[at] = false;
            left.push(Left { what: facet.name.clone(), reason: Reason::OneCondition, with: None });
        }
        let mut seen = nesting(&observations, &keep);
        for at in 1..keep.len() {
            let twin = (0..at)
                .find(|other| keep[*other] && seen[at] >> other & 1 == 1 && seen[*other] >> at & 1 == 1);
            if let Some(twin) = twin.filter(|_| keep[at]) {
                keep[at] = false;
                let (what, with) = (&observations.facets[at].name, &observations.facets[twin].name);
                left.push(Left { what: what.clone(), reason: Reason::Confounded, with: Some(with.clone()) });
            }
        }
        for at in 1..keep.len() {
            if let Some(with) = cells(&observations, &seen, &keep, at).filter(|_| keep[at]) {
                keep[at] = false;
                let what = observations.facets[at].name.clone();
                left.push(Left { what, reason: Reason::Confounded, with: Some(with) });
            }
        }
        // A group that units and others belong to, as lecturers do to a department.
        let above = |at: usize| {
            let (what, with) = (observations.facets[at].name.clone(), observations.facets[0].name.clone());
            Left { what, reason: Reason::DisconnectedDesign, with: Some(with) }
        };
        for at in members(seen[0] & members_of(&keep)) {
            if (1..keep.len()).any(|inner| inner != at && keep[inner] && seen[inner] >> at & 1 == 1) {
                keep[at] = false;
                left.push(above(at));
            }
        }
        let kept: Set = members_of(&keep);
        seen.iter_mut().for_each(|seen| *seen &= kept);
        if seen[0] != 0 {
            let left = members(seen[0]).map(above).collect();
            return Err(Refused { reason: Reason::DisconnectedDesign, left });
        }
        // Only what is kept, and positions that fit.
        let position = |set: Set| {
            let of = |at: usize| keep[..at].iter().filter(|keep| **keep).count();
            members(set & kept).fold(0, |set: Set, at| set | 1 << of(at))
        };
        let mut facets = Vec::new();
        for at in (0..keep.len()).filter(|at| keep[*at]) {
            let column = &observations.facets[at];
            let said = position(within[at]);
            let own = said | position(seen[at]);
            facets.push(DesignFacet {
                name: column.name.clone(),
                within: own,
                levels: column.levels,
                size: 0.0,
                relabelled: relabelled[at],
                contradicted: if given { own & !said } else { 0 },
            });
        }
        let mut place = keep.iter();
        observations.facets.retain(|_| place.next().copied().unwrap_or(false));
        let mut design = Self { facets, effects: Vec::new(), left, numbered: Vec::new(), balanced: false };
        design.find_effects(&observations);
        if design.effects.len() < 2 {
            return Err(Reason::OneRater.into());
        }
        design.find_sizes(&observations);
        if !given {
            design.numbered = numbered(&observations, &design);
        }
        Ok((design, observations))
    }

    /// Every set of facets that holds what its members are nested in.
    fn find_effects(&mut self, observations: &Observations) {
        let rows = observations.rows();
        let all: Set = (1 << self.facets.len()) - 1;
        let closed = |set: &Set| members(*set).all(|at| self.facets[at].within & !set == 0);
        let mut sets: Vec<_> = (1..=all).filter(closed).collect();
        // Small ones first; among equals those of the first facets.
        let key = |set: Set| u64::from(set.count_ones()) << 32 | u64::from(!set.reverse_bits());
        sets.sort_by_key(|set| key(*set));
        let groups = |set: Set| {
            members(set).fold(Groups::one(rows), |groups, at| {
                groups.by(&observations.facets[at].codes, observations.facets[at].levels)
            })
        };
        let mut effects: Vec<_> =
            sets.iter().map(|set| Effect { set: *set, groups: groups(*set), error: false }).collect();
        if effects.last().is_some_and(|last| (last.groups.count as usize) < rows) {
            let of_row = (0..rows as u32).collect();
            let bit: Set = 1 << self.facets.len();
            let size = rows as f64 / effects.last().map_or(1.0, |last| f64::from(last.groups.count));
            effects.push(Effect {
                set: all | bit,
                groups: Groups { of_row, count: rows as u32 },
                error: false,
            });
            self.facets.push(DesignFacet {
                name: REPLICATE.to_owned(),
                within: all,
                levels: rows as u32,
                size,
                relabelled: false,
                contradicted: 0,
            });
        }
        if let Some(last) = effects.last_mut() {
            last.error = true;
        }
        self.balanced = self.is_balanced(&effects, rows);
        if !self.balanced {
            effects = self.estimable(effects, rows);
        }
        self.effects = effects;
    }

    /// What can be told from the error and from one another.
    fn estimable(&mut self, effects: Vec<Effect>, rows: usize) -> Vec<Effect> {
        let mut kept: Vec<Effect> = Vec::new();
        for effect in effects {
            let same = |other: &&Effect| {
                other.groups.count == effect.groups.count
                    && other.groups.by(&effect.groups.of_row, effect.groups.count).count
                        == effect.groups.count
            };
            let with = match kept.iter().find(same) {
                _ if effect.error => None,
                _ if effect.groups.count as usize == rows => Some(self.label((1 << self.facets.len()) - 1)),
                twin => twin.map(|twin| self.label(twin.set)),
            };
            match with {
                None => kept.push(effect),
                Some(with) => {
                    let what = self.label(effect.set);
                    self.left.push(Left { what, reason: Reason::Confounded, with: Some(with) });
                }
            }
        }
        kept
    }

    /// Groups of each effect are of one size and there are as many as its facets make.
    fn is_balanced(&self, effects: &[Effect], rows: usize) -> bool {
        let count = |set: Set| {
            effects.iter().find(|effect| effect.set == set).map_or(1, |effect| effect.groups.count)
        };
        let fits = |effect: &Effect| {
            let each = |at: usize| {
                let (own, within) = (count(self.facets[at].within | 1 << at), count(self.facets[at].within));
                (own % within == 0).then_some(u64::from(own / within))
            };
            let product = members(effect.set).try_fold(1_u64, |product, at| product.checked_mul(each(at)?));
            let size = rows / (effect.groups.count as usize).max(1);
            product == Some(u64::from(effect.groups.count))
                && effect.groups.sizes().iter().all(|found| *found as usize == size)
        };
        effects.iter().all(fits)
    }

    fn find_sizes(&mut self, observations: &Observations) {
        for at in 1..observations.facets.len() {
            let around = self.facets[at].within & !(1 << at) | UNIT;
            let mut groups = Groups::one(observations.rows());
            for other in members(around) {
                groups = groups.by(&observations.facets[other].codes, observations.facets[other].levels);
            }
            let own = groups.by(&observations.facets[at].codes, observations.facets[at].levels);
            let mut levels = vec![0_u32; groups.count as usize];
            let mut seen = vec![false; own.count as usize];
            for (group, own) in groups.of_row.iter().zip(&own.of_row) {
                if !std::mem::replace(&mut seen[*own as usize], true) {
                    levels[*group as usize] += 1;
                }
            }
            self.facets[at].size = harmonic(&levels);
        }
    }

    /// The effect in words: `unit x (rater:criterion)`.
    pub(super) fn label(&self, set: Set) -> String {
        let primary = self.primary(set);
        let parts: Vec<_> =
            members(primary).map(|at| self.nested_label(at, primary.count_ones() > 1)).collect();
        parts.join(" x ")
    }

    fn nested_label(&self, at: usize, brackets: bool) -> String {
        let facet = &self.facets[at];
        if facet.within == 0 {
            return facet.name.clone();
        }
        let outer = self.label(facet.within);
        let outer = if outer.contains([' ', ':']) { format!("({outer})") } else { outer };
        let label = format!("{}:{outer}", facet.name);
        if brackets { format!("({label})") } else { label }
    }

    /// The members that nothing else in the set is nested in.
    pub(super) fn primary(&self, set: Set) -> Set {
        members(set).fold(set, |primary, at| primary & !self.facets[at].within)
    }
}

fn members_of(keep: &[bool]) -> Set {
    keep.iter().enumerate().fold(0, |set, (at, keep)| if *keep { set | 1 << at } else { set })
}

fn harmonic(counts: &[u32]) -> f64 {
    if counts.windows(2).all(|pair| pair[0] == pair[1]) {
        return counts.first().copied().map_or(0.0, f64::from);
    }
    counts.len() as f64 / counts.iter().map(|count| 1.0 / f64::from(*count)).sum::<f64>()
}

/// Gives conditions of their own to labels that come again under other conditions of what they are nested in; says which
/// facets have such labels.
fn recode(observations: &mut Observations, within: &[Set]) -> Vec<bool> {
    let mut relabelled = vec![false; within.len()];
    let labelled: Vec<Column> = observations.facets.clone();
    for at in (0..within.len()).filter(|at| within[*at] != 0) {
        let mut groups = Groups::one(observations.rows());
        for other in members(within[at] | 1 << at) {
            groups = groups.by(&labelled[other].codes, labelled[other].levels);
        }
        relabelled[at] = groups.count > labelled[at].levels;
        let column = &mut observations.facets[at];
        (column.codes, column.levels) = (groups.of_row, groups.count);
    }
    relabelled
}

/// For each facet those whose one condition each of its conditions goes with.
fn nesting(observations: &Observations, keep: &[bool]) -> Vec<Set> {
    let mut within = vec![0; keep.len()];
    let rows = observations.rows();
    for (at, column) in observations.facets.iter().enumerate().filter(|(at, _)| keep[*at]) {
        let own = Groups::one(rows).by(&column.codes, column.levels);
        for (other, column) in observations.facets.iter().enumerate() {
            if other != at && keep[other] && own.by(&column.codes, column.levels).count == own.count {
                within[at] |= 1 << other;
            }
        }
    }
    within
}

/// The cells of other facets, where each of them has one condition of this facet and no two have the same: nothing tells the two
/// apart, and no degrees of freedom are left. So it is with a date or a number that differs in every row.
fn cells(observations: &Observations, seen: &[Set], keep: &[bool], at: usize) -> Option<String> {
    let outer = seen[at] & members_of(keep);
    let mut groups = Groups::one(observations.rows());
    for other in members(outer) {
        groups = groups.by(&observations.facets[other].codes, observations.facets[other].levels);
    }
    let innermost = members(outer).fold(outer, |left, other| left & !seen[other]);
    let names: Vec<_> = members(innermost).map(|other| observations.facets[other].name.as_str()).collect();
    (groups.count == observations.facets[at].levels && groups.count > 1).then(|| names.join(" x "))
}

/// Pairs of a facet whose labels are numbers without a gap, and of another under each condition of which they begin again.
fn numbered(observations: &Observations, design: &Design) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, column) in observations.facets.iter().enumerate().skip(1).filter(|(_, column)| column.numbered) {
        for (other, outer) in observations.facets.iter().enumerate() {
            let nested =
                design.facets[at].within >> other & 1 == 1 || design.facets[other].within >> at & 1 == 1;
            if other == at || nested {
                continue;
            }
            let groups = Groups::one(observations.rows()).by(&outer.codes, outer.levels);
            let (mut most, mut seen) = (vec![0; groups.count as usize], vec![0; groups.count as usize]);
            let own = groups.by(&column.codes, column.levels);
            let mut met = vec![false; own.count as usize];
            for ((group, own), code) in groups.of_row.iter().zip(&own.of_row).zip(&column.codes) {
                if !std::mem::replace(&mut met[*own as usize], true) {
                    seen[*group as usize] += 1;
                    most[*group as usize] = most[*group as usize].max(code + 1);
                }
            }
            if most == seen {
                pairs.push((at, other));
            }
        }
    }
    pairs
}
