//! How a plain table of ratings is to be read.

use collabpro_derive::{options, words};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::base::error::{Error, ErrorCode, ErrorKind, Problem, Problems, Result};
use crate::base::json_read::{Input, Read, unknown_option};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::options;

/// What stands in the rows of a wide table.
#[words]
#[derive(Default)]
pub enum TableRows {
    /// A unit in each row, a rater (or an item) in each column.
    #[default]
    Units,
    /// A rater in each row, a unit in each column.
    Raters,
}

/// Whether a table has a row for each unit or a row for each rating.
#[words]
#[derive(Default)]
pub enum Shape {
    /// Units by raters.
    #[default]
    Wide,
    /// One row a rating, with columns that name its unit and its rater.
    Long,
}

/// A rating, or the name of something: a number or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl From<f64> for Label {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Label {
    /// As text; a number in its shortest form.
    pub fn into_text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        }
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl Read for Label {
    fn read(input: &mut Input<'_>) -> Self {
        let number = input.value().as_f64().map(Self::Number);
        // Python has no other word for a number that JSON cannot write.
        let text = input.value().as_str().filter(|text| !["NaN", "Infinity", "-Infinity"].contains(text));
        let label = number.or_else(|| text.map(|text| Self::Text(text.to_owned())));
        input.found(label, "json.category").unwrap_or(Self::Number(0.0))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Label {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Label".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["number", "string"] })
    }
}

/// The options of a table; the other names that are given belong to the verb.
const OWN: [&str; 8] = ["rows", "shape", "categories", "groups", "unit", "rater", "rating", "group"];

/// What pingouin calls the columns of a long table.
const PINGOUIN: [(&str, &str); 3] = [("targets", "unit"), ("raters", "rater"), ("ratings", "rating")];

/// No options.
struct Nothing;

impl Read for Nothing {
    fn read(input: &mut Input<'_>) -> Self {
        input.fields();
        Self
    }
}

/// The options of a table and those of a verb, which stood side by side.
struct Parts {
    own: Value,
    verb: Value,
    /// What stood in names of pingouin, in ours.
    translated: Vec<String>,
}

impl Parts {
    fn of(given: &Value) -> Self {
        let said = |(theirs, ours): &(&str, &str)| Some(format!("{ours}={}", to_json(given.get(*theirs)?)));
        let translated = PINGOUIN.iter().filter_map(said).collect();
        // One is enough for an error about all.
        let is_told = |name: &str| {
            let mut foreign = PINGOUIN.iter().filter(|(theirs, _)| given.get(*theirs).is_some());
            foreign.next().is_none_or(|(theirs, _)| *theirs == name)
        };
        let (mut own, mut verb) = (Map::new(), Map::new());
        for (name, value) in given.as_object().into_iter().flatten() {
            if OWN.contains(&name.as_str()) {
                own.insert(name.clone(), value.clone());
            } else if is_told(name) || !PINGOUIN.iter().any(|(theirs, _)| theirs == name) {
                verb.insert(name.clone(), value.clone());
            }
        }
        Self { own: Value::Object(own), verb: Value::Object(verb), translated }
    }

    /// What is wrong with both. Names that neither knows are told with the names of both.
    fn told(&self, own: Option<Error>, verb: Option<Error>) -> Error {
        let mut problems = Problems::of(ErrorKind::Estimation);
        own.iter().for_each(|error| problems.append(error));
        for problem in verb.iter().flat_map(|error| error.problems()) {
            let path = problem.place().path.as_deref().unwrap_or_default();
            problems.push(match problem.known() {
                Some(known) if problem.code() == ErrorCode::UnknownOption => self.unknown(path, known),
                _ => problem.clone(),
            });
        }
        problems.hide(verb.map_or(0, |error| error.total() - error.problems().len() as u64));
        problems.into()
    }

    fn unknown(&self, name: &str, of_verb: &str) -> Problem {
        let others = of_verb.split(", ").filter(|known| !known.is_empty() && !OWN.contains(known));
        let known = OWN.into_iter().chain(others).collect::<Vec<_>>().join(", ");
        let problem = unknown_option(name, &known);
        match PINGOUIN.iter().any(|(theirs, _)| *theirs == name) {
            true => {
                problem.say("near", Message::new("option.pingouin").text("call", self.translated.join(", ")))
            }
            false => problem,
        }
    }
}

/// How a plain table of ratings is to be read.
///
/// Categories that are texts have the values 1, 2, 3, … where a value is needed, unless they are numbers that rise: then they have
/// these. Without declared categories those that were seen are the scale, which is said wherever it matters. Texts that can all be read as numbers are numbers, in rows of
/// cells as in columns. Each row of a wide table is a unit of its own, also where two have one name.
#[options(from_json = none)]
pub struct RatingTableOptions {
    /// What stands in the rows of a wide table.
    pub(super) rows: TableRows,
    /// A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
    /// there.
    pub(super) shape: Option<Shape>,
    /// The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
    /// seen.
    #[option(filled, setter = none)]
    pub(super) categories: Vec<Label>,
    /// What the units belong to (schools, teams), one for each unit in their order.
    #[option(filled, setter = none)]
    pub(super) groups: Vec<Label>,
    /// The column that names the units; without it `unit`, in wide tables if there is one.
    pub(super) unit: Option<String>,
    /// The column that names the raters of a long table; without it `rater`.
    pub(super) rater: Option<String>,
    /// The column that holds the ratings of a long table; without it `rating`.
    pub(super) rating: Option<String>,
    /// The column that names what the units belong to; without it `group`, if there is one.
    pub(super) group: Option<String>,
}

impl RatingTableOptions {
    /// Reads options from JSON; an empty text gives the defaults.
    ///
    /// # Errors
    /// As [`beside`](RatingTableOptions::beside).
    pub fn from_json(text: &str) -> Result<Self> {
        Self::beside(text, options::parse::<Nothing>).map(|(own, _)| own)
    }

    /// Takes these options out of those of a verb that is called on a plain table; `verb` reads the verb's own.
    ///
    /// # Errors
    /// `unknown_option` and `invalid_option`, of both at once. Who writes a long table's columns as pingouin calls them is shown
    /// the same in names of this library.
    ///
    /// ```
    /// use collabpro_core::agreement::AgreementOptions;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let text = r#"{"rows": "raters", "confidence": 0.9}"#;
    /// let (options, verb) = RatingTableOptions::beside(text, AgreementOptions::from_json)?;
    /// assert_eq!(options, RatingTableOptions::from_json(r#"{"rows": "raters"}"#)?);
    /// assert_eq!(verb, AgreementOptions::new().confidence(0.9));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn beside<V>(text: &str, verb: impl FnOnce(&str) -> Result<V>) -> Result<(Self, V)> {
        let parts = Parts::of(&options::object(text)?);
        let own = Input::options(&parts.own).whole().and_then(|own: Self| {
            own.problems().finish(())?;
            Ok(own)
        });
        match (own, verb(&to_json(&parts.verb))) {
            (Ok(own), Ok(verb)) => Ok((own, verb)),
            (own, verb) => Err(parts.told(own.err(), verb.err())),
        }
    }

    /// The declared scale in numbers, lowest first.
    #[must_use]
    pub fn values(mut self, categories: impl IntoIterator<Item = f64>) -> Self {
        self.categories = categories.into_iter().map(Label::Number).collect();
        self
    }

    /// The declared scale in texts, lowest first.
    #[must_use]
    pub fn labels(mut self, categories: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.categories = categories.into_iter().map(|label| Label::Text(label.into())).collect();
        self
    }

    /// What each unit belongs to, in the order of the units.
    #[must_use]
    pub fn groups(mut self, groups: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.groups = groups.into_iter().map(|label| Label::Text(label.into())).collect();
        self
    }
}
