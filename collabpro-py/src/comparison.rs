//! Comparisons of single measures and of two means, which only researchers ask for.

use pyo3::prelude::*;

use collabpro_core::comparison::{EquivalenceOptions, ReliableChangeOptions};
use pyo3::types::PyDict;

use crate::convert::{Data, EquivalenceDocument, ReliableChangeDocument, options};
use crate::error::Failure;

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
