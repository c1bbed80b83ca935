//! Handles in bytes: which one, then the bytes without their check, which is put behind them so that what was changed is
//! read. A tally without a head has a rubric before it.
#![no_main]

use collabpro_core::agreement::AgreementState;
use collabpro_core::{RatingTable, Ratings, Released, Result, Rubric, Scores, Tally};
use collabpro_fuzz::{checked, parts, rubric};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([handle], body)) = parts(data) else { return };
    match handle {
        "rubric" => same(body, Rubric::from_bytes, Rubric::to_bytes),
        "ratings" => same(body, Ratings::from_bytes, Ratings::to_bytes),
        "tally" => same(body, Tally::from_bytes, Tally::to_bytes),
        "scores" => same(body, Scores::from_bytes, Scores::to_bytes),
        "released" => same(body, Released::from_bytes, Released::to_bytes),
        "agreementState" => same(body, AgreementState::from_bytes, AgreementState::to_bytes),
        "ratingTable" => same(body, RatingTable::from_bytes, RatingTable::to_bytes),
        "counts" => counts(body),
        _ => {} // no handle
    }
});

/// What is read is written again as it was.
fn same<T>(body: &[u8], read: impl Fn(&[u8]) -> Result<T>, write: impl Fn(&T) -> Vec<u8>) {
    let check = body.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let bytes = [body, &check.to_le_bytes()].concat();
    if let Some(value) = checked(read(&bytes)) {
        assert_eq!(write(&value), bytes, "read again, it is another");
    }
}

fn counts(data: &[u8]) {
    let Some(([text], bytes)) = parts(data) else { return };
    let Some(rubric) = rubric(text) else { return };
    if let Some(tally) = checked(Tally::decode(bytes, &rubric)) {
        let written = tally.encode();
        // Counts on an earlier version are written as those of the version that they were read with.
        if rubric.document().earlier_versions.is_empty() {
            assert_eq!(written, bytes, "read again, it is another");
        }
        let again = Tally::decode(&written, &rubric).map(|tally| tally.encode());
        assert_eq!(again.ok(), Some(written), "read again, it is another");
    }
}
