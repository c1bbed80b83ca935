//! Measures of units by a calibration, without its ratings.

use collabpro_derive::{Read, document, options};
use serde::Serialize;

use super::{CalibratedCategory, Calibration};
use crate::base::by_name::ByName;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::nfc::nfc;
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::{Watched, ask};
use crate::rasch::likelihood::alone::{Met, Target, alone};
use crate::rasch::population::hermite::{NODES, hermite};
use crate::rasch::population::posterior::{Known, Posterior};
use crate::rating_table::Label;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

/// Elements that an error names.
const NAMED: usize = 8;

/// Ratings of units that are to be measured, and how.
#[options(check)]
pub struct CalibrationScoreOptions {
    /// The ratings, one or more: of each the elements of the study's facets by their names (the unit's may be left out where there is
    /// one), the rating under the name that it had in the study, and perhaps `weight`.
    #[option(setter = none)]
    pub(super) ratings: Vec<ByName<Label>>,
    /// The mean of the population that units are drawn from, for estimates that take it into account. Without it that of the
    /// study, where it was estimated.
    pub(super) mean: Option<f64>,
    /// Its standard deviation.
    #[option(range = 0.001..=100.0)]
    pub(super) deviation: Option<f64>,
    /// How many plausible values are drawn of each unit.
    #[option(default = 0, range = 0..=1_000)]
    pub(super) plausible_values: u32,
    /// Seed of the generator.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(super) confidence: f64,
}

impl CalibrationScoreOptions {
    /// A rating: the unit, the elements that took part in it by their facets, and what was given, by the names of the usual columns
    /// `unit` or that of the study and `rating`.
    #[must_use]
    pub fn rating<'a>(
        mut self,
        unit: &str,
        elements: impl IntoIterator<Item = (&'a str, &'a str)>,
        rating: impl Into<f64>,
    ) -> Self {
        let mut own = ByName::new();
        own.insert(UNIT, Label::Text(unit.to_owned()));
        own.insert(RATING, Label::Number(rating.into()));
        elements.into_iter().for_each(|(facet, element)| own.insert(facet, Label::Text(element.to_owned())));
        self.ratings.push(own);
        self
    }

    fn check(&self, problems: &mut Problems) {
        if self.ratings.is_empty() {
            problems.push(Problem::new(ErrorCode::NoRows, Place::path("ratings")));
        }
        if self.mean.is_some_and(|mean| !(-50.0..=50.0).contains(&mean)) {
            problems.append(&crate::base::options::outside("mean", self.mean.unwrap_or(0.0), -50, 50));
        }
        if self.mean.is_some() != self.deviation.is_some() {
            let (given, other) =
                if self.mean.is_some() { ("mean", "deviation") } else { ("deviation", "mean") };
            problems.push(crate::base::options::unfit(given, "rasch.prior_whole", other));
        }
    }
}

/// The names of a unit and of a rating that are understood whatever those of the study are.
const UNIT: &str = "unit";
const RATING: &str = "rating";

/// A unit as it is measured by a calibration.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CalibratedUnit {
    /// Its label.
    pub unit: String,
    /// Its ratings, each counted by its weight.
    pub ratings: f64,
    /// Their mean, on the scale as it was declared.
    pub mean_rating: f64,
    /// Its weighted likelihood estimate, all else known (Warm 1989, Psychometrika 54:427-450), in the direction of the units.
    pub weighted: Option<f64>,
    /// The standard error of that, as if the calibration had none.
    pub standard_error: Option<f64>,
    /// Where the measure lies, by the standard error.
    pub interval: Option<Interval>,
    /// The mean of where a unit of the population can lie with its ratings.
    pub expected_a_posteriori: Option<f64>,
    /// The standard deviation of where it can lie.
    pub posterior_deviation: Option<f64>,
    /// Draws of where it can lie.
    pub plausible_values: Vec<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Units as they are measured by a calibration. For researchers: nothing is withheld.
#[document("calibration_scores", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CalibrationScores {
    /// The options it was made with.
    pub options: CalibrationScoreOptions,
    /// What tells the ratings that the calibration was made of from others.
    pub fingerprint: String,
    /// In byte order.
    pub units: Vec<CalibratedUnit>,
}

/// Whose a set of thresholds is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Set<'a> {
    element: Option<&'a str>,
    scale: Option<&'a str>,
}

impl CalibratedCategory {
    fn set(&self) -> Set<'_> {
        Set { element: self.element.as_deref(), scale: self.scale.as_deref() }
    }
}

/// The ratings of a unit.
#[derive(Default)]
struct Own {
    met: Vec<Met>,
    score: f64,
    sum: f64,
    weight: f64,
}

impl Calibration {
    /// Measures of units whose ratings these are, by what is known of everyone and everything else that took part in them. One rating is
    /// enough.
    ///
    /// # Errors
    /// `invalid_option`, `no_rows`, `missing_value`, `invalid_number`, `out_of_scale`; `not_calibrated` for elements that the calibration
    /// does not know.
    pub fn score<'w>(
        &self,
        options: impl Into<Watched<'w, CalibrationScoreOptions>>,
    ) -> Result<CalibrationScores> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let steps = self.steps();
            let units = self.met(&options.ratings)?;
            let prior = match (options.mean, options.deviation, &self.population) {
                (Some(mean), Some(deviation), _) => Some([self.unit_sign() * mean, deviation]),
                (.., Some(known)) => Some([self.unit_sign() * known.mean, known.deviation]),
                _ => None,
            };
            let quantile = normal_quantile(0.5 * (1.0 + options.confidence)).unwrap_or(0.0);
            let mut made = Vec::with_capacity(units.len());
            for (at, (unit, own)) in units.into_iter().enumerate() {
                ask(watch, at as u64, None)?;
                made.push(self.unit(unit, &own, &steps, prior, quantile, &options, at as u64));
            }
            Ok(CalibrationScores { options, fingerprint: self.fingerprint.clone(), units: made })
        })
    }

    fn unit_sign(&self) -> f64 {
        self.facets.first().map_or(1.0, |unit| self.sign(&unit.facet))
    }

    #[allow(clippy::too_many_arguments, reason = "a unit, what is known of all others, and what is asked")]
    fn unit(
        &self,
        unit: String,
        own: &Own,
        steps: &[Vec<f64>],
        prior: Option<[f64; 2]>,
        quantile: f64,
        options: &CalibrationScoreOptions,
        stream: u64,
    ) -> CalibratedUnit {
        let sign = self.unit_sign();
        let found = alone(&own.met, Target::Warm(own.score), steps);
        let mut undefined = Undefined::default();
        if found.is_none() {
            undefined.all(&["interval", "standardError", "weighted"], Reason::NoVariance);
        }
        let posterior = prior.and_then(|prior| {
            let known = Known { met: &own.met, score: own.score, prior, steps };
            Posterior::of(known, &hermite(NODES))
        });
        if posterior.is_none() {
            undefined.all(&["expectedAPosteriori", "posteriorDeviation"], Reason::NotAsked);
        }
        let weighted = found.map(|[at, _]| sign * at + 0.0);
        let standard_error = found.map(|[_, information]| 1.0 / information.sqrt());
        let interval = weighted
            .zip(standard_error)
            .map(|(at, error)| Interval { lower: at - quantile * error, upper: at + quantile * error });
        let mut random = Random::new(options.seed, stream);
        let mut draw = |posterior: &Posterior<'_>| {
            (0..options.plausible_values).map(|_| sign * posterior.draw(&mut random) + 0.0).collect()
        };
        let plausible_values = posterior.as_ref().map_or_else(Vec::new, &mut draw);
        CalibratedUnit {
            unit,
            ratings: own.weight,
            mean_rating: own.sum / own.weight,
            weighted,
            standard_error,
            interval,
            expected_a_posteriori: posterior.as_ref().map(|own| sign * own.mean + 0.0),
            posterior_deviation: posterior.as_ref().map(|own| own.deviation),
            plausible_values,
            undefined,
        }
    }

    /// The sets of thresholds by whose they are, in order.
    fn sets(&self) -> Vec<Set<'_>> {
        let mut sets: Vec<Set<'_>> = Vec::new();
        for own in &self.categories {
            if !sets.contains(&own.set()) {
                sets.push(own.set());
            }
        }
        sets
    }

    /// Exponentials of the steps of each set.
    fn steps(&self) -> Vec<Vec<f64>> {
        let of = |set: &Set<'_>| {
            let own = self.categories.iter().filter(|own| own.set() == *set);
            own.filter_map(|own| own.threshold).map(|threshold| libm::exp(-threshold)).collect()
        };
        self.sets().iter().map(of).collect()
    }

    /// The ratings of each unit, with what the calibration knows of all that took part in them.
    fn met(&self, ratings: &[ByName<Label>]) -> Result<Vec<(String, Own)>> {
        let sets = self.sets();
        let unit_name = self.facets.first().map_or(UNIT, |unit| unit.facet.as_str());
        let mut problems = Problems::of(crate::base::error::ErrorKind::Estimation);
        let mut unknown: Vec<String> = Vec::new();
        let mut units: Vec<(String, Own)> = Vec::new();
        for (row, own) in ratings.iter().enumerate() {
            let text = |name: &str| own.get(name).map(|label| nfc(&label.clone().into_text()).into_owned());
            let unit = text(unit_name).or_else(|| text(UNIT)).unwrap_or_default();
            let (mut others, mut set) = (0.0, Set::default());
            let mut is_known = true;
            for facet in self.facets.iter().skip(1) {
                let Some(label) = text(&facet.facet) else {
                    problems.push(missing(row, &facet.facet));
                    continue;
                };
                let known = self.elements.iter().find(|one| one.facet == facet.facet && one.element == label);
                match known {
                    Some(known) => {
                        others += self.sign(&facet.facet) * known.measure;
                        set.scale = set.scale.or(known.scale.as_deref());
                        if self.study.partial_credit.as_ref() == Some(&facet.facet) {
                            set.element = Some(known.element.as_str());
                        }
                    }
                    None => {
                        is_known = false;
                        let name = format!("{} {label}", facet.facet);
                        if !unknown.contains(&name) {
                            unknown.push(name);
                        }
                    }
                }
            }
            let rating = own.get(&self.study.rating).or_else(|| own.get(RATING));
            let Some(rating) = rating else {
                problems.push(missing(row, &self.study.rating));
                continue;
            };
            // Of what is not known the categories are not, either, unless they are everyone's.
            let group = sets.iter().position(|own| *own == set);
            let Some(group) = group.filter(|_| is_known || sets.len() == 1) else { continue };
            let Some((value, place)) = self.category(set, rating) else {
                problems.push(self.off(row, set, rating));
                continue;
            };
            let weight = match own.get("weight") {
                None => Some(1.0),
                Some(Label::Number(weight)) => Some(*weight),
                Some(Label::Text(text)) => crate::base::number::number(text),
            };
            let Some(weight) = weight.filter(|weight| (0.0..=1e9).contains(weight)) else {
                problems.push(no_weight(row));
                continue;
            };
            if weight == 0.0 {
                continue;
            }
            let at = units.binary_search_by(|(known, _)| known.as_str().cmp(&unit));
            let at = at.unwrap_or_else(|at| {
                units.insert(at, (unit, Own::default()));
                at
            });
            let own = &mut units[at].1;
            own.met.push(Met { others, group, weight });
            own.score += weight * f64::from(place);
            own.sum += weight * value;
            own.weight += weight;
        }
        if !unknown.is_empty() {
            problems.push(not_calibrated(&unknown));
        }
        problems.finish(())?;
        if units.is_empty() {
            return Err(Problem::new(ErrorCode::NoRows, Place::path("ratings")).into());
        }
        // Sums in an order that does not hang on that of the ratings.
        for (_, own) in &mut units {
            own.met.sort_by(|a, b| {
                a.others.total_cmp(&b.others).then(a.group.cmp(&b.group)).then(a.weight.total_cmp(&b.weight))
            });
        }
        Ok(units)
    }

    /// That a rating is none of the categories.
    fn off(&self, row: usize, set: Set<'_>, rating: &Label) -> Problem {
        let own = self.categories.iter().filter(|own| own.set() == set);
        let known: Vec<&str> = own.map(|own| own.category.as_str()).collect();
        let place = Place::path(format!("ratings[{row}].{}", self.study.rating));
        let wrong = Problem::new(ErrorCode::OutOfScale, place).with("what", rating.clone().into_text());
        wrong.with("known", known.join(", "))
    }

    /// What a rating counts, and which category it was estimated as.
    fn category(&self, set: Set<'_>, rating: &Label) -> Option<(f64, u32)> {
        let is_meant = |own: &&CalibratedCategory| match rating {
            Label::Number(number) => own.value == *number,
            Label::Text(text) => {
                own.category == *text || crate::base::number::number(text) == Some(own.value)
            }
        };
        let mut own = self.categories.iter().filter(|own| own.set() == set);
        own.find(is_meant).map(|own| (own.value, own.estimated_as))
    }
}

fn missing(row: usize, name: &str) -> Problem {
    Problem::new(ErrorCode::MissingValue, Place::path(format!("ratings[{row}].{name}")))
}

fn no_weight(row: usize) -> Problem {
    let place = Place::path(format!("ratings[{row}].weight"));
    Problem::new(ErrorCode::InvalidNumber, place).with("what", "weight").with("expected", "2")
}

/// That the calibration knows nothing of these.
fn not_calibrated(unknown: &[String]) -> Problem {
    let mut named: Vec<&str> = unknown.iter().take(NAMED).map(String::as_str).collect();
    if unknown.len() > NAMED {
        named.push("…");
    }
    Problem::new(ErrorCode::NotCalibrated, Place::path("ratings")).all("elements", &named.join(", "))
}

impl CalibrationScores {
    /// One row for each unit; plausible values have columns of their own.
    pub fn table(&self) -> Table {
        let rows = Rows::of(&self.units)
            .with(columns!(unit, ratings, mean_rating, weighted, standard_error))
            .interval(["lower", "upper"], |row| row.interval)
            .with(columns!(expected_a_posteriori, posterior_deviation));
        let draws = self.options.plausible_values as usize;
        let rows = (0..draws).fold(rows, |rows, at| {
            rows.column(format!("plausible_value_{}", at + 1), move |row| row.plausible_values.get(at))
        });
        rows.column("reason", |row| row.undefined.first()).table()
    }
}
