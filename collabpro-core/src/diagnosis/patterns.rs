//! From ratings to patterns: the axes, the rule, and the replicates.

use super::replicates::{self, Came, Place as Drawn};
use super::rule::Measured as Measures;
use super::{
    Diagnosis, DiagnosisEntry, DiagnosisOptions, Evidence, Measure, Measured, Pattern, PatternShare, Rule,
    Sign, Statement, Turn,
};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::watch::{Stages, Watch, ask};
use crate::comparison::counts;
use crate::framework::{Construct, Facet, Idea, WarningSign};
use crate::ratings::RatingKind;
use crate::rubric::Instrument;
use crate::scoring::bayesian_bootstrap;
use crate::scoring::{Caution, Coverage, Reason, Responses, Score, Scores, Standing, of_unit, responses_of};
use crate::stats::random::Random;
use crate::units::Unit;

/// The axes, each with what it is measured by from the second category and at the cut. Of ownership the rule asks the
/// latter only.
pub(super) const AXES: [(Facet, [Measure; 2]); 3] = [
    (Facet::Relation, [Measure::RelationSecond, Measure::Relation]),
    (Facet::Craft, [Measure::CraftSecond, Measure::Craft]),
    (Facet::Ownership, [Measure::Ownership, Measure::Ownership]),
];

/// From this share on at least half of the people rated a sign as often seen.
pub(super) const HALF: f64 = 0.5 - 1e-9;

/// How far below a limit is below it.
const BELOW: f64 = 1e-6;

/// Of every unit and occasion, or only where these people were asked.
pub(crate) fn diagnose(
    scores: &Scores,
    options: DiagnosisOptions,
    only: Option<&dyn Fn(&Coverage) -> bool>,
    watch: &mut dyn Watch,
) -> Result<Diagnosis> {
    let tally = scores.tally();
    if tally.kind() == RatingKind::Consensus {
        return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
    }
    let counts = counts(scores)?;
    let rubric = scores.rubric();
    for (at, (axis, _)) in AXES.iter().enumerate() {
        if !rubric.constructs().iter().any(|(construct, _)| axis_of(construct) == Some(at)) {
            return Err(Problem::new(ErrorCode::NotInData, Place::path("rubric"))
                .with("what", axis.id())
                .into());
        }
    }
    let places: Vec<_> =
        scores.coverage().chunk_by(|a, b| (&a.unit, &a.occasion) == (&b.unit, &b.occasion)).collect();
    let (all, share) = (places.len() as u64, u64::from(options.replicates));
    let stages = &mut Stages::of(all + share, watch);
    let watch = &mut stages.stage(all);
    let (mut entries, mut found, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    for (at, place) in places.into_iter().enumerate() {
        ask(watch, at as u64, Some(all))?;
        let Some(first) = place.first() else { continue };
        let open = scores.units().get(&first.unit).is_some_and(Unit::is_open);
        let asked = place.iter().find(|row| row.role.as_deref() == Some(&options.role));
        let asked = asked.or_else(|| place.iter().find(|row| row.role.is_none()).filter(|_| open));
        if only.is_some_and(|only| !asked.is_some_and(only)) {
            continue;
        }
        let mut here = Here { scores, entry: blank(first), parts: Vec::new() };
        if let Some(asked) = asked {
            let sheets = responses_of(tally, counts, &first.unit, &first.occasion);
            here.entry.role.clone_from(&asked.role);
            if let Some((_, sheet)) = sheets.iter().find(|(role, _)| *role == asked.role.as_deref())
                && let Some((own, again)) = here.read(sheet)
            {
                found.push((entries.len(), own));
                drawn.push(again);
            }
        }
        entries.push(here.entry);
    }
    let came = replicates::draw(&drawn, Rule::bundled(), &options, &mut stages.stage(share))?;
    for ((at, found), came) in found.into_iter().zip(came) {
        if let Some(entry) = entries.get_mut(at) {
            found.told(came, options.replicates, entry);
        }
    }
    let Rule { version, notice, .. } = Rule::bundled();
    let (rule, notice) = (version.as_str().into(), notice.as_str().into());
    let generator = Random::GENERATOR;
    let (rubric, idea) = (Instrument::of(rubric), Idea::Distinction);
    Ok(Diagnosis { rubric, options, idea, rule, notice, generator, entries })
}

/// Whether a diagnosis rests on it.
pub(crate) fn is_read(construct: &Construct) -> bool {
    axis_of(construct).is_some() || construct.is_sign()
}

/// The axis that a tenet is read by.
fn axis_of(construct: &Construct) -> Option<usize> {
    let Construct::Tenet(tenet) = construct else { return None };
    AXES.iter().position(|(facet, _)| *facet == tenet.facet())
}

/// Means over the tenets of each axis.
#[derive(Default)]
struct Means {
    sums: [[f64; 2]; 3],
    tenets: [u32; 3],
}

impl Means {
    /// Adds a tenet's shares from the second category and at the cut.
    fn add(&mut self, axis: usize, shares: [f64; 2]) {
        self.tenets[axis] += 1;
        self.sums[axis].iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
    }

    fn measures(&self, signs: usize) -> Measures {
        let mut measures = [0.0; 6];
        for ((_, own), (sums, tenets)) in AXES.iter().zip(self.sums.iter().zip(self.tenets)) {
            for (measure, sum) in own.iter().zip(sums) {
                measures[*measure as usize] = sum / f64::from(tenets.max(1));
            }
        }
        measures[Measure::Signs as usize] = signs as f64;
        measures
    }
}

fn blank(at: &Coverage) -> DiagnosisEntry {
    DiagnosisEntry {
        unit: at.unit.clone(),
        occasion: at.occasion.clone(),
        role: None,
        raters: 0,
        measures: Vec::new(),
        signs: Vec::new(),
        pattern: None,
        stability: None,
        statement: None,
        could_be: None,
        replicates: Vec::new(),
        evidence: Vec::new(),
        turn: None,
        lacking: Vec::new(),
        reason: Some(Reason::OtherInformants),
        cautions: Vec::new(),
    }
}

/// A construct that was rated: its criteria, and the axis that it belongs to; signs belong to none.
pub(super) struct Part {
    pub(super) axis: Option<usize>,
    pub(super) criteria: Vec<u16>,
}

/// One unit at one occasion.
struct Here<'a> {
    scores: &'a Scores,
    entry: DiagnosisEntry,
    parts: Vec<Part>,
}

impl Here<'_> {
    /// What there is to read, and what is drawn again where that is enough for a pattern.
    fn read(&mut self, sheet: &Responses) -> Option<(Found, Drawn)> {
        let scores = self.scores;
        let rubric = scores.rubric();
        let entry = &self.entry;
        let of_unit = of_unit(scores.constructs(), &entry.unit, |score| &score.unit).iter();
        let same = |score: &&Score| (&score.occasion, &score.role) == (&entry.occasion, &entry.role);
        let own: Vec<&Score> = of_unit.filter(same).collect();
        let mut means = Means::default();
        let (mut signs, mut no_cut) = (0, false);
        for (construct, _) in rubric.constructs() {
            let axis = axis_of(construct);
            let sign = construct.is_sign();
            if axis.is_none() && !sign {
                continue;
            }
            let score = own.iter().copied().find(|score| score.construct == *construct);
            let shares =
                score.and_then(|score| Some([score.shares.as_ref()?.first()?.value, score.at_cut()?.value]));
            match (axis, shares) {
                (Some(_), None) => {
                    let why = score.and_then(|score| score.undefined.get("shares"));
                    no_cut |= why == Some(Reason::NoCut);
                    self.entry.lacking.push(construct.clone());
                }
                (Some(axis), Some(shares)) => means.add(axis, shares),
                (None, shares) => {
                    let share = shares.map(|[_, cut]| cut);
                    signs += usize::from(share.is_some_and(|share| share >= HALF));
                    self.entry.signs.push(Sign { construct: construct.clone(), share });
                }
            }
            if let (Some(score), Some(_)) = (score, shares) {
                let criteria = score.criteria.iter().filter_map(|id| rubric.position(id)).collect();
                self.parts.push(Part { axis, criteria });
                let cautions = score.cautions.iter().filter(|caution| **caution != Caution::OneCriterion);
                self.entry.cautions.extend(cautions);
            }
        }
        self.entry.cautions.sort_unstable();
        self.entry.cautions.dedup();
        let rows = self.rows(sheet);
        self.entry.raters = rows.len() as u32;
        self.entry.reason = match () {
            () if no_cut => Some(Reason::NoCut),
            () if !Standing::of(rows.len()).compares() => Some(Reason::TooFewRaters),
            () if !self.entry.lacking.is_empty() => Some(Reason::IncompleteConstruct),
            () => None,
        };
        self.entry.reason.is_none().then(|| self.name(means.measures(signs), &rows)).flatten()
    }

    /// Raters with a rating on one of the criteria, in the order of their ratings, so that nothing depends on names.
    fn rows(&self, sheet: &Responses) -> Vec<Vec<u8>> {
        let criteria = self.parts.iter().flat_map(|part| part.criteria.iter().copied()).collect::<Vec<_>>();
        let people = 0..sheet.raters.len();
        let mut rows: Vec<_> = people
            .filter_map(|person| bayesian_bootstrap::steps(sheet, person, self.scores.rubric(), &criteria))
            .collect();
        rows.sort_unstable();
        rows
    }

    /// The pattern, where it does not hang on signs that nobody rated.
    fn name(&mut self, measures: Measures, rows: &[Vec<u8>]) -> Option<(Found, Drawn)> {
        let rule = Rule::bundled();
        let measured = |at: &Measure| Measured { measure: *at, value: measures[*at as usize] };
        self.entry.measures = Measure::ALL.iter().map(measured).collect();
        let known = self.entry.signs.iter().filter(|sign| sign.share.is_some()).count();
        let unknown = WarningSign::ALL.len().saturating_sub(known) as f64;
        let Some(pattern) = sure(rule, |at| measures[at as usize], unknown) else {
            let rated = |sign: &&WarningSign| {
                let construct = Construct::Warning(**sign);
                self.entry.signs.iter().any(|at| at.construct == construct && at.share.is_some())
            };
            let lacking = WarningSign::ALL.iter().filter(|sign| !rated(sign));
            self.entry.lacking = lacking.map(|sign| Construct::Warning(*sign)).collect();
            self.entry.reason = Some(Reason::IncompleteConstruct);
            return None;
        };
        let drawn = Drawn::new(rows, &self.parts, unknown, rule.conditions(pattern));
        Some((Found { pattern, measures, unknown }, drawn))
    }
}

/// The pattern of a place and what it is read from.
struct Found {
    pattern: Pattern,
    measures: Measures,
    unknown: f64,
}

impl Found {
    /// The pattern, how firm it is, and what speaks for it.
    fn told(self, came: Came, replicates: u32, entry: &mut DiagnosisEntry) {
        let (rule, Self { pattern, measures, unknown }) = (Rule::bundled(), self);
        let Came { patterns: came, held } = came;
        let share = |count: u32| f64::from(count) / f64::from(replicates);
        let stability = share(came[pattern as usize]);
        let shares =
            Pattern::ALL.iter().map(|at| PatternShare { pattern: *at, share: share(came[*at as usize]) });
        let mut came_out: Vec<PatternShare> = shares.filter(|at| at.share > 0.0).collect();
        came_out.sort_by(|a, b| b.share.total_cmp(&a.share));
        let statement = match () {
            () if pattern == Pattern::Mixed => Statement::NoName,
            () if stability >= rule.named => Statement::Named,
            () if stability >= rule.leans => Statement::Leans,
            () => Statement::NoName,
        };
        let other = came_out.iter().find(|at| at.pattern != pattern).map(|at| at.pattern);
        let evidence = rule.conditions(pattern).iter().zip(held).map(|(condition, held)| Evidence {
            condition: *condition,
            value: measures[condition.measure as usize],
            holds: share(held),
        });
        entry.pattern = Some(pattern);
        entry.stability = Some(stability);
        entry.statement = Some(statement);
        entry.could_be = other.filter(|_| statement == Statement::Leans);
        entry.evidence = evidence.collect();
        entry.turn = turn(rule, &measures, unknown, pattern);
        entry.replicates = came_out;
    }
}

/// A measure if signs that nobody rated were often seen.
pub(super) fn with_signs(at: Measure, value: f64, more: f64) -> f64 {
    if at == Measure::Signs { value + more } else { value }
}

/// The pattern, unless it hangs on signs that nobody rated.
fn sure(rule: &Rule, mut measured: impl FnMut(Measure) -> f64, unknown: f64) -> Option<Pattern> {
    let pattern = rule.pattern(&mut measured);
    let same = |measured: &mut dyn FnMut(Measure) -> f64| {
        pattern == rule.pattern(|at| with_signs(at, measured(at), unknown))
    };
    (unknown <= 0.0 || same(&mut measured)).then_some(pattern)
}

/// The nearest limit on one axis beyond which the pattern is another.
fn turn(rule: &Rule, measures: &Measures, unknown: f64, pattern: Pattern) -> Option<Turn> {
    let mut nearest: Option<Turn> = None;
    for (_, [second, cut]) in AXES {
        for measure in [cut, second] {
            let value = measures[measure as usize];
            for limit in rule.limits(measure) {
                let mut moved = *measures;
                moved[measure as usize] = if value < limit { limit } else { limit - BELOW };
                // Whoever reaches the cut has passed the second category.
                let (low, high) = (moved[cut as usize], moved[second as usize]);
                match measure == cut {
                    true => moved[second as usize] = low.max(high),
                    false if high < low => continue,
                    false => {}
                }
                let Some(other) =
                    sure(rule, |at| moved[at as usize], unknown).filter(|other| *other != pattern)
                else {
                    continue;
                };
                let distance = limit - value;
                if nearest.is_none_or(|known| distance.abs() < known.distance.abs()) {
                    nearest = Some(Turn { measure, limit, distance, pattern: other });
                }
            }
        }
    }
    nearest
}
