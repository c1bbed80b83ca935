//! What a report says can be read by those whom it is for.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use crate::reading::{grade, words};
use collabpro_core::message::Texts;

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
