//! Forms of others: survey exports.

use pyo3::prelude::*;

use crate::convert::{Data, SurveyMappingDocument};
use crate::error::Failure;

/// What the columns and labels of a survey mean; one mapping serves every time the survey is held.
#[pyclass(frozen, eq, module = "collabpro", name = "SurveyMapping")]
#[derive(PartialEq)]
pub(crate) struct SurveyMapping(pub(crate) collabpro_core::SurveyMapping);

#[pymethods]
impl SurveyMapping {
    /// Reads a mapping and checks it; a RatingsError lists all problems at once, each with its JSON path.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::SurveyMapping::from_json(text))?))
    }

    /// The mapping as canonical JSON; reading it again gives an equal mapping.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::SurveyMapping::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<SurveyMappingDocument> {
        Data::new(self.to_json(py))
    }

    fn __repr__(&self) -> String {
        format!("SurveyMapping({} columns)", self.0.criteria.len())
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
