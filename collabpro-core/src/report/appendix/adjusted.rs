//! Shares adjusted for rater severity beside those that were observed, where scores were adjusted.

use super::super::page::Page;
use super::super::{Blocks, Section, SectionId, words};
use super::{are_dated, place};
use crate::base::message::Message;
use crate::release::{Released, ReleasedScore, ReleasedShare};
use crate::scoring::MeasuredBy;

pub(super) fn section(released: &Released, pages: &[Page<'_>]) -> Option<Section> {
    let dated = are_dated(pages);
    let mut rows = Vec::new();
    for page in pages.iter().filter(|page| page.is_told()) {
        for cell in page.coverage.iter().flat_map(|row| page.figures(row.role.as_deref())) {
            rows.extend(row(released, page, cell, dated));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let head = [
        "report.coverage.place",
        "report.coverage.group",
        "report.figures.what",
        "report.lines.people",
        "report.adjusted.observed",
        "report.adjusted.adjusted",
    ];
    let mut blocks = Blocks::default();
    let caption = Message::new("report.adjusted.caption");
    blocks.table(caption, head.map(Message::new).to_vec(), rows);
    blocks.note(Message::new("report.adjusted.note"));
    Some(Section::whole(SectionId::Adjusted, Message::new("report.adjusted.heading"), blocks))
}

fn row(released: &Released, page: &Page<'_>, cell: &ReleasedScore, dated: bool) -> Option<Vec<Message>> {
    let adjusted = cell.adjusted.filter(|adjusted| adjusted.by == MeasuredBy::Share)?;
    let observed = cell.at_cut()?;
    let share = ReleasedShare {
        value: Some(adjusted.value),
        interval: adjusted.interval,
        non_response: None,
        ..observed.clone()
    };
    Some(vec![
        place(released, page, dated),
        words::role(released, cell.role.as_deref()),
        words::criterion_of(released, cell),
        Message::new("report.count").count("n", u64::from(cell.number()?)),
        words::figure(cell, observed),
        words::figure(cell, &share),
    ])
}
