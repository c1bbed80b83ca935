//! Where it is going over three occasions and more: a line, never through two points.

use super::page::Page;
use super::{Blocks, ReportEvidence, Sentence, words};
use crate::base::message::Message;
use crate::comparison::{Family, Verdict};
use crate::release::ReleasedTrend;

/// What rose and what fell by the line, by the adjusted test: what the unit set out to work on first.
pub(super) fn certain(page: &Page<'_>) -> Vec<Sentence> {
    let moved = |entry: &&ReleasedTrend| matches!(entry.verdict, Verdict::Rose | Verdict::Fell);
    let mut entries: Vec<_> = page.trends.iter().filter(moved).collect();
    entries.sort_by_key(|entry| entry.family != Family::Focus);
    entries.into_iter().map(|entry| sentence(page, entry)).collect()
}

/// What stayed, what bends, and of how many it cannot be told.
pub(super) fn told(page: &Page<'_>, blocks: &mut Blocks) {
    let of = |verdict| page.trends.iter().filter(move |entry| entry.verdict == verdict);
    blocks.list(false, of(Verdict::AboutTheSame).map(|entry| sentence(page, entry)).collect());
    let bent = page.trends.iter().filter(|entry| entry.bends);
    let bent: Vec<Message> = bent.map(|entry| words::construct(&entry.construct)).collect();
    if !bent.is_empty() {
        blocks.say(Message::new("report.trend.bends").list("constructs", bent));
    }
    if let Some(first) = of(Verdict::CannotTell).next() {
        let message = Message::new("report.trend.cannot").count("occasions", first.occasions as u64);
        let evidence = of(Verdict::CannotTell).map(|entry| evidence(page, entry)).collect();
        blocks
            .say(Sentence { message: message.count("n", of(Verdict::CannotTell).count() as u64), evidence });
    }
}

fn sentence(page: &Page<'_>, entry: &ReleasedTrend) -> Sentence {
    let id = match (entry.verdict, entry.rise.is_some()) {
        (Verdict::Rose, true) => "report.trend.rose",
        (Verdict::Rose, false) => "report.trend.rose.plain",
        (Verdict::Fell, true) => "report.trend.fell",
        (Verdict::Fell, false) => "report.trend.fell.plain",
        _ => "report.trend.same",
    };
    let points = match entry.verdict {
        Verdict::AboutTheSame => words::points(entry.margin),
        _ => words::points(entry.rise.unwrap_or(0.0)),
    };
    let (lower, upper) = entry.interval.map_or((0.0, 0.0), |at| (at.lower, at.upper));
    // A fall is told by its size, so its ends change places.
    let (lower, upper) = if entry.verdict == Verdict::Fell { (-upper, -lower) } else { (lower, upper) };
    let message = Message::new(id)
        .message("construct", words::construct(&entry.construct))
        .count("occasions", entry.occasions as u64)
        .count("points", points)
        .number("lower", lower * 100.0, 0)
        .number("upper", upper * 100.0, 0);
    Sentence::on(page.of_group(entry.role.as_deref(), message), evidence(page, entry))
}

fn evidence(page: &Page<'_>, entry: &ReleasedTrend) -> ReportEvidence {
    ReportEvidence {
        occasion: page.occasion.to_owned(),
        role: entry.role.clone(),
        measure: format!("trend:{}", entry.construct),
        value: entry.rise,
        interval: entry.interval,
        raters: Some(entry.raters),
    }
}
