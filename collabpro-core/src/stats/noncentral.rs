//! The noncentral t distribution, for intervals of standardised differences.
//!
//! With a standard normal `Z` and an independent chi `S sqrt(df)`, `(Z + ncp) / S` has it, so that `P(T <= t)` is the mean
//! of `Φ(t S - ncp)` over `S`. Over `u = ln S` the density falls off at both ends faster than any power, where the
//! trapezoidal rule converges like an exponential (Trefethen & Weideman 2014, SIAM Review 56, 385).

use std::f64::consts::FRAC_1_SQRT_2;

use super::distribution::normal_quantile;

/// The distribution of a t statistic with this value, as a function of the noncentrality only.
pub(crate) struct Noncentral {
    t: f64,
    df: f64,
    /// `t S` and the weight of each node.
    nodes: Vec<(f64, f64)>,
}

impl Noncentral {
    /// `None` unless `t` is finite, and not so large beside the degrees of freedom, of which there is at least one, that the nodes do not
    /// reach the ends.
    pub(crate) fn new(t: f64, df: f64) -> Option<Self> {
        if !t.is_finite() || !(1.0..=1e9).contains(&df) {
            return None;
        }
        // Steps fine enough for the density, whose width is 1 / sqrt(2 df), and for Φ, which rises over a width of 1 / t.
        let width = 1.0 / (2.0 * df).sqrt();
        // A density of few degrees of freedom is less smooth.
        let fine = if df < 4.0 { 0.15 } else { 0.25 };
        let step = (fine * width).min(0.7 / (1.0 + t.abs()));
        // Below exp(-39) of its peak a density adds nothing; on the left it falls like exp(df u), on the right faster.
        const FALL: f64 = 39.0;
        let density = |u: f64| df * (u + 0.5 - 0.5 * libm::exp(2.0 * u));
        let mut nodes = Vec::new();
        for direction in [-1.0, 1.0] {
            for at in u32::from(direction > 0.0)..MOST {
                let u = direction * step * f64::from(at);
                let log = density(u);
                if at + 1 == MOST {
                    return None;
                }
                if log < -FALL {
                    break;
                }
                nodes.push((t * libm::exp(u), libm::exp(log)));
            }
        }
        let mut sum = 0.0;
        nodes.iter().for_each(|(_, weight)| sum += weight);
        nodes.iter_mut().for_each(|(_, weight)| *weight /= sum);
        Some(Self { t, df, nodes })
    }

    /// The probability below `t` where this is the noncentrality.
    pub(crate) fn below(&self, ncp: f64) -> f64 {
        let parts =
            self.nodes.iter().map(|(ts, weight)| weight * 0.5 * libm::erfc((ncp - ts) * FRAC_1_SQRT_2));
        let mut sum = 0.0;
        parts.collect::<Vec<_>>().into_iter().for_each(|part| sum += part);
        sum
    }

    /// The noncentrality with which a smaller value than `t` has this probability; `None` unless `0 < p < 1`.
    pub(crate) fn noncentrality(&self, p: f64) -> Option<f64> {
        let z = normal_quantile(p)?;
        // The probability falls with the noncentrality. Its probit is nearly a line, which secants follow fast; where one
        // does not, the range is halved.
        let probit =
            |ncp: f64| normal_quantile(self.below(ncp).clamp(1e-300, 1.0 - 1e-16)).unwrap_or(0.0) - z;
        let spread = (1.0 + self.t * self.t / (2.0 * self.df)).sqrt();
        let guess = self.t - z * spread;
        let (mut low, mut high) = (guess - 0.5 * spread, guess + 0.5 * spread);
        let (mut at_low, mut at_high) = (probit(low), probit(high));
        for _ in 0..60 {
            if at_low < 0.0 {
                low -= spread;
                at_low = probit(low);
            } else if at_high > 0.0 {
                high += spread;
                at_high = probit(high);
            } else {
                break;
            }
        }
        for turn in 0..100 {
            if high - low <= 1e-12 * (1.0 + low.abs().max(high.abs())) || at_low == at_high {
                break;
            }
            let secant = low + (high - low) * at_low / (at_low - at_high);
            let middle = 0.5 * (low + high);
            // Every third turn halves, so that both ends close in.
            let next = if turn % 3 == 2 || !(low < secant && secant < high) { middle } else { secant };
            let at = probit(next);
            if at.abs() < 1e-12 {
                return Some(next);
            }
            if at > 0.0 {
                (low, at_low) = (next, at);
            } else {
                (high, at_high) = (next, at);
            }
        }
        Some(0.5 * (low + high))
    }
}

/// Nodes on either side; the most that are needed for one degree of freedom is about 140, more where `t` is large.
const MOST: u32 = 20_000;

/// Hedges' correction `J = Γ(m/2) / (sqrt(m/2) Γ((m-1)/2))` for `m` degrees of freedom, exact (Hedges 1981, Journal of
/// Educational Statistics 6, 107); `None` below two.
pub(crate) fn hedges_correction(df: f64) -> Option<f64> {
    let logs = || libm::lgamma(0.5 * df) - libm::lgamma(0.5 * (df - 1.0));
    (df >= 2.0).then(|| libm::exp(logs()) / (0.5 * df).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::distribution::t_cdf;

    fn below(t: f64, df: f64, ncp: f64) -> f64 {
        Noncentral::new(t, df).unwrap().below(ncp)
    }

    #[test]
    fn agrees_with_high_precision_integration() {
        // tests/oracle/sites.py: 20-digit quadrature (mpmath) of the density of chi.
        for (t, df, ncp, want) in REFERENCE {
            let got = below(t, df, ncp);
            assert!((got - want).abs() < 1e-11, "{t} {df} {ncp}: {got} {want}");
        }
    }

    const REFERENCE: [(f64, f64, f64, f64); 6] = [
        (2.0, 4.0, 1.0, 0.764_567_453_824_324_2),
        (-1.5, 7.5, 0.8, 0.017_380_390_895_065_36),
        (3.0, 1.0, 2.0, 0.524_857_161_733_687_9),
        (12.0, 38.0, 9.0, 0.959_236_777_099_251_3),
        (40.0, 18.0, 33.0, 0.831_164_558_289_806_3),
        (0.3, 500.0, -1.2, 0.933_164_635_498_353_3),
    ];

    #[test]
    fn corrections_have_closed_forms() {
        // Γ(1/2) is the root of π, Γ(9/2) is 105/16 of it.
        let root = std::f64::consts::PI.sqrt();
        for (df, want) in [
            (2.0, 1.0 / root),
            (3.0, 0.5 * root / 1.5_f64.sqrt()),
            (10.0, 24.0 / (5.0_f64.sqrt() * 105.0 / 16.0 * root)),
        ] {
            assert!((hedges_correction(df).unwrap() - want).abs() < 1e-14, "{df}");
        }
        // Far out the usual approximation 1 - 3 / (4 m - 1) holds.
        assert!((hedges_correction(1e4).unwrap() - (1.0 - 3.0 / 39_999.0)).abs() < 1e-9);
        assert_eq!(hedges_correction(1.0), None);
    }

    proptest! {
        #[test]
        fn central_where_there_is_no_noncentrality(t in -30.0..30.0_f64, df in 1.0..400.0_f64) {
            prop_assert!((below(t, df, 0.0) - t_cdf(t, df).unwrap()).abs() < 1e-11);
        }

        #[test]
        fn noncentrality_undoes_below(t in -40.0..40.0_f64, df in 1.0..200.0_f64, p in 0.001..0.999_f64) {
            let own = Noncentral::new(t, df).unwrap();
            let ncp = own.noncentrality(p).unwrap();
            prop_assert!((own.below(ncp) - p).abs() < 1e-9, "{} {}", ncp, own.below(ncp));
        }
    }
}
