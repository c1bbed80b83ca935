#![doc = include_str!("../../docs/sheet.md")]

pub(crate) mod check;

use collabpro_derive::{Read, document, words};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::base::error::Result;
use crate::framework::Construct;

/// Where on the sheet an entry stands.
#[words]
#[derive(PartialOrd, Ord)]
pub enum SheetColumn {
    /// What we give up.
    Stop,
    /// What we keep.
    Continue,
    /// What we begin.
    Start,
}

/// One practice on the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SheetEntry {
    /// Stop, continue or start.
    pub column: SheetColumn,
    /// The practice, in the people's own words. A practice, never a person.
    pub text: String,
    /// What it is about, where that was said, such as `tenet:joint_work`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constructs: Vec<Construct>,
    /// Who takes care of it, where that was said: better a group than a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Until when, where that was said, in the people's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Day on which it was agreed, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What became of it, written down at the next occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// The stop / continue / start sheet of one unit at one occasion.
///
/// ```
/// use collabpro_core::Sheet;
/// use collabpro_core::sheet::SheetColumn;
///
/// let sheet = Sheet::from_json(r#"{
///     "schemaVersion": 1, "kind": "collabpro.sheet", "unit": "Birch", "occasion": "2024",
///     "whoDecided": "We did, in the June meeting.", "focus": ["tenet:joint_work"],
///     "entries": [{"column": "start", "text": "We plan one lesson a month together.", "constructs": ["tenet:joint_work"]}]
/// }"#)?;
/// assert_eq!(sheet.column(SheetColumn::Start).count(), 1);
/// assert_eq!(Sheet::from_json(&sheet.to_json())?, sheet);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[document("sheet", version = 1)]
#[derive(Clone, Debug, PartialEq, Read)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion at which it was filled in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub occasion: String,
    /// The answer to "who decided that we do this?", asked when the assessment is set up; in the people's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who_decided: Option<String>,
    /// What the unit sets out to work on until the next occasion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub focus: Vec<Construct>,
    /// What to stop, to continue and to start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<SheetEntry>,
    /// What others added; kept as it is.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(unit: impl Into<String>, occasion: impl Into<String>) -> Self {
        Self {
            unit: unit.into(),
            occasion: occasion.into(),
            who_decided: None,
            focus: Vec::new(),
            entries: Vec::new(),
            extensions: Map::new(),
        }
    }

    /// What the unit sets out to work on until the next occasion.
    #[must_use]
    pub fn focus(mut self, focus: impl IntoIterator<Item = Construct>) -> Self {
        self.focus = focus.into_iter().collect();
        self
    }

    /// Adds a practice.
    #[must_use]
    pub fn entry(mut self, column: SheetColumn, text: impl Into<String>) -> Self {
        let (text, constructs) = (text.into(), Vec::new());
        let (who, until, date, outcome) = (None, None, None, None);
        self.entries.push(SheetEntry { column, text, constructs, who, until, date, outcome });
        self
    }

    /// The entries of one column, in their order.
    pub fn column(&self, column: SheetColumn) -> impl Iterator<Item = &SheetEntry> {
        self.entries.iter().filter(move |entry| entry.column == column)
    }

    /// Reads and checks a sheet. Whether its unit, occasion and constructs are those of the data is checked where it
    /// meets them.
    ///
    /// # Errors
    /// All problems at once, each with its JSON path: `invalid_json`, `wrong_kind`, `unsupported_schema_version`,
    /// `invalid_id`, `missing_text`, `invalid_date`, `duplicate_id` for a focus that is named twice.
    pub fn from_json(text: &str) -> Result<Self> {
        check::read(text)
    }

    /// The JSON Schema of the document form, generated from its types.
    pub fn json_schema() -> &'static str {
        include_str!("../../data/sheet.schema.json")
    }
}
