//! What a report says can be read by those whom it is for.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::message::Texts;
use collabpro_core::report::Depth;
use serde_json::Value;

use crate::languages;
use crate::reading::{fernandez_huerta, grade, wiener, words};
use crate::report_depths::{reported_in, schools};

/// Patterns of sentences that stand before the appendix, where the reader is a reviewer.
fn sentences() -> Vec<(String, String)> {
    let texts = Texts::english();
    let shown = ["report.", "pattern.", "context."];
    let appendix = ["report.method.", "report.limits.", "report.cite.", "report.versions", "report.footer"];
    let ids = texts.ids().filter(|id| shown.iter().any(|prefix| id.starts_with(prefix)));
    let ids = ids.filter(|id| !appendix.iter().any(|prefix| id.starts_with(prefix)));
    let mut found = Vec::new();
    for id in ids {
        let filled = fill(texts.pattern(id).unwrap());
        for sentence in filled.split_inclusive(['.', '?', '!', ':', ';']) {
            if !sentence.trim().is_empty() {
                found.push((id.to_owned(), sentence.trim().to_owned()));
            }
        }
    }
    found
}

/// The pattern with a short word in each slot; of a plural the last branch.
fn fill(pattern: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    let mut slot = String::new();
    for letter in pattern.chars() {
        match letter {
            '{' => {
                depth += 1;
                if depth > 1 {
                    slot.push(letter);
                }
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    match slot.rsplit_once("other {") {
                        Some((_, last)) => out.push_str(&last.replace('#', "two").replace('}', "")),
                        None => out.push_str("one"),
                    }
                    slot.clear();
                } else {
                    slot.push(letter);
                }
            }
            _ if depth > 0 => slot.push(letter),
            _ => out.push(letter),
        }
    }
    out
}

#[test]
fn every_kind_of_sentence_can_be_read() {
    let sentences = sentences();
    assert!(sentences.len() > 100);
    let mut hard = Vec::new();
    let mut grades = 0.0;
    for (id, sentence) in &sentences {
        let (length, grade) = (words(sentence).len(), grade(sentence));
        grades += grade;
        if length > 22 || (grade > 11.0 && length > 6) {
            hard.push(format!("{id}: {length} words, grade {grade:.1}: {sentence}"));
        }
    }
    let mean = grades / sentences.len() as f64;
    assert!(hard.is_empty(), "{}", hard.join("\n"));
    assert!(mean < 9.0, "grade {mean:.1} on average");
}

/// The sentences that a report says, without headings, cells and what the user wrote: those of four words and more.
fn said(report: &Value) -> Vec<String> {
    fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
            Value::Object(fields) => {
                found.extend(fields.get("text").and_then(Value::as_str));
                fields.values().for_each(|value| texts(value, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    texts(&report["sections"], &mut found);
    found.retain(|text| text.ends_with(['.', '?']) && !text.starts_with("Simulated"));
    let ends = ['.', '?', '!', ':', ';'];
    let parts = found.iter().flat_map(|text| text.split_inclusive(ends)).map(str::trim);
    parts.filter(|sentence| words(sentence).len() > 3).map(str::to_owned).collect()
}

/// German in school years by the first Wiener Sachtextformel, Spanish by Fernández Huerta, where 60 is normal for adults and from
/// 70 on rather easy.
#[test]
fn page_and_booklet_can_be_read_in_german_and_in_spanish() {
    let (german, spanish) = (languages::texts("de"), languages::texts("es"));
    let mut hard = Vec::new();
    for school in schools() {
        for depth in [Depth::Page, Depth::Booklet] {
            let read = |texts: &Texts| {
                let report = reported_in(texts, depth, &[&school]).to_json();
                said(&serde_json::from_str(&report).unwrap())
            };
            let [german, spanish] = [read(&german), read(&spanish)];
            let year = wiener(&german.iter().map(String::as_str).collect::<Vec<_>>());
            let ease = fernandez_huerta(&spanish.iter().map(String::as_str).collect::<Vec<_>>());
            if year > 9.0 || ease < 70.0 {
                hard.push(format!("{school}, {depth:?}: German year {year:.1}, Spanish ease {ease:.1}"));
            }
        }
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}
