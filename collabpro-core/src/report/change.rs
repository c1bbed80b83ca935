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
    about_the_same(page, change, entries, blocks);
    cannot_tell(page, change, entries, blocks);
}

/// “Joint work” and “Mutual dialogue” stayed about the same, by the margin that they were held against: one sentence for
/// each group.
fn about_the_same(page: &Page<'_>, change: &Change, entries: &[ReleasedChange], blocks: &mut Blocks) {
    let mut same = entries.iter().filter(|entry| entry.verdict == Verdict::AboutTheSame).peekable();
    while let Some(first) = same.peek().copied() {
        let (mut names, mut numbers) = (Vec::new(), Vec::new());
        while let Some(entry) = same.next_if(|entry| entry.role == first.role) {
            let construct = words::construct(&entry.construct);
            names.push(Message::new("report.change.named").message("construct", construct));
            numbers.push(evidence(change, entry));
        }
        let message = Message::new("report.change.same")
            .list("constructs", names)
            .count("points", words::points(change.options.margin));
        let message = page.of_group(first.role.as_deref(), message);
        blocks.say(Sentence { message, evidence: numbers });
    }
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

/// “Joint work”, your focus, rose by 71 points (45 to 83): more of it, or kinder answers.
fn sentence(page: &Page<'_>, change: &Change, entry: &ReleasedChange) -> Sentence {
    let fell = entry.verdict == Verdict::Fell;
    let id = match (fell, entry.family, entry.difference.is_some()) {
        (false, Family::Focus, true) => "report.change.rose.focus",
        (false, _, true) => "report.change.rose",
        (false, _, false) => "report.change.rose.plain",
        (true, _, true) => "report.change.fell",
        (true, _, false) => "report.change.fell.plain",
    };
    let part = |value: f64| value / entry.range;
    let points = words::points(part(entry.difference.unwrap_or(0.0)));
    let (lower, upper) = entry.interval.map_or((0.0, 0.0), |at| (part(at.lower), part(at.upper)));
    // A fall is told by its size, so its ends change places.
    let (lower, upper) = if fell { (-upper, -lower) } else { (lower, upper) };
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
