//! The core's errors as Python exceptions; their classes stand in `python/collabpro/_errors.py`.

use collabpro_core::{Error, ErrorCode, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::loads;
use crate::language;

/// What a binding function may fail with: an error of the core, or an exception that passes through.
pub(crate) enum Failure {
    Core(Error),
    Python(PyErr),
}

impl Failure {
    /// Whether it is an error of the core with this code.
    pub(crate) fn is(&self, code: ErrorCode) -> bool {
        matches!(self, Self::Core(error) if error.code() == code)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Core(error) => {
                Python::attach(|py| exception(py, &error).unwrap_or_else(|raised| raised))
            }
            Failure::Python(error) => error,
        }
    }
}

fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let class = match error.kind() {
        ErrorKind::Rubric => "RubricError",
        ErrorKind::Ratings => "RatingsError",
        ErrorKind::Estimation => "EstimationError",
        _ => "CollabproError",
    };
    let fields = loads(py, &error.to_json_in(language::texts()))?.cast_into::<PyDict>()?;
    fields.del_item("kind")?;
    let raised = py.import("collabpro._errors")?.getattr(class)?.call((), Some(&fields))?;
    Ok(PyErr::from_value(raised))
}
