//! What every versioned JSON document shares: the check of its head, reading into types, ids and dates.

pub(crate) mod read;
mod write;

use serde_json::{Map, Value};

use self::read::{Input, Read};
use crate::error::{ErrorCode, Place, Problem, Problems, shorten};
use crate::message::Message;
use crate::ratings::dictionary::Dictionary;
pub(crate) use write::to_json;

pub(crate) use crate::nfc::nfc;
/// The schema of a type is that of the form in which it is written.
#[cfg(feature = "schema")]
macro_rules! written_as {
    ($own:ty, $form:ty) => {
        impl schemars::JsonSchema for $own {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$form as schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$form as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}
#[cfg(feature = "schema")]
pub(crate) use written_as;

/// That something else is expected at this place of a document; `what` is the id of its message.
pub(crate) fn expected(path: impl Into<String>, what: &'static str, found: &Value) -> Problem {
    let place = Place::path(path);
    Problem::new(ErrorCode::InvalidJson, place).say("what", instead(Message::new(what), found))
}

/// What is expected, and what is there instead.
fn instead(expected: Message, found: &Value) -> Message {
    let found = shorten(to_json(found));
    Message::new("json.expected").message("expected", expected).text("found", found)
}

/// What a JSON parser said, which is in English.
pub(crate) fn broken(error: &serde_json::Error) -> Problem {
    problem(ErrorCode::InvalidJson, "$", &error.to_string())
}

#[inline(never)]
pub(crate) fn problem(code: ErrorCode, path: impl Into<String>, what: &str) -> Problem {
    Problem::new(code, Place::path(path)).with("what", what)
}

/// A text as JSON.
pub(crate) fn value(text: &str) -> Result<Value, Problem> {
    serde_json::from_str(text).map_err(|error| broken(&error))
}

/// A document of this kind and version. Earlier versions will be brought up here, step by step.
pub(crate) fn open(text: &str, kind: &str, version: u32) -> Result<Value, Problem> {
    let value = value(text)?;
    let Value::Object(object) = &value else { return Err(expected("$", "json.object", &value)) };
    head(object, kind, version)?;
    Ok(value)
}

/// A document that belongs to this library; a test of its owner reads it.
pub(crate) fn bundled<T: Read>(text: &str) -> T {
    Input::document(&mut Problems::default()).value(&value(text).unwrap_or_default())
}

/// Checks `kind` and `schemaVersion`.
pub(crate) fn head(object: &Map<String, Value>, kind: &str, version: u32) -> Result<(), Problem> {
    let found = object.get("kind").and_then(Value::as_str).unwrap_or("");
    if found != kind {
        return Err(problem(ErrorCode::WrongKind, "$.kind", found).with("expected", kind));
    }
    let found = object.get("schemaVersion").and_then(Value::as_u64).unwrap_or(0);
    is_of_version(found, version.into(), "$.schemaVersion")
}

/// Refuses other versions; an earlier one was never released, and is to be made again.
pub(crate) fn is_of_version(found: u64, known: u64, path: &str) -> Result<(), Problem> {
    let code = match found {
        found if found == known => return Ok(()),
        found if (1..known).contains(&found) => ErrorCode::OutdatedSchemaVersion,
        _ => ErrorCode::UnsupportedSchemaVersion,
    };
    Err(Problem::new(code, Place::path(path)).count("found", found).count("known", known))
}

/// The elements of a list without their places.
pub(crate) fn elements<T>(list: Vec<(usize, T)>) -> Vec<T> {
    list.into_iter().map(|(_, element)| element).collect()
}

/// Ids: 1 to 128 bytes, no control characters.
pub(crate) fn id_is_valid(id: &str) -> bool {
    (1..=128).contains(&id.len()) && !id.chars().any(char::is_control)
}

#[inline(never)]
pub(crate) fn check_id(id: &str, path: impl Into<String>, problems: &mut Problems) {
    if !id_is_valid(id) {
        problems.push(problem(ErrorCode::InvalidId, path, id));
    }
}

/// The path of a field.
#[inline(never)]
pub(crate) fn field(path: &str, name: &str) -> String {
    [path, ".", name].concat()
}

/// The path of an element of a list.
#[inline(never)]
pub(crate) fn element(list: &str, at: usize) -> String {
    format!("{list}[{at}]")
}

/// Checks each id of a list, under this name, and that no two are the same after NFC.
pub(crate) fn check_distinct(
    list: &str,
    name: &str,
    ids: &mut dyn Iterator<Item = (usize, &str)>,
    problems: &mut Problems,
) {
    let mut seen = Dictionary::default();
    let mut paths: Vec<String> = Vec::new();
    for (at, id) in ids {
        let path = field(&element(list, at), name);
        check_id(id, path.as_str(), problems);
        let id = nfc(id);
        match seen.code(&id).and_then(|code| paths.get(code as usize)) {
            Some(first) => {
                problems.push(problem(ErrorCode::DuplicateId, path, &id).with("first", first));
            }
            None => paths.push(path),
        }
    }
}

/// Whether a text is a day of the calendar as ISO 8601 writes it: `2025-02-28`.
pub(crate) fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert!(["2024-02-29", "2025-12-31", "2000-02-29"].into_iter().all(is_date));
        let wrong = [
            "2025-02-29",
            "1900-02-29",
            "2025-13-01",
            "2025-1-01",
            "2025-01-00",
            "+025-01-01",
            "20250101",
            "",
        ];
        assert!(!wrong.into_iter().any(is_date));
    }
}
