//! What one group has seen and another has not, where they differ by more than chance.

use super::super::page::Page;
use super::super::{Blocks, Section, SectionId, words};
use super::{are_dated, place};
use crate::base::message::Message;
use crate::release::{Released, ReleasedSight};

pub(super) fn section(released: &Released, pages: &[Page<'_>]) -> Option<Section> {
    let dated = are_dated(pages);
    let told = pages.iter().filter(|page| page.is_told());
    let rows = told.flat_map(|page| page.sights.iter().map(move |sight| row(released, page, sight, dated)));
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let head = ["report.coverage.place", "report.lines.line", "report.sight.more", "report.sight.less"];
    let mut blocks = Blocks::default();
    blocks.table(Message::new("report.sight.caption"), head.map(Message::new).to_vec(), rows);
    blocks.note(Message::new("report.sight.note"));
    Some(Section::whole(SectionId::Sight, Message::new("report.sight.heading"), blocks))
}

fn row(released: &Released, page: &Page<'_>, sight: &ReleasedSight, dated: bool) -> Vec<Message> {
    let group = |at: usize| {
        let role = words::role(released, Some(&sight.roles[at]));
        match sight.seen {
            Some(seen) => {
                let said = Message::new("report.sight.group").message("role", role);
                said.message("share", words::quarters(seen[at]))
            }
            None => role,
        }
    };
    let criterion = words::criterion(released, &sight.criterion);
    let asked = match sight.worded_apart {
        true => Message::new("report.sight.apart").message("criterion", criterion),
        false => criterion,
    };
    vec![place(released, page, dated), asked, group(0), group(1)]
}
