//! Agreement of a large table, put together from parts.

use collabpro_core::ErrorCode;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::Rebuilt;
use crate::error::Failure;
use crate::rating_table::alone;

/// Counts of units rated alike, put together from parts of a large table: `update` with each part, `merge` with what was
/// counted elsewhere, `finish` with the options of `agreement`. All ratings of a unit must be in one part: where units have names, one that
/// comes in two is refused.
#[pyclass(module = "collabpro", name = "AgreementState")]
pub(crate) struct AgreementState(pub(crate) collabpro_core::agreement::AgreementState);

#[pymethods]
impl AgreementState {
    #[new]
    fn new() -> Self {
        Self(collabpro_core::agreement::AgreementState::new())
    }

    #[doc = signature!("update($self, ratings, /, *, ", RatingTableOptions, "")]
    /// Adds a part, with the options of `RatingTable`.
    #[doc = parameters!(RatingTableOptions)]
    #[pyo3(signature = (ratings: "_types.PlainTable", /, **matrix: "Unpack[data.RatingTableOptions]"), text_signature = None)]
    fn update(
        &mut self,
        py: Python<'_>,
        ratings: &Bound<'_, PyAny>,
        matrix: Option<&Bound<'_, PyDict>>,
    ) -> Result<(), Failure> {
        match alone(ratings, "part", matrix) {
            Ok(table) => Ok(py.detach(|| self.0.update(&table))?),
            // A part of a stream may hold nothing.
            Err(failure) if failure.is(ErrorCode::NoRows) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    /// Adds what another state has counted, of other units. Units without names count twice if they come twice, as of a state merged with itself.
    fn merge(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> Result<(), Failure> {
        let other = other.borrow().0.clone();
        let mut own = slf.borrow_mut();
        let state = &mut own.0;
        Ok(slf.py().detach(|| state.merge(&other))?)
    }

    /// Units so far, those without a rating not among them.
    #[getter]
    fn units(&self) -> u64 {
        self.0.units()
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold who gave which ratings: personal data, where raters have names.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::agreement::AgreementState::from_bytes(data))?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self) -> String {
        format!("AgreementState({} units)", self.0.units())
    }
}
