//! Comparisons: did it change, do places differ?

use pyo3::prelude::*;

use crate::convert::{ComparisonDocument, Data, SimilarityDocument};
use crate::table::Table;

/// What a comparison found. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Comparison")]
#[derive(PartialEq)]
pub(crate) struct Comparison(pub(crate) collabpro_core::Comparison);

#[pymethods]
impl Comparison {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<ComparisonDocument> {
        Data::new(self.to_json(py))
    }

    /// One row for each entry.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("Comparison({} entries)", self.0.table().rows())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}

/// How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Similarity")]
#[derive(PartialEq)]
pub(crate) struct Similarity(pub(crate) collabpro_core::comparison::Similarity);

#[pymethods]
impl Similarity {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<SimilarityDocument> {
        Data::new(self.to_json(py))
    }

    /// One row for each construct.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("Similarity({} constructs)", self.0.constructs.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}
