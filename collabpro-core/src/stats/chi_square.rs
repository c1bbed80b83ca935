//! The chi-square distribution. Every function answers `None` outside its domain, so that no NaN leaves it.

use super::distribution::{inside, normal_point};
use super::gamma;

/// The most degrees of freedom of chi-square.
const MOST_CHI_SQUARE: f64 = 2e6;

/// The probability below `x` with `df >= 1` degrees of freedom, not necessarily whole.
pub(crate) fn chi_square_cdf(x: f64, df: f64) -> Option<f64> {
    sides(x, df).map(|(below, _)| below)
}

/// The probability above `x`, as in [`chi_square_cdf`].
pub(crate) fn chi_square_survival(x: f64, df: f64) -> Option<f64> {
    sides(x, df).map(|(_, above)| above)
}

fn sides(x: f64, df: f64) -> Option<(f64, f64)> {
    let defined = (1.0..=MOST_CHI_SQUARE).contains(&df) && !x.is_nan();
    // Beyond it nothing is left for any of these.
    let x = x.min(1e300);
    let both = || {
        let split = gamma::split(0.5 * df, 0.5 * x);
        (split.below, split.above)
    };
    defined.then(|| if x > 0.0 { both() } else { (0.0, 1.0) })
}

/// The point with probability `p` below it; `None` unless `0 < p < 1`, `df` as in [`chi_square_cdf`].
pub(crate) fn chi_square_quantile(p: f64, df: f64) -> Option<f64> {
    /// At most seven were seen.
    const STEPS: u32 = 60;
    if !inside(p) || !(1.0..=MOST_CHI_SQUARE).contains(&df) {
        return None;
    }
    // Wilson and Hilferty 1931; far down, where it is negative, the first term of the series.
    let c = 2.0 / (9.0 * df);
    let root = 1.0 - c + normal_point(p) * c.sqrt();
    let low = 2.0 * libm::exp((libm::log(p) + libm::lgamma(0.5 * df + 1.0)) / (0.5 * df));
    let mut x = if root > 0.3 { df * root * root * root } else { low.max(f64::MIN_POSITIVE) };
    for _ in 0..STEPS {
        let split = gamma::split(0.5 * df, 0.5 * x);
        // The logarithms of both probabilities are concave in ln x: Newton's steps cannot run away.
        let step = if p < 0.5 {
            libm::log(p / split.below) * split.below / split.slope
        } else {
            libm::log(split.above / (1.0 - p)) * split.above / split.slope
        };
        if !step.is_finite() {
            break;
        }
        x *= libm::exp(step.clamp(-2.0, 2.0));
        if step.abs() < 1e-15 {
            break;
        }
    }
    Some(x)
}

/// Where a variance lies with so much confidence, if its estimate is one of so many degrees of freedom; `None` unless it is
/// above 0 and has at least one of them.
pub(crate) fn variance_interval(variance: f64, df: f64, confidence: f64) -> Option<[f64; 2]> {
    let outside = 0.5 * (1.0 - confidence);
    // As many as these are without end.
    let df = df.min(MOST_CHI_SQUARE);
    let end = |p: f64| Some(variance * (df / chi_square_quantile(p, df)?));
    (variance > 0.0).then(|| Some([end(1.0 - outside)?, end(outside)?]))?
}

#[cfg(test)]
#[path = "chi_square_tests.rs"]
mod tests;
