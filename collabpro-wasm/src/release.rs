//! What of scores may be shown.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, named};
use crate::error::Failure;

/// Scores that passed a policy: the only thing that reports and charts accept.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Released(pub(crate) collabpro_core::Released);

#[wasm_bindgen]
impl Released {
    /// What may be shown, as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// What may be shown, as plain data.
    #[wasm_bindgen(unchecked_return_type = "ReleasedDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `constructs` unless `criteria` or, of adjusted scores, `adjusted` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// What was shown about whom, for `previous` of the next release of the same ratings. Personal data; a policy without
    /// a salt has none.
    #[wasm_bindgen(unchecked_return_type = "ReleaseRecord")]
    pub fn record(&self) -> Result<JsValue, Failure> {
        Ok(data(&self.0.record()?.to_json()))
    }
}

/// Makes a salt for a release record: 128 random bits as 32 hexadecimal digits. Keep it apart from the ratings.
#[wasm_bindgen(js_name = newSalt)]
pub fn new_salt() -> Result<String, Failure> {
    Ok(collabpro_core::release::new_salt()?)
}
