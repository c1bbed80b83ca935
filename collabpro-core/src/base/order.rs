//! Orders of values.

use std::cmp::Ordering;

use crate::base::list::List;

/// Positions in the order of a comparison; equal ones stay as they come. One sort in the module for whatever is compared,
/// where each type and each comparison would bring its own.
#[inline(never)]
pub(crate) fn by(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = (0..count).list();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Sorts by a comparison; equal ones stay as they come. For a few things that are not sorted in many places.
pub(crate) fn sort<T>(list: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let order = by(list.len(), &|a, b| compare(&list[a], &list[b]));
    put(&ranks(&order), &mut |a, b| list.swap(a, b));
}

/// Brings each to its place by swaps, each of which settles one.
#[inline(never)]
fn put(places: &[u32], swap: &mut dyn FnMut(usize, usize)) {
    let mut places = places.to_vec();
    for at in 0..places.len() {
        while places[at] as usize != at {
            let to = places[at] as usize;
            swap(at, to);
            places.swap(at, to);
        }
    }
}

/// The place of each position in an order.
#[inline(never)]
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
    ascending(&values.iter().map(|value| -value).list())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list in proptest::collection::vec((0..5_u8, 0..100_u8), 0..30)) {
            let (mut own, mut expected) = (list.clone(), list);
            sort(&mut own, &|a, b| a.0.cmp(&b.0));
            expected.sort_by_key(|(key, _)| *key);
            proptest::prop_assert_eq!(own, expected);
        }
    }
}
