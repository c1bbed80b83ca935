//! A stop / continue / start sheet as JSON.
#![no_main]

use collabpro_core::Sheet;
use collabpro_fuzz::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| document(data, Sheet::from_json, Sheet::to_json));
