//! Diagnosis: what the marks look like.

use collabpro_core::diagnosis::DiagnosisOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;

/// What the marks of each unit look like: too weak, too forced, or neither. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Diagnosis(pub(crate) collabpro_core::Diagnosis);

#[wasm_bindgen]
impl Diagnosis {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "DiagnosisDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table with one row for each unit and occasion.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

#[wasm_bindgen]
impl Scores {
    /// What the marks of each unit look like: too weak, too forced, or neither.
    pub fn diagnose(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DiagnosisOptions & WatchOptions")] given: JsValue,
    ) -> Result<Diagnosis, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.diagnose(DiagnosisOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Diagnosis))
    }
}
