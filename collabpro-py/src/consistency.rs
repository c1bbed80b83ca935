//! Consistency: whether the lines of a construct, or the columns of a table, tell the same story.

use collabpro_core::Watch;
use collabpro_core::consistency::ConsistencyOptions;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::convert::{ConsistencyDocument, Data};
use crate::error::Failure;
use crate::rating_table;
use crate::table::Table;
use crate::watch::watched;

/// Alpha, omega, Guttman's lambdas, and what each item is to the others. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Consistency")]
#[derive(PartialEq)]
pub(crate) struct Consistency(pub(crate) collabpro_core::Consistency);

#[pymethods]
impl Consistency {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<ConsistencyDocument> {
        Data::new(self.to_json(py))
    }

    /// One of the tables: `results` or `items`.
    #[pyo3(signature = (name = "results"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    fn __repr__(&self) -> String {
        format!("Consistency({} results)", self.0.results.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}

/// How consistent the columns of a plain table are over its rows: a `RatingTable`, or what one is made of. `group` or `groups`
/// adds what lies within and between groups of rows. `progress` is called with the steps done, and their number.
#[pyfunction]
#[pyo3(signature = (
    marks: "_types.Marks | RatingTable", *, progress: "_types.Progress | None" = None,
    **consistency: "Unpack[data.RatingTableConsistencyOptions]"
))]
pub(crate) fn consistency(
    py: Python<'_>,
    marks: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    consistency: Option<&Bound<'_, PyDict>>,
) -> Result<Consistency, Failure> {
    let (matrix, asked) = rating_table::given(marks, consistency)?;
    of(py, progress, &asked, |options, watch| matrix.consistency(options.watch(watch)))
}

/// What a study finds with these options: of ratings, of counts, of a table.
pub(crate) fn of(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    asked: &str,
    study: impl FnOnce(ConsistencyOptions, &mut dyn Watch) -> collabpro_core::Result<collabpro_core::Consistency>
    + Send,
) -> Result<Consistency, Failure> {
    let options = ConsistencyOptions::from_json(asked)?;
    Ok(Consistency(watched(py, progress, |watch| Ok(study(options, watch)?))?))
}
