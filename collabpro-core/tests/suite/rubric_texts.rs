//! Holds the bundled texts (`data/*.json`, `data/README.md`) to the rules that `data/README.md` states for them.
//!
//! Read as plain JSON, so that a fault in the reader cannot hide a fault in the texts. Every test lists all faults.

#![allow(clippy::expect_used)] // helpers stand outside the test functions

use serde_json::Value;

use collabpro_core::Rubric;

use crate::languages::{texts, translations};
use crate::reading::{fernandez_huerta, grade, wiener, words};

const README: &str = include_str!("../../data/README.md");
const RUBRIC: &str = include_str!("../../data/rubric.json");
const FRAMEWORK: &str = include_str!("../../data/framework.json");
const CONTEXT: &str = include_str!("../../data/context.json");

/// Tenet, facet, and its three lines with who may answer: Teacher, Leader, Student, Observer or coach, Document.
const TENETS: [(&str, &str, [&str; 3]); 10] = [
    ("collective_autonomy", "ownership", ["1a TLD", "1b TO", "1c TO"]),
    ("collective_efficacy", "relation", ["2a TO", "2b TOD", "2c TLD"]),
    ("collaborative_inquiry", "craft", ["3a TD", "3b TOD", "3c TD"]),
    ("collective_responsibility", "relation", ["4a TD", "4b T", "4c TO"]),
    ("collective_initiative", "ownership", ["5a TLD", "5b TOD", "5c TLD"]),
    ("mutual_dialogue", "relation", ["6a TO", "6b TO", "6c TO"]),
    ("joint_work", "craft", ["7a TD", "7b TSO", "7c TOD"]),
    ("common_meaning_and_purpose", "ownership", ["8a TL", "8b TLS", "8c TD"]),
    ("collaborating_with_students", "students", ["9a TS", "9b TS", "9c TS"]),
    ("big_picture_thinking", "ownership", ["10a TL", "10b TLD", "10c TL"]),
];

const SIGNS: [(&str, &str); 6] = [
    ("narrow_focus", "s1 TO"),
    ("short_term_focus", "s2 TOD"),
    ("outside_agenda", "s3 TO"),
    ("accountability_to_others", "s4 TOD"),
    ("own_judgement_set_aside", "s5 TO"),
    ("community_set_aside", "s6 TO"),
];

const DIMENSIONS: [(&str, usize); 4] = [("before", 6), ("betwixt", 5), ("beside", 6), ("beyond", 3)];
const UNIT_KINDS: [&str; 4] = ["classroom", "school", "system", "network"];

/// Descriptor, type, which way supports, and its bounds or level ids.
const DESCRIPTORS: [(&str, &str, &str, &str); 20] = [
    ("years_together", "number", "higher", "0 20"),
    ("origin", "category", "", "teachers leaders rule outside_partner"),
    ("earlier_forms", "multiple", "", "planning visits study_group none"),
    ("past_disappointment", "ordered", "lower", "none some much"),
    ("trust_at_start", "ordered", "higher", "low mixed high"),
    ("staff_turnover", "number", "lower", "0 100"),
    ("other_initiatives", "number", "lower", "0 10"),
    ("same_people", "ordered", "", "none some most"),
    ("fit", "ordered", "higher", "pulls_against beside helps"),
    ("informal_help", "ordered", "higher", "seldom weekly daily"),
    ("students_work_together", "ordered", "higher", "seldom some_classes most_classes"),
    ("policy", "category", "", "rule supports silent against"),
    ("protected_time", "number", "higher", "0 180"),
    ("funding", "ordered", "higher", "none one_off yearly secured"),
    ("test_pressure", "ordered", "lower", "low middle high"),
    ("leader_joins", "ordered", "higher", "no visits joins_in"),
    ("staff_body_view", "category", "", "for neutral against none_exists"),
    ("partners", "multiple", "", "schools university network other none"),
    ("contact", "ordered", "higher", "never yearly termly monthly weekly"),
    ("direction", "category", "", "gives receives both"),
];

/// How the fourth rung ends; before that it is the third rung with "still".
const ADULT_TAIL: &str = ", even after some of us left.";
const STUDENT_TAIL: &str = ", even though some teachers left.";

/// Joints by which a second behaviour could slip in.
const JOINTS: [&str; 6] = ["and", "or", "but", "then", "while", "nor"];
const PRAISE: [&str; 30] = [
    "good",
    "better",
    "best",
    "effective",
    "effectively",
    "deep",
    "deeply",
    "deeper",
    "truly",
    "always",
    "great",
    "excellent",
    "strong",
    "strongly",
    "real",
    "really",
    "genuine",
    "successful",
    "success",
    "quality",
    "well",
    "proper",
    "properly",
    "healthy",
    "positive",
    "rich",
    "meaningful",
    "powerful",
    "authentic",
    "true",
];
/// Words of ownership, which rungs about relation and craft must not borrow.
const OWNERSHIP: [&str; 10] =
    ["decide", "decides", "choose", "chooses", "choice", "leader", "leaders", "own", "ourselves", "above"];
/// Words of craft, which the other rungs must not borrow.
const CRAFT: [&str; 5] = ["method", "methods", "protocol", "template", "chart"];
const MOST_WORDS: usize = 22;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the file is JSON")
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or("")
}

fn english<'a>(value: &'a Value, field: &str) -> &'a str {
    text(&value[field], "en")
}

fn strings<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    list(value, field).iter().filter_map(Value::as_str).collect()
}

fn ids(values: &[Value]) -> Vec<&str> {
    values.iter().map(|value| text(value, "id")).collect()
}

/// Whether `values` holds all `names` and nothing else, in this order.
fn is_exactly<'a>(values: &[&str], names: impl IntoIterator<Item = &'a str>) -> bool {
    values.iter().copied().eq(names)
}

fn roles(letters: &str) -> Vec<&'static str> {
    let letter = |l: char| letters.contains(l);
    let all = [
        ("T", "teacher"),
        ("L", "leader"),
        ("S", "student"),
        ("O", "observer"),
        ("O", "coach"),
        ("D", "document"),
    ];
    all.iter().filter(|(l, _)| l.chars().all(letter)).map(|(_, role)| *role).collect()
}

/// The tenet lines with tenet, facet and letters of who may answer; then their rungs by wording.
fn tenet_criteria(rubric: &Value) -> Vec<(&Value, &'static str, &'static str, &'static str, &'static str)> {
    let expected = TENETS.iter().flat_map(|(tenet, facet, criteria)| {
        criteria.iter().map(move |criterion| {
            let (id, letters) = criterion.split_once(' ').expect("id and letters");
            (*tenet, *facet, id, letters)
        })
    });
    let criteria = list(rubric, "criteria");
    expected.enumerate().map(|(at, (tenet, facet, id, who))| (&criteria[at], tenet, facet, id, who)).collect()
}

/// Rungs in one wording, lowest first.
fn level_texts<'a>(criterion: &'a Value, student: bool) -> Vec<&'a str> {
    let of = |level: &'a Value| {
        if student { english(&level["textByRole"], "student") } else { english(level, "text") }
    };
    list(criterion, "levels").iter().map(of).filter(|text| !text.is_empty()).collect()
}

/// Every rung of the tenet lines: criterion, whether in student wording, position, text.
fn all_level_texts(rubric: &Value) -> Vec<(&str, bool, usize, &str)> {
    let mut all = Vec::new();
    for (criterion, ..) in tenet_criteria(rubric) {
        for student in [false, true] {
            let texts = level_texts(criterion, student).into_iter().enumerate();
            all.extend(texts.map(|(at, level_text)| (text(criterion, "id"), student, at + 1, level_text)));
        }
    }
    all
}

fn none_wrong(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn criteria_are_those_of_the_outline() {
    let rubric = json(RUBRIC);
    let mut faults = Vec::new();
    assert_eq!(list(&rubric, "criteria").len(), 36);
    for (criterion, tenet, facet, id, who) in tenet_criteria(&rubric) {
        let mut must = |ok: bool, what: &str| {
            if !ok {
                faults.push(format!("{id}: {what}"));
            }
        };
        must(text(criterion, "id") == id, "id or order");
        must(text(criterion, "construct") == format!("tenet:{tenet}"), "construct");
        must(text(criterion, "facet") == facet, "facet");
        must(text(criterion, "polarity") == "positive", "polarity");
        must(text(criterion, "scale") == "rungs", "scale");
        must(strings(criterion, "answerableBy") == roles(who), "answerableBy");
        must(criterion["shortForm"] == id.ends_with('a'), "short form is the first line of each tenet");
        must(!strings(criterion, "unitKinds").is_empty(), "unitKinds");
        must(strings(criterion, "unitKinds").iter().all(|kind| UNIT_KINDS.contains(kind)), "unitKinds");
        must(
            !english(criterion, "name").is_empty() && !english(criterion, "question").is_empty(),
            "name or question",
        );
        let neutral = english(criterion, "question");
        must(
            !neutral.ends_with(['.', '?']) && neutral.starts_with(char::is_lowercase),
            "question is a phrase",
        );
        let asks_students = who.contains('S');
        must(english(&criterion["nameByRole"], "student").is_empty() != asks_students, "nameByRole");
        must(level_texts(criterion, false).len() == 4, "four rungs");
        must(
            level_texts(criterion, true).len() == if asks_students { 4 } else { 0 },
            "student rungs where students answer",
        );
        let categories: Vec<&str> =
            list(criterion, "levels").iter().map(|level| text(level, "category")).collect();
        must(categories == ["1", "2", "3", "4"], "categories");
    }
    none_wrong(&faults);
    let all = ids(list(&rubric, "criteria"));
    let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(distinct.len(), 36, "ids are unique");
}

#[test]
fn signs_count_how_often() {
    let rubric = json(RUBRIC);
    let labels: Vec<&str> =
        list(&rubric["scales"][1], "categories").iter().map(|category| english(category, "label")).collect();
    assert_eq!(labels, ["hardly ever", "now and then", "often", "nearly always"]);
    let mut faults = Vec::new();
    for (at, (sign, criterion)) in SIGNS.iter().enumerate() {
        let found = &list(&rubric, "criteria")[30 + at];
        let (id, who) = criterion.split_once(' ').expect("id and letters");
        let ok = text(found, "id") == id
            && text(found, "construct") == format!("warning:{sign}")
            && found.get("facet").is_none()
            && text(found, "polarity") == "negative"
            && text(found, "scale") == "frequency"
            && found["shortForm"] == false
            && strings(found, "answerableBy") == roles(who)
            && english(found, "stem").starts_with("In our meetings")
            && level_texts(found, false) == labels;
        let statement = words(english(found, "name"));
        let plain = statement.len() <= MOST_WORDS && statement.iter().any(|word| is_us(word));
        if !ok || !plain || grade(english(found, "name")) > 11.0 {
            faults.push(format!("{id}: {found}"));
        }
    }
    none_wrong(&faults);
}

#[test]
fn scales_roles_and_missing_ratings_are_complete() {
    let rubric = json(RUBRIC);
    assert_eq!(
        ids(list(&rubric, "roles")),
        ["teacher", "leader", "student", "observer", "coach", "document"]
    );
    assert_eq!(ids(list(&rubric, "scales")), ["rungs", "frequency"]);
    for scale in list(&rubric, "scales") {
        assert_eq!((text(scale, "direction"), text(scale, "cut")), ("ascending", "3"));
        assert_eq!(ids(list(scale, "categories")), ["1", "2", "3", "4"]);
    }
    assert_eq!(english(&rubric["missing"], "not_observed"), "Have not seen it");
    assert_eq!(english(&rubric["missing"], "not_applicable"), "Does not apply");
    assert!(!english(&rubric["missing"], "no_answer").is_empty());
    assert!(english(&rubric, "stem").contains("the last term"));
}

/// The names of the rungs, lowest first; `data/README.md` says how they were found.
const NAMES: [&str; 4] = ["not shared", "has a place", "carried together", "has lasted"];
/// So many words are half a sentence.
const HALF_A_SENTENCE: usize = 6;

#[test]
fn rungs_have_names_that_judge_nobody() {
    let rubric = json(RUBRIC);
    let labels: Vec<&str> =
        list(&rubric["scales"][0], "categories").iter().map(|category| english(category, "label")).collect();
    assert_eq!(labels, NAMES);
    let abouts = list(&rubric["scales"][0], "categories").iter().map(|category| english(category, "about"));
    let own = labels.iter().map(|name| (*name, 3)).chain(abouts.map(|about| (about, HALF_A_SENTENCE)));
    let mut all: Vec<(String, usize)> = own.map(|(text, most)| (text.to_owned(), most)).collect();
    for texts in translations() {
        let said =
            |kind: &str, at: usize| texts.pattern(&format!("term.{kind}:rungs:{at}")).unwrap().to_owned();
        all.extend((1..=4).map(|at| (said("category", at), 3)));
        all.extend((1..=4).map(|at| (said("about", at), HALF_A_SENTENCE)));
    }
    let mut faults = Vec::new();
    for (name, most) in all {
        let all = words(&name);
        let stages = [
            "first", "second", "third", "fourth", "level", "stage", "step", "beginner", "advanced", "reached",
        ];
        let is_plain = (1..=most).contains(&name.split(' ').count())
            && !name.contains(char::is_numeric)
            && !all.iter().any(|word| PRAISE.contains(&word.as_str()) || stages.contains(&word.as_str()))
            && !all.iter().any(|word| word.starts_with("professional"));
        if !is_plain || !README.contains(&format!("“{name}”")) {
            faults.push(name);
        }
    }
    none_wrong(&faults);
}

#[test]
fn level_texts_are_plain_short_and_about_us() {
    let rubric = json(RUBRIC);
    let mut faults = Vec::new();
    for (id, student, at, level_text) in all_level_texts(&rubric) {
        let words = words(level_text);
        let mut must = |ok: bool, what: String| {
            if !ok {
                faults.push(format!(
                    "{id} rung {at}{}: {what}: {level_text}",
                    if student { " (student)" } else { "" }
                ));
            }
        };
        must(words.len() <= MOST_WORDS, format!("{} words", words.len()));
        must(
            level_text.ends_with('.') && level_text.matches(['.', '!', '?']).count() == 1,
            "one sentence".into(),
        );
        must(level_text.starts_with(char::is_uppercase), "capital".into());
        must(!level_text.contains(['/', ';', '%', '(', ':']), "sign".into());
        must(!level_text.contains(char::is_numeric), "digit".into());
        must(words.iter().any(|word| is_us(word)), "no we, our, us".into());
        for word in &words {
            must(!JOINTS.contains(&word.as_str()), format!("joins by '{word}'"));
            must(!PRAISE.contains(&word.as_str()), format!("praises by '{word}'"));
        }
    }
    none_wrong(&faults);
}

fn is_us(word: &str) -> bool {
    ["we", "our", "us", "ours", "ourselves"].contains(&word)
}

#[test]
fn a_level_text_speaks_of_its_own_facet_only() {
    let rubric = json(RUBRIC);
    let mut faults = Vec::new();
    for (criterion, _, facet, id, _) in tenet_criteria(&rubric) {
        for level_text in level_texts(criterion, false).into_iter().skip(1) {
            let foreign: Vec<String> = words(level_text)
                .into_iter()
                .filter(|word| {
                    let of_ownership =
                        OWNERSHIP.contains(&word.as_str()) && ["relation", "craft"].contains(&facet);
                    of_ownership || (CRAFT.contains(&word.as_str()) && facet != "craft")
                })
                .collect();
            if !foreign.is_empty() {
                faults.push(format!("{id} ({facet}) borrows {foreign:?}: {level_text}"));
            }
        }
    }
    none_wrong(&faults);
}

#[test]
fn the_fourth_level_text_is_the_third_that_lasted() {
    let rubric = json(RUBRIC);
    let mut faults = Vec::new();
    for (criterion, ..) in tenet_criteria(&rubric) {
        for (student, tail) in [(false, ADULT_TAIL), (true, STUDENT_TAIL)] {
            let [_, second, third, fourth] = level_texts(criterion, student)[..] else { continue };
            let before = fourth.strip_suffix(tail).map(|rest| format!("{}.", rest.replacen(" still", "", 1)));
            if before.as_deref() != Some(third) || !fourth.contains(" still ") || second == third {
                faults.push(format!("{}: {third} | {fourth}", text(criterion, "id")));
            }
        }
        let mut texts = [level_texts(criterion, false), level_texts(criterion, true)].concat();
        texts.sort_unstable();
        if texts.windows(2).any(|pair| pair[0] == pair[1]) {
            faults.push(format!("{}: two rungs read the same", text(criterion, "id")));
        }
    }
    none_wrong(&faults);
}

#[test]
fn level_texts_are_easy_to_read() {
    let rubric = json(RUBRIC);
    for (student, each, mean) in [(false, 11.0, 9.0), (true, 6.0, 6.0)] {
        let mut grades: Vec<(f64, &str, usize, &str)> = all_level_texts(&rubric)
            .into_iter()
            .filter(|level_text| level_text.1 == student)
            .map(|(id, _, at, level_text)| (grade(level_text), id, at, level_text))
            .collect();
        grades.sort_by(|a, b| b.0.total_cmp(&a.0));
        let average = grades.iter().map(|level_text| level_text.0).sum::<f64>() / grades.len() as f64;
        let worst: Vec<String> = grades
            .iter()
            .take(10)
            .map(|(g, id, at, level_text)| format!("{g:5.1} {id} rung {at}: {level_text}"))
            .collect();
        let report =
            format!("student {student}: average {average:.2} of {}\n{}", grades.len(), worst.join("\n"));
        println!("{report}");
        assert_eq!(grades.len(), if student { 20 } else { 120 });
        assert!(grades[0].0 <= each && average <= mean, "{report}");
    }
}

/// Every text of the bundled rubric, with its path.
fn texts_of<'a>(value: &'a Value, path: String, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(fields) if fields.contains_key("en") => found.push((path, value)),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| texts_of(value, format!("{path}.{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| texts_of(value, format!("{path}[{at}]"), found));
        }
        _ => {}
    }
}

/// The words of adults' or of students' performance levels on the tenets, in a language of the document.
fn level_texts_in<'a>(document: &'a Value, language: &str, student: bool) -> Vec<&'a str> {
    let mut all = Vec::new();
    for (criterion, ..) in tenet_criteria(document) {
        for level in list(criterion, "levels") {
            let text = if student { &level["textByRole"]["student"] } else { &level["text"] };
            all.extend(text.get(language).and_then(Value::as_str));
        }
    }
    all
}

/// A language, where its notice says that no teacher has read it, and whether texts of adults or students are easy.
type Translation = (&'static str, &'static str, fn(&[&str], bool) -> bool);

const TRANSLATIONS: [Translation; 2] = [
    ("de", "hat noch keine Lehrkraft gelesen", |all, student| wiener(all) <= if student { 6.0 } else { 9.0 }),
    ("es", "todavía no leída por docentes", |all, student| {
        fernandez_huerta(all) >= if student { 80.0 } else { 65.0 }
    }),
];

#[test]
fn a_translated_rubric_is_whole_plain_and_says_that_no_teacher_has_read_it() {
    for (translation, (language, unread, is_easy)) in translations().zip(TRANSLATIONS) {
        let translated = Rubric::bundled().translated(&translation);
        assert_eq!(translated.fingerprint(), Rubric::bundled().fingerprint());
        let document = json(&translated.to_json());
        let mut texts = Vec::new();
        texts_of(&document, "$".to_owned(), &mut texts);
        assert!(texts.len() == 289, "{}", texts.len());
        // What a category was once called is English alone.
        let lack =
            |(path, text): &&(String, &Value)| !path.contains("formerLabels") && text.get(language).is_none();
        let lacking: Vec<String> = texts.iter().filter(lack).map(|(path, _)| path.clone()).collect();
        none_wrong(&lacking);
        assert!(text(&document["notice"], language).contains(unread));
        let mut faults = Vec::new();
        for student in [false, true] {
            let all = level_texts_in(&document, language, student);
            assert_eq!(all.len(), if student { 20 } else { 120 });
            let plain = |text: &&&str| {
                words(text).len() <= MOST_WORDS
                    && text.ends_with('.')
                    && !text.contains(['/', ';', '%', '(', '*'])
            };
            faults.extend(all.iter().filter(|text| !plain(text)).map(|text| (*text).to_owned()));
            assert!(is_easy(&all, student), "{language}, student {student}");
        }
        none_wrong(&faults);
    }
}

#[test]
fn the_fourth_spanish_level_text_is_the_third_that_lasted() {
    let document = json(&Rubric::bundled().translated(&texts("es")).to_json());
    let mut faults = Vec::new();
    for (student, tail) in
        [(false, ", aunque algunas personas ya no están."), (true, ", aunque algunos profes ya no están.")]
    {
        for fourth in level_texts_in(&document, "es", student).iter().skip(3).step_by(4) {
            let still = ["igue ", "iguen ", "eguimos ", "odavía "].iter().any(|word| fourth.contains(word));
            if !fourth.ends_with(tail) || !still {
                faults.push((*fourth).to_owned());
            }
        }
    }
    none_wrong(&faults);
}

#[test]
fn the_framework_has_every_entry_with_its_source() {
    let framework = json(FRAMEWORK);
    assert!(FRAMEWORK.len() <= 22 * 1024, "{} bytes", FRAMEWORK.len());
    let tenets = TENETS.iter().map(|tenet| tenet.0);
    assert!(is_exactly(&ids(list(&framework, "tenets")), tenets));
    assert!(is_exactly(&ids(list(&framework, "ideas")), ["distinction", "ripe_fruit"]));
    assert!(is_exactly(&ids(list(&framework, "contextDimensions")), DIMENSIONS.iter().map(|entry| entry.0)));
    assert!(is_exactly(&ids(list(&framework, "warningSigns")), SIGNS.iter().map(|entry| entry.0)));
    assert!(is_exactly(&ids(list(&framework, "unitKinds")), UNIT_KINDS));
    assert!(is_exactly(&ids(list(&framework, "facets")), ["relation", "craft", "ownership", "students"]));
    let seen = |id: &str| {
        let mut sources = list(&framework, "sources").iter();
        sources.find(|source| text(source, "id") == id).map(|source| text(source, "access"))
    };
    let mut faults = Vec::new();
    for section in ["ideas", "tenets", "contextDimensions", "warningSigns", "unitKinds"] {
        for entry in list(&framework, section) {
            let id = text(entry, "id");
            let fields = if section == "unitKinds" {
                &["name", "means"][..]
            } else {
                &["name", "means", "weak", "forced"]
            };
            let full = fields.iter().all(|field| !text(entry, field).is_empty());
            let looks = strings(entry, "looksLike").len() >= 2;
            let facts = list(entry, "facts");
            // A fact rests on something that was read; the book itself was not.
            let sourced = facts.iter().all(|f| {
                !text(f, "text").is_empty() && matches!(seen(text(f, "source")), Some("full" | "excerpt"))
            });
            let ours = strings(entry, "interpretation");
            let named = !ours.is_empty() && ours.iter().all(|field| entry.get(field).is_some());
            let reading = ["reading", "looksLike", "weak", "forced"];
            let reading = reading.iter().all(|field| entry.get(field).is_none() || ours.contains(field));
            if !(full && looks && sourced && !facts.is_empty() && named && reading) {
                faults.push(format!("{section} {id}: {entry}"));
            }
        }
    }
    for (tenet, entry) in TENETS.iter().zip(list(&framework, "tenets")) {
        if text(entry, "facet") != tenet.1 {
            faults.push(format!("{}: facet", tenet.0));
        }
    }
    for source in list(&framework, "sources") {
        let id = text(source, "id");
        let access = ["full", "excerpt", "not seen"].contains(&text(source, "access"));
        let used = id == "book" || FRAMEWORK.contains(&format!("\"source\": \"{id}\""));
        if !access || !used || text(source, "citation").is_empty() {
            faults.push(format!("source {id}"));
        }
    }
    assert_eq!(seen("book"), Some("not seen"));
    none_wrong(&faults);
}

#[test]
fn descriptors_are_those_of_the_outline() {
    let context = json(CONTEXT);
    let found = list(&context, "descriptors");
    assert!(is_exactly(&ids(found), DESCRIPTORS.iter().map(|entry| entry.0)));
    let dimensions = DIMENSIONS.iter().flat_map(|(dimension, n)| std::iter::repeat_n(*dimension, *n));
    assert!(found.iter().map(|entry| text(entry, "dimension")).eq(dimensions));
    let mut faults = Vec::new();
    for (entry, (id, kind, supports, values)) in found.iter().zip(DESCRIPTORS) {
        let listed = if kind == "number" {
            format!("{} {}", entry["minimum"], entry["maximum"])
        } else {
            ids(list(entry, "levels")).join(" ")
        };
        let labelled = list(entry, "levels").iter().all(|level| !english(level, "label").is_empty());
        let ok = text(entry, "type") == kind
            && text(entry, "supports") == supports
            && listed == values
            && labelled
            && text(entry, "unit").is_empty() == (kind != "number")
            && !english(entry, "label").is_empty()
            && english(entry, "question").ends_with('?');
        if !ok {
            faults.push(format!("{id}: {entry}"));
        }
    }
    none_wrong(&faults);
}

#[test]
fn the_files_say_whose_they_are_and_claim_no_more() {
    let notices = [english(&json(RUBRIC), "notice").to_owned(), text(&json(CONTEXT), "notice").to_owned()];
    for notice in &notices {
        for words in ["collabpro project's own", "not the authors'", "not validated"] {
            assert!(notice.contains(words), "{words}: {notice}");
        }
    }
    assert!(notices[0].contains("no cognitive interviews have been held"));
    assert!(notices[0].contains("our reading of where deeper collaboration begins"));
    assert!(text(&json(FRAMEWORK), "notice").contains("not affiliated"));
    for words in ["was not available in full to the project", "No cognitive interviews", "MIT OR Apache-2.0"]
    {
        assert!(README.contains(words), "{words}");
    }
    let mut faults = Vec::new();
    for (name, file) in
        [("README", README), ("rubric", RUBRIC), ("framework", FRAMEWORK), ("context", CONTEXT)]
    {
        let plain = file.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, _) in plain.match_indices("validated") {
            if !plain[..at].ends_with("not ") {
                faults.push(format!("{name}: calls something validated"));
            }
        }
        for (at, _) in plain.match_indices("endorsed") {
            if !(plain[..at].ends_with("not ") || plain[..at].ends_with("nor ")) {
                faults.push(format!("{name}: calls something endorsed"));
            }
        }
        for claim in ["will work here", "proven", "evidence-based", "/tmp/", "/home/"] {
            if plain.contains(claim) {
                faults.push(format!("{name}: {claim}"));
            }
        }
    }
    none_wrong(&faults);
}
