//! What the ratings look like: a name where it is firm enough, what speaks for it, what is less sure, and what would change it.

use super::page::Page;
use super::{Blocks, ReportEvidence, Section, SectionId, Sentence, words};
use crate::base::message::Message;
use crate::diagnosis::{Condition, Measure, Pattern, Statement};
use crate::release::ReleasedDiagnosis;
use crate::scoring::Reason;

/// Where more is lacking, the instrument was not used whole, and there is nothing to explain.
const LACKING: usize = 3;

/// Of less than half of the people no pattern is named.
fn found<'a>(page: &Page<'a>) -> Option<&'a ReleasedDiagnosis> {
    page.released.diagnosis(page.unit, page.occasion).filter(|_| page.speaks())
}

/// Whether the page says what the ratings look like.
pub(super) fn is_told(page: &Page<'_>) -> bool {
    found(page).is_some_and(|found| found.reason.is_none())
}

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let found = found(page)?;
    let mut blocks = Blocks::default();
    match found.reason {
        None => {
            blocks.say(named(page, found));
            conditions(page, found, &mut blocks);
        }
        Some(Reason::TooFewRaters) => blocks.say(Message::new("report.diagnosis.few")),
        Some(_) if found.lacking.len() > LACKING => return None,
        Some(_) => {
            let lacking = found.lacking.iter().map(words::construct).collect();
            blocks.say(Message::new("report.diagnosis.incomplete").list("lacking", lacking));
        }
    }
    Some(page.section(SectionId::Diagnosis, "report.diagnosis.heading", blocks))
}

/// "The answers look like “strong tools, little say” in 84 of 100 replicates of these 9 teachers."
fn named(page: &Page<'_>, found: &ReleasedDiagnosis) -> Sentence {
    let id = match found.statement {
        Some(Statement::Named) => "report.diagnosis.named",
        Some(Statement::Leans) if found.could_be.is_some_and(|other| other != Pattern::Mixed) => {
            "report.diagnosis.leans"
        }
        Some(Statement::Leans) => "report.diagnosis.leans.mixed",
        _ => "report.diagnosis.no_name",
    };
    let mut message = Message::new(id)
        .message("pattern", pattern(found.pattern.unwrap_or_default()))
        .count("stability", u64::from(found.stability.unwrap_or(0)))
        .count("n", u64::from(found.raters))
        .message("role", words::role(page.released, found.role.as_deref()));
    if let Some(other) = found.could_be {
        message = message.message("other", pattern(other));
    }
    let numbers = found.measures.iter().map(|at| evidence(page, found, at.measure, at.value));
    Sentence { message, evidence: numbers.collect() }
}

fn evidence(page: &Page<'_>, found: &ReleasedDiagnosis, measure: Measure, value: f64) -> ReportEvidence {
    ReportEvidence {
        occasion: page.occasion.to_owned(),
        role: found.role.clone(),
        measure: format!("diagnosis:{}", measure.id()),
        value: Some(value),
        interval: None,
        raters: Some(found.raters),
    }
}

/// What speaks for the name, what is less sure, and what would change it first. Where there is no name, nothing does.
fn conditions(page: &Page<'_>, found: &ReleasedDiagnosis, blocks: &mut Blocks) {
    if !matches!(found.statement, Some(Statement::Named | Statement::Leans)) {
        return;
    }
    // Figures over several tenets are not told: they have no ranges.
    blocks.say(Message::new("report.diagnosis.axes"));
    let said = |conditions: &[Condition]| conditions.iter().map(|at| condition(page, at).into()).collect();
    blocks.listed(Message::new("report.diagnosis.for"), false, said(&found.holds));
    blocks.listed(Message::new("report.diagnosis.against"), false, said(&found.unsure));
    if found.unsure.is_empty() {
        blocks.say(Message::new("report.diagnosis.against.none"));
    }
    let Some(turn) = found.turn else { return };
    let id = match (turn.distance > 0.0, turn.pattern == Pattern::Mixed) {
        (true, false) => "report.diagnosis.turn.above",
        (true, true) => "report.diagnosis.turn.above.mixed",
        (false, false) => "report.diagnosis.turn.below",
        (false, true) => "report.diagnosis.turn.below.mixed",
    };
    let message =
        Message::new(id).message("axis", measure(turn.measure)).number("limit", turn.limit * 100.0, 0);
    blocks.say(match turn.pattern {
        Pattern::Mixed => message,
        other => message.message("pattern", pattern(other)),
    });
}

fn condition(page: &Page<'_>, at: &Condition) -> Message {
    if at.measure == Measure::Signs {
        return match (at.at_least, at.below) {
            (Some(least), _) => Message::new("report.diagnosis.signs.least").count("n", least as u64),
            (None, below) => Message::new("report.diagnosis.signs.most")
                .count("n", (below.unwrap_or(0.0) - 1.0).max(0.0) as u64),
        };
    }
    let second = matches!(at.measure, Measure::RelationSecond | Measure::CraftSecond);
    let line = if second { words::second(page.released) } else { page.line() };
    let id = if at.at_least.is_some() { "report.diagnosis.least" } else { "report.diagnosis.below" };
    let limit = at.at_least.or(at.below).unwrap_or(0.0);
    Message::new(id)
        .message("axis", measure(at.measure))
        .number("limit", limit * 100.0, 0)
        .message("line", line.unwrap_or_else(|| Message::new("report.absent.no_cut")))
}

fn measure(measure: Measure) -> Message {
    Message::new(match measure {
        Measure::Relation | Measure::RelationSecond => "report.axis.relation",
        Measure::Craft | Measure::CraftSecond => "report.axis.craft",
        Measure::Ownership => "report.axis.ownership",
        Measure::Signs => "report.axis.signs",
    })
}

pub(super) fn pattern(pattern: Pattern) -> Message {
    Message::new(match pattern {
        Pattern::Isolated => "pattern.isolated",
        Pattern::ForcedDataPattern => "pattern.forced_data_pattern",
        Pattern::Forced => "pattern.forced",
        Pattern::TalkWithoutWork => "pattern.talk_without_work",
        Pattern::CollaborativeProfessionalism => "pattern.collaborative_professionalism",
        Pattern::Designed => "pattern.designed",
        Pattern::Mixed => "pattern.mixed",
    })
}
