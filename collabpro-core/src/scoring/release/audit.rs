//! What could be computed from shown cells by adding and subtracting them.
//!
//! Shown cells are sets of people. People who stand in exactly the same shown cells form an *atom*. The total of a set of
//! atoms can be computed exactly when its indicator lies in the row space of the cells over the atoms. A set of fewer
//! people than the minimum for which that holds is a leak.

use std::collections::BTreeMap;

/// One shown cell.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// Hashes of the people, ascending.
    pub(super) members: Vec<u64>,
    /// Smallest number of such people that may be shown.
    pub(super) minimum: u32,
    /// Already published: it cannot be withheld any more.
    pub(super) fixed: bool,
}

struct Atom {
    size: u32,
    /// Largest minimum of the narrowest cells that hold it.
    minimum: u32,
    /// Positions of the cells it stands in.
    cells: Vec<usize>,
}

/// The cells to withhold, by position, so that nothing small can be computed from the rest.
pub(super) fn withhold(sets: Vec<Set>) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..sets.len()).collect();
    let mut withheld = Vec::new();
    loop {
        let atoms = atoms(&sets, &shown);
        let Some(leak) = leak(&atoms, shown.len()) else { return withheld };
        let touched = touched(&atoms, &leak, shown.len());
        let candidates = shown.iter().enumerate().filter(|(at, set)| touched[*at] && !sets[**set].fixed);
        let Some((at, set)) = candidates.min_by_key(|(_, set)| (sets[**set].members.len(), **set)) else {
            return withheld;
        };
        withheld.push(*set);
        shown.remove(at);
    }
}

fn atoms(sets: &[Set], shown: &[usize]) -> Vec<Atom> {
    let mut cells_of: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, set) in shown.iter().enumerate() {
        for member in &sets[*set].members {
            cells_of.entry(*member).or_default().push(at);
        }
    }
    let mut sizes: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    for cells in cells_of.into_values() {
        *sizes.entry(cells).or_default() += 1;
    }
    let atom = |(cells, size): (Vec<usize>, u32)| {
        let narrowest = cells.iter().map(|at| sets[shown[*at]].members.len()).min().unwrap_or(0);
        let narrow = cells.iter().map(|at| &sets[shown[*at]]).filter(|set| set.members.len() == narrowest);
        Atom { size, minimum: narrow.map(|set| set.minimum).max().unwrap_or(0), cells }
    };
    sizes.into_iter().map(atom).collect()
}

/// A set of atoms with too few people whose total can be computed; the smallest such sets come first.
fn leak(atoms: &[Atom], cells: usize) -> Option<Vec<usize>> {
    let small: Vec<usize> = (0..atoms.len()).filter(|at| atoms[*at].size < atoms[*at].minimum).collect();
    // Where every person stands in one shown cell at most, cells can only be added, never subtracted.
    if small.is_empty() || atoms.iter().all(|atom| atom.cells.len() < 2) {
        return None;
    }
    let space = RowSpace::of(atoms, cells);
    let mut budget = SETS;
    search(atoms, &small, 0, &mut Vec::new(), &space, &mut budget)
}

/// Sets looked at before a leak is taken for granted: withholding too much is the safe side.
const SETS: u32 = 20_000;

fn search(
    atoms: &[Atom],
    small: &[usize],
    from: usize,
    chosen: &mut Vec<usize>,
    space: &RowSpace,
    budget: &mut u32,
) -> Option<Vec<usize>> {
    for next in from..small.len() {
        chosen.push(small[next]);
        let people: u32 = chosen.iter().map(|at| atoms[*at].size).sum();
        let minimum = chosen.iter().map(|at| atoms[*at].minimum).max().unwrap_or(0);
        if people < minimum {
            *budget = budget.saturating_sub(1);
            if *budget == 0 || space.holds(chosen) {
                return Some(chosen.clone());
            }
            let found = search(atoms, small, next + 1, chosen, space, budget);
            if found.is_some() {
                return found;
            }
        }
        chosen.pop();
    }
    None
}

/// Cells that share people, directly or through others, with a leak.
fn touched(atoms: &[Atom], leak: &[usize], cells: usize) -> Vec<bool> {
    let mut touched = vec![false; cells];
    for atom in leak {
        atoms[*atom].cells.iter().for_each(|cell| touched[*cell] = true);
    }
    loop {
        let before = touched.iter().filter(|cell| **cell).count();
        for atom in atoms {
            if atom.cells.iter().any(|cell| touched[*cell]) {
                atom.cells.iter().for_each(|cell| touched[*cell] = true);
            }
        }
        if touched.iter().filter(|cell| **cell).count() == before {
            return touched;
        }
    }
}

/// The cells over the atoms, in reduced row echelon form.
struct RowSpace {
    rows: Vec<Vec<f64>>,
    pivots: Vec<usize>,
}

/// Entries are small whole numbers to begin with; what is left below this is rounding.
const ZERO: f64 = 1e-9;

impl RowSpace {
    fn of(atoms: &[Atom], cells: usize) -> Self {
        let mut rows = vec![vec![0.0_f64; atoms.len()]; cells];
        for (column, atom) in atoms.iter().enumerate() {
            for cell in &atom.cells {
                rows[*cell][column] = 1.0;
            }
        }
        let mut pivots = Vec::new();
        for column in 0..atoms.len() {
            let rank = pivots.len();
            let candidates = rank..rows.len();
            let best = candidates.max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
            let Some(best) = best.filter(|row| rows[*row][column].abs() > ZERO) else { continue };
            rows.swap(rank, best);
            let scale = rows[rank][column];
            rows[rank].iter_mut().for_each(|value| *value /= scale);
            let pivot = rows[rank].clone();
            for (at, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != rank) {
                let factor = row[column];
                if factor.abs() > ZERO && at != rank {
                    row.iter_mut().zip(&pivot).for_each(|(value, pivot)| *value -= factor * pivot);
                }
            }
            pivots.push(column);
        }
        rows.truncate(pivots.len());
        Self { rows, pivots }
    }

    /// Whether the total of these atoms can be computed.
    fn holds(&self, chosen: &[usize]) -> bool {
        let mut rest = vec![0.0_f64; self.rows.first().map_or(0, Vec::len)];
        chosen.iter().for_each(|atom| rest[*atom] = 1.0);
        for (row, pivot) in self.rows.iter().zip(&self.pivots) {
            let factor = rest[*pivot];
            if factor.abs() > ZERO {
                rest.iter_mut().zip(row).for_each(|(value, row)| *value -= factor * row);
            }
        }
        rest.iter().all(|value| value.abs() <= ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(members: std::ops::Range<u64>) -> Set {
        Set { members: members.collect(), minimum: 5, fixed: false }
    }

    #[test]
    fn groups_without_people_in_common_are_all_shown() {
        assert!(withhold(vec![set(0..6), set(6..12), set(20..30)]).is_empty());
    }

    #[test]
    fn the_difference_of_two_nested_cells_is_not_shown() {
        assert_eq!(withhold(vec![set(0..10), set(0..7)]), [1]);
        assert!(withhold(vec![set(0..12), set(0..7)]).is_empty());
    }

    #[test]
    fn a_total_less_all_groups_but_one_is_not_shown() {
        // 10 teachers, 6 others and 3 leaders, with their total: leaders would be the rest.
        assert_eq!(withhold(vec![set(0..19), set(0..10), set(10..16)]), [2]);
    }

    #[test]
    fn a_system_less_its_schools_is_not_shown() {
        // Three schools of 6 and one of 4, which is withheld already.
        assert_eq!(withhold(vec![set(0..22), set(0..6), set(6..12), set(12..18)]).len(), 1);
    }

    #[test]
    fn what_was_published_stays_and_the_new_cell_gives_way() {
        let published = Set { fixed: true, ..set(0..7) };
        assert_eq!(withhold(vec![published, set(0..9)]), [1]);
    }
}
