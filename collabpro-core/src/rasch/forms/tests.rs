//! Laws of forms, on ratings simulated here.

use proptest::prelude::*;

use crate::base::error::ErrorCode;
use crate::rasch::tests::{Row, columns, options};
use crate::rasch::{Rasch, RaschEstimation, RaschOptions, RaschState, RaterForm, UnusedCategories};
use crate::scoring::Reason;

const FORMS: [RaterForm; 5] = [
    RaterForm::Interaction,
    RaterForm::Thresholds,
    RaterForm::InteractionAndThresholds,
    RaterForm::Centrality,
    RaterForm::Halo,
];

fn study(rows: &[Row], options: RaschOptions) -> Rasch {
    Rasch::of(&[columns(rows)], options).unwrap()
}

/// Ratings of twenty units by three of four raters on three criteria.
fn ratings() -> impl Strategy<Value = Vec<Row>> {
    let noise = proptest::collection::vec((0_i64..=2, 1_u32..=3), 20 * 3 * 3);
    noise.prop_map(|noise| {
        let mut rows = Vec::new();
        let mut noise = noise.into_iter();
        for unit in 0..20_u32 {
            for seat in 0..3 {
                let rater = (unit + seat) % 4;
                for criterion in 0..3 {
                    let (by, weight) = noise.next().unwrap();
                    let level = i64::from(unit % 3) + by - i64::from((rater + criterion) % 2);
                    rows.push((unit, rater, criterion, level.clamp(0, 3), weight));
                }
            }
        }
        rows
    })
}

fn terms(found: &Rasch) -> Vec<[Option<f64>; 2]> {
    let all = found.raters.iter().flat_map(|rater| &rater.terms);
    all.map(|term| [term.estimate, term.standard_error]).collect()
}

fn near(one: &[[Option<f64>; 2]], other: &[[Option<f64>; 2]], turned: f64) -> bool {
    let close = |a: Option<f64>, b: Option<f64>, turned: f64| match (a, b) {
        (Some(a), Some(b)) => (a - turned * b).abs() < 1e-7,
        (a, b) => a == b,
    };
    one.len() == other.len()
        && one.iter().zip(other).all(|(a, b)| close(a[0], b[0], turned) && close(a[1], b[1], 1.0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_order_of_rows_changes_no_bit(rows in ratings(), at in 0_usize..5, seed in 1_usize..100) {
        let mut shuffled = rows.clone();
        shuffled.rotate_left(seed);
        let options = || options().form(FORMS[at]);
        prop_assert_eq!(study(&rows, options()), study(&shuffled, options()));
    }

    #[test]
    fn weights_are_repeated_rows(rows in ratings(), at in 0_usize..5) {
        let repeat = |row: &Row| vec![(row.0, row.1, row.2, row.3, 1); row.4 as usize];
        let repeated: Vec<Row> = rows.iter().flat_map(repeat).collect();
        let [one, other] = [&rows, &repeated].map(|rows| study(rows, options().form(FORMS[at])));
        prop_assert!(near(&terms(&one), &terms(&other), 1.0));
        prop_assert!((one.log_likelihood.unwrap() - other.log_likelihood.unwrap()).abs() < 1e-8);
    }

    #[test]
    fn another_direction_turns_signs_only(rows in ratings()) {
        let options = options().form(RaterForm::Interaction);
        let one = study(&rows, options.clone());
        let other = study(&rows, options.positive(["unit", "rater"]));
        prop_assert!(near(&terms(&one), &terms(&other), -1.0));
        let tests = |found: &Rasch| found.raters.iter().map(|rater| rater.test).collect::<Vec<_>>();
        prop_assert_eq!(tests(&one), tests(&other));
    }

    #[test]
    fn a_wider_form_is_as_likely_or_more(rows in ratings()) {
        let likelihood = |form: RaterForm| study(&rows, options().form(form)).log_likelihood.unwrap();
        let [interaction, thresholds, both, centrality, halo] = FORMS.map(likelihood);
        let severity = likelihood(RaterForm::Severity);
        prop_assert!(severity <= halo + 1e-9 && halo <= interaction + 1e-9 && interaction <= both + 1e-9);
        prop_assert!(severity <= centrality + 1e-9 && centrality <= thresholds + 1e-9 && thresholds <= both + 1e-9);
    }

    #[test]
    fn thresholds_of_raters_are_partial_credit_by_rater(rows in ratings()) {
        let one = study(&rows, options().form(RaterForm::Thresholds));
        let other = study(&rows, options().partial_credit("rater"));
        if one.raters.iter().all(|rater| rater.terms.iter().all(|term| term.estimate.is_some())) {
            prop_assert!((one.log_likelihood.unwrap() - other.log_likelihood.unwrap()).abs() < 1e-7);
            for (one, other) in one.measures.iter().zip(&other.measures) {
                prop_assert!((one.measure.unwrap() - other.measure.unwrap()).abs() < 1e-5, "{one:?} {other:?}");
                // Extreme elements have only the one that takes all else for known.
                let known = [one, other].map(|own| own.standard_error.or(own.standard_error_alone).unwrap());
                prop_assert!((known[0] - known[1]).abs() < 1e-5, "{one:?} {other:?}");
                prop_assert_eq!(one.standard_error.is_some(), other.standard_error.is_some());
            }
            prop_assert_eq!(one.agreement.is_some(), other.agreement.is_some());
        }
    }
}

/// Ratings with some of everything.
fn some() -> Vec<Row> {
    let level = |unit: u32, rater: u32, criterion: u32| {
        let mixed = (unit * 7 + rater * 5 + criterion * 11 + unit * rater * criterion) % 5;
        (i64::from(unit % 4) + i64::from(mixed) - 2).clamp(0, 3)
    };
    let cells = (0..24).flat_map(|unit| (0..4).flat_map(move |rater| (0..3).map(move |c| (unit, rater, c))));
    cells.map(|(unit, rater, criterion)| (unit, rater, criterion, level(unit, rater, criterion), 1)).collect()
}

#[test]
fn a_rater_without_finite_terms_is_held_and_tested_all_the_same() {
    let mut rows = some();
    rows.iter_mut().filter(|row| row.1 == 3 && row.2 == 0).for_each(|row| row.3 = 3);
    let found = study(&rows, options().form(RaterForm::Interaction));
    assert_eq!(found.state, RaschState::Converged);
    let last = &found.raters[3];
    assert!(last.terms.iter().all(|term| term.undefined.get("estimate") == Some(Reason::ExtremeScore)));
    assert!(last.test.unwrap().p_value < 1e-6);
    // The others are balanced among themselves.
    for criterion in 0..3 {
        let sum: f64 = found.raters[..3].iter().map(|rater| rater.terms[criterion].estimate.unwrap()).sum();
        assert!(sum.abs() < 1e-9);
    }
    let mut rows = some();
    rows.iter_mut().filter(|row| row.1 == 1 && row.3 == 2).for_each(|row| row.3 = 1);
    let found = study(&rows, options().form(RaterForm::Thresholds));
    assert_eq!(found.raters[1].terms[0].undefined.get("estimate"), Some(Reason::UnusedCategory));
    assert!(found.raters[1].test.is_some() && found.raters[0].terms[0].estimate.is_some());
}

#[test]
fn a_rater_of_one_criterion_is_confounded() {
    let rows: Vec<Row> = some().into_iter().filter(|row| row.1 != 2 || row.2 == 1).collect();
    for form in [RaterForm::Interaction, RaterForm::Halo] {
        let found = study(&rows, options().form(form));
        let rater = &found.raters[2];
        let is_confounded = |why: Option<Reason>| why == Some(Reason::Confounded);
        assert!(rater.terms.iter().all(|term| is_confounded(term.undefined.get("estimate"))), "{rater:?}");
        assert!(found.raters[0].terms.iter().all(|term| term.estimate.is_some()));
    }
}

#[test]
fn a_form_that_cannot_be_had_is_refused() {
    let rows = some();
    let two: Vec<Row> = rows.iter().map(|row| (row.0, row.1, row.2, row.3.min(1), 1)).collect();
    let apart: Vec<Row> = rows.iter().filter(|row| row.0 % 2 == row.1 % 2).copied().collect();
    let wide = || options().form(RaterForm::Interaction);
    for (rows, options) in [
        (&rows, options().form(RaterForm::Thresholds).partial_credit("rater")),
        (&rows, wide().criteria("unit")),
        (&rows, wide().criteria("rater")),
        (&rows, wide().raters("unit")),
        (&rows, wide().dummies(["rater"])),
        (&rows, wide().uncentred("rater")),
        (&rows, wide().unused(UnusedCategories::Ridge)),
        (&rows, wide().estimation(RaschEstimation::Marginal)),
        (&two, options().values([0.0, 1.0]).form(RaterForm::Centrality)),
        (&apart, wide().allow_subsets(true)),
    ] {
        let error = Rasch::of(&[columns(rows)], options).unwrap_err();
        let problem = error.problems().first().unwrap();
        assert_eq!((problem.code(), error.path().as_str()), (ErrorCode::InvalidOption, "form"), "{error}");
    }
}
