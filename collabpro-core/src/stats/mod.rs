//! Numbers: distributions and the generator, with the same bits on every target.
//!
//! Written here, and not taken from a crate, because no crate gives the same bits natively and in WebAssembly. Only
//! `libm`, the four operations and `sqrt` are used, in a fixed order.

pub(crate) mod distribution;
#[allow(dead_code)]
pub(crate) mod exact;
pub(crate) mod false_discovery;
#[allow(dead_code)]
pub(crate) mod fisher;
mod gamma;
pub(crate) mod holm;
pub(crate) mod noncentral;
#[allow(dead_code)]
pub(crate) mod one_way;
pub(crate) mod order;
mod probe;
pub(crate) mod random;
#[allow(dead_code)]
pub(crate) mod resample;
mod special;

pub use probe::_bits;
