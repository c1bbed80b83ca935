//! Benjamini and Hochberg's correction for several tests at once.

use crate::base::order::ascending;

/// Adjusted p values in the order of `p` (Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57,
/// 289): of what is rejected at a level, the expected part that is true stays below that level, for tests that are
/// independent or positively dependent.
///
/// The `k`th smallest of `m` is multiplied by `m / k`, and is at most its successor and 1.
pub(crate) fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut most = 1.0_f64;
    for (rank, index) in ascending(p).into_iter().enumerate().rev() {
        most = most.min(p.len() as f64 / (rank + 1) as f64 * p[index]);
        adjusted[index] = most;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::holm::holm;

    /// The 15 p values of Benjamini & Hochberg 1995, section 4.1; adjusted by R 4.3 `p.adjust(p, "BH")` in exact decimals
    /// (each is m / k times p, then the smallest from behind).
    #[test]
    fn the_published_example() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let want = [
            0.0015,
            0.003,
            0.0095,
            0.035_625,
            0.0603,
            0.063_857_142_857_142_86,
            0.063_857_142_857_142_86,
            0.0645,
            0.0765,
            0.486,
            0.581_181_818_181_818_2,
            0.714_875,
            0.753_230_769_230_769_2,
            0.813_214_285_714_285_7,
            1.0,
        ];
        for (got, want) in benjamini_hochberg(&p).iter().zip(want) {
            assert!((got - want).abs() < 1e-12, "{got} {want}");
        }
        // The paper: at .05 the four smallest are rejected, and by Bonferroni's way, and Holm's, three.
        assert_eq!(benjamini_hochberg(&p).iter().filter(|p| **p <= 0.05).count(), 4);
        assert_eq!(holm(&p).iter().filter(|p| **p <= 0.05).count(), 3);
        assert!(benjamini_hochberg(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn lies_between_p_and_holm(p in prop::collection::vec(0.0..=1.0_f64, 1..30)) {
            let (adjusted, holm) = (benjamini_hochberg(&p), holm(&p));
            for i in 0..p.len() {
                prop_assert!(p[i] <= adjusted[i] && adjusted[i] <= holm[i] * (1.0 + 1e-12));
                for j in 0..p.len() {
                    prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
                }
            }
        }
    }
}
