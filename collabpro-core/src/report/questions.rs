//! Three questions for the next meeting: open, about us, without blame.

use super::page::Page;
use super::{Blocks, differences, words};
use crate::base::message::Message;

/// On what is wide, on what is strong, on what could come next.
pub(super) fn block(page: &Page<'_>, blocks: &mut Blocks) {
    let items = all(page).into_iter().map(Into::into).collect();
    blocks.listed(Message::new("report.questions"), true, items);
}

/// Two or three.
pub(super) fn all(page: &Page<'_>) -> Vec<Message> {
    [wide(page), Some(strong(page)), next(page)].into_iter().flatten().collect()
}

fn wide(page: &Page<'_>) -> Option<Message> {
    let (_, places) = differences::wide(page);
    let criterion = words::criterion(page.released, &places.first()?.criterion);
    Some(Message::new("report.question.wide").message("criterion", criterion))
}

fn strong(page: &Page<'_>) -> Message {
    match page.above().first() {
        Some(cell) => {
            Message::new("report.question.strong").message("construct", words::construct(&cell.construct))
        }
        None => Message::new("report.question.matters"),
    }
}

/// From here on most are there already.
const HALF: f64 = 0.5;

/// The next performance level, in the rubric's own words, of a criterion where most of us are below it.
fn next(page: &Page<'_>) -> Option<Message> {
    let rubric = page.released.rubric();
    let mut lowest = None;
    for cell in page.constructs(page.voice?) {
        let share = cell.at_cut().and_then(|share| share.value);
        let below = share.filter(|share| *share < HALF);
        if below.is_some_and(|share| lowest.is_none_or(|(known, _)| share < known)) {
            lowest = share.map(|share| (share, cell));
        }
    }
    let (_, lowest) = lowest?;
    let (_, criteria) = rubric.constructs().iter().find(|(construct, _)| *construct == lowest.construct)?;
    let criterion = criteria
        .iter()
        .map(|at| &rubric.criteria()[usize::from(*at)])
        .find(|criterion| criterion.short_form || criteria.len() == 1 || !criterion.levels.is_empty())?;
    let cut = lowest.cut.as_deref()?;
    let level = criterion.levels.iter().find(|level| level.category == cut)?;
    Some(
        Message::new("report.question.next")
            .message("criterion", words::criterion(page.released, &criterion.id))
            .message("rung", words::own_term(rubric, &["rung", &criterion.id, &level.category], &level.text)),
    )
}
