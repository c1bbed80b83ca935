//! Who rated what, and what is missing.

use super::super::page::Page;
use super::super::{Blocks, Section, SectionId, words};
use super::{are_dated, place};
use crate::base::message::Message;
use crate::release::{RaterCount, Released};

pub(super) fn section(released: &Released, pages: &[Page<'_>]) -> Option<Section> {
    let dated = are_dated(pages);
    let mut rows = Vec::new();
    for page in pages {
        let alone = page.coverage.len() == 1;
        for row in page.coverage.iter().filter(|row| alone || row.role.is_some()) {
            let role = row.role.as_deref();
            let (answered, response) = match (row.raters, row.size) {
                (RaterCount::Number(people), size) => {
                    let rate =
                        size.filter(|size| *size > 0).map(|size| 100.0 * f64::from(people) / f64::from(size));
                    let response = rate.map_or_else(
                        || Message::new("report.coverage.unknown"),
                        |rate| Message::new("report.share.plain").number("share", rate, 0),
                    );
                    (Message::new("report.count").count("n", u64::from(people)), response)
                }
                (people @ RaterCount::FewerThan(_), _) => {
                    (words::too_few(people), Message::new("report.lines.withheld"))
                }
            };
            let size = row.size.map_or_else(
                || Message::new("report.coverage.unknown"),
                |size| Message::new("report.count").count("n", u64::from(size)),
            );
            let (mut shown, mut asked) = (0, 0);
            for cell in page.criteria(role) {
                asked += 1;
                shown += u64::from(cell.is_shown());
            }
            let lines = Message::new("report.coverage.of").count("shown", shown).count("asked", asked);
            let who = words::role(released, role);
            rows.push(vec![place(released, page, dated), who, answered, size, response, lines]);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut blocks = Blocks::default();
    let head = [
        "report.coverage.place",
        "report.coverage.group",
        "report.coverage.answered",
        "report.coverage.size",
        "report.coverage.response",
        "report.coverage.lines",
    ];
    let head = head.into_iter().map(Message::new).collect();
    blocks.table(Message::new("report.coverage.caption"), head, rows);
    decided(released, pages, dated, &mut blocks);
    practices(released, pages, dated, &mut blocks);
    blocks.note(Message::new("report.coverage.note"));
    Some(Section::whole(SectionId::Coverage, Message::new("report.coverage.heading"), blocks))
}

/// Who decided in each place that this is done, and that it is not on record everywhere.
fn decided(released: &Released, pages: &[Page<'_>], dated: bool, blocks: &mut Blocks) {
    let mut said = Vec::new();
    for page in pages {
        let sheets = [page.sheet(), page.last_sheet()];
        let who = sheets.into_iter().flatten().find_map(|sheet| sheet.who_decided.as_deref());
        said.extend(who.map(|who| {
            Message::new("report.coverage.decided")
                .message("place", place(released, page, dated))
                .text("who", who)
                .into()
        }));
    }
    let missing = said.len() < pages.len();
    blocks.list(false, said);
    if missing {
        blocks.say(Message::new("report.coverage.decided.none"));
    }
}

/// The ways of working that are on record.
fn practices(released: &Released, pages: &[Page<'_>], dated: bool, blocks: &mut Blocks) {
    let mut said = Vec::new();
    for page in pages {
        let practice = released.units().get(page.unit).and_then(|unit| unit.practice.as_deref());
        said.extend(practice.map(|practice| {
            Message::new("report.coverage.practice")
                .message("place", place(released, page, dated))
                .message("practice", practice_name(practice))
                .into()
        }));
    }
    blocks.list(false, said);
}

/// A design of the catalogue by its name, another as it was written.
fn practice_name(id: &str) -> Message {
    match crate::practice::Practices::bundled().get(id) {
        Some(known) => words::term(format!("practice:{id}"), &known.name.as_str().into()),
        None => words::plain(id),
    }
}
