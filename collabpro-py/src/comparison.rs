//! Comparisons: did it change, do places differ?

use pyo3::prelude::*;

use collabpro_core::comparison::{EquivalenceOptions, ReliableChangeOptions};
use pyo3::types::PyDict;

use crate::convert::{Data, EquivalenceDocument, ReliableChangeDocument, document, options};
use crate::error::Failure;
use crate::table::Table;

#[doc = signature!("reliable_change(*, ", ReliableChangeOptions, "")]
/// Whether single measures moved by more than their error of measurement, by a method that is named; for researchers.
/// `before` and `after` are lists of numbers, `reliability` is that of the measure.
#[doc = parameters!(ReliableChangeOptions)]
#[pyfunction]
#[pyo3(signature = (**reliable: "Unpack[data.ReliableChangeOptions]"), text_signature = None)]
pub(crate) fn reliable_change(
    py: Python<'_>,
    reliable: Option<&Bound<'_, PyDict>>,
) -> Result<Data<ReliableChangeDocument>, Failure> {
    let asked = ReliableChangeOptions::from_json(&options(reliable)?)?;
    Ok(Data::new(py.detach(|| collabpro_core::comparison::reliable_change(&asked))?.to_json()))
}

#[doc = signature!("equivalence(*, ", EquivalenceOptions, "")]
/// Whether two means are equivalent, by two one-sided tests; for researchers. `first` and `second` are lists of numbers,
/// or `{"mean": ..., "sd": ..., "n": ...}`; `lower` and `upper` are the differences that would matter.
#[doc = parameters!(EquivalenceOptions)]
#[pyfunction]
#[pyo3(signature = (**equivalence: "Unpack[data.EquivalenceOptions]"), text_signature = None)]
pub(crate) fn equivalence(
    py: Python<'_>,
    equivalence: Option<&Bound<'_, PyDict>>,
) -> Result<Data<EquivalenceDocument>, Failure> {
    let asked = EquivalenceOptions::from_json(&options(equivalence)?)?;
    Ok(Data::new(py.detach(|| collabpro_core::comparison::equivalence(&asked))?.to_json()))
}

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

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        document(py, &self.to_json(py))
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
