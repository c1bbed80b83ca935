//! Roll-up: how the units of larger ones stand together.

use collabpro_core::roll_up::RollUpOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;
use crate::scoring::Scores;

/// How the units of larger ones stand together, with the levels kept apart. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RollUp(pub(crate) collabpro_core::RollUp);

#[wasm_bindgen]
impl RollUp {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RollUpDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table with one row for each larger unit, occasion, role and construct.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

#[wasm_bindgen]
impl Scores {
    /// How the units of larger ones stand together: the mean over units, and how much lies within and between them.
    #[wasm_bindgen(js_name = rollUp)]
    pub fn roll_up(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RollUpOptions")] given: JsValue,
    ) -> Result<RollUp, Failure> {
        Ok(RollUp(self.0.roll_up(RollUpOptions::from_json(&options(&given)?)?)?))
    }
}
