//! Composites: several indicators in one number. For research only.

use collabpro_core::composite::{CompositeOptions, Indicators};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;

/// One number for each unit, and what the order of the units hangs on. For research only: never a verdict on a place.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Composite(collabpro_core::Composite);

#[wasm_bindgen]
impl Composite {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "CompositeDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `units` (the default), `parts`, `places` or `indices`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table_of(name.as_deref().unwrap_or("units"))?.to_json()))
    }
}

/// One number for each unit of a table of units by indicators. For research only.
#[wasm_bindgen]
pub fn composite(
    #[wasm_bindgen(unchecked_param_type = "IndicatorsDocument")] table: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompositeOptions & WatchOptions")] given: JsValue,
) -> Result<Composite, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let indicators = Indicators::from_json(&options(&table)?)?;
    let found = indicators.composite(CompositeOptions::from_json(&given)?.watch(&mut listener));
    listener.heard(found.map(Composite))
}

#[wasm_bindgen]
impl Scores {
    /// One number for each unit over the shares of its constructs. For research only; over tenets it contradicts what a
    /// profile is for.
    pub fn composite(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "CompositeOptions & WatchOptions")] given: JsValue,
    ) -> Result<Composite, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.composite(CompositeOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Composite))
    }
}
