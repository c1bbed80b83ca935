//! A composite of any indicators; that of scores stands among the studies.

use collabpro_core::composite::{CompositeOptions, Indicators};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::columns::columns;
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
    let asked = CompositeOptions::from_json(&given)?;
    let indicators = if rating_table::is_matrix(&table) {
        Indicators::from_table(&rating_table::alone(&table, "")?)?
    } else if get(&table, "units").is_object() {
        Indicators::from_json(&options(&table)?)?
    } else {
        Indicators::from_columns(&[columns(&table)?], &asked)?
    };
    let found = indicators.composite(asked.watch(&mut listener));
    listener.heard(found.map(Composite))
}
