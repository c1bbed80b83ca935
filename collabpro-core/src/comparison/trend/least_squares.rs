//! The lines of a trend: which occasions, how far apart, their tests, and the families of these.

use super::{METHOD, Spacing, TimeUnit, Trend, TrendEntry, TrendOptions, TrendPoint};
use crate::base::date::is_date;
use crate::base::document::element;
use crate::base::error::{ErrorCode, Place as At, Problem, Problems, Result};
use crate::base::options::unfit;
use crate::base::watch::{Watch, ask};
use crate::comparison::change::{Family, Verdict};
use crate::comparison::contrast::{Contrast, Correlations, distance, rise};
use crate::comparison::shares::{Place, Side, critical, defined, unusable};
use crate::comparison::{comparable, in_order, is_real, rated};
use crate::ratings::RaterLink;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Interval, Reason, Score, Scores, Standing, Yardstick, wilson};
use crate::stats::holm::holm;

/// A line through two points is a change.
const LEAST: usize = 3;

pub(super) fn trend(scores: &Scores, options: TrendOptions, watch: &mut dyn Watch) -> Result<Trend> {
    let occasions = occasions(scores, &options)?;
    let options = options.check(scores, occasions.first().map_or("", String::as_str))?;
    let (times, time_unit) = times(&occasions, options.spacing)?;
    let rubric = scores.rubric();
    let at = |score: &Score| occasions.iter().position(|id| *id == score.occasion);
    let place = |score: &Score| rubric.constructs().iter().position(|(known, _)| *known == score.construct);
    let mut found = Vec::new();
    for score in scores.constructs().iter().filter(|score| !score.construct.is_sign()) {
        found.extend(at(score).map(|at| (&*score.unit, score.role.as_deref(), place(score), at, score)));
    }
    found.sort_unstable_by_key(|(unit, role, place, at, _)| (*unit, *role, *place, *at));
    let maker = Maker { scores, options: &options, occasions: &occasions, times: &times };
    let (mut entries, mut done) = (Vec::new(), 0);
    for unit in found.chunk_by(|a, b| a.0 == b.0) {
        ask(watch, done, Some(found.len() as u64))?;
        done += unit.len() as u64;
        let own = unit.iter().map(|(_, _, _, at, score)| (*at, *score)).collect::<Vec<_>>();
        maker.unit(unit[0].0, &own, &mut entries)?;
    }
    Ok(Trend { rubric: Instrument::of(rubric), options, method: METHOD, occasions, time_unit, entries })
}

/// The occasions that were asked for, or all that are real; in their order.
fn occasions(scores: &Scores, options: &TrendOptions) -> Result<Vec<String>> {
    comparable(scores)?;
    let asked = &options.occasions;
    let mut problems = Problems::default();
    for (at, id) in asked.iter().enumerate() {
        let path = element("occasions", at);
        if let Err(error) = rated(scores, &path, id).and_then(|()| is_real(scores, &path, id)) {
            problems.extend(error.problems().iter().cloned());
        } else if asked.iter().take(at).any(|other| other == id) {
            problems.push(unfit(path, "option.twice", id));
        }
    }
    problems.finish(())?;
    let order = in_order(scores, "occasions")?;
    let place = |id: &String| order.iter().position(|known| known == id);
    let occasions = if asked.is_empty() { order.to_vec() } else { asked.clone() };
    if let Some(pair) = occasions.windows(2).find(|pair| place(&pair[0]) >= place(&pair[1])) {
        return Err(unfit("occasions", "option.not_later", &pair[1]).into());
    }
    if occasions.len() < LEAST {
        let few = Problem::new(ErrorCode::TooFewOccasions, At::path("occasions"));
        return Err(few.count("n", occasions.len() as u64).into());
    }
    Ok(occasions)
}

/// Times since the first occasion.
fn times(occasions: &[String], spacing: Spacing) -> Result<(Vec<f64>, TimeUnit)> {
    let years: Option<Vec<f64>> = occasions.iter().map(|id| years(&occasions[0], id)).collect();
    match (spacing, years) {
        (Spacing::Auto | Spacing::Years, Some(years)) => Ok((years, TimeUnit::Year)),
        (Spacing::Years, None) => Err(unfit("spacing", "option.undated", "years").into()),
        _ => Ok(((0..occasions.len()).map(|at| at as f64).collect(), TimeUnit::Step)),
    }
}

/// Years from one date to another of the same form, `2024`, `2024-09` or `2024-09-01`.
fn years(from: &str, to: &str) -> Option<f64> {
    if from.len() != to.len() {
        return None;
    }
    let days = days(to)? - days(from)?;
    match from.len() {
        10 => Some(days as f64 / 365.2425),
        _ => Some((months(to)? - months(from)?) as f64 / 12.0),
    }
}

fn months(date: &str) -> Option<i64> {
    let part =
        |range: std::ops::Range<usize>| date.get(range).map_or(Some(1), |text| text.parse::<i64>().ok());
    Some(12 * part(0..4)? + part(5..7)?)
}

/// Days in the calendar since the year 0, which counts from March so that the leap day comes last.
fn days(date: &str) -> Option<i64> {
    let whole = format!("{date}{}", "-01-01".get(date.len().checked_sub(4)?..)?);
    if !is_date(&whole) {
        return None;
    }
    let months = months(&whole)? - 3;
    let day = whole.get(8..10)?.parse::<i64>().ok()?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    Some(
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + day,
    )
}

struct Maker<'a> {
    scores: &'a Scores,
    options: &'a TrendOptions,
    occasions: &'a [String],
    times: &'a [f64],
}

/// What one entry's line is made of.
struct Tested<'a> {
    at: usize,
    sides: Vec<Side<'a>>,
    correlations: Correlations,
    numbers: Vec<f64>,
    yardstick: Yardstick,
}

impl Tested<'_> {
    fn line(&self) -> Contrast<'_> {
        Contrast { sides: &self.sides, numbers: &self.numbers, correlations: &self.correlations }
    }
}

impl<'a> Maker<'a> {
    fn level(&self) -> f64 {
        1.0 - self.options.confidence
    }

    /// Adds the entries of one unit; its scores come by role, construct and occasion.
    fn unit(&self, unit: &str, scores: &[(usize, &Score)], entries: &mut Vec<TrendEntry>) -> Result<()> {
        let mut places = Vec::new();
        for occasion in self.occasions {
            places.push(Place::new(self.scores, unit, occasion)?);
        }
        // Where roles are named, everyone together would mix who answered into what changed.
        let named = |at: usize| scores.iter().any(|(other, score)| *other == at && score.role.is_some());
        let kept: Vec<_> =
            scores.iter().filter(|(at, score)| score.role.is_some() || !named(*at)).copied().collect();
        let mut tested = Vec::new();
        for own in kept.chunk_by(|(_, a), (_, b)| (&a.role, &a.construct) == (&b.role, &b.construct)) {
            let mut entry = self.blank(own);
            if entry.reason.is_none() {
                tested.push(self.fill(&mut entry, entries.len(), own, &places)?);
            }
            entries.push(entry);
        }
        for family in [Family::Focus, Family::Exploratory] {
            let own = tested.iter().filter(|test| entries[test.at].family == family).collect::<Vec<_>>();
            self.judge(entries, &own)?;
        }
        Ok(())
    }

    /// An entry without its numbers, what is left out, and why it has none.
    fn blank(&self, own: &[(usize, &Score)]) -> TrendEntry {
        let of = own[0].1;
        let score = |at: usize| own.iter().find(|(own, _)| *own == at).map(|(_, score)| *score);
        let last = own.iter().rev().find(|(_, score)| unusable(Some(score)).is_none());
        let lines = last.map(|(_, score)| &score.criteria);
        let mut points = Vec::new();
        for (at, occasion) in self.occasions.iter().enumerate() {
            let score = score(at);
            let differ = score.is_some_and(|score| lines.is_some_and(|lines| *lines != score.criteria));
            points.push(TrendPoint {
                occasion: occasion.clone(),
                time: self.times[at],
                raters: score.map_or(0, |score| score.raters),
                share: None,
                mean: None,
                sd: None,
                interval: None,
                fitted: None,
                left_out: unusable(score).or(differ.then_some(Reason::CriteriaDiffer)),
            });
        }
        let used: Vec<_> = points.iter().filter(|point| point.left_out.is_none()).collect();
        let few = used.iter().any(|point| Standing::of(point.raters as usize) < Standing::Enough);
        let reason = (used.len() < LEAST).then_some(Reason::TooFewOccasions);
        let focus = self.options.focus_of().contains(&of.unit, &of.construct);
        TrendEntry {
            unit: of.unit.clone(),
            role: of.role.clone(),
            construct: of.construct.clone(),
            family: if focus { Family::Focus } else { Family::Exploratory },
            verdict: Verdict::CannotTell,
            measured_by: None,
            slope: None,
            slope_interval: None,
            rise: None,
            interval: None,
            lack_of_fit: None,
            linked: 0,
            linking_would_help: false,
            smallest_rise: None,
            smallest_rise_adjusted: None,
            p: None,
            p_adjusted: None,
            cautions: few.then_some(Caution::FewRaters).into_iter().collect(),
            points,
            reason,
        }
    }

    fn fill(
        &self,
        entry: &mut TrendEntry,
        at: usize,
        own: &[(usize, &Score)],
        places: &[Place<'a>],
    ) -> Result<Tested<'a>> {
        let (mut sides, mut times, mut shown) = (Vec::new(), Vec::new(), critical(self.level())?);
        for (place, score) in own.iter().filter(|(place, _)| entry.points[*place].left_out.is_none()) {
            sides.push(places[*place].side(score)?);
            times.push(self.times[*place]);
        }
        let is_linked = self.scores.tally().link() == RaterLink::Persistent;
        let correlations = Correlations::new(&sides, is_linked);
        let fewest = sides.iter().map(|side| side.names.len()).min().unwrap_or(0);
        entry.linked = correlations.linked as u32;
        entry.linking_would_help = correlations.linked < correlations.needed && fewest >= correlations.needed;
        let yardstick = defined(sides.first())?.yardstick;
        let tested = Tested { at, numbers: rise(&times), sides, correlations, yardstick };
        let line = tested.line();
        let span = times.last().zip(times.first()).map_or(1.0, |(last, first)| last - first);
        let rise = yardstick.range * line.value();
        let interval = yardstick.distances(defined(line.interval(&mut shown))?);
        entry.measured_by = Some(yardstick.by);
        entry.rise = Some(rise);
        entry.interval = Some(interval);
        entry.slope = Some(rise / span);
        entry.slope_interval = Some(Interval { lower: interval.lower / span, upper: interval.upper / span });
        entry.smallest_rise = Some(yardstick.range * defined(line.smallest(&mut shown))?);
        entry.p = Some(defined(line.p(self.level()))?);
        let mut narrow = critical(self.level() / times.len() as f64)?;
        let mut lack_of_fit = false;
        let used = entry.points.iter_mut().filter(|point| point.left_out.is_none());
        for (of, (point, side)) in used.zip(&tested.sides).enumerate() {
            let numbers = distance(&times, of);
            let away = Contrast { numbers: &numbers, ..tested.line() };
            let far = defined(away.interval(&mut narrow))?;
            lack_of_fit |= far.lower > 0.0 || far.upper < 0.0;
            let share = side.share.value;
            (point.share, point.mean, point.sd) = (side.share(), side.mean(), side.sd);
            entry.reason = entry.reason.or(side.no_sd());
            point.interval = Some(yardstick.places(wilson(share, defined(side.share.k(&mut shown))?)));
            point.fitted = Some(yardstick.place(share - away.value()));
        }
        entry.lack_of_fit = Some(lack_of_fit);
        Ok(tested)
    }

    /// Verdicts of one family.
    fn judge(&self, entries: &mut [TrendEntry], family: &[&Tested<'_>]) -> Result<()> {
        if family.is_empty() {
            return Ok(());
        }
        let level = self.level();
        let p = family.iter().filter_map(|test| entries[test.at].p).collect::<Vec<_>>();
        let (mut first, mut equal) = (critical(level / family.len() as f64)?, critical(2.0 * level)?);
        for (test, adjusted) in family.iter().zip(holm(&p)) {
            let (line, entry) = (test.line(), &mut entries[test.at]);
            entry.p_adjusted = Some(adjusted);
            entry.smallest_rise_adjusted = Some(test.yardstick.range * defined(line.smallest(&mut first))?);
            let near = defined(line.interval(&mut equal))?;
            entry.verdict = Verdict::of(line.value(), adjusted <= level, near, self.options.margin);
        }
        Ok(())
    }
}
