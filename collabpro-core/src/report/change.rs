//! What changed: one sentence for each word that the data can bear, one for all that they cannot.

use super::page::Page;
use super::{Blocks, ReportEvidence, Section, SectionId, Sentence, words};
use crate::base::message::Message;
use crate::comparison::{Change, Family, Verdict};
use crate::release::ReleasedChange;
use crate::scoring::MeasuredBy;

/// The section on change, where the page's occasion is the later one.
pub(super) fn section(page: &Page<'_>, change: &Change) -> Option<Section> {
    let entries = entries(page, change)?;
    let units = page.released.units();
    let mut blocks = Blocks::default();
    blocks.say(
        Message::new("report.change.occasions")
            .text("from", units.occasion_label(&change.options.from))
            .text("to", units.occasion_label(&change.options.to)),
    );
    if entries.iter().any(|entry| entry.measured_by == Some(MeasuredBy::Mean)) {
        blocks.note(Message::new("report.change.mean"));
    }
    let mut said = Vec::new();
    for entry in &entries {
        if entry.verdict != Verdict::CannotTell {
            said.push(sentence(page, change, entry));
        }
    }
    blocks.list(false, said);
    cannot_tell(page, change, &entries, &mut blocks);
    if entries.iter().any(|entry| entry.linking_would_help) {
        blocks.note(Message::new("report.change.link"));
    }
    blocks.note(Message::new("report.change.recalibration"));
    Some(page.section(SectionId::Change, "report.change.heading", blocks))
}

/// What may be said of this page's unit; `None` where the comparison is not about it.
fn entries(page: &Page<'_>, change: &Change) -> Option<Vec<ReleasedChange>> {
    if change.options.to != page.occasion {
        return None;
    }
    let mut entries = page.released.change(change);
    entries.retain(|entry| entry.unit == page.unit);
    (!entries.is_empty()).then_some(entries)
}

/// What rose and what fell, by the adjusted test: what the unit set out to work on first.
pub(super) fn certain(page: &Page<'_>, change: &Change) -> Vec<Sentence> {
    let mut entries = entries(page, change).unwrap_or_default();
    entries.retain(|entry| matches!(entry.verdict, Verdict::Rose | Verdict::Fell));
    entries.sort_by_key(|entry| entry.family != Family::Focus);
    let said = entries.iter().map(|entry| {
        let rose = entry.verdict == Verdict::Rose;
        let id = if rose { "report.change.head.rose" } else { "report.change.head.fell" };
        let message = Message::new(id).message("construct", words::construct(&entry.construct));
        Sentence::on(message, evidence(change, entry))
    });
    said.collect()
}

/// Whether a change was looked for on this page and none can be told.
pub(super) fn is_open(page: &Page<'_>, change: &Change) -> bool {
    let moved = |entry: &ReleasedChange| matches!(entry.verdict, Verdict::Rose | Verdict::Fell);
    entries(page, change).is_some_and(|entries| !entries.iter().any(moved))
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
    let (lower, upper) = entry.interval.map_or((0.0, 0.0), |at| (part(at.lower), part(at.upper)));
    // A fall is told by its size, so its ends change places.
    let (lower, upper) = if entry.verdict == Verdict::Fell { (-upper, -lower) } else { (lower, upper) };
    let message = Message::new(id)
        .message("construct", words::construct(&entry.construct))
        .message("role", words::role(page.released, entry.role.as_deref()))
        .count("points", words::points(part(entry.difference.unwrap_or(0.0))))
        .number("lower", lower * 100.0, 0)
        .number("upper", upper * 100.0, 0);
    Sentence::on(message, evidence(change, entry))
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
        let id = if least == most { "report.change.cannot" } else { "report.change.cannot.range" };
        let message = Message::new(id)
            .message("role", words::role(page.released, first.role.as_deref()))
            .list("constructs", names)
            .count("n", u64::from(people));
        let message = if least == most {
            message.count("points", most)
        } else {
            message.count("least", least).count("most", most)
        };
        blocks.say(Sentence { message, evidence: numbers });
    }
}
