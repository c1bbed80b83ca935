//! Options of a plan.

use collabpro_derive::options;

use super::super::options::{RaschEstimation, RaschOptions};
use crate::base::by_name::ByName;
use crate::base::error::Problems;
use crate::base::message::Message;
use crate::base::options::{refused, unfit, within};

/// The largest deviation, threshold or difference, in logits.
const FAR: f64 = 10.0;

/// Options of a plan: what a design of ratings would find, by simulation.
#[options(check)]
pub struct RaschPlanOptions {
    /// How the ratings will be estimated. A plan knows `facets`, `rating`, `weight`, `categories`, `positive`, `uncentred`,
    /// `dummies`, `partialCredit`, `estimation` (joint or marginal), `unused`, `correction`, `allowPopulationLink` and
    /// `confidence`.
    #[option(nested)]
    pub(in super::super) model: Option<RaschOptions>,
    /// Assumed measures in logits, by facet and element, in the direction of the facet; those of others are drawn, by each replicate
    /// anew.
    #[option(setter = none)]
    pub(in super::super) measures: ByName<ByName<f64>>,
    /// The standard deviations, by facet, of the normal distributions that they are drawn from: 0 to 10 logits; without it 1 for the
    /// first facet and 0.5 for the others.
    #[option(setter = none)]
    pub(in super::super) deviations: ByName<f64>,
    /// Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.
    #[option(filled)]
    pub(in super::super) thresholds: Vec<f64>,
    /// Differences of two elements of a facet, 0 to 10 logits, of which the power is told; for 0 how often one is found that is not
    /// there. Without them 0, 0.5 and 1.
    #[option(filled)]
    pub(in super::super) differences: Vec<f64>,
    /// How many times ratings are drawn.
    #[option(default = 200, range = 2..=100_000)]
    pub(in super::super) replicates: u32,
    /// Seed of the generator.
    #[option(default = 1)]
    pub(in super::super) seed: u64,
}

impl RaschPlanOptions {
    /// An assumed measure, in the direction of its facet.
    #[must_use]
    pub fn measure(mut self, facet: impl Into<String>, element: impl Into<String>, measure: f64) -> Self {
        let facet = facet.into();
        let mut own = self.measures.get(&facet).cloned().unwrap_or_default();
        own.insert(element, measure);
        self.measures.insert(facet, own);
        self
    }

    /// The standard deviation of the measures of a facet.
    #[must_use]
    pub fn deviation(mut self, facet: impl Into<String>, deviation: f64) -> Self {
        self.deviations.insert(facet, deviation);
        self
    }

    pub(in super::super) fn check(&self, problems: &mut Problems) {
        for (facet, deviation) in self.deviations.iter() {
            within(problems, &format!("deviations.{facet}"), *deviation, 0.0, Some(FAR));
        }
        for (facet, measures) in self.measures.iter() {
            for (element, measure) in measures.iter() {
                within(problems, &format!("measures.{facet}.{element}"), *measure, -FAR, Some(FAR));
            }
        }
        for (at, threshold) in self.thresholds.iter().enumerate() {
            within(problems, &format!("thresholds[{at}]"), *threshold, -FAR, Some(FAR));
        }
        for (at, difference) in self.differences.iter().enumerate() {
            within(problems, &format!("differences[{at}]"), *difference, 0.0, Some(FAR));
        }
        let model = self.study();
        if model != model.known() || model.estimation == RaschEstimation::Conditional {
            problems.push(refused("model", Message::new("rasch.plan_model")));
        }
        let count = model.categories.len();
        if !self.thresholds.is_empty() && count > 0 && self.thresholds.len() + 1 != count {
            problems.push(unfit("thresholds", "rasch.plan_thresholds", self.thresholds.len().to_string()));
        }
    }

    /// How the ratings will be estimated.
    pub(in super::super) fn study(&self) -> RaschOptions {
        self.model.clone().unwrap_or_default()
    }

    /// The differences whose power is told.
    pub(super) fn all_differences(&self) -> Vec<f64> {
        if self.differences.is_empty() { vec![0.0, 0.5, 1.0] } else { self.differences.clone() }
    }
}

impl RaschOptions {
    /// What a plan knows of them.
    fn known(&self) -> Self {
        let Self { facets, rating, weight, categories, positive, uncentred, dummies, .. } = self.clone();
        let Self {
            partial_credit, estimation, unused, correction, allow_population_link, confidence, ..
        } = self.clone();
        Self {
            facets,
            rating,
            weight,
            categories,
            positive,
            uncentred,
            dummies,
            partial_credit,
            estimation,
            unused,
            correction,
            allow_population_link,
            confidence,
            ..Self::default()
        }
    }
}
