//! Instruments.

use collabpro_core::exchange::{CaseOptions, ToCaseOptions};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Data, Reread, RubricDocument, options};
use crate::error::Failure;
use crate::exchange::{CasePackage, CaseRubric};
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

    #[doc = signature!("from_case(text, *, ", CaseOptions, "")]
    /// Reads a rubric from a 1EdTech CASE 1.0 or 1.1 package; a RubricError lists what is wrong, each with its path in it.
    #[doc = parameters!(CaseOptions)]
    #[staticmethod]
    #[pyo3(signature = (text, **case: "Unpack[data.CaseOptions]"), text_signature = None)]
    fn from_case(
        py: Python<'_>,
        text: &str,
        case: Option<&Bound<'_, PyDict>>,
    ) -> Result<CaseRubric, Failure> {
        let options = CaseOptions::from_json(&options(case)?)?;
        Ok(CaseRubric(py.detach(|| collabpro_core::Rubric::from_case(text, &options))?))
    }

    #[doc = signature!("to_case($self, *, ", ToCaseOptions, "")]
    /// Writes the rubric as a CASE package. One that came as CASE is written as it came, with what was changed since.
    #[doc = parameters!(ToCaseOptions)]
    #[pyo3(signature = (**case: "Unpack[data.ToCaseOptions]"), text_signature = None)]
    fn to_case(&self, py: Python<'_>, case: Option<&Bound<'_, PyDict>>) -> Result<CasePackage, Failure> {
        let options = ToCaseOptions::from_json(&options(case)?)?;
        Ok(CasePackage(py.detach(|| self.0.to_case(&options))?))
    }

    /// The codebook of ratings on this instrument as long CSV: a row for each column and each value that it may hold.
    #[pyo3(signature = (*, language = "en"))]
    fn codebook(&self, py: Python<'_>, language: &str) -> Table {
        Table(py.detach(|| self.0.codebook(language)))
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

    /// The rated criteria as a table, with names in this language (or in English, where it has none).
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

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold its document.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Rubric::from_bytes(data))?))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
