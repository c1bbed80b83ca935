use proptest::prelude::*;

use super::*;
use crate::base::error::Error;
use crate::base::error::ErrorCode;
use crate::ratings::{ColumnSet, Ratings};
use crate::rubric::Rubric;
use crate::tally::Grain;

fn numbers(rows: &[&[f64]], options: RatingTableOptions) -> Result<RatingTable, Error> {
    let flat = rows.iter().flat_map(|row| row.iter().copied()).collect();
    RatingTable::from_numbers(flat, rows[0].len(), options)
}

fn rows_of(matrix: &RatingTable) -> Vec<Vec<(u32, f64)>> {
    (0..matrix.units()).map(|unit| matrix.inner().row(unit).collect()).collect()
}

#[test]
fn bytes_and_numbers_give_one_table() {
    let bytes = RatingTable::from_u8(vec![3, 1, 255, 3], 2, RatingTableOptions::new()).unwrap();
    let same = numbers(&[&[3.0, 1.0], &[f64::NAN, 3.0]], RatingTableOptions::new()).unwrap();
    assert_eq!(bytes, same);
    assert_eq!(bytes.inner().scale.values, [1.0, 3.0]);
    assert_eq!(rows_of(&bytes), [vec![(0, 3.0), (1, 1.0)], vec![(1, 3.0)]]);
}

#[test]
fn a_table_of_raters_is_turned() {
    let options = RatingTableOptions::new().rows(TableRows::Raters);
    let turned = numbers(&[&[1.0, 2.0, 3.0], &[4.0, 5.0, f64::NAN]], options).unwrap();
    let plain = numbers(&[&[1.0, 4.0], &[2.0, 5.0], &[3.0, f64::NAN]], RatingTableOptions::new()).unwrap();
    assert_eq!(turned, plain);
}

#[test]
fn more_distinct_numbers_than_categories_stay_numbers() {
    let many: Vec<f64> = (0..300).map(|at| f64::from(at) / 7.0).collect();
    let matrix = RatingTable::from_numbers(many.clone(), 2, RatingTableOptions::new()).unwrap();
    assert_eq!(matrix.inner().ratings, RatingCells::Reals(many));
}

#[test]
fn all_that_is_wrong_is_told() {
    let options = || RatingTableOptions::new().values([1.0, 2.0, 3.0]);
    let error = numbers(&[&[1.0, 9.0], &[0.5, 3.0]], options()).unwrap_err();
    let told: Vec<String> =
        error.problems().iter().map(|one| format!("{} {}", one.code(), one.place())).collect();
    assert_eq!(told, ["out_of_scale row 1, column 2", "out_of_scale row 2, column 1"]);
    assert_eq!(numbers(&[&[1.0, f64::INFINITY]], options()).unwrap_err().code(), ErrorCode::InvalidNumber);
    assert_eq!(RatingTable::from_u8(Vec::new(), 2, options()).unwrap_err().code(), ErrorCode::NoRows);
    assert_eq!(RatingTable::from_u8(vec![1, 2, 3], 2, options()).unwrap_err().code(), ErrorCode::TableShape);
    assert_eq!(RatingTable::from_u8(vec![1], 0, options()).unwrap_err().code(), ErrorCode::TableShape);
    let ragged = [vec![Some(1.0)], vec![Some(1.0), Some(2.0)]];
    assert_eq!(RatingTable::from_rows(&ragged, options()).unwrap_err().code(), ErrorCode::TableShape);
    assert_eq!(
        RatingTable::from_u8(vec![1], 1, options().groups(["a", "b"])).unwrap_err().code(),
        ErrorCode::ColumnLength
    );
    for wrong in [vec![1.0], vec![2.0, 1.0], vec![1.0, 1.0], vec![1.0, f64::NAN]] {
        let options = RatingTableOptions::new().values(wrong);
        assert_eq!(RatingTable::from_u8(vec![1], 1, options).unwrap_err().code(), ErrorCode::InvalidOption);
    }
}

#[test]
fn ratings_one_by_one() {
    let ratings = |units: &[u32], raters: &[u32], ratings: &[u8]| {
        RatingTable::from_ratings(
            units.to_vec(),
            raters.to_vec(),
            ratings.to_vec(),
            RatingTableOptions::new(),
        )
    };
    let sorted = ratings(&[0, 0, 1], &[0, 1, 0], &[2, 1, 255]).unwrap();
    assert_eq!(sorted, ratings(&[1, 0, 0], &[0, 1, 0], &[255, 1, 2]).unwrap());
    assert_eq!(rows_of(&sorted), [vec![(0, 2.0), (1, 1.0)], vec![]]);
    assert_eq!(ratings(&[0, 0], &[1, 1], &[1, 2]).unwrap_err().code(), ErrorCode::RatedTwice);
    assert_eq!(ratings(&[0, 0], &[1], &[1, 2]).unwrap_err().code(), ErrorCode::ColumnLength);
    // Far fewer ratings than cells: they are kept one by one, and the table is the same.
    let few = ratings(&[0, 9999], &[0, 9999], &[1, 2]).unwrap();
    assert!(matches!(few.inner().layout, Layout::Sparse { .. }));
    assert_eq!((few.len(), rows_of(&few)[9999].as_slice()), (2, [(9999, 2.0)].as_slice()));
}

#[test]
fn texts_have_an_order_only_where_it_is_declared() {
    let cell = |text: &str| Some(Label::Text(text.to_owned()));
    let rows = || vec![vec![cell("low"), cell("high")], vec![cell("high"), None]];
    let seen = RatingTable::from_cells(rows(), RatingTableOptions::new()).unwrap();
    assert!(!seen.inner().scale.is_ordered());
    let declared =
        RatingTable::from_cells(rows(), RatingTableOptions::new().labels(["low", "middle", "high"])).unwrap();
    assert!(declared.inner().scale.is_ordered());
    assert_eq!(rows_of(&declared), [vec![(0, 1.0), (1, 3.0)], vec![(0, 3.0)]]);
}

#[test]
fn columns_wide_and_long() {
    let wide = ColumnSet::new()
        .text("school", [Some("Elm"), Some("Oak")])
        .text("team", [Some("a"), Some("b")])
        .numbers("r1", [Some(3.0), Some(4.0)])
        .numbers("r2", [None, Some(2.0)]);
    let wide =
        RatingTable::from_columns(&[wide], RatingTableOptions::new().unit("school").group("team")).unwrap();
    let long = |parts: &[[usize; 4]]| {
        let part = |rows: &[usize; 4]| {
            let pick = |of: [&'static str; 4]| rows.iter().map(|row| Some(of[*row])).collect::<Vec<_>>();
            ColumnSet::new()
                .text("school", pick(["Oak", "Elm", "Oak", "Elm"]))
                .text("who", pick(["r1", "r1", "r2", "r2"]))
                .text("mark", pick(["4", "3", "2", ""]))
                .text("team", pick(["b", "a", "b", "a"]))
        };
        let options = RatingTableOptions::new().shape(Shape::Long).unit("school").rater("who").rating("mark");
        RatingTable::from_columns(&parts.iter().map(part).collect::<Vec<_>>(), options.group("team"))
    };
    assert_eq!(wide, long(&[[0, 1, 2, 3]]).unwrap());
    assert_eq!(wide, long(&[[3, 1, 0, 2]]).unwrap());
    assert_eq!(long(&[[0, 1, 2, 3], [0, 1, 2, 3]]).unwrap_err().total(), 4);
}

#[test]
fn a_long_table_says_what_it_lacks() {
    let options = || RatingTableOptions::new().shape(Shape::Long);
    let error =
        RatingTable::from_columns(&[ColumnSet::new().text("unit", [Some("a")])], options()).unwrap_err();
    assert_eq!((error.code(), error.total()), (ErrorCode::MissingColumn, 2));
    let nameless =
        ColumnSet::new().text("unit", [None]).text("rater", [Some("r")]).numbers("rating", [Some(1.0)]);
    assert_eq!(
        RatingTable::from_columns(&[nameless], options()).unwrap_err().code(),
        ErrorCode::MissingValue
    );
}

#[test]
fn ratings_of_one_criterion() {
    let csv = "unit,occasion,rater,role,criterion,level\n\
        Oak,2024,r1,teacher,1a,1\nOak,2024,r2,teacher,1a,4\nElm,2024,r1,leader,1a,2\nElm,2024,r3,teacher,1b,2\n\
        Oak,2025,r1,teacher,1a,3\n";
    let tally = Ratings::from_csv(csv.as_bytes(), &Rubric::bundled()).unwrap().tally(Grain::Raters).unwrap();
    let counts = tally.respondent_counts().unwrap();
    let matrix = RatingTable::of(&tally, counts, 0, &|_| true);
    // Anonymous: r1 is another rater in each place; r3 rated another criterion.
    assert_eq!((matrix.units(), matrix.raters(), matrix.len()), (3, 5, 4));
    assert_eq!(rows_of(&matrix), [vec![(0, 2.0)], vec![(2, 1.0), (3, 4.0)], vec![(4, 3.0)]]);
    assert_eq!(matrix.inner().groups.as_ref().unwrap().of_unit, [0, 1, 1]);
    let strata = tally.strata();
    // Everyone, leaders and teachers; at all occasions and at each of the two.
    assert_eq!(strata.len(), 9);
    let leaders = RatingTable::of(&tally, counts, 0, &|one| strata[3].holds(one));
    assert_eq!((leaders.units(), leaders.len()), (1, 1));
}

proptest! {
    #[test]
    fn any_table_is_read_or_refused(
        cells in proptest::collection::vec(prop_oneof![Just(f64::NAN), -3.0..9.0, any::<f64>(), (0..5).prop_map(f64::from)], 0..40),
        columns in 0..5_usize,
        declared in any::<bool>(),
    ) {
        let options = RatingTableOptions::new();
        let options = if declared { options.values([0.0, 1.0, 2.0, 3.0, 4.0]) } else { options };
        if let Ok(matrix) = RatingTable::from_numbers(cells.clone(), columns, options) {
            prop_assert_eq!(matrix.units() * matrix.raters(), cells.len());
            let read: Vec<f64> = rows_of(&matrix).into_iter().flatten().map(|(_, value)| value).collect();
            let given: Vec<f64> = cells.into_iter().filter(|cell| !cell.is_nan()).collect();
            prop_assert_eq!(read, given);
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        rows in proptest::collection::btree_map((0..6_u32, 0..6_u32), 0..5_u8, 1..20),
        seed in any::<u64>(),
    ) {
        let rows: Vec<((u32, u32), u8)> = rows.into_iter().collect();
        let matrix = |rows: &[((u32, u32), u8)]| {
            let part = |at: usize| rows.iter().map(|row| if at == 0 { row.0.0 } else { row.0.1 }).collect();
            RatingTable::from_ratings(part(0), part(1), rows.iter().map(|row| row.1).collect(), RatingTableOptions::new())
        };
        let mut shuffled = rows.clone();
        crate::stats::random::Random::new(seed, 0).shuffle(&mut shuffled);
        prop_assert_eq!(matrix(&rows)?, matrix(&shuffled)?);
    }
}
