//! Plain tables of marks: from arrays, typed arrays and columns.

use collabpro_core::design::DesignOptions;
use collabpro_core::matrix::{Label, MatrixOptions};
use js_sys::{Array, ArrayBuffer, Float64Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::columns::columns;
use crate::convert::{data, expected, get, handle, is_absent, options};
use crate::error::Failure;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A table as one typed array, row by row; NaN is missing, and 255 in a Uint8Array. */
export interface PackedMarks {
  values: NumberColumn;
  /** Cells in a row. */
  columns: number;
}

/** What a `Matrix` is made of: rows of cells, a typed array, or named columns. */
export type Marks =
  | Matrix
  | ReadonlyArray<ReadonlyArray<number | string | null | undefined>>
  | PackedMarks
  | Record<string, Column>;
"#;

/// A plain table of marks, without a rubric: units in rows and raters (or items) in columns, unless `rows` or `shape` say
/// otherwise. `null`, `undefined` and NaN are missing. Declare the scale by `categories`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Matrix(pub(crate) collabpro_core::Matrix);

#[wasm_bindgen]
impl Matrix {
    /// Reads a table.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Marks")] marks: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "MatrixOptions")] given: JsValue,
    ) -> Result<Matrix, Failure> {
        Ok(Matrix(read(marks, MatrixOptions::from_json(&options(&given)?)?)?))
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

    /// How many marks.
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
    #[wasm_bindgen(unchecked_return_type = "MatrixDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    #[doc(hidden)]
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Matrix {
        Matrix(self.0.clone())
    }
}

/// The table that a verb is called on, and the verb's own options: a `Matrix`, or what one is made of.
pub(crate) fn given(marks: &JsValue, options: &str) -> Result<(collabpro_core::Matrix, String), Failure> {
    if marks.is_object() && !get(marks, "_share").is_undefined() {
        let matrix = handle::<Matrix>(marks, "Matrix")?.ok_or_else(|| expected("Matrix"))?;
        return Ok((matrix.0, options.to_owned()));
    }
    let (own, rest) = MatrixOptions::split(options)?;
    Ok((read(marks, own)?, rest))
}

/// A table with its own options and no others.
pub(crate) fn alone(marks: &JsValue, options: &str) -> Result<collabpro_core::Matrix, Failure> {
    if get(marks, "_share").is_undefined() {
        return read(marks, MatrixOptions::from_json(options)?);
    }
    DesignOptions::from_json(options)?;
    Ok(given(marks, "")?.0)
}

fn read(marks: &JsValue, options: MatrixOptions) -> Result<collabpro_core::Matrix, Failure> {
    use collabpro_core::Matrix;
    if let Some(rows) = marks.dyn_ref::<Array>() {
        let mut all = Vec::new();
        for row in rows.iter() {
            all.push(cells(&row)?);
        }
        return Ok(Matrix::from_cells(all, options)?);
    }
    let (values, columns_of) = (get(marks, "values"), get(marks, "columns"));
    match columns_of.as_f64() {
        Some(width) if ArrayBuffer::is_view(values.unchecked_ref()) => {
            let width = if width >= 1.0 { width as usize } else { 0 };
            Ok(match values.dyn_ref::<Uint8Array>() {
                Some(bytes) => Matrix::from_bytes(bytes.to_vec(), width, options)?,
                None => Matrix::from_numbers(Float64Array::new(&values).to_vec(), width, options)?,
            })
        }
        _ => Ok(Matrix::from_columns(&[columns(marks)?], options)?),
    }
}

/// A row of cells.
fn cells(row: &JsValue) -> Result<Vec<Option<Label>>, Failure> {
    let refuse = || expected("rows of numbers, texts and null");
    if ArrayBuffer::is_view(row.unchecked_ref()) {
        return Ok(Float64Array::new(row)
            .to_vec()
            .into_iter()
            .map(|cell| Some(Label::Number(cell)))
            .collect());
    }
    let cell = |cell: JsValue| {
        if is_absent(&cell) {
            return Ok(None);
        }
        let number = cell.as_f64().map(Label::Number);
        number.or_else(|| cell.as_string().map(Label::Text)).map(Some).ok_or_else(refuse)
    };
    let mut cells = Vec::new();
    for one in row.dyn_ref::<Array>().ok_or_else(refuse)?.iter() {
        cells.push(cell(one)?);
    }
    Ok(cells)
}
