//! Which measures the design ties to one another: the rank of who rated whom, whatever the ratings were.
//!
//! A design is identified if the only changes of measures that change no expected rating are those of the facets' origins.
//! Such a change adds up to nothing in every cell. A graph of who meets whom is not enough: two groups of raters with units
//! of their own meet by the criteria, and yet nothing says who of them is more severe. Units are eliminated first, since
//! each stands in cells of its own; then the facet with the next most elements, along a forest with potentials; what is left
//! is a small system, in whole numbers modulo a prime. Full rank modulo a prime is full rank.

use std::collections::{BTreeMap, BTreeSet};

use super::anchors::Anchors;
use super::cells::{Form, Rows};
use super::elimination::{PRIME, Sparse, System, combined, inverse, minus, plus, times};

/// No element.
pub(in crate::rasch) const NONE: u32 = u32::MAX;

/// What of the design is tied together.
#[derive(Debug)]
pub(in crate::rasch) struct Links {
    unit: usize,
    /// The facet that is eliminated after units, if there is another.
    second: Option<usize>,
    rest: Vec<usize>,
    /// Where the elements of each facet begin among the rest; [`NONE`] for the others.
    first: Vec<u32>,
    /// For each element of the rest what it is the same as.
    same: Vec<u32>,
    /// For each element of the second facet the one that it hangs on, and by what it differs from it.
    hangs: Vec<(u32, Sparse)>,
    /// Changes of the rest that change nothing else: for each, a number for each element of it.
    free: Vec<Vec<u64>>,
    /// Parts of the second facet that nothing ties together, each by its first element.
    parts: Vec<u32>,
    /// What anchors say of the changes that are left: of parts, and then of the rest.
    known: System,
    /// Facets whose mean settles an origin.
    centred: usize,
}

/// Looks at these rows.
pub(in crate::rasch) fn links(rows: &Rows, active: &[u32], form: &Form, anchors: &Anchors) -> Links {
    let present = |facet: usize| {
        let mut seen = vec![false; rows.levels[facet]];
        active.iter().for_each(|row| seen[rows.cell(*row as usize)[facet] as usize] = true);
        seen
    };
    let others = (0..rows.facets()).filter(|facet| *facet != rows.unit && !form.dummy[*facet]);
    let second = others.clone().max_by_key(|facet| (rows.levels[*facet], usize::MAX - facet));
    let rest: Vec<usize> = others.filter(|facet| Some(*facet) != second).collect();
    let mut first = vec![NONE; rows.facets()];
    let mut size = 0;
    for facet in &rest {
        first[*facet] = size;
        size += rows.levels[*facet] as u32;
    }
    let mut links = Links {
        unit: rows.unit,
        second,
        rest,
        first,
        same: (0..size).collect(),
        hangs: Vec::new(),
        free: Vec::new(),
        parts: Vec::new(),
        known: System::default(),
        centred: form.centred().count(),
    };
    let Some(second) = second else { return links };
    links.hangs = (0..rows.levels[second] as u32).map(|at| (at, Sparse::new())).collect();
    links.merge(rows, active, second);
    let conditions = links.tie(rows, active, second);
    links.solve(conditions, &present);
    let seen = present(second);
    links.parts = (0..seen.len() as u32)
        .filter(|at| seen[*at as usize] && links.hangs[*at as usize].0 == *at)
        .collect();
    if !anchors.is_empty() {
        links.know(rows, active, anchors);
    }
    links
}

impl Links {
    /// The cells of each unit, one after another.
    fn units<'r>(&self, rows: &'r Rows, active: &'r [u32]) -> impl Iterator<Item = &'r [u32]> + use<'r> {
        let unit = self.unit;
        active.chunk_by(move |a, b| rows.cell(*a as usize)[unit] == rows.cell(*b as usize)[unit])
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.same[at as usize] != at {
            let above = self.same[self.same[at as usize] as usize];
            self.same[at as usize] = above;
            at = above;
        }
        at
    }

    /// By what the rest of two cells differs, facet by facet, as pairs of elements that are not the same.
    fn differs(&mut self, one: &[u32], other: &[u32]) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for at in 0..self.rest.len() {
            let facet = self.rest[at];
            let first = self.first[facet];
            let (a, b) = (self.root(first + one[facet]), self.root(first + other[facet]));
            if a != b {
                pairs.push((a, b));
            }
        }
        pairs
    }

    /// Elements of the rest are the same where somebody rated a unit by both and all else was equal.
    fn merge(&mut self, rows: &Rows, active: &[u32], second: usize) {
        if self.rest.is_empty() {
            return;
        }
        loop {
            let mut is_new = false;
            for cells in self.units(rows, active) {
                for pair in cells.windows(2) {
                    let (one, other) = (rows.cell(pair[0] as usize), rows.cell(pair[1] as usize));
                    if one[second] != other[second] {
                        continue;
                    }
                    if let [(a, b)] = self.differs(one, other)[..] {
                        self.same[a.max(b) as usize] = a.min(b);
                        is_new = true;
                    }
                }
            }
            // With one other facet everything is seen in the first pass.
            if !is_new || self.rest.len() == 1 {
                return;
            }
        }
    }

    /// The rest of a cell as numbers.
    fn numbers(&mut self, cell: &[u32]) -> Sparse {
        let mut numbers: Sparse = Vec::with_capacity(self.rest.len());
        for at in 0..self.rest.len() {
            let facet = self.rest[at];
            numbers.push((self.root(self.first[facet] + cell[facet]), 1));
        }
        numbers.sort_unstable();
        numbers
    }

    /// What an element of the second facet hangs on in the end, and by what it differs from that.
    fn end(&mut self, at: u32) -> (u32, Sparse) {
        let mut way = Vec::new();
        let mut here = at;
        while self.hangs[here as usize].0 != here {
            way.push(here);
            here = self.hangs[here as usize].0;
        }
        // From the end backwards each one on the way comes to hang on the last directly.
        let mut by = Sparse::new();
        for step in way.into_iter().rev() {
            by = combined(&self.hangs[step as usize].1, &by, 1);
            self.hangs[step as usize] = (here, by.clone());
        }
        (here, by)
    }

    /// Ties elements of the second facet that rated one unit; gives what that asks of the rest.
    fn tie(&mut self, rows: &Rows, active: &[u32], second: usize) -> Vec<Sparse> {
        let mut conditions = Vec::new();
        let mut known: BTreeSet<Sparse> = BTreeSet::new();
        for cells in self.units(rows, active) {
            let Some(one) = cells.first().map(|row| rows.cell(*row as usize)) else { continue };
            let own = self.numbers(one);
            let (mut end, mut by) = self.end(one[second]);
            let mut last = one;
            for row in &cells[1..] {
                let other = rows.cell(*row as usize);
                // Most cells say no more than the one before: the same rater, and criteria that are tied already.
                if other[second] == last[second] && self.differs(last, other).is_empty() {
                    continue;
                }
                last = other;
                let there = self.numbers(other);
                let (other_end, other_by) = self.end(other[second]);
                // What the two cells say together: v(end) + by + own = v(other_end) + other_by + there.
                let left = combined(&combined(&by, &own, 1), &combined(&other_by, &there, 1), PRIME - 1);
                if end == other_end {
                    if !left.is_empty() && known.insert(left.clone()) {
                        conditions.push(left);
                    }
                } else if end < other_end {
                    self.hangs[other_end as usize] = (end, left);
                } else {
                    let turned = left.into_iter().map(|(place, value)| (place, minus(value))).collect();
                    self.hangs[end as usize] = (other_end, turned);
                    (end, by) = self.end(one[second]);
                }
            }
        }
        (0..self.hangs.len() as u32).for_each(|at| {
            self.end(at);
        });
        conditions
    }

    /// Eliminates in the rest; what is left free are the origins of its facets and whatever else nothing ties.
    fn solve(&mut self, conditions: Vec<Sparse>, present: &dyn Fn(usize) -> Vec<bool>) {
        let size = self.same.len();
        let mut is_there = vec![false; size];
        for at in 0..self.rest.len() {
            let facet = self.rest[at];
            for (code, seen) in present(facet).into_iter().enumerate() {
                if seen {
                    let root = self.root(self.first[facet] + code as u32);
                    is_there[root as usize] = true;
                }
            }
        }
        let variables: Vec<u32> = (0..size as u32).filter(|at| is_there[*at as usize]).collect();
        let most = variables.len().saturating_sub(self.rest.len());
        let mut system = System::default();
        for condition in conditions {
            if system.rows.len() == most {
                break;
            }
            system.add(&condition);
        }
        for variable in variables.iter().filter(|variable| !system.leads.contains_key(variable)) {
            let mut free = vec![0; size];
            free[*variable as usize] = 1;
            for (lead, row) in &system.rows {
                let value = row.iter().find(|entry| entry.0 == *variable).map_or(0, |entry| entry.1);
                free[*lead as usize] = minus(value);
            }
            for at in 0..size as u32 {
                let root = self.root(at);
                free[at as usize] = free[root as usize];
            }
            self.free.push(free);
        }
    }

    /// The facet with the most elements beside the units.
    pub(in crate::rasch) fn second(&self) -> Option<usize> {
        self.second
    }

    /// How many ratings are missing to tie everything together: each can bring one rank, and as many as this do.
    pub(in crate::rasch) fn missing(&self) -> usize {
        (self.parts.len() + self.free.len()).saturating_sub(self.known.rows.len() + self.centred)
    }

    /// Anchored elements do not change, and neither does the mean of a group.
    fn know(&mut self, rows: &Rows, active: &[u32], anchors: &Anchors) {
        let mut group_of: Vec<Vec<Option<usize>>> = rows.levels.iter().map(|own| vec![None; *own]).collect();
        for (at, group) in anchors.groups.iter().enumerate() {
            group.codes.iter().for_each(|code| group_of[group.facet][*code as usize] = Some(at));
        }
        let mut sums = vec![Sparse::new(); anchors.groups.len()];
        let mut seen: Vec<Vec<bool>> = rows.levels.iter().map(|own| vec![false; *own]).collect();
        for row in active {
            let cell = rows.cell(*row as usize);
            for (facet, code) in cell.iter().enumerate() {
                if std::mem::replace(&mut seen[facet][*code as usize], true) {
                    continue;
                }
                if let Some(group) = group_of[facet][*code as usize] {
                    sums[group] = combined(&sums[group], &self.change(cell, facet), 1);
                } else if anchors.of(facet, *code).is_some() {
                    let change = self.change(cell, facet);
                    self.known.add(&change);
                }
            }
        }
        for sum in sums {
            self.known.add(&sum);
        }
    }

    /// What every change that is left makes of an element: by parts, and then by the changes of the rest.
    fn change(&self, cell: &[u32], facet: usize) -> Sparse {
        let Some(second) = self.second else { return Sparse::new() };
        let (end, by) = &self.hangs[cell[second] as usize];
        let (has_part, numbers) = if facet == second {
            (true, by.clone())
        } else if facet == self.unit {
            let rest = self.rest.iter().map(|facet| (self.first[*facet] + cell[*facet], 1));
            (true, combined(by, &rest.collect(), 1))
        } else if self.first[facet] != NONE {
            (false, vec![(self.first[facet] + cell[facet], 1)])
        } else {
            return Sparse::new();
        };
        let part = has_part.then(|| (self.parts.binary_search(end).unwrap_or(0) as u32, 1));
        let of_rest = self.changes(&numbers).into_iter().zip(self.parts.len() as u32..);
        let of_rest = of_rest.filter(|(value, _)| *value != 0).map(|(value, place)| (place, value));
        part.into_iter().chain(of_rest).collect()
    }

    /// Whether it is parts that nothing ties together, and nothing else that is missing.
    pub(in crate::rasch) fn is_parts(&self) -> bool {
        self.free.len() == self.rest.len()
    }

    /// What every free change makes of an element of the rest.
    fn changes(&self, numbers: &Sparse) -> Vec<u64> {
        let of = |free: &Vec<u64>| {
            let value = |(place, value): &(u32, u64)| times(free[*place as usize], *value);
            numbers.iter().map(value).fold(0, plus)
        };
        self.free.iter().map(of).collect()
    }

    /// For each facet and element the subset in which it can be compared with others of its facet; [`NONE`] for those
    /// that are not there. Subsets are numbered in the order of their first elements, parts alike in all facets.
    pub(super) fn subset_of(&self, rows: &Rows, active: &[u32]) -> Vec<Vec<u32>> {
        let mut of: Vec<Vec<u32>> = rows.levels.iter().map(|levels| vec![NONE; *levels]).collect();
        let mut known: Vec<BTreeMap<Sparse, u32>> = vec![BTreeMap::new(); rows.facets()];
        for row in active {
            let cell = rows.cell(*row as usize);
            for facet in 0..rows.facets() {
                if of[facet][cell[facet] as usize] != NONE {
                    continue;
                }
                let key = self.known.reduced(&self.change(cell, facet));
                let next = known[facet].len() as u32;
                of[facet][cell[facet] as usize] = *known[facet].entry(key).or_insert(next);
            }
        }
        of
    }

    /// Ratings that would tie everything together, as few as can be: each is one that there is, with another element of one
    /// facet.
    pub(super) fn repairs(&self, rows: &Rows, active: &[u32]) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        let Some(second) = self.second else { return found };
        let (mut missing, mut known) = (self.missing(), self.known.clone());
        let mut sizes = vec![0_usize; rows.levels[second]];
        for row in active {
            sizes[self.hangs[rows.cell(*row as usize)[second] as usize].0 as usize] += 1;
        }
        let base = self.parts.iter().copied().max_by_key(|part| (sizes[*part as usize], u32::MAX - part));
        let of_base = |row: &&u32| Some(self.hangs[rows.cell(**row as usize)[second] as usize].0) == base;
        if let Some(row) = active.iter().find(of_base) {
            let from = self.change(rows.cell(*row as usize), second);
            for part in self.parts.iter().filter(|part| Some(**part) != base) {
                let mut cell = rows.cell(*row as usize).to_vec();
                cell[second] = *part;
                // Anchors may have tied the part already.
                let ties = || combined(&self.change(&cell, second), &from, PRIME - 1);
                if missing > 0 && (known.rows.is_empty() || known.add(&ties())) {
                    found.push(cell);
                    missing -= 1;
                }
            }
        }
        let mut free = self.free.clone();
        'next: while missing > 0 {
            for row in active {
                let cell = rows.cell(*row as usize);
                for facet in &self.rest {
                    let first = self.first[*facet];
                    let here = (first + cell[*facet]) as usize;
                    for other in 0..rows.levels[*facet] as u32 {
                        let there = (first + other) as usize;
                        let differs: Vec<u64> =
                            free.iter().map(|free| plus(free[here], minus(free[there]))).collect();
                        let Some(at) = differs.iter().position(|value| *value != 0) else { continue };
                        let pivot = free.remove(at);
                        let scale = inverse(differs[at]);
                        let others = differs.iter().enumerate().filter(|(place, _)| *place != at);
                        for (free, (_, value)) in free.iter_mut().zip(others) {
                            let factor = minus(times(*value, scale));
                            free.iter_mut()
                                .zip(&pivot)
                                .for_each(|(to, from)| *to = plus(*to, times(*from, factor)));
                        }
                        let mut cell = cell.to_vec();
                        cell[*facet] = other;
                        found.push(cell);
                        missing -= 1;
                        continue 'next;
                    }
                }
            }
            break;
        }
        found
    }
}
