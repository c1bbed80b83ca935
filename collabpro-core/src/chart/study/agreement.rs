//! Agreement: every coefficient with its interval.

use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head, Place};
use super::{Charted, StudyChart};
use crate::agreement::{Agreement, AgreementEstimate, AgreementRow, Coefficient, Metric, Weights};
use crate::base::error::Result;
use crate::base::message::Message;

fn place(row: &AgreementRow) -> Place<'_> {
    Place {
        unit: None,
        occasion: row.occasion.as_deref(),
        role: row.role.as_deref(),
        construct: row.construct.as_ref(),
        criterion: row.criterion.as_deref(),
    }
}

impl Charted for Agreement {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Agreement];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let mut rows = drawing.chosen(&self.rows, place)?;
        // Criteria one by one are shown of a construct that was named, or where there is nothing above them.
        let detailed = drawing.options.construct.is_some();
        if !detailed && rows.iter().any(|row| row.criterion.is_none()) {
            rows.retain(|row| row.criterion.is_none());
        }
        let panels = rows.into_iter().map(|row| {
            let n = Message::new("charted.n.pairable").count("units", row.units).count("raters", row.raters);
            let n = n.count("pairable", row.pairable_units);
            Panel {
                name: drawing.panel(&place(row), self.rubric.as_ref(), &n),
                dots: row.estimates.iter().map(|one| dot(one, drawing)).collect(),
            }
        });
        let how = Message::new("charted.agreement.how");
        Dots {
            head: Head {
                title: Message::new("charted.agreement.title"),
                how: vec![confidence(how, self.options.confidence)],
            },
            instrument: self.rubric.as_ref(),
            panels: panels.collect(),
            axis: Message::new("charted.agreement.axis"),
            format: Format::Decimals(2),
            holds: [0.0, 1.0],
            rules: vec![0.0],
            marks: Vec::new(),
            legend: None,
        }
        .specification(drawing)
    }
}

/// How often the intervals of a chart cover, in whole per cent.
pub(super) fn confidence(how: Message, confidence: f64) -> Message {
    let percent = confidence * 100.0;
    let decimals = if (percent - percent.round()).abs() < 1e-9 { 0 } else { 1 };
    how.number("confidence", percent, decimals)
}

fn dot(one: &AgreementEstimate, drawing: &Drawing<'_>) -> Dot {
    let interval = one.interval.or_else(|| one.bootstrap.as_ref()?.interval);
    let note = match one.value {
        None => Some(drawing.none(one.undefined.get("value"))),
        Some(_) => drawing.cautions(one.cautions.iter().map(|caution| caution.id())),
    };
    Dot { label: name(one, drawing), value: one.value, interval, note, mark: 0 }
}

/// "Cohen's kappa, linear weights".
fn name(one: &AgreementEstimate, drawing: &Drawing<'_>) -> String {
    let plain = matches!(one.weights, Some(Weights::Identity));
    let name = match one.coefficient {
        Coefficient::Percent => "charted.coefficient.percent",
        Coefficient::Cohen => "charted.coefficient.cohen",
        Coefficient::Light => "charted.coefficient.light",
        Coefficient::Fleiss => "charted.coefficient.fleiss",
        Coefficient::Conger => "charted.coefficient.conger",
        Coefficient::BrennanPrediger => "charted.coefficient.brennan_prediger",
        Coefficient::Ac if plain => "charted.coefficient.ac1",
        Coefficient::Ac => "charted.coefficient.ac2",
        Coefficient::Krippendorff => "charted.coefficient.krippendorff",
    };
    let weights = one.weights.map(|weights| match weights {
        Weights::Identity => "",
        Weights::Ordinal => "charted.weights.ordinal",
        Weights::Linear => "charted.weights.linear",
        Weights::Quadratic => "charted.weights.quadratic",
        Weights::Radical => "charted.weights.radical",
        Weights::Ratio => "charted.weights.ratio",
        Weights::Circular => "charted.weights.circular",
        Weights::Bipolar => "charted.weights.bipolar",
        Weights::Custom => "charted.weights.custom",
    });
    let metric = one.metric.map(|metric| match metric {
        Metric::Nominal => "charted.weights.nominal",
        Metric::Ordinal => "charted.weights.ordinal",
        Metric::Interval => "charted.weights.interval",
        Metric::Ratio => "charted.weights.ratio",
        Metric::Linear => "charted.weights.linear",
        Metric::Circular => "charted.weights.circular",
        Metric::Bipolar => "charted.weights.bipolar",
    });
    let of = weights.or(metric).filter(|of| !of.is_empty());
    let name = Message::new(name);
    drawing.say(&match of {
        Some(of) => {
            Message::new("charted.coefficient.of").message("name", name).message("of", Message::new(of))
        }
        None => name,
    })
}
