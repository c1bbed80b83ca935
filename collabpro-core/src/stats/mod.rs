//! Numbers: distributions, random numbers and matrices, with the same bits on every target.
//!
//! Written here, and not taken from a crate, because no crate gives the same bits natively and in WebAssembly; only the
//! words of the random stream, which are whole numbers, come from one. `libm`, the four operations and `sqrt` are used, in a
//! fixed order.

pub(crate) mod dense;
pub(crate) mod distribution;
pub(crate) mod exact;
pub(crate) mod false_discovery;
pub(crate) mod fisher;
pub(crate) mod forest;
mod gamma;
pub(crate) mod holm;
pub(crate) mod moments;
pub(crate) mod noncentral;
pub(crate) mod one_way;
mod probe;
pub(crate) mod random;
pub(crate) mod reml;
pub(crate) mod resample;
mod sparse;
pub(crate) mod special;

pub use probe::_bits;
