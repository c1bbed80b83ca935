//! Equivalence, for researchers: is a difference of two means smaller than what would matter?

use collabpro_derive::{Read, document, options};
use serde::Serialize;
use serde_json::Value;

use super::reliable_change::{fits, moments, number};
use crate::base::error::{Error, Problems, Result};
use crate::base::json_read::{Input, Read};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::options::{refused, unfit};
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::{t_quantile, t_survival};

/// What is known of a sample without its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, with n - 1.
    pub sd: f64,
    /// How many numbers there are.
    pub n: u32,
}

/// Numbers, or what is known of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Sample {
    /// The numbers.
    Numbers(Vec<f64>),
    /// Mean, standard deviation and number.
    Summary(Summary),
}

impl Default for Sample {
    fn default() -> Self {
        Self::Numbers(Vec::new())
    }
}

impl Read for Sample {
    fn read(input: &mut Input<'_>) -> Self {
        match input.value() {
            Value::Object(_) => Self::Summary(input.read()),
            _ => Self::Numbers(input.read()),
        }
    }
}

impl Sample {
    /// `None` for fewer than two numbers, and for what no numbers have.
    fn summary(&self) -> Option<Summary> {
        let summary = match self {
            Self::Summary(summary) => *summary,
            Self::Numbers(numbers) if numbers.iter().all(|number| fits(*number)) => {
                let (mean, sd) = moments(numbers);
                Summary { mean, sd: sd?, n: u32::try_from(numbers.len()).ok()? }
            }
            Self::Numbers(_) => return None,
        };
        let sound = fits(summary.mean) && fits(summary.sd) && summary.sd >= 0.0 && summary.n >= 2;
        sound.then_some(summary)
    }
}

/// Options of an equivalence test.
#[options(new = none, check)]
pub struct EquivalenceOptions {
    /// The first sample: two numbers and more, or `{mean, sd, n}`.
    #[option(setter = none)]
    first: Sample,
    /// The second sample, the same.
    #[option(setter = none)]
    second: Sample,
    /// The difference (first less second) that would matter downwards; must be given.
    #[option(setter = none)]
    lower: Option<f64>,
    /// The difference that would matter upwards, above `lower`; must be given.
    #[option(setter = none)]
    upper: Option<f64>,
    /// Whether the samples are measures of the same, in one order; needs numbers, as many in each.
    paired: bool,
    /// Whether to pool the variances; otherwise Welch's degrees of freedom.
    equal_variances: bool,
    /// 1 less the level of each of the two tests.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
}

impl EquivalenceOptions {
    /// The defaults, for two samples and the differences that would matter.
    pub fn new(first: Sample, second: Sample, [lower, upper]: [f64; 2]) -> Self {
        Self { first, second, lower: Some(lower), upper: Some(upper), ..Self::default() }
    }

    /// The samples, one of differences where they are paired; `None` for what is no sample.
    fn samples(&self) -> [Option<Summary>; 2] {
        match (self.paired, &self.first, &self.second) {
            (true, Sample::Numbers(first), Sample::Numbers(second)) if first.len() == second.len() => {
                let pairs = first.iter().zip(second).map(|(first, second)| first - second).collect();
                [Sample::Numbers(pairs).summary(), None]
            }
            (true, ..) => [None, None],
            (false, first, second) => [first.summary(), second.summary()],
        }
    }

    fn check(&self, problems: &mut Problems) {
        for (name, sample) in [("first", &self.first), ("second", &self.second)] {
            if sample.summary().is_none() {
                problems.push(unfit(name, "option.sample", to_json(sample)));
            }
        }
        if self.paired && self.samples()[0].is_none() {
            problems.push(refused("paired", Message::new("option.pairs")));
        }
        for (name, bound) in [("lower", self.lower), ("upper", self.upper)] {
            match bound {
                None => problems.push(refused(name, Message::new("option.needed"))),
                Some(bound) => number(name, bound, problems),
            }
        }
        let (lower, upper) = (self.lower.unwrap_or(0.0), self.upper.unwrap_or(1.0));
        if lower >= upper {
            let what = Message::new("option.not_above").text("found", upper.to_string());
            problems.push(refused("upper", what.text("low", lower.to_string())));
        }
    }
}

/// One of the two tests.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OneSided {
    /// The distance from the bound over the standard error.
    pub t: f64,
    /// p value of a difference at this bound or beyond.
    pub p: f64,
}

/// Whether two means are equivalent, by two one-sided tests. For researchers; never in a report.
///
/// # Formula
/// Two one-sided t tests (Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15, 657): the difference is
/// above `lower` and below `upper`. The p value is the larger of the two, and the means are equivalent where it is at most
/// 1 less `confidence`; the same as that the interval at `1 - 2 (1 - confidence)` lies within the bounds. The standard
/// error is that of pairs, of pooled variances, or Welch's.
///
/// # When it misleads
/// The bounds must be chosen before the numbers are seen, and be differences that would matter: they decide. Not
/// equivalent does not mean different. Numbers of raters who work together are not independent. For shares of ratings
/// [`Change`](super::Change) has the word `about_the_same`, by the same rule.
#[document("equivalence", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Equivalence {
    /// First less second mean.
    pub difference: f64,
    /// Its standard error.
    pub error: f64,
    /// Degrees of freedom.
    pub freedom: Option<f64>,
    /// The differences that would matter.
    pub bounds: Interval,
    /// The interval that must lie within the bounds.
    pub interval: Option<Interval>,
    /// Against the lower bound.
    pub lower: Option<OneSided>,
    /// Against the upper bound.
    pub upper: Option<OneSided>,
    /// The larger p value.
    pub p: Option<f64>,
    /// Whether the means are equivalent.
    pub equivalent: Option<bool>,
    /// Why a field above is null.
    pub undefined: Undefined,
}

/// Whether two means are equivalent, by two one-sided tests.
///
/// # Errors
/// `invalid_option`, all at once: samples of fewer than two numbers, pairs that are none, bounds that are missing or in the
/// wrong order.
///
/// ```
/// use collabpro_core::comparison::{EquivalenceOptions, Sample, Summary, equivalence};
///
/// // Lakens (2017): organic food and moral judgement, t(182) = -2.69, p = .004.
/// let control = Sample::Summary(Summary { mean: 5.25, sd: 0.95, n: 95 });
/// let organic = Sample::Summary(Summary { mean: 5.22, sd: 0.83, n: 89 });
/// let asked = EquivalenceOptions::new(control, organic, [-0.384416, 0.384416]).equal_variances(true);
/// let found = equivalence(&asked)?;
/// assert!((found.upper.unwrap().t - -2.69).abs() < 0.005 && found.equivalent == Some(true));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn equivalence(options: &EquivalenceOptions) -> Result<Equivalence> {
    options.problems().finish(())?;
    let ([Some(first), second], Some(lower), Some(upper)) = (options.samples(), options.lower, options.upper)
    else {
        return Err(Error::internal("sample"));
    };
    let part = |one: &Summary| one.sd * one.sd / f64::from(one.n);
    let rest = |one: &Summary| f64::from(one.n) - 1.0;
    let (difference, square, freedom) = match &second {
        None => (first.mean, part(&first), rest(&first)),
        Some(second) => {
            let difference = first.mean - second.mean;
            let (a, b, all) = (part(&first), part(second), rest(&first) + rest(second));
            if options.equal_variances {
                let pooled =
                    (rest(&first) * first.sd * first.sd + rest(second) * second.sd * second.sd) / all;
                let square = pooled * (1.0 / f64::from(first.n) + 1.0 / f64::from(second.n));
                (difference, square, all)
            } else {
                // Welch and Satterthwaite, over the sum so that nothing overflows.
                let (own, other) = (a / (a + b), b / (a + b));
                let freedom = 1.0 / (own * own / rest(&first) + other * other / rest(second));
                (difference, a + b, freedom)
            }
        }
    };
    let error = square.sqrt();
    let mut found = Equivalence {
        difference,
        error,
        freedom: Some(freedom).filter(|_| error > 0.0),
        bounds: Interval { lower, upper },
        interval: None,
        lower: None,
        upper: None,
        p: None,
        equivalent: None,
        undefined: Undefined::default(),
    };
    let level = 1.0 - options.confidence;
    let quantile = found.freedom.and_then(|freedom| t_quantile(1.0 - level, freedom));
    let side = |t: f64| Some(OneSided { t, p: t_survival(t, freedom)? });
    if let Some(reach) = quantile.map(|quantile| quantile * error) {
        found.interval = Some(Interval { lower: difference - reach, upper: difference + reach });
        found.lower = side((difference - lower) / error);
        found.upper = side((upper - difference) / error).map(|one| OneSided { t: -one.t, ..one });
        found.p = found.lower.zip(found.upper).map(|(lower, upper)| lower.p.max(upper.p));
        found.equivalent = found.p.map(|p| p <= level);
    } else {
        let fields = ["freedom", "interval", "lower", "upper", "p", "equivalent"];
        found.undefined.all(&fields, Reason::NoError);
    }
    Ok(found)
}
