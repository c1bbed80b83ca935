//! The verdicts of a change: which scores belong together, their tests, and the families of these.

use std::cmp::Ordering;

use super::change::{
    Change, ChangeEntry, ChangeMethod, ChangeOptions, Correction, Family, IntervalMethod, Verdict,
};
use super::mover::{LEAST_LINKED, Pair, correlation};
use super::shares::{Place, Side, critical, defined, shared};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::ratings::RaterLink;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Critical, Estimated, Reason, Score, Scores, Standing, Yardstick};
use crate::stats::holm::holm;

/// The scores of one construct, unit and role at both occasions.
type Both<'a> = [Option<&'a Score>; 2];

fn unit<'a>([from, to]: &Both<'a>) -> &'a str {
    from.or(*to).map_or("", |score| &score.unit)
}

pub(super) fn change(
    [earlier, later]: [&Scores; 2],
    options: ChangeOptions,
    watch: &mut dyn Watch,
) -> Result<Change> {
    let rubric = later.rubric();
    let [before, after] = [(earlier, &options.from), (later, &options.to)].map(|(scores, occasion)| {
        let at = |score: &&Score| score.occasion == *occasion && !score.construct.is_sign();
        scores.constructs().iter().filter(at).collect::<Vec<_>>()
    });
    // Both lists are in this order.
    let place = |score: &Score| rubric.constructs().iter().position(|(known, _)| *known == score.construct);
    let order = |a: &Score, b: &Score| (&a.unit, &a.role, place(a)).cmp(&(&b.unit, &b.role, place(b)));
    let mut all: Vec<Both<'_>> = Vec::new();
    let (mut first, mut second) = (0, 0);
    loop {
        let (from, to) = (before.get(first).copied(), after.get(second).copied());
        let order = match (from, to) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(from), Some(to)) => order(from, to),
        };
        first += usize::from(order.is_le());
        second += usize::from(order.is_ge());
        all.push([from.filter(|_| order.is_le()), to.filter(|_| order.is_ge())]);
    }
    let mut maker = Maker::new(earlier, later, &options)?;
    let (mut entries, mut done) = (Vec::new(), 0);
    for scores in all.chunk_by(|a, b| unit(a) == unit(b)) {
        ask(watch, done, Some(all.len() as u64))?;
        done += scores.len() as u64;
        maker.unit(unit(&scores[0]), scores, &mut entries)?;
    }
    let method = ChangeMethod {
        interval: IntervalMethod::Mover,
        correction: Correction::Holm,
        intervals_adjusted: false,
    };
    Ok(Change { rubric: Instrument::of(rubric), options, method, entries })
}

struct Maker<'a> {
    scores: [&'a Scores; 2],
    options: &'a ChangeOptions,
    linked: bool,
    /// Of the intervals shown.
    shown: Critical,
    /// Of the intervals that must lie within the margin.
    equal: Critical,
    /// Of the first test in a family of so many.
    adjusted: Vec<(usize, Critical)>,
}

/// A share or mean at both occasions, with its place among the entries.
struct Tested {
    at: usize,
    from: Estimated,
    to: Estimated,
    correlation: f64,
    yardstick: Yardstick,
}

impl Tested {
    fn pair(&self) -> Pair<'_> {
        Pair { from: &self.from, to: &self.to, correlation: self.correlation }
    }
}

impl<'a> Maker<'a> {
    fn new(earlier: &'a Scores, later: &'a Scores, options: &'a ChangeOptions) -> Result<Self> {
        let level = 1.0 - options.confidence;
        let linked = [earlier, later].iter().all(|scores| scores.tally().link() == RaterLink::Persistent);
        Ok(Self {
            scores: [earlier, later],
            options,
            linked,
            shown: critical(level)?,
            equal: critical(2.0 * level)?,
            adjusted: Vec::new(),
        })
    }

    fn level(&self) -> f64 {
        1.0 - self.options.confidence
    }

    /// Adds the entries of one unit.
    fn unit(&mut self, unit: &str, scores: &[Both<'_>], entries: &mut Vec<ChangeEntry>) -> Result<()> {
        // Where roles are named, everyone together would mix who answered into what changed.
        let named = [0, 1].map(|side: usize| {
            scores.iter().any(|both| both[side].is_some_and(|score| score.role.is_some()))
        });
        let [earlier, later] = self.scores;
        let places =
            [Place::new(earlier, unit, &self.options.from)?, Place::new(later, unit, &self.options.to)?];
        let mut tested = Vec::new();
        for both in scores {
            let [from, to] =
                [0, 1].map(|side| both[side].filter(|score| score.role.is_some() || !named[side]));
            let Some(either) = from.or(to) else { continue };
            let mut entry = self.blank(either, [from, to]);
            if let (None, Some(from), Some(to)) = (entry.reason, from, to) {
                let sides = [places[0].side(from)?, places[1].side(to)?];
                tested.push(self.fill(&mut entry, entries.len(), sides)?);
            }
            entries.push(entry);
        }
        for family in [Family::Focus, Family::Exploratory] {
            let own: Vec<&Tested> = tested.iter().filter(|test| entries[test.at].family == family).collect();
            self.judge(entries, &own)?;
        }
        Ok(())
    }

    /// An entry without its numbers, and why it has none.
    fn blank(&self, of: &Score, scores: [Option<&Score>; 2]) -> ChangeEntry {
        let [from, to] = scores.map(|score| score.map_or(0, |score| score.raters));
        let focus = self.options.focus_of().contains(&of.unit, &of.construct);
        let few = Standing::of(from.min(to) as usize) < Standing::Enough;
        ChangeEntry {
            unit: of.unit.clone(),
            role: of.role.clone(),
            construct: of.construct.clone(),
            family: if focus { Family::Focus } else { Family::Exploratory },
            verdict: Verdict::CannotTell,
            measured_by: None,
            share_from: None,
            share_to: None,
            mean_from: None,
            mean_to: None,
            sd_from: None,
            sd_to: None,
            difference: None,
            interval: None,
            raters_from: from,
            raters_to: to,
            linked: 0,
            correlation: None,
            linking_would_help: false,
            smallest_change: None,
            smallest_change_adjusted: None,
            p: None,
            p_adjusted: None,
            reason: reason(scores),
            cautions: few.then_some(Caution::FewRaters).into_iter().collect(),
        }
    }

    fn fill(&mut self, entry: &mut ChangeEntry, at: usize, [from, to]: [Side<'_>; 2]) -> Result<Tested> {
        let linked = if self.linked { shared(&from.names, &to.names) } else { Vec::new() };
        let correlation = correlation(&from.share, &to.share, &linked);
        let yardstick = from.yardstick;
        entry.measured_by = Some(yardstick.by);
        (entry.share_from, entry.share_to) = (from.share(), to.share());
        (entry.mean_from, entry.mean_to) = (from.mean(), to.mean());
        (entry.sd_from, entry.sd_to) = (from.sd, to.sd);
        entry.reason = from.no_sd().or(to.no_sd());
        entry.linked = linked.len() as u32;
        entry.correlation = Some(correlation);
        entry.linking_would_help =
            linked.len() < LEAST_LINKED && from.names.len().min(to.names.len()) >= LEAST_LINKED;
        let tested = Tested { at, from: from.share, to: to.share, correlation, yardstick };
        let pair = tested.pair();
        entry.difference = Some(yardstick.range * pair.difference());
        entry.interval = Some(yardstick.distances(defined(pair.interval(&mut self.shown))?));
        entry.smallest_change = Some(yardstick.range * defined(pair.smallest(&mut self.shown))?);
        entry.p = Some(defined(pair.p(1.0 - self.options.confidence))?);
        Ok(tested)
    }

    /// Verdicts of one family.
    fn judge(&mut self, entries: &mut [ChangeEntry], family: &[&Tested]) -> Result<()> {
        let p: Vec<f64> = family.iter().filter_map(|test| entries[test.at].p).collect();
        let level = self.level();
        if family.is_empty() {
            return Ok(());
        }
        let known = self.adjusted.iter().position(|(size, _)| *size == family.len());
        let known = known.unwrap_or(self.adjusted.len());
        if known == self.adjusted.len() {
            self.adjusted.push((family.len(), critical(level / family.len() as f64)?));
        }
        let (_, first) = &mut self.adjusted[known];
        for (test, adjusted) in family.iter().zip(holm(&p)) {
            let pair = test.pair();
            let entry = &mut entries[test.at];
            entry.p_adjusted = Some(adjusted);
            entry.smallest_change_adjusted = Some(test.yardstick.range * defined(pair.smallest(first))?);
            let near = defined(pair.interval(&mut self.equal))?;
            entry.verdict = Verdict::of(pair.difference(), adjusted <= level, near, self.options.margin);
        }
        Ok(())
    }
}

/// Why a change cannot be judged, whatever the ratings.
fn reason(scores: [Option<&Score>; 2]) -> Option<Reason> {
    let [Some(from), Some(to)] = scores else { return Some(Reason::NoRatings) };
    let undefined = [from, to].map(|score| score.undefined.get("mean"));
    let never = undefined.into_iter().flatten().find(|why| *why != Reason::IncompleteConstruct);
    if never.is_some() {
        return never;
    }
    if ![from, to].iter().all(|score| score.standing.compares()) {
        return Some(Reason::TooFewRaters);
    }
    let incomplete = undefined.into_iter().flatten().next();
    incomplete.or((from.criteria != to.criteria).then_some(Reason::CriteriaDiffer))
}
