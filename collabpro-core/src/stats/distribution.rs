//! The normal and Student's t distribution.
//!
//! Every function answers `None` outside its domain, so that no NaN leaves it.

use std::f64::consts::FRAC_1_SQRT_2;

use super::special::Beta;

/// With this many degrees of freedom t is normal to rounding error; the search is not made for more.
const MOST_FREEDOM: f64 = 1e16;

/// Where `w = t / sqrt(df)` is larger, the tail is a pure power of `w` to the last bit.
const FAR: f64 = 1e8;

/// The probability below `x`; `None` for a NaN.
pub(crate) fn normal_cdf(x: f64) -> Option<f64> {
    (!x.is_nan()).then(|| 0.5 * libm::erfc(-x * FRAC_1_SQRT_2))
}

/// The point with probability `p` below it; `None` unless `0 < p < 1`.
pub(crate) fn normal_quantile(p: f64) -> Option<f64> {
    inside(p).then(|| normal_point(p))
}

/// The probability below `t` with `df >= 1` degrees of freedom, not necessarily whole.
#[cfg(any(test, feature = "research"))]
pub(crate) fn t_cdf(t: f64, df: f64) -> Option<f64> {
    t_survival(-t, df)
}

/// The probability above `t`, accurate in relative terms far into the tail; `df` as in [`t_cdf`].
pub(crate) fn t_survival(t: f64, df: f64) -> Option<f64> {
    if t.is_nan() {
        return None;
    }
    let student = Student::new(df)?;
    let w = t.abs() / student.df.sqrt();
    let tail = if w > FAR { student.far_tail(w) } else { 0.5 * student.sides(w).tail };
    Some(if t < 0.0 { 1.0 - tail } else { tail })
}

/// The point with probability `p` below it; `None` unless `0 < p < 1`, `df` as in [`t_cdf`].
///
/// A `p` below the smallest normal number counts as that number, so that the point is finite for every `df`.
pub(crate) fn t_quantile(p: f64, df: f64) -> Option<f64> {
    if !inside(p) {
        return None;
    }
    let student = Student::new(df)?;
    let tail = p.min(1.0 - p).max(f64::MIN_POSITIVE);
    // Exact differences: near the middle the distance from one half is what fixes the point, far out the tail.
    let size = if tail < 0.25 { student.at_tail(tail) } else { student.at_middle((p - 0.5).abs(), tail) };
    Some(if p < 0.5 { -size } else { size })
}

pub(super) fn inside(p: f64) -> bool {
    p > 0.0 && p < 1.0
}

/// Student's t as a beta distribution: `1 / (1 + w²)` with `w = t / sqrt(df)` is Beta(df/2, 1/2).
struct Student {
    df: f64,
    beta: Beta,
}

/// The probabilities of `|t| > w sqrt(df)` and of `|t| < w sqrt(df)`.
struct Sides {
    tail: f64,
    middle: f64,
    /// The derivative of `middle` by `ln w`.
    slope: f64,
    /// `w² / (1 + w²)`.
    y: f64,
}

impl Student {
    fn new(df: f64) -> Option<Self> {
        (df >= 1.0).then(|| {
            let df = df.min(MOST_FREEDOM);
            Self { df, beta: Beta::new(0.5 * df, 0.5) }
        })
    }

    fn sides(&self, w: f64) -> Sides {
        let square = w * w;
        let y = square / (1.0 + square);
        let split = self.beta.split(1.0 / (1.0 + square), y);
        Sides { tail: split.below, middle: split.above, slope: 2.0 * split.slope, y }
    }

    /// The one-sided tail beyond [`FAR`]: the leading term of its series.
    fn far_tail(&self, w: f64) -> f64 {
        libm::exp(-self.df * libm::log(w) - self.beta.ln_beta()) / self.df
    }

    fn at_tail(&self, tail: f64) -> f64 {
        // The inverse of `far_tail`, which is never below the point sought.
        let far = libm::exp(-(libm::log(tail * self.df) + self.beta.ln_beta()) / self.df);
        if far > FAR {
            return far * self.df.sqrt();
        }
        let sought = 2.0 * tail;
        self.search(self.guess(tail).min(far), |sides| {
            (libm::log(sought / sides.tail), -sides.slope / sides.tail)
        })
    }

    fn at_middle(&self, half: f64, tail: f64) -> f64 {
        let sought = 2.0 * half;
        if sought <= 0.0 {
            return 0.0;
        }
        self.search(self.guess(tail), |sides| (libm::log(sought / sides.middle), sides.slope / sides.middle))
    }

    /// A starting point within a few per cent (Wallace 1959).
    fn guess(&self, tail: f64) -> f64 {
        let z = normal_point(tail) * (8.0 * self.df + 3.0) / (8.0 * self.df + 1.0);
        libm::expm1(z * z / self.df).sqrt()
    }

    /// Solves for `ln w` by Halley's method. `miss` gives how far the logarithm of a probability is from its goal,
    /// and its derivative by `ln w`.
    ///
    /// The density of `ln w` is log-concave, hence both probabilities are: Newton's steps cannot run away, and Halley's
    /// are kept within twice Newton's.
    fn search(&self, start: f64, miss: impl Fn(&Sides) -> (f64, f64)) -> f64 {
        /// At most three were seen.
        const STEPS: u32 = 50;
        /// The error after a step is about the cube of the step: far below rounding error.
        const CLOSE: f64 = 1e-6;
        let mut w = start;
        for _ in 0..STEPS {
            let sides = self.sides(w);
            let (miss, rate) = miss(&sides);
            let newton = miss / rate;
            let bend = newton * (1.0 - (self.df + 1.0) * sides.y - rate);
            let step = newton / (1.0 + 0.5 * bend).max(0.5);
            w *= libm::exp(step);
            if step.abs() < CLOSE && bend.abs() < CLOSE {
                break;
            }
        }
        w * self.df.sqrt()
    }
}

/// Wichura's rational approximations (1988, Applied Statistics 37, 477, algorithm AS 241), for `0 < p < 1`.
pub(super) fn normal_point(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        return q * CENTRE.at(0.180_625 - q * q);
    }
    let r = (-libm::log(p.min(1.0 - p))).sqrt();
    let size = if r <= 5.0 { SIDE.at(r - 1.6) } else { TAIL.at(r - 5.0) };
    if q < 0.0 { -size } else { size }
}

/// Coefficients of numerator and denominator, constant terms first.
struct Rational([f64; 8], [f64; 8]);

impl Rational {
    fn at(&self, x: f64) -> f64 {
        let horner = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * x + term);
        horner(&self.0) / horner(&self.1)
    }
}

const CENTRE: Rational = Rational(
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_545,
    ],
);

const SIDE: Rational = Rational(
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);

const TAIL: Rational = Rational(
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use proptest::prelude::*;

    use super::*;

    /// Relative error allowed; the largest seen against 60-digit arithmetic is 8e-14, in tails of 1e-280.
    const TIGHT: f64 = 1e-13;

    fn close(got: f64, want: f64, relative: f64) -> bool {
        (got - want).abs() <= relative * want.abs()
    }

    fn degrees() -> impl Strategy<Value = f64> {
        (0.0..=6.0_f64).prop_map(libm::exp10)
    }

    #[test]
    fn published_normal_values() {
        // 60-digit arithmetic (mpmath 1.3); the first three stand in every table.
        for (p, want) in [
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_901),
            (0.9, 1.281_551_565_544_600_5),
            (0.6, 0.253_347_103_135_799_8),
            (1e-10, -6.361_340_902_404_056),
            (1e-300, -37.047_096_299_361_2),
        ] {
            let got = normal_quantile(p).unwrap();
            assert!(close(got, want, 1e-15), "{p}: {got}");
        }
        for (x, want) in [
            (1.96, 0.975_002_104_851_779_6),
            (-3.0, 0.001_349_898_031_630_094_5),
            (-10.0, 7.619_853_024_160_526e-24),
        ] {
            assert!(close(normal_cdf(x).unwrap(), want, TIGHT), "{x}");
        }
    }

    #[test]
    fn published_t_values() {
        // 60-digit arithmetic (mpmath 1.3); the whole degrees of freedom stand in every table.
        for (p, df, want) in [
            (0.975, 1.0, 12.706_204_736_174_705),
            (0.975, 2.0, 4.302_652_729_749_464),
            (0.975, 4.0, 2.776_445_105_197_794_4),
            (0.975, 10.0, 2.228_138_851_986_275),
            (0.975, 30.0, 2.042_272_456_301_238),
            (0.995, 5.0, 4.032_142_983_555_228),
            (0.6, 3.0, 0.276_670_662_332_689_9),
            (0.975, 2.5, 3.574_654_842_003_683),
            (0.999, 7.25, 4.704_186_870_181_126),
            (0.975, 1e3, 1.962_339_080_826_408_4),
            (0.975, 1e6, 1.959_966_356_814_107),
        ] {
            let got = t_quantile(p, df).unwrap();
            assert!(close(got, want, TIGHT), "{p} {df}: {got}");
        }
        for (t, df, want) in [
            (2.0, 4.0, 0.058_058_261_758_407_8),
            (5.5, 12.5, 5.882_021_069_619_42e-5),
            (1.96, 1e6, 0.024_998_033_792_634_894),
            (3.0, 1e5, 0.001_350_230_442_032_359_7),
            (40.0, 9.0, 9.491_499_224_669_913e-12),
        ] {
            let got = t_survival(t, df).unwrap();
            assert!(close(got, want, TIGHT), "{t} {df}: {got}");
            assert_eq!(t_cdf(-t, df), Some(got));
        }
    }

    #[test]
    fn closed_forms_of_t() {
        for p in [1e-250, 1e-40, 1e-9, 0.01, 0.2, 0.249_999, 0.250_001, 0.4, 0.499_999] {
            let one = if p < 0.25 { -1.0 / libm::tan(PI * p) } else { libm::tan(PI * (p - 0.5)) };
            assert!(close(t_quantile(p, 1.0).unwrap(), one, TIGHT), "{p}");
            let two = (2.0 * p - 1.0) / (2.0 * p * (1.0 - p)).sqrt();
            assert!(close(t_quantile(p, 2.0).unwrap(), two, TIGHT), "{p}");
        }
    }

    #[test]
    fn outside_the_domain_is_none_and_inside_is_finite() {
        for p in [f64::NAN, -0.1, 0.0, 1.0, 1.1] {
            assert_eq!((normal_quantile(p), t_quantile(p, 5.0)), (None, None));
        }
        for df in [f64::NAN, -1.0, 0.0, 0.99] {
            assert_eq!((t_quantile(0.9, df), t_cdf(1.0, df), t_survival(1.0, df)), (None, None, None));
        }
        assert_eq!((normal_cdf(f64::NAN), t_cdf(f64::NAN, 5.0)), (None, None));
        assert_eq!((normal_cdf(f64::INFINITY), normal_cdf(f64::NEG_INFINITY)), (Some(1.0), Some(0.0)));
        for df in [1.0, 1.5, 40.0, 1e6, 1e12, f64::INFINITY] {
            assert_eq!((t_cdf(f64::INFINITY, df), t_cdf(f64::NEG_INFINITY, df)), (Some(1.0), Some(0.0)));
            assert_eq!((t_cdf(0.0, df), t_quantile(0.5, df)), (Some(0.5), Some(0.0)));
            assert!((0.0..=1e-199).contains(&t_survival(1e200, df).unwrap()));
            for p in [5e-324, 1e-308, 1e-20, 0.5 - f64::EPSILON, 1.0 - f64::EPSILON / 2.0] {
                let t = t_quantile(p, df).unwrap();
                assert!(t.is_finite() && (t < 0.0) == (p < 0.5), "{p} {df}: {t}");
            }
        }
        let normal = normal_quantile(0.975).unwrap();
        assert!(close(t_quantile(0.975, f64::INFINITY).unwrap(), normal, 1e-15));
    }

    #[test]
    fn quantiles_rise() {
        for df in [1.0, 1.3, 2.0, 4.5, 30.0, 1e3, 1e6] {
            let points = (1..4_000).map(|i| t_quantile(f64::from(i) / 4_000.0, df).unwrap());
            assert!(points.collect::<Vec<_>>().is_sorted_by(|a, b| a < b), "{df}");
        }
    }

    proptest! {
        #[test]
        fn normal_quantile_undoes_its_cdf(x in -37.5..5.0_f64) {
            // Below, the cdf is subnormal; above, its last digits are those of 1.
            let back = normal_quantile(normal_cdf(x).unwrap()).unwrap();
            let allowed = if x < 0.0 { 1e-14 * (1.0 - x) } else { 1e-9 };
            prop_assert!((back - x).abs() < allowed);
        }

        #[test]
        fn t_quantile_undoes_its_cdf(t in -36.0..0.0_f64, df in degrees()) {
            let p = t_cdf(t, df).unwrap();
            prop_assert!((t_quantile(p, df).unwrap() - t).abs() < 1e-12 * (1.0 - t));
        }

        #[test]
        fn t_cdf_undoes_its_quantile(tail in -290.0..-0.4_f64, df in degrees()) {
            let p = libm::exp10(tail);
            prop_assert!(close(t_cdf(t_quantile(p, df).unwrap(), df).unwrap(), p, 1e-12));
        }

        #[test]
        fn both_are_symmetric(numerator in 1_u32..(1 << 20), x in 0.0..30.0_f64, df in degrees()) {
            // A multiple of a power of two, so that its complement is exact.
            let p = f64::from(numerator) / f64::from(1 << 21);
            prop_assert_eq!(t_quantile(p, df).unwrap(), -t_quantile(1.0 - p, df).unwrap());
            prop_assert_eq!(normal_quantile(p).unwrap(), -normal_quantile(1.0 - p).unwrap());
            prop_assert_eq!(t_cdf(-x, df), t_survival(x, df));
            prop_assert!((t_cdf(x, df).unwrap() + t_survival(x, df).unwrap() - 1.0).abs() <= f64::EPSILON);
        }

        #[test]
        fn t_nears_the_normal_from_outside(p in 0.5001..0.9999_f64, df in degrees()) {
            let (t, z) = (t_quantile(p, df).unwrap(), normal_quantile(p).unwrap());
            prop_assert!(t > z && t > t_quantile(p, df * 1.01).unwrap());
        }
    }
}
