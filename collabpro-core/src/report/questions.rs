//! Three questions for the next meeting: open, about us, without blame.

use super::build::Page;
use super::{Block, Sentence, differences, first_page, words};
use crate::framework::Construct;
use crate::message::Message;
use crate::scoring::Cell;

/// On what is wide, on what is strong, on what could come next.
pub(super) fn block(page: &Page<'_>) -> Vec<Block> {
    let items: Vec<Sentence> =
        [wide(page), strong(page), next(page)].into_iter().flatten().map(Sentence::from).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph { sentences: vec![Message::new("report.questions").into()] },
        Block::List { ordered: true, items },
    ]
}

fn wide(page: &Page<'_>) -> Option<Message> {
    let (_, places) = differences::wide(page);
    let first = places.first()?;
    Some(
        Message::new("report.question.wide")
            .message("criterion", words::criterion(page.released, &first.criterion)),
    )
}

fn strong(page: &Page<'_>) -> Option<Message> {
    let message = match first_page::strongest(page).first() {
        Some(cell) => {
            Message::new("report.question.strong").message("construct", words::construct(&cell.construct))
        }
        None => Message::new("report.question.matters"),
    };
    Some(message)
}

/// The next rung, in the rubric's own words, of a line where most of us are below it.
fn next(page: &Page<'_>) -> Option<Message> {
    let rubric = page.released.rubric();
    let share = |cell: &Cell| cell.at_cut().and_then(|share| share.value);
    let cells = page.constructs(page.voice?).filter(|cell| !matches!(cell.construct, Construct::Warning(_)));
    let lowest = cells
        .filter(|cell| share(cell).is_some())
        .min_by(|a, b| share(a).unwrap_or(1.0).total_cmp(&share(b).unwrap_or(1.0)))?;
    let (_, criteria) = rubric.constructs().iter().find(|(construct, _)| *construct == lowest.construct)?;
    let criterion = criteria
        .iter()
        .map(|at| &rubric.criteria()[usize::from(*at)])
        .find(|criterion| criterion.short_form || criteria.len() == 1 || !criterion.levels.is_empty())?;
    let cut = lowest.cut.as_deref()?;
    let rung = criterion.levels.iter().find(|level| level.category == cut)?;
    Some(
        Message::new("report.question.next")
            .message("criterion", words::criterion(page.released, &criterion.id))
            .text("rung", rung.text.get("en")),
    )
}
