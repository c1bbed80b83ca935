//! Work over a long range in parts: the watcher is asked between them, and each is done on as many threads as there are.

use std::ops::Range;
#[cfg(not(target_family = "wasm"))]
use std::thread::{available_parallelism, scope};

use crate::base::error::Result;
use crate::base::watch::{Watch, ask};

/// Rows between two questions to the watcher.
#[cfg(feature = "research")]
const STRETCH: usize = 1 << 22;

/// Fewer rows than this are not worth a second thread.
pub(crate) const WORTH_A_THREAD: usize = 1 << 15;

/// Runs over a range in stretches, each on as many threads as there are, and hands over the parts. What is put together
/// must not depend on the cuts.
#[cfg(feature = "research")]
pub(crate) fn in_parts<T: Send>(
    length: usize,
    watch: &mut dyn Watch,
    part: impl Fn(Range<usize>) -> T + Sync,
    take: &mut dyn FnMut(T),
) -> Result<()> {
    in_stretches(length, (STRETCH, WORTH_A_THREAD), watch, part, take)
}

/// The same with stretches of another length, and for another least length that is worth a thread.
pub(crate) fn in_stretches<T: Send>(
    length: usize,
    (stretch, worth): (usize, usize),
    watch: &mut dyn Watch,
    part: impl Fn(Range<usize>) -> T + Sync,
    take: &mut dyn FnMut(T),
) -> Result<()> {
    let mut start = 0;
    while start < length {
        let end = length.min(start + stretch);
        ask(watch, start as u64, Some(length as u64))?;
        on_threads(start..end, worth, &part, take);
        start = end;
    }
    Ok(())
}

/// One range on as many threads as there are, without a watcher.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn on_threads<T: Send>(
    range: Range<usize>,
    worth: usize,
    part: &(impl Fn(Range<usize>) -> T + Sync),
    take: &mut dyn FnMut(T),
) {
    let most = range.len() / worth;
    // How many there are is asked only where it matters: to find out takes as long as a thousand rows.
    let threads = if most > 1 { available_parallelism().map_or(1, usize::from).min(most) } else { 1 };
    if threads == 1 {
        return take(part(range));
    }
    let step = range.len().div_ceil(threads);
    let parts = scope(|scope| {
        let cut = |at: usize| {
            range.start + (at * step).min(range.len())..range.start + ((at + 1) * step).min(range.len())
        };
        let threads: Vec<_> = (1..threads).map(|at| scope.spawn(move || part(cut(at)))).collect();
        let mut parts = vec![Some(part(cut(0)))];
        parts.extend(threads.into_iter().map(|thread| thread.join().ok()));
        parts
    });
    // A part that broke off cannot be: nothing here panics.
    parts.into_iter().flatten().for_each(take);
}

/// One range; the module has one thread.
#[cfg(target_family = "wasm")]
pub(crate) fn on_threads<T>(
    range: Range<usize>,
    _worth: usize,
    part: &impl Fn(Range<usize>) -> T,
    take: &mut dyn FnMut(T),
) {
    take(part(range));
}
