//! Our distributions beside those of another author.

use collabpro_core::internals::{
    BETA_BELOW, CHI_SQUARE_CDF, F_CDF, F_SURVIVAL, LN_BETA, NORMAL_CDF, NORMAL_QUANTILE, T_CDF, T_QUANTILE,
    T_SURVIVAL,
};
use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};
use statrs::function::beta::{beta_reg, ln_beta};

/// The complementary error function of statrs is off by up to 2e-11.
const LOOSE: f64 = 1e-10;

#[test]
fn normal_and_t_are_those_of_statrs() {
    let normal = Normal::new(0.0, 1.0).unwrap();
    for df in [1.0, 1.7, 3.0, 8.5, 40.0, 150.0] {
        let student = StudentsT::new(0.0, 1.0, df).unwrap();
        for i in -60..=60 {
            let x = f64::from(i) / 10.0;
            assert!((NORMAL_CDF(x).unwrap() - normal.cdf(x)).abs() < LOOSE, "{x}");
            assert!((T_CDF(x, df).unwrap() - student.cdf(x)).abs() < LOOSE, "{x} {df}");
            assert!((T_SURVIVAL(x, df).unwrap() - student.sf(x)).abs() < LOOSE, "{x} {df}");
        }
        for i in 1..100 {
            let p = f64::from(i) / 100.0;
            assert!((NORMAL_QUANTILE(p).unwrap() - normal.inverse_cdf(p)).abs() < LOOSE, "{p}");
            let (got, want) = (T_QUANTILE(p, df).unwrap(), student.inverse_cdf(p));
            assert!((got - want).abs() < LOOSE * want.abs().max(1.0), "{p} {df}: {got} {want}");
        }
    }
}

#[test]
fn chi_square_is_that_of_statrs() {
    for df in [1.0, 2.5, 7.0, 10.0, 64.0, 250.0] {
        let theirs = ChiSquared::new(df).unwrap();
        for i in 1..60 {
            let x = df * f64::from(i) / 20.0;
            assert!((CHI_SQUARE_CDF(x, df).unwrap() - theirs.cdf(x)).abs() < 1e-11, "{x} {df}");
        }
    }
}

#[test]
fn f_is_that_of_statrs() {
    for df1 in [1.0, 2.5, 7.0, 60.0] {
        for df2 in [1.5, 5.0, 33.3, 250.0] {
            let theirs = FisherSnedecor::new(df1, df2).unwrap();
            for i in 1..60 {
                let f = f64::from(i) / 15.0;
                assert!((F_CDF(f, df1, df2).unwrap() - theirs.cdf(f)).abs() < 1e-11, "{f} {df1} {df2}");
                assert!((F_SURVIVAL(f, df1, df2).unwrap() - theirs.sf(f)).abs() < 1e-11, "{f} {df1} {df2}");
            }
        }
    }
}

#[test]
fn beta_is_that_of_statrs() {
    for a in [0.5, 1.0, 2.5, 10.0, 75.5] {
        for b in [0.5, 1.5, 4.0, 60.0] {
            assert!((LN_BETA(a, b) - ln_beta(a, b)).abs() < 1e-12, "{a} {b}");
            for i in 1..40 {
                let x = f64::from(i) / 40.0;
                // statrs takes its logarithms of gammas from a series good to about 1e-13.
                let (got, want) = (BETA_BELOW(a, b, x), beta_reg(a, b, x));
                assert!((got - want).abs() < 1e-12, "{a} {b} {x}: {got} {want}");
            }
        }
    }
}
