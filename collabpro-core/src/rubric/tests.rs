use super::*;
use crate::base::error::ErrorCode;

fn tiny() -> serde_json::Value {
    serde_json::json!({
        "schemaVersion": 1, "kind": "collabpro.rubric", "id": "tiny", "version": "1", "title": {"en": "Tiny"},
        "scales": [{"id": "s", "direction": "descending", "cut": "most", "categories": [
            {"id": "all", "label": {"en": "All of us"}, "value": 3.0},
            {"id": "most", "label": {"en": "Most of us"}, "value": 2.0},
            {"id": "few", "label": {"en": "A few"}, "value": 1.0}]}],
        "criteria": [{"id": "a", "construct": "other:x", "scale": "s", "name": {"en": "A"}},
                     {"id": "b", "construct": "tenet:joint_work", "scale": "s", "name": {"en": "B"}}]
    })
}

#[test]
fn categories_run_from_the_lowest_and_the_document_comes_back_as_it_was() {
    let rubric = Rubric::from_json(&tiny().to_string()).unwrap();
    let ids: Vec<_> = rubric.scale(0).categories().iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["few", "most", "all"]);
    assert_eq!(rubric.scale(0).cut(), Some(1));
    assert_eq!(rubric.level(1, "All of us"), Some(2));
    let again = Rubric::from_json(&rubric.to_json()).unwrap();
    assert_eq!(again, rubric);
    assert_eq!(again.fingerprint(), rubric.fingerprint());
}

#[test]
fn words_do_not_change_the_fingerprint_and_cuts_do() {
    let rubric = Rubric::from_json(&tiny().to_string()).unwrap();
    let mut words = tiny();
    words["title"]["en"] = "Other".into();
    assert_eq!(Rubric::from_json(&words.to_string()).unwrap().fingerprint(), rubric.fingerprint());
    let mut cut = tiny();
    cut["scales"][0]["cut"] = "all".into();
    assert_ne!(Rubric::from_json(&cut.to_string()).unwrap().fingerprint(), rubric.fingerprint());
}

#[test]
fn all_problems_come_at_once_with_their_paths() {
    let mut broken = tiny();
    broken["title"] = serde_json::json!({});
    broken["scales"][0]["cut"] = "few".into();
    broken["scales"][0]["categories"][1]["id"] = "all".into();
    broken["criteria"][0]["scale"] = "none".into();
    broken["criteria"][1]["answerableBy"] = serde_json::json!(["nobody"]);
    broken["criteria"][1]["colour"] = "red".into();
    let error = Rubric::from_json(&broken.to_string()).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|p| (p.code().id(), p.place().to_string())).collect();
    let expected = [
        ("invalid_json", "$.criteria[1].colour"),
        ("missing_text", "$.title"),
        ("duplicate_id", "$.scales[0].categories[1].id"),
        ("invalid_cut", "$.scales[0].cut"),
        ("unknown_reference", "$.criteria[0].scale"),
        ("unknown_reference", "$.criteria[1].answerableBy[0]"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code, path.to_owned())));
}

/// The bundled rubric with one fault.
fn faulty(fault: impl FnOnce(&mut serde_json::Value)) -> Vec<String> {
    let mut document = serde_json::from_str(&Rubric::bundled().to_json()).unwrap();
    fault(&mut document);
    let error = Rubric::from_json(&document.to_string()).unwrap_err();
    assert_eq!(error.total(), error.problems().len() as u64);
    error.problems().iter().map(|problem| problem.place().to_string()).collect()
}

/// Gives a field another name.
fn rename(object: &mut serde_json::Value, from: &str, to: &str) {
    let value = object.as_object_mut().unwrap().remove(from).unwrap();
    object[to] = value;
}

#[test]
fn one_fault_is_one_problem() {
    assert_eq!(faulty(|rubric| rename(rubric, "scales", "scale")), ["$.scale"]);
    assert_eq!(faulty(|rubric| rename(rubric, "roles", "role")), ["$.role"]);
    assert_eq!(faulty(|rubric| rename(rubric, "criteria", "criterias")), ["$.criterias"]);
    assert_eq!(faulty(|rubric| rename(&mut rubric["criteria"][0], "name", "names")), ["$.criteria[0].names"]);
    for list in ["scales", "criteria"] {
        assert_eq!(faulty(|rubric| _ = rubric.as_object_mut().unwrap().remove(list)), [format!("$.{list}")]);
        assert_eq!(faulty(|rubric| rubric[list] = 7.into()), [format!("$.{list}")]);
        assert_eq!(faulty(|rubric| rubric[list] = serde_json::json!([])).first(), Some(&format!("$.{list}")));
    }
    assert_eq!(faulty(|rubric| rubric["roles"] = "teacher".into()), ["$.roles"]);
    assert_eq!(faulty(|rubric| rubric["scales"][0]["id"] = "rung".into()), ["$.criteria[0].scale"]);
    assert_eq!(faulty(|rubric| rubric["scales"][0]["id"] = "frequency".into()), ["$.scales[1].id"]);
    assert_eq!(faulty(|rubric| rubric["scales"][0]["categories"] = 3.into()), ["$.scales[0].categories"]);
    let label = "$.scales[0].categories[0].label";
    assert_eq!(faulty(|rubric| rubric["scales"][0]["categories"][0]["label"] = "x".into()), [label]);
    let twice = "$.scales[0].categories[2].id";
    assert_eq!(faulty(|rubric| rubric["scales"][0]["categories"][2]["id"] = "2".into()), [twice]);
    let lacks = |rubric: &mut serde_json::Value| {
        _ = rubric["scales"][0]["categories"].as_array_mut().unwrap().pop();
    };
    assert_eq!(faulty(lacks), ["$.criteria[0].levels[3].category"]);
    let category = "$.criteria[0].levels[0].category";
    assert_eq!(faulty(|rubric| rubric["criteria"][0]["levels"][0]["category"] = "9".into()), [category]);
    assert_eq!(faulty(|rubric| rubric["roles"][0]["group"] = "child".into()), ["$.roles[0].group"]);
}

#[test]
fn a_later_version_and_another_kind_are_refused() {
    let mut later = tiny();
    later["schemaVersion"] = 2.into();
    assert_eq!(
        Rubric::from_json(&later.to_string()).unwrap_err().code(),
        ErrorCode::UnsupportedSchemaVersion
    );
    let mut kind = tiny();
    kind["kind"] = "collabpro.units".into();
    assert_eq!(Rubric::from_json(&kind.to_string()).unwrap_err().code(), ErrorCode::WrongKind);
}
