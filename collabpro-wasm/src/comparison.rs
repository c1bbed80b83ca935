//! Comparisons: did it change?

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;

/// What changed, and where the data cannot tell. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Comparison(pub(crate) Rc<collabpro_core::Comparison>);

#[wasm_bindgen]
impl Comparison {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ComparisonDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table with one row for each entry.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Another handle of the same comparison.
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}
