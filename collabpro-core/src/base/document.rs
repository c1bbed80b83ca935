//! What every versioned JSON document shares: its head, reading into types, ids and paths.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::base::dictionary::Dictionary;
use crate::base::error::{Error, ErrorCode, Place, Problem, Problems};
use crate::base::json_read::{Fields, Input, Read, instead};
use crate::base::json_value;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::nfc;
use crate::base::number::{in_two_forms, is_cut_short};

/// That something else is expected at this place of a document; `what` is the id of its message.
pub(crate) fn expected(path: impl Into<String>, what: &'static str, found: &Value) -> Problem {
    let place = Place::path(path);
    Problem::new(ErrorCode::InvalidJson, place).say("what", instead(Message::new(what), found))
}

/// What a JSON parser said, which is in English.
pub(crate) fn broken(error: &serde_json::Error) -> Problem {
    problem(ErrorCode::InvalidJson, "$", &error.to_string())
}

pub(crate) fn problem(code: ErrorCode, path: impl Into<String>, what: &str) -> Problem {
    Problem::new(code, Place::path(path)).with("what", what)
}

/// A text as JSON.
pub(crate) fn value(text: &str) -> Result<Value, Error> {
    let mut problems = Problems::default();
    let value = json_value::value(text, "$", &mut problems).map_err(|error| broken(&error))?;
    problems.finish(value)
}

/// What carries its kind and the version of its form when it leaves as JSON.
///
/// ```
/// use collabpro_core::{Agreement, Document};
///
/// assert_eq!((Agreement::KIND, Agreement::VERSION), ("collabpro.agreement", 2));
/// ```
pub trait Document: Serialize {
    /// What it is: `collabpro.` and the type in snake case.
    const KIND: &'static str;
    /// The version of its form.
    const VERSION: u32;
}

/// A document of this kind and version, and the problems of reading it. Earlier versions will be brought up here, step by
/// step.
pub(crate) fn open<D: Document>(text: &str, mut problems: Problems) -> Result<(Value, Problems), Error> {
    match open_as(text, D::KIND, D::VERSION, &mut problems) {
        Ok(value) => Ok((value, problems)),
        Err(problem) => Err(problems.fail(problem)),
    }
}

fn open_as(text: &str, kind: &'static str, version: u32, problems: &mut Problems) -> Result<Value, Problem> {
    let value = json_value::value(text, "$", problems).map_err(|error| broken(&error))?;
    let Value::Object(object) = &value else { return Err(expected("$", "json.object", &value)) };
    head_of(object, "$", kind, version)?;
    Ok(value)
}

/// A document that this library wrote, with everything that is wrong with it.
pub(crate) fn from_json<D: Document + Read>(text: &str) -> Result<D, Error> {
    Input::document(&parsed(text)?).whole()
}

pub(crate) fn parsed(text: &str) -> Result<Value, Error> {
    value(text)
}

/// The fields of a document that may stand within something else, with what is wrong with its head.
pub(crate) fn fields<'i, 'v, D: Document>(input: &'i mut Input<'v>) -> Fields<'i, 'v> {
    check_head(input, D::KIND, D::VERSION);
    input.below_head()
}

fn check_head(input: &mut Input<'_>, kind: &'static str, version: u32) {
    if let Some(object) = input.value().as_object()
        && let Err(problem) = head_of(object, input.path(), kind, version)
    {
        input.refuse_as(problem);
    }
}

/// The schema of a document has its head.
#[cfg(feature = "schema")]
pub(crate) fn with_head<D: Document>(schema: &mut schemars::Schema) {
    let schema = schema.ensure_object();
    let version =
        serde_json::json!({ "description": "Version of this form.", "type": "integer", "const": D::VERSION });
    let kind =
        serde_json::json!({ "description": "What this document is.", "type": "string", "const": D::KIND });
    for (at, (name, of)) in [("schemaVersion", version), ("kind", kind)].into_iter().enumerate() {
        if let Some(properties) =
            schema.entry("properties").or_insert_with(|| Map::new().into()).as_object_mut()
        {
            properties.insert(name.to_owned(), of);
        }
        if let Some(required) =
            schema.entry("required").or_insert_with(|| Vec::<Value>::new().into()).as_array_mut()
        {
            required.insert(at, name.into());
        }
    }
}

/// A document that belongs to this library; a test of its owner reads it.
pub(crate) fn bundled<T: Read>(text: &str) -> T {
    Input::document(&value(text).unwrap_or_default()).read()
}

/// Kinds that had another name in their first form, where it is more than a hyphen for an underscore.
const FORMER: [(&str, &str); 1] = [("collabpro.release", "collabpro.release_record")];

/// Checks `kind` and `schemaVersion` of what stands at a path.
pub(crate) fn head<D: Document>(object: &Map<String, Value>, root: &str) -> Result<(), Problem> {
    head_of(object, root, D::KIND, D::VERSION)
}

fn head_of(object: &Map<String, Value>, root: &str, kind: &'static str, version: u32) -> Result<(), Problem> {
    let version = version.into();
    let found = object.get("kind").and_then(Value::as_str).unwrap_or("");
    if found == kind.replace('_', "-") && found != kind || FORMER.contains(&(found, kind)) {
        return Err(outdated(&field(root, "kind"), 1, version));
    }
    if found != kind {
        return Err(of_another_kind(Place::path(field(root, "kind")), found, kind));
    }
    let found = object.get("schemaVersion").and_then(Value::as_u64).unwrap_or(0);
    is_of_version(found, version, &field(root, "schemaVersion"))
}

/// That a document is of another kind than the one expected, or does not say of which.
pub(crate) fn of_another_kind(place: Place, found: &str, expected: &'static str) -> Problem {
    let said = if found.is_empty() { "kind.none" } else { "kind.of" };
    let said = Message::new(said).text("what", found);
    Problem::new(ErrorCode::WrongKind, place).say("said", said).with("expected", expected)
}

/// Refuses other versions; an earlier one was never released, and is to be made again.
pub(crate) fn is_of_version(found: u64, known: u64, path: &str) -> Result<(), Problem> {
    match found {
        found if found == known => Ok(()),
        found if (1..known).contains(&found) => Err(outdated(path, found, known)),
        _ => {
            let other = Problem::new(ErrorCode::UnsupportedSchemaVersion, Place::path(path));
            Err(other.count("found", found).count("known", known))
        }
    }
}

fn outdated(path: &str, found: u64, known: u64) -> Problem {
    let other = Problem::new(ErrorCode::OutdatedSchemaVersion, Place::path(path));
    other.count("found", found).count("known", known)
}

/// Whether all elements of a list of a document could be read, so that what is named elsewhere and not among them is nowhere.
/// A list that lacks has none, unless it stands there under a misspelt name.
pub(crate) fn is_whole(document: &Value, name: &str, read: usize) -> bool {
    let mut names = document.as_object().into_iter().flat_map(Map::keys);
    match document.get(name) {
        Some(list) => list.as_array().is_some_and(|list| list.len() == read),
        None => !names.any(|own| nearest(own, std::iter::once(name)).is_some()),
    }
}

/// The elements of a list without their places.
pub(crate) fn elements<T>(list: Vec<(usize, T)>) -> Vec<T> {
    list.into_iter().map(|(_, element)| element).collect()
}

/// Ids: 1 to 128 bytes, no control characters, and neither what stands for nothing nor a number that was cut short.
pub(crate) fn id_is_valid(id: &str) -> bool {
    (1..=128).contains(&id.len()) && !id.chars().any(char::is_control) && !is_nothing(id) && !is_cut_short(id)
}

/// Whether a text is what programs write where there is nothing: as an id all rows without one would be one.
pub(crate) fn is_nothing(text: &str) -> bool {
    ["nan", "NaN", "NaT", "<NA>"].contains(&text)
}

pub(crate) fn check_id(id: &str, path: impl Into<String>, problems: &mut Problems) {
    if !id_is_valid(id) {
        problems.push(problem(ErrorCode::InvalidId, path, id));
    }
}

/// The path of a field.
pub(crate) fn field(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { [path, ".", name].concat() }
}

/// The path of an element of a list.
pub(crate) fn element(list: &str, at: usize) -> String {
    format!("{list}[{at}]")
}

/// Checks each id of a list, under this name, that no two are the same as they are seen, and none is a number that stands there in another form.
pub(crate) fn check_distinct(
    list: &str,
    name: &str,
    ids: &mut dyn Iterator<Item = (usize, &str)>,
    problems: &mut Problems,
) {
    let mut seen = Dictionary::default();
    let mut paths: Vec<String> = Vec::new();
    for (at, id) in ids {
        let path = if name.is_empty() { element(list, at) } else { field(&element(list, at), name) };
        check_id(id, path.as_str(), problems);
        let id = nfc::id(id);
        match seen.code(&id).and_then(|code| paths.get(code as usize)) {
            Some(first) => {
                problems.push(problem(ErrorCode::DuplicateId, path, &id).with("first", first));
            }
            None => paths.push(path),
        }
    }
    for pair in in_two_forms(seen.iter()) {
        let at = pair.iter().skip(1).filter_map(|id| seen.find(id)).max();
        let path = at.and_then(|code| paths.get(code as usize)).map_or(list, String::as_str);
        problems.push(Problem::ambiguous(Place::path(path), pair));
    }
}
