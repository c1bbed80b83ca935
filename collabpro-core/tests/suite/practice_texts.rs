//! Holds `data/practices.json` and `data/case_studies.json` to the rules that `data/README.md` states for them. Read as plain
//! JSON, so that a fault in the reader cannot hide a fault in the texts. Every test lists all faults.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use crate::reading::grade;
use collabpro_core::{ContextDescriptors, ContextDimension, Tenet, UnitKind};
use serde_json::Value;

const PRACTICES: &str = include_str!("../../data/practices.json");
const CASES: &str = include_str!("../../data/case_studies.json");
const FRAMEWORK: &str = include_str!("../../data/framework.json");
const README: &str = include_str!("../../data/README.md");

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or("")
}

/// Each file with its name and its entries.
fn files() -> [(&'static str, Value); 2] {
    [
        ("practices", serde_json::from_str(PRACTICES).unwrap()),
        ("caseStudies", serde_json::from_str(CASES).unwrap()),
    ]
}

/// Each entry of both files, with the sources of its file.
fn entries<'a>(files: &'a [(&'static str, Value); 2]) -> Vec<(String, &'a Value, &'a [Value])> {
    assert!(files.iter().all(|(name, file)| list(file, name).len() == 6));
    let all = files.iter().flat_map(|(name, file)| {
        list(file, name)
            .iter()
            .map(move |entry| (format!("{name} {}", text(entry, "id")), entry, list(file, "sources")))
    });
    all.collect()
}

fn none_wrong(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn is_descriptor(entry: &Value) -> bool {
    ContextDescriptors::bundled().get(text(entry, "descriptor")).is_some()
}

#[test]
fn every_id_is_known_and_stands_once() {
    let files = files();
    let practices: Vec<&str> = list(&files[0].1, "practices").iter().map(|entry| text(entry, "id")).collect();
    let mut faults = Vec::new();
    for (name, entry, _) in entries(&files) {
        let mut must = |ok: bool, what: &str| {
            if !ok {
                faults.push(format!("{name}: {what}"));
            }
        };
        for (field, id) in [("tenets", "tenet"), ("asks", "descriptor"), ("context", "descriptor")] {
            let ids: Vec<&str> = list(entry, field).iter().map(|one| text(one, id)).collect();
            must(ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id)), "the same id twice");
        }
        must(list(entry, "tenets").iter().all(|link| Tenet::from_id(text(link, "tenet")).is_some()), "tenet");
        must(list(entry, "asks").iter().chain(list(entry, "context")).all(is_descriptor), "descriptor");
        must(entry["kind"].is_null() || UnitKind::from_id(text(entry, "kind")).is_some(), "kind");
        must(entry["practice"].is_null() || practices.contains(&text(entry, "practice")), "practice");
        let dimension = |fact: &Value| {
            fact["dimension"].as_str().is_none_or(|id| ContextDimension::from_id(id).is_some())
        };
        must(list(entry, "facts").iter().all(dimension), "dimension");
        let fields = list(entry, "interpretation");
        must(fields.iter().all(|field| !entry[field.as_str().unwrap_or("")].is_null()), "interpretation");
        must(
            entry["asks"].is_null() || fields.iter().any(|field| field == "tenets"),
            "whose reading the tenets are",
        );
    }
    for practice in &practices {
        let cases = list(&files[1].1, "caseStudies")
            .iter()
            .filter(|case| text(case, "practice") == *practice)
            .count();
        if cases != 1 {
            faults.push(format!("{practice}: {cases} cases"));
        }
    }
    none_wrong(&faults);
}

#[test]
fn every_statement_has_a_source_or_says_that_there_is_none() {
    let files = files();
    let mut faults = Vec::new();
    for (name, entry, sources) in entries(&files) {
        let facts = list(entry, "facts");
        if facts.is_empty() {
            faults.push(format!("{name}: no fact"));
        }
        for fact in facts.iter().chain(list(entry, "context")) {
            let access =
                sources.iter().find(|s| s["id"] == fact["source"]).map(|source| text(source, "access"));
            let says = |words: &&str| text(fact, "text").contains(*words);
            let fits = match text(fact, "certainty") {
                "documented" => access == Some("full"),
                "excerpt" => matches!(access, Some("full" | "excerpt")),
                "recollection" => fact["source"].is_null() && ["memory", "remembered"].iter().any(says),
                "not_found" => fact["source"].is_null() && ["no source", "No source"].iter().any(says),
                _ => false,
            };
            if !fits || text(fact, "text").is_empty() {
                faults.push(format!("{name}: {fact}"));
            }
        }
        for link in list(entry, "tenets") {
            let sourced =
                sources.iter().any(|source| source["id"] == link["source"]) && link["certainty"].is_string();
            if sourced != (text(link, "basis") == "stated") {
                faults.push(format!("{name}: {link}"));
            }
        }
    }
    none_wrong(&faults);
}

#[test]
fn a_practice_tells_of_each_dimension_whether_it_asks_something() {
    let files = files();
    for practice in list(&files[0].1, "practices") {
        let told = list(practice, "dimensions");
        assert!(
            told.iter().map(|one| text(one, "dimension")).eq(ContextDimension::ALL.iter().map(|d| d.id()))
        );
        for one in told {
            let asks = list(practice, "asks").iter().any(|ask| {
                let descriptor = ContextDescriptors::bundled().get(text(ask, "descriptor")).unwrap();
                descriptor.dimension.id() == text(one, "dimension")
            });
            // No source that was seen says so: whoever finds one writes it down as `stated`, with the source.
            let basis = if asks { "our_reading" } else { "not_stated" };
            assert_eq!(text(one, "basis"), basis, "{} {}", practice["id"], one["dimension"]);
        }
    }
}

#[test]
fn a_case_tells_of_each_dimension_and_of_each_conflict() {
    let files = files();
    let mut faults = Vec::new();
    for case in list(&files[1].1, "caseStudies") {
        let facts = list(case, "facts");
        let about =
            |matter: &str| facts.iter().filter(|fact| text(fact, "about") == matter).collect::<Vec<_>>();
        for dimension in ContextDimension::ALL {
            if !facts.iter().any(|fact| text(fact, "dimension") == dimension.id()) {
                faults.push(format!("{}: nothing on {dimension}", case["id"]));
            }
        }
        for matter in list(case, "conflicts") {
            let told = about(matter.as_str().unwrap_or(""));
            if told.len() < 2 || told[0]["source"] == told[1]["source"] {
                faults.push(format!("{}: {matter}", case["id"]));
            }
        }
        let kinds = about("kind");
        let not_found = kinds.iter().all(|fact| text(fact, "certainty") == "not_found");
        if kinds.is_empty() || not_found != case["kind"].is_null() {
            faults.push(format!("{}: kind", case["id"]));
        }
    }
    none_wrong(&faults);
}

#[test]
fn no_case_has_a_number_for_a_tenet() {
    fn numbers(value: &Value) -> usize {
        match value {
            Value::Number(_) => 1,
            Value::Array(values) => values.iter().map(numbers).sum(),
            Value::Object(fields) => fields.values().map(numbers).sum(),
            _ => 0,
        }
    }
    let files = files();
    for (name, entry, _) in entries(&files) {
        let mut rest = entry.clone();
        rest["context"] = Value::Null;
        assert_eq!(numbers(&rest), 0, "{name}");
        for link in list(entry, "tenets") {
            assert!(
                link.as_object()
                    .unwrap()
                    .keys()
                    .all(|key| ["tenet", "basis", "source", "certainty"].contains(&key.as_str()))
            );
        }
    }
}

#[test]
fn the_known_context_of_a_case_is_a_profile() {
    for case in &collabpro_core::CaseStudies::bundled().case_studies {
        let profile = case.context_profile();
        assert_eq!(
            collabpro_core::ContextProfile::from_json(&profile.to_json()).unwrap(),
            profile,
            "{}",
            case.id
        );
    }
}

#[test]
fn sources_are_used_and_the_same_in_every_file() {
    let framework: Value = serde_json::from_str(FRAMEWORK).unwrap();
    let files = files();
    let mut known: Vec<Value> = list(&framework, "sources").to_vec();
    for (name, file) in &files {
        for source in list(file, "sources") {
            let id = text(source, "id");
            let used = if *name == "caseStudies" { CASES } else { PRACTICES };
            assert!(used.contains(&format!("\"source\": \"{id}\"")), "{name}: {id} is not used");
            assert!(
                ["full", "excerpt"].contains(&text(source, "access")) && !text(source, "citation").is_empty()
            );
            match known.iter().find(|other| other["id"] == source["id"]) {
                Some(other) => assert_eq!(other, source),
                None => known.push(source.clone()),
            }
        }
    }
}

#[test]
fn the_files_say_whose_they_are_and_claim_no_more() {
    for (name, file) in &files() {
        let notice = text(file, "notice");
        for words in [
            "collabpro project's own words, not the authors'",
            "was not available in full to the project",
            "is not stated",
        ] {
            assert!(notice.contains(words), "{name}: {words}");
        }
        let plain = file.to_string().to_lowercase();
        for claim in ["will work", "proven", "evidence-based", "best", "effective", "/tmp/", "/home/"] {
            assert!(!plain.contains(claim), "{name}: {claim}");
        }
        let file = if *name == "practices" { "practices.json" } else { "case_studies.json" };
        assert!(README.contains(&format!("`{file}`")), "{file}");
    }
}

#[test]
fn texts_are_easy_to_read() {
    let files = files();
    // Facts hold names, which no wording makes shorter.
    let mut grades: Vec<(f64, f64, String)> = Vec::new();
    let mut add = |most: f64, name: &str, said: &str| {
        for sentence in said.split_inclusive(". ") {
            grades.push((grade(sentence), most, format!("{name}: {sentence}")));
        }
    };
    for (name, entry, _) in entries(&files) {
        for fact in list(entry, "facts").iter().chain(list(entry, "context")) {
            add(14.0, &name, text(fact, "text"));
        }
        for said in list(entry, "asks").iter().map(|ask| text(ask, "why")).chain(entry["together"].as_str()) {
            add(11.0, &name, said);
        }
    }
    let average = grades.iter().map(|(grade, ..)| grade).sum::<f64>() / grades.len() as f64;
    let hard: Vec<String> = grades
        .iter()
        .filter(|(grade, most, _)| grade > most)
        .map(|(grade, _, of)| format!("{grade:5.1} {of}"))
        .collect();
    assert!(average <= 9.0, "average {average:.2}");
    none_wrong(&hard);
}
