//! A then-test beside what raters rated then: did the place change, or the eye?

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use super::change::{ChangeMethod, Correction, IntervalMethod};
use super::mover::{Pair, correlation};
use super::shares::{Place, Side, critical, defined, shared, unusable};
use super::{comparable, in_order, is_real, rated};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Rows, Table, columns, listed};
use crate::base::watch::{Watch, ask};
use crate::framework::Construct;
use crate::ratings::RaterLink;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Critical, Interval, MeasuredBy, Reason, Score, Scores, Standing, Undefined};
use crate::stats::holm::holm;

/// Options of a response shift.
#[options(new = none)]
pub struct ResponseShiftOptions {
    /// Id of the then-test, an occasion of the kind `then_test`; the earlier occasion is the one that it is about.
    #[option(setter = none)]
    pub(crate) then: String,
    /// Id of the occasion at which raters stand now.
    #[option(setter = none)]
    pub(crate) to: String,
    /// How often the intervals cover; words are tested at 1 less this.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
}

impl ResponseShiftOptions {
    /// The defaults, for a then-test and the occasion at which it was given.
    pub fn new(then: impl Into<String>, to: impl Into<String>) -> Self {
        Self { then: then.into(), to: to.into(), ..Self::default() }
    }
}

/// What the then-test says of how strictly raters rate.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Recalibration {
    /// In the then-test raters rate lower than they did then: a fall can mean this, and a rise is more than it seems.
    Stricter,
    /// In the then-test raters rate higher than they did then.
    Milder,
    /// The data do not say. This is not "the same eye".
    CannotTell,
}
/// A difference of two shares, or where the scale has no cut of two means.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Difference {
    /// The difference, of means in their unit.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
    /// Raters known to have given both.
    pub linked: u32,
    /// Correlation of the two through them; 0 with fewer than ten.
    pub correlation: f64,
}

/// A then-test on one construct in one unit, as one group of informants sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResponseShiftEntry {
    /// Id of the unit.
    pub unit: String,
    /// Id of the role; null: everyone, where rows name no role.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// What the then-test says of how strictly raters rate.
    pub recalibration: Recalibration,
    /// By what the occasions are compared; null where they are not.
    pub measured_by: Option<MeasuredBy>,
    /// Share at the cut at the earlier occasion, as it was rated there.
    pub share_from: Option<f64>,
    /// Share at the cut in the then-test of it.
    pub share_then: Option<f64>,
    /// Share at the cut now.
    pub share_to: Option<f64>,
    /// Where the scale has no cut: the mean at the earlier occasion, in categories from 1 or in the scale's own values.
    pub mean_from: Option<f64>,
    /// The mean in the then-test of it.
    pub mean_then: Option<f64>,
    /// The mean now.
    pub mean_to: Option<f64>,
    /// Standard deviations of the ratings behind the means, with n - 1, in their unit: earlier, in the then-test, now.
    pub sd: [Option<f64>; 3],
    /// Raters who gave a rating at each: earlier, in the then-test, now.
    pub raters: [u32; 3],
    /// Now less earlier: what a change shows.
    pub conventional: Option<Difference>,
    /// Now less the then-test: both with the eye of now.
    pub retrospective: Option<Difference>,
    /// The then-test less earlier: how far the eye has moved, or the memory.
    pub shift: Option<Difference>,
    /// p value of no shift, from its interval.
    pub p: Option<f64>,
    /// The same, adjusted over the entries of the unit.
    pub p_adjusted: Option<f64>,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

/// A then-test beside the ratings of then and of now, for every unit, informant group and construct.
///
/// # Formula
/// Differences of shares, or of means where the scale has no cut, with their intervals as in [`Change`](super::Change). *Conventional* is now less earlier,
/// *retrospective* now less the then-test, and the *shift* the then-test less earlier, by which the two differ (Howard
/// 1980, Evaluation Review 4, 93). The eye is `stricter` or `milder` where the p value of the shift, by Holm (1979) over
/// the entries of the unit, is at most 1 less `confidence`.
///
/// # When it misleads
/// A shift is one reading of the difference. Raters who think back also forget, and like to see that they have come
/// forward: that makes the then-test lower just as stricter rating does, and these ratings cannot tell the two apart. So the
/// retrospective difference is no truer than the conventional one; both are shown. It is never taken for a change.
#[document("response_shift", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ResponseShift {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: ResponseShiftOptions,
    /// Id of the earlier occasion, which the then-test is about.
    pub from: String,
    /// How words and intervals were made.
    pub method: ChangeMethod,
    /// By unit, role and construct.
    pub entries: Vec<ResponseShiftEntry>,
}

impl ResponseShift {
    /// One row for each entry.
    pub fn table(&self) -> Table {
        Rows::of(&self.entries)
            .with(columns!(
                unit,
                role,
                construct,
                recalibration,
                measured_by,
                share_from,
                share_then,
                share_to
            ))
            .with(columns!(mean_from, mean_then, mean_to))
            .column("sd_from", |row| row.sd[0])
            .column("sd_then", |row| row.sd[1])
            .column("sd_to", |row| row.sd[2])
            .column("raters_from", |row| row.raters[0])
            .column("raters_then", |row| row.raters[1])
            .column("raters_to", |row| row.raters[2])
            .column("conventional", |row| row.conventional.map(|one| one.value))
            .interval(["conventional_lower", "conventional_upper"], |row| Some(row.conventional?.interval))
            .column("retrospective", |row| row.retrospective.map(|one| one.value))
            .interval(["retrospective_lower", "retrospective_upper"], |row| Some(row.retrospective?.interval))
            .column("shift", |row| row.shift.map(|one| one.value))
            .interval(["shift_lower", "shift_upper"], |row| Some(row.shift?.interval))
            .with(columns!(p, p_adjusted))
            .column("reason", |row| row.undefined.first())
            .column("cautions", |row| listed(row.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    pub(super) fn of(scores: &Scores, options: ResponseShiftOptions, watch: &mut dyn Watch) -> Result<Self> {
        let options = options.checked()?;
        comparable(scores)?;
        rated(scores, "then", &options.then)?;
        rated(scores, "to", &options.to)?;
        is_real(scores, "to", &options.to)?;
        let Some(from) = scores.units().then_test_about(&options.then) else {
            return Err(options::unfit("then", "option.no_then_test", &options.then).into());
        };
        in_order(scores, "to")?;
        if scores.units().order(&[from, &options.to]) != Some(vec![0, 1]) || from == options.to {
            return Err(options::unfit("to", "option.not_later", &options.to).into());
        }
        let occasions = [from, &options.then, &options.to];
        let entries = entries(scores, occasions, 1.0 - options.confidence, watch)?;
        let from = from.to_owned();
        let method = ChangeMethod {
            interval: IntervalMethod::Mover,
            correction: Correction::Holm,
            intervals_adjusted: false,
        };
        Ok(Self { rubric: Instrument::of(scores.rubric()), options, from, method, entries })
    }
}

fn entries(
    scores: &Scores,
    occasions: [&str; 3],
    level: f64,
    watch: &mut dyn Watch,
) -> Result<Vec<ResponseShiftEntry>> {
    let rubric = scores.rubric();
    let place = |score: &Score| rubric.constructs().iter().position(|(known, _)| *known == score.construct);
    let mut found = Vec::new();
    for score in scores.constructs().iter().filter(|score| !score.construct.is_sign()) {
        let at = occasions.iter().position(|id| *id == score.occasion);
        found.extend(at.map(|at| (&*score.unit, score.role.as_deref(), place(score), at, score)));
    }
    found.sort_unstable_by_key(|(unit, role, place, at, _)| (*unit, *role, *place, *at));
    let is_linked = scores.tally().link() == RaterLink::Persistent;
    let mut shown = critical(level)?;
    let (mut entries, mut done) = (Vec::new(), 0);
    for unit in found.chunk_by(|a, b| a.0 == b.0) {
        ask(watch, done, Some(found.len() as u64))?;
        done += unit.len() as u64;
        let mut places = Vec::new();
        for occasion in occasions {
            places.push(Place::new(scores, unit[0].0, occasion)?);
        }
        let named = |at: usize| unit.iter().any(|one| one.3 == at && one.1.is_some());
        let kept: Vec<_> = unit.iter().filter(|one| one.1.is_some() || !named(one.3)).copied().collect();
        let mut own = Vec::new();
        for group in kept.chunk_by(|a, b| (a.1, a.2) == (b.1, b.2)) {
            let score = |at: usize| group.iter().find(|one| one.3 == at).map(|one| one.4);
            own.push(entry([0, 1, 2].map(score), group[0].4, &places, is_linked, level, &mut shown)?);
        }
        let p = own.iter().filter_map(|entry| entry.p).collect::<Vec<_>>();
        for (entry, adjusted) in own.iter_mut().filter(|entry| entry.p.is_some()).zip(holm(&p)) {
            entry.p_adjusted = Some(adjusted);
            entry.recalibration = match entry.shift.filter(|_| adjusted <= level) {
                Some(shift) if shift.value < 0.0 => Recalibration::Stricter,
                Some(_) => Recalibration::Milder,
                None => Recalibration::CannotTell,
            };
        }
        entries.append(&mut own);
    }
    Ok(entries)
}

fn entry(
    scores: [Option<&Score>; 3],
    of: &Score,
    places: &[Place<'_>],
    is_linked: bool,
    level: f64,
    shown: &mut Critical,
) -> Result<ResponseShiftEntry> {
    let mut undefined = Undefined::default();
    let mut sides: [Option<Side<'_>>; 3] = [None, None, None];
    for (at, name) in ["shareFrom", "shareThen", "shareTo"].into_iter().enumerate() {
        match (scores[at], unusable(scores[at])) {
            (Some(score), None) => sides[at] = Some(places[at].side(score)?),
            (_, why) => why.into_iter().for_each(|why| undefined.insert(name, why)),
        }
        if let Some(why) = sides[at].as_ref().and_then(Side::no_sd) {
            undefined.insert("sd", why);
        }
    }
    let mut differences = [None; 3];
    let mut p = None;
    for (at, (name, [from, to])) in
        [("conventional", [0, 2]), ("retrospective", [1, 2]), ("shift", [0, 1])].into_iter().enumerate()
    {
        let why = [from, to].into_iter().find_map(|side| unusable(scores[side]));
        let differ = scores[from].zip(scores[to]).is_some_and(|(from, to)| from.criteria != to.criteria);
        let why = why.or(differ.then_some(Reason::CriteriaDiffer));
        if let (None, Some(first), Some(second)) = (why, &sides[from], &sides[to]) {
            let linked = if is_linked { shared(&first.names, &second.names) } else { Vec::new() };
            let correlation = correlation(&first.share, &second.share, &linked);
            let pair = Pair { from: &first.share, to: &second.share, correlation };
            let yardstick = first.yardstick;
            let value = yardstick.range * pair.difference();
            let interval = yardstick.distances(defined(pair.interval(shown))?);
            differences[at] = Some(Difference { value, interval, linked: linked.len() as u32, correlation });
            if name == "shift" {
                p = Some(defined(pair.p(level))?);
            }
        }
        if let Some(why) = why {
            undefined.insert(name, why);
            if name == "shift" {
                undefined.all(&["p", "pAdjusted"], why);
            }
        }
    }
    let raters = scores.map(|score| score.map_or(0, |score| score.raters));
    let fewest = raters.into_iter().min().unwrap_or(0) as usize;
    let measured_by = sides.iter().flatten().next().map(|side| side.yardstick.by);
    let each = |of: fn(&Side<'_>) -> Option<f64>| sides.each_ref().map(|side| side.as_ref().and_then(of));
    let [share_from, share_then, share_to] = each(|side| side.share());
    let [mean_from, mean_then, mean_to] = each(|side| side.mean());
    let sd = each(|side| side.sd);
    let [conventional, retrospective, shift] = differences;
    Ok(ResponseShiftEntry {
        unit: of.unit.clone(),
        role: of.role.clone(),
        construct: of.construct.clone(),
        recalibration: Recalibration::CannotTell,
        measured_by,
        share_from,
        share_then,
        share_to,
        mean_from,
        mean_then,
        mean_to,
        sd,
        raters,
        conventional,
        retrospective,
        shift,
        p,
        p_adjusted: None,
        undefined,
        cautions: (Standing::of(fewest) < Standing::Enough)
            .then_some(Caution::FewRaters)
            .into_iter()
            .collect(),
    })
}
