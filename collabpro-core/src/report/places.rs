//! The places that a report is about, each with what was released of it.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::words;
use crate::framework::Construct;
use crate::release::{
    Released, ReleasedChange, ReleasedCoverage, ReleasedGap, ReleasedResponseShift, ReleasedScore,
    ReleasedSight, ReleasedSpread, ReleasedTrend, voice,
};
use crate::scoring::of_unit;

/// A unit at an occasion, and what may be shown of it.
#[derive(Default)]
pub(super) struct Place<'a> {
    pub(super) unit: &'a str,
    pub(super) occasion: &'a str,
    /// Who answered, in the order in which the instrument names the roles.
    pub(super) coverage: Vec<&'a ReleasedCoverage>,
    constructs: Vec<&'a ReleasedScore>,
    criteria: Vec<&'a ReleasedScore>,
    pub(super) spreads: Vec<&'a ReleasedSpread>,
    pub(super) gaps: Vec<&'a ReleasedGap>,
    pub(super) sights: Vec<&'a ReleasedSight>,
    /// What changed until this occasion; nothing where it was not asked for.
    pub(super) changes: Vec<ReleasedChange>,
    /// Where it is going until this occasion; nothing where it was not asked for.
    pub(super) trends: Vec<ReleasedTrend>,
    /// What a then-test given now says of the eye; nothing where it was not asked for.
    pub(super) shifts: Vec<ReleasedResponseShift>,
    /// The cells by construct of the earlier occasion of a change.
    earlier: Vec<&'a ReleasedScore>,
    /// The group that says "we"; `None` where nothing is shown. The inner `None` is everyone.
    pub(super) voice: Option<Option<&'a str>>,
}

impl<'a> Place<'a> {
    /// The places that are asked for, in the order of the scores.
    pub(super) fn all(
        released: &'a Released,
        findings: &Findings<'_>,
        is_asked: impl Fn(&str, &str) -> bool,
    ) -> Vec<Self> {
        let mut known = BTreeMap::new();
        let mut places: Vec<Self> = Vec::new();
        for row in released.coverage() {
            let (unit, occasion) = (row.unit.as_str(), row.occasion.as_str());
            if !is_asked(unit, occasion) {
                continue;
            }
            let at = *known.entry((unit, occasion)).or_insert_with(|| {
                places.push(Self::of(released, unit, occasion));
                places.len() - 1
            });
            if let Some(place) = places.get_mut(at) {
                place.coverage.push(row);
            }
        }
        let mut at = |unit: &str, occasion: &str, add: &mut dyn FnMut(&mut Self)| {
            let found = known.get(&(unit, occasion)).and_then(|at| places.get_mut(*at));
            found.into_iter().for_each(add);
        };
        if let Some(change) = findings.change {
            let (from, to) = (&change.options.from, &change.options.to);
            for entry in released.change(change) {
                at(&entry.unit, to, &mut |place| place.changes.push(entry.clone()));
            }
            for cell in released.constructs().iter().filter(|cell| cell.occasion == *from) {
                at(&cell.unit, to, &mut |place| place.earlier.push(cell));
            }
        }
        if let Some((trend, last)) = findings.trend.and_then(|trend| Some((trend, trend.occasions.last()?))) {
            for entry in released.trend(trend) {
                at(&entry.unit, last, &mut |place| place.trends.push(entry.clone()));
            }
        }
        if let Some(found) = findings.response_shift {
            for entry in released.response_shift(found) {
                at(&entry.unit, &found.options.to, &mut |place| place.shifts.push(entry.clone()));
            }
        }
        let roles = released.rubric().roles();
        let named = |row: &&ReleasedCoverage| {
            roles.iter().position(|role| Some(&role.id) == row.role.as_ref()).unwrap_or(roles.len())
        };
        for place in &mut places {
            place.coverage.sort_by_key(named);
            place.voice = voice(released.rubric(), place.constructs.iter().copied());
        }
        places
    }

    /// What was released of a place beside who answered.
    fn of(released: &'a Released, unit: &'a str, occasion: &'a str) -> Self {
        let cells = |all: &'a [ReleasedScore]| {
            let own = of_unit(all, unit, |cell| &cell.unit).iter();
            own.filter(|cell| cell.occasion == occasion).collect()
        };
        let found = released.disagreement();
        let spreads = of_unit(&found.criteria, unit, |spread| &spread.unit).iter();
        let gaps = of_unit(&found.gaps, unit, |gap| &gap.unit).iter();
        let sights = of_unit(&found.sight, unit, |sight| &sight.unit).iter();
        Self {
            unit,
            occasion,
            constructs: cells(released.constructs()),
            criteria: cells(released.criteria()),
            spreads: spreads.filter(|spread| spread.occasion == occasion).collect(),
            gaps: gaps.filter(|gap| gap.occasion == occasion).collect(),
            sights: sights.filter(|sight| sight.occasion == occasion).collect(),
            ..Self::default()
        }
    }

    /// Cells by construct of one group, without the warning signs.
    pub(super) fn constructs(&self, role: Option<&str>) -> Vec<&'a ReleasedScore> {
        own(&self.constructs, role, false)
    }

    /// Cells by criterion of one group, without the warning signs.
    pub(super) fn criteria(&self, role: Option<&str>) -> Vec<&'a ReleasedScore> {
        own(&self.criteria, role, false)
    }

    /// Cells of the warning signs.
    pub(super) fn signs(&self, role: Option<&str>) -> Vec<&'a ReleasedScore> {
        own(&self.constructs, role, true)
    }

    /// Everything that one group says: its constructs of several criteria, then its criteria and signs.
    pub(super) fn figures(&self, role: Option<&str>) -> impl Iterator<Item = &'a ReleasedScore> {
        let whole = self.constructs.iter().filter(|cell| cell.criteria > 1);
        let own = move |cell: &&ReleasedScore| cell.role.as_deref() == role;
        whole.chain(&self.criteria).copied().filter(own).collect::<Vec<_>>().into_iter()
    }

    /// The cell of a construct as the place's voice sees it; students speak for collaborating with students.
    pub(super) fn cell(&self, construct: &Construct) -> Option<&'a ReleasedScore> {
        let students =
            matches!(construct, Construct::Tenet(crate::framework::Tenet::CollaboratingWithStudents));
        let spoken = students.then(|| self.cell_of(construct, Some("student"))).flatten();
        let spoken = spoken.filter(|cell| cell.is_shown() && !cell.shares.is_empty());
        spoken.or_else(|| self.cell_of(construct, self.voice?))
    }

    /// The cell of a construct as a group sees it.
    pub(super) fn cell_of(&self, construct: &Construct, role: Option<&str>) -> Option<&'a ReleasedScore> {
        let own = |cell: &&ReleasedScore| cell.construct == *construct && cell.role.as_deref() == role;
        self.constructs.iter().copied().find(own)
    }

    /// The cell of the earlier occasion, where a change was given between shares that may both be told.
    pub(super) fn earlier(&self, cell: &ReleasedScore) -> Option<&'a ReleasedScore> {
        let same = |role: &Option<String>, construct| (role, construct) == (&cell.role, &cell.construct);
        let mut changes = self.changes.iter();
        changes
            .find(|entry| same(&entry.role, &entry.construct))
            .filter(|entry| entry.difference.is_some())?;
        self.earlier.iter().copied().find(|earlier| same(&earlier.role, &earlier.construct))
    }

    /// The cells of all that is measured as the place's voice sees them.
    pub(super) fn measured(&self, released: &Released) -> Vec<&'a ReleasedScore> {
        words::measured(released).into_iter().filter_map(|construct| self.cell(construct)).collect()
    }
}

fn own<'a>(cells: &[&'a ReleasedScore], role: Option<&str>, signs: bool) -> Vec<&'a ReleasedScore> {
    let own = |cell: &&&ReleasedScore| cell.construct.is_sign() == signs && cell.role.as_deref() == role;
    cells.iter().filter(own).copied().collect()
}
