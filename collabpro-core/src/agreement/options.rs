//! What is asked of a study of agreement.

use serde::Serialize;

use super::weights::Weights;
use crate::base::error::Result;
use crate::base::json_read::{reads_options, reads_words};
use crate::base::list::List;
use crate::base::options;

/// A coefficient of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Coefficient {
    /// How much two raters of a unit agree on average; chance is not taken off.
    Percent,
    /// Cohen's kappa, of two raters.
    Cohen,
    /// Light's kappa: the mean of Cohen's over the pairs of raters.
    Light,
    /// Fleiss's kappa: chance from the marks of all raters together.
    Fleiss,
    /// Conger's kappa: chance from the marks of each rater.
    Conger,
    /// Brennan and Prediger's kappa: chance from the number of categories.
    BrennanPrediger,
    /// Gwet's AC1 (identity weights) and AC2 (other weights): chance from marks at random on hard units only.
    Ac,
    /// Krippendorff's alpha.
    Krippendorff,
}

reads_words!(Coefficient: Percent = "percent", Cohen = "cohen", Light = "light", Fleiss = "fleiss", Conger = "conger",
    BrennanPrediger = "brennan_prediger", Ac = "ac", Krippendorff = "krippendorff");

impl Coefficient {
    pub(super) const ALL: [Self; 8] = [
        Self::Percent,
        Self::Cohen,
        Self::Light,
        Self::Fleiss,
        Self::Conger,
        Self::BrennanPrediger,
        Self::Ac,
        Self::Krippendorff,
    ];

    /// The word for it on the wire.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Cohen => "cohen",
            Self::Light => "light",
            Self::Fleiss => "fleiss",
            Self::Conger => "conger",
            Self::BrennanPrediger => "brennan_prediger",
            Self::Ac => "ac",
            Self::Krippendorff => "krippendorff",
        }
    }

    /// What it is called with these weights or this metric: `ac1`, `ac2/linear`, `krippendorff/ordinal`.
    pub(super) fn with(self, of: &str) -> String {
        match self {
            Self::Ac if of == Weights::Identity.id() => "ac1".to_owned(),
            Self::Ac => format!("ac2/{of}"),
            _ => format!("{}/{of}", self.id()),
        }
    }

    /// Whether units with one mark are no part of it at all.
    const fn is_of_pairs(self) -> bool {
        matches!(self, Self::Cohen | Self::Light | Self::Krippendorff)
    }

    /// Whether chance agreement is known before any mark is.
    const fn has_fixed_chance(self) -> bool {
        matches!(self, Self::Percent | Self::BrennanPrediger)
    }

    /// Whether it asks who gave a mark.
    pub(super) const fn asks_who(self) -> bool {
        matches!(self, Self::Cohen | Self::Light | Self::Conger)
    }
}

/// How far apart two marks are for Krippendorff's alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// 1 unless they are the same.
    Nominal,
    /// By the marks that lie between them.
    Ordinal,
    /// By the difference of their values.
    Interval,
    /// By their difference relative to their sum; for values of 0 and more.
    Ratio,
}

reads_words!(Metric: Nominal = "nominal", Ordinal = "ordinal", Interval = "interval", Ratio = "ratio");

impl Metric {
    pub(super) const ALL: [Self; 4] = [Self::Nominal, Self::Ordinal, Self::Interval, Self::Ratio];

    /// The word for it on the wire.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }

    pub(super) fn distance(self, a: f64, b: f64) -> f64 {
        match self {
            _ if a == b => 0.0,
            Self::Nominal => 1.0,
            Self::Ordinal | Self::Interval => (a - b) * (a - b),
            Self::Ratio => (a - b) / (a + b) * ((a - b) / (a + b)),
        }
    }
}

/// What the numbers of a matrix of weights say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CustomAs {
    /// How much two categories agree: 0 to 1, 1 for the same.
    #[default]
    Agreement,
    /// How far two categories are apart: 0 for the same; the largest becomes no agreement.
    Disagreement,
}

reads_words!(CustomAs: Agreement = "agreement", Disagreement = "disagreement");

/// Which standard error is given where units have one mark. Without such units the two are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorsBy {
    /// The published one, which takes the share of units with two marks and more as if it could have been another.
    #[default]
    Published,
    /// By the derivative of the coefficient: what each unit does to it.
    Derivative,
}

reads_words!(ErrorsBy: Published = "published", Derivative = "derivative");

/// What is drawn at random, so that other samples can be imagined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// Units, each by itself.
    Units,
    /// Groups of units (schools), each with all its units.
    Groups,
}

reads_words!(Over: Units = "units", Groups = "groups");

impl Over {
    /// The word for it on the wire.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Groups => "groups",
        }
    }
}

/// Options of a study of agreement.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `coefficients` | all eight | `percent`, `cohen`, `light`, `fleiss`, `conger`, `brennan_prediger`, `ac`, `krippendorff` | which to compute |
/// | `weights` | `identity`, `ordinal` | words of [`Weights`] | how much different categories still agree, for all but `krippendorff` |
/// | `metrics` | all four | `nominal`, `ordinal`, `interval`, `ratio` | distances for `krippendorff` |
/// | `custom` | none | as many rows and columns as categories | a matrix for the weights `custom` |
/// | `customAs` | `agreement` | `disagreement` | what its numbers say |
/// | `over` | groups where there are some, else units | `units`, `groups` | what standard errors and the bootstrap draw |
/// | `errors` | `published` | `derivative` | standard errors where units have one mark; see *Missing marks* |
/// | `population` | unlimited | 1 to 2⁵³ - 1, no fewer than are here | how many units (or groups) there are in all, if these are drawn from a known number |
/// | `replicates` | 0 | 0, or 200 to 99,999 | replicates of the bootstrap |
/// | `seed` | 1 | 0 to 2⁵³ - 1 | of its generator |
/// | `confidence` | 0.95 | 0.8 to 0.999 | of the intervals |
/// | `differences` | none | pairs of ids such as `ac1` | differences of two coefficients by the paired bootstrap |
/// | `pairs` | false | | Cohen's kappa of every two raters as well |
/// | `byRater` | false | | each rater with the others, and coefficients without each rater |
///
/// The rungs of a rubric have an order and no known distances, so that the default weights are `identity`, for which a
/// near miss is a miss, and `ordinal`, which uses ranks only.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct AgreementOptions {
    pub(super) coefficients: Vec<Coefficient>,
    pub(super) weights: Vec<Weights>,
    pub(super) metrics: Vec<Metric>,
    pub(super) custom: Vec<Vec<f64>>,
    pub(super) custom_as: CustomAs,
    pub(super) over: Option<Over>,
    pub(super) errors: ErrorsBy,
    pub(super) population: Option<u64>,
    pub(super) replicates: u32,
    pub(super) seed: u64,
    pub(super) confidence: f64,
    pub(super) differences: Vec<Vec<String>>,
    pub(super) pairs: bool,
    pub(super) by_rater: bool,
}

reads_options!(AgreementOptions: coefficients, weights, metrics, custom, custom_as = "customAs", over, errors,
    population, replicates, seed, confidence, differences, pairs, by_rater = "byRater");

impl Default for AgreementOptions {
    fn default() -> Self {
        Self {
            coefficients: Coefficient::ALL.into(),
            weights: vec![Weights::Identity, Weights::Ordinal],
            metrics: Metric::ALL.into(),
            custom: Vec::new(),
            custom_as: CustomAs::Agreement,
            over: None,
            errors: ErrorsBy::Published,
            population: None,
            replicates: 0,
            seed: 1,
            confidence: 0.95,
            differences: Vec::new(),
            pairs: false,
            by_rater: false,
        }
    }
}

impl AgreementOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON; `""` gives the defaults.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::agreement::AgreementOptions;
    ///
    /// let asked = AgreementOptions::from_json(r#"{"replicates": 1000, "seed": 7}"#)?;
    /// assert_eq!(asked, AgreementOptions::new().replicates(1000).seed(7));
    /// assert_eq!(AgreementOptions::from_json(r#"{"replicates": 10}"#).unwrap_err().path(), "replicates");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse::<Self>(text)?.check()
    }

    /// Which coefficients to compute.
    #[must_use]
    pub fn coefficients(mut self, coefficients: impl IntoIterator<Item = Coefficient>) -> Self {
        self.coefficients = coefficients.into_iter().list();
        self
    }

    /// How much different categories still agree.
    #[must_use]
    pub fn weights(mut self, weights: impl IntoIterator<Item = Weights>) -> Self {
        self.weights = weights.into_iter().list();
        self
    }

    /// Distances for Krippendorff's alpha.
    #[must_use]
    pub fn metrics(mut self, metrics: impl IntoIterator<Item = Metric>) -> Self {
        self.metrics = metrics.into_iter().list();
        self
    }

    /// A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    #[must_use]
    pub fn custom(mut self, rows: Vec<Vec<f64>>, custom_as: CustomAs) -> Self {
        (self.custom, self.custom_as) = (rows, custom_as);
        self
    }

    /// What is drawn.
    #[must_use]
    pub fn over(mut self, over: Over) -> Self {
        self.over = Some(over);
        self
    }

    /// Which standard error is given where units have one mark.
    #[must_use]
    pub fn errors(mut self, errors: ErrorsBy) -> Self {
        self.errors = errors;
        self
    }

    /// How many units (or groups) there are in all. Standard errors are smaller then by `sqrt(1 - here / in all)`; the
    /// bootstrap does not know of it.
    #[must_use]
    pub fn population(mut self, population: u64) -> Self {
        self.population = Some(population);
        self
    }

    /// Replicates of the bootstrap; 0 for none.
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

    /// How often the intervals cover.
    #[must_use]
    pub fn confidence(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }

    /// Asks for the difference of two coefficients, named as `ac1`.
    #[must_use]
    pub fn difference(mut self, first: impl Into<String>, second: impl Into<String>) -> Self {
        self.differences.push(vec![first.into(), second.into()]);
        self
    }

    /// Cohen's kappa of every two raters as well.
    #[must_use]
    pub fn pairs(mut self, pairs: bool) -> Self {
        self.pairs = pairs;
        self
    }

    /// Each rater with the others, and coefficients without each rater.
    #[must_use]
    pub fn by_rater(mut self, by_rater: bool) -> Self {
        self.by_rater = by_rater;
        self
    }

    /// Options within their ranges, each word once and `custom` among the weights where there is a matrix.
    pub(super) fn check(mut self) -> Result<Self> {
        options::check_redraws(self.seed, self.replicates.max(200), 200)?;
        if (1..200).contains(&self.replicates) {
            return Err(options::outside("replicates", self.replicates, 200, 99_999));
        }
        options::check_confidence(self.confidence)?;
        if let Some(population) = self.population
            && !(1..1 << 53).contains(&population)
        {
            return Err(options::outside("population", population, 1, (1_u64 << 53) - 1));
        }
        once(&mut self.coefficients);
        once(&mut self.weights);
        once(&mut self.metrics);
        if self.coefficients.is_empty() {
            return Err(options::invalid("coefficients", "[]"));
        }
        for (name, is_empty) in [("weights", self.weights.is_empty()), ("metrics", self.metrics.is_empty())] {
            if is_empty {
                return Err(options::invalid(name, "[]"));
            }
        }
        match (self.custom.is_empty(), self.weights.contains(&Weights::Custom)) {
            (true, true) => return Err(options::invalid("custom", "[]")),
            (false, false) => self.weights.push(Weights::Custom),
            _ => {}
        }
        self.check_custom()?;
        let known = self.statistics();
        for (at, pair) in self.differences.iter().enumerate() {
            let unknown = pair.iter().find(|id| !known.iter().any(|one| one.id(&self) == **id));
            if pair.len() != 2 || unknown.is_some() {
                let what = unknown.cloned().unwrap_or_else(|| pair.join(", "));
                return Err(options::invalid(&format!("differences[{at}]"), what));
            }
        }
        if !self.differences.is_empty() && self.replicates == 0 {
            return Err(options::outside("replicates", 0, 200, 99_999));
        }
        Ok(self)
    }

    fn check_custom(&self) -> Result<()> {
        let size = self.custom.len();
        for (at, row) in self.custom.iter().enumerate() {
            if row.len() != size {
                return Err(options::invalid(&format!("custom[{at}]"), row.len()));
            }
            for (column, weight) in row.iter().enumerate() {
                let fits = match self.custom_as {
                    CustomAs::Agreement if column == at => *weight == 1.0,
                    CustomAs::Agreement => (0.0..=1.0).contains(weight),
                    CustomAs::Disagreement if column == at => *weight == 0.0,
                    CustomAs::Disagreement => (0.0..=1e12).contains(weight),
                };
                if !fits {
                    return Err(options::invalid(&format!("custom[{at}][{column}]"), weight));
                }
            }
        }
        Ok(())
    }

    /// There are no fewer in all than are here.
    pub(super) fn check_population(&self, here: usize) -> Result<()> {
        match self.population {
            Some(population) if population < here as u64 => {
                Err(options::outside("population", population, here, (1_u64 << 53) - 1))
            }
            _ => Ok(()),
        }
    }

    /// Whether units with one mark are no part of a coefficient's error at all.
    pub(super) fn is_of_pairs(&self, coefficient: Coefficient) -> bool {
        let by_derivative = self.errors == ErrorsBy::Derivative;
        coefficient.is_of_pairs() || (by_derivative && coefficient.has_fixed_chance())
    }

    /// The custom matrix as agreement.
    pub(super) fn custom_agreement(&self) -> Vec<Vec<f64>> {
        let largest = self.custom.iter().flatten().copied().fold(0.0, f64::max);
        if self.custom_as == CustomAs::Agreement || largest == 0.0 {
            return self.custom.clone();
        }
        self.custom.iter().map(|row| row.iter().map(|apart| 1.0 - apart / largest).list()).list()
    }

    /// What is asked for, one after the other.
    pub(super) fn statistics(&self) -> Vec<Statistic> {
        let mut all = Vec::new();
        for coefficient in &self.coefficients {
            let kinds = if *coefficient == Coefficient::Krippendorff {
                self.metrics.len()
            } else {
                self.weights.len()
            };
            all.extend((0..kinds).map(|at| Statistic { coefficient: *coefficient, at }));
        }
        all
    }
}

/// Each item where it comes first.
fn once<T: Copy + PartialEq>(items: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::new();
    items.retain(|item| {
        let is_new = !seen.contains(item);
        seen.push(*item);
        is_new
    });
}

/// A coefficient with its weights or its metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Statistic {
    pub(super) coefficient: Coefficient,
    /// Position among the weights or, for Krippendorff's alpha, among the metrics.
    pub(super) at: usize,
}

impl Statistic {
    pub(super) fn metric(self, options: &AgreementOptions) -> Option<Metric> {
        (self.coefficient == Coefficient::Krippendorff).then(|| options.metrics[self.at])
    }

    pub(super) fn weights(self, options: &AgreementOptions) -> Option<Weights> {
        (self.coefficient != Coefficient::Krippendorff).then(|| options.weights[self.at])
    }

    /// Its name: `ac1`.
    pub(super) fn id(self, options: &AgreementOptions) -> String {
        let of = self.metric(options).map_or_else(|| options.weights[self.at].id(), Metric::id);
        self.coefficient.with(of)
    }
}
