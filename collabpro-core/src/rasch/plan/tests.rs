//! Plans of small designs.

use super::{RaschPlan, RaschPlanCaution, RaschPlanOptions};
use crate::base::error::ErrorCode;
use crate::rasch::tests::planned as columns;
use crate::rasch::{Rasch, RaschEstimation, RaschOptions, RaschState};

/// Twelve units, each by two of four raters on five criteria.
fn rows() -> Vec<[i64; 3]> {
    let rows = (0..120).map(|at| (at / 10, at / 5 % 2, at % 5));
    rows.map(|(unit, seat, criterion)| [unit, (unit + seat) % 4, criterion]).collect()
}

fn options() -> RaschPlanOptions {
    RaschPlanOptions::new().thresholds([-1.0, 0.0, 1.0]).replicates(30)
}

#[test]
fn a_seed_says_everything() {
    let design = [columns(&rows())];
    let found = RaschPlan::of(&design, options()).unwrap();
    assert_eq!(found, RaschPlan::of(&design, options()).unwrap());
    assert_ne!(found.power, RaschPlan::of(&design, options().seed(2)).unwrap().power);
    let mut turned = rows();
    turned.reverse();
    assert_eq!(found, RaschPlan::of(&[columns(&turned)], options()).unwrap());
}

#[test]
fn what_is_assumed_is_found() {
    // Everyone on ten criteria: forty ratings of a unit, which nothing is corrected by.
    let all: Vec<[i64; 3]> = (0..480).map(|at| [at / 40, at / 10 % 4, at % 10]).collect();
    let options = options().replicates(100).measure("rater", "0", 1.5).measure("rater", "3", -1.5);
    let options = options.deviation("rater", 0.0).deviation("criterion", 0.0);
    let found = RaschPlan::of(&[columns(&all)], options).unwrap();
    let of = |element: &str| {
        found.elements.iter().find(|row| row.facet == "rater" && row.element == element).unwrap()
    };
    assert_eq!((of("0").measure, of("1").measure), (Some(1.5), None));
    assert!(of("0").bias.unwrap().abs() < 0.1 && of("3").bias.unwrap().abs() < 0.1);
    let raters = &found.recovery[1];
    let slack = 2.0 * raters.coverage_error.unwrap();
    assert!((raters.coverage95.unwrap() - 0.95).abs() < 0.02 + slack, "{raters:?}");
    assert!((raters.standard_error.unwrap() / raters.rmse.unwrap() - 1.0).abs() < 0.15, "{raters:?}");
    assert_eq!(found.recovery.last().unwrap().facet, None);
    // Power rises with the difference, and begins at the share of errors that was asked for.
    let power: Vec<f64> =
        found.power.iter().filter(|row| row.facet == "rater").map(|row| row.power).collect();
    assert!(power[0] < 0.1 && power[0] < power[1] && power[1] < power[2], "{power:?}");
}

#[test]
fn a_rated_design_is_simulated_by_its_estimates() {
    let rating = |row: &[i64; 3]| Some((row[0] % 4 + (row[1] * 7 + row[2] * 3 + row[0]) % 3 - 1).clamp(0, 3));
    let rows = rows();
    let rated = columns(&rows).integers("rating", rows.iter().map(rating));
    let model = RaschOptions::new().values([0.0, 1.0, 2.0, 3.0]);
    let study = Rasch::of(std::slice::from_ref(&rated), model.clone()).unwrap();
    assert_eq!(study.state, RaschState::Converged);
    let found = RaschPlan::of(&[rated], RaschPlanOptions::new().model(model).replicates(20)).unwrap();
    assert!(found.cautions.contains(&RaschPlanCaution::FromEstimates));
    for (row, own) in found.elements.iter().zip(&study.measures) {
        assert_eq!((&row.facet, &row.element, row.measure), (&own.facet, &own.element, own.measure));
    }
}

#[test]
fn marginal_estimation_is_planned_as_well() {
    let model = RaschOptions::new().estimation(RaschEstimation::Marginal);
    let found = RaschPlan::of(&[columns(&rows())], options().model(model).replicates(20)).unwrap();
    assert!(found.estimated > 15 && found.recovery.iter().all(|row| row.rmse.is_some()), "{found:?}");
}

#[test]
fn what_does_not_fit_is_told() {
    let design = [columns(&rows())];
    let told = |options: RaschPlanOptions, path: &str| {
        let error = RaschPlan::of(&design, options).unwrap_err();
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOption, path.to_owned()), "{error}");
    };
    told(RaschPlanOptions::new(), "thresholds");
    told(options().measure("rater", "9", 1.0), "measures.rater.9");
    told(options().measure("judge", "0", 1.0), "measures.judge");
    told(options().deviation("judge", 1.0), "deviations.judge");
    told(options().deviation("rater", -1.0), "deviations.rater");
    told(options().differences([-1.0]), "differences[0]");
    told(options().model(RaschOptions::new().values([0.0, 1.0])), "thresholds");
    told(options().model(RaschOptions::new().allow_subsets(true)), "model");
    let apart: Vec<[i64; 3]> = rows().into_iter().filter(|row| row[0] % 4 != 1 && row[0] % 4 != 3).collect();
    let error = RaschPlan::of(&[columns(&apart)], options()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotIdentified);
}
