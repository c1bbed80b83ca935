//! Laws of the model, on ratings simulated here.

mod anchors;
mod anchors_beside;
mod anchors_marginal;
mod calibration;
mod marginal;
mod scales;

use proptest::prelude::*;

use super::results::{ElementStanding, RaschState};
use super::{Rasch, RaschCaution, RaschCorrection, RaschEstimation, RaschOptions, UnusedCategories};
use crate::base::error::ErrorCode;
use crate::ratings::ColumnSet;
use crate::stats::random::Random;

/// A rating: unit, rater, criterion, category and how often it counts.
pub(super) type Row = (u32, u32, u32, i64, u32);

pub(super) fn columns(rows: &[Row]) -> ColumnSet {
    let name = |prefix: &str, at: u32| format!("{prefix}{at:02}");
    let text = |set: ColumnSet, column: &str, cells: Vec<String>| {
        set.text(column, cells.iter().map(|cell| Some(cell.as_str())))
    };
    let set = text(ColumnSet::new(), "unit", rows.iter().map(|row| name("u", row.0)).collect());
    let set = text(set, "rater", rows.iter().map(|row| name("r", row.1)).collect());
    let set = text(set, "criterion", rows.iter().map(|row| name("c", row.2)).collect());
    let set = set.integers("rating", rows.iter().map(|row| Some(row.3)));
    set.integers("weight", rows.iter().map(|row| Some(i64::from(row.4))))
}

/// Who and what is to meet, without ratings: unit, rater, criterion.
pub(super) fn planned(rows: &[[i64; 3]]) -> ColumnSet {
    let column = |at: usize| rows.iter().map(move |row| Some(row[at]));
    let set = ColumnSet::new().integers("unit", column(0)).integers("rater", column(1));
    set.integers("criterion", column(2))
}

pub(super) fn options() -> RaschOptions {
    RaschOptions::new().weight("weight").values([0.0, 1.0, 2.0, 3.0])
}

pub(super) fn study(rows: &[Row]) -> Rasch {
    Rasch::of(&[columns(rows)], options()).unwrap()
}

/// All that can be asked for beside measures.
fn asking() -> RaschOptions {
    options()
        .all_differences("rater")
        .equivalence(0.5)
        .categories_by(["criterion"])
        .bias("unit", "criterion")
        .bias("rater", "criterion")
        .effect("criterion", "rater")
        .curves("criterion")
        .residuals("criterion")
        .replicates(1)
}

fn asked(rows: &[Row]) -> Rasch {
    Rasch::of(&[columns(rows)], asking()).unwrap()
}

/// Ratings of units by two raters each on some criteria; ability and severity make them rise and fall.
pub(super) fn ratings() -> impl Strategy<Value = Vec<Row>> {
    let noise = proptest::collection::vec(0_i64..=2, 12 * 2 * 3);
    (noise, proptest::collection::vec(1_u32..=3, 12 * 2 * 3)).prop_map(|(noise, weights)| {
        let mut rows = Vec::new();
        for unit in 0..12 {
            for (seat, rater) in [unit % 4, (unit + 1) % 4].into_iter().enumerate() {
                for criterion in 0..3 {
                    let at = (unit as usize * 2 + seat) * 3 + criterion as usize;
                    let level = i64::from(unit % 3) + noise[at] - i64::from(rater % 2);
                    rows.push((unit, rater, criterion, level.clamp(0, 3), weights[at]));
                }
            }
        }
        rows
    })
}

/// The same elements, and measures that differ by no more.
fn near(one: &Rasch, other: &Rasch, tolerance: f64) -> bool {
    let values = |found: &Rasch| {
        let all = found.measures.iter().map(|row| (row.measure, row.standard_error, row.fair_average));
        all.collect::<Vec<_>>()
    };
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < tolerance,
        (a, b) => a == b,
    };
    one.state == other.state
        && one.measures.len() == other.measures.len()
        && values(one)
            .into_iter()
            .zip(values(other))
            .all(|(a, b)| close(a.0, b.0) && close(a.1, b.1) && close(a.2, b.2))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_and_parts_changes_no_bit(rows in ratings(), seed in 0_usize..100) {
        let found = study(&rows);
        let mut turned = rows.clone();
        turned.rotate_left(seed % rows.len());
        turned.reverse();
        let (first, second) = turned.split_at(seed % rows.len());
        let again = Rasch::of(&[columns(first), columns(second)], options()).unwrap();
        prop_assert!(found == again);
    }

    #[test]
    fn weights_are_repeated_rows(rows in ratings()) {
        let often = |row: &Row| (0..row.4).map(|_| (row.0, row.1, row.2, row.3, 1)).collect::<Vec<_>>();
        let repeated: Vec<Row> = rows.iter().flat_map(often).collect();
        prop_assert!(study(&rows) == study(&repeated));
    }

    #[test]
    fn another_direction_turns_signs_only(rows in ratings()) {
        let found = study(&rows);
        let turned = options().positive(["unit", "rater", "criterion"]);
        let turned = Rasch::of(&[columns(&rows)], turned).unwrap();
        prop_assert!(found.log_likelihood == turned.log_likelihood);
        for (one, other) in found.measures.iter().zip(&turned.measures) {
            let sign = if one.facet == "unit" { 1.0 } else { -1.0 };
            prop_assert!(one.measure.map(|own| sign * own + 0.0) == other.measure);
            prop_assert!(one.standard_error == other.standard_error && one.fair_average == other.fair_average);
        }
    }

    #[test]
    fn a_rater_who_gives_only_the_highest_moves_nobody(rows in ratings()) {
        let found = study(&rows);
        let mut more = rows.clone();
        more.extend((0..12).flat_map(|unit| (0..3).map(move |criterion| (unit, 9, criterion, 3, 1))));
        let with = study(&more);
        for one in &found.measures {
            let other = with.measures.iter().find(|row| row.element == one.element).unwrap();
            if one.standing == ElementStanding::Estimated {
                prop_assert!(one.measure == other.measure && one.standard_error == other.standard_error);
                prop_assert!(one.infit == other.infit && one.uncorrected == other.uncorrected);
            }
        }
        let rater = with.measures.iter().find(|row| row.element == "r09").unwrap();
        prop_assert!(rater.standing == ElementStanding::Highest);
    }

    #[test]
    fn residuals_of_elements_are_none(rows in ratings()) {
        let found = study(&rows);
        if found.state == RaschState::Converged {
            prop_assert!(found.largest_residual.unwrap() < 1e-8 && found.decrement.unwrap() < 1e-9);
        }
    }

    #[test]
    fn other_labels_change_nothing(rows in ratings()) {
        let other: Vec<Row> = rows.iter().map(|row| (11 - row.0, 3 - row.1, 2 - row.2, row.3, row.4)).collect();
        let (found, mut turned) = (study(&rows), study(&other));
        for facet in ["unit", "rater", "criterion"] {
            let own = |row: &super::RaschMeasure| row.facet == facet;
            let from = turned.measures.iter().position(own).unwrap();
            let count = turned.measures.iter().filter(|row| own(row)).count();
            turned.measures[from..from + count].reverse();
        }
        prop_assert!(near(&found, &turned, 1e-8));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn what_is_asked_beside_measures_moves_nothing_and_hangs_on_no_order(rows in ratings()) {
        let (plain, found) = (study(&rows), asked(&rows));
        prop_assert!(plain.measures == found.measures && plain.scales == found.scales);
        let mut turned = rows.clone();
        turned.reverse();
        prop_assert!(found == asked(&turned));
        let often = |row: &Row| (0..row.4).map(|_| (row.0, row.1, row.2, row.3, 1)).collect::<Vec<_>>();
        let repeated: Vec<Row> = rows.iter().flat_map(often).collect();
        prop_assert!(found == asked(&repeated));
    }

    #[test]
    fn differences_are_those_of_measures_and_residuals_add_up(rows in ratings()) {
        let found = asked(&rows);
        let measure = |label: &str| found.measures.iter().find(|row| row.element == label).and_then(|row| row.measure);
        for row in &found.differences {
            if let Some(difference) = row.difference {
                let expected = measure(&row.first).zip(measure(&row.second)).map(|(a, b)| a - b).unwrap();
                prop_assert!((difference - expected).abs() < 1e-12);
            }
        }
        // What a rater has more than expected on one criterion is less on others.
        for rater in ["r00", "r01", "r02", "r03"] {
            let own = found.bias.iter().filter(|row| row.first_facet == "rater" && row.first == rater);
            let sum: f64 = own.map(|row| row.ratings * (row.observed - row.expected)).sum();
            prop_assert!(sum.abs() < 1e-6);
        }
        for curve in &found.curves {
            for point in curve.points.iter().filter(|_| curve.element.is_some()) {
                let sum: f64 = point.categories.iter().map(|category| category.chance).sum();
                let information: f64 = point.categories.iter().map(|category| category.information).sum();
                prop_assert!((sum - 1.0).abs() < 1e-12 && (information - point.information).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn an_effect_is_what_a_study_finds_where_the_element_has_a_name_in_each_group() {
    let level = |unit: u32, rater: u32, criterion: u32| {
        (i64::from(unit % 4) + i64::from((unit * 7 + rater * 3 + criterion * 5) % 3) - 1).clamp(0, 3)
    };
    let seats = |unit: u32| [unit % 3, (unit + 1) % 3];
    let rows: Vec<Row> = (0..24)
        .flat_map(|unit| seats(unit).map(|rater| (unit, rater)))
        .flat_map(|(unit, rater)| (0..3).map(move |c| (unit, rater, c, level(unit, rater, c), 1)))
        .collect();
    let named = |row: &Row| if row.2 == 0 { (row.0, row.1, 10 + row.1, row.3, row.4) } else { *row };
    let renamed: Vec<Row> = rows.iter().map(named).collect();
    for estimation in [RaschEstimation::Joint, RaschEstimation::Marginal] {
        let options = || options().estimation(estimation).correction(RaschCorrection::None);
        let one = Rasch::of(&[columns(&rows)], options().effect("criterion", "rater")).unwrap();
        let asked = options().difference("criterion", "c11", "c10").difference("criterion", "c12", "c10");
        let other = Rasch::of(&[columns(&renamed)], asked).unwrap();
        let effect = &one.effects[0];
        let rise = 2.0 * (other.log_likelihood.unwrap() - one.log_likelihood.unwrap());
        assert!((effect.likelihood_ratio.unwrap().chi_square - rise).abs() < 1e-7);
        for (group, difference) in effect.groups[1..].iter().zip(&other.differences) {
            let near = |a: Option<f64>, b: Option<f64>| (a.unwrap() - b.unwrap()).abs() < 1e-6;
            assert!(near(group.difference, difference.difference));
            assert!(near(group.standard_error, difference.standard_error));
        }
    }
}

/// Raters 0 and 1 saw the first units, 2 and 3 the others.
fn apart() -> Vec<Row> {
    let rating = |unit: u32, rater: u32, criterion: u32| {
        (i64::from(unit % 5) + i64::from((unit * 7 + rater * 3 + criterion * 5) % 3) - 1).clamp(0, 3)
    };
    let of = |unit: u32, first: u32| {
        let both = [first, first + 1];
        both.into_iter()
            .flat_map(move |rater| (0..3).map(move |c| (unit, rater, c, rating(unit, rater, c), 1)))
    };
    (0..10).flat_map(|unit| of(unit, if unit < 5 { 0 } else { 2 }).collect::<Vec<_>>()).collect()
}

#[test]
fn what_nothing_ties_is_named_with_what_would() {
    let rows = apart();
    let error = Rasch::of(&[columns(&rows)], options()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotIdentified);
    let text = error.to_string();
    assert!(text.contains("rater: r00, r01 | r02, r03"), "{text}");
    // The rating that is named ties them: with it, and any category, the study is made.
    let hint = error.hint();
    assert!(hint.contains("unit u00, rater r02, criterion c00"), "{hint}");
    let mut mended = rows.clone();
    mended.push((0, 2, 0, 1, 1));
    assert_eq!(study(&mended).subsets, 1);
}

#[test]
fn parts_that_are_allowed_have_an_origin_each() {
    let rows = apart();
    let found = Rasch::of(&[columns(&rows)], options().allow_subsets(true)).unwrap();
    assert_eq!(found.subsets, 2);
    for subset in [1, 2] {
        let own = found.measures.iter().filter(|row| row.facet == "rater" && row.subset == Some(subset));
        let sum: f64 = own.filter_map(|row| row.measure).sum();
        assert!(sum.abs() < 1e-9, "{sum}");
    }
}

#[test]
fn a_population_ties_parts_only_where_that_is_said() {
    let columns = columns(&apart());
    let marginal = || options().estimation(RaschEstimation::Marginal);
    let error = Rasch::of(std::slice::from_ref(&columns), marginal()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotIdentified);
    let found = Rasch::of(&[columns], marginal().allow_population_link(true)).unwrap();
    assert_eq!(found.state, RaschState::Converged);
    assert!(found.cautions.contains(&RaschCaution::LinkedByPopulation));
    let severities = found.measures.iter().filter(|row| row.facet == "rater");
    let sum: f64 = severities.filter_map(|row| row.measure).sum();
    assert!(sum.abs() < 1e-9, "{sum}");
}

#[test]
fn units_that_differ_by_no_more_than_chance_have_no_population() {
    // Every unit has each category once from each rater.
    let rows: Vec<Row> = (0..8)
        .flat_map(|unit| {
            (0..2)
                .flat_map(move |rater| (0..4).map(move |at| (unit, rater, at, i64::from((at + unit) % 4), 1)))
        })
        .collect();
    let found = Rasch::of(&[columns(&rows)], options().estimation(RaschEstimation::Marginal)).unwrap();
    assert_eq!(found.state, RaschState::NoSpread);
    assert!(found.population.is_none() && found.undefined.get("population").is_some());
}

#[test]
fn a_unit_that_is_extreme_stays_in_the_population() {
    let mut rows: Vec<Row> = (0..9)
        .flat_map(|unit| (0..3).map(move |rater| (unit, rater, 0, i64::from((unit + 2 * rater) % 4), 1)))
        .collect();
    rows.extend((0..3).map(|rater| (9, rater, 0, 3, 1)));
    let found = Rasch::of(&[columns(&rows)], options().estimation(RaschEstimation::Marginal)).unwrap();
    let unit = found.measures.iter().find(|row| row.element == "u09").unwrap();
    let [mean, measure] = [unit.expected_a_posteriori.unwrap(), unit.measure.unwrap()];
    assert!(measure > mean && mean > found.population.unwrap().mean);
}

#[test]
fn a_ring_of_criteria_ties_what_a_graph_joins_in_vain() {
    // Each unit was rated once by each of two raters, on another criterion each: what is severity and what difficulty?
    let rows: Vec<Row> = (0..8)
        .flat_map(|unit| [(unit, 0, 0, i64::from(unit % 4), 1), (unit, 1, 1, i64::from((unit + 1) % 4), 1)])
        .collect();
    let error = Rasch::of(&[columns(&rows)], options()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotIdentified);
    let mut mended = rows;
    mended.push((0, 1, 0, 2, 1));
    assert_eq!(study(&mended).state, RaschState::Converged);
}

/// Two categories have one threshold, of which units take all that is known: what rounding leaves of it must lead nowhere.
#[test]
fn two_categories_converge_whatever_the_ratings() {
    for seed in 0..40_u64 {
        let mut random = Random::new(seed, 0);
        let mut rows: Vec<Row> = Vec::new();
        for unit in 0..30 {
            let place = random.normal();
            for rater in 0..4 {
                for criterion in 0..6 {
                    let odds = libm::exp(place - 0.4 * f64::from(rater) + 0.2 * f64::from(criterion));
                    let rating = i64::from(random.unit() * (1.0 + odds) < odds);
                    rows.push((unit, rater, criterion, rating, 1));
                }
            }
        }
        let options = RaschOptions::new().weight("weight").values([0.0, 1.0]);
        let found = Rasch::of(&[columns(&rows)], options).unwrap();
        assert_eq!(found.state, RaschState::Converged, "{seed}: {} steps", found.iterations);
    }
}

#[test]
fn what_is_all_extreme_says_so() {
    let rows = [(0, 0, 0, 3, 1), (0, 1, 0, 0, 1), (1, 0, 0, 3, 1), (1, 1, 0, 0, 1)];
    let found = study(&rows);
    assert_eq!(found.state, RaschState::NothingLeft);
    assert!(found.measures.iter().all(|row| row.measure.is_none() && row.undefined.get("measure").is_some()));
    let constant = [(0, 0, 0, 2, 1), (0, 1, 0, 2, 1), (1, 0, 0, 2, 1), (1, 1, 0, 2, 1)];
    assert_eq!(study(&constant).state, RaschState::NothingLeft);
}

#[test]
fn a_ridge_keeps_a_category_that_nobody_used() {
    let rows: Vec<Row> = (0..9)
        .flat_map(|unit| {
            (0..3).map(move |rater| (unit, rater, 0, [0, 1, 3][((unit + 2 * rater) % 3) as usize], 1))
        })
        .collect();
    let held = Rasch::of(&[columns(&rows)], options().unused(UnusedCategories::Ridge)).unwrap();
    assert_eq!(held.state, RaschState::Converged);
    assert!(held.scales[0].categories[1..].iter().all(|category| category.threshold.is_some()));
    let refused = Rasch::of(&[columns(&rows)], options().unused(UnusedCategories::Refuse)).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::UnusedCategory);
}
