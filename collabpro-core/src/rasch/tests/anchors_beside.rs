//! Laws of what is told beside measures where something is known beforehand.

use proptest::prelude::*;

use super::anchors::own;
use super::anchors_marginal::drawn;
use super::{Row, asking, columns, options, ratings};
use crate::rasch::{Rasch, RaschAnchors, RaschEstimation, RaschOptions, RaschState};
use crate::scoring::Reason;

fn of(rows: &[Row], options: RaschOptions) -> Rasch {
    Rasch::of(&[columns(rows)], options).unwrap()
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-6 * (1.0 + one.abs()),
        (one, other) => one == other,
    }
}

/// What differences, bias and effects come to.
fn told(found: &Rasch) -> Vec<Option<f64>> {
    let differences = found.differences.iter().flat_map(|row| [row.difference, row.standard_error]);
    let bias = found.bias.iter().flat_map(|row| [row.bias, row.z]);
    let tests = found.effects.iter().flat_map(|row| [row.wald, row.likelihood_ratio]);
    let groups = found.effects.iter().flat_map(|row| &row.groups);
    let groups = groups.flat_map(|row| [row.difference, row.standard_error]);
    let tests = tests.map(|test| test.map(|test| test.chi_square));
    differences.chain(bias).chain(tests).chain(groups).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn an_origin_is_nothing_to_what_stands_beside(
        rows in ratings(),
        by in -2.0_f64..2.0,
        facet in proptest::sample::select(vec!["unit", "rater"]),
    ) {
        let free = of(&rows, asking());
        prop_assume!(free.state == RaschState::Converged);
        let known = own(&free, facet, by).into_iter().take(1);
        let found = of(&rows, asking().anchors(RaschAnchors::new().elements(known)));
        prop_assert!(found.state == RaschState::Converged);
        let (one, other) = (told(&free), told(&found));
        prop_assert!(one.len() == other.len());
        for (one, other) in one.into_iter().zip(other) {
            prop_assert!(near(one, other), "{one:?} {other:?}");
        }
        let values = |found: &Rasch| found.residuals.as_ref().map(|own| own.contrasts[0].eigenvalue);
        prop_assert!(near(values(&free), values(&found)));
    }

    #[test]
    fn what_is_known_has_no_error_and_adds_none(rows in drawn(), is_marginal in any::<bool>()) {
        let asked = || {
            let asked = options().all_differences("rater").all_differences("criterion");
            if is_marginal { asked.estimation(RaschEstimation::Marginal) } else { asked }
        };
        let free = of(&rows, asked());
        prop_assume!(free.state == RaschState::Converged);
        let known = own(&free, "rater", 0.0);
        prop_assume!(known.len() == 4);
        let found = of(&rows, asked().anchors(RaschAnchors::new().elements(known)));
        for (one, other) in free.differences.iter().zip(&found.differences) {
            if one.facet == "rater" {
                prop_assert!(near(one.difference, other.difference));
                prop_assert!(other.undefined.get("standardError") == Some(Reason::Anchored));
            } else if let (Some(one), Some(other)) = (one.standard_error, other.standard_error) {
                prop_assert!(other <= one + 1e-6, "{one} {other}");
            }
        }
    }
}
