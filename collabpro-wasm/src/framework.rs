//! The words of the framework.

use collabpro_core::Framework;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;

/// What the framework's words mean: one entry for each tenet, context dimension, warning sign, kind of unit and facet.
#[wasm_bindgen(unchecked_return_type = "Framework")]
pub fn framework() -> JsValue {
    data(&Framework::bundled().to_json())
}
