//! Tables out: by the Arrow PyCapsule protocol, as frames of others, cell by cell.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::types::UInt32Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    RecordBatchOptions, StringArray, UInt32Array,
};
use arrow_schema::{ArrowError, Field, Schema};
use collabpro_core::table::Values;
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PySlice};
use pyo3_arrow::PyRecordBatchReader;

use crate::convert::write_text;
use crate::error::Failure;
use crate::language::asked;
use crate::show;

/// Named columns of equal length. Give it to polars, pandas, pyarrow, DuckDB or plotnine: they take it as it is. Its rows are dictionaries;
/// `table["share"]` is a column, `table[["unit", "share"]]` and `table[:10]` are parts of it.
#[pyclass(frozen, eq, module = "collabpro", name = "Table")]
#[derive(PartialEq)]
pub(crate) struct Table(pub(crate) collabpro_core::Table);

/// What pickle keeps of a table: what makes it again, and name, kind and cells of each column.
type Remade<'py> = (Bound<'py, PyAny>, (Vec<(String, &'static str, Bound<'py, PyAny>)>,));

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

    /// The table as a DataFrame of pandas, texts as texts; pyarrow is used where it is installed.
    #[pyo3(signature = () -> "pandas.DataFrame")]
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        leave(slf, "to_pandas")
    }

    /// The table as a DataFrame of polars, texts as texts.
    #[pyo3(signature = () -> "polars.DataFrame")]
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        leave(slf, "to_polars")
    }

    /// The table as one of pyarrow, texts as texts.
    #[pyo3(signature = () -> "pyarrow.Table")]
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        leave(slf, "to_arrow")
    }

    /// The table as CSV for spreadsheets, as a text or, with a path, in a file. Cells that a spreadsheet would take for formulas are
    /// made harmless.
    #[pyo3(signature = (path: "_types.Path | None" = None) -> "str | None", text_signature = "($self, path=None)")]
    fn to_csv(&self, py: Python<'_>, path: Option<&Bound<'_, PyAny>>) -> Result<Option<String>, Failure> {
        write_text(py, py.detach(|| self.0.to_csv()), path)
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
        let columns = self.0.columns().iter();
        let columns = columns.map(|column| Ok((&column.name, cells(py, &column.values, self.0.rows())?)));
        let columns = columns.collect::<PyResult<Vec<_>>>()?;
        let rows = PyList::empty(py);
        for at in 0..self.0.rows() {
            let row = PyDict::new(py);
            for (name, cells) in &columns {
                row.set_item(name, cells.get_item(at)?)?;
            }
            rows.append(row)?;
        }
        Ok(rows.try_iter()?.into_any())
    }

    fn __len__(&self) -> usize {
        self.0.rows()
    }

    /// A column by its name, as a list; a table of some columns, by a list of names, or of some rows, by a slice.
    fn __getitem__<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(name) = asked.extract::<String>() {
            let column = self.0.columns().get(self.position(&name)?);
            return column.map_or_else(
                || Err(PyKeyError::new_err(name)),
                |column| cells(py, &column.values, self.0.rows()).map(Bound::into_any),
            );
        }
        let part = if let Ok(rows) = asked.cast::<PySlice>() {
            let rows = rows.indices(self.0.rows().cast_signed())?;
            if rows.step != 1 {
                return Err(PyValueError::new_err(
                    "rows are taken one after the other: a slice without a step",
                ));
            }
            let rows = rows.start.cast_unsigned()..rows.stop.max(rows.start).cast_unsigned();
            py.detach(|| self.0.part(0..self.0.columns().len(), rows))
        } else if let Ok(names) = asked.extract::<Vec<String>>() {
            let columns = names.iter().map(|name| self.position(name)).collect::<PyResult<Vec<_>>>()?;
            py.detach(|| self.0.part(columns, 0..self.0.rows()))
        } else {
            return Err(PyTypeError::new_err("a name of a column, a list of names, or a slice of rows"));
        };
        Ok(Bound::new(py, Self(part))?.into_any())
    }

    /// What pickle makes a table of.
    #[staticmethod]
    #[pyo3(signature = (columns: "list[tuple[str, str, Any]]"))]
    fn _of(columns: Vec<(String, String, Bound<'_, PyAny>)>) -> PyResult<Self> {
        let wrong = || PyValueError::new_err("these are no columns of a table");
        let values = |kind: &str, cells: &Bound<'_, PyAny>| -> PyResult<Values> {
            Ok(match kind {
                "number" => Values::Number(cells.extract()?),
                "integer" => Values::Integer(cells.extract()?),
                "flag" => Values::Flag(cells.extract()?),
                "text" => {
                    let (words, codes) = cells.extract()?;
                    Values::Text { words, codes }
                }
                _ => return Err(wrong()),
            })
        };
        let columns = columns.into_iter().map(|(name, kind, cells)| Ok((name, values(&kind, &cells)?)));
        let columns = columns.collect::<PyResult<Vec<_>>>()?;
        collabpro_core::Table::of(columns).map(Self).ok_or_else(wrong)
    }

    #[pyo3(signature = () -> "tuple[object, tuple[object]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Remade<'py>> {
        let column = |column: &collabpro_core::table::Column| {
            let cells = match &column.values {
                Values::Text { words, codes } => (words.clone(), codes.clone()).into_pyobject(py)?.into_any(),
                values => cells(py, values, self.0.rows())?.into_any(),
            };
            Ok((column.name.to_string(), kind(&column.values), cells))
        };
        let columns = self.0.columns().iter().map(column).collect::<PyResult<Vec<_>>>()?;
        Ok((py.get_type::<Self>().getattr("_of")?, (columns,)))
    }

    /// How many rows there are; and of each column its name, its kind, its first cells, whether it holds anything, and whether that
    /// is the same everywhere, as far as the first `judged` rows say.
    #[pyo3(signature = (rows: "int", judged: "int") -> "tuple[int, list[tuple[str, str, list[Any], bool, bool]]]")]
    fn _first<'py>(
        &'py self,
        py: Python<'py>,
        rows: usize,
        judged: usize,
    ) -> PyResult<(usize, Vec<First<'py>>)> {
        let columns = self.0.columns().iter().map(|column| {
            let (is_there, is_one) = py.detach(|| sameness(&column.values, judged));
            Ok((&*column.name, kind(&column.values), cells(py, &column.values, rows)?, is_there, is_one))
        });
        Ok((self.0.rows(), columns.collect::<PyResult<_>>()?))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        show::text(slf, "Table", &[])
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        show::html(slf, "Table", &[])
    }
}

type First<'py> = (&'py str, &'static str, Bound<'py, PyList>, bool, bool);

impl Table {
    fn position(&self, name: &str) -> PyResult<usize> {
        let known = self.columns();
        let found = known.iter().position(|column| *column == name);
        found.ok_or_else(|| PyKeyError::new_err(format!("no column {name}: there are {}", known.join(", "))))
    }
}

/// A table as a frame of a library, which is imported only now.
fn leave<'py>(table: &Bound<'py, Table>, how: &str) -> PyResult<Bound<'py, PyAny>> {
    table.py().import("collabpro._leave")?.call_method1(how, (table,))
}

fn kind(values: &Values) -> &'static str {
    match values {
        Values::Number(_) => "number",
        Values::Integer(_) => "integer",
        Values::Flag(_) => "flag",
        _ => "text",
    }
}

/// The first cells of a column.
fn cells<'py>(py: Python<'py>, values: &Values, rows: usize) -> PyResult<Bound<'py, PyList>> {
    match values {
        Values::Number(values) => PyList::new(py, values.iter().take(rows).collect::<Vec<_>>()),
        Values::Integer(values) => PyList::new(py, values.iter().take(rows).collect::<Vec<_>>()),
        Values::Flag(values) => PyList::new(py, values.iter().take(rows).collect::<Vec<_>>()),
        Values::Text { words, codes } => {
            let word = |code: &Option<u32>| code.and_then(|code| words.get(code as usize));
            PyList::new(py, codes.iter().take(rows).map(word).collect::<Vec<_>>())
        }
        _ => Err(PyValueError::new_err("a column of this kind")),
    }
}

/// Whether the first cells hold anything, and whether they are all the same.
fn sameness(values: &Values, rows: usize) -> (bool, bool) {
    fn of<V: PartialEq>(values: &[Option<V>], rows: usize) -> (bool, bool) {
        let values = values.get(..rows).unwrap_or(values);
        (values.iter().any(Option::is_some), values.windows(2).all(|two| two.first() == two.last()))
    }
    match values {
        Values::Number(values) => of(values, rows),
        Values::Integer(values) => of(values, rows),
        Values::Flag(values) => of(values, rows),
        Values::Text { codes, .. } => of(codes, rows),
        _ => (true, false),
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
