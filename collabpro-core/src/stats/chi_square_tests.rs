use proptest::prelude::*;

use super::super::distribution::normal_quantile;
use super::*;

/// Relative error allowed.
const TIGHT: f64 = 1e-13;

fn close(got: f64, want: f64, relative: f64) -> bool {
    (got - want).abs() <= relative * want.abs()
}

#[test]
fn published_values() {
    // 40-digit arithmetic (mpmath 1.3); the first six stand in every table.
    for (p, df, want) in [
        (0.95, 1.0, 3.841_458_820_694_124),
        (0.95, 10.0, 18.307_038_053_275_146),
        (0.05, 10.0, 3.940_299_136_119_06),
        (0.5, 1.0, 0.454_936_423_119_572_8),
        (0.5, 3.0, 2.365_973_884_375_338),
        (0.5, 10.0, 9.341_817_765_591_967),
        (0.5, 100.0, 99.334_129_235_988_46),
    ] {
        let got = chi_square_quantile(p, df).unwrap();
        assert!(close(got, want, TIGHT), "{p} {df}: {got}");
    }
}

#[test]
fn closed_form_of_two_degrees() {
    for p in [1e-200, 1e-10, 0.01, 0.3, 0.5, 0.75, 0.999] {
        assert!(close(chi_square_quantile(p, 2.0).unwrap(), -2.0 * libm::log1p(-p), TIGHT), "{p}");
    }
}

#[test]
fn one_degree_is_the_square_of_a_normal() {
    for p in [0.5, 0.7, 0.95, 0.999] {
        let z = normal_quantile(0.5 + p / 2.0).unwrap();
        assert!(close(chi_square_quantile(p, 1.0).unwrap(), z * z, 1e-12), "{p}");
    }
}

/// Limits of variance components that the unit tests of R's VCA 1.5.2 print, as SAS PROC MIXED does; components and degrees
/// of freedom from the mean squares in `tests/oracle/mixed_model.py`.
#[test]
fn published_limits_of_variances() {
    for (variance, df, limits) in [
        (1.853_772_337_684_4, 2.860_052_510_619_1, [0.5835, 28.5302]),
        (2.826_050_393_142_1, 6.742_432_434_680_3, [1.2203, 12.1410]),
        (3.720_280_527_592, 40.0, [2.5077, 6.0906]),
        (12.231_098_561_979_8, 6.352_858_660_325_2, [5.1779, 55.8104]),
        (7.031_192_968_761_4, 3.754_204_983_982_8, [2.4638, 64.3402]),
        (16.284_020_984_290_9, 40.0, [10.9764, 26.6590]),
    ] {
        let found = variance_interval(variance, df, 0.95).unwrap();
        assert!(found.iter().zip(limits).all(|(found, limit)| (found - limit).abs() <= 5e-5), "{found:?}");
    }
    assert_eq!(variance_interval(0.0, 3.0, 0.95), None);
    assert_eq!(variance_interval(1.0, 0.9, 0.95), None);
}

#[test]
fn outside_the_domain_is_none() {
    for p in [f64::NAN, -0.1, 0.0, 1.0] {
        assert_eq!(chi_square_quantile(p, 3.0), None);
    }
    for df in [f64::NAN, 0.0, 0.5, 3e6] {
        assert_eq!((chi_square_quantile(0.5, df), chi_square_cdf(1.0, df)), (None, None));
    }
    assert_eq!((chi_square_cdf(-1.0, 3.0), chi_square_cdf(f64::INFINITY, 3.0)), (Some(0.0), Some(1.0)));
    assert_eq!(chi_square_cdf(f64::NAN, 3.0), None);
    for df in [1.0, 1.5, 40.0, 2e6] {
        for p in [5e-324, 1e-300, 0.5, 1.0 - f64::EPSILON / 2.0] {
            assert!(chi_square_quantile(p, df).unwrap().is_finite(), "{p} {df}");
        }
    }
}

proptest! {
    #[test]
    fn the_cdf_undoes_the_quantile(tail in -200.0..-0.01_f64, df in 1.0..2000.0_f64) {
        let p = libm::exp10(tail);
        prop_assert!(close(chi_square_cdf(chi_square_quantile(p, df).unwrap(), df).unwrap(), p, 1e-11));
    }
}
