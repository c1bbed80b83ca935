//! Scores adjusted for rater severity: what the model says of each unit, told as the observed score is.

use std::collections::BTreeMap;

use collabpro_derive::options;

use super::design::of_ratings::{Gathered, Part, gathered};
use super::likelihood::model::probabilities;
use super::options::{RaschCorrection, RaschEstimation, RaschOptions};
use super::results::{RaschMeasure, RaschScale};
use super::{Rasch, RaschState};
use crate::base::error::{Error, ErrorCode, Result};
use crate::base::watch::{Stages, Watch, Watched, ask};
use crate::framework::Construct;
use crate::ratings::RaterLink;
use crate::rubric::Rubric;
use crate::scoring::{
    Adjusted, AdjustedBy, AdjustedMean, AdjustedShare, Adjustment, Interval, Reason, Score, Scores, Yardstick,
};
use crate::tally::{Respondent, RespondentCounts};

/// What is estimated together: units at their occasions, raters, criteria.
const PARTS: [Part; 3] = [Part::Place, Part::Rater, Part::Criterion];

/// Options of an adjustment for rater severity.
#[options]
#[derive(Copy)]
pub struct AdjustOptions {
    /// What is maximised.
    estimation: RaschEstimation,
    /// Whether each criterion has thresholds of its own; otherwise all share them.
    partial_credit: bool,
    /// Whether measures are corrected for the bias of joint estimation.
    correction: RaschCorrection,
}

impl AdjustOptions {
    fn rasch(self, confidence: f64) -> RaschOptions {
        let mut options = RaschOptions::new();
        options.estimation = self.estimation;
        options.correction = self.correction;
        options.partial_credit = self.partial_credit.then(|| "criterion".to_owned());
        options.confidence = confidence;
        options.unexpected = 0;
        options
    }
}

impl Scores {
    /// The same scores with values beside the observed ones that are adjusted for rater severity: what raters of mean severity are
    /// expected to give, by a many-facet Rasch analysis of each construct and informant group over all units and occasions.
    ///
    /// What was observed stays as it is, and everything that takes scores takes these. Severities are those of a rater on all
    /// units and at all occasions; their mean is that of the raters of the group. Only what the design ties together is adjusted, and
    /// only by analyses that came to the highest likelihood; of all others there is a reason. Warning signs are only counted.
    ///
    /// # Errors
    /// `consensus_ratings`, `grain_too_coarse`; `not_identified` where no construct of any group can be adjusted, because nobody
    /// links the units or nobody knows who does.
    ///
    /// ```
    /// use collabpro_core::rasch::AdjustOptions;
    /// use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
    /// use collabpro_core::{Observed, Rubric};
    ///
    /// // c is strict, and saw the second school alone; a and b saw both.
    /// let seen = [("Ash", "a", [2, 3, 3]), ("Ash", "b", [1, 2, 3]), ("Elm", "a", [3, 3, 2]), ("Elm", "b", [3, 2, 3]), ("Elm", "c", [1, 1, 2])];
    /// let mut csv = "unit,rater,criterion,level\n".to_owned();
    /// for (unit, rater, levels) in seen {
    ///     for (criterion, level) in ["7a", "7b", "7c"].iter().zip(levels) {
    ///         csv += &format!("{unit},{rater},{criterion},{level}\n");
    ///     }
    /// }
    /// let read = ReadOptions::new().link(RaterLink::Persistent);
    /// let ratings = Reader::new(&Rubric::bundled()).options(read).read(csv.as_bytes())?;
    /// let scores = ratings.score(Observed::new())?.adjust(AdjustOptions::new())?;
    /// let elm = &scores.constructs()[1];
    /// let (seen, adjusted) = (elm.mean.as_ref().unwrap(), elm.adjusted.as_ref().unwrap());
    /// assert!(adjusted.mean.unwrap().value > seen.value);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn adjust<'w>(&self, options: impl Into<Watched<'w, AdjustOptions>>) -> Result<Self> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let counts = self.tally().of_raters()?;
            let groups = self.groups();
            let mut stages = Stages::of(groups.len() as u64, watch);
            let mut values: Vec<Option<Adjusted>> = self.constructs().iter().map(|_| None).collect();
            let mut adjustments = Vec::new();
            let mut refused = None;
            for ((construct, role), own) in groups {
                let (construct, _) = &self.rubric().constructs()[construct];
                let group = Group { scores: self, counts, construct, role, own };
                let stage = &mut stages.stage(1);
                ask(stage, 0, Some(1))?;
                let (made, error) = group.adjust(options, &mut values, stage)?;
                refused = refused.or(error);
                adjustments.push(made);
            }
            match refused {
                Some(error) if adjustments.iter().all(|one| one.reason.is_some()) => Err(error),
                _ => Ok(self.beside(adjustments, values)),
            }
        })
    }

    /// For each construct and informant group where its scores stand.
    fn groups(&self) -> BTreeMap<(usize, Option<&str>), Vec<usize>> {
        let constructs = self.rubric().constructs();
        let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, score) in
            self.constructs().iter().enumerate().filter(|(_, score)| !score.construct.is_sign())
        {
            if let Some(construct) = constructs.iter().position(|(known, _)| *known == score.construct) {
                groups.entry((construct, score.role.as_deref())).or_default().push(at);
            }
        }
        groups
    }
}

/// The scores of a construct, as one informant group sees it.
struct Group<'a> {
    scores: &'a Scores,
    counts: &'a RespondentCounts,
    construct: &'a Construct,
    role: Option<&'a str>,
    own: Vec<usize>,
}

impl Group<'_> {
    /// Puts its values among all; and the analysis, with the error where the design does not tie its measures together.
    fn adjust(
        &self,
        options: AdjustOptions,
        values: &mut [Option<Adjusted>],
        watch: &mut dyn Watch,
    ) -> Result<(Adjustment, Option<Error>)> {
        let tally = self.scores.tally();
        let names = tally.names();
        let find = |all: &[Box<str>], id: &str| all.binary_search_by(|own| (**own).cmp(id)).ok();
        let mut cells: BTreeMap<(u32, u16), (usize, Vec<u16>)> = BTreeMap::new();
        for at in &self.own {
            let score = &self.scores.constructs()[*at];
            let place = find(&names.units, &score.unit).zip(find(&names.occasions, &score.occasion));
            let criteria = score.criteria.iter().filter_map(|id| tally.rubric().position(id)).collect();
            cells.extend(place.map(|(unit, occasion)| ((unit as u32, occasion as u16), (*at, criteria))));
        }
        let role = self.role.and_then(|role| find(&names.roles, role));
        let holds = |one: &Respondent| self.role.is_none() || role == Some(usize::from(one.role));
        let rests_on = |one: &Respondent, criterion: u16| {
            cells.get(&(one.unit, one.occasion)).is_some_and(|(_, criteria)| criteria.contains(&criterion))
        };
        let rasch = options.rasch(self.scores.options().confidence);
        let mut made = Adjustment {
            role: self.role.map(str::to_owned),
            construct: self.construct.clone(),
            by: match options.estimation {
                RaschEstimation::Joint => AdjustedBy::Joint,
                RaschEstimation::Marginal => AdjustedBy::Marginal,
                RaschEstimation::Conditional => AdjustedBy::Conditional,
            },
            partial_credit: options.partial_credit,
            units: 0,
            raters: 0,
            ratings: 0,
            ratings_per_unit: None,
            correction_factor: 1.0,
            reason: None,
        };
        let found = match gathered(tally, self.counts, &PARTS, &holds, &rests_on, &rasch, true) {
            Err(error) if error.code() == ErrorCode::NoRows => Err(Reason::NoRatings),
            Err(error) => return Err(error),
            Ok(found) => found.ok_or(Reason::MixedScales),
        };
        let mut refused = None;
        let found = match found {
            Ok(found) => {
                let [units, raters] = [0, 1].map(|facet| found.long.elements[facet].len() as u32);
                (made.units, made.raters, made.ratings) = (units, raters, found.long.categories.len() as u32);
                match Rasch::of_long(&found.long, rasch, watch) {
                    Ok(_) if raters == 1 => Err(Reason::OneRater),
                    Ok(rasch) => {
                        made.ratings_per_unit = rasch.ratings_per_unit;
                        made.correction_factor = rasch.correction_factor;
                        match rasch.state {
                            RaschState::Converged => Ok((found, rasch)),
                            RaschState::NothingLeft => Err(Reason::ExtremeScore),
                            _ => Err(Reason::NotConverged),
                        }
                    }
                    Err(error) if error.code() == ErrorCode::NotIdentified => {
                        refused = Some(error);
                        let is_linked = tally.link() == RaterLink::Persistent;
                        Err(if is_linked { Reason::NotLinked } else { Reason::AnonymousRaters })
                    }
                    Err(error) => return Err(error),
                }
            }
            Err(reason) => Err(reason),
        };
        made.reason = found.as_ref().err().copied();
        let measured = found.as_ref().ok().map(|(found, rasch)| Measured::new(found, rasch, tally.rubric()));
        for (place, (at, _)) in &cells {
            let score = &self.scores.constructs()[*at];
            values[*at] = Some(match (&measured, made.reason) {
                (Some(measured), _) => measured.value(*place, score),
                (None, reason) => Adjusted::without(reason.unwrap_or(Reason::NotConverged)),
            });
        }
        Ok((made, refused))
    }
}

/// What an analysis found.
struct Measured<'a> {
    rubric: &'a Rubric,
    units: BTreeMap<(u32, u16), &'a RaschMeasure>,
    criteria: BTreeMap<&'a str, &'a RaschMeasure>,
    scales: BTreeMap<Option<&'a str>, Steps>,
    is_partial: bool,
}

/// The estimated categories of a set of thresholds.
struct Steps {
    /// Levels of the scale that they stand for.
    levels: Vec<usize>,
    /// Exponentials of the negative thresholds between them.
    odds: Vec<f64>,
}

impl Steps {
    fn of(scale: &RaschScale) -> Self {
        let mut made = Self { levels: Vec::new(), odds: Vec::new() };
        for (level, category) in scale.categories.iter().enumerate() {
            match category.threshold {
                Some(threshold) => made.odds.push(libm::exp(-threshold)),
                None if category.undefined.get("threshold") != Some(Reason::LowestCategory) => continue,
                None => {}
            }
            made.levels.push(level);
        }
        made
    }

    /// Adds to the shares at each level above the lowest those that are expected at a sum of measures.
    fn add(&self, place: f64, shares: &mut [f64]) {
        let mut chances = vec![0.0; self.odds.len() + 1];
        probabilities(libm::exp(place), &self.odds, &mut chances);
        for (share, level) in shares.iter_mut().zip(1..) {
            let above = self.levels.iter().zip(&chances).filter(|(own, _)| **own >= level);
            *share += above.map(|(_, chance)| chance).sum::<f64>();
        }
    }
}

impl<'a> Measured<'a> {
    fn new(found: &Gathered, rasch: &'a Rasch, rubric: &'a Rubric) -> Self {
        let of = |facet: &'static str| rasch.measures.iter().filter(move |row| row.facet == facet);
        Self {
            rubric,
            units: found.units.iter().copied().zip(of("unit")).collect(),
            criteria: of("criterion").map(|row| (row.element.as_str(), row)).collect(),
            scales: rasch.scales.iter().map(|scale| (scale.element.as_deref(), Steps::of(scale))).collect(),
            is_partial: rasch.options.partial_credit.is_some(),
        }
    }

    /// The value of a unit at an occasion, beside its observed score; nothing where that is not there.
    fn value(&self, place: (u32, u16), score: &Score) -> Adjusted {
        if score.mean.is_none() {
            return Adjusted::without(score.undefined.get("mean").unwrap_or(Reason::NoRatings));
        }
        let Some(row) = self.units.get(&place) else { return Adjusted::without(Reason::NoRatings) };
        let (Some(measure), Some(standard_error), Some(interval)) =
            (row.measure, row.standard_error, row.interval)
        else {
            let why = row.undefined.get("measure").or(row.undefined.get("interval"));
            return Adjusted::without(why.unwrap_or(Reason::NotConverged));
        };
        let told = [measure, interval.lower, interval.upper].map(|at| self.expected(at, score));
        let [value, lower, upper] = match told {
            [Ok(value), Ok(lower), Ok(upper)] => [value, lower, upper],
            [Err(why), ..] | [_, Err(why), _] | [.., Err(why)] => return Adjusted::without(why),
        };
        let Some(scale) = score.criteria.first().and_then(|id| self.rubric.scale_of(id)) else {
            return Adjusted::without(Reason::NoRatings);
        };
        let yardstick = Yardstick::mean(scale);
        let mean = |shares: &[f64]| yardstick.place(shares.iter().sum::<f64>() / yardstick.steps());
        let mut made = Adjusted { measure: Some(measure), ..Adjusted::default() };
        made.standard_error = Some(standard_error);
        made.interval = Some(interval);
        made.mean = Some(AdjustedMean {
            value: mean(&value),
            interval: Interval { lower: mean(&lower), upper: mean(&upper) },
        });
        match &score.shares {
            Some(shares) => {
                let share = |(at, share): (usize, &crate::scoring::Share)| AdjustedShare {
                    from: share.from.clone(),
                    value: value[at],
                    interval: Interval { lower: lower[at], upper: upper[at] },
                };
                made.shares = Some(shares.iter().enumerate().map(share).collect());
            }
            None => made.undefined.insert("shares", score.undefined.get("shares").unwrap_or(Reason::NoCut)),
        }
        made
    }

    /// Shares at each level above the lowest that raters of mean severity give to a unit with this measure: the mean over the criteria
    /// of its score.
    fn expected(&self, measure: f64, score: &Score) -> std::result::Result<Vec<f64>, Reason> {
        let levels = score.criteria.first().and_then(|id| self.rubric.scale_of(id));
        let mut shares = vec![0.0; levels.map_or(0, |scale| scale.categories().len() - 1)];
        for id in &score.criteria {
            let row = self.criteria.get(id.as_str()).ok_or(Reason::IncompleteConstruct)?;
            let why = || row.undefined.get("measure").unwrap_or(Reason::NotConverged);
            let difficulty = row.measure.ok_or_else(why)?;
            let steps = self.scales.get(&self.is_partial.then_some(id.as_str())).ok_or(Reason::NoVariance)?;
            if steps.odds.is_empty() {
                return Err(Reason::NoVariance);
            }
            steps.add(measure - difficulty, &mut shares);
        }
        let criteria = score.criteria.len().max(1) as f64;
        shares.iter_mut().for_each(|share| *share /= criteria);
        Ok(shares)
    }
}

#[cfg(test)]
mod tests;
