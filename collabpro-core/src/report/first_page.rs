//! The first page: what a head teacher reads in two minutes, on one side of A4.

use super::page::{Page, bar, evidence, line, lower, strongest};
use super::{Bar, Block, Blocks, Section, SectionId, Sentence, change, differences, questions, words};
use crate::base::message::Message;
use crate::release::{RaterCount, ReleasedCoverage, ReleasedScore, Withheld};
use crate::sheet::SheetColumn;

/// The paragraph in words is at most so long.
const WORDS: usize = 60;
/// Below these numbers of adults and of students it is said that smaller groups are shown.
const USUAL: (u32, u32) = (5, 10);

pub(super) fn section(page: &Page<'_>) -> Section {
    let mut blocks = Blocks::default();
    if let Some(notice) = &page.options.notice {
        blocks.note(words::plain(notice));
    }
    who(page, &mut blocks);
    if page.voice.is_some() {
        summary(page, &mut blocks);
        blocks.add(bars(page));
        strengths(page, &mut blocks);
        differences::first_page(page, &mut blocks);
        questions::block(page, &mut blocks);
    } else {
        nothing(page, &mut blocks);
    }
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

/// One paragraph in words, and where many did not answer, how far the share could lie.
fn summary(page: &Page<'_>, blocks: &mut Blocks) {
    let mut best: Option<&ReleasedScore> = None;
    for cell in page.measured() {
        let own = Some(cell.role.as_deref()) == page.voice;
        let measured = cell.at_cut().is_some_and(|share| share.interval.is_some());
        if own && measured && best.is_none_or(|best| lower(cell) >= lower(best)) {
            best = Some(cell);
        }
    }
    let response = response(page);
    let mut sentences = Vec::new();
    let mut length = 0;
    let mut say = |sentence: Option<Sentence>| {
        let Some(sentence) = sentence else { return };
        length += words::length(page.texts, &sentence.message);
        if length <= WORDS {
            sentences.push(sentence);
        }
    };
    say(coming_from(page).map(Sentence::from));
    if response.is_none_or(|share| share >= HALF) {
        say(page.change.and_then(|change| change::headline(page, change)));
        say(best.and_then(|cell| standing(page, cell)));
    }
    blocks.paragraph(sentences);
    if response.is_some_and(|share| (HALF..FULL_ENOUGH).contains(&share)) {
        let Some(cell) = best else { return };
        let Some(range) = cell.at_cut().and_then(|share| share.non_response) else { return };
        let message = Message::new("report.first.absent")
            .message("lower", words::near_fraction(range.lower))
            .message("upper", words::near_fraction(range.upper));
        blocks.say(Sentence::on(message, evidence(cell)));
    }
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

/// "What follows is what these 9 teachers marked; the other 5 may see it differently."
fn coming_from(page: &Page<'_>) -> Option<Message> {
    let row = voice(page)?;
    let RaterCount::Number(people) = row.raters else { return None };
    let rest = row.size.map(|size| u64::from(size.saturating_sub(people)));
    let id = match rest {
        None => "report.first.from.unknown",
        Some(0) => "report.first.from.all",
        Some(_) if response(page).is_some_and(|share| share < HALF) => "report.first.from.low",
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

/// "On joint work, about two thirds of the marks reach the third line or more. With 9 people …"
fn standing(page: &Page<'_>, cell: &ReleasedScore) -> Option<Sentence> {
    let share = cell.at_cut()?;
    let (value, interval, people) = (share.value?, share.interval?, cell.number()?);
    let id = if words::are_few(people) { "report.first.standing.few" } else { "report.first.standing" };
    let message = Message::new(id)
        .message("construct", words::construct(&cell.construct))
        .message("share", words::fraction(value))
        .message("line", words::category(page.released, cell, &share.from))
        .count("n", u64::from(people))
        .message("lower", words::near_fraction(interval.lower))
        .message("upper", words::near_fraction(interval.upper));
    Some(Sentence::on(message, evidence(cell)))
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

fn strengths(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(line) = line(page) else { return };
    let mut items = Vec::new();
    for cell in strongest(page) {
        let people = cell.number();
        let few = people.is_some_and(words::are_few);
        let id = if few { "report.first.strength.few" } else { "report.first.strength" };
        let message = Message::new(id)
            .message("construct", words::construct(&cell.construct))
            .message("group", words::role(page.released, cell.role.as_deref()))
            .message("line", line.clone())
            .count("n", u64::from(people.unwrap_or(0)));
        items.push(Sentence::on(message, evidence(cell)));
    }
    if items.is_empty() {
        return blocks.say(Message::new("report.first.strengths.none").message("line", line));
    }
    blocks.listed(Message::new("report.first.strengths"), false, items);
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
