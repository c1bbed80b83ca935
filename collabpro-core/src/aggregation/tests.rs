use proptest::prelude::*;

use super::between::Over;
use super::*;
use crate::base::error::ErrorCode;
use crate::rating_table::RatingTableOptions;

fn matrix(groups: &[(&str, &[&[f64]])], scale: impl IntoIterator<Item = f64>) -> RatingTable {
    let rows: Vec<Vec<Option<f64>>> = groups
        .iter()
        .flat_map(|(_, rows)| rows.iter().map(|row| row.iter().map(|x| Some(*x)).collect()))
        .collect();
    let names = groups.iter().flat_map(|(name, rows)| rows.iter().map(|_| *name));
    RatingTable::from_rows(&rows, RatingTableOptions::new().values(scale).groups(names)).unwrap()
}

fn close(got: Option<f64>, want: f64) {
    let got = got.unwrap();
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "{got} {want}");
}

const FIVE: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

/// With equal sizes Wald's interval is that from F: `(F / F_q - 1) / n`.
#[test]
fn with_equal_sizes_the_interval_is_the_usual_one() {
    use crate::stats::fisher::f_quantile;
    let over =
        Over::of(vec![vec![1.0, 2.0, 4.0], vec![3.0, 5.0, 6.0], vec![2.0, 2.0, 3.0], vec![6.0, 7.0, 9.0]]);
    let f = over.table.f.unwrap();
    let found = over.variance_ratio(0.95).unwrap();
    for (end, p) in [(found.lower, 0.975), (found.upper, 0.025)] {
        let want = (f / f_quantile(p, 3.0, 8.0).unwrap() - 1.0) / 3.0;
        assert!((end - want).abs() < 1e-12 * want.abs(), "{end} {want}");
    }
    assert_eq!(over.n0(), 3.0);
}

#[test]
fn groups_of_one_and_one_group() {
    let alone =
        matrix(&[("a", &[&[1.0]]), ("b", &[&[4.0]])], FIVE).aggregation(AggregationOptions::new()).unwrap();
    assert_eq!(alone.units[0].rwg[0].reason, Some(Reason::OneRater));
    assert_eq!(alone.units[0].undefined.get("awg"), Some(Reason::OneRater));
    assert_eq!(alone.over[0].undefined.get("icc1"), Some(Reason::OneRater));
    assert_eq!(alone.over[0].undefined.get("permutationP"), Some(Reason::OneRater));
    let one = matrix(&[("a", &[&[1.0], &[2.0]])], FIVE).aggregation(AggregationOptions::new()).unwrap();
    assert_eq!(one.over[0].undefined.get("icc1"), Some(Reason::OneUnit));
    assert_eq!((one.over[0].mean_size, one.over[0].icc1), (Some(2.0), None));
}

#[test]
fn nothing_is_made_of_no_variance() {
    let of = |groups: &[(&str, &[&[f64]])]| {
        matrix(groups, FIVE).aggregation(AggregationOptions::new()).unwrap().over.remove(0)
    };
    let same = of(&[("a", &[&[3.0], &[3.0]]), ("b", &[&[3.0], &[3.0], &[3.0]])]);
    assert_eq!(same.undefined.get("icc1"), Some(Reason::NoVariance));
    assert_eq!((same.between, same.within, same.permutation_p), (Some(0.0), Some(0.0), Some(1.0)));
    let apart = of(&[("a", &[&[3.0], &[3.0]]), ("b", &[&[4.0], &[4.0]])]);
    assert_eq!((apart.icc1, apart.icc2, apart.f), (Some(1.0), Some(1.0), None));
    assert_eq!(apart.undefined.get("icc1Interval"), Some(Reason::ZeroWithinVariance));
    let alike = of(&[("a", &[&[1.0], &[3.0]]), ("b", &[&[1.0], &[3.0]])]);
    assert_eq!((alike.f, alike.icc1, alike.icc2), (Some(0.0), Some(-1.0), None));
    assert_eq!(alike.undefined.get("icc2"), Some(Reason::ZeroBetweenVariance));
}

#[test]
fn more_variance_than_at_random_is_shown_raw() {
    // 1, 5, 1, 5: S² = 16/3, against 2.
    let rows: &[&[f64]] = &[&[1.0], &[5.0], &[1.0], &[5.0]];
    let made = matrix(&[("a", rows)], FIVE).aggregation(AggregationOptions::new()).unwrap();
    let rwg = &made.units[0].rwg[0];
    assert_eq!(rwg.value, Some(0.0));
    close(rwg.raw, 1.0 - 8.0 / 3.0);
    assert_eq!((made.units[0].awg, made.units[0].ad_mean), (Some(-1.0), Some(2.0)));
    // Over two criteria r = -5/3: the denominator 2 (-5/3) + 8/3 is below 0.
    let rows: &[&[f64]] = &[&[1.0, 1.0], &[5.0, 5.0], &[1.0, 1.0], &[5.0, 5.0]];
    let made = matrix(&[("a", rows)], FIVE).aggregation(AggregationOptions::new()).unwrap();
    assert_eq!((made.units[0].rwg[0].value, made.units[0].rwg[0].raw), (Some(0.0), None));
}

#[test]
fn awg_outside_its_range() {
    // Three raters: the mean must lie from (2 * 1 + 5) / 3 = 7/3 to 11/3, ends included.
    for (ratings, defined) in
        [([2.0, 2.0, 3.0], true), ([1.0, 2.0, 3.0], false), ([5.0, 5.0, 5.0], false), ([5.0, 5.0, 1.0], true)]
    {
        let rows = ratings.map(|rating| vec![rating]);
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let made = matrix(&[("a", &rows)], FIVE).aggregation(AggregationOptions::new()).unwrap();
        assert_eq!(made.units[0].awg.is_some(), defined, "{ratings:?}");
        let why = (!defined).then_some(Reason::MeanOutOfRange);
        assert_eq!(made.units[0].undefined.get("awg"), why);
    }
}

#[test]
fn without_a_declared_scale() {
    let rows = [[Some(1.5)], [Some(2.0)], [Some(2.5)]];
    let made = RatingTable::from_rows(&rows, RatingTableOptions::new()).unwrap();
    let made = made.aggregation(AggregationOptions::new().null_variance(2.0)).unwrap();
    let row = &made.units[0];
    assert_eq!(row.rwg[0].reason, Some(Reason::ScaleNotDeclared));
    assert_eq!((row.rwg[4].null, row.rwg[4].value), (Null::Own, Some(0.875)));
    assert_eq!(row.undefined.get("awg"), Some(Reason::ScaleNotDeclared));
    assert!(row.ad_mean_interval.is_some());
}

#[test]
fn raters_permuted() {
    // Two groups that agree, far apart: no permutation has less variance but the one there is.
    let rows: [&[&[f64]]; 2] = [&[&[1.0], &[1.0], &[2.0], &[1.0]], &[&[5.0], &[4.0], &[5.0], &[5.0]]];
    let made =
        matrix(&[("a", rows[0]), ("b", rows[1])], FIVE).aggregation(AggregationOptions::new()).unwrap();
    let row = &made.over[0];
    // 2 of 70 ways to choose four give these variances or less (each side may be group a).
    assert!(row.permutation_p.unwrap() < 0.06, "{row:?}");
    assert_eq!(row.variance, Some(0.25));
    assert!(row.permutation_z.unwrap() < -1.0);
    // The expected variance of a random group is that of all.
    assert!((row.permutation_variance.unwrap() - 26.0 / 7.0).abs() < 0.2, "{row:?}");
}

#[test]
fn options_out_of_range() {
    for text in
        [r#"{"nullVariance": 0}"#, r#"{"nullVariance": -1}"#, r#"{"replicates": 98}"#, r#"{"confidence": 1}"#]
    {
        assert_eq!(AggregationOptions::from_json(text).unwrap_err().code(), ErrorCode::InvalidOption);
    }
    assert_eq!("others".parse::<AggregationTable>().unwrap_err().code(), ErrorCode::InvalidOption);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn order_and_names_change_nothing(
        people in prop::collection::vec((0..3_usize, 1..6_u8, 1..6_u8), 1..20), turn in 0..20_usize,
    ) {
        let of = |people: &[(usize, u8, u8)], names: [&str; 3]| {
            let rows: Vec<_> = people.iter().map(|(_, x, y)| [Some(f64::from(*x)), Some(f64::from(*y))]).collect();
            let groups = people.iter().map(|(group, _, _)| names[*group]);
            let options = RatingTableOptions::new().values(FIVE).groups(groups);
            RatingTable::from_rows(&rows, options).unwrap().aggregation(AggregationOptions::new().replicates(99)).unwrap()
        };
        let mut turned = people.clone();
        turned.rotate_left(turn % people.len());
        let whole = of(&people, ["a", "b", "c"]);
        prop_assert_eq!(&whole, &of(&turned, ["a", "b", "c"]));
        prop_assert_eq!(&whole.over, &of(&people, ["c", "a", "b"]).over);
    }

    #[test]
    fn every_number_is_in_its_range(
        people in prop::collection::vec((0..3_usize, prop::option::of(1..6_u8), prop::option::of(1..6_u8)), 1..20),
    ) {
        let rating = |rating: Option<u8>| rating.map(f64::from);
        let rows: Vec<_> = people.iter().map(|(_, x, y)| [rating(*x), rating(*y)]).collect();
        let groups = people.iter().map(|(group, _, _)| ["a", "b", "c"][*group]);
        let made = RatingTable::from_rows(&rows, RatingTableOptions::new().values(FIVE).groups(groups)).unwrap();
        let made = made.aggregation(AggregationOptions::new().replicates(99)).unwrap();
        for row in &made.units {
            for rwg in &row.rwg {
                prop_assert!(rwg.value.is_none_or(|value| (0.0..=1.0).contains(&value)));
                prop_assert_eq!(rwg.value.is_some(), rwg.interval.is_some());
                prop_assert_eq!(rwg.value.is_none() || rwg.raw.is_none(), rwg.reason.is_some());
                let inside = |interval: Interval| interval.lower <= rwg.value.unwrap() && rwg.value.unwrap() <= interval.upper;
                prop_assert!(rwg.interval.is_none_or(inside));
            }
            prop_assert!(row.awg.is_none_or(|awg| (-1.0 - 1e-12..=1.0).contains(&awg)));
            prop_assert!(row.ad_mean.is_none_or(|ad| row.ad_median.unwrap() <= ad + 1e-12));
            let missing = [row.awg.is_none(), row.ad_mean.is_none()].into_iter().filter(|no| *no).count();
            prop_assert_eq!(missing == 0, row.undefined.is_empty());
        }
        for row in &made.over {
            prop_assert!(row.icc1.is_none_or(|icc| icc <= 1.0));
            prop_assert!(row.icc1_interval.is_none_or(|interval| interval.lower <= interval.upper));
            prop_assert!(row.permutation_p.is_none_or(|p| p > 0.0 && p <= 1.0));
        }
    }
}

/// Half of the raters at each end: `1 - 3 (A - 1) / (A + 1) n / (n - 1)`, over one criterion as over several.
#[test]
fn below_zero_are_two_camps() {
    for categories in 2..8_u8 {
        let (low, high) = ([1.0; 2], [f64::from(categories); 2]);
        for camp in [1, 2, 5_usize] {
            let rows: Vec<&[f64]> =
                (0..2 * camp).map(|at| if at < camp { &low[..] } else { &high[..] }).collect();
            let table = matrix(&[("a", &rows)], (1..=categories).map(f64::from));
            let found = table.aggregation(AggregationOptions::new().replicates(99)).unwrap();
            let (a, n) = (f64::from(categories), 2.0 * camp as f64);
            let want = 1.0 - 3.0 * (a - 1.0) / (a + 1.0) * n / (n - 1.0);
            for unit in &found.units {
                close(unit.rwg[0].star, want);
                let interval = unit.rwg[0].star_interval.unwrap();
                assert!(interval.lower <= want && want <= interval.upper && interval.upper <= 1.0);
            }
        }
    }
}
