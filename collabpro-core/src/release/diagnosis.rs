//! A diagnosis as it may be shown: only where a release shows every figure that it rests on.

use crate::base::list::List;
use crate::diagnosis::{Condition, DiagnosisOptions, Measure, Measured, Pattern, Statement, Turn, patterns};
use crate::framework::Construct;
use crate::release::{Detail, Released, ReleasedScore};
use crate::scoring::Reason;

/// From this share of the replicates on a condition speaks for the pattern.
const FIRM: f64 = 0.8;

/// Of fewer than ten people nobody reads that all or none did: this stands for "nearly".
const NEARLY: f64 = 0.05;

/// What the marks of one unit at one occasion look like, as it may be shown. Made by [`Released::diagnosis`].
#[derive(Clone, Debug, PartialEq)]
pub struct ReleasedDiagnosis {
    /// Id of the role that was read; `None`: everyone of an open team.
    pub role: Option<String>,
    /// People whose marks were read.
    pub raters: u32,
    /// In what steps the axes are shown.
    pub detail: Detail,
    /// The axes, rounded as the figures that they rest on; with how many signs are often seen.
    pub measures: Vec<Measured>,
    /// What the marks look like.
    pub pattern: Option<Pattern>,
    /// In how many of 100 replicates the same pattern came out.
    pub stability: Option<u32>,
    /// How firmly it may be spoken of.
    pub statement: Option<Statement>,
    /// What it could be as well, where it only leans.
    pub could_be: Option<Pattern>,
    /// Conditions of the pattern that hold in nearly every re-draw.
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

impl Released {
    /// What the marks of a unit look like, with the defaults. `None` where a figure that it rests on is withheld, where
    /// nobody was asked whose marks it reads, and for instruments and ratings that have no diagnosis.
    ///
    /// Axes are rounded to ten points below ten people (.05 and .95 stand for "nearly none" and "nearly all" there) and to
    /// five from ten on, but for an open team and published marks.
    pub fn diagnosis(&self, unit: &str, occasion: &str) -> Option<ReleasedDiagnosis> {
        let place = Some((unit, occasion));
        let found = patterns::diagnose(self.scores(), DiagnosisOptions::new(), place, &mut ()).ok()?;
        let entry = found.entries.into_iter().next()?;
        if entry.reason == Some(Reason::OtherInformants) {
            return None;
        }
        let role = entry.role.as_deref();
        let own = |cell: &&ReleasedScore| {
            (&*cell.unit, &*cell.occasion, cell.role.as_deref()) == (unit, occasion, role)
                && patterns::is_read(&cell.construct)
        };
        let cells = self.constructs().iter().filter(own).list();
        let detail = cells.iter().map(|cell| cell.detail).max()?;
        if cells.iter().any(|cell| !cell.is_shown()) {
            return None;
        }
        let round = |value: f64| match detail {
            Detail::Full => value,
            Detail::WholePercent => (value * 20.0).round() / 20.0,
            Detail::FivePoints | Detail::Quarters => {
                ((value * 10.0).round() / 10.0).clamp(NEARLY, 1.0 - NEARLY)
            }
        };
        let measured = entry.measures.iter().map(|at| Measured {
            measure: at.measure,
            value: if at.measure == Measure::Signs { at.value } else { round(at.value) },
        });
        let conditions = |firm: bool| {
            let held = entry.evidence.iter().filter(|at| (at.holds >= FIRM) == firm);
            held.map(|at| at.condition).list()
        };
        Some(ReleasedDiagnosis {
            raters: entry.raters,
            detail,
            measures: measured.list(),
            pattern: entry.pattern,
            stability: entry.stability.map(|share| (share * 100.0).round() as u32),
            statement: entry.statement,
            could_be: entry.could_be,
            holds: conditions(true),
            unsure: conditions(false),
            turn: entry.turn,
            lacking: entry.lacking,
            reason: entry.reason,
            role: entry.role,
        })
    }
}
