//! Comparisons of single measures and of two means, which only researchers ask for.

use collabpro_core::comparison::{self, EquivalenceOptions, ReliableChangeOptions};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;

/// Whether single measures moved by more than their error of measurement, by a method that is named.
#[wasm_bindgen(js_name = reliableChange, unchecked_return_type = "ReliableChangeDocument")]
pub fn reliable_change(
    #[wasm_bindgen(unchecked_param_type = "ReliableChangeOptions")] given: JsValue,
) -> Result<JsValue, Failure> {
    let asked = ReliableChangeOptions::from_json(&options(&given)?)?;
    Ok(data(&comparison::reliable_change(&asked)?.to_json()))
}

/// Whether two means are equivalent, by two one-sided tests.
#[wasm_bindgen(unchecked_return_type = "EquivalenceDocument")]
pub fn equivalence(
    #[wasm_bindgen(unchecked_param_type = "EquivalenceOptions")] given: JsValue,
) -> Result<JsValue, Failure> {
    let asked = EquivalenceOptions::from_json(&options(&given)?)?;
    Ok(data(&comparison::equivalence(&asked)?.to_json()))
}
