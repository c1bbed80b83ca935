//! The first page: what a head teacher reads in two minutes, on one side of A4.

use super::build::Page;
use super::{Bar, BarShare, Block, Evidence, Section, Sentence, change, differences, questions, words};
use crate::framework::Construct;
use crate::message::Message;
use crate::scoring::{Caution, Cell, Standing};

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
            blocks.push(summary(page));
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
    let groups = rows.iter().filter(|row| single || row.role.is_some());
    let list = groups.map(|row| words::answered(released, row.people, row.size, row.role.as_deref()));
    let mut sentences = vec![Message::new("report.first.who").list("groups", list.collect()).into()];
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

/// One paragraph in words.
fn summary(page: &Page<'_>) -> Block {
    let mut sentences: Vec<Sentence> = coming_from(page).into_iter().map(Sentence::from).collect();
    let best = measured(page).filter_map(|construct| page.cell(construct)).filter(|cell| {
        cell.role.as_deref() == page.voice.flatten()
            && cell.at_cut().is_some_and(|share| share.interval.is_some())
    });
    let lower = |cell: &&Cell| cell.at_cut().and_then(|share| share.interval).map_or(0.0, |at| at.lower);
    let best = best.max_by(|a, b| lower(a).total_cmp(&lower(b)));
    if !speaks_for_itself_only(page) {
        sentences.extend(page.change.and_then(|change| change::headline(page, change)));
        sentences.extend(best.and_then(|cell| standing(page, cell)));
    }
    let mut length = 0;
    sentences.retain(|sentence| {
        length += words::length(&sentence.message);
        length <= WORDS
    });
    paragraph(sentences)
}

/// Fewer than half answered: nothing is said about the unit.
fn speaks_for_itself_only(page: &Page<'_>) -> bool {
    let role = page.voice.flatten();
    page.constructs(role).any(|cell| cell.cautions.contains(&Caution::VeryLowResponse))
}

/// "9 of 14 teachers answered. What follows is what these 9 marked; the other 5 may see it differently."
fn coming_from(page: &Page<'_>) -> Option<Message> {
    let role = page.voice?;
    let row = page.coverage().into_iter().find(|row| row.role.as_deref() == role)?;
    let crate::scoring::People::Number(people) = row.people else { return None };
    let message = |id: &'static str| {
        Message::new(id).message("role", words::role(page.released, role)).count("n", u64::from(people))
    };
    let Some(size) = row.size else { return Some(message("report.first.from.unknown")) };
    let rest = u64::from(size.saturating_sub(people));
    let id = match () {
        () if rest == 0 => "report.first.from.all",
        () if speaks_for_itself_only(page) => "report.first.from.low",
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
    Block::Bars { caption: Message::new("report.bars.caption"), bars: bars.collect() }
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
    let lower = |cell: &Cell| cell.at_cut().and_then(|share| share.interval).map_or(0.0, |at| at.lower);
    let mut strong: Vec<(usize, &Cell)> = measured(page)
        .filter_map(|construct| page.cell(construct))
        .enumerate()
        .filter(|(_, cell)| lower(cell) > 0.5)
        .collect();
    strong.sort_by(|a, b| lower(b.1).total_cmp(&lower(a.1)));
    strong.truncate(STRENGTHS);
    strong.sort_by_key(|(at, _)| *at);
    strong.into_iter().map(|(_, cell)| cell).collect()
}

fn strengths(page: &Page<'_>) -> Vec<Block> {
    let strong = strongest(page);
    let item = |cell: &Cell| {
        let few = cell.number().is_some_and(|people| Standing::of(people as usize) < Standing::Enough);
        let id = if few { "report.first.strength.few" } else { "report.first.strength" };
        let message = Message::new(id)
            .message("construct", words::construct(&cell.construct))
            .message("group", words::role(page.released, cell.role.as_deref()))
            .count("n", u64::from(cell.number().unwrap_or(0)));
        Sentence { message, evidence: vec![evidence(cell)] }
    };
    if strong.is_empty() {
        return vec![paragraph(vec![Message::new("report.first.strengths.none").into()])];
    }
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
