use super::estimate::{Critical, wilson};
use super::*;

fn criteria(rows: &[&str]) -> CriterionLevels {
    let level = |c: char| c.to_digit(10).map_or(NO_RATING, |digit| digit as u8 - 1);
    CriterionLevels::new(rows[0].len(), rows.iter().flat_map(|row| row.chars().map(level)).collect())
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-7
}

/// The worked example: six raters, three criteria, two ratings missing.
#[test]
fn the_worked_example_comes_out() {
    let criteria = criteria(&["332", "433", "221", "3.2", "343", "12."]);
    let mut critical = Critical::new(0.95).unwrap();
    let share = criteria.estimate(Measure::Share(2));
    assert!(close(share.value, 0.555556), "{}", share.value);
    assert!(close(share.kish, 5.793991), "{}", share.kish);
    assert!(close(share.variance, 0.0379338272), "{}", share.variance);
    assert!(close(share.n_effective.unwrap(), 6.509061), "{:?}", share.n_effective);
    let k = share.k(&mut critical).unwrap();
    assert!(close(k, 0.663007), "{k}");
    let interval = wilson(share.value, k);
    assert!(close(interval.lower, 0.218875) && close(interval.upper, 0.847938), "{interval:?}");
    let mean = criteria.estimate(Measure::Mean(3));
    let k = mean.k(&mut critical).unwrap();
    assert!(close(1.0 + 3.0 * mean.value, 2.555556) && close(k, 0.412993));
    let interval = wilson(mean.value, k);
    assert!(close(1.0 + 3.0 * interval.lower, 1.728764) && close(1.0 + 3.0 * interval.upper, 3.349871));
}

#[test]
fn five_who_agree_still_leave_room() {
    let criteria = criteria(&["3", "4", "3", "3", "4"]);
    let share = criteria.estimate(Measure::Share(2));
    let interval = wilson(share.value, share.k(&mut Critical::new(0.95).unwrap()).unwrap());
    assert!(close(interval.lower, 0.565518) && interval.upper == 1.0, "{interval:?}");
}

#[test]
fn one_criterion_is_plain_wilson() {
    let criteria = criteria(&["3", "1", "2", "4", "1", "1", "3"]);
    let share = criteria.estimate(Measure::Share(2));
    let k = share.k(&mut Critical::new(0.95).unwrap()).unwrap();
    let z = 1.959963984540054_f64;
    assert!((k - z * z / 7.0).abs() < 1e-12);
    assert!((share.z.iter().sum::<f64>()).abs() < 1e-15);
}

#[test]
fn reasons_have_one_name_in_tables_and_on_the_wire() {
    let all = [
        Reason::NoRatings,
        Reason::OneRater,
        Reason::IncompleteConstruct,
        Reason::NoCut,
        Reason::MixedScales,
        Reason::AllRated,
        Reason::SizeUnknown,
        Reason::GrainTooCoarse,
        Reason::ConsensusRatings,
        Reason::TooFewRaters,
        Reason::OneMeasure,
        Reason::NoError,
        Reason::TooFewOccasions,
        Reason::TooFewToTell,
        Reason::CriteriaDiffer,
        Reason::NoValue,
        Reason::ZeroRange,
        Reason::TooMuchMissing,
        Reason::NegativeComponent,
        Reason::NoVariance,
        Reason::NoReferenceSpread,
    ];
    for reason in all {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.id());
    }
}

/// Where all ratings are the same every verb gives the same reason, and no other.
#[cfg(feature = "research")]
#[test]
fn constant_data_have_one_reason_everywhere() {
    use crate::rating_table::{RatingTable, RatingTableOptions};
    let rows = vec![vec![Some(3.0); 2]; 6];
    let scale = || RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0, 5.0]);
    let table = RatingTable::from_rows(&rows, scale()).unwrap();
    let grouped = RatingTable::from_rows(&rows, scale().groups(["a", "a", "b", "b", "c", "c"])).unwrap();
    let asked = crate::AgreementOptions::new().by_category(true).concordance(true).symmetry(true);
    let components = table.generalizability(crate::StudyOptions::new()).unwrap();
    let found = [
        table.agreement(asked).unwrap().to_json(),
        grouped.aggregation(crate::AggregationOptions::new()).unwrap().to_json(),
        grouped.consistency(crate::ConsistencyOptions::new()).unwrap().to_json(),
        table.icc(crate::IccOptions::new()).unwrap().to_json(),
        components.to_json(),
        components.decide(crate::DecisionOptions::new()).unwrap().to_json(),
    ];
    for json in found {
        let given = Reason::ALL.iter().filter(|reason| json.contains(&format!(":\"{reason}\"")));
        assert_eq!(given.collect::<Vec<_>>(), [&Reason::NoVariance], "{json}");
    }
}
