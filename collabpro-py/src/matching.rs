//! How like the conditions of two places are.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::document;
use crate::table::Table;
use crate::value::Held;

/// How like the conditions here are to those where something worked: a word for each dimension, no number over all.
#[pyclass(frozen, eq, module = "collabpro", name = "ContextMatch")]
#[derive(PartialEq)]
pub(crate) struct ContextMatch(pub(crate) Held<collabpro_core::ContextMatch>);

#[pymethods]
impl ContextMatch {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        document(py, &self.to_json(py))
    }

    /// One row for each descriptor.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("ContextMatch({} with {})", self.0.source.unit, self.0.here.unit)
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}
