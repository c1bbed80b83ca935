//! One page: what it is about, and what several of its sections say in the same way.

use collabpro_derive::options;

use super::{Bar, BarShare, Blocks, ReportEvidence, Section, SectionId, words};
use crate::base::message::Message;
use crate::comparison::Change;
use crate::framework::Construct;
use crate::release::{Released, ReleasedCoverage, ReleasedDisagreement, ReleasedScore};
use crate::sheet::Sheet;

/// Options of a report.
#[options]
#[cfg_attr(feature = "schema", schemars(rename = "ReportSettings"))]
pub struct ReportOptions {
    /// Ids of the units that get a page; none: all.
    pub(super) units: Vec<String>,
    /// Id of the occasion that the pages are about; without it the last, or each where their order is not known.
    pub(super) occasion: Option<String>,
    /// What the team said last time that it would do, one sentence each; `sheets` say it better.
    pub(super) last_time: Vec<String>,
    /// A line at the head of every page, such as that data are simulated.
    pub(super) notice: Option<String>,
    /// Language of the report: `en`, which is the default, `de`, which is a draft, or one whose texts are given.
    pub(super) language: Option<String>,
    /// Stop / continue / start sheets: the unit's latest earlier one stands as "last time", the occasion's own one fills
    /// the sheet.
    pub(super) sheets: Vec<Sheet>,
}

impl ReportOptions {
    /// These options, in this language where they name none.
    #[must_use]
    pub fn language_or(self, usual: &str) -> Self {
        Self { language: self.language.or_else(|| Some(usual.to_owned())), ..self }
    }
}

/// What one page is about.
pub(super) struct Page<'a> {
    pub(super) released: &'a Released,
    pub(super) options: &'a ReportOptions,
    pub(super) disagreement: &'a ReleasedDisagreement,
    pub(super) change: Option<&'a Change>,
    pub(super) unit: &'a str,
    pub(super) occasion: &'a str,
    /// The group that says "we" on this page; `None` where nothing is shown. The inner `None` is everyone.
    pub(super) voice: Option<Option<&'a str>>,
}

impl<'a> Page<'a> {
    /// The unit's sheet of this occasion.
    pub(super) fn sheet(&self) -> Option<&'a Sheet> {
        self.options.sheets.iter().find(|sheet| self.is_about(&sheet.unit, &sheet.occasion))
    }

    /// The unit's latest sheet of an earlier occasion.
    pub(super) fn last_sheet(&self) -> Option<&'a Sheet> {
        let order = self.released.occasions().unwrap_or_default();
        let place = |id: &str| order.iter().position(|known| known == id);
        let here = place(self.occasion);
        let mut last: Option<&Sheet> = None;
        for sheet in self.options.sheets.iter().filter(|sheet| sheet.unit == self.unit) {
            let at = place(&sheet.occasion);
            if at.is_some() && at < here && last.is_none_or(|last| place(&last.occasion) < at) {
                last = Some(sheet);
            }
        }
        last
    }

    /// Cells by construct of one group on this page, without the warning signs.
    pub(super) fn constructs(&self, role: Option<&str>) -> Vec<&'a ReleasedScore> {
        self.own(self.released.constructs(), role, false)
    }

    /// Cells by criterion of one group on this page, without the warning signs.
    pub(super) fn criteria(&self, role: Option<&str>) -> Vec<&'a ReleasedScore> {
        self.own(self.released.criteria(), role, false)
    }

    /// Cells of the warning signs.
    pub(super) fn signs(&self, role: Option<&str>) -> Vec<&'a ReleasedScore> {
        self.own(self.released.constructs(), role, true)
    }

    fn own(&self, cells: &'a [ReleasedScore], role: Option<&str>, signs: bool) -> Vec<&'a ReleasedScore> {
        let mut own = Vec::new();
        for cell in cells {
            let sign = cell.construct.is_sign();
            if sign == signs && words::is_of(cell, self.unit, self.occasion, role) {
                own.push(cell);
            }
        }
        own
    }

    /// Whether something that was found of a unit at an occasion belongs on this page.
    pub(super) fn is_about(&self, unit: &str, occasion: &str) -> bool {
        unit == self.unit && occasion == self.occasion
    }

    /// Who answered on this page, in the order in which the instrument names the roles.
    pub(super) fn coverage(&self) -> Vec<&'a ReleasedCoverage> {
        self.released.coverage_at(self.unit, self.occasion)
    }

    /// The cell of a construct as the page's voice sees it; students speak for collaborating with students.
    pub(super) fn cell(&self, construct: &Construct) -> Option<&'a ReleasedScore> {
        let of = |role| words::cell(self.released, construct, self.unit, self.occasion, role);
        let students =
            matches!(construct, Construct::Tenet(crate::framework::Tenet::CollaboratingWithStudents));
        let spoken = students.then(|| of(Some("student"))).flatten();
        spoken.filter(|cell| cell.is_shown() && !cell.shares.is_empty()).or_else(|| of(self.voice?))
    }

    /// The cells of all that is measured as the page's voice sees them.
    pub(super) fn measured(&self) -> Vec<&'a ReleasedScore> {
        let mut cells = Vec::new();
        for construct in words::measured(self.released) {
            cells.extend(self.cell(construct));
        }
        cells
    }

    /// The cells whose share is certainly above one half, in the instrument's order.
    pub(super) fn above(&self) -> Vec<&'a ReleasedScore> {
        let mut cells = self.measured();
        cells.retain(|cell| self.released.side(cell) == Some(true));
        cells
    }

    /// A section below the first page.
    pub(super) fn section(&self, id: SectionId, heading: &'static str, blocks: Blocks) -> Section {
        let heading = Message::new(heading).text("unit", self.released.units().label(self.unit));
        Section { id, unit: Some(self.unit.to_owned()), heading, depth: 3, blocks: blocks.0 }
    }
}

/// The numbers behind a sentence about a cell.
pub(super) fn evidence(cell: &ReleasedScore) -> ReportEvidence {
    let share = cell.at_cut();
    ReportEvidence {
        occasion: cell.occasion.clone(),
        role: cell.role.clone(),
        measure: cell
            .criterion
            .as_ref()
            .map_or_else(|| cell.construct.to_string(), |id| format!("criterion:{id}")),
        value: share.and_then(|share| share.value),
        interval: share.and_then(|share| share.interval),
        raters: cell.number(),
    }
}

/// The category from which the ratings of this page are counted, where the first measured construct has one.
pub(super) fn line(page: &Page<'_>) -> Option<Message> {
    let constructs = page.released.rubric().constructs();
    let measured = constructs.iter().find(|(construct, _)| !construct.is_sign());
    words::cut(page.released, *measured?.1.first()?)
}

/// One bar of a cell.
pub(super) fn bar(page: &Page<'_>, cell: &ReleasedScore) -> Bar {
    let released = page.released;
    let mut shares = Vec::new();
    for share in &cell.shares {
        shares.push(BarShare {
            from: words::category(released, cell, &share.from),
            value: share.value,
            interval: share.interval,
            nearly_all: share.nearly_all,
            is_cut: cell.cut.as_ref() == Some(&share.from),
            text: words::share(cell, share),
        });
    }
    let absent = if shares.is_empty() { Some(words::absent(released, cell)) } else { None };
    Bar {
        construct: cell.construct.clone(),
        label: words::construct(&cell.construct),
        group: match cell.number() {
            Some(_) => words::answered(released, cell.raters, None, cell.role.as_deref()),
            None => words::role(released, cell.role.as_deref()),
        },
        shares,
        absent,
        few: cell.number().is_some_and(words::are_few),
    }
}
