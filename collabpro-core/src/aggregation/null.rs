//! Ratings given at random: what agreement is measured against.

use collabpro_derive::words;

use crate::scoring::Reason;
use crate::stats::moments;

/// A distribution of ratings that nobody agreed on.
#[words]
#[non_exhaustive]
pub enum Null {
    /// Every category equally often.
    Uniform,
    /// A slight lean to one end, as of raters who are lenient.
    SlightlySkewed,
    /// A moderate lean to one end.
    ModeratelySkewed,
    /// A heavy lean to one end.
    HeavilySkewed,
    /// With the variance of the option `nullVariance`.
    Own,
}

/// Variances of the skewed distributions for scales of 5 to 11 categories one apart: LeBreton & Senter 2008, table 2, as the
/// first author's package WGA (`RWGJ`) holds them. Those of five categories follow from the shares that the paper prints.
const PUBLISHED: [[f64; 3]; 7] = [
    [1.34, 0.90, 0.44],
    [1.85, 1.26, 0.69],
    [2.90, 2.14, 1.39],
    [3.47, 2.79, 2.35],
    [5.66, 4.73, 3.16],
    [6.30, 5.09, 3.46],
    [7.31, 6.32, 4.02],
];

/// Each null with its variance on a declared scale, given by the values of its categories, or why it has none.
pub(super) fn nulls(scale: Option<&[f64]>, own: Option<f64>) -> Vec<(Null, Result<f64, Reason>)> {
    let variance = |null: Null| -> Result<f64, Reason> {
        let scale = scale.ok_or(Reason::ScaleNotDeclared)?;
        let skewed = match null {
            Null::SlightlySkewed => 0,
            Null::ModeratelySkewed => 1,
            Null::HeavilySkewed => 2,
            _ => return Ok(uniform(scale)),
        };
        let published = scale.len().checked_sub(5).and_then(|at| PUBLISHED.get(at));
        let step = equal_step(scale).ok_or(Reason::NoPublishedNull)?;
        published.map(|variances| step * step * variances[skewed]).ok_or(Reason::NoPublishedNull)
    };
    let skewed = [Null::SlightlySkewed, Null::ModeratelySkewed, Null::HeavilySkewed];
    let mut all = vec![(Null::Uniform, variance(Null::Uniform))];
    all.extend(skewed.map(|null| (null, variance(null))));
    all.extend(own.map(|variance| (Null::Own, Ok(variance))));
    all
}

/// The variance of ratings that fall on every category equally often; `(A² - 1) / 12` for A categories one apart.
fn uniform(scale: &[f64]) -> f64 {
    let n = scale.len() as f64;
    if let Some(step) = equal_step(scale) {
        return step * step * (n * n - 1.0) / 12.0;
    }
    moments::squares(scale, moments::mean(scale)) / n
}

/// How far categories are apart, where that is the same everywhere.
fn equal_step(scale: &[f64]) -> Option<f64> {
    /// Tenths are not exact.
    const ROUNDING: f64 = 1e-9;
    let (first, last) = (scale.first()?, scale.last()?);
    let step = (last - first) / (scale.len() as f64 - 1.0);
    let even = scale.windows(2).all(|pair| (pair[1] - pair[0] - step).abs() <= ROUNDING * step);
    (step > 0.0 && even).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variance(shares: [f64; 5]) -> f64 {
        let mean: f64 = (1..).zip(shares).map(|(x, share)| share * f64::from(x)).sum();
        (1..).zip(shares).map(|(x, share)| share * (f64::from(x) - mean) * (f64::from(x) - mean)).sum()
    }

    #[test]
    fn variances_of_the_published_shares() {
        // LeBreton & Senter 2008 print the shares of five categories.
        for (at, shares) in
            [[0.05, 0.15, 0.2, 0.35, 0.25], [0.0, 0.1, 0.15, 0.4, 0.35], [0.0, 0.0, 0.1, 0.4, 0.5]]
                .into_iter()
                .enumerate()
        {
            assert!((PUBLISHED[0][at] - variance(shares)).abs() < 1e-12);
        }
    }

    #[test]
    fn by_scale() {
        let of = |scale: &[f64]| nulls(Some(scale), None).into_iter().map(|(_, variance)| variance);
        let all: Vec<_> = of(&[1.0, 2.0, 3.0, 4.0, 5.0]).collect();
        assert_eq!(all, [Ok(2.0), Ok(1.34), Ok(0.9), Ok(0.44)]);
        // Twice as far apart: four times the variance.
        assert_eq!(
            of(&[2.0, 4.0, 6.0, 8.0, 10.0]).collect::<Vec<_>>(),
            [Ok(8.0), Ok(5.36), Ok(3.6), Ok(1.76)]
        );
        let none = Err(Reason::NoPublishedNull);
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0]).collect::<Vec<_>>(), [Ok(1.25), none, none, none]);
        // Uneven: the mean is 2, the squares are 4, 1, 0, 1, 4 ... of 0, 1, 1.5, 3, 4.5.
        let uneven: Vec<_> = of(&[0.0, 1.0, 1.5, 3.0, 4.5]).collect();
        assert_eq!(uneven, [Ok((4.0 + 1.0 + 0.25 + 1.0 + 6.25) / 5.0), none, none, none]);
        let undeclared = nulls(None, Some(1.5));
        assert_eq!(undeclared[0], (Null::Uniform, Err(Reason::ScaleNotDeclared)));
        assert_eq!(undeclared[4], (Null::Own, Ok(1.5)));
    }
}
