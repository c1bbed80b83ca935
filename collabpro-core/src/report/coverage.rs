//! Who rated what, and what is missing.

use super::page::Page;
use super::{Blocks, Section, SectionId, words};
use crate::base::message::Message;
use crate::release::RaterCount;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let mut rows = Vec::new();
    let groups = page.coverage();
    let alone = groups.len() == 1;
    for row in groups.into_iter().filter(|row| alone || row.role.is_some()) {
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
        rows.push(vec![words::role(page.released, role), answered, size, response, lines]);
    }
    if rows.is_empty() {
        return None;
    }
    let mut blocks = Blocks::default();
    let head = [
        "report.coverage.group",
        "report.coverage.answered",
        "report.coverage.size",
        "report.coverage.response",
        "report.coverage.lines",
    ];
    let head = head.into_iter().map(Message::new).collect();
    blocks.table(Message::new("report.coverage.caption"), head, rows);
    let sheets = [page.sheet(), page.last_sheet()];
    let decided = sheets.into_iter().flatten().find_map(|sheet| sheet.who_decided.as_deref());
    blocks.say(match decided {
        Some(who) => Message::new("report.coverage.decided").text("who", who),
        None => Message::new("report.coverage.decided.none"),
    });
    blocks.note(Message::new("report.coverage.note"));
    Some(page.section(SectionId::Coverage, "report.coverage.heading", blocks))
}
