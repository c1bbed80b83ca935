//! The stop / continue / start sheet.

use pyo3::prelude::*;

use crate::convert::{Data, Reread, SheetDocument, written};
use crate::error::Failure;

/// What the people of a unit said they would stop, continue and start, in their own words, and what they set out to work
/// on. Kept with the assessment and shown at the next occasion.
#[pyclass(frozen, eq, module = "collabpro", name = "Sheet")]
#[derive(PartialEq)]
pub(crate) struct Sheet(pub(crate) collabpro_core::Sheet);

#[pymethods]
impl Sheet {
    /// Reads and checks a sheet: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each with its
    /// JSON path.
    #[staticmethod]
    #[pyo3(signature = (text: "_types.Document"))]
    fn from_json(text: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let written = written(text)?;
        Ok(Self(text.py().detach(|| collabpro_core::Sheet::from_json(&written))?))
    }

    /// The sheet as canonical JSON; reading it again gives an equal sheet.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::Sheet::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<SheetDocument> {
        Data::new(self.to_json(py))
    }

    fn __repr__(&self) -> String {
        format!("Sheet({}, {} entries)", self.0.unit, self.0.entries.len())
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
