//! Whole columns from JavaScript: arrays, typed arrays, and categories as codes with their labels.

use collabpro_core::Error;
use collabpro_core::ratings::ColumnSet;
use js_sys::{
    Array, ArrayBuffer, BigInt, BigInt64Array, BigUint64Array, DataView, Float64Array, Object, Uint32Array,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert::{get, is_absent};
use crate::error::Failure;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A column of numbers. */
export type NumberColumn =
  | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array
  | BigInt64Array | BigUint64Array;

/** A column of categories: `codes` are positions in `labels`; 0xffffffff is an empty cell. */
export interface CodedColumn {
  codes: Uint32Array;
  labels: readonly string[];
}

/** A column; `null`, `undefined`, NaN and the empty text are empty cells. */
export type Column = ReadonlyArray<string | number | bigint | null | undefined> | NumberColumn | CodedColumn;
"#;

/// Named columns from an object.
pub(crate) fn columns(given: &JsValue) -> Result<ColumnSet, Failure> {
    let entries = given.dyn_ref::<Object>().ok_or_else(|| Error::not_a_table(kind(given)))?;
    Ok(Object::entries(entries).iter().fold(ColumnSet::new(), |set, entry| {
        let [name, values] = [0, 1].map(|at| entry.unchecked_ref::<Array>().get(at));
        column(set, &name.as_string().unwrap_or_default(), &values)
    }))
}

fn column(set: ColumnSet, name: &str, values: &JsValue) -> ColumnSet {
    let rows = get(values, "length").as_f64().unwrap_or(0.0) as usize;
    if let Some(codes) = get(values, "codes").dyn_ref::<Uint32Array>()
        && let Ok(labels) = texts(&get(values, "labels"))
    {
        let labels = labels.iter().map(|label| label.as_deref().unwrap_or_default());
        return set.coded(name, labels, codes.to_vec().into_iter().map(Some));
    }
    if is_numbers(values) {
        return set.numbers(name, Float64Array::new(values).to_vec().into_iter().map(Some));
    }
    match texts(values) {
        Ok(texts) => {
            let set = set.text(name, texts.iter().map(Option::as_deref));
            let is_text = Array::from(values).iter().any(|cell| cell.is_string());
            let set = if is_text { set } else { set.of_numbers() };
            match alike(values, &texts) {
                Some(found) => set.alike(found),
                None => set,
            }
        }
        Err(what) => set.unreadable(name, what, rows),
    }
}

/// A number and a text of a column that are written alike.
fn alike(values: &JsValue, texts: &[Option<String>]) -> Option<[String; 3]> {
    let is_text: Vec<bool> = Array::from(values).iter().map(|cell| cell.is_string()).collect();
    let cells =
        || texts.iter().zip(&is_text).filter_map(|(text, is_text)| Some((text.as_deref()?, *is_text)));
    // Hardly ever does a column hold both.
    if cells().all(|cell| cell.1) || !cells().any(|cell| cell.1) {
        return None;
    }
    let mut kinds: Vec<(&str, bool)> = cells().collect();
    kinds.sort_unstable();
    let pair = kinds.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1)?;
    let text = pair[0].0;
    Some([text.to_owned(), text.to_owned(), ["\"", text, "\""].concat()])
}

/// Whether it is a typed array whose numbers JavaScript takes as they are.
pub(crate) fn is_numbers(values: &JsValue) -> bool {
    let is_large = values.is_instance_of::<BigInt64Array>() || values.is_instance_of::<BigUint64Array>();
    ArrayBuffer::is_view(values.unchecked_ref()) && !is_large && !values.is_instance_of::<DataView>()
}

/// What JavaScript calls a kind of value.
pub(crate) fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

/// A cell as text, or its kind where that is neither text nor number nor nothing.
pub(crate) fn text(cell: &JsValue) -> Result<Option<String>, String> {
    if is_absent(cell) {
        return Ok(None);
    }
    if let Some(number) = cell.as_f64() {
        return Ok((!number.is_nan()).then(|| number.to_string()));
    }
    // As text a whole number stays what it is, however large.
    let large = || cell.dyn_ref::<BigInt>()?.to_string(10).ok().map(String::from);
    cell.as_string().or_else(large).map(Some).ok_or_else(|| kind(cell))
}

/// The cells of a column, or what it holds that is neither text nor number nor nothing.
fn texts(values: &JsValue) -> Result<Vec<Option<String>>, String> {
    if !Array::is_array(values) && !ArrayBuffer::is_view(values.unchecked_ref()) {
        return Err(kind(values));
    }
    Array::from(values).iter().map(|cell| text(&cell)).collect()
}
