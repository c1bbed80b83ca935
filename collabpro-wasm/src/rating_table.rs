//! Plain tables of ratings: from arrays, typed arrays and columns.

use collabpro_core::Error;
use collabpro_core::rating_design::RatingDesignOptions;
use collabpro_core::rating_table::{Label, RatingTableOptions};
use js_sys::{Array, ArrayBuffer, Float64Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::columns::{self, kind};
use crate::convert::{data, expected, get, handle, options};
use crate::error::Failure;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A table as one typed array, row by row; NaN is missing, and 255 in a Uint8Array. */
export interface PackedTable {
  values: NumberColumn;
  /** Cells in a row. */
  columns: number;
}

/** What a `RatingTable` is made of: rows of cells, a typed array, or named columns. */
export type PlainTable =
  | RatingTable
  | ReadonlyArray<ReadonlyArray<number | string | bigint | null | undefined>>
  | PackedTable
  | Record<string, Column>;
"#;

/// A plain table of ratings, without a rubric: units in rows and raters (or items) in columns, unless `rows` or `shape`
/// say otherwise. `null`, `undefined` and NaN are missing. Declare the scale by `categories`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RatingTable(pub(crate) collabpro_core::RatingTable);

#[wasm_bindgen]
impl RatingTable {
    /// Reads a table.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingTableOptions")] given: JsValue,
    ) -> Result<RatingTable, Failure> {
        Ok(RatingTable(read(ratings, RatingTableOptions::from_json(&options(&given)?)?)?))
    }

    /// How many units.
    #[wasm_bindgen(getter)]
    pub fn units(&self) -> usize {
        self.0.units()
    }

    /// How many raters, or items.
    #[wasm_bindgen(getter)]
    pub fn raters(&self) -> usize {
        self.0.raters()
    }

    /// How many ratings.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RatingTableDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    #[doc(hidden)]
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> RatingTable {
        RatingTable(self.0.clone())
    }
}

/// The table that a verb is called on, and the verb's own options, which `verb` reads: a `RatingTable`, or what one is made of.
/// Options are checked before data.
pub(crate) fn given<V>(
    ratings: &JsValue,
    options: &str,
    verb: impl FnOnce(&str) -> Result<V, Error>,
) -> Result<(collabpro_core::RatingTable, V), Failure> {
    if ratings.is_object() && !get(ratings, "_share").is_undefined() {
        let verb = verb(options)?;
        let matrix = handle::<RatingTable>(ratings, "RatingTable")?.ok_or_else(|| expected("RatingTable"))?;
        return Ok((matrix.0, verb));
    }
    let (own, verb) = RatingTableOptions::beside(options, verb)?;
    Ok((read(ratings, own)?, verb))
}

/// Whether it is a table of units by raters, and no columns.
pub(crate) fn is_matrix(table: &JsValue) -> bool {
    let packed = ArrayBuffer::is_view(get(table, "values").unchecked_ref())
        && get(table, "columns").as_f64().is_some();
    table.is_instance_of::<Array>() || packed || !get(table, "_share").is_undefined()
}

/// A table with its own options and no others.
pub(crate) fn alone(ratings: &JsValue, options: &str) -> Result<collabpro_core::RatingTable, Failure> {
    if get(ratings, "_share").is_undefined() {
        return read(ratings, RatingTableOptions::from_json(options)?);
    }
    Ok(given(ratings, options, RatingDesignOptions::from_json)?.0)
}

fn read(ratings: &JsValue, options: RatingTableOptions) -> Result<collabpro_core::RatingTable, Failure> {
    use collabpro_core::RatingTable;
    if let Some(rows) = ratings.dyn_ref::<Array>() {
        let mut all = Vec::new();
        for row in rows.iter() {
            let is_row = Array::is_array(&row) || ArrayBuffer::is_view(row.unchecked_ref());
            all.push(if is_row { cells(&row) } else { Err(Error::not_a_table(kind(&row))) }?);
        }
        return Ok(RatingTable::from_cells(all, options)?);
    }
    let (values, columns_of) = (get(ratings, "values"), get(ratings, "columns"));
    match columns_of.as_f64() {
        Some(width) if ArrayBuffer::is_view(values.unchecked_ref()) => {
            let width = if width >= 1.0 { width as usize } else { 0 };
            Ok(match values.dyn_ref::<Uint8Array>() {
                Some(bytes) => RatingTable::from_u8(bytes.to_vec(), width, options)?,
                None => RatingTable::from_numbers(Float64Array::new(&values).to_vec(), width, options)?,
            })
        }
        _ => Ok(RatingTable::from_columns(&[columns::columns(ratings)?], options)?),
    }
}

/// The cells of a row.
fn cells(row: &JsValue) -> Result<Vec<Option<Label>>, Error> {
    if columns::is_numbers(row) {
        return Ok(Float64Array::new(row)
            .to_vec()
            .into_iter()
            .map(|cell| Some(Label::Number(cell)))
            .collect());
    }
    let cell = |(at, cell): (usize, JsValue)| match cell.as_f64() {
        Some(number) => Ok(Some(Label::Number(number))),
        None => match columns::text(&cell) {
            Ok(text) => Ok(text.map(Label::Text)),
            Err(what) => Err(Error::unreadable_column((at + 1).to_string(), what)),
        },
    };
    Array::from(row).iter().enumerate().map(cell).collect()
}
