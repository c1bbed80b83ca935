//! The interval of a difference from the intervals of its two shares.
//!
//! MOVER, the method of variance estimates recovery (Newcombe 1998, Statistics in Medicine 17, 873; with correlation Zou
//! & Donner 2008, Statistics in Medicine 27, 1693). With intervals `[l, u]` of the shares `p` and `d = p2 - p1`:
//!
//! ```text
//! lower = d - sqrt(a² - 2 rho a b + b²)   with a = p2 - l2, b = u1 - p1
//! upper = d + sqrt(a² - 2 rho a b + b²)   with a = u2 - p2, b = p1 - l1
//! ```

use crate::scoring::{Critical, Estimated, Interval, wilson};
use crate::stats::distribution::{normal_cdf, normal_quantile};

/// Fewer linked raters than this make a correlation too uncertain: then 0 is used, which is cautious.
pub(super) const LEAST_LINKED: usize = 10;

/// The smallest p value that is told: far below it, the tails of an interval are no more than its formula.
const LEAST_P: f64 = 1e-6;

/// The search for the p value takes six turns or so.
const TURNS: u32 = 60;

/// The search ends with the normal quantile of the level this near.
const CLOSE: f64 = 1e-10;

/// Correlation of two shares through the raters who gave both: with linearised contributions `z` of the raters,
/// `rho = Σ (z1 - mean z1)(z2 - mean z2) / sqrt(v1 v2)` over the `n` linked ones, held between 0 and 1.
///
/// The usual factor `n / (n-1)` is left out: with it, ten to twelve linked raters call an unchanged construct changed in 6
/// of 100 samples, without it in 4.
pub(super) fn correlation(from: &Estimated, to: &Estimated, linked: &[(usize, usize)]) -> f64 {
    let product = from.variance * to.variance;
    if linked.len() < LEAST_LINKED || product <= 0.0 {
        return 0.0;
    }
    let n = linked.len() as f64;
    let (mut first, mut second) = (0.0, 0.0);
    for (at, other) in linked {
        first += from.z[*at];
        second += to.z[*other];
    }
    let (first, second) = (first / n, second / n);
    let mut together = 0.0;
    for (at, other) in linked {
        together += (from.z[*at] - first) * (to.z[*other] - second);
    }
    (together / product.sqrt()).clamp(0.0, 1.0)
}

/// The smallest change of a share that so many people, now and next time, could show at a chance of error, where nobody is
/// known to have answered twice: the half width of [`Pair::smallest`] for people who differ as much as they can.
pub(crate) fn smallest_change(people: [u32; 2], error: f64) -> Option<f64> {
    let z = normal_quantile(1.0 - error / 2.0)?;
    let square = |people: u32| {
        let k = z * z / f64::from(people);
        0.25 * k / (1.0 + k)
    };
    Some(people.map(square).iter().sum::<f64>().sqrt())
}

/// One share at two occasions.
pub(super) struct Pair<'a> {
    pub(super) from: &'a Estimated,
    pub(super) to: &'a Estimated,
    pub(super) correlation: f64,
}

impl Pair<'_> {
    pub(super) fn difference(&self) -> f64 {
        self.to.value - self.from.value
    }

    /// `None` where a share has no interval.
    pub(super) fn interval(&self, critical: &mut Critical) -> Option<Interval> {
        let from = wilson(self.from.value, self.from.k(critical)?);
        let to = wilson(self.to.value, self.to.k(critical)?);
        let down = self.reach(self.to.value - to.lower, from.upper - self.from.value);
        let up = self.reach(to.upper - self.to.value, self.from.value - from.lower);
        let difference = self.difference();
        Some(Interval { lower: difference - down, upper: difference + up })
    }

    /// `a² + b²` first and the product apart, so that both orders of the occasions give the same bits.
    fn reach(&self, a: f64, b: f64) -> f64 {
        let squares = a * a + b * b;
        (squares - 2.0 * self.correlation * (a * b)).max(0.0).sqrt()
    }

    /// Half of the interval's width if both shares were one half: the smallest change this design could have shown.
    ///
    /// There the interval of a share reaches `sqrt(k / (1 + k)) / 2` to both sides.
    pub(super) fn smallest(&self, critical: &mut Critical) -> Option<f64> {
        let half = |k: f64| 0.5 * (k / (1.0 + k)).sqrt();
        Some(self.reach(half(self.to.k(critical)?), half(self.from.k(critical)?)))
    }

    /// The p value: the level at which the interval begins to leave out 0; `level` is tried first, so that the p value is at
    /// most `level` exactly when the interval of that level leaves out 0.
    pub(super) fn p(&self, level: f64) -> Option<f64> {
        p(self.difference(), level, &mut |critical| self.interval(critical))
    }
}

/// The p value of no difference, from its interval at any level.
///
/// Over the normal quantile of the level the nearer end of the interval is almost a line: found by false position, where an
/// end that stays twice counts half (the Illinois method).
pub(super) fn p(
    difference: f64,
    level: f64,
    interval: &mut dyn FnMut(&mut Critical) -> Option<Interval>,
) -> Option<f64> {
    if difference == 0.0 {
        return Some(1.0);
    }
    // How far the interval is from 0; negative where it holds 0.
    let mut gap = |level: f64| {
        let interval = interval(&mut Critical::new(1.0 - level)?)?;
        Some(if difference > 0.0 { interval.lower } else { -interval.upper })
    };
    let of = |level: f64| normal_quantile(1.0 - 0.5 * level);
    let tried = gap(level)?;
    // Of a level of 1 the interval is the difference alone.
    let (mut without, mut outer) = (1.0, (0.0, difference.abs()));
    let mut inner = (of(level)?, tried);
    if tried > 0.0 {
        let least = gap(LEAST_P)?;
        if least > 0.0 {
            return Some(LEAST_P);
        }
        (without, outer) = (level, inner);
        inner = (of(LEAST_P)?, least);
    }
    let mut last = 0;
    for _ in 0..TURNS {
        if inner.0 - outer.0 < CLOSE {
            break;
        }
        let next = outer.0 + (inner.0 - outer.0) * outer.1 / (outer.1 - inner.1);
        let next = next.clamp(outer.0 + 0.25 * CLOSE, inner.0 - 0.25 * CLOSE);
        let at = 2.0 * normal_cdf(-next)?;
        let own = gap(at)?;
        let side = if own > 0.0 { 1 } else { -1 };
        let weight = if side == last { 0.5 } else { 1.0 };
        last = side;
        if own > 0.0 {
            (without, outer) = (at, (next, own));
            inner.1 *= weight;
        } else {
            inner = (next, own);
            outer.1 *= weight;
        }
    }
    Some(without)
}
