//! How many raters, criteria and occasions next time?

use collabpro_derive::{Read, document};
use serde::Serialize;

use super::StudyFacet;
use super::decision::{DecisionCaution, Projection, Sizes, interval};
use super::design::Set;
use super::options::{PlanCoefficient, PlanOptions, too_many};
use super::solved::Solved;
use super::{Generalizability, Study};
use crate::base::by_name::ByName;
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::watch::{Watched, ask};
use crate::framework::Construct;
use crate::scoring::Reason;
use crate::stats::random::{Generator, Random};

/// A design that reaches the target.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Planned {
    /// How many conditions of each facet, within each condition of what it is nested in.
    pub(crate) sizes: ByName<f64>,
    /// Ratings on one unit.
    pub ratings: f64,
    /// What it costs for one unit.
    pub cost: f64,
    /// Whether nothing that reaches the target costs less.
    pub cheapest: bool,
    /// The coefficient it is expected to have.
    pub coefficient: Projection,
}

impl Planned {
    /// How many conditions of each facet, within each condition of what it is nested in; by the facets' names.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, f64)> {
        self.sizes.iter().map(|(facet, size)| (facet, *size))
    }
}

/// What reaches the target in one study.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Plan {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all.
    pub occasion: Option<String>,
    /// What is measured; null for a plain table.
    pub construct: Option<Construct>,
    /// Whether some design reaches the target; null: there is nothing to tell it by.
    pub reached: Option<bool>,
    /// The cheapest designs, none of which could do with less of anything.
    pub designs: Vec<Planned>,
    /// The coefficient of the largest design that was allowed.
    pub best: Option<f64>,
    /// What makes most of the error of the largest design.
    pub limit: Option<String>,
    /// The answer in words.
    pub message: Option<Message>,
    /// Why there is no design: nothing is known, or none reaches the target.
    pub reason: Option<Reason>,
    /// What to bear in mind.
    pub cautions: Vec<DecisionCaution>,
}

/// Plans: for each study the cheapest designs that reach a target.
///
/// Every number of conditions up to `most` is looked at. A coefficient rises with every facet, so designs that could do
/// with less of anything are left out. What is planned is an expectation: look at the interval of the coefficient, and
/// plan for more where the study was small.
#[document("plans", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Plans {
    /// The options it was made with.
    pub options: PlanOptions,
    /// The generator of the replicates.
    pub generator: Generator,
    /// One for each study.
    pub plans: Vec<Plan>,
}

/// At most so many of a facet, unless options say otherwise.
const MOST: u32 = 20;

/// Designs that are looked at.
const MOST_DESIGNS: u64 = 1_000_000;

/// Designs that cost the same and are all listed.
const MOST_TIES: usize = 100;

/// Costs, and coefficients, that are so close are the same: what comes of rounding decimal numbers.
const SAME: f64 = 1e-12;

/// A design among others, by position of the facet.
struct Candidate {
    levels: Vec<f64>,
    cost: f64,
    value: f64,
}

/// The search of one study.
struct Search<'a> {
    solved: &'a Solved<'a>,
    options: &'a PlanOptions,
    fixed: Set,
    components: Vec<f64>,
    most: Vec<Option<u32>>,
    /// Why nothing can be drawn again.
    no_replicates: Option<Reason>,
}

impl<'a> Search<'a> {
    fn new(solved: &'a Solved<'a>, options: &'a PlanOptions, no_replicates: Option<Reason>) -> Self {
        let fixed = solved.set_of(&options.fixed);
        let facets = solved.facets.iter().enumerate();
        let most = facets.map(|(at, facet)| {
            let free = at > 0 && fixed >> at & 1 == 0;
            free.then(|| options.most.get(&facet.name).copied().unwrap_or(MOST))
        });
        Self { solved, options, fixed, components: solved.variances(), most: most.collect(), no_replicates }
    }

    fn size(&self) -> u64 {
        self.most.iter().flatten().fold(1, |product: u64, most| product.saturating_mul(u64::from(*most)))
    }

    fn coefficient_of(&self, components: &[f64], levels: &[f64]) -> Option<f64> {
        let sizes = Sizes { levels: levels.to_vec(), fixed: self.fixed };
        let parts = self.solved.parts(components, &sizes);
        match self.options.coefficient {
            PlanCoefficient::Dependability => parts.dependability(),
            PlanCoefficient::Generalizability => parts.generalizability(),
        }
    }

    fn coefficient(&self, levels: &[f64]) -> Option<f64> {
        self.coefficient_of(&self.components, levels)
    }

    fn levels(&self, of: impl Fn(usize, u32) -> f64) -> Vec<f64> {
        let facets = self.solved.facets.iter().zip(&self.most).enumerate();
        facets.map(|(at, (facet, most))| most.map_or(facet.size, |most| of(at, most))).collect()
    }

    fn cost(&self, levels: &[f64]) -> f64 {
        let costs = &self.options.costs;
        let sizes = Sizes { levels: levels.to_vec(), fixed: self.fixed };
        let all: Set = (1 << levels.len()) - 2;
        let ratings = self.solved.divisor(all, &sizes);
        if costs.is_empty() {
            return ratings;
        }
        let mut cost = costs.get("rating").map_or(0.0, |each| each * ratings);
        for (at, facet) in self.solved.facets.iter().enumerate().skip(1) {
            let Some(each) = costs.get(&facet.name) else { continue };
            cost += each * self.solved.divisor((self.solved.within[at] | 1 << at) & all, &sizes);
        }
        cost
    }

    /// Every design that reaches the target and could not do with less of anything, cheapest first.
    fn candidates(&self) -> Vec<Candidate> {
        let least = self.options.target * (1.0 - SAME);
        let reaches = |levels: &[f64]| self.coefficient(levels).filter(|value| *value >= least);
        let mut found: Vec<Candidate> = Vec::new();
        let mut levels = self.levels(|_, _| 1.0);
        loop {
            if let Some(value) = reaches(&levels) {
                let spare = (0..levels.len()).any(|at| {
                    let mut less = levels.clone();
                    less[at] -= 1.0;
                    self.most[at].is_some() && less[at] >= 1.0 && reaches(&less).is_some()
                });
                if !spare {
                    found.push(Candidate { cost: self.cost(&levels), levels: levels.clone(), value });
                }
            }
            let free = |at: &usize| self.most[*at].is_some_and(|most| levels[*at] < f64::from(most));
            // The last facet turns fastest.
            let Some(next) = (1..levels.len()).rev().find(free) else { break };
            levels[next] += 1.0;
            (next + 1..levels.len()).filter(|at| self.most[*at].is_some()).for_each(|at| levels[at] = 1.0);
        }
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(b.value.total_cmp(&a.value)));
        found
    }

    fn sizes(&self, levels: &[f64]) -> ByName<f64> {
        let mut sizes = ByName::new();
        for (facet, levels) in self.solved.facets.iter().zip(levels).skip(1) {
            sizes.insert(facet.name.as_str(), *levels);
        }
        sizes
    }

    /// A design in words.
    fn words(&self, levels: &[f64]) -> Vec<Message> {
        let facets = self.solved.facets.iter().zip(levels).skip(1);
        let word = |(facet, levels): (&StudyFacet, &f64)| {
            let decimals = if levels.fract() == 0.0 { 0 } else { 1 };
            let word = Message::new("generalizability.size").number("n", *levels, decimals);
            word.text("facet", facet.name.as_str())
        };
        facets.map(word).collect()
    }

    /// The effect that makes most of the error, and its part of it.
    fn limit(&self, levels: &[f64]) -> Option<(String, f64)> {
        let sizes = Sizes { levels: levels.to_vec(), fixed: self.fixed };
        let relative = self.options.coefficient == PlanCoefficient::Generalizability;
        let (mut most, mut total) = (None, 0.0);
        for (at, variance) in self.components.iter().enumerate() {
            let Some((share, of_order)) = self.solved.error_of(at, &sizes) else { continue };
            if relative && !of_order {
                continue;
            }
            let error = variance * share;
            total += error;
            if error > most.map_or(0.0, |(_, error)| error) {
                most = Some((at, error));
            }
        }
        let (at, error) = most?;
        Some((self.solved.components[at].effect.clone(), error / total))
    }

    fn fill(&self, plan: &mut Plan) {
        let largest = self.levels(|_, most| f64::from(most));
        let Some(best) = self.coefficient(&largest) else {
            plan.reason = Some(Reason::ZeroBetweenVariance);
            return;
        };
        let candidates = self.candidates();
        let limit = self.limit(&largest);
        plan.best = Some(best);
        plan.limit = limit.as_ref().map(|(effect, _)| effect.clone());
        plan.reached = Some(!candidates.is_empty());
        plan.reason = candidates.is_empty().then_some(Reason::OutOfReach).or(self.no_replicates);
        let replicates = if candidates.is_empty() || self.no_replicates.is_some() {
            Vec::new()
        } else {
            self.solved.replicates(self.options.seed, self.options.replicates)
        };
        let least = candidates.first().map_or(0.0, |first| first.cost);
        let cheapest = |candidate: &Candidate| candidate.cost <= least * (1.0 + SAME);
        let ties = candidates.iter().filter(|candidate| cheapest(candidate)).count();
        for candidate in candidates.iter().take((self.options.designs as usize).max(ties.min(MOST_TIES))) {
            let coefficients = replicates
                .iter()
                .filter_map(|(components, _)| self.coefficient_of(components, &candidate.levels));
            let interval = interval(coefficients.collect(), self.options.confidence);
            let all: Set = (1 << candidate.levels.len()) - 2;
            let sizes = Sizes { levels: candidate.levels.clone(), fixed: self.fixed };
            plan.designs.push(Planned {
                sizes: self.sizes(&candidate.levels),
                ratings: self.solved.divisor(all, &sizes),
                cost: candidate.cost,
                cheapest: cheapest(candidate),
                coefficient: Projection { value: candidate.value, interval },
            });
        }
        let target = |id: &'static str| Message::new(id).number("target", self.options.target, 2);
        plan.message = Some(match (candidates.first(), limit) {
            (Some(first), _) => {
                let id = if ties > 1 { "generalizability.tied" } else { "generalizability.reached" };
                let said =
                    target(id).list("design", self.words(&first.levels)).number("value", first.value, 2);
                said.number("cost", first.cost, if first.cost.fract() == 0.0 { 0 } else { 2 })
                    .count("n", ties as u64)
            }
            (None, _) if best <= 0.0 => target("generalizability.alike"),
            (None, limit) => {
                let (effect, share) = limit.unwrap_or_default();
                let said = target("generalizability.out_of_reach").list("design", self.words(&largest));
                said.number("value", best, 2).text("effect", effect).number("percent", 100.0 * share, 0)
            }
        });
    }
}

impl Study {
    fn plan(&self, options: &PlanOptions) -> Result<Plan> {
        let mut plan = Plan {
            role: self.role.clone(),
            occasion: self.occasion.clone(),
            construct: self.construct.clone(),
            reached: None,
            designs: Vec::new(),
            best: None,
            limit: None,
            message: None,
            reason: None,
            cautions: self.decision_cautions(),
        };
        let solved = self.planned(options.design.as_deref())?;
        plan.reason = solved.as_ref().err().copied();
        if let Ok(solved) = solved {
            let search = Search::new(&solved, options, self.no_replicates());
            if search.size() > MOST_DESIGNS {
                return Err(too_many("most", search.size(), MOST_DESIGNS).into());
            }
            search.fill(&mut plan);
        }
        Ok(plan)
    }
}

impl Generalizability {
    /// The cheapest designs that reach a coefficient, for each study.
    ///
    /// # Errors
    /// `invalid_option`, also where more than 1,000,000 designs would have to be looked at; `not_in_data` for a facet that no
    /// study has.
    pub fn plan<'w>(&self, options: impl Into<Watched<'w, PlanOptions>>) -> Result<Plans> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let most = options.most.iter().map(|(facet, _)| (format!("most.{facet}"), facet));
            let costs = options.costs.iter().filter(|(facet, _)| *facet != "rating");
            let costs = costs.map(|(facet, _)| (format!("costs.{facet}"), facet));
            let fixed = options.fixed.iter().map(|facet| ("fixed".to_owned(), facet.as_str()));
            self.check_names(most.chain(costs).chain(fixed))?;
            self.check_design(options.design.as_deref())?;
            let mut plans = Vec::new();
            for (at, study) in self.studies.iter().enumerate() {
                ask(watch, at as u64, Some(self.studies.len() as u64))?;
                plans.push(study.plan(&options)?);
            }
            Ok(Plans { options, generator: Random::GENERATOR, plans })
        })
    }
}
