//! A diagnosis as it may be shown: only where a release shows every figure that it rests on.

use collabpro_derive::Read;
use serde::Serialize;

use crate::base::error::{ErrorCode, Result};
use crate::base::watch::Watch;
use crate::diagnosis::{
    Condition, DiagnosisEntry, DiagnosisOptions, Measure, Measured, Pattern, Statement, Turn, patterns,
};
use crate::framework::Construct;
use crate::release::{Cells, Detail, ReleasedScore};
use crate::scoring::{Coverage, Reason};

/// From this share of the replicates on a condition speaks for the pattern.
const FIRM: f64 = 0.8;

/// Of fewer than ten people nobody reads that all or none did: this stands for "nearly".
const NEARLY: f64 = 0.05;

/// What the ratings of one unit at one occasion look like, as it may be shown. Made by
/// [`Released::diagnosis`](crate::Released::diagnosis).
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct ReleasedDiagnosis {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role that was read; `None`: everyone of an open team.
    pub role: Option<String>,
    /// People whose ratings were read.
    pub raters: u32,
    /// In what steps the axes are shown.
    pub detail: Detail,
    /// The axes, rounded as the figures that they rest on; with how many signs are often seen.
    pub measures: Vec<Measured>,
    /// What the ratings look like.
    pub pattern: Option<Pattern>,
    /// In how many of 100 replicates the same pattern came out.
    pub stability: Option<u32>,
    /// How firmly it may be spoken of.
    pub statement: Option<Statement>,
    /// What it could be as well, where it only leans.
    pub could_be: Option<Pattern>,
    /// Conditions of the pattern that hold in nearly every replicate.
    pub holds: Vec<Condition>,
    /// Its conditions that often do not.
    pub unsure: Vec<Condition>,
    /// The axis that would change it first.
    pub turn: Option<Turn>,
    /// Constructs for want of which there is no pattern.
    pub lacking: Vec<Construct>,
    /// Why there is no pattern.
    pub reason: Option<Reason>,
}

/// Of each unit and occasion of which every figure is shown that it rests on, with the defaults.
///
/// Axes are rounded to ten points below ten people (.05 and .95 stand for "nearly none" and "nearly all" there) and to
/// five from ten on, but for an open team and published ratings.
pub(super) fn of(cells: &Cells<'_>, watch: &mut dyn Watch) -> Result<Vec<ReleasedDiagnosis>> {
    let own = |unit: &str, occasion: &str, role: Option<&str>| {
        let here = |cell: &&ReleasedScore| cell.occasion == occasion && cell.role.as_deref() == role;
        cells.of_unit(unit).iter().filter(here).filter(|cell| patterns::is_read(&cell.construct)).collect()
    };
    let is_shown = |asked: &Coverage| {
        let own: Vec<_> = own(&asked.unit, &asked.occasion, asked.role.as_deref());
        !own.is_empty() && own.iter().all(|cell| cell.is_shown())
    };
    let entries = match patterns::diagnose(cells.scores, DiagnosisOptions::new(), Some(&is_shown), watch) {
        Ok(found) => found.entries,
        Err(error) if error.code() == ErrorCode::Cancelled => return Err(error),
        // Instruments and ratings that have no diagnosis are no fault of the release.
        Err(_) => Vec::new(),
    };
    let made = entries.into_iter().filter_map(|entry| {
        let cells = own(&entry.unit, &entry.occasion, entry.role.as_deref());
        Some(shown(entry, cells.iter().map(|cell| cell.detail).max()?))
    });
    Ok(made.collect())
}

fn shown(entry: DiagnosisEntry, detail: Detail) -> ReleasedDiagnosis {
    let round = |value: f64| match detail {
        Detail::Full => value,
        Detail::WholePercent => (value * 20.0).round() / 20.0,
        Detail::FivePoints | Detail::Quarters => ((value * 10.0).round() / 10.0).clamp(NEARLY, 1.0 - NEARLY),
    };
    let measured = entry.measures.iter().map(|at| Measured {
        measure: at.measure,
        value: if at.measure == Measure::Signs { at.value } else { round(at.value) },
    });
    let conditions = |firm: bool| {
        let held = entry.evidence.iter().filter(|at| (at.holds >= FIRM) == firm);
        held.map(|at| at.condition).collect()
    };
    ReleasedDiagnosis {
        raters: entry.raters,
        detail,
        measures: measured.collect(),
        pattern: entry.pattern,
        stability: entry.stability.map(|share| (share * 100.0).round() as u32),
        statement: entry.statement,
        could_be: entry.could_be,
        holds: conditions(true),
        unsure: conditions(false),
        turn: entry.turn,
        lacking: entry.lacking,
        reason: entry.reason,
        unit: entry.unit,
        occasion: entry.occasion,
        role: entry.role,
    }
}
