//! Handles in bytes: which one, a rubric, then the bytes.
#![no_main]

use collabpro_core::{Rubric, Tally};
use collabpro_fuzz::{checked, parts, rubric};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([handle, text], bytes)) = parts(data) else { return };
    let Some(rubric) = rubric(text) else { return };
    match handle {
        "tally" => tally(bytes, &rubric),
        _ => {} // the next handle that travels as bytes
    }
});

fn tally(bytes: &[u8], rubric: &Rubric) {
    if let Some(tally) = checked(Tally::decode(bytes, rubric)) {
        assert_eq!(tally.encode(), bytes, "read again, it is another");
    }
}
