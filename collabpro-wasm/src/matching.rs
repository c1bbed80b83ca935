//! Would it travel: two places side by side over the four Bs.

use collabpro_core::matching::MatchOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::context::ContextProfile;
use crate::convert::{data, options};
use crate::error::Failure;

/// How like the conditions here are to those where something worked: a word for each dimension, no number over all.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ContextMatch(pub(crate) collabpro_core::ContextMatch);

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

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::ContextMatch::from_json(text)?))
    }

    /// Another handle of the same match.
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Self {
        Self(self.0.clone())
    }
}

#[wasm_bindgen]
impl ContextProfile {
    /// What is known of the context of a published case, by its id; mostly little: see `known` first.
    #[wasm_bindgen(js_name = ofCaseStudy)]
    pub fn of_case_study(id: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::ContextProfile::of_case_study(id)?))
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
}
