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
