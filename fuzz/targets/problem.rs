//! A problem as errors list it: what it says is kept, in words of ours again, and in whatever language it is asked for.
#![no_main]

use collabpro_core::error::Problem;
use collabpro_core::message::Texts;
use collabpro_fuzz::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| document(data, Problem::from_json, |problem| {
    problem.text(Texts::english());
    problem.advice(Texts::english());
    serde_json::to_string(problem).unwrap()
}));
