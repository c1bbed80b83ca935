//! How to read it: what is said of every place, once.

use super::page::{Page, line};
use super::{Blocks, KeyEntry, Section, SectionId, diagnosis, words};
use crate::base::message::Message;
use crate::release::{Detail, Released, ReleasedScore};
use crate::scoring::MeasuredBy;

/// What stands once at the head of a report on several places.
pub(super) fn section(released: &Released, pages: &[Page<'_>]) -> Section {
    let mut blocks = Blocks::default();
    if let Some(line) = line(released).filter(|_| are_seen(released, pages)) {
        let key = words::key(released.rubric(), words::first_scale(released));
        let told = key.iter().filter(|entry| entry.about.is_some());
        blocks.list(false, told.map(|entry| entry.told().into()).collect());
        blocks.note(Message::new("report.reading.bars").message("line", line));
    }
    block(released, pages, &mut blocks);
    Section::whole(SectionId::Reading, Message::new("report.reading.heading"), blocks)
}

/// Whether any bar is drawn.
fn are_seen(released: &Released, pages: &[Page<'_>]) -> bool {
    pages.iter().flat_map(|page| page.measured(released)).any(ReleasedScore::is_shown)
}

/// What the shades of a page's bars stand for, where they all are on one scale. What the categories say stands with them
/// on the one page of a report; of several it is said once.
pub(super) fn key(page: &Page<'_>) -> Vec<KeyEntry> {
    let (released, scale) = (page.released, words::first_scale(page.released));
    if page.measured(released).iter().any(|cell| words::scale(released, cell).id() != scale.id()) {
        return Vec::new();
    }
    let mut key = words::key(released.rubric(), scale);
    if !page.is_alone {
        key.iter_mut().for_each(|entry| entry.about = None);
    }
    key
}

/// Which words stand for shares, what a change is, and what all of it is not for.
pub(super) fn block(released: &Released, pages: &[Page<'_>], blocks: &mut Blocks) {
    let cells = || pages.iter().flat_map(|page| page.measured(released)).filter(|cell| cell.is_shown());
    if line(released).is_none() && are_seen(released, pages) {
        blocks.note(Message::new("report.reading.no_cut"));
    }
    let mut say = |id| blocks.note(Message::new(id));
    // A page shows the share at the line alone; all of them stand where it is opened out.
    let seen = |cell: &ReleasedScore| cell.at_cut().is_some_and(words::is_nearly);
    let deeper = pages.iter().any(|page| page.options.has(SectionId::Profile));
    if cells().any(|cell| seen(cell) || deeper && cell.shares.iter().any(words::is_nearly)) {
        say("report.reading.nearly");
    }
    if cells().any(|cell| !cell.shares.is_empty() && is_rounded(cell)) {
        say("report.reading.few");
    }
    let mut changes = pages.iter().flat_map(|page| &page.changes).peekable();
    if changes.peek().is_some() {
        if changes.any(|entry| entry.measured_by == Some(MeasuredBy::Mean)) {
            say("report.reading.mean");
        }
        if pages.iter().any(|page| page.options.has(SectionId::Change)) {
            say("report.reading.change");
            if pages.iter().flat_map(|page| &page.changes).any(|entry| entry.linking_would_help) {
                say("report.change.link");
            }
        }
    }
    if pages.iter().any(|page| page.options.has(SectionId::Diagnosis) && diagnosis::is_told(page)) {
        say("report.reading.pattern");
    }
    if pages.iter().any(|page| page.voice.is_some()) {
        say("report.reading.limits");
    }
}

fn is_rounded(cell: &ReleasedScore) -> bool {
    matches!(cell.detail, Detail::FivePoints | Detail::Quarters)
}
