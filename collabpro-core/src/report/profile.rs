//! The profile: every informant group by itself, then the lines, then the signs.

use super::build::Page;
use super::{Block, Section, Sentence, first_page, words};
use crate::framework::Construct;
use crate::message::Message;
use crate::scoring::{Cell, Detail, Withheld};

pub(super) fn section(page: &Page<'_>) -> Section {
    let released = page.released;
    let mut blocks = Vec::new();
    for row in page.coverage() {
        let role = row.role.as_deref();
        blocks.extend(group(page, role));
        if Some(role) == page.voice {
            blocks.extend(moved_line(page));
        }
        blocks.extend(lines(page, role));
    }
    blocks.extend(signs(page));
    Section {
        id: "profile",
        unit: Some(page.unit.to_owned()),
        heading: Message::new("report.profile.heading").text("unit", released.units().label(page.unit)),
        level: 3,
        blocks,
    }
}

fn is_sign(cell: &Cell) -> bool {
    matches!(cell.construct, Construct::Warning(_))
}

/// The bars of one group, or one line that says why there are none.
fn group(page: &Page<'_>, role: Option<&str>) -> Vec<Block> {
    let whole = |cell: &&Cell| !is_sign(cell) && is_asked_whole(page, cell);
    let cells: Vec<&Cell> = page.constructs(role).filter(whole).collect();
    let who = words::role(page.released, role);
    if cells.iter().all(|cell| cell.withheld == Some(Withheld::GroupsShown)) {
        return Vec::new();
    }
    if cells.iter().all(|cell| !cell.is_shown()) {
        let why = cells.first().map(|cell| words::absent(page.released, cell));
        let message =
            |why| Message::new("report.profile.withheld").message("role", who.clone()).message("why", why);
        return why.into_iter().map(|why| Block::Note { message: message(why) }).collect();
    }
    let bars = cells.into_iter().map(|cell| first_page::bar(page, cell)).collect();
    vec![Block::Bars { caption: Message::new("report.profile.bars").message("role", who), bars }]
}

/// Whether the group may answer all lines of a construct; otherwise the lines speak for themselves.
fn is_asked_whole(page: &Page<'_>, cell: &Cell) -> bool {
    let Some(role) = &cell.role else { return true };
    let rubric = page.released.rubric();
    let lacking = cell.lacking.iter().filter_map(|id| rubric.criterion(id));
    let mut roles = lacking.map(|at| &rubric.criteria()[usize::from(at)].answerable_by);
    roles.all(|roles| roles.is_empty() || role.is_empty() || roles.contains(role))
}

/// How many tenets would change side if the line were drawn elsewhere.
fn moved_line(page: &Page<'_>) -> Option<Block> {
    let role = page.voice?;
    let cells: Vec<&Cell> =
        page.constructs(role).filter(|cell| !is_sign(cell) && cell.at_cut().is_some()).collect();
    let first = cells.first()?;
    let cut = first.shares.iter().position(|share| first.cut.as_ref() == Some(&share.from))?;
    let side = |cell: &Cell, at: usize| {
        let share = cell.shares.get(at)?;
        share.value.map(|value| value >= 0.5).or(share.nearly_all)
    };
    let moved = |at: Option<usize>| {
        let at = at?;
        let changed = |cell: &&&Cell| side(cell, at).zip(side(cell, cut)).is_some_and(|(a, b)| a != b);
        first.shares.get(at).map(|_| cells.iter().filter(changed).count() as u64)
    };
    let lower = moved(cut.checked_sub(1))?;
    let upper = moved(Some(cut + 1))?;
    let message = Message::new("report.profile.moved")
        .message("line", words::category(page.released, first, first.cut.as_deref()?))
        .count("lower", lower)
        .count("upper", upper)
        .count("all", cells.len() as u64);
    Some(Block::Paragraph { sentences: vec![message.into()] })
}

/// Each line as a group marked it, where any of them is shown.
fn lines(page: &Page<'_>, role: Option<&str>) -> Option<Block> {
    let cells: Vec<&Cell> = page.criteria(role).filter(|cell| !is_sign(cell)).collect();
    if cells.iter().all(|cell| !cell.is_shown()) {
        return None;
    }
    let cells = cells.into_iter();
    let rows: Vec<Vec<Message>> = cells.map(|cell| row(page, cell)).collect();
    let share = match first_page::line(page) {
        Some(line) => Message::new("report.lines.share").message("line", line),
        None => Message::new("report.lines.share.no_cut"),
    };
    let head = ["report.lines.line", "report.lines.construct", "report.lines.people"].map(Message::new);
    Some(Block::Table {
        caption: Message::new("report.lines.caption").message("role", words::role(page.released, role)),
        head: head.into_iter().chain([share]).collect(),
        rows,
    })
}

fn row(page: &Page<'_>, cell: &Cell) -> Vec<Message> {
    let name = cell.criterion.as_deref().map_or_else(
        || words::construct(&cell.construct),
        |id| {
            let rubric = page.released.rubric();
            let found = rubric.criterion(id).map(|at| rubric.criteria()[usize::from(at)].name.get("en"));
            words::plain(found.unwrap_or(id))
        },
    );
    let people = match cell.number() {
        Some(people) => Message::new("report.count").count("n", u64::from(people)),
        None => Message::new("report.lines.withheld"),
    };
    vec![name, words::construct(&cell.construct), people, share(page, cell)]
}

/// The share at the cut as it may be shown.
fn share(page: &Page<'_>, cell: &Cell) -> Message {
    cell.at_cut().map_or_else(|| words::absent(page.released, cell), |share| words::share(cell, share))
}

/// Signs are counted, never averaged.
fn signs(page: &Page<'_>) -> Vec<Block> {
    let Some(role) = page.voice else { return Vec::new() };
    let items: Vec<Sentence> = page
        .constructs(role)
        .filter(|cell| is_sign(cell) && cell.is_shown() && cell.at_cut().is_some())
        .map(|cell| Sentence { message: sign(page, cell), evidence: vec![first_page::evidence(cell)] })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let intro = Message::new("report.signs").message("role", words::role(page.released, role));
    vec![Block::Paragraph { sentences: vec![intro.into()] }, Block::List { ordered: false, items }]
}

/// "Narrow focus: 4 of 12 said “often” or more", or in words where a count may not be shown.
fn sign(page: &Page<'_>, cell: &Cell) -> Message {
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
