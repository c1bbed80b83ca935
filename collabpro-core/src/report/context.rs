//! Would it travel: four words in a row, and what to ask about each gap. Never a number over all.

use super::page::Page;
use super::{Blocks, Section, SectionId, words};
use crate::base::message::Message;
use crate::framework::Construct;
use crate::matching::{ContextMatch, DecidedBy, DimensionMatch, Likeness};

/// Whether the match is about this place.
pub(super) fn is_about(found: &ContextMatch, unit: &str, occasion: &str) -> bool {
    let here = &found.here;
    here.unit == unit && (here.occasion.is_empty() || here.occasion == occasion)
}

/// What the match is about, for a message.
pub(super) fn place(found: &ContextMatch) -> String {
    let here = &found.here;
    if here.occasion.is_empty() { here.unit.clone() } else { format!("{}, {}", here.unit, here.occasion) }
}

/// The section, where the match is about this page's place.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let found = page.findings.context.filter(|found| is_about(found, page.unit, page.occasion))?;
    let mut blocks = Blocks::default();
    let there = page.released.units().label(&found.source.unit);
    blocks.say(Message::new("report.context.places").text("there", there));
    let head =
        ["report.context.dimension", "report.context.verdict", "report.context.known", "report.context.why"];
    let rows = found.dimensions.iter().map(row).collect();
    let head = head.into_iter().map(Message::new).collect();
    blocks.table(Message::new("report.context.caption"), head, rows);
    let mut questions = Vec::new();
    for gap in found.descriptors.iter().filter(|row| row.similarity.is_some()) {
        questions.extend(gap.question.as_ref().map(|question| question.message.clone().into()));
    }
    blocks.listed(Message::new("report.context.gaps"), false, questions);
    let unknown = found.descriptors.iter().filter(|row| row.weight > 0.0 && row.similarity.is_none()).count();
    if unknown > 0 {
        blocks.say(Message::new("report.context.unknown").count("n", unknown as u64));
    }
    blocks.note(found.limits.message.clone());
    Some(page.section(SectionId::Context, "report.context.heading", blocks))
}

fn row(at: &DimensionMatch) -> Vec<Message> {
    let verdict = Message::new(match at.verdict {
        Likeness::Alike => "report.context.alike",
        Likeness::Adapt => "report.context.adapt",
        Likeness::Unlike => "report.context.unlike",
        Likeness::Unknown => "report.context.not_known",
    });
    let why = Message::new(match at.decided_by {
        DecidedBy::NeededUnlike => "report.context.needed_unlike",
        DecidedBy::NeededUnknown => "report.context.needed_unknown",
        DecidedBy::LowCoverage | DecidedBy::FewKnown => "report.context.few_known",
        DecidedBy::Bounds => "report.context.bounds",
    });
    let known = Message::new("report.context.of")
        .count("known", u64::from(at.known))
        .count("asked", u64::from(at.asked));
    vec![words::construct(&Construct::Context(at.dimension)), verdict, known, why]
}
