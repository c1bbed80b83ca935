use super::*;

fn found(result: Result<Units>) -> Vec<String> {
    let error = result.unwrap_err();
    assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    assert_eq!(error.kind(), ErrorKind::Ratings);
    error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
}

fn document(occasions: &str, units: &str) -> String {
    format!(
        r#"{{"schemaVersion": 2, "kind": "collabpro.units", "occasions": {occasions}, "units": {units}}}"#
    )
}

#[test]
fn every_fault_of_a_document_has_its_path() {
    let occasions = r#"[{"id": "1"}, {"id": "1"}]"#;
    let units = r#"[{"id": "A", "parents": [{"unit": "B"}]}, {"id": "B", "parents": [{"unit": "A", "to": "9"}]},
        {"id": "A"}, {"id": "", "colour": 1}, {"id": "C\u0000", "parents": [{"unit": "A"}, {"unit": "Z"}]},
        {"id": "D", "openTeam": {"date": "2025-02-30", "recordedBy": " "}, "sizes": [{"people": 1}, {"people": 2}]}]"#;
    let expected = [
        "invalid_json $.units[3].colour",
        "duplicate_id $.units[2].id",
        "invalid_id $.units[3].id",
        "invalid_id $.units[4].id",
        "duplicate_id $.occasions[1].id",
        "unknown_reference $.units[1].parents[0].to",
        "duplicate_id $.units[5].sizes[1]",
        "invalid_date $.units[5].openTeam.date",
        "missing_text $.units[5].openTeam.recordedBy",
        "unknown_reference $.units[4].parents[1].unit",
        "cyclic_reference $.units[0].parents[0].unit",
        "cyclic_reference $.units[1].parents[0].unit",
    ];
    assert_eq!(found(Units::from_json(&document(occasions, units))), expected);
    assert_eq!(found(Units::from_json("{}")), ["wrong_kind $.kind"]);
    let bare = r#"{"schemaVersion": 2, "kind": "collabpro.units"}"#;
    assert_eq!(found(Units::from_json(bare)), ["invalid_json $.units"]);
}

#[test]
fn documents_come_back_as_they_were() {
    let text = document(
        r#"[{"id":"2024"},{"id":"2023","label":"Before"}]"#,
        r#"[{"id":"A","kind":"school","sizes":[{"role":"teacher","people":3}],"openTeam":{"date":"2025-02-28","recordedBy":"Kim"}}]"#,
    );
    let units = Units::from_json(&text).unwrap();
    assert_eq!(Units::from_json(&units.to_json()).unwrap(), units);
    assert_eq!(units.order(&["2023", "2024"]), Some(vec![1, 0]));
}

#[test]
fn rows_add_parents_and_sizes() {
    let text = "unit,label,kind,parent,from,role,size\nA,,classroom,S,2023,,\nA,Room 1,,T,2024,,\nA,,,T,2024,teacher,3\n\
                A,,,,,,4\nS,,school,,,,\nT,,school,,,,\n";
    let units = Units::from_csv(text.as_bytes()).unwrap();
    let unit = units.get("A").unwrap();
    assert_eq!((unit.parents.len(), unit.sizes.len(), unit.label.as_deref()), (2, 2, Some("Room 1")));
    assert_eq!(units.size("A", None, "2023"), Some(4));
}

#[test]
fn every_fault_of_a_file_has_its_cell() {
    let text = "unit,label,kind,parent,from,role,size\n,,,,,,\nA,,hut,Z,,,x\n,x,,,,,\nA,L,,,2024,teacher,\nA,M,,A,,,1\nA,,,,,,2\nB\n";
    let expected = [
        "unit_kind_conflict row 3, column kind",
        "invalid_number row 3, column size",
        "missing_value row 4, column unit",
        "missing_value row 5, column parent",
        "missing_value row 5, column size",
        "value_conflict row 6, column label",
        "value_conflict row 7, column size",
        "ragged_row row 8",
        "unknown_reference row 3, column parent",
        "cyclic_reference row 6, column parent",
    ];
    assert_eq!(found(Units::from_csv(text.as_bytes())), expected);
    let header = |text: &str| found(Units::from_csv(text.as_bytes()));
    assert_eq!(
        header("kind,kind,colour\n"),
        ["duplicate_column column kind", "unknown_column column colour", "missing_column column unit"]
    );
    assert_eq!(
        (header(""), header("unit\n")),
        (vec!["empty_input ".to_owned()], vec!["no_rows ".to_owned()])
    );
}

#[test]
fn a_then_test_is_about_an_earlier_real_occasion() {
    let right = r#"[{"id": "2024"}, {"id": "2025"}, {"id": "then", "kind": "then_test", "about": "2024"}]"#;
    let units = Units::from_json(&document(right, "[]")).unwrap();
    assert_eq!((units.then_test_about("then"), units.then_test_about("2024")), (Some("2024"), None));
    assert_eq!(Units::from_json(&units.to_json()).unwrap(), units);
    let wrong = r#"[{"id": "a", "kind": "then_test", "about": "b"}, {"id": "b"}, {"id": "c", "kind": "then_test"},
        {"id": "d", "about": "b"}, {"id": "e", "kind": "then_test", "about": "z"}, {"id": "f", "kind": "then_test", "about": "f"},
        {"id": "g", "kind": "then_test", "about": "c"}, {"id": "h", "kind": "before"}]"#;
    // What e is about may be the one that could not be read.
    let told = [
        "invalid_json $.occasions[7].kind",
        "invalid_then_test $.occasions[0].about",
        "invalid_then_test $.occasions[2].about",
        "invalid_then_test $.occasions[3].about",
        "invalid_then_test $.occasions[5].about",
        "invalid_then_test $.occasions[6].about",
    ];
    assert_eq!(found(Units::from_json(&document(wrong, "[]"))), told);
}
