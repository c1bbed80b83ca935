//! The form of a vector. `vectors/schema.json` is generated from these types.

use std::collections::BTreeMap;

use collabpro_core::tally::Grain;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::Call;

/// One story: inputs, and calls with what they must give.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Vector {
    /// What the story is, in a sentence.
    pub about: String,
    /// Where the expected values come from: a paper, a program with its version, a calculation by hand.
    pub source: String,
    /// The script that made them, below `tests/`.
    pub oracle: Option<String>,
    /// The instrument; left out, the bundled one.
    pub rubric: Option<Input>,
    /// The language in which the bundled rubric has its words too.
    pub rubric_language: Option<String>,
    /// Units and occasions: a file that ends in `.json` or `.csv`, or the document itself.
    pub units: Option<Input>,
    /// Ratings: a file that ends in `.csv` or `.json`, or `{"csv": text}`, `{"json": records or document}`, or
    /// `{"columns": lists of text by name}`.
    pub ratings: Option<Input>,
    /// Whoever watches the reading stops it at once.
    #[serde(default)]
    pub stop: bool,
    /// How the ratings are read.
    #[serde(default)]
    pub read: Map<String, Value>,
    /// A table of units by indicators, or `{"columns": lists by name}`, for composites; left out, they are made of the scores.
    pub indicators: Option<Map<String, Value>>,
    /// A plain table of ratings: rows of cells, `{"columns": lists by name}`, or `{"array": "uint8" or "float64", "values": numbers
    /// or "NaN", "Infinity", "width": cells in a row, "times": how often the values are repeated}`.
    pub rating_table: Option<Value>,
    /// Scores are made from a tally of this grain; left out, from the ratings.
    pub grain: Option<Grained>,
    /// Scores are made of units put together by this: `parent`, `kind` or `practice`.
    pub group_by: Option<String>,
    /// What the columns and labels of a survey mean, for `survey` and `surveyAccount`.
    pub mapping: Option<Input>,
    /// A package of CASE: a file, or the package itself. It comes before `rubric`.
    pub package: Option<Input>,
    /// How it is read, where a call does not say.
    #[serde(default)]
    pub case_options: Map<String, Value>,
    /// A context profile: a file, or the document itself.
    pub context: Option<Input>,
    /// The context profile of where something worked: a file, or the document itself.
    pub there: Option<Input>,
    /// A published case that stands for `there`, by its id.
    pub case_study: Option<String>,
    /// A stop / continue / start sheet: a file, or the document itself.
    pub sheet: Option<Input>,
    /// Options of the scores, for calls that rest on scores. `score` has its own.
    #[serde(default)]
    pub observed: Map<String, Value>,
    /// Options of the adjustment for rater severity, where scores are adjusted.
    pub adjust: Option<Map<String, Value>>,
    /// Options of the release, for calls that rest on one. `release` has its own.
    #[serde(default)]
    pub policy: Map<String, Value>,
    /// Options of the generalizability study, or of the Rasch study, for calls that rest on one. `generalizability` and `rasch` have
    /// their own.
    #[serde(default)]
    pub study: Map<String, Value>,
    /// The options of the change that reports show.
    pub change: Option<Map<String, Value>>,
    /// The options of the trend that reports show.
    pub trend: Option<Map<String, Value>>,
    /// The options of the roll-up that reports show.
    pub roll_up: Option<Map<String, Value>>,
    /// The options of the response shift that reports show.
    pub response_shift: Option<Map<String, Value>>,
    /// The options of the similarity that reports show.
    pub similarity: Option<Map<String, Value>>,
    /// The options of the comparison of sites whose count stands in reports.
    pub sites: Option<Map<String, Value>>,
    /// The options of the decisions that stand in reports.
    pub decisions: Option<Map<String, Value>>,
    /// What is called, in order.
    pub calls: Vec<Step>,
}

/// Something to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Input {
    /// `bundled`, or a file next to the vector.
    Named(String),
    /// The document itself.
    Inline(Map<String, Value>),
}

/// The key of a tally.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grained {
    /// Without the raters.
    Units,
    /// With the raters.
    Raters,
}

impl From<Grained> for Grain {
    fn from(grain: Grained) -> Self {
        match grain {
            Grained::Units => Self::Units,
            Grained::Raters => Self::Raters,
        }
    }
}

/// One call with what it must give: either `expect` or `expectError`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// A verb of the public interface.
    pub call: Call,
    /// Its options.
    #[serde(default)]
    pub options: Map<String, Value>,
    /// A part of what it gives: every key here must be there; lists are compared in full.
    pub expect: Option<Value>,
    /// How far numbers may be off; as a number, the absolute difference.
    pub tolerance: Option<Tolerance>,
    /// The error it must fail with.
    pub expect_error: Option<Failure>,
    /// The languages that can meet this; left out, all of them.
    pub only: Option<Vec<Language>>,
}

/// Where the library is called from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Always: the others are compared with it.
    Rust,
    /// Errors of files are Python's own there, as is what a progress function raises; its frames have no ragged columns.
    Python,
    /// It is given bytes and never opens a file.
    Javascript,
}

/// The absolute difference, or both limits.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Tolerance {
    /// Absolute.
    Absolute(f64),
    /// The larger of both counts.
    Both {
        /// Absolute.
        abs: f64,
        /// Relative to the expected number.
        rel: f64,
    },
}

/// What is compared of an error.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// Its stable code.
    pub code: String,
    /// Where it is; left out, any place.
    pub path: Option<String>,
    /// How many problems there are; left out, any number.
    pub total: Option<u64>,
    /// What to do about the first, in English; left out, anything.
    pub hint: Option<String>,
    /// By language, what is wrong first and what to do about it; left out, anything.
    #[serde(default)]
    pub said: BTreeMap<String, [String; 2]>,
}

/// What a step must give.
#[derive(Debug)]
pub enum Expected<'a> {
    /// A value that holds at least this.
    Value(&'a Value),
    /// This error.
    Error(&'a Failure),
}

impl Step {
    /// What the step must give.
    ///
    /// # Errors
    /// When it names both a value and an error, or neither.
    pub fn expected(&self) -> Result<Expected<'_>, String> {
        match (&self.expect, &self.expect_error) {
            (Some(value), None) => Ok(Expected::Value(value)),
            (None, Some(error)) => Ok(Expected::Error(error)),
            _ => Err("a call needs either `expect` or `expectError`".to_owned()),
        }
    }
}
