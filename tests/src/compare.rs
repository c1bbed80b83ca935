//! The comparison of the vectors, the same in three languages. Its own cases stand in `vectors/_selftest`.
//!
//! Numbers are equal if |a − b| ≤ max(abs, rel·|b|), b the expected one. `null` equals only `null`, strings are exact.
//! Of an object each expected key must be there, others may; a missing key is not `null`. Lists are compared in full.
//! A whole page is a string: `{"contains": […], "lacks": […]}` says what it must and must not hold.

use serde_json::Value;

use crate::vector::Tolerance;

const ABSOLUTE: f64 = 1e-9;
const RELATIVE: f64 = 1e-12;

/// The first difference with its place, or nothing.
pub fn difference(expected: &Value, actual: &Value, tolerance: Option<Tolerance>) -> Option<String> {
    let (abs, rel) = match tolerance {
        None => (ABSOLUTE, RELATIVE),
        Some(Tolerance::Absolute(abs)) => (abs, RELATIVE),
        Some(Tolerance::Both { abs, rel }) => (abs, rel),
    };
    find(expected, actual, &|a, b| (a - b).abs() <= abs.max(rel * b.abs()), "$")
}

fn find(expected: &Value, actual: &Value, near: &dyn Fn(f64, f64) -> bool, path: &str) -> Option<String> {
    let differ = || Some(format!("{path}: expected {expected}, found {actual}"));
    match (expected, actual) {
        (Value::Number(b), Value::Number(a)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) if near(a, b) => None,
            _ => differ(),
        },
        (Value::Array(wanted), Value::Array(found)) => {
            if wanted.len() != found.len() {
                return Some(format!("{path}: expected {} elements, found {}", wanted.len(), found.len()));
            }
            let mut pairs = wanted.iter().zip(found).enumerate();
            pairs.find_map(|(at, (b, a))| find(b, a, near, &format!("{path}[{at}]")))
        }
        (Value::Object(wanted), Value::Object(found)) => wanted.iter().find_map(|(key, b)| {
            let path = format!("{path}.{key}");
            match found.get(key) {
                None => Some(format!("{path}: missing")),
                Some(a) => find(b, a, near, &path),
            }
        }),
        (Value::Object(wanted), Value::String(text)) => {
            let texts = |key| wanted.get(key).and_then(Value::as_array).into_iter().flatten();
            let held = |part: &&Value| part.as_str().is_some_and(|part| text.contains(part));
            let lost = texts("contains").find(|part| !held(part));
            let wrong = lost.map(|part| format!("{path}: {part} is not in it"));
            wrong.or_else(|| texts("lacks").find(held).map(|part| format!("{path}: {part} is in it")))
        }
        (b, a) if b == a => None,
        _ => differ(),
    }
}
