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
/// assert_eq!(builder.columns(&columns).unwrap_err().code(), collabpro_core::ErrorCode::Cancelled);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub trait Watch {
    /// `done` of `total` (bytes, rows or replicates) are behind us; `Break` stops the work with code `cancelled`. The last step of a
    /// verb that is not stopped is its total.
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()>;
}

impl Watch for () {
    fn step(&mut self, _done: u64, _total: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Options of a verb, and who hears how far it has come. Every verb takes this, the options alone, or `()` for the defaults.
///
/// ```
/// use std::ops::ControlFlow;
/// use collabpro_core::agreement::AgreementOptions;
/// use collabpro_core::rating_table::RatingTableOptions;
/// use collabpro_core::RatingTable;
///
/// let table = RatingTable::from_u8(vec![1, 1, 2, 3, 3, 3], 2, RatingTableOptions::new())?;
/// let options = AgreementOptions::new().replicates(999);
/// assert_eq!(table.agreement(())?.rows.len(), 1);
/// assert_eq!(table.agreement(options.clone())?.rows.len(), 1);
/// let mut stop = |_done: u64, _total: Option<u64>| ControlFlow::Break(());
/// assert_eq!(table.agreement(options.watch(&mut stop)).unwrap_err().code(), collabpro_core::ErrorCode::Cancelled);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[expect(missing_debug_implementations, reason = "a watcher has nothing to show")]
pub struct Watched<'w, O> {
    options: O,
    watch: Option<&'w mut dyn Watch>,
}

impl<'w, O> Watched<'w, O> {
    /// These options, and this watcher.
    pub fn new(options: O, watch: &'w mut dyn Watch) -> Self {
        Self { options, watch: Some(watch) }
    }

    /// Long work, which asks by itself; that its total is reached is told in the end, whatever the way there.
    pub(crate) fn run<R>(self, work: impl FnOnce(O, &mut dyn Watch) -> Result<R>) -> Result<R> {
        let Some(watch) = self.watch else { return work(self.options, &mut ()) };
        let mut heard = Heard { watch, done: 0, total: None };
        let result = work(self.options, &mut heard)?;
        let total = heard.total.unwrap_or_else(|| heard.done.max(1));
        if (heard.done, heard.total) != (total, Some(total)) {
            ask(heard.watch, total, Some(total))?;
        }
        Ok(result)
    }
}

/// A watcher, and what it was told last.
struct Heard<'w> {
    watch: &'w mut dyn Watch,
    done: u64,
    total: Option<u64>,
}

impl Watch for Heard<'_> {
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        (self.done, self.total) = (done, total);
        self.watch.step(done, total)
    }
}

/// Work in stages, each of which asks as if it were all there is.
pub(crate) struct Stages<'w> {
    watch: &'w mut dyn Watch,
    done: u64,
    total: u64,
}

impl<'w> Stages<'w> {
    /// Stages that are so much work together, in whatever it is counted.
    pub(crate) fn of(total: u64, watch: &'w mut dyn Watch) -> Self {
        Self { watch, done: 0, total: total.max(1) }
    }

    /// The next one, which is so much of the whole.
    pub(crate) fn stage(&mut self, share: u64) -> Stage<'_> {
        let before = self.done;
        self.done += share;
        Stage { watch: self.watch, before, share, total: self.total }
    }
}

/// One of them.
pub(crate) struct Stage<'w> {
    watch: &'w mut dyn Watch,
    before: u64,
    share: u64,
    total: u64,
}

impl Watch for Stage<'_> {
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        let whole = u128::from(total.unwrap_or(u64::MAX).max(1));
        let own = u128::from(self.share) * u128::from(done).min(whole) / whole;
        self.watch.step(self.before + own as u64, Some(self.total))
    }
}

impl<O> From<O> for Watched<'_, O> {
    fn from(options: O) -> Self {
        Self { options, watch: None }
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
