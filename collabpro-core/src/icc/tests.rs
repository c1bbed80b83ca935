use proptest::prelude::*;

use super::*;
use crate::rating_table::RatingTableOptions;
use crate::scoring::Reason;

fn table(rows: &[Vec<Option<f64>>]) -> IccRow {
    let matrix = RatingTable::from_rows(rows, RatingTableOptions::new()).unwrap();
    matrix.icc(IccOptions::new()).unwrap().rows.remove(0)
}

fn complete(rows: &[&[f64]]) -> IccRow {
    table(&rows.iter().map(|row| row.iter().map(|rating| Some(*rating)).collect()).collect::<Vec<_>>())
}

fn values(row: &IccRow) -> Vec<Option<f64>> {
    row.forms.iter().map(|form| form.value).collect()
}

#[test]
fn constant_raters_and_no_difference_between_units_are_a_reason_and_no_number() {
    // psych 2.2.9 finds 0.2727 [-0.239, 0.858] for ICC3 in such data, and -3.2e30 for ICC1k: noise of rounding.
    for scale in [1.0, 0.1, 1e-99] {
        let ratings = [0.7 * scale, 1.1 * scale, 2.3 * scale];
        let row = complete(&[&ratings[..]; 5]);
        for form in row.forms.iter().filter(|form| form.model != IccModel::OneWayRandom) {
            assert_eq!(form.value, None);
            assert_eq!(form.undefined.get("value"), Some(Reason::ZeroBetweenVariance));
        }
        let single = row.get(IccModel::OneWayRandom, IccType::Absolute, IccUnit::Single).unwrap();
        assert!((single.value.unwrap() + 0.5).abs() < 1e-12);
        let average = row.get(IccModel::OneWayRandom, IccType::Absolute, IccUnit::Average).unwrap();
        assert_eq!(average.undefined.get("value"), Some(Reason::ZeroBetweenVariance));
    }
}

#[test]
fn perfect_agreement_is_one() {
    let row = complete(&[&[1.0, 1.0], &[2.5, 2.5], &[4.0, 4.0]]);
    assert!(row.forms.iter().all(|form| form.value == Some(1.0)));
    assert!(row.forms.iter().all(|form| form.undefined.get("interval") == Some(Reason::NoError)));
    // A rater who is always one higher: consistent, and not in agreement.
    let row = complete(&[&[1.0, 2.0], &[2.0, 3.0], &[4.0, 5.0]]);
    assert_eq!(
        row.get(IccModel::TwoWayMixed, IccType::Consistency, IccUnit::Single).unwrap().value,
        Some(1.0)
    );
    let absolute = row.get(IccModel::TwoWayRandom, IccType::Absolute, IccUnit::Single).unwrap();
    assert!(absolute.value.unwrap() < 1.0 && absolute.interval.unwrap().upper < 1.0);
    assert_eq!(absolute.undefined.get("test"), Some(Reason::NoError));
}

#[test]
fn what_data_do_not_allow_has_a_reason() {
    let reason = |rows: &[&[Option<f64>]], name: &str, model| {
        let row = table(&rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
        row.forms.iter().find(|form| form.name == name && form.model == model).unwrap().undefined.get("value")
    };
    let one = IccModel::OneWayRandom;
    assert_eq!(reason(&[&[Some(1.0), Some(2.0)]], "ICC(1)", one), Some(Reason::OneUnit));
    assert_eq!(reason(&[&[Some(1.0)], &[Some(2.0)]], "ICC(1)", one), Some(Reason::OneRater));
    let apart: [&[Option<f64>]; 2] = [&[Some(1.0), None], &[None, Some(2.0)]];
    assert_eq!(reason(&apart, "ICC(1)", one), Some(Reason::NoPairableUnits));
    assert_eq!(reason(&[&[Some(2.0); 2][..]; 3], "ICC(1)", one), Some(Reason::NoVariance));
    let (a, b, none) = (Some(1.0), Some(3.0), None);
    let nested: [&[Option<f64>]; 2] = [&[a, b, none, none], &[none, none, b, b]];
    assert_eq!(reason(&nested, "ICC(C,1)", IccModel::TwoWayRandom), Some(Reason::RatersNested));
    let row = table(&nested.map(<[_]>::to_vec));
    assert_eq!((row.parts, row.unshared), (Some(2), Some(0.5)));
    assert!(row.forms[0].value.is_some());
    let split: [&[Option<f64>]; 4] =
        [&[a, b, none, none], &[b, a, none, none], &[none, none, a, b], &[none, none, b, b]];
    assert_eq!(reason(&split, "ICC(A,k)", IccModel::TwoWayMixed), Some(Reason::DisconnectedDesign));
}

#[test]
fn a_mean_without_variance_has_no_interval() {
    // Raters' means are the same but for one step: McGraw & Wong's bound of ICC(A,k) divides by less than 0.
    let ratings =
        [2, 0, 0, 1, 0, 0, 2, 2, 0, 1, 1, 3, 2, 0, 0, 2, 2, 2, 1, 0, 0, 0, 1, 2, 0, 2, 1, 0, 0, 1, 1, 0];
    let row = table(&rows_of(&ratings, 4));
    let of = |name: &str| row.forms.iter().find(|form| form.name == name).unwrap();
    assert!((of("ICC(A,k)").value.unwrap() + 4.2105).abs() < 1e-4);
    assert_eq!(of("ICC(A,k)").interval, None);
    assert_eq!(of("ICC(A,k)").undefined.get("interval"), Some(Reason::NegativeComponent));
    assert!(of("ICC(A,1)").interval.is_some() && of("ICC(C,k)").interval.is_some());
    // Nor has it a value where the mean square of units is below a part of the error.
    let ratings = [0, 4, 4, 0, 4, 0, 0, 4, 0, 4, 4, 1];
    let row = table(&rows_of(&ratings, 2));
    let mean = row.forms.iter().find(|form| form.name == "ICC(A,k)").unwrap();
    assert_eq!((mean.value, mean.undefined.get("value")), (None, Some(Reason::NegativeComponent)));
}

fn rows_of(ratings: &[i32], width: usize) -> Vec<Vec<Option<f64>>> {
    ratings.chunks(width).map(|row| row.iter().map(|rating| Some(f64::from(*rating))).collect()).collect()
}

proptest! {
    #[test]
    fn order_names_and_place_on_the_scale_do_not_matter(
        ratings in prop::collection::vec(prop::option::weighted(0.9, 0..5_i32), 32),
        keys in prop::collection::vec(any::<u32>(), 8),
    ) {
        let rows = |change: &dyn Fn(f64) -> f64| -> Vec<Vec<Option<f64>>> {
            ratings.chunks(4).map(|row| row.iter().map(|rating| rating.map(|rating| change(f64::from(rating)))).collect()).collect()
        };
        prop_assume!(ratings.iter().flatten().count() > 0);
        let plain = table(&rows(&|rating| rating));
        let mut order: Vec<usize> = (0..8).collect();
        order.sort_by_key(|&at| keys[at]);
        let mut other = rows(&|rating| 2.5 * rating - 7.0);
        other = order.iter().map(|&at| other[at].iter().rev().copied().collect()).collect();
        let other = table(&other);
        prop_assert_eq!(plain.parts, other.parts);
        for (one, two) in plain.forms.iter().zip(&other.forms) {
            prop_assert_eq!(one.value.is_some(), two.value.is_some());
            if let (Some(a), Some(b)) = (one.value, two.value) {
                prop_assert!((a - b).abs() < 1e-6, "{} {} {}", one.name, a, b);
                prop_assert!(a <= 1.0 + 1e-12);
            }
            if let Some(Interval { lower, upper }) = one.interval {
                prop_assert!(lower <= upper && upper <= 1.0 && lower.is_finite());
            }
        }
    }

    #[test]
    fn complete_data_are_the_same_in_any_order_to_the_last_bit(
        ratings in prop::collection::vec(0..50_i32, 24),
        keys in prop::collection::vec(any::<u32>(), 6),
        scale in prop::sample::select(vec![1.0, 0.1, 0.25]),
    ) {
        let rows: Vec<Vec<Option<f64>>> =
            ratings.chunks(4).map(|row| row.iter().map(|rating| Some(f64::from(*rating) * scale)).collect()).collect();
        let mut order: Vec<usize> = (0..6).collect();
        order.sort_by_key(|&at| keys[at]);
        let shuffled: Vec<_> = order.iter().map(|&at| rows[at].iter().rev().copied().collect()).collect();
        prop_assert_eq!(values(&table(&rows)), values(&table(&shuffled)));
    }

    #[test]
    fn a_missing_rating_barely_changes_the_estimates_of_many(seed in 0..1000_u64) {
        let mut random = crate::stats::random::Random::new(seed, 0);
        let mut rows = Vec::new();
        for _ in 0..60 {
            let unit = random.normal();
            rows.push((0..5).map(|_| Some(unit + random.normal())).collect::<Vec<_>>());
        }
        let whole = table(&rows);
        rows[0][0] = None;
        let less = table(&rows);
        for (one, two) in whole.forms.iter().zip(&less.forms) {
            prop_assert!((one.value.unwrap().max(0.0) - two.value.unwrap()).abs() < 0.06);
        }
        prop_assert_eq!(less.forms[2].method, Some(IccMethod::Reml));
    }

    #[test]
    fn consistency_of_the_mean_is_alpha(ratings in prop::collection::vec(0..6_i32, 28)) {
        use crate::consistency::ConsistencyOptions;
        let rows: Vec<Vec<Option<f64>>> =
            ratings.chunks(4).map(|row| row.iter().map(|rating| Some(f64::from(*rating))).collect()).collect();
        let matrix = RatingTable::from_rows(&rows, RatingTableOptions::new()).unwrap();
        let set = matrix.consistency(ConsistencyOptions::new()).unwrap().results.remove(0);
        let row = table(&rows);
        let form = row.get(IccModel::TwoWayMixed, IccType::Consistency, IccUnit::Average).unwrap();
        let constant = (0..4).any(|item| rows.iter().all(|row| row[item] == rows[0][item]));
        prop_assume!(!constant);
        if let (Some(alpha), Some(value)) = (set.raw.alpha, form.value) {
            prop_assert!((alpha - value).abs() < 1e-12 * (1.0 + value.abs()), "{} {}", alpha, value);
            // Feldt's interval is that of the coefficient.
            if let (Some(one), Some(two)) = (set.interval, form.interval) {
                prop_assert!((one.lower - two.lower).abs() < 1e-9 * (1.0 + two.lower.abs()));
                prop_assert!((one.upper - two.upper).abs() < 1e-9);
            }
        }
        prop_assert_eq!(set.raw.alpha.is_some(), form.value.is_some());
    }
}

#[test]
fn variances_are_in_the_numbers_of_the_ratings() {
    // Shrout & Fleiss (1979), their ratings and a tenth of them: variances a hundredth.
    let rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
    for (times, gap) in [(10.0, false), (1.0, false), (0.1, false), (1.0 / 7.0, true), (0.1, true)] {
        let cell = |rating: i32| Some(f64::from(rating) * times);
        let mut ratings = rows.map(|row| row.map(cell));
        ratings[0][0] = if gap { None } else { ratings[0][0] };
        let found = RatingTable::from_rows(&ratings, RatingTableOptions::new()).unwrap();
        let row = &found.icc(IccOptions::new()).unwrap().rows[0];
        let mut whole = rows.map(|row| row.map(|rating| Some(f64::from(rating))));
        whole[0][0] = if gap { None } else { whole[0][0] };
        let plain = RatingTable::from_rows(&whole, RatingTableOptions::new()).unwrap();
        let plain = &plain.icc(IccOptions::new()).unwrap().rows[0];
        let (own, other) = (row.variances.unit.unwrap(), plain.variances.unit.unwrap());
        assert!((own / (other * times * times) - 1.0).abs() < 1e-6, "{own} {other} {times}");
        if !gap {
            // (11.2417 - 1.0194) / 4
            assert!((other - 2.555_555_555_6).abs() < 1e-9);
        }
    }
}
