//! Practices and published cases.

use collabpro_core::case_studies::Find;
use collabpro_core::{CaseStudies, Practices};
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

/// Published cases, or those that fit all that is given. Each fact names its source; no case has a mark on a tenet.
#[wasm_bindgen(js_name = caseStudies, unchecked_return_type = "CaseStudies")]
pub fn case_studies(
    #[wasm_bindgen(unchecked_optional_param_type = "FindOptions")] find: JsValue,
) -> Result<JsValue, Failure> {
    Ok(data(&CaseStudies::bundled().find(&Find::from_json(&options(&find)?)?)?.to_json()))
}
