use super::*;
use crate::base::csv::Delimiter;
use crate::base::error::{ErrorCode, ErrorKind};
use crate::base::texts::Texts;
use crate::ratings::options::*;

/// Two criteria on categories 1-4; `b` is for students and for classrooms only.
pub(crate) fn rubric() -> Rubric {
    Rubric::from_json(
        r#"{"schemaVersion": 1, "kind": "collabpro.rubric", "id": "tiny", "version": "1", "title": {"en": "Tiny"},
        "roles": [{"id": "teacher", "label": {"en": "Teacher"}},
                  {"id": "student", "label": {"en": "Student"}, "group": "student"}],
        "missing": {"not_observed": {"en": "Have not seen it"}},
        "scales": [{"id": "s", "categories": [
            {"id": "1", "label": {"en": "No"}}, {"id": "2", "label": {"en": "Seldom"}},
            {"id": "3", "label": {"en": "Ja, h\u00e4ufig"}}, {"id": "4", "label": {"en": "Always"}}]},
            {"id": "w", "categories": [{"id": "no", "label": {"en": "No"}}, {"id": "yes", "label": {"en": "Yes"}}]}],
        "criteria": [
            {"id": "a", "construct": "other:x", "scale": "s", "name": {"en": "A"}},
            {"id": "b", "construct": "other:x", "scale": "s", "name": {"en": "B"}, "answerableBy": ["student"],
             "unitKinds": ["classroom", "school"]},
            {"id": "w", "construct": "other:x", "scale": "w", "name": {"en": "W"}}]}"#,
    )
    .unwrap()
}

fn read(options: ReadOptions, text: &str) -> Result<Ratings> {
    Reader::new(&rubric()).options(options).read(text.as_bytes())
}

fn found(result: Result<Ratings>) -> Vec<String> {
    let error = result.unwrap_err();
    assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    assert_eq!(error.kind(), ErrorKind::Ratings);
    let problems = error.problems().iter();
    problems.map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
}

fn long(rows: &str) -> Result<Ratings> {
    read(
        ReadOptions::new(),
        &format!("unit,unit_kind,occasion,rater,role,criterion,level,reason,evidence\n{rows}"),
    )
}

#[test]
fn ratings_come_as_ids_labels_quoted_and_missing() {
    let text = "\u{feff}unit,rater,criterion,level\r\nBirke,r1,a,3\r\n\"Birke\",r2,a,\"Ja, ha\u{308}ufig\"\r\nBirke,r3,a,Have not seen it\r\n\
                Birke,r4,a,\r\nBirke,r5,a,3.0\r\nBirke,r6,w,Yes\r\n,,,\r\n";
    let ratings = read(ReadOptions::new(), text).unwrap();
    assert_eq!(ratings.inner().columns.rating, [2, 2, 253, 255, 2, 1]);
    assert_eq!(ratings.inner().labels.role.get(0), "");
    assert_eq!(ratings.units().iter().map(|unit| unit.id.as_str()).collect::<Vec<_>>(), ["Birke"]);
}

#[test]
fn every_faulty_cell_is_named() {
    let rows = "Birch,school,1,r1,teacher,a,5,,\n\
                Birch,school,1,,teacher,a,often,,\n\
                Birch,network,1,r2,pupil,zz,1,,\n\
                Birch,,1,r3,teacher,b,1,,\n\
                Birch,,1,r4,teacher,a,1,not_observed,\n\
                Birch,,1,r5,,a,,lost,\n\
                Birch,,1,r6,,w,3,,\n\
                Bir\u{0}ch,,1,r7,,a,1,,\n\
                Birch,,1,r8,,a\n\
                Birch,,1,r9,,a,1,,x\"y\n\
                Alder,hut,1,r1,,a,not_observed,not_observed,\n";
    let expected = [
        "level_out_of_scale row 2, column level",
        "missing_value row 3, column rater",
        "unknown_level row 3, column level",
        "unit_kind_conflict row 4, column unit_kind",
        "unknown_role row 4, column role",
        "unknown_criterion row 4, column criterion",
        "role_may_not_answer row 5, column role",
        "level_and_reason row 6, column reason",
        "unknown_reason row 7, column reason",
        "unknown_level row 8, column level",
        "invalid_id row 9, column unit",
        "ragged_row row 10",
        "broken_quoting row 11, column evidence",
        "unit_kind_conflict row 12, column unit_kind",
    ];
    assert_eq!(found(long(rows)), expected);
}

#[test]
fn duplicates_name_both_rows_or_follow_the_policy() {
    let rows =
        "unit,rater,criterion,level,evidence\nB,r1,a,1,x\nB,r2,a,2,\n\nB,r1,a,3,y\nB,r3,a,4,z\nB,r1,a,2,w\n";
    let error = read(ReadOptions::new(), rows).unwrap_err();
    assert_eq!(error.total(), 2);
    assert_eq!(error.path(), "row 5");
    assert!(error.to_string().contains("row 2"), "{error}");
    let kept = |duplicates| {
        let ratings = read(ReadOptions::new().duplicates(duplicates), rows).unwrap();
        let evidence: Vec<_> =
            ratings.inner().evidence.iter().map(|(row, text)| format!("{row}{text}")).collect();
        (ratings.inner().columns.rating.clone(), evidence.join(" "))
    };
    assert_eq!(kept(Duplicates::First), (vec![0, 1, 3], "0x 2z".to_owned()));
    assert_eq!(kept(Duplicates::Last), (vec![1, 3, 1], "1z 2w".to_owned()));
}

#[test]
fn headers_are_checked_whole() {
    let header = |text: &str| found(read(ReadOptions::new(), text));
    assert_eq!(
        header("unit,unit,Weights,colour\n"),
        [
            "duplicate_column column unit",
            "weight_refused column Weights",
            "unknown_column column colour",
            "missing_column column rater",
            "missing_column column criterion",
            "missing_column column level"
        ]
    );
    assert_eq!(header(""), ["empty_input "]);
    assert_eq!(header("\n\r\n"), ["empty_input "]);
    assert_eq!(header("unit,rater,criterion,level"), ["no_rows "]);
    assert_eq!(header("unit,rater,criterion,level\n,,,\n"), ["no_rows "]);
    assert_eq!(header("unit,\"rater,criterion,level"), ["broken_quoting row 1, column 2"]);
    let options = ReadOptions::new().column("School", Field::Unit).constant(Field::Rater, "r1");
    let mapped = options.clone().extra_columns(ExtraColumns::Ignore);
    assert_eq!(read(mapped, "School,criterion,level,colour\nB,a,1,red\n").unwrap().len(), 1);
    assert_eq!(
        found(read(options, "unit,criterion,level,rater\n")),
        ["duplicate_column constants.rater", "missing_column column School"]
    );
}

#[test]
fn wide_rows_become_ratings() {
    let options =
        ReadOptions::new().layout(Layout::Wide).criterion("Q2", "b").delimiter(Delimiter::Semicolon);
    let text =
        "unit;rater;role;a;Q2\nB;r1;teacher;1;\nB;r2;student;;4\n\nB;r3;teacher;5;\nB;r4;teacher;1;2\n";
    assert_eq!(
        found(read(options.clone(), text)),
        ["level_out_of_scale row 5, column a", "role_may_not_answer row 6, column role"]
    );
    let ratings = read(options, &text[..text.find("B;r3").unwrap()]).unwrap();
    assert_eq!(ratings.inner().columns.rating, [0, 255, 3]);
    assert_eq!(ratings.inner().columns.criterion, [0, 0, 1]);
    let wrong = ReadOptions::new().layout(Layout::Wide).criterion("Q2", "zz").criterion("Q3", "a");
    assert_eq!(
        found(read(wrong, "unit,rater,Q2\n")),
        ["missing_column column Q3", "unknown_criterion criteria.Q2"]
    );
}

#[test]
fn a_kind_told_later_still_decides() {
    let rows = "Birch,,1,r1,student,b,1,,\nBirch,network,1,r2,student,a,1,,\n";
    assert_eq!(found(long(rows)), ["unit_kind_not_allowed row 2, column criterion"]);
}

#[test]
fn ten_thousand_bad_cells_are_counted_and_a_hundred_listed() {
    let rows: String = (0..10_000).map(|row| format!("B,,1,r1,,a,x{row},,\n")).collect();
    let error = long(&rows).unwrap_err();
    assert_eq!((error.problems().len(), error.total()), (100, 10_000));
}

#[test]
fn a_wrong_value_is_one_problem_in_however_many_rows() {
    let rows: String = (0..150).map(|row| format!("B,hut,1,r{row},pupil,zz,9,lost,\n")).collect();
    let texts = |rows: &str| {
        let error = long(rows).unwrap_err();
        let texts: Vec<_> = error.problems().iter().map(|problem| problem.text(Texts::english())).collect();
        (error.total(), texts)
    };
    let more = "(and in 149 other places)";
    let expected = [
        format!("The kind “hut” cannot be: expected is classroom, school, system, network. {more}"),
        format!("“pupil” is not a role of the rubric. {more}"),
        format!("“zz” is not a criterion of the rubric. {more}"),
    ];
    assert_eq!(texts(&rows), (3, expected.to_vec()));
    let levels: String = (0..150).map(|row| format!("B,,1,r{row},,a,{},,\n", 8 + row % 2)).collect();
    let expected =
        [8, 9].map(|level| format!("{level} is not on the scale of criterion a. (and in 74 other places)"));
    assert_eq!(texts(&levels), (2, expected.to_vec()));
}

#[test]
fn a_long_criterion_is_refused_before_it_is_held() {
    let rubric = rubric();
    let mut reader = Reader::new(&rubric);
    reader.push(b"unit,rater,criterion,level\n").unwrap();
    let piece = [b'x'; 1 << 16];
    let pushed = (0..1 << 14).take_while(|_| reader.push(&piece).is_ok()).count();
    assert_eq!(pushed, 16, "1 MiB and not 1 GiB");
    let again = reader.push(b"\n").unwrap_err();
    assert_eq!((again.code(), again.path().as_str()), (ErrorCode::FieldTooLong, "row 2, column unit"));
    assert_eq!(reader.finish().unwrap_err(), again);
}

#[test]
fn watching_stops_the_reading() {
    let rubric = rubric();
    let mut heard = Vec::new();
    let mut watch = |done: u64, total: Option<u64>| {
        heard.push((done, total));
        std::ops::ControlFlow::Break(())
    };
    let reader = Reader::new(&rubric).watch(&mut watch).total(1 << 22);
    let text = format!("unit,rater,criterion,level\n{}", "B,r1,a,1\n".repeat(1 << 18));
    assert_eq!(reader.read(text.as_bytes()).unwrap_err().code(), ErrorCode::Cancelled);
    assert_eq!(heard, [(1 << 21, Some(1 << 22))]);
}

#[test]
fn more_raters_than_people_are_refused() {
    let mut units = Units::default();
    let size = |role: Option<&str>, people| crate::units::Size {
        role: role.map(str::to_owned),
        occasion: None,
        people,
    };
    let unit = crate::units::Unit {
        id: "B".into(),
        sizes: vec![size(Some("teacher"), 1), size(None, 3)],
        ..Default::default()
    };
    units.units.insert("B", unit);
    let text = "unit,rater,role,criterion,level\nB,r1,teacher,a,1\nB,r2,teacher,a,1\nB,r3,student,a,1\n";
    let error = Reader::new(&rubric()).units(units).read(text.as_bytes());
    assert_eq!(found(error), ["size_exceeded units.B.sizes"]);
}

#[test]
fn no_id_has_two_forms() {
    let rows = "B,,2025,1,,a,3,,\nB,,2025.0,1.0,,a,3,,\nB 1.0,,2026.0,v1,,a,3,,\nB 1,,2027,v1.0,,a,3,,\n";
    let expected = ["ambiguous_id row 3, column occasion", "ambiguous_id row 3, column rater"];
    assert_eq!(found(long(rows)), expected);
    // Of a row that is not kept only the column is known.
    assert_eq!(
        found(long("B,,,1,,a,3,,\nB,,,1.0,,a,9,,\n")),
        ["level_out_of_scale row 3, column level", "ambiguous_id column rater"]
    );
}
