//! Options of a composite, and the check of all of them at once.

use collabpro_derive::{Read, options, words};
use serde::Serialize;

use super::Indicators;
use crate::base::by_name::ByName;
use crate::base::document::problem;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::message::Message;
use crate::base::options;
use crate::rating_table::Label;

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
pub enum AggregationMethod {
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

impl AggregationMethod {
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
#[options(from_json = none)]
#[cfg_attr(feature = "schema", schemars(rename = "SensitivityOptions"))]
pub struct Sensitivity {
    /// Monte Carlo replicates.
    #[option(default = 2000, range = 200..=99_999)]
    pub(super) replicates: u32,
    /// Seed of the generator.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// How much the intervals hold.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(super) confidence: f64,
    /// What is drawn anew; without it all that can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) vary: Option<Vec<Factor>>,
    /// How close the drawn weights, of a Dirichlet distribution, stay to the given ones: higher is closer. Without it the
    /// number of indicators.
    #[option(range = 0.1..=1_000_000.0)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) concentration: Option<f64>,
    /// What the aggregation is drawn from; none, or 2 and more.
    pub(super) aggregations: Vec<AggregationMethod>,
    /// What the normalisation is drawn from; none, or 2 and more.
    pub(super) normalisations: Vec<Normalisation>,
    /// Sobol indices too: which factor moves the order.
    pub(super) indices: bool,
}

impl Sensitivity {
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
        Factor::ALL.iter().copied().filter(asked).collect()
    }
}

/// Options of a composite.
#[options(from_json = none, watch)]
#[cfg_attr(feature = "schema", schemars(rename = "CompositeSettings"))]
pub struct CompositeOptions {
    /// Ids of what goes into it, in this order; none: all.
    pub(super) indicators: Vec<String>,
    /// How much each indicator counts, 0 or more; 1 where nothing is said. Only their ratios matter.
    #[option(setter = none)]
    pub(super) weights: ByName<f64>,
    /// How indicators are brought together.
    pub(super) normalisation: Normalisation,
    /// The ends of what an indicator can be, for `min_max` and to reverse; for scores 0 to 1.
    #[option(setter = none)]
    pub(super) bounds: ByName<Bounds>,
    /// The declared scale of an indicator of a table of columns, lowest first: 2 to 253, all numbers (rising) or all texts; texts that
    /// are no rising numbers count by their positions.
    #[option(setter = none)]
    #[serde(skip_serializing_if = "ByName::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = {})))]
    pub(super) categories: ByName<Vec<Label>>,
    /// Ids of indicators of which lower is better.
    pub(super) reversed: Vec<String>,
    /// How far high makes up for low.
    pub(super) aggregation: AggregationMethod,
    /// Share of the weight that must be there; the rest then counts for it.
    #[option(default = 1.0, range = 0.0..=1.0)]
    pub(super) coverage: f64,
    /// Id of the occasion whose scores; may be left out where there is only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) occasion: Option<String>,
    /// Id of the informant group that sees it; without it everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<String>,
    /// How the order hangs on these choices.
    #[option(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sensitivity: Option<Sensitivity>,
}

impl CompositeOptions {
    /// Reads options from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`. What depends on the indicators is checked with them.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }

    /// How much an indicator counts.
    #[must_use]
    pub fn weight(mut self, indicator: impl Into<String>, weight: f64) -> Self {
        self.weights.insert(indicator, weight);
        self
    }

    /// The ends of what an indicator can be.
    #[must_use]
    pub fn bounds(mut self, indicator: impl Into<String>, lower: f64, upper: f64) -> Self {
        self.bounds.insert(indicator, Bounds { lower, upper });
        self
    }

    /// The declared scale of an indicator, lowest first; texts that are numbers and rise have these as their values.
    #[must_use]
    pub fn labels(
        mut self,
        indicator: impl Into<String>,
        categories: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let categories = categories.into_iter().map(|label| Label::Text(label.into())).collect();
        self.categories.insert(indicator, categories);
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
        let mut problems = self.problems();
        let chosen = self.chosen(of);
        for (id, weight) in self.weights.iter() {
            if !(0.0..=MOST).contains(weight) {
                problems.append(&options::outside(&format!("weights.{id}"), weight, 0, MOST));
            }
        }
        if !chosen.iter().any(|id| self.weight_of(id) > 0.0) {
            problems.push(options::refused("weights", Message::new("option.weightless")));
        }
        for (id, bounds) in self.bounds.iter() {
            // Equal ends are no fault of the options: such an indicator is undefined, and says so.
            if !(bounds.lower <= bounds.upper && (bounds.upper - bounds.lower).is_finite()) {
                let what = Message::new("option.bounds").text("lower", bounds.lower.to_string());
                problems.push(options::refused(
                    format!("bounds.{id}"),
                    what.text("upper", bounds.upper.to_string()),
                ));
            }
        }
        for (at, id) in self.indicators.iter().enumerate() {
            if self.indicators[..at].contains(id) {
                problems.push(options::unfit(format!("indicators[{at}]"), "option.twice", id));
            }
        }
        let z_and_positive = |normalisation: Normalisation, aggregation: AggregationMethod| {
            normalisation == Normalisation::ZScore && aggregation.needs_positive()
        };
        if z_and_positive(self.normalisation, self.aggregation) {
            problems.push(options::unfit("aggregation", "option.z_scores", self.aggregation.id()));
        }
        if let Some(asked) = &self.sensitivity {
            self.check_sensitivity(asked, of, &chosen, &mut problems);
            let every = |own, more: &[Normalisation]| [&[own], more].concat();
            let mut combined: Vec<_> = every(self.normalisation, &asked.normalisations).into_iter().collect();
            combined.retain(|normalisation| *normalisation == Normalisation::ZScore);
            let mut drawn = asked.aggregations.iter().chain([&self.aggregation]);
            let clash = drawn.find(|one| !combined.is_empty() && one.needs_positive());
            if let Some(clash) = clash.filter(|_| !z_and_positive(self.normalisation, self.aggregation)) {
                problems.push(options::unfit("sensitivity.aggregations", "option.z_scores", clash.id()));
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
        problems: &mut Problems,
    ) {
        if of.units.len() > MOST_UNITS {
            let what = Message::new("option.too_many_units").count("n", of.units.len() as u64);
            problems.push(options::refused("sensitivity", what.count("most", MOST_UNITS as u64)));
        }
        let used = chosen.iter().filter(|id| self.weight_of(id) > 0.0).count();
        for (at, factor) in asked.vary.iter().flatten().enumerate() {
            if !asked.can_vary(*factor, used, of.error.is_known()) {
                problems.push(options::unfit(
                    format!("sensitivity.vary[{at}]"),
                    "option.cannot_vary",
                    factor.id(),
                ));
            }
        }
        if asked.varied(used, of.error.is_known()).is_empty() {
            problems.push(options::refused("sensitivity.vary", Message::new("option.nothing_varies")));
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
        self.categories.iter().for_each(|(id, _)| named.push((format!("categories.{id}"), id)));
        for (path, id) in named {
            if !of.indicators.iter().any(|known| known == id) {
                problems.push(problem(ErrorCode::NotInData, path, id));
            } else if path.starts_with("categories.") && !of.declared.contains(&id.to_owned()) {
                problems.push(options::unfit(path, "option.columns_only", id));
            }
        }
        let more = self.sensitivity.iter().flat_map(|asked| &asked.normalisations);
        let all: Vec<_> = more.chain([&self.normalisation]).copied().collect();
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
