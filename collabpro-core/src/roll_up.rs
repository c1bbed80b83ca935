//! Roll-up: how the units of a larger one stand together, with the levels kept apart.
#![doc = include_str!("../docs/roll_up.md")]

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use crate::base::error::{Error, ErrorCode, Place, Problem, Result};
use crate::base::table::{Rows, Table, columns, listed};
use crate::base::watch::{Watch, Watched, ask};
use crate::comparison::own_shares;
use crate::framework::Construct;
use crate::ratings::RatingKind;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Interval, Reason, Score, Scores, Undefined, responses_of};
use crate::stats::distribution::t_quantile;
use crate::tally::{Counts, GroupBy};

/// What counts the same in a mean over units.
#[words]
#[derive(Default)]
pub enum Weighting {
    /// Every unit, however many raters rated it.
    #[default]
    Units,
    /// Every rater: a unit that more raters rated counts more.
    Raters,
}

/// Which units the interval is about.
#[words]
#[derive(Default)]
pub enum UnitTarget {
    /// Units like these: they are a sample.
    #[default]
    UnitsLikeThese,
    /// These units and no others; their raters are a sample.
    TheseUnits,
}

/// Options of a roll-up. Intervals cover as often as those of the scores.
#[options]
#[derive(Copy)]
pub struct RollUpOptions {
    /// By what units are put together.
    pub(crate) by: GroupBy,
    /// What counts the same in the mean.
    weighting: Weighting,
    /// Which units the interval is about.
    target: UnitTarget,
}

/// The units of one larger unit at one occasion, one informant group and one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RollUpEntry {
    /// Id of the larger unit, of the kind or of the practice.
    pub group: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Ids of the units that the numbers rest on.
    pub units: Vec<String>,
    /// Ids of units that were rated but have no share of this construct.
    pub left_out: Vec<String>,
    /// Units that belong here at that occasion, rated or not.
    pub members: u32,
    /// Raters who gave a rating in those units.
    pub raters: u32,
    /// Mean share at the cut over the units, weighted as asked.
    pub mean: Option<f64>,
    /// Its interval, for the units that were asked for.
    pub interval: Option<Interval>,
    /// The mean in which every unit counts the same.
    pub units_equal: Option<f64>,
    /// The mean in which every rater counts the same.
    pub raters_equal: Option<f64>,
    /// Variance of raters' own shares within their units.
    pub within: Option<f64>,
    /// Variance between units, chance within taken off; 0 where the units differ by no more than that.
    pub between: Option<f64>,
    /// ICC(1): the part of the variance that lies between units. Negative where units differ by less than chance.
    pub icc1: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

/// How the units of larger ones stand together. For researchers: nothing is withheld.
#[document("roll_up", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RollUp {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: RollUpOptions,
    /// By group, occasion, role and construct, as the scores have them.
    pub entries: Vec<RollUpEntry>,
}

impl Scores {
    /// How the units of larger ones stand together: the mean over units, and how much lies within and between them.
    ///
    /// # Errors
    /// `invalid_option`; `not_in_data` when no rated unit belongs to a larger one; `occasion_order_unknown` when a
    /// membership has a beginning or an end, and the occasions no known order; `target_not_comparable`.
    ///
    /// ```
    /// use collabpro_core::roll_up::RollUpOptions;
    /// use collabpro_core::{Observed, Rubric, Units, ratings::Reader};
    ///
    /// let units = Units::from_csv("unit,parent\nBirch,North\nOak,North\nNorth,\n".as_bytes())?;
    /// let rows = "unit,rater,criterion,level\nBirch,b1,1a,3\nBirch,b2,1a,2\nOak,o1,1a,3\nOak,o2,1a,4\nOak,o3,1a,3\n";
    /// let form = Observed::from_json(r#"{"form": "short"}"#)?;
    /// let scores = Reader::new(&Rubric::bundled()).units(units).read(rows.as_bytes())?.score(form)?;
    /// let rolled = scores.roll_up(RollUpOptions::new())?;
    /// let entry = &rolled.entries[0];
    /// assert_eq!((entry.group.as_str(), entry.units_equal, entry.raters_equal), ("North", Some(0.75), Some(0.8)));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn roll_up<'w>(&self, options: impl Into<Watched<'w, RollUpOptions>>) -> Result<RollUp> {
        options.into().run(|options, watch| self.rolled_up(options, watch))
    }

    fn rolled_up(&self, options: RollUpOptions, watch: &mut dyn Watch) -> Result<RollUp> {
        if self.options().is_for_these_people() {
            return Err(Problem::new(ErrorCode::TargetNotComparable, Place::path("target")).into());
        }
        // A score by its group, and the order in which both come.
        let mut parts: Vec<(&str, usize)> = Vec::new();
        for (at, score) in self.constructs().iter().enumerate() {
            for (group, known) in options.by.groups(self.units(), &score.unit, &score.occasion) {
                if !known {
                    return Err(Problem::new(ErrorCode::OccasionOrderUnknown, Place::path("by")).into());
                }
                parts.push((group, at));
            }
        }
        if parts.is_empty() {
            return Err(Problem::new(ErrorCode::NotInData, Place::path("by"))
                .with("what", options.by.id())
                .into());
        }
        let order: Vec<&str> = match self.occasions() {
            Some(order) => order.iter().map(String::as_str).collect(),
            None => self.tally().occasions().collect(),
        };
        let scores = self.constructs();
        let rank = |at: usize| {
            let score = &scores[at];
            let construct =
                self.rubric().constructs().iter().position(|(known, _)| *known == score.construct);
            (order.iter().position(|known| *known == score.occasion), &score.role, construct)
        };
        parts.sort_by(|a, b| (a.0, rank(a.1), a.1).cmp(&(b.0, rank(b.1), b.1)));
        let (mut entries, mut done) = (Vec::new(), 0);
        for part in parts.chunk_by(|a, b| a.0 == b.0 && rank(a.1) == rank(b.1)) {
            ask(watch, done, Some(parts.len() as u64))?;
            done += part.len() as u64;
            entries.push(self.rolled(
                &options,
                part[0].0,
                &part.iter().map(|(_, at)| &scores[*at]).collect::<Vec<_>>(),
            )?);
        }
        Ok(RollUp { rubric: Instrument::of(self.rubric()), options, entries })
    }

    fn rolled(&self, options: &RollUpOptions, group: &str, parts: &[&Score]) -> Result<RollUpEntry> {
        let first = parts[0];
        // Other criteria are another question.
        let criteria = parts.iter().find(|score| score.at_cut().is_some()).map(|score| &score.criteria);
        let usable = |score: &&&Score| score.at_cut().is_some() && Some(&score.criteria) == criteria;
        let used: Vec<_> = parts.iter().filter(usable).copied().collect();
        let left_out = parts.iter().filter(|score| !usable(score)).map(|score| score.unit.clone()).collect();
        let belongs =
            |id: &str| options.by.groups(self.units(), id, &first.occasion).iter().any(|own| own.0 == group);
        let mut entry = RollUpEntry {
            group: group.to_owned(),
            occasion: first.occasion.clone(),
            role: first.role.clone(),
            construct: first.construct.clone(),
            units: used.iter().map(|score| score.unit.clone()).collect(),
            left_out,
            members: self.units().iter().filter(|unit| belongs(&unit.id)).count() as u32,
            raters: used.iter().map(|score| score.raters).sum(),
            mean: None,
            interval: None,
            units_equal: None,
            raters_equal: None,
            within: None,
            between: None,
            icc1: None,
            undefined: Undefined::default(),
            cautions: Vec::new(),
        };
        if used.is_empty() {
            let why = parts.iter().find_map(|score| score.undefined.get("shares"));
            entry.undefined.all(&ALL, why.unwrap_or(Reason::NoRatings));
            return Ok(entry);
        }
        if used.iter().any(|score| score.cautions.contains(&Caution::FewRaters)) {
            entry.cautions.push(Caution::FewRaters);
        }
        self.fill_mean(options, &mut entry, &used)?;
        self.fill_variances(&mut entry, &used)?;
        Ok(entry)
    }

    fn fill_mean(&self, options: &RollUpOptions, entry: &mut RollUpEntry, used: &[&Score]) -> Result<()> {
        let shares: Vec<_> = used.iter().filter_map(|score| score.at_cut()).collect();
        let n = used.len() as f64;
        let weights = |weighting: Weighting| match weighting {
            Weighting::Units => vec![1.0 / n; used.len()],
            Weighting::Raters => {
                used.iter().map(|score| f64::from(score.raters) / f64::from(entry.raters)).collect()
            }
        };
        let mean = |weights: &[f64]| {
            let mut mean = 0.0;
            shares.iter().zip(weights).for_each(|(share, weight)| mean += weight * share.value);
            mean
        };
        let (units, raters) = (mean(&weights(Weighting::Units)), mean(&weights(Weighting::Raters)));
        let own = weights(options.weighting);
        let value = if options.weighting == Weighting::Units { units } else { raters };
        (entry.units_equal, entry.raters_equal, entry.mean) = (Some(units), Some(raters), Some(value));
        let mut reason = None;
        let (mut down, mut up) = (0.0, 0.0);
        match options.target {
            UnitTarget::TheseUnits => {
                // MOVER for a weighted sum of shares from different raters (Zou & Donner 2008).
                for (score, (share, weight)) in used.iter().zip(shares.iter().zip(&own)) {
                    let Some(at) = share.interval else {
                        reason = score.undefined.get("interval").or(Some(Reason::OneRater));
                        break;
                    };
                    let (below, above) =
                        (weight * (share.value - at.lower), weight * (at.upper - share.value));
                    (down, up) = (down + below * below, up + above * above);
                }
                (down, up) = (down.sqrt(), up.sqrt());
            }
            UnitTarget::UnitsLikeThese if used.len() < 2 => reason = Some(Reason::OneUnit),
            UnitTarget::UnitsLikeThese => {
                let mut squares = 0.0;
                for (share, weight) in shares.iter().zip(&own) {
                    let part = weight * (share.value - value);
                    squares += part * part;
                }
                let p = 0.5 + 0.5 * self.options().confidence;
                let t = t_quantile(p, n - 1.0).ok_or_else(|| Error::internal("confidence"))?;
                up = t * (n / (n - 1.0) * squares).sqrt();
                down = up;
                if squares <= ROUNDING {
                    reason = Some(Reason::NoVariance);
                }
            }
        }
        match reason {
            Some(reason) => entry.undefined.insert("interval", reason),
            None => {
                let (lower, upper) = ((value - down).max(0.0), (value + up).min(1.0));
                entry.interval = Some(Interval { lower, upper });
            }
        }
        Ok(())
    }

    /// Variance within and between units: one-way analysis of variance of raters' own shares, units of unequal size.
    fn fill_variances(&self, entry: &mut RollUpEntry, used: &[&Score]) -> Result<()> {
        let none = |entry: &mut RollUpEntry, reason| entry.undefined.all(&ALL[1..4], reason);
        if self.tally().kind() == RatingKind::Consensus {
            none(entry, Reason::ConsensusRatings);
            return Ok(());
        }
        let Counts::Raters(counts) = self.tally().counts() else {
            none(entry, Reason::GrainTooCoarse);
            return Ok(());
        };
        if used.len() < 2 {
            none(entry, Reason::OneUnit);
            return Ok(());
        }
        let (mut sizes, mut sums, mut within) = (Vec::new(), Vec::new(), 0.0);
        for score in used {
            let sheets = responses_of(self.tally(), counts, &score.unit, &score.occasion);
            let sheet = sheets.iter().find(|(role, _)| *role == score.role.as_deref());
            let criteria: Vec<_> =
                score.criteria.iter().filter_map(|id| self.rubric().position(id)).collect();
            let cut = criteria.first().and_then(|first| self.rubric().scale(*first).cut());
            let (Some((_, sheet)), Some(cut)) = (sheet, cut) else { return Err(Error::internal("roll-up")) };
            let shares =
                own_shares(&sheet.levels_on(self.rubric(), &criteria, !score.construct.is_sign()), cut);
            let (size, mut sum) = (shares.len() as f64, 0.0);
            shares.iter().for_each(|share| sum += share);
            shares.iter().for_each(|share| within += (share - sum / size) * (share - sum / size));
            sizes.push(size);
            sums.push(sum);
        }
        let groups = sizes.len() as f64;
        let (mut people, mut squares, mut sum) = (0.0, 0.0, 0.0);
        for (size, own) in sizes.iter().zip(&sums) {
            (people, squares, sum) = (people + size, squares + size * size, sum + own);
        }
        let mut between = 0.0;
        for (size, own) in sizes.iter().zip(&sums) {
            let deviation = own / size - sum / people;
            between += size * deviation * deviation;
        }
        if people <= groups {
            none(entry, Reason::OneRater);
            return Ok(());
        }
        if within + between <= ROUNDING {
            none(entry, Reason::NoVariance);
            return Ok(());
        }
        let (msb, msw) = (between / (groups - 1.0), within / (people - groups));
        let size = (people - squares / people) / (groups - 1.0);
        entry.within = Some(msw);
        entry.between = Some(((msb - msw) / size).max(0.0));
        entry.icc1 = Some((msb - msw) / (msb + (size - 1.0) * msw));
        Ok(())
    }
}

/// A sum of squares this small is rounding.
const ROUNDING: f64 = 1e-20;

/// What is null together where no unit has a share.
const ALL: [&str; 7] = ["mean", "between", "icc1", "within", "interval", "ratersEqual", "unitsEqual"];

impl RollUp {
    /// One row for each entry.
    pub fn table(&self) -> Table {
        Rows::of(&self.entries)
            .with(columns!(group, occasion, role, construct))
            .column("units", |entry| entry.units.len())
            .with(columns!(members, raters, mean))
            .interval(["lower", "upper"], |entry| entry.interval)
            .with(columns!(units_equal, raters_equal, within, between, icc1))
            .column("reason", |entry| entry.undefined.first())
            .column("cautions", |entry| listed(entry.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}
