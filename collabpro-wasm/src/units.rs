//! Units and occasions.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{bytes, data, handle, is_written, written};
use crate::error::Failure;

/// Units and occasions: names, kinds, sizes, what belongs to what, and the order of occasions.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Units(pub(crate) collabpro_core::Units);

/// The units that are asked for, given as such or as their document: none unless they are given.
pub(crate) fn asked(units: &JsValue) -> Result<collabpro_core::Units, Failure> {
    if is_written(units) {
        return Ok(collabpro_core::Units::from_json(&written(units)?)?);
    }
    let given: Option<Units> = handle(units, "Units")?;
    Ok(given.map(|units| units.0).unwrap_or_default())
}

#[wasm_bindgen]
impl Units {
    /// Reads and checks a units document, given as text or plain data; the error lists all problems at once, each with its JSON path.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | UnitsDocument")] document: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Units::from_json(&written(&document)?)?))
    }

    /// Reads units from CSV with the columns `unit`, `label`, `kind`, `parent`, `from`, `to`, `role`, `occasion`, `size`
    /// and `practice`, of which only `unit` is needed.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Units::from_csv(bytes(&file)?.as_slice())?))
    }

    /// The units as canonical JSON; reading it again gives equal units.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The document form as plain data.
    #[wasm_bindgen(unchecked_return_type = "UnitsDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// Another handle of the same units.
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Self {
        Self(self.0.clone())
    }
}
