//! A composite of any indicators; that of scores stands among the studies.

use collabpro_core::composite::{CompositeOptions, Indicators};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::options;
use crate::error::Failure;
use crate::studies::Composite;
use crate::watch::Listener;

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
