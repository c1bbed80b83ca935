//! What changed: one sentence for each word that the data can bear, one for all that they cannot.

use super::build::Page;
use super::{Block, Evidence, Section, Sentence, words};
use crate::comparison::{Change, Family, ReleasedChange, Verdict};
use crate::message::Message;

/// The section on change, where the page's occasion is the later one.
pub(super) fn section(page: &Page<'_>, change: &Change) -> Option<Section> {
    let entries = entries(page, change)?;
    let units = page.released.units();
    let occasions = Message::new("report.change.occasions")
        .text("from", units.occasion_label(&change.options.from))
        .text("to", units.occasion_label(&change.options.to));
    let mut blocks = vec![Block::Paragraph { sentences: vec![occasions.into()] }];
    let said: Vec<Sentence> = entries
        .iter()
        .filter(|entry| entry.verdict != Verdict::CannotTell)
        .map(|entry| sentence(page, change, entry))
        .collect();
    if !said.is_empty() {
        blocks.push(Block::List { ordered: false, items: said });
    }
    blocks.extend(cannot_tell(page, change, &entries));
    if entries.iter().any(|entry| entry.linking_would_help) {
        blocks.push(Block::Note { message: Message::new("report.change.link") });
    }
    blocks.push(Block::Note { message: Message::new("report.change.eye") });
    Some(Section {
        id: "change",
        unit: Some(page.unit.to_owned()),
        heading: Message::new("report.change.heading").text("unit", units.label(page.unit)),
        level: 3,
        blocks,
    })
}

/// What may be said of this page's unit; `None` where the comparison is not about it.
fn entries(page: &Page<'_>, change: &Change) -> Option<Vec<ReleasedChange>> {
    if change.options.to != page.occasion {
        return None;
    }
    let entries: Vec<ReleasedChange> =
        page.released.change(change).into_iter().filter(|entry| entry.unit == page.unit).collect();
    (!entries.is_empty()).then_some(entries)
}

/// The first thing to say about change on the first page: a focus that moved, else anything that moved.
pub(super) fn headline(page: &Page<'_>, change: &Change) -> Option<Sentence> {
    let entries = entries(page, change)?;
    let moved = |entry: &&ReleasedChange| matches!(entry.verdict, Verdict::Rose | Verdict::Fell);
    let focus = entries.iter().find(|entry| entry.family == Family::Focus && moved(entry));
    let first = focus.or_else(|| entries.iter().find(moved));
    match first {
        Some(entry) => {
            let id = if entry.verdict == Verdict::Rose {
                "report.change.head.rose"
            } else {
                "report.change.head.fell"
            };
            let message = Message::new(id).message("construct", words::construct(&entry.construct));
            Some(Sentence { message, evidence: vec![evidence(change, entry)] })
        }
        None => Some(Message::new("report.change.none").into()),
    }
}

fn sentence(page: &Page<'_>, change: &Change, entry: &ReleasedChange) -> Sentence {
    let id = match (entry.verdict, entry.family, entry.difference.is_some()) {
        (Verdict::Rose, Family::Focus, true) => "report.change.rose.focus",
        (Verdict::Rose, _, true) => "report.change.rose",
        (Verdict::Rose, _, false) => "report.change.rose.plain",
        (Verdict::Fell, _, true) => "report.change.fell",
        (Verdict::Fell, _, false) => "report.change.fell.plain",
        (Verdict::AboutTheSame, ..) => "report.change.same",
        (Verdict::CannotTell, ..) => "report.change.cannot",
    };
    let (lower, upper) = entry.interval.map_or((0.0, 0.0), |at| (at.lower, at.upper));
    // A fall is told by its size, so its ends change places.
    let (lower, upper) = if entry.verdict == Verdict::Fell { (-upper, -lower) } else { (lower, upper) };
    let message = Message::new(id)
        .message("construct", words::construct(&entry.construct))
        .message("role", words::role(page.released, entry.role.as_deref()))
        .count("points", words::points(entry.difference.unwrap_or(0.0)))
        .number("lower", lower * 100.0, 0)
        .number("upper", upper * 100.0, 0);
    Sentence { message, evidence: vec![evidence(change, entry)] }
}

fn evidence(change: &Change, entry: &ReleasedChange) -> Evidence {
    Evidence {
        occasion: change.options.to.clone(),
        role: entry.role.clone(),
        measure: entry.construct.to_string(),
        value: entry.difference,
        interval: entry.interval,
        people: Some(entry.people[1]),
    }
}

/// "We cannot tell whether these rose or fell … Only a change of about 35 points or more would have shown": one sentence
/// for each group, on what was measured at both occasions.
fn cannot_tell(page: &Page<'_>, change: &Change, entries: &[ReleasedChange]) -> Vec<Block> {
    let silent =
        |entry: &&ReleasedChange| entry.verdict == Verdict::CannotTell && entry.smallest_change.is_some();
    let silent: Vec<&ReleasedChange> = entries.iter().filter(silent).collect();
    let groups = silent.chunk_by(|a, b| a.role == b.role);
    let sentences = groups.map(|group| {
        let names = group.iter().map(|entry| words::construct(&entry.construct)).collect();
        let points = || group.iter().filter_map(|entry| entry.smallest_change).map(words::points);
        let (least, most) = (points().min().unwrap_or(0), points().max().unwrap_or(0));
        let people = group.iter().map(|entry| entry.people[0].min(entry.people[1])).max().unwrap_or(0);
        let id = if least == most { "report.change.cannot" } else { "report.change.cannot.range" };
        let message = Message::new(id)
            .message("role", words::role(page.released, group[0].role.as_deref()))
            .list("constructs", names)
            .count("n", u64::from(people));
        let message = if least == most {
            message.count("points", most)
        } else {
            message.count("least", least).count("most", most)
        };
        Sentence { message, evidence: group.iter().map(|entry| evidence(change, entry)).collect() }
    });
    sentences.map(|sentence| Block::Paragraph { sentences: vec![sentence] }).collect()
}
