//! The profile: every informant group by itself, then the criteria, then the signs.

use super::page::Page;
use super::{Block, Blocks, Section, SectionId, Sentence, page, words};
use crate::base::message::Message;
use crate::release::{Detail, ReleasedScore, Withheld};

pub(super) fn section(page: &Page<'_>) -> Section {
    let mut blocks = Blocks::default();
    for row in page.coverage() {
        let role = row.role.as_deref();
        group(page, role, &mut blocks);
        if Some(role) == page.voice {
            moved_line(page, role, &mut blocks);
        }
        lines(page, role, &mut blocks);
    }
    signs(page, &mut blocks);
    page.section(SectionId::Profile, "report.profile.heading", blocks)
}

/// The bars of one group, or one line that says why there are none.
fn group(page: &Page<'_>, role: Option<&str>, blocks: &mut Blocks) {
    let mut cells = Vec::new();
    for cell in page.constructs(role) {
        if is_asked_whole(page, cell) {
            cells.push(cell);
        }
    }
    if cells.iter().all(|cell| cell.withheld == Some(Withheld::GroupsShown)) {
        return;
    }
    let who = words::role(page.released, role);
    if cells.iter().all(|cell| !cell.is_shown()) {
        let why = words::absent(page.released, cells[0]);
        let withheld = Message::new("report.profile.withheld").message("role", who).message("why", why);
        return blocks.note(withheld);
    }
    let mut bars = Vec::new();
    for cell in cells {
        bars.push(page::bar(page, cell));
    }
    blocks.add(Block::Bars { caption: Message::new("report.profile.bars").message("role", who), bars });
}

/// Whether the group may rate all criteria of a construct; otherwise the criteria speak for themselves.
fn is_asked_whole(page: &Page<'_>, cell: &ReleasedScore) -> bool {
    let Some(role) = &cell.role else { return true };
    let rubric = page.released.rubric();
    let lacking = cell.lacking.iter().filter_map(|id| rubric.position(id));
    let mut roles = lacking.map(|at| &rubric.criteria()[usize::from(at)].answerable_by);
    roles.all(|roles| roles.is_empty() || role.is_empty() || roles.contains(role))
}

/// How many tenets would change side if the cut were set elsewhere.
fn moved_line(page: &Page<'_>, role: Option<&str>, blocks: &mut Blocks) {
    let mut cells = Vec::new();
    for cell in page.constructs(role) {
        if cell.at_cut().is_some() {
            cells.push(cell);
        }
    }
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

/// Each criterion as a group rated it, where any of them is shown.
fn lines(page: &Page<'_>, role: Option<&str>, blocks: &mut Blocks) {
    let cells = page.criteria(role);
    if cells.iter().all(|cell| !cell.is_shown()) {
        return;
    }
    let mut rows = Vec::new();
    for cell in cells {
        rows.push(row(page, cell));
    }
    let mut head = Vec::new();
    for id in ["report.lines.line", "report.lines.construct", "report.lines.people"] {
        head.push(Message::new(id));
    }
    head.push(match page::line(page) {
        Some(line) => Message::new("report.lines.share").message("line", line),
        None => Message::new("report.lines.share.no_cut"),
    });
    let caption = Message::new("report.lines.caption").message("role", words::role(page.released, role));
    blocks.table(caption, head, rows);
}

fn row(page: &Page<'_>, cell: &ReleasedScore) -> Vec<Message> {
    let name = cell.criterion.as_deref().map_or_else(
        || words::construct(&cell.construct),
        |id| words::criterion_name(page.released.rubric(), id, cell.role.as_deref()),
    );
    let people = match cell.number() {
        Some(people) => Message::new("report.count").count("n", u64::from(people)),
        None => Message::new("report.lines.withheld"),
    };
    vec![name, words::construct(&cell.construct), people, share(page, cell)]
}

/// The share at the cut as it may be shown.
fn share(page: &Page<'_>, cell: &ReleasedScore) -> Message {
    cell.at_cut().map_or_else(|| words::absent(page.released, cell), |share| words::share(cell, share))
}

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
pub(super) fn sign(page: &Page<'_>, cell: &ReleasedScore) -> Message {
    let name = words::construct(&cell.construct);
    let counted = cell.at_cut().and_then(|share| share.value).zip(cell.number());
    let line = words::category(page.released, cell, cell.cut.as_deref().unwrap_or(""));
    match counted.filter(|_| matches!(cell.detail, Detail::Full | Detail::WholePercent)) {
        Some((value, people)) => Message::new("report.sign.count")
            .count("k", (value * f64::from(people)).round() as u64)
            .count("n", u64::from(people)),
        None => match cell.at_cut().and_then(|share| share.nearly_all) {
            Some(true) => Message::new("report.sign.nearly_all"),
            Some(false) => Message::new("report.sign.nearly_none"),
            None => Message::new("report.sign").message("share", share(page, cell)),
        },
    }
    .message("sign", name)
    .message("line", line)
}
