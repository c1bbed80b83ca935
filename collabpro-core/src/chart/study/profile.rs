//! The profile of scores: as that of what was released, with nothing withheld.

use serde_json::{Value, json};

use super::super::{add, missing, note, one, profile, put, shades};
use super::drawing::{Drawing, Format, Head};
use super::{Charted, StudyChart};
use crate::base::error::{Error, Result};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::report::words;
use crate::rubric::{Instrument, Rubric};
use crate::scoring::{Coverage, Score, Scores};

impl Charted for Scores {
    const CHARTS: &'static [StudyChart] = &[StudyChart::Profile];

    fn draw(&self, _: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        let (mut units, mut occasions) = (Vec::new(), Vec::new());
        self.coverage().iter().for_each(|row| add(&mut units, &row.unit));
        let unit = one("unit", drawing.options.unit.as_deref(), &units, None)?;
        let own = self.coverage().iter().filter(|row| row.unit == unit);
        own.for_each(|row| add(&mut occasions, &row.occasion));
        let order = self.occasions().unwrap_or(&[]);
        let last = order.iter().rev().find(|id| occasions.contains(&id.as_str()));
        let occasion =
            one("occasion", drawing.options.occasion.as_deref(), &occasions, last.map(String::as_str))?;
        let here = |row: &&Coverage| row.unit == unit && row.occasion == occasion;
        let groups = self.coverage().iter().filter(here);
        let mut groups: Vec<&Coverage> = groups.collect();
        if let Some(role) = drawing.options.role.as_deref() {
            groups.retain(|row| row.role.as_deref() == Some(role));
            if groups.is_empty() {
                return Err(missing("role", role));
            }
        }
        let mut shown =
            Profile { drawing, scores: self, rows: Vec::new(), names: Vec::new(), categories: Vec::new() };
        let mut panels = Vec::new();
        for group in groups {
            let name = shown.group(group);
            let cells = self.constructs().iter().filter(|cell| {
                let asked = drawing.options.construct.as_deref();
                let wanted = asked.is_none_or(|id| cell.construct.to_string() == id);
                let same = cell.unit == unit && cell.occasion == occasion && cell.role == group.role;
                same && wanted && !cell.construct.is_sign()
            });
            cells.for_each(|cell| shown.cell(cell, &name));
            panels.push(name);
        }
        let place = match occasion {
            "" => Message::new("report.first.heading"),
            _ => Message::new("report.first.heading.occasion")
                .text("occasion", self.units().occasion_label(occasion)),
        };
        let place = place.text("unit", self.units().label(unit));
        let often = Message::new("charted.profile.how");
        let head = Head {
            title: Message::new("chart.profile.title").message("place", place),
            how: vec![super::agreement::confidence(often, self.options().confidence)],
        };
        let instrument = Instrument::of(self.rubric());
        let shade =
            if drawing.is_print() { greys(shown.categories.len()) } else { shades(shown.categories.len()) };
        let values = json!({
            "axis": drawing.text("chart.profile.axis"),
            "categories": shown.categories,
            "description": drawing.description(&head),
            "groups": panels,
            "legend": drawing.text("chart.profile.legend"),
            "names": shown.names,
            "rows": shown.rows,
            "shades": shade,
            "title": drawing.title(&head, Some(&instrument)),
            "width": drawing.width(),
        });
        let mut frame: Value =
            serde_json::from_str(profile::FRAME).map_err(|_| Error::internal("frame of a chart"))?;
        if let Some(config) = frame.get_mut("config") {
            *config = drawing.config();
        }
        put(&mut frame, &values);
        Ok(to_json(&frame))
    }
}

struct Profile<'a> {
    drawing: &'a Drawing<'a>,
    scores: &'a Scores,
    rows: Vec<Value>,
    names: Vec<String>,
    categories: Vec<String>,
}

impl Profile<'_> {
    /// "12 of 14 teachers".
    fn group(&self, group: &Coverage) -> String {
        let who = match group.role.as_deref() {
            Some(id) => self.drawing.role(id),
            None => Message::new("report.role.people"),
        };
        let id = if group.size.is_some() { "report.answered.of" } else { "report.answered.number" };
        let said = Message::new(id).message("role", who).count("n", u64::from(group.raters));
        self.drawing.say(&match group.size {
            Some(size) => said.count("size", u64::from(size)),
            None => said,
        })
    }

    fn cell(&mut self, cell: &Score, group: &str) {
        let construct = self.drawing.construct(&cell.construct);
        if !self.names.contains(&construct) {
            self.names.push(construct.clone());
        }
        let Some(parts) = &cell.distribution else {
            let why = self.drawing.none(cell.undefined.get("distribution").or(cell.undefined.first()));
            return self.rows.push(note(group, "construct", &construct, &why));
        };
        let called = called(self.drawing, self.scores.rubric(), cell);
        for category in &called {
            if !self.categories.contains(category) {
                self.categories.push(category.clone());
            }
        }
        let (says, mut from) = (self.says(cell, &construct), 0.0);
        for (category, part) in called.iter().zip(parts).rev() {
            // Whole ten-thousandths: sums of rounded parts leave dust.
            let to = ((from + part).clamp(0.0, 1.0) * 1e4).round() / 1e4;
            self.rows.push(json!({
                "category": category, "construct": construct, "from": from, "group": group, "kind": "band", "says": says,
                "to": to,
            }));
            from = to;
        }
        if let Some((value, interval)) = cell.at_cut().and_then(|share| Some((share.value, share.interval?)))
        {
            self.rows.push(json!({
                "construct": construct, "group": group, "kind": "share", "lower": interval.lower, "says": says,
                "share": value, "upper": interval.upper,
            }));
        }
    }

    /// "Joint work: 64 % [41, 83] at “regularly” or above; 12 raters".
    fn says(&self, cell: &Score, construct: &str) -> String {
        let n = Message::new("charted.n.raters").count("raters", u64::from(cell.raters));
        let mut parts = Vec::new();
        if let Some(share) = cell.at_cut() {
            let rubric = self.scores.rubric();
            let at = first(rubric, cell);
            let known = rubric.scale(at).categories().iter().find(|category| category.id == share.from);
            let category =
                known.map_or_else(|| words::plain(&share.from), |own| words::category_name(rubric, at, own));
            let number = self.drawing.number(share.value, share.interval, Format::Percent);
            let said = Message::new("chart.profile.share").message("share", words::plain(&number));
            parts.push(self.drawing.say(&said.message("category", category)));
        }
        parts.push(self.drawing.say(&n));
        parts.extend(self.drawing.cautions(cell.cautions.iter().map(|caution| caution.id())));
        format!("{construct}: {}", parts.join("; "))
    }
}

/// The first criterion of a cell's construct, whose scale is that of the cell.
fn first(rubric: &Rubric, cell: &Score) -> u16 {
    let own = rubric.constructs().iter().find(|(construct, _)| *construct == cell.construct);
    own.and_then(|(_, criteria)| criteria.first()).copied().unwrap_or(0)
}

fn called(drawing: &Drawing<'_>, rubric: &Rubric, cell: &Score) -> Vec<String> {
    let at = first(rubric, cell);
    let categories = rubric.scale(at).categories().iter();
    categories.map(|category| drawing.say(&words::category_name(rubric, at, category))).collect()
}

/// Greys from light to dark.
fn greys(count: usize) -> Vec<String> {
    let last = count.max(2) - 1;
    let grey = |at: usize| format!("#{0:02x}{0:02x}{0:02x}", 0xf2 - (0xf2 - 0x40) * at / last);
    (0..count).map(grey).collect()
}
