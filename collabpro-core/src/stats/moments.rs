//! Means and variances of plain lists.

/// The mean; not a number where there are none. It lies among the numbers, so that rounding gives none that are all the
/// same a variance.
pub(crate) fn mean(numbers: &[f64]) -> f64 {
    let (mut sum, mut least, mut most) = (0.0, f64::INFINITY, f64::NEG_INFINITY);
    for number in numbers {
        sum += number;
        (least, most) = (number.min(least), number.max(most));
    }
    let mean: f64 = sum / numbers.len() as f64;
    if mean < least {
        least
    } else if mean > most {
        most
    } else {
        mean
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_has_no_variance() {
        // A third of three times this number is another one.
        let number = 500_000.1;
        assert_ne!((number + number + number) / 3.0, number);
        for n in 2..50 {
            assert_eq!(mean(&vec![number; n]), number);
            assert_eq!(squares(&vec![-number; n], mean(&vec![-number; n])), 0.0);
        }
        assert_eq!(mean(&[1.0, 2.0, 4.0, 5.0]), 3.0);
        assert!(mean(&[]).is_nan());
    }
}
