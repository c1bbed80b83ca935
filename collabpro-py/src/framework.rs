//! The words of the framework.

use collabpro_core::Framework;
use pyo3::prelude::*;

use crate::convert::Data;

/// What the framework's words mean: one entry for each tenet, context dimension, warning sign, kind of unit and facet.
#[pyfunction]
pub(crate) fn framework(py: Python<'_>) -> Data<Framework> {
    Data::new(py.detach(|| Framework::bundled().to_json()))
}
