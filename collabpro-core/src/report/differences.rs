//! Where we see it differently: within a group, and between groups.

use super::page::Page;
use super::{Blocks, ReportEvidence, Section, SectionId, Sentence, first_page, words};
use crate::base::message::{Arg, Message};
use crate::disagreement::SpreadPattern;
use crate::release::{ReleasedGap, ReleasedSpread};
use crate::scoring::MeasuredBy;

/// How many wide places the first page names.
const PLACES: usize = 3;

/// The wide places of the page's voice: those that stand out, else the widest, which may be chance.
pub(super) fn wide<'a>(page: &Page<'a>) -> (bool, Vec<&'a ReleasedSpread>) {
    let (mut out, mut widest) = (Vec::new(), Vec::new());
    let Some(role) = page.voice else { return (false, out) };
    for spread in &page.disagreement.criteria {
        if page.is_about(&spread.unit, &spread.occasion) && spread.role.as_deref() == role {
            if spread.stands_out {
                out.push(spread);
            } else if spread.widest {
                widest.push(spread);
            }
        }
    }
    let certain = !out.is_empty();
    let mut places = if certain { out } else { widest };
    places.truncate(PLACES);
    (certain, places)
}

/// The first page's block on wide places.
pub(super) fn places(page: &Page<'_>, blocks: &mut Blocks) {
    let (certain, places) = wide(page);
    let mut items = Vec::new();
    for spread in places {
        items.push(sentence(page, spread));
    }
    let intro = if certain { "report.wide.out" } else { "report.wide.widest" };
    blocks.listed(Message::new(intro), false, items);
}

/// "Marks on 'who leads our work' are split: 5 on one side, 5 on the other."
fn sentence(page: &Page<'_>, spread: &ReleasedSpread) -> Sentence {
    let split = spread.pattern == Some(SpreadPattern::Split);
    let by_mean = spread.measured_by == MeasuredBy::Mean;
    let id = match (spread.stands_out, split, spread.sides.is_some()) {
        (true, true, true) if by_mean => "report.wide.split.mean",
        (true, true, true) => "report.wide.split",
        (true, false, true) if by_mean => "report.wide.spread.mean",
        (true, false, true) => "report.wide.spread",
        (true, _, false) => "report.wide.few",
        (false, _, true) if by_mean => "report.wide.chance.mean",
        (false, _, true) => "report.wide.chance",
        (false, _, false) => "report.wide.chance.few",
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

/// The whole section: every group that is shown, then the gaps between groups.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let mut blocks = Blocks::default();
    let mut groups = 0;
    let mut spreads = page
        .disagreement
        .criteria
        .iter()
        .filter(|spread| page.is_about(&spread.unit, &spread.occasion))
        .peekable();
    while let Some(first) = spreads.peek().copied() {
        groups += 1;
        let mut named = Vec::new();
        while let Some(spread) = spreads.next_if(|spread| spread.role == first.role) {
            if spread.stands_out || spread.widest {
                named.push(sentence(page, spread));
            }
        }
        let who = words::role(page.released, first.role.as_deref());
        blocks.listed(Message::new("report.differences.group").message("role", who), false, named);
    }
    if groups == 0 {
        return None;
    }
    // The first page has told of them where it speaks for the unit.
    let gaps = if first_page::speaks(page) { Vec::new() } else { gaps(page) };
    if groups > 1 && !page.disagreement.gaps.iter().any(|gap| page.is_about(&gap.unit, &gap.occasion)) {
        blocks.say(Message::new("report.differences.no_gap"));
    }
    blocks.listed(Message::new("report.differences.gaps"), false, gaps);
    Some(page.section(SectionId::Differences, "report.differences.heading", blocks))
}

/// Where two groups differ by more than chance could explain.
pub(super) fn gaps(page: &Page<'_>) -> Vec<Sentence> {
    let own = page.disagreement.gaps.iter().filter(|gap| page.is_about(&gap.unit, &gap.occasion));
    own.map(|gap| apart(page, gap)).collect()
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
