//! The first page: what a head teacher reads in two minutes, on one sheet.

use super::page::{Page, bar, evidence};
use super::{
    Block, Blocks, Section, SectionId, Sentence, change, differences, questions, reading, trend, words,
};
use crate::base::message::Message;
use crate::comparison::smallest_change;
use crate::release::{RaterCount, ReleasedCoverage, ReleasedScore, Withheld};
use crate::scoring::Standing;
use crate::sheet::{SheetColumn, SheetEntry};

/// Below these numbers of adults and of students it is said that smaller groups are shown.
const USUAL: (u32, u32) = (5, 10);
/// Lines to write on.
const ROOM: usize = 3;

pub(super) fn section(page: &Page<'_>) -> Section {
    let mut blocks = Blocks::default();
    if let Some(notice) = &page.options.notice {
        blocks.note(words::plain(notice));
    }
    who(page, &mut blocks);
    if !page.is_told() {
        blocks.say(Message::new("report.first.open.apart"));
        return page.headed(SectionId::FirstPage, page.title(), 2, blocks);
    }
    if page.voice.is_some() {
        from_whom(page, &mut blocks);
        certain(page, &mut blocks);
        differences::places(page, &mut blocks);
        bars(page, &mut blocks);
    } else {
        nothing(page, &mut blocks);
    }
    last_time(page, &mut blocks);
    questions::block(page, &mut blocks);
    sheet(page, &mut blocks);
    next_time(page, &mut blocks);
    // What a report on several places says once, and each by its name.
    let heading = match page.is_alone {
        true => {
            reading::block(page.released, std::slice::from_ref(page), &mut blocks);
            Message::new("report.first.heading.alone")
        }
        false => page.title(),
    };
    page.headed(SectionId::FirstPage, heading, 2, blocks)
}

/// Who answered.
fn who(page: &Page<'_>, blocks: &mut Blocks) {
    let released = page.released;
    let rows = &page.coverage;
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
        let date = words::date(&open.date);
        let open = Message::new("report.first.open").message("date", date).text("who", &*open.recorded_by);
        sentences.push(open.into());
    }
    for named in unit.into_iter().flat_map(|unit| &unit.named_by_self) {
        let role = words::role(released, Some(&named.role));
        let message = Message::new("report.first.named").message("role", role);
        sentences.push(message.message("date", words::date(&named.date)).into());
    }
    if let Some(source) = unit.and_then(|unit| unit.published.as_deref()) {
        sentences.push(Message::new("report.first.published").text("source", source).into());
    }
    blocks.paragraph(sentences);
}

/// Why nothing is shown. Groups that are large enough have another reason than their size.
fn nothing(page: &Page<'_>, blocks: &mut Blocks) {
    if page.coverage.iter().any(|row| page.criteria(row.role.as_deref()).iter().any(|cell| cell.is_shown())) {
        return blocks.say(Message::new("report.first.nothing.whole"));
    }
    let mut reasons = Vec::new();
    for row in page.coverage.iter().filter(|row| matches!(row.raters, RaterCount::Number(_))) {
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

/// Whose answers these are, how far those who are missing could move a share, or what cannot be said at all.
fn from_whom(page: &Page<'_>, blocks: &mut Blocks) {
    let mut sentences: Vec<Sentence> = coming_from(page).map(Sentence::from).into_iter().collect();
    let missing: Vec<Message> = page.coverage.iter().filter_map(|row| missing(page, row)).collect();
    if !missing.is_empty() {
        sentences.push(Message::new("report.first.missing").list("groups", missing).into());
    }
    if !page.speaks() {
        sentences.push(Message::new("report.first.cannot").into());
    }
    blocks.paragraph(sentences);
}

/// "All 12 teachers answered."
fn coming_from(page: &Page<'_>) -> Option<Message> {
    let row = page.voice_row()?;
    let RaterCount::Number(people) = row.raters else { return None };
    let id = match row.size {
        None => "report.first.from.unknown",
        Some(size) if size <= people => "report.first.from.all",
        Some(_) if !page.speaks() => "report.first.from.low",
        Some(_) => return None,
    };
    let role = words::role(page.released, row.role.as_deref());
    Some(Message::new(id).message("role", role).count("n", u64::from(people)))
}

/// "5 teachers by up to 36 points", of a group whose bars stand on the page. Of less than half of those who say "we"
/// another sentence tells.
fn missing(page: &Page<'_>, row: &ReleasedCoverage) -> Option<Message> {
    let role = row.role.as_deref();
    let ours = page.voice == Some(role);
    let seen = ours || page.measured(page.released).iter().any(|cell| cell.role.as_deref() == role);
    let (RaterCount::Number(people), Some(size)) = (row.raters, row.size) else { return None };
    let rest = size.checked_sub(people).filter(|rest| *rest > 0 && seen && (page.speaks() || !ours))?;
    let message = Message::new("report.first.missing.group")
        .message("role", words::role(page.released, role))
        .count("rest", u64::from(rest));
    Some(message.count("points", words::points(f64::from(rest) / f64::from(size))))
}

/// What a test adjusted for all that it was asked about bears out, in the order: what changed, which groups differ, which
/// tenets lie above or below the middle; low ones as plainly as high ones. Of less than half of the people nothing is said.
fn certain(page: &Page<'_>, blocks: &mut Blocks) {
    if !page.speaks() {
        return;
    }
    let mut items = change::certain(page);
    items.extend(trend::certain(page));
    items.extend(differences::gaps(page));
    items.extend(page.measured(page.released).into_iter().filter_map(|cell| side(page, cell)));
    if items.is_empty() {
        return blocks.say(Message::new("report.certain.none"));
    }
    blocks.listed(Message::new("report.certain"), false, items);
    if !page.changes.is_empty() && change::moved(page).is_empty() {
        blocks.say(Message::new("report.change.none"));
    }
}

/// “Joint work”: most, 83 % (64–93), at “carried together” or above.
fn side(page: &Page<'_>, cell: &ReleasedScore) -> Option<Sentence> {
    let share = cell.at_cut()?;
    let id = match page.released.side(cell)? {
        _ if words::is_nearly(share) => "report.certain.nearly",
        true => "report.certain.above",
        false => "report.certain.below",
    };
    let message = Message::new(id)
        .message("construct", words::construct(&cell.construct))
        .message("line", words::category(page.released, cell, cell.cut.as_deref()?))
        .message("share", words::share(cell, share));
    Some(Sentence::on(page.of_group(cell.role.as_deref(), message), evidence(cell)))
}

/// The bars of the page's voice, and by themselves those of who was asked in other words. What adults say of collaborating
/// with students stands among theirs.
fn bars(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(role) = page.voice else { return };
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    // What nobody was asked has no bar: of students that is most of it.
    for construct in words::measured(page.released) {
        let apart = page.cell(construct).filter(|cell| cell.role.as_deref() != role);
        let own = page.cell_of(construct, role).filter(|cell| apart.is_none() || !cell.shares.is_empty());
        ours.extend(own.map(|cell| bar(page, cell)));
        others.extend(apart.map(|cell| bar(page, cell)));
    }
    let said = |id, role| Message::new(id).message("role", words::role(page.released, role));
    let note = page.line().filter(|_| page.is_alone);
    let note = note.map(|line| Message::new("report.reading.bars").message("line", line));
    let caption = said("report.bars.caption", role);
    blocks.add(Block::Bars { caption, key: reading::key(page), note, bars: ours });
    if !others.is_empty() {
        let caption = said("report.bars.caption.apart", Some("student"));
        blocks.add(Block::Bars { caption, key: Vec::new(), note: None, bars: others });
    }
}

/// What the people decide: what stands on their sheet already, and room for more.
fn sheet(page: &Page<'_>, blocks: &mut Blocks) {
    let entries = page.sheet().map_or(&[][..], |sheet| &sheet.entries);
    let room = || Message::new("report.sheet.room");
    let said = |text: &Option<String>| text.as_deref().map_or_else(room, words::plain);
    let until = |text: &Option<String>| text.as_deref().map_or_else(room, words::date);
    let mut rows: Vec<_> =
        entries.iter().map(|entry| vec![practice(entry), said(&entry.who), until(&entry.until)]).collect();
    while rows.len() < ROOM {
        rows.push(vec![room(), room(), room()]);
    }
    let head = ["report.sheet.practice", "report.sheet.who", "report.sheet.until"].map(Message::new).to_vec();
    blocks.add(Block::Table { caption: Message::new("report.sheet.caption"), head, rows, to_fill: true });
}

/// "start: We plan one lesson a month together."
fn practice(entry: &SheetEntry) -> Message {
    let id = match entry.column {
        SheetColumn::Stop => "report.first.last_time.stop",
        SheetColumn::Continue => "report.first.last_time.continue",
        SheetColumn::Start => "report.first.last_time.start",
    };
    Message::new(id).text("text", &*entry.text)
}

/// What the people said last time that they would do, in their words, and what became of it.
fn last_time(page: &Page<'_>, blocks: &mut Blocks) {
    let mut said = Vec::new();
    if let Some(sheet) = page.last_sheet() {
        for &column in SheetColumn::ALL {
            said.extend(sheet.column(column).map(|entry| became(entry).into()));
        }
        let focus: Vec<Message> = sheet.focus.iter().map(words::construct).collect();
        if !focus.is_empty() {
            said.push(Message::new("report.first.last_time.focus").list("focus", focus).into());
        }
    }
    for sentence in &page.options.last_time {
        said.push(words::plain(sentence).into());
    }
    blocks.listed(Message::new("report.first.last_time"), false, said);
}

fn became(entry: &SheetEntry) -> Message {
    match &entry.outcome {
        Some(outcome) => Message::new("report.first.last_time.became")
            .message("practice", practice(entry))
            .text("outcome", &**outcome),
        None => practice(entry),
    }
}

/// What next time could show of a tenet that is named beforehand, and so tested by itself.
fn next_time(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(row) = page.voice_row().filter(|_| page.speaks() && page.line().is_some()) else { return };
    let RaterCount::Number(people) = row.raters else { return };
    if Standing::of(people as usize) < Standing::FewRaters {
        return;
    }
    let then = row.size.unwrap_or(people).max(people);
    let smallest = smallest_change([people, then], 1.0 - page.released.confidence());
    let id = if row.size.is_some() { "report.next.all" } else { "report.next.same" };
    let message = Message::new(id)
        .message("role", words::role(page.released, row.role.as_deref()))
        .count("n", u64::from(then));
    if let Some(smallest) = smallest {
        blocks.say(message.count("points", words::points(smallest)));
    }
}
