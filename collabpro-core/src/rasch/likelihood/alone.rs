//! The measure of one element where all others are known.

use super::model::{higher, probabilities};

/// Steps of the search; it needs a handful.
const MOST: u32 = 100;

/// No step is longer, in logits.
const FURTHEST: f64 = 1.0;

/// A step that is none.
const DONE: f64 = 1e-12;

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
    let weight: f64 = met.iter().map(|met| met.weight).sum();
    let mut at = -met.iter().map(|met| met.weight * met.others).sum::<f64>() / weight;
    if !at.is_finite() {
        return None;
    }
    for _ in 0..MOST {
        let (mut expected, mut information, mut third) = (0.0, 0.0, 0.0);
        for met in met {
            let steps = &steps[met.group];
            let found = probabilities(libm::exp(at + met.others), steps, &mut p);
            expected += met.weight * found.mean;
            information += met.weight * found.variance;
            third += met.weight * higher(&p[..=steps.len()], found.mean).0;
        }
        if information <= 0.0 {
            return None;
        }
        let miss = match target {
            Target::Score(score) => score - expected,
            Target::Warm(score) => score - expected + 0.5 * third / information,
        };
        let step = (miss / information).clamp(-FURTHEST, FURTHEST);
        at += step;
        if step.abs() < DONE {
            return Some([at, information]);
        }
    }
    None
}
