//! Rounding noise is never offered for a test: where nothing varies, no number says that it does, whatever the decimals.

use collabpro_core::RatingTable;
use collabpro_core::aggregation::AggregationOptions;
use collabpro_core::agreement::{AgreementOptions, Coefficient};
use collabpro_core::comparison::EffectSizesOptions;
use collabpro_core::consistency::ConsistencyOptions;
use collabpro_core::generalizability::StudyOptions;
use collabpro_core::icc::IccOptions;
use collabpro_core::rating_table::RatingTableOptions;
use proptest::prelude::*;

/// Values whose sums are not exact.
const VALUES: [f64; 8] = [0.1, 0.2, 0.3, 0.7, 1.1, 1.0 / 3.0, 2.0 / 3.0, 1e6 + 0.1];

fn table(rows: &[Vec<f64>], options: RatingTableOptions) -> collabpro_core::Result<RatingTable> {
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
    RatingTable::from_rows(&rows, options)
}

fn groups(sizes: &[usize]) -> RatingTableOptions {
    let names = sizes.iter().enumerate().flat_map(|(at, size)| vec![format!("g{at}"); *size]);
    RatingTableOptions::new().groups(names)
}

/// Tenths that hold together exactly, as somebody typed them.
fn tenths(whole: i32) -> f64 {
    f64::from(whole) / 10.0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn raters_who_all_agree(units in proptest::collection::vec(0..VALUES.len(), 2..9), raters in 2..7_usize) {
        let rows: Vec<_> = units.iter().map(|at| vec![VALUES[*at]; raters]).collect();
        let varies = units.iter().any(|at| *at != units[0]);
        let plain = table(&rows, RatingTableOptions::new()).unwrap();
        let agreement = plain.agreement(AgreementOptions::new()).unwrap();
        for estimate in &agreement.rows[0].estimates {
            if estimate.coefficient == Coefficient::Cohen || estimate.coefficient == Coefficient::Light || estimate.coefficient == Coefficient::Krippendorff || estimate.coefficient == Coefficient::Percent {
                prop_assert_eq!(estimate.standard_error, None, "{}", estimate.id());
            }
            if !varies {
                prop_assert_eq!(estimate.null_standard_error, None, "{}", estimate.id());
            }
        }
        for form in &plain.icc(IccOptions::new()).unwrap().rows[0].forms {
            prop_assert!(form.test.is_none(), "{}: {:?}", form.name, form.test);
            prop_assert!(form.interval.is_none(), "{}: {:?}", form.name, form.interval);
            prop_assert_eq!(form.value, varies.then_some(1.0), "{}", form.name);
        }
        let set = &plain.consistency(ConsistencyOptions::new()).unwrap().results[0];
        prop_assert!(set.interval.is_none() && set.standard_error.is_none() && set.omega_interval.is_none());
        prop_assert_eq!(set.omega_standard_error, None);
        for study in &plain.generalizability(StudyOptions::new()).unwrap().studies {
            for component in study.components.iter().filter(|component| component.effect != "unit") {
                prop_assert_eq!((component.raw, component.standard_error, component.interval), (0.0, 0.0, None), "{}", component.effect);
            }
        }
    }

    #[test]
    fn groups_in_which_all_say_the_same(sizes in proptest::collection::vec(1..5_usize, 2..5), own in proptest::collection::vec(0..VALUES.len(), 5), columns in 1..5_usize) {
        let row = |group: usize, at: usize| (0..columns).map(|column| VALUES[(own[group] + (column + at) % columns) % VALUES.len()]).collect();
        let rows: Vec<Vec<f64>> = sizes.iter().enumerate().flat_map(|(group, size)| (0..*size).map(move |at| (group, at))).map(|(group, at)| row(group, at)).collect();
        // Each rater has the same values in another order: means over the columns are the same within a group.
        let mean = table(&rows, groups(&sizes)).unwrap().aggregation(AggregationOptions::new()).unwrap();
        let over = &mean.over[0];
        let alike = own[..sizes.len()].iter().all(|at| *at == own[0]);
        prop_assert!(over.within.is_none_or(|within| within == 0.0), "{:?}", over.within);
        prop_assert_eq!((over.f, over.p), (None, None));
        prop_assert!(!alike || over.between.is_none_or(|between| between == 0.0), "{:?}", over.between);
        prop_assert!(over.permutation_z.is_none_or(|_| !alike));
        let constant: Vec<_> = rows.iter().zip(sizes.iter().enumerate().flat_map(|(group, size)| vec![group; *size])).map(|(_, group)| vec![VALUES[own[group]]; columns]).collect();
        for pair in &table(&constant, groups(&sizes)).unwrap().effect_sizes(EffectSizesOptions::new()).unwrap().pairs {
            prop_assert!(pair.cohens_d.is_none() && pair.hedges_g.is_none(), "{pair:?}");
        }
    }

    #[test]
    fn raters_who_differ_by_the_same_everywhere(units in proptest::collection::vec(0..40_i32, 2..9), shifts in proptest::collection::vec(0..9_i32, 2..5)) {
        let rows: Vec<Vec<_>> = units.iter().map(|unit| shifts.iter().map(|shift| tenths(unit + shift)).collect()).collect();
        let plain = table(&rows, RatingTableOptions::new()).unwrap();
        for form in plain.icc(IccOptions::new()).unwrap().rows[0].forms.iter().filter(|form| form.name.starts_with("ICC(C")) {
            prop_assert!(form.test.is_none() && form.interval.is_none(), "{}: {:?} {:?}", form.name, form.test, form.interval);
        }
        let set = &plain.consistency(ConsistencyOptions::new()).unwrap().results[0];
        prop_assert!(set.interval.is_none() && set.standard_error.is_none() && set.omega_standard_error.is_none(), "{set:?}");
        for study in &plain.generalizability(StudyOptions::new()).unwrap().studies {
            for component in study.components.iter().filter(|component| component.error) {
                prop_assert_eq!((component.raw, component.standard_error, component.interval), (0.0, 0.0, None));
            }
        }
    }
}
