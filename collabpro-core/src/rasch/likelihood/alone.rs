//! The measure of one element where all others are known.

use super::model::{higher, probabilities};

/// Steps of the search; it needs a handful.
const MOST: u32 = 100;

/// No step is longer, in logits.
const FURTHEST: f64 = 1.0;

/// A step after which the next one would be rounding: each misses by the square of the one before.
const DONE: f64 = 1e-9;

/// So much of a point is added to both ends where the search begins.
const NEAR: f64 = 0.3;

/// A rating of the element: what the others add up to, its thresholds and its weight.
#[derive(Clone, Copy, Debug)]
pub(in crate::rasch) struct Met {
    pub(in crate::rasch) others: f64,
    pub(in crate::rasch) group: usize,
    pub(in crate::rasch) weight: f64,
}

/// What is to be met.
#[derive(Clone, Copy, Debug)]
pub(in crate::rasch) enum Target {
    /// This expected score.
    Score(f64),
    /// The score that was seen, weighted by the information as Warm (1989) has it: finite for every score, and with less
    /// bias than the likelihood alone.
    Warm(f64),
}

/// The measure, and the information at it; `steps` are the exponentials of those of each set of thresholds.
pub(in crate::rasch) fn alone(met: &[Met], target: Target, steps: &[Vec<f64>]) -> Option<[f64; 2]> {
    let mut p = vec![0.0; steps.iter().map(Vec::len).max().unwrap_or(0) + 1];
    let odds: Vec<f64> = met.iter().map(|met| libm::exp(met.others)).collect();
    let weight: f64 = met.iter().map(|met| met.weight).sum();
    let most: f64 = met.iter().map(|met| met.weight * steps[met.group].len() as f64).sum();
    let (Target::Score(score) | Target::Warm(score)) = target;
    // Where the mean of the others would have such a score.
    let mut at = libm::log((score + NEAR) / (most - score + NEAR))
        - met.iter().map(|met| met.weight * met.others).sum::<f64>() / weight;
    if !at.is_finite() {
        return None;
    }
    for _ in 0..MOST {
        let unit = libm::exp(at);
        let (mut expected, mut information, mut third, mut bend) = (0.0, 0.0, 0.0, 0.0);
        for (met, odds) in met.iter().zip(&odds) {
            let steps = &steps[met.group];
            let found = probabilities(unit * odds, steps, &mut p);
            expected += met.weight * found.mean;
            information += met.weight * found.variance;
            if matches!(target, Target::Warm(_)) {
                let (own, fourth) = higher(&p[..=steps.len()], found.mean);
                third += met.weight * own;
                bend += met.weight * (fourth - 3.0 * found.variance * found.variance);
            }
        }
        if information <= 0.0 {
            return None;
        }
        // With the derivatives of the information the weight of it has its own: third moments, and fourth cumulants.
        let miss = score - expected + 0.5 * third / information;
        let part = third / information;
        let curve = information - 0.5 * (bend / information - part * part);
        let step = (miss / curve.max(0.5 * information)).clamp(-FURTHEST, FURTHEST);
        at += step;
        if step.abs() < DONE {
            return Some([at, information]);
        }
    }
    None
}
