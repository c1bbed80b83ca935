//! Sums of squares in steps, without rounding before the end.

use super::layout::{UnitRatings, Values};
use crate::stats::exact::ExactSum;

/// Sums of squares of complete data, each rounded once; 0 where they are exactly 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Squares {
    pub(super) between: f64,
    pub(super) within: f64,
    /// Where it is known who gave each rating.
    pub(super) raters: f64,
    pub(super) residual: f64,
}

/// How far a rating may be from what was meant: a tenth is no binary fraction, and a mean is rounded.
const NOISE: f64 = 8.0 * f64::EPSILON;

/// Sums of squares of units with `k` ratings each; between raters only where each rated every unit.
pub(super) fn squares(ratings: &UnitRatings, k: usize) -> Squares {
    let n = ratings.units();
    let of_rater = if ratings.is_complete() { k } else { 0 };
    match &ratings.values {
        Values::Whole { steps, .. } => {
            let mut raters = vec![0_i128; of_rater];
            let (mut squares, mut rows, mut all) = (0_i128, 0_i128, 0_i128);
            for row in steps.chunks_exact(k) {
                let mut sum = 0_i64;
                for &value in row {
                    sum += value;
                    squares += i128::from(value) * i128::from(value);
                }
                let sum = i128::from(sum);
                raters.iter_mut().zip(row).for_each(|(total, value)| *total += i128::from(*value));
                rows += sum * sum;
                all += sum;
            }
            let columns: i128 = raters.iter().map(|total| total * total).sum();
            let (n, k) = (n as i128, k as i128);
            // Everything n k times.
            let size = (n * k) as f64;
            let round = |sum: i128| sum as f64 / size;
            Squares {
                between: round(n * rows - all * all),
                within: round(n * k * squares - n * rows),
                raters: round(k * columns - all * all),
                residual: round(n * k * squares - n * rows - k * columns + all * all),
            }
        }
        Values::Real { steps, .. } => {
            let mut raters = vec![ExactSum::default(); of_rater];
            let (mut squares, mut rows, mut all) = Default::default();
            for row in steps.chunks_exact(k) {
                let mut sum = ExactSum::default();
                for &value in row {
                    sum.add(value);
                    ExactSum::add_square(&mut squares, value);
                }
                raters.iter_mut().zip(row).for_each(|(total, value)| total.add(*value));
                ExactSum::merge(&mut rows, &sum.product(&sum));
                ExactSum::merge(&mut all, &sum);
            }
            let mut columns = ExactSum::default();
            raters
                .iter()
                .map(|total| total.product(total))
                .collect::<Vec<_>>()
                .iter()
                .for_each(|square| columns.merge(square));
            let (n, k) = (n as u64, k as u64);
            let (whole, mean) = (squares.times(n * k), all.product(&all));
            let difference = |a: &ExactSum, b: &ExactSum| {
                let mut sum = a.clone();
                sum.take(b);
                sum
            };
            let between = difference(&rows.times(n), &mean);
            let within = difference(&whole, &rows.times(n));
            let raters = difference(&columns.times(k), &mean);
            let residual = difference(&within, &raters);
            // What is less than the rounding of the ratings themselves, of which the largest is about 1, is nothing.
            let least = NOISE * NOISE * (n * k) as f64;
            let round = |sum: &ExactSum| {
                let squares = sum.over(n * k).round();
                if squares > least { squares } else { 0.0 }
            };
            Squares {
                between: round(&between),
                within: round(&within),
                raters: round(&raters),
                residual: round(&residual),
            }
        }
    }
}
