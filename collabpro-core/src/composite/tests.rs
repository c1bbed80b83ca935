use proptest::prelude::*;

use super::*;
use crate::base::error::ErrorCode;
use crate::ratings::ColumnSet;
use crate::scoring::Standing;
use crate::simulations::{RatingRows, rubric};

fn table(rows: &[(&str, [Option<f64>; 3])]) -> Indicators {
    let units = rows.iter().map(|(unit, _)| *unit);
    Indicators::new(units, ["a", "b", "c"], rows.iter().map(|(_, row)| row.to_vec()).collect()).unwrap()
}

fn three() -> Indicators {
    table(&[
        ("Oak", [Some(0.2), Some(0.9), Some(0.5)]),
        ("Birch", [Some(0.8), Some(0.4), None]),
        ("Elm", [Some(0.5), Some(0.5), Some(0.5)]),
    ])
}

fn values(found: &Composite) -> Vec<Option<f64>> {
    found.units.iter().map(|unit| unit.value).collect()
}

#[test]
fn what_is_missing_is_said() {
    let found = three().composite(CompositeOptions::new()).unwrap();
    assert_eq!(found.units.iter().map(|unit| &*unit.unit).collect::<Vec<_>>(), ["Birch", "Elm", "Oak"]);
    let birch = &found.units[0];
    assert_eq!((birch.value, birch.reason), (None, Some(Reason::TooMuchMissing)));
    assert_eq!(birch.missing, [Lacking { indicator: "c".to_owned(), reason: Reason::NoValue }]);
    assert!((birch.coverage - 2.0 / 3.0).abs() < 1e-15);
    let found = three().composite(CompositeOptions::new().coverage(0.6)).unwrap();
    assert!((found.units[0].value.unwrap() - 0.6).abs() < 1e-15);
    assert_eq!(found.units[0].cautions, [CompositeCaution::Reweighted]);
    // An indicator without weight is not missed.
    let found = three().composite(CompositeOptions::new().weight("c", 0.0)).unwrap();
    assert!((found.units[0].value.unwrap() - 0.6).abs() < 1e-15 && found.units[0].cautions.is_empty());
}

#[test]
fn contributions_add_up() {
    let sum = |unit: &UnitComposite| unit.parts.iter().filter_map(|part| part.contribution).sum::<f64>();
    for (aggregation, of) in [
        (AggregationMethod::Arithmetic, (|value| value) as fn(f64) -> f64),
        (AggregationMethod::Geometric, libm::log),
        (AggregationMethod::Harmonic, |value| 1.0 / value),
    ] {
        let options = CompositeOptions::new().aggregation(aggregation).weight("a", 3.0);
        for unit in &three().composite(options).unwrap().units[1..] {
            assert!((sum(unit) - of(unit.value.unwrap())).abs() < 1e-12);
        }
    }
}

#[test]
fn a_range_of_nothing_is_undefined() {
    let options = CompositeOptions::new().normalisation(Normalisation::MinMax);
    let options = options.bounds("a", 0.0, 1.0).bounds("b", 0.5, 0.5).bounds("c", 0.0, 0.4);
    let found = three().composite(options.coverage(0.5)).unwrap();
    assert_eq!(found.indicators[1].reason, Some(Reason::ZeroRange));
    assert_eq!(found.units[2].missing[0].reason, Reason::ZeroRange);
    // c is 1 at its upper bound, beyond which it lies.
    assert!((found.units[2].value.unwrap() - 0.6).abs() < 1e-15);
    assert_eq!(found.units[2].cautions, [CompositeCaution::Reweighted, CompositeCaution::BeyondBounds]);
    let alike = table(&[("x", [Some(1.0); 3]), ("y", [Some(1.0), Some(2.0), Some(3.0)])]);
    let options = CompositeOptions::new().normalisation(Normalisation::ZScore);
    let found = alike.composite(options.coverage(0.0)).unwrap();
    assert_eq!(found.indicators[0].reason, Some(Reason::ZeroRange));
}

#[test]
fn a_component_of_0_is_flagged_and_one_below_refused() {
    let table = table(&[("x", [Some(0.0), Some(0.9), Some(0.9)]), ("y", [Some(-0.1), Some(0.9), Some(0.9)])]);
    for aggregation in [AggregationMethod::Geometric, AggregationMethod::Harmonic] {
        let found = table.composite(CompositeOptions::new().aggregation(aggregation)).unwrap();
        assert_eq!(found.units[0].value, Some(0.0));
        assert_eq!(found.units[0].cautions, [CompositeCaution::ZeroComponent]);
        assert_eq!(found.units[0].parts[1].contribution, None);
        assert_eq!((found.units[1].value, found.units[1].reason), (None, Some(Reason::NegativeComponent)));
    }
    let found = table.composite(CompositeOptions::new()).unwrap();
    assert!(found.units.iter().all(|unit| unit.cautions.is_empty() && unit.value.is_some()));
}

/// Two units that only the weights set apart: with weights uniform on the simplex of two, Oak leads where a weighs less than
/// a half.
#[test]
fn places_by_hand() {
    let table = Indicators::new(
        ["Birch", "Elm", "Oak"],
        ["a", "b"],
        vec![vec![Some(1.0), Some(0.0)], vec![Some(-1.0), Some(-1.0)], vec![Some(0.0), Some(1.0)]],
    );
    let asked = Sensitivity::new().replicates(20_000).vary([Factor::Weights]).indices(true);
    let found = table.unwrap().composite(CompositeOptions::new().sensitivity(asked)).unwrap();
    let robustness = found.robustness.unwrap();
    let [birch, elm, oak] = &robustness.ranks[..] else { panic!() };
    // Equal values share the first two places.
    assert_eq!([birch.rank, elm.rank, oak.rank], [1.5, 3.0, 1.5]);
    assert!(
        (birch.at_most[0] - 0.5).abs() < 0.015 && (birch.at_most[0] + oak.at_most[0] - 1.0).abs() < 1e-12
    );
    assert_eq!(elm.at_most, [0.0, 0.0, 1.0]);
    assert_eq!(birch.interval, Some(crate::scoring::Interval { lower: 1.0, upper: 2.0 }));
    // Two of the three move by half a place in each replicate, so nothing varies.
    assert!((robustness.shift.value - 1.0 / 3.0).abs() < 1e-12);
    let index = &robustness.indices.unwrap()[0];
    assert_eq!((index.first, index.reason), (None, Some(Reason::NoVariance)));
}

#[test]
fn one_factor_makes_all_of_the_variance() {
    let asked = Sensitivity::new().replicates(2000).indices(true);
    let table = three().errors(vec![vec![Some(0.05); 3]; 3]).unwrap();
    let only = |factor| {
        let options = CompositeOptions::new().coverage(0.0).sensitivity(asked.clone().vary([factor]));
        table.composite(options).unwrap().robustness.unwrap().indices.unwrap()[0].clone()
    };
    for factor in [Factor::Weights, Factor::LeftOut, Factor::RatingError] {
        let index = only(factor);
        let [first, total] = [index.first, index.total].map(Option::unwrap);
        assert!((first.value - 1.0).abs() < 0.1 && (total.value - 1.0).abs() < 0.1, "{factor:?} {first:?}");
        assert!(first.interval.unwrap().lower <= first.value);
    }
    let both = table.composite(CompositeOptions::new().coverage(0.0).sensitivity(asked)).unwrap();
    let robustness = both.robustness.unwrap();
    assert_eq!(robustness.varied, [Factor::Weights, Factor::LeftOut, Factor::RatingError]);
    for index in robustness.indices.unwrap() {
        assert!(index.first.unwrap().value <= index.total.unwrap().value + 0.1);
    }
}

#[test]
fn the_watcher_may_stop_it() {
    let mut stop = |_: u64, _: Option<u64>| std::ops::ControlFlow::Break(());
    let options = CompositeOptions::new().sensitivity(Sensitivity::new());
    assert_eq!(three().composite(options.watch(&mut stop)).unwrap_err().code(), ErrorCode::Cancelled);
}

#[test]
fn drawn_tables_stand_for_the_error() {
    // In one of two tables Oak leads.
    let table = table(&[("Birch", [Some(0.5); 3]), ("Oak", [Some(0.4); 3])]);
    let replicates = [0.4, 0.6].map(|oak| vec![vec![Some(0.5); 3], vec![Some(oak); 3]]);
    let asked = Sensitivity::new().replicates(10_000).vary([Factor::RatingError]);
    let options = CompositeOptions::new().sensitivity(asked);
    let found = table.replicates(replicates.to_vec()).unwrap().composite(options).unwrap();
    let oak = &found.robustness.unwrap().ranks[1];
    assert!((oak.at_most[0] - 0.5).abs() < 0.02 && oak.rank == 2.0);
}

#[test]
fn scores_are_indicators() {
    let mut ratings = RatingRows::new(&rubric(3, 1));
    for (unit, people, levels) in [("Oak", 6, [3, 0, 3]), ("Birch", 8, [3, 3, 0]), ("Elm", 4, [3, 3, 3])] {
        for rater in 0..people {
            for (criterion, level) in levels.into_iter().enumerate() {
                let level = if rater < 2 { 3 - level } else { level };
                ratings.push([unit, "2025", &format!("{unit}{rater}"), ""], criterion, level);
            }
        }
    }
    let options = CompositeOptions::new().sensitivity(Sensitivity::new().replicates(400));
    let found = ratings.scores().composite(options).unwrap();
    // Shares 6/8 6/8 2/8; fewer than five raters compare nothing; shares 4/6 2/6 4/6.
    let want = [Some(7.0 / 12.0), None, Some(5.0 / 9.0)];
    for (found, want) in values(&found).into_iter().zip(want) {
        assert!(found == want || (found.unwrap() - want.unwrap()).abs() < 1e-12);
    }
    assert_eq!(found.units[1].missing[0].reason, Reason::TooFewRaters);
    assert!(!Standing::of(4).compares());
    let robustness = found.robustness.unwrap();
    assert_eq!(robustness.varied, [Factor::Weights, Factor::LeftOut, Factor::RatingError]);
    assert_eq!(robustness.ranks.len(), 2);
}

fn rows() -> impl Strategy<Value = Vec<[Option<f64>; 3]>> {
    let value = prop::option::weighted(0.9, (0..=20_u8).prop_map(|step| f64::from(step) / 20.0));
    prop::collection::vec(prop::array::uniform3(value), 2..8)
}

fn named(rows: &[[Option<f64>; 3]], order: &[usize]) -> Indicators {
    let units = order.iter().map(|at| format!("u{at}"));
    Indicators::new(units, ["a", "b", "c"], order.iter().map(|at| rows[*at].to_vec()).collect()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_units_changes_nothing(rows in rows(), seed in 0..1000_u64) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let mut other = order.clone();
        crate::stats::random::Random::new(seed, 0).shuffle(&mut other);
        let options = CompositeOptions::new().coverage(0.3).sensitivity(Sensitivity::new().replicates(200).indices(true));
        let [one, two] = [order, other].map(|order| named(&rows, &order).composite(options.clone()).unwrap());
        prop_assert_eq!(one.to_json(), two.to_json());
    }

    #[test]
    fn only_ratios_of_weights_matter(rows in rows(), weights in prop::array::uniform3(0.1..9.0_f64)) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let of = |factor: f64| {
            let mut options = CompositeOptions::new().coverage(0.3).sensitivity(Sensitivity::new().replicates(200));
            for (id, weight) in ["a", "b", "c"].into_iter().zip(weights) {
                options = options.weight(id, factor * weight);
            }
            let found = named(&rows, &order).composite(options).unwrap();
            (found.units, found.robustness)
        };
        // A power of two changes no digit.
        prop_assert_eq!(of(1.0), of(8.0));
    }

    #[test]
    fn probabilities_and_intervals_fit(rows in rows()) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let options = CompositeOptions::new().coverage(0.3).sensitivity(Sensitivity::new().replicates(300));
        let robustness = named(&rows, &order).composite(options).unwrap().robustness.unwrap();
        let n = robustness.ranks.len() as f64;
        for places in &robustness.ranks {
            prop_assert!(places.at_most.is_sorted() && places.at_most.len() as f64 == n);
            let interval = places.interval.unwrap();
            prop_assert!(1.0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= n);
        }
        prop_assert!(robustness.ranks.iter().all(|places| *places.at_most.last().unwrap() == 1.0));
    }
}

#[test]
fn numbers_never_name_units() {
    let talk = || ColumnSet::new().numbers("talk", [Some(0.5), Some(0.25)]);
    let units =
        |columns| Indicators::from_columns(&[columns], &CompositeOptions::new()).unwrap().units().to_vec();
    assert_eq!(units(talk().numbers("work", [Some(1.0), None])), ["1", "2"]);
    assert_eq!(units(talk().numbers("unit", [Some(7.0), Some(9.0)])), ["7", "9"]);
    let named =
        ColumnSet::new().text("school", [Some("Oak"), Some("3")]).numbers("talk", [Some(0.5), Some(0.25)]);
    assert_eq!(units(named), ["3", "Oak"]);
}
