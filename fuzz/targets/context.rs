//! A context profile as JSON.
#![no_main]

use collabpro_core::ContextProfile;
use collabpro_fuzz::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| document(data, ContextProfile::from_json, ContextProfile::to_json));
