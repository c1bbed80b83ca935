//! What a report says and what it never says, on the simulated district.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;
use std::sync::OnceLock;

use collabpro_core::matching::MatchOptions;
use collabpro_core::message::Texts;
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::{
    Change, ChangeOptions, ContextMatch, ContextProfile, Observed, Policy, Released, Report, ReportOptions,
    Rubric, Sheet, Units,
};

use crate::languages;

const RATINGS: &str = include_str!("../../examples/district/ratings.csv");
const UNITS: &str = include_str!("../../examples/district/units.json");

fn report() -> serde_json::Value {
    serde_json::from_str(&reported("en", None, None).to_json()).unwrap()
}

/// What the district's report is made from.
fn released() -> &'static (Released, Change) {
    static RELEASED: OnceLock<(Released, Change)> = OnceLock::new();
    RELEASED.get_or_init(|| {
        let options = ReadOptions::new().link(RaterLink::Persistent);
        let reader = Reader::new(&Rubric::bundled()).options(options).units(Units::from_json(UNITS).unwrap());
        let scores = reader.read(RATINGS.as_bytes()).unwrap().score(Observed::new()).unwrap();
        let occasions = scores.occasions().unwrap().to_vec();
        let change = scores.change(ChangeOptions::new(&occasions[0], &occasions[1])).unwrap();
        (scores.release(&Policy::default().trust(cfg!(feature = "research"))).unwrap(), change)
    })
}

/// The report on the district in a language, with what is known of another place and a sheet.
fn reported(language: &str, found: Option<&ContextMatch>, sheet: Option<Sheet>) -> Report {
    let (released, change) = released();
    let options = ReportOptions::new().language(language).sheets(sheet);
    let mut report = Report::new(released).options(options).change(change).texts(&languages::texts(language));
    if let Some(found) = found {
        report = report.context(found);
    }
    report.build().unwrap()
}

/// Every rendered text below a value.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            found.extend(object.get("text").and_then(|text| text.as_str()).map(str::to_owned));
            object.values().for_each(|value| texts(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn sections<'a>(report: &'a serde_json::Value, id: &'a str) -> impl Iterator<Item = &'a serde_json::Value> {
    report["sections"].as_array().unwrap().iter().filter(move |section| section["id"] == id)
}

#[test]
fn each_school_has_its_page_in_the_order_of_the_file_and_not_of_the_scores() {
    let report = report();
    let units: Vec<&str> =
        sections(&report, "first_page").map(|page| page["unit"].as_str().unwrap()).collect();
    assert_eq!(units.len(), 6);
    assert!(units.is_sorted());
}

#[test]
fn bars_stand_in_the_books_order_and_by_themselves_where_others_were_asked() {
    let report = report();
    let order: Vec<String> =
        collabpro_core::Tenet::ALL.iter().map(|tenet| format!("tenet:{tenet}")).collect();
    for page in sections(&report, "first_page") {
        let blocks = page["blocks"].as_array().unwrap();
        let charts: Vec<&serde_json::Value> = blocks.iter().filter(|block| block["type"] == "bars").collect();
        if page["unit"] == "simulated-maple-ford" {
            assert!(charts.is_empty(), "an open team is shown to itself, not to the district");
            continue;
        }
        let mut found = BTreeSet::new();
        for chart in &charts {
            let bars = chart["bars"].as_array().unwrap();
            let own: Vec<&str> = bars.iter().map(|bar| bar["construct"].as_str().unwrap()).collect();
            let place = |id: &&str| order.iter().position(|known| known == id);
            assert!(own.is_sorted_by_key(place), "{own:?}");
            let role = |bar: &serde_json::Value| bar["group"]["message"]["args"]["role"].to_string();
            assert!(bars.iter().all(|bar| role(bar) == role(&bars[0])), "{own:?}");
            found.extend(own);
        }
        assert_eq!(found, order.iter().map(String::as_str).collect());
        // What adults say of collaborating with students stands among theirs, beside what students say.
        assert!(charts.iter().all(|chart| chart["caption"]["text"].as_str().unwrap().starts_with("What ")));
        let ours = charts[0]["bars"].as_array().unwrap();
        assert_eq!(ours.len(), 10, "{}", page["unit"]);
    }
}

#[test]
fn limits_are_stated() {
    let report = report();
    let mut said = Vec::new();
    sections(&report, "limits").for_each(|section| texts(section, &mut said));
    let said = said.join(" ");
    for words in [
        "does not measure whether students learn more",
        "not affiliated",
        "never for judging persons",
        "not validated",
    ] {
        assert!(said.contains(words), "the limits do not say: {words}");
    }
}

/// A place that answers every question about itself with the lowest answer, or every one with the highest.
fn place(unit: &str, highest: bool) -> ContextProfile {
    let questions: serde_json::Value = serde_json::from_str(include_str!("../../data/context.json")).unwrap();
    let answer = |question: &serde_json::Value| {
        let levels = question["levels"].as_array().map_or(&[][..], Vec::as_slice);
        let level = if highest { levels.last() } else { levels.first() }.map(|level| level["id"].clone());
        let number = question[if highest { "maximum" } else { "minimum" }].clone();
        let several = question["type"] == "multiple";
        let value = level.map_or(number, |level| if several { serde_json::json!([level]) } else { level });
        serde_json::json!({
            "descriptor": question["id"], "value": value, "source": "-", "date": "2025-10-01", "recorder": "r"
        })
    };
    let entries: Vec<_> = questions["descriptors"].as_array().unwrap().iter().map(answer).collect();
    let profile = serde_json::json!({
        "schemaVersion": 2, "kind": "collabpro.context_profile", "descriptors": questions["version"],
        "unit": unit, "entries": entries
    });
    ContextProfile::from_json(&profile.to_string()).unwrap()
}

/// The district's report in each language, compared with a place that is in everything lower, and with one that is higher.
fn compared() -> &'static [(Texts, [Report; 2]); 3] {
    static REPORTS: OnceLock<[(Texts, [Report; 2]); 3]> = OnceLock::new();
    REPORTS.get_or_init(|| {
        languages::FILES.map(|(language, _)| {
            let report = |higher| compared_in(language, higher);
            (languages::texts(language), [false, true].map(report))
        })
    })
}

fn compared_in(language: &str, higher: bool) -> Report {
    let there = place("simulated-fern-valley", higher);
    let found = there.match_with(&place("simulated-birch-lane", !higher), MatchOptions::new()).unwrap();
    let sheet = Sheet::from_json(
        r#"{"schemaVersion": 1, "kind": "collabpro.sheet", "unit": "simulated-birch-lane", "occasion": "autumn-term",
            "focus": ["tenet:joint_work", "tenet:mutual_dialogue"], "entries": [{"column": "start", "text": "-"}]}"#,
    );
    reported(language, Some(&found), Some(sheet.unwrap()))
}

/// The reports in every language that English is translated into.
fn translated() -> impl Iterator<Item = &'static (Texts, [Report; 2])> {
    compared().iter().filter(|(texts, _)| texts.language() != "en")
}

/// Small words only, each between two blanks.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.map(str::to_lowercase).collect::<Vec<_>>().join(" "))
}

/// A page without what the user called things.
fn without_user_texts(page: &str) -> String {
    fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.push(text.clone()),
            serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
            serde_json::Value::Object(object) => object.values().for_each(|value| strings(value, found)),
            _ => {}
        }
    }
    let mut own = Vec::new();
    strings(&serde_json::from_str(UNITS).unwrap(), &mut own);
    own.retain(|text| text.contains(' '));
    own.iter().fold(page.to_owned(), |page, text| page.replace(text.as_str(), "-"))
}

#[test]
fn a_translated_report_has_no_english_built_in_and_says_that_no_teacher_has_read_it() {
    /// Words that German and Spanish do not have.
    const ENGLISH: [&str; 24] = [
        "the", "of", "and", "with", "is", "are", "not", "that", "which", "from", "to", "what", "we", "our",
        "us", "these", "this", "they", "people", "answers", "line", "or", "by", "each",
    ];
    for (texts, reports) in translated() {
        let said = |id: &str| texts.pattern(id).unwrap();
        let unread = said("report.footer").strip_prefix("{notice} ").unwrap();
        assert!(["Lehrkr", "docentes"].iter().any(|teachers| unread.contains(teachers)), "{unread}");
        for report in reports {
            let (markdown, html) = (report.to_markdown(), report.to_html());
            for page in [&markdown, &html, &report.to_json()] {
                assert!(!page.contains('⟦'), "an unknown message or a missing argument");
            }
            assert!(html.contains(&format!("<html lang=\"{}\">", texts.language())));
            for heading in [said("report.context.heading"), said("report.change.heading"), unread] {
                assert!(markdown.contains(heading), "{heading}");
            }
            for line in without_user_texts(&markdown).lines() {
                let words = plain(line);
                for word in ENGLISH {
                    assert!(!words.contains(&format!(" {word} ")), "“{word}” stands in: {line}");
                }
            }
        }
    }
}

/// Everything that is said in English: the patterns between their slots, and what bundled things are called.
fn said_in_english() -> Vec<String> {
    fn called(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(object) => {
                let texts =
                    ["en", "name", "unit"].into_iter().filter_map(|field| object.get(field)?.as_str());
                found.extend(texts.map(str::to_owned));
                object.values().for_each(|value| called(value, found));
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| called(value, found)),
            _ => {}
        }
    }
    let english = Texts::english();
    let mut found: Vec<String> = english
        .ids()
        .flat_map(|id| english.pattern(id).unwrap().split(['{', '}', '#']))
        .map(str::to_owned)
        .collect();
    found.retain(|text| text.trim().contains(' '));
    for bundled in [
        include_str!("../../data/rubric.json"),
        include_str!("../../data/framework.json"),
        include_str!("../../data/practices.json"),
        include_str!("../../data/context.json"),
    ] {
        called(&serde_json::from_str(bundled).unwrap(), &mut found);
    }
    found.iter().map(|text| plain(text)).filter(|text| text.len() > 4).collect()
}

#[test]
fn a_translated_report_says_nothing_in_the_words_of_the_english_texts() {
    let english = said_in_english();
    assert!(english.len() > 500);
    for (texts, reports) in translated() {
        let known: String = texts.ids().map(|id| plain(texts.pattern(id).unwrap())).collect();
        let foreign = |text: &&String| !known.contains(text.as_str());
        for page in reports.iter().map(|report| plain(&without_user_texts(&report.to_markdown()))) {
            for text in english.iter().filter(foreign) {
                assert!(!page.contains(text.as_str()), "in English: {text}");
            }
        }
    }
}

#[test]
fn no_section_says_in_any_language_what_must_not_be_said() {
    /// Where it is said that something is not so.
    const DENIED: [&str; 4] = [
        "not validated",
        "never for judging persons or ranking schools",
        "nicht validiert",
        "nie um ein urteil über personen oder eine rangfolge von schulen",
    ];
    for (file, reports) in compared() {
        let never: Vec<&str> = file.pattern("never.words").unwrap().split('|').collect();
        assert!(never.len() > 10);
        for report in reports {
            let report: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
            for section in report["sections"].as_array().unwrap() {
                let mut said = Vec::new();
                texts(section, &mut said);
                assert!(!said.is_empty(), "{} says nothing", section["id"]);
                for text in &said {
                    let text =
                        DENIED.iter().fold(text.to_lowercase(), |text, denied| text.replace(denied, ""));
                    let word = never.iter().find(|word| text.contains(**word));
                    assert!(word.is_none(), "{} says {word:?}: {text}", section["id"]);
                    assert!(!text.contains('⟦'), "{text}");
                }
            }
        }
    }
}

#[test]
fn a_smaller_minimum_is_said_at_the_head_of_the_page() {
    let reader = Reader::new(&Rubric::bundled()).units(Units::from_json(UNITS).unwrap());
    let scores = reader.read(RATINGS.as_bytes()).unwrap().score(Observed::new()).unwrap();
    let page = |policy: &Policy| {
        let released = scores.release(policy).unwrap();
        Report::new(&released).options(ReportOptions::new()).build().unwrap().to_markdown()
    };
    let said = "Here groups are shown from 4 adults or 10 students on; usual are 5 and 10.";
    assert!(!page(&Policy::default()).contains("Here groups are shown from"));
    assert!(page(&Policy::default().minimum_adults(4)).contains(said));
    assert!(page(&Policy::default().minimum_students(9)).contains("from 5 adults or 9 students on"));
}
