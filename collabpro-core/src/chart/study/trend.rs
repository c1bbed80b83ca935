//! Trend: each occasion with its interval, and the line through them.

use super::agreement::confidence;
use super::change::{mark, verdicts};
use super::drawing::{Drawing, Format, Head, Place};
use super::lines::{Line, Lines, Panel, Point};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::comparison::{Trend, TrendEntry, TrendPoint};

fn place(entry: &TrendEntry) -> Place<'_> {
    Place {
        unit: Some(&entry.unit),
        role: entry.role.as_deref(),
        construct: Some(&entry.construct),
        ..Place::default()
    }
}

impl Charted for Trend {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Trend];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let entries = drawing.chosen(&self.entries, place)?;
        // Means have units of their own: they are drawn where there is nothing else.
        let shares = entries.iter().any(|entry| entry.points.iter().any(|point| point.share.is_some()));
        let drawn = |entry: &&&TrendEntry| entry.points.iter().any(|point| height(point, shares).is_some());
        let all = entries.len();
        let entries: Vec<&TrendEntry> = entries.iter().filter(drawn).copied().collect();
        let panels = entries.iter().map(|entry| {
            let verdict = verdicts().swap_remove(mark(entry.verdict));
            let n = Message::new("charted.trend.n").message("verdict", verdict);
            let raters = entry.points.iter().map(|point| point.raters).min().unwrap_or(0);
            let n = n.count("raters", raters.into());
            Panel {
                name: drawing.panel(&place(entry), Some(&self.rubric), &n),
                lines: lines(entry, shares, drawing),
                ticks: entry.points.iter().map(|point| (point.time, point.occasion.clone())).collect(),
                ..Panel::default()
            }
        });
        let mut how = vec![confidence(Message::new("charted.trend.how"), self.options.confidence)];
        if entries.len() < all {
            how.push(Message::new("charted.left_out").count("n", (all - entries.len()) as u64));
        }
        Lines {
            head: Head { title: Message::new("charted.trend.title"), how },
            instrument: Some(&self.rubric),
            panels: panels.collect(),
            series: Vec::new(),
            axis: String::new(),
            upright: Message::new(if shares { "charted.trend.share" } else { "charted.trend.mean" }),
            format: if shares { Format::Percent } else { Format::Decimals(2) },
            holds: if shares { [0.0, 1.0] } else { [f64::INFINITY, f64::NEG_INFINITY] },
            rules: Vec::new(),
            whole: false,
        }
        .specification(drawing)
    }
}

fn height(point: &TrendPoint, shares: bool) -> Option<f64> {
    if shares { point.share } else { point.mean }
}

fn lines(entry: &TrendEntry, shares: bool, drawing: &Drawing<'_>) -> Vec<Line> {
    let seen = entry.points.iter().filter_map(|point| {
        let n = Message::new("charted.n.raters").count("raters", point.raters.into());
        let says = format!("{}, {}", point.occasion, drawing.say(&n));
        Some(Point { x: point.time, y: height(point, shares)?, interval: point.interval, says: Some(says) })
    });
    let fitted = entry
        .points
        .iter()
        .filter_map(|point| Some(Point { x: point.time, y: point.fitted?, ..Point::default() }));
    vec![
        Line { points: seen.collect(), ..Line::default() },
        Line { points: fitted.collect(), joined: true, ..Line::default() },
    ]
}
