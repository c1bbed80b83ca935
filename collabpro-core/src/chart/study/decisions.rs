//! The curve of a decision study: what scores would be worth with more conditions of a facet.

use super::agreement::confidence;
use super::drawing::{Drawing, Format, Head, Place};
use super::lines::{Line, Lines, Panel, Point};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::generalizability::{Decision, Decisions, Projection};

fn place(row: &Decision) -> Place<'_> {
    Place {
        occasion: row.occasion.as_deref(),
        role: row.role.as_deref(),
        construct: row.construct.as_ref(),
        ..Place::default()
    }
}

/// The facet of which there are most sizes: the curve goes along it.
fn along(rows: &[&Decision]) -> Option<String> {
    let names: Vec<&str> = rows.first()?.sizes().map(|(name, _)| name).collect();
    let sizes = |name: &str| {
        let mut all: Vec<u64> = rows.iter().filter_map(|row| size(row, name)).map(f64::to_bits).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    // Of several with as many the first.
    let most = names.iter().map(|name| sizes(name)).max()?;
    names.iter().find(|name| sizes(name) == most).map(|name| (*name).to_owned())
}

fn size(row: &Decision, name: &str) -> Option<f64> {
    row.sizes().find(|(own, _)| *own == name).map(|(_, size)| size)
}

impl Charted for Decisions {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Decisions];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let mut rows = drawing.chosen(&self.decisions, place)?;
        let all = rows.len();
        rows.retain(|row| row.generalizability.is_some() || row.dependability.is_some());
        let left_out = all - rows.len();
        let along = along(&rows).unwrap_or_default();
        let mut panels: Vec<Panel> = Vec::new();
        for row in rows {
            let others = row.sizes().filter(|(name, _)| *name != along).map(|(name, size)| {
                let said = Message::new("charted.decisions.other").text("facet", name);
                said.number("size", size, u8::from(size.fract() != 0.0))
            });
            let others = Message::new("charted.decisions.others").list("sizes", others.collect());
            let name = drawing.panel(&place(row), None, &others);
            if panels.last().is_none_or(|panel| panel.name != name) {
                let lines = (0..2).map(|series| Line { series, joined: true, ..Line::default() });
                panels.push(Panel { name, lines: lines.collect(), ..Panel::default() });
            }
            let Some(x) = size(row, &along) else { continue };
            let says = Message::new("charted.decisions.other").text("facet", &*along);
            let says = drawing.say(&says.number("size", x, u8::from(x.fract() != 0.0)));
            let point = |found: &Projection| Point {
                x,
                y: found.value,
                interval: found.interval,
                says: Some(says.clone()),
            };
            if let Some(panel) = panels.last_mut() {
                for (line, found) in panel.lines.iter_mut().zip([&row.generalizability, &row.dependability]) {
                    line.points.extend(found.as_ref().map(point));
                }
            }
        }
        for line in panels.iter_mut().flat_map(|panel| &mut panel.lines) {
            line.points.sort_by(|a, b| a.x.total_cmp(&b.x));
            // Two intervals at one place would hide one another.
            let aside = if line.series == 0 { -0.03 } else { 0.03 };
            line.points.iter_mut().for_each(|point| point.x += aside);
        }
        Lines {
            head: Head {
                title: Message::new("charted.decisions.title").text("facet", &*along),
                how: [
                    Some(confidence(Message::new("charted.decisions.how"), self.options.confidence)),
                    (left_out > 0).then(|| Message::new("charted.left_out").count("n", left_out as u64)),
                ]
                .into_iter()
                .flatten()
                .collect(),
            },
            instrument: None,
            panels,
            series: ["charted.decisions.relative", "charted.decisions.absolute"]
                .map(|id| drawing.text(id))
                .to_vec(),
            axis: along,
            upright: Message::new("charted.decisions.axis"),
            format: Format::Decimals(2),
            holds: [0.0, 1.0],
            rules: vec![0.8],
            whole: true,
        }
        .specification(drawing)
    }
}
