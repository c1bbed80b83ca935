//! Plain tables of ratings: from arrays, lists, frames and columns.

use collabpro_core::rating_design::RatingDesignOptions;
use collabpro_core::rating_table::{Label, RatingTableOptions};
use collabpro_core::ratings::ColumnSet;
use collabpro_core::{Error, ErrorCode};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyDict, PyIterator};

use crate::columns::{self, Cell};
use crate::convert::{Rebuilt, document, options};
use crate::error::Failure;
use crate::table::Table;

#[doc = signature!("RatingTable(ratings, /, *, ", RatingTableOptions, "")]
/// A plain table of ratings, without a rubric: units in rows and raters (or items) in columns, unless `rows` or `shape`
/// say otherwise. From a two-dimensional array, a list of lists, a frame of polars, pandas, pyarrow or DuckDB, or a
/// dictionary of columns; `None` and NaN are missing, and 255 in an array of bytes. Declare the scale by `categories`; an
/// ordered Categorical of pandas and an Enum of polars declare it by themselves.
///
/// Wherever they come from, texts that can all be read as numbers are numbers, and True and False are 1 and 0. Dates are
/// names, of units or raters, and in frames only. Each row of a wide table is a unit of its own, also where two have one name.
#[doc = parameters!(RatingTableOptions)]
#[pyclass(frozen, eq, module = "collabpro", name = "RatingTable")]
#[derive(PartialEq)]
pub(crate) struct RatingTable(pub(crate) collabpro_core::RatingTable);

#[pymethods]
impl RatingTable {
    #[new]
    #[pyo3(signature = (ratings: "_types.PlainTable", /, **options: "Unpack[data.RatingTableOptions]"), text_signature = None)]
    fn new(
        py: Python<'_>,
        ratings: &Bound<'_, PyAny>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        RatingTableOptions::from_json(&self::options(options)?)?;
        let (ratings, options) = of_table(ratings, "table", options)?;
        Ok(Self(read(py, &ratings, RatingTableOptions::from_json(&options)?)?))
    }

    /// How many units.
    #[getter]
    fn units(&self) -> usize {
        self.0.units()
    }

    /// How many raters, or items.
    #[getter]
    fn raters(&self) -> usize {
        self.0.raters()
    }

    /// How many ratings.
    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The ratings as a long table, a row for each: `unit`, `group` where there are groups, `rater`, `rating`. `RatingTable` reads it
    /// again. It holds who rated what: personal data.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        document(py, &self.to_json(py))
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold every rating and the labels of the raters: personal data.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::RatingTable::from_bytes(data))?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// The table that a verb is called on, and the verb's own options, which `verb` reads: a `RatingTable`, or what one is made of.
/// Options are checked before data.
pub(crate) fn given<V>(
    ratings: &Bound<'_, PyAny>,
    keywords: Option<&Bound<'_, PyDict>>,
    verb: impl FnOnce(&str) -> collabpro_core::Result<V>,
) -> Result<(collabpro_core::RatingTable, V), Failure> {
    if let Ok(matrix) = ratings.cast::<RatingTable>() {
        let given = options(keywords)?;
        let asked = verb(&given).map_err(|error| {
            // What the verb does not know is an option of tables.
            let of_tables = RatingTableOptions::beside(&given, |_| Ok(()))
                .is_ok_and(|(own, ())| own != RatingTableOptions::new());
            let told = Error::wrong_argument("options of the verb alone: RatingTable takes those of a table");
            if of_tables && error.code() == ErrorCode::UnknownOption { told } else { error }
        })?;
        return Ok((matrix.get().0.clone(), asked));
    }
    let (_, verb) = RatingTableOptions::beside(&options(keywords)?, verb)?;
    let (ratings, given) = of_table(ratings, "table", keywords)?;
    let (own, ()) = RatingTableOptions::beside(&given, |_| Ok(()))?;
    Ok((read(ratings.py(), &ratings, own)?, verb))
}

/// A table, or a part of one, with its own options and no others.
pub(crate) fn alone(
    ratings: &Bound<'_, PyAny>,
    verb: &str,
    keywords: Option<&Bound<'_, PyDict>>,
) -> Result<collabpro_core::RatingTable, Failure> {
    if let Ok(matrix) = ratings.cast::<RatingTable>() {
        RatingDesignOptions::from_json(&options(keywords)?)?;
        return Ok(matrix.get().0.clone());
    }
    RatingTableOptions::from_json(&options(keywords)?)?;
    let (ratings, given) = of_table(ratings, verb, keywords)?;
    read(ratings.py(), &ratings, RatingTableOptions::from_json(&given)?)
}

/// The columns of a long table of several facets, and the verb's options, which `verb` reads before the data.
pub(crate) fn long<V>(
    ratings: &Bound<'_, PyAny>,
    keywords: Option<&Bound<'_, PyDict>>,
    verb: impl Fn(&str) -> collabpro_core::Result<V>,
) -> Result<(Vec<ColumnSet>, V), Failure> {
    verb(&options(keywords)?)?;
    let (prepared, given) = of_table(ratings, "scores", keywords)?;
    let asked = verb(&given)?;
    let columns = columns::of(&prepared, true)?.ok_or_else(|| columns::no_table(&prepared, None))?;
    Ok((columns::sets(columns)?, asked))
}

/// A table and the options beside it; a frame may declare the order of its categories, and its index may name the units.
pub(crate) fn of_table<'py>(
    ratings: &Bound<'py, PyAny>,
    verb: &str,
    keywords: Option<&Bound<'py, PyDict>>,
) -> Result<(Bound<'py, PyAny>, String), Failure> {
    type Table<'py> = (Bound<'py, PyAny>, Bound<'py, PyDict>, Option<String>, Option<(String, String)>);
    let (ratings, given, level, orders): Table<'py> =
        columns::prepared(ratings, verb, keywords)?.extract()?;
    match (level, orders) {
        (Some(level), _) => Err(Error::unused_level(level).into()),
        (None, Some((first, second))) => Err(Error::different_orders(&first, &second).into()),
        (None, None) => Ok((ratings, options(Some(&given))?)),
    }
}

/// Warns where a table of plain data has more raters than units and nobody said which is which: rows may be raters.
pub(crate) fn oriented(
    ratings: &Bound<'_, PyAny>,
    keywords: Option<&Bound<'_, PyDict>>,
    table: &collabpro_core::RatingTable,
) -> PyResult<()> {
    if table.raters() > table.units() && ratings.cast::<RatingTable>().is_err() {
        let module = ratings.py().import("collabpro._frames")?;
        module.call_method1("tell_rows", (ratings, keywords, table.units(), table.raters()))?;
    }
    Ok(())
}

fn read(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    options: RatingTableOptions,
) -> Result<collabpro_core::RatingTable, Failure> {
    use collabpro_core::RatingTable;
    if let Some(columns) = columns::of(ratings, true)? {
        let sets = columns::sets(columns)?;
        return Ok(py.detach(|| RatingTable::from_columns(&sets, options))?);
    }
    if ratings.hasattr("__array_interface__")? {
        return array(py, ratings, options);
    }
    let rows = parts(ratings).ok_or_else(|| columns::no_table(ratings, None))?;
    let mut table: Vec<Vec<Option<Label>>> = Vec::new();
    for row in rows {
        let row = row.map_err(|error| columns::raised(ratings, error, false))?;
        let mut cells = Vec::new();
        for (at, cell) in parts(&row).ok_or_else(|| columns::no_table(ratings, None))?.enumerate() {
            let cell = cell?;
            cells.push(match columns::label(&cell)? {
                Cell::Nothing => None,
                Cell::Label(label) => Some(label),
                Cell::Name(_) => {
                    let what = cell.get_type().name()?.to_string();
                    return Err(Error::unreadable_column((at + 1).to_string(), what).into());
                }
                Cell::Other(what) => return Err(Error::unreadable_column((at + 1).to_string(), what).into()),
            });
        }
        table.push(cells);
    }
    Ok(py.detach(|| RatingTable::from_cells(table, options))?)
}

/// Whether whole numbers lie so close to 0 that real ones hold all of them.
fn is_exact(ratings: &Bound<'_, PyAny>) -> PyResult<bool> {
    let within = |op: CompareOp, end: i64| -> PyResult<bool> {
        ratings.rich_compare(end, op)?.call_method0("all")?.is_truthy()
    };
    Ok(within(CompareOp::Ge, -(1 << 53))? && within(CompareOp::Le, 1 << 53)?)
}

/// What something consists of, in its order.
fn parts<'py>(whole: &Bound<'py, PyAny>) -> Option<Bound<'py, PyIterator>> {
    if columns::is_ordered(whole).unwrap_or(false) { whole.try_iter().ok() } else { None }
}

/// An array of numpy: bytes and numbers as they lie, anything else cell by cell.
fn array(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    options: RatingTableOptions,
) -> Result<collabpro_core::RatingTable, Failure> {
    use collabpro_core::RatingTable;
    // A masked array says by itself what is missing.
    let ratings = if ratings.hasattr("filled")? {
        ratings.call_method1("astype", ("float64",))?.call_method1("filled", (f64::NAN,))?
    } else {
        ratings.clone()
    };
    let shape: Vec<usize> = ratings.getattr("shape")?.extract()?;
    let columns = if shape.len() == 2 { shape[1] } else { 0 };
    let kind: String = ratings.getattr("dtype")?.getattr("kind")?.extract()?;
    let size: usize = ratings.getattr("dtype")?.getattr("itemsize")?.extract()?;
    let raw = |array: &Bound<'_, PyAny>| -> PyResult<PyBackedBytes> {
        Ok(array.call_method0("tobytes")?.extract()?)
    };
    match (kind.as_str(), size) {
        ("u", 1) => {
            let bytes = raw(&ratings)?;
            Ok(py.detach(|| RatingTable::from_u8(bytes.to_vec(), columns, options))?)
        }
        ("M" | "m", _) => {
            let what = ratings.getattr("dtype")?.str()?.to_string();
            Err(Error::unreadable_column("1", what).into())
        }
        // Whole numbers that would become others go the way of texts.
        ("i" | "u", 8) if !is_exact(&ratings)? => read(py, &ratings.call_method0("tolist")?, options),
        ("b" | "i" | "u" | "f", _) => {
            // By their digits: 0.1 is what a real number of 64 bits calls so.
            let digits = kind == "f" && size < 8;
            let shown = if digits { ratings.call_method1("astype", ("U",))? } else { ratings.clone() };
            let bytes = raw(&shown.call_method1("astype", ("<f8",))?)?;
            let number = |bytes: &[u8]| f64::from_le_bytes(std::array::from_fn(|at| bytes[at]));
            Ok(py.detach(|| {
                RatingTable::from_numbers(bytes.chunks_exact(8).map(number).collect(), columns, options)
            })?)
        }
        _ if shape.len() == 2 => read(py, &ratings.call_method0("tolist")?, options),
        _ => Ok(RatingTable::from_u8(vec![0; shape.iter().product()], 0, options)?),
    }
}
