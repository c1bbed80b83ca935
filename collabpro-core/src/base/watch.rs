//! Progress and cancellation for long work.

use std::ops::ControlFlow;

use crate::base::error::{ErrorCode, Place, Problem, Result};

/// Hears how far a long call has come, and may stop it.
///
/// It is asked about every ten milliseconds of work, at fixed points of the input, so that watching never changes a
/// result. `()` never stops anything; a closure works too.
///
/// ```
/// use std::ops::ControlFlow;
/// use collabpro_core::Rubric;
/// use collabpro_core::ratings::{Builder, ColumnSet, Field, ReadOptions};
///
/// let columns = ColumnSet::new().text("rater", [Some("r1")]).text("criterion", [Some("1a")]).integers("level", [Some(1)]);
/// let mut stop = |_done: u64, _total: Option<u64>| ControlFlow::Break(());
/// let options = ReadOptions::new().constant(Field::Unit, "Birch");
/// let mut builder = Builder::new(&Rubric::bundled()).options(options).watch(&mut stop);
/// assert_eq!(builder.columns(&columns).unwrap_err().code(), "cancelled");
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub trait Watch {
    /// `done` of `total` (bytes, rows or draws) are behind us; `Break` stops the work with code `cancelled`.
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()>;
}

impl Watch for () {
    fn step(&mut self, _done: u64, _total: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl<F: FnMut(u64, Option<u64>) -> ControlFlow<()>> Watch for F {
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        self(done, total)
    }
}

/// Asks the watcher, and turns its wish to stop into the error `cancelled`.
pub(crate) fn ask(watch: &mut dyn Watch, done: u64, total: Option<u64>) -> Result<()> {
    match watch.step(done, total) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Problem::new(ErrorCode::Cancelled, Place::default()).into()),
    }
}
