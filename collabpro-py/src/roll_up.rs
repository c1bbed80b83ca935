//! Roll-up: how the units of larger ones stand together.

use pyo3::prelude::*;

use crate::convert::{Data, RollUpDocument};
use crate::table::Table;

/// How the units of larger ones stand together, with the levels kept apart. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "RollUp")]
#[derive(PartialEq)]
pub(crate) struct RollUp(pub(crate) collabpro_core::RollUp);

#[pymethods]
impl RollUp {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<RollUpDocument> {
        Data::new(self.to_json(py))
    }

    /// One row for each larger unit, occasion, role and construct.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("RollUp({} entries)", self.0.entries.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}
