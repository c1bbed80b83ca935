//! The stop / continue / start sheet.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, written};
use crate::error::Failure;

/// What the people of a unit said they would stop, continue and start, in their own words, and what they set out to work
/// on. Kept with the assessment and shown at the next occasion.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sheet(pub(crate) collabpro_core::Sheet);

#[wasm_bindgen]
impl Sheet {
    /// Reads and checks a sheet, given as text or plain data; the error lists all problems at once, each with its JSON path.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | SheetDocument")] document: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Sheet::from_json(&written(&document)?)?))
    }

    /// The sheet as canonical JSON; reading it again gives an equal sheet.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The document form as plain data.
    #[wasm_bindgen(unchecked_return_type = "SheetDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }
}
