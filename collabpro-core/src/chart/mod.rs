#![doc = include_str!("../../docs/chart.md")]

mod disagreement;
mod profile;
#[cfg(feature = "charts")]
mod study;

use serde_json::{Value, json};

use crate::base::error::{Error, ErrorCode, Place, Problem, Result};
use crate::base::json_write::to_json;
use crate::base::message::{ENGLISH, Message};
use crate::base::texts::Texts;
use crate::release::{RaterCount, Released, ReleasedCoverage, ReleasedScore};
use crate::report::{texts_of, words};
use collabpro_derive::{options, words};

#[cfg(feature = "charts")]
pub use study::{ChartTheme, Charted, StudyChart, StudyChartOptions};

/// What a chart shows.
#[words(option = "chart")]
#[derive(Default)]
#[non_exhaustive]
pub enum Chart {
    /// Each construct: how the ratings are distributed, with the share at the cut and its interval.
    #[default]
    Profile,
    /// Each criterion: how far two people differ on average, and whether it stands out.
    Disagreement,
}

/// Options of a chart.
#[options]
pub struct ChartOptions {
    /// Width of the plot without its names, in pixels.
    #[option(default = 480, range = 120..=4000)]
    width: u32,
    /// Id of the unit that is shown; needed where there are several.
    unit: Option<String>,
    /// Id of the occasion; without it the last. Needed where the order of several is not known.
    occasion: Option<String>,
    /// Id of the informant group; without it all, one below the other.
    role: Option<String>,
    /// Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.
    language: Option<String>,
}

impl ChartOptions {
    /// These options, in this language where they name none.
    #[must_use]
    pub fn language_or(self, usual: &str) -> Self {
        Self { language: self.language.or_else(|| Some(usual.to_owned())), ..self }
    }
}

impl Released {
    /// A chart as a Vega-Lite specification (version 6), in JSON, with its data inside.
    ///
    /// # Errors
    /// `invalid_option`, also where several units, or several occasions without an order, leave open which is meant;
    /// `not_in_data`; `language_not_loaded` for a language that is not bundled.
    ///
    /// ```
    /// use collabpro_core::{Chart, ChartOptions};
    /// use collabpro_core::{Observed, Policy, Ratings, Rubric};
    ///
    /// let rows: String = (0..6).map(|r| format!("Birch,r{r},teacher,7a,{}\n", 2 + r % 2)).collect();
    /// let ratings = Ratings::from_csv(format!("unit,rater,role,criterion,level\n{rows}").as_bytes(), &Rubric::bundled())?;
    /// let released = ratings.score(Observed::new())?.release(&Policy::default())?;
    /// let chart = released.chart(Chart::Profile, &ChartOptions::new())?;
    /// assert!(chart.contains("Joint work"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn chart(&self, chart: Chart, options: &ChartOptions) -> Result<String> {
        self.chart_in(chart, options, &[])
    }

    /// The same, where the texts of its language may have to be given.
    ///
    /// # Errors
    /// As [`chart`](Self::chart).
    pub fn chart_in(&self, chart: Chart, options: &ChartOptions, texts: &[Texts]) -> Result<String> {
        options.problems().finish(())?;
        let texts = texts_of(options.language.as_deref().unwrap_or(ENGLISH), texts)?;
        let shown = Shown::of(self, options, texts)?;
        match chart {
            Chart::Profile => profile::specification(&shown),
            Chart::Disagreement => disagreement::specification(&shown),
        }
    }
}

/// What one chart is about.
struct Shown<'a> {
    released: &'a Released,
    unit: &'a str,
    occasion: &'a str,
    groups: Vec<&'a ReleasedCoverage>,
    width: u32,
    texts: &'a Texts,
}

impl<'a> Shown<'a> {
    fn of(released: &'a Released, options: &ChartOptions, texts: &'a Texts) -> Result<Self> {
        let (mut units, mut occasions) = (Vec::new(), Vec::new());
        for row in released.coverage() {
            add(&mut units, &row.unit);
        }
        let unit = one("unit", options.unit.as_deref(), &units, None)?;
        for row in released.coverage().iter().filter(|row| row.unit == unit) {
            add(&mut occasions, &row.occasion);
        }
        let order = released.occasions().unwrap_or(&[]);
        let last = order.iter().rev().find(|id| occasions.contains(&id.as_str()));
        let occasion = one("occasion", options.occasion.as_deref(), &occasions, last.map(String::as_str))?;
        let mut groups = released.coverage_at(unit, occasion);
        let single = groups.len() == 1;
        let wanted = options.role.as_deref();
        groups.retain(|row| {
            let asked = wanted.is_none() || row.role.as_deref() == wanted;
            asked && (single || row.role.is_some() || is_shown(released.constructs(), row))
        });
        match wanted.filter(|_| groups.is_empty()) {
            Some(role) => Err(missing("role", role)),
            None => Ok(Self { released, unit, occasion, groups, width: options.width, texts }),
        }
    }

    fn say(&self, message: &Message) -> String {
        self.texts.render(message)
    }

    /// A message without arguments.
    fn text(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// The names of the groups.
    fn names(&self) -> Vec<String> {
        self.groups.iter().map(|group| self.group(group)).collect()
    }

    /// "12 of 14 teachers"; of a group that is not shown only its name.
    fn group(&self, group: &ReleasedCoverage) -> String {
        self.say(&match group.raters {
            RaterCount::Number(_) => words::group(self.released, group),
            RaterCount::FewerThan(_) => words::role(self.released, group.role.as_deref()),
        })
    }

    /// A title with what must stand beside every number of this instrument.
    fn title(&self, id: &'static str, how: &Message) -> Value {
        let place = words::heading(self.released, self.unit, self.occasion);
        let text = self.say(&Message::new(id).message("place", place));
        let width = self.width as usize + NAMES;
        let mut lines = Vec::new();
        wrap(&self.say(how), width, &mut lines);
        wrap(&self.notice(), width, &mut lines);
        json!({"subtitle": lines, "text": text})
    }

    /// What the instrument says of itself, and where the words are a draft, that they are; the bundled one says both.
    fn notice(&self) -> String {
        let rubric = self.released.rubric();
        let own = words::own_term(rubric, &["notice"], &rubric.document().notice);
        match rubric.is_bundled() {
            true => self.say(&own),
            false => self.say(&Message::new("report.footer").message("notice", own)),
        }
    }

    /// What the chart says to those who do not see it.
    fn description(&self, id: &'static str) -> String {
        let mut groups = Vec::new();
        for group in &self.groups {
            groups.push(words::group(self.released, group));
        }
        let unit = self.released.units().label(self.unit);
        self.say(&Message::new(id).text("unit", unit).list("groups", groups))
    }
}

/// Whether any of these cells of a group is shown.
fn is_shown(cells: &[ReleasedScore], group: &ReleasedCoverage) -> bool {
    let mut own =
        cells.iter().filter(|cell| words::is_of(cell, &group.unit, &group.occasion, group.role.as_deref()));
    own.any(ReleasedScore::is_shown)
}

/// Room that names take beside the plot, in pixels.
const NAMES: usize = 190;
/// Width of a letter, about.
const LETTER: usize = 6;

/// Cuts a text into lines of about so many pixels.
fn wrap(text: &str, width: usize, lines: &mut Vec<String>) {
    let before = lines.len();
    for word in text.split_whitespace() {
        match lines[before..].last_mut() {
            Some(line) if (line.chars().count() + word.chars().count()) * LETTER < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
}

fn add<'a>(known: &mut Vec<&'a str>, id: &'a str) {
    if !known.contains(&id) {
        known.push(id);
    }
}

/// The one that was asked for, or the default, or the only one.
fn one<'a>(name: &str, wanted: Option<&str>, ids: &[&'a str], default: Option<&'a str>) -> Result<&'a str> {
    match (wanted, default, ids) {
        (Some(wanted), ..) => {
            ids.iter().find(|id| **id == wanted).copied().ok_or_else(|| missing(name, wanted))
        }
        (None, Some(default), _) => Ok(default),
        (None, None, [only]) => Ok(only),
        (None, None, _) => {
            let mut known = Vec::new();
            for id in ids {
                known.push(words::plain(id));
            }
            let which = Message::new("option.which").list("known", known);
            Err(Problem::new(ErrorCode::InvalidOption, Place::path(name)).say("what", which).into())
        }
    }
}

fn missing(path: &str, what: &str) -> Error {
    Problem::new(ErrorCode::NotInData, Place::path(path)).with("what", what).into()
}

/// A specification: its frame with these values in the places of the texts `@name`.
fn fill(frame: &str, values: &Value) -> Result<String> {
    let mut specification = serde_json::from_str(frame).map_err(|_| Error::internal("frame of a chart"))?;
    put(&mut specification, values);
    Ok(to_json(&specification))
}

fn put(place: &mut Value, values: &Value) {
    match place {
        Value::String(text) => {
            if let Some(value) = text.strip_prefix('@').and_then(|name| values.get(name)) {
                *place = value.clone();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| put(item, values)),
        Value::Object(fields) => fields.values_mut().for_each(|field| put(field, values)),
        _ => {}
    }
}

/// A line of words in the place of numbers, with what it is about: `construct` or `criterion`, and its name.
fn note(group: &str, of: &str, name: &str, text: &str) -> Value {
    json!({of: name, "group": group, "kind": "note", "note": text, "says": format!("{name}: {text}")})
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

#[cfg(test)]
mod tests;
