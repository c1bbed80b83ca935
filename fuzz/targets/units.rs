//! Units and occasions as JSON.
#![no_main]

use collabpro_core::Units;
use collabpro_fuzz::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| document(data, Units::from_json, Units::to_json));
