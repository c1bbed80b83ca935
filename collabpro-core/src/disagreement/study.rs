//! Disagreement of every unit and occasion from the ratings behind the scores.

use super::roles::{MOST_PEOPLE, gaps};
use super::sight::sight;
use super::spread::{Histogram, LEAST_RATERS, test};
use super::{
    ConstructGap, ConstructSpread, Disagreement, DisagreementOptions, RoleGap, Spread, SpreadPattern,
};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::order::descending;
use crate::base::watch::{Watch, ask};
use crate::comparison::counts;
use crate::framework::Construct;
use crate::ratings::RatingKind;
use crate::rubric::{Criterion, Instrument, Rubric, Scale};
use crate::scoring::{
    MeasuredBy, NO_RATING, Reason, Responses, Scores, Standing, Undefined, Yardstick, responses_of,
};
use crate::stats::moments;
use crate::stats::random::Random;

/// Places offered for talk.
const WIDEST: usize = 3;

/// Ratings that must stand on each side of the cut, or of the mean.
const LEAST_A_SIDE: u32 = 2;

pub(super) fn disagreement(
    scores: &Scores,
    options: DisagreementOptions,
    watch: &mut dyn Watch,
) -> Result<Disagreement> {
    let tally = scores.tally();
    if tally.kind() == RatingKind::Consensus {
        return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
    }
    let counts = counts(scores)?;
    let rubric = scores.rubric();
    let mut made = Disagreement {
        rubric: Instrument::of(rubric),
        options,
        generator: Random::GENERATOR,
        constructs: Vec::new(),
        criteria: Vec::new(),
        construct_gaps: Vec::new(),
        gaps: Vec::new(),
        sight: Vec::new(),
    };
    let places: Vec<_> =
        scores.coverage().chunk_by(|a, b| (&a.unit, &a.occasion) == (&b.unit, &b.occasion)).collect();
    for (at, place) in places.iter().enumerate() {
        let step = (at as u64, places.len() as u64);
        ask(watch, step.0, Some(step.1))?;
        let Some(first) = place.first() else { continue };
        let here = Here { rubric, unit: &first.unit, occasion: &first.occasion };
        let groups = responses_of(tally, counts, &first.unit, &first.occasion);
        for (role, sheet) in &groups {
            let spreads = here.group(*role, sheet, 1.0 - options.confidence);
            made.constructs.extend(here.constructs(&spreads));
            made.criteria.extend(spreads);
        }
        for (at, (role, sheet)) in groups.iter().enumerate() {
            for (other_role, other) in &groups[at + 1..] {
                if let (Some(role), Some(other_role)) = (role, other_role)
                    && !role.is_empty()
                {
                    let (roles, sheets) = ([*role, *other_role], [sheet, other]);
                    let (gaps, construct_gaps) = here.pair(roles, sheets, options, watch, step)?;
                    made.gaps.extend(gaps);
                    made.construct_gaps.extend(construct_gaps);
                    made.sight.extend(sight(&here, roles, sheets, 1.0 - options.confidence));
                }
            }
        }
    }
    Ok(made)
}

/// A unit at an occasion.
pub(super) struct Here<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) unit: &'a str,
    pub(super) occasion: &'a str,
}

impl Here<'_> {
    fn levels(&self) -> Vec<usize> {
        let scale = |at: usize| self.rubric.scale(at as u16).categories().len();
        (0..self.rubric.criteria().len()).map(scale).collect()
    }

    fn group(&self, role: Option<&str>, sheet: &Responses, level: f64) -> Vec<Spread> {
        let mut rows: Vec<Vec<u8>> = Vec::new();
        for person in 0..sheet.raters.len() {
            rows.push(sheet.levels(self.rubric, person));
        }
        // In the order of their ratings, so that sums do not depend on names.
        rows.sort_unstable();
        let mut histograms = Vec::new();
        for (at, levels) in self.levels().into_iter().enumerate() {
            let mut histogram = Histogram::new(levels);
            rows.iter().for_each(|row| histogram.add(row[at]));
            histograms.push(histogram);
        }
        let tests = test(&histograms, &rows);
        let mut spreads = Vec::new();
        let mut widths = Vec::new();
        for (at, (criterion, histogram)) in self.rubric.criteria().iter().zip(&histograms).enumerate() {
            if histogram.ratings() == 0 {
                continue;
            }
            let mut spread = self.spread(role, criterion, histogram, self.rubric.scale(at as u16));
            if let Some(test) = tests[at] {
                spread.p = Some(test.p);
                spread.p_adjusted = Some(test.adjusted);
                let sides = spread.below.min(spread.above) >= LEAST_A_SIDE;
                spread.stands_out = Some(sides && histogram.is_wide() && test.adjusted <= level);
            } else if histogram.ratings() >= LEAST_RATERS {
                // The only one: there are no others that it could be wider than.
                spread.undefined.all(&["standsOut", "p", "pAdjusted"], Reason::OneMeasure);
            }
            spreads.push(spread);
            widths.push(histogram.width());
        }
        flag_widest(&mut spreads, &widths);
        spreads
    }

    fn spread(
        &self,
        role: Option<&str>,
        criterion: &Criterion,
        histogram: &Histogram,
        scale: &Scale,
    ) -> Spread {
        let raters = histogram.ratings();
        let mut undefined = Undefined::default();
        if raters < 2 {
            undefined.all(&["distance", "dispersion", "agreement"], Reason::OneRater);
        }
        if raters < LEAST_RATERS {
            undefined.all(&["standsOut", "p", "pAdjusted"], Reason::TooFewRaters);
        }
        let yardstick = Yardstick::of(scale);
        let by_mean = yardstick.by == MeasuredBy::Mean;
        let sd = histogram.sd().filter(|_| by_mean);
        if by_mean && sd.is_none() {
            undefined.insert("sd", Reason::OneRater);
        }
        let [below, above] = histogram.sides(scale.cut());
        Spread {
            unit: self.unit.to_owned(),
            occasion: self.occasion.to_owned(),
            role: role.map(str::to_owned),
            construct: criterion.construct.clone(),
            criterion: criterion.id.clone(),
            raters,
            distance: histogram.distance(),
            dispersion: histogram.dispersion(),
            agreement: histogram.agreement(),
            measured_by: yardstick.by,
            below,
            above,
            mean: by_mean.then(|| yardstick.place(histogram.mean())),
            sd: sd.map(|sd| yardstick.range * sd),
            p: None,
            p_adjusted: None,
            stands_out: None,
            widest: false,
            pattern: None,
            undefined,
        }
    }

    /// How far a group's ratings lie apart on each construct: the mean over its criteria.
    fn constructs(&self, spreads: &[Spread]) -> Vec<ConstructSpread> {
        let mut made = Vec::new();
        for (construct, _) in self.rubric.constructs() {
            let own: Vec<_> = spreads.iter().filter(|spread| spread.construct == *construct).collect();
            let Some(first) = own.first() else { continue };
            let mean = |of: &dyn Fn(&Spread) -> Option<f64>| {
                let values: Option<Vec<f64>> = own.iter().map(|spread| of(spread)).collect();
                values.map(|values| moments::mean(&values))
            };
            let distance = mean(&|spread| spread.distance);
            made.push(ConstructSpread {
                unit: first.unit.clone(),
                occasion: first.occasion.clone(),
                role: first.role.clone(),
                construct: construct.clone(),
                criteria: own.iter().map(|spread| spread.criterion.clone()).collect(),
                raters: own.iter().map(|spread| spread.raters).max().unwrap_or(0),
                distance,
                dispersion: mean(&|spread| spread.dispersion),
                agreement: mean(&|spread| spread.agreement),
                reason: distance.is_none().then_some(Reason::OneRater),
            });
        }
        made
    }

    fn pair(
        &self,
        roles: [&str; 2],
        sheets: [&Responses; 2],
        options: DisagreementOptions,
        watch: &mut dyn Watch,
        step: (u64, u64),
    ) -> Result<(Vec<RoleGap>, Vec<ConstructGap>)> {
        let in_both = |rater: &u32| sheets.iter().all(|sheet| sheet.raters.binary_search(rater).is_ok());
        let mut groups = [const { Vec::new() }; 2];
        for (rows, sheet) in groups.iter_mut().zip(sheets) {
            for (person, rater) in sheet.raters.iter().enumerate() {
                if !in_both(rater) {
                    rows.push(sheet.levels(self.rubric, person));
                }
            }
        }
        let count =
            |rows: &[Vec<u8>], at: usize| rows.iter().filter(|row| row[at] != NO_RATING).count() as u32;
        let mut levels = self.levels();
        let in_all = |at: &usize| groups.iter().all(|rows| count(rows, *at) > 0);
        let shared: Vec<usize> = (0..levels.len()).filter(in_all).collect();
        if shared.is_empty() {
            return Ok(Default::default());
        }
        // Only raters who rated something that both groups rated.
        for rows in &mut groups {
            for row in rows.iter_mut() {
                *row = shared.iter().map(|at| row[*at]).collect();
            }
            rows.retain(|row| row.iter().any(|level| *level != NO_RATING));
        }
        levels = shared.iter().map(|at| levels[*at]).collect();
        // Columns of each construct, in the order of the rubric's constructs.
        let mut constructs: Vec<(&Construct, Vec<usize>)> = Vec::new();
        for (construct, criteria) in self.rubric.constructs() {
            let column = |criterion: &u16| shared.iter().position(|at| *at == usize::from(*criterion));
            let columns: Vec<_> = criteria.iter().filter_map(column).collect();
            constructs.extend((!columns.is_empty()).then_some((construct, columns)));
        }
        let columns = constructs.iter().map(|(_, columns)| &**columns).collect::<Vec<_>>();
        let replicates = (options.seed, options.replicates);
        let found = gaps([&groups[0], &groups[1]], &levels, &columns, replicates, watch, step)?;
        let reason = match &found {
            Some(_) => Reason::TooFewRaters,
            None if groups.iter().map(Vec::len).sum::<usize>() > MOST_PEOPLE => Reason::TooManyPairs,
            None => Reason::TooFewToTell,
        };
        let permutations = found.as_ref().map_or(0, |found| found.permutations);
        let exhaustive = found.as_ref().is_some_and(|found| found.all);
        let level = 1.0 - options.confidence;
        let mut made = Vec::with_capacity(shared.len());
        for (column, at) in shared.iter().enumerate() {
            let criterion = &self.rubric.criteria()[*at];
            let one = found.as_ref().and_then(|found| found.criteria[column]);
            made.push(RoleGap {
                unit: self.unit.to_owned(),
                occasion: self.occasion.to_owned(),
                roles: roles.map(str::to_owned),
                construct: criterion.construct.clone(),
                criterion: criterion.id.clone(),
                raters: [0, 1].map(|group: usize| count(&groups[group], column)),
                gap: one.map(|(gap, _)| gap),
                p_adjusted: one.map(|(_, p)| p),
                differs: one.map(|(_, p)| p <= level),
                worded_apart: self.worded_apart(criterion, roles),
                replicates: permutations,
                exhaustive,
                reason: one.is_none().then_some(reason),
            });
        }
        let mut over = Vec::with_capacity(constructs.len());
        for (at, (construct, columns)) in constructs.into_iter().enumerate() {
            let one = found.as_ref().and_then(|found| found.constructs[at]);
            let criteria: Vec<_> = columns.iter().map(|column| &made[*column]).collect();
            let people = |rows: &[Vec<u8>]| {
                rows.iter().filter(|row| columns.iter().any(|at| row[*at] != NO_RATING)).count() as u32
            };
            over.push(ConstructGap {
                unit: self.unit.to_owned(),
                occasion: self.occasion.to_owned(),
                roles: roles.map(str::to_owned),
                construct: construct.clone(),
                criteria: criteria.iter().map(|criterion| criterion.criterion.clone()).collect(),
                raters: [people(&groups[0]), people(&groups[1])],
                gap: one.map(|(gap, _)| gap),
                p_adjusted: one.map(|(_, p)| p),
                differs: one.map(|(_, p)| p <= level),
                worded_apart: criteria.iter().any(|criterion| criterion.worded_apart),
                replicates: permutations,
                exhaustive,
                reason: one.is_none().then_some(reason),
            });
        }
        Ok((made, over))
    }

    pub(super) fn worded_apart(&self, criterion: &Criterion, roles: [&str; 2]) -> bool {
        let own = |role: &str| {
            criterion.name_by_role.get(role).is_some()
                || criterion.levels.iter().any(|level| level.text_by_role.get(role).is_some())
        };
        self.rubric.group(roles[0]) != self.rubric.group(roles[1]) || roles.into_iter().any(own)
    }
}

/// Fills up to three places for talk: after what stands out, the widest, which may be chance. Of one there is no widest.
fn flag_widest(spreads: &mut [Spread], widths: &[f64]) {
    let standing_out = spreads.iter().filter(|spread| spread.stands_out == Some(true)).count();
    let mut places = if spreads.len() > 1 { WIDEST.saturating_sub(standing_out) } else { 0 };
    for at in descending(widths) {
        let spread = &mut spreads[at];
        let enough = Standing::of(spread.raters as usize).compares();
        if places > 0 && enough && spread.stands_out != Some(true) && widths[at] > 0.0 {
            spread.widest = true;
            places -= 1;
        }
    }
    for spread in spreads {
        let split = spread.agreement.is_some_and(|agreement| agreement < 0.0);
        spread.pattern = match (spread.stands_out, spread.widest) {
            (Some(true), _) if split => Some(SpreadPattern::Split),
            (Some(true), _) | (_, true) => Some(SpreadPattern::Spread),
            _ => None,
        };
    }
}
