//! Decision studies: what scores of so many raters, criteria and occasions would be worth.

use collabpro_derive::{Read, document, words};
use serde::Serialize;

use super::design::{Set, UNIT, members};
use super::notation::Notation;
use super::options::DecisionOptions;
use super::solved::Solved;
use super::{ComponentCaution, Estimator, Generalizability, Study};
use crate::base::by_name::ByName;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::message::Message;
use crate::base::watch::{Watched, ask};
use crate::framework::Construct;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::random::{Generator, Random};

/// A number with what replicates of the variance components make of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Projection {
    /// The value.
    pub value: f64,
    /// Interval over the replicates; null where components come from Henderson's method and the design is not balanced, whose
    /// sums of squares are no independent chi-squares.
    pub interval: Option<Interval>,
}

/// What to bear in mind when reading a decision or a plan.
#[words]
#[non_exhaustive]
pub enum DecisionCaution {
    /// Some component of the study came out below 0 and counts as 0.
    ComponentBelowZero,
    /// Nobody gave the categories values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
}

/// What scores of one design would be worth.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Decision {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all.
    pub occasion: Option<String>,
    /// What is measured; null for a plain table.
    pub construct: Option<Construct>,
    /// How many conditions of each facet, within each condition of what it is nested in.
    pub(crate) sizes: ByName<f64>,
    /// Ratings on one unit.
    pub ratings: f64,
    /// Universe score variance: of what units would have on average over all conditions of the random facets.
    pub universe_score: Option<Projection>,
    /// Relative error variance: of the error in the order of units that have the same raters and criteria.
    pub relative_error: Option<Projection>,
    /// Absolute error variance: of the error in where a unit stands.
    pub absolute_error: Option<Projection>,
    /// Root of the relative error variance, in points of the scale.
    pub relative_sem: Option<Projection>,
    /// Root of the absolute error variance, in points of the scale.
    pub absolute_sem: Option<Projection>,
    /// E-rho-squared: universe score variance over itself and the relative error variance, 0 to 1.
    pub generalizability: Option<Projection>,
    /// Phi: universe score variance over itself and the absolute error variance, 0 to 1.
    pub dependability: Option<Projection>,
    /// Phi(lambda): of being above or below the cut, 0 to 1.
    pub dependability_at_cut: Option<Projection>,
    /// Why fields above are null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<DecisionCaution>,
}

impl Decision {
    /// How many conditions of each facet, within each condition of what it is nested in; by the facets' names.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, f64)> {
        self.sizes.iter().map(|(facet, size)| (facet, *size))
    }
}

/// Decision studies: each study at each design that was asked for.
///
/// # Formula
/// With `n` conditions of the facets in an effect, the object of measurement not among them, an effect adds its variance
/// over the product of these `n` (Brennan 2001, *Generalizability Theory*, chapter 4): to the *universe score* if it
/// holds the object of measurement and no random facet; to the *relative error* if it holds the object of measurement and
/// a random facet; to the *absolute error* if it holds a random facet. Where a `design` nests what is crossed in the study, an
/// effect holds what its facets will be nested in as well (section 4.2): with raters of its own for each unit, `r` and `pr`
/// are both `r:p`, and what is nested in the object of measurement is in both errors. `E-rho-squared` and `Phi` are universe score
/// variance over itself and the one or the other. `Phi(lambda) = (U + M) / (U + M + A)` with the universe score variance
/// `U`, the absolute error variance `A`, and `M = (mean - lambda)² - var(mean)`, not below 0 (Brennan & Kane 1977,
/// Journal of Educational Measurement 14:277-289), the variance of the mean being that of the study.
///
/// *Intervals* are those of generalized inference (Weerahandi 1993, Journal of the American Statistical Association
/// 88:899-905; Burdick, Borror & Montgomery 2005, *Design and Analysis of Gauge R&R Studies*): mean squares found are taken
/// as their expectations times chi-square over degrees of freedom. Where the design is not balanced, uncorrelated
/// combinations of the components take the place of mean squares, with degrees of freedom from their standard errors; after
/// Henderson's method there are none.
#[document("decisions", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decisions {
    /// The options it was made with.
    pub options: DecisionOptions,
    /// The generator of the replicates.
    pub generator: Generator,
    /// One for each study and design.
    pub decisions: Vec<Decision>,
}

/// A design of the future: conditions of each facet, by position, and which facets are fixed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sizes {
    pub(super) levels: Vec<f64>,
    pub(super) fixed: Set,
}

/// Variances of a design: universe score, relative and absolute error, and of the mean of the study.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) universe: f64,
    pub(super) relative: f64,
    pub(super) absolute: f64,
    mean: f64,
}

impl Solved<'_> {
    /// What an effect adds to the error of a design, and whether it is one of order.
    pub(super) fn error_of(&self, effect: usize, sizes: &Sizes) -> Option<(f64, bool)> {
        let (own, error) = (self.sets[effect], self.components[effect].error);
        let others = self.averaged(effect);
        let random = error || others & !sizes.fixed != 0;
        random.then(|| (1.0 / self.divisor(others, sizes), own & UNIT != 0))
    }

    pub(super) fn divisor(&self, facets: Set, sizes: &Sizes) -> f64 {
        members(facets).fold(1.0, |product, at| product * sizes.levels[at])
    }

    pub(super) fn parts(&self, components: &[f64], sizes: &Sizes) -> Parts {
        let mut parts = Parts::default();
        for (at, variance) in components.iter().enumerate() {
            let others = self.averaged(at);
            let has_unit = self.sets[at] & UNIT != 0;
            match self.error_of(at, sizes) {
                Some((share, of_order)) => {
                    parts.absolute += variance * share;
                    parts.relative += if of_order { variance * share } else { 0.0 };
                }
                None if has_unit => parts.universe += variance / self.divisor(others, sizes),
                None => continue,
            }
            parts.mean += variance * self.components[at].in_mean;
        }
        parts
    }
}

impl Parts {
    /// All results, in the order of [`FIELDS`].
    fn results(&self, distance: Option<f64>) -> [Option<f64>; 8] {
        let of = |signal: f64, error: f64| (signal + error > 0.0).then(|| signal / (signal + error));
        [
            Some(self.universe),
            Some(self.relative),
            Some(self.absolute),
            Some(self.relative.sqrt()),
            Some(self.absolute.sqrt()),
            of(self.universe, self.relative),
            of(self.universe, self.absolute),
            distance.and_then(|distance| of(self.universe + distance, self.absolute)),
        ]
    }

    pub(super) fn generalizability(&self) -> Option<f64> {
        self.results(None)[5]
    }

    pub(super) fn dependability(&self) -> Option<f64> {
        self.results(None)[6]
    }
}

const FIELDS: [&str; 8] = [
    "universeScore",
    "relativeError",
    "absoluteError",
    "relativeSem",
    "absoluteSem",
    "generalizability",
    "dependability",
    "dependabilityAtCut",
];

/// The middle part of some replicates: one more would be as likely to fall between any two neighbours as outside.
pub(super) fn interval(mut replicates: Vec<f64>, confidence: f64) -> Option<Interval> {
    replicates.sort_unstable_by(f64::total_cmp);
    let outside = ((replicates.len() + 1) as f64 * (1.0 - confidence) / 2.0) as usize;
    let outside = outside.saturating_sub(1);
    let last = replicates.len().checked_sub(1 + outside)?;
    Some(Interval { lower: *replicates.get(outside)?, upper: *replicates.get(last)? })
}

/// The results of a design, each with its interval.
fn results(
    solved: &Solved<'_>,
    sizes: &Sizes,
    cut: Option<f64>,
    replicates: &[(Vec<f64>, f64)],
    confidence: f64,
) -> [Option<Projection>; 8] {
    let parts = solved.parts(&solved.variances(), sizes);
    let apart = cut.map(|cut| solved.mean - cut);
    let values = parts.results(apart.map(|apart| (apart * apart - parts.mean).max(0.0)));
    let mut columns = [const { Vec::new() }; 8];
    for (components, normal) in replicates {
        let parts = solved.parts(components, sizes);
        let apart = apart.map(|apart| apart - normal * parts.mean.sqrt());
        let results = parts.results(apart.map(|apart| apart * apart));
        columns.iter_mut().zip(results).for_each(|(columns, result)| columns.extend(result));
    }
    let mut columns = columns.into_iter();
    values.map(|value| {
        let interval = interval(columns.next()?, confidence);
        value.map(|value| Projection { value, interval })
    })
}

impl Study {
    /// Designs of a grid, facet by facet.
    fn grid(&self, solved: &Solved<'_>, options: &DecisionOptions) -> Vec<Sizes> {
        let fixed = solved.set_of(&options.fixed);
        let mut designs = vec![Vec::new()];
        for facet in solved.facets {
            let wanted = options.sizes.get(&facet.name);
            let wanted = wanted
                .map_or_else(|| vec![facet.size], |sizes| sizes.iter().map(|n| f64::from(*n)).collect());
            let with = |design: &Vec<f64>| {
                wanted.iter().map(|n| [design.as_slice(), &[*n]].concat()).collect::<Vec<_>>()
            };
            designs = designs.iter().flat_map(with).collect();
        }
        designs.into_iter().map(|levels| Sizes { levels, fixed }).collect()
    }

    fn blank(&self) -> Decision {
        Decision {
            role: self.role.clone(),
            occasion: self.occasion.clone(),
            construct: self.construct.clone(),
            sizes: ByName::new(),
            ratings: 0.0,
            universe_score: None,
            relative_error: None,
            absolute_error: None,
            relative_sem: None,
            absolute_sem: None,
            generalizability: None,
            dependability: None,
            dependability_at_cut: None,
            undefined: Undefined::default(),
            cautions: self.decision_cautions(),
        }
    }

    /// What to bear in mind of all that rests on the components.
    pub(super) fn decision_cautions(&self) -> Vec<DecisionCaution> {
        let below = self.components.iter().any(|component| component.raw < 0.0);
        let positions =
            self.components.iter().any(|component| component.cautions.contains(&ComponentCaution::Positions));
        let below = below.then_some(DecisionCaution::ComponentBelowZero);
        below.into_iter().chain(positions.then_some(DecisionCaution::Positions)).collect()
    }

    /// Why nothing can be drawn again.
    pub(super) fn no_replicates(&self) -> Option<Reason> {
        (self.estimator == Some(Estimator::Henderson)).then_some(Reason::Unbalanced)
    }

    fn decide(&self, options: &DecisionOptions) -> Result<Vec<Decision>> {
        let solved = match self.planned(options.design.as_deref())? {
            Ok(solved) => solved,
            Err(reason) => {
                let mut decision = self.blank();
                decision.undefined.all(&FIELDS, reason);
                return Ok(vec![decision]);
            }
        };
        let reason = self.no_replicates();
        let replicates =
            solved.replicates(options.seed, if reason.is_some() { 0 } else { options.replicates });
        let cut = options.cut.or(self.cut);
        let mut decisions = Vec::new();
        for sizes in self.grid(&solved, options) {
            let mut decision = self.blank();
            let found = results(&solved, &sizes, cut, &replicates, options.confidence);
            for (field, _) in FIELDS.iter().zip(&found).filter(|(_, found)| found.is_none()) {
                let no_cut = cut.is_none() && *field == FIELDS[7];
                let reason = if no_cut { Reason::NoCut } else { Reason::ZeroBetweenVariance };
                decision.undefined.insert(*field, reason);
            }
            if let Some(reason) = reason {
                decision.undefined.insert("intervals", reason);
            }
            for (facet, levels) in solved.facets.iter().zip(&sizes.levels).skip(1) {
                decision.sizes.insert(facet.name.as_str(), *levels);
            }
            decision.ratings = sizes.levels[1..].iter().fold(1.0, |product, levels| product * levels);
            [
                decision.universe_score,
                decision.relative_error,
                decision.absolute_error,
                decision.relative_sem,
                decision.absolute_sem,
                decision.generalizability,
                decision.dependability,
                decision.dependability_at_cut,
            ] = found;
            decisions.push(decision);
        }
        Ok(decisions)
    }

    /// The study with facets nested as they will be, or why nothing can be said of it.
    pub(super) fn planned(&self, design: Option<&str>) -> Result<std::result::Result<Solved<'_>, Reason>> {
        let Some(solved) = self.solved() else { return Ok(Err(self.reason.unwrap_or(Reason::NoVariance))) };
        let Some(design) = design else { return Ok(Ok(solved)) };
        Ok(solved.nested(&Notation::read(design)?).ok_or(Reason::Confounded))
    }
}

impl Generalizability {
    /// Whether options name facets that some study has; the first facet is never one.
    pub(super) fn check_names<'a>(&self, given: impl Iterator<Item = (String, &'a str)>) -> Result<()> {
        let known = self.facets();
        let mut problems = Problems::of(ErrorKind::Estimation);
        // Where there is no study to speak of, no facet is known.
        let none = self.studies.iter().all(|study| study.components.is_empty());
        for (path, name) in given.filter(|(_, name)| !none && !known.contains(name)) {
            problems.push(Problem::new(ErrorCode::NotInData, Place::path(path)).with("what", name));
        }
        problems.finish(())
    }

    /// Whether a design names facets that some study has, and does not nest what is measured.
    pub(super) fn check_design(&self, design: Option<&str>) -> Result<()> {
        let (Some(design), Some(unit)) = (design, self.studies.iter().find_map(|study| study.facets.first()))
        else {
            return Ok(());
        };
        let design = Notation::read(design)?;
        let refused = |what: &'static str| {
            let what = Message::new(what).text("found", unit.name.as_str());
            Problem::new(ErrorCode::InvalidOption, Place::path("design")).say("what", what)
        };
        match design.facets.iter().position(|facet| *facet == unit.name) {
            None => return Err(refused("design.lacks").into()),
            Some(at) if design.within[at] != 0 => return Err(refused("design.unit").into()),
            Some(_) => {}
        }
        let others = design.facets.iter().filter(|facet| **facet != unit.name);
        self.check_names(others.map(|facet| ("design".to_owned(), facet.as_str())))
    }

    /// What scores of other numbers of raters, criteria and occasions would be worth.
    ///
    /// # Errors
    /// `invalid_option`; `not_in_data` for a facet that no study has.
    ///
    /// ```
    /// use collabpro_core::Generalizability;
    /// use collabpro_core::generalizability::{DecisionOptions, StudyOptions};
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// // Shrout & Fleiss (1979): six targets, four judges.
    /// let ratings = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7];
    /// let columns = ColumnSet::new()
    ///     .integers("unit", (0..24).map(|at| Some(at / 4)))
    ///     .integers("judge", (0..24).map(|at| Some(at % 4)))
    ///     .integers("rating", ratings.map(Some));
    /// let found = Generalizability::of(&[columns], StudyOptions::new())?;
    /// let decided = found.decide(DecisionOptions::new().sizes("judge", [1, 4]))?;
    /// // With one judge that is ICC(C,1), with four ICC(C,4).
    /// let value = |at: usize| decided.decisions[at].generalizability.map(|found| (found.value * 1e4).round());
    /// assert_eq!((value(0), value(1)), (Some(7148.0), Some(9093.0)));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn decide<'w>(&self, options: impl Into<Watched<'w, DecisionOptions>>) -> Result<Decisions> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let sizes = options.sizes.iter().map(|(facet, _)| (format!("sizes.{facet}"), facet));
            let fixed = options.fixed.iter().map(|facet| ("fixed".to_owned(), facet.as_str()));
            self.check_names(sizes.chain(fixed))?;
            self.check_design(options.design.as_deref())?;
            let mut decisions = Vec::new();
            for (at, study) in self.studies.iter().enumerate() {
                ask(watch, at as u64, Some(self.studies.len() as u64))?;
                decisions.extend(study.decide(&options)?);
            }
            Ok(Decisions { options, generator: Random::GENERATOR, decisions })
        })
    }
}
