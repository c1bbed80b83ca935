//! Rounding noise is never offered for a test, of scores: where two places, times or groups are the same, nothing says that they
//! differ, whatever thirds and tenths their sums are made of.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::comparison::{Profile, Recalibration};
use collabpro_core::composite::{Indicators, Normalisation};
use collabpro_core::ratings::Reader;
use collabpro_core::{
    CompositeOptions, DisagreementOptions, Observed, ResponseShiftOptions, Rubric, Scores, SimilarityOptions,
    SitesOptions, Units,
};
use proptest::prelude::*;

const CRITERIA: [&str; 9] = ["7a", "7b", "7c", "8a", "8b", "8c", "10a", "10b", "10c"];

/// Rows of people, one level for each criterion.
type People = Vec<Vec<u8>>;

/// The same ratings at each of these places: unit, occasion and role, and how people are called.
fn scores(people: &People, places: &[[&str; 4]], units: &str) -> Scores {
    let mut text = "unit,occasion,role,rater,criterion,level\n".to_owned();
    for [unit, occasion, role, name] in places {
        for (person, levels) in people.iter().enumerate() {
            // Leaders may answer the last ones.
            let asked = |(criterion, _): &(&&str, &u8)| *role != "leader" || criterion.starts_with("10");
            for (criterion, level) in CRITERIA.iter().zip(levels).filter(asked) {
                text += &format!("{unit},{occasion},{role},{name}{person},{criterion},{level}\n");
            }
        }
    }
    let units = Units::from_json(&format!(
        r#"{{"schemaVersion": 2, "kind": "collabpro.units", "units": []{units}}}"#
    ));
    let reader = Reader::new(&Rubric::bundled()).units(units.unwrap());
    reader.read(text.as_bytes()).unwrap().score(Observed::new()).unwrap()
}

fn people() -> impl Strategy<Value = People> {
    proptest::collection::vec(proptest::collection::vec(1..=4_u8, CRITERIA.len()), 5..9)
}

/// Everyone of one mind.
fn alike() -> impl Strategy<Value = People> {
    (proptest::collection::vec(1..=4_u8, CRITERIA.len()), 5..9_usize).prop_map(|(row, n)| vec![row; n])
}

/// What no test may say of what is the same.
fn says_nothing(p: Option<f64>) -> bool {
    p.is_none_or(|p| p == 1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn places_that_are_the_same(people in prop_oneof![people(), alike()], shared: bool) {
        let names = if shared { ["r", "r", "r"] } else { ["r", "s", "t"] };
        let places = [["Ash", "2025", "teacher", names[0]], ["Birch", "2025", "teacher", names[1]], ["Oak", "2025", "teacher", names[2]]];
        let scores = scores(&people, &places, "");
        let sites = scores.sites(SitesOptions::new("2025").declared("the same")).unwrap();
        for construct in &sites.constructs {
            for pair in &construct.pairs {
                prop_assert_eq!(pair.difference, Some(0.0));
                for p in [pair.p, pair.p_holm, pair.p_benjamini_hochberg] {
                    prop_assert!(says_nothing(p), "{:?}", pair);
                }
                let [g, delta] = [&pair.hedges_g, &pair.cliffs_delta].map(|effect| effect.as_ref().map_or(0.0, |effect| effect.value));
                prop_assert_eq!((g, delta), (0.0, 0.0));
            }
        }
        let [first, second] = ["Ash", "Oak"].map(|unit| Profile::new(unit, "2025").role("teacher"));
        let found = scores.similarity(SimilarityOptions::new(first, second)).unwrap();
        prop_assert_eq!(found.elevation.as_ref().map(|found| found.value), Some(0.0));
        prop_assert_eq!(found.scatter.as_ref().map(|found| found.value), Some(0.0));
        prop_assert_eq!(found.distance.as_ref().map(|found| found.value), Some(0.0));
        prop_assert!(found.shape.as_ref().is_none_or(|shape| shape.value == 1.0), "{:?}", found.shape);
        let flat = found.first.as_ref().unwrap().shares.windows(2).all(|pair| pair[0] == pair[1]);
        prop_assert!(!flat || found.shape.is_none() && found.first.as_ref().unwrap().reliability.is_none());
        prop_assert_eq!(found.difference_reliability, None);
    }

    #[test]
    fn an_eye_that_did_not_change(people in prop_oneof![people(), alike()]) {
        let places = ["2024", "then", "2025"].map(|occasion| ["Ash", occasion, "teacher", "r"]);
        let occasions = r#", "occasions": [{"id": "2024"}, {"id": "2025"}, {"id": "then", "kind": "then_test", "about": "2024"}]"#;
        let found = scores(&people, &places, occasions).response_shift(ResponseShiftOptions::new("then", "2025")).unwrap();
        for entry in &found.entries {
            prop_assert_eq!(entry.shift.as_ref().map(|shift| shift.value), Some(0.0));
            prop_assert!(says_nothing(entry.p) && says_nothing(entry.p_adjusted), "{:?}", entry);
            prop_assert_eq!(entry.recalibration, Recalibration::CannotTell);
        }
    }

    #[test]
    fn groups_that_are_the_same(people in prop_oneof![people(), alike()]) {
        let places = ["teacher", "leader"].map(|role| ["Ash", "2025", role, role]);
        let found = scores(&people, &places, "").disagreement(DisagreementOptions::new().replicates(199)).unwrap();
        for gap in &found.gaps {
            prop_assert!(gap.gap.is_none_or(|gap| gap == 0.0) && says_nothing(gap.p_adjusted) && gap.differs != Some(true), "{:?}", gap);
        }
        // Where no two differ, nothing stands out.
        if people.iter().all(|row| *row == people[0]) {
            for spread in &found.criteria {
                prop_assert!(says_nothing(spread.p) && spread.stands_out != Some(true), "{:?}", spread);
            }
        }
    }

    #[test]
    fn units_that_are_the_same(row in proptest::collection::vec(prop_oneof![Just(0.1), Just(0.7), Just(1.0 / 3.0), Just(1e6 + 0.1)], 2..5), units in 2..6_usize) {
        let values = vec![row.iter().copied().map(Some).collect::<Vec<_>>(); units];
        let names = |letter: char, n: usize| (0..n).map(|at| format!("{letter}{at}")).collect::<Vec<_>>();
        let table = Indicators::new(names('u', units), names('i', row.len()), values).unwrap();
        let found = table.composite(CompositeOptions::new().normalisation(Normalisation::ZScore)).unwrap();
        // Nothing can be normalised that does not differ.
        prop_assert!(found.units.iter().all(|unit| unit.value.is_none()), "{:?}", found.units);
    }
}
