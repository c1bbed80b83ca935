//! Units and occasions.

use pyo3::prelude::*;

use crate::convert::{Data, Reread, Source, UnitsDocument};
use crate::error::Failure;

/// Units with their kinds, parents, sizes and practices, and the order of occasions: an optional second file.
#[pyclass(frozen, eq, module = "collabpro", name = "Units")]
#[derive(PartialEq)]
pub(crate) struct Units(pub(crate) collabpro_core::Units);

/// What is known of units; nothing, where none are given.
pub(crate) fn known(units: Option<&Bound<'_, Units>>) -> collabpro_core::Units {
    units.map(|units| units.get().0.clone()).unwrap_or_default()
}

#[pymethods]
impl Units {
    /// Reads and checks a units document; a RatingsError lists all problems at once, each with its JSON path.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Units::from_json(text))?))
    }

    /// Reads a units file in CSV: a path, bytes, or a file that is open.
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
