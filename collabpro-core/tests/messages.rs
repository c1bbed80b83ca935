//! Texts are data: every id that the code names has a text, every text is named, every error has its words.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;
use std::path::Path;

use collabpro_core::ErrorCode;
use collabpro_core::message::Texts;

/// Ids that are put together from a code, and what the file says about itself.
const FAMILIES: [&str; 2] = ["error.", "hint."];
const OF_THE_FILE: [&str; 7] = [
    "list.between",
    "list.last",
    "never.words",
    "number.decimal",
    "number.group",
    "number.minus",
    "plural.rule",
];

/// Everything between quotation marks in the library's source, tests left out.
fn literals() -> BTreeSet<String> {
    fn walk(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "simulations" {
                walk(&path, found);
            } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                found.extend(source.split('"').map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

#[test]
fn every_error_has_its_words_and_its_remedy() {
    let texts = Texts::english();
    for code in ErrorCode::ALL {
        for family in FAMILIES {
            let id = format!("{family}{code}");
            assert!(texts.pattern(&id).is_some_and(|text| !text.trim().is_empty()), "no text for {id}");
        }
    }
}

#[test]
fn every_text_is_named_by_the_code() {
    let literals = literals();
    let codes: BTreeSet<String> =
        ErrorCode::ALL.iter().flat_map(|code| FAMILIES.map(|family| format!("{family}{code}"))).collect();
    let named = |id: &&str| literals.contains(*id) || codes.contains(*id) || OF_THE_FILE.contains(id);
    let idle: Vec<&str> = Texts::english().ids().filter(|id| !named(id)).collect();
    assert!(idle.is_empty(), "texts that nothing says: {idle:?}");
}

#[test]
fn every_id_that_the_code_names_has_a_text() {
    let prefixes: BTreeSet<&str> =
        Texts::english().ids().filter_map(|id| id.split_once('.').map(|(prefix, _)| prefix)).collect();
    let is_id = |text: &&String| {
        let parts =
            text.split_once('.').filter(|(prefix, rest)| prefixes.contains(prefix) && !rest.is_empty());
        parts.is_some_and(|(_, rest)| rest.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_'))
    };
    let missing: Vec<String> = literals()
        .iter()
        .filter(is_id)
        .filter(|id| Texts::english().pattern(id).is_none())
        .cloned()
        .collect();
    assert!(missing.is_empty(), "ids without a text: {missing:?}");
}

#[test]
fn ids_stand_in_order() {
    let file = include_str!("../data/messages/en.json");
    let ids: Vec<&str> =
        file.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    assert!(ids.is_sorted(), "sort the message file, so that changes to it merge");
}
