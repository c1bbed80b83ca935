//! Numbers: distributions, random numbers and matrices, with the same bits on every target.
//!
//! Written here, and not taken from a crate, because no crate gives the same bits natively and in WebAssembly; only the
//! words of the random stream, which are whole numbers, come from one. `libm`, the four operations and `sqrt` are used, in a
//! fixed order.

#[cfg(feature = "research")]
pub(crate) mod chi_square;
#[cfg(feature = "research")]
pub(crate) mod dense;
pub(crate) mod distribution;
#[cfg(feature = "research")]
pub(crate) mod exact;
#[cfg(feature = "research")]
pub(crate) mod false_discovery;
#[cfg(feature = "research")]
pub(crate) mod fisher;
pub(crate) mod forest;
#[cfg(feature = "research")]
mod gamma;
pub(crate) mod holm;
pub(crate) mod moments;
#[cfg(feature = "research")]
pub(crate) mod noncentral;
#[cfg(feature = "research")]
pub(crate) mod one_way;
#[cfg(feature = "research")]
mod probe;
pub(crate) mod random;
#[cfg(feature = "research")]
pub(crate) mod reml;
#[cfg(feature = "research")]
pub(crate) mod resample;
#[cfg(feature = "research")]
mod sparse;
pub(crate) mod special;

#[cfg(feature = "research")]
pub use probe::bits;
