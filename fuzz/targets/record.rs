//! The record of a release as JSON.
#![no_main]

use collabpro_core::release::ReleaseRecord;
use collabpro_fuzz::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| document(data, ReleaseRecord::from_json, ReleaseRecord::to_json));
