//! How like the conditions of two places are: each dimension as far as it is known, and each descriptor.

use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::context::ContextDescriptors;
use crate::framework::Construct;
use crate::matching::{ContextMatch, DescriptorMatch, DimensionMatch, Likeness};
use crate::report::words;
use crate::scoring::Interval;

impl Charted for ContextMatch {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Context];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let panels = self.dimensions.iter().map(|dimension| {
            let own = self.descriptors.iter().filter(|row| row.dimension == dimension.dimension);
            let known = Message::new("report.context.of").count("known", dimension.known.into());
            let known = drawing.say(&known.count("asked", dimension.asked.into()));
            let mut dots = vec![whole(dimension, drawing)];
            dots.extend(own.map(|row| part(row, drawing)));
            let name = drawing.construct(&Construct::Context(dimension.dimension));
            Panel { name: format!("{name} · {known}"), dots }
        });
        let title = Message::new("charted.context.title").text("here", &*self.here.unit);
        Dots {
            head: Head {
                title: title.text("there", &*self.source.unit),
                how: vec![Message::new("charted.context.how"), self.limits.message.clone()],
            },
            instrument: None,
            panels: panels.collect(),
            axis: Message::new("charted.context.axis"),
            format: Format::Decimals(2),
            holds: [0.0, 1.0],
            rules: Vec::new(),
            marks: ["charted.context.whole", "charted.context.part"].map(Message::new).to_vec(),
            legend: None,
        }
        .specification(drawing)
    }
}

/// The verdict, and between which bounds the likeness lies for all that is unknown.
fn whole(dimension: &DimensionMatch, drawing: &Drawing<'_>) -> Dot {
    let label = drawing.text(match dimension.verdict {
        Likeness::Alike => "report.context.alike",
        Likeness::Adapt => "report.context.adapt",
        Likeness::Unlike => "report.context.unlike",
        Likeness::Unknown => "report.context.not_known",
    });
    match dimension.lowest.zip(dimension.highest) {
        Some(_) if dimension.known == 0 => Dot { label, note: Some(drawing.none(None)), ..Dot::default() },
        Some((lower, upper)) => {
            Dot { label, value: Some(lower), interval: Some(Interval { lower, upper }), ..Dot::default() }
        }
        None => Dot { label, note: Some(drawing.none(None)), ..Dot::default() },
    }
}

fn part(row: &DescriptorMatch, drawing: &Drawing<'_>) -> Dot {
    let known = ContextDescriptors::bundled().get(&row.descriptor);
    let label = match known {
        Some(descriptor) => {
            drawing.say(&words::term(format!("descriptor:{}", row.descriptor), &descriptor.label))
        }
        None => row.descriptor.clone(),
    };
    let note = match row.similarity {
        Some(_) => row.needed.then(|| drawing.text("charted.context.needed")),
        None => Some(drawing.text("report.context.not_known")),
    };
    Dot { label, value: row.similarity, interval: None, note, mark: 1 }
}
