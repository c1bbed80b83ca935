//! Who rated what, before any coefficient.

use collabpro_core::Watch;
use collabpro_core::rating_design::RatingDesignOptions;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::convert::{Data, RatingDesignDocument};
use crate::error::Failure;
use crate::rating_table;
use crate::table::Table;
use crate::watch::watched;

/// Who rated what: what is missing, how large panels are, what links raters and units, and what that allows. For
/// researchers.
#[pyclass(frozen, eq, module = "collabpro", name = "RatingDesign")]
#[derive(PartialEq)]
pub(crate) struct RatingDesign(pub(crate) collabpro_core::RatingDesign);

#[pymethods]
impl RatingDesign {
    /// Everything but the tables about single raters, as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The same as plain data.
    fn document(&self, py: Python<'_>) -> Data<RatingDesignDocument> {
        Data::new(self.to_json(py))
    }

    /// One of the tables: `groups`, `units`, `criteria`, `map`, `response`, `possible`; for research only `raters` and
    /// `pairs`.
    #[pyo3(signature = (name = "groups"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    fn __repr__(&self) -> String {
        format!("RatingDesign({} groups)", self.0.groups.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}

/// Who rated what in a plain table: a `RatingTable`, or what one is made of. `progress` is called with the units done, and their
/// number.
#[pyfunction]
#[pyo3(signature = (
    marks: "_types.Marks | RatingTable", *, progress: "_types.Progress | None" = None,
    **design: "Unpack[data.RatingTableOptions]"
))]
pub(crate) fn rating_design(
    py: Python<'_>,
    marks: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    design: Option<&Bound<'_, PyDict>>,
) -> Result<RatingDesign, Failure> {
    let (matrix, rest) = rating_table::given(marks, design)?;
    RatingDesignOptions::from_json(&rest)?;
    of(py, progress, |watch| matrix.rating_design(RatingDesignOptions::new().watch(watch)))
}

/// The design of ratings, of counts, of a table.
pub(crate) fn of(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    study: impl FnOnce(&mut dyn Watch) -> collabpro_core::Result<collabpro_core::RatingDesign> + Send,
) -> Result<RatingDesign, Failure> {
    Ok(RatingDesign(watched(py, progress, |watch| Ok(study(watch)?))?))
}
