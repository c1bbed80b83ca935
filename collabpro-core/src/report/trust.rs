//! Whether the figures can be trusted: how far off they may be, how alike people rate, and whether means tell places
//! apart.

use super::page::Page;
use super::{Blocks, ReportEvidence, Section, SectionId, Sentence, words};
use crate::base::message::Message;
use crate::ratings::RatingKind;
use crate::release::{Between, LEAST_UNITS, RELIABLE, ReleasedConsistency, ReleasedTrust};
use crate::scoring::Interval;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let role = page.voice?;
    // One agreed rating says nothing about who would have rated otherwise.
    if page.released.kind() == RatingKind::Consensus {
        return None;
    }
    let mut blocks = Blocks::default();
    let mut own = Vec::new();
    own.extend(off(page));
    own.extend(apart(page, role));
    if !own.is_empty() {
        blocks.paragraph(own);
    }
    match page.released.trust(page.occasion, role) {
        None => blocks.say(Message::new("report.trust.not_asked")),
        Some(found) if found.units < LEAST_UNITS as u64 => {
            blocks.say(Message::new("report.trust.few").count("least", LEAST_UNITS as u64));
        }
        Some(found) => {
            agree(page, role, found, &mut blocks);
            places(page, role, found, &mut blocks);
        }
    }
    blocks.note(Message::new("report.trust.note"));
    Some(page.section(SectionId::Trust, "report.trust.heading", blocks))
}

/// "With 9 people, a share here lies within about 20 points of the true one in 95 of 100 such samples." The middle one of
/// the half widths, with its own people.
fn off(page: &Page<'_>) -> Option<Sentence> {
    let (mut halves, mut evidence) = (Vec::new(), Vec::new());
    for cell in page.measured() {
        let share = cell.at_cut();
        if let (Some(interval), Some(people)) = (share.and_then(|share| share.interval), cell.number()) {
            halves.push((50.0 * (interval.upper - interval.lower), people));
            evidence.push(ReportEvidence {
                occasion: page.occasion.to_owned(),
                role: cell.role.clone(),
                measure: cell.construct.to_string(),
                value: share.and_then(|share| share.value),
                interval: Some(interval),
                raters: Some(people),
            });
        }
    }
    halves.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (points, people) = *halves.get(halves.len() / 2)?;
    let message = Message::new("report.trust.off")
        .count("n", u64::from(people))
        .number("points", points, 0)
        .count("percent", percent(page));
    Some(Sentence { message, evidence })
}

/// "Two people here, picked at random, differ by .8 lines on a question." Only from what the release tells of distances.
fn apart(page: &Page<'_>, role: Option<&str>) -> Option<Sentence> {
    let rubric = page.released.rubric();
    let (mut sum, mut blind, mut evidence) = (0.0, 0.0, Vec::new());
    for spread in &page.disagreement.criteria {
        let here = page.is_about(&spread.unit, &spread.occasion) && spread.role.as_deref() == role;
        if let Some(distance) = spread.distance.filter(|_| here) {
            // Of two ratings, each in any category with equal chance: (K² - 1) / 3K.
            let lines = rubric.scale_of(&spread.criterion).map_or(1, |scale| scale.categories().len());
            let lines = lines as f64;
            blind += (lines * lines - 1.0) / (3.0 * lines);
            sum += distance;
            evidence.push(super::differences::evidence(spread));
        }
    }
    let questions = evidence.len() as f64;
    let message = Message::new("report.trust.apart").number("distance", sum / questions, 1).number(
        "blind",
        blind / questions,
        1,
    );
    (questions > 0.0).then_some(Sentence { message, evidence })
}

/// How far the people of a place agree, as far as that can be said, and what would make it better.
fn agree(page: &Page<'_>, role: Option<&str>, found: &ReleasedTrust, blocks: &mut Blocks) {
    let Some(agreement) = found.agreement else {
        blocks.say(Message::new("report.trust.agree.none"));
        return;
    };
    let message = ranged(
        Message::new("report.trust.agree")
            .count("questions", agreement.criteria)
            .count("units", agreement.units),
        agreement.value,
        agreement.interval,
    );
    let evidence = ReportEvidence {
        occasion: page.occasion.to_owned(),
        role: role.map(str::to_owned),
        measure: "agreement:krippendorff/ordinal".to_owned(),
        value: Some(agreement.value),
        interval: Some(agreement.interval),
        raters: u32::try_from(agreement.people).ok(),
    };
    let better = Message::new("report.trust.agree.better").into();
    blocks.paragraph(vec![Sentence::on(message, evidence), better]);
}

/// Whether questions that are counted together go together, and how far means tell places apart: a sentence each, a table,
/// and what would make it better.
fn places(page: &Page<'_>, role: Option<&str>, found: &ReleasedTrust, blocks: &mut Blocks) {
    blocks.paragraph(together(page, role, found));
    let over = &found.aggregation;
    if over.is_empty() {
        blocks.say(Message::new("report.trust.reliable.none"));
        return;
    }
    let evidence = |of: &Between| ReportEvidence {
        occasion: page.occasion.to_owned(),
        role: role.map(str::to_owned),
        measure: format!("icc2:{}", of.construct),
        value: Some(of.icc2),
        interval: Some(of.icc2_interval),
        raters: u32::try_from(of.people).ok(),
    };
    let reliable = over.iter().filter(|of| of.icc2 >= RELIABLE).count();
    let sure = over.iter().filter(|of| of.icc2_interval.lower >= RELIABLE).count();
    let all = over.len();
    let message = Message::new("report.trust.reliable")
        .count("n", reliable as u64)
        .count("all", all as u64)
        .count("sure", sure as u64)
        .number("bound", RELIABLE, 2);
    let mut said = vec![Sentence { message, evidence: over.iter().map(evidence).collect() }];
    said.push(Message::new("report.trust.habit").into());
    if sure < all {
        said.push(Message::new("report.trust.better").into());
    }
    blocks.paragraph(said);
    let rows = over.iter().map(|of| {
        let unknown = || Message::new("report.trust.never");
        let alpha = found.consistency.iter().find(|own| own.construct == of.construct);
        vec![
            words::construct(&of.construct),
            range("report.trust.part", 100.0, of.icc1, of.icc1_interval, 0),
            range("report.trust.mean", 1.0, of.icc2, of.icc2_interval, 2),
            of.needed.map_or_else(unknown, |needed| Message::new("report.count").count("n", needed)),
            alpha.map_or_else(unknown, |own| {
                ranged(Message::new("report.trust.mean"), own.alpha, own.interval)
            }),
        ]
    });
    let head = vec![
        Message::new("report.trust.about"),
        Message::new("report.trust.part.head"),
        Message::new("report.trust.mean.head"),
        Message::new("report.trust.needed").number("bound", RELIABLE, 2),
        Message::new("report.trust.together.head"),
    ];
    let caption = Message::new("report.trust.caption")
        .count("units", found.units)
        .message("role", words::role(page.released, role))
        .count("percent", percent(page));
    blocks.table(caption, head, rows.collect());
}

/// From where to where alpha lies over the constructs of several questions.
fn together(page: &Page<'_>, role: Option<&str>, found: &ReleasedTrust) -> Vec<Sentence> {
    let mut alphas: Vec<_> = found.consistency.iter().map(|of| of.alpha).collect();
    alphas.sort_unstable_by(f64::total_cmp);
    let (Some(lowest), Some(highest)) = (alphas.first(), alphas.last()) else {
        return vec![Message::new("report.trust.together.none").into()];
    };
    let message = Message::new("report.trust.together")
        .count("n", alphas.len() as u64)
        .number("lowest", *lowest, 2)
        .number("highest", *highest, 2);
    let evidence = |of: &ReleasedConsistency| ReportEvidence {
        occasion: page.occasion.to_owned(),
        role: role.map(str::to_owned),
        measure: format!("alpha:{}", of.construct),
        value: Some(of.alpha),
        interval: Some(of.interval),
        raters: None,
    };
    let better = Message::new("report.trust.together.better").into();
    vec![Sentence { message, evidence: found.consistency.iter().map(evidence).collect() }, better]
}

/// In how many of 100 samples the ranges hold.
fn percent(page: &Page<'_>) -> u64 {
    (100.0 * page.released.confidence()).round() as u64
}

/// A figure with its range, as they are.
pub(super) fn ranged(message: Message, value: f64, interval: Interval) -> Message {
    message.number("value", value, 2).number("lower", interval.lower, 2).number("upper", interval.upper, 2)
}

/// A figure with its range, each 0 where it is below.
fn range(id: &'static str, times: f64, value: f64, interval: Interval, decimals: u8) -> Message {
    let part = |of: f64| (times * of).max(0.0);
    Message::new(id)
        .number("value", part(value), decimals)
        .number("lower", part(interval.lower), decimals)
        .number("upper", part(interval.upper), decimals)
}
