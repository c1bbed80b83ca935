//! Laws of agreement.

use proptest::prelude::*;

use super::*;
use crate::base::error::ErrorCode;
use crate::rating_table::RatingTableOptions;

type Table = Vec<Vec<Option<f64>>>;

/// Up to nine units by up to four raters on a scale of four.
fn tables() -> impl Strategy<Value = Table> {
    (2..5_usize).prop_flat_map(|raters| {
        let rating = prop_oneof![1 => Just(None), 4 => (1..5_u8).prop_map(|rating| Some(f64::from(rating)))];
        proptest::collection::vec(proptest::collection::vec(rating, raters), 1..10)
    })
}

fn scale() -> RatingTableOptions {
    RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0])
}

fn asked() -> AgreementOptions {
    AgreementOptions::new()
        .weights([Weights::Identity, Weights::Ordinal, Weights::Ratio])
        .metrics(Metric::ALL.iter().copied())
}

/// Everything that is given when asked for.
fn all() -> AgreementOptions {
    asked().pairs(true).symmetry(true).by_rater(true).by_category(true).concordance(true)
}

fn study(table: &Table, options: AgreementOptions) -> Agreement {
    RatingTable::from_rows(table, scale()).unwrap().agreement(options).unwrap()
}

fn turned(table: &Table, order: &[usize]) -> Table {
    table.iter().map(|row| order.iter().filter_map(|at| row.get(*at).copied()).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn neither_order_nor_names_can_be_seen(mut table in tables(), seed: u64) {
        let drawn = || asked().replicates(200).coefficients([Coefficient::Percent, Coefficient::Fleiss, Coefficient::Ac, Coefficient::Krippendorff]);
        let whole = || asked().by_category(true).concordance(true);
        let (all, small) = (study(&table, whole()).to_json(), study(&table, drawn()).to_json());
        let mut random = Random::new(seed, 0);
        random.shuffle(&mut table);
        prop_assert_eq!(study(&table, whole()).to_json(), all.clone());
        let mut order: Vec<usize> = (0..table[0].len()).collect();
        random.shuffle(&mut order);
        let other = turned(&table, &order);
        prop_assert_eq!(study(&other, whole()).to_json(), all.clone());
        prop_assert_eq!(study(&other, drawn()).to_json(), small);
        // An empty unit, and a rater without a rating.
        let mut more = table.clone();
        more.push(vec![None; table[0].len()]);
        more.iter_mut().for_each(|row| row.push(None));
        prop_assert_eq!(study(&more, whole()).to_json(), all);
    }

    #[test]
    fn no_coefficient_is_below_its_end(table in tables(), own in proptest::collection::vec(0.0..1.0_f64, 6)) {
        let weights = Weights::ALL.iter().copied().filter(|weights| *weights != Weights::Custom);
        let at = |a: usize, b: usize| if a == b { 1.0 } else { own[a.max(b) * (a.max(b) - 1) / 2 + a.min(b)] };
        let custom = (0..4).map(|a| (0..4).map(|b| at(a, b)).collect()).collect();
        let options = AgreementOptions::new().weights(weights).metrics(Metric::ALL.iter().copied());
        let options = options.custom(custom, CustomAs::Agreement).coefficients(Coefficient::ALL.iter().copied());
        let options = options.settled().unwrap();
        let table = RatingTable::from_rows(&table, scale()).unwrap();
        let inner = table.inner();
        let about = study::About { options: &options, scale: &inner.scale, linked: true, groups: None, alone: crate::scoring::Reason::OneGroup };
        let study = study::Study::of(inner, about, &mut ()).unwrap();
        for (statistic, found) in study.statistics.iter().zip(&study.found) {
            let Some((least, value)) = limits::least(&study, *statistic).zip(found.value) else { continue };
            prop_assert!(value >= least - 1e-12, "{}: {value} below {least}", statistic.id(&options));
        }
    }

    #[test]
    fn parts_give_the_bits_of_the_whole(table in tables(), cut in 0..9_usize, grouped: bool) {
        let cut = cut.min(table.len() - 1);
        let groups = |rows: std::ops::Range<usize>| {
            if grouped { scale().groups(rows.map(|row| format!("g{}", row % 3))) } else { scale() }
        };
        let between = |options: AgreementOptions| {
            if grouped && table.len() > 1 { options.between("group:g1", "group:g0") } else { options }
        };
        let options = || between(all().replicates(200));
        let mut state = AgreementState::new();
        if cut > 0 {
            let mut first = AgreementState::new();
            first.update(&RatingTable::from_rows(&table[..cut], groups(0..cut)).unwrap()).unwrap();
            state.update(&RatingTable::from_rows(&table[cut..], groups(cut..table.len())).unwrap()).unwrap();
            state.merge(&first).unwrap();
        } else {
            state.update(&RatingTable::from_rows(&table, groups(0..table.len())).unwrap()).unwrap();
        }
        let whole = RatingTable::from_rows(&table, groups(0..table.len())).unwrap().agreement(options()).unwrap();
        prop_assert_eq!(state.finish(options()).unwrap().to_json(), whole.to_json());
    }

    #[test]
    fn one_means_that_all_agree(table in tables()) {
        let found = study(&table, asked());
        let agree = table.iter().all(|row| {
            let mut ratings = row.iter().flatten();
            ratings.next().is_none_or(|first| ratings.all(|rating| rating == first))
        });
        for estimate in &found.rows[0].estimates {
            if let Some(value) = estimate.value {
                prop_assert!(value <= 1.0);
                // Light's pairs without agreement by chance are left out.
                if estimate.undefined_pairs.unwrap_or(0) == 0 {
                    prop_assert_eq!(value == 1.0, agree, "{}", estimate.id());
                }
            }
            for interval in estimate.interval.iter() {
                prop_assert!(interval.lower < interval.upper.max(estimate.value.unwrap()) && interval.upper <= 1.0);
            }
        }
    }

    #[test]
    fn names_of_categories_do_not_matter_to_nominal_alpha(table in tables()) {
        let other: Table =
            table.iter().map(|row| row.iter().map(|rating| rating.map(|rating| [3.0, 1.0, 4.0, 2.0][rating as usize - 1])).collect()).collect();
        let value = |table: &Table| study(table, asked()).rows[0].get(Coefficient::Krippendorff, Metric::Nominal).unwrap().value;
        match (value(&table), value(&other)) {
            (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-12),
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn the_way_of_counting_cannot_be_seen(table in tables(), times in 1..40_usize) {
        // Many units are counted as rows, few as they are, a long table without its empty cells.
        let many: Table = table.iter().flat_map(|row| vec![row.clone(); times]).collect();
        let whole = study(&many, asked());
        let groups = scale().groups((0..many.len()).map(|at| format!("{at:05}")));
        let grouped = RatingTable::from_rows(&many, groups).unwrap().agreement(asked().over(Over::Units)).unwrap();
        prop_assert_eq!(&whole.rows, &grouped.rows);
        let mut cells = [Vec::new(), Vec::new(), Vec::new()];
        for (unit, row) in many.iter().enumerate() {
            for (rater, rating) in row.iter().enumerate() {
                cells[0].push(unit as u32);
                // Far apart, so that the table is kept rating by rating.
                cells[1].push(rater as u32 * 5_000);
                cells[2].push(rating.map_or(u32::from(crate::rating_table::MISSING), |rating| rating as u32));
            }
        }
        let ratings = cells[2].iter().map(|rating| *rating as u8).collect();
        let long = RatingTable::from_ratings(cells[0].clone(), cells[1].clone(), ratings, scale()).unwrap();
        let long = long.agreement(asked().coefficients([Coefficient::Percent, Coefficient::Conger, Coefficient::Ac])).unwrap();
        for estimate in &long.rows[0].estimates {
            prop_assert_eq!(Some(estimate), whole.rows[0].get(estimate.coefficient, estimate.scheme().unwrap()));
        }
    }
}

/// Standard errors of every coefficient against leaving out one unit after the other.
/// Four hundred units by three raters, each with as many ratings at least.
fn rated(least: usize, share: f64) -> Table {
    let mut random = Random::new(5, 0);
    let mut table = Table::new();
    for _ in 0..400 {
        let truth = random.below(4);
        let mut rating = |_: usize| {
            let own = if random.unit() < 0.6 { truth } else { random.below(4) };
            (random.unit() < share).then(|| f64::from(own + 1))
        };
        let mut row: Vec<Option<f64>> = Vec::new();
        while row.iter().flatten().count() < least {
            row = (0..3).map(&mut rating).collect();
        }
        table.push(row);
    }
    table
}

fn is_near_the_jackknife(table: &Table, options: AgreementOptions) {
    let whole = study(table, options.clone());
    let mut without = Vec::new();
    for unit in 0..table.len() {
        let mut rest = table.clone();
        rest.remove(unit);
        without.push(study(&rest, options.clone()));
    }
    let n = table.len() as f64;
    for (at, estimate) in whole.rows[0].estimates.iter().enumerate() {
        let Some(error) = estimate.standard_error else { continue };
        let values: Vec<f64> = without.iter().filter_map(|one| one.rows[0].estimates[at].value).collect();
        let mean = values.iter().sum::<f64>() / n;
        let jackknife =
            (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() * (n - 1.0) / n).sqrt();
        assert!((error / jackknife - 1.0).abs() < 0.02, "{}: {error} and {jackknife}", estimate.id());
    }
}

#[test]
fn standard_errors_are_near_the_jackknife() {
    // Published errors take the share of units with two ratings as if it could be another, which the jackknife does not.
    is_near_the_jackknife(&rated(2, 0.8), asked());
    is_near_the_jackknife(&rated(2, 0.8), asked().errors(ErrorsBy::Derivative));
    is_near_the_jackknife(&rated(1, 0.6), asked().errors(ErrorsBy::Derivative));
}

#[test]
fn a_known_number_of_units_makes_errors_smaller() {
    let table = rated(2, 0.8);
    let (open, closed) = (study(&table, asked()), study(&table, asked().population(625)));
    for (one, two) in open.rows[0].estimates.iter().zip(&closed.rows[0].estimates) {
        assert_eq!(one.value, two.value);
        if let (Some(one), Some(two)) = (one.standard_error, two.standard_error) {
            assert!((two / one - 0.6).abs() < 1e-12);
        }
    }
    let all = study(&table, asked().population(400));
    let percent = all.rows[0].get(Coefficient::Percent, Weights::Identity).unwrap();
    assert_eq!((percent.standard_error, percent.interval), (None, None));
    assert_eq!(percent.undefined.get("interval"), Some(crate::scoring::Reason::AllRated));
    let refused = RatingTable::from_rows(&table, scale()).unwrap().agreement(asked().population(399));
    assert_eq!(refused.unwrap_err().path(), "population");
}

#[test]
fn agreement_and_disagreement_weights_are_one() {
    let table: Table = [[1, 2], [2, 2], [3, 1], [4, 4], [1, 1], [3, 4]]
        .iter()
        .map(|row| row.iter().map(|rating| Some(f64::from(*rating))).collect())
        .collect();
    let apart: Vec<Vec<f64>> =
        (0..4).map(|k: i32| (0..4).map(|l: i32| f64::from((k - l) * (k - l))).collect()).collect();
    let near = apart.iter().map(|row| row.iter().map(|apart| 1.0 - apart / 9.0).collect()).collect();
    let only = |matrix, custom_as| {
        study(&table, AgreementOptions::new().weights([Weights::Quadratic]).custom(matrix, custom_as))
    };
    let (first, second) = (only(apart, CustomAs::Disagreement), only(near, CustomAs::Agreement));
    assert_eq!(first.rows[0].estimates, second.rows[0].estimates);
    for pair in first.rows[0].estimates.chunks(2).take(7) {
        assert_eq!((pair[0].value, pair[0].standard_error), (pair[1].value, pair[1].standard_error));
    }
}

#[test]
fn numbers_far_from_nought_keep_their_digits() {
    let rows = |base: f64| -> Table {
        (0..40)
            .map(|unit| [unit % 7, unit % 5].map(|rating| Some(base + f64::from(rating))).to_vec())
            .collect()
    };
    let alpha = |base: f64| {
        let found = RatingTable::from_rows(&rows(base), RatingTableOptions::new())
            .unwrap()
            .agreement(AgreementOptions::new());
        found.unwrap().rows[0]
            .get(Coefficient::Krippendorff, Metric::Interval)
            .map(|one| (one.value, one.standard_error))
    };
    assert_eq!(alpha(0.0), alpha(1e15));
}

#[test]
fn work_can_be_stopped() {
    let table = vec![vec![Some(1.0), Some(2.0)]; 3];
    let mut stop = |_: u64, _: Option<u64>| std::ops::ControlFlow::Break(());
    let found = RatingTable::from_rows(&table, scale()).unwrap().agreement(asked().watch(&mut stop));
    assert_eq!(found.unwrap_err().code(), ErrorCode::Cancelled);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn disagreement_is_half_the_sum_of_that_on_each_category(table in tables()) {
        let asked = AgreementOptions::new().weights([Weights::Identity]).metrics([Metric::Nominal]).by_category(true);
        let found = study(&table, asked);
        for (at, estimate) in found.rows[0].estimates.iter().enumerate() {
            let of = match estimate.coefficient {
                Coefficient::Krippendorff => |disagreement: f64| disagreement,
                Coefficient::Percent | Coefficient::Cohen | Coefficient::Fleiss | Coefficient::Conger => |agreement: f64| 1.0 - agreement,
                _ => continue,
            };
            for which in [|one: &AgreementEstimate| one.observed, |one: &AgreementEstimate| one.expected] {
                let parts: Vec<f64> =
                    found.categories.iter().filter_map(|one| which(&one.estimates[at])).map(of).collect();
                if let Some(whole) = which(estimate).map(of) {
                    prop_assert!((0.5 * parts.iter().sum::<f64>() - whole).abs() < 1e-12, "{}", estimate.id());
                }
            }
        }
    }
}
