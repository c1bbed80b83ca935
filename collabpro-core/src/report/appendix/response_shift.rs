//! A then-test: what people who look back now say of then, beside what was said then.

use super::super::page::Page;
use super::super::{Blocks, Section, SectionId, words};
use super::{are_dated, place};
use crate::base::message::Message;
use crate::comparison::Recalibration;
use crate::release::{Released, ReleasedResponseShift};

pub(super) fn section(released: &Released, pages: &[Page<'_>]) -> Option<Section> {
    let dated = are_dated(pages);
    let told = pages.iter().filter(|page| page.is_told() && page.speaks());
    let rows = told.flat_map(|page| page.shifts.iter().map(move |shift| row(released, page, shift, dated)));
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let head = [
        "report.coverage.place",
        "report.coverage.group",
        "report.trust.about",
        "report.shift.conventional",
        "report.shift.retrospective",
        "report.shift.shift",
        "report.shift.eye",
    ];
    let mut blocks = Blocks::default();
    let percent = (100.0 * released.confidence()).round() as u64;
    let caption = Message::new("report.shift.caption").count("percent", percent);
    blocks.table(caption, head.map(Message::new).to_vec(), rows);
    blocks.note(Message::new("report.shift.note"));
    Some(Section::whole(SectionId::ResponseShift, Message::new("report.shift.heading"), blocks))
}

fn row(released: &Released, page: &Page<'_>, shift: &ReleasedResponseShift, dated: bool) -> Vec<Message> {
    let said = |at: usize| match shift.differences {
        Some(differences) => {
            let (value, interval) = differences[at];
            Message::new("report.shift.points")
                .number("points", value * 100.0, 0)
                .number("lower", interval.lower * 100.0, 0)
                .number("upper", interval.upper * 100.0, 0)
        }
        None => Message::new("report.lines.withheld"),
    };
    let eye = Message::new(match shift.recalibration {
        Recalibration::Stricter => "report.shift.stricter",
        Recalibration::Milder => "report.shift.milder",
        Recalibration::CannotTell => "report.shift.cannot",
    });
    let who = words::role(released, shift.role.as_deref());
    let about = words::construct(&shift.construct);
    vec![place(released, page, dated), who, about, said(0), said(1), said(2), eye]
}
