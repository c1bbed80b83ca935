//! What has no finite measure, and which categories are estimated.

use super::anchors::Anchors;
use super::cells::{Form, Rows};

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::rasch) enum Standing {
    /// It is estimated with the others.
    Estimated,
    /// All its ratings that were left in this round are the highest, or the lowest: it is set aside and measured afterwards.
    Extreme { round: u32, top: bool },
    /// Its set of thresholds is not everyone's, and all ratings of the set are in one category.
    Constant,
    /// All its ratings were set aside with others, or it has none.
    Empty,
}

/// What is estimated.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Active {
    /// By facet and element.
    pub(in crate::rasch) standing: Vec<Vec<Standing>>,
    /// The rows that are left.
    pub(in crate::rasch) rows: Vec<u32>,
    /// For each set of thresholds the estimated category of every declared one; `None` where the set has no ratings.
    pub(in crate::rasch) map: Vec<Option<Vec<u8>>>,
    /// For each set of thresholds the declared category of every estimated one.
    pub(in crate::rasch) categories: Vec<Vec<u8>>,
}

impl Active {
    /// Steps of a set of thresholds.
    pub(in crate::rasch) fn steps(&self, group: usize) -> usize {
        self.map[group].as_ref().and_then(|map| map.last()).map_or(0, |last| usize::from(*last))
    }

    pub(in crate::rasch) fn is_estimated(&self, facet: usize, code: u32) -> bool {
        self.standing[facet][code as usize] == Standing::Estimated
    }
}

/// Whether ratings above the lowest and below the highest category were seen.
const ABOVE: u8 = 1;
const BELOW: u8 = 2;
const SEEN: u8 = 4;

/// Sets aside whatever is extreme, again and again, as more may become so. Unused categories are those that no row has
/// that is left; `keep` leaves them on the scale between the lowest and the highest that are declared.
pub(in crate::rasch) fn active(rows: &Rows, form: &Form, anchors: &Anchors, keep: bool) -> Active {
    let groups = form.groups(&rows.levels);
    let mut active = Active {
        standing: rows.levels.iter().map(|levels| vec![Standing::Estimated; *levels]).collect(),
        rows: (0..rows.len() as u32).collect(),
        map: vec![None; groups],
        categories: Vec::new(),
    };
    let mut round = 0;
    loop {
        let mut used = vec![false; groups * rows.categories];
        for row in &active.rows {
            let row = *row as usize;
            used[form.group(rows.cell(row)) * rows.categories + usize::from(rows.category[row])] = true;
        }
        let own = |group: usize| form.categories.get(group).copied().unwrap_or(rows.categories);
        let used: Vec<&[bool]> =
            used.chunks(rows.categories).enumerate().map(|(group, used)| &used[..own(group)]).collect();
        active.map = used.iter().map(|used| map(used, keep)).collect();
        let own = |used: &&[bool]| {
            let is_seen = used.contains(&true);
            let all = used.iter().zip(0_u8..).filter(|(used, _)| **used || (keep && is_seen));
            all.map(|(_, at)| at).collect()
        };
        active.categories = used.iter().map(own).collect();
        for (group, steps) in anchors.known_steps() {
            let above = |at: u8| steps.iter().filter(|(place, _)| *place <= at).count() as u8;
            active.map[group] = Some((0..rows.categories as u8).map(above).collect());
            active.categories[group] =
                std::iter::once(0).chain(steps.iter().map(|(place, _)| *place)).collect();
        }
        let mut seen: Vec<Vec<u8>> = rows.levels.iter().map(|levels| vec![0; *levels]).collect();
        for row in &active.rows {
            let row = *row as usize;
            let cell = rows.cell(row);
            let group = form.group(cell);
            let place = active.map[group].as_ref().map_or(0, |map| map[usize::from(rows.category[row])]);
            let above = if place > 0 { ABOVE } else { 0 };
            let below = if usize::from(place) < active.steps(group) { BELOW } else { 0 };
            for (seen, code) in seen.iter_mut().zip(cell) {
                seen[*code as usize] |= SEEN | above | below;
            }
        }
        round += 1;
        let mut is_new = false;
        for (facet, seen) in seen.iter().enumerate().filter(|(facet, _)| !form.dummy[*facet]) {
            for (code, seen) in seen.iter().enumerate() {
                let standing = &mut active.standing[facet][code];
                if *standing != Standing::Estimated {
                    continue;
                }
                let found = match *seen {
                    0 => Standing::Empty,
                    // Only what has a set of thresholds with one category is both.
                    SEEN if form.set_of(facet, code).is_some_and(|set| anchors.steps(set).is_none()) => {
                        Standing::Constant
                    }
                    SEEN => continue,
                    // What is known lies where it is, whatever its ratings are.
                    _ if anchors.of(facet, code as u32).is_some() => continue,
                    _ if form.integrated && facet == 0 => continue,
                    seen if seen & ABOVE == 0 => Standing::Extreme { round, top: false },
                    seen if seen & BELOW == 0 => Standing::Extreme { round, top: true },
                    _ => continue,
                };
                *standing = found;
                is_new = true;
            }
        }
        if !is_new {
            return active;
        }
        let Active { standing, rows: left, .. } = &mut active;
        left.retain(|row| {
            let cell = rows.cell(*row as usize);
            let mut parts = cell.iter().zip(standing.iter());
            parts.all(|(code, standing)| standing[*code as usize] == Standing::Estimated)
        });
    }
}

/// Unused categories fall to the neighbour below that is used; those below the lowest used one to that.
fn map(used: &[bool], keep: bool) -> Option<Vec<u8>> {
    if !used.contains(&true) {
        return None;
    }
    if keep {
        return Some((0..used.len()).map(|at| at as u8).collect());
    }
    let mut count = 0_u8;
    let places = used.iter().map(|used| {
        count += u8::from(*used);
        count.saturating_sub(1)
    });
    Some(places.collect())
}
