//! The bundled rubric beside its earlier version: what was rated on 0.1.0 loses nothing.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::comparison::{ChangeOptions, Profile, SimilarityOptions};
use collabpro_core::tally::Grain;
use collabpro_core::{ErrorCode, Observed, Ratings, Rubric};
use collabpro_tests::folder;
use serde_json::Value;

fn earlier() -> Value {
    let path = folder().join("_inputs").join("rubric-0.1.0.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Eight raters of an occasion, whose level on all lines is that of the rater.
fn ratings(rubric: &Rubric, occasion: &str, levels: [u8; 8]) -> Ratings {
    let mut csv = String::from("unit,occasion,rater,role,criterion,level\n");
    for (rater, level) in levels.iter().enumerate() {
        for criterion in ["7a", "7b", "7c"] {
            csv += &format!("Birch,{occasion},r{rater},teacher,{criterion},{level}\n");
        }
    }
    Ratings::from_csv(csv.as_bytes(), rubric).unwrap()
}

const FEW: [u8; 8] = [1, 2, 2, 2, 3, 1, 2, 2];
const MANY: [u8; 8] = [3, 4, 3, 3, 4, 3, 3, 2];

#[test]
fn only_names_are_new() {
    let (mut before, mut now) =
        (earlier(), serde_json::from_str::<Value>(&Rubric::bundled().to_json()).unwrap());
    let numbers =
        [&before, &now].map(|document| Rubric::from_json(&document.to_string()).unwrap().fingerprint());
    assert_eq!(numbers[0], numbers[1], "constructs, polarity, categories, values and cuts");
    assert_eq!(
        (&before["version"], &now["earlierVersions"]),
        (&"0.1.0".into(), &serde_json::json!(["0.1.0"]))
    );
    for at in 0..4 {
        let [old, new] = [&mut before, &mut now]
            .map(|document| document["scales"][0]["categories"][at].as_object_mut().unwrap());
        let (label, former) = (old.remove("label").unwrap(), new.remove("formerLabels").unwrap());
        assert_eq!(former, Value::Array(vec![label]), "files with the former name are read");
        assert!(new.remove("label").is_some() && new.remove("about").is_some());
    }
    let document = |value: &Value| {
        Rubric::from_json(&{
            let mut value = value.clone();
            for category in value["scales"][0]["categories"].as_array_mut().unwrap() {
                category["label"] = serde_json::json!({"en": category["id"]});
            }
            value["version"] = "0".into();
            value["notice"] = serde_json::json!({"en": "notice"});
            value["earlierVersions"] = serde_json::json!([]);
            value.to_string()
        })
        .unwrap()
    };
    assert_eq!(document(&before), document(&now), "every criterion and every text of a level, word for word");
}

#[test]
fn counts_on_both_versions_are_put_together() {
    let (old, new) = (Rubric::from_json(&earlier().to_string()).unwrap(), Rubric::bundled());
    let whole = ratings(&new, "2025", FEW).tally(Grain::Raters).unwrap();
    let whole = whole.merge(&ratings(&new, "2026", MANY).tally(Grain::Raters).unwrap()).unwrap();
    let [first, second] = [ratings(&old, "2025", FEW), ratings(&new, "2026", MANY)];
    let [a, b] = [&first, &second].map(|ratings| ratings.tally(Grain::Raters).unwrap());
    assert_eq!(a.merge(&b).unwrap(), whole);
    assert_eq!(b.merge(&a).unwrap().encode(), whole.encode());
    let both = Ratings::concat(&[first, second]).unwrap();
    assert_eq!((both.rubric(), both.tally(Grain::Raters).unwrap()), (&new, whole));
}

#[test]
fn occasions_on_both_versions_are_compared() {
    let (old, new) = (Rubric::from_json(&earlier().to_string()).unwrap(), Rubric::bundled());
    let later = ratings(&new, "2026", MANY).score(Observed::new()).unwrap();
    let mut found = Vec::new();
    for rubric in [&old, &new] {
        let before = ratings(rubric, "2025", FEW).score(Observed::new()).unwrap();
        let change = later.change_since(&before, ChangeOptions::new("2025", "2026")).unwrap();
        let at = |occasion: &str| Profile::new("Birch", occasion).role("teacher");
        let similar = later.similarity_with(&before, SimilarityOptions::new(at("2026"), at("2025"))).unwrap();
        found.push((change.to_json(), similar.to_json()));
    }
    assert_eq!(found[0], found[1]);
    let mut other = earlier();
    other["version"] = "0.0.9".into();
    let other = ratings(&Rubric::from_json(&other.to_string()).unwrap(), "2025", FEW);
    let before = other.score(Observed::new()).unwrap();
    let refused = later.change_since(&before, ChangeOptions::new("2025", "2026"));
    assert_eq!(refused.unwrap_err().code(), ErrorCode::RubricMismatch);
    let mut cut = earlier();
    cut["scales"][0]["cut"] = "2".into();
    let before = ratings(&Rubric::from_json(&cut.to_string()).unwrap(), "2025", FEW);
    let before = before.score(Observed::new()).unwrap();
    let refused = later.change_since(&before, ChangeOptions::new("2025", "2026"));
    assert_eq!(
        refused.unwrap_err().code(),
        ErrorCode::RubricMismatch,
        "the version alone does not make it the same"
    );
}
