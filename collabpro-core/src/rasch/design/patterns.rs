//! What is iterated over: units that met the same others and have the same score share a measure, so each such class is
//! worked out once.

use std::collections::BTreeMap;

use super::cells::{Form, Rows};
use super::extreme::Active;

/// No parameter.
pub(in crate::rasch) const NONE: u32 = u32::MAX;

/// The classes of units, and where each parameter stands. The parameters beside units are, in this order, the elements of
/// the facet with the next most elements, those of the other facets, and the steps of each set of thresholds.
#[derive(Debug)]
pub(in crate::rasch) struct Patterns {
    /// The facet whose elements are the units.
    pub(in crate::rasch) unit: usize,
    /// For each unit its class; [`NONE`] where it is not estimated.
    pub(in crate::rasch) class_of: Vec<u32>,
    /// Units in each class.
    pub(in crate::rasch) members: Vec<f64>,
    /// What a unit of each class is drawn from.
    pub(in crate::rasch) kind: Vec<u32>,
    /// The sum of the ratings of a unit of each class.
    pub(in crate::rasch) score: Vec<f64>,
    /// What distinguishes it from others with the same ratings: an anchor or a group; 0: nothing.
    pub(super) tag: Vec<u32>,
    /// Where the cells of each class begin; one more than classes.
    pub(in crate::rasch) starts: Vec<usize>,
    /// For each cell the parameters of its other facets, `width` each.
    pub(in crate::rasch) others: Vec<u32>,
    pub(in crate::rasch) width: usize,
    /// For each cell its set of thresholds.
    pub(in crate::rasch) group: Vec<u32>,
    pub(in crate::rasch) weight: Vec<f64>,
    /// For each facet and element its parameter; [`NONE`] for units, and for what is not estimated.
    pub(in crate::rasch) place: Vec<Vec<u32>>,
    /// Where the steps of each set of thresholds begin, and where the last ones end.
    pub(in crate::rasch) steps: Vec<usize>,
    /// Elements of the facet with the next most elements.
    pub(in crate::rasch) wide: usize,
    /// All parameters beside units.
    pub(in crate::rasch) parameters: usize,
    /// For each of them the sum of its ratings; for steps how many ratings are at or above them.
    pub(in crate::rasch) observed: Vec<f64>,
    /// For each of them how many ratings it has a part in.
    pub(in crate::rasch) count: Vec<f64>,
}

impl Patterns {
    /// Units with different tags share no class.
    pub(in crate::rasch) fn new(rows: &Rows, form: &Form, active: &Active, tags: &[u32]) -> Self {
        let counts: Vec<usize> = (0..rows.facets())
            .map(|facet| {
                let real = !form.dummy[facet];
                (0..rows.levels[facet] as u32)
                    .filter(|code| real && active.is_estimated(facet, *code))
                    .count()
            })
            .collect();
        let unit = rows.unit;
        let others: Vec<usize> =
            (0..rows.facets()).filter(|facet| *facet != unit && !form.dummy[*facet]).collect();
        let widest = others.iter().copied().max_by_key(|facet| (counts[*facet], usize::MAX - facet));
        let narrow = others.iter().copied().filter(|facet| Some(*facet) != widest);
        let mut place: Vec<Vec<u32>> = rows.levels.iter().map(|levels| vec![NONE; *levels]).collect();
        let mut parameters = 0;
        for facet in widest.into_iter().chain(narrow) {
            for (code, place) in place[facet].iter_mut().enumerate() {
                if active.is_estimated(facet, code as u32) {
                    *place = parameters;
                    parameters += 1;
                }
            }
        }
        let mut steps = vec![parameters as usize];
        for group in 0..active.map.len() {
            parameters += active.steps(group) as u32;
            steps.push(parameters as usize);
        }
        let mut made = Self {
            unit,
            class_of: vec![NONE; rows.levels[unit]],
            members: Vec::new(),
            kind: Vec::new(),
            score: Vec::new(),
            tag: Vec::new(),
            starts: vec![0],
            others: Vec::new(),
            width: others.len(),
            group: Vec::new(),
            weight: Vec::new(),
            place,
            steps,
            wide: widest.map_or(0, |facet| counts[facet]),
            parameters: parameters as usize,
            observed: vec![0.0; parameters as usize],
            count: vec![0.0; parameters as usize],
        };
        made.observe(rows, form, active, &others);
        made.classify(rows, form, active, &others, tags);
        made
    }

    fn observe(&mut self, rows: &Rows, form: &Form, active: &Active, others: &[usize]) {
        for row in &active.rows {
            let row = *row as usize;
            let (cell, weight) = (rows.cell(row), rows.weight[row]);
            let group = form.group(cell);
            let at = rating(rows, active, group, row);
            for facet in others {
                let place = self.place[*facet][cell[*facet] as usize] as usize;
                self.observed[place] += weight * f64::from(at);
                self.count[place] += weight;
            }
            let from = self.steps[group];
            self.observed[from..from + usize::from(at)].iter_mut().for_each(|sum| *sum += weight);
            self.count[from..self.steps[group + 1]].iter_mut().for_each(|sum| *sum += weight);
        }
    }

    fn classify(&mut self, rows: &Rows, form: &Form, active: &Active, others: &[usize], tags: &[u32]) {
        let mut known: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        let mut from = 0;
        while from < active.rows.len() {
            let unit = rows.cell(active.rows[from] as usize)[self.unit];
            let same = |row: &u32| rows.cell(*row as usize)[self.unit] == unit;
            let end = from + active.rows[from..].iter().take_while(|row| same(row)).count();
            // The cells of the unit go to the end of the lists, and are taken back where the class is known.
            let start = self.group.len();
            let mut score = 0.0;
            for row in &active.rows[from..end] {
                let row = *row as usize;
                let (cell, weight) = (rows.cell(row), rows.weight[row]);
                let group = form.group(cell);
                score += weight * f64::from(rating(rows, active, group, row));
                let places = others.iter().map(|facet| self.place[*facet][cell[*facet] as usize]);
                let last = self.group.len();
                // Another rating of the same cell: rows of a cell stand together.
                let is_again = last > start
                    && self.group[last - 1] == group as u32
                    && places.clone().eq(self.others[(last - 1) * self.width..].iter().copied());
                if is_again {
                    self.weight[last - 1] += weight;
                } else {
                    self.others.extend(places);
                    self.group.push(group as u32);
                    self.weight.push(weight);
                }
            }
            let kind = form.kinds.get(unit as usize).copied().unwrap_or(0);
            let tag = tags.get(unit as usize).copied().unwrap_or(0);
            let hash = self.hash(start, score, kind) ^ u64::from(tag);
            let alike = known.entry(hash).or_default();
            let is_same = |class: &u32| {
                let at = *class as usize;
                self.kind[at] == kind && self.tag[at] == tag && self.is_same(at, start, score)
            };
            let class = alike.iter().copied().find(is_same);
            let class = class.unwrap_or_else(|| {
                let class = self.members.len() as u32;
                alike.push(class);
                class
            });
            if class as usize == self.members.len() {
                self.members.push(0.0);
                self.kind.push(kind);
                self.score.push(score);
                self.tag.push(tag);
                self.starts.push(self.group.len());
            } else {
                self.others.truncate(start * self.width);
                self.group.truncate(start);
                self.weight.truncate(start);
            }
            self.members[class as usize] += 1.0;
            self.class_of[unit as usize] = class;
            from = end;
        }
    }

    /// The words of what makes the cells from there on a class.
    fn hash(&self, start: usize, score: f64, kind: u32) -> u64 {
        let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        let others = self.others[start * self.width..].iter().map(|other| u64::from(*other));
        let group = self.group[start..].iter().map(|group| u64::from(*group));
        let weight = self.weight[start..].iter().map(|weight| weight.to_bits());
        others.chain(group).chain(weight).fold(score.to_bits() ^ u64::from(kind), mix)
    }

    fn is_same(&self, class: usize, start: usize, score: f64) -> bool {
        let (from, end) = (self.starts[class], self.starts[class + 1]);
        self.score[class] == score
            && self.group[from..end] == self.group[start..]
            && self.weight[from..end] == self.weight[start..]
            && self.others[from * self.width..end * self.width] == self.others[start * self.width..]
    }

    /// How many steps every set of thresholds has that has any, where that is one number.
    pub(in crate::rasch) fn common_steps(&self) -> Option<usize> {
        let mut own = self.steps.windows(2).map(|pair| pair[1] - pair[0]).filter(|steps| *steps > 0);
        let first = own.next()?;
        own.all(|steps| steps == first).then_some(first)
    }

    pub(in crate::rasch) fn classes(&self) -> usize {
        self.members.len()
    }
}

/// The estimated category of a row.
pub(in crate::rasch) fn rating(rows: &Rows, active: &Active, group: usize, row: usize) -> u8 {
    active.map[group].as_ref().map_or(0, |map| map[usize::from(rows.category[row])])
}
