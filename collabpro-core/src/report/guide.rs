//! The conversation: what to talk about, the next performance levels in the rubric's own words, and room for what people decide.

use super::page::Page;
use super::{Block, Blocks, Section, SectionId, Sentence, differences, page, profile, questions, words};
use crate::base::message::Message;
use crate::release::ReleasedScore;
use crate::sheet::SheetColumn;

/// So many constructs get their next performance levels: more is not read in a meeting.
const GROWTH: usize = 3;
/// Lines to write on, in each column of the sheet.
const ROOM: usize = 3;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    page.voice?;
    let mut blocks = Blocks::default();
    let questions = questions::all(page).len() as u64;
    blocks.say(Message::new("report.guide.how").count("n", questions));
    strong(page, &mut blocks);
    wide(page, &mut blocks);
    growth(page, &mut blocks);
    signs(page, &mut blocks);
    sheet(page, &mut blocks);
    Some(page.section(SectionId::Guide, "report.guide.heading", blocks))
}

/// What we surely share, and what to ask about it.
fn strong(page: &Page<'_>, blocks: &mut Blocks) {
    let mut items = Vec::new();
    for cell in page.above() {
        let construct = words::construct(&cell.construct);
        let message = Message::new("report.question.strong").message("construct", construct);
        items.push(Sentence::on(message, page::evidence(cell)));
    }
    blocks.listed(Message::new("report.guide.strong"), false, items);
}

fn wide(page: &Page<'_>, blocks: &mut Blocks) {
    let (certain, places) = differences::wide(page);
    let mut items = Vec::new();
    for spread in places {
        let criterion = words::criterion(page.released, &spread.criterion);
        let message = Message::new("report.question.wide").message("criterion", criterion);
        items.push(Sentence::on(message, differences::evidence(spread)));
    }
    let intro = if certain { "report.wide.out" } else { "report.wide.widest" };
    blocks.listed(Message::new(intro), false, items);
}

/// The constructs with the lowest shares, in the instrument's order: for each criterion the next performance level.
fn growth(page: &Page<'_>, blocks: &mut Blocks) {
    let mut cells = page.measured();
    let above = page.above();
    cells.retain(|cell| share(cell).is_some() && !above.contains(cell));
    while cells.len() > GROWTH {
        let most = cells.iter().filter_map(|cell| share(cell)).fold(0.0, f64::max);
        let last = cells.iter().rposition(|cell| share(cell).is_some_and(|share| share >= most));
        cells.remove(last.unwrap_or(0));
    }
    let mut tables = Vec::new();
    for cell in cells {
        tables.extend(next_levels(page, cell));
    }
    if !tables.is_empty() {
        blocks.say(Message::new("report.guide.next"));
        tables.into_iter().for_each(|table| blocks.add(table));
    }
}

/// The share at the cut; where only "nearly all" or "nearly none" may be said, that end.
fn share(cell: &ReleasedScore) -> Option<f64> {
    let share = cell.at_cut()?;
    share.value.or(share.nearly_all.map(f64::from))
}

fn next_levels(page: &Page<'_>, construct: &ReleasedScore) -> Option<Block> {
    let mut rows = Vec::new();
    for cell in page.criteria(construct.role.as_deref()) {
        if cell.construct == construct.construct && cell.is_shown() {
            rows.extend(row(page, cell));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let line = page::line(page)?;
    let caption = Message::new("report.guide.construct")
        .message("construct", words::construct(&construct.construct))
        .message("role", words::role(page.released, construct.role.as_deref()))
        .message("share", words::share(construct, construct.at_cut()?))
        .message("line", line.clone());
    let head = vec![
        Message::new("report.lines.line"),
        Message::new("report.lines.share").message("line", line),
        Message::new("report.guide.rung"),
    ];
    Some(Block::Table { caption, head, rows, to_fill: false })
}

/// A criterion with the lowest category that fewer than half of the ratings reach, as far as that may be shown.
fn row(page: &Page<'_>, cell: &ReleasedScore) -> Option<Vec<Message>> {
    let rubric = page.released.rubric();
    let id = cell.criterion.as_deref()?;
    let criterion = rubric.criterion(id)?;
    let reached = |share: &crate::release::ReleasedShare| {
        share.value.map_or(share.nearly_all == Some(true), |value| value >= 0.5)
    };
    let first = cell.shares.iter().find(|share| !reached(share)).map(|share| share.from.as_str());
    // Where only the share at the cut is shown and half reach it, the category above is next.
    let above = || {
        let at = criterion.levels.iter().position(|level| Some(&level.category) == cell.cut.as_ref())?;
        criterion.levels.get(at + 1).map(|level| level.category.as_str())
    };
    let category = first.or_else(|| above().filter(|_| cell.shares.len() == 1))?;
    let level = criterion.levels.iter().find(|level| level.category == category)?;
    let own = cell.role.as_deref().and_then(|role| level.text_by_role.get(role).map(|text| (role, text)));
    let text = match own {
        Some((role, text)) => words::own_term(rubric, &["rung", id, category, role], text),
        None => words::own_term(rubric, &["rung", id, category], &level.text),
    };
    let share = words::share(cell, cell.at_cut()?);
    Some(vec![
        words::criterion_name(rubric, id, cell.role.as_deref()),
        share,
        Message::new("report.guide.quote").message("text", text),
    ])
}

/// Signs that at least half rated as often seen: to look into, not to judge.
fn signs(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(role) = page.voice else { return };
    let mut items = Vec::new();
    for cell in page.signs(role) {
        if cell.is_shown() && share(cell).is_some_and(|share| share >= 0.5) {
            let message = Message::new("report.guide.sign").message("sign", profile::sign(page, cell));
            items.push(Sentence::on(message, page::evidence(cell)));
        }
    }
    blocks.listed(Message::new("report.guide.signs"), false, items);
}

/// The sheet that the people fill in themselves, with what stands on it already.
fn sheet(page: &Page<'_>, blocks: &mut Blocks) {
    let columns = SheetColumn::ALL.iter().map(|column| {
        let entries = page.sheet().into_iter().flat_map(|sheet| sheet.column(*column));
        entries.map(|entry| words::plain(&entry.text)).collect::<Vec<_>>()
    });
    let columns: Vec<_> = columns.collect();
    let filled = columns.iter().map(Vec::len).max().unwrap_or(0);
    let room = || Message::new("report.sheet.room");
    let rows = (0..filled.max(ROOM))
        .map(|row| columns.iter().map(|column| column.get(row).cloned().unwrap_or_else(room)).collect());
    let rows = rows.collect();
    let head =
        ["report.sheet.stop", "report.sheet.continue", "report.sheet.start"].map(Message::new).to_vec();
    let caption = Message::new("report.sheet.caption");
    blocks.add(Block::Table { caption, head, rows, to_fill: true });
    blocks.say(Message::new("report.sheet.keep"));
}
