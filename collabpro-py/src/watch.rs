//! Progress and interruption of long calls.

use std::ops::ControlFlow;

use collabpro_core::Watch;
use pyo3::prelude::*;
use pyo3::types::PyBool;

use crate::error::Failure;

/// Looks for signals, and tells a Python function how far the work has come.
struct Hearing {
    progress: Option<Py<PyAny>>,
    raised: Option<PyErr>,
}

impl Watch for Hearing {
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        let heard = Python::attach(|py| {
            py.check_signals()?;
            self.progress.as_ref().map_or(Ok(()), |progress| progress.call1(py, (done, total)).map(drop))
        });
        match heard {
            Ok(()) => ControlFlow::Continue(()),
            Err(raised) => {
                self.raised = Some(raised);
                ControlFlow::Break(())
            }
        }
    }
}

/// What hears of progress: the function that was given, or for True a bar, to be closed in the end.
fn hearing(py: Python<'_>, progress: Option<Py<PyAny>>) -> PyResult<Option<Py<PyAny>>> {
    let Some(progress) = progress else { return Ok(None) };
    match progress.bind(py).cast::<PyBool>() {
        Ok(wanted) if wanted.is_true() => {
            Ok(Some(py.import("collabpro._progress")?.getattr("Bar")?.call0()?.unbind()))
        }
        Ok(_) => Ok(None),
        Err(_) => Ok(Some(progress)),
    }
}

/// Does long work with the interpreter released. What a signal or the progress function raises ends it and comes out.
pub(crate) fn watched<T: Send>(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    work: impl FnOnce(&mut dyn Watch) -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    let is_bar = progress.as_ref().is_some_and(|progress| progress.bind(py).is_instance_of::<PyBool>());
    let mut heard = Hearing { progress: hearing(py, progress)?, raised: None };
    let result = py.detach(|| work(&mut heard));
    if let (true, Some(bar)) = (is_bar, &heard.progress) {
        bar.call_method0(py, "close")?;
    }
    match heard.raised {
        Some(raised) => Err(raised.into()),
        None => result,
    }
}
