//! Aggregation: may people's answers be averaged to their unit?

use collabpro_core::aggregation::AggregationOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::tally::Tally;
use crate::watch::Listener;

/// Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them. For
/// researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Aggregation(collabpro_core::Aggregation);

#[wasm_bindgen]
impl Aggregation {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "AggregationDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `units` unless `over` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        let table = name.map_or_else(|| Ok(self.0.table()), |name| self.0.table_of(&name))?;
        Ok(data(&table.to_json()))
    }
}

/// Whether people's answers may be averaged to their group: each row is a person, each column a line, and `groups` (or the
/// column `group`) says what each person belongs to. Takes what a `RatingTable` is made of, or a `RatingTable`.
#[wasm_bindgen]
pub fn aggregation(
    #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableAggregationOptions & WatchOptions")]
    given: JsValue,
) -> Result<Aggregation, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (matrix, rest) = rating_table::given(marks, &given)?;
    let found = matrix.aggregation(AggregationOptions::from_json(&rest)?.watch(&mut listener));
    listener.heard(found.map(Aggregation))
}

#[wasm_bindgen]
impl RatingTable {
    /// Whether people's answers may be averaged to their group: each row is a person, each column a line, and the table's
    /// groups say what each person belongs to.
    pub fn aggregation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AggregationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Aggregation, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.aggregation(AggregationOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Aggregation))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them.
    pub fn aggregation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AggregationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Aggregation, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.aggregation(AggregationOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Aggregation))
    }
}

#[wasm_bindgen]
impl Tally {
    /// Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them.
    pub fn aggregation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AggregationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Aggregation, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.aggregation(AggregationOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Aggregation))
    }
}
