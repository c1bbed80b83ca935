//! The Wright map: units, raters, criteria and thresholds on one scale, each with its interval. Elements stand in the order of
//! their names beside one another, so that none is ranked.

use serde_json::{Value, json};

use super::super::fill;
use super::agreement::confidence;
use super::drawing::{Drawing, Format, Head};
use super::measures::{facets, of};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::rasch::{ElementStanding, Rasch};
use crate::report::words;
use crate::scoring::Interval;

const FRAME: &str = include_str!("wright.json");
const HEIGHT: u32 = 380;
/// Elements of a facet that are drawn.
const MOST: usize = 400;
/// Empty places between two facets; a heading stands above each.
const GAP: f64 = 2.0;
/// Room that a name needs, in pixels.
const NAME: f64 = 12.0;

pub(super) fn wright(rasch: &Rasch, drawing: &Drawing<'_>) -> Result<String> {
    let mut map = Map { drawing, rows: Vec::new(), at: 0.0, values: Vec::new(), reach: Vec::new() };
    let mut how = vec![confidence(Message::new("charted.wright.how"), rasch.options.confidence)];
    let (mut severe, mut extreme, mut cut) = (Vec::new(), false, false);
    for facet in facets(rasch, drawing, |_, _| true)? {
        if !facet.positive {
            severe.push(words::plain(&facet.facet));
        }
        map.panel(&facet.facet);
        for (at, one) in of(rasch, facet).enumerate() {
            cut |= at >= MOST;
            let Some(measure) = one.measure.filter(|_| at < MOST) else { continue };
            let kind = match one.standing {
                ElementStanding::Highest | ElementStanding::Lowest => "extreme",
                _ => "measure",
            };
            extreme |= kind == "extreme";
            map.add(&one.element, measure, one.interval, kind);
        }
    }
    if drawing.options.facet.is_none() {
        thresholds(rasch, &mut map);
    }
    if !severe.is_empty() {
        how.push(Message::new("charted.wright.severe").list("facets", severe));
    }
    how.extend(extreme.then(|| Message::new("charted.wright.extreme")));
    how.extend(cut.then(|| Message::new("charted.shortened")));
    let head = Head { title: Message::new("charted.wright.title"), how };
    // The map needs more room than other charts; names that would hide one another are left out.
    let width = drawing.width() + 160;
    let every = (NAME * map.at / f64::from(width)).ceil().max(1.0);
    map.name(every as usize);
    let values = json!({
        "across": [-0.5, map.at],
        "axis": drawing.text("charted.measure.axis"),
        "colours": drawing.colours().iter().take(3).collect::<Vec<_>>(),
        "config": drawing.config(),
        "description": drawing.description(&head),
        "domain": map.domain(),
        "height": HEIGHT,
        "light": drawing.light(),
        "rows": map.rows,
        "title": drawing.title(&head, rasch.rubric.as_ref()),
        "width": width,
    });
    fill(FRAME, &values)
}

fn thresholds(rasch: &Rasch, map: &mut Map<'_>) {
    let only = rasch.scales.len() == 1;
    map.panel(&map.drawing.text("charted.wright.thresholds"));
    for scale in &rasch.scales {
        for category in &scale.categories {
            let Some(threshold) = category.threshold else { continue };
            let of = scale.element.as_deref().or(scale.scale.as_deref()).filter(|_| !only);
            let name = match of {
                Some(of) => format!("{of}: {}", category.category),
                None => category.category.clone(),
            };
            map.add(&name, threshold, category.interval, "threshold");
        }
    }
}

struct Map<'a> {
    drawing: &'a Drawing<'a>,
    rows: Vec<Value>,
    /// The next place.
    at: f64,
    values: Vec<f64>,
    reach: Vec<f64>,
}

impl Map<'_> {
    fn panel(&mut self, name: &str) {
        self.at += if self.at > 0.0 { GAP } else { 0.0 };
        self.rows.push(json!({"at": self.at, "kind": "panel", "panel": name}));
    }

    fn add(&mut self, element: &str, measure: f64, interval: Option<Interval>, kind: &str) {
        let number = self.drawing.number(measure, interval, Format::Decimals(2));
        self.values.push(measure);
        self.reach.extend(interval.into_iter().flat_map(|own| [own.lower, own.upper]));
        self.rows.push(json!({
            "at": self.at,
            "element": element,
            "kind": kind,
            "lower": interval.map(|interval| interval.lower),
            "measure": measure,
            "says": format!("{element}: {number}"),
            "upper": interval.map(|interval| interval.upper),
        }));
        self.at += 1.0;
    }

    /// Writes the name of each element, or of every so many.
    fn name(&mut self, every: usize) {
        let elements = self.rows.iter_mut().filter(|row| row["kind"] != "panel");
        for row in elements.step_by(every) {
            row["name"] = row["element"].clone();
        }
    }

    /// Every measure, and of intervals what lies within a logit and a half of them.
    fn domain(&self) -> [f64; 2] {
        let low = self.values.iter().copied().fold(0.0, f64::min);
        let high = self.values.iter().copied().fold(0.0, f64::max);
        let least = self.reach.iter().copied().fold(low, f64::min);
        let most = self.reach.iter().copied().fold(high, f64::max);
        [least.max(low - 1.5), most.min(high + 1.5)]
    }
}
