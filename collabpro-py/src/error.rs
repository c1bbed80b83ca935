//! The core's errors as Python exceptions; their classes stand in `python/collabpro/_errors.py`.

use std::path::PathBuf;

use collabpro_core::{Error, ErrorCode, ErrorKind};
use pyo3::exceptions::{PyOSError, PyUnicodeError, PyValueError};
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

/// What Python raised of a file or a text, as an error of the core. That of a file is also what Python raised.
pub(crate) fn told(py: Python<'_>, raised: PyErr) -> Failure {
    if raised.is_instance_of::<PyUnicodeError>(py) {
        return Error::invalid_utf8().into();
    }
    let is_file = raised.is_instance_of::<PyOSError>(py);
    // A path may hold what no path can.
    if !is_file && !raised.is_instance_of::<PyValueError>(py) {
        return raised.into();
    }
    let shown = || {
        // The name says enough; the whole path is an attribute.
        let told: String = raised.value(py).getattr("strerror")?.extract()?;
        let path: PathBuf = raised.value(py).getattr("filename")?.extract()?;
        Ok::<_, PyErr>(format!("{told}: {}", path.file_name().unwrap_or_default().display()))
    };
    let error = Error::from(std::io::Error::other(shown().unwrap_or_else(|_| raised.value(py).to_string())));
    if !is_file {
        return error.into();
    }
    let of_file = || {
        let both = (raised.value(py), fields(py, &error)?);
        Ok(PyErr::from_value(py.import("collabpro._errors")?.call_method1("of_file", both)?))
    };
    of_file().unwrap_or_else(|failed: PyErr| failed).into()
}

/// What an exception of an error is made of.
fn fields<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyDict>> {
    let fields = loads(py, &error.in_snake_case().to_json_in(language::texts()))?.cast_into::<PyDict>()?;
    fields.del_item("kind")?;
    Ok(fields)
}

fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let class = match error.kind() {
        ErrorKind::Rubric => "RubricError",
        ErrorKind::Ratings => "RatingsError",
        ErrorKind::Estimation => "EstimationError",
        _ => "CollabproError",
    };
    let raised = py.import("collabpro._errors")?.getattr(class)?.call((), Some(&fields(py, error)?))?;
    Ok(PyErr::from_value(raised))
}
