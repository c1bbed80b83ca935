//! The F distribution.
//!
//! Every function answers `None` outside its domain, as in [`super::distribution`].

use super::distribution::normal_point;
use super::special::{Beta, Split};

/// The most degrees of freedom. With more than that on both sides the fraction would take too long.
const MOST_FREEDOM: f64 = 1e10;

/// The probability below `f` with `df1` and `df2` degrees of freedom from 1 to 1e10, not necessarily whole; accurate in
/// relative terms far down.
pub(crate) fn f_cdf(f: f64, df1: f64, df2: f64) -> Option<f64> {
    let fisher = Fisher::new(df1, df2)?;
    (!f.is_nan()).then(|| if f > 0.0 { fisher.split(f).below } else { 0.0 })
}

/// The probability above `f`, accurate in relative terms far into the tail; degrees of freedom as in [`f_cdf`].
pub(crate) fn f_survival(f: f64, df1: f64, df2: f64) -> Option<f64> {
    let fisher = Fisher::new(df1, df2)?;
    (!f.is_nan()).then(|| if f > 0.0 { fisher.split(f).above } else { 1.0 })
}

/// The point with probability `p` below it; `None` unless `0 < p < 1`, degrees of freedom as in [`f_cdf`].
///
/// 0 where the point is below the smallest number, and the largest number where it is beyond that.
pub(crate) fn f_quantile(p: f64, df1: f64, df2: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    // The upper half is the lower half of the reciprocal.
    if p <= 0.5 {
        Some(Fisher::new(df1, df2)?.lower(p))
    } else {
        Some((1.0 / Fisher::new(df2, df1)?.lower(1.0 - p)).min(f64::MAX))
    }
}

/// F as a beta distribution: `df1 f / (df1 f + df2)` is Beta(df1/2, df2/2).
struct Fisher {
    df1: f64,
    df2: f64,
    beta: Beta,
}

impl Fisher {
    fn new(df1: f64, df2: f64) -> Option<Self> {
        let defined = |df| (1.0..=MOST_FREEDOM).contains(&df);
        (defined(df1) && defined(df2)).then(|| Self { df1, df2, beta: Beta::new(0.5 * df1, 0.5 * df2) })
    }

    /// `slope` is the derivative of `below` by `ln f`.
    fn split(&self, f: f64) -> Split {
        let odds = f * (self.df1 / self.df2);
        if odds > 1e150 {
            return self.beta.split(1.0, 1.0 / odds);
        }
        self.beta.split(odds / (1.0 + odds), 1.0 / (1.0 + odds))
    }

    /// The point with `p <= 0.5` below it.
    fn lower(&self, p: f64) -> f64 {
        /// At most nine were seen.
        const STEPS: u32 = 60;
        // The first term of the series, which is all that is left far down: (df1/2 p B)^(2/df1) as odds.
        let half = 0.5 * self.df1;
        let far = (libm::log(p) + libm::log(half) + self.beta.ln_beta()) / half;
        if far < -100.0 {
            return self.df2 / self.df1 * libm::exp(far);
        }
        let mut f = self.guess(p).unwrap_or(self.df2 / self.df1 * libm::exp(far.min(0.0)));
        for _ in 0..STEPS {
            let split = self.split(f);
            // The logarithm of the probability is concave in ln f: Newton's steps cannot run away.
            let step = libm::log(p / split.below) * split.below / split.slope;
            // Too far down for a probability: the start lies there where `df1` is large and `df2` small.
            let step = if step.is_finite() { step } else { 2.0 };
            f *= libm::exp(step.clamp(-2.0, 2.0));
            if step.abs() < 1e-15 {
                break;
            }
        }
        f
    }

    /// A starting point by the cube root, which is about normal (Paulson 1942), where that holds.
    fn guess(&self, p: f64) -> Option<f64> {
        let z = normal_point(p);
        let (u, v) = (2.0 / (9.0 * self.df1), 2.0 / (9.0 * self.df2));
        let (s, t) = (1.0 - u, 1.0 - v);
        let a = t * t - z * z * v;
        let root = (z * z * (t * t * u + s * s * v - z * z * u * v)).sqrt();
        let cube_root = (s * t - root) / a;
        (a > 0.2 && cube_root > 0.3).then_some(cube_root * cube_root * cube_root)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::chi_square::chi_square_quantile;
    use super::super::distribution::t_quantile;
    use super::*;

    /// Relative error allowed.
    const TIGHT: f64 = 1e-13;

    fn close(got: f64, want: f64, relative: f64) -> bool {
        (got - want).abs() <= relative * want.abs()
    }

    const QUANTILES: [(f64, f64, f64, f64); 10] = [
        (0.95, 1.0, 1.0, 161.447_638_797_588_2),
        (0.95, 5.0, 10.0, 3.325_834_530_413_011),
        (0.975, 5.0, 15.0, 3.576_415_349_279_061),
        (0.99, 3.0, 20.0, 4.938_193_382_310_538),
        (0.025, 4.0, 6.0, 0.108_727_430_372_933_52),
        (0.999, 2.5, 7.25, 19.072_588_887_981_52),
        (1e-10, 5.0, 8.0, 5.499_850_792_173_345e-5),
        (0.95, 100.0, 1_000.0, 1.259_573_517_302_479_4),
        (0.975, 20_000.0, 50_000.0, 1.023_402_350_609_149),
        (1e-5, 30.0, 1.0, 0.035_607_229_364_560_62),
    ];

    const PROBABILITIES: [(f64, f64, f64, f64, f64); 7] = [
        (2.5, 3.0, 10.0, 0.119_039_562_658_278_16, 0.880_960_437_341_721_8),
        (40.0, 9.0, 5.0, 0.000_395_252_888_092_567_55, 0.999_604_747_111_907_4),
        (0.01, 5.0, 20.0, 0.999_965_321_566_777_1, 3.467_843_322_286_815e-5),
        (3.3, 1.5, 7.25, 0.102_799_647_162_995_82, 0.897_200_352_837_004_2),
        (1.02, 20_000.0, 1_000_000.0, 0.024_406_768_093_799_987, 0.975_593_231_906_200_1),
        (1_000.0, 8.0, 100.0, 8.503_181_900_778_169e-92, 1.0),
        (1.5, 200.0, 3.0, 0.426_560_462_719_599_96, 0.573_439_537_280_400_1),
    ];

    #[test]
    fn published_values() {
        // 60-digit arithmetic (mpmath 1.3); those with whole degrees of freedom up to 20 stand in every table.
        for (p, df1, df2, want) in QUANTILES {
            let got = f_quantile(p, df1, df2).unwrap();
            assert!(close(got, want, TIGHT), "{p} {df1} {df2}: {got}");
        }
        for (f, df1, df2, above, below) in PROBABILITIES {
            let (got_above, got_below) = (f_survival(f, df1, df2).unwrap(), f_cdf(f, df1, df2).unwrap());
            assert!(close(got_above, above, 1e-12), "{f} {df1} {df2}: {got_above}");
            assert!(close(got_below, below, 1e-12), "{f} {df1} {df2}: {got_below}");
        }
    }

    #[test]
    fn closed_forms() {
        for f in [1e-200, 1e-9, 0.2, 1.0, 3.0, 1e7] {
            for df in [1.0, 2.5, 40.0] {
                // With two degrees of freedom above: (1 + 2f/df)^(-df/2).
                let above = libm::exp(-0.5 * df * libm::log1p(2.0 * f / df));
                assert!(close(f_survival(f, 2.0, df).unwrap(), above, TIGHT), "{f} {df}");
            }
        }
        for p in [1e-250, 1e-9, 0.1, 0.5, 0.9, 0.999] {
            // With one and one: the square of a Cauchy variable.
            let root = libm::tan(std::f64::consts::FRAC_PI_2 * p);
            assert!(close(f_quantile(p, 1.0, 1.0).unwrap(), root * root, 1e-12), "{p}");
        }
    }

    #[test]
    fn the_square_of_t_and_the_limit() {
        for df in [1.0, 3.0, 12.5, 400.0] {
            for p in [0.6, 0.9, 0.975, 0.9999] {
                let t = t_quantile(0.5 + p / 2.0, df).unwrap();
                let got = f_quantile(p, 1.0, df).unwrap();
                assert!(close(got, t * t, 1e-11), "{p} {df}: {got} {}", t * t);
                // The error of the limit is about df / df2.
                let (got, limit) =
                    (f_quantile(p, df, 1e10).unwrap(), chi_square_quantile(p, df).unwrap() / df);
                assert!(close(got, limit, 1e-6), "{p} {df}: {got} {limit}");
            }
        }
    }

    #[test]
    fn outside_the_domain_is_none_and_inside_is_finite() {
        for p in [f64::NAN, -0.1, 0.0, 1.0, 1.1] {
            assert_eq!(f_quantile(p, 3.0, 4.0), None);
        }
        for df in [f64::NAN, 0.0, 0.9, 1.1e10, f64::INFINITY] {
            assert_eq!((f_quantile(0.9, df, 4.0), f_quantile(0.9, 4.0, df)), (None, None));
            assert_eq!((f_cdf(1.0, df, 4.0), f_survival(1.0, 4.0, df)), (None, None));
        }
        assert_eq!((f_cdf(f64::NAN, 3.0, 4.0), f_survival(f64::NAN, 3.0, 4.0)), (None, None));
        for (df1, df2) in [(1.0, 1.0), (3.0, 4.5), (1.0, 1e10), (1e10, 1.0), (1e10, 1e10)] {
            assert_eq!((f_cdf(0.0, df1, df2), f_survival(-1.0, df1, df2)), (Some(0.0), Some(1.0)));
            assert_eq!(
                (f_cdf(f64::INFINITY, df1, df2), f_survival(f64::INFINITY, df1, df2)),
                (Some(1.0), Some(0.0))
            );
            for p in [5e-324, 1e-200, 1e-12, 0.5, 0.5 + f64::EPSILON, 1.0 - f64::EPSILON / 2.0] {
                let f = f_quantile(p, df1, df2).unwrap();
                assert!(f.is_finite() && f >= 0.0, "{p} {df1} {df2}: {f}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_quantile_undoes_the_probability(
            p in 1e-12..1.0_f64, df1 in 0.0..7.0_f64, df2 in 0.0..7.0_f64,
        ) {
            let (df1, df2) = (libm::exp10(df1), libm::exp10(df2));
            let f = f_quantile(p, df1, df2).unwrap();
            if f > 0.0 {
                let back = f_cdf(f, df1, df2).unwrap();
                // The rounding of f itself, as far as the density carries it.
                let tolerance = 1e-12 + 4.0 * f64::EPSILON * Fisher::new(df1, df2).unwrap().split(f).slope / p;
                prop_assert!(close(back, p, tolerance), "{} {}", back, p);
            }
        }

        #[test]
        fn the_reciprocal_changes_sides(f in -9.0..9.0_f64, df1 in 0.0..5.0_f64, df2 in 0.0..5.0_f64) {
            let (f, df1, df2) = (libm::exp10(f), libm::exp10(df1), libm::exp10(df2));
            let (above, below) = (f_survival(f, df1, df2).unwrap(), f_cdf(1.0 / f, df2, df1).unwrap());
            prop_assert!((above - below).abs() <= 1e-12);
        }
    }
}
