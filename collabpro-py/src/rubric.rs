//! Instruments.

use pyo3::prelude::*;

use crate::convert::{Data, RubricDocument};
use crate::error::Failure;
use crate::table::Table;

/// A checked instrument: criteria with ordered categories, each aimed at one construct.
#[pyclass(frozen, eq, module = "collabpro", name = "Rubric")]
#[derive(PartialEq)]
pub(crate) struct Rubric(pub(crate) collabpro_core::Rubric);

/// The instrument that was given, or the bundled one.
pub(crate) fn given(rubric: Option<&Bound<'_, Rubric>>) -> collabpro_core::Rubric {
    rubric.map_or_else(collabpro_core::Rubric::bundled, |rubric| rubric.get().0.clone())
}

#[pymethods]
impl Rubric {
    /// The bundled rubric. Ours, not the authors', not validated.
    #[staticmethod]
    fn bundled(py: Python<'_>) -> Self {
        Self(py.detach(collabpro_core::Rubric::bundled))
    }

    /// Reads and checks an instrument; a RubricError lists all structural problems at once, each with its JSON path.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Rubric::from_json(text))?))
    }

    /// The instrument as canonical JSON; reading it again gives an equal rubric.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::Rubric::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<RubricDocument> {
        Data::new(self.to_json(py))
    }

    /// The rated lines as a table, with names in this language (or in English, where it has none).
    #[pyo3(signature = (*, language = "en"))]
    fn table(&self, py: Python<'_>, language: &str) -> Table {
        Table(py.detach(|| self.0.table(language)))
    }

    /// Id of the instrument.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Version of the instrument; ratings are pinned to id and version.
    #[getter]
    fn version(&self) -> &str {
        self.0.version()
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
