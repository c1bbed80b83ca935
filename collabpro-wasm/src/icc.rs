//! Intraclass correlations: how much of what marks differ by is the units.

use collabpro_core::icc::IccOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::tally::Tally;
use crate::watch::Listener;

/// All forms of the intraclass correlation. For researchers: nothing is withheld, and nothing of it is about persons.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Icc(collabpro_core::Icc);

#[wasm_bindgen]
impl Icc {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "IccDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One row for each form.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

/// All forms of the intraclass correlation of a plain table. Options of `RatingTable` stand beside those of the study.
#[wasm_bindgen]
pub fn icc(
    #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableIccOptions & WatchOptions")] given: JsValue,
) -> Result<Icc, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (matrix, asked) = rating_table::given(marks, &given)?;
    let found = matrix.icc(IccOptions::from_json(&asked)?.watch(&mut listener));
    listener.heard(found.map(Icc))
}

#[wasm_bindgen]
impl RatingTable {
    /// All forms of the intraclass correlation.
    pub fn icc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IccOptions & WatchOptions")] given: JsValue,
    ) -> Result<Icc, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.icc(IccOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Icc))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// All forms of the intraclass correlation, by role, occasion, construct and criterion.
    pub fn icc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IccOptions & WatchOptions")] given: JsValue,
    ) -> Result<Icc, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.icc(IccOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Icc))
    }
}

#[wasm_bindgen]
impl Tally {
    /// All forms of the intraclass correlation, by role, occasion, construct and criterion.
    pub fn icc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IccOptions & WatchOptions")] given: JsValue,
    ) -> Result<Icc, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.icc(IccOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Icc))
    }
}
