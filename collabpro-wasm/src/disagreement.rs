//! Disagreement: where people see it differently.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;

/// Where people see it differently, within an informant group and between two. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Disagreement(pub(crate) collabpro_core::Disagreement);

#[wasm_bindgen]
impl Disagreement {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "DisagreementDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `criteria` unless `constructs`, `gaps`, `constructGaps` or `sight` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        let table = name.map_or_else(|| Ok(self.0.table()), |name| self.0.table_of(&name))?;
        Ok(data(&table.to_json()))
    }
}
