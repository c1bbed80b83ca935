//! Options of a composite, and the check of all of them at once.

use collabpro_derive::{Read, words};
use serde::Serialize;

use super::Indicators;
use crate::base::by_name::ByName;
use crate::base::document::problem;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::reads_options;
use crate::base::list::List;
use crate::base::options;

/// How indicators of different units of measurement are brought together.
#[words]
#[derive(Default)]
pub enum Normalisation {
    /// As they are: for shares, and whatever is on one scale already.
    #[default]
    None,
    /// 0 at the lower declared bound, 1 at the upper; what lies beyond counts as the bound.
    MinMax,
    /// Distance from the mean of the units, in their standard deviations (with n - 1).
    ZScore,
    /// Place among the units: 1 the lowest; equal values share the mean of their places.
    Rank,
}

/// How components become one number: how far a high one makes up for a low one.
#[words]
#[derive(Default)]
#[cfg_attr(feature = "schema", schemars(rename = "AggregationMethod"))]
pub enum Aggregation {
    /// Weighted mean: fully.
    #[default]
    Arithmetic,
    /// Weighted geometric mean: partly; 0 in one component is 0 in all.
    Geometric,
    /// Weighted harmonic mean: less.
    Harmonic,
    /// The lowest component: not at all. Weights other than 0 do not count.
    Minimum,
}

impl Aggregation {
    /// Whether it is defined for components from 0 on only.
    fn needs_positive(self) -> bool {
        matches!(self, Self::Geometric | Self::Harmonic)
    }
}

/// A choice that could have been made otherwise.
#[words]
pub enum Factor {
    /// The weights: a Dirichlet distribution around those that were given.
    Weights,
    /// The aggregation: each of `aggregations` alike.
    Aggregation,
    /// All indicators, or all but one, each case alike.
    LeftOut,
    /// Who rated: replicates of the people, or the standard errors of the indicators.
    RatingError,
    /// The normalisation: each of `normalisations` alike.
    Normalisation,
}

/// The ends of what an indicator can be, declared and not taken from the data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// How the order of the units hangs on choices that could have been made otherwise.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `replicates` | 2000 | 200 to 99,999 | Monte Carlo draws |
/// | `seed` | 1 | 0 to 2⁵³ - 1 | of the generator |
/// | `confidence` | 0.95 | 0.8 to 0.999 | of the intervals |
/// | `vary` | all that can | factors | what is drawn anew |
/// | `concentration` | number of indicators | 0.1 to 1,000,000 | of the Dirichlet weights; higher is closer to the given ones |
/// | `aggregations` | none | 2 or more | what `aggregation` is drawn from |
/// | `normalisations` | none | 2 or more | what `normalisation` is drawn from |
/// | `indices` | false | | Sobol indices: which factor moves the order |
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SensitivityOptions"))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Sensitivity {
    pub(super) replicates: u32,
    pub(super) seed: u64,
    pub(super) confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) vary: Option<Vec<Factor>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) concentration: Option<f64>,
    pub(super) aggregations: Vec<Aggregation>,
    pub(super) normalisations: Vec<Normalisation>,
    pub(super) indices: bool,
}

reads_options!(Sensitivity: replicates, seed, confidence, vary, concentration, aggregations, normalisations, indices);

impl Default for Sensitivity {
    fn default() -> Self {
        Self {
            replicates: 2000,
            seed: 1,
            confidence: 0.95,
            vary: None,
            concentration: None,
            aggregations: Vec::new(),
            normalisations: Vec::new(),
            indices: false,
        }
    }
}

impl Sensitivity {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Monte Carlo draws.
    #[must_use]
    pub fn replicates(mut self, replicates: u32) -> Self {
        self.replicates = replicates;
        self
    }

    /// Seed of the generator.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How much the intervals hold.
    #[must_use]
    pub fn confidence(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }

    /// What is drawn anew.
    #[must_use]
    pub fn vary(mut self, factors: impl IntoIterator<Item = Factor>) -> Self {
        self.vary = Some(factors.into_iter().list());
        self
    }

    /// How close the drawn weights stay to the given ones.
    #[must_use]
    pub fn concentration(mut self, concentration: f64) -> Self {
        self.concentration = Some(concentration);
        self
    }

    /// What the aggregation is drawn from.
    #[must_use]
    pub fn aggregations(mut self, from: impl IntoIterator<Item = Aggregation>) -> Self {
        self.aggregations = from.into_iter().list();
        self
    }

    /// What the normalisation is drawn from.
    #[must_use]
    pub fn normalisations(mut self, from: impl IntoIterator<Item = Normalisation>) -> Self {
        self.normalisations = from.into_iter().list();
        self
    }

    /// Sobol indices too.
    #[must_use]
    pub fn indices(mut self) -> Self {
        self.indices = true;
        self
    }

    /// Whether there is something to draw a factor from.
    fn can_vary(&self, factor: Factor, used: usize, known_error: bool) -> bool {
        match factor {
            Factor::Weights | Factor::LeftOut => used > 1,
            Factor::Aggregation => self.aggregations.len() > 1,
            Factor::RatingError => known_error,
            Factor::Normalisation => self.normalisations.len() > 1,
        }
    }

    /// What varies.
    pub(super) fn varied(&self, used: usize, known_error: bool) -> Vec<Factor> {
        let asked = |factor: &Factor| match &self.vary {
            Some(vary) => vary.contains(factor),
            None => self.can_vary(*factor, used, known_error),
        };
        Factor::ALL.iter().copied().filter(asked).list()
    }
}

/// Options of a composite.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `indicators` | all | their ids | what goes into it, in this order |
/// | `weights` | 1 each | 0 or more, by indicator | how much each counts; only their ratios matter |
/// | `normalisation` | `none` | `min_max`, `z_score`, `rank` | how indicators are brought together |
/// | `bounds` | none; 0 to 1 for scores | `lower` to `upper`, by indicator | ends for `min_max` and to reverse |
/// | `reversed` | none | ids | where lower is better |
/// | `aggregation` | `arithmetic` | `geometric`, `harmonic`, `minimum` | how far high makes up for low |
/// | `coverage` | 1 | 0 to 1 | share of the weight that must be there; the rest then counts for it |
/// | `occasion` | the only one | of scores | whose scores |
/// | `role` | everyone | of scores | as which informant group sees it |
/// | `sensitivity` | none | [`Sensitivity`] | how the order hangs on these choices |
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "CompositeSettings"))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CompositeOptions {
    pub(super) indicators: Vec<String>,
    pub(super) weights: ByName<f64>,
    pub(super) normalisation: Normalisation,
    pub(super) bounds: ByName<Bounds>,
    pub(super) reversed: Vec<String>,
    pub(super) aggregation: Aggregation,
    pub(super) coverage: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) occasion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sensitivity: Option<Sensitivity>,
}

reads_options!(CompositeOptions: indicators, weights, normalisation, bounds, reversed, aggregation, coverage, occasion, role, sensitivity);

impl Default for CompositeOptions {
    fn default() -> Self {
        Self {
            indicators: Vec::new(),
            weights: ByName::new(),
            normalisation: Normalisation::None,
            bounds: ByName::new(),
            reversed: Vec::new(),
            aggregation: Aggregation::Arithmetic,
            coverage: 1.0,
            occasion: None,
            role: None,
            sensitivity: None,
        }
    }
}

impl CompositeOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`. What depends on the indicators is checked with them.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }

    /// What goes into it.
    #[must_use]
    pub fn indicators(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.indicators = ids.into_iter().map(Into::into).list();
        self
    }

    /// How much an indicator counts.
    #[must_use]
    pub fn weight(mut self, indicator: impl Into<String>, weight: f64) -> Self {
        self.weights.insert(indicator, weight);
        self
    }

    /// How indicators are brought together.
    #[must_use]
    pub fn normalisation(mut self, normalisation: Normalisation) -> Self {
        self.normalisation = normalisation;
        self
    }

    /// The ends of what an indicator can be.
    #[must_use]
    pub fn bounds(mut self, indicator: impl Into<String>, lower: f64, upper: f64) -> Self {
        self.bounds.insert(indicator, Bounds { lower, upper });
        self
    }

    /// Where lower is better.
    #[must_use]
    pub fn reversed(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.reversed = ids.into_iter().map(Into::into).list();
        self
    }

    /// How far high makes up for low.
    #[must_use]
    pub fn aggregation(mut self, aggregation: Aggregation) -> Self {
        self.aggregation = aggregation;
        self
    }

    /// Share of the weight that must be there.
    #[must_use]
    pub fn coverage(mut self, share: f64) -> Self {
        self.coverage = share;
        self
    }

    /// Whose scores: the occasion.
    #[must_use]
    pub fn occasion(mut self, id: impl Into<String>) -> Self {
        self.occasion = Some(id.into());
        self
    }

    /// As which informant group sees it.
    #[must_use]
    pub fn role(mut self, id: impl Into<String>) -> Self {
        self.role = Some(id.into());
        self
    }

    /// How the order hangs on these choices.
    #[must_use]
    pub fn sensitivity(mut self, sensitivity: Sensitivity) -> Self {
        self.sensitivity = Some(sensitivity);
        self
    }

    /// Ids of the indicators that go in.
    pub(super) fn chosen(&self, of: &Indicators) -> Vec<String> {
        if self.indicators.is_empty() { of.indicators.clone() } else { self.indicators.clone() }
    }

    pub(super) fn weight_of(&self, id: &str) -> f64 {
        self.weights.get(id).copied().unwrap_or(1.0)
    }

    /// Everything that is wrong with these options for these indicators.
    pub(super) fn check(&self, of: &Indicators) -> Result<()> {
        let mut problems = Problems::default();
        let mut wrong = |path: &str, what: &str| {
            problems.push(problem(ErrorCode::InvalidOption, path, what));
        };
        let chosen = self.chosen(of);
        for (id, weight) in self.weights.iter() {
            if !(0.0..=MOST).contains(weight) {
                wrong(&format!("weights.{id}"), &weight.to_string());
            }
        }
        if !chosen.iter().any(|id| self.weight_of(id) > 0.0) {
            wrong("weights", "0");
        }
        for (id, bounds) in self.bounds.iter() {
            // Equal ends are no fault of the options: such an indicator is undefined, and says so.
            if !(bounds.lower <= bounds.upper && (bounds.upper - bounds.lower).is_finite()) {
                wrong(&format!("bounds.{id}"), &format!("{} > {}", bounds.lower, bounds.upper));
            }
        }
        for (at, id) in self.indicators.iter().enumerate() {
            if self.indicators[..at].contains(id) {
                wrong(&format!("indicators[{at}]"), id);
            }
        }
        if !(0.0..=1.0).contains(&self.coverage) {
            wrong("coverage", &self.coverage.to_string());
        }
        let z_and_positive = |normalisation: Normalisation, aggregation: Aggregation| {
            normalisation == Normalisation::ZScore && aggregation.needs_positive()
        };
        if z_and_positive(self.normalisation, self.aggregation) {
            wrong("aggregation", "z_score");
        }
        if let Some(asked) = &self.sensitivity {
            self.check_sensitivity(asked, of, &chosen, &mut wrong);
            let every = |own, more: &[Normalisation]| [&[own], more].concat();
            let mut combined = every(self.normalisation, &asked.normalisations).into_iter().list();
            combined.retain(|normalisation| *normalisation == Normalisation::ZScore);
            let drawn = asked.aggregations.iter().chain([&self.aggregation]);
            let clash = !combined.is_empty() && drawn.copied().any(Aggregation::needs_positive);
            if clash && !z_and_positive(self.normalisation, self.aggregation) {
                wrong("sensitivity.aggregations", "z_score");
            }
        }
        self.check_names(of, &chosen, &mut problems);
        problems.finish(())
    }

    fn check_sensitivity(
        &self,
        asked: &Sensitivity,
        of: &Indicators,
        chosen: &[String],
        wrong: &mut dyn FnMut(&str, &str),
    ) {
        if !(200..=99_999).contains(&asked.replicates) {
            wrong("sensitivity.replicates", &asked.replicates.to_string());
        }
        if asked.seed >= 1 << 53 {
            wrong("sensitivity.seed", &asked.seed.to_string());
        }
        if !(0.8..=0.999).contains(&asked.confidence) {
            wrong("sensitivity.confidence", &asked.confidence.to_string());
        }
        if let Some(concentration) = asked.concentration.filter(|given| !(0.1..=1e6).contains(given)) {
            wrong("sensitivity.concentration", &concentration.to_string());
        }
        if of.units.len() > MOST_UNITS {
            wrong("sensitivity", &of.units.len().to_string());
        }
        let used = chosen.iter().filter(|id| self.weight_of(id) > 0.0).count();
        for (at, factor) in asked.vary.iter().flatten().enumerate() {
            if !asked.can_vary(*factor, used, of.error.is_known()) {
                wrong(&format!("sensitivity.vary[{at}]"), factor.id());
            }
        }
        if asked.varied(used, of.error.is_known()).is_empty() {
            wrong("sensitivity.vary", "[]");
        }
    }

    /// Names that are not among the indicators, and bounds that are needed and not there.
    fn check_names(&self, of: &Indicators, chosen: &[String], problems: &mut Problems) {
        let listed = [("indicators", &self.indicators), ("reversed", &self.reversed)];
        let mut named = Vec::new();
        for (option, ids) in listed {
            ids.iter().enumerate().for_each(|(at, id)| named.push((format!("{option}[{at}]"), id.as_str())));
        }
        self.weights.iter().for_each(|(id, _)| named.push((format!("weights.{id}"), id)));
        self.bounds.iter().for_each(|(id, _)| named.push((format!("bounds.{id}"), id)));
        for (path, id) in named {
            if !of.indicators.iter().any(|known| known == id) {
                problems.push(problem(ErrorCode::NotInData, path, id));
            }
        }
        let more = self.sensitivity.iter().flat_map(|asked| &asked.normalisations);
        let all = more.chain([&self.normalisation]).copied().list();
        for id in chosen {
            let needed = all.contains(&Normalisation::MinMax)
                || (all.contains(&Normalisation::None) && self.reversed.contains(id));
            if needed && self.bounds.get(id).is_none() {
                let place = Place::path(format!("bounds.{id}"));
                problems.push(Problem::new(ErrorCode::BoundsMissing, place).with("what", id));
            }
        }
    }
}

/// The largest weight.
const MOST: f64 = 1e6;

/// Units whose order may be drawn: each gets a probability for each place.
const MOST_UNITS: usize = 1000;
