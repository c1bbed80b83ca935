//! Holm's correction for several tests at once.

use crate::base::order::ascending;

/// Adjusted p values in the order of `p` (Holm 1979, Scandinavian Journal of Statistics 6, 65): the probability that
/// any true hypothesis is rejected stays below the level, whatever the tests' dependence.
///
/// The `k`th smallest of `m` is multiplied by `m - k + 1`, is at least its forerunner and at most 1.
pub(crate) fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 0.0_f64;
    for (rank, index) in ascending(p).into_iter().enumerate() {
        let left = (p.len() - rank) as f64;
        least = least.max((left * p[index]).min(1.0));
        adjusted[index] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hand_worked_example() {
        // Sorted: 0.005 x 4, 0.01 x 3, 0.03 x 2, then 0.04 x 1, raised to its forerunner.
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (got, want) in adjusted.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((got - want).abs() < 1e-15, "{adjusted:?}");
        }
    }

    #[test]
    fn nothing_one_and_large() {
        assert!(holm(&[]).is_empty());
        assert_eq!(holm(&[0.2]), [0.2]);
        assert_eq!(holm(&[0.9, 0.6]), [1.0, 1.0]);
        assert_eq!(holm(&[0.0, 1.0]), [0.0, 1.0]);
    }

    proptest! {
        #[test]
        fn lies_between_p_and_bonferroni_and_keeps_the_order(p in prop::collection::vec(0.0..=1.0_f64, 1..30)) {
            let adjusted = holm(&p);
            for i in 0..p.len() {
                prop_assert!(p[i] <= adjusted[i] && adjusted[i] <= (p[i] * p.len() as f64).min(1.0));
                for j in 0..p.len() {
                    prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
                }
            }
        }

        #[test]
        fn does_not_depend_on_the_order(p in prop::collection::vec(0.0..=1.0_f64, 1..30)) {
            let reversed: Vec<f64> = p.iter().rev().copied().collect();
            let mut adjusted = holm(&reversed);
            adjusted.reverse();
            prop_assert_eq!(adjusted, holm(&p));
        }
    }
}
