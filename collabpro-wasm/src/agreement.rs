//! Agreement: how far raters agree.

use collabpro_core::agreement::AgreementOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::tally::Tally;
use crate::watch::Listener;

/// How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it is about persons.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Agreement(collabpro_core::Agreement);

#[wasm_bindgen]
impl Agreement {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "AgreementDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `coefficients` (the default), `pairs` or `raters`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table_of(name.as_deref().unwrap_or("coefficients"))?.to_json()))
    }
}

/// How far the raters of a plain table agree. Options of `RatingTable`, such as `categories`, stand beside those of the study.
#[wasm_bindgen]
pub fn agreement(
    #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableAgreementOptions & WatchOptions")]
    given: JsValue,
) -> Result<Agreement, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (matrix, asked) = rating_table::given(marks, &given)?;
    let found = matrix.agreement(AgreementOptions::from_json(&asked)?.watch(&mut listener));
    listener.heard(found.map(Agreement))
}

#[wasm_bindgen]
impl RatingTable {
    /// How far the raters agree.
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.agreement(AgreementOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// How far raters agree, by role, occasion, construct and criterion.
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.agreement(AgreementOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }
}

#[wasm_bindgen]
impl Tally {
    /// How far raters agree, by role, occasion, construct and criterion.
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.agreement(AgreementOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }
}

/// Counts of units marked alike, put together from parts of a large table: `update` with each part, `merge` with what was
/// counted elsewhere, `finish` with the options of `agreement`. All marks of a unit must be in one part.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct AgreementState(collabpro_core::agreement::AgreementState);

#[wasm_bindgen]
impl AgreementState {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part, with the options of `RatingTable`.
    pub fn update(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingTableOptions")] given: JsValue,
    ) -> Result<(), Failure> {
        Ok(self.0.update(&rating_table::alone(marks, &options(&given)?)?)?)
    }

    /// Adds what another state has counted, of other units.
    pub fn merge(&mut self, other: &AgreementState) -> Result<(), Failure> {
        Ok(self.0.merge(&other.0)?)
    }

    /// The study of all units so far.
    pub fn finish(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.finish(AgreementOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }

    /// Units so far, those without a mark not among them.
    #[wasm_bindgen(getter)]
    pub fn units(&self) -> f64 {
        self.0.units() as f64
    }
}
