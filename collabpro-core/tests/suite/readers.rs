//! Laws of the readers, over arbitrary input.

use collabpro_core::exchange::{CaseOptions, SurveyOptions, ToCaseOptions};
use collabpro_core::ratings::{
    Builder, ColumnSet, Delimiter, ExtraColumns, Layout, ReadOptions, Reader, Row,
};
use collabpro_core::{ContextProfile, Error, ErrorCode, Ratings, Rubric, Sheet, SurveyMapping, Units};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// Everything that a reading gave, in one comparable text.
fn outcome(result: Result<Ratings, Error>) -> String {
    let text = result.map_or_else(|error| error.to_json(), |ratings| ratings.to_json());
    assert!(!text.contains('⟦'), "{text}");
    text
}

fn read(options: &ReadOptions, pieces: &[&[u8]]) -> String {
    let mut reader = Reader::new(&Rubric::bundled()).options(options.clone());
    for piece in pieces {
        if let Err(error) = reader.push(piece) {
            return outcome(Err(error));
        }
    }
    outcome(reader.finish())
}

/// Bytes that look like a file: fragments of headers, cells, delimiters, quotes and line ends, and anything else.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let fragment = prop_oneof![
        4 => Just(b"Birch,r1,1a,3\n".to_vec()),
        2 => Just(b"Birch,r2,1a,not_observed\r\n".to_vec()),
        2 => Just("\"Bir\"\"ch\",r\u{e4},1b,\"2\"\r".as_bytes().to_vec()),
        4 => prop::sample::select(vec![",", ";", "\"", "\n", "\r", "\r\n", "1a", "2", "teacher", "\u{0}", "\u{feff}", "e\u{301}"])
            .prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    let header = prop::sample::select(vec![
        "unit,rater,criterion,level\n",
        "\u{feff}level,criterion,\"rater\",unit\r\n",
        "unit,rater,1a,1b\n",
        "unit,rater,criterion,level,role,evidence\n",
        "",
    ]);
    (header, prop::collection::vec(fragment, 0..30))
        .prop_map(|(header, rest)| [header.as_bytes().to_vec(), rest.concat()].concat())
}

fn options() -> impl Strategy<Value = ReadOptions> {
    let layout = prop::sample::select(vec![Layout::Long, Layout::Wide]);
    let delimiter = prop::sample::select(vec![Delimiter::Comma, Delimiter::Comma, Delimiter::Semicolon]);
    let extra = prop::sample::select(vec![ExtraColumns::Ignore, ExtraColumns::Refuse]);
    let limits =
        (prop::sample::select(vec![3_usize, 16, 1 << 20]), prop::sample::select(vec![9_usize, 40, 1 << 24]));
    (layout, delimiter, extra, limits).prop_map(|(layout, delimiter, extra, (field, record))| {
        let options = ReadOptions::new().layout(layout).delimiter(delimiter).extra_columns(extra);
        options.field_limit(field).record_limit(record)
    })
}

/// Rows that are whole, with awkward labels.
fn rows() -> impl Strategy<Value = Vec<[String; 5]>> {
    let label = "[a-zA-Z\u{e4}\u{df}\u{4e2d} ,;\"<>'-]{0,8}".prop_map(|text| format!("x{text}"));
    let criterion = prop::sample::select(vec!["1a", "1b", "1c", "7a"]).prop_map(str::to_owned);
    let level = prop::sample::select(vec!["1", "2", "3", "4", "", "not_observed", "9", "often"])
        .prop_map(str::to_owned);
    let evidence = prop_oneof![3 => Just(String::new()), 1 => "[a-z\r\n\", ]{0,12}"];
    let row = (label.clone(), label, criterion, level, evidence);
    prop::collection::vec(row.prop_map(|(a, b, c, d, e)| [a, b, c, d, e]), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_split_of_the_bytes_gives_the_same(
        bytes in files(), options in options(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8)
    ) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]).collect();
        let whole = read(&options, &[&bytes]);
        prop_assert_eq!(&read(&options, &pieces), &whole);
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        prop_assert_eq!(&read(&options, &single), &whole);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), options in options()) {
        read(&options, &[&bytes]);
        drop(Units::from_csv(bytes.as_slice()));
        let text = String::from_utf8_lossy(&bytes);
        drop((Units::from_json(&text), Rubric::from_json(&text), ContextProfile::from_json(&text), Sheet::from_json(&text)));
        outcome(Ratings::from_json(&text, &Rubric::bundled()));
        survey(&bytes);
    }

    #[test]
    fn no_survey_makes_a_reader_panic(file in files()) {
        survey(&file);
    }

    #[test]
    fn no_document_makes_a_reader_panic(
        text in documents(), at in any::<prop::sample::Index>(), with in prop::sample::select(vec!["", "0", "null", "\"", "[", "}", "1e999", "-1"])
    ) {
        let mut text = text;
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let from = starts[at.index(starts.len())];
        text.replace_range(from..from, with);
        drop((Units::from_json(&text), Rubric::from_json(&text), ContextProfile::from_json(&text), Sheet::from_json(&text)));
        drop((SurveyMapping::from_json(&text), case(&text)));
        outcome(Ratings::from_json(&text, &Rubric::bundled()));
    }

    #[test]
    fn a_package_comes_back_as_it_was_or_is_refused(
        part in prop::sample::select(vec!["CFDocument", "CFRubrics", "CFRubrics.0.title", "CFRubrics.0.description",
            "CFRubrics.0.identifier", "CFRubrics.0.CFRubricCriteria", "CFRubrics.0.CFRubricCriteria.0",
            "CFRubrics.0.CFRubricCriteria.0.description", "CFRubrics.0.CFRubricCriteria.0.category",
            "CFRubrics.0.CFRubricCriteria.0.position", "CFRubrics.0.CFRubricCriteria.0.CFRubricCriterionLevels",
            "CFRubrics.0.CFRubricCriteria.0.CFRubricCriterionLevels.1", "CFRubrics.0.extensions",
            "CFRubrics.0.CFRubricCriteria.0.CFRubricCriterionLevels.1.score",
            "CFRubrics.0.CFRubricCriteria.0.CFRubricCriterionLevels.0.quality"]),
        with in prop::sample::select(vec!["null", "0", "-2.5", "1e300", "\"\"", "\"3\"", "[]", "[null]", "{}", "[{}]", "true"])
    ) {
        let mut package: serde_json::Value = serde_json::from_str(CASE).unwrap();
        let mut place = &mut package;
        for step in part.split('.') {
            place = match step.parse::<usize>() {
                Ok(at) => &mut place[at],
                Err(_) => &mut place[step],
            };
        }
        *place = serde_json::from_str(with).unwrap();
        if let Ok(found) = Rubric::from_case(&package.to_string(), &CaseOptions::new()) {
            prop_assert_eq!(found.rubric.to_case(&ToCaseOptions::new()).unwrap().package, package);
        }
    }

    #[test]
    fn what_is_written_is_read_back(rows in rows()) {
        let mut builder = Builder::new(&Rubric::bundled());
        for (at, [unit, rater, criterion, level, evidence]) in rows.iter().enumerate() {
            let rater = format!("{rater}{at}");
            let level = if level == "9" || level == "often" { "1" } else { level };
            builder.push(Row { unit, rater: &rater, criterion, level, evidence, ..Row::default() }).unwrap();
        }
        let ratings = builder.finish().unwrap();
        let json = ratings.to_json();
        prop_assert_eq!(&Ratings::from_json(&json, ratings.rubric()).unwrap().to_json(), &json);
        let csv = ratings.to_csv();
        let evidence_is_safe = |row: Row<'_>| !row.evidence.starts_with(['\r', '\t', '=', '+', '-', '@']);
        if ratings.rows().all(evidence_is_safe) {
            prop_assert_eq!(&Ratings::from_csv(csv.as_bytes(), ratings.rubric()).unwrap().to_json(), &json);
        }
    }

    #[test]
    fn rows_columns_and_files_agree(rows in rows()) {
        const NAMES: [&str; 5] = ["unit", "rater", "criterion", "level", "evidence"];
        let mut by_rows = Builder::new(&Rubric::bundled());
        let mut text = format!("{}\n", NAMES.join(","));
        for [unit, rater, criterion, level, evidence] in &rows {
            by_rows.push(Row { unit, rater, criterion, level, evidence, ..Row::default() }).unwrap();
            let fields = [unit, rater, criterion, level, evidence].map(|field| field.replace('"', "\"\""));
            text += &format!("\"{}\"\n", fields.join("\",\""));
        }
        let mut plain = ColumnSet::new();
        let mut coded = ColumnSet::new();
        for (at, name) in NAMES.into_iter().enumerate() {
            plain = plain.text(name, rows.iter().map(|row| Some(row[at].as_str())));
            coded = coded.coded(name, rows.iter().map(|row| row[at].as_str()), (0..rows.len() as u32).map(Some));
        }
        let expected = outcome(by_rows.finish());
        for set in [plain, coded] {
            let mut builder = Builder::new(&Rubric::bundled());
            builder.columns(&set).unwrap();
            prop_assert_eq!(&outcome(builder.finish()), &expected);
        }
        // A file has a header, so its rows count from 2: the ratings agree, and the number of problems.
        let file = Ratings::from_csv(text.as_bytes(), &Rubric::bundled());
        let records = Ratings::from_json(&records(&rows), &Rubric::bundled());
        for other in [file, records] {
            match other {
                Ok(ratings) => prop_assert_eq!(&ratings.to_json(), &expected),
                Err(error) => prop_assert!(expected.contains(&format!("\"total\":{},", error.total())), "{}", expected),
            }
        }
    }
}

const CASE: &str = r#"{"CFDocument":{"identifier":"00000001-5a3c-4f10-8b21-0123456789ab","uri":"urn:1","creator":"c","title":"t",
    "lastChangeDateTime":"2025-01-01T00:00:00Z"},"CFRubrics":[{"identifier":"00000002-5a3c-4f10-8b21-0123456789ab","uri":"urn:2",
    "lastChangeDateTime":"2025-01-01T00:00:00Z","CFRubricCriteria":[{"identifier":"00000003-5a3c-4f10-8b21-0123456789ab","uri":"urn:3",
    "description":"We plan.","lastChangeDateTime":"2025-01-01T00:00:00Z","CFRubricCriterionLevels":[
    {"identifier":"00000004-5a3c-4f10-8b21-0123456789ab","uri":"urn:4","quality":"no","score":1,"lastChangeDateTime":"2025-01-01T00:00:00Z"},
    {"identifier":"00000005-5a3c-4f10-8b21-0123456789ab","uri":"urn:5","quality":"yes","score":2.0,"lastChangeDateTime":"2025-01-01T00:00:00Z"}]}]}]}"#;

const MAPPING: &str = r#"{"schemaVersion":2,"kind":"collabpro.survey_mapping","tool":"qualtrics","headerRows":1,"extraColumns":"ignore",
    "columns":{"unit":"unit","rater":"rater"},"labels":[{"id":"a","levels":{"3":"3","2":"1"},"missing":{"r1":"not_observed"}}],
    "criteria":[{"column":"level","criterion":"1a","labels":"a","reversed":true}],"leaveOut":[{"column":"criterion","values":["1b"]}]}"#;

/// Reads bytes as a survey.
fn survey(bytes: &[u8]) {
    let read = |mapping| Ratings::from_survey(bytes, &Rubric::bundled(), &mapping, SurveyOptions::new());
    outcome(SurveyMapping::from_json(MAPPING).and_then(read));
}

/// Reads a package, and writes what was read.
fn case(text: &str) {
    if let Ok(found) = Rubric::from_case(text, &CaseOptions::new()) {
        assert!(found.rubric.to_case(&ToCaseOptions::new()).is_ok());
    }
}

fn records(rows: &[[String; 5]]) -> String {
    let record = |[unit, rater, criterion, level, evidence]: &[String; 5]| serde_json::json!({"unit": unit, "rater": rater, "criterion": criterion, "level": level, "evidence": evidence});
    serde_json::Value::Array(rows.iter().map(record).collect()).to_string()
}

/// Documents that are right, to be spoilt.
fn documents() -> impl Strategy<Value = String> {
    let units = r#"{"schemaVersion":2,"kind":"collabpro.units","occasions":[{"id":"1"}],"units":[{"id":"A","kind":"school",
        "parents":[{"unit":"A","from":"1"}],"sizes":[{"role":"teacher","people":3}],"openTeam":{"date":"2025-01-01","recordedBy":"k"}}]}"#;
    let context = r#"{"schemaVersion":2,"kind":"collabpro.context_profile","descriptors":"0.1.0","unit":"B","entries":[
        {"descriptor":"years_together","value":3,"source":"s","date":"2025-10-01","recorder":"k"}]}"#;
    let rubric = r#"{"schemaVersion":1,"kind":"collabpro.rubric","id":"t","version":"1","title":{"en":"T"},"scales":[{"id":"s","cut":"b",
        "categories":[{"id":"a","label":{"en":"A"},"value":1},{"id":"b","label":{"en":"B"},"value":2}]}],
        "criteria":[{"id":"a","construct":"tenet:joint_work","scale":"s","name":{"en":"A"}}]}"#;
    let ratings = r#"{"schemaVersion":1,"kind":"collabpro.ratings","ratingKind":"consensus","records":[
        {"unit":"B","rater":"r","criterion":"1a","level":3},{"unit":"B","rater":"r","criterion":"1b","level":"x"}]}"#;
    let sheet = r#"{"schemaVersion":1,"kind":"collabpro.sheet","unit":"B","occasion":"1","whoDecided":"we","focus":["tenet:joint_work"],
        "entries":[{"column":"start","text":"x","constructs":["tenet:joint_work"],"who":"w","date":"2025-10-01"}]}"#;
    prop::sample::select(vec![units, context, rubric, ratings, sheet, MAPPING, CASE]).prop_map(str::to_owned)
}

#[test]
fn documents_are_right_before_they_are_spoilt() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..20 {
        let text = documents().new_tree(&mut runner).unwrap().current();
        let codes = [
            Units::from_json(&text).err().map(|error| error.code()),
            ContextProfile::from_json(&text).err().map(|error| error.code()),
            Rubric::from_json(&text).err().map(|error| error.code()),
            Sheet::from_json(&text).err().map(|error| error.code()),
            Ratings::from_json(&text, &Rubric::bundled()).err().map(|error| error.code()),
            SurveyMapping::from_json(&text).err().map(|error| error.code()),
        ];
        // Ratings need no kind: what has none is asked for its records.
        let is_other =
            |code: &&Option<ErrorCode>| matches!(code, Some(ErrorCode::WrongKind | ErrorCode::InvalidJson));
        let other = codes.iter().filter(is_other).count();
        let case = usize::from(Rubric::from_case(&text, &CaseOptions::new()).is_ok());
        assert_eq!(other, 5 + case, "{codes:?}");
    }
}
