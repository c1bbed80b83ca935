//! A package of CASE: a rubric is made of it, and a package of that.
#![no_main]

use collabpro_core::Rubric;
use collabpro_core::exchange::{CaseOptions, ToCaseOptions};
use collabpro_fuzz::{checked, json, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let read = |text: &str| Rubric::from_case(text, &CaseOptions::new()).map(|found| found.rubric);
    let Some(rubric) = checked(read(text)) else { return };
    json(&rubric.to_json());
    same(&rubric, Rubric::from_json, Rubric::to_json);
    let Some(package) = checked(rubric.to_case(&ToCaseOptions::new())) else { return };
    json(&package.to_json());
    let again = checked(read(&package.to_json())).expect("our own package is refused");
    let written = again.to_case(&ToCaseOptions::new()).expect("what was written can be written");
    assert_eq!(written.to_json(), package.to_json(), "read again, it is another");
});
