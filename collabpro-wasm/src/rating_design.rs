//! Who rated what, before any coefficient.

use collabpro_core::rating_design::RatingDesignOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::tally::Tally;
use crate::units;
use crate::watch::Listener;

/// Who rated what: what is missing, how large panels are, what links raters and units, and what that allows. For
/// researchers.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RatingDesign(collabpro_core::RatingDesign);

#[wasm_bindgen]
impl RatingDesign {
    /// Everything but the tables about single raters, as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same as plain data.
    #[wasm_bindgen(unchecked_return_type = "RatingDesignDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `groups` unless `units`, `criteria`, `map`, `response` or `possible` is named; for research only `raters`
    /// and `pairs`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table_of(name.as_deref().unwrap_or("groups"))?.to_json()))
    }
}

/// Who rated what in a plain table.
#[wasm_bindgen(js_name = ratingDesign)]
pub fn rating_design(
    #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableOptions & WatchOptions")] given: JsValue,
) -> Result<RatingDesign, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (matrix, rest) = rating_table::given(marks, &given)?;
    RatingDesignOptions::from_json(&rest)?;
    let found = matrix.rating_design(RatingDesignOptions::new().watch(&mut listener));
    listener.heard(found.map(RatingDesign))
}

#[wasm_bindgen]
impl RatingTable {
    /// Who rated what.
    #[wasm_bindgen(js_name = ratingDesign)]
    pub fn rating_design(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "WatchOptions")] given: JsValue,
    ) -> Result<RatingDesign, Failure> {
        let (rest, mut listener) = Listener::beside(&given)?;
        RatingDesignOptions::from_json(&rest)?;
        let found = self.0.rating_design(RatingDesignOptions::new().watch(&mut listener));
        listener.heard(found.map(RatingDesign))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// Who rated what; response rates where the units' sizes are known.
    #[wasm_bindgen(js_name = ratingDesign)]
    pub fn rating_design(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "WatchOptions")] given: JsValue,
    ) -> Result<RatingDesign, Failure> {
        let (rest, mut listener) = Listener::beside(&given)?;
        RatingDesignOptions::from_json(&rest)?;
        let found = self.0.rating_design(RatingDesignOptions::new().watch(&mut listener));
        listener.heard(found.map(RatingDesign))
    }
}

#[wasm_bindgen]
impl Tally {
    /// Who rated what; response rates where the units' sizes are known.
    #[wasm_bindgen(js_name = ratingDesign)]
    pub fn rating_design(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Units")] units: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WatchOptions")] given: JsValue,
    ) -> Result<RatingDesign, Failure> {
        let units = units::asked(&units)?;
        let (rest, mut listener) = Listener::beside(&given)?;
        RatingDesignOptions::from_json(&rest)?;
        let found = self.0.rating_design(&units, RatingDesignOptions::new().watch(&mut listener));
        listener.heard(found.map(RatingDesign))
    }
}
