//! The conversation: how to lead it, and what more there is to ask.

use super::page::Page;
use super::{Blocks, Section, SectionId, Sentence, differences, page, questions, words};
use crate::base::message::Message;

/// So many constructs get their next category: more is not read in a meeting.
const NEXT: usize = 3;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    page.voice?;
    let mut blocks = Blocks::default();
    let asked = questions::all(page).len() as u64;
    blocks.say(Message::new("report.guide.how").count("n", asked));
    let mut items = strong(page);
    items.extend(wide(page));
    if page.speaks() {
        items.extend(next(page));
    }
    blocks.listed(Message::new("report.guide.more"), false, items);
    signs(page, &mut blocks);
    #[cfg(feature = "research")]
    super::appendix::next_time(page).into_iter().for_each(|next| blocks.say(next));
    blocks.say(Message::new("report.guide.keep"));
    Some(page.section(SectionId::Guide, "report.guide.heading", blocks))
}

/// What we surely share beyond what the first page asks about.
fn strong(page: &Page<'_>) -> Vec<Sentence> {
    let cells = page.above().into_iter().skip(1);
    let asked = cells.map(|cell| {
        let construct = words::construct(&cell.construct);
        let message = Message::new("report.question.strong").message("construct", construct);
        Sentence::on(message, page::evidence(cell))
    });
    asked.collect()
}

/// The other wide places, where they stand out.
fn wide(page: &Page<'_>) -> Vec<Sentence> {
    let (certain, places) = differences::wide(page);
    let asked = places.into_iter().skip(1).filter(|_| certain).map(|spread| {
        let criterion = words::criterion(page.released, &spread.criterion);
        let message = Message::new("report.question.wide").message("criterion", criterion);
        Sentence::on(message, differences::evidence(spread))
    });
    asked.collect()
}

/// The next category of the constructs with the lowest shares, beyond what the first page asks about.
fn next(page: &Page<'_>) -> Vec<Sentence> {
    let lowest = questions::lowest(page).into_iter().skip(1).take(NEXT - 1);
    lowest
        .filter_map(|cell| Some(Sentence::on(questions::next_of(page, cell)?, page::evidence(cell))))
        .collect()
}

/// Signs that at least half rated as often seen: to look into, not to judge.
fn signs(page: &Page<'_>, blocks: &mut Blocks) {
    let Some(role) = page.voice.filter(|_| page.speaks()) else { return };
    let mut often = Vec::new();
    for cell in page.signs(role) {
        let share = cell.at_cut().and_then(|share| share.value.or(share.nearly_all.map(f64::from)));
        if cell.is_shown() && share.is_some_and(|share| share >= 0.5) {
            often.push(words::construct(&cell.construct));
        }
    }
    if !often.is_empty() {
        blocks.say(Message::new("report.guide.signs").list("signs", often));
    }
}
