//! The context of a place.

use collabpro_core::context::MatchOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;

/// The questions about the context of a place.
#[wasm_bindgen(js_name = contextDescriptors, unchecked_return_type = "ContextDescriptors")]
pub fn context_descriptors() -> JsValue {
    data(&collabpro_core::ContextDescriptors::bundled().to_json())
}

/// The context of one unit at one occasion; stored and checked, never added into a score.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ContextProfile(collabpro_core::ContextProfile);

#[wasm_bindgen]
impl ContextProfile {
    /// Reads a profile and checks it against the questions; the error lists all problems at once.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::ContextProfile::from_json(text)?))
    }

    /// What is known of the context of a published case, by its id; mostly little: see `known` first.
    #[wasm_bindgen(js_name = ofCase)]
    pub fn of_case(id: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::ContextProfile::of_case(id)?))
    }

    /// How many questions of each dimension are answered, and how many there are.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn known(&self) -> JsValue {
        data(&self.0.known().to_json())
    }

    /// How like the conditions `here` are to these, where something worked.
    #[wasm_bindgen(js_name = matchWith)]
    pub fn match_with(
        &self,
        here: &Self,
        #[wasm_bindgen(unchecked_optional_param_type = "MatchOptions")] given: JsValue,
    ) -> Result<ContextMatch, Failure> {
        let given = MatchOptions::from_json(&options(&given)?)?;
        Ok(ContextMatch(self.0.match_with(&here.0, given)?))
    }

    /// The profile as canonical JSON; reading it again gives an equal profile.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The document form as plain data.
    #[wasm_bindgen(unchecked_return_type = "ContextProfileDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[wasm_bindgen(js_name = jsonSchema)]
    pub fn json_schema() -> String {
        collabpro_core::ContextProfile::json_schema().to_owned()
    }
}

/// How like the conditions here are to those where something worked: a word for each dimension, no number over all.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ContextMatch(collabpro_core::ContextMatch);

#[wasm_bindgen]
impl ContextMatch {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ContextMatchDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table with one row for each descriptor.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}
