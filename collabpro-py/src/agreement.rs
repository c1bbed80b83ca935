//! Agreement of a large table, put together from parts.

use std::sync::{Mutex, MutexGuard, PoisonError};

use collabpro_core::agreement::AgreementState as State;
use collabpro_core::watch::Watched;
use collabpro_core::{Agreement, AgreementOptions, ErrorCode};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::Rebuilt;
use crate::error::Failure;
use crate::rating_table::alone;

/// Counts of units rated alike, put together from parts of a large table: `update` with each part, `merge` with what was
/// counted elsewhere, `finish` with the options of `agreement`. All ratings of a unit must be in one part: where units have names, one that
/// comes in two is refused.
#[pyclass(frozen, module = "collabpro", name = "AgreementState")]
pub(crate) struct AgreementState(pub(crate) Shared);

/// What threads may put together at the same time.
#[derive(Default)]
pub(crate) struct Shared(Mutex<State>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Whoever failed in the middle left what was counted before.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The study of all units so far; others may count on meanwhile.
    pub(crate) fn finish<'w>(
        &self,
        options: impl Into<Watched<'w, AgreementOptions>>,
    ) -> collabpro_core::Result<Agreement> {
        let state = self.lock().clone();
        state.finish(options)
    }
}

#[pymethods]
impl AgreementState {
    #[new]
    fn new() -> Self {
        Self(Shared::default())
    }

    #[doc = signature!("update($self, ratings, /, *, ", RatingTableOptions, "")]
    /// Adds a part, with the options of `RatingTable`.
    #[doc = parameters!(RatingTableOptions)]
    #[pyo3(signature = (ratings: "_types.PlainTable", /, **matrix: "Unpack[data.RatingTableOptions]"), text_signature = None)]
    fn update(
        &self,
        py: Python<'_>,
        ratings: &Bound<'_, PyAny>,
        matrix: Option<&Bound<'_, PyDict>>,
    ) -> Result<(), Failure> {
        match alone(ratings, "part", matrix) {
            Ok(table) => Ok(py.detach(|| self.0.lock().update(&table))?),
            // A part of a stream may hold nothing.
            Err(failure) if failure.is(ErrorCode::NoRows) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    /// Adds what another state has counted, of other units. Units without names count twice if they come twice, as of a state merged with itself.
    fn merge(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Result<(), Failure> {
        let other = &other.get().0;
        Ok(py.detach(|| {
            let other = other.lock().clone();
            self.0.lock().merge(&other)
        })?)
    }

    /// Units so far, those without a rating not among them.
    #[getter]
    fn units(&self) -> u64 {
        self.0.lock().units()
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold who gave which ratings: personal data, where raters have names.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.lock().to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        let state = py.detach(|| State::from_bytes(data))?;
        Ok(Self(Shared(Mutex::new(state))))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self) -> String {
        format!("AgreementState({} units)", self.units())
    }
}
