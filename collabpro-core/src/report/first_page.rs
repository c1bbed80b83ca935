//! The first page: what a head teacher reads in two minutes, on one side of A4.

use super::page::{Page, bar, evidence, line};
use super::{Bar, Block, Blocks, Section, SectionId, Sentence, change, differences, questions, words};
use crate::base::message::Message;
use crate::release::{RaterCount, ReleasedCoverage, ReleasedScore, Withheld};
use crate::sheet::SheetColumn;

/// Below these numbers of adults and of students it is said that smaller groups are shown.
const USUAL: (u32, u32) = (5, 10);

pub(super) fn section(page: &Page<'_>) -> Section {
    let mut blocks = Blocks::default();
    if let Some(notice) = &page.options.notice {
        blocks.note(words::plain(notice));
    }
    who(page, &mut blocks);
    if page.voice.is_some() {
        from_whom(page, &mut blocks);
        certain(page, &mut blocks);
        blocks.add(bars(page));
        differences::places(page, &mut blocks);
        questions::block(page, &mut blocks);
    } else {
        nothing(page, &mut blocks);
    }
    uncertain(page, &mut blocks);
    last_time(page, &mut blocks);
    blocks.note(Message::new("report.first.limits"));
    let heading = words::heading(page.released, page.unit, page.occasion);
    Section {
        id: SectionId::FirstPage,
        unit: Some(page.unit.to_owned()),
        heading,
        depth: 2,
        blocks: blocks.0,
    }
}

/// Who answered.
fn who(page: &Page<'_>, blocks: &mut Blocks) {
    let released = page.released;
    let rows = page.coverage();
    let (mut shown, mut withheld) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| rows.len() == 1 || row.role.is_some()) {
        let list = if matches!(row.raters, RaterCount::Number(_)) { &mut shown } else { &mut withheld };
        list.push(words::group(released, row));
    }
    if shown.is_empty() {
        std::mem::swap(&mut shown, &mut withheld);
    }
    let id = if withheld.is_empty() { "report.first.who" } else { "report.first.who.withheld" };
    let said = Message::new(id).list("groups", shown);
    let said = if withheld.is_empty() { said } else { said.list("withheld", withheld) };
    let mut sentences = vec![said.into()];
    let (adults, students) = released.policy().minima();
    if adults < USUAL.0 || students < USUAL.1 {
        let minimum = Message::new("report.first.minimum").count("adults", u64::from(adults));
        sentences.push(minimum.count("students", u64::from(students)).into());
    }
    let unit = released.units().get(page.unit);
    if let Some(open) = unit.and_then(|unit| unit.open_team.as_ref()) {
        let open =
            Message::new("report.first.open").text("date", &*open.date).text("who", &*open.recorded_by);
        sentences.push(open.into());
    }
    if let Some(practice) = unit.and_then(|unit| unit.practice.as_deref()) {
        sentences
            .push(Message::new("report.first.practice").message("practice", practice_name(practice)).into());
    }
    for named in unit.into_iter().flat_map(|unit| &unit.named_by_self) {
        let role = words::role(released, Some(&named.role));
        let message = Message::new("report.first.named").message("role", role).text("date", &*named.date);
        sentences.push(message.into());
    }
    if let Some(source) = unit.and_then(|unit| unit.published.as_deref()) {
        sentences.push(Message::new("report.first.published").text("source", source).into());
    }
    blocks.paragraph(sentences);
}

/// Why nothing is shown. Groups that are large enough have another reason than their size.
fn nothing(page: &Page<'_>, blocks: &mut Blocks) {
    let asked = page.coverage();
    if asked.iter().any(|row| page.criteria(row.role.as_deref()).iter().any(|cell| cell.is_shown())) {
        return blocks.say(Message::new("report.first.nothing.whole"));
    }
    let mut reasons = Vec::new();
    for row in asked.into_iter().filter(|row| matches!(row.raters, RaterCount::Number(_))) {
        let cells = page.constructs(row.role.as_deref());
        let cell = cells.iter().find(|cell| cell.withheld != Some(Withheld::GroupsShown));
        reasons.extend(cell.map(|cell| {
            let why =
                Message::new("report.first.nothing.group").message("group", words::group(page.released, row));
            why.message("why", words::absent(page.released, cell)).into()
        }));
    }
    if reasons.is_empty() {
        return blocks.say(Message::new("report.first.nothing"));
    }
    blocks.listed(Message::new("report.first.nothing.apart"), false, reasons);
}

/// A design of the catalogue by its name, another as it was written.
fn practice_name(id: &str) -> Message {
    match crate::practice::Practices::bundled().get(id) {
        Some(known) => words::term(format!("practice:{id}"), &known.name.as_str().into()),
        None => words::plain(id),
    }
}

/// Whose answers these are, and where many are missing, how far that could move a share.
fn from_whom(page: &Page<'_>, blocks: &mut Blocks) {
    let mut sentences: Vec<Sentence> = coming_from(page).map(Sentence::from).into_iter().collect();
    if let Some(share) = response(page).filter(|share| (HALF..FULL_ENOUGH).contains(share)) {
        sentences
            .push(Message::new("report.first.absent").count("points", words::points(1.0 - share)).into());
    }
    blocks.paragraph(sentences);
}

/// What a test adjusted for all that it was asked about bears out, in the order: what changed, which groups differ, which
/// tenets lie above or below the middle; low ones as plainly as high ones. Of less than half of the people nothing is said.
fn certain(page: &Page<'_>, blocks: &mut Blocks) {
    if !speaks(page) {
        return;
    }
    let mut items = page.change.map(|change| change::certain(page, change)).unwrap_or_default();
    items.extend(differences::gaps(page));
    items.extend(page.measured().into_iter().filter_map(|cell| side(page, cell)));
    if items.is_empty() {
        return blocks.say(Message::new("report.certain.none"));
    }
    blocks.listed(Message::new("report.certain"), false, items);
}

/// In a line, what was asked and cannot be told.
fn uncertain(page: &Page<'_>, blocks: &mut Blocks) {
    if page.change.is_some_and(|change| change::is_open(page, change)) {
        blocks.say(Message::new("report.change.none"));
    }
}

/// "Joint work: most of what these 12 teachers marked is at “third line” or above."
fn side(page: &Page<'_>, cell: &ReleasedScore) -> Option<Sentence> {
    let above = page.released.side(cell)?;
    let message = Message::new(if above { "report.certain.above" } else { "report.certain.below" })
        .message("construct", words::construct(&cell.construct))
        .message("role", words::role(page.released, cell.role.as_deref()))
        .message("line", words::category(page.released, cell, cell.cut.as_deref()?));
    Some(Sentence::on(message, evidence(cell)))
}

/// Below this response nothing is said about the unit.
const HALF: f64 = 0.5;
/// Below this response the page says how far a share could lie.
const FULL_ENOUGH: f64 = 0.7;

/// Who answered of the page's voice.
fn voice<'a>(page: &Page<'a>) -> Option<&'a ReleasedCoverage> {
    let role = page.voice?;
    page.coverage().into_iter().find(|row| row.role.as_deref() == role)
}

/// The part of the page's voice that answered, where it is known.
fn response(page: &Page<'_>) -> Option<f64> {
    let row = voice(page)?;
    match (row.raters, row.size?) {
        (RaterCount::Number(people), size) if size > 0 => Some(f64::from(people) / f64::from(size)),
        _ => None,
    }
}

/// Whether the page says anything about the unit.
pub(super) fn speaks(page: &Page<'_>) -> bool {
    page.voice.is_some() && response(page).is_none_or(|share| share >= HALF)
}

/// "What follows is what these 9 teachers marked; the other 5 may see it differently."
fn coming_from(page: &Page<'_>) -> Option<Message> {
    let row = voice(page)?;
    let RaterCount::Number(people) = row.raters else { return None };
    let rest = row.size.map(|size| u64::from(size.saturating_sub(people)));
    let id = match rest {
        None => "report.first.from.unknown",
        Some(0) => "report.first.from.all",
        Some(_) if !speaks(page) => "report.first.from.low",
        Some(_) => "report.first.from",
    };
    let message = Message::new(id)
        .message("role", words::role(page.released, row.role.as_deref()))
        .count("n", u64::from(people));
    match (row.size, rest) {
        (Some(size), Some(rest)) => Some(message.count("size", u64::from(size)).count("rest", rest)),
        _ => Some(message),
    }
}

fn bars(page: &Page<'_>) -> Block {
    let mut bars = Vec::new();
    for construct in words::measured(page.released) {
        bars.push(match page.cell(construct) {
            Some(cell) => bar(page, cell),
            None => Bar {
                construct: construct.clone(),
                label: words::construct(construct),
                group: Message::new("report.bar.nobody"),
                shares: Vec::new(),
                absent: Some(Message::new("report.absent.not_asked")),
                few: false,
            },
        });
    }
    Block::Bars { caption: caption(page), bars }
}

/// How to read the bars, or that an instrument has nothing to count from.
fn caption(page: &Page<'_>) -> Message {
    match line(page) {
        Some(line) => Message::new("report.bars.caption").message("line", line),
        None => Message::new("report.bars.caption.no_cut"),
    }
}

/// What the people said last time that they would do, in their words.
fn last_time(page: &Page<'_>, blocks: &mut Blocks) {
    let mut said = Vec::new();
    if let Some(sheet) = page.last_sheet() {
        for &column in SheetColumn::ALL {
            let id = match column {
                SheetColumn::Stop => "report.first.last_time.stop",
                SheetColumn::Continue => "report.first.last_time.continue",
                SheetColumn::Start => "report.first.last_time.start",
            };
            said.extend(sheet.column(column).map(|entry| Message::new(id).text("text", &*entry.text).into()));
        }
        let focus: Vec<Message> = sheet.focus.iter().map(words::construct).collect();
        if !focus.is_empty() {
            said.push(Message::new("report.first.last_time.focus").list("focus", focus).into());
        }
    }
    for sentence in &page.options.last_time {
        said.push(words::plain(sentence).into());
    }
    if said.is_empty() {
        return blocks.say(Message::new("report.first.last_time.none"));
    }
    blocks.listed(Message::new("report.first.last_time"), false, said);
}
