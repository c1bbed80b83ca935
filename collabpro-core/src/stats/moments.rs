//! Means and variances of plain lists.

/// The mean; not a number where there are none.
pub(crate) fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// The sum of squared deviations from a mean.
pub(crate) fn squares(numbers: &[f64], mean: f64) -> f64 {
    numbers.iter().map(|number| (number - mean) * (number - mean)).sum()
}

/// The variance, dividing by one less than there are numbers.
#[cfg(feature = "research")]
pub(crate) fn variance(numbers: &[f64]) -> f64 {
    squares(numbers, mean(numbers)) / (numbers.len() as f64 - 1.0)
}
