//! Whole columns from JavaScript: arrays, typed arrays, and categories as codes with their labels.

use collabpro_core::ratings::ColumnSet;
use js_sys::{Array, ArrayBuffer, Float64Array, Object, Uint32Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert::{expected, get, is_absent};
use crate::error::Failure;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A column of numbers. */
export type NumberColumn =
  | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** A column of categories: `codes` are positions in `labels`; 0xffffffff is an empty cell. */
export interface CodedColumn {
  codes: Uint32Array;
  labels: readonly string[];
}

/** A column; `null`, `undefined`, NaN and the empty text are empty cells. */
export type Column = ReadonlyArray<string | number | null | undefined> | NumberColumn | CodedColumn;
"#;

/// Named columns from an object.
pub(crate) fn columns(given: &JsValue) -> Result<ColumnSet, Failure> {
    let entries = given.dyn_ref::<Object>().ok_or_else(|| expected("object of columns"))?;
    Object::entries(entries).iter().try_fold(ColumnSet::new(), |set, entry| {
        let [name, values] = [0, 1].map(|at| entry.unchecked_ref::<Array>().get(at));
        column(set, &name.as_string().unwrap_or_default(), &values)
    })
}

fn column(set: ColumnSet, name: &str, values: &JsValue) -> Result<ColumnSet, Failure> {
    let refuse = || expected(&format!("column of text or numbers: {name}"));
    if ArrayBuffer::is_view(values.unchecked_ref()) {
        return Ok(set.numbers(name, Float64Array::new(values).to_vec().into_iter().map(Some)));
    }
    if let Some(codes) = get(values, "codes").dyn_ref::<Uint32Array>() {
        let labels = texts(&get(values, "labels")).ok_or_else(refuse)?;
        let labels = labels.iter().map(|label| label.as_deref().unwrap_or_default());
        return Ok(set.coded(name, labels, codes.to_vec().into_iter().map(Some)));
    }
    let texts = texts(values).ok_or_else(refuse)?;
    Ok(set.text(name, texts.iter().map(Option::as_deref)))
}

/// The cells of an array; `None` where one is neither text nor number nor empty.
fn texts(values: &JsValue) -> Option<Vec<Option<String>>> {
    let cells = values.dyn_ref::<Array>()?.iter();
    let text = |cell: JsValue| {
        let number =
            || cell.as_f64().map(|number| if number.is_nan() { String::new() } else { number.to_string() });
        let text = cell.as_string().or_else(number);
        (text.is_some() || is_absent(&cell)).then_some(text)
    };
    let mut texts = Vec::new();
    for cell in cells {
        texts.push(text(cell)?);
    }
    Some(texts)
}
