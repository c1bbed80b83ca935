//! The WebAssembly module: each function converts, calls the core, converts. What users import stands in `ts`.

#[cfg(feature = "research")]
pub mod agreement;
pub mod case_studies;
pub mod chart;
mod columns;
#[cfg(feature = "research")]
pub mod comparison;
#[cfg(feature = "research")]
pub mod composite;
pub mod context;
mod convert;
pub mod error;
pub mod exchange;
#[cfg(feature = "research")]
pub mod facets_files;
pub mod framework;
#[cfg(feature = "research")]
pub mod generalizability;
pub mod language;
pub mod matching;
pub mod practice;
#[cfg(feature = "research")]
pub mod rating_table;
pub mod ratings;
pub mod release;
pub mod report;
pub mod rubric;
pub mod scoring;
pub mod sheet;
#[rustfmt::skip]
#[path = "../generated/studies.rs"]
pub mod studies;
pub mod tally;
mod travel;
pub mod units;
mod watch;

use wasm_bindgen::prelude::wasm_bindgen;

/// The bits of every private numeric function, compared between targets by the tests.
#[cfg(feature = "research")]
#[wasm_bindgen]
pub fn _bits() -> String {
    collabpro_core::internals::bits()
}

/// The version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
