//! The regularised incomplete beta function.

use std::f64::consts::TAU;

/// The beta distribution with parameters `a` and `b`: what does not depend on `x` is computed once, so that a search
/// for a quantile pays for it once.
///
/// Meant for `a` and `b` from 0.5 to 1e6; the error then is a few rounding errors times the size of the logarithm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beta {
    a: f64,
    b: f64,
    /// The mean and its complement, where `x^a y^b` peaks.
    mean: (f64, f64),
    /// `mean^a (1 - mean)^b / B(a, b)`.
    peak: f64,
}

/// The two probabilities on either side of a point; each is accurate in relative terms, however small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Split {
    /// `I_x(a, b)`.
    pub(crate) below: f64,
    /// `1 - I_x(a, b)`.
    pub(super) above: f64,
    /// `x^a y^b / B(a, b)`: the derivative of `below` by `ln(x / y)`.
    pub(super) slope: f64,
}

impl Beta {
    pub(crate) fn new(a: f64, b: f64) -> Self {
        let total = a + b;
        // Stirling's formula in both gammas leaves this: the large logarithms cancel on paper, not in floating point.
        let correction = stirling_error(total) - stirling_error(a) - stirling_error(b);
        let peak = (a / total * b / TAU).sqrt() * libm::exp(correction);
        Self { a, b, mean: (a / total, b / total), peak }
    }

    /// `ln B(a, b)`.
    pub(crate) fn ln_beta(&self) -> f64 {
        let (a, b) = (self.a, self.b);
        -a * libm::log1p(b / a) - b * libm::log1p(a / b) - libm::log(self.peak)
    }

    /// The split at `x`, with `y = 1 - x` given too, since it may be far smaller than the rounding error of `x`.
    pub(crate) fn split(&self, x: f64, y: f64) -> Split {
        let slope = self.slope(x, y);
        if slope <= 0.0 {
            let below = if x < self.mean.0 { 0.0 } else { 1.0 };
            return Split { below, above: 1.0 - below, slope: 0.0 };
        }
        // The fraction converges fast below about the mean; the other side is the mirrored function.
        if x * (self.a + self.b + 2.0) < self.a + 1.0 {
            let below = slope / fraction(self.a, self.b, x, y);
            Split { below, above: 1.0 - below, slope }
        } else {
            let above = slope / fraction(self.b, self.a, y, x);
            Split { below: 1.0 - above, above, slope }
        }
    }

    /// `x^a y^b / B(a, b)` by the deviance from the mean (Loader 2000): logarithms of gammas would lose seven digits
    /// at `a = 1e6`.
    fn slope(&self, x: f64, y: f64) -> f64 {
        let (x0, y0) = self.mean;
        let ahead = if x < y { x - x0 } else { y0 - y };
        let deviance = self.a * ln_less_linear(x, x0, ahead) + self.b * ln_less_linear(y, y0, -ahead);
        self.peak * libm::exp(deviance)
    }
}

/// `ln(x / x0) - ahead / x0` for `ahead = x - x0`.
pub(super) fn ln_less_linear(x: f64, x0: f64, ahead: f64) -> f64 {
    let u = ahead / x0;
    if !(-0.5..=1.0).contains(&u) {
        return libm::log(x / x0) - u;
    }
    // 2 artanh(r) - u with r = u / (2 + u); the linear terms leave -u r.
    let r = u / (2.0 + u);
    let square = r * r;
    let (mut sum, mut power) = (0.0, 1.0);
    for odd in (3..=37).step_by(2) {
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
        power *= square;
    }
    r * (2.0 * square * sum - u)
}

/// `ln Γ(z) - ((z - 1/2) ln z - z + ln(2π) / 2)`, to rounding error in absolute terms, which is what its
/// exponential needs.
pub(super) fn stirling_error(z: f64) -> f64 {
    const SERIES_FROM: f64 = 12.0;
    let (mut z, mut climbed) = (z, 0.0);
    while z < SERIES_FROM {
        climbed += (z + 0.5) * libm::log1p(1.0 / z) - 1.0;
        z += 1.0;
    }
    // Abramowitz and Stegun 6.1.41.
    let s = 1.0 / (z * z);
    let series = 1.0 / 12.0
        - s * (1.0 / 360.0
            - s * (1.0 / 1260.0
                - s * (1.0 / 1680.0 - s * (1.0 / 1188.0 - s * (691.0 / 360_360.0 - s / 156.0)))));
    climbed + series / z
}

/// The continued fraction of Didonato and Morris (1992, ACM TOMS 18, 360) by the method of Lentz;
/// `I_x(a, b) = x^a y^b / B(a, b) / fraction`.
fn fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    /// `a = b = 1e6` at the mean takes 550, the worst in the range; Student's t takes at most 60.
    const TURNS: u32 = 4_000;
    let excess = a * y - b * x + 1.0;
    let denominator = |m: f64| {
        m + m * (b - m) * x / (a + 2.0 * m - 1.0) + (a + m) * (excess + m * (1.0 + y)) / (a + 2.0 * m + 1.0)
    };
    let mut value = a * excess / (a + 1.0);
    let (mut upper, mut lower) = (value, 0.0);
    for turn in 1..=TURNS {
        let m = f64::from(turn);
        let scaled = x / (a + 2.0 * m - 1.0);
        let numerator = (a + m - 1.0) * (a + b + m - 1.0) * m * (b - m) * scaled * scaled;
        let beta = denominator(m);
        upper = beta + numerator / upper;
        lower = 1.0 / (beta + numerator * lower);
        let factor = upper * lower;
        value *= factor;
        if (factor - 1.0).abs() <= 2.0 * f64::EPSILON {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `x` and `1 - x` carry rounding errors, which parameters of 1e6 enlarge a thousandfold.
    const LARGE: f64 = 1e-12;

    fn below(a: f64, b: f64, x: f64) -> f64 {
        Beta::new(a, b).split(x, 1.0 - x).below
    }

    fn close(got: f64, want: f64, relative: f64) -> bool {
        (got - want).abs() <= relative * want.abs()
    }

    #[test]
    fn closed_forms() {
        for x in [1e-9, 0.1, 0.4, 0.5, 0.9, 0.999] {
            assert!(close(below(1.0, 1.0, x), x, 1e-14));
            assert!(close(below(2.0, 3.0, x), x * x * (6.0 - x * (8.0 - 3.0 * x)), 1e-14), "{x}");
            let arcsine = std::f64::consts::FRAC_2_PI * libm::asin(x.sqrt());
            assert!(close(below(0.5, 0.5, x), arcsine, 1e-14), "{x}");
        }
    }

    #[test]
    fn reference_values() {
        // 60-digit arithmetic (mpmath 1.3), at the doubles nearest to x.
        for (a, b, x, want) in [
            (30.0, 50.0, 0.25, 0.007_305_541_021_381_909),
            (1e6, 1e6, 0.5, 0.5),
            (1e6, 1e6, 0.500_5, 0.921_350_422_419_075_3),
            (1e6, 0.5, 0.999_998, 0.045_500_182_912_748_82),
            (123_456.5, 0.5, 0.999_99, 0.116_101_629_980_849_26),
        ] {
            let got = below(a, b, x);
            assert!(close(got, want, LARGE), "{a} {b} {x}: {got}");
        }
    }

    #[test]
    fn the_ends_are_zero_and_one() {
        for (a, b) in [(0.5, 0.5), (3.0, 0.5), (1e6, 0.5), (1e6, 1e6)] {
            assert_eq!(below(a, b, 0.0), 0.0);
            assert_eq!(below(a, b, 1.0), 1.0);
        }
    }

    proptest! {
        #[test]
        fn mirrored_it_is_the_complement(a in -0.7..6.0_f64, b in -0.7..6.0_f64, x in 0.0..=1.0_f64) {
            let (a, b) = (0.5 + libm::exp10(a), 0.5 + libm::exp10(b));
            let (here, there) = (Beta::new(a, b).split(x, 1.0 - x), Beta::new(b, a).split(1.0 - x, x));
            prop_assert!((0.0..=1.0).contains(&here.below) && (0.0..=1.0).contains(&here.above));
            prop_assert!((here.below - there.above).abs() < LARGE);
            prop_assert!((here.below + here.above - 1.0).abs() < LARGE);
        }

        #[test]
        fn rises_with_x(a in -0.7..6.0_f64, b in -0.7..6.0_f64, x in 0.0..=1.0_f64, z in 0.0..=1.0_f64) {
            let (a, b) = (0.5 + libm::exp10(a), 0.5 + libm::exp10(b));
            prop_assert!(below(a, b, x.min(z)) <= below(a, b, x.max(z)) + LARGE);
        }
    }
}
