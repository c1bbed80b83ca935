//! Every figure that may be shown: one table for each scale, with the shares at each of its categories.

use super::super::page::Page;
use super::super::{Blocks, Section, SectionId, words};
use super::{are_dated, place};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::watch::{Watch, ask};
use crate::release::{Released, ReleasedScore};
use crate::rubric::{Criterion, Scale};

/// Who may have been asked in other words.
const STUDENT: Option<&str> = Some("student");

pub(super) fn section(
    released: &Released,
    pages: &[Page<'_>],
    watch: &mut dyn Watch,
) -> Result<Option<Section>> {
    let dated = are_dated(pages);
    // A report on one place has its name above.
    let unnamed = usize::from(pages.len() == 1);
    let mut blocks = Blocks::default();
    let (mut students, mut adults) = (false, false);
    let scales = released.rubric().scales();
    let (mut done, all) = (0, (scales.len() * pages.len()) as u64);
    for scale in scales {
        let mut rows = Vec::new();
        for page in pages.iter() {
            ask(watch, done, Some(all))?;
            done += 1;
            if !page.is_told() {
                continue;
            }
            for row in &page.coverage {
                for cell in page.figures(row.role.as_deref()) {
                    let is_told = cell.is_shown() && words::is_asked_whole(released.rubric(), cell);
                    if is_told && words::scale(released, cell).id() == scale.id() {
                        let mut told = row_of(released, page, cell, scale, dated);
                        rows.push(told.split_off(unnamed));
                        let asked = if row.role.as_deref() == STUDENT { &mut students } else { &mut adults };
                        *asked = true;
                    }
                }
            }
        }
        if !rows.is_empty() {
            let head = head(released, scale).split_off(unnamed);
            blocks.table(Message::new("report.figures.caption"), head, rows);
        }
    }
    let apart =
        |criterion: &Criterion| STUDENT.is_some_and(|role| criterion.name_by_role.get(role).is_some());
    if students && adults && released.rubric().criteria().iter().any(apart) {
        blocks.note(Message::new("report.figures.apart"));
    }
    let empty = blocks.0.is_empty();
    let heading = Message::new("report.figures.heading");
    Ok((!empty).then(|| Section::whole(SectionId::Figures, heading, blocks)))
}

fn head(released: &Released, scale: &Scale) -> Vec<Message> {
    let mut head =
        ["report.coverage.place", "report.coverage.group", "report.figures.what", "report.lines.people"]
            .map(Message::new)
            .to_vec();
    for category in scale.categories().iter().skip(1) {
        let label =
            words::own_term(released.rubric(), &["category", scale.id(), &category.id], &category.label);
        head.push(Message::new("render.bars.from").message("category", label));
    }
    head
}

fn row_of(
    released: &Released,
    page: &Page<'_>,
    cell: &ReleasedScore,
    scale: &Scale,
    dated: bool,
) -> Vec<Message> {
    let people = match cell.number() {
        Some(people) => Message::new("report.count").count("n", u64::from(people)),
        None => Message::new("report.lines.withheld"),
    };
    let what = words::criterion_of(released, cell);
    let who = words::role(released, cell.role.as_deref());
    let mut row = vec![place(released, page, dated), who, what, people];
    let mut absent = cell.shares.is_empty().then(|| words::absent(released, cell));
    for category in scale.categories().iter().skip(1) {
        let share = cell.shares.iter().find(|share| share.from == category.id);
        row.push(match share {
            Some(share) => words::figure(cell, share),
            None => absent.take().unwrap_or_else(|| Message::new("report.lines.blank")),
        });
    }
    row
}
