//! Disagreement: for each criterion how far two people differ on average, and whether it stands out.

use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head, Place};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::disagreement::{Disagreement, Spread};

fn place(row: &Spread) -> Place<'_> {
    Place {
        unit: Some(&row.unit),
        occasion: Some(&row.occasion),
        role: row.role.as_deref(),
        construct: Some(&row.construct),
        criterion: None,
    }
}

impl Charted for Disagreement {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Disagreement];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let rows = drawing.chosen(&self.criteria, place)?;
        let together =
            |a: &&Spread, b: &&Spread| (&a.unit, &a.occasion, &a.role) == (&b.unit, &b.occasion, &b.role);
        let panels = rows.chunk_by(together).map(|group| {
            let raters = group.iter().map(|row| row.raters).max().unwrap_or(0);
            let n = Message::new("charted.n.raters").count("raters", raters.into());
            let of = group.first().map(|row| Place { construct: None, ..place(row) }).unwrap_or_default();
            Panel {
                name: drawing.panel(&of, Some(&self.rubric), &n),
                dots: group.iter().map(|row| self.dot(row, drawing)).collect(),
            }
        });
        Dots {
            head: Head {
                title: Message::new("charted.disagreement.title"),
                how: vec![Message::new("chart.disagreement.how"), Message::new("charted.disagreement.how")],
            },
            instrument: Some(&self.rubric),
            panels: panels.collect(),
            axis: Message::new("chart.disagreement.axis"),
            format: Format::Decimals(2),
            holds: [0.0, 1.0],
            rules: Vec::new(),
            marks: ["chart.disagreement.out", "chart.disagreement.widest", "chart.disagreement.other"]
                .map(Message::new)
                .to_vec(),
            legend: None,
        }
        .specification(drawing)
    }
}

impl Disagreement {
    fn dot(&self, row: &Spread, drawing: &Drawing<'_>) -> Dot {
        let mark = match (row.stands_out, row.widest) {
            (Some(true), _) => 0,
            (_, true) => 1,
            _ => 2,
        };
        let sides = Message::new("charted.disagreement.sides");
        let sides = sides.count("below", row.below.into()).count("above", row.above.into());
        let note = match row.distance {
            Some(_) => drawing.say(&sides),
            None => drawing.none(row.undefined.get("distance").or(row.undefined.first())),
        };
        let label = drawing.criterion(Some(&self.rubric), &row.criterion);
        Dot { label, value: row.distance, interval: None, note: Some(note), mark }
    }
}
