//! Progress and interruption of long calls.

use std::ops::ControlFlow;

use collabpro_core::Watch;
use pyo3::prelude::*;

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

/// Does long work with the interpreter released. What a signal or the progress function raises ends it and comes out.
pub(crate) fn watched<T: Send>(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    work: impl FnOnce(&mut dyn Watch) -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    let mut hearing = Hearing { progress, raised: None };
    let result = py.detach(|| work(&mut hearing));
    match hearing.raised {
        Some(raised) => Err(raised.into()),
        None => result,
    }
}
