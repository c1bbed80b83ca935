//! How a plain table of ratings is to be read.

use collabpro_derive::{options, words};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::base::error::Result;
use crate::base::json_read::{Input, Read};
use crate::base::json_write::to_json;
use crate::base::list::List;
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

/// How a plain table of ratings is to be read.
///
/// Categories that are texts have the values 1, 2, 3, … where a value is needed. Without declared categories those that
/// were seen are the scale, which is said wherever it matters. Texts that can all be read as numbers are numbers, in rows of
/// cells as in columns. Each row of a wide table is a unit of its own, also where two have one name.
#[options]
pub struct RatingTableOptions {
    /// What stands in the rows of a wide table.
    pub(super) rows: TableRows,
    /// A row for each unit, or for each rating; `long` where columns are named `unit`, `rater` and `score`.
    pub(super) shape: Shape,
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
    /// The column that holds the ratings of a long table; without it `score`.
    pub(super) score: Option<String>,
    /// The column that names what the units belong to; without it `group`, if there is one.
    pub(super) group: Option<String>,
}

impl RatingTableOptions {
    /// Takes these options out of those of a verb that is called on a plain table; what is left belongs to the verb.
    ///
    /// # Errors
    /// `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let (options, rest) = RatingTableOptions::split(r#"{"rows": "raters", "confidence": 0.9}"#)?;
    /// assert_eq!(options, RatingTableOptions::from_json(r#"{"rows": "raters"}"#)?);
    /// assert_eq!(rest, r#"{"confidence":0.9}"#);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn split(text: &str) -> Result<(Self, String)> {
        const OWN: [&str; 8] = ["categories", "group", "groups", "rater", "rows", "score", "shape", "unit"];
        if text.trim().is_empty() {
            return Ok((Self::default(), String::new()));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| options::invalid("options", error))?;
        let Value::Object(all) = value else { return Err(options::invalid("options", to_json(&value))) };
        let (mut own, mut rest) = (Map::new(), Map::new());
        for (name, value) in all {
            let into = if OWN.contains(&name.as_str()) { &mut own } else { &mut rest };
            into.insert(name, value);
        }
        Ok((Self::from_json(&to_json(&own))?, to_json(&rest)))
    }

    /// The declared scale in numbers, lowest first.
    #[must_use]
    pub fn values(mut self, categories: impl IntoIterator<Item = f64>) -> Self {
        self.categories = categories.into_iter().map(Label::Number).list();
        self
    }

    /// The declared scale in texts, lowest first.
    #[must_use]
    pub fn labels(mut self, categories: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.categories = categories.into_iter().map(|label| Label::Text(label.into())).list();
        self
    }

    /// What each unit belongs to, in the order of the units.
    #[must_use]
    pub fn groups(mut self, groups: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.groups = groups.into_iter().map(|label| Label::Text(label.into())).list();
        self
    }
}
