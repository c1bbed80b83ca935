//! Laws of marginal and of conditional estimation.

use proptest::prelude::*;

use super::{Row, columns, options, ratings};
use crate::rasch::results::{ElementStanding, RaschState};
use crate::rasch::{Rasch, RaschEstimation, RaschOptions};
use crate::ratings::ColumnSet;

fn marginal() -> RaschOptions {
    options().estimation(RaschEstimation::Marginal)
}

/// The ratings, with a label for each unit.
fn labelled(rows: &[Row], label: impl Fn(u32) -> String) -> ColumnSet {
    let labels: Vec<String> = rows.iter().map(|row| label(row.0)).collect();
    columns(rows).text("kind", labels.iter().map(|label| Some(label.as_str())))
}

fn named() -> RaschOptions {
    marginal().facets(["unit", "rater", "criterion"])
}

fn measures(found: &Rasch) -> Vec<Option<f64>> {
    found.measures.iter().flat_map(|row| [row.measure, row.expected_a_posteriori]).collect()
}

fn near(one: &[Option<f64>], other: &[Option<f64>], tolerance: f64) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|pair| match pair {
            (Some(a), Some(b)) => (a - b).abs() < tolerance,
            (a, b) => a == b,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_fixed_at_its_estimate_stays(rows in ratings()) {
        let found = Rasch::of(&[columns(&rows)], marginal()).unwrap();
        let Some(population) = found.population.clone() else { return Ok(()) };
        let fixed = marginal().population_mean(population.mean).population_deviation(population.deviation.max(0.01));
        let held = Rasch::of(&[columns(&rows)], fixed).unwrap();
        if population.deviation > 0.05 && held.state == RaschState::Converged {
            prop_assert!(near(&measures(&found), &measures(&held), 1e-5));
            let held = held.population.unwrap();
            prop_assert!(held.mean_error.unwrap() < 1e-6 && held.deviation_error == Some(0.0));
        }
    }

    #[test]
    fn one_group_is_none(rows in ratings()) {
        let found = Rasch::of(&[columns(&rows)], marginal()).unwrap();
        let grouped = named().population_groups("kind");
        let grouped = Rasch::of(&[labelled(&rows, |_| "all".to_owned())], grouped).unwrap();
        prop_assert!(measures(&found) == measures(&grouped) && found.log_likelihood == grouped.log_likelihood);
    }

    #[test]
    fn another_direction_of_units_turns_signs_only(rows in ratings()) {
        let asked = || named().predictors(["kind"]).plausible_values(2);
        let table = labelled(&rows, |unit| (unit % 3).to_string());
        let found = Rasch::of(std::slice::from_ref(&table), asked().positive(["unit"])).unwrap();
        let turned = Rasch::of(&[table], asked().positive(["rater"])).unwrap();
        let (Some(one), Some(other)) = (&found.population, &turned.population) else { return Ok(()) };
        prop_assert!((one.mean + other.mean).abs() < 1e-12 && one.deviation == other.deviation);
        for (one, other) in one.coefficients.iter().zip(&other.coefficients) {
            prop_assert!((one.coefficient + other.coefficient).abs() < 1e-12);
        }
        for (one, other) in found.measures.iter().zip(&turned.measures).filter(|pair| pair.0.facet == "unit") {
            prop_assert!(one.plausible.iter().zip(&other.plausible).all(|(a, b)| *a == -b));
            prop_assert!(one.infit == other.infit);
        }
    }

    #[test]
    fn weights_are_repeated_rows_to_every_estimation(rows in ratings()) {
        let often = |row: &Row| (0..row.4).map(|_| (row.0, row.1, row.2, row.3, 1)).collect::<Vec<_>>();
        let repeated: Vec<Row> = rows.iter().flat_map(often).collect();
        for estimation in [RaschEstimation::Marginal, RaschEstimation::Conditional] {
            let of = |rows: &[Row]| Rasch::of(&[columns(rows)], options().estimation(estimation)).unwrap();
            prop_assert!(of(&rows) == of(&repeated));
        }
    }

    #[test]
    fn more_values_begin_with_the_same(rows in ratings()) {
        let of = |draws: u32, seed: u64| {
            Rasch::of(&[columns(&rows)], marginal().plausible_values(draws).seed(seed)).unwrap()
        };
        let (few, more, other) = (of(2, 5), of(4, 5), of(2, 6));
        if few.state != RaschState::Converged {
            return Ok(());
        }
        for ((few, more), other) in few.measures.iter().zip(&more.measures).zip(&other.measures) {
            let is_unit = few.facet == "unit";
            let count = if is_unit { 2 } else { 0 };
            prop_assert!(few.plausible.len() == count);
            prop_assert!(few.plausible[..] == more.plausible[..few.plausible.len()]);
            prop_assert!(!is_unit || few.plausible != other.plausible);
        }
    }

    #[test]
    fn extreme_units_say_nothing_where_sums_are_given(rows in ratings()) {
        let of = |rows: &[Row]| {
            Rasch::of(&[columns(rows)], options().estimation(RaschEstimation::Conditional)).unwrap()
        };
        let found = of(&rows);
        let mut more = rows.clone();
        more.extend((0..4).flat_map(|rater| (0..3).map(move |criterion| (99, rater, criterion, 3, 1))));
        let with = of(&more);
        prop_assert!(found.log_likelihood == with.log_likelihood);
        for one in &found.measures {
            let other = with.measures.iter().find(|row| row.element == one.element).unwrap();
            if one.standing == ElementStanding::Estimated {
                prop_assert!(one.measure == other.measure && one.standard_error == other.standard_error);
            }
        }
    }
}
