//! Holds the pages for staff representatives, those who answer, students and parents to what they say of themselves and
//! of the software.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::fmt::Write;

use crate::reading::{grade, words};
use collabpro_core::chart::{Chart, ChartOptions};
use collabpro_core::ratings::Reader;
use collabpro_core::rubric::Group;
use collabpro_core::{Observed, Policy, Report, Rubric, Units};

const PAGES: [(&str, &str); 6] = [
    ("fair-use.md", include_str!("../../docs/fair-use.md")),
    ("for-staff-representatives.md", include_str!("../../docs/for-staff-representatives.md")),
    ("parents.md", include_str!("../../docs/parents.md")),
    ("privacy.md", include_str!("../../docs/privacy.md")),
    ("students.md", include_str!("../../docs/students.md")),
    ("validate-the-rubric.md", include_str!("../../docs/validate-the-rubric.md")),
];

fn page(name: &str) -> &'static str {
    PAGES.iter().find(|(known, _)| *known == name).unwrap().1
}

/// The sentences of what is handed out: the part above the first rule, without marks of Markdown and rows to fill in.
fn sentences(page: &str) -> Vec<String> {
    let sheet = page.split("\n---\n").next().unwrap();
    let paragraphs = sheet.split("\n\n").map(|text| text.replace('\n', " "));
    let plain = paragraphs.map(|text| text.replace(['#', '*', '_', '`'], ""));
    let mut sentences = Vec::new();
    for text in plain {
        let ends = |c: char| ".?!:;|".contains(c);
        let whole = text.split_inclusive(ends).map(|part| part.trim().trim_end_matches(ends).to_owned());
        sentences.extend(whole.filter(|part| words(part).len() > 1));
    }
    sentences
}

#[test]
fn students_can_read_every_sentence() {
    let sentences = sentences(page("students.md"));
    assert!(sentences.len() > 40, "{}", sentences.len());
    let hard: Vec<String> = sentences
        .iter()
        .filter(|sentence| grade(sentence) > 6.0)
        .map(|sentence| format!("{:.1} {sentence}", grade(sentence)))
        .collect();
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

#[test]
fn the_other_pages_are_no_harder_than_the_rubric_on_average() {
    for (name, limit) in [
        ("parents.md", 8.0),
        ("fair-use.md", 9.0),
        ("privacy.md", 9.0),
        ("for-staff-representatives.md", 9.0),
        ("validate-the-rubric.md", 9.0),
    ] {
        let sentences = sentences(page(name));
        let mean = sentences.iter().map(|sentence| grade(sentence)).sum::<f64>() / sentences.len() as f64;
        assert!(mean <= limit, "{name}: {mean}");
    }
}

#[test]
fn the_numbers_are_those_of_the_software() {
    let (adults, students) = Policy::default().minima();
    for row in [format!("of adults | {adults} |"), format!("of students | {students} |")] {
        assert!(page("for-staff-representatives.md").contains(&row), "{row}");
    }
    let privacy = page("privacy.md");
    assert!(
        privacy.contains(&format!("({adults}) adults"))
            && privacy.contains(&format!("({students}) students"))
    );
    for name in ["students.md", "parents.md"] {
        assert!(page(name).contains(&format!("({students})")), "{name}");
    }
    let rubric = Rubric::bundled();
    let students = |role: &String| rubric.group(role) == Group::Student;
    let asked =
        rubric.criteria().iter().filter(|criterion| criterion.answerable_by.iter().any(students)).count();
    assert_eq!(asked, 5, "the sheets speak of five questions");
}

#[test]
fn the_readme_leads_to_every_page_and_each_has_blanks_where_it_says_so() {
    for (name, text) in PAGES {
        assert!(
            include_str!("../../../README.md").contains(&format!("(collabpro-core/docs/{name})")),
            "{name}"
        );
        let forms = ["parents.md", "privacy.md", "students.md"];
        assert_eq!(text.contains("__________"), forms.contains(&name), "{name}");
    }
}

/// What the pages promise of everything that is shown, even of an open team: nobody's pseudonym, nobody's note.
#[test]
fn nothing_that_is_shown_names_a_rater_or_prints_a_note() {
    let mut csv = String::from("unit,occasion,rater,role,criterion,level,evidence\n");
    for (unit, people) in [("Birch", 12), ("Fern", 3)] {
        for occasion in ["2025", "2026"] {
            for person in 0..people {
                for criterion in ["7a", "7b", "7c", "1a"] {
                    let level = 1 + (person + criterion.len()) % 4;
                    writeln!(
                        csv,
                        "{unit},{occasion},zz-who-{person},teacher,{criterion},{level},zz-note-{person}"
                    )
                    .unwrap();
                }
            }
        }
    }
    let units = r#"{"schemaVersion": 2, "kind": "collabpro.units",
        "units": [{"id": "Fern", "openTeam": {"date": "2026-01-10", "recordedBy": "the team"}}],
        "occasions": [{"id": "2025"}, {"id": "2026"}]}"#;
    let rubric = Rubric::bundled();
    let ratings = Reader::new(&rubric).units(Units::from_json(units).unwrap()).read(csv.as_bytes()).unwrap();
    assert!(ratings.to_json().contains("zz-who-1") && ratings.to_csv().contains("zz-note-1"));
    let scores = ratings.score(Observed::new()).unwrap();
    let released = scores.release(&Policy::default().salt("a secret of the school")).unwrap();
    let change = scores.change(collabpro_core::ChangeOptions::new("2025", "2026")).unwrap();
    let report = Report::new(&released).change(&change).build().unwrap();
    let mut shown = vec![
        report.to_json(),
        report.to_html(),
        report.to_markdown(),
        released.to_json(),
        released.record().unwrap().to_json(),
    ];
    for chart in ["profile", "disagreement"] {
        shown.push(
            released
                .chart(
                    Chart::from_id(chart).unwrap(),
                    &ChartOptions::default().unit("Birch").occasion("2026"),
                )
                .unwrap(),
        );
    }
    for text in shown {
        assert!(text.contains("Birch") && !text.contains("zz-"), "{}", &text[..200]);
    }
    assert!(report.to_markdown().contains("noted by the team"));
}

#[test]
fn the_page_on_validation_claims_nothing_that_was_not_done() {
    let page = page("validate-the-rubric.md").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("Nothing on this page has been done.") && page.contains("not validated"));
    for name in Rubric::bundled().scales()[0].categories() {
        assert!(page.contains(name.label.get("en")), "{name:?}");
    }
}
