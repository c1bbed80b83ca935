//! What a calibration keeps, and what comes of it.

use proptest::prelude::*;

use super::{columns, options, ratings};
use crate::base::error::ErrorCode;
use crate::rasch::{
    Calibration, CalibrationLinkOptions, CalibrationOptions, CalibrationScoreOptions, ElementStanding, Rasch,
    RaschCorrection, RaschEstimation, RaschOptions, RaschState,
};

fn plain() -> RaschOptions {
    options().correction(RaschCorrection::None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_study_that_is_made_again_gives_the_same_bits(rows in ratings()) {
        let found = Rasch::of(&[columns(&rows)], options()).unwrap();
        let back = Rasch::from_json(&found.to_json()).unwrap();
        let again = Rasch::of(&[columns(&rows)], back.options.clone()).unwrap();
        prop_assert!(again == found && back == found);
        let mut other = rows.clone();
        other[0].3 = (other[0].3 + 1) % 4;
        prop_assert!(Rasch::of(&[columns(&other)], options()).unwrap().fingerprint != found.fingerprint);
    }

    #[test]
    fn units_of_the_study_are_measured_as_they_were_in_it(rows in ratings()) {
        let found = Rasch::of(&[columns(&rows)], plain()).unwrap();
        let is_set_aside = |row: &crate::rasch::RaschMeasure| row.standing != ElementStanding::Estimated;
        prop_assume!(found.state == RaschState::Converged && !found.measures.iter().any(is_set_aside));
        let calibration = found.calibration(()).unwrap();
        prop_assert!(Calibration::from_json(&calibration.to_json()).unwrap() == calibration);
        let asked = rows.iter().fold(CalibrationScoreOptions::new(), |asked, row| {
            let elements = [("rater", format!("r{:02}", row.1)), ("criterion", format!("c{:02}", row.2))];
            let elements = elements.iter().map(|(facet, element)| (*facet, element.as_str()));
            (0..row.4).fold(asked, |asked, _| asked.rating(&format!("u{:02}", row.0), elements.clone(), row.3 as f64))
        });
        let scores = calibration.score(asked.mean(0.0).deviation(1.0).plausible_values(3)).unwrap();
        let units = found.measures.iter().filter(|row| row.facet == "unit");
        for (one, other) in units.zip(&scores.units) {
            prop_assert!((one.weighted.unwrap() - other.weighted.unwrap()).abs() < 1e-9);
            // What is log-concave takes from a normal distribution of its variance (Brascamp & Lieb 1976).
            prop_assert!(other.posterior_deviation.unwrap() < 1.0);
            prop_assert!(other.plausible_values.len() == 3);
        }
    }

    #[test]
    fn a_calibration_is_linked_with_itself_by_nothing(rows in ratings()) {
        let found = Rasch::of(&[columns(&rows)], plain()).unwrap();
        prop_assume!(found.state == RaschState::Converged);
        let calibration = found.calibration(CalibrationOptions::new().units(true)).unwrap();
        let asked = CalibrationLinkOptions::new().to([calibration.clone()]).facets(["unit"]).most_error(10.0);
        let link = &calibration.link(asked).unwrap().facets[0];
        prop_assert!(link.shift == 0.0 && link.linking_error == Some(0.0));
        prop_assert!(link.elements.iter().all(|own| own.carries && own.z == 0.0));
        // What stands between is the later one of a link and the earlier one of the next, and goes out.
        let asked = CalibrationLinkOptions::new().to([calibration.clone(), calibration.clone(), calibration.clone()]);
        let chain = calibration.link(asked.facets(["unit"]).most_error(10.0)).unwrap();
        prop_assert!(chain.facets.iter().all(|own| (own.chain_error - link.standard_error).abs() < 1e-12));
    }

    #[test]
    fn covariances_are_the_squares_of_errors_and_a_centred_facet_has_none_in_all(
        rows in ratings(),
        partial in any::<bool>(),
        is_marginal in any::<bool>(),
        uncentred in proptest::sample::select(vec!["unit", "rater"]),
    ) {
        let mut asked = plain().covariance(true);
        if partial {
            asked = asked.partial_credit("criterion");
        }
        asked = if is_marginal { asked.estimation(RaschEstimation::Marginal) } else { asked.uncentred(uncentred) };
        let found = Rasch::of(&[columns(&rows)], asked).unwrap();
        prop_assume!(found.state == RaschState::Converged);
        let calibration = found.calibration(()).unwrap();
        let cells = calibration.covariance.clone().unwrap();
        let at = |one: usize, other: usize| cells[one.max(other) * (one.max(other) + 1) / 2 + one.min(other)];
        let elements = calibration.elements.iter().filter_map(|own| own.standard_error);
        let errors: Vec<f64> = elements.chain(calibration.categories.iter().filter_map(|own| own.standard_error)).collect();
        prop_assert!(errors.len() * (errors.len() + 1) / 2 == cells.len());
        for (place, error) in errors.iter().enumerate() {
            prop_assert!((at(place, place).max(0.0).sqrt() - error).abs() < 1e-8, "{} {error}", at(place, place));
        }
        // The mean of a centred facet is 0 whatever was rated.
        let own = calibration.elements.iter().filter(|own| own.standard_error.is_some());
        let own: Vec<usize> = own.enumerate().filter(|(_, own)| own.facet == "criterion").map(|(at, _)| at).collect();
        for one in 0..errors.len() {
            let sum: f64 = own.iter().map(|other| at(one, *other)).sum();
            prop_assert!(sum.abs() < 1e-8, "{sum}");
        }
        // So is the shift of all of it, and has no error.
        if own.len() > 1 && calibration.elements.iter().filter(|own| own.facet == "criterion").count() == own.len() {
            let asked = CalibrationLinkOptions::new().to([calibration.clone()]).facets(["criterion"]).fewest(1).most_error(10.0);
            let link = &calibration.link(asked).unwrap().facets[0];
            prop_assert!(link.shift == 0.0 && link.standard_error < 1e-4, "{}", link.standard_error);
        }
    }
}

#[test]
fn a_study_without_measures_has_no_calibration() {
    let rows = [(0, 0, 0, 3, 1), (0, 1, 0, 0, 1), (1, 0, 0, 3, 1), (1, 1, 0, 0, 1)];
    let found = Rasch::of(&[columns(&rows)], options()).unwrap();
    assert_eq!(found.calibration(()).unwrap_err().code(), ErrorCode::NotEstimated);
}
