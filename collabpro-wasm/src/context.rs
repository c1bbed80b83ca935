//! The context of a place.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, written};
use crate::error::Failure;

/// The questions about the context of a place.
#[wasm_bindgen(js_name = contextDescriptors, unchecked_return_type = "ContextDescriptors")]
pub fn context_descriptors() -> JsValue {
    data(&collabpro_core::ContextDescriptors::bundled().to_json())
}

/// The context of one unit at one occasion; stored and checked, never added into a score.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ContextProfile(pub(crate) collabpro_core::ContextProfile);

#[wasm_bindgen]
impl ContextProfile {
    /// Reads a profile, as text or plain data, and checks it against the questions; the error lists all problems at once.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | ContextProfileDocument")] document: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::ContextProfile::from_json(&written(&document)?)?))
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
}
