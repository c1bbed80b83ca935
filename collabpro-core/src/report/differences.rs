//! Where we see it differently: within a group, and between groups.

use super::build::Page;
use super::{Block, Evidence, Section, Sentence, words};
use crate::disagreement::{Pattern, ReleasedGap, ReleasedSpread};
use crate::message::{Arg, Message};

/// How many wide places the first page names.
const PLACES: usize = 3;

/// The wide places of the page's voice: those that stand out, else the widest, which may be chance.
pub(super) fn wide<'a>(page: &Page<'a>) -> (bool, Vec<&'a ReleasedSpread>) {
    let Some(role) = page.voice else { return (false, Vec::new()) };
    let own = page.disagreement.criteria.iter().filter(|spread| {
        spread.unit == page.unit && spread.occasion == page.occasion && spread.role.as_deref() == role
    });
    let (out, widest): (Vec<_>, Vec<_>) =
        own.filter(|spread| spread.stands_out || spread.widest).partition(|spread| spread.stands_out);
    let certain = !out.is_empty();
    let mut places = if certain { out } else { widest };
    places.truncate(PLACES);
    (certain, places)
}

/// The first page's block on wide places.
pub(super) fn first_page(page: &Page<'_>) -> Vec<Block> {
    let (certain, places) = wide(page);
    if places.is_empty() {
        return Vec::new();
    }
    let id = if certain { "report.wide.out" } else { "report.wide.widest" };
    let items = places.into_iter().map(|spread| sentence(page, spread)).collect();
    vec![Block::Paragraph { sentences: vec![Message::new(id).into()] }, Block::List { ordered: false, items }]
}

/// "Marks on 'who leads our work' are split: 5 on one side, 5 on the other."
fn sentence(page: &Page<'_>, spread: &ReleasedSpread) -> Sentence {
    let split = spread.pattern == Some(Pattern::Split);
    let id = match (spread.stands_out, split, spread.sides.is_some()) {
        (true, true, true) => "report.wide.split",
        (true, false, true) => "report.wide.spread",
        (true, _, false) => "report.wide.few",
        (false, _, true) => "report.wide.chance",
        (false, _, false) => "report.wide.chance.few",
    };
    let [below, above] = spread.sides.unwrap_or_default();
    let message = Message::new(id)
        .message("criterion", words::criterion(page.released, &spread.criterion))
        .count("below", u64::from(below))
        .count("above", u64::from(above))
        .arg("line", line(page, &spread.criterion));
    let evidence = Evidence {
        occasion: spread.occasion.clone(),
        role: spread.role.clone(),
        measure: format!("criterion:{}", spread.criterion),
        value: spread.distance,
        interval: None,
        people: Some(spread.people),
    };
    Sentence { message, evidence: vec![evidence] }
}

/// The line from which a criterion's marks are counted; only told where sides are.
fn line(page: &Page<'_>, criterion: &str) -> Arg {
    let at = page.released.rubric().criterion(criterion);
    let cut = at.and_then(|at| words::cut(page.released, at));
    cut.map_or_else(|| Arg::Text(String::new()), Arg::Message)
}

/// The whole section: every group that is shown, then the gaps between groups.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let here = |unit: &str, occasion: &str| unit == page.unit && occasion == page.occasion;
    let spreads: Vec<&ReleasedSpread> =
        page.disagreement.criteria.iter().filter(|spread| here(&spread.unit, &spread.occasion)).collect();
    let gaps: Vec<&ReleasedGap> =
        page.disagreement.gaps.iter().filter(|gap| here(&gap.unit, &gap.occasion)).collect();
    if spreads.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for group in spreads.chunk_by(|a, b| a.role == b.role) {
        let who = Message::new("report.differences.group")
            .message("role", words::role(page.released, group[0].role.as_deref()));
        let named: Vec<Sentence> = group
            .iter()
            .filter(|spread| spread.stands_out || spread.widest)
            .map(|spread| sentence(page, spread))
            .collect();
        if !named.is_empty() {
            blocks.push(Block::Paragraph { sentences: vec![who.into()] });
            blocks.push(Block::List { ordered: false, items: named });
        }
    }
    if gaps.is_empty() {
        if spreads.chunk_by(|a, b| a.role == b.role).count() > 1 {
            blocks
                .push(Block::Paragraph { sentences: vec![Message::new("report.differences.no_gap").into()] });
        }
    } else {
        blocks.push(Block::Paragraph { sentences: vec![Message::new("report.differences.gaps").into()] });
        blocks.push(Block::List {
            ordered: false,
            items: gaps.into_iter().map(|gap| apart(page, gap)).collect(),
        });
    }
    Some(Section {
        id: "differences",
        unit: Some(page.unit.to_owned()),
        heading: Message::new("report.differences.heading")
            .text("unit", page.released.units().label(page.unit)),
        level: 3,
        blocks,
    })
}

/// Two groups, and where they were asked in other words also two questions.
fn apart(page: &Page<'_>, gap: &ReleasedGap) -> Sentence {
    let id = if gap.worded_apart { "report.differences.two_questions" } else { "report.differences.apart" };
    Message::new(id)
        .message("criterion", words::criterion(page.released, &gap.criterion))
        .message("higher", words::role(page.released, Some(&gap.roles[0])))
        .message("lower", words::role(page.released, Some(&gap.roles[1])))
        .into()
}
