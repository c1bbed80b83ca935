//! Links of small designs, held against what rank and repeated estimation say.

use proptest::prelude::*;

use super::{RaschLinks, RaschLinksOptions};
use crate::base::error::ErrorCode;
use crate::rasch::tests::planned as columns;
use crate::rasch::{Rasch, RaschCorrection, RaschOptions};

type Row = [i64; 3];

fn options() -> RaschLinksOptions {
    RaschLinksOptions::new().thresholds([-1.0, 0.0, 1.0])
}

/// Each pair of unit and rater that met, on two criteria.
fn visits(pairs: &[(i64, i64)]) -> Vec<Row> {
    pairs.iter().flat_map(|(unit, rater)| [0, 1].map(|criterion| [*unit, *rater, criterion])).collect()
}

/// Whether a design is refused.
fn is_apart(rows: &[Row]) -> bool {
    RaschLinks::of(&[columns(rows)], options()).is_err_and(|error| error.code() == ErrorCode::NotIdentified)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What is named is what is refused when it drops out, and nothing else.
    #[test]
    fn cuts_are_those_without_which_a_design_is_refused(
        seen in proptest::collection::btree_set((0_i64..7, 0_i64..5, 0_i64..2), 8..30)
    ) {
        let rows: Vec<Row> = seen.into_iter().map(|(unit, rater, criterion)| [unit, rater, criterion]).collect();
        let Ok(found) = RaschLinks::of(&[columns(&rows)], options()) else { return Ok(()) };
        for (facet, name) in ["unit", "rater"].into_iter().enumerate() {
            for element in 0..7 {
                let left: Vec<Row> = rows.iter().filter(|row| row[facet] != element).copied().collect();
                if left.is_empty() || left.len() == rows.len() {
                    continue;
                }
                let cut = found.cuts.iter().find(|cut| cut.facet == name && cut.element == element.to_string());
                prop_assert_eq!(cut.is_some(), is_apart(&left), "{} {} of {:?}", name, element, rows);
            }
        }
        for bridge in &found.bridges {
            let is_of = |row: &&Row| row[0].to_string() == bridge.unit && row[1].to_string() == bridge.rater;
            let left: Vec<Row> = rows.iter().filter(|row| !is_of(row)).copied().collect();
            prop_assert!(is_apart(&left), "{:?} of {:?}", bridge, rows);
        }
    }
}

#[test]
fn a_chain_is_held_by_each_of_its_links() {
    // Rater 0 and 1 meet in unit 1, rater 1 and 2 in unit 3.
    let rows = visits(&[(0, 0), (1, 0), (1, 1), (2, 1), (3, 1), (3, 2), (4, 2)]);
    let found = RaschLinks::of(&[columns(&rows)], options().pair("rater", "0", "2")).unwrap();
    let cuts: Vec<(&str, u32, u32)> =
        found.cuts.iter().map(|cut| (cut.element.as_str(), cut.parts, cut.separated)).collect();
    assert_eq!(cuts, [("1", 2, 1), ("3", 2, 1), ("1", 2, 1)]);
    assert_eq!(found.bridges.len(), 4);
    let neighbours = RaschLinks::of(&[columns(&rows)], options().pair("rater", "0", "1")).unwrap();
    let error = |found: &RaschLinks| found.differences[0].standard_error.unwrap();
    // Along a chain variances add up.
    let other = RaschLinks::of(&[columns(&rows)], options().pair("rater", "1", "2")).unwrap();
    let (one, next) = (error(&neighbours), error(&other));
    let sum = (one * one + next * next).sqrt();
    assert!((error(&found) - sum).abs() < 1e-6, "{} {sum}", error(&found));
}

#[test]
fn rated_differences_have_the_errors_of_their_study() {
    let mut rows: Vec<Row> = Vec::new();
    for unit in 0..12 {
        rows.extend((0..5).flat_map(|criterion| [unit % 2, 2].map(|rater| [unit, rater, criterion])));
    }
    let rating = |row: &Row| Some((row[0] % 4 + (row[1] * 7 + row[2] * 3 + row[0]) % 3 - 1).clamp(0, 3));
    let rated = columns(&rows).integers("rating", rows.iter().map(rating));
    let model = RaschOptions::new().correction(RaschCorrection::None);
    let options = RaschLinksOptions::new().model(model.clone()).pair("criterion", "0", "1");
    let found = RaschLinks::of(std::slice::from_ref(&rated), options).unwrap();
    let study = Rasch::of(&[rated], model).unwrap();
    let of = |element: &str| {
        study.measures.iter().find(|row| row.facet == "criterion" && row.element == element).unwrap()
    };
    let difference = &found.differences[0];
    let apart = of("0").measure.unwrap() - of("1").measure.unwrap();
    assert!(found.estimated && (difference.difference.unwrap() - apart).abs() < 1e-9);
    // With five criteria the error of a difference is about the root of two over four fifths times that of one.
    let one = of("0").standard_error.unwrap();
    assert!((difference.standard_error.unwrap() / (one * 2.5_f64.sqrt()) - 1.0).abs() < 0.1);
}

#[test]
fn additions_do_what_they_say() {
    let mut pairs: Vec<(i64, i64)> = (0..20).map(|unit| (unit, unit / 5)).collect();
    pairs.extend([(4, 1), (9, 2), (14, 3)]);
    let rows = visits(&pairs);
    let asked = options().pair("rater", "0", "3").target(0.9);
    let found = RaschLinks::of(&[columns(&rows)], asked.clone()).unwrap();
    assert_eq!(found.reached, Some(true));
    assert!(!found.additions.is_empty() && found.additions.iter().all(|addition| addition.ratings == 2));
    pairs.extend(found.additions.iter().map(|one| (one.unit.parse().unwrap(), one.rater.parse().unwrap())));
    let with = RaschLinks::of(&[columns(&visits(&pairs))], asked).unwrap();
    let last = found.additions.last().unwrap().standard_error;
    assert!((with.differences[0].standard_error.unwrap() - last).abs() < 1e-6 && last <= 0.9);
    assert!(with.additions.is_empty() && with.fewest);
    // What is added helps more than ratings of the same who met already.
    assert!(found.differences[0].standard_error.unwrap() > 1.5 * last);
}

#[test]
fn what_does_not_fit_is_told() {
    let design = [columns(&visits(&[(0, 0), (0, 1), (1, 0), (1, 1)]))];
    for (options, path) in [
        (options().pair("rater", "0", "0"), "pairs.rater[0]"),
        (options().pair("rater", "0", "7"), "pairs.rater[0][1]"),
        (options().pair("judge", "0", "1"), "pairs.judge"),
        (options().target(0.5), "target"),
        (RaschLinksOptions::new(), "thresholds"),
    ] {
        let error = RaschLinks::of(&design, options).unwrap_err();
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOption, path.to_owned()), "{error}");
    }
}
