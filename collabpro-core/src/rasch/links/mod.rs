//! How strongly a design ties its elements together, before there are ratings and after.

mod additions;
mod cuts;
mod options;
mod strength;
mod tables;

pub use options::RaschLinksOptions;
pub use tables::RaschLinksTable;

use collabpro_derive::{Read, document};
use serde::Serialize;

use self::additions::Search;
use self::cuts::{Apart, apart};
use self::strength::{Pair, Strength};
use super::estimate::{Ended, Estimate, estimate};
use super::plan::{Planned, Truth, found};
use crate::base::error::{Problems, Result};
use crate::base::message::Message;
use crate::base::options::refused;
use crate::base::watch::{Watch, Watched};
use crate::rasch::design::identification::links;
use crate::rasch::likelihood::measures::Measures;
use crate::ratings::ColumnSet;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::normal_quantile;

/// A difference of two elements of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschLinkDifference {
    /// The facet.
    pub facet: String,
    /// The one.
    pub one: String,
    /// The other.
    pub other: String,
    /// The measure of the one less that of the other, in logits: as it was estimated, or as it is assumed.
    pub difference: Option<f64>,
    /// The standard error of their difference by the information of all parameters together: that of the estimates, or the one to be
    /// expected where the assumed measures are the true ones.
    pub standard_error: Option<f64>,
    /// Where the difference lies; null before there are ratings.
    pub interval: Option<Interval>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// An element without which the rest falls apart.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschCut {
    /// Its facet.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// Parts that the rest falls into; 1 where what comes loose is the other facets from one another.
    pub parts: u32,
    /// Ratings that would tie the rest together again.
    pub missing: u32,
    /// Raters in all parts but the largest: elements of the facet with the most elements beside that of the units, or of the units where
    /// these are fewer.
    pub separated: u32,
    /// Some of them.
    pub elements: Vec<String>,
}

/// A visit, the ratings of one unit by one rater, without which the rest falls apart.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschBridge {
    /// Who or what was rated.
    pub unit: String,
    /// Who rated.
    pub rater: String,
    /// Raters in the smaller of the two parts.
    pub separated: u32,
    /// Some of them.
    pub elements: Vec<String>,
}

/// A visit that would make differences surer.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschAddition {
    /// Whom or what to rate.
    pub unit: String,
    /// Who is to.
    pub rater: String,
    /// How many ratings that are: all that the unit is rated on.
    pub ratings: u32,
    /// The largest standard error of the differences with it and those before.
    pub standard_error: f64,
}

/// How strongly a design ties its elements together.
///
/// # Formula
/// A design is identified by its rank. An element or a visit that alone joins two parts is an articulation point or a bridge of the graph
/// of who rated whom (Tarjan 1972), or one without which that rank falls. The variance of a difference `c` is `c' I⁻¹ c` with the
/// information `I` of all parameters together at the assumed or the estimated measures. Additions are greedy: of the visits by which the variance
/// falls fastest a few are worked out in full, and the best is taken, again and again. That is cheap, and not always the cheapest.
///
/// # When it misleads
/// A standard error before there are ratings is as good as what is assumed: elements that all come out extreme have none. It says how surely a
/// difference is known, and not whether raters were the same to all.
#[document("rasch_links", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RaschLinks {
    /// The options it was made with.
    pub options: RaschLinksOptions,
    /// Ratings, made or planned.
    pub ratings: u64,
    /// Whether measures are estimates; otherwise they are assumed.
    pub estimated: bool,
    /// The pairs that were asked for.
    pub differences: Vec<RaschLinkDifference>,
    /// Elements without which the rest falls apart.
    pub cuts: Vec<RaschCut>,
    /// Visits without which the rest falls apart.
    pub bridges: Vec<RaschBridge>,
    /// Visits that bring the differences to the target, the most helpful first.
    pub additions: Vec<RaschAddition>,
    /// Whether they do; null without a target.
    pub reached: Option<bool>,
    /// Whether no fewer visits could: proved for none and for one, otherwise nothing is said.
    pub fewest: bool,
    /// Why fields above are null.
    pub undefined: Undefined,
}

impl RaschLinks {
    /// How strongly a design ties its elements together: a table with a row for each planned rating and a column for each facet, or one of
    /// ratings.
    ///
    /// # Errors
    /// Those of [`RaschPlan::of`](super::RaschPlan::of).
    ///
    /// ```
    /// use collabpro_core::RaschLinks;
    /// use collabpro_core::ratings::ColumnSet;
    /// use collabpro_core::rasch::RaschLinksOptions;
    ///
    /// // Ann and Ben see the same schools, Cid and Dot others; Ben and Cid meet in school 3 alone.
    /// let seen = [("1", "Ann"), ("1", "Ben"), ("2", "Ann"), ("2", "Ben"), ("3", "Ben"), ("3", "Cid"), ("4", "Cid"), ("4", "Dot"), ("5", "Cid"), ("5", "Dot")];
    /// let rows: Vec<_> = seen.iter().flat_map(|(unit, rater)| ["plan", "talk"].map(|criterion| [*unit, *rater, criterion])).collect();
    /// let column = |at: usize| rows.iter().map(move |row| Some(row[at]));
    /// let design = ColumnSet::new().text("unit", column(0)).text("rater", column(1)).text("criterion", column(2));
    /// let options = RaschLinksOptions::new().thresholds([-1.0, 0.0, 1.0]).pair("rater", "Ann", "Dot").target(1.0);
    /// let found = RaschLinks::of(&[design], options)?;
    /// let cuts: Vec<&str> = found.cuts.iter().map(|cut| cut.element.as_str()).collect();
    /// assert_eq!(cuts, ["3", "Ben", "Cid"]);
    /// assert!(found.differences[0].standard_error.unwrap() > 1.0 && found.reached == Some(true));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn of<'w>(parts: &[ColumnSet], options: impl Into<Watched<'w, RaschLinksOptions>>) -> Result<Self> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let plan = options.plan();
            let read = Planned::read(parts, &plan.study(), &plan.thresholds)?;
            let pairs = pairs(&read, &options)?;
            let form = &read.long.form;
            let fit = match read.is_rated {
                true => match estimate(&read.rows, form, &plan.study(), watch)? {
                    Ended::Estimated(fit) => Some(fit),
                    Ended::Not | Ended::Apart => {
                        return Err(refused("model", Message::new("rasch.plan_estimates")).into());
                    }
                },
                false => None,
            };
            let measures = match &fit {
                Some(fit) => fit.plain.clone(),
                None => Truth::assumed(&read.long, &plan)?.middle(),
            };
            let mut made = Self::empty(&read, options);
            made.joined(&read);
            made.differ(&read, &measures, fit.as_deref(), &pairs);
            made.add(&read, &measures, &pairs, watch)?;
            Ok(made)
        })
    }

    fn empty(read: &Planned, options: RaschLinksOptions) -> Self {
        Self {
            options,
            ratings: read.rows.len() as u64,
            estimated: read.is_rated,
            differences: Vec::new(),
            cuts: Vec::new(),
            bridges: Vec::new(),
            additions: Vec::new(),
            reached: None,
            fewest: false,
            undefined: Undefined::default(),
        }
    }

    fn joined(&mut self, read: &Planned) {
        let Planned { long, rows, .. } = read;
        let all: Vec<u32> = (0..rows.len() as u32).collect();
        let Some(second) = links(rows, &all, &long.form, &long.anchors).second() else { return };
        let (cuts, bridges) = apart(rows, &long.form, second);
        let label = |facet: usize, code: u32| long.elements[facet][code as usize].clone();
        let names = |one: &Apart| one.named.iter().map(|code| label(second, *code)).collect::<Vec<String>>();
        let cut = |one: &Apart| {
            let (facet, code) = match (one.unit, one.second) {
                (Some(unit), _) => (rows.unit, unit),
                (_, other) => (second, other.unwrap_or(0)),
            };
            RaschCut {
                facet: long.facets[facet].clone(),
                element: label(facet, code),
                parts: one.parts,
                missing: one.missing,
                separated: one.off,
                elements: names(one),
            }
        };
        self.cuts = cuts.iter().map(cut).collect();
        self.cuts.sort_by_key(|cut| long.facets.iter().position(|facet| *facet == cut.facet));
        let bridge = |one: &Apart| {
            let (unit, other) = (label(rows.unit, one.unit?), label(second, one.second?));
            let (unit, rater) = if rows.unit < second { (unit, other) } else { (other, unit) };
            Some(RaschBridge { unit, rater, separated: one.off, elements: names(one) })
        };
        self.bridges = bridges.iter().filter_map(bridge).collect();
    }

    fn differ(&mut self, read: &Planned, measures: &Measures, fit: Option<&Estimate>, pairs: &[Pair]) {
        let Planned { long, rows, .. } = read;
        let confidence = self.options.plan().study().confidence;
        let quantile = normal_quantile(0.5 * (1.0 + confidence)).unwrap_or(0.0);
        let mut strength = Strength::new(rows, &long.form, measures);
        for (facet, pair) in pairs.iter().copied() {
            let is_lost = |code: usize| fit.is_some_and(|fit| !fit.active.is_estimated(facet, code as u32));
            let is_lost = pair.into_iter().any(is_lost);
            let variance = match fit {
                _ if is_lost => None,
                Some(fit) => fit.difference(&long.form, facet, pair),
                None => Some(strength.contrast((facet, pair)).variance),
            };
            let error = variance.filter(|variance| variance.is_finite()).map(|own| own.max(0.0).sqrt());
            let of = &fit.map_or(measures, |fit| &fit.measures).of[facet];
            let apart = long.form.sign[facet] * (of[pair[0]] - of[pair[1]]) + 0.0;
            let apart = Some(apart).filter(|_| !is_lost);
            let ends = apart.zip(error).filter(|_| fit.is_some());
            let mut made = RaschLinkDifference {
                facet: long.facets[facet].clone(),
                one: long.elements[facet][pair[0]].clone(),
                other: long.elements[facet][pair[1]].clone(),
                difference: apart,
                standard_error: error,
                interval: ends.map(|(at, error)| Interval {
                    lower: at - quantile * error,
                    upper: at + quantile * error,
                }),
                undefined: Undefined::default(),
            };
            for (name, is_there) in [
                ("difference", made.difference.is_some()),
                ("interval", made.interval.is_some()),
                ("standardError", made.standard_error.is_some()),
            ] {
                if !is_there {
                    let why = if is_lost { Reason::ExtremeScore } else { Reason::NoRatings };
                    made.undefined.insert(name, why);
                }
            }
            self.differences.push(made);
        }
    }

    fn add(
        &mut self,
        read: &Planned,
        measures: &Measures,
        pairs: &[Pair],
        watch: &mut dyn Watch,
    ) -> Result<()> {
        let Planned { long, rows, .. } = read;
        let raters = long.raters.filter(|raters| *raters != 0);
        let Some((target, raters)) = self.options.target.zip(raters) else {
            self.undefined.insert("reached", Reason::NotAsked);
            return Ok(());
        };
        let search = Search { form: &long.form, measures, units: 0, raters, pairs };
        let before = search.largest(rows);
        let found = search.run(rows, target * target, self.options.visits, watch)?;
        let last = found.last().map_or(before, |visit| visit.variance);
        self.reached = Some(last <= target * target);
        self.fewest = self.reached == Some(true) && found.len() < 2;
        self.additions = found
            .into_iter()
            .map(|visit| RaschAddition {
                unit: long.elements[0][visit.unit as usize].clone(),
                rater: long.elements[raters][visit.rater as usize].clone(),
                ratings: visit.cells.len() as u32,
                standard_error: visit.variance.max(0.0).sqrt(),
            })
            .collect();
        Ok(())
    }
}

/// The pairs that are asked for, by their codes.
fn pairs(read: &Planned, options: &RaschLinksOptions) -> Result<Vec<Pair>> {
    let long = &read.long;
    let mut problems = Problems::default();
    let mut made = Vec::new();
    for (name, pairs) in options.pairs.iter() {
        let place = format!("pairs.{name}");
        let Some(facet) = found(&long.facets, &place, name, Message::new("option.no_facet"), &mut problems)
        else {
            continue;
        };
        for (at, pair) in pairs.iter().enumerate() {
            let code = |(side, element): (usize, &String), problems: &mut Problems| {
                let place = format!("pairs.{name}[{at}][{side}]");
                let lacking = Message::new("rasch.no_element").text("facet", name);
                found(&long.elements[facet], &place, element, lacking, problems)
            };
            let codes: Vec<usize> =
                pair.iter().enumerate().filter_map(|own| code(own, &mut problems)).collect();
            if let [one, other] = codes[..] {
                made.push((facet, [one, other]));
            }
        }
    }
    problems.finish(made)
}

#[cfg(test)]
mod tests;
