//! Reliability: the forms of the intraclass correlation, and how consistent criteria are, with their intervals.

use super::agreement::confidence;
use super::dots::{Dot, Dots, Panel};
use super::drawing::{Drawing, Format, Head, Place};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::consistency::{Consistency, ConsistencyBasis, ItemSet};
use crate::icc::{Icc, IccForm, IccRow};
use crate::rubric::Instrument;
use crate::scoring::Interval;

fn chart(
    head: Head,
    instrument: Option<&Instrument>,
    panels: Vec<Panel>,
    drawing: &Drawing<'_>,
) -> Result<String> {
    Dots {
        head,
        instrument,
        panels,
        axis: Message::new("charted.reliability.axis"),
        format: Format::Decimals(2),
        holds: [0.0, 1.0],
        rules: vec![0.0],
        marks: Vec::new(),
        legend: None,
    }
    .specification(drawing)
}

fn of_icc(row: &IccRow) -> Place<'_> {
    Place {
        unit: None,
        occasion: row.occasion.as_deref(),
        role: row.role.as_deref(),
        construct: row.construct.as_ref(),
        criterion: row.criterion.as_deref(),
    }
}

impl Charted for Icc {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Reliability];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let mut rows = drawing.chosen(&self.rows, of_icc)?;
        if drawing.options.construct.is_none() && rows.iter().any(|row| row.criterion.is_none()) {
            rows.retain(|row| row.criterion.is_none());
        }
        let panels = rows.into_iter().map(|row| {
            let n = Message::new("charted.n.units").count("units", row.units.into());
            let n = n.count("raters", row.raters.into()).count("ratings", row.ratings.into());
            Panel {
                name: drawing.panel(&of_icc(row), self.rubric.as_ref(), &n),
                dots: row.forms.iter().map(|form| form_dot(form, drawing)).collect(),
            }
        });
        let head = Head {
            title: Message::new("charted.reliability.icc"),
            how: vec![confidence(Message::new("charted.reliability.icc.how"), self.options.confidence)],
        };
        chart(head, self.rubric.as_ref(), panels.collect(), drawing)
    }
}

fn form_dot(form: &IccForm, drawing: &Drawing<'_>) -> Dot {
    let note = match form.value {
        Some(_) => drawing.cautions(form.cautions.iter().map(|caution| caution.id())),
        None => Some(drawing.none(form.undefined.get("value").or(form.undefined.first()))),
    };
    let label = match &form.shrout_fleiss {
        Some(other) => format!("{} = {other}", form.name),
        None => form.name.to_string(),
    };
    Dot { label, value: form.value, interval: form.interval, note, mark: 0 }
}

fn of_set(set: &ItemSet) -> Place<'_> {
    Place {
        occasion: set.occasion.as_deref(),
        role: set.role.as_deref(),
        construct: set.construct.as_ref(),
        ..Place::default()
    }
}

impl Charted for Consistency {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Reliability];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let sets = drawing.chosen(&self.results, of_set)?;
        let panels = sets.into_iter().map(|set| {
            let basis = match set.basis {
                ConsistencyBasis::Rows => "charted.basis.rows",
                ConsistencyBasis::UnitMeans => "charted.basis.unit_means",
                ConsistencyBasis::Stacked => "charted.basis.stacked",
                ConsistencyBasis::Within => "charted.basis.within",
                ConsistencyBasis::Between => "charted.basis.between",
            };
            let n = Message::new("charted.n.items").message("basis", Message::new(basis));
            let n = n.count("rows", set.rows).count("items", set.items.len() as u64);
            Panel {
                name: drawing.panel(&of_set(set), self.rubric.as_ref(), &n),
                dots: set_dots(set, drawing),
            }
        });
        let head = Head {
            title: Message::new("charted.reliability.consistency"),
            how: vec![confidence(
                Message::new("charted.reliability.consistency.how"),
                self.options.confidence,
            )],
        };
        chart(head, self.rubric.as_ref(), panels.collect(), drawing)
    }
}

fn set_dots(set: &ItemSet, drawing: &Drawing<'_>) -> Vec<Dot> {
    let raw = &set.raw;
    let rows: [(&'static str, &str, Option<f64>, Option<Interval>); 6] = [
        ("charted.coefficient.alpha", "alpha", raw.alpha, set.interval),
        ("charted.coefficient.omega_total", "omegaTotal", raw.omega_total, set.omega_interval),
        ("charted.coefficient.omega_hierarchical", "omegaHierarchical", raw.omega_hierarchical, None),
        ("charted.coefficient.omega_groups", "omegaGroups", raw.omega_groups, None),
        ("charted.coefficient.lambda2", "lambda2", raw.lambda2, None),
        ("charted.coefficient.lambda6", "lambda6", raw.lambda6, None),
    ];
    let cautions = drawing.cautions(set.cautions.iter().map(|caution| caution.id()));
    let dot = |(name, field, value, interval): (&'static str, &str, Option<f64>, Option<Interval>)| Dot {
        label: drawing.text(name),
        value,
        interval,
        note: if value.is_some() { cautions.clone() } else { Some(drawing.none(raw.undefined.get(field))) },
        mark: 0,
    };
    rows.into_iter().map(dot).collect()
}
