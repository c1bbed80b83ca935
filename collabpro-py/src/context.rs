//! The context of a place.

use pyo3::prelude::*;

use crate::convert::{ContextDescriptors, ContextProfileDocument, Data};
use crate::error::Failure;

/// The twenty questions about the context of a place. Ours, not the authors'.
#[pyfunction]
pub(crate) fn context_descriptors(py: Python<'_>) -> Data<ContextDescriptors> {
    Data::new(py.detach(|| collabpro_core::ContextDescriptors::bundled().to_json()))
}

/// The context of one unit at one occasion: answers with source, date and recorder. Never added into a score.
#[pyclass(frozen, eq, module = "collabpro", name = "ContextProfile")]
#[derive(PartialEq)]
pub(crate) struct ContextProfile(collabpro_core::ContextProfile);

#[pymethods]
impl ContextProfile {
    /// Reads a profile and checks it; a RatingsError lists all problems at once, each with its JSON path.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::ContextProfile::from_json(text))?))
    }

    /// The profile as canonical JSON; reading it again gives an equal profile.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::ContextProfile::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<ContextProfileDocument> {
        Data::new(self.to_json(py))
    }

    fn __repr__(&self) -> String {
        format!("ContextProfile({}, {} answers)", self.0.unit, self.0.entries.len())
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
