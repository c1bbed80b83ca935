//! Which single element, or visit, holds a design together.

use std::cmp::Reverse;
use std::ops::Range;

use crate::rasch::design::anchors::Anchors;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::identification::links;

/// No element.
const NONE: u32 = u32::MAX;

/// Elements that are named of those that come off.
const NAMED: usize = 20;

/// What falls apart without an element, or without a visit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Apart {
    /// A code of the one facet, of the other, or both.
    pub(super) unit: Option<u32>,
    pub(super) second: Option<u32>,
    /// Parts that the rest falls into.
    pub(super) parts: u32,
    /// Elements of the second facet in all parts but the largest, and the first of them.
    pub(super) off: u32,
    pub(super) named: Vec<u32>,
    /// Ratings that would tie the rest together again.
    pub(super) missing: u32,
}

/// Who rated whom: the elements of the facet with the most elements and of the one with the next most, each joined to those that
/// it met.
struct Graph {
    units: u32,
    starts: Vec<usize>,
    meets: Vec<u32>,
}

impl Graph {
    fn new(rows: &Rows, second: usize) -> Self {
        let units = rows.levels[rows.unit] as u32;
        let mut pairs: Vec<(u32, u32)> =
            (0..rows.len()).map(|row| (rows.cell(row)[rows.unit], units + rows.cell(row)[second])).collect();
        // Ratings of one unit stand together, and mostly those of one rater.
        pairs.dedup();
        pairs.sort_unstable();
        pairs.dedup();
        let size = units as usize + rows.levels[second];
        let mut starts = vec![0; size + 1];
        for (one, other) in &pairs {
            starts[*one as usize + 1] += 1;
            starts[*other as usize + 1] += 1;
        }
        for at in 1..=size {
            starts[at] += starts[at - 1];
        }
        let (mut next, mut meets) = (starts.clone(), vec![0; 2 * pairs.len()]);
        for (one, other) in pairs {
            for (from, to) in [(one, other), (other, one)] {
                meets[next[from as usize]] = to;
                next[from as usize] += 1;
            }
        }
        Self { units, starts, meets }
    }

    fn size(&self) -> usize {
        self.starts.len() - 1
    }

    fn meets(&self, at: u32) -> &[u32] {
        &self.meets[self.starts[at as usize]..self.starts[at as usize + 1]]
    }
}

/// A walk through the graph from its first element, deep before wide (Tarjan 1972, SIAM Journal on Computing 1:146-160).
struct Walk {
    /// Elements in the order in which they were come to, so that what was found behind an element stands behind it.
    order: Vec<u32>,
    /// For each element its place in that order, the place where what was found behind it ends, the earliest place that anything
    /// of it meets, and from where it was come to.
    place: Vec<u32>,
    end: Vec<u32>,
    low: Vec<u32>,
    from: Vec<u32>,
}

impl Walk {
    fn new(graph: &Graph) -> Self {
        let size = graph.size();
        let mut walk = Self {
            order: Vec::with_capacity(size),
            place: vec![NONE; size],
            end: vec![0; size],
            low: vec![NONE; size],
            from: vec![NONE; size],
        };
        let Some(first) = (0..size as u32).find(|at| !graph.meets(*at).is_empty()) else { return walk };
        let mut way: Vec<(u32, usize)> = Vec::new();
        walk.come(first, &mut way);
        while let Some((at, next)) = way.last_mut() {
            let here = *at as usize;
            let Some(other) = graph.meets(*at).get(*next).copied() else {
                walk.end[here] = walk.order.len() as u32;
                let (low, from) = (walk.low[here], walk.from[here]);
                if let Some(before) = walk.low.get_mut(from as usize) {
                    *before = low.min(*before);
                }
                way.pop();
                continue;
            };
            *next += 1;
            if walk.place[other as usize] == NONE {
                walk.from[other as usize] = *at;
                walk.come(other, &mut way);
            } else if walk.from[here] != other {
                walk.low[here] = walk.low[here].min(walk.place[other as usize]);
            }
        }
        walk
    }

    fn come(&mut self, at: u32, way: &mut Vec<(u32, usize)>) {
        let place = self.order.len() as u32;
        self.order.push(at);
        (self.place[at as usize], self.low[at as usize]) = (place, place);
        way.push((at, 0));
    }

    /// Where what was found behind an element stands, with itself.
    fn behind(&self, at: u32) -> Range<u32> {
        self.place[at as usize]..self.end[at as usize]
    }
}

/// A part of the rest, as stretches of the order of a walk.
type Part = Vec<Range<u32>>;

fn length(part: &Part) -> u32 {
    part.iter().map(|range| range.end - range.start).sum()
}

/// All but these stretches, which stand one behind the other.
fn rest(without: impl Iterator<Item = Range<u32>>, end: u32) -> Part {
    let mut part = Part::new();
    let mut last = 0;
    for range in without {
        part.push(last..range.start);
        last = range.end;
    }
    part.push(last..end);
    part
}

/// A walk, and for each place in it how many elements of the second facet stand before.
struct Counted<'a> {
    walk: &'a Walk,
    units: u32,
    before: Vec<u32>,
}

impl Counted<'_> {
    /// What falls apart into these parts; nothing where there is one. An element that is left alone has no ratings any more, and is no
    /// part.
    fn apart(&self, who: [u32; 2], mut parts: Vec<Part>) -> Option<Apart> {
        parts.retain(|part| length(part) > 1);
        parts.sort_by_key(|part| (Reverse(length(part)), part.first().map(|range| range.start)));
        let count = parts.len() as u32;
        let off: Vec<Range<u32>> = parts.into_iter().skip(1).flatten().collect();
        let places = off.iter().cloned().flatten();
        let seconds = places.filter_map(|place| self.walk.order[place as usize].checked_sub(self.units));
        let mut named: Vec<u32> = seconds.take(NAMED).collect();
        named.sort_unstable();
        let of = |range: &Range<u32>| self.before[range.end as usize] - self.before[range.start as usize];
        (count > 1).then(|| Apart {
            unit: who.into_iter().find(|at| *at < self.units),
            second: who.into_iter().find_map(|at| at.checked_sub(self.units)),
            parts: count,
            off: off.iter().map(of).sum(),
            named,
            missing: count - 1,
        })
    }
}

/// Elements of both facets without which the rest falls apart, and visits (ratings of one unit by one rater).
pub(super) fn apart(rows: &Rows, form: &Form, second: usize) -> (Vec<Apart>, Vec<Apart>) {
    let graph = Graph::new(rows, second);
    let walk = Walk::new(&graph);
    let mut hung: Vec<Vec<u32>> = vec![Vec::new(); graph.size()];
    let mut before = vec![0];
    for (place, at) in walk.order.iter().enumerate() {
        before.push(before[place] + u32::from(*at >= graph.units));
        if let Some(from) = walk.place.get(walk.from[*at as usize] as usize)
            && walk.low[*at as usize] >= *from
        {
            hung[walk.from[*at as usize] as usize].push(*at);
        }
    }
    let counted = Counted { walk: &walk, units: graph.units, before };
    let end = walk.order.len() as u32;
    let (mut cuts, mut bridges) = (Vec::new(), Vec::new());
    for at in walk.order.iter().copied() {
        let own = walk.place[at as usize];
        let hung = &hung[at as usize];
        let mut parts: Vec<Part> = hung.iter().map(|below| vec![walk.behind(*below)]).collect();
        let itself = std::iter::once(own..own + 1);
        parts.push(rest(itself.chain(hung.iter().map(|below| walk.behind(*below))), end));
        cuts.extend(counted.apart([at, at], parts));
        for below in hung.iter().filter(|below| walk.low[**below as usize] > own) {
            let parts = vec![vec![walk.behind(*below)], rest(std::iter::once(walk.behind(*below)), end)];
            bridges.extend(counted.apart([at, *below], parts));
        }
    }
    for facet in [rows.unit, second] {
        let all: Vec<u32> = (0..rows.levels[facet] as u32).collect();
        let (first, last) = all.split_at(all.len() / 2);
        [first, last].into_iter().for_each(|own| loosened(rows, form, (facet, second), own, &mut cuts));
    }
    cuts.sort_by_key(|cut| (cut.unit, cut.second));
    bridges.sort_by_key(|bridge| (bridge.unit, bridge.second));
    (cuts, bridges)
}

/// Finds those of some elements without which the other facets come loose from one another: none of them, where they do not without all of
/// these, and otherwise half of them is looked at and then the other half.
fn loosened(rows: &Rows, form: &Form, (facet, second): (usize, usize), own: &[u32], cuts: &mut Vec<Apart>) {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
    let without = first..=last;
    let left: Vec<u32> =
        (0..rows.len() as u32).filter(|row| !without.contains(&&rows.cell(*row as usize)[facet])).collect();
    let found = links(rows, &left, form, &Anchors::default());
    let is_whole = |other: usize| {
        let mut is_there = vec![false; rows.levels[other]];
        left.iter().for_each(|row| is_there[rows.cell(*row as usize)[other] as usize] = true);
        is_there.into_iter().all(|is_there| is_there)
    };
    let mut others = (0..rows.facets()).filter(|other| ![rows.unit, second].contains(other));
    if found.is_parts() && (own.len() == 1 || others.all(is_whole)) {
        return;
    }
    if own.len() > 1 {
        let (one, other) = own.split_at(own.len() / 2);
        [one, other].into_iter().for_each(|own| loosened(rows, form, (facet, second), own, cuts));
        return;
    }
    let missing = found.missing() as u32;
    let (unit, second) = if facet == rows.unit { (Some(*first), None) } else { (None, Some(*first)) };
    match cuts.iter_mut().find(|cut| (cut.unit, cut.second) == (unit, second)) {
        Some(cut) => cut.missing = missing,
        None => cuts.push(Apart { unit, second, parts: 1, off: 0, named: Vec::new(), missing }),
    }
}
