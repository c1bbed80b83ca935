use proptest::prelude::*;

use crate::context::{ContextAbsent, ContextEntry, *};
use crate::matching::recorders::SideStatus;
use crate::matching::*;

fn entry(descriptor: &str, answer: &str, recorder: &str, date: &str) -> ContextEntry {
    let (value, absent) = match answer {
        "?" => (None, Some(ContextAbsent::Unknown)),
        "-" => (None, Some(ContextAbsent::NotApplicable)),
        json => {
            let value = serde_json::from_str::<serde_json::Value>(json).unwrap();
            let ids = |values: &Vec<serde_json::Value>| {
                values.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
            };
            let value = match &value {
                serde_json::Value::Array(values) => ContextValue::Levels(ids(values)),
                serde_json::Value::String(id) => ContextValue::Level(id.clone()),
                number => ContextValue::Number(number.as_f64().unwrap()),
            };
            (Some(value), None)
        }
    };
    ContextEntry {
        descriptor: descriptor.to_owned(),
        value,
        absent,
        source: "s".to_owned(),
        date: date.to_owned(),
        recorder: recorder.to_owned(),
    }
}

fn place(unit: &str, entries: Vec<ContextEntry>) -> ContextProfile {
    ContextProfile {
        descriptors: ContextDescriptors::bundled().version.clone(),
        unit: unit.to_owned(),
        occasion: String::new(),
        entries,
        extensions: serde_json::Map::new(),
    }
}

fn answers(unit: &str, answers: &[(&str, &str)]) -> ContextProfile {
    place(unit, answers.iter().map(|(id, answer)| entry(id, answer, "k", "2025-10-01")).collect())
}

fn row<'m>(found: &'m ContextMatch, id: &str) -> &'m DescriptorMatch {
    found.descriptors.iter().find(|row| row.descriptor == id).unwrap()
}

/// The similarity of one descriptor in two answers.
fn alike(id: &str, there: &str, here: &str) -> Option<f64> {
    let found = answers("A", &[(id, there)]).match_with(&answers("B", &[(id, here)]), MatchOptions::new());
    row(&found.unwrap(), id).similarity
}

#[test]
fn each_type_and_direction_has_its_similarity() {
    // more supports: 60 of 180 minutes less is a third
    assert_eq!(alike("protected_time", "90", "30"), Some(1.0 - (0.5 - 30.0 / 180.0)));
    assert_eq!(alike("protected_time", "30", "90"), Some(1.0));
    assert_eq!(alike("staff_turnover", "10", "60"), Some(0.5));
    assert_eq!(alike("staff_turnover", "60", "10"), Some(1.0));
    assert_eq!(alike("test_pressure", r#""low""#, r#""high""#), Some(0.0));
    assert_eq!(alike("same_people", r#""most""#, r#""some""#), Some(0.5));
    assert_eq!(alike("same_people", r#""some""#, r#""most""#), Some(0.5));
    assert_eq!(alike("origin", r#""rule""#, r#""rule""#), Some(1.0));
    assert_eq!(alike("origin", r#""rule""#, r#""teachers""#), Some(0.0));
    let forms = (r#"["visits", "planning"]"#, r#"["planning", "study_group"]"#);
    assert_eq!(alike("earlier_forms", forms.0, forms.1), Some(1.0 / 3.0));
    assert_eq!(alike("partners", r#"["none"]"#, r#"["none"]"#), Some(1.0));
    assert_eq!(alike("partners", "-", r#"["none"]"#), Some(0.0));
    assert_eq!(alike("partners", "-", "-"), None);
    assert_eq!(alike("partners", "?", "-"), None);
}

#[test]
fn recorders_who_agree_count_once_and_those_who_differ_leave_it_unknown() {
    let side = |entries: &[(&str, &str, &str)]| {
        let entries = entries.iter().map(|(answer, who, date)| entry("earlier_forms", answer, who, date));
        let found =
            place("A", entries.collect()).match_with(&place("B", Vec::new()), MatchOptions::new()).unwrap();
        row(&found, "earlier_forms").source.clone()
    };
    let (one, turned) = (r#"["planning", "visits"]"#, r#"["visits", "planning"]"#);
    let agreed = side(&[(one, "a", "2025-01-01"), (turned, "b", "2025-02-01"), ("?", "c", "2025-03-01")]);
    assert_eq!((agreed.status, agreed.values.len()), (SideStatus::Known, 1));
    let latest = side(&[(r#"["none"]"#, "a", "2025-02-01"), (one, "a", "2025-01-01")]);
    assert_eq!(latest.said().as_deref(), Some("none"));
    assert_eq!(side(&[(one, "a", "2025-01-01"), ("?", "a", "2025-02-01")]).status, SideStatus::Unknown);
    let differ = side(&[(one, "a", "2025-01-01"), ("-", "b", "2025-01-01")]);
    assert_eq!(
        (differ.status, differ.said().as_deref()),
        (SideStatus::Disputed, Some("planning, visits | not_applicable"))
    );
}

#[test]
fn what_is_wrong_is_told_at_its_place_all_at_once() {
    let found = |there: &ContextProfile, here: &ContextProfile, options: &str| {
        let error = there.match_with(here, MatchOptions::from_json(options).unwrap()).unwrap_err();
        assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
        error.problems().iter().map(|one| format!("{} {}", one.code(), one.place())).collect::<Vec<_>>()
    };
    let options = r#"{"weights": {"colour": 1, "funding": 3.5}, "needed": ["fit", "size"], "practice": "x"}"#;
    let mut old = answers("A", &[("years_together", "3"), ("colour", "3"), ("fit", "99")]);
    old.entries.push(entry("years_together", "4", "k", "2025-10-01"));
    old.descriptors = "0.0.1".to_owned();
    let expected = [
        "unknown_reference source.descriptors",
        "unknown_reference source.entries[1].descriptor",
        "invalid_context_value source.entries[2].value",
        "duplicate_id source.entries[3]",
        "invalid_option here",
        "unknown_reference weights.colour",
        "invalid_option weights.funding",
        "unknown_reference needed[1]",
        "unknown_reference practice",
    ];
    assert_eq!(found(&old, &answers("A", &[]), options), expected);
    let weights = |weight: f64| {
        let options = MatchOptions::new().weight("fit", weight);
        answers("A", &[]).match_with(&answers("B", &[]), options).map_err(|error| error.code().id())
    };
    assert_eq!(weights(f64::NAN).unwrap_err(), "invalid_option");
    assert!(weights(0.0).is_ok() && weights(3.0).is_ok());
    let mut later = answers("A", &[]);
    later.occasion = "2026".to_owned();
    assert!(answers("A", &[]).match_with(&later, MatchOptions::new()).is_ok());
}

#[test]
fn nothing_that_counts_has_no_bounds() {
    let none = [("partners", "-"), ("contact", "-"), ("direction", "-")];
    let found = answers("A", &none).match_with(&answers("B", &none), MatchOptions::new().needed(["contact"]));
    let beyond = &found.unwrap().dimensions[3];
    assert_eq!((beyond.asked, beyond.coverage, beyond.lowest, beyond.highest), (0, None, None, None));
    assert_eq!(beyond.verdict, Likeness::Unknown);
}

#[test]
fn thresholds_hold_in_spite_of_rounding() {
    let there = answers(
        "A",
        &[
            ("funding", r#""secured""#),
            ("policy", r#""rule""#),
            ("leader_joins", r#""joins_in""#),
            ("staff_body_view", r#""for""#),
        ],
    );
    let here = answers(
        "B",
        &[
            ("funding", r#""yearly""#),
            ("policy", r#""rule""#),
            ("leader_joins", r#""joins_in""#),
            ("staff_body_view", r#""against""#),
        ],
    );
    let options =
        MatchOptions::new().weight("funding", 0.75).weight("policy", 0.6).weight("leader_joins", 0.4);
    let options =
        options.weight("staff_body_view", 0.25).weight("protected_time", 0.0).weight("test_pressure", 0.0);
    let beside = &there.match_with(&here, options).unwrap().dimensions[2];
    // (0.75 * 2/3 + 0.6 + 0.4) / 2
    assert_eq!((beside.verdict, beside.known), (Likeness::Alike, 4));
}

/// Any answer to a question.
fn answer(descriptor: &'static ContextDescriptor) -> BoxedStrategy<String> {
    let level = {
        let ids: Vec<String> = descriptor.levels.iter().map(|level| format!("\"{}\"", level.id)).collect();
        let last = ids.len().saturating_sub(1);
        (0..=last, 0..=last).prop_map(move |(a, b)| (ids.get(a).cloned(), ids.get(b).cloned(), a == b))
    };
    let value = match descriptor.answer {
        ContextType::Number => (0..=1000_u32)
            .prop_map(|part| {
                (descriptor.minimum.unwrap()
                    + f64::from(part) / 1000.0 * (descriptor.maximum.unwrap() - descriptor.minimum.unwrap()))
                .to_string()
            })
            .boxed(),
        ContextType::Multiple => level
            .prop_map(|(a, b, same)| {
                let (a, b) = (a.unwrap(), b.unwrap());
                if same { format!("[{a}]") } else { format!("[{a}, {b}]") }
            })
            .boxed(),
        _ => level.prop_map(|(a, ..)| a.unwrap()).boxed(),
    };
    prop_oneof![6 => value, 1 => Just("?".to_owned()), 1 => Just("-".to_owned())].boxed()
}

/// Any place: up to two recorders for each question.
fn places(unit: &'static str) -> impl Strategy<Value = ContextProfile> {
    let descriptors = &ContextDescriptors::bundled().descriptors;
    let one = |descriptor: &'static ContextDescriptor| {
        let entries = (answer(descriptor), prop::option::weighted(0.2, answer(descriptor)));
        entries.prop_map(|(first, second)| {
            let first = entry(&descriptor.id, &first, "a", "2025-01-01");
            let second = second.map(|second| entry(&descriptor.id, &second, "b", "2025-01-01"));
            [Some(first), second].into_iter().flatten().collect::<Vec<_>>()
        })
    };
    let all: Vec<_> = descriptors.iter().map(one).collect();
    all.prop_map(move |entries| place(unit, entries.concat()))
}

fn options() -> impl Strategy<Value = MatchOptions> {
    let ids = || {
        prop::sample::select(
            ContextDescriptors::bundled().descriptors.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(),
        )
    };
    let weights = prop::collection::vec((ids(), 0.0..=3.0_f64), 0..6);
    (weights, prop::collection::vec(ids(), 0..3)).prop_map(|(weights, needed)| {
        let options =
            weights.into_iter().fold(MatchOptions::new(), |all, (id, weight)| all.weight(id, weight));
        options.needed(needed)
    })
}

proptest! {
    #[test]
    fn bounds_are_in_order_and_shares(there in places("A"), here in places("B"), options in options()) {
        let found = there.match_with(&here, options).unwrap();
        for of in &found.dimensions {
            let Some((lowest, highest)) = of.lowest.zip(of.highest) else { continue };
            prop_assert!(0.0 <= lowest && lowest <= highest && highest <= 1.0);
            prop_assert!((highest - lowest - (1.0 - of.coverage.unwrap())).abs() < 1e-12);
        }
        prop_assert!(!found.to_json().contains('⟦'));
        prop_assert_eq!(found.table().rows(), 20);
    }

    #[test]
    fn more_unknown_widens(there in places("A"), here in places("B"), options in options(), lost in 0..20_usize) {
        let whole = there.match_with(&here, options.clone()).unwrap();
        let lost = &ContextDescriptors::bundled().descriptors[lost].id;
        let mut less = here;
        less.entries.retain(|entry| entry.descriptor != *lost);
        // What applied in neither place counted not at all; unknown, it counts.
        prop_assume!(whole.descriptors.iter().all(|row| row.descriptor != *lost || row.source.status != SideStatus::NotApplicable));
        for (before, after) in whole.dimensions.iter().zip(&there.match_with(&less, options).unwrap().dimensions) {
            prop_assert!(after.lowest <= before.lowest && after.highest >= before.highest);
            prop_assert!(after.known <= before.known && after.coverage <= before.coverage);
        }
    }

    #[test]
    fn more_than_there_is_no_obstacle_where_more_supports(a in 0.0..=180.0_f64, b in 0.0..=180.0_f64) {
        let (less, more) = (a.min(b), a.max(b));
        prop_assert_eq!(alike("protected_time", &less.to_string(), &more.to_string()), Some(1.0));
        let fewer = alike("protected_time", &more.to_string(), &less.to_string()).unwrap();
        prop_assert!((fewer - (1.0 - (more - less) / 180.0)).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_entries_does_not_matter(
        (there, turned) in places("A").prop_flat_map(|place| {
            let turned = Just(place.entries.clone()).prop_shuffle();
            (Just(place), turned)
        }),
        here in places("B"),
        options in options(),
    ) {
        let turned = place("A", turned);
        prop_assert_eq!(there.match_with(&here, options.clone()).unwrap(), turned.match_with(&here, options).unwrap());
    }

    #[test]
    fn without_directions_it_is_symmetric(there in places("A"), here in places("B")) {
        let (one, other) = (there.match_with(&here, MatchOptions::new()).unwrap(), here.match_with(&there, MatchOptions::new()).unwrap());
        for (descriptor, (one, other)) in ContextDescriptors::bundled().descriptors.iter().zip(one.descriptors.iter().zip(&other.descriptors)) {
            if descriptor.supports.is_none() {
                prop_assert_eq!(one.similarity, other.similarity);
            }
        }
    }
}
