//! An attacker who reads every report, with all that a report takes beside a release, and holds it against what was released.
//!
//! What stands in its sections may rest on shown cells alone. So no row may tell of a cell that is withheld, and no number may
//! move when only the ratings of withheld cells are others. Where the policy is bypassed both must happen: otherwise these tests
//! could not fail.

#![cfg(feature = "research")]
#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;

use collabpro_core::comparison::{
    Profile, ResponseShift, ResponseShiftOptions, Similarity, SimilarityOptions, Sites,
};
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::report::SectionId;
use collabpro_core::{
    Observed, Policy, Released, Report, ReportOptions, Rubric, Scores, SitesOptions, Units,
};
use serde_json::Value;

/// Three constructs of three questions, which all groups may rate.
fn rubric() -> Rubric {
    let criterion = |at: usize| {
        let construct = ["talk", "work", "aims"][at / 3];
        format!(
            r#"{{"id": "{construct}{}", "construct": "other:{construct}", "scale": "rungs", "name": {{"en": "Line {construct} {at}"}}}}"#,
            at % 3
        )
    };
    let category = |id: u32| format!(r#"{{"id": "{id}", "label": {{"en": "{id}"}}, "value": {id}}}"#);
    let role =
        |id: &str, group: &str| format!(r#"{{"id": "{id}", "label": {{"en": "{id}"}}, "group": "{group}"}}"#);
    let text = format!(
        r#"{{"schemaVersion": 1, "kind": "collabpro.rubric", "id": "own", "version": "1", "title": {{"en": "Own"}},
          "roles": [{}, {}],
          "scales": [{{"id": "rungs", "cut": "3", "categories": [{}]}}], "criteria": [{}]}}"#,
        role("teacher", "adult"),
        role("student", "student"),
        (1..=4).map(category).collect::<Vec<_>>().join(", "),
        (0..9).map(criterion).collect::<Vec<_>>().join(", "),
    );
    Rubric::from_json(&text).unwrap()
}

const OCCASIONS: [&str; 3] = ["2024", "back", "2025"];
const ROLES: [&str; 2] = ["teacher", "student"];
const SCHOOLS: [&str; 4] = ["Ash", "Birch", "Cedar", "Dale"];

/// A quick draw of test data (Marsaglia's xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }
}

/// One answer: school, occasion, role and question by their numbers, the person, and the category or "not seen".
type Row = (usize, usize, usize, u64, usize, Option<u64>);

fn district(seed: u64) -> Vec<Row> {
    let mut draw = Draw(seed | 1);
    let mut rows = Vec::new();
    for (school, role) in (0..SCHOOLS.len()).flat_map(|school| [(school, 0), (school, 1)]) {
        let people = [3 + draw.below(12), 6 + draw.below(9)][role];
        // A school leans one way on a question, and some see it never.
        let lean: Vec<u64> = (0..9).map(|_| draw.below(3)).collect();
        let unseen = draw.below(9) as usize;
        for occasion in 0..OCCASIONS.len() {
            let came = people - draw.below(3).min(people - 1);
            for person in 0..came {
                for (question, lean) in lean.iter().enumerate() {
                    let level = 1 + (lean + draw.below(2) + (occasion / 2) as u64).min(3);
                    let level = (question != unseen || draw.below(4) == 0).then_some(level);
                    rows.push((school, occasion, role, person, question, level));
                }
            }
        }
    }
    rows
}

/// Dale is a classroom, and Cedar in some districts an open team.
fn units(open: bool) -> Units {
    let open = if open { r#", "openTeam": {"date": "2025-09-01", "recordedBy": "test"}"# } else { "" };
    let text = format!(
        r#"{{"schemaVersion": 2, "kind": "collabpro.units",
          "occasions": [{{"id": "2024"}}, {{"id": "2025"}}, {{"id": "back", "kind": "then_test", "about": "2024"}}],
          "units": [{{"id": "Ash"}}, {{"id": "Birch"}}, {{"id": "Cedar"{open}}}, {{"id": "Dale", "kind": "classroom"}}]}}"#
    );
    Units::from_json(&text).unwrap()
}

fn scores(rows: &[Row], open: bool) -> Scores {
    let rubric = rubric();
    let mut text = String::from("unit,occasion,rater,role,criterion,level\n");
    for (school, occasion, role, person, question, level) in rows {
        let criterion = &rubric.criteria()[*question].id;
        let (unit, occasion, role) = (SCHOOLS[*school], OCCASIONS[*occasion], ROLES[*role]);
        let level = level.map_or_else(|| "not_observed".to_owned(), |level| level.to_string());
        // The same people rate all schools, so that places are linked.
        text += &format!("{unit},{occasion},{role}{person},{role},{criterion},{level}\n");
    }
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let reader = Reader::new(&rubric).options(options).units(units(open));
    reader.read(text.as_bytes()).unwrap().score(Observed::new()).unwrap()
}

/// What researchers found, who see every rating.
struct Found {
    shift: ResponseShift,
    sites: Vec<Sites>,
    alike: Vec<Similarity>,
}

fn found(scores: &Scores) -> Found {
    let shift = scores.response_shift(ResponseShiftOptions::new("back", "2025")).unwrap();
    let sites = ROLES.map(|role| scores.sites(SitesOptions::new("2025").role(role)).unwrap());
    let mut alike = Vec::new();
    for (at, first) in SCHOOLS.iter().enumerate() {
        for second in &SCHOOLS[at + 1..] {
            for role in ROLES {
                let [first, second] = [first, second].map(|unit| Profile::new(*unit, "2025").role(role));
                alike.push(scores.similarity(SimilarityOptions::new(first, second).replicates(200)).unwrap());
            }
        }
    }
    Found { shift, sites: sites.into(), alike }
}

/// Reports on each place and on all, with everything that a report takes.
fn reports(released: &Released, found: &Found) -> Vec<Value> {
    let sections = [SectionId::Sight, SectionId::ResponseShift, SectionId::Studies];
    let mut made = Vec::new();
    for (at, alike) in found.alike.iter().enumerate() {
        let units = SCHOOLS.get(at % (SCHOOLS.len() + 1)).copied();
        let options = ReportOptions::new().units(units).occasion("2025").sections(sections);
        let report = Report::new(released).options(options).response_shift(&found.shift);
        let report = report.sites(&found.sites[at % 2]).similarity(alike).build().unwrap();
        made.push(serde_json::from_str(&report.to_json()).unwrap());
    }
    made
}

/// The rows of the tables of a section, cell by cell.
fn rows<'a>(report: &'a Value, id: &str) -> Vec<Vec<&'a str>> {
    let sections = report["sections"].as_array().unwrap().iter().filter(|section| section["id"] == id);
    let tables = sections.flat_map(|section| section["blocks"].as_array().unwrap());
    let rows = tables.filter_map(|block| block["rows"].as_array()).flatten();
    rows.map(|row| row.as_array().unwrap().iter().map(|cell| cell["text"].as_str().unwrap()).collect())
        .collect()
}

/// Whether the cell of a construct is shown, by the released document, and how many people it tells of.
fn shown(released: &Value, unit: &str, occasion: &str, role: &str, construct: &str) -> Option<u64> {
    let cells = released["constructs"].as_array().unwrap();
    let own = cells.iter().find(|cell| {
        cell["unit"] == unit
            && cell["occasion"] == occasion
            && cell["role"] == role
            && cell["construct"] == format!("other:{construct}")
    })?;
    own["withheld"].is_null().then(|| own["raters"]["number"].as_u64().unwrap_or(0))
}

/// What the sections tell of, that the release does not show; and how much they tell of.
fn leaks(released: &Value, reports: &[Value], open: bool) -> (Vec<String>, usize) {
    let (mut leaks, mut told) = (Vec::new(), 0);
    for report in reports {
        let pages: BTreeSet<_> =
            report["title"]["text"].as_str().unwrap().split(", ").map(str::to_owned).collect();
        for row in rows(report, "response_shift") {
            told += 1;
            let [unit, role, construct] = [row[0], row[1], row[2]];
            let hidden =
                OCCASIONS.iter().any(|occasion| shown(released, unit, occasion, role, construct).is_none());
            if hidden {
                leaks.push(format!("looking back: {row:?}"));
            }
        }
        for row in rows(report, "sight") {
            told += 1;
            let classroom = row[0] == "Dale" && row[2..].iter().any(|group| group.starts_with("student"));
            let small = row[2..].iter().any(|group| {
                let role = group.split(':').next().unwrap();
                ["talk", "work", "aims"]
                    .iter()
                    .all(|own| shown(released, row[0], "2025", role, own).is_none())
            });
            if classroom || small {
                leaks.push(format!("sight: {row:?}"));
            }
        }
        // Own pairs: a construct, and the places that it is told of.
        for row in rows(report, "studies") {
            told += 1;
            let own = pages.iter().find(|name| SCHOOLS.contains(&name.as_str()));
            let places = SCHOOLS.iter().filter(|name| row[1..].iter().any(|cell| cell.contains(*name)));
            for place in places.copied().chain(own.map(String::as_str)) {
                let whole = ROLES
                    .iter()
                    .any(|role| shown(released, place, "2025", role, row[0]).is_some_and(|n| n >= 10));
                // An open team sees its own, whatever its size, and others see nothing of it.
                let told = match open && place == "Cedar" {
                    true => own.is_some_and(|own| own == place),
                    false => whole,
                };
                if !told {
                    leaks.push(format!("pairs: {place} in {row:?}"));
                }
            }
        }
        for section in report["sections"].as_array().unwrap() {
            for sentence in section["blocks"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|block| block["sentences"].as_array())
                .flatten()
            {
                let text = sentence["text"].as_str().unwrap();
                let Some(names) = text.strip_prefix("How alike are two profiles (") else { continue };
                told += 1;
                for name in names.split(')').next().unwrap().split("; ") {
                    let (place, role) = name.split_once(": ").unwrap();
                    let unit = place.split(", ").next().unwrap();
                    let whole = ["talk", "work", "aims"]
                        .iter()
                        .all(|own| shown(released, unit, "2025", role, own).is_some_and(|n| n >= 10));
                    if !whole || open && unit == "Cedar" {
                        leaks.push(format!("alike: {text}"));
                    }
                }
            }
        }
    }
    (leaks, told)
}

/// Districts drawn; more where `COLLABPRO_FULL=1`.
fn cases() -> u64 {
    if std::env::var("COLLABPRO_FULL").is_ok_and(|value| value == "1") { 60 } else { 3 }
}

#[test]
fn no_section_tells_of_a_cell_that_is_withheld() {
    let (mut told, mut bypassed) = (0, 0);
    for seed in 1..=cases() {
        let open = seed % 2 == 0;
        let scores = scores(&district(seed * 0x9e37_79b9), open);
        let found = found(&scores);
        let careful = scores.release(&Policy::default()).unwrap();
        let shown: Value = serde_json::from_str(&careful.to_json()).unwrap();
        let (wrong, own) = leaks(&shown, &reports(&careful, &found), open);
        assert!(wrong.is_empty(), "district {seed}: {wrong:#?}");
        told += own;
        let lax = scores.release(&Policy::default().minimum_adults(3).minimum_students(5)).unwrap();
        bypassed += leaks(&shown, &reports(&lax, &found), open).0.len();
    }
    assert!(told > 50 && bypassed > 20, "{told} told, {bypassed} where the policy is bypassed");
}

/// Every number of a section, in its order.
fn numbers(reports: &[Value]) -> Vec<String> {
    let mut found = Vec::new();
    for report in reports {
        for row in rows(report, "response_shift").into_iter().chain(rows(report, "sight")) {
            let digits = |cell: &&str| cell.contains(|letter: char| letter.is_ascii_digit());
            found.push(row.into_iter().filter(digits).collect::<Vec<_>>().join("; "));
        }
        for section in report["sections"].as_array().unwrap() {
            let blocks = section["blocks"].as_array().unwrap().iter();
            for sentence in blocks.filter_map(|block| block["sentences"].as_array()).flatten() {
                let text = sentence["text"].as_str().unwrap();
                found.extend(text.starts_with("How alike").then(|| text.to_owned()));
            }
        }
    }
    found
}

/// Other ratings in what is withheld, and the numbers are the same: they rest on nothing that is not shown.
#[test]
fn no_number_moves_with_ratings_that_are_withheld() {
    let (mut moved, mut changed) = (0, 0);
    for seed in 1..=cases() {
        let rows = district(seed * 0x51_7cc1);
        let before = scores(&rows, false);
        let careful = before.release(&Policy::default()).unwrap();
        let shown_now: Value = serde_json::from_str(&careful.to_json()).unwrap();
        let rubric = rubric();
        let other = |row: &Row| {
            let (school, occasion, role, person, question, level) = *row;
            let construct = rubric.criteria()[question].construct.to_string();
            let construct = construct.strip_prefix("other:").unwrap();
            let kept =
                shown(&shown_now, SCHOOLS[school], OCCASIONS[occasion], ROLES[role], construct).is_some();
            (
                school,
                occasion,
                role,
                person,
                question,
                level.map(|level| if kept { level } else { 5 - level }),
            )
        };
        let turned: Vec<Row> = rows.iter().map(other).collect();
        changed += usize::from(turned != rows);
        let after = scores(&turned, false);
        let made = [&before, &after].map(|scores| {
            let found = found(scores);
            let told = |policy: Policy| numbers(&reports(&scores.release(&policy).unwrap(), &found));
            (told(Policy::default()), told(Policy::default().minimum_adults(3).minimum_students(5)))
        });
        assert_eq!(made[0].0, made[1].0, "district {seed}");
        moved += usize::from(made[0].1 != made[1].1);
    }
    assert!(changed > 2 && moved > 2, "{changed} changed, {moved} moved where the policy is bypassed");
}
