//! A composite of any indicators; that of scores stands among the studies.

use collabpro_core::composite::{CompositeOptions, Indicators};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{get, options};
use crate::error::Failure;
use crate::rating_table;
use crate::studies::Composite;
use crate::watch::Listener;

/// One number for each unit of a table of units by indicators; those of an array are numbered from 1. For research only.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[wasm_bindgen]
pub fn composite(
    #[wasm_bindgen(unchecked_param_type = "IndicatorsDocument | PlainTable")] table: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompositeOptions & WatchOptions")] given: JsValue,
) -> Result<Composite, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let indicators = match get(&table, "units").is_object() && get(&table, "_share").is_undefined() {
        true => Indicators::from_json(&options(&table)?)?,
        false => Indicators::from_table(&rating_table::alone(&table, "")?)?,
    };
    let found = indicators.composite(CompositeOptions::from_json(&given)?.watch(&mut listener));
    listener.heard(found.map(Composite))
}
