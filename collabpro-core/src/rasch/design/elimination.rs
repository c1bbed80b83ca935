//! Linear conditions in whole numbers modulo a prime, eliminated as they come.

use std::collections::BTreeMap;

use super::identification::NONE;

/// The prime 2^61 - 1.
pub(super) const PRIME: u64 = (1 << 61) - 1;

/// Numbers of the rest of the elements, those that are not 0, by place.
pub(super) type Sparse = Vec<(u32, u64)>;

pub(super) fn plus(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

pub(super) fn minus(a: u64) -> u64 {
    if a == 0 { 0 } else { PRIME - a }
}

pub(super) fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

pub(super) fn inverse(a: u64) -> u64 {
    let (mut power, mut result, mut left) = (a, 1, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        left >>= 1;
    }
    result
}

/// `a + factor b`.
pub(super) fn combined(a: &Sparse, b: &Sparse, factor: u64) -> Sparse {
    let mut made = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let first = a.peek().map_or(NONE, |entry| entry.0);
        let second = b.peek().map_or(NONE, |entry| entry.0);
        let place = first.min(second);
        if place == NONE {
            return made;
        }
        let mut value = 0;
        if first == place {
            value = a.next().map_or(0, |entry| entry.1);
        }
        if second == place {
            value = plus(value, times(factor, b.next().map_or(0, |entry| entry.1)));
        }
        if value != 0 {
            made.push((place, value));
        }
    }
}

/// Conditions that were eliminated: each has a leading place that no other has.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub(super) rows: Vec<(u32, Sparse)>,
    pub(super) leads: BTreeMap<u32, usize>,
}

impl System {
    /// What is left of a condition where the others hold.
    pub(super) fn reduced(&self, condition: &Sparse) -> Sparse {
        let mut left = condition.clone();
        for (place, value) in condition {
            if let Some(at) = self.leads.get(place) {
                left = combined(&left, &self.rows[*at].1, minus(*value));
            }
        }
        left
    }

    /// Adds a condition; whether it says something new.
    pub(super) fn add(&mut self, condition: &Sparse) -> bool {
        let mut left = self.reduced(condition);
        let Some((lead, value)) = left.first().copied() else { return false };
        let factor = inverse(value);
        left.iter_mut().for_each(|entry| entry.1 = times(entry.1, factor));
        for (_, row) in &mut self.rows {
            let has = row.iter().find(|entry| entry.0 == lead).map(|entry| entry.1);
            if let Some(value) = has {
                *row = combined(row, &left, minus(value));
            }
        }
        self.leads.insert(lead, self.rows.len());
        self.rows.push((lead, left));
        true
    }
}
