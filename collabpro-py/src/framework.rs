//! The words of the framework.

use pyo3::prelude::*;

use crate::convert::{Data, Framework};

/// What the framework's words mean: one entry for each tenet, context dimension, warning sign, kind of unit and facet.
#[pyfunction]
pub(crate) fn framework(py: Python<'_>) -> Data<Framework> {
    Data::new(py.detach(|| collabpro_core::Framework::bundled().to_json()))
}
