//! Guilford's (1954) ratings: the bundled copy is held to figures that were worked out elsewhere from the same marks, and
//! an instrument that is not ours goes the whole way.

#![allow(clippy::expect_used)] // helpers stand outside the test functions

use std::collections::BTreeMap;

use collabpro_core::ratings::Reader;
use collabpro_core::release::Detail;
use collabpro_core::scoring::Reason;
use collabpro_core::{Observed, Policy};
use collabpro_core::{Ratings, Report, Rubric, Units};

const RUBRIC: &str = include_str!("../../examples/guilford/rubric.json");
const RATINGS: &str = include_str!("../../examples/guilford/ratings.csv");
const UNITS: &str = include_str!("../../examples/guilford/units.json");

fn read() -> Ratings {
    let rubric = Rubric::from_json(RUBRIC).expect("the rubric is in order");
    let units = Units::from_json(UNITS).expect("the units are in order");
    Reader::new(&rubric).units(units).read(RATINGS.as_bytes()).expect("the ratings are in order")
}

#[test]
fn sums_and_counts_are_those_of_the_published_ratings() {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    let mut counts = [0; 9];
    for line in RATINGS.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let level: u32 = cells[3].parse().unwrap();
        *sums.entry(cells[0]).or_default() += level;
        *sums.entry(cells[1]).or_default() += level;
        counts[level as usize - 1] += 1;
    }
    let sums: Vec<u32> = sums.into_values().collect();
    assert_eq!(sums, [70, 94, 64, 57, 87, 54, 82, 171, 156, 181]);
    assert_eq!(counts, [4, 4, 25, 8, 31, 6, 21, 3, 3]);
}

#[test]
fn a_scale_of_nine_without_a_cut_is_scored_by_distribution_median_and_mean() {
    let scores = read().score(Observed::new()).unwrap();
    assert_eq!(scores.constructs().len(), 35);
    let sum = |unit: &str| {
        let own = scores.constructs().iter().filter(|score| score.unit == unit);
        own.map(|score| score.mean.as_ref().unwrap().value * f64::from(score.ratings)).sum::<f64>()
    };
    for (unit, total) in [("junior-1", 70.0), ("junior-2", 94.0), ("junior-6", 54.0)] {
        assert!((sum(unit) - total).abs() < 1e-9, "{unit}: {}", sum(unit));
    }
    for score in scores.constructs() {
        assert_eq!((score.raters, &score.shares), (3, &None));
        assert_eq!(score.undefined.get("shares"), Some(Reason::NoCut));
        assert_eq!(score.distribution.as_ref().map(Vec::len), Some(9));
    }
}

#[test]
fn three_raters_are_shown_because_their_ratings_are_published() {
    let scores = read().score(Observed::new()).unwrap();
    let released = scores.release(&Policy::default().salt("printed in a book")).unwrap();
    assert_eq!(released.published().len(), 7);
    assert!(released.open_teams().is_empty() && released.record().unwrap().cells().is_empty());
    assert!(released.constructs().iter().all(|cell| cell.is_shown() && cell.detail == Detail::Full));
    assert!(released.constructs().iter().all(|cell| cell.median.is_some() && cell.mean.is_some()));
    let report = Report::new(&released).build().unwrap().to_markdown();
    assert!(report.contains("Psychometric Methods"));
    let rubric = Rubric::from_json(RUBRIC).unwrap();
    let closed = Ratings::from_csv(RATINGS.as_bytes(), &rubric).unwrap().score(Observed::new()).unwrap();
    let closed = closed.release(&Policy::default()).unwrap();
    assert!(closed.constructs().iter().all(|cell| !cell.is_shown()), "three are too few otherwise");
}
