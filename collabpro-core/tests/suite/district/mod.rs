//! The bundled simulated district: its files come out of the generator again byte for byte, and what was planted in
//! them is found.
//!
//! `COLLABPRO_BLESS=1 cargo test -p collabpro-core --test suite -- district` writes the files anew.

#![allow(clippy::expect_used)] // helpers stand outside the test functions

mod generate;
mod plan;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use collabpro_core::comparison::Verdict;
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::release::Withheld;
use collabpro_core::scoring::Score;
use collabpro_core::{ChangeOptions, Ratings, Rubric, Units};
use collabpro_core::{Observed, Policy};
use serde_json::Value;

use generate::{Files, SEED, generate};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/district")
}

fn file(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).expect("the district is bundled")
}

fn read(ratings: &str, units: &str) -> Ratings {
    let units = Units::from_json(units).expect("units are in order");
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let reader = Reader::new(&Rubric::bundled()).options(options).units(units);
    reader.read(ratings.as_bytes()).expect("ratings are in order")
}

fn district() -> Ratings {
    read(&file("ratings.csv"), &file("units.json"))
}

type Key = (String, String, String, String, Option<String>);

/// True shares at the second, third and fourth category.
fn truth(text: &str) -> BTreeMap<Key, [f64; 3]> {
    let text: Value = serde_json::from_str(text).expect("truth is JSON");
    let rows = text["shares"].as_array().expect("shares is a list").clone();
    let word = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let key = |row: &Value| {
        let must = |name| word(row, name).expect("a word");
        (must("unit"), must("occasion"), must("role"), must("construct"), word(row, "criterion"))
    };
    let number = |row: &Value, name: &str| row[name].as_f64().expect("a number");
    rows.iter().map(|row| (key(row), ["at2", "at3", "at4"].map(|name| number(row, name)))).collect()
}

fn key(score: &Score) -> Option<Key> {
    Some((
        score.unit.clone(),
        score.occasion.clone(),
        score.role.clone()?,
        score.construct.to_string(),
        score.criterion.clone(),
    ))
}

#[test]
fn the_files_come_out_of_the_generator() {
    let Files { ratings, units, truth } = generate(SEED, &Rubric::bundled());
    for (name, text) in [("ratings.csv", ratings), ("units.json", units), ("truth.json", truth)] {
        if std::env::var_os("COLLABPRO_BLESS").is_some() {
            std::fs::write(folder().join(name), &text).unwrap();
        }
        assert!(file(name) == text, "{name} differs from what the generator gives");
    }
}

#[test]
fn the_shape_is_as_described() {
    let text = file("ratings.csv");
    assert!(text.len() < 700_000, "{}", text.len());
    let ratings = district();
    assert_eq!(ratings.len(), text.lines().count() - 1);
    assert_eq!(ratings.link(), RaterLink::Persistent);
    assert!(ratings.units().iter().all(|unit| unit.label.as_ref().is_some_and(|l| l.contains("simulated"))));
    let scores = ratings.score(Observed::new()).unwrap();
    assert_eq!(scores.occasions().unwrap(), ["autumn-term", "spring-term"]);
    let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut units = BTreeSet::new();
    for row in scores.coverage() {
        units.insert(row.unit.as_str());
        let Some(role) = &row.role else { continue };
        let response = f64::from(row.raters) / f64::from(row.size.unwrap());
        assert!((0.59..=1.0).contains(&response), "{row:?}");
        groups.entry(role).or_default().push(row.raters);
    }
    assert_eq!(units.len(), 6);
    let count = |role: &str, range: std::ops::RangeInclusive<u32>| {
        groups[role].iter().filter(|n| range.contains(n)).count()
    };
    // Five schools and an open team of five, in two terms.
    assert_eq!((count("teacher", 9..=14), count("teacher", 5..=5), groups["teacher"].len()), (10, 2, 12));
    assert_eq!((count("student", 11..=15), count("student", 7..=7), groups["student"].len()), (8, 2, 10));
    assert_eq!((count("leader", 2..=3), groups["leader"].len()), (10, 10));
    let lines: BTreeSet<_> = scores.criteria().iter().map(|score| &score.criterion).collect();
    assert_eq!(lines.len(), 36);
    let teachers = scores.coverage().iter().filter(|row| row.role.as_deref() == Some("teacher"));
    let (mut given, mut not) = (0.0, 0.0);
    for row in teachers {
        given += row.ratings as f64;
        not += (row.not_observed + row.not_applicable + row.no_answer) as f64;
        assert!(row.not_observed + row.not_applicable + row.no_answer > 0);
    }
    let share = not / (given + not);
    assert!((0.03..0.10).contains(&share), "{share}");
    assert!((20..80).contains(&text.lines().filter(|line| line.ends_with(['.', '"'])).count()));
}

#[test]
fn roles_rate_only_their_criteria_and_pseudonyms_are_pseudonyms() {
    let rubric = Rubric::bundled();
    for line in file("ratings.csv").lines().skip(1) {
        let cells: Vec<&str> = line.splitn(9, ',').collect();
        let criterion = rubric.criterion(cells[5]).unwrap();
        assert!(criterion.answerable_by.iter().any(|role| role == cells[4]));
        assert_ne!(cells[6].is_empty(), cells[7].is_empty(), "{line}");
        let parts: Vec<&str> = cells[3].split('-').collect();
        assert!(parts.len() == 3 && parts[2].parse::<u32>().is_ok_and(|n| (10..100).contains(&n)), "{line}");
    }
}

/// How often the intervals of teachers' shares cover the truth: constructs, and criteria.
fn coverage(ratings: &Ratings, truth: &BTreeMap<Key, [f64; 3]>) -> [(u32, u32); 2] {
    let scores = ratings.score(Observed::new()).expect("scores");
    let covered = |scores: &[Score]| {
        let mut counts = (0, 0);
        for score in scores.iter().filter(|score| score.role.as_deref() == Some("teacher")) {
            let Some(truth) = key(score).and_then(|key| truth.get(&key)) else { continue };
            for (share, truth) in score.shares.iter().flatten().zip(truth) {
                // One person's rating has no interval.
                let Some(interval) = share.interval else { continue };
                counts.0 += u32::from((interval.lower..=interval.upper).contains(truth));
                counts.1 += 1;
            }
        }
        counts
    };
    [covered(scores.constructs()), covered(scores.criteria())]
}

#[test]
fn intervals_cover_the_planted_values() {
    // 6 schools, 2 terms, 3 shares; 16 constructs and 36 criteria.
    let [constructs, criteria] = coverage(&district(), &truth(&file("truth.json")));
    assert_eq!((constructs.1, criteria.1), (576, 1296));
    let rate = |(covered, all): (u32, u32)| f64::from(covered) / f64::from(all);
    assert!(rate(constructs) > 0.93 && rate(criteria) > 0.92, "{constructs:?} {criteria:?}");
    // The same district drawn again: shares of one school hang together, so one district says little by itself.
    let rubric = Rubric::bundled();
    let (mut all, mut pooled) = (0.0, [0.0, 0.0]);
    for seed in 1..=20 {
        let files = generate(seed, &rubric);
        let counts = coverage(&read(&files.ratings, &files.units), &truth(&files.truth));
        pooled.iter_mut().zip(counts).for_each(|(sum, count)| *sum += rate(count));
        all += 1.0;
    }
    let [constructs, criteria] = pooled.map(|sum| sum / all);
    assert!((0.94..0.985).contains(&constructs) && (0.93..0.985).contains(&criteria), "{pooled:?}");
}

#[test]
fn the_planted_rise_and_fall_are_found_and_little_else() {
    let scores = district().score(Observed::new()).unwrap();
    let focus = "tenet:joint_work".parse().unwrap();
    let change = scores.change(ChangeOptions::new("autumn-term", "spring-term").focus([focus])).unwrap();
    let teachers = change.entries.iter().filter(|entry| entry.role.as_deref() == Some("teacher"));
    let found: Vec<_> = teachers
        .filter(|entry| matches!(entry.verdict, Verdict::Rose | Verdict::Fell))
        .map(|entry| (entry.unit.as_str(), entry.construct.to_string(), entry.verdict))
        .collect();
    assert!(
        found.contains(&("simulated-birch-lane", "tenet:joint_work".to_owned(), Verdict::Rose)),
        "{found:?}"
    );
    assert!(
        found.contains(&("simulated-alder-river", "tenet:mutual_dialogue".to_owned(), Verdict::Fell)),
        "{found:?}"
    );
    assert!(found.len() <= 3, "{found:?}");
}

#[test]
fn the_data_team_is_strong_in_craft_and_weak_in_ownership() {
    let scores = district().score(Observed::new()).unwrap();
    let own = scores
        .constructs()
        .iter()
        .filter(|score| score.unit == "simulated-rowan-hill" && score.role.as_deref() == Some("teacher"));
    let mut seen = 0;
    for score in own {
        let share = score.at_cut().unwrap().value;
        match score.construct.to_string().as_str() {
            "tenet:collaborative_inquiry" | "tenet:joint_work" => assert!(share > 0.6, "{score:?}"),
            "tenet:collective_autonomy" | "tenet:collective_initiative" | "tenet:big_picture_thinking" => {
                assert!(share < 0.4, "{score:?}");
            }
            sign if sign.starts_with("warning:") => assert!(share > 0.5, "{score:?}"),
            _ => continue,
        }
        seen += 1;
    }
    assert_eq!(seen, 22);
}

#[test]
fn the_release_withholds_leaders_and_seven_students_and_shows_the_open_team() {
    let released = district().score(Observed::new()).unwrap().release(&Policy::default()).unwrap();
    assert_eq!(released.open_teams(), ["simulated-maple-ford"]);
    let cells = || released.constructs().iter().chain(released.criteria());
    for cell in cells() {
        let small = match cell.role.as_deref() {
            Some("leader") => true,
            Some("student") => cell.unit == "simulated-hazel-brook",
            _ => false,
        };
        if small {
            assert_eq!(cell.withheld, Some(Withheld::FewerThanMinimum), "{cell:?}");
            assert!(cell.shares.is_empty() && cell.distribution.is_none() && cell.number().is_none());
        }
        if cell.unit == "simulated-maple-ford" {
            assert!(cell.is_shown() && cell.at_cut().is_some_and(|share| share.value.is_some()), "{cell:?}");
        }
    }
    let teachers = cells().filter(|cell| cell.role.as_deref() == Some("teacher"));
    assert!(teachers.filter(|cell| cell.criterion.is_none()).all(|cell| cell.is_shown()));
    let students = released.criteria().iter().filter(|cell| cell.role.as_deref() == Some("student"));
    assert!(students.filter(|cell| cell.is_shown()).count() >= 4 * 2 * 3);
}
