//! Variance components, each with its interval and its share of the whole.

use super::agreement::confidence;
use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head, Place};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::generalizability::{Asked, Component, Generalizability, Study};

pub(super) fn place(study: &Study) -> Place<'_> {
    Place {
        occasion: study.occasion.as_deref(),
        role: study.role.as_deref(),
        construct: study.construct.as_ref(),
        ..Place::default()
    }
}

impl Charted for Generalizability {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Components];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let mut studies = drawing.chosen(&self.studies, place)?;
        let mut how = Vec::new();
        let all = studies.len();
        if studies.iter().any(|study| study.reason.is_none()) {
            studies.retain(|study| study.reason.is_none());
        }
        if studies.len() < all {
            how.push(Message::new("charted.left_out").count("n", (all - studies.len()) as u64));
        }
        let panels = studies.into_iter().map(|study| Panel {
            name: drawing.panel(&place(study), self.rubric.as_ref(), &size(study)),
            dots: match study.reason {
                Some(reason) => vec![nothing(drawing.none(Some(reason)), drawing)],
                None => study.components.iter().map(|one| dot(one, drawing)).collect(),
            },
        });
        let often = match &self.options {
            Asked::Ratings(options) => options.confidence,
            Asked::Columns(options) => options.confidence,
        };
        Dots {
            head: Head {
                title: Message::new("charted.components.title"),
                how: [vec![confidence(Message::new("charted.components.how"), often)], how].concat(),
            },
            instrument: self.rubric.as_ref(),
            panels: panels.collect(),
            axis: Message::new("charted.components.axis"),
            format: Format::Decimals(2),
            holds: [0.0, 0.0],
            rules: vec![0.0],
            marks: Vec::new(),
            legend: None,
        }
        .specification(drawing)
    }
}

/// "30 units, 4 raters, 120 scores".
fn size(study: &Study) -> Message {
    let facets = study.facets.iter().map(|facet| {
        let said = Message::new("charted.n.facet").count("n", u64::from(facet.conditions));
        said.text("facet", &*facet.name)
    });
    Message::new("charted.n.scores").list("facets", facets.collect()).count("scores", study.scores)
}

/// A line of words in a panel without numbers.
pub(super) fn nothing(why: String, drawing: &Drawing<'_>) -> Dot {
    Dot { label: drawing.text("chart.all"), note: Some(why), ..Dot::default() }
}

fn dot(one: &Component, drawing: &Drawing<'_>) -> Dot {
    let share = Message::new("charted.components.share").number("share", one.share * 100.0, 0);
    let mut says = vec![drawing.say(&share)];
    says.extend(drawing.cautions(one.cautions.iter().map(|caution| caution.id())));
    let label = match one.error {
        true => drawing.say(&Message::new("charted.components.error").text("effect", &*one.effect)),
        false => one.effect.clone(),
    };
    Dot { label, value: Some(one.variance), interval: one.interval, note: Some(says.join("; ")), mark: 0 }
}
