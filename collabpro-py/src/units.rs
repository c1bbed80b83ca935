//! Units and occasions.

use pyo3::prelude::*;

use crate::convert::{Data, Reread, Source, UnitsDocument, written};
use crate::error::Failure;

/// Units with their kinds, parents, sizes and practices, and the order of occasions: an optional second file.
#[pyclass(frozen, eq, module = "collabpro", name = "Units")]
#[derive(PartialEq)]
pub(crate) struct Units(pub(crate) collabpro_core::Units);

/// What is known of units, as it was given or as its document says; nothing, where none are given.
pub(crate) fn known(units: Option<&Bound<'_, PyAny>>) -> Result<collabpro_core::Units, Failure> {
    let Some(units) = units else { return Ok(collabpro_core::Units::default()) };
    match units.cast::<Units>() {
        Ok(units) => Ok(units.get().0.clone()),
        Err(_) => Ok(collabpro_core::Units::from_json(&written(units)?)?),
    }
}

#[pymethods]
impl Units {
    /// Reads and checks a units document: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each
    /// with its JSON path.
    #[staticmethod]
    #[pyo3(signature = (text: "_types.Document"))]
    fn from_json(text: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let written = written(text)?;
        Ok(Self(text.py().detach(|| collabpro_core::Units::from_json(&written))?))
    }

    /// Reads a units file in CSV: a path, bytes, a file that is open, or the text itself.
    #[staticmethod]
    #[pyo3(signature = (source: "_types.Source"))]
    fn from_csv(py: Python<'_>, source: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let mut source = Source::new(source)?;
        let read = py.detach(|| collabpro_core::Units::from_csv(&mut source));
        Ok(Self(source.result(read.map_err(Failure::from))?))
    }

    /// The units as canonical JSON; reading it again gives equal units.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::Units::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<UnitsDocument> {
        Data::new(self.to_json(py))
    }

    fn __len__(&self) -> usize {
        self.0.iter().count()
    }

    fn __repr__(&self) -> String {
        format!("Units({} units, {} occasions)", self.0.iter().count(), self.0.occasions().len())
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
