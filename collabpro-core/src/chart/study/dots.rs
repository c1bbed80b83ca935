//! Dots with intervals: a line for each number, in panels one below the other, the number in words beside it.

use serde_json::{Value, json};

use super::super::fill;
use super::drawing::{Drawing, Format, Head};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::rubric::Instrument;
use crate::scoring::Interval;

const FRAME: &str = include_str!("dots.json");
/// Lines that are drawn; of more there is a table.
const MOST: usize = 100;
const SHAPES: [&str; 7] =
    ["circle", "diamond", "square", "triangle-up", "cross", "triangle-down", "triangle-right"];

/// One line.
#[derive(Clone, Debug, Default)]
pub(super) struct Dot {
    pub(super) label: String,
    pub(super) value: Option<f64>,
    pub(super) interval: Option<Interval>,
    /// What stands in the place of a number, or behind it.
    pub(super) note: Option<String>,
    /// Which of the marks.
    pub(super) mark: usize,
}

/// Lines that belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Panel {
    pub(super) name: String,
    pub(super) dots: Vec<Dot>,
}

/// A chart of dots.
pub(super) struct Dots<'a> {
    pub(super) head: Head,
    pub(super) instrument: Option<&'a Instrument>,
    pub(super) panels: Vec<Panel>,
    pub(super) axis: Message,
    pub(super) format: Format,
    /// What the axis holds in any case.
    pub(super) holds: [f64; 2],
    /// Lines of reference.
    pub(super) rules: Vec<f64>,
    /// What the marks mean, where there are several; without any, all dots are alike.
    pub(super) marks: Vec<Message>,
    /// What the marks tell.
    pub(super) legend: Option<Message>,
}

impl Dots<'_> {
    pub(super) fn specification(mut self, drawing: &Drawing<'_>) -> Result<String> {
        self.shorten();
        let [low, high] = self.domain();
        // One view and no facets: Vega-Lite warns of layers whose names differ from facet to facet.
        let (mut rows, mut line, mut used) = (Vec::new(), 0_u32, vec![false; self.marks.len()]);
        for panel in &self.panels {
            // An empty line stands between two panels.
            line += u32::from(line > 0);
            rows.push(json!({"kind": "panel", "panel": panel.name, "row": line}));
            for dot in &panel.dots {
                line += 1;
                rows.push(self.row(drawing, panel, dot, line));
                if let (Some(used), true) = (used.get_mut(dot.mark), dot.value.is_some()) {
                    *used = true;
                }
            }
            line += 1;
        }
        let kept = |at: &usize| used.get(*at).copied().unwrap_or(false);
        let shown: Vec<usize> = (0..self.marks.len()).filter(kept).collect();
        let marks: Vec<String> =
            shown.iter().filter_map(|at| Some(drawing.say(self.marks.get(*at)?))).collect();
        let of = |from: &[&str]| -> Vec<String> {
            shown.iter().map(|at| from[at % from.len()].to_owned()).collect()
        };
        let legend = match self.marks.is_empty() {
            true => Value::Null,
            false => json!({
                "columns": 2, "direction": "horizontal", "orient": "bottom", "symbolSize": 70, "titleLimit": 0,
                "title": self.legend.as_ref().map(|legend| drawing.say(legend)),
            }),
        };
        let colours =
            if marks.is_empty() { vec![drawing.colours()[0].to_owned()] } else { of(drawing.colours()) };
        let values = json!({
            "axis": drawing.say(&self.axis),
            "colours": colours,
            "config": drawing.config(),
            "description": drawing.description(&self.head),
            "domain": [low, high],
            "format": if self.format == Format::Percent { ".0%" } else { "~g" },
            "legend": legend,
            "light": drawing.light(),
            "lines": (0..line).collect::<Vec<_>>(),
            "marks": if marks.is_empty() { vec![String::new()] } else { marks },
            "rows": rows,
            "rules": self.rules.iter().map(|at| json!({"rule": at})).collect::<Vec<_>>(),
            "shapes": if shown.is_empty() { vec![SHAPES[0].to_owned()] } else { of(&SHAPES) },
            "title": drawing.title(&self.head, self.instrument),
            "width": drawing.width(),
        });
        fill(FRAME, &values)
    }

    fn row(&self, drawing: &Drawing<'_>, panel: &Panel, dot: &Dot, line: u32) -> Value {
        let number = dot.value.map(|value| drawing.number(value, dot.interval, self.format));
        let mark = self.marks.get(dot.mark).map(|mark| drawing.say(mark)).unwrap_or_default();
        let behind = match (&number, &dot.note) {
            (Some(_), Some(note)) => Some(note.clone()),
            _ => None,
        };
        let mut says = vec![number.clone().or_else(|| dot.note.clone()).unwrap_or_default()];
        says.extend(Some(mark.clone()).filter(|mark| number.is_some() && !mark.is_empty()));
        says.extend(behind);
        let says = format!("{}: {}", dot.label, says.join("; "));
        match dot.value {
            Some(value) => json!({
                "kind": "value",
                "label": dot.label,
                "lower": dot.interval.map(|interval| interval.lower),
                "mark": mark,
                "number": number,
                "panel": panel.name,
                "row": line,
                "says": says,
                "upper": dot.interval.map(|interval| interval.upper),
                "value": value,
            }),
            None => json!({
                "kind": "note", "label": dot.label, "note": dot.note, "panel": panel.name, "row": line, "says": says,
            }),
        }
    }

    /// Keeps whole panels from the first on, and says how many there are.
    fn shorten(&mut self) {
        let (all, mut lines) = (self.panels.len(), 0);
        let fits = self.panels.iter().take_while(|panel| {
            lines += panel.dots.len();
            lines <= MOST
        });
        let shown = fits.count().max(1).min(all);
        self.panels.truncate(shown);
        let mut cut = shown < all;
        if let [only] = self.panels.as_mut_slice()
            && only.dots.len() > MOST
        {
            only.dots.truncate(MOST);
            cut = true;
        }
        if cut {
            self.head.how.push(Message::new("charted.shortened"));
        }
    }

    /// What is drawn: every value, and of intervals as much as can be seen beside them.
    fn domain(&mut self) -> [f64; 2] {
        let dots = || self.panels.iter().flat_map(|panel| &panel.dots);
        let [mut low, mut high] = self.holds;
        for value in dots().filter_map(|dot| dot.value) {
            (low, high) = (low.min(value), high.max(value));
        }
        let span = high - low;
        let (mut least, mut most) = (low, high);
        for interval in dots().filter(|dot| dot.value.is_some()).filter_map(|dot| dot.interval) {
            (least, most) = (least.min(interval.lower), most.max(interval.upper));
        }
        let far = 1.5 * if span > 0.0 { span } else { 1.0 };
        if least < low - far || most > high + far {
            self.head.how.push(Message::new("charted.reach"));
        }
        [least.max(low - far), most.min(high + far)]
    }
}
