//! Measures of the many-facet Rasch model: severity with its intervals, and fit beside what the model expects.

use super::super::missing;
use super::agreement::confidence;
use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::rasch::{MeanSquare, Rasch, RaschFacet, RaschMeasure};
use crate::scoring::Interval;

/// Facets that a chart shows: the one that was asked for, otherwise those that the chart is for.
pub(super) fn facets<'a>(
    rasch: &'a Rasch,
    drawing: &Drawing<'_>,
    usual: impl Fn(usize, &RaschFacet) -> bool,
) -> Result<Vec<&'a RaschFacet>> {
    match drawing.options.facet.as_deref() {
        Some(asked) => match rasch.facets.iter().find(|facet| facet.facet == asked) {
            Some(facet) => Ok(vec![facet]),
            None => Err(missing("facet", asked)),
        },
        None => {
            let usual = rasch.facets.iter().enumerate().filter(|(at, facet)| usual(*at, facet));
            Ok(usual.map(|(_, facet)| facet).collect())
        }
    }
}

/// "rater · 12 estimated; further right is more severe".
fn name(facet: &RaschFacet, drawing: &Drawing<'_>) -> String {
    let way = if facet.positive { "charted.measure.positive" } else { "charted.measure.negative" };
    let said = Message::new("charted.measure.facet").text("facet", &*facet.facet);
    drawing.say(&said.count("n", facet.elements.into()).message("way", Message::new(way)))
}

/// Severity of raters, or measures of another facet.
pub(super) fn severity(rasch: &Rasch, drawing: &Drawing<'_>) -> Result<String> {
    // Raters are the first facet behind the units whose higher measures bring lower ratings.
    let first = rasch.facets.iter().position(|facet| !facet.positive);
    let rater = rasch.facets.iter().position(|facet| facet.facet == "rater").or(first).unwrap_or(1);
    let facets = facets(rasch, drawing, |at, _| at == rater)?;
    let panels = facets.into_iter().map(|facet| Panel {
        name: name(facet, drawing),
        dots: of(rasch, facet).map(|one| severity_dot(one, drawing)).collect(),
    });
    let often = rasch.options.confidence;
    Dots {
        head: Head {
            title: Message::new("charted.severity.title"),
            how: vec![confidence(Message::new("charted.severity.how"), often)],
        },
        instrument: rasch.rubric.as_ref(),
        panels: panels.collect(),
        axis: Message::new("charted.measure.axis"),
        format: Format::Decimals(2),
        holds: [-0.5, 0.5],
        rules: vec![0.0],
        marks: Vec::new(),
        legend: None,
    }
    .specification(drawing)
}

/// The elements of a facet, in the order of their names.
pub(super) fn of<'a>(rasch: &'a Rasch, facet: &'a RaschFacet) -> impl Iterator<Item = &'a RaschMeasure> {
    rasch.measures.iter().filter(|one| one.facet == facet.facet)
}

fn severity_dot(one: &RaschMeasure, drawing: &Drawing<'_>) -> Dot {
    let n = drawing.say(&Message::new("charted.n.ratings").number("ratings", one.ratings, 0));
    let note = match one.measure {
        Some(_) => format!("{n}; {}", one.standing.id()),
        None => drawing.none(one.undefined.get("measure").or(one.undefined.first())),
    };
    Dot { label: one.element.clone(), value: one.measure, interval: one.interval, note: Some(note), mark: 0 }
}

/// Mean squares of raters, criteria and the like; of units where they are asked for.
pub(super) fn fit(rasch: &Rasch, drawing: &Drawing<'_>) -> Result<String> {
    let mut panels = Vec::new();
    for facet in facets(rasch, drawing, |at, _| at > 0)? {
        let mut dots = Vec::new();
        for one in of(rasch, facet) {
            dots.extend(
                [(0, one.infit), (1, one.outfit)]
                    .into_iter()
                    .filter_map(|(mark, square)| fit_dot(one, mark, square?, drawing)),
            );
            if one.infit.is_none() && one.outfit.is_none() {
                let why = drawing.none(one.undefined.get("infit").or(one.undefined.first()));
                dots.push(Dot { label: one.element.clone(), note: Some(why), ..Dot::default() });
            }
        }
        let n =
            Message::new("charted.fit.facet").text("facet", &*facet.facet).count("n", facet.elements.into());
        panels.push(Panel { name: drawing.say(&n), dots });
    }
    Dots {
        head: Head { title: Message::new("charted.fit.title"), how: vec![Message::new("charted.fit.how")] },
        instrument: rasch.rubric.as_ref(),
        panels,
        axis: Message::new("charted.fit.axis"),
        format: Format::Decimals(2),
        holds: [0.4, 1.6],
        rules: vec![0.5, 1.0, 1.5],
        marks: ["charted.fit.infit", "charted.fit.outfit"].map(Message::new).to_vec(),
        legend: None,
    }
    .specification(drawing)
}

fn fit_dot(one: &RaschMeasure, mark: usize, square: MeanSquare, drawing: &Drawing<'_>) -> Option<Dot> {
    let kind = ["charted.fit.infit", "charted.fit.outfit"].into_iter().nth(mark)?;
    let label =
        Message::new("charted.fit.label").text("element", &*one.element).message("kind", Message::new(kind));
    let z = drawing.say(&Message::new("charted.fit.z").number("z", square.z, 1));
    let interval = expected(square.df);
    Some(Dot { label: drawing.say(&label), value: Some(square.value), interval, note: Some(z), mark })
}

/// Between which mean squares 19 of 20 lie if the model holds: where Wilson and Hilferty's deviate is ±1.96 (Wright & Masters
/// 1982, section 5.4). It is around 1 and not around what was found.
fn expected(df: f64) -> Option<Interval> {
    let deviation = libm::sqrt(2.0 / df);
    if !deviation.is_finite() || deviation <= 0.0 {
        return None;
    }
    let end = |z: f64| {
        let root = 1.0 + (z - deviation / 3.0) * deviation / 3.0;
        (root * root * root).max(0.0)
    };
    Some(Interval { lower: end(-1.96), upper: end(1.96) })
}
