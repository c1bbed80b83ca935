//! What a report says and what it never says, on the simulated district.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::message::Texts;
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::{Compare, Observed, Policy, Report, Rubric, Units};

const RATINGS: &str = include_str!("../examples/district/ratings.csv");
const UNITS: &str = include_str!("../examples/district/units.json");

fn report() -> serde_json::Value {
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let reader = Reader::new(&Rubric::bundled()).options(options).units(Units::from_json(UNITS).unwrap());
    let scores = reader.read(RATINGS.as_bytes()).unwrap().score(Observed::new()).unwrap();
    let occasions = scores.occasions().unwrap().to_vec();
    let change = scores.compare(Compare::change(&occasions[0], &occasions[1])).unwrap();
    let released = scores.release(&Policy::default()).unwrap();
    let report = Report::new(&released).comparison(&change).build().unwrap();
    serde_json::from_str(&report.to_json()).unwrap()
}

/// Every rendered text below a value.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            found.extend(object.get("text").and_then(|text| text.as_str()).map(str::to_owned));
            object.values().for_each(|value| texts(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn sections<'a>(report: &'a serde_json::Value, id: &'a str) -> impl Iterator<Item = &'a serde_json::Value> {
    report["sections"].as_array().unwrap().iter().filter(move |section| section["id"] == id)
}

#[test]
fn pages_never_say_what_must_not_be_said() {
    let report = report();
    let never = Texts::english().pattern("never.words").unwrap();
    for id in ["first_page", "profile", "differences", "change"] {
        let mut said = Vec::new();
        sections(&report, id).for_each(|section| texts(section, &mut said));
        assert!(!said.is_empty(), "{id} says nothing");
        for text in &said {
            for word in never.split('|') {
                assert!(!text.to_lowercase().contains(word), "{id} says {word:?}: {text}");
            }
            assert!(!text.contains('⟦'), "{text}");
        }
    }
}

#[test]
fn each_school_has_its_page_in_the_order_of_the_file_and_not_of_the_scores() {
    let report = report();
    let units: Vec<&str> =
        sections(&report, "first_page").map(|page| page["unit"].as_str().unwrap()).collect();
    assert_eq!(units.len(), 6);
    assert!(units.is_sorted());
}

#[test]
fn the_paragraph_has_at_most_sixty_words_and_ten_bars_stand_in_the_books_order() {
    let report = report();
    let order: Vec<String> =
        collabpro_core::Tenet::ALL.iter().map(|tenet| format!("tenet:{tenet}")).collect();
    for page in sections(&report, "first_page") {
        let blocks = page["blocks"].as_array().unwrap();
        let summary = blocks.iter().filter(|block| block["type"] == "paragraph").nth(1).unwrap();
        let said: Vec<&str> = summary["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["text"].as_str().unwrap())
            .collect();
        let words: usize = said.iter().map(|text| text.split_whitespace().count()).sum();
        assert!(words <= 60, "{words}: {said:?}");
        let bars = blocks.iter().find(|block| block["type"] == "bars").unwrap()["bars"].as_array().unwrap();
        let constructs: Vec<&str> = bars.iter().map(|bar| bar["construct"].as_str().unwrap()).collect();
        assert_eq!(constructs, order);
    }
}

#[test]
fn limits_are_stated() {
    let report = report();
    let mut said = Vec::new();
    sections(&report, "limits").for_each(|section| texts(section, &mut said));
    let said = said.join(" ");
    for words in [
        "does not measure whether students learn more",
        "not affiliated",
        "never for judging persons",
        "not validated",
    ] {
        assert!(said.contains(words), "the limits do not say: {words}");
    }
}
