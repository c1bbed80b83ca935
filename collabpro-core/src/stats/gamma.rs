//! The regularised incomplete gamma function.

use std::f64::consts::TAU;

use super::special::{Split, ln_less_linear, stirling_error};

/// At the mean of shape 1e6 the series takes 8,000 terms; the fraction takes fewer.
const TURNS: u32 = 20_000;

/// The gamma distribution with shape `a` from 0.5 to 1e6 and scale 1, on both sides of `x > 0`; `slope` is the derivative of
/// `below` by `ln x`.
pub(super) fn split(a: f64, x: f64) -> Split {
    // x^a exp(-x) / Gamma(a + 1), by the deviance from the mean, so that no large logarithms cancel.
    let peak = libm::exp(a * ln_less_linear(x, a, x - a) - stirling_error(a)) / (TAU * a).sqrt();
    let slope = peak * a;
    if slope <= 0.0 {
        let below = if x < a { 0.0 } else { 1.0 };
        return Split { below, above: 1.0 - below, slope: 0.0 };
    }
    if x < a + 1.0 {
        let below = peak * series(a, x);
        Split { below, above: 1.0 - below, slope }
    } else {
        let above = slope / fraction(a, x);
        Split { below: 1.0 - above, above, slope }
    }
}

/// `1 + x / (a + 1) + x² / ((a + 1) (a + 2)) + ...` (Abramowitz and Stegun 6.5.29).
fn series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for turn in 1..=TURNS {
        term *= x / (a + f64::from(turn));
        let next = sum + term;
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// The continued fraction of Abramowitz and Stegun 6.5.31, even part, by the method of Lentz.
fn fraction(a: f64, x: f64) -> f64 {
    let mut beta = x + 1.0 - a;
    let mut value = beta;
    let (mut upper, mut lower) = (beta, 0.0);
    for turn in 1..=TURNS {
        let m = f64::from(turn);
        let alpha = -m * (m - a);
        beta += 2.0;
        upper = beta + alpha / upper;
        lower = 1.0 / (beta + alpha * lower);
        let factor = upper * lower;
        value *= factor;
        if (factor - 1.0).abs() <= 2.0 * f64::EPSILON {
            break;
        }
    }
    value
}
