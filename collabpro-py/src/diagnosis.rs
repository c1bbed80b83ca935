//! Diagnosis: what the marks look like.

use pyo3::prelude::*;

use crate::convert::{Data, DiagnosisDocument};
use crate::table::Table;

/// What the marks of each unit look like: too weak, too forced, or neither. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Diagnosis")]
#[derive(PartialEq)]
pub(crate) struct Diagnosis(pub(crate) collabpro_core::Diagnosis);

#[pymethods]
impl Diagnosis {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<DiagnosisDocument> {
        Data::new(self.to_json(py))
    }

    /// A table with one row for each unit and occasion.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("Diagnosis({} by unit and occasion)", self.0.entries.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}
