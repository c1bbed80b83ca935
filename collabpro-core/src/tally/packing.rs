//! A row's key as one integer.

use std::ops::Range;

use super::{Respondent, RespondentCounts};
use crate::ratings::Columns;

fn bits(count: usize) -> u32 {
    usize::BITS - count.saturating_sub(1).leading_zeros()
}

/// How many bits each part of a row's key takes in one integer, the unit uppermost and the rating below the criterion.
pub(super) struct Packing {
    unit: u32,
    occasion: u32,
    rater: u32,
    role: u32,
    criterion: u32,
}

pub(super) const RATING_BITS: u32 = 8;

/// Ranks by code of the four label columns.
pub(super) type Ranks<'a> = [&'a [u32]; 4];

impl Packing {
    /// For so many labels and criteria.
    pub(super) fn new(labels: [usize; 4], criteria: usize) -> Self {
        let [unit, occasion, rater, role] = labels.map(bits);
        Self { unit, occasion, rater, role, criterion: bits(criteria) }
    }

    /// Bits of the criterion and the rating.
    pub(super) fn cell(&self) -> u32 {
        self.criterion + RATING_BITS
    }

    /// Bits of a whole row.
    pub(super) fn row(&self) -> u32 {
        self.unit + self.occasion + self.rater + self.role + self.cell()
    }

    /// The key of who answered in a row.
    pub(super) fn respondent(
        &self,
        columns: &Columns,
        [units, occasions, raters, roles]: Ranks<'_>,
        row: usize,
    ) -> u64 {
        let key = u64::from(units[columns.unit[row] as usize]);
        let key = push(key, self.occasion, occasions[usize::from(columns.occasion[row])]);
        let key = push(key, self.rater, raters[columns.rater[row] as usize]);
        push(key, self.role, roles[usize::from(columns.role[row])])
    }

    /// The keys of whole rows, column by column: one that has one label only need not be read.
    pub(super) fn rows(
        &self,
        columns: &Columns,
        [units, occasions, raters, roles]: Ranks<'_>,
        rows: Range<usize>,
        keys: &mut Vec<u64>,
    ) {
        keys.clear();
        keys.resize(rows.len(), 0);
        push_all(keys, self.unit, &columns.unit[rows.clone()], |code| units[code as usize]);
        push_all(keys, self.occasion, &columns.occasion[rows.clone()], |code| occasions[code as usize]);
        push_all(keys, self.rater, &columns.rater[rows.clone()], |code| raters[code as usize]);
        push_all(keys, self.role, &columns.role[rows.clone()], |code| roles[code as usize]);
        push_all(keys, self.criterion, &columns.criterion[rows.clone()], |criterion| criterion);
        push_all(keys, RATING_BITS, &columns.rating[rows], |rating| rating);
    }

    /// Adds the cells of keys in order.
    pub(super) fn unpack(&self, keys: &[u64], counts: &mut RespondentCounts) {
        let start = counts.criteria.len();
        let criterion = (1 << self.criterion) - 1;
        counts.criteria.extend(keys.iter().map(|key| (key >> RATING_BITS & criterion) as u16));
        counts.ratings.extend(keys.iter().map(|key| *key as u8));
        let mut last = None;
        for (at, key) in keys.iter().enumerate() {
            let respondent = key >> self.cell();
            if last != Some(respondent) {
                last = Some(respondent);
                self.begin(respondent, start + at, counts);
            }
        }
    }

    /// Begins a respondent, whose first cell is given.
    pub(super) fn begin(&self, mut key: u64, cell: usize, counts: &mut RespondentCounts) {
        counts.starts.push(cell);
        counts.respondents.push(Respondent {
            role: take(&mut key, self.role) as u8,
            rater: take(&mut key, self.rater),
            occasion: take(&mut key, self.occasion) as u16,
            unit: key as u32,
        });
    }
}

pub(super) fn push(key: u64, bits: u32, value: u32) -> u64 {
    key << bits | u64::from(value)
}

/// [`push`] for each key, of the value of its code.
fn push_all<C: Copy + Into<u32>>(keys: &mut [u64], bits: u32, codes: &[C], value: impl Fn(u32) -> u32) {
    if bits > 0 {
        keys.iter_mut().zip(codes).for_each(|(key, code)| *key = push(*key, bits, value((*code).into())));
    }
}

fn take(key: &mut u64, bits: u32) -> u32 {
    let value = *key & ((1 << bits) - 1);
    *key >>= bits;
    value as u32
}
