//! What every target asserts: nothing panics; what is read is written and read again to the same bytes; what comes out is
//! JSON, so no NaN is in it; and what is refused has a code, a place and a remedy.
//!
//! Input of several parts has a zero byte between them, which neither JSON nor an honest CSV file holds.

use collabpro_core::{Error, ErrorCode, Result, Rubric};
use serde::de::IgnoredAny;

/// The parts of an input, and its rest. `None` when there are fewer, or when a part is no text.
#[must_use]
pub fn parts<const N: usize>(data: &[u8]) -> Option<([&str; N], &[u8])> {
    let mut found = [""; N];
    let mut rest = data;
    for part in &mut found {
        let end = rest.iter().position(|&byte| byte == 0)?;
        *part = std::str::from_utf8(&rest[..end]).ok()?;
        rest = &rest[end + 1..];
    }
    Some((found, rest))
}

/// The rubric of an input: the bundled one where nothing stands.
#[must_use]
pub fn rubric(text: &str) -> Option<Rubric> {
    if text.is_empty() { Some(Rubric::bundled()) } else { checked(Rubric::from_json(text)) }
}

/// The value, or nothing where an error says what is wrong as it should.
pub fn checked<T>(found: Result<T>) -> Option<T> {
    found.map_err(|error| refusal(&error)).ok()
}

/// A text of ours is JSON.
pub fn json(text: &str) {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        panic!("not JSON: {error}\n{text}");
    }
}

/// What is written of a value is the same after it was read again.
pub fn same<T>(value: &T, read: impl Fn(&str) -> Result<T>, write: impl Fn(&T) -> String) {
    let text = write(value);
    match read(&text) {
        Ok(again) => assert_eq!(write(&again), text, "read again, it is another"),
        Err(error) => panic!("what was written is refused: {}\n{text}", error.to_json()),
    }
}

/// A document of JSON: what it says is kept, or it is refused.
pub fn document<T>(data: &[u8], read: impl Fn(&str) -> Result<T>, write: impl Fn(&T) -> String) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(value) = checked(read(text)) {
        json(&write(&value));
        same(&value, read, write);
    }
}

/// An error has a code that is not a fault of ours, a place where the input has places, and a remedy, in words without
/// gaps.
fn refusal(error: &Error) {
    let text = error.to_json();
    json(&text);
    assert!(!text.contains('⟦'), "a gap in a sentence: {text}");
    assert_ne!(error.code(), ErrorCode::Internal, "{text}");
    assert!(error.total() >= 1 && !error.problems().is_empty(), "{text}");
    assert!(!error.to_string().is_empty() && !error.hint().is_empty(), "{text}");
    assert!(!error.path().is_empty() || WHOLE.contains(&error.code()), "no place: {text}");
}

/// Codes of what is wrong with an input as a whole, or with an option that has no name.
const WHOLE: [ErrorCode; 4] =
    [ErrorCode::EmptyInput, ErrorCode::NoRows, ErrorCode::UnknownOption, ErrorCode::Workbook];
