//! Coverage of a design: how many ratings there are of each unit and criterion, of those that there could be.

use serde_json::json;

use super::super::fill;
use super::drawing::{Drawing, Head, Place};
use super::{Charted, StudyChart};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::rating_design::{MapCell, RatingDesign};

const FRAME: &str = include_str!("coverage.json");
/// Units that are drawn, over all panels.
const MOST: usize = 100;

fn place(cell: &MapCell) -> Place<'_> {
    Place {
        unit: Some(&cell.unit),
        occasion: Some(&cell.occasion),
        role: cell.role.as_deref(),
        ..Place::default()
    }
}

impl Charted for RatingDesign {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Coverage];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let mut cells = drawing.chosen(&self.map, place)?;
        // By panel; within one the order stays.
        cells.sort_by_key(|cell| (&cell.occasion, &cell.role));
        let mut how = vec![Message::new("charted.coverage.how")];
        let (mut rows, mut criteria, mut line, mut drawn) = (Vec::new(), Vec::new(), 0_u32, 0);
        let mut last: (Option<String>, Option<&str>) = (None, None);
        for cell in cells {
            let of = Place { unit: None, ..place(cell) };
            let panel = drawing.panel(&of, self.rubric.as_ref(), &Message::new("charted.coverage.n"));
            let new = last.0.as_ref() != Some(&panel);
            if new || last.1 != Some(&cell.unit) {
                if drawn == MOST {
                    how.push(Message::new("charted.shortened"));
                    break;
                }
                drawn += 1;
                if new {
                    // An empty line stands between two panels.
                    line += if line > 0 { 2 } else { 0 };
                    rows.push(json!({"kind": "panel", "panel": panel, "row": line}));
                }
                line += 1;
                rows.push(json!({"kind": "unit", "row": line, "unit": cell.unit}));
                last = (Some(panel.clone()), Some(&cell.unit));
            }
            let criterion = cell.criterion.clone().unwrap_or_else(|| drawing.text("chart.all"));
            let missing = cell.not_observed + cell.not_applicable + cell.no_answer + cell.not_asked;
            let could = cell.given + missing;
            let says = Message::new("charted.coverage.says")
                .text("unit", &*cell.unit)
                .text("criterion", &*criterion);
            let says = says.count("given", cell.given).count("could", could);
            let says =
                says.count("not_observed", cell.not_observed).count("not_applicable", cell.not_applicable);
            let says = says.count("no_answer", cell.no_answer).count("not_asked", cell.not_asked);
            if !criteria.contains(&criterion) {
                criteria.push(criterion.clone());
            }
            let share = if could > 0 { cell.given as f64 / could as f64 } else { 0.0 };
            rows.push(json!({
                "criterion": criterion, "given": cell.given, "kind": "cell", "panel": panel, "row": line,
                "says": drawing.say(&says), "share": (share * 1e4).round() / 1e4, "unit": cell.unit,
            }));
        }
        let head = Head { title: Message::new("charted.coverage.title"), how };
        let shades = if drawing.is_print() { ["#f4f4f4", "#404040"] } else { ["#eef3f8", "#2a639c"] };
        let step = (drawing.width() / criteria.len().max(1) as u32).clamp(14, 40);
        let values = json!({
            "config": drawing.config(),
            "criteria": criteria,
            "description": drawing.description(&head),
            "legend": drawing.text("charted.coverage.legend"),
            "lines": (0..=line).collect::<Vec<_>>(),
            "rows": rows,
            "shades": shades,
            "title": drawing.title(&head, self.rubric.as_ref()),
            "width": {"step": step},
        });
        fill(FRAME, &values)
    }
}
