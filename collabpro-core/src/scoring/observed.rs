//! Observed scores of a tally: every unit, occasion, informant group, construct and criterion.

use std::ops::Range;
use std::sync::Arc;

use super::estimate::{Critical, wilson};
use super::{
    Caution, Coverage, CriterionLevels, Inner, Interval, Mean, Measure, NO_RATING, Observed, Reason, Score,
    Scores, Share, Standing, Undefined, Yardstick,
};
use crate::base::error::{Error, ErrorCode, Place, Problem, Problems, Result};
use crate::base::watch::{Watch, ask};
use crate::framework::Construct;
use crate::ratings::RatingKind;
use crate::rubric::{Polarity, Rating, Rubric, Scale};
use crate::tally::{Counts, RespondentCounts, Tally};
use crate::units::Units;

pub(super) fn score(
    tally: &Tally,
    units: &Units,
    options: Observed,
    watch: &mut dyn Watch,
) -> Result<Scores> {
    let names: Vec<&str> = tally.occasions().collect();
    let order = units.order(&names);
    // A then-test is scored in its place, but it is no occasion before or after another.
    let real = |at: &&usize| units.then_test_about(names[**at]).is_none();
    let occasions =
        order.as_ref().map(|order| order.iter().filter(real).map(|at| names[*at].to_owned()).collect());
    let order = order.unwrap_or_else(|| (0..names.len()).collect());
    let critical = Critical::new(options.confidence).ok_or_else(|| Error::internal("confidence"))?;
    let places = places(tally, &order);
    let mut maker = Maker {
        tally,
        units,
        options,
        critical,
        watch,
        step: (0, places.len() as u64),
        since: WORK,
        coverage: Vec::new(),
        constructs: Vec::new(),
        criteria: Vec::new(),
        problems: Problems::default(),
    };
    for place in places {
        maker.place((place >> 16) as u32, order[usize::from(place as u16)] as u16)?;
        maker.step.0 += 1;
    }
    maker.problems.finish(())?;
    Ok(Scores(Arc::new(Inner {
        tally: tally.clone(),
        units: units.clone(),
        options,
        occasions,
        coverage: maker.coverage,
        constructs: maker.constructs,
        criteria: maker.criteria,
        adjustments: Vec::new(),
    })))
}

/// Each unit at each of its occasions, by unit and the place of the occasion in their order.
fn places(tally: &Tally, order: &[usize]) -> Vec<u64> {
    let mut rank = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, at)| rank[*at] = place as u64);
    let place = |unit: u32, occasion: u16| u64::from(unit) << 16 | rank[usize::from(occasion)];
    let mut places: Vec<u64> = match tally.counts() {
        Counts::Raters(cells) => cells.respondents.iter().map(|at| place(at.unit, at.occasion)).collect(),
        Counts::Units(cells) => cells.keys.iter().map(|at| place(at.unit, at.occasion)).collect(),
    };
    places.dedup();
    places.sort_unstable();
    places
}

/// What is about a unit, of what stands by unit in byte order.
pub(crate) fn of_unit<'a, T>(all: &'a [T], unit: &str, its: fn(&T) -> &String) -> &'a [T] {
    let first = all.partition_point(|one| its(one).as_str() < unit);
    let rest = all.get(first..).unwrap_or_default();
    rest.get(..rest.partition_point(|one| its(one) == unit)).unwrap_or_default()
}

/// Every rating of one informant group: for each rater one level for each criterion of the rubric.
pub(crate) struct Responses {
    /// Codes of the raters, in byte order of their names.
    pub(crate) raters: Vec<u32>,
    ratings: Vec<u8>,
    criteria: usize,
}

/// In a [`Responses`]: this person was not asked, or the row did not come.
const NOT_ASKED: u8 = Rating::MISSING - 1;

impl Responses {
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.ratings.chunks_exact(self.criteria.max(1))
    }

    /// A rater's levels on every criterion of the rubric, polarity applied; [`NO_RATING`] where there is none.
    pub(crate) fn levels(&self, rubric: &Rubric, person: usize) -> Vec<u8> {
        let mut levels = self.ratings[person * self.criteria..][..self.criteria].to_vec();
        for (criterion, level) in (0..).zip(&mut levels) {
            let turned = !rubric.criteria()[usize::from(criterion)].construct.is_sign();
            *level = if *level < NOT_ASKED { oriented(rubric, criterion, *level, turned) } else { NO_RATING };
        }
        levels
    }

    /// For each criterion whether a rater has seen what it is about: by a rating, or said not to have; else nothing.
    pub(crate) fn seen(&self, person: usize) -> impl Iterator<Item = Option<bool>> {
        let ratings = &self.ratings[person * self.criteria..][..self.criteria];
        ratings.iter().map(|rating| match *rating {
            Rating::MISSING => Some(false),
            rating => (rating < NOT_ASKED).then_some(true),
        })
    }

    /// Codes of the people behind the rows of [`Responses::levels_on`]: those with a rating on at least one of the
    /// criteria.
    pub(crate) fn raters_of(&self, criteria: &[u16]) -> impl Iterator<Item = u32> {
        let rated = |row: &[u8]| criteria.iter().any(|criterion| row[usize::from(*criterion)] < NOT_ASKED);
        self.raters.iter().zip(self.rows()).filter(move |(_, row)| rated(row)).map(|(rater, _)| *rater)
    }

    /// The ratings on some criteria, turned round where the polarity asks for it.
    pub(crate) fn levels_on(&self, rubric: &Rubric, criteria: &[u16], turned: bool) -> CriterionLevels {
        let mut levels = Vec::with_capacity(self.raters.len() * criteria.len());
        for row in self.rows() {
            for criterion in criteria {
                let rating = row[usize::from(*criterion)];
                let given = rating < NOT_ASKED;
                levels.push(if given { oriented(rubric, *criterion, rating, turned) } else { NO_RATING });
            }
        }
        CriterionLevels::new(criteria.len(), levels)
    }
}

/// A level with the polarity of its criterion applied.
pub(crate) fn oriented(rubric: &Rubric, criterion: u16, level: u8, turned: bool) -> u8 {
    if turned && rubric.criteria()[usize::from(criterion)].polarity == Polarity::Negative {
        (rubric.scale(criterion).categories().len() - 1) as u8 - level
    } else {
        level
    }
}

/// The informant groups of a unit and occasion, with their roles: each role, and everyone where that is another set of
/// raters.
pub(crate) fn responses<'a>(
    tally: &'a Tally,
    counts: &RespondentCounts,
    unit: u32,
    occasion: u16,
) -> Vec<(Option<&'a str>, Responses)> {
    let key = (unit, occasion);
    let start = counts.respondents.partition_point(|at| (at.unit, at.occasion) < key);
    let part = start..counts.respondents.partition_point(|at| (at.unit, at.occasion) <= key);
    let names = &tally.names().roles;
    let mut seen = vec![false; names.len()];
    counts.respondents[part.clone()].iter().for_each(|at| seen[usize::from(at.role)] = true);
    let roles: Vec<u8> = (0..names.len()).filter(|role| seen[*role]).map(|role| role as u8).collect();
    let named = |role: u8| &*names[usize::from(role)];
    let unnamed = roles.iter().any(|role| named(*role).is_empty());
    let mut sheets = Vec::new();
    if roles.len() > 1 || unnamed {
        sheets.push((None, sheet(tally, counts, part.clone(), None)));
    }
    if roles.len() > 1 || !unnamed {
        for role in roles {
            sheets.push((Some(named(role)), sheet(tally, counts, part.clone(), Some(role))));
        }
    }
    sheets
}

/// As [`responses`], by the names of the unit and the occasion.
pub(crate) fn responses_of<'a>(
    tally: &'a Tally,
    counts: &RespondentCounts,
    unit: &str,
    occasion: &str,
) -> Vec<(Option<&'a str>, Responses)> {
    let find = |names: &[Box<str>], id: &str| names.binary_search_by(|name| (**name).cmp(id));
    match (find(&tally.names().units, unit), find(&tally.names().occasions, occasion)) {
        (Ok(unit), Ok(occasion)) => responses(tally, counts, unit as u32, occasion as u16),
        _ => Vec::new(),
    }
}

fn sheet(tally: &Tally, counts: &RespondentCounts, part: Range<usize>, role: Option<u8>) -> Responses {
    let criteria = tally.rubric().criteria().len();
    let mut sheet = Responses { raters: Vec::new(), ratings: Vec::new(), criteria };
    for at in part {
        let respondent = counts.respondents[at];
        if role.is_some_and(|role| role != respondent.role) {
            continue;
        }
        // Respondents come in the order of raters, so a rater's rows in two roles are neighbours.
        if sheet.raters.last() != Some(&respondent.rater) {
            sheet.raters.push(respondent.rater);
            sheet.ratings.resize(sheet.raters.len() * criteria, NOT_ASKED);
        }
        let start = sheet.ratings.len() - criteria;
        for cell in counts.starts[at]..counts.starts[at + 1] {
            sheet.ratings[start + usize::from(counts.criteria[cell])] = counts.ratings[cell];
        }
    }
    sheet
}

/// An informant group of a unit and occasion.
struct InformantGroup<'a> {
    unit: &'a str,
    occasion: &'a str,
    role: Option<&'a str>,
    size: Option<u32>,
    ratings: GroupRatings<'a>,
}

enum GroupRatings<'a> {
    Responses(Responses),
    /// For each criterion of the rubric its counts, if there are any: who rated what is not known.
    Counts(Vec<Option<&'a [u64]>>),
}

impl GroupRatings<'_> {
    fn asked(&self, criteria: &[u16]) -> bool {
        match self {
            Self::Responses(sheet) => {
                sheet.rows().any(|row| criteria.iter().any(|at| row[usize::from(*at)] != NOT_ASKED))
            }
            Self::Counts(counts) => criteria.iter().any(|at| counts[usize::from(*at)].is_some()),
        }
    }

    /// The ratings on some criteria. From counts only shares may be read.
    fn levels_on(&self, rubric: &Rubric, criteria: &[u16], turned: bool) -> CriterionLevels {
        let counts = match self {
            Self::Responses(sheet) => return sheet.levels_on(rubric, criteria, turned),
            Self::Counts(counts) => counts,
        };
        let given = |criterion: u16| {
            let levels = rubric.scale(criterion).categories().len();
            counts[usize::from(criterion)].map_or(&[][..], |counts| &counts[..levels])
        };
        let rows = criteria.iter().map(|at| given(*at).iter().sum::<u64>() as usize).max().unwrap_or(0);
        let mut levels = vec![NO_RATING; rows * criteria.len()];
        for (column, criterion) in criteria.iter().enumerate() {
            let mut at = column;
            for (level, count) in (0..).zip(given(*criterion)) {
                for _ in 0..*count {
                    levels[at] = oriented(rubric, *criterion, level, turned);
                    at += criteria.len();
                }
            }
        }
        CriterionLevels::new(criteria.len(), levels)
    }

    /// How many raters gave a rating, and how many ratings there are: given, and missing for each reason. In counts the
    /// largest number of ratings on a criterion stands for the raters.
    fn count(&self, rubric: &Rubric) -> (u32, [u64; 4]) {
        let (mut raters, mut ratings) = (0_u32, [0; 4]);
        match self {
            Self::Responses(sheet) => {
                for row in sheet.rows() {
                    raters += u32::from(row.iter().any(|rating| *rating < NOT_ASKED));
                    for rating in row.iter().filter(|rating| **rating != NOT_ASKED) {
                        ratings[usize::from(rating.saturating_sub(NOT_ASKED))] += 1;
                    }
                }
            }
            Self::Counts(counts) => {
                for (criterion, counts) in (0..).zip(counts) {
                    let levels = rubric.scale(criterion).categories().len();
                    let before = ratings[0];
                    for (slot, count) in counts.unwrap_or_default().iter().enumerate() {
                        ratings[(slot + 1).saturating_sub(levels)] += count;
                    }
                    raters = raters.max(u32::try_from(ratings[0] - before).unwrap_or(u32::MAX));
                }
            }
        }
        (raters, ratings)
    }
}

/// Work between two questions to the watcher, in ratings that are looked at: a few milliseconds.
const WORK: usize = 1 << 16;

/// What a score takes without its ratings, counted as they are.
const A_SCORE: usize = 1 << 7;

struct Maker<'a> {
    tally: &'a Tally,
    units: &'a Units,
    options: Observed,
    critical: Critical,
    watch: &'a mut dyn Watch,
    /// How many places are done, of how many.
    step: (u64, u64),
    /// Work since the watcher was asked.
    since: usize,
    coverage: Vec<Coverage>,
    constructs: Vec<Score>,
    criteria: Vec<Score>,
    problems: Problems,
}

impl Maker<'_> {
    fn place(&mut self, unit: u32, occasion: u16) -> Result<()> {
        let (tally, units) = (self.tally, self.units);
        let names = tally.names();
        let (unit_name, occasion_name) =
            (&*names.units[unit as usize], &*names.occasions[usize::from(occasion)]);
        let mut groups: Vec<InformantGroup<'_>> = Vec::new();
        let group = |role, ratings| InformantGroup {
            unit: unit_name,
            occasion: occasion_name,
            role,
            size: units.size(unit_name, role, occasion_name),
            ratings,
        };
        match tally.counts() {
            Counts::Raters(cells) => {
                for (role, sheet) in responses(tally, cells, unit, occasion) {
                    groups.push(group(role, GroupRatings::Responses(sheet)));
                }
            }
            Counts::Units(cells) => {
                let start = cells.keys.partition_point(|at| (at.unit, at.occasion) < (unit, occasion));
                for at in start..cells.keys.len() {
                    let key = cells.keys[at];
                    if (key.unit, key.occasion) != (unit, occasion) {
                        break;
                    }
                    let role = Some(&*names.roles[usize::from(key.role)]).filter(|role| !role.is_empty());
                    if groups.last().is_none_or(|last| last.role != role) {
                        groups.push(group(
                            role,
                            GroupRatings::Counts(vec![None; tally.rubric().criteria().len()]),
                        ));
                    }
                    if let Some(InformantGroup { ratings: GroupRatings::Counts(counts), .. }) =
                        groups.last_mut()
                    {
                        counts[usize::from(key.criterion)] = Some(cells.histogram(at));
                    }
                }
            }
        }
        let asked = |at: u16| groups.iter().any(|group| group.ratings.asked(&[at]));
        let short = self.options.form.is_short(tally.rubric(), &asked);
        groups.iter().try_for_each(|group| self.group(group, short))
    }

    /// Asks the watcher where enough has been done since the last time.
    fn ask(&mut self, ratings: usize) -> Result<()> {
        self.since += A_SCORE + ratings;
        if self.since >= WORK {
            self.since = 0;
            ask(self.watch, self.step.0, Some(self.step.1))?;
        }
        Ok(())
    }

    fn group(&mut self, group: &InformantGroup<'_>, short: bool) -> Result<()> {
        let rubric = self.tally.rubric();
        let InformantGroup { unit, occasion, role, size, ref ratings } = *group;
        let (raters, [given, not_observed, not_applicable, no_answer]) = ratings.count(rubric);
        if let (GroupRatings::Responses(_), Some(size)) = (ratings, size)
            && raters > size
        {
            let place = [unit, ", ", occasion, ", ", role.unwrap_or("*")].concat();
            let problem = Problem::new(ErrorCode::SizeExceeded, Place::path(place)).with("unit", unit);
            self.problems.push(problem.count("n", u64::from(raters)).count("size", u64::from(size)));
        }
        self.coverage.push(Coverage {
            unit: unit.to_owned(),
            occasion: occasion.to_owned(),
            role: role.map(str::to_owned),
            raters,
            size,
            ratings: given,
            not_observed,
            not_applicable,
            no_answer,
        });
        for (construct, criteria) in rubric.constructs() {
            let rests_on = |at: &u16| !short || rubric.criteria()[usize::from(*at)].short_form;
            let criteria = criteria.iter().copied().filter(rests_on).collect::<Vec<_>>();
            if ratings.asked(&criteria) {
                let score = self.score(group, construct, &criteria, false)?;
                self.constructs.push(score);
            }
            for criterion in criteria {
                if ratings.asked(&[criterion]) {
                    let score = self.score(group, construct, &[criterion], true)?;
                    self.criteria.push(score);
                }
            }
        }
        Ok(())
    }

    /// The score of a construct, or of a single criterion.
    fn score(
        &mut self,
        group: &InformantGroup<'_>,
        construct: &Construct,
        criteria: &[u16],
        single: bool,
    ) -> Result<Score> {
        let rubric = self.tally.rubric();
        let levels = group.ratings.levels_on(rubric, criteria, !construct.is_sign());
        self.ask(levels.raters() * criteria.len())?;
        let criterion = |at: usize| &rubric.criteria()[usize::from(criteria[at])];
        let ids = |which: &dyn Fn(usize) -> bool| -> Vec<String> {
            (0..criteria.len()).filter(|at| which(*at)).map(|at| criterion(at).id.clone()).collect()
        };
        let scale = rubric.scale(criteria[0]);
        let scale = Some(scale).filter(|one| criteria.iter().all(|at| rubric.scale(*at).id() == one.id()));
        let cut = scale.and_then(|scale| Some(&scale.categories()[usize::from(scale.cut()?)]));
        let raters = levels.raters() as u32;
        let mut score = Score {
            unit: group.unit.to_owned(),
            occasion: group.occasion.to_owned(),
            role: group.role.map(str::to_owned),
            construct: construct.clone(),
            criterion: single.then(|| criterion(0).id.clone()),
            criteria: ids(&|_| true),
            raters,
            ratings: levels.ratings(),
            size: group.size,
            standing: Standing::of(levels.raters()),
            kish: None,
            cut: cut.map(|cut| cut.id.clone()),
            shares: None,
            distribution: None,
            median: None,
            mean: None,
            adjusted: None,
            lacking: Vec::new(),
            undefined: Undefined::default(),
            cautions: Vec::new(),
        };
        score.cautions = cautions(&score);
        let barred = |at: usize| {
            let roles = &criterion(at).answerable_by;
            !group.role.is_none_or(|role| {
                roles.is_empty() || role.is_empty() || roles.iter().any(|known| known == role)
            })
        };
        let answered = levels.answered();
        if raters == 0 {
            score.lacking = ids(&barred);
            score.undefined.all(&WHOLE, Reason::NoRatings);
            return Ok(score);
        }
        for (at, answered) in answered.iter().enumerate() {
            if *answered == 0 || barred(at) {
                let id = &criterion(at).id;
                let place = score.lacking.partition_point(|known| known < id);
                score.lacking.insert(place, id.clone());
            }
        }
        if score.lacking.is_empty() && !levels.is_complete() {
            score.lacking = ids(&|at| answered[at] < 2 || 2 * answered[at] < raters);
        }
        if !score.lacking.is_empty() {
            score.undefined.all(&WHOLE, Reason::IncompleteConstruct);
            return Ok(score);
        }
        score.kish = Some(levels.kish());
        match scale {
            None => score.undefined.all(&WHOLE[..4], Reason::MixedScales),
            Some(scale) => {
                if cut.is_some() {
                    self.fill_shares(&mut score, &levels, scale);
                } else {
                    score.undefined.insert("shares", Reason::NoCut);
                }
                self.fill_whole_scale(&mut score, &levels, scale);
            }
        }
        if let GroupRatings::Counts(_) = group.ratings {
            forget_raters(&mut score);
        }
        Ok(score)
    }

    fn fill_shares(&mut self, score: &mut Score, rated: &CriterionLevels, scale: &Scale) {
        let mut shares = Vec::new();
        for (level, category) in (0..).zip(scale.categories()).skip(1) {
            let estimated = rated.estimate(Measure::Share(level));
            let interval = self.interval(score, &estimated);
            shares.push(Share {
                from: category.id.clone(),
                value: estimated.value,
                interval,
                non_response: non_response(estimated.value, score.raters, score.size),
                n_effective: estimated.n_effective,
            });
        }
        score.shares = Some(shares);
    }

    fn fill_whole_scale(&mut self, score: &mut Score, rated: &CriterionLevels, scale: &Scale) {
        let levels = scale.categories().len();
        let histograms = rated.histograms(levels);
        let mut distribution = vec![0.0; levels];
        for (histogram, n) in histograms.chunks_exact(levels).zip(rated.answered()) {
            for (share, count) in distribution.iter_mut().zip(histogram) {
                *share += f64::from(*count) / (f64::from(*n) * rated.answered().len() as f64);
            }
        }
        let mut below = 0.0;
        // Half of the ratings may miss one half by rounding when criteria have unequal numbers of ratings.
        const ROUNDING: f64 = 1e-12;
        let median = distribution.iter().position(|share| {
            below += share;
            below >= 0.5 - ROUNDING
        });
        score.median = median.map(|level| scale.categories()[level].id.clone());
        score.distribution = Some(distribution);
        let yardstick = Yardstick::mean(scale);
        let estimated = rated.estimate(yardstick.measure);
        let interval = self.interval(score, &estimated).map(|at| yardstick.places(at));
        let sd = rated.sd((levels - 1) as u8).map(|sd| yardstick.range * sd);
        if sd.is_none() {
            let agreed = self.tally.kind() == RatingKind::Consensus;
            score.undefined.insert("sd", if agreed { Reason::ConsensusRatings } else { Reason::OneRater });
        }
        score.mean = Some(Mean { value: yardstick.place(estimated.value), interval, sd });
    }

    /// The interval of an estimate, or why there is none.
    fn interval(&mut self, score: &mut Score, estimated: &super::Estimated) -> Option<Interval> {
        let why = |score: &mut Score, reason| {
            score.undefined.insert("interval", reason);
            None
        };
        if self.tally.kind() == RatingKind::Consensus {
            return why(score, Reason::ConsensusRatings);
        }
        let Some(k) = estimated.k(&mut self.critical) else { return why(score, Reason::OneRater) };
        if !self.options.is_for_these_people() {
            return Some(wilson(estimated.value, k));
        }
        match score.size {
            None => why(score, Reason::SizeUnknown),
            Some(size) if score.raters >= size => why(score, Reason::AllRated),
            Some(size) => {
                let rest = 1.0 - f64::from(score.raters) / f64::from(size);
                Some(wilson(estimated.value, k * rest))
            }
        }
    }
}

/// The fields of a score that are null together.
const WHOLE: [&str; 5] = ["shares", "distribution", "median", "mean", "kish"];

/// Takes away what cannot be said where counts do not know the raters.
fn forget_raters(score: &mut Score) {
    score.kish = None;
    if score.shares.is_some() || score.mean.is_some() {
        score.undefined.all(&["interval", "kish"], Reason::GrainTooCoarse);
    }
    for share in score.shares.iter_mut().flatten() {
        (share.interval, share.n_effective) = (None, None);
    }
    if let Some(mean) = &mut score.mean {
        mean.interval = None;
    }
}

fn cautions(score: &Score) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if score.standing < Standing::Enough {
        cautions.push(Caution::FewRaters);
    }
    if score.criterion.is_none() && score.criteria.len() == 1 {
        cautions.push(Caution::OneCriterion);
    }
    if let Some(size) = score.size.filter(|size| *size > 0) {
        let answered = f64::from(score.raters) / f64::from(size);
        if answered < 0.5 {
            cautions.push(Caution::VeryLowResponse);
        } else if answered < 0.7 {
            cautions.push(Caution::LowResponse);
        }
    }
    cautions
}

/// What a share could be among all `size` people, whatever those who did not answer think (Manski's bounds).
fn non_response(share: f64, raters: u32, size: Option<u32>) -> Option<Interval> {
    let size = size.filter(|size| *size >= raters && *size > 0)?;
    let (n, size) = (f64::from(raters), f64::from(size));
    Some(Interval { lower: share * n / size, upper: (share * n + size - n) / size })
}
