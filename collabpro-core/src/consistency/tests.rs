use proptest::prelude::*;

use super::moments::{Cells, ItemRows, Moments, Steps};
use super::*;
use crate::icc::IccOptions;
use crate::rating_table::RatingTableOptions;
use crate::rubric::Rubric;
use crate::scoring::Reason;
use crate::stats::random::Random;

const GAP: u8 = u8::MAX;

fn of(ratings: &[u8], items: usize, options: ConsistencyOptions) -> Consistency {
    RatingTable::from_u8(ratings.to_vec(), items, RatingTableOptions::new())
        .unwrap()
        .consistency(options)
        .unwrap()
}

fn pairwise() -> ConsistencyOptions {
    ConsistencyOptions::new().missing(MissingRatings::Pairwise)
}

#[test]
fn what_is_not_defined_says_why() {
    let alpha = |ratings: &[u8], items| {
        let set = of(ratings, items, ConsistencyOptions::new()).results.remove(0);
        (set.raw.alpha, set.raw.undefined.get("alpha"), set.undefined.get("interval"))
    };
    let none = |reason| (None, Some(reason), Some(reason));
    assert_eq!(alpha(&[1, 2, 3], 1), none(Reason::OneItem));
    assert_eq!(alpha(&[1, 2, 3], 3), none(Reason::OneUnit));
    assert_eq!(alpha(&[2, 2, 2, 2], 2), none(Reason::NoVariance));
    assert_eq!(alpha(&[1, 2, 3, 2], 2), none(Reason::OneItem));
    // One goes up by what the other goes down.
    assert_eq!(alpha(&[1, 3, 2, 2, 3, 1], 2), none(Reason::NoVariance));
    assert_eq!(alpha(&[1, GAP, GAP, 2], 2), none(Reason::TooFewUnits));
    let wide: Vec<u8> = (0..402_u16).map(|at| (at % 5) as u8).collect();
    assert_eq!(alpha(&wide, 201), none(Reason::TooManyItems));
}

#[test]
fn a_constant_item_is_named_and_left_out() {
    let rows = [[1, 4, 2], [2, 4, 2], [3, 4, 4], [4, 4, 3]];
    let with = of(&rows.concat(), 3, ConsistencyOptions::new()).results.remove(0);
    let without: Vec<u8> = rows.iter().flat_map(|row| [row[0], row[2]]).collect();
    let without = of(&without, 2, ConsistencyOptions::new()).results.remove(0);
    assert_eq!(with.constant, ["2"]);
    assert!(with.cautions.contains(&ConsistencyCaution::ConstantItems));
    assert_eq!((with.raw.alpha, with.interval), (without.raw.alpha, without.interval));
    assert_eq!((with.items[1].deviation, with.items[1].item_rest), (Some(0.0), None));
}

#[test]
fn within_and_between_of_two_groups_by_hand() {
    // Within: (1, 2), (3, 4) and (5, 5), (7, 9): cross products 2, 2, 2 and 2, 4, 8; with two degrees of freedom S_W is
    // [2, 3; 3, 5]. The groups' means (2, 3) and (6, 7) lie 2 from (4, 5): S_B is 16 throughout. n₀ is 2, so that between
    // groups there is [7, 6.5; 6.5, 5.5].
    let options = RatingTableOptions::new().groups(["a", "b", "a", "b"]);
    let matrix = RatingTable::from_u8(vec![1, 2, 5, 5, 3, 4, 7, 9], 2, options).unwrap();
    let found = matrix.consistency(ConsistencyOptions::new()).unwrap();
    let [_, within, between] = &found.results[..] else { panic!("{found:?}") };
    let alpha = |own: f64, total: f64| 2.0 * (1.0 - own / total);
    assert!((within.raw.alpha.unwrap() - alpha(7.0, 13.0)).abs() < 1e-14);
    assert!((between.raw.alpha.unwrap() - alpha(12.5, 25.5)).abs() < 1e-14);
    assert_eq!((within.groups, between.groups), (Some(2), Some(2)));
    assert_eq!(between.undefined.get("interval"), Some(Reason::NoInterval));
    // Groups that do not differ.
    let options = RatingTableOptions::new().groups(["a", "a", "b", "b"]);
    let matrix = RatingTable::from_u8(vec![1, 2, 3, 4, 1, 2, 3, 4], 2, options).unwrap();
    let found = matrix.consistency(ConsistencyOptions::new()).unwrap();
    assert_eq!(found.results[2].raw.undefined.get("alpha"), Some(Reason::ZeroBetweenVariance));
}

#[test]
fn ratings_of_a_construct_by_unit_person_and_all_in_one() {
    let mut rows = String::from("unit,rater,criterion,level\n");
    for (unit, people) in [("Ash", ["112", "221"]), ("Birch", ["233", "322"]), ("Oak", ["434", "344"])] {
        for (rater, levels) in people.iter().enumerate() {
            for (criterion, level) in ["7a", "7b", "7c"].iter().zip(levels.chars()) {
                rows += &format!("{unit},r{rater},{criterion},{level}\n");
            }
        }
    }
    let ratings = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled()).unwrap();
    let found = ratings.consistency(ConsistencyOptions::new().stacked(true)).unwrap();
    let bases: Vec<ConsistencyBasis> = found.results.iter().map(|set| set.basis).collect();
    assert_eq!(
        bases,
        [
            ConsistencyBasis::UnitMeans,
            ConsistencyBasis::Stacked,
            ConsistencyBasis::Within,
            ConsistencyBasis::Between
        ]
    );
    let rows: Vec<u64> = found.results.iter().map(|set| set.rows).collect();
    assert_eq!(rows, [3, 6, 6, 6]);
    assert!(found.results.iter().all(|set| set.raw.undefined.get("omegaHierarchical").is_some()));
    assert_eq!(found.results[0].items[0].id, "7a");
    assert_eq!(found.table(ConsistencyTable::Items).rows(), 12);
}

#[test]
fn a_general_factor_that_is_there_is_found() {
    // Six items, loadings .7 on a general factor; .5 on one of three group factors: correlations .49 and .74.
    let mut matrix = crate::stats::dense::Square { size: 6, cells: vec![0.49; 36] };
    for at in 0..6 {
        matrix.set(at, at, 1.0);
        matrix.set(at, at ^ 1, 0.74);
    }
    let factors = coefficients::Factors::fit(&matrix, 3);
    let found = coefficients::coefficients(&matrix, &factors);
    let total = 6.0 + 6.0 * 0.74 + 24.0 * 0.49;
    assert!((found.omega_hierarchical.unwrap() - 4.2 * 4.2 / total).abs() < 1e-7);
    assert!((found.omega_groups.unwrap() - (1.0 - 6.0 * 0.26 / total)).abs() < 1e-7);
    let general = factors.general.unwrap();
    assert!(general.loadings.iter().all(|loading| (loading.abs() - 0.7).abs() < 1e-6));
}

fn moments(cells: &[u8], items: usize, parts: usize, missing: MissingRatings) -> Moments {
    let scale = Steps::of(&(0..7).map(f64::from).collect::<Vec<_>>()).unwrap();
    let rows = ItemRows { items, cells: Cells::Codes(cells.into(), vec![scale; items]) };
    let mut made = Moments::empty(&rows);
    let count = rows.len();
    // Merged from the last part to the first.
    for part in (0..parts).rev() {
        let mut one = Moments::empty(&rows);
        one.add(&rows, part * count / parts..(part + 1) * count / parts, missing);
        made.merge(&one);
    }
    made
}

proptest! {
    #[test]
    fn no_partition_and_no_order_can_be_seen(
        cells in proptest::collection::vec(prop_oneof![4 => 0..7_u8, 1 => Just(GAP)], 60..900),
        parts in 1..6_usize,
        seed in any::<u64>(),
    ) {
        let cells = &cells[..cells.len() / 3 * 3];
        for missing in [MissingRatings::Listwise, MissingRatings::Pairwise] {
            prop_assert_eq!(moments(cells, 3, 1, missing), moments(cells, 3, parts, missing));
            let mut rows: Vec<&[u8]> = cells.chunks(3).collect();
            let options = ConsistencyOptions::new().missing(missing);
            let json = of(&rows.concat(), 3, options).to_json();
            Random::new(seed, 0).shuffle(&mut rows);
            prop_assert_eq!(json, of(&rows.concat(), 3, options).to_json());
        }
    }

    #[test]
    fn numbers_give_what_categories_give(
        cells in proptest::collection::vec(prop_oneof![5 => 0..5_u8, 1 => Just(GAP)], 30..120),
    ) {
        let cells = &cells[..cells.len() / 3 * 3];
        let codes = moments(cells, 3, 1, MissingRatings::Pairwise);
        let real = |cell: &u8| if *cell == GAP { f64::NAN } else { f64::from(*cell) };
        let reals: Vec<f64> = cells.iter().map(real).collect();
        let rows = ItemRows { items: 3, cells: Cells::Reals(reals.into()) };
        let reals = Moments::of(&rows, MissingRatings::Pairwise);
        let scale = Steps::of(&[0.0, 1.0, 2.0, 3.0, 4.0]).unwrap();
        prop_assert_eq!(codes.covariances(Some(&vec![scale; 3])), reals.covariances(None));
    }

    /// The consistency of a mean over k raters, ICC(C,k), is alpha of the raters, and has the same interval.
    #[test]
    fn alpha_is_the_intraclass_correlation_of_a_mean(
        cells in proptest::collection::vec(0..7_u8, 20..120),
        items in 2..5_usize,
    ) {
        let cells = cells[..cells.len() / items * items].to_vec();
        let matrix = RatingTable::from_u8(cells, items, RatingTableOptions::new())?;
        let alpha = matrix.consistency(ConsistencyOptions::new())?.results.remove(0);
        let icc = matrix.icc(IccOptions::new())?;
        let mean = icc.rows[0].forms.iter().find(|form| form.name.starts_with("ICC(C,k)")).unwrap();
        let varies = alpha.constant.is_empty();
        if let (Some(alpha), Some(icc), true) = (alpha.raw.alpha, mean.value, varies) {
            prop_assert!((alpha - icc).abs() <= 1e-12 * (1.0 + icc.abs()), "{alpha} {icc}");
        }
        if let (Some(alpha), Some(icc), true) = (alpha.interval, mean.interval, varies) {
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-10 * (1.0 + b.abs());
            prop_assert!(near(alpha.lower, icc.lower) && near(alpha.upper, icc.upper), "{alpha:?} {icc:?}");
        }
    }

    #[test]
    fn bounds_stand_in_their_order(
        cells in proptest::collection::vec(0..5_u8, 40..160),
    ) {
        let cells = &cells[..cells.len() / 4 * 4];
        let set = of(cells, 4, pairwise()).results.remove(0);
        if let (Some(alpha), Some(first), Some(second)) = (set.raw.alpha, set.raw.lambda1, set.raw.lambda2) {
            // Guttman: lambda 1 is below alpha, where that is not negative, and lambda 2 never below alpha.
            prop_assert!(second >= alpha - 1e-12 && (alpha < 0.0 || first <= alpha + 1e-12));
            prop_assert!(alpha <= 1.0 + 1e-12 && set.raw.lambda4.unwrap() >= alpha - 1e-12);
            let ends = set.interval.unwrap();
            prop_assert!(ends.lower <= alpha && alpha <= ends.upper);
        }
    }
}
