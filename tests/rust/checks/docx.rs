//! Word files: whatever stands in a text, each part is XML to another reader, the text comes back, and all around it stays.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::ratings::Reader;
use collabpro_core::{Observed, Policy, ReleasedTable, Report, ReportOptions, Rubric, Units};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use serde_json::json;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Elements in their order and the text of each paragraph, of a file whose parts are all well-formed.
fn read(file: &[u8]) -> (Vec<String>, Vec<String>) {
    let archive = rawzip::ZipArchive::from_slice(file).unwrap();
    let mut found = None;
    for entry in archive.entries() {
        let entry = entry.unwrap();
        let packed = archive.get_entry(entry.wayfinder()).unwrap();
        let text = miniz_oxide::inflate::decompress_to_vec(packed.data()).unwrap();
        assert_eq!(rawzip::crc32(&text), entry.crc32());
        let text = String::from_utf8(text).unwrap();
        let part = Document::parse(&text).unwrap();
        if entry.file_path().as_ref() == b"word/document.xml" {
            found = Some(read_body(&part));
        }
    }
    found.unwrap()
}

fn read_body(part: &Document<'_>) -> (Vec<String>, Vec<String>) {
    let named = |name| part.descendants().filter(move |node| node.has_tag_name((WORD, name)));
    assert!(named("tc").all(|cell| cell.children().any(|node| node.has_tag_name((WORD, "p")))));
    let text = |node: Node<'_, '_>| {
        node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
    };
    let elements = part.descendants().filter(Node::is_element);
    (elements.map(|node| node.tag_name().name().to_owned()).collect(), named("p").map(text).collect())
}

/// A text as XML 1.0 can hold it (production 2, `Char`): blanks for control characters, nothing for what is no character.
fn held(text: &str) -> String {
    let no_character = |letter: &char| matches!(letter, '\u{fffe}' | '\u{ffff}');
    let blank = |letter: char| match letter {
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => ' ',
        other => other,
    };
    text.chars().filter(|letter| !no_character(letter)).map(blank).collect()
}

/// The same without what turns the direction of all that follows.
fn harmless(text: &str) -> String {
    let turns =
        |letter: &char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let line = |letter| if matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter };
    held(text).chars().filter(|letter| !turns(letter)).map(line).collect()
}

/// A report and a table of a school of this name, and the name as it was read.
fn of_school(name: &str, notice: &str) -> (Report, collabpro_core::Table, String) {
    let mut rows = String::from("unit,occasion,rater,role,criterion,level\n");
    for rater in 0..8 {
        for criterion in ["7a", "7b", "7c"] {
            rows += &format!("birch,2025,r{rater},teacher,{criterion},{}\n", 1 + rater % 4);
        }
    }
    let units = json!({
        "schemaVersion": 2, "kind": "collabpro.units",
        "occasions": [{ "id": "2025" }], "units": [{ "id": "birch", "label": name }]
    });
    let reader = Reader::new(&Rubric::bundled()).units(Units::from_json(&units.to_string()).unwrap());
    let scores = reader.read(rows.as_bytes()).unwrap().score(Observed::new()).unwrap();
    let released = scores.release(&Policy::default()).unwrap();
    let report = Report::new(&released).options(ReportOptions::new().notice(notice)).build().unwrap();
    let name = released.units().get("birch").and_then(|unit| unit.label.clone()).unwrap();
    (report, released.table(ReleasedTable::Constructs), name)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("</w:t></w:p><w:p/>&amp;&#0;<!-- ]]>'\"".to_owned()),
        Just(
            "\0\u{1b}[31m\r\n\t\u{85}\u{2028}\u{202e}\u{feff}\u{fffe}\u{ffff}\u{d7ff}\u{e000}\u{10ffff}"
                .to_owned()
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_stay_words(words in words()) {
        let (plain, table, _) = of_school("School", "Notice");
        let (elements, _) = read(&plain.to_docx());
        let (report, _, name) = of_school(&format!("School {words}."), &format!("Notice {words}."));
        let (own, paragraphs) = read(&report.to_docx());
        prop_assert_eq!(own, elements);
        let name = harmless(&name);
        prop_assert!(paragraphs.iter().any(|text| text.contains(&name)), "{:?}", name);
        let notice = harmless(&format!("Notice {words}."));
        prop_assert!(paragraphs.contains(&notice), "{:?}", notice);

        let caption = format!("Caption {words}.");
        let (elements, _) = read(&table.to_docx("Caption", "en"));
        let (own, paragraphs) = read(&table.to_docx(&caption, &words));
        prop_assert_eq!(own, elements);
        prop_assert_eq!(&paragraphs[0], &held(&caption));
    }
}
