//! Whether sites differ: units that the same raters rated, or whose raters come from one pool.

mod effect;
mod linked;
mod options;
mod pairs;
mod pooling;
mod resample;
mod samples;

use collabpro_derive::{Read, document, words};
use serde::Serialize;

pub use effect::{Effect, EffectDesign};
pub use options::{SiteCorrection, SiteInterval, SiteTest, SitesOptions};
pub use pooling::{Pooling, SiteRank};

pub(super) use effect::{cliff, cohen, hedges};
pub(super) use pairs::sites;
pub(crate) use samples::own_shares;

use crate::base::table::{Rows, Table, columns};
use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::{Caution, Interval, Undefined};
use crate::stats::random::Generator;

/// What can be said about two sites.
#[words]
#[derive(PartialOrd, Ord)]
pub enum SiteVerdict {
    /// They differ by more than who happened to rate can explain.
    Distinguishable,
    /// The data do not say. This is not "the same".
    CannotTell,
}
/// What the difference of two sites rests on.
#[words]
#[non_exhaustive]
pub enum SiteBasis {
    /// The raters who rated both; the others are left out.
    SharedRaters,
    /// Raters who rated one of the two and a third site, step by step: it supposes that raters keep their strictness.
    ThroughOthers,
    /// The caller's word that raters of both come from one pool.
    Declared,
}

/// What was sampled, and is resampled.
#[words]
#[non_exhaustive]
pub enum SiteSample {
    /// Raters.
    Raters,
    /// The units that were put together into the sites, with their raters.
    Units,
}

/// One site and one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Site {
    /// Id of the unit.
    pub unit: String,
    /// Raters who gave a rating.
    pub raters: u32,
    /// Units that it is made of; null where it is one.
    pub units: Option<u32>,
    /// Share at the cut, as in the scores.
    pub share: Option<f64>,
    /// Its interval. Two intervals that overlap may still be told apart.
    pub interval: Option<Interval>,
    /// The share as all would have rated it, where raters who rated several sites link them; without a link the share.
    pub adjusted_share: Option<f64>,
    /// The level shrunk towards the mean of the sites, the more the less is known of it.
    pub pooled: Option<f64>,
    /// How much it was shrunk: 0 not at all, 1 to the mean.
    pub shrinkage: Option<f64>,
    /// Which ranks it may have, where they were asked for.
    pub rank: Option<SiteRank>,
    /// Why fields above are null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

/// Two sites and one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SitePair {
    /// Id of the one that comes first in byte order.
    pub first: String,
    /// Id of the other.
    pub second: String,
    /// What can be said.
    pub verdict: SiteVerdict,
    /// What the difference rests on.
    pub basis: Option<SiteBasis>,
    /// Level of the second less that of the first.
    pub difference: Option<f64>,
    /// Its interval, not adjusted for the number of pairs.
    pub interval: Option<Interval>,
    /// What was sampled of the first: raters, or units that it is made of.
    pub first_n: u32,
    /// The same of the second.
    pub second_n: u32,
    /// How many of them are the same.
    pub shared: u32,
    /// p value of no difference.
    pub p: Option<f64>,
    /// The same, adjusted by Holm over all pairs of the construct.
    pub p_holm: Option<f64>,
    /// The same, adjusted by Benjamini and Hochberg.
    pub p_benjamini_hochberg: Option<f64>,
    /// Hedges' g: the difference in standard deviations.
    pub hedges_g: Option<Effect>,
    /// Cliff's delta: how much more often the second is above the first than below.
    pub cliffs_delta: Option<Effect>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// All sites and one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SiteConstruct {
    /// What is measured.
    pub construct: Construct,
    /// Groups of sites among which nobody rated sites of two groups; one group where all are linked.
    pub linked: Vec<Vec<String>>,
    /// How much the sites differ beyond chance; null where fewer than three can be pooled.
    pub pooling: Option<Pooling>,
    /// Each site, in byte order of the units.
    pub sites: Vec<Site>,
    /// Each pair, in the same order.
    pub pairs: Vec<SitePair>,
}

/// How differences were judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SitesMethod {
    /// How intervals were made.
    pub interval: SiteInterval,
    /// Where p values come from.
    pub test: SiteTest,
    /// Which adjusted p value gave the verdict.
    pub correction: SiteCorrection,
    /// What was sampled.
    pub sample: SiteSample,
    /// The generator of replicates.
    pub generator: Generator,
}

/// Whether sites differ, construct by construct. For research: a report says no more of it than how many pairs can be told
/// apart, and it ranks nobody unless ranks were asked for.
///
#[doc = include_str!("../../../docs/sites.md")]
#[document("sites", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sites {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: SitesOptions,
    /// How differences were judged.
    pub method: SitesMethod,
    /// By construct, in the order of the instrument.
    pub constructs: Vec<SiteConstruct>,
}

impl Sites {
    /// One row for each pair and construct.
    pub fn table(&self) -> Table {
        Rows::within(&self.constructs, |of| &of.pairs)
            .outer(columns!(construct))
            .inner(columns!(first, second, verdict, basis, difference))
            .interval(["lower", "upper"], |(_, pair)| pair.interval)
            .inner(columns!(first_n, second_n, shared, p, p_holm, p_benjamini_hochberg))
            .column("hedges_g", |(_, pair)| pair.hedges_g.map(|effect| effect.value))
            .column("cliffs_delta", |(_, pair)| pair.cliffs_delta.map(|effect| effect.value))
            .column("reason", |(_, pair)| pair.undefined.get("difference").or(pair.undefined.first()))
            .table()
    }
}

#[cfg(test)]
mod tests;
