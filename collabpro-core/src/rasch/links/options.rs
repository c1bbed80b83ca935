//! Options of the links of a design.

use collabpro_derive::options;

use super::super::options::RaschOptions;
use super::super::plan::RaschPlanOptions;
use crate::base::by_name::ByName;
use crate::base::error::Problems;
use crate::base::options::unfit;

/// Options of how strongly a design ties its elements together.
#[options(check)]
pub struct RaschLinksOptions {
    /// How the ratings will be, or were, estimated: what a plan knows of the options of a study.
    #[option(nested)]
    pub(super) model: Option<RaschOptions>,
    /// Assumed measures in logits, by facet and element, in the direction of the facet; those of others are 0. Where there are ratings
    /// these are estimated instead.
    #[option(setter = none)]
    pub(super) measures: ByName<ByName<f64>>,
    /// Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.
    #[option(filled)]
    pub(super) thresholds: Vec<f64>,
    /// Pairs of elements, by facet, whose differences are looked at: `{"rater": [["Ann", "Ben"]]}`.
    #[option(setter = none)]
    pub(super) pairs: ByName<Vec<Vec<String>>>,
    /// The standard error, in logits, that their differences are to have: further ratings are named that bring it about.
    #[option(range = 0.01..=10.0)]
    pub(super) target: Option<f64>,
    /// Visits of a rater to a unit that may be named.
    #[option(default = 20, range = 1..=1_000)]
    pub(super) visits: u32,
}

impl RaschLinksOptions {
    /// An assumed measure, in the direction of its facet.
    #[must_use]
    pub fn measure(mut self, facet: impl Into<String>, element: impl Into<String>, measure: f64) -> Self {
        let facet = facet.into();
        let mut own = self.measures.get(&facet).cloned().unwrap_or_default();
        own.insert(element, measure);
        self.measures.insert(facet, own);
        self
    }

    /// A pair of elements of a facet whose difference is looked at.
    #[must_use]
    pub fn pair(
        mut self,
        facet: impl Into<String>,
        one: impl Into<String>,
        other: impl Into<String>,
    ) -> Self {
        let facet = facet.into();
        let mut own = self.pairs.get(&facet).cloned().unwrap_or_default();
        own.push(vec![one.into(), other.into()]);
        self.pairs.insert(facet, own);
        self
    }

    fn check(&self, problems: &mut Problems) {
        for (facet, pairs) in self.pairs.iter() {
            for (at, pair) in pairs.iter().enumerate() {
                if !matches!(pair.as_slice(), [one, other] if one != other) {
                    let place = format!("pairs.{facet}[{at}]");
                    problems.push(unfit(place, "rasch.links_pair", pair.join(", ")));
                }
            }
        }
        if let Some(target) = self.target.filter(|_| self.pairs.is_empty()) {
            problems.push(unfit("target", "rasch.links_target", target.to_string()));
        }
        self.plan().check(problems);
    }

    /// What is assumed, as a plan has it.
    pub(super) fn plan(&self) -> RaschPlanOptions {
        RaschPlanOptions {
            model: self.model.clone(),
            measures: self.measures.clone(),
            thresholds: self.thresholds.clone(),
            ..RaschPlanOptions::default()
        }
    }
}
