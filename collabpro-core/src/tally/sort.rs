//! Rows that come in no order, by their keys.
//!
//! A stretch of rows at a time is dealt out to buckets by the highest bits of the keys, and then each bucket is sorted by
//! itself. Both happen in a near cache, and memory is walked through from one end to the other, which is what such work
//! takes its time for. Rows whose keys are alike stay in the order in which they came, so that neither stretches nor
//! threads show in what comes out.

use std::ops::Range;

use super::STEP;
use crate::base::error::Result;
use crate::base::parts::{WORTH_A_THREAD, in_stretches};
use crate::base::watch::{Stages, Watch};

/// Rows that are dealt out at a time.
const STRETCH: usize = 1 << 16;

/// Keys that there should be in a bucket.
const BUCKET: usize = 1 << 12;

/// Most bits that are looked at at a time: few enough passes, and counters that stay in the nearest cache.
const DIGIT: u32 = 11;

/// Bits of a key, from the lowest: first those that the order does not depend on, then those that may differ in a bucket.
#[derive(Clone, Copy)]
pub(super) struct Bits {
    pub(super) ignored: u32,
    pub(super) together: u32,
    pub(super) all: u32,
}

/// Hands over what `add` makes of the keys of all rows in ascending order, in parts that follow one another. It is given
/// the keys bucket by bucket; those that have the same bits above `together` are in one.
pub(super) fn in_buckets<T: Default + Send>(
    rows: usize,
    keys: &(impl Fn(Range<usize>, &mut Vec<u64>) + Sync),
    bits: Bits,
    add: &(impl Fn(&mut T, &[u64]) + Sync),
    watch: &mut dyn Watch,
    take: &mut dyn FnMut(T),
) -> Result<()> {
    let mut stages = Stages::of(2 * rows as u64, watch);
    let digit = (rows / BUCKET).max(2).ilog2().min(DIGIT).min(bits.all - bits.together);
    let shift = bits.all - digit;
    let mut stretches: Vec<Stretch> = Vec::new();
    let deal = |rows: Range<usize>| {
        let mut own = Vec::new();
        let starts = rows.clone().step_by(STRETCH);
        let stretch = |start: usize| {
            keys(start..rows.end.min(start + STRETCH), &mut own);
            Stretch::deal(&own, shift, 1 << digit)
        };
        starts.map(stretch).collect::<Vec<_>>()
    };
    let dealing = &mut stages.stage(rows as u64);
    in_stretches(rows, (STEP, WORTH_A_THREAD), dealing, deal, &mut |dealt| stretches.extend(dealt))?;

    let end = |bucket: usize| stretches.iter().map(|stretch| stretch.ends[bucket]).sum::<usize>();
    let ends: Vec<_> = (0..1 << digit).map(end).collect();
    let sorted = |rows: Range<usize>| {
        let mut part = T::default();
        let (mut keys, mut spare) = (Vec::new(), Vec::new());
        // A bucket belongs to the part that has its last row.
        let [first, next] = [rows.start, rows.end].map(|row| ends.partition_point(|end| *end <= row));
        for bucket in first..next {
            keys.clear();
            stretches.iter().for_each(|stretch| keys.extend_from_slice(stretch.bucket(bucket)));
            sort(&mut keys, &mut spare, bits.ignored);
            add(&mut part, &keys);
        }
        part
    };
    in_stretches(rows, (STEP, WORTH_A_THREAD), &mut stages.stage(rows as u64), sorted, take)
}

/// The keys of some rows in the order of the buckets, and where each bucket ends.
struct Stretch {
    keys: Vec<u64>,
    ends: Vec<usize>,
}

impl Stretch {
    fn deal(keys: &[u64], shift: u32, buckets: usize) -> Self {
        let mut dealt = vec![0; keys.len()];
        let mut ends = vec![0; buckets];
        distribute(keys, &mut dealt, &mut ends, |key| (key >> shift) as usize);
        Self { keys: dealt, ends }
    }

    fn bucket(&self, at: usize) -> &[u64] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.keys[start..self.ends[at]]
    }
}

/// Copies the keys in the order of their places, those of one place as they come. The counters are zero before; after,
/// they say where the keys of each place end.
fn distribute(from: &[u64], to: &mut [u64], counters: &mut [usize], place: impl Fn(u64) -> usize) {
    from.iter().for_each(|key| counters[place(*key)] += 1);
    let mut sum = 0;
    for counter in &mut *counters {
        sum += *counter;
        *counter = sum - *counter;
    }
    for key in from {
        let next = &mut counters[place(*key)];
        to[*next] = *key;
        *next += 1;
    }
}

/// Sorts by the bits that are not ignored: digit by digit from the lowest in which keys differ, which takes the same time
/// for any order of arrival.
pub(super) fn sort(keys: &mut Vec<u64>, spare: &mut Vec<u64>, ignored: u32) {
    spare.resize(keys.len(), 0);
    let differ = keys.iter().fold(0, |differ, key| differ | (key ^ keys[0]));
    let mut left = differ >> ignored << ignored;
    while left > 0 {
        let shift = left.trailing_zeros();
        let wide = u64::BITS - left.leading_zeros() - shift;
        let digit = wide.div_ceil(wide.div_ceil(DIGIT));
        let mask = (1 << digit) - 1;
        let mut counters = [0; 1 << DIGIT];
        distribute(keys, spare, &mut counters[..1 << digit], |key| (key >> shift & mask) as usize);
        std::mem::swap(keys, spare);
        left &= !(mask << shift);
    }
}
