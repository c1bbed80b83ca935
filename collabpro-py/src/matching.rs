//! How like the conditions of two places are.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Reread, document};
use crate::error::Failure;
use crate::show;
use crate::table::Table;
use crate::value::Held;

/// How like the conditions here are to those where something worked: a word for each dimension, no number over all.
#[pyclass(frozen, eq, module = "collabpro", name = "ContextMatch")]
#[derive(PartialEq)]
pub(crate) struct ContextMatch(pub(crate) Held<collabpro_core::ContextMatch>);

#[pymethods]
impl ContextMatch {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::ContextMatch::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

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

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, &self.title(), &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, &self.title(), &[])
    }
}

impl ContextMatch {
    fn title(&self) -> String {
        format!("ContextMatch of {} with {}", self.0.source.unit, self.0.here.unit)
    }
}
