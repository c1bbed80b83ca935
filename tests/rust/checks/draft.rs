//! Mappings drafted from the survey files of the vectors: filled in, they read what the mappings written by hand read.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::exchange::{MappingDraft, SurveyOptions, draft_mapping};
use collabpro_core::{ErrorCode, Ratings, Rubric, SurveyMapping};
use collabpro_tests::folder;
use serde_json::{Map, Value, json};

/// What a person writes at most.
const LINES: usize = 10;

/// A survey of the vectors that is read without an error.
struct Story {
    name: String,
    file: Vec<u8>,
    rubric: Rubric,
    hand: Value,
    options: Value,
}

fn stories() -> Vec<Story> {
    let folder = folder().join("exchange");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut stories = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let story: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let calls = story["calls"].as_array().unwrap();
        let read = calls.iter().find(|call| {
            ["survey", "surveyAccount"].contains(&call["call"].as_str().unwrap())
                && call.get("expectError").is_none()
        });
        let (Some(read), Some(hand)) = (read, story.get("mapping")) else { continue };
        let file = match story["ratings"].as_str() {
            Some(name) => std::fs::read(folder.join(name)).unwrap(),
            None => story["ratings"]["csv"].as_str().unwrap().as_bytes().to_vec(),
        };
        let rubric = story.get("rubric").map(|rubric| Rubric::from_json(&rubric.to_string()).unwrap());
        stories.push(Story {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            file,
            rubric: rubric.unwrap_or_else(Rubric::bundled),
            hand: hand.clone(),
            options: read.get("options").cloned().unwrap_or_else(|| json!({})),
        });
    }
    stories
}

fn spelt(text: &str) -> String {
    let plain = |letter: &char| !['\u{FEFF}', '\u{200B}', '\u{2060}', '\u{AD}'].contains(letter);
    text.chars().filter(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a draft and a mapping by hand mean one column: by its whole heading, its line, its code, or its import id.
fn is_same(drafted: &str, hand: &str) -> bool {
    let (drafted, hand) = (spelt(drafted), spelt(hand));
    let ids = [("ResponseId", "_recordId"), ("Q4", "QID4_TEXT")];
    drafted == hand
        || drafted.ends_with(&format!("[{hand}]"))
        || drafted.split_once(". ").is_some_and(|(code, _)| code == hand)
        || drafted.replacen('Q', "QID", 1) == hand
        || ids.contains(&(&drafted, &hand))
}

fn object(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().unwrap()
}

/// Puts into an empty place what the mapping by hand has there; what is not empty must be what it has.
fn fill(place: &mut Value, by_hand: &Value, about: &str) {
    if place == "" {
        *place = by_hand.clone();
    }
    assert!(by_hand.is_null() || place == by_hand, "{about}: {place} and not {by_hand}");
}

fn filled(draft: &MappingDraft, story: &Story) -> Value {
    let (name, hand) = (&story.name, &story.hand);
    let mut own: Value = serde_json::from_str(&draft.mapping.to_json()).unwrap();
    for table in ["columns", "constants", "values"] {
        object(&mut own).entry(table).or_insert_with(|| json!({}));
    }
    let none = Map::new();
    let list = |name: &str| hand[name].as_array().cloned().unwrap_or_default();
    let held = hand["columns"].as_object().unwrap_or(&none);
    for (column, field) in own["columns"].as_object_mut().into_iter().flatten() {
        let by_hand =
            held.iter().find(|(other, _)| is_same(column, other)).map_or(&Value::Null, |(_, field)| field);
        fill(field, by_hand, name);
    }
    let (mut criteria, mut ignored) = (Vec::new(), Vec::new());
    for mut column in own["criteria"].as_array().unwrap().clone() {
        let heading = column["column"].as_str().unwrap().to_owned();
        let same = |other: &&Value| {
            is_same(&heading, other["column"].as_str().unwrap())
                && other.get("occurrence") == column.get("occurrence")
        };
        let Some(by_hand) = list("criteria").iter().find(same).cloned() else {
            match held.iter().find(|(other, _)| is_same(&heading, other)) {
                Some((_, field)) => object(&mut own["columns"]).insert(heading, field.clone()),
                None => {
                    ignored.push(Value::from(heading));
                    None
                }
            };
            continue;
        };
        fill(&mut column["criterion"], &by_hand["criterion"], name);
        for wish in ["reversed", "unit", "occasion"] {
            by_hand.get(wish).into_iter().for_each(|value| {
                object(&mut column).insert(wish.to_owned(), value.clone());
            });
        }
        let id = by_hand.get("labels").and_then(Value::as_str);
        let labels = list("labels").iter().find(|set| set["id"].as_str() == id).cloned().unwrap_or_default();
        let set =
            own["labels"].as_array_mut().into_iter().flatten().find(|set| set["id"] == column["labels"]);
        if let Some(set) = set {
            let mut levels = set["levels"].as_object().unwrap().clone();
            let meant = |kind: &str, label: &str| {
                let table = labels[kind].as_object().into_iter().flatten();
                table.clone().find(|(other, _)| spelt(other) == spelt(label)).map(|(_, id)| id.clone())
            };
            levels.retain(|label, level| match meant("missing", label) {
                Some(reason) => {
                    assert_eq!(level, "", "{name}: {label}");
                    object(set).entry("missing").or_insert_with(|| json!({}))[label] = reason;
                    false
                }
                None => {
                    fill(level, &meant("levels", label).unwrap_or_default(), name);
                    true
                }
            });
            set["levels"] = levels.into();
        }
        criteria.push(column);
    }
    // Labels that only columns have which are no questions.
    let used = |set: &Value| criteria.iter().any(|column| column.get("labels") == set.get("id"));
    let labels = own["labels"].as_array().into_iter().flatten().filter(|set| used(set)).cloned();
    own["labels"] = labels.collect();
    own["ignore"] = own["ignore"].as_array().into_iter().flatten().cloned().chain(ignored).collect();
    own["criteria"] = criteria.into();
    for (cell, role) in own["values"].get_mut("role").and_then(Value::as_object_mut).into_iter().flatten() {
        fill(role, &hand["values"]["role"][cell], name);
    }
    // What is no empty place and still a wish.
    for wish in ["previews", "incomplete", "spam", "duplicates", "extraColumns", "leaveOut"] {
        hand.get(wish).into_iter().for_each(|value| {
            object(&mut own).insert(wish.to_owned(), value.clone());
        });
    }
    // Whose answers are one person's, where the tool numbers each of them.
    if let Some((rater, _)) = held.iter().find(|(_, field)| *field == "rater") {
        let columns = object(&mut own["columns"]);
        let other = |column: &str, field: &Value| field == "rater" && !is_same(column, rater);
        if columns.iter().any(|(column, field)| other(column, field)) {
            columns.retain(|column, field| !other(column, field));
            columns.insert(rater.clone(), "rater".into());
        }
    }
    if hand["raterByRow"] == true {
        own["raterByRow"] = true.into();
        object(&mut own["columns"]).retain(|_, field| field != "rater");
    }
    for rule in own.get_mut("leaveOut").and_then(Value::as_array_mut).into_iter().flatten() {
        let asked = rule["column"].as_str().unwrap().to_owned();
        let known = draft.columns.iter().find(|column| column.column.eq_ignore_ascii_case(&asked));
        known.into_iter().for_each(|known| rule["column"] = known.column.clone().into());
    }
    for (field, cells) in hand["values"].as_object().into_iter().flatten() {
        own["values"][field] = cells.clone();
    }
    if own["columns"].as_object().unwrap().values().any(|field| field == "unit") {
        object(&mut own["constants"]).remove("unit");
    }
    for (field, value) in hand["constants"].as_object().into_iter().flatten() {
        own["constants"][field] = value.clone();
    }
    own
}

/// Ratings as a set, with raters in the order in which they come.
fn records(ratings: &Ratings) -> Vec<String> {
    let mut raters: Vec<String> = Vec::new();
    let json: Value = serde_json::from_str(&ratings.to_json()).unwrap();
    let mut records = Vec::new();
    for mut record in json["records"].as_array().unwrap().clone() {
        let rater = record["rater"].to_string();
        let known = raters.iter().position(|other| *other == rater);
        record["rater"] = known.unwrap_or(raters.len()).into();
        if known.is_none() {
            raters.push(rater);
        }
        records.push(record.to_string());
    }
    records.sort();
    records
}

#[test]
fn a_draft_that_is_filled_in_reads_what_the_mapping_by_hand_reads() {
    let stories = stories();
    assert!(stories.len() > 25, "{}", stories.len());
    for story in stories {
        let (name, rubric) = (&story.name, &story.rubric);
        let options = || SurveyOptions::from_json(&story.options.to_string()).unwrap();
        let read = |mapping: &Value| {
            let mapping = SurveyMapping::from_json(&mapping.to_string()).unwrap();
            Ratings::from_survey(story.file.as_slice(), rubric, &mapping, options())
        };
        let mut draft = draft_mapping(story.file.as_slice(), rubric).unwrap();
        draft.mapping.rater_by_row &= story.options["constants"].get("rater").is_none();
        let open = draft.mapping.open_places();
        println!(
            "{name}: {} {open:?}\n   {}",
            draft.mapping.tool,
            draft.table().to_csv().replace("\r\n", " | ")
        );
        assert!(open.len() <= LINES, "{name}: {open:?}");
        let by_hand = records(&read(&story.hand).unwrap());
        // Refused in each place that is open, and not as anything else.
        let given = |path: &String| {
            story.options["constants"]
                .as_object()
                .into_iter()
                .flatten()
                .any(|(field, _)| *path == format!("$.constants.{field}"))
        };
        let open: Vec<_> = open.into_iter().filter(|path| !given(path)).collect();
        let refused = Ratings::from_survey(story.file.as_slice(), rubric, &draft.mapping, options());
        if !open.is_empty() {
            let error = refused.unwrap_err();
            let places: Vec<_> = error.problems().iter().map(|problem| problem.place().to_string()).collect();
            assert_eq!(places, open, "{name}");
            assert!(
                error.problems().iter().all(|problem| problem.code() == ErrorCode::LeftOpen),
                "{name}: {error}"
            );
        }
        let whole = filled(&draft, &story);
        let ratings = read(&whole).unwrap_or_else(|error| panic!("{name}: {}\n{whole:#}", error.to_json()));
        assert_eq!(records(&ratings), by_hand, "{name}");
    }
}
