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
