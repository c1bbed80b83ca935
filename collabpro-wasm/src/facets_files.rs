//! Files of Facets that are read; those that are written stand among the studies.

use collabpro_core::facets_files::{self, ReadFacetsOptions, ReadFacetsScoresOptions};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;

/// Reads a specification of Facets with its data, from texts: `columns` and `options` make `rasch` the same study. Made after the
/// documentation of Facets 3.87 and 4, and not tried with Facets itself.
#[wasm_bindgen(js_name = readFacets, unchecked_return_type = "FacetsStudyDocument")]
pub fn read_facets(
    #[wasm_bindgen(unchecked_param_type = "ReadFacetsOptions")] given: JsValue,
) -> Result<JsValue, Failure> {
    let asked = ReadFacetsOptions::from_json(&options(&given)?)?;
    Ok(data(&facets_files::read_facets(&asked)?.to_json()))
}

/// Reads a score file of Facets, from its text, as a table. Made after the documentation of Facets 3.87 and 4, and not tried with Facets
/// itself. Severities are about persons.
#[wasm_bindgen(js_name = readFacetsScores, unchecked_return_type = "FacetsScoresDocument")]
pub fn read_facets_scores(
    #[wasm_bindgen(unchecked_param_type = "ReadFacetsScoresOptions")] given: JsValue,
) -> Result<JsValue, Failure> {
    let asked = ReadFacetsScoresOptions::from_json(&options(&given)?)?;
    Ok(data(&facets_files::read_facets_scores(&asked)?.to_json()))
}
