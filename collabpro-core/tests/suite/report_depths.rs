//! How much a report says at each depth, and that it says nothing twice.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;
use std::sync::OnceLock;

use collabpro_core::message::Texts;
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::report::Depth;
use collabpro_core::{
    Change, ChangeOptions, Observed, Policy, Released, Report, ReportOptions, Rubric, Sheet, Units,
};
use serde_json::Value;

use crate::languages;

const RATINGS: &str = include_str!("../../examples/district/ratings.csv");
const UNITS: &str = include_str!("../../examples/district/units.json");
const SHEET: &str = include_str!("../../examples/district/sheet.json");

/// What the district's report is made from.
fn released() -> &'static (Released, Change) {
    static RELEASED: OnceLock<(Released, Change)> = OnceLock::new();
    RELEASED.get_or_init(release)
}

fn release() -> (Released, Change) {
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let reader = Reader::new(&Rubric::bundled()).options(options).units(Units::from_json(UNITS).unwrap());
    let scores = reader.read(RATINGS.as_bytes()).unwrap().score(Observed::new()).unwrap();
    let occasions = scores.occasions().unwrap().to_vec();
    let asked = ChangeOptions::new(&occasions[0], &occasions[1]).focus(["tenet:joint_work".parse().unwrap()]);
    let change = scores.change(asked).unwrap();
    (scores.release(&Policy::default().trust(cfg!(feature = "research"))).unwrap(), change)
}

/// The district with all that its example shows: what changed, a sheet and a notice.
fn reported(depth: Depth, units: &[&str]) -> Report {
    reported_in(Texts::english(), depth, units)
}

pub(crate) fn reported_in(texts: &Texts, depth: Depth, units: &[&str]) -> Report {
    let (released, change) = released();
    let options = ReportOptions::new()
        .language(texts.language())
        .units(units.iter().copied())
        .depth(depth)
        .sheets([Sheet::from_json(SHEET).unwrap()])
        .notice("Simulated data: no school, person or answer is real.");
    Report::new(released).options(options).change(change).texts(texts).build().unwrap()
}

pub(crate) fn schools() -> Vec<String> {
    let units: Value = serde_json::from_str(UNITS).unwrap();
    let all = units["units"].as_array().unwrap();
    let ids = all.iter().filter(|unit| unit["kind"] == "school").map(|unit| unit["id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

/// What stands between two marks is taken out, wherever it begins.
fn without(page: &str, from: &str, to: &str) -> String {
    let mut parts = page.split(from);
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str(part.split_once(to).unwrap().1);
    }
    out
}

/// The words of a page as they are seen: tables in, what has to be opened out.
fn seen(report: &Report) -> usize {
    let page = report.to_html();
    let page = without(&page, "<head>", "</head>");
    let page = without(&page, "<a class=\"cpro-skip\"", "</a>");
    let page = page.replace("</summary>", "</summary><closed>").replace("</details>", "</closed></details>");
    let page = without(&page, "<closed>", "</closed>");
    let page = without(&page.replace('<', " <"), "<", ">");
    page.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// How many words a depth may have.
const SIZES: [(Depth, usize); 2] = [(Depth::Page, 350), (Depth::Booklet, 1400)];

#[test]
fn a_page_and_a_booklet_keep_to_their_size_in_every_language() {
    let mut long = Vec::new();
    for (language, _) in languages::FILES {
        let texts = languages::texts(language);
        for (school, (depth, most)) in schools().iter().flat_map(|school| SIZES.map(|size| (school, size))) {
            let words = seen(&reported_in(&texts, depth, &[school]));
            if words > most {
                long.push(format!("{school} in {language}: {words} words, {depth:?} has {most}"));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Every block of a report as its JSON has it, with the unit that it stands with.
fn blocks(report: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for section in report["sections"].as_array().unwrap() {
        let unit = section["unit"].as_str().unwrap_or_default().to_owned();
        found.extend(section["blocks"].as_array().unwrap().iter().map(|block| (unit.clone(), block.clone())));
    }
    found
}

fn sentences(block: &Value) -> Vec<String> {
    let said = |list: &str| block[list].as_array().into_iter().flatten();
    let texts = said("sentences").chain(said("items")).map(|one| one["text"].as_str().unwrap());
    let ends = |text: &str| text.split_inclusive(['.', '?', '!']).map(|one| one.trim().to_owned()).collect();
    // A question about a criterion ends as every such question does.
    texts.flat_map(|text| if text.ends_with('?') { vec![text.to_owned()] } else { ends(text) }).collect()
}

#[test]
fn nothing_is_said_twice() {
    let report: Value = serde_json::from_str(&reported(Depth::Full, &[]).to_json()).unwrap();
    let (mut cautions, mut tables, mut said) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (unit, block) in blocks(&report) {
        match block["type"].as_str().unwrap() {
            // The notice is the user's own, asked for on every page.
            "note" if !block["message"]["text"].as_str().unwrap().starts_with("Simulated") => {
                assert!(cautions.insert(block["message"]["text"].to_string()), "twice: {block}");
            }
            "table" if block["toFill"] == false => {
                assert!(tables.insert(block["rows"].to_string()), "twice: {}", block["caption"]["text"]);
            }
            "bars" => {
                assert!(tables.insert(block["bars"].to_string()), "twice: {}", block["caption"]["text"])
            }
            _ => {
                for sentence in sentences(&block) {
                    let long = sentence.split_whitespace().count() > 3;
                    assert!(!long || said.insert((unit.clone(), sentence.clone())), "twice: {sentence}");
                }
            }
        }
    }
    assert!(cautions.len() > 3 && tables.len() > 20 && said.len() > 100);
}

#[test]
fn each_depth_holds_the_one_before() {
    let headings = |depth| {
        let report = reported(depth, &["simulated-birch-lane"]);
        report.sections().iter().map(|section| section.id).collect::<Vec<_>>()
    };
    let [page, booklet, full] = [Depth::Page, Depth::Booklet, Depth::Full].map(headings);
    assert_eq!(page.len(), 1);
    assert!(booklet.starts_with(&page) && full.starts_with(&booklet) && booklet.len() < full.len());
}
