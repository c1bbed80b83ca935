//! Pseudonyms to hand out.

use collabpro_core::ratings::PseudonymOptions;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::options;
use crate::error::Failure;

/// Draws so many pseudonyms such as `cobalt-heron-42`, all different, in an order that says nothing: made from nothing
/// about anyone. `count` is from 1 to 100,000; `seed` is below 2^53, secret and fresh for each study: whoever knows it can
/// draw the same list again. Let people draw their slips from a bag, and note nowhere who drew which.
#[wasm_bindgen]
pub fn pseudonyms(
    #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] seed: JsValue,
) -> Result<Vec<String>, Failure> {
    let given = Object::new();
    for (name, value) in [("count", count), ("seed", seed)] {
        Reflect::set(&given, &name.into(), &value)?;
    }
    Ok(PseudonymOptions::from_json(&options(&given)?)?.draw()?)
}
