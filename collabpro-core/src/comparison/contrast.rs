//! The interval of a sum of shares, each times a number, from the intervals of the shares: MOVER for more than two (Zou,
//! Huang & Zhang 2009, Computational Statistics & Data Analysis 53, 1080), with their correlations.
//!
//! With intervals `[l, u]` of the shares `p`, numbers `c` and `d = Σ c p`:
//!
//! ```text
//! lower = d - sqrt(Σ a² + 2 Σ_{s<t} sign(c_s c_t) rho_st a_s a_t)   with a = c (p - l) for c > 0, else |c| (u - p)
//! upper likewise, with a = c (u - p) for c > 0, else |c| (p - l)
//! ```
//!
//! For two shares with the numbers -1 and 1 this is the interval of their difference.

use super::mover;
use super::mover::{LEAST_LINKED, correlation};
use super::shares::{Side, shared};
use crate::scoring::{Critical, Interval, wilson};
use crate::stats::moments;

/// What a correlation is taken to be for shares whose numbers have the same sign, from one occasion to the next, where too
/// few raters are known at both; two occasions on it is the half of that, and so on.
const SUPPOSED: f64 = 0.5;

/// The correlations of shares at several occasions through the raters who gave both.
///
/// Through fewer than ten raters, or three for each occasion, they cannot be estimated: with twelve raters at six
/// occasions 10 of 100 unchanged schools would read of a trend. Where the numbers' signs differ, 0 is cautious. Where
/// they are the same it is not: raters of whom nobody knows that they are the same would make six occasions look like six
/// samples, and up to 20 of 100 unchanged schools would read of a trend. So there a correlation is supposed.
pub(super) struct Correlations {
    /// Row by row, for numbers of different signs.
    apart: Vec<f64>,
    /// The same for numbers of one sign.
    together: Vec<f64>,
    /// The fewest raters that two of the occasions share.
    pub(super) linked: usize,
    /// How many they must share for a correlation to be estimated.
    pub(super) needed: usize,
}

/// Raters for each occasion, below which estimated correlations are too noisy together.
const LINKED_PER_OCCASION: usize = 3;

impl Correlations {
    pub(super) fn new(sides: &[Side<'_>], is_linked: bool) -> Self {
        let n = sides.len();
        let needed = LEAST_LINKED.max(LINKED_PER_OCCASION * n);
        let mut made =
            Self { apart: vec![0.0; n * n], together: vec![0.0; n * n], linked: usize::MAX, needed };
        for (first, side) in sides.iter().enumerate() {
            let mut supposed = 1.0;
            for (second, other) in sides.iter().enumerate().skip(first + 1) {
                supposed *= SUPPOSED;
                let linked = if is_linked { shared(&side.names, &other.names) } else { Vec::new() };
                let (apart, together) = if linked.len() < needed {
                    (0.0, supposed)
                } else {
                    let known = correlation(&side.share, &other.share, &linked);
                    (known, known)
                };
                made.apart[first * n + second] = apart;
                made.together[first * n + second] = together;
                made.linked = made.linked.min(linked.len());
            }
        }
        made
    }
}

/// A sum of shares, each times a number.
pub(super) struct Contrast<'a> {
    pub(super) sides: &'a [Side<'a>],
    pub(super) numbers: &'a [f64],
    pub(super) correlations: &'a Correlations,
}

impl Contrast<'_> {
    pub(super) fn value(&self) -> f64 {
        let mut sum = 0.0;
        for (side, number) in self.sides.iter().zip(self.numbers) {
            sum += number * side.share.value;
        }
        // Shares that are all the same make nothing, whatever is lost in the sum.
        let same = self.sides.windows(2).all(|pair| pair[0].share.value == pair[1].share.value);
        if same { 0.0 } else { sum }
    }

    /// `None` where a share has no interval.
    pub(super) fn interval(&self, critical: &mut Critical) -> Option<Interval> {
        let (mut down, mut up) = (Vec::new(), Vec::new());
        for (side, number) in self.sides.iter().zip(self.numbers) {
            let share = &side.share;
            let own = wilson(share.value, share.k(critical)?);
            let (below, above) =
                (number.abs() * (share.value - own.lower), number.abs() * (own.upper - share.value));
            let (lower, upper) = if *number > 0.0 { (below, above) } else { (above, below) };
            down.push(lower);
            up.push(upper);
        }
        let value = self.value();
        Some(Interval { lower: value - self.reach(&down), upper: value + self.reach(&up) })
    }

    fn reach(&self, parts: &[f64]) -> f64 {
        let (mut squares, mut products) = (0.0, 0.0);
        for (first, part) in parts.iter().enumerate() {
            squares += part * part;
            for (second, other) in parts.iter().enumerate().skip(first + 1) {
                let at = first * parts.len() + second;
                let signs = self.numbers[first] * self.numbers[second];
                products += if signs > 0.0 {
                    self.correlations.together[at] * (part * other)
                } else {
                    -self.correlations.apart[at] * (part * other)
                };
            }
        }
        (squares + 2.0 * products).max(0.0).sqrt()
    }

    /// Half of the interval's width if all shares were one half.
    pub(super) fn smallest(&self, critical: &mut Critical) -> Option<f64> {
        let mut parts = Vec::new();
        for (side, number) in self.sides.iter().zip(self.numbers) {
            let k = side.share.k(critical)?;
            parts.push(number.abs() * 0.5 * (k / (1.0 + k)).sqrt());
        }
        Some(self.reach(&parts))
    }

    /// The p value of the sum being 0.
    pub(super) fn p(&self, level: f64) -> Option<f64> {
        mover::p(self.value(), level, &mut |critical| self.interval(critical))
    }
}

/// The numbers by which shares at these times make the rise of the straight line through them (by least squares), from
/// the first to the last: `span (x - mean x) / Σ (x - mean x)²`. Times ascend.
pub(super) fn rise(times: &[f64]) -> Vec<f64> {
    let mean = moments::mean(times);
    let squares = moments::squares(times, mean);
    let span = times.last().zip(times.first()).map_or(0.0, |(last, first)| last - first);
    times.iter().map(|time| span * (time - mean) / squares).collect()
}

/// The numbers by which the shares make the distance of one of them from that line.
pub(super) fn distance(times: &[f64], of: usize) -> Vec<f64> {
    let n = times.len() as f64;
    let mean = moments::mean(times);
    let squares = moments::squares(times, mean);
    let line = |at: usize| 1.0 / n + (times[of] - mean) * (times[at] - mean) / squares;
    (0..times.len()).map(|at| f64::from(u8::from(at == of)) - line(at)).collect()
}
