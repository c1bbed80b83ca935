//! Estimates of the classes of units where all other parameters are known.

use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::alone::{Met, Target, alone};

/// What each class of units met, all others known, with its score.
pub(in crate::rasch) fn met(patterns: &Patterns, others: &[f64], class: usize) -> Vec<Met> {
    let met = (patterns.starts[class]..patterns.starts[class + 1]).map(|cell| Met {
        others: patterns.others[cell * patterns.width..][..patterns.width]
            .iter()
            .map(|other| others[*other as usize])
            .sum(),
        group: patterns.group[cell] as usize,
        weight: patterns.weight[cell],
    });
    met.collect()
}

/// The exponentials of the steps of each set of thresholds.
pub(in crate::rasch) fn step_odds(patterns: &Patterns, others: &[f64]) -> Vec<Vec<f64>> {
    let of = |pair: &[usize]| others[pair[0]..pair[1]].iter().map(|step| libm::exp(*step)).collect();
    patterns.steps.windows(2).map(of).collect()
}

/// The weighted likelihood estimate of each class of units, all others known.
pub(in crate::rasch) fn weighted(patterns: &Patterns, others: &[f64]) -> Vec<f64> {
    let steps = step_odds(patterns, others);
    let of_class = |class: usize| {
        let target = Target::Warm(patterns.score[class]);
        alone(&met(patterns, others, class), target, &steps).map_or(0.0, |[measure, _]| measure)
    };
    (0..patterns.classes()).map(of_class).collect()
}

/// The maximum of the likelihood of each class of units, all others known; nothing where it is nowhere.
pub(in crate::rasch) fn likeliest(patterns: &Patterns, others: &[f64]) -> Vec<Option<f64>> {
    let steps = step_odds(patterns, others);
    let of_class = |class: usize| {
        let met = met(patterns, others, class);
        let score = patterns.score[class];
        let most: f64 = met.iter().map(|met| met.weight * steps[met.group].len() as f64).sum();
        let is_inside = score > 0.0 && score < most;
        is_inside.then(|| alone(&met, Target::Score(score), &steps)).flatten().map(|[measure, _]| measure)
    };
    (0..patterns.classes()).map(of_class).collect()
}
