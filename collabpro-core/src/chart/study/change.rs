//! Change: each construct's difference between two occasions, with its interval and its verdict.

use super::agreement::confidence;
use super::components::nothing;
use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head, Place};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::comparison::{Change, ChangeEntry, Verdict};

fn place(entry: &ChangeEntry) -> Place<'_> {
    Place {
        unit: Some(&entry.unit),
        role: entry.role.as_deref(),
        construct: Some(&entry.construct),
        ..Place::default()
    }
}

impl Charted for Change {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Change];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let entries = drawing.chosen(&self.entries, place)?;
        let mut panels: Vec<Panel> = Vec::new();
        for group in entries.chunk_by(|a, b| (&a.unit, &a.role) == (&b.unit, &b.role)) {
            let (from, to) =
                (group.iter().map(|one| one.raters_from).max(), group.iter().map(|one| one.raters_to).max());
            let n = Message::new("charted.n.change").count("from", from.unwrap_or(0).into());
            let n = n.count("to", to.unwrap_or(0).into());
            let of = group.first().map(|one| Place { construct: None, ..place(one) }).unwrap_or_default();
            let mut dots: Vec<Dot> = group.iter().map(|one| dot(one, drawing)).collect();
            if dots.is_empty() {
                dots.push(nothing(drawing.none(None), drawing));
            }
            panels.push(Panel { name: drawing.panel(&of, Some(&self.rubric), &n), dots });
        }
        let title = Message::new("charted.change.title")
            .text("from", &*self.options.from)
            .text("to", &*self.options.to);
        Dots {
            head: Head {
                title,
                how: vec![confidence(Message::new("charted.change.how"), self.options.confidence)],
            },
            instrument: Some(&self.rubric),
            panels,
            axis: Message::new("charted.change.axis"),
            format: Format::Percent,
            holds: [-0.5, 0.5],
            rules: vec![0.0],
            marks: verdicts(),
            legend: None,
        }
        .specification(drawing)
    }
}

/// What can be said, in the order of [`mark`].
pub(super) fn verdicts() -> Vec<Message> {
    let ids = [
        "charted.verdict.rose",
        "charted.verdict.fell",
        "charted.verdict.same",
        "charted.verdict.cannot_tell",
    ];
    ids.map(Message::new).to_vec()
}

pub(super) fn mark(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Rose => 0,
        Verdict::Fell => 1,
        Verdict::AboutTheSame => 2,
        Verdict::CannotTell => 3,
    }
}

/// Means without a cut have units of their own, and stand in words.
fn dot(entry: &ChangeEntry, drawing: &Drawing<'_>) -> Dot {
    let label = drawing.construct(&entry.construct);
    let cautions = drawing.cautions(entry.cautions.iter().map(|caution| caution.id()));
    let mark = mark(entry.verdict);
    match (entry.difference, entry.share_to) {
        (Some(difference), Some(_)) => {
            Dot { label, value: Some(difference), interval: entry.interval, note: cautions, mark }
        }
        (Some(difference), None) => {
            let number = drawing.number(difference, entry.interval, Format::Decimals(2));
            let note = drawing.say(&Message::new("charted.change.mean").text("number", number));
            Dot { label, note: Some(note), ..Dot::default() }
        }
        (None, _) => Dot { label, note: Some(drawing.none(entry.reason)), ..Dot::default() },
    }
}
