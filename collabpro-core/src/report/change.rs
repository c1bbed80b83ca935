//! What changed: one sentence for each word that the data can bear, one for all that they cannot.

use super::page::Page;
use super::{Blocks, ReportEvidence, Section, SectionId, Sentence, trend, words};
use crate::base::message::Message;
use crate::comparison::{Change, Family, Verdict};
use crate::release::ReleasedChange;

/// More than these are counted instead of named.
const LISTED: usize = 3;

/// The section on change, where the page's occasion is the later one: what stayed, and what cannot be told. What rose and
/// what fell stands on the first page.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let mut blocks = Blocks::default();
    if page.speaks() {
        since(page, &mut blocks);
        trend::told(page, &mut blocks);
    }
    let empty = blocks.0.is_empty();
    (!empty).then(|| page.section(SectionId::Change, "report.change.heading", blocks))
}

/// What stayed since the earlier occasion, and what cannot be told.
fn since(page: &Page<'_>, blocks: &mut Blocks) {
    let (Some(change), entries) = (page.findings.change, &page.changes) else { return };
    if entries.is_empty() {
        return;
    }
    let units = page.released.units();
    blocks.say(
        Message::new("report.change.occasions")
            .text("from", units.occasion_label(&change.options.from))
            .text("to", units.occasion_label(&change.options.to)),
    );
    let same = entries.iter().filter(|entry| entry.verdict == Verdict::AboutTheSame);
    blocks.list(false, same.map(|entry| sentence(page, change, entry)).collect());
    cannot_tell(page, change, entries, blocks);
}

/// What rose and what fell, by the adjusted test: what the unit set out to work on first.
pub(super) fn moved<'a>(page: &'a Page<'_>) -> Vec<&'a ReleasedChange> {
    let moved = |entry: &&ReleasedChange| matches!(entry.verdict, Verdict::Rose | Verdict::Fell);
    let mut entries: Vec<_> = page.changes.iter().filter(moved).collect();
    entries.sort_by_key(|entry| entry.family != Family::Focus);
    entries
}

/// The same in words.
pub(super) fn certain(page: &Page<'_>) -> Vec<Sentence> {
    let Some(change) = page.findings.change else { return Vec::new() };
    moved(page).into_iter().map(|entry| sentence(page, change, entry)).collect()
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
    let part = |value: f64| value / entry.range;
    // "About the same" is told by the margin that it was held against.
    let points = match entry.verdict {
        Verdict::AboutTheSame => words::points(change.options.margin),
        _ => words::points(part(entry.difference.unwrap_or(0.0))),
    };
    let (lower, upper) = entry.interval.map_or((0.0, 0.0), |at| (part(at.lower), part(at.upper)));
    // A fall is told by its size, so its ends change places.
    let (lower, upper) = if entry.verdict == Verdict::Fell { (-upper, -lower) } else { (lower, upper) };
    let message = Message::new(id)
        .message("construct", words::construct(&entry.construct))
        .count("points", points)
        .number("lower", lower * 100.0, 0)
        .number("upper", upper * 100.0, 0);
    Sentence::on(page.of_group(entry.role.as_deref(), message), evidence(change, entry))
}

fn evidence(change: &Change, entry: &ReleasedChange) -> ReportEvidence {
    ReportEvidence {
        occasion: change.options.to.clone(),
        role: entry.role.clone(),
        measure: entry.construct.to_string(),
        value: entry.difference,
        interval: entry.interval,
        raters: Some(entry.raters[1]),
    }
}

/// "We cannot tell whether these rose or fell … Only a change of about 35 points or more would have shown": one sentence
/// for each group, on what was measured at both occasions.
fn cannot_tell(page: &Page<'_>, change: &Change, entries: &[ReleasedChange], blocks: &mut Blocks) {
    let silent =
        |entry: &&ReleasedChange| entry.verdict == Verdict::CannotTell && entry.smallest_change.is_some();
    let mut rest = entries.iter().filter(silent).peekable();
    while let Some(first) = rest.peek().copied() {
        let (mut names, mut numbers) = (Vec::new(), Vec::new());
        let (mut least, mut most, mut people) = (u64::MAX, 0, 0);
        while let Some(entry) = rest.next_if(|entry| entry.role == first.role) {
            let points = words::points(entry.smallest_change.unwrap_or(0.0) / entry.range);
            (least, most) = (least.min(points), most.max(points));
            people = people.max(entry.raters[0].min(entry.raters[1]));
            names.push(words::construct(&entry.construct));
            numbers.push(evidence(change, entry));
        }
        let listed = names.len() <= LISTED;
        let id = match (listed, least == most) {
            (true, true) => "report.change.cannot",
            (true, false) => "report.change.cannot.range",
            (false, true) => "report.change.others",
            (false, false) => "report.change.others.range",
        };
        let message = Message::new(id).count("n", u64::from(people));
        let message = match listed {
            true => message.list("constructs", names),
            false => message.count("count", names.len() as u64),
        };
        let message = if least == most {
            message.count("points", most)
        } else {
            message.count("least", least).count("most", most)
        };
        let message = page.of_group(first.role.as_deref(), message);
        blocks.say(Sentence { message, evidence: numbers });
    }
}
