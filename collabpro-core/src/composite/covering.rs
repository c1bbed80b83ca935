//! Ranks that who rated cannot rule out. Draws around the estimates spread wider than the truth and lean to where the
//! estimates happen to lie, so that the places in them miss the true one too often; pairwise differences do not.

use crate::scoring::Interval;
use crate::stats::distribution::{normal_cdf, t_quantile};

/// For each unit the places that its differences from all others allow (Mogstad, Romano, Shaikh & Wilhelm 2024, Review of
/// Economic Studies 91:476-518): behind those that lie above it by more than chance, before those that lie below. The
/// limit is that of the largest studentised difference in the replicates, taken from the normal to Student's t with the
/// raters of the smaller unit. A unit's replicates are widened by `sqrt((n + 1) / (n - 1))`, by which the bootstrap over
/// n raters is too narrow. Units of which the raters are not counted are taken as they are.
pub(super) fn covering(
    values: &[f64],
    replicates: &[Vec<f64>],
    people: Option<&[u32]>,
    confidence: f64,
) -> Vec<Interval> {
    let units = values.len();
    let counted = |unit: usize| people.map(|people| f64::from(people[unit]));
    let mut ahead: Vec<Vec<f64>> = Vec::new();
    for unit in 0..units {
        let (mut sum, mut there) = (0.0, 0.0_f64);
        for replicate in replicates.iter().filter(|replicate| !replicate[unit].is_nan()) {
            sum += replicate[unit];
            there += 1.0;
        }
        let mean = sum / there.max(1.0);
        let wider = counted(unit).map_or(1.0, |n| ((n + 1.0) / (n - 1.0).max(1.0)).sqrt());
        let step = |replicate: &Vec<f64>| {
            if replicate[unit].is_nan() { 0.0 } else { wider * (replicate[unit] - mean) }
        };
        ahead.push(replicates.iter().map(step).collect());
    }
    let mut found = Vec::new();
    for unit in 0..units {
        let others: Vec<_> = (0..units).filter(|other| *other != unit).collect();
        let mut errors = vec![0.0; units];
        let mut largest = vec![0.0_f64; replicates.len()];
        for other in &others {
            let pairs = || ahead[unit].iter().zip(&ahead[*other]);
            let mut squares = 0.0;
            pairs().for_each(|(own, other)| squares += (own - other) * (own - other));
            let error = (squares / replicates.len() as f64).sqrt();
            errors[*other] = error;
            if error > 0.0 {
                for (largest, (own, other)) in largest.iter_mut().zip(pairs()) {
                    *largest = largest.max((own - other).abs() / error);
                }
            }
        }
        largest.sort_unstable_by(f64::total_cmp);
        let at = (confidence * replicates.len() as f64).ceil().max(1.0) as usize - 1;
        let limit = largest.get(at).copied().unwrap_or(0.0);
        let (mut above, mut below) = (0, 0);
        for other in others {
            let limit = match (counted(unit), counted(other)) {
                (Some(own), Some(other)) => heavier(limit, own.min(other) - 1.0),
                _ => limit,
            };
            let difference = values[other] - values[unit];
            above += u32::from(difference > limit * errors[other]);
            below += u32::from(-difference > limit * errors[other]);
        }
        found.push(Interval { lower: f64::from(above + 1), upper: f64::from(units as u32 - below) });
    }
    found
}

/// The point of Student's t that lies as far out as this one of the normal.
fn heavier(limit: f64, freedom: f64) -> f64 {
    normal_cdf(-limit).and_then(|tail| t_quantile(tail, freedom.max(1.0))).map_or(limit, |point| -point)
}
