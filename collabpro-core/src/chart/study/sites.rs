//! Sites in pairs: the difference of each two with its interval. Pairs stand in the order of names, and no site is ranked.

use super::agreement::confidence;
use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head, Place};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::comparison::{SiteConstruct, SitePair, SiteVerdict, Sites};

fn place(row: &SiteConstruct) -> Place<'_> {
    Place { construct: Some(&row.construct), ..Place::default() }
}

impl Charted for Sites {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Sites];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let rows = drawing.chosen(&self.constructs, place)?;
        let panels = rows.into_iter().map(|row| {
            let n = Message::new("charted.n.sites").count("sites", row.sites.len() as u64);
            Panel {
                name: drawing.panel(&place(row), Some(&self.rubric), &n),
                dots: row.pairs.iter().map(|pair| dot(pair, drawing)).collect(),
            }
        });
        Dots {
            head: Head {
                title: Message::new("charted.sites.title"),
                how: vec![confidence(Message::new("charted.sites.how"), self.options.confidence)],
            },
            instrument: Some(&self.rubric),
            panels: panels.collect(),
            axis: Message::new("charted.sites.axis"),
            format: Format::Percent,
            holds: [-0.5, 0.5],
            rules: vec![0.0],
            marks: ["charted.sites.told_apart", "charted.verdict.cannot_tell"].map(Message::new).to_vec(),
            legend: None,
        }
        .specification(drawing)
    }
}

fn dot(pair: &SitePair, drawing: &Drawing<'_>) -> Dot {
    let names = Message::new("charted.sites.pair").text("first", &*pair.first).text("second", &*pair.second);
    let n = Message::new("charted.sites.n")
        .count("first", pair.first_n.into())
        .count("second", pair.second_n.into());
    let n = drawing.say(&n.count("shared", pair.shared.into()));
    let note = match pair.difference {
        Some(_) => n,
        None => drawing.none(pair.undefined.get("difference").or(pair.undefined.first())),
    };
    Dot {
        label: drawing.say(&names),
        value: pair.difference,
        interval: pair.interval,
        note: Some(note),
        mark: usize::from(pair.verdict != SiteVerdict::Distinguishable),
    }
}
