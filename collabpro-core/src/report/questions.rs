//! Three questions for the next meeting: open, about us, without blame.

use super::page::Page;
use super::{Blocks, change, differences, words};
use crate::base::message::Message;
use crate::release::ReleasedScore;

/// On what is wide, on what is strong, on what could come next.
pub(super) fn block(page: &Page<'_>, blocks: &mut Blocks) {
    let items = all(page).into_iter().map(Into::into).collect();
    blocks.listed(Message::new("report.questions"), true, items);
}

/// Two or three.
pub(super) fn all(page: &Page<'_>) -> Vec<Message> {
    if page.voice.is_none() {
        return Vec::new();
    }
    // Of less than half of the people no tenet is called the lowest.
    let next = lowest(page).into_iter().find(|_| page.speaks()).and_then(|cell| next_of(page, cell));
    [wide(page), Some(strong(page)), next].into_iter().flatten().collect()
}

fn wide(page: &Page<'_>) -> Option<Message> {
    let (certain, places) = differences::wide(page);
    let id = if certain { "report.question.wide" } else { "report.question.widest" };
    let criterion = words::criterion(page.released, &places.first()?.criterion);
    Some(Message::new(id).message("criterion", criterion))
}

/// On what changed, else on what is strong, else on what matters.
fn strong(page: &Page<'_>) -> Message {
    if let Some(moved) = change::moved(page).first().filter(|_| page.speaks()) {
        return Message::new("report.question.changed")
            .message("construct", words::construct(&moved.construct));
    }
    match page.above().first() {
        Some(cell) if page.speaks() => {
            Message::new("report.question.strong").message("construct", words::construct(&cell.construct))
        }
        _ => Message::new("report.question.matters"),
    }
}

/// From here on most are there already.
const HALF: f64 = 0.5;

/// The constructs where most ratings of the page's voice lie below the cut, the lowest share first.
pub(super) fn lowest<'a>(page: &Page<'a>) -> Vec<&'a ReleasedScore> {
    let share =
        |cell: &ReleasedScore| cell.at_cut().and_then(|share| share.value).filter(|share| *share < HALF);
    let mut cells: Vec<(f64, &ReleasedScore)> = Vec::new();
    for cell in page.voice.map_or_else(Vec::new, |role| page.constructs(role)) {
        cells.extend(share(cell).map(|share| (share, cell)));
    }
    cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// The next category, in the rubric's own words, on a criterion of a construct.
pub(super) fn next_of(page: &Page<'_>, cell: &ReleasedScore) -> Option<Message> {
    let rubric = page.released.rubric();
    let (_, criteria) = rubric.constructs().iter().find(|(construct, _)| *construct == cell.construct)?;
    let criterion = criteria
        .iter()
        .map(|at| &rubric.criteria()[usize::from(*at)])
        .find(|criterion| criterion.short_form || criteria.len() == 1 || !criterion.levels.is_empty())?;
    let rung = words::rung(rubric, &criterion.id, cell.cut.as_deref()?, cell.role.as_deref())?;
    Some(Message::new("report.question.next").message("rung", rung))
}
