//! Each question in the rubric's words, group by group, then what moving the line would do, then the signs.

use super::page::Page;
use super::{Blocks, Section, SectionId, Sentence, page, words};
use crate::base::message::Message;
use crate::release::{Detail, ReleasedScore};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let mut blocks = Blocks::default();
    for row in &page.coverage {
        questions(page, row.role.as_deref(), &mut blocks);
    }
    moved_line(page, &mut blocks);
    signs(page, &mut blocks);
    let empty = blocks.0.is_empty();
    (!empty).then(|| page.section(SectionId::Profile, "report.profile.heading", blocks))
}

/// Each question as a group rated it, where any of them is shown, beside the words of the category from which it counts.
fn questions(page: &Page<'_>, role: Option<&str>, blocks: &mut Blocks) {
    let cells = page.criteria(role);
    if cells.iter().all(|cell| !cell.is_shown()) {
        return;
    }
    let worded = cells.iter().any(|cell| rung(page, cell).is_some());
    let mut rows = Vec::new();
    for cell in cells {
        let mut row = vec![words::criterion_of(page.released, cell), share(page, cell)];
        if worded {
            row.push(rung(page, cell).unwrap_or_else(|| Message::new("report.lines.blank")));
        }
        rows.push(row);
    }
    let mut head = vec![Message::new("report.lines.line")];
    head.push(match page.line() {
        Some(line) => Message::new("report.lines.share").message("line", line),
        None => Message::new("report.lines.share.no_cut"),
    });
    if worded {
        head.push(Message::new("report.lines.rung"));
    }
    let caption = Message::new("report.lines.caption").message("role", words::role(page.released, role));
    blocks.table(caption, head, rows);
}

/// The words of the category from which a criterion counts.
fn rung(page: &Page<'_>, cell: &ReleasedScore) -> Option<Message> {
    let cut = cell.cut.as_deref()?;
    words::rung(page.released.rubric(), cell.criterion.as_deref()?, cut, cell.role.as_deref())
}

/// How many tenets would change side if the cut were set elsewhere.
fn moved_line(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(role) = page.voice else { return };
    let mut cells = page.constructs(role);
    cells.retain(|cell| cell.at_cut().is_some());
    let Some(first) = cells.first() else { return };
    let Some(cut) = first.shares.iter().position(|share| first.cut.as_ref() == Some(&share.from)) else {
        return;
    };
    // The cut has one share below it and one above.
    if cut == 0 || cut + 1 >= first.shares.len() {
        return;
    }
    let moved = |at: usize| {
        let mut moved = 0;
        for cell in &cells {
            if let (Some(here), Some(there)) = (side(cell, cut), side(cell, at)) {
                moved += u64::from(here != there);
            }
        }
        moved
    };
    blocks.say(
        Message::new("report.profile.moved")
            .message("line", words::category(page.released, first, &first.shares[cut].from))
            .count("lower", moved(cut - 1))
            .count("upper", moved(cut + 1))
            .count("all", cells.len() as u64),
    );
}

/// Whether half of the ratings or more reach a category.
fn side(cell: &ReleasedScore, at: usize) -> Option<bool> {
    let share = cell.shares.get(at)?;
    share.value.map(|value| value >= 0.5).or(share.nearly_all)
}

/// The share at the cut as it may be shown.
fn share(page: &Page<'_>, cell: &ReleasedScore) -> Message {
    cell.at_cut().map_or_else(|| words::absent(page.released, cell), |share| words::share(cell, share))
}

/// So few are not counted: one of twelve is somebody.
const FEW: u64 = 2;

/// Signs are counted, never averaged.
fn signs(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(role) = page.voice else { return };
    let mut items = Vec::new();
    for cell in page.signs(role) {
        if cell.is_shown() && cell.at_cut().is_some() {
            items.push(Sentence::on(sign(page, cell), page::evidence(cell)));
        }
    }
    let intro = Message::new("report.signs").message("role", words::role(page.released, role));
    blocks.listed(intro, false, items);
}

/// "Narrow focus: 4 of 12 said “often” or more", or in words where a count may not be shown.
fn sign(page: &Page<'_>, cell: &ReleasedScore) -> Message {
    let name = words::construct(&cell.construct);
    let told = cell.at_cut().filter(|share| !words::is_nearly(share)).and_then(|share| share.value);
    let counted = told.zip(cell.number());
    let line = words::category(page.released, cell, cell.cut.as_deref().unwrap_or(""));
    match counted.filter(|_| matches!(cell.detail, Detail::Full | Detail::WholePercent)) {
        Some((value, people)) => match (value * f64::from(people)).round() as u64 {
            few if few <= FEW => Message::new("report.sign.few"),
            k => Message::new("report.sign.count").count("k", k).count("n", u64::from(people)),
        },
        None => match cell.at_cut().filter(|share| words::is_nearly(share)).map(words::is_high) {
            Some(true) => Message::new("report.sign.nearly_all"),
            Some(false) => Message::new("report.sign.nearly_none"),
            None => Message::new("report.sign").message("share", share(page, cell)),
        },
    }
    .message("sign", name)
    .message("line", line)
}
