//! What places share: the roll-up of their shares, where each is shown by itself.

use super::super::page::Page;
use super::super::{Blocks, Section, SectionId, words};
use crate::base::message::Message;
use crate::release::{Released, ReleasedRollUp};
use crate::roll_up::RollUp;

pub(in super::super) fn section(released: &Released, pages: &[Page<'_>], found: &RollUp) -> Option<Section> {
    let told = |entry: &ReleasedRollUp<'_>| {
        !entry.construct.is_sign() && pages.iter().any(|page| page.occasion == entry.occasion)
    };
    let rows = released.roll_up(found).into_iter().filter(told).map(|entry| row(released, &entry));
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let head = [
        "report.networks.group",
        "report.coverage.group",
        "report.trust.about",
        "report.networks.places",
        "report.networks.mean",
    ];
    let mut blocks = Blocks::default();
    let percent = (100.0 * released.confidence()).round() as u64;
    let caption = Message::new("report.networks.caption").count("percent", percent);
    blocks.table(caption, head.map(Message::new).to_vec(), rows);
    blocks.note(Message::new("report.networks.note"));
    Some(Section::whole(SectionId::Networks, Message::new("report.networks.heading"), blocks))
}

fn row(released: &Released, entry: &ReleasedRollUp<'_>) -> Vec<Message> {
    let percent = |value: f64| Message::new("report.share.plain").number("share", value * 100.0, 0);
    let mean = match entry.interval {
        Some(at) => Message::new("report.share.interval")
            .message("share", percent(entry.mean))
            .number("lower", at.lower * 100.0, 0)
            .number("upper", at.upper * 100.0, 0),
        None => percent(entry.mean),
    };
    let of = Message::new("report.coverage.of").count("shown", entry.units as u64);
    vec![
        words::plain(released.units().label(entry.group)),
        words::role(released, entry.role),
        words::construct(entry.construct),
        of.count("asked", u64::from(entry.members)),
        mean,
    ]
}
