//! What is asked of a study of agreement.

use collabpro_derive::{options, words};

use super::between;
use super::weights::Weights;
use crate::base::error::{Problems, Result, shorten};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::options;

/// A coefficient of agreement.
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Coefficient {
    /// How much two raters of a unit agree on average; chance is not taken off.
    Percent,
    /// Cohen's kappa, of two raters.
    Cohen,
    /// Light's kappa: the mean of Cohen's over the pairs of raters.
    Light,
    /// Fleiss's kappa: chance from the ratings of all raters together.
    Fleiss,
    /// Conger's kappa: chance from the ratings of each rater.
    Conger,
    /// Brennan and Prediger's kappa: chance from the number of categories.
    BrennanPrediger,
    /// Gwet's AC1 (identity weights) and AC2 (other weights): chance from ratings at random on hard units only.
    Ac,
    /// Krippendorff's alpha.
    Krippendorff,
}

impl Coefficient {
    /// What it is called with these weights or this metric: `ac1`, `ac2/linear`, `krippendorff/ordinal`.
    pub(super) fn with(self, of: &str) -> String {
        match self {
            Self::Ac if of == Weights::Identity.id() => "ac1".to_owned(),
            Self::Ac => format!("ac2/{of}"),
            _ => format!("{}/{of}", self.id()),
        }
    }

    /// Whether units with one rating are no part of it at all.
    const fn is_of_pairs(self) -> bool {
        matches!(self, Self::Cohen | Self::Light | Self::Krippendorff)
    }

    /// Whether chance agreement is known before any rating is.
    const fn has_fixed_chance(self) -> bool {
        matches!(self, Self::Percent | Self::BrennanPrediger)
    }

    /// Whether it asks who gave a rating.
    pub(super) const fn asks_who(self) -> bool {
        matches!(self, Self::Cohen | Self::Light | Self::Conger)
    }
}

/// How far apart two ratings are for Krippendorff's alpha.
///
/// Of the values `x` and `y`; `min` and `max` are the ends of the scale, or, where none was declared, the least and the
/// largest rating (Krippendorff 2019, *Content Analysis*, 4th ed., ch. 12):
///
/// | metric | how far apart | rests on |
/// | --- | --- | --- |
/// | `nominal` | 1, or 0 if they are the same | nothing |
/// | `ordinal` | `(ratings from x to y - half of those of x and of y)²` | the order |
/// | `interval` | `(x - y)²` | values |
/// | `ratio` | `((x - y) / (x + y))²` | values, none below 0 |
/// | `linear` | `abs(x - y)` | values |
/// | `circular` | `sin(π (x - y) / period)²` | values, and the period |
/// | `bipolar` | `(x - y)² / ((x + y - 2 min) (2 max - x - y))` | values, and both ends |
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Metric {
    /// 1 unless they are the same.
    Nominal,
    /// By the ratings that lie between them.
    Ordinal,
    /// By the squared difference of their values.
    Interval,
    /// By their difference relative to their sum; for values of 0 and more.
    Ratio,
    /// By the difference of their values: a large one counts as often as it is large, and not by its square.
    Linear,
    /// On a circle, where the last category is beside the first: hours, weekdays, directions.
    Circular,
    /// By the squared difference relative to how far both are from the ends: differences count more towards them.
    Bipolar,
}

impl Metric {
    /// How far apart two values are on a scale with these ends; of `ordinal`, of their ranks.
    pub(super) fn distance(self, a: f64, b: f64, ends: Ends) -> f64 {
        let square = |far: f64| far * far;
        match self {
            _ if a == b => 0.0,
            Self::Nominal => 1.0,
            Self::Ordinal | Self::Interval => square(a - b),
            Self::Ratio => square((a - b) / (a + b)),
            Self::Linear => (a - b).abs(),
            Self::Circular => ends.around(a - b),
            Self::Bipolar => ends.between(a, b),
        }
    }

    /// Whether ratings are compared two by two: no sums over values stand for it.
    pub(super) const fn is_pairwise(self) -> bool {
        matches!(self, Self::Ratio | Self::Linear | Self::Circular | Self::Bipolar)
    }
}

/// The ends of a scale, and how far it is around it as a circle.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    pub(super) least: f64,
    pub(super) most: f64,
    pub(super) period: f64,
}

impl Ends {
    /// Of values, lowest first.
    pub(super) fn new(values: &[f64], period: Option<f64>) -> Self {
        let least = values.first().copied().unwrap_or(0.0);
        let most = values.last().copied().unwrap_or(0.0);
        Self { least, most, period: period.unwrap_or(most - least + 1.0) }
    }

    /// On the circle: 0 to 1, half of the way around.
    pub(super) fn around(self, apart: f64) -> f64 {
        let turns = apart / self.period;
        // Whole turns are exactly none.
        let sine = libm::sin(std::f64::consts::PI * (turns - libm::round(turns)));
        sine * sine
    }

    /// Relative to the ends.
    pub(super) fn between(self, a: f64, b: f64) -> f64 {
        (a - b) * (a - b) / ((a + b - 2.0 * self.least) * (2.0 * self.most - a - b))
    }
}

/// What the numbers of a matrix of weights say.
#[words]
#[derive(Default)]
pub enum CustomAs {
    /// How much two categories agree: 0 to 1, 1 for the same.
    #[default]
    Agreement,
    /// How far two categories are apart: 0 for the same; the largest becomes no agreement.
    Disagreement,
}

/// Which standard error is given where units have one rating. Without such units the two are the same.
#[words]
#[derive(Default)]
pub enum ErrorsBy {
    /// The published one, which takes the share of units with two ratings and more as if it could have been another.
    #[default]
    Published,
    /// By the derivative of the coefficient: what each unit does to it.
    Derivative,
}

/// What is drawn at random, so that other samples can be imagined.
#[words]
pub enum Over {
    /// Units, each by itself.
    Units,
    /// Groups of units (schools), each with all its units.
    Groups,
}

/// Options of a study of agreement.
///
/// The categories of a rubric have an order and no known distances, so that the default weights are `identity`, for which
/// a near miss is a miss, and `ordinal`, which uses ranks only.
///
/// ```
/// use collabpro_core::agreement::AgreementOptions;
///
/// let asked = AgreementOptions::from_json(r#"{"replicates": 1000, "seed": 7}"#)?;
/// assert_eq!(asked, AgreementOptions::new().replicates(1000).seed(7));
/// assert_eq!(AgreementOptions::from_json(r#"{"replicates": 10}"#).unwrap_err().path(), "replicates");
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[options(check)]
pub struct AgreementOptions {
    /// Which coefficients to compute.
    #[option(default = Coefficient::ALL.into())]
    pub(super) coefficients: Vec<Coefficient>,
    /// How much different categories still agree, for all coefficients but `krippendorff`.
    #[option(default = vec![Weights::Identity, Weights::Ordinal])]
    pub(super) weights: Vec<Weights>,
    /// Distances for Krippendorff's alpha.
    #[option(default = vec![Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio])]
    pub(super) metrics: Vec<Metric>,
    /// How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
    /// degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last.
    #[option(range = 0.000_001..=1_000_000_000.0)]
    pub(super) period: Option<f64>,
    /// A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    #[option(setter = none)]
    pub(super) custom: Vec<Vec<f64>>,
    /// What its numbers say.
    #[option(setter = none)]
    pub(super) custom_as: CustomAs,
    /// What standard errors and the bootstrap draw; without it groups where there are some, else units.
    pub(super) over: Option<Over>,
    /// Which standard error is given where units have one rating; see *Missing ratings*.
    pub(super) errors: ErrorsBy,
    /// How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
    /// errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it.
    #[option(range = 1..=9_007_199_254_740_991)]
    pub(super) population: Option<u64>,
    /// Replicates of the bootstrap; 0 for none.
    #[option(range = 200..=99_999, or = 0)]
    pub(super) replicates: u32,
    /// Seed of the generator.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
    /// Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
    #[option(setter = none)]
    pub(super) differences: Vec<Vec<String>>,
    /// Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
    /// `group:…`: each coefficient of the one less that of the other by the bootstrap.
    #[option(setter = none)]
    pub(super) between: Vec<Vec<String>>,
    /// Cohen's kappa of every two raters as well.
    pub(super) pairs: bool,
    /// Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests.
    pub(super) symmetry: bool,
    /// Each rater with the others, and coefficients without each rater.
    pub(super) by_rater: bool,
    /// Each category by itself as well: its coefficients against all other categories together.
    pub(super) by_category: bool,
    /// Kendall's W as well: whether raters put the units in the same order.
    pub(super) concordance: bool,
}

impl AgreementOptions {
    /// A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    #[must_use]
    pub fn custom(mut self, rows: Vec<Vec<f64>>, custom_as: CustomAs) -> Self {
        (self.custom, self.custom_as) = (rows, custom_as);
        self
    }

    /// Asks for the difference of two coefficients, named as `ac1`.
    #[must_use]
    pub fn difference(mut self, first: impl Into<String>, second: impl Into<String>) -> Self {
        self.differences.push(vec![first.into(), second.into()]);
        self
    }

    /// Asks for the difference of each coefficient between two criteria, roles or groups, named as `criterion:7a`.
    #[must_use]
    pub fn between(mut self, first: impl Into<String>, second: impl Into<String>) -> Self {
        self.between.push(vec![first.into(), second.into()]);
        self
    }

    /// Options within their ranges, each word once and `custom` among the weights where there is a matrix.
    pub(super) fn settled(self) -> Result<Self> {
        let mut options = self.checked()?;
        options.settle();
        Ok(options)
    }

    fn settle(&mut self) {
        once(&mut self.coefficients);
        once(&mut self.weights);
        once(&mut self.metrics);
        if !self.custom.is_empty() && !self.weights.contains(&Weights::Custom) {
            self.weights.push(Weights::Custom);
        }
    }

    fn check(&self, problems: &mut Problems) {
        let empty = [
            ("coefficients", self.coefficients.is_empty()),
            ("weights", self.weights.is_empty()),
            ("metrics", self.metrics.is_empty()),
            ("custom", self.custom.is_empty() && self.weights.contains(&Weights::Custom)),
        ];
        for (name, _) in empty.into_iter().filter(|(_, is_empty)| *is_empty) {
            problems.push(options::unfit(name, "option.empty", ""));
        }
        if let Err(error) = self.check_custom() {
            problems.append(&error);
        }
        let mut settled = self.clone();
        settled.settle();
        let known = settled.statistics();
        for (at, pair) in self.differences.iter().enumerate() {
            let unknown = pair.iter().find(|id| !known.iter().any(|one| one.id(&settled) == **id));
            if pair.len() != 2 || unknown.is_some() {
                let what = unknown.cloned().unwrap_or_else(|| pair.join(", "));
                let ids: Vec<_> = known.iter().map(|one| one.id(&settled)).collect();
                let near = nearest(&what, ids.iter().map(String::as_str));
                let what = Message::new("option.two_of").text("found", shorten(what.clone()));
                let what = or_near(what.text("known", ids.join(", ")), near);
                problems.push(options::refused(format!("differences[{at}]"), what));
            }
        }
        between::check(&self.between, problems);
        if !(self.differences.is_empty() && self.between.is_empty()) && self.replicates == 0 {
            problems.append(&options::outside("replicates", 0, 200, 99_999));
        }
    }

    fn check_custom(&self) -> Result<()> {
        let size = self.custom.len();
        for (at, row) in self.custom.iter().enumerate() {
            if row.len() != size {
                let what = Message::new("option.square").count("n", row.len() as u64);
                let what = what.count("expected", size as u64);
                return Err(options::refused(format!("custom[{at}]"), what).into());
            }
            for (column, weight) in row.iter().enumerate() {
                let fits = match self.custom_as {
                    CustomAs::Agreement if column == at => *weight == 1.0,
                    CustomAs::Agreement => (0.0..=1.0).contains(weight),
                    CustomAs::Disagreement if column == at => *weight == 0.0,
                    CustomAs::Disagreement => (0.0..=1e12).contains(weight),
                };
                if !fits {
                    let (itself, most) = match self.custom_as {
                        CustomAs::Agreement => ("1", "1"),
                        CustomAs::Disagreement => ("0", "1e12"),
                    };
                    let path = format!("custom[{at}][{column}]");
                    if column != at {
                        return Err(options::outside(&path, weight, 0, most));
                    }
                    let what = Message::new("option.diagonal").text("found", weight.to_string());
                    return Err(options::refused(path, what.text("expected", itself)).into());
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

    /// Whether units with one rating are no part of a coefficient's error at all.
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
        self.custom.iter().map(|row| row.iter().map(|apart| 1.0 - apart / largest).collect()).collect()
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
