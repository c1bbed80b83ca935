//! What the vectors must cover.

use std::collections::BTreeSet;

use collabpro_core::ErrorCode;
use collabpro_core::table::{Table, Values};
use collabpro_tests::{Case, all, folder, read, tables};
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
