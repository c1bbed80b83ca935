//! Orders of values.

/// Positions from the smallest value to the largest; equal ones stay as they come.
pub(crate) fn ascending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

/// Positions from the largest value to the smallest; equal ones stay as they come.
pub(crate) fn descending(values: &[f64]) -> Vec<usize> {
    ascending(&values.iter().map(|value| -value).collect::<Vec<_>>())
}
