//! Disagreement: where people of one unit see it differently.

use pyo3::prelude::*;

use crate::convert::{Data, DisagreementDocument};
use crate::error::Failure;
use crate::table::Table;

/// Where people of each unit see it differently. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Disagreement")]
#[derive(PartialEq)]
pub(crate) struct Disagreement(pub(crate) collabpro_core::Disagreement);

#[pymethods]
impl Disagreement {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<DisagreementDocument> {
        Data::new(self.to_json(py))
    }

    /// One of the tables: `criteria`, `constructs`, `gaps`, `constructGaps` or `sight`.
    #[pyo3(signature = (name = "criteria"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    fn __repr__(&self) -> String {
        format!("Disagreement({} by criterion, {} gaps)", self.0.criteria.len(), self.0.gaps.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}
