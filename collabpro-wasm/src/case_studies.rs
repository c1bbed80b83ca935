//! Published cases.

use collabpro_core::CaseStudies;
use collabpro_core::case_studies::Find;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;

/// Published cases, or those that fit all that is given. Each fact names its source; no case has a rating on a tenet.
#[wasm_bindgen(js_name = caseStudies, unchecked_return_type = "CaseStudies")]
pub fn case_studies(
    #[wasm_bindgen(unchecked_optional_param_type = "FindOptions")] find: JsValue,
) -> Result<JsValue, Failure> {
    Ok(data(&CaseStudies::bundled().find(&Find::from_json(&options(&find)?)?)?.to_json()))
}
