//! Lines over an axis of numbers, in panels one below the other: points with intervals, and what goes through them.

use serde_json::{Value, json};

use super::super::fill;
use super::drawing::{Drawing, Format, Head};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::rubric::Instrument;
use crate::scoring::Interval;

const FRAME: &str = include_str!("lines.json");
/// Panels that are drawn; of more there is a table.
const MOST: usize = 12;
const HEIGHT: u32 = 180;

/// A place on a line.
#[derive(Clone, Debug, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) interval: Option<Interval>,
    /// What it says; a point without is a place that the line goes through.
    pub(super) says: Option<String>,
}

/// A line, or points without one.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Which of the series.
    pub(super) series: usize,
    pub(super) points: Vec<Point>,
    /// Whether a line goes through them.
    pub(super) joined: bool,
}

/// Lines that belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Panel {
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
    /// Words below places of the axis, which then has no numbers.
    pub(super) ticks: Vec<(f64, String)>,
    /// Intervals along the axis, at its foot, and what they say.
    pub(super) spans: Vec<(f64, Interval, String)>,
}

/// A chart of lines.
pub(super) struct Lines<'a> {
    pub(super) head: Head,
    pub(super) instrument: Option<&'a Instrument>,
    pub(super) panels: Vec<Panel>,
    pub(super) series: Vec<String>,
    pub(super) axis: String,
    pub(super) upright: Message,
    pub(super) format: Format,
    /// What the upright axis holds in any case.
    pub(super) holds: [f64; 2],
    pub(super) rules: Vec<f64>,
    /// Whether only whole numbers stand on the axis.
    pub(super) whole: bool,
}

impl Lines<'_> {
    pub(super) fn specification(mut self, drawing: &Drawing<'_>) -> Result<String> {
        if self.panels.len() > MOST {
            self.panels.truncate(MOST);
            self.head.how.push(Message::new("charted.shortened"));
        }
        let mut rows = Vec::new();
        self.panels.iter().for_each(|panel| self.rows(drawing, panel, &mut rows));
        let points = || self.panels.iter().flat_map(|panel| &panel.lines).flat_map(|line| &line.points);
        let spans =
            self.panels.iter().flat_map(|panel| &panel.spans).flat_map(|span| [span.1.lower, span.1.upper]);
        let ticks = self.panels.iter().flat_map(|panel| &panel.ticks).map(|tick| tick.0);
        let across =
            ends(points().map(|point| point.x).chain(ticks).chain(spans), [f64::INFINITY, f64::NEG_INFINITY]);
        let reach = points().filter_map(|point| point.interval).flat_map(|own| [own.lower, own.upper]);
        let domain = ends(points().map(|point| point.y).chain(reach), self.holds);
        let across = if across[0] > across[1] { [0.0, 1.0] } else { across };
        let room = 0.04 * (across[1] - across[0]).max(1e-9);
        let named = self.panels.iter().any(|panel| !panel.ticks.is_empty());
        let ticks = match (named, self.whole) {
            (true, _) => json!({"grid": false, "labels": false, "ticks": false, "titlePadding": 22}),
            (_, true) => json!({"format": "d", "grid": false, "tickMinStep": 1}),
            _ => json!({"format": "~g", "grid": false}),
        };
        let legend = match self.series.len() {
            0 | 1 => Value::Null,
            _ => json!({
                "columns": 4, "direction": "horizontal", "orient": "bottom", "symbolSize": 260, "symbolStrokeWidth": 2,
                "symbolType": "stroke", "title": null,
            }),
        };
        let of = |from: &[&str]| -> Vec<Value> {
            (0..self.series.len().max(1)).map(|at| json!(from[at % from.len()])).collect()
        };
        let dashes: Vec<Value> = (0..self.series.len().max(1))
            .map(|at| DASHES[at % DASHES.len()])
            .map(|dash| json!(dash))
            .collect();
        let values = json!({
            "across": [across[0] - room, across[1] + room],
            "axis": self.axis,
            "colours": of(drawing.colours()),
            "config": drawing.config(),
            "dashes": dashes,
            "description": drawing.description(&self.head),
            "domain": domain,
            "foot": HEIGHT + 6,
            "format": if self.format == Format::Percent { ".0%" } else { "~g" },
            "height": HEIGHT,
            "legend": legend,
            "light": drawing.light(),
            "panels": self.panels.iter().map(|panel| &panel.name).collect::<Vec<_>>(),
            "rows": rows,
            "rules": self.rules.iter().map(|at| json!({"at": at})).collect::<Vec<_>>(),
            "series": if self.series.is_empty() { vec![String::new()] } else { self.series.clone() },
            "ticks": ticks,
            "title": drawing.title(&self.head, self.instrument),
            "upright": drawing.say(&self.upright),
            "width": drawing.width(),
        });
        fill(FRAME, &values)
    }

    fn rows(&self, drawing: &Drawing<'_>, panel: &Panel, rows: &mut Vec<Value>) {
        for line in &panel.lines {
            let series = self.series.get(line.series).map_or("", String::as_str);
            for point in &line.points {
                if line.joined {
                    rows.push(json!({"kind": "line", "panel": panel.name, "series": series, "x": point.x, "y": point.y}));
                }
                if let Some(says) = &point.says {
                    let number = drawing.number(point.y, point.interval, self.format);
                    let says = [series, says, &number]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>();
                    rows.push(json!({
                        "kind": "point",
                        "lower": point.interval.map(|interval| interval.lower),
                        "panel": panel.name,
                        "says": says.join(": "),
                        "series": series,
                        "upper": point.interval.map(|interval| interval.upper),
                        "x": point.x,
                        "y": point.y,
                    }));
                }
            }
        }
        for (x, says) in &panel.ticks {
            rows.push(json!({"kind": "tick", "panel": panel.name, "says": says, "x": x}));
        }
        // One above the other, since intervals of thresholds overlap.
        for (step, (at, interval, says)) in panel.spans.iter().enumerate() {
            rows.push(json!({
                "at": at, "from": interval.lower, "kind": "span", "panel": panel.name, "says": says, "to": interval.upper,
                "y": 0.02 + 0.04 * step as f64,
            }));
        }
    }
}

const DASHES: [&[u8]; 5] = [&[1, 0], &[6, 3], &[2, 2], &[9, 3, 2, 3], &[4, 1]];

/// The least and the most, within what it holds in any case.
fn ends(values: impl Iterator<Item = f64>, holds: [f64; 2]) -> [f64; 2] {
    values.fold(holds, |[low, high], value| [low.min(value), high.max(value)])
}
