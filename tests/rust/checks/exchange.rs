//! Every problem of the stories that are wrong in many ways; a vector compares the first only. Packages that come back as they were.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::exchange::{CaseLoss, CaseOptions, CaseVersion, SurveyOptions, ToCaseOptions};
use collabpro_core::{Ratings, Rubric, SurveyMapping};
use collabpro_tests::folder;
use serde_json::{Value, json};

fn wrong(name: &str) -> Vec<String> {
    let path = folder().join("exchange").join(name).with_extension("json");
    let story: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let file = story["ratings"]["csv"].as_str().unwrap().as_bytes();
    let read = |mapping| Ratings::from_survey(file, &Rubric::bundled(), &mapping, SurveyOptions::new());
    let error = SurveyMapping::from_json(&story["mapping"].to_string()).and_then(read).unwrap_err();
    assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
}

#[test]
fn labels_without_a_meaning() {
    let expected = [
        "unmapped_label row 2, column Plan",
        "unmapped_label row 2, column Ask",
        "unmapped_label row 3, column Role",
    ];
    assert_eq!(wrong("error-unmapped-label"), expected);
}

#[test]
fn headers() {
    let expected = [
        "missing_column column Year",
        "missing_column column rater",
        "duplicate_column column Plan",
        "unknown_criterion $.criteria[2].criterion",
        "missing_column column Gone",
        "missing_column column Plan",
        "missing_column column submitdate",
        "unknown_level $.labels[0].levels.B",
        "unknown_column column Typo",
    ];
    assert_eq!(wrong("error-header"), expected);
    let expected = [
        "duplicate_column $.constants.unit",
        "duplicate_column $.raterByRow",
        "duplicate_column column Plan",
    ];
    assert_eq!(wrong("error-twice"), expected);
}

#[test]
fn mappings() {
    let expected = [
        "invalid_json $.colour",
        "invalid_json $.columns.School",
        "invalid_json $.labels[0].missing.y",
        "invalid_json $.criteria[1].column",
        "invalid_json $.constants.house",
        "invalid_json $.values.mark",
        "duplicate_id $.values.role.A",
        "invalid_number $.headerRows",
        "duplicate_id $.labels[2].id",
        "missing_text $.labels[1].levels.",
        "duplicate_id $.labels[1].levels.x",
        "invalid_number $.criteria[0].occurrence",
        "invalid_id $.criteria[0].unit",
    ];
    assert_eq!(wrong("error-mapping"), expected);
}

#[test]
fn rows() {
    let expected = [
        "ragged_row row 2",
        "missing_value row 3, column School",
        "broken_quoting row 5, column School",
        "unmapped_label row 4, column Plan",
    ];
    assert_eq!(wrong("error-rows"), expected);
}

fn package(name: &str) -> Value {
    let path = folder().join("_inputs").join(name).with_extension("json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn packages_that_are_wrong() {
    let path = folder().join("exchange/error-case-faults.json");
    let story: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let error = Rubric::from_case(&story["package"].to_string(), &CaseOptions::new()).unwrap_err();
    assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    let found: Vec<_> =
        error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect();
    let criteria = "$.CFRubrics[0].CFRubricCriteria";
    let expected = [
        "missing_text $.CFRubrics[0].title".to_owned(),
        format!("invalid_json {criteria}[0].identifier"),
        format!("missing_text {criteria}[1].description"),
        format!("category_count {criteria}[2].CFRubricCriterionLevels"),
        format!("invalid_json {criteria}[3].description"),
        format!("invalid_json {criteria}[3].CFRubricCriterionLevels[0].score"),
        format!("invalid_json {criteria}[3].CFRubricCriterionLevels[2]"),
        format!("invalid_json {criteria}[3].CFRubricCriterionLevels[1].quality"),
        format!("duplicate_id {criteria}[4].identifier"),
        format!("invalid_json {criteria}[5]"),
        format!("invalid_id {criteria}[6].identifier"),
    ];
    assert_eq!(found, expected);
}

/// The identifier of a part of the packages, which are made up.
fn id(n: u32) -> String {
    format!("{n:08x}-5a3c-4f10-8b21-0123456789ab")
}

fn from(package: &Value, rubric: u32) -> Rubric {
    let options = CaseOptions::new().rubric(id(rubric));
    Rubric::from_case(&package.to_string(), &options).unwrap().rubric
}

#[test]
fn packages_that_use_every_field_come_back_as_they_were() {
    for name in ["case-1p0", "case-1p1"] {
        for rubric in [100, 200] {
            let package = package(name);
            let read = from(&package, rubric);
            // What is kept survives our own form.
            let read = Rubric::from_json(&read.to_json()).unwrap();
            let written = read.to_case(&ToCaseOptions::new()).unwrap();
            assert_eq!(written.package, package);
            assert_eq!(written.losses.iter().count(), 0);
            // 2.0 is not 2: the texts are equal too, apart from blanks.
            assert_eq!(written.to_json(), package.to_string());
        }
    }
}

#[test]
fn a_package_loses_on_the_way_to_1_0_what_1_0_does_not_have() {
    let (old, new) = (package("case-1p0"), package("case-1p1"));
    let written = from(&new, 200).to_case(&ToCaseOptions::new().version(CaseVersion::V1p0)).unwrap();
    assert_eq!(written.to_json().replace("/v1p1/", "/v1p0/"), old.to_string());
    let losses: Vec<_> =
        written.losses.iter().map(|(path, loss, n)| format!("{path} {} {n}", loss.id())).collect();
    let expected = [
        "$.extensions not_in_version 1",
        "$.CFAssociations[*].extensions not_in_version 1",
        "$.CFDefinitions.extensions not_in_version 1",
        "$.CFDefinitions.CFAssociationGroupings[*].extensions not_in_version 1",
        "$.CFDefinitions.CFConcepts[*].extensions not_in_version 1",
        "$.CFDefinitions.CFItemTypes[*].extensions not_in_version 1",
        "$.CFDefinitions.CFLicenses[*].extensions not_in_version 1",
        "$.CFDefinitions.CFSubjects[*].extensions not_in_version 1",
        "$.CFDocument.extensions not_in_version 1",
        "$.CFItems[*].extensions not_in_version 1",
        "$.CFRubrics[*].extensions not_in_version 1",
        "$.CFRubrics[*].CFRubricCriteria[*].extensions not_in_version 1",
        "$.CFRubrics[*].CFRubricCriteria[*].CFRubricCriterionLevels[*].extensions not_in_version 1",
        "$.CFDocument.caseVersion not_in_version 1",
        "$.CFDocument.frameworkType not_in_version 1",
        "$.CFItems[*].subject not_in_version 1",
        "$.CFItems[*].subjectURI not_in_version 1",
        "$.CFAssociations[*].notes not_in_version 1",
        "$.CFAssociations[*].originNodeURI.targetType not_in_version 1",
        "$.CFAssociations[*].destinationNodeURI.targetType not_in_version 1",
        "$.CFAssociations[*] not_in_version 1",
    ];
    assert_eq!(losses, expected);
    let mut again =
        from(&old, 200).to_case(&ToCaseOptions::new().version(CaseVersion::V1p1)).unwrap().package;
    assert_eq!(again["CFDocument"].as_object_mut().unwrap().remove("caseVersion"), Some("1.1".into()));
    assert_eq!(again, old);
}

#[test]
fn what_was_changed_is_changed_and_the_rest_is_verbatim() {
    let mut package = package("case-1p1");
    let mut document: Value = serde_json::from_str(&from(&package, 200).to_json()).unwrap();
    document["criteria"][0]["levels"][2]["text"]["en"] = "The plan is ours.".into();
    document["criteria"][1]["name"]["en"] = "We ask students.".into();
    document["title"]["en"] = "How we work".into();
    let changed = Rubric::from_json(&document.to_string()).unwrap();
    let error = changed.to_case(&ToCaseOptions::new()).unwrap_err();
    assert_eq!(
        (error.code(), error.path()),
        (collabpro_core::ErrorCode::InvalidOption, "lastChangeDateTime".to_owned())
    );
    let now = "2026-03-31T12:00:00+02:00";
    let mut options = ToCaseOptions::from_json(r#"{"embed": false}"#).unwrap().last_change_date_time(now);
    let written = changed.to_case(&options).unwrap();
    package["CFDocument"]["lastChangeDateTime"] = now.into();
    let rubric = &mut package["CFRubrics"][1];
    rubric["title"] = "How we work".into();
    rubric["lastChangeDateTime"] = now.into();
    let (asking, planning) = (0, 1);
    rubric["CFRubricCriteria"][asking]["description"] = "We ask students.".into();
    for criterion in [asking, planning] {
        rubric["CFRubricCriteria"][criterion]["lastChangeDateTime"] = now.into();
    }
    let strong = &mut rubric["CFRubricCriteria"][planning]["CFRubricCriterionLevels"][0];
    strong["description"] = "The plan is ours.".into();
    strong["lastChangeDateTime"] = now.into();
    assert_eq!(written.package, package);
    assert_eq!(written.losses.iter().count(), 0);
    // Embedded, the extensions of others stay beside ours.
    options = ToCaseOptions::new().last_change_date_time(now);
    let written = changed.to_case(&options).unwrap().package;
    let extensions = &written["CFRubrics"][1]["extensions"];
    assert_eq!(extensions["exampleOrg"], package["CFRubrics"][1]["extensions"]["exampleOrg"]);
    assert!(extensions["collabpro"].is_object());
    let again = from(&written, 200);
    assert_eq!(again.criteria(), changed.criteria());
    assert_eq!(again.to_case(&ToCaseOptions::new()).unwrap().package, written);
}

#[test]
fn our_own_rubric_comes_back_entire_from_1_1_and_in_part_from_1_0() {
    let bundled = Rubric::bundled();
    let options = ToCaseOptions::new().creator("The team").last_change_date_time("2026-03-31T12:00:00Z");
    let new = bundled.to_case(&options).unwrap();
    let read = Rubric::from_case(&new.to_json(), &CaseOptions::new()).unwrap().rubric;
    assert_eq!((read.criteria(), read.fingerprint()), (bundled.criteria(), bundled.fingerprint()));
    assert_eq!(read.to_case(&ToCaseOptions::new()).unwrap().package, new.package);
    assert!(new.losses.iter().all(|(_, loss, _)| loss == CaseLoss::ExtensionOnly));
    // Another program changed a word: what it says counts, not what we put beside it.
    let text = new.to_json().replacen("\"score\":4", "\"score\":5", 1);
    assert_ne!(from_text(&text).fingerprint(), bundled.fingerprint());
    let old = bundled.to_case(&options.version(CaseVersion::V1p0)).unwrap();
    let read = from_text(&old.to_json());
    assert_eq!(read.constructs().len(), bundled.constructs().len());
    let rungs = |rubric: &Rubric| {
        let levels = rubric.criteria().iter().flat_map(|criterion| criterion.levels.clone());
        levels.map(|level| level.text).collect::<Vec<_>>()
    };
    assert_eq!(rungs(&read), rungs(&bundled));
    assert!(
        old.losses.iter().any(|(path, loss, n)| (path, loss.id(), n) == ("$.criteria[*].id", "no_place", 36))
    );
}

/// A level that is no rung stands between the others, whatever is done to them.
#[test]
fn a_level_that_was_not_judged_stays_where_it_stands() {
    let path = folder().join("exchange/case-unscored-by-points.json");
    let story: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut package = story["package"].clone();
    let read = from_text(&package.to_string());
    let now = "2026-03-31T12:00:00Z";
    let mut document: Value = serde_json::from_str(&read.to_json()).unwrap();
    document["scales"][0]["categories"][1]["label"]["en"] = "Very strong".into();
    let changed = Rubric::from_json(&document.to_string()).unwrap();
    let options = ToCaseOptions::from_json(r#"{"embed": false}"#).unwrap().last_change_date_time(now);
    let written = changed.to_case(&options).unwrap();
    let criterion = &mut package["CFRubrics"][0]["CFRubricCriteria"][0];
    criterion["CFRubricCriterionLevels"][2]["quality"] = "Very strong".into();
    criterion["CFRubricCriterionLevels"][2]["lastChangeDateTime"] = now.into();
    criterion["lastChangeDateTime"] = now.into();
    package["CFRubrics"][0]["lastChangeDateTime"] = now.into();
    package["CFDocument"]["lastChangeDateTime"] = now.into();
    assert_eq!(written.package, package);
    // Embedded, it comes back entire; and what another program calls the level by then counts.
    let whole =
        changed.to_case(&ToCaseOptions::new().version(CaseVersion::V1p1).last_change_date_time(now)).unwrap();
    let again = from_text(&whole.to_json());
    assert_eq!((again.criteria(), again.fingerprint()), (changed.criteria(), changed.fingerprint()));
    assert_eq!(again.to_case(&ToCaseOptions::new()).unwrap().package, whole.package);
    let renamed = from_text(&whole.to_json().replacen("\"N/A\"", "\"Not rated\"", 1));
    assert_eq!(renamed.missing("Not rated").map(|why| why.id()), Some("no_answer"));
}

fn from_text(text: &str) -> Rubric {
    Rubric::from_case(text, &CaseOptions::new()).unwrap().rubric
}

/// A number that the next step is taken from.
fn draw(seed: &mut u64, below: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % below
}

/// A rubric of every form: scales that rise and fall, with values, cuts and names that run either way; languages, roles, questions.
fn some_rubric(seed: &mut u64) -> Rubric {
    let words = ["Poor", "Developing", "Good", "Excellent", "red", "blue", "Level 2", "no"];
    let mut scales = Vec::new();
    for scale in 0..1 + draw(seed, 3) {
        let valued = draw(seed, 2) == 0;
        let falls = draw(seed, 2) == 0;
        let count = 2 + draw(seed, 4);
        let mut left = words.to_vec();
        let categories = (0..count).map(|at| {
            let place = if falls { count - at } else { at + 1 };
            let label = left.remove(draw(seed, left.len() as u64) as usize);
            let id = if draw(seed, 3) == 0 { format!("c{place}") } else { place.to_string() };
            let mut category = json!({"id": id, "label": {"en": label}});
            if valued {
                category["value"] = json!(place as f64 * 1.5);
            }
            category
        });
        let direction = if falls { "descending" } else { "ascending" };
        let categories: Vec<Value> = categories.collect();
        let mut made = json!({"id": format!("s{scale}"), "direction": direction, "categories": categories});
        if draw(seed, 2) == 0 {
            let top = if falls { 0 } else { categories.len() - 1 };
            made["cut"] = categories[top]["id"].clone();
        }
        scales.push(made);
    }
    let mut criteria = Vec::new();
    for at in 0..1 + draw(seed, 5) {
        let scale = &scales[draw(seed, scales.len() as u64) as usize];
        let mut criterion = json!({
            "id": format!("k{at}"), "construct": (["tenet:joint_work", "other:talk"][draw(seed, 2) as usize]),
            "scale": scale["id"], "name": {"en": format!("Criterion {at}")},
        });
        if draw(seed, 2) == 0 {
            criterion["name"]["de"] = json!("Kriterium");
        }
        if draw(seed, 2) == 0 {
            criterion["polarity"] = json!("negative");
        }
        if draw(seed, 2) == 0 {
            let levels = scale["categories"].as_array().unwrap().iter();
            let text = |category: &Value| json!({"category": category["id"], "text": {"en": format!("as {}", category["id"])}});
            criterion["levels"] = levels.map(text).collect();
        }
        criteria.push(criterion);
    }
    let rubric = json!({
        "schemaVersion": 1, "kind": "collabpro.rubric", "id": "made", "version": "1", "title": {"en": "Made"},
        "scales": scales, "criteria": criteria,
    });
    Rubric::from_json(&rubric.to_string()).unwrap()
}

/// What of one value is otherwise in another, by paths in which `[*]` is any element.
fn otherwise(own: &Value, other: &Value, path: &str, found: &mut Vec<String>) {
    match own {
        Value::Object(fields) if other.is_object() => {
            fields
                .iter()
                .for_each(|(name, value)| otherwise(value, &other[name], &format!("{path}.{name}"), found));
        }
        Value::Array(list) if other.is_array() => {
            let of = |at| other.get(at).unwrap_or(&Value::Null);
            list.iter()
                .enumerate()
                .for_each(|(at, value)| otherwise(value, of(at), &format!("{path}[*]"), found));
        }
        _ if own != other => found.push(path.to_owned()),
        _ => {}
    }
}

#[test]
fn a_rubric_comes_back_as_it_was_or_it_is_told_why_not() {
    let mut seed = 20_251_130;
    let made = (0..150).map(|_| some_rubric(&mut seed));
    let document = |rubric: &Rubric| -> Value {
        let mut document: Value = serde_json::from_str(&rubric.to_json()).unwrap();
        document.as_object_mut().unwrap().remove("extensions");
        document
    };
    let mut entire = 0;
    for rubric in std::iter::once(Rubric::bundled()).chain(made) {
        for (version, embed) in [("1.1", true), ("1.1", false), ("1.0", true)] {
            let options = json!({
                "creator": "us", "lastChangeDateTime": "2026-03-31T12:00:00Z", "version": version, "embed": embed,
            });
            let written = rubric.to_case(&ToCaseOptions::from_json(&options.to_string()).unwrap()).unwrap();
            let back = from_text(&written.to_json());
            let mut found = Vec::new();
            otherwise(&document(&rubric), &document(&back), "$", &mut found);
            let told = |path: &String| written.losses.iter().any(|(known, ..)| path == known);
            assert!(found.iter().all(told), "{version} {embed}: {found:?}\n{}", rubric.to_json());
            assert!(!(embed && version == "1.1") || found.is_empty(), "{found:?}");
            entire += usize::from(found.is_empty());
        }
    }
    assert!(entire >= 151, "{entire}");
}
