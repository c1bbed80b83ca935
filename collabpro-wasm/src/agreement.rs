//! Agreement of a large table, put together from parts; the study itself stands among the studies.

use collabpro_core::ErrorCode;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{get, options};
use crate::error::Failure;
use crate::rating_table;

/// Counts of units rated alike, put together from parts of a large table: `update` with each part, `merge` with what was
/// counted elsewhere, `finish` with the options of `agreement`. All ratings of a unit must be in one part: where units have names, one that
/// comes in two is refused.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct AgreementState(pub(crate) collabpro_core::agreement::AgreementState);

#[wasm_bindgen]
impl AgreementState {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part, with the options of `RatingTable`.
    /// Blocks its thread until it is done: where that takes long, call it in a worker.
    pub fn update(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingTableOptions")] given: JsValue,
    ) -> Result<(), Failure> {
        match rating_table::alone(ratings, &options(&given)?) {
            Ok(table) => Ok(self.0.update(&table)?),
            Err(failure) => {
                let thrown = JsValue::from(failure);
                let code = get(&thrown, "code").as_string();
                // A part of a stream may hold nothing.
                if code.is_some_and(|code| code == ErrorCode::NoRows.id()) {
                    Ok(())
                } else {
                    Err(thrown.into())
                }
            }
        }
    }

    /// Adds what another state has counted, of other units.
    /// Blocks its thread until it is done: where that takes long, call it in a worker.
    pub fn merge(&mut self, other: &AgreementState) -> Result<(), Failure> {
        Ok(self.0.merge(&other.0)?)
    }

    /// Units so far, those without a rating not among them.
    #[wasm_bindgen(getter)]
    pub fn units(&self) -> f64 {
        self.0.units() as f64
    }
}
