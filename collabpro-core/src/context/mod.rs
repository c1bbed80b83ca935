#![doc = include_str!("../../docs/context.md")]

pub(crate) mod check;

use std::sync::OnceLock;

use collabpro_derive::{Read, document, words};
use serde::Serialize;
use serde_json::Value;

use crate::base::error::Result;
use crate::base::json_read::{Input, Read};
use crate::base::text::Text;
use crate::framework::ContextDimension;

/// How a descriptor is answered.
#[words]
pub enum ContextType {
    /// A number between a minimum and a maximum.
    Number,
    /// One of the levels, which have an order.
    Ordered,
    /// One of the levels, without an order.
    Category,
    /// Any of the levels.
    Multiple,
}

/// Which values speak for collaboration taking root.
#[words]
pub enum Supports {
    /// High ones.
    Higher,
    /// Low ones.
    Lower,
}

/// One answer that a descriptor offers.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContextLevel {
    /// Stable id.
    pub id: String,
    /// Name as shown.
    pub label: Text,
}

/// One question about the context.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContextDescriptor {
    /// Stable id.
    pub id: String,
    /// The dimension it belongs to.
    pub dimension: ContextDimension,
    /// How it is answered.
    #[serde(rename = "type")]
    pub answer: ContextType,
    /// Lowest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    /// Highest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// What the number counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Which values support; absent: none does more than another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports: Option<Supports>,
    /// Name as shown.
    pub label: Text,
    /// The question.
    pub question: Text,
    /// The answers offered, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<ContextLevel>,
}

/// The questions about the context, with their version.
#[document("context_descriptors", version = 2, schema = "ContextDescriptors")]
#[derive(Clone, Debug, PartialEq, Read)]
#[serde(deny_unknown_fields)]
pub struct ContextDescriptors {
    /// Version of the questions.
    pub version: String,
    /// Whose questions they are, and what is not known about them.
    pub notice: String,
    /// The questions.
    pub descriptors: Vec<ContextDescriptor>,
}

impl ContextDescriptors {
    /// The bundled questions.
    ///
    /// ```
    /// use collabpro_core::ContextDescriptors;
    ///
    /// assert_eq!(ContextDescriptors::bundled().descriptors.len(), 20);
    /// ```
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<ContextDescriptors> = OnceLock::new();
        BUNDLED.get_or_init(|| crate::base::document::bundled(include_str!("../../data/context.json")))
    }

    /// The question with this id.
    pub fn get(&self, id: &str) -> Option<&ContextDescriptor> {
        self.descriptors.iter().find(|descriptor| descriptor.id == id)
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ContextValue {
    /// A number.
    Number(f64),
    /// Id of a level.
    Level(String),
    /// Ids of levels.
    Levels(Vec<String>),
}

impl Read for ContextValue {
    fn read(input: &mut Input<'_>) -> Self {
        match input.value() {
            Value::Number(_) => Self::Number(input.read()),
            Value::Array(_) => Self::Levels(input.read()),
            _ => {
                Self::Level(input.found(input.value().as_str(), "json.answer").unwrap_or_default().to_owned())
            }
        }
    }
}

/// Why there is no answer.
#[words]
pub enum ContextAbsent {
    /// Nobody could say.
    Unknown,
    /// The question does not apply here.
    NotApplicable,
}

/// One answer to one question, by one recorder.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContextEntry {
    /// Id of the question.
    pub descriptor: String,
    /// The answer; either this or `absent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ContextValue>,
    /// Why there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<ContextAbsent>,
    /// Where it is known from.
    pub source: String,
    /// Day on which it was written down, ISO 8601.
    pub date: String,
    /// Who wrote it down.
    pub recorder: String,
}

/// The context of one unit at one occasion. Several recorders may answer one question.
///
/// ```
/// use collabpro_core::ContextProfile;
/// use collabpro_core::context::ContextValue;
///
/// let profile = ContextProfile::from_json(r#"{
///     "schemaVersion": 2, "kind": "collabpro.context_profile", "descriptors": "0.1.0", "unit": "Birch", "occasion": "2025",
///     "entries": [{"descriptor": "protected_time", "value": 45, "source": "timetable", "date": "2025-10-01", "recorder": "Kim"}]
/// }"#)?;
/// assert_eq!(profile.entries[0].value, Some(ContextValue::Number(45.0)));
/// assert_eq!(ContextProfile::from_json(&profile.to_json())?, profile);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[document("context_profile", version = 2)]
#[derive(Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ContextProfile {
    /// Version of the questions.
    pub descriptors: String,
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub occasion: String,
    /// The answers.
    #[serde(default)]
    pub entries: Vec<ContextEntry>,
    /// What others added; kept as it is.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extensions: serde_json::Map<String, Value>,
}

impl ContextProfile {
    /// Reads a profile and checks it against the bundled questions.
    ///
    /// # Errors
    /// All problems at once, each with its JSON path: `invalid_json`, `wrong_kind`, `unsupported_schema_version`,
    /// `invalid_id`, `unknown_reference`, `invalid_context_value`, `invalid_date`, `missing_text`, `duplicate_id`.
    pub fn from_json(text: &str) -> Result<Self> {
        check::read(text, ContextDescriptors::bundled())
    }

    /// The JSON Schema of the document form, generated from its types.
    pub fn json_schema() -> &'static str {
        include_str!("../../data/context-profile.schema.json")
    }
}
