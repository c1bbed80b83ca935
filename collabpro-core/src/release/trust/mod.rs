//! How far figures can be trusted, as it may be shown: what studies over all units that are shown say.

#[cfg(feature = "research")]
mod studies;

use collabpro_derive::Read;
use serde::Serialize;

#[cfg(feature = "research")]
pub(super) use studies::of;

#[cfg(not(feature = "research"))]
use super::Cells;
#[cfg(not(feature = "research"))]
use crate::base::{error::Result, options, watch::Watch};
use crate::framework::Construct;
use crate::scoring::Interval;

/// The studies are in the research half, which is not here.
#[cfg(not(feature = "research"))]
pub(super) fn of(_: &Cells<'_>, _: &mut dyn Watch) -> Result<Vec<ReleasedTrust>> {
    Err(options::research_needed("trust", "trust"))
}

/// Fewer units say next to nothing about how units differ, and each could be guessed from what is said of all.
pub(crate) const LEAST_UNITS: usize = 5;

/// The reliability of a mean from which Klein and others (2000) call it acceptable, as the documentation of the R package
/// misty cites them. A habit and not a law, and said to be one wherever it is shown.
pub(crate) const RELIABLE: f64 = 0.7;

/// What studies over all units that are shown say of an informant group that speaks for units at an occasion.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReleasedTrust {
    pub(crate) occasion: String,
    /// Id of the role; null: everyone.
    pub(crate) role: Option<String>,
    /// The most units that are shown of any construct.
    pub(crate) units: u64,
    pub(crate) agreement: Option<ReleasedAgreement>,
    /// By construct, in the rubric's order; those of one criterion, of too few units and without spread are left out.
    pub(crate) consistency: Vec<ReleasedConsistency>,
    /// By construct, in the rubric's order; those of too few units and without any spread are left out.
    pub(crate) aggregation: Vec<Between>,
}

/// Krippendorff's alpha for ordered categories, of an informant group at an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReleasedAgreement {
    /// The mean over the criteria.
    pub(crate) value: f64,
    /// By what each unit does to it.
    pub(crate) interval: Interval,
    /// Criteria on which it is defined, for enough units.
    pub(crate) criteria: u64,
    /// Units that are shown and have two ratings on one of these criteria.
    pub(crate) units: u64,
    /// People who rated.
    pub(crate) people: u64,
}

/// Alpha of the units' means on the criteria of one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReleasedConsistency {
    pub(crate) construct: Construct,
    pub(crate) alpha: f64,
    pub(crate) interval: Interval,
    /// Units that are shown and were rated on each criterion.
    pub(crate) units: u64,
}

/// How much of the differences between people on one construct lies between units.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Between {
    pub(crate) construct: Construct,
    /// Units that are shown.
    pub(crate) units: u64,
    /// Their people.
    pub(crate) people: u64,
    /// ICC(1).
    pub(crate) icc1: f64,
    pub(crate) icc1_interval: Interval,
    /// ICC(2).
    pub(crate) icc2: f64,
    pub(crate) icc2_interval: Interval,
    /// People of each unit whose mean would be as reliable as [`RELIABLE`]; nothing where units do not differ.
    pub(crate) needed: Option<u64>,
}
