//! From values to one number for each unit. Missing values are NaN here.

use super::options::{AggregationMethod, Bounds, Normalisation};

/// A table of numbers, row by row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) units: usize,
    pub(super) indicators: usize,
}

/// What the normalisation of an indicator needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) bounds: Option<Bounds>,
    pub(super) reversed: bool,
    /// Whether its values are positions of categories to which nobody gave values.
    pub(super) positions: bool,
}

/// A spread this small beside the values is rounding.
const ROUNDING: f64 = 1e-12;

impl Grid {
    /// Brings the indicators together. An indicator that cannot be normalised is missing everywhere.
    pub(super) fn normalise(self, kind: Normalisation, columns: &[Column], raw: &[f64], out: &mut [f64]) {
        for (at, column) in columns.iter().enumerate() {
            let cells = (0..self.units).map(|unit| unit * self.indicators + at);
            match kind {
                Normalisation::None => {
                    let turn = column.bounds.filter(|_| column.reversed);
                    for cell in cells {
                        out[cell] = turn.map_or(raw[cell], |ends| ends.lower + ends.upper - raw[cell]);
                    }
                }
                Normalisation::MinMax => {
                    for cell in cells {
                        out[cell] = column.bounds.map_or(f64::NAN, |ends| min_max(raw[cell], ends));
                        if column.reversed {
                            out[cell] = 1.0 - out[cell];
                        }
                    }
                }
                Normalisation::ZScore => {
                    let there = cells
                        .clone()
                        .map(|cell| raw[cell])
                        .filter(|value| !value.is_nan())
                        .collect::<Vec<_>>();
                    let centre = centre(&there);
                    for cell in cells {
                        let sign = if column.reversed { -1.0 } else { 1.0 };
                        out[cell] = centre.map_or(f64::NAN, |(mean, sd)| sign * (raw[cell] - mean) / sd);
                    }
                }
                Normalisation::Rank => {
                    let sign = if column.reversed { -1.0 } else { 1.0 };
                    let there = cells
                        .filter(|cell| !raw[*cell].is_nan())
                        .map(|cell| (sign * raw[cell], cell))
                        .collect();
                    // The missing ones are missing still.
                    (0..self.units).for_each(|unit| out[unit * self.indicators + at] = f64::NAN);
                    places(there, |cell, place| out[cell] = place);
                }
            }
        }
    }
}

fn min_max(value: f64, ends: Bounds) -> f64 {
    let range = ends.upper - ends.lower;
    // `clamp` keeps a NaN.
    if range > 0.0 { ((value - ends.lower) / range).clamp(0.0, 1.0) } else { f64::NAN }
}

/// Mean and standard deviation; nothing for fewer than two values or equal ones.
fn centre(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    let mut sum = 0.0;
    values.iter().for_each(|value| sum += value);
    let mean = sum / n;
    let (mut squares, mut largest) = (0.0, 0.0_f64);
    for value in values {
        squares += (value - mean) * (value - mean);
        largest = largest.max(value.abs());
    }
    let sd = (squares / (n - 1.0)).sqrt();
    (values.len() > 1 && sd > ROUNDING * largest).then_some((mean, sd))
}

/// Gives each its place from the lowest, 1, up; what differs by rounding only shares the mean of the places.
pub(super) fn places<T: Copy>(mut values: Vec<(f64, T)>, mut give: impl FnMut(T, f64)) {
    values.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut start = 0;
    while start < values.len() {
        let mut end = start + 1;
        while end < values.len() && alike(values[end - 1].0, values[end].0) {
            end += 1;
        }
        let place = (start + end + 1) as f64 / 2.0;
        values[start..end].iter().for_each(|(_, item)| give(*item, place));
        start = end;
    }
}

fn alike(low: f64, high: f64) -> bool {
    high - low <= ROUNDING * low.abs().max(high.abs())
}

/// Why there is no mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Void {
    /// Too little of the weight is there.
    Missing,
    /// A component is below 0.
    Negative,
}

/// Rounding of a share of weights.
const SLACK: f64 = 1e-9;

/// The power mean of what is there: `(Σ w x^ρ / Σ w)^(1/ρ)` with ρ of 1, towards 0, -1 or towards -∞.
pub(super) fn mean(
    kind: AggregationMethod,
    values: &[f64],
    weights: &[f64],
    coverage: f64,
) -> Result<f64, Void> {
    let (mut sum, mut there, mut all) = (0.0, 0.0, 0.0);
    let (mut lowest, mut negative) = (f64::INFINITY, false);
    for (value, weight) in values.iter().zip(weights) {
        all += weight;
        if value.is_nan() || *weight <= 0.0 {
            continue;
        }
        there += weight;
        lowest = lowest.min(*value);
        negative |= *value < 0.0;
        sum += match kind {
            AggregationMethod::Arithmetic => weight * value,
            AggregationMethod::Geometric => weight * libm::log(*value),
            AggregationMethod::Harmonic => weight / value,
            AggregationMethod::Minimum => 0.0,
        };
    }
    if there <= 0.0 || there < (coverage - SLACK) * all {
        return Err(Void::Missing);
    }
    match kind {
        AggregationMethod::Arithmetic => Ok(sum / there),
        AggregationMethod::Minimum => Ok(lowest),
        _ if negative => Err(Void::Negative),
        // The limit of both as one component goes to 0.
        _ if lowest <= 0.0 => Ok(0.0),
        AggregationMethod::Geometric => Ok(libm::exp(sum / there)),
        AggregationMethod::Harmonic => Ok(there / sum),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [AggregationMethod; 4] = [
        AggregationMethod::Minimum,
        AggregationMethod::Harmonic,
        AggregationMethod::Geometric,
        AggregationMethod::Arithmetic,
    ];

    fn means(values: &[f64], weights: &[f64]) -> [f64; 4] {
        KINDS.map(|kind| mean(kind, values, weights, 1.0).unwrap())
    }

    #[test]
    fn by_hand() {
        // 2 and 8, weights 1: (2 + 8) / 2, sqrt 16, 2 / (1/2 + 1/8).
        assert_eq!(means(&[2.0, 8.0], &[1.0, 1.0]), [2.0, 3.2, 4.0, 5.0]);
        // Weights 3 and 1: (6 + 8) / 4; (2^3 * 8)^(1/4) = 64^(1/4) = 2 sqrt 2; 4 / (3/2 + 1/8).
        let found = means(&[2.0, 8.0], &[3.0, 1.0]);
        for (found, want) in found.into_iter().zip([2.0, 4.0 / 1.625, 2.0 * 2.0_f64.sqrt(), 3.5]) {
            assert!((found - want).abs() < 1e-14, "{found} {want}");
        }
    }

    #[test]
    fn what_is_not_there_and_what_is_0() {
        let mean = |kind, values: &[f64], coverage| mean(kind, values, &[1.0, 1.0, 2.0], coverage);
        assert_eq!(mean(AggregationMethod::Arithmetic, &[1.0, 3.0, f64::NAN], 0.5), Ok(2.0));
        assert_eq!(mean(AggregationMethod::Arithmetic, &[1.0, 3.0, f64::NAN], 0.51), Err(Void::Missing));
        assert_eq!(mean(AggregationMethod::Arithmetic, &[f64::NAN; 3], 0.0), Err(Void::Missing));
        for kind in [AggregationMethod::Geometric, AggregationMethod::Harmonic] {
            assert_eq!(mean(kind, &[0.0, 3.0, 4.0], 1.0), Ok(0.0));
            assert_eq!(mean(kind, &[-1.0, 3.0, 4.0], 1.0), Err(Void::Negative));
        }
        assert_eq!(mean(AggregationMethod::Minimum, &[-1.0, 3.0, 4.0], 1.0), Ok(-1.0));
    }

    #[test]
    fn normalised_by_hand() {
        let grid = Grid { units: 4, indicators: 1 };
        let raw = [2.0, 5.0, f64::NAN, 5.0];
        let bounds = Some(Bounds { lower: 0.0, upper: 4.0 });
        let column = |reversed| [Column { bounds, reversed, positions: false }];
        let of = |kind, reversed| {
            let mut out = [9.0; 4];
            grid.normalise(kind, &column(reversed), &raw, &mut out);
            assert!(out[2].is_nan());
            [out[0], out[1], out[3]]
        };
        assert_eq!(of(Normalisation::None, true), [2.0, -1.0, -1.0]);
        assert_eq!(of(Normalisation::MinMax, false), [0.5, 1.0, 1.0]);
        assert_eq!(of(Normalisation::MinMax, true), [0.5, 0.0, 0.0]);
        assert_eq!(of(Normalisation::Rank, false), [1.0, 2.5, 2.5]);
        assert_eq!(of(Normalisation::Rank, true), [3.0, 1.5, 1.5]);
        // Mean 4, squares 4 + 1 + 1, sd sqrt 3.
        let z = of(Normalisation::ZScore, false);
        for (found, want) in z.into_iter().zip([-2.0, 1.0, 1.0]) {
            assert!((found - want / 3.0_f64.sqrt()).abs() < 1e-15);
        }
    }

    proptest! {
        #[test]
        fn in_their_order(rows in prop::collection::vec((0.001..1000.0_f64, 0.01..10.0_f64), 1..9)) {
            let (values, weights): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let found = means(&values, &weights);
            prop_assert!(found.windows(2).all(|pair| pair[0] <= pair[1] * (1.0 + 1e-12)), "{:?}", found);
            let doubled: Vec<f64> = weights.iter().map(|weight| 4.0 * weight).collect();
            // A power of two changes no digit.
            prop_assert_eq!(found, means(&values, &doubled));
        }

        #[test]
        fn places_add_up(values in prop::collection::vec(0..5_u8, 0..12)) {
            let mut sum = 0.0;
            let n = values.len() as f64;
            places(values.iter().map(|value| (f64::from(*value), ())).collect(), |(), place| sum += place);
            prop_assert_eq!(sum, n * (n + 1.0) / 2.0);
        }
    }
}
