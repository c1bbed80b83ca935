//! What every chart of a result shares: its language, its look, what is asked of it, and the words around it.

use serde_json::{Value, json};

use super::super::{NAMES, missing, wrap};
use super::{ChartTheme, StudyChartOptions};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::texts::Texts;
use crate::framework::Construct;
use crate::report::words;
use crate::rubric::{Instrument, Rubric};
use crate::scoring::{Interval, Reason};

/// How a chart is to be drawn.
#[derive(Debug)]
pub struct Drawing<'a> {
    pub(super) options: &'a StudyChartOptions,
    texts: &'a Texts,
}

/// What numbers are about; what is not told apart is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place<'a> {
    pub(super) unit: Option<&'a str>,
    pub(super) occasion: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) construct: Option<&'a Construct>,
    pub(super) criterion: Option<&'a str>,
}

impl Place<'_> {
    fn has(&self, path: &str, wanted: &str) -> bool {
        match path {
            "unit" => self.unit == Some(wanted),
            "occasion" => self.occasion == Some(wanted),
            "role" => self.role == Some(wanted),
            _ => self.construct.is_some_and(|own| own.to_string() == wanted),
        }
    }
}

/// Words and look of one chart.
pub(super) struct Head {
    pub(super) title: Message,
    /// What is drawn and how it is read.
    pub(super) how: Vec<Message>,
}

/// A number in words: how many decimals, or per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Format {
    Decimals(u8),
    Percent,
}

/// Colours of Okabe and Ito (2008, *Color Universal Design*), the darker ones first.
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];
const GREYS: [&str; 7] = ["#000000", "#6e6e6e", "#a8a8a8", "#404040", "#8a8a8a", "#c4c4c4", "#202020"];

impl<'a> Drawing<'a> {
    pub(super) fn new(options: &'a StudyChartOptions, texts: &'a Texts) -> Self {
        Self { options, texts }
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.texts.render(message)
    }

    /// A message without arguments.
    pub(super) fn text(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    pub(super) fn width(&self) -> u32 {
        self.options.width
    }

    pub(super) fn is_print(&self) -> bool {
        self.options.theme == ChartTheme::Print
    }

    pub(super) fn colours(&self) -> &'static [&'static str] {
        if self.is_print() { &GREYS } else { &COLOURS }
    }

    /// The rows that were asked for.
    pub(super) fn chosen<'r, T>(
        &self,
        rows: impl IntoIterator<Item = &'r T>,
        place: impl Fn(&'r T) -> Place<'r>,
    ) -> Result<Vec<&'r T>> {
        let asked = self.options;
        let mut rows: Vec<&T> = rows.into_iter().collect();
        for (path, wanted) in [
            ("unit", &asked.unit),
            ("occasion", &asked.occasion),
            ("role", &asked.role),
            ("construct", &asked.construct),
        ] {
            let Some(wanted) = wanted else { continue };
            rows.retain(|row| place(row).has(path, wanted));
            if rows.is_empty() {
                return Err(missing(path, wanted));
            }
        }
        // Parts stand for themselves where they are asked for; otherwise the whole does, where there is one.
        if asked.role.is_none() && rows.iter().any(|row| place(row).role.is_none()) {
            rows.retain(|row| place(row).role.is_none());
        }
        if asked.occasion.is_none() && rows.iter().any(|row| place(row).occasion.is_none()) {
            rows.retain(|row| place(row).occasion.is_none());
        }
        Ok(rows)
    }

    /// What a criterion, a role or a construct is called: by the bundled instrument where it is the one, otherwise by its id.
    pub(super) fn role(&self, id: &str) -> Message {
        let rubric = &Rubric::bundled();
        match rubric.roles().iter().find(|role| role.id == id) {
            _ if id.is_empty() => Message::new("report.role.unnamed"),
            Some(role) => words::own_term(rubric, &["role", id], role.plural.as_ref().unwrap_or(&role.label)),
            None => words::plain(id),
        }
    }

    pub(super) fn criterion(&self, instrument: Option<&Instrument>, id: &str) -> String {
        let rubric = &Rubric::bundled();
        match instrument.filter(|own| own.id == rubric.id()) {
            Some(_) => self.say(&words::criterion_name(rubric, id, None)),
            None => id.to_owned(),
        }
    }

    pub(super) fn construct(&self, construct: &Construct) -> String {
        self.say(&words::construct(construct))
    }

    /// What stands above a panel: what it is about, and how many are behind it.
    pub(super) fn panel(&self, place: &Place<'_>, instrument: Option<&Instrument>, n: &Message) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(place.unit.map(str::to_owned));
        parts.extend(place.occasion.filter(|id| !id.is_empty()).map(str::to_owned));
        parts.extend(place.role.map(|role| self.say(&self.role(role))));
        parts.extend(place.construct.map(|construct| self.construct(construct)));
        parts.extend(place.criterion.map(|criterion| self.criterion(instrument, criterion)));
        parts.push(self.say(n));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// A number with its interval, as it stands beside what is drawn.
    pub(super) fn number(&self, value: f64, interval: Option<Interval>, format: Format) -> String {
        let (plain, ranged, times, decimals) = match format {
            Format::Decimals(decimals) => ("charted.value", "charted.interval", 1.0, decimals),
            Format::Percent => ("charted.percent", "charted.percent.interval", 100.0, 0),
        };
        let message = Message::new(if interval.is_some() { ranged } else { plain });
        let mut message = message.number("value", value * times, decimals);
        if let Some(interval) = interval {
            message = message.number("lower", interval.lower * times, decimals);
            message = message.number("upper", interval.upper * times, decimals);
        }
        self.say(&message)
    }

    /// What stands in the place of a number that there is not.
    pub(super) fn none(&self, reason: Option<Reason>) -> String {
        match reason {
            Some(reason) => self.say(&Message::new("charted.none").text("reason", reason.id())),
            None => self.text("charted.none.plain"),
        }
    }

    /// Cautions as they stand in the tables.
    pub(super) fn cautions<'c>(&self, cautions: impl IntoIterator<Item = &'c str>) -> Option<String> {
        let cautions: Vec<&str> = cautions.into_iter().collect();
        let said = Message::new("charted.cautions").text("cautions", cautions.join(", "));
        (!cautions.is_empty()).then(|| self.say(&said))
    }

    /// Title, what is drawn, that it was not released, and what the instrument says of itself.
    pub(super) fn title(&self, head: &Head, instrument: Option<&Instrument>) -> Value {
        let width = self.width() as usize + NAMES;
        let mut lines = Vec::new();
        for how in &head.how {
            wrap(&self.say(how), width, &mut lines);
        }
        let mut last = self.text("charted.not_released");
        if let Some(instrument) = instrument {
            let rubric = &Rubric::bundled();
            last.push(' ');
            last.push_str(&match instrument.id == rubric.id() {
                true => {
                    self.say(&Message::new("report.footer.bundled").text("version", &*instrument.version))
                }
                false => {
                    let own = Message::new("report.footer.own").text("rubric", &*instrument.id);
                    self.say(&own.text("version", &*instrument.version))
                }
            });
        }
        wrap(&last, width, &mut lines);
        json!({"subtitle": lines, "text": self.say(&head.title)})
    }

    /// What the chart says to those who do not see it.
    pub(super) fn description(&self, head: &Head) -> String {
        let mut parts = vec![self.say(&Message::new("charted.title").message("title", head.title.clone()))];
        parts.extend(head.how.iter().map(|how| self.say(how)));
        parts.push(self.text("charted.not_released"));
        parts.join(" ")
    }

    /// The look, and numbers as the language writes them.
    pub(super) fn config(&self) -> Value {
        let pattern = |id: &str, usual: &'static str| self.texts.pattern(id).unwrap_or(usual).to_owned();
        let ink = if self.is_print() { "#000000" } else { "#333333" };
        let faint = if self.is_print() { "#bbbbbb" } else { "#e4e4e4" };
        json!({
            "axis": {
                "domainColor": ink, "gridColor": faint, "labelColor": ink, "labelFontSize": 11,
                "tickColor": ink, "titleColor": ink, "titleFontSize": 11, "titleFontWeight": "normal",
            },
            "background": "white",
            "header": {"labelColor": ink, "titleColor": ink},
            "legend": {"labelColor": ink, "labelFontSize": 11, "labelLimit": 0, "titleColor": ink},
            "locale": {"number": {
                "currency": ["", ""], "decimal": pattern("number.decimal", "."), "grouping": [3],
                "percent": "\u{a0}%", "thousands": pattern("number.group", ","),
            }},
            "title": {
                "anchor": "start", "color": ink, "fontSize": 15, "frame": "bounds", "offset": 12,
                "subtitleColor": ink, "subtitleFontSize": 11, "subtitlePadding": 6,
            },
            "view": {"stroke": null},
        })
    }

    /// Ink of what is drawn lightly: lines of reference, words in the place of numbers.
    pub(super) fn light(&self) -> &'static str {
        if self.is_print() { "#555555" } else { "#767676" }
    }
}
