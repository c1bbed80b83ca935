//! Where we see it differently: within a group, and between groups.

use super::page::Page;
use super::{Blocks, ReportEvidence, Section, SectionId, Sentence, words};
use crate::base::message::{Arg, Message};
use crate::disagreement::SpreadPattern;
use crate::release::{ReleasedGap, ReleasedSpread};
use crate::scoring::MeasuredBy;

/// How many wide places the first page names.
const PLACES: usize = 3;

/// The wide places of the page's voice: those that stand out, else the widest, which may be chance.
pub(super) fn wide<'a>(page: &Page<'a>) -> (bool, Vec<&'a ReleasedSpread>) {
    let (certain, mut places) = page.voice.map_or((false, Vec::new()), |role| widest(page, role));
    places.truncate(PLACES);
    (certain, places)
}

/// The same of any group, all of them.
fn widest<'a>(page: &Page<'a>, role: Option<&str>) -> (bool, Vec<&'a ReleasedSpread>) {
    let own = page.spreads.iter().copied().filter(|spread| spread.role.as_deref() == role);
    let (out, rest): (Vec<_>, Vec<_>) = own.partition(|spread| spread.stands_out);
    let certain = !out.is_empty();
    let mut places = if certain { out } else { rest.into_iter().filter(|spread| spread.widest).collect() };
    // Where distances are not told, in the rubric's order.
    places.sort_by(|a, b| b.distance.unwrap_or(0.0).total_cmp(&a.distance.unwrap_or(0.0)));
    (certain, places)
}

/// The first page's block on the places that stand out as wide. What may be chance stands in a question.
pub(super) fn places(page: &Page<'_>, blocks: &mut Blocks) {
    let (certain, places) = wide(page);
    if certain {
        said(page, page.voice.flatten(), certain, &places, blocks);
    }
}

fn said(page: &Page<'_>, role: Option<&str>, certain: bool, places: &[&ReleasedSpread], blocks: &mut Blocks) {
    if certain {
        let items = places.iter().map(|spread| sentence(page, spread)).collect();
        return blocks.listed(Message::new("report.wide.out"), false, items);
    }
    let named = places.iter().map(|spread| {
        let criterion = words::criterion(page.released, &spread.criterion);
        Message::new("report.wide.named").message("criterion", criterion)
    });
    let named: Vec<Message> = named.collect();
    if !named.is_empty() {
        let message = page.of_group(role, Message::new("report.wide.chance").list("criteria", named));
        let evidence = places.iter().map(|spread| evidence(spread)).collect();
        blocks.say(Sentence { message, evidence });
    }
}

/// "Answers on 'who leads our work' are split: 5 on one side, 5 on the other."
fn sentence(page: &Page<'_>, spread: &ReleasedSpread) -> Sentence {
    let split = spread.pattern == Some(SpreadPattern::Split);
    let by_mean = spread.measured_by == MeasuredBy::Mean;
    let id = match (split, spread.sides.is_some()) {
        (true, true) if by_mean => "report.wide.split.mean",
        (true, true) => "report.wide.split",
        (false, true) if by_mean => "report.wide.spread.mean",
        (false, true) => "report.wide.spread",
        (_, false) => "report.wide.few",
    };
    let [below, above] = spread.sides.unwrap_or_default();
    let message = Message::new(id)
        .message("criterion", words::criterion(page.released, &spread.criterion))
        .count("below", u64::from(below))
        .count("above", u64::from(above));
    let message = if by_mean { message } else { message.arg("line", line(page, &spread.criterion)) };
    Sentence::on(message, evidence(spread))
}

/// The numbers behind a sentence about a wide place.
pub(super) fn evidence(spread: &ReleasedSpread) -> ReportEvidence {
    ReportEvidence {
        occasion: spread.occasion.clone(),
        role: spread.role.clone(),
        measure: format!("criterion:{}", spread.criterion),
        value: spread.distance,
        interval: None,
        raters: Some(spread.raters),
    }
}

/// The category from which a criterion's ratings are counted; only told where sides are.
fn line(page: &Page<'_>, criterion: &str) -> Arg {
    let at = page.released.rubric().position(criterion);
    let cut = at.and_then(|at| words::cut(page.released, at));
    cut.map_or_else(|| Arg::Text(String::new()), Arg::Message)
}

/// What the first page does not tell: where other groups see it differently, and whether groups differ.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let mut blocks = Blocks::default();
    let groups: Vec<Option<&str>> = page.coverage.iter().map(|row| row.role.as_deref()).collect();
    let told = |role: &Option<&str>| page.spreads.iter().any(|spread| spread.role.as_deref() == *role);
    for role in groups.iter().copied().filter(told) {
        let (certain, places) = widest(page, role);
        // Of the page's voice what may be chance stands in its first question.
        let told = match (page.voice == Some(role), certain) {
            (true, true) => PLACES,
            (true, false) => places.len(),
            _ => 0,
        };
        said(page, role, certain, places.get(told..).unwrap_or_default(), &mut blocks);
    }
    if page.gaps.is_empty() {
        if groups.iter().filter(|role| told(role)).count() > 1 {
            blocks.say(Message::new("report.differences.no_gap"));
        }
    } else if !page.speaks() {
        // The first page tells of them where it speaks for the unit.
        blocks.listed(Message::new("report.differences.gaps"), false, gaps(page));
    }
    let empty = blocks.0.is_empty();
    (!empty).then(|| page.section(SectionId::Differences, "report.differences.heading", blocks))
}

/// Where two groups differ by more than chance could explain.
pub(super) fn gaps(page: &Page<'_>) -> Vec<Sentence> {
    page.gaps.iter().map(|gap| apart(page, gap)).collect()
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
