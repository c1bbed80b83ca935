//! Category curves: how likely each category is along the scale, with the thresholds and their intervals at the foot.

use super::agreement::confidence;
use super::drawing::{Drawing, Format, Head};
use super::lines::{Line, Lines, Panel, Point};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::rasch::{Rasch, RaschCategory, RaschScale};

/// Points of a curve.
const POINTS: u32 = 60;
/// How far curves go beyond the outermost thresholds, in logits.
const BEYOND: f64 = 3.0;

pub(super) fn categories(rasch: &Rasch, drawing: &Drawing<'_>) -> Result<String> {
    let mut series: Vec<String> = Vec::new();
    let mut panels = Vec::new();
    for scale in &rasch.scales {
        let own = of(scale);
        let mut lines = Vec::new();
        for (at, category) in own.iter().enumerate() {
            let known = series.iter().position(|name| *name == category.category);
            let known = known.unwrap_or_else(|| {
                series.push(category.category.clone());
                series.len() - 1
            });
            lines.push(Line { series: known, points: curve(&own, at), joined: true });
        }
        let said = Message::new("charted.categories.threshold");
        let spans = own.iter().filter_map(|category| {
            let (at, interval) = category.threshold.zip(category.interval)?;
            let number = drawing.number(at, Some(interval), Format::Decimals(2));
            let said = said.clone().text("category", &*category.category).text("number", number);
            Some((at, interval, drawing.say(&said)))
        });
        let (element, name) = (scale.element.as_deref(), scale.scale.as_deref());
        let ratings: f64 = scale.categories.iter().map(|category| category.ratings).sum();
        let mut parts: Vec<String> = [name, element].into_iter().flatten().map(str::to_owned).collect();
        parts.push(drawing.say(&Message::new("charted.n.ratings").number("ratings", ratings, 0)));
        if scale.categories.iter().any(|category| category.disordered) {
            parts.push(drawing.text("charted.categories.disordered"));
        }
        panels.push(Panel { name: parts.join(" · "), spans: spans.collect(), lines, ..Panel::default() });
    }
    Lines {
        head: Head {
            title: Message::new("charted.categories.title"),
            how: vec![confidence(Message::new("charted.categories.how"), rasch.options.confidence)],
        },
        instrument: rasch.rubric.as_ref(),
        panels,
        series,
        axis: drawing.text("charted.categories.axis"),
        upright: Message::new("charted.categories.upright"),
        format: Format::Decimals(2),
        holds: [0.0, 1.0],
        rules: Vec::new(),
        whole: false,
    }
    .specification(drawing)
}

/// The categories that were estimated: the lowest, and each with a threshold.
fn of(scale: &RaschScale) -> Vec<&RaschCategory> {
    let has = |category: &&RaschCategory| category.threshold.is_some();
    let Some(first) = scale.categories.iter().position(|category| category.threshold.is_some()) else {
        return Vec::new();
    };
    let below = scale.categories.get(first.wrapping_sub(1)).into_iter();
    below.chain(scale.categories.iter().filter(has)).collect()
}

/// `P(k) = exp Σ_{j ≤ k} (θ - τ_j) / Σ_m exp Σ_{j ≤ m} (θ - τ_j)`, θ from where all thresholds of the set have their mean.
fn curve(categories: &[&RaschCategory], at: usize) -> Vec<Point> {
    let thresholds: Vec<f64> = categories.iter().filter_map(|category| category.threshold).collect();
    let low = thresholds.iter().copied().fold(0.0, f64::min) - BEYOND;
    let high = thresholds.iter().copied().fold(0.0, f64::max) + BEYOND;
    let point = |step: u32| {
        let x = low + (high - low) * f64::from(step) / f64::from(POINTS);
        let mut sums = vec![0.0];
        for threshold in &thresholds {
            sums.push(sums.last().copied().unwrap_or(0.0) + x - threshold);
        }
        let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let parts: Vec<f64> = sums.iter().map(|sum| libm::exp(sum - most)).collect();
        let y = parts.get(at).copied().unwrap_or(0.0) / parts.iter().sum::<f64>();
        let round = |value: f64| (value * 1e4).round() / 1e4;
        Point { x: round(x), y: round(y), ..Point::default() }
    };
    (0..=POINTS).map(point).collect()
}
