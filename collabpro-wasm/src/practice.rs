//! Practices.

use collabpro_core::Practices;
use collabpro_core::case_studies::Find;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;

/// The catalogue of designs by which people work together, or those of it that fit all that is given.
#[wasm_bindgen(unchecked_return_type = "Practices")]
pub fn practices(
    #[wasm_bindgen(unchecked_optional_param_type = "FindOptions")] find: JsValue,
) -> Result<JsValue, Failure> {
    Ok(data(&Practices::bundled().find(&Find::from_json(&options(&find)?)?)?.to_json()))
}
