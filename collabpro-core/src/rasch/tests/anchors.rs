//! Laws of what is known beforehand.

use proptest::prelude::*;

use super::{Row, apart, columns, options, ratings, study};
use crate::base::error::ErrorCode;
use crate::rasch::{
    ElementAnchor, ElementStanding, GroupAnchor, Rasch, RaschAnchors, RaschCaution, RaschCorrection,
    RaschOptions, RaschState, ThresholdAnchor,
};
use crate::rating_table::Label;

pub(super) fn anchor(facet: &str, element: &str, measure: f64) -> ElementAnchor {
    ElementAnchor { facet: facet.to_owned(), element: element.to_owned(), measure }
}

fn of(rows: &[Row], options: RaschOptions) -> Rasch {
    Rasch::of(&[columns(rows)], options).unwrap()
}

fn measure(found: &Rasch, element: &str) -> f64 {
    found.measures.iter().find(|row| row.element == element).and_then(|row| row.measure).unwrap()
}

/// What was estimated of a facet, as anchors.
pub(super) fn own(found: &Rasch, facet: &str, by: f64) -> Vec<ElementAnchor> {
    let own = found.measures.iter().filter(|row| row.facet == facet);
    own.filter(|row| row.standing == ElementStanding::Estimated)
        .map(|row| anchor(facet, &row.element, row.measure.unwrap() + by))
        .collect()
}

pub(super) fn thresholds(found: &Rasch) -> Vec<ThresholdAnchor> {
    let of = |scale: &crate::rasch::RaschScale| {
        let element = scale.element.clone();
        let categories = scale.categories.clone().into_iter();
        categories
            .filter_map(move |own| {
                let category = Label::Number(own.value);
                Some(ThresholdAnchor {
                    element: element.clone(),
                    scale: None,
                    category,
                    threshold: own.threshold?,
                })
            })
            .collect::<Vec<_>>()
    };
    found.scales.iter().flat_map(of).collect()
}

/// All measures differ by what their facet may move.
pub(super) fn moved(one: &Rasch, other: &Rasch, by: impl Fn(&str) -> f64) -> f64 {
    let far = one
        .measures
        .iter()
        .zip(&other.measures)
        .filter_map(|(a, b)| Some((b.measure? - a.measure? - by(&a.facet)).abs()));
    far.fold(0.0, f64::max)
}

pub(super) fn same_likelihood(one: &Rasch, other: &Rasch) -> bool {
    (one.log_likelihood.unwrap() - other.log_likelihood.unwrap()).abs() < 1e-8
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn anchors_at_their_own_estimates_change_nothing(
        rows in ratings(),
        facet in proptest::sample::select(vec!["unit", "rater", "criterion"]),
        count in 1_usize..4,
        partial in any::<bool>(),
        with_thresholds in any::<bool>(),
    ) {
        let asked = || if partial { options().partial_credit("criterion") } else { options() };
        let free = of(&rows, asked());
        prop_assume!(free.state == RaschState::Converged);
        let known = own(&free, facet, 0.0).into_iter().take(count);
        let mut anchors = RaschAnchors::new().elements(known);
        if with_thresholds {
            anchors = anchors.thresholds(thresholds(&free));
        }
        let found = of(&rows, asked().anchors(anchors));
        prop_assert!(found.state == RaschState::Converged);
        prop_assert!(moved(&free, &found, |_| 0.0) < 1e-7);
        prop_assert!(same_likelihood(&free, &found));
    }

    #[test]
    fn one_anchor_shifts_all_by_as_much(
        rows in ratings(),
        facet in proptest::sample::select(vec!["unit", "rater"]),
        by in -3.0_f64..3.0,
    ) {
        let free = study(&rows);
        prop_assume!(free.state == RaschState::Converged);
        let known = own(&free, facet, by).into_iter().take(1);
        let found = of(&rows, options().anchors(RaschAnchors::new().elements(known)));
        prop_assert!(found.state == RaschState::Converged);
        prop_assert!(same_likelihood(&free, &found));
        // Raters count down: where one is more severe, units are better. Without anchors in the units their mean is free.
        let as_much = |own: &str| if own == "criterion" { 0.0 } else { by };
        prop_assert!(moved(&free, &found, as_much) < 1e-7);
    }

    #[test]
    fn a_group_keeps_its_mean_and_the_order_of_rows_is_nothing(
        rows in ratings(),
        facet in proptest::sample::select(vec![("unit", "u"), ("rater", "r")]),
        mean in -1.0_f64..1.0,
    ) {
        let (facet, letter) = facet;
        let group = |first: u32| {
            let elements = (first..first + 2).map(|at| format!("{letter}{at:02}")).collect();
            GroupAnchor { facet: facet.to_owned(), elements, mean }
        };
        let asked = || options().anchors(RaschAnchors::new().groups([group(0), group(2)]));
        let found = of(&rows, asked());
        prop_assume!(found.state == RaschState::Converged);
        for first in [0, 2] {
            let all = found.measures.iter().filter(|row| {
                row.facet == facet && row.standing == ElementStanding::Estimated
                    && (first..first + 2).any(|at| row.element == format!("{letter}{at:02}"))
            });
            let all: Vec<f64> = all.map(|row| row.measure.unwrap()).collect();
            let own = all.iter().sum::<f64>() / all.len() as f64;
            prop_assert!(all.is_empty() || (own - mean).abs() < 1e-9, "{own}");
        }
        let turned: Vec<Row> = rows.iter().rev().copied().collect();
        prop_assert!(found == of(&turned, asked()));
    }

    #[test]
    fn an_anchor_is_displaced_by_what_was_added_to_it(rows in ratings(), by in -0.05_f64..0.05) {
        let free = study(&rows);
        prop_assume!(free.state == RaschState::Converged);
        let mut known = own(&free, "rater", 0.0);
        prop_assume!(known.len() == 4);
        known[0].measure += by;
        let found = of(&rows, options().anchors(RaschAnchors::new().elements(known)));
        let row = found.measures.iter().find(|row| row.element == "r00").unwrap();
        // To first order.
        prop_assert!((row.displacement.unwrap() + by).abs() < 0.05 * by.abs() + 1e-7, "{:?} {by}", row.displacement);
        prop_assert!(row.displacement_error.unwrap() > 0.0);
    }
}

#[test]
fn what_is_known_is_not_extreme() {
    let mut rows: Vec<Row> = (0..9)
        .flat_map(|unit| (0..3).map(move |rater| (unit, rater, 0, i64::from((unit + 2 * rater) % 4), 1)))
        .collect();
    rows.extend((0..9).map(|unit| (unit, 3, 0, 3, 1)));
    let known = [anchor("rater", "r00", 0.1), anchor("rater", "r03", -2.0)];
    let found = of(&rows, options().anchors(RaschAnchors::new().elements(known)));
    let rater = found.measures.iter().find(|row| row.element == "r03").unwrap();
    assert_eq!((rater.standing, rater.measure), (ElementStanding::Anchored, Some(-2.0)));
    assert_eq!(found.ratings_estimated, 36.0);
    // Its ratings say that it is more lenient than that.
    assert!(rater.displacement.unwrap() < 0.0);
    assert!(rater.standard_error.is_none() && rater.undefined.get("standardError").is_some());
}

#[test]
fn parts_that_hold_anchors_are_one() {
    let rows = apart();
    let of_both = |known: Vec<ElementAnchor>| {
        Rasch::of(&[columns(&rows)], options().anchors(RaschAnchors::new().elements(known)))
    };
    let tied = of_both(vec![anchor("rater", "r00", 0.0), anchor("rater", "r02", 0.5)]).unwrap();
    assert_eq!((tied.state, tied.subsets), (RaschState::Converged, 1));
    let error = of_both(vec![anchor("rater", "r00", 0.0), anchor("rater", "r01", 0.5)]).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotIdentified);
    let groups = [(0, 1), (2, 3)].map(|(a, b)| GroupAnchor {
        facet: "rater".to_owned(),
        elements: vec![format!("r{a:02}"), format!("r{b:02}")],
        mean: 0.0,
    });
    let tied = of(&rows, options().anchors(RaschAnchors::new().groups(groups)));
    assert_eq!((tied.state, tied.subsets), (RaschState::Converged, 1));
    // As in parts that are allowed, each from an origin of its own.
    let parts = of(&rows, options().allow_subsets(true));
    assert!(moved(&parts, &tied, |_| 0.0) < 1e-7);
}

#[test]
fn where_all_but_units_is_known_nothing_is_corrected() {
    let rows: Vec<Row> = (0..9)
        .flat_map(|unit| (0..3).map(move |rater| (unit, rater, 0, i64::from((unit + 2 * rater) % 4), 1)))
        .collect();
    let free = of(&rows, options().correction(RaschCorrection::None));
    let known = own(&free, "rater", 0.0).into_iter().chain([anchor("criterion", "c00", 0.0)]);
    let anchors = RaschAnchors::new().elements(known).thresholds(thresholds(&free));
    let found = of(&rows, options().anchors(anchors));
    assert_eq!(found.correction_factor, 1.0);
    assert!(moved(&free, &found, |_| 0.0) < 1e-7);
    // Known thresholds keep categories that nobody used here.
    let few: Vec<Row> = rows.iter().map(|row| (row.0, row.1, row.2, row.3.min(2), row.4)).collect();
    let anchors = RaschAnchors::new().thresholds(thresholds(&free));
    let found = of(&few, options().anchors(anchors));
    assert_eq!(found.scales[0].categories[3].estimated_as, 3);
    assert!(found.scales[0].categories[3].anchored);
}

#[test]
fn anchors_that_meet_nothing_are_told() {
    let rows = apart();
    let asked = |known| options().allow_subsets(true).anchors(RaschAnchors::new().elements([known]));
    let found = Rasch::of(&[columns(&rows[..15])], asked(anchor("rater", "r77", 1.0))).unwrap();
    assert!(found.cautions.contains(&RaschCaution::AnchorsNotMet));
    let wrong = [anchor("rater", "r00", f64::NAN), anchor("rater", "r00", 51.0)];
    for wrong in wrong {
        let error = Rasch::of(&[columns(&rows)], asked(wrong)).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidOption);
    }
    assert!(measure(&found, "u00").is_finite());
}
