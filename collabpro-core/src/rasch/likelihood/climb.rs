//! How far to go along a step.

/// No step moves a measure further, in logits.
const FURTHEST: f64 = 3.0;

/// A step is not halved further than to such a part.
const LEAST: f64 = 1e-6;

/// As far along a step as the log-likelihood does not fall from where it is. `at` tells what there is so far along: the log-likelihood
/// and the rest; `furthest` is how far the whole step moves a measure.
pub(in crate::rasch) fn climb<T>(
    log_likelihood: f64,
    furthest: f64,
    mut at: impl FnMut(f64) -> (f64, T),
) -> T {
    // What rounding takes away is no fall.
    let noise = 1e-12 * log_likelihood.abs();
    let mut far = if furthest > FURTHEST { FURTHEST / furthest } else { 1.0 };
    loop {
        let (there, found) = at(far);
        if there >= log_likelihood - noise || far < LEAST {
            return found;
        }
        far *= 0.5;
    }
}
