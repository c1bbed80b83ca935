//! Charts: Vega-Lite specifications of what was released, with their data inside.
//!
//! A specification is text: Altair shows and saves it in Python, vega-embed in the browser; it asks for nothing outside.
//! Intervals are always drawn, groups stand apart, and constructs keep the instrument's order: no chart sorts by score.

mod disagreement;
mod profile;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::document::read::reads_options;
use crate::document::to_json;
use crate::error::{ErrorCode, Place, Problem};
use crate::message::{Message, Texts};
use crate::report::words;
use crate::scoring::{People, Released, ReleasedCoverage};
use crate::{Result, options};

/// What a chart shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Chart {
    /// Each construct: how the marks are distributed, with the share at the cut and its interval.
    #[default]
    Profile,
    /// Each criterion: how far two people differ on average, and whether it stands out.
    Disagreement,
}

impl Chart {
    /// Every chart.
    pub const ALL: &[Self] = &[Self::Profile, Self::Disagreement];

    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Disagreement => "disagreement",
        }
    }

    /// The one with this id.
    ///
    /// # Errors
    /// `invalid_option`.
    pub fn from_id(id: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|chart| chart.id() == id);
        found.copied().ok_or_else(|| options::invalid("chart", id))
    }
}

/// Options of a chart.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `unit` | the only one | | id of the unit that is shown; needed where there are several |
/// | `occasion` | the last | | id of the occasion; needed where the order of several is not known |
/// | `role` | all, one below the other | | id of the informant group |
/// | `width` | 480 | 120 to 4,000 | of the plot without its names, in pixels |
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ChartOptions {
    unit: Option<String>,
    occasion: Option<String>,
    role: Option<String>,
    width: u32,
}

reads_options!(ChartOptions: width, unit, occasion, role);

impl Default for ChartOptions {
    fn default() -> Self {
        Self { unit: None, occasion: None, role: None, width: 480 }
    }
}

impl ChartOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse::<Self>(text)?.check()
    }

    /// Id of the unit that is shown.
    #[must_use]
    pub fn unit(mut self, id: impl Into<String>) -> Self {
        self.unit = Some(id.into());
        self
    }

    /// Id of the occasion.
    #[must_use]
    pub fn occasion(mut self, id: impl Into<String>) -> Self {
        self.occasion = Some(id.into());
        self
    }

    /// Id of the informant group.
    #[must_use]
    pub fn role(mut self, id: impl Into<String>) -> Self {
        self.role = Some(id.into());
        self
    }

    /// Width of the plot in pixels.
    #[must_use]
    pub fn width(mut self, pixels: u32) -> Self {
        self.width = pixels;
        self
    }

    fn check(self) -> Result<Self> {
        if (120..=4000).contains(&self.width) { Ok(self) } else { Err(options::invalid("width", self.width)) }
    }
}

impl Released {
    /// A chart as a Vega-Lite specification (version 6), in JSON, with its data inside.
    ///
    /// # Errors
    /// `invalid_option`, also where several units, or several occasions without an order, leave open which is meant;
    /// `not_in_data`.
    ///
    /// ```
    /// use collabpro_core::chart::{Chart, ChartOptions};
    /// use collabpro_core::{Ratings, Rubric, scoring::{Observed, Policy}};
    ///
    /// let rows: String = (0..6).map(|r| format!("Birch,r{r},teacher,7a,{}\n", 2 + r % 2)).collect();
    /// let ratings = Ratings::from_csv(format!("unit,rater,role,criterion,level\n{rows}").as_bytes(), &Rubric::bundled())?;
    /// let released = ratings.score(Observed::new())?.release(&Policy::default())?;
    /// let chart = released.chart(Chart::Profile, &ChartOptions::new())?;
    /// assert!(chart.contains("Joint work"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn chart(&self, chart: Chart, options: &ChartOptions) -> Result<String> {
        let options = options.clone().check()?;
        let place = Shown::of(self, &options)?;
        let specification = match chart {
            Chart::Profile => profile::specification(&place)?,
            Chart::Disagreement => disagreement::specification(&place)?,
        };
        Ok(to_json(&specification))
    }
}

/// What one chart is about.
struct Shown<'a> {
    released: &'a Released,
    unit: &'a str,
    occasion: &'a str,
    groups: Vec<&'a ReleasedCoverage>,
    width: u32,
}

impl<'a> Shown<'a> {
    fn of(released: &'a Released, options: &ChartOptions) -> Result<Self> {
        let rows = released.coverage();
        let units = || distinct(rows.iter().map(|row| row.unit.as_str()));
        let unit = one("unit", options.unit.as_deref(), units(), None)?;
        let of_unit = || rows.iter().filter(|row| row.unit == unit);
        let occasions = distinct(of_unit().map(|row| row.occasion.as_str()));
        let order = released.occasions().unwrap_or(&[]);
        let last = order.iter().rev().find(|id| occasions.contains(&id.as_str()));
        let occasion = one("occasion", options.occasion.as_deref(), occasions, last.map(String::as_str))?;
        let here = released.coverage_at(unit, occasion);
        let wanted = options.role.as_deref();
        let groups: Vec<_> = here
            .iter()
            .copied()
            .filter(|row| wanted.is_none() || row.role.as_deref() == wanted)
            .filter(|row| row.role.is_some() || here.len() == 1 || everyone(released, row))
            .collect();
        match wanted.filter(|_| groups.is_empty()) {
            Some(role) => Err(missing("role", role)),
            None => Ok(Self { released, unit, occasion, groups, width: options.width }),
        }
    }

    fn say(&self, message: &Message) -> String {
        Texts::english().render(message)
    }

    /// "12 of 14 teachers"; of a group that is not shown only its name.
    fn group(&self, group: &ReleasedCoverage) -> String {
        let role = group.role.as_deref();
        self.say(&match group.people {
            People::Number(_) => words::answered(self.released, group.people, group.size, role),
            People::FewerThan(_) => words::role(self.released, role),
        })
    }

    /// Why a whole group is not shown.
    fn withheld(&self, group: &ReleasedCoverage) -> Message {
        match group.people {
            People::FewerThan(minimum) => {
                Message::new("report.absent.few").count("minimum", u64::from(minimum))
            }
            People::Number(_) => Message::new("report.absent.complement"),
        }
    }

    /// A title with what must stand beside every number of this instrument.
    fn title(&self, id: &'static str, how: &Message) -> Value {
        let units = self.released.units();
        let unit = units.label(self.unit);
        let heading = match self.occasion {
            "" => Message::new("report.first.heading").text("unit", unit),
            occasion => Message::new("report.first.heading.occasion")
                .text("unit", unit)
                .text("occasion", units.occasion_label(occasion)),
        };
        let text = self.say(&Message::new(id).message("place", heading));
        let notice = self.released.rubric().document().notice.get("en");
        let width = self.width as usize + NAMES;
        let lines: Vec<String> = wrap(&self.say(how), width).into_iter().chain(wrap(notice, width)).collect();
        object(vec![("text", text.into()), ("subtitle", lines.into())])
    }

    /// What the chart says to those who do not see it.
    fn description(&self, id: &'static str) -> Value {
        let groups = self
            .groups
            .iter()
            .map(|group| words::answered(self.released, group.people, group.size, group.role.as_deref()));
        let unit = self.released.units().label(self.unit);
        self.say(&Message::new(id).text("unit", unit).list("groups", groups.collect())).into()
    }
}

/// Whether everyone together is shown, because no single group is.
fn everyone(released: &Released, row: &ReleasedCoverage) -> bool {
    released.constructs().iter().any(|cell| {
        cell.unit == row.unit && cell.occasion == row.occasion && cell.role.is_none() && cell.is_shown()
    })
}

/// Room that names take beside the plot, in pixels.
const NAMES: usize = 190;
/// Width of a letter, about.
const LETTER: usize = 6;

/// Cuts a text into lines of about so many pixels.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if (line.chars().count() + word.chars().count()) * LETTER < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn distinct<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut known: Vec<&str> = Vec::new();
    for id in ids {
        if !known.contains(&id) {
            known.push(id);
        }
    }
    known
}

/// The one that was asked for, or the default, or the only one.
fn one<'a>(name: &str, wanted: Option<&str>, ids: Vec<&'a str>, default: Option<&'a str>) -> Result<&'a str> {
    match (wanted, default, ids.as_slice()) {
        (Some(wanted), ..) => {
            ids.iter().find(|id| **id == wanted).copied().ok_or_else(|| missing(name, wanted))
        }
        (None, Some(default), _) => Ok(default),
        (None, None, [only]) => Ok(only),
        (None, None, _) => Err(options::invalid(name, Texts::english().render(&which(&ids)))),
    }
}

fn which(ids: &[&str]) -> Message {
    let ids = ids.iter().map(|id| words::plain(id)).collect();
    Message::new("chart.which").list("ids", ids)
}

fn missing(path: &str, what: &str) -> crate::Error {
    Problem::new(ErrorCode::NotInData, Place::path(path)).with("what", what).into()
}

fn internal(error: impl ToString) -> crate::Error {
    Problem::new(ErrorCode::Internal, Place::path("chart")).with("what", error.to_string()).into()
}

/// A specification's frame, and what fills it: JSON pointer and value.
fn fill(frame: &str, values: Vec<(&'static str, Value)>) -> Result<Value> {
    let mut specification: Value = serde_json::from_str(frame).map_err(internal)?;
    for (pointer, value) in values {
        let slot = specification.pointer_mut(pointer).ok_or_else(|| internal(pointer))?;
        *slot = value;
    }
    Ok(specification)
}

/// Shades of one hue from light to dark, so many that each category has one; they differ in grey as well.
fn shades(count: usize) -> Vec<String> {
    const LIGHT: [u32; 3] = [0xdc, 0xe7, 0xf2];
    const DARK: [u32; 3] = [0x2a, 0x63, 0x9c];
    let last = (count.max(2) - 1) as u32;
    let shade = |at: u32| {
        let part = |channel: usize| (LIGHT[channel] * (last - at) + DARK[channel] * at + last / 2) / last;
        format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2))
    };
    (0..count as u32).map(shade).collect()
}

fn object(entries: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (name, value) in entries {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests;
