//! Tables out, by the Arrow PyCapsule protocol.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::types::UInt32Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    RecordBatchOptions, StringArray, UInt32Array,
};
use arrow_schema::{ArrowError, Field, Schema};
use collabpro_core::table::Values;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use pyo3_arrow::PyRecordBatchReader;

use crate::convert::loads;
use crate::language::asked;

/// Named columns of equal length. Give it to polars, pandas, pyarrow or DuckDB: they take it as it is. Its rows are dictionaries.
#[pyclass(frozen, eq, module = "collabpro", name = "Table")]
#[derive(PartialEq)]
pub(crate) struct Table(pub(crate) collabpro_core::Table);

/// Rows shown in a notebook.
const SHOWN: usize = 20;

#[pymethods]
impl Table {
    /// The table as an Arrow stream of one batch; any library that speaks the Arrow PyCapsule protocol calls this.
    #[pyo3(signature = (requested_schema: "object | None" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let batch = py.detach(|| batch(&self.0)).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let schema = batch.schema();
        let reader = PyRecordBatchReader::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
        Bound::new(py, reader)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.0.columns().iter().map(|column| &*column.name).collect()
    }

    /// The table as CSV for spreadsheets; cells that a spreadsheet would take for formulas are made harmless.
    fn to_csv(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_csv())
    }

    /// The table as canonical JSON: one object of column name to array.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The table as a Word file (`.docx`) below its caption, its numbers rounded to three decimals; the same table is the same bytes.
    #[pyo3(signature = (caption = "", *, language = None))]
    fn to_docx(&self, py: Python<'_>, caption: &str, language: Option<&str>) -> Cow<'static, [u8]> {
        py.detach(|| self.0.to_docx(caption, asked(language))).into()
    }

    /// The rows, each a dictionary.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let columns = loads(py, &self.0.to_json())?.cast_into::<PyDict>()?;
        let rows = PyList::empty(py);
        for at in 0..self.0.rows() {
            let row = PyDict::new(py);
            for (name, values) in &columns {
                row.set_item(name, values.get_item(at)?)?;
            }
            rows.append(row)?;
        }
        Ok(rows.try_iter()?.into_any())
    }

    fn __len__(&self) -> usize {
        self.0.rows()
    }

    fn __repr__(&self) -> String {
        format!("Table({} rows: {})", self.0.rows(), self.columns().join(", "))
    }

    pub(crate) fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_html(SHOWN))
    }
}

fn batch(table: &collabpro_core::Table) -> Result<RecordBatch, ArrowError> {
    let arrays: Vec<ArrayRef> =
        table.columns().iter().map(|column| array(&column.values)).collect::<Result<_, _>>()?;
    let names = table.columns().iter().map(|column| &*column.name);
    let fields: Vec<Field> =
        names.zip(&arrays).map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(table.rows()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
}

fn array(values: &Values) -> Result<ArrayRef, ArrowError> {
    Ok(match values {
        Values::Number(values) => Arc::new(Float64Array::from(values.clone())),
        Values::Integer(values) => Arc::new(Int64Array::from(values.clone())),
        Values::Flag(values) => Arc::new(BooleanArray::from(values.clone())),
        Values::Text { words, codes } => Arc::new(DictionaryArray::<UInt32Type>::try_new(
            UInt32Array::from(codes.clone()),
            Arc::new(StringArray::from_iter_values(words)),
        )?),
        _ => return Err(ArrowError::NotYetImplemented("a column of this kind".to_owned())),
    })
}
