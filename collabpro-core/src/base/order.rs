//! Orders of values.

use std::cmp::Ordering;

/// Positions in the order of a comparison; equal ones stay as they come.
pub(crate) fn by(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = (0..count).collect::<Vec<_>>();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// The place of each position in an order.
#[cfg(feature = "research")]
pub(crate) fn ranks(order: &[usize]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    (0..).zip(order).for_each(|(place, at)| ranks[*at] = place);
    ranks
}

/// Positions from the smallest value to the largest; equal ones stay as they come.
pub(crate) fn ascending(values: &[f64]) -> Vec<usize> {
    by(values.len(), &|a, b| values[a].total_cmp(&values[b]))
}

/// Positions from the largest value to the smallest; equal ones stay as they come.
pub(crate) fn descending(values: &[f64]) -> Vec<usize> {
    ascending(&values.iter().map(|value| -value).collect::<Vec<_>>())
}
