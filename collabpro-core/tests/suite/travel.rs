//! Handles travel as bytes: what is read is what was written, what is damaged is told, and what a school may see holds no
//! ratings.
#![cfg(feature = "research")]
#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::sync::OnceLock;

use collabpro_core::ErrorCode;
use collabpro_core::agreement::{AgreementOptions, AgreementState};
use collabpro_core::chart::Chart;
use collabpro_core::rating_table::{Label, RatingTableOptions};
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::tally::Grain;
use collabpro_core::{
    Observed, Policy, RatingTable, Ratings, Released, Report, Result, Rubric, Scores, Tally, Units,
};
use proptest::prelude::*;

const UNITS: &str = r#"{"schemaVersion":2,"kind":"collabpro.units","occasions":[{"id":"2025"},{"id":"2026"}],
    "units":[{"id":"Birch","label":"Birch Lane","sizes":[{"role":"teacher","people":14}]},
    {"id":"Elm","openTeam":{"date":"2025-09-01","recordedBy":"Kim"}}]}"#;

/// Twelve teachers and two leaders of one school, five teachers of another; `leader` is what the leaders rate.
fn ratings(name: &str, leader: u32) -> Ratings {
    let mut rows = String::from("unit,occasion,rater,role,criterion,level,evidence\n");
    for occasion in ["2025", "2026"] {
        for (unit, people, role) in [("Birch", 12, "teacher"), ("Birch", 2, "leader"), ("Elm", 5, "teacher")]
        {
            for person in 0..people {
                for (at, criterion) in ["10a", "10b", "10c"].iter().enumerate() {
                    let level = if role == "leader" { leader } else { 1 + (person * 5 + at as u32) % 4 };
                    rows +=
                        &format!("{unit},{occasion},{name}-{role}-{person:02},{role},{criterion},{level},\n");
                }
            }
        }
    }
    rows += &format!("Birch,2026,{name}-teacher-00,teacher,7a,3,a minute book\n");
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let units = Units::from_json(UNITS).unwrap();
    Reader::new(&Rubric::bundled()).options(options).units(units).read(rows.as_bytes()).unwrap()
}

fn scores() -> Scores {
    ratings("zq-heron", 4).score(Observed::new().confidence(0.9)).unwrap()
}

fn released(name: &str, leader: u32) -> Released {
    let policy = Policy::default().salt("kept apart from the ratings").trust(true);
    ratings(name, leader).score(Observed::new()).unwrap().release(&policy).unwrap()
}

fn tables() -> [RatingTable; 4] {
    let units: Vec<u32> = (0..3000).collect();
    let raters: Vec<u32> = (0..3000).map(|at| at * 7 % 500).collect();
    let ratings: Vec<u8> = (0..3000).map(|at| (at % 5) as u8).collect();
    let numbers: Vec<f64> =
        (0..600).map(|at| if at % 7 == 0 { f64::NAN } else { f64::from(at) / 8.0 }).collect();
    let text = |text: &str| Some(Label::Text(text.to_owned()));
    let texts = vec![vec![text("low"), text("high")], vec![None, text("low")]];
    [
        RatingTable::from_u8(vec![1, 2, 255, 4, 4, 4], 2, RatingTableOptions::new()).unwrap(),
        RatingTable::from_ratings(units, raters, ratings, RatingTableOptions::new()).unwrap(),
        RatingTable::from_numbers(numbers, 2, RatingTableOptions::new().groups(["a", "b"].repeat(150)))
            .unwrap(),
        RatingTable::from_cells(texts, RatingTableOptions::new()).unwrap(),
    ]
}

fn state() -> AgreementState {
    let mut state = AgreementState::new();
    for ratings in [[1, 1, 2, 255], [2, 2, 1, 1], [3, 1, 2, 2]] {
        state.update(&RatingTable::from_u8(ratings.to_vec(), 2, RatingTableOptions::new()).unwrap()).unwrap();
    }
    state
}

/// Bytes of each kind, and what reads them.
type Read = fn(&[u8]) -> Result<Vec<u8>>;

fn written() -> &'static [(Vec<u8>, Read)] {
    static WRITTEN: OnceLock<Vec<(Vec<u8>, Read)>> = OnceLock::new();
    WRITTEN.get_or_init(write)
}

fn write() -> Vec<(Vec<u8>, Read)> {
    let tally = |grain| ratings("zq-heron", 4).tally(grain).unwrap();
    let mut all: Vec<(Vec<u8>, Read)> = vec![
        (Rubric::bundled().to_bytes(), |bytes| Rubric::from_bytes(bytes).map(|own| own.to_bytes())),
        (ratings("zq-heron", 4).to_bytes(), |bytes| Ratings::from_bytes(bytes).map(|own| own.to_bytes())),
        (tally(Grain::Raters).to_bytes(), |bytes| Tally::from_bytes(bytes).map(|own| own.to_bytes())),
        (tally(Grain::Units).to_bytes(), |bytes| Tally::from_bytes(bytes).map(|own| own.to_bytes())),
        (scores().to_bytes(), |bytes| Scores::from_bytes(bytes).map(|own| own.to_bytes())),
        (released("zq-heron", 4).to_bytes(), |bytes| Released::from_bytes(bytes).map(|own| own.to_bytes())),
        (state().to_bytes(), |bytes| AgreementState::from_bytes(bytes).map(|own| own.to_bytes())),
        (AgreementState::new().to_bytes(), |bytes| {
            AgreementState::from_bytes(bytes).map(|own| own.to_bytes())
        }),
    ];
    for table in tables() {
        all.push((table.to_bytes(), |bytes| RatingTable::from_bytes(bytes).map(|own| own.to_bytes())));
    }
    all
}

#[test]
fn what_is_read_is_what_was_written() {
    for (bytes, read) in written() {
        assert_eq!(read(bytes).unwrap(), *bytes);
    }
    let own = ratings("zq-heron", 4);
    let again = Ratings::from_bytes(&own.to_bytes()).unwrap();
    assert_eq!(again.to_json(), own.to_json());
    assert_eq!(Scores::from_bytes(&scores().to_bytes()).unwrap().to_json(), scores().to_json());
    for table in tables() {
        assert_eq!(RatingTable::from_bytes(&table.to_bytes()).unwrap().to_json(), table.to_json());
    }
    let finished = |state: &AgreementState| state.finish(AgreementOptions::new()).unwrap().to_json();
    assert_eq!(finished(&AgreementState::from_bytes(&state().to_bytes()).unwrap()), finished(&state()));
}

#[test]
fn a_release_says_the_same_after_its_journey() {
    let own = released("zq-heron", 4);
    let again = Released::from_bytes(&own.to_bytes()).unwrap();
    assert_eq!(again.to_json(), own.to_json());
    assert_eq!(again.disagreement(), own.disagreement());
    let html = |released: &Released| Report::new(released).build().unwrap().to_html();
    assert_eq!(html(&again), html(&own));
    // The record stays with whoever released.
    assert!(own.record().is_ok());
    assert_eq!(again.record().unwrap_err().code(), ErrorCode::InvalidSalt);
}

#[test]
fn the_bytes_of_a_release_hold_no_rater_and_no_rating() {
    let own = released("zq-heron", 4).to_bytes();
    let found = |what: &str| own.windows(what.len()).any(|part| part == what.as_bytes());
    assert!(found("Birch Lane") && !found("zq-heron") && !found("a minute book"));
    assert!(!found("kept apart from the ratings") && !found("salt\":\""));
    // Other names, and other ratings of people who are too few to be shown: not one byte differs.
    assert_eq!(released("other", 4).to_bytes(), own);
    assert_eq!(released("zq-heron", 1).to_bytes(), own);
    // The bytes of ratings hold them, and say so.
    let raw = ratings("zq-heron", 4).to_bytes();
    assert!(raw.windows(8).any(|part| part == b"zq-heron"));
}

/// FNV-1a, as the form says.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 8;
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let check = bytes[..end].iter().fold(0xcbf2_9ce4_8422_2325, step);
    bytes[end..].copy_from_slice(&check.to_le_bytes());
    bytes
}

#[test]
fn other_kinds_and_versions_are_refused() {
    let ratings = ratings("zq-heron", 4).to_bytes();
    let error = Rubric::from_bytes(&ratings).unwrap_err();
    assert_eq!((error.code(), error.path().as_str()), (ErrorCode::WrongKind, "byte 8"));
    for at in [7, 16] {
        let mut later = ratings.clone();
        later[at] = 2;
        let error = Ratings::from_bytes(&sealed(later)).unwrap_err();
        assert_eq!((error.code(), error.path()), (ErrorCode::UnsupportedSchemaVersion, format!("byte {at}")));
    }
    for wrong in [&b""[..], b"CPBYTES", b"CPTALLY\x01", &ratings[1..]] {
        assert_eq!(Ratings::from_bytes(wrong).unwrap_err().code(), ErrorCode::InvalidBytes);
    }
}

#[test]
fn bytes_that_were_cut_or_changed_are_refused() {
    for (bytes, read) in written() {
        let step = (bytes.len() / 300).max(1);
        for at in (0..bytes.len()).step_by(step) {
            assert_eq!(read(&bytes[..at]).unwrap_err().code(), ErrorCode::InvalidBytes);
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            assert!(read(&changed).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whoever changes a value and seals the bytes again gets an error or a value that is written as it was read, and a
    /// report on it does not break off.
    #[test]
    fn bytes_that_were_forged_break_nothing(kind in 0..12_usize, at in any::<prop::sample::Index>(), to in any::<u8>(), tail in any::<bool>()) {
        let (mut bytes, read) = written()[kind].clone();
        let end = bytes.len() - 8;
        // Documents fill most of the bytes; the rest stands at the end.
        let at = if tail { end - 1 - at.index(end.min(2000)) } else { at.index(end) };
        bytes[at] = to;
        let bytes = sealed(bytes);
        if let Ok(again) = read(&bytes) {
            prop_assert_eq!(&again, &bytes);
            if let Ok(released) = Released::from_bytes(&bytes) {
                let _ = Report::new(&released).build().map(|report| report.to_html());
                for chart in Chart::ALL {
                    let _ = released.chart(*chart, &Default::default());
                }
            }
            if let Ok(ratings) = Ratings::from_bytes(&bytes) {
                let _ = ratings.score(Observed::new());
            }
            if let Ok(table) = RatingTable::from_bytes(&bytes) {
                let _ = table.agreement(AgreementOptions::new());
            }
            if let Ok(state) = AgreementState::from_bytes(&bytes) {
                let _ = state.finish(AgreementOptions::new());
            }
        }
    }
}
