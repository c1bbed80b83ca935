//! Ratings that are expected of an element, on the scale as it was declared.

use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::Active;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::probabilities;

/// What the estimated categories count.
pub(in crate::rasch) struct Fair {
    /// Of each set of thresholds the value of every category that was estimated; empty for a set that was not.
    values: Vec<Vec<f64>>,
    /// Its scale.
    scales: Vec<usize>,
    /// The exponentials of its steps.
    steps: Vec<Vec<f64>>,
    /// Whose each set of thresholds is, with the mean of those of them that were estimated; and the mean of each facet.
    owners: Vec<Vec<(usize, Vec<usize>, f64)>>,
    means: Vec<f64>,
}

impl Fair {
    /// A category that others fell to counts what it counts itself.
    pub(in crate::rasch) fn new(measures: &Measures, active: &Active, long: &Long) -> Self {
        let value = |set: usize, category: &u8| long.scales.value(set, usize::from(*category));
        let sets = active.categories.iter().enumerate();
        let values = sets.map(|(set, own)| own.iter().map(|category| value(set, category)).collect());
        let means = (0..measures.of.len()).map(|facet| measures.mean(active, facet)).collect();
        let mean = |(facet, codes): (usize, Vec<usize>)| {
            let own = codes.iter().filter(|code| active.is_estimated(facet, **code as u32));
            let own: Vec<f64> = own.map(|code| measures.of[facet][*code]).collect();
            (facet, codes, own.iter().sum::<f64>() / own.len().max(1) as f64)
        };
        let owners = |group: usize| long.form.owners(group).into_iter().map(mean).collect();
        let owners = (0..active.categories.len()).map(owners).collect();
        Self {
            scales: (0..active.categories.len()).map(|set| long.scales.at(set)).collect(),
            values: values.collect(),
            steps: measures.step_odds(),
            owners,
            means,
        }
    }

    /// The rating that is expected at a sum of measures.
    pub(in crate::rasch) fn expected(&self, group: usize, place: f64) -> f64 {
        let steps = &self.steps[group];
        let mut p = vec![0.0; steps.len() + 1];
        probabilities(libm::exp(place), steps, &mut p);
        self.mean(group, &p)
    }

    /// The rating that these chances of the estimated categories come to.
    pub(in crate::rasch) fn mean(&self, group: usize, p: &[f64]) -> f64 {
        p.iter().zip(&self.values[group]).map(|(p, value)| p * value).sum()
    }

    /// What an estimated category counts.
    pub(in crate::rasch) fn value(&self, group: usize, category: usize) -> f64 {
        self.values[group].get(category).copied().unwrap_or_default()
    }

    /// What is expected of an element where the others are at their means, and where they are at 0. Over sets of thresholds that
    /// are those of other elements the mean is taken, each with its elements where they are; over several scales there is none.
    pub(in crate::rasch) fn averages(&self, facet: usize, code: usize, own: f64) -> [Option<f64>; 2] {
        let others: f64 =
            (0..self.means.len()).filter(|other| *other != facet).map(|other| self.means[other]).sum();
        let is_own = |group: &usize| {
            let mut owners = self.owners[*group].iter();
            self.values[*group].len() > 1 && owners.all(|(of, at, _)| *of != facet || at.contains(&code))
        };
        let groups: Vec<usize> = (0..self.values.len()).filter(is_own).collect();
        if groups.iter().any(|group| self.scales[*group] != self.scales[groups[0]]) {
            return [None; 2];
        }
        let mean = |place: &dyn Fn(usize) -> f64| {
            let all = groups.iter().map(|group| self.expected(*group, place(*group)));
            (!groups.is_empty()).then(|| all.sum::<f64>() / groups.len() as f64)
        };
        let at_mean = |group: usize| {
            let owners = self.owners[group].iter().filter(|(of, ..)| *of != facet);
            owners.fold(own + others, |place, (of, _, mean)| place - self.means[*of] + mean)
        };
        [mean(&at_mean), mean(&|_| own)]
    }
}
