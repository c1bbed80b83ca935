//! Consistency: whether the lines of a construct, or the columns of a table, tell the same story.

use collabpro_core::consistency::ConsistencyOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::tally::Tally;
use crate::watch::Listener;

/// Alpha, omega, Guttman's lambdas, and what each item is to the others. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Consistency(collabpro_core::Consistency);

#[wasm_bindgen]
impl Consistency {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ConsistencyDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `results` unless `items` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table_of(name.as_deref().unwrap_or("results"))?.to_json()))
    }
}

/// How consistent the columns of a plain table are over its rows; `group` or `groups` adds what lies within and between
/// groups of rows.
#[wasm_bindgen]
pub fn consistency(
    #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableConsistencyOptions & WatchOptions")]
    given: JsValue,
) -> Result<Consistency, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (matrix, rest) = rating_table::given(marks, &given)?;
    let found = matrix.consistency(ConsistencyOptions::from_json(&rest)?.watch(&mut listener));
    listener.heard(found.map(Consistency))
}

#[wasm_bindgen]
impl RatingTable {
    /// How consistent the columns are over the rows, and within and between groups of rows where there are any.
    pub fn consistency(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConsistencyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Consistency, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.consistency(ConsistencyOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Consistency))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// How consistent the criteria of each construct are, and the tenets with one another.
    pub fn consistency(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConsistencyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Consistency, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.consistency(ConsistencyOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Consistency))
    }
}

#[wasm_bindgen]
impl Tally {
    /// How consistent the criteria of each construct are, and the tenets with one another.
    pub fn consistency(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConsistencyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Consistency, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.consistency(ConsistencyOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Consistency))
    }
}
