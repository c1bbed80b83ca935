//! One page: what it is about, and what several of its sections say in the same way.

use std::ops::Deref;

use collabpro_derive::options;

use super::findings::Findings;
use super::places::Place;
use super::{Bar, BarShare, Blocks, Depth, ReportEvidence, Section, SectionId, words};
use crate::base::message::Message;
use crate::release::{RaterCount, Released, ReleasedCoverage, ReleasedScore, ReleasedShare};
use crate::sheet::Sheet;

/// Options of a report.
#[options]
#[cfg_attr(feature = "schema", schemars(rename = "ReportSettings"))]
pub struct ReportOptions {
    /// Ids of the units that get a page; none: all.
    pub(super) units: Vec<String>,
    /// Id of the occasion that the pages are about; without it the last, or each where their order is not known.
    pub(super) occasion: Option<String>,
    /// How much it tells: one sheet for each place, a booklet, or all of it with the appendix, which is the default of one
    /// report; of a file for each place the page is.
    pub(super) depth: Option<Depth>,
    /// The sections that it has, in their usual order; none: those of its depth.
    pub(super) sections: Vec<SectionId>,
    /// What the team said last time that it would do, one sentence each; `sheets` say it better.
    pub(super) last_time: Vec<String>,
    /// A line at the head of every page, such as that data are simulated.
    pub(super) notice: Option<String>,
    /// Language of the report: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.
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

    /// Whether a section is asked for.
    pub(super) fn has(&self, id: SectionId) -> bool {
        let depth = self.depth.unwrap_or_default();
        if self.sections.is_empty() { id.depth() <= depth } else { self.sections.contains(&id) }
    }
}

/// Below this response nothing is said about the unit.
const HALF: f64 = 0.5;

/// What one page is about.
pub(super) struct Page<'a> {
    pub(super) released: &'a Released,
    pub(super) options: &'a ReportOptions,
    pub(super) findings: &'a Findings<'a>,
    pub(super) place: &'a Place<'a>,
    /// Whether the report is about no other place, so that what is said of all of them stands here.
    pub(super) is_alone: bool,
}

impl<'a> Deref for Page<'a> {
    type Target = Place<'a>;

    fn deref(&self) -> &Place<'a> {
        self.place
    }
}

impl<'a> Page<'a> {
    /// The unit's sheet of this occasion.
    pub(super) fn sheet(&self) -> Option<&'a Sheet> {
        let here = |sheet: &&Sheet| sheet.unit == self.unit && sheet.occasion == self.occasion;
        self.options.sheets.iter().find(here)
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

    /// The cells whose share is certainly above one half, in the instrument's order.
    pub(super) fn above(&self) -> Vec<&'a ReleasedScore> {
        let mut cells = self.measured(self.released);
        cells.retain(|cell| self.released.side(cell) == Some(true));
        cells
    }

    /// Who answered of the page's voice.
    pub(super) fn voice_row(&self) -> Option<&'a ReleasedCoverage> {
        let role = self.voice?;
        self.coverage.iter().copied().find(|row| row.role.as_deref() == role)
    }

    /// The part of the page's voice that answered, where it is known.
    pub(super) fn response(&self) -> Option<f64> {
        let row = self.voice_row()?;
        match (row.raters, row.size?) {
            (RaterCount::Number(people), size) if size > 0 => Some(f64::from(people) / f64::from(size)),
            _ => None,
        }
    }

    /// Whether the page says anything about the unit: not where less than half of its people answered.
    pub(super) fn speaks(&self) -> bool {
        self.voice.is_some() && self.response().is_none_or(|share| share >= HALF)
    }

    /// Whether the page tells what was found: an open team agreed to see all of its answers itself, not that others do.
    pub(super) fn is_told(&self) -> bool {
        let unit = self.released.units().get(self.unit);
        self.is_alone || unit.is_none_or(|unit| unit.open_team.is_none())
    }

    /// What is said of a group, with its name where it is not the one that says "we".
    pub(super) fn of_group(&self, role: Option<&str>, said: Message) -> Message {
        if self.voice == Some(role) {
            return said;
        }
        Message::new("report.group.said")
            .message("role", words::role(self.released, role))
            .message("said", said)
    }

    /// What the page is about.
    pub(super) fn title(&self) -> Message {
        words::heading(self.released, self.unit, self.occasion)
    }

    /// A section below the first page.
    pub(super) fn section(&self, id: SectionId, heading: &'static str, blocks: Blocks) -> Section {
        self.headed(id, Message::new(heading), 3, blocks)
    }

    /// A section about this place.
    pub(super) fn headed(&self, id: SectionId, heading: Message, level: u8, blocks: Blocks) -> Section {
        let (unit, occasion) = (Some(self.unit.to_owned()), Some(self.occasion.to_owned()));
        Section { id, unit, occasion, heading, level, blocks: blocks.0 }
    }

    /// The category from which the ratings of this page are counted, where the first measured construct has one.
    pub(super) fn line(&self) -> Option<Message> {
        line(self.released)
    }
}

/// The category from which ratings are counted, where the first measured construct has one.
pub(super) fn line(released: &Released) -> Option<Message> {
    let constructs = released.rubric().constructs();
    let measured = constructs.iter().find(|(construct, _)| !construct.is_sign());
    words::cut(released, *measured?.1.first()?)
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

fn bar_share(released: &Released, cell: &ReleasedScore, share: &ReleasedShare) -> BarShare {
    BarShare {
        from: words::category(released, cell, &share.from),
        value: share.value,
        interval: share.interval,
        nearly_all: share.nearly_all,
        is_cut: cell.cut.as_ref() == Some(&share.from),
        text: words::share(cell, share),
    }
}

/// One bar of a cell.
pub(super) fn bar(page: &Page<'_>, cell: &ReleasedScore) -> Bar {
    let released = page.released;
    let shares: Vec<_> = cell.shares.iter().map(|share| bar_share(released, cell, share)).collect();
    let earlier = page.earlier(cell).filter(|_| page.speaks());
    let absent = if shares.is_empty() { Some(words::absent(released, cell)) } else { None };
    Bar {
        construct: cell.construct.clone(),
        label: words::construct(&cell.construct),
        group: match cell.number() {
            Some(_) => words::answered(released, cell.raters, None, cell.role.as_deref()),
            None => words::role(released, cell.role.as_deref()),
        },
        shares,
        earlier: earlier.and_then(|earlier| Some(bar_share(released, earlier, earlier.at_cut()?))),
        absent,
        few: cell.number().is_some_and(words::are_few),
    }
}
