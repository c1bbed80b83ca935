//! The model of one cell: the probabilities of its categories and their moments.

/// So large a number is made small before the next product.
pub(in crate::rasch) const LARGE: f64 = 1e150;

/// Moments of a rating and of its steps.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rasch) struct Moments {
    pub(in crate::rasch) mean: f64,
    pub(in crate::rasch) variance: f64,
    /// The logarithm of this, and `scale`, is that of the sum over categories.
    pub(in crate::rasch) sum: f64,
    pub(in crate::rasch) scale: f64,
}

/// Probabilities of the categories where `odds` is the exponential of the sum of measures and `steps` those of the
/// negative thresholds: `P(k) / P(k - 1) = odds steps(k)` (Andrich 1978; Masters 1982). No exponential is taken here, as
/// it would be for every cell and category.
#[inline]
pub(in crate::rasch) fn probabilities(odds: f64, steps: &[f64], into: &mut [f64]) -> Moments {
    let into = &mut into[..=steps.len()];
    into[0] = 1.0;
    let (mut last, mut sum, mut scale) = (1.0, 1.0, 0.0);
    for (step, to) in steps.iter().zip(&mut into[1..]) {
        last *= odds * step;
        sum += last;
        *to = last;
    }
    if sum > LARGE {
        [sum, scale] = shrunk(odds, steps, into);
    }
    let part = 1.0 / sum;
    let mut mean = 0.0;
    for (at, value) in into.iter_mut().enumerate() {
        *value *= part;
        mean += at as f64 * *value;
    }
    let mut variance = 0.0;
    for (at, value) in into.iter().enumerate() {
        let distance = at as f64 - mean;
        variance += distance * distance * *value;
    }
    Moments { mean, variance, sum, scale }
}

/// The products where they would become too large: their sum, and the logarithm of what all were divided by.
#[cold]
fn shrunk(odds: f64, steps: &[f64], into: &mut [f64]) -> [f64; 2] {
    into[0] = 1.0;
    let (mut last, mut sum, mut scale) = (1.0, 1.0, 0.0);
    for (at, step) in steps.iter().enumerate() {
        last *= odds * step;
        sum += last;
        into[at + 1] = last;
        if last > LARGE {
            into[..=at + 1].iter_mut().for_each(|value| *value /= LARGE);
            (last, sum, scale) = (last / LARGE, sum / LARGE, scale + LOG_LARGE);
        }
    }
    [sum, scale]
}

/// The logarithm of [`LARGE`].
const LOG_LARGE: f64 = 345.387_763_949_106_84;

/// The third and fourth central moments.
#[inline]
pub(in crate::rasch) fn higher(probabilities: &[f64], mean: f64) -> (f64, f64) {
    let (mut third, mut fourth) = (0.0, 0.0);
    for (at, value) in probabilities.iter().enumerate() {
        let distance = at as f64 - mean;
        let cube = distance * distance * distance * value;
        third += cube;
        fourth += cube * distance;
    }
    (third, fourth)
}
