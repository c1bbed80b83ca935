//! Ratings that are expected of an element, on the scale as it was declared.

use super::extreme::Active;
use super::measures::Measures;
use super::model::probabilities;

/// What the estimated categories count.
pub(super) struct Fair<'a> {
    measures: &'a Measures,
    /// Of each set of thresholds the value of every category that was estimated; empty for a set that was not.
    values: Vec<Vec<f64>>,
    /// The exponentials of its steps.
    steps: Vec<Vec<f64>>,
    /// The facet of the sets of thresholds, and the mean of each facet.
    partial: Option<usize>,
    means: Vec<f64>,
}

impl<'a> Fair<'a> {
    /// A category that others fell to counts what it counts itself.
    pub(super) fn new(
        measures: &'a Measures,
        active: &Active,
        scale: &[f64],
        partial: Option<usize>,
    ) -> Self {
        let value = |category: &u8| scale.get(usize::from(*category)).copied().unwrap_or_default();
        let values = active.categories.iter().map(|own| own.iter().map(value).collect());
        let means = (0..measures.of.len()).map(|facet| measures.mean(active, facet)).collect();
        Self { measures, values: values.collect(), steps: measures.step_odds(), partial, means }
    }

    /// The rating that is expected at a sum of measures.
    pub(super) fn expected(&self, group: usize, place: f64) -> f64 {
        let steps = &self.steps[group];
        let mut p = vec![0.0; steps.len() + 1];
        probabilities(libm::exp(place), steps, &mut p);
        self.mean(group, &p)
    }

    /// The rating that these chances of the estimated categories come to.
    pub(super) fn mean(&self, group: usize, p: &[f64]) -> f64 {
        p.iter().zip(&self.values[group]).map(|(p, value)| p * value).sum()
    }

    /// What an estimated category counts.
    pub(super) fn value(&self, group: usize, category: usize) -> f64 {
        self.values[group].get(category).copied().unwrap_or_default()
    }

    /// What is expected of an element where the others are at their means, and where they are at 0. Over sets of thresholds that
    /// are those of other elements the mean is taken, each with its element where it is.
    pub(super) fn averages(&self, facet: usize, code: usize, own: f64) -> [Option<f64>; 2] {
        let others: f64 =
            (0..self.means.len()).filter(|other| *other != facet).map(|other| self.means[other]).sum();
        let Some(partial) = self.partial else {
            return [others, 0.0].map(|rest| self.at(0, own + rest));
        };
        if partial == facet {
            return [others, 0.0].map(|rest| self.at(code, own + rest));
        }
        let groups: Vec<usize> =
            (0..self.values.len()).filter(|group| self.values[*group].len() > 1).collect();
        let mean = |place: &dyn Fn(usize) -> f64| {
            let all: Vec<f64> = groups.iter().filter_map(|group| self.at(*group, place(*group))).collect();
            (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
        };
        let at_mean = |group: usize| own + others - self.means[partial] + self.measures.of[partial][group];
        [mean(&at_mean), mean(&|_| own)]
    }

    fn at(&self, group: usize, place: f64) -> Option<f64> {
        (self.values[group].len() > 1).then(|| self.expected(group, place))
    }
}
