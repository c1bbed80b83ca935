//! A rubric as JSON.
#![no_main]

use collabpro_core::Rubric;
use collabpro_fuzz::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| document(data, Rubric::from_json, Rubric::to_json));
