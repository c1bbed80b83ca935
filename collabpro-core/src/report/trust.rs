//! Whether the figures can be trusted: how far off they may be, how alike people mark, and whether means tell places apart.

use super::build::Page;
use super::{Blocks, Evidence, Section, Sentence, words};
use crate::aggregation::release::{Between, LEAST_UNITS, RELIABLE, ReleasedAggregation};
use crate::list::List;
use crate::message::Message;
use crate::ratings::RatingKind;
use crate::scoring::Interval;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let role = page.voice?;
    // One agreed mark says nothing about who would have marked otherwise.
    if page.released.scores().tally().kind() == RatingKind::Consensus {
        return None;
    }
    let mut blocks = Blocks::default();
    let mut own = Vec::new();
    own.extend(off(page));
    own.extend(apart(page, role));
    if !own.is_empty() {
        blocks.paragraph(own);
    }
    let found = page.between;
    if found.units < LEAST_UNITS {
        blocks.say(Message::new("report.trust.few").count("least", LEAST_UNITS as u64));
    } else if !found.constructs.is_empty() {
        places(page, role, found, &mut blocks);
    }
    blocks.note(Message::new("report.trust.note"));
    Some(page.section("trust", "report.trust.heading", blocks))
}

/// "With 9 people, a share here lies within about 20 points of the true one in 95 of 100 such samples." The middle one of
/// the half widths, with its own people.
fn off(page: &Page<'_>) -> Option<Sentence> {
    let (mut halves, mut evidence) = (Vec::new(), Vec::new());
    for cell in page.measured() {
        let share = cell.at_cut();
        if let (Some(interval), Some(people)) = (share.and_then(|share| share.interval), cell.number()) {
            halves.push((50.0 * (interval.upper - interval.lower), people));
            evidence.push(Evidence {
                occasion: page.occasion.to_owned(),
                role: cell.role.clone(),
                measure: cell.construct.to_string(),
                value: share.and_then(|share| share.value),
                interval: Some(interval),
                people: Some(people),
            });
        }
    }
    halves.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (points, people) = *halves.get(halves.len() / 2)?;
    let confidence = page.released.scores().options().level();
    let message = Message::new("report.trust.off")
        .count("n", u64::from(people))
        .number("points", points, 0)
        .count("percent", (100.0 * confidence).round() as u64);
    Some(Sentence { message, evidence })
}

/// "Two people here, picked at random, differ by .8 lines on a question." Only from what the release tells of distances.
fn apart(page: &Page<'_>, role: Option<&str>) -> Option<Sentence> {
    let rubric = page.released.rubric();
    let (mut sum, mut blind, mut evidence) = (0.0, 0.0, Vec::new());
    for spread in &page.disagreement.criteria {
        let here = page.is_about(&spread.unit, &spread.occasion) && spread.role.as_deref() == role;
        if let Some(distance) = spread.distance.filter(|_| here) {
            // Of two marks, each on any line with equal chance: (K² - 1) / 3K.
            let lines =
                rubric.criterion(&spread.criterion).map_or(1, |at| rubric.scale(at).categories().len());
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

/// How far means tell places apart: a sentence, a table, and what would make it better.
fn places(page: &Page<'_>, role: Option<&str>, found: &ReleasedAggregation, blocks: &mut Blocks) {
    let evidence = |of: &Between| Evidence {
        occasion: page.occasion.to_owned(),
        role: role.map(str::to_owned),
        measure: format!("icc2:{}", of.construct),
        value: Some(of.icc2),
        interval: Some(of.icc2_interval),
        people: u32::try_from(of.people).ok(),
    };
    let reliable = found.constructs.iter().filter(|of| of.icc2 >= RELIABLE).count();
    let sure = found.constructs.iter().filter(|of| of.icc2_interval.lower >= RELIABLE).count();
    let all = found.constructs.len();
    let message = Message::new("report.trust.reliable")
        .count("n", reliable as u64)
        .count("all", all as u64)
        .count("sure", sure as u64)
        .number("bound", RELIABLE, 2);
    let mut said = vec![Sentence { message, evidence: found.constructs.iter().map(evidence).list() }];
    if sure < all {
        said.push(Message::new("report.trust.better").into());
    }
    blocks.paragraph(said);
    let rows = found.constructs.iter().map(|of| {
        let needed = of.needed.map_or_else(
            || Message::new("report.trust.never"),
            |needed| Message::new("report.count").count("n", needed),
        );
        vec![
            words::construct(&of.construct),
            range("report.trust.part", 100.0, of.icc1, of.icc1_interval, 0),
            range("report.trust.mean", 1.0, of.icc2, of.icc2_interval, 2),
            needed,
        ]
    });
    let head = vec![
        Message::new("report.trust.about"),
        Message::new("report.trust.part.head"),
        Message::new("report.trust.mean.head"),
        Message::new("report.trust.needed").number("bound", RELIABLE, 2),
    ];
    let caption = Message::new("report.trust.caption")
        .count("units", found.units as u64)
        .message("role", words::role(page.released, role));
    blocks.table(caption, head, rows.list());
}

/// A figure with its range, each 0 where it is below.
fn range(id: &'static str, times: f64, value: f64, interval: Interval, decimals: u8) -> Message {
    let part = |of: f64| (times * of).max(0.0);
    Message::new(id)
        .number("value", part(value), decimals)
        .number("lower", part(interval.lower), decimals)
        .number("upper", part(interval.upper), decimals)
}
