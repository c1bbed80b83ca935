//! The first page: what a head teacher reads in two minutes, on one side of A4.

use super::build::Page;
use super::{Bar, BarShare, Block, Evidence, Section, Sentence, change, differences, questions, words};
use crate::framework::Construct;
use crate::message::Message;
use crate::scoring::{Cell, People, ReleasedCoverage, Standing};
use crate::stats::order::descending;

/// The paragraph in words is at most so long.
const WORDS: usize = 60;
/// How many strengths are named.
const STRENGTHS: usize = 2;

pub(super) fn section(page: &Page<'_>) -> Section {
    let released = page.released;
    let mut blocks = Vec::new();
    if let Some(notice) = &page.settings.notice {
        blocks.push(Block::Note { message: words::plain(notice) });
    }
    blocks.push(who(page));
    match page.voice {
        None => blocks.push(paragraph(vec![Message::new("report.first.nothing").into()])),
        Some(_) => {
            blocks.extend(summary(page));
            blocks.push(bars(page));
            blocks.extend(strengths(page));
            blocks.extend(differences::first_page(page));
            blocks.extend(questions::block(page));
        }
    }
    blocks.push(last_time(page));
    blocks.push(Block::Note { message: Message::new("report.first.limits") });
    let heading = match page.occasion {
        "" => Message::new("report.first.heading").text("unit", released.units().label(page.unit)),
        occasion => Message::new("report.first.heading.occasion")
            .text("unit", released.units().label(page.unit))
            .text("occasion", released.units().occasion_label(occasion)),
    };
    Section { id: "first_page", unit: Some(page.unit.to_owned()), heading, level: 2, blocks }
}

fn paragraph(sentences: Vec<Sentence>) -> Block {
    Block::Paragraph { sentences }
}

/// Who answered.
fn who(page: &Page<'_>) -> Block {
    let released = page.released;
    let rows = page.coverage();
    let single = rows.len() == 1;
    let named = rows.iter().filter(|row| single || row.role.is_some());
    let (shown, withheld): (Vec<_>, Vec<_>) = named.partition(|row| matches!(row.people, People::Number(_)));
    let list = |rows: Vec<&&ReleasedCoverage>| -> Vec<Message> {
        let said =
            |row: &&ReleasedCoverage| words::answered(released, row.people, row.size, row.role.as_deref());
        rows.into_iter().map(said).collect()
    };
    let said = match (shown.is_empty(), withheld.is_empty()) {
        (false, false) => Message::new("report.first.who.withheld")
            .list("groups", list(shown))
            .list("withheld", list(withheld)),
        (false, true) => Message::new("report.first.who").list("groups", list(shown)),
        (true, _) => Message::new("report.first.who").list("groups", list(withheld)),
    };
    let mut sentences = vec![said.into()];
    if let Some(open) = released.units().get(page.unit).and_then(|unit| unit.open_team.as_ref()) {
        let open =
            Message::new("report.first.open").text("date", &*open.date).text("who", &*open.recorded_by);
        sentences.push(open.into());
    }
    if let Some(source) = released.units().get(page.unit).and_then(|unit| unit.published.as_deref()) {
        sentences.push(Message::new("report.first.published").text("source", source).into());
    }
    paragraph(sentences)
}

/// The constructs that have a bar: all but the warning signs, in the instrument's order.
fn measured<'a>(page: &Page<'a>) -> impl Iterator<Item = &'a Construct> {
    let constructs = page.released.rubric().constructs().iter().map(|(construct, _)| construct);
    constructs.filter(|construct| !matches!(construct, Construct::Warning(_)))
}

/// One paragraph in words, and where many did not answer, how far the share could lie.
fn summary(page: &Page<'_>) -> Vec<Block> {
    let mut sentences: Vec<Sentence> = coming_from(page).into_iter().map(Sentence::from).collect();
    let own = |cell: &&Cell| {
        let measured = cell.at_cut().is_some_and(|share| share.interval.is_some());
        measured && Some(cell.role.as_deref()) == page.voice
    };
    let best = measured(page).filter_map(|construct| page.cell(construct)).filter(own);
    let best = best.max_by(|a, b| lower(a).total_cmp(&lower(b)));
    let response = response(page);
    if response.is_none_or(|share| share >= HALF) {
        sentences.extend(page.change.and_then(|change| change::headline(page, change)));
        sentences.extend(best.and_then(|cell| standing(page, cell)));
    }
    let mut length = 0;
    sentences.retain(|sentence| {
        length += words::length(&sentence.message);
        length <= WORDS
    });
    let mut blocks = vec![paragraph(sentences)];
    if response.is_some_and(|share| (HALF..FULL_ENOUGH).contains(&share)) {
        let range = best.and_then(|cell| Some((cell, cell.at_cut()?.non_response?)));
        blocks.extend(range.map(|(cell, range)| {
            let message = Message::new("report.first.absent")
                .message("lower", words::near_fraction(range.lower))
                .message("upper", words::near_fraction(range.upper));
            paragraph(vec![Sentence { message, evidence: vec![evidence(cell)] }])
        }));
    }
    blocks
}

/// Below this response nothing is said about the unit.
const HALF: f64 = 0.5;
/// Below this response the page says how far a share could lie.
const FULL_ENOUGH: f64 = 0.7;

/// The part of the page's voice that answered, where it is known.
fn response(page: &Page<'_>) -> Option<f64> {
    let role = page.voice?;
    let row = page.coverage().into_iter().find(|row| row.role.as_deref() == role)?;
    match (row.people, row.size?) {
        (People::Number(people), size) if size > 0 => Some(f64::from(people) / f64::from(size)),
        _ => None,
    }
}

/// The lower end of the share at the cut.
fn lower(cell: &Cell) -> f64 {
    cell.at_cut().and_then(|share| share.interval).map_or(0.0, |at| at.lower)
}

/// "What follows is what these 9 teachers marked; the other 5 may see it differently."
fn coming_from(page: &Page<'_>) -> Option<Message> {
    let role = page.voice?;
    let row = page.coverage().into_iter().find(|row| row.role.as_deref() == role)?;
    let People::Number(people) = row.people else { return None };
    let message = |id: &'static str| {
        Message::new(id).message("role", words::role(page.released, role)).count("n", u64::from(people))
    };
    let Some(size) = row.size else { return Some(message("report.first.from.unknown")) };
    let rest = u64::from(size.saturating_sub(people));
    let id = match () {
        () if rest == 0 => "report.first.from.all",
        () if response(page).is_some_and(|share| share < HALF) => "report.first.from.low",
        () => "report.first.from",
    };
    Some(message(id).count("size", u64::from(size)).count("rest", rest))
}

/// "On joint work, about two thirds of the marks reach the third line or more. With 9 people …"
fn standing(page: &Page<'_>, cell: &Cell) -> Option<Sentence> {
    let share = cell.at_cut()?;
    let (value, interval, people) = (share.value?, share.interval?, cell.number()?);
    let few = Standing::of(people as usize) < Standing::Enough;
    let id = if few { "report.first.standing.few" } else { "report.first.standing" };
    let message = Message::new(id)
        .message("construct", words::construct(&cell.construct))
        .message("share", words::fraction(value))
        .message("line", words::category(page.released, cell, &share.from))
        .count("n", u64::from(people))
        .message("lower", words::near_fraction(interval.lower))
        .message("upper", words::near_fraction(interval.upper));
    Some(Sentence { message, evidence: vec![evidence(cell)] })
}

/// The numbers behind a sentence about a cell.
pub(super) fn evidence(cell: &Cell) -> Evidence {
    let share = cell.at_cut();
    Evidence {
        occasion: cell.occasion.clone(),
        role: cell.role.clone(),
        measure: cell
            .criterion
            .as_ref()
            .map_or_else(|| cell.construct.to_string(), |id| format!("criterion:{id}")),
        value: share.and_then(|share| share.value),
        interval: share.and_then(|share| share.interval),
        people: cell.number(),
    }
}

fn bars(page: &Page<'_>) -> Block {
    let bars = measured(page).map(|construct| match page.cell(construct) {
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
    Block::Bars { caption: caption(page), bars: bars.collect() }
}

/// How to read the bars, or that an instrument has nothing to count from.
fn caption(page: &Page<'_>) -> Message {
    match line(page) {
        Some(line) => Message::new("report.bars.caption").message("line", line),
        None => Message::new("report.bars.caption.no_cut"),
    }
}

/// The category from which the marks of this page are counted, where the first measured construct has one.
pub(super) fn line(page: &Page<'_>) -> Option<Message> {
    let rubric = page.released.rubric();
    let mut criteria =
        rubric.constructs().iter().filter(|(construct, _)| !matches!(construct, Construct::Warning(_)));
    words::cut(page.released, *criteria.next()?.1.first()?)
}

/// One bar of a cell.
pub(super) fn bar(page: &Page<'_>, cell: &Cell) -> Bar {
    let released = page.released;
    let shares: Vec<BarShare> = cell
        .shares
        .iter()
        .map(|share| BarShare {
            from: words::category(released, cell, &share.from),
            value: share.value,
            interval: share.interval,
            nearly_all: share.nearly_all,
            is_cut: cell.cut.as_ref() == Some(&share.from),
            text: words::share(cell, share),
        })
        .collect();
    let absent = if shares.is_empty() { Some(words::absent(released, cell)) } else { None };
    let few = cell.number().is_some_and(|people| Standing::of(people as usize) < Standing::Enough);
    Bar {
        construct: cell.construct.clone(),
        label: words::construct(&cell.construct),
        group: match cell.number() {
            Some(_) => words::answered(released, cell.people, None, cell.role.as_deref()),
            None => words::role(released, cell.role.as_deref()),
        },
        shares,
        absent,
        few,
    }
}

/// Up to two constructs whose interval lies wholly above one half, in the instrument's order.
pub(super) fn strongest<'a>(page: &Page<'a>) -> Vec<&'a Cell> {
    let cells = measured(page).filter_map(|construct| page.cell(construct));
    let strong: Vec<&Cell> = cells.filter(|cell| lower(cell) > 0.5).collect();
    let mut best = descending(&strong.iter().map(|cell| lower(cell)).collect::<Vec<_>>());
    best.truncate(STRENGTHS);
    best.sort_unstable();
    best.into_iter().map(|at| strong[at]).collect()
}

fn strengths(page: &Page<'_>) -> Vec<Block> {
    let Some(line) = line(page) else { return Vec::new() };
    let strong = strongest(page);
    if strong.is_empty() {
        return vec![paragraph(vec![
            Message::new("report.first.strengths.none").message("line", line).into(),
        ])];
    }
    let item = |cell: &Cell| {
        let few = cell.number().is_some_and(|people| Standing::of(people as usize) < Standing::Enough);
        let id = if few { "report.first.strength.few" } else { "report.first.strength" };
        let message = Message::new(id)
            .message("construct", words::construct(&cell.construct))
            .message("group", words::role(page.released, cell.role.as_deref()))
            .message("line", line.clone())
            .count("n", u64::from(cell.number().unwrap_or(0)));
        Sentence { message, evidence: vec![evidence(cell)] }
    };
    let items = strong.into_iter().map(item).collect();
    vec![
        paragraph(vec![Message::new("report.first.strengths").into()]),
        Block::List { ordered: false, items },
    ]
}

fn last_time(page: &Page<'_>) -> Block {
    let said = &page.settings.last_time;
    if said.is_empty() {
        return paragraph(vec![Message::new("report.first.last_time.none").into()]);
    }
    let list = said.iter().map(|sentence| words::plain(sentence)).collect();
    paragraph(vec![Message::new("report.first.last_time").list("said", list).into()])
}
