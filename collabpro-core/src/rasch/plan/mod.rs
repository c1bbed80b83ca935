//! What a design of ratings would find: ratings are drawn, estimated, and held against what they were drawn from.

mod options;
mod recovery;
mod replicate;
mod tables;
mod truth;

pub use options::RaschPlanOptions;
pub use tables::RaschPlanTable;

pub(super) use truth::{Truth, found};

use collabpro_derive::{Read, document, words};
use serde::Serialize;

use self::recovery::Recovery;
use self::replicate::{Design, Outcome};
use super::estimate::{Ended, estimate};
use super::options::RaschOptions;
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::base::options::refused;
use crate::base::parts::in_stretches;
use crate::base::watch::{Watch, Watched};
use crate::rasch::design::cells::Rows;
use crate::rasch::design::columns::Long;
use crate::rasch::design::identification::links;
use crate::rasch::design::refusals::identified;
use crate::rating_table::Label;
use crate::ratings::ColumnSet;
use crate::scoring::Undefined;
use crate::stats::random::{Generator, Random};

/// Replicates between two questions to the watcher.
const STRETCH: usize = 16;

/// The most ratings of a design.
const MOST: f64 = 1e7;

/// What to bear in mind.
#[words]
#[non_exhaustive]
pub enum RaschPlanCaution {
    /// Ratings were drawn from estimates, which lie further apart than what they estimate.
    FromEstimates,
    /// Some replicates could not be estimated: figures are of the others.
    NotAllEstimated,
    /// In some replicates a category was not used: they say nothing of thresholds and of the facet whose mean is free.
    CategoriesCollapsed,
    /// Intervals of 95 % of some facet hold less often than they say, by more than two points and twice the simulation's error.
    ShortIntervals,
}

/// How well the measures of a facet, or the thresholds, are found.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschRecovery {
    /// The facet; null: the thresholds.
    pub facet: Option<String>,
    /// The share of elements, over replicates, that were estimated and stand on the scale of their truths, 0 to 1.
    pub estimated: f64,
    /// The mean of estimates less truths, in logits, in the direction of the facet; 0 by its making where the mean of a facet is 0.
    pub bias: Option<f64>,
    /// The slope of estimates on truths within replicates: above 1 they lie too far apart, below 1 too close together.
    pub slope: Option<f64>,
    /// The root of the mean squared difference of estimate and truth, in logits.
    pub rmse: Option<f64>,
    /// The root of the mean squared standard error that studies would print: as large as `rmse` where it is right.
    pub standard_error: Option<f64>,
    /// The share of intervals of 90 % that hold the truth.
    pub coverage90: Option<f64>,
    /// The share of intervals of 95 % that hold the truth.
    pub coverage95: Option<f64>,
    /// The simulation's standard error of `coverage95`, by the spread of replicates.
    pub coverage_error: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// How often a difference of two elements of a facet would be found.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschPower {
    /// The facet.
    pub facet: String,
    /// The true difference, in logits.
    pub difference: f64,
    /// Pairs that were looked at, over all replicates.
    pub pairs: u64,
    /// The root of the mean squared standard error of their differences.
    pub standard_error: f64,
    /// The share of pairs for which the interval of the study's confidence leaves out a value that lies as far from the truth, to both
    /// sides: how often such a difference is found. For a difference of 0 that is how often one is found that is not there.
    pub power: f64,
}

/// How well the measure of one element is found.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PlannedElement {
    /// Its facet.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// Ratings that it takes part in.
    pub ratings: f64,
    /// What all replicates take for its measure before origins are set; null: each draws its own.
    pub measure: Option<f64>,
    /// The share of replicates in which it was estimated.
    pub estimated: f64,
    /// The mean of estimates less truths, in logits.
    pub bias: Option<f64>,
    /// The root of the mean squared difference of estimate and truth, in logits.
    pub rmse: Option<f64>,
    /// The root of the mean squared standard error.
    pub standard_error: Option<f64>,
    /// The share of intervals of 95 % that hold the truth.
    pub coverage95: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// What a design of ratings would find, by simulation: how near estimates come to the truth, how often intervals hold, how often
/// a difference is found.
///
/// # Formula
/// Each replicate draws measures, where none are assumed, and a rating for each row by the model of [`Rasch`](super::Rasch); estimates them, and
/// compares both after truths were brought to the origins of estimates, means of 0 over the elements that were estimated. The
/// same seed gives the same figures on every machine.
///
/// # When it misleads
/// Ratings are drawn by the very model that they are estimated by: raters who are now severe and now lenient find less. Estimates as truths
/// lie too far apart. Where few ratings leave elements extreme, figures are of those that were not.
#[document("rasch_plan", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RaschPlan {
    /// The options it was made with.
    pub options: RaschPlanOptions,
    /// The generator of the replicates.
    pub generator: Generator,
    /// Ratings of each replicate.
    pub ratings: u64,
    /// Replicates that were estimated.
    pub estimated: u32,
    /// Replicates in which that was not so: nothing was left, the rest fell apart, or the search did not end.
    pub lost: u32,
    /// Of the estimated ones those in which some category was not used.
    pub collapsed: u32,
    /// Elements that were set aside, as a mean over the estimated ones.
    pub set_aside: f64,
    /// By facet, the thresholds last.
    pub recovery: Vec<RaschRecovery>,
    /// By facet and difference.
    pub power: Vec<RaschPower>,
    /// Every element, by facet and then in byte order.
    pub elements: Vec<PlannedElement>,
    /// What to bear in mind.
    pub cautions: Vec<RaschPlanCaution>,
}

impl RaschPlan {
    /// What a design would find. A table with a row for each planned rating and a column for each facet is simulated with assumed
    /// measures and thresholds; where it has a column of ratings as well, these are estimated, and the estimates taken for the
    /// truth.
    ///
    /// # Errors
    /// Those of [`Rasch::of`](super::Rasch::of), and `invalid_option` where neither categories nor thresholds say how many categories there are.
    ///
    /// ```
    /// use collabpro_core::RaschPlan;
    /// use collabpro_core::ratings::ColumnSet;
    /// use collabpro_core::rasch::RaschPlanOptions;
    ///
    /// // Twelve schools, each to be seen by two of four raters, on five criteria.
    /// let rows: Vec<[String; 3]> = (0..120)
    ///     .map(|at| (at / 10, at / 5 % 2, at % 5))
    ///     .map(|(unit, seat, criterion)| [format!("s{unit}"), format!("r{}", (unit + seat) % 4), format!("c{criterion}")])
    ///     .collect();
    /// let column = |at: usize| rows.iter().map(move |row| Some(row[at].as_str()));
    /// let design = ColumnSet::new().text("unit", column(0)).text("rater", column(1)).text("criterion", column(2));
    /// let plan = RaschPlan::of(&[design], RaschPlanOptions::new().thresholds([-1.0, 0.0, 1.0]).replicates(50))?;
    /// let raters = &plan.recovery[1];
    /// assert_eq!(raters.facet.as_deref(), Some("rater"));
    /// assert!(raters.rmse.unwrap() < 0.5);
    /// // Of two raters who are one logit apart it would find that in little more than half of all cases.
    /// let power = plan.power.iter().find(|row| row.facet == "rater" && row.difference == 1.0).unwrap();
    /// assert!(power.power > 0.5 && power.power < 0.7);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn of<'w>(parts: &[ColumnSet], options: impl Into<Watched<'w, RaschPlanOptions>>) -> Result<Self> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let read = Planned::read(parts, &options.study(), &options.thresholds)?;
            let truth = read.truth(&options, watch)?;
            Self::simulated(&read, &truth, options, watch)
        })
    }

    fn simulated(
        read: &Planned,
        truth: &Truth,
        options: RaschPlanOptions,
        watch: &mut dyn Watch,
    ) -> Result<Self> {
        let Planned { long, rows, .. } = read;
        let model = options.study();
        let mut sums = Recovery::new(&rows.levels, options.all_differences(), model.confidence);
        let design = Design { rows, form: &long.form, truth, model: &model, seed: options.seed };
        let some = |range: std::ops::Range<usize>| {
            let mut rows = design.rows.clone();
            range.map(|at| design.replicate(at as u64, &mut rows)).collect::<Vec<Result<Outcome>>>()
        };
        let mut failed = None;
        let replicates = options.replicates as usize;
        in_stretches(replicates, (STRETCH, 1), watch, some, &mut |outcomes| {
            for outcome in outcomes {
                match outcome {
                    Ok(Outcome::Found(found)) => sums.add(&found),
                    Ok(Outcome::Lost) => sums.lost += 1,
                    Err(error) => failed = Some(error),
                }
            }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        let mut ratings: Vec<Vec<f64>> = rows.levels.iter().map(|levels| vec![0.0; *levels]).collect();
        for row in 0..rows.len() {
            let own = ratings.iter_mut().zip(rows.cell(row));
            own.for_each(|(ratings, code)| ratings[*code as usize] += 1.0);
        }
        let recovery = sums.recovery(long);
        let is_short = |row: &RaschRecovery| {
            let error = row.coverage_error.unwrap_or(0.0);
            row.coverage95.is_some_and(|share| share < 0.95 - 0.02 - 2.0 * error)
        };
        let cautions = [
            (read.is_rated, RaschPlanCaution::FromEstimates),
            (sums.lost > 0, RaschPlanCaution::NotAllEstimated),
            (sums.collapsed > 0, RaschPlanCaution::CategoriesCollapsed),
            (recovery.iter().any(is_short), RaschPlanCaution::ShortIntervals),
        ];
        Ok(Self {
            generator: Random::GENERATOR,
            ratings: rows.len() as u64,
            estimated: sums.estimated,
            lost: sums.lost,
            collapsed: sums.collapsed,
            set_aside: sums.aside as f64 / f64::from(sums.estimated.max(1)),
            recovery,
            power: sums.power(long),
            elements: sums.elements(long, &ratings, truth),
            cautions: cautions.into_iter().filter(|(is_so, _)| *is_so).map(|(_, caution)| caution).collect(),
            options,
        })
    }
}

/// A design, perhaps with ratings.
pub(super) struct Planned {
    pub(super) long: Long,
    /// Each rating by itself.
    pub(super) rows: Rows,
    /// Whether there are ratings.
    pub(super) is_rated: bool,
}

impl Planned {
    /// Reads a table of planned ratings, or of ratings; the design must tie all measures together.
    pub(super) fn read(parts: &[ColumnSet], model: &RaschOptions, thresholds: &[f64]) -> Result<Self> {
        ColumnSet::check(parts)?;
        let is_there = |part: &ColumnSet| part.column_names().any(|name| name == model.rating);
        let is_rated = parts.iter().any(is_there);
        let (mut model, mut given) = (model.clone(), parts.to_vec());
        if !is_rated {
            if model.categories.is_empty() && thresholds.is_empty() {
                return Err(refused("thresholds", Message::new("rasch.plan_scale")).into());
            }
            if model.categories.is_empty() {
                model = model.values((0..=thresholds.len()).map(|at| at as f64));
            }
            // Planned ratings stand in the lowest category until they are drawn.
            let lowest = match model.categories.first() {
                Some(Label::Number(value)) => value.to_string(),
                Some(Label::Text(label)) => label.clone(),
                None => String::new(),
            };
            given = given
                .into_iter()
                .map(|part| {
                    let rows = part.rows().unwrap_or(0);
                    part.text(model.rating.as_str(), (0..rows).map(|_| Some(lowest.as_str())))
                })
                .collect();
        }
        let long = Long::read(&given, &model)?;
        let levels = long.elements.iter().map(Vec::len).collect();
        let count = long.scales.most();
        let weights = long.weights.as_deref();
        let part = weights.and_then(|weights| weights.iter().find(|weight| **weight != weight.trunc()));
        if let Some(weight) = part {
            return Err(no_count(&model, *weight).into());
        }
        let rows = Rows::new(levels, &long.codes, &long.categories, weights, count, &long.form);
        let all: Vec<u32> = (0..rows.len() as u32).collect();
        identified(&long, &rows, &all, &links(&rows, &all, &long.form, &long.anchors), &model)?;
        if rows.weight.iter().sum::<f64>() > MOST {
            return Err(refused("model", Message::new("rasch.plan_large").count("most", MOST as u64)).into());
        }
        Ok(Self { rows: rows.each(), long, is_rated })
    }

    /// What ratings are drawn from.
    pub(super) fn truth(&self, options: &RaschPlanOptions, watch: &mut dyn Watch) -> Result<Truth> {
        if !self.is_rated {
            return Truth::assumed(&self.long, options);
        }
        match estimate(&self.rows, &self.long.form, &options.study(), watch)? {
            Ended::Estimated(found) => Ok(Truth::estimated(&found, &self.long.form)),
            Ended::Not | Ended::Apart => Err(refused("model", Message::new("rasch.plan_estimates")).into()),
        }
    }
}

/// A weight that is no number of ratings.
fn no_count(model: &RaschOptions, weight: f64) -> Problem {
    let place = Place::column(model.weight.as_deref().unwrap_or_default());
    Problem::new(ErrorCode::InvalidNumber, place).with("what", weight.to_string()).with("expected", "2")
}

#[cfg(test)]
mod tests;
