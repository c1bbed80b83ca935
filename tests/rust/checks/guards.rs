//! What the vectors must cover.

use std::collections::BTreeSet;

use collabpro_core::ErrorCode;
use collabpro_core::table::{Table, Values};
use collabpro_tests::{Call, Case, all, folder, read, tables};
use serde_json::{Map, Value};

/// Codes that no call of a vector brings about: a fault of the library, what only its school half refuses, what only its two
/// modules for JavaScript do (`tests/js/package.test.mjs`), and what has no types (there, and in `tests/python/test_frames.py`).
const NOT_BY_CALL: [ErrorCode; 6] = [
    ErrorCode::Internal,
    ErrorCode::ResearchNeeded,
    ErrorCode::NotStarted,
    ErrorCode::OtherModule,
    ErrorCode::NotATable,
    ErrorCode::WrongArgument,
];

#[test]
fn every_error_code_has_a_vector() {
    let mut covered = BTreeSet::new();
    for (_, path) in all().unwrap() {
        let vector = read(&path).unwrap();
        covered.extend(vector.calls.into_iter().filter_map(|step| step.expect_error).map(|error| error.code));
    }
    let codes = ErrorCode::ALL.iter().filter(|code| !NOT_BY_CALL.contains(code)).map(|code| code.id());
    let missing: Vec<&str> = codes.filter(|code| !covered.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector for {missing:?}");
}

/// A concept has one name: that of its room, its vectors, its page and its file in both bindings. A study that is no more
/// than its line in the list of studies has its class among the studies instead.
#[test]
fn folder_is_concept_is_page_is_binding_file() {
    let root = folder().join("../..");
    let layers = std::fs::read_to_string(root.join("collabpro-core/docs/layers.md")).unwrap();
    let list = layers.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let rooms = list.lines().filter_map(|line| line.split_whitespace().next());
    let studies = std::fs::read_to_string(root.join("collabpro-wasm/generated/studies.rs")).unwrap();
    let is_listed = |room: &str| {
        let class: String = room.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        studies.contains(&format!("pub struct {class}("))
    };
    let mut missing = Vec::new();
    for room in rooms.filter(|room| !["stats", "studies"].contains(room) && !room.starts_with("base/")) {
        let mut places = vec![format!("tests/vectors/{room}"), format!("collabpro-core/docs/{room}.md")];
        if !is_listed(room) {
            places.extend([format!("collabpro-wasm/src/{room}.rs"), format!("collabpro-py/src/{room}.rs")]);
        }
        missing.extend(places.into_iter().filter(|place| !root.join(place).exists()));
    }
    assert!(missing.is_empty(), "there is no {missing:#?}");
}

#[test]
fn columns_are_in_snake_case() {
    let mut found = BTreeSet::new();
    for (_, path) in all().unwrap() {
        let vector = read(&path).unwrap();
        let case = Case::new(&vector, path.parent().unwrap());
        for step in vector.calls.iter().filter(|step| step.call.is_table()) {
            let Ok(text) = case.run(step.call, &step.options) else { continue };
            let columns: Map<String, Value> = serde_json::from_str(&text).unwrap();
            found.extend(columns.into_iter().map(|(name, _)| name));
        }
    }
    let snake = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    // A construct is named as the instrument does.
    let other: Vec<&String> = found.iter().filter(|name| !snake(name) && !name.contains(':')).collect();
    assert!(found.contains("n_effective"));
    assert!(other.is_empty(), "not in snake case: {other:?}");
}

/// Columns that do not apply to each row: what only an option asks for, what a share of agreement has not, a test that only
/// some coefficients have, rows of two kinds in one table, rows without groups, what is asked of single ratings only, what only
/// circular distances have, and means where shares are compared and shares where means are (`measured_by`).
const NOT_OF_EACH_ROW: [&str; 31] = [
    "aggregation units rwg_own",
    "agreement categories bootstrap_lower",
    "agreement categories bootstrap_upper",
    "agreement coefficients bootstrap_lower",
    "agreement coefficients bootstrap_upper",
    "agreement coefficients expected",
    "agreement coefficients null_standard_error",
    "agreement coefficients period",
    "agreement concordance bootstrap_lower",
    "agreement concordance bootstrap_upper",
    "agreement raters with_others",
    "agreement raters without",
    "change entries mean_from",
    "change entries mean_to",
    "change entries sd_from",
    "change entries sd_to",
    "change entries share_from",
    "change entries share_to",
    "consistency results groups",
    "disagreement criteria mean",
    "disagreement criteria sd",
    "icc rows raters_needed",
    "response_shift entries mean_from",
    "response_shift entries mean_then",
    "response_shift entries mean_to",
    "response_shift entries sd_from",
    "response_shift entries sd_then",
    "response_shift entries sd_to",
    "response_shift entries share_from",
    "response_shift entries share_then",
    "response_shift entries share_to",
];

/// Whether a number, or what is so, is null in a row; the names of such columns.
fn nulls(table: &Table, row: usize) -> Vec<&str> {
    let is_null = |values: &Values| match values {
        Values::Number(values) => values[row].is_none(),
        Values::Flag(values) => values[row].is_none(),
        Values::Integer(values) => values[row].is_none(),
        _ => false,
    };
    let columns = table.columns().iter().filter(|column| is_null(&column.values));
    columns.map(|column| &*column.name).collect()
}

/// No table leaves a number out without a reason in the same row.
#[test]
fn what_is_null_has_a_reason_in_its_row() {
    let mut bare = BTreeSet::new();
    for (_, path) in all().unwrap() {
        let vector = read(&path).unwrap();
        let case = Case::new(&vector, path.parent().unwrap());
        for step in &vector.calls {
            for (which, table) in tables(&case, step) {
                let reason = table.columns().iter().find(|column| column.name == "reason");
                let told = |row: usize| match reason.map(|column| &column.values) {
                    Some(Values::Text { codes, .. }) => codes[row].is_some(),
                    _ => false,
                };
                for row in (0..table.rows()).filter(|row| !told(*row)) {
                    bare.extend(nulls(&table, row).into_iter().map(|column| format!("{which} {column}")));
                }
            }
        }
    }
    NOT_OF_EACH_ROW.iter().for_each(|column| assert!(bare.remove(*column), "{column} has its reasons"));
    assert!(bare.is_empty(), "null without a reason: {bare:#?}");
}

/// Fields of documents that are numbers somewhere and do not apply everywhere, and why.
const NOT_OF_EACH_DOCUMENT: [(&str, &[&str]); 15] = [
    ("only kappas have a test against chance", &["nullStandardError"]),
    ("the share of equal ratings has no chance", &["expected"]),
    ("only Light's kappa is a mean over pairs", &["pairs", "undefinedPairs"]),
    ("only circular distances come round", &["period"]),
    ("numbers have no categories", &["rows categories"]),
    ("nobody said who belongs together", &["rows groups", "results groups"]),
    ("a site that is one unit is made of none", &["sites units"]),
    ("a unit without a rating is in no part of a design", &["rated component"]),
    ("raters who do not differ have no size of a sample", &["nEffective"]),
    ("how many there are was not given", &["size", "nonResponse"]),
    ("ranks cover the true place where ratings are drawn anew", &["robustness ranks covering"]),
    ("nobody knows both", &["descriptors similarity"]),
    ("a share that cannot be told from one half is on no side", &["constructs aboveHalf"]),
    (
        "a report has the numbers that the release shows",
        &["evidence value", "evidence interval", "bars shares interval"],
    ),
    ("what has no weight adds nothing, and nothing is a part of 0", &["parts contribution"]),
];

/// A document with where it stands.
struct At<'a> {
    object: &'a Map<String, Value>,
    /// The object around it, and the name of the field that it is in.
    around: Option<(&'a Map<String, Value>, &'a str)>,
}

impl At<'_> {
    /// Whether it says why a field is null: by the field's name or for the whole, or around it by both names, by that of what it is
    /// in or for several at once.
    fn tells(&self, field: &str) -> bool {
        let told = |object: &Map<String, Value>, name: &str| {
            object.get("undefined").is_some_and(|undefined| undefined.get(name).is_some())
        };
        let whole =
            ["reason", "leftOut"].iter().any(|name| self.object.get(*name).is_some_and(|why| !why.is_null()));
        whole
            || told(self.object, field)
            || other_field_tells(self.object, field)
            || self.around.is_some_and(|(around, within)| {
                let both = format!("{within}{}{}", &field[..1].to_uppercase(), &field[1..]);
                let whole = around.get("reason").is_some_and(|why| !why.is_null());
                let names = [both.as_str(), field, within, &format!("{field}s")];
                whole || names.iter().any(|name| told(around, name)) || other_field_tells(around, field)
            })
    }
}

/// Whether another field of an object says why one is null: by what is compared, that nearly all say the same, or in what steps
/// it is shown.
fn other_field_tells(object: &Map<String, Value>, field: &str) -> bool {
    let is = |name: &str, word: &str| object.get(name).is_some_and(|value| value == word);
    let has = |name: &str| object.get(name).is_some_and(|value| !value.is_null());
    let coarse = is("detail", "quarters") || field == "sd" && is("detail", "five_points");
    match field {
        "value" | "interval" if has("nearlyAll") => true,
        "nearlyAll" => has("value"),
        "interval" | "sd" if coarse => true,
        _ if field.starts_with("mean") || field.starts_with("sd") => is("measuredBy", "share"),
        _ => field.starts_with("share") && is("measuredBy", "mean"),
    }
}

/// Visits each field of each object, with the names on the way there.
fn fields<'a>(
    value: &'a Value,
    path: &str,
    around: Option<(&'a Map<String, Value>, &'a str)>,
    each: &mut dyn FnMut(&str, &At<'_>, &str, &Value),
) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| fields(one, path, around, each)),
        Value::Object(object) => {
            for (name, value) in object {
                each(path, &At { object, around }, name, value);
                fields(value, &format!("{path} {name}"), Some((object, name)), each);
            }
        }
        _ => {}
    }
}

/// What 1EdTech's form leaves out has no place for a reason.
const FOREIGN: [&str; 2] = ["FromCase", "ToCase"];

/// No document leaves a number out without a reason beside it. What is a number is seen from the other documents: a number, a
/// flag, or the two ends of an interval.
#[test]
fn what_is_null_in_a_document_has_a_reason_beside_it() {
    let (mut numbers, mut bare) = (BTreeSet::new(), BTreeSet::new());
    for (_, path) in all().unwrap() {
        let vector = read(&path).unwrap();
        let case = Case::new(&vector, path.parent().unwrap());
        for step in vector.calls.iter().filter(|step| !step.call.is_table()) {
            let Ok(text) = case.run(step.call, &step.options) else { continue };
            let verb = match step.call {
                Call::Study { verb, .. } => verb.to_owned(),
                Call::Own(own) => format!("{own:?}"),
            };
            if FOREIGN.contains(&verb.as_str()) {
                continue;
            }
            let Ok(mut document) = serde_json::from_str::<Value>(&text) else { continue };
            document.as_object_mut().map(|document| document.remove("options"));
            fields(&document, &verb, None, &mut |path, at, name, value| {
                let place = format!("{path} {name}");
                let is_number = value.is_number() || value.is_boolean() || value.get("lower").is_some();
                if is_number {
                    numbers.insert(place);
                } else if value.is_null() && !at.tells(name) {
                    bare.insert(place);
                }
            });
        }
    }
    let exempt = |place: &str| {
        let named = NOT_OF_EACH_DOCUMENT.iter().flat_map(|(_, fields)| *fields);
        named.copied().filter(|field| place.ends_with(&format!(" {field}"))).collect::<Vec<_>>()
    };
    let mut idle: BTreeSet<_> =
        NOT_OF_EACH_DOCUMENT.iter().flat_map(|(_, fields)| fields.iter().copied()).collect();
    let mut missing = Vec::new();
    for place in bare.intersection(&numbers) {
        let found = exempt(place);
        if found.is_empty() {
            missing.push(place);
        }
        idle.retain(|field| !found.contains(field));
    }
    assert!(
        missing.is_empty() && idle.is_empty(),
        "null without a reason: {missing:#?}; with one: {idle:#?}"
    );
}

/// The oldest Rust that is promised is the one that everything is built with, and what is released together has one version.
/// What takes a watcher in JavaScript takes long: it gives a promise, or says that the page stands still meanwhile.
#[test]
fn what_blocks_its_thread_says_so() {
    let root = folder().join("../../collabpro-wasm");
    let own = std::fs::read_dir(root.join("src")).unwrap().map(|file| file.unwrap().path());
    let (mut said, mut silent) = (0, Vec::new());
    for file in own.chain([root.join("generated/studies.rs")]) {
        let text = std::fs::read_to_string(file).unwrap();
        for item in text.split("\n\n").filter_map(|item| item.split_once("pub fn ")) {
            let (about, signature) = (item.0, item.1.split(" {\n").next().unwrap());
            let watched =
                ["WatchOptions\"", "RatingsOptions\""].iter().any(|options| signature.contains(options));
            if watched && !about.contains("Promise<") {
                let says = about.contains("Blocks its thread until it is done");
                said += u32::from(says);
                silent.extend((!says).then(|| signature.split('(').next().unwrap().to_owned()));
            }
        }
    }
    assert!(said > 30 && silent.is_empty(), "{said} say so, and not: {silent:?}");
}

#[test]
fn manifests_agree() {
    let root = folder().join("../..");
    let value = |file: &str, key: &str| {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let rest = text.lines().find_map(|line| line.trim_start().strip_prefix(key)).unwrap();
        rest.split(['"', ',', ' ']).find(|word| !word.is_empty()).unwrap().to_owned()
    };
    let oldest = value("Cargo.toml", "rust-version = ");
    assert_eq!(value("rust-toolchain.toml", "channel = "), format!("{oldest}.0"));
    let version = value("Cargo.toml", "version = ");
    assert_eq!(value("CITATION.cff", "version: "), version);
    assert_eq!(value("collabpro-wasm/package.json", "\"version\": "), version);
    assert_eq!(value("collabpro-wasm/package-lock.json", "\"version\": "), version);
}
