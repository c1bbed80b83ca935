//! Whether the figures can be trusted: how far off they may be, how alike people rate, and whether means tell places
//! apart.

use super::super::page::Page;
use super::super::{Blocks, ReportEvidence, Section, SectionId, Sentence, words};
use super::{are_dated, place};
use crate::base::message::Message;
use crate::ratings::RatingKind;
use crate::release::{Between, LEAST_UNITS, RELIABLE, Released, ReleasedConsistency, ReleasedTrust};
use crate::scoring::Interval;

/// Whose figures are told of: a group that speaks for places at an occasion.
struct Voice<'a> {
    released: &'a Released,
    occasion: &'a str,
    role: Option<&'a str>,
}

pub(super) fn section(released: &Released, pages: &[Page<'_>]) -> Option<Section> {
    // One agreed rating says nothing about who would have rated otherwise.
    if released.kind() == RatingKind::Consensus {
        return None;
    }
    let mut blocks = Blocks::default();
    own(released, pages, &mut blocks);
    let mut voices: Vec<(&str, Option<&str>)> = Vec::new();
    for page in pages {
        voices.extend(page.voice.map(|role| (page.occasion, role)));
    }
    voices.sort_unstable();
    voices.dedup();
    if voices.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for (occasion, role) in voices {
        found.extend(released.trust(occasion, role).map(|found| (Voice { released, occasion, role }, found)));
    }
    let few = |found: &ReleasedTrust| found.units < LEAST_UNITS as u64;
    if found.is_empty() {
        blocks.say(Message::new("report.trust.not_asked"));
    } else if found.iter().all(|(_, found)| few(found)) {
        blocks.say(Message::new("report.trust.few").count("least", LEAST_UNITS as u64));
    }
    for (voice, found) in found.into_iter().filter(|(_, found)| !few(found)) {
        agree(&voice, found, &mut blocks);
        places(&voice, found, &mut blocks);
    }
    blocks.note(Message::new("report.trust.note"));
    Some(Section::whole(SectionId::Trust, Message::new("report.trust.heading"), blocks))
}

/// How far off the shares of each place may be, and how far apart two of its people lie.
fn own(released: &Released, pages: &[Page<'_>], blocks: &mut Blocks) {
    let dated = are_dated(pages);
    let mut rows = Vec::new();
    for page in pages.iter().filter(|page| page.is_told()) {
        let (off, apart) = (off(page), apart(page));
        if off.is_some() || apart.is_some() {
            let blank = || Message::new("report.lines.withheld");
            rows.push(vec![
                place(released, page, dated),
                off.unwrap_or_else(blank),
                apart.unwrap_or_else(blank),
            ]);
        }
    }
    if rows.is_empty() {
        return;
    }
    let head = ["report.coverage.place", "report.trust.off.head", "report.trust.apart.head"];
    let percent = (100.0 * released.confidence()).round() as u64;
    let caption = Message::new("report.trust.own").count("percent", percent);
    blocks.table(caption, head.map(Message::new).to_vec(), rows);
}

/// The middle one of the half widths, with its own people.
fn off(page: &Page<'_>) -> Option<Message> {
    let mut halves = Vec::new();
    for cell in page.measured(page.released) {
        let interval = cell.at_cut().and_then(|share| share.interval);
        if let (Some(interval), Some(people)) = (interval, cell.number()) {
            halves.push((50.0 * (interval.upper - interval.lower), people));
        }
    }
    halves.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (points, people) = *halves.get(halves.len() / 2)?;
    Some(Message::new("report.trust.off").count("n", u64::from(people)).number("points", points, 0))
}

/// How far apart two people lie, picked at random, beside two who rate blindly. Only from what the release tells of
/// distances.
fn apart(page: &Page<'_>) -> Option<Message> {
    let rubric = page.released.rubric();
    let role = page.voice?;
    let (mut sum, mut blind, mut questions) = (0.0, 0.0, 0.0);
    for spread in page.spreads.iter().filter(|spread| spread.role.as_deref() == role) {
        if let Some(distance) = spread.distance {
            // Of two ratings, each in any category with equal chance: (K² - 1) / 3K.
            let lines = rubric.scale_of(&spread.criterion).map_or(1, |scale| scale.categories().len());
            let lines = lines as f64;
            blind += (lines * lines - 1.0) / (3.0 * lines);
            sum += distance;
            questions += 1.0;
        }
    }
    let message = Message::new("report.trust.apart").number("distance", sum / questions, 1);
    (questions > 0.0).then(|| message.number("blind", blind / questions, 1))
}

/// How far the people of a place agree, as far as that can be said, and what would make it better.
fn agree(voice: &Voice<'_>, found: &ReleasedTrust, blocks: &mut Blocks) {
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
        occasion: voice.occasion.to_owned(),
        role: voice.role.map(str::to_owned),
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
fn places(voice: &Voice<'_>, found: &ReleasedTrust, blocks: &mut Blocks) {
    blocks.paragraph(together(voice, found));
    let over = &found.aggregation;
    if over.is_empty() {
        blocks.say(Message::new("report.trust.reliable.none"));
        return;
    }
    let evidence = |of: &Between| ReportEvidence {
        occasion: voice.occasion.to_owned(),
        role: voice.role.map(str::to_owned),
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
        .message("role", words::role(voice.released, voice.role))
        .count("percent", (100.0 * voice.released.confidence()).round() as u64);
    blocks.table(caption, head, rows.collect());
}

/// From where to where alpha lies over the constructs of several questions.
fn together(voice: &Voice<'_>, found: &ReleasedTrust) -> Vec<Sentence> {
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
        occasion: voice.occasion.to_owned(),
        role: voice.role.map(str::to_owned),
        measure: format!("alpha:{}", of.construct),
        value: Some(of.alpha),
        interval: Some(of.interval),
        raters: None,
    };
    let better = Message::new("report.trust.together.better").into();
    vec![Sentence { message, evidence: found.consistency.iter().map(evidence).collect() }, better]
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
