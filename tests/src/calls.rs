//! From the name of a call to the public method.

use std::path::PathBuf;

use collabpro_core::{Framework, Result, Rubric};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{Input, Vector};

/// The verbs that vectors may call.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Call {
    /// `framework()`
    Framework,
    /// `Rubric.fromJson` or `Rubric.bundled`, then `toJson`
    Rubric,
    /// `Rubric.jsonSchema`
    RubricSchema,
    /// `rubric.table`
    RubricTable,
}

/// The inputs of a vector, read when a call needs them.
#[derive(Debug)]
pub struct Case<'a> {
    vector: &'a Vector,
    folder: PathBuf,
}

impl<'a> Case<'a> {
    /// The case of a vector that stands in this folder.
    pub fn new(vector: &'a Vector, folder: impl Into<PathBuf>) -> Self {
        Self { vector, folder: folder.into() }
    }

    /// What a call gives, as the library's own JSON text.
    ///
    /// # Errors
    /// The library's.
    pub fn run(&self, call: Call, options: &Map<String, Value>) -> Result<String> {
        Ok(match call {
            Call::Framework => Framework::bundled().to_json(),
            Call::Rubric => self.rubric()?.to_json(),
            Call::RubricSchema => Rubric::json_schema().to_owned(),
            Call::RubricTable => {
                let language = options.get("language").and_then(Value::as_str).unwrap_or("en");
                self.rubric()?.table(language).to_json()
            }
        })
    }

    fn rubric(&self) -> Result<Rubric> {
        match &self.vector.rubric {
            None => Ok(Rubric::bundled()),
            Some(Input::Named(name)) if name == "bundled" => Ok(Rubric::bundled()),
            Some(Input::Named(file)) => Rubric::from_json(&std::fs::read_to_string(self.folder.join(file))?),
            Some(Input::Inline(document)) => Rubric::from_json(&Value::Object(document.clone()).to_string()),
        }
    }
}
