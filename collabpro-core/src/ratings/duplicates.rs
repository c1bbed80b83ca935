//! Rows that rate the same criterion by the same rater in one unit and occasion.

use super::Columns;
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};

/// A row whose key was seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    /// First row with the key.
    pub(super) first: u32,
    /// Last row with the key before this one.
    pub(super) before: u32,
    /// This row.
    pub(super) row: u32,
}

/// Finds repeated keys in order of their rows. `counts` are the numbers of units, occasions, raters and criteria.
///
/// Keys are packed into as few bits as the counts need. Rows that came sorted cost one comparison each; otherwise a
/// copy of the keys is sorted, and only if two are equal are their rows looked up.
pub(super) fn repeats(columns: &Columns, counts: [usize; 4], watch: &mut dyn Watch) -> Result<Vec<Repeat>> {
    let [_, occasion, rater, criterion] = counts.map(bits);
    let total: u32 = counts.map(bits).iter().sum();
    let parts = |row: usize| {
        [
            columns.unit.get(row).copied().unwrap_or(0),
            columns.occasion.get(row).copied().map_or(0, u32::from),
            columns.rater.get(row).copied().unwrap_or(0),
            columns.criterion.get(row).copied().map_or(0, u32::from),
        ]
    };
    let rows = columns.rating.len();
    if total <= u64::BITS {
        let key = |row: usize| {
            let [u, o, r, c] = parts(row).map(u64::from);
            // Shifts stay below 64: if another part takes all 64 bits, what is shifted is 0.
            let shift = |value: u64, by: u32| value.checked_shl(by).unwrap_or(0);
            shift(shift(shift(u, occasion) | o, rater) | r, criterion) | c
        };
        search(rows, key, watch)
    } else {
        let key = |row: usize| {
            let [u, o, r, c] = parts(row).map(u128::from);
            (((u << occasion | o) << rater | r) << criterion) | c
        };
        search(rows, key, watch)
    }
}

fn bits(count: usize) -> u32 {
    usize::BITS - count.saturating_sub(1).leading_zeros()
}

/// Rows keyed between two looks at the watcher: a few milliseconds.
const STEP: usize = 1 << 19;

fn search<K: Ord + Copy>(
    rows: usize,
    key: impl Fn(usize) -> K,
    watch: &mut dyn Watch,
) -> Result<Vec<Repeat>> {
    if rows < 2 || (1..rows).all(|row| key(row - 1) < key(row)) {
        return Ok(Vec::new());
    }
    let mut keys = Vec::with_capacity(rows);
    for start in (0..rows).step_by(STEP) {
        ask(watch, start as u64, Some(rows as u64))?;
        keys.extend((start..rows.min(start + STEP)).map(&key));
    }
    keys.sort_unstable();
    ask(watch, rows as u64, Some(rows as u64))?;
    let mut twice: Vec<K> = keys
        .windows(2)
        .filter(|pair| pair.first() == pair.last())
        .filter_map(|pair| pair.first())
        .copied()
        .collect();
    drop(keys);
    twice.dedup();
    let mut found = Vec::new();
    if twice.is_empty() {
        return Ok(found);
    }
    let mut seen: Vec<Option<(u32, u32)>> = vec![None; twice.len()];
    for row in 0..rows {
        if row.is_multiple_of(STEP) {
            ask(watch, row as u64, Some(rows as u64))?;
        }
        let Ok(at) = twice.binary_search(&key(row)) else { continue };
        let row = row as u32;
        match seen.get_mut(at) {
            Some(Some((first, before))) => {
                found.push(Repeat { first: *first, before: *before, row });
                *before = row;
            }
            Some(none) => *none = Some((row, row)),
            None => {}
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_hold_every_code() {
        assert_eq!([0, 1, 2, 3, 4, 5, 256, 257].map(bits), [0, 0, 1, 2, 2, 3, 8, 9]);
    }

    #[test]
    fn narrow_and_wide_keys_find_the_same_rows() {
        let columns = Columns {
            unit: vec![1, 0, 1, 1, 0],
            occasion: vec![0; 5],
            rater: vec![2, 2, 2, 2, 2],
            role: vec![0; 5],
            criterion: vec![0, 0, 0, 0, 1],
            rating: vec![0; 5],
        };
        let expected = [Repeat { first: 0, before: 0, row: 2 }, Repeat { first: 0, before: 2, row: 3 }];
        for counts in [[2, 1, 3, 2], [1 << 32, 1 << 16, 1 << 32, 1 << 16]] {
            assert_eq!(repeats(&columns, counts, &mut ()).unwrap(), expected);
        }
    }
}
