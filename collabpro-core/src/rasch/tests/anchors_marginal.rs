//! Laws of what is known beforehand where units are drawn from a population.

use proptest::prelude::*;

use super::anchors::{anchor, moved, own, same_likelihood, thresholds};
use super::{Row, apart, columns, options};
use crate::base::error::ErrorCode;
use crate::rasch::{
    ElementStanding, GroupAnchor, Rasch, RaschAnchors, RaschEstimation, RaschOptions, RaschState,
};
use crate::stats::random::Random;

fn marginal() -> RaschOptions {
    options().estimation(RaschEstimation::Marginal)
}

/// Whether there are estimates to as many digits.
fn is_exact(found: &Rasch) -> bool {
    found.state == RaschState::Converged && found.population.as_ref().is_some_and(|own| own.deviation < 1.1)
}

fn of(rows: &[Row], options: RaschOptions) -> Rasch {
    Rasch::of(&[columns(rows)], options).unwrap()
}

/// Ratings of units that are drawn from a normal distribution, three raters of four each: the quadrature is exact to more digits than
/// the laws ask for, which it is not where units lie many logits apart.
pub(super) fn drawn() -> impl Strategy<Value = Vec<Row>> {
    (0_u64..1_000_000).prop_map(|seed| {
        let mut random = Random::new(seed, 0);
        let mut rows = Vec::new();
        for unit in 0..20_u32 {
            let place = 0.7 * random.normal();
            for rater in (0..3).map(|seat| (unit + seat) % 4) {
                for criterion in 0..3_u32 {
                    let at = place - 0.4 * f64::from(rater) - 0.3 * f64::from(criterion) + 0.9;
                    let steps = [-1.0, 0.0, 1.0].map(|threshold| libm::exp(at - threshold));
                    let chances = [1.0, steps[0], steps[0] * steps[1], steps[0] * steps[1] * steps[2]];
                    let mut left = random.unit() * chances.iter().sum::<f64>();
                    let rating = chances.iter().position(|chance| {
                        left -= chance;
                        left <= 0.0
                    });
                    rows.push((unit, rater, criterion, rating.unwrap_or(3) as i64, 1));
                }
            }
        }
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn anchors_at_their_own_estimates_change_nothing(
        rows in drawn(),
        facet in proptest::sample::select(vec!["rater", "criterion"]),
        count in 1_usize..4,
        partial in any::<bool>(),
        with_thresholds in any::<bool>(),
    ) {
        let asked = || if partial { marginal().partial_credit("criterion") } else { marginal() };
        let free = of(&rows, asked());
        prop_assume!(is_exact(&free));
        let known = own(&free, facet, 0.0).into_iter().take(count);
        let mut anchors = RaschAnchors::new().elements(known);
        if with_thresholds {
            anchors = anchors.thresholds(thresholds(&free));
        }
        let found = of(&rows, asked().anchors(anchors));
        prop_assert!(found.state == RaschState::Converged);
        prop_assert!(moved(&free, &found, |_| 0.0) < 1e-7);
        prop_assert!(same_likelihood(&free, &found));
        let [one, other] = [&free, &found].map(|study| study.population.clone().unwrap());
        prop_assert!((one.mean - other.mean).abs() < 1e-7 && (one.deviation - other.deviation).abs() < 1e-7);
    }

    #[test]
    fn one_anchor_shifts_all_by_as_much(rows in drawn(), by in -3.0_f64..3.0, partial in any::<bool>()) {
        let asked = || if partial { marginal().partial_credit("criterion") } else { marginal() };
        let free = of(&rows, asked());
        prop_assume!(is_exact(&free));
        let known = own(&free, "rater", by).into_iter().take(1);
        let found = of(&rows, asked().anchors(RaschAnchors::new().elements(known)));
        prop_assert!(found.state == RaschState::Converged);
        prop_assert!(same_likelihood(&free, &found));
        let as_much = |own: &str| if own == "criterion" { 0.0 } else { by };
        prop_assert!(moved(&free, &found, as_much) < 1e-7);
        for (one, other) in thresholds(&free).iter().zip(thresholds(&found)) {
            prop_assert!((one.threshold - other.threshold).abs() < 1e-7);
        }
        let [one, other] = [&free, &found].map(|study| study.population.clone().unwrap());
        prop_assert!((other.mean - one.mean - by).abs() < 1e-7);
    }

    #[test]
    fn a_group_keeps_its_mean(rows in drawn(), mean in -1.0_f64..1.0) {
        let group = |first: u32| {
            let elements = (first..first + 2).map(|at| format!("r{at:02}")).collect();
            GroupAnchor { facet: "rater".to_owned(), elements, mean }
        };
        let asked = || marginal().anchors(RaschAnchors::new().groups([group(0), group(2)]));
        let found = of(&rows, asked());
        prop_assume!(found.state == RaschState::Converged);
        for first in [0, 2] {
            let is_own = |name: &str| (first..first + 2).any(|at| name == format!("r{at:02}"));
            let all = found.measures.iter().filter(|row| {
                row.standing == ElementStanding::Estimated && is_own(&row.element)
            });
            let all: Vec<f64> = all.map(|row| row.measure.unwrap()).collect();
            let own = all.iter().sum::<f64>() / all.len() as f64;
            prop_assert!(all.is_empty() || (own - mean).abs() < 1e-9, "{own}");
        }
        let turned: Vec<Row> = rows.iter().rev().copied().collect();
        prop_assert!(found == of(&turned, asked()));
    }

    #[test]
    fn an_anchor_is_displaced_by_what_was_added_to_it(rows in drawn(), by in -0.05_f64..0.05) {
        let free = of(&rows, marginal());
        prop_assume!(is_exact(&free));
        let mut known = own(&free, "rater", 0.0);
        prop_assume!(known.len() == 4);
        known[0].measure += by;
        let found = of(&rows, marginal().anchors(RaschAnchors::new().elements(known)));
        let row = found.measures.iter().find(|row| row.element == "r00").unwrap();
        // To first order.
        prop_assert!((row.displacement.unwrap() + by).abs() < 0.05 * by.abs() + 1e-7, "{:?} {by}", row.displacement);
        prop_assert!(row.displacement_error.unwrap() > 0.0);
    }

    #[test]
    fn values_are_drawn_with_what_is_held(rows in drawn()) {
        let groups = [GroupAnchor { facet: "rater".to_owned(), elements: vec!["r00".to_owned(), "r01".to_owned()], mean: 0.0 }];
        let asked = marginal().partial_credit("criterion").anchors(RaschAnchors::new().groups(groups));
        let found = of(&rows, asked.population_mean(0.5).plausible_values(2));
        prop_assume!(found.state == RaschState::Converged);
        prop_assert!((found.population.unwrap().mean - 0.5).abs() < 1e-9);
        let units = found.measures.iter().filter(|row| row.facet == "unit");
        prop_assert!(units.flat_map(|row| &row.plausible).all(|value| value.is_finite()));
    }
}

#[test]
fn parts_that_hold_anchors_are_one() {
    let rows = apart();
    let of_both = |second: &str| {
        let known = [anchor("rater", "r00", 0.0), anchor("rater", second, 0.5)];
        Rasch::of(&[columns(&rows)], marginal().anchors(RaschAnchors::new().elements(known)))
    };
    let tied = of_both("r02").unwrap();
    assert_eq!((tied.state, tied.subsets), (RaschState::Converged, 1));
    assert_eq!(of_both("r01").unwrap_err().code(), ErrorCode::NotIdentified);
}

#[test]
fn where_all_is_known_the_population_is_left() {
    let rating = |unit: u32, rater: u32| i64::from((unit / 5 + (unit * rater + rater) % 3).min(3));
    let rows: Vec<Row> =
        (0..15).flat_map(|unit| (0..3).map(move |rater| (unit, rater, 0, rating(unit, rater), 1))).collect();
    let free = of(&rows, marginal());
    let known = own(&free, "rater", 0.0).into_iter().chain([anchor("criterion", "c00", 0.0)]);
    let anchors = RaschAnchors::new().elements(known).thresholds(thresholds(&free));
    let found = of(&rows, marginal().anchors(anchors));
    assert!(moved(&free, &found, |_| 0.0) < 1e-7);
    let [one, other] = [&free, &found].map(|study| study.population.clone().unwrap());
    // Less is not known.
    assert!(other.mean_error.unwrap() <= one.mean_error.unwrap() + 1e-12);
    assert!(other.deviation_error.unwrap() <= one.deviation_error.unwrap() + 1e-12);
}

#[test]
fn units_are_drawn_and_hold_no_anchors() {
    let rows = apart();
    let known = RaschAnchors::new().elements([anchor("unit", "u00", 0.0)]);
    let error = Rasch::of(&[columns(&rows)], marginal().anchors(known.clone())).unwrap_err();
    assert_eq!(error.problems()[0].place().to_string(), "anchors.elements[0].facet");
    let conditional = options().estimation(RaschEstimation::Conditional).anchors(known);
    let error = Rasch::of(&[columns(&rows)], conditional).unwrap_err();
    assert_eq!(error.problems()[0].place().to_string(), "anchors");
}
