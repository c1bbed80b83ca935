use super::*;
use crate::base::error::ErrorCode;
use crate::ratings::options::Layout;
use crate::ratings::reader::tests::rubric;

fn codes(ratings: &Ratings) -> String {
    format!("{:?}", ratings.inner().columns)
}

const ROWS: [[&str; 6]; 5] = [
    ["B", "school", "r1", "teacher", "a", "1"],
    ["B", "", "r1", "teacher", "w", "Yes"],
    ["C", "school", "r2", "student", "b", "4"],
    ["C", "school", "r3", "", "a", "not_observed"],
    ["B", "school", "r2", "student", "b", ""],
];
const NAMES: [&str; 6] = ["unit", "unit_kind", "rater", "role", "criterion", "level"];

fn by_rows(rows: &[[&str; 6]]) -> Result<Ratings> {
    let rubric = rubric();
    let mut builder = Builder::new(&rubric);
    for [unit, unit_kind, rater, role, criterion, level] in rows.iter().copied() {
        builder.push(Row { unit, unit_kind, rater, role, criterion, level, ..Row::default() }).unwrap();
    }
    builder.finish()
}

fn by_columns(rows: &[[&str; 6]], coded: bool) -> Result<Ratings> {
    let mut set = ColumnSet::new();
    for (at, name) in NAMES.into_iter().enumerate() {
        let cells = rows.iter().map(|row| row[at]);
        set = if coded {
            // Every cell its own label, and one that no row uses.
            let labels = std::iter::once("unused").chain(cells);
            set.coded(name, labels, (1..=rows.len() as u32).map(Some))
        } else {
            set.text(name, cells.map(Some))
        };
    }
    let rubric = rubric();
    let mut builder = Builder::new(&rubric);
    builder.columns(&set)?;
    builder.finish()
}

#[test]
fn rows_and_columns_give_the_same_ratings() {
    let expected = by_rows(&ROWS).unwrap();
    for coded in [true, false] {
        let ratings = by_columns(&ROWS, coded).unwrap();
        assert_eq!(codes(&ratings), codes(&expected));
        assert_eq!(ratings.units(), expected.units());
        assert_eq!(ratings.inner().labels.rater.len(), 3);
    }
}

#[test]
fn rows_and_columns_give_the_same_problems() {
    let mut rows = ROWS.to_vec();
    rows.extend([
        ["", "hut", "r1", "pupil", "zz", "1"],
        ["B", "network", "r5", "", "a", "7"],
        ["B", "school", "r1", "teacher", "a", "2"],
        ["B", "school", "r6", "teacher", "b", "2"],
    ]);
    let expected = by_rows(&rows).unwrap_err();
    assert_eq!(expected.total(), 7, "{}", expected.to_json());
    for coded in [true, false] {
        assert_eq!(by_columns(&rows, coded).unwrap_err().to_json(), expected.to_json());
    }
}

#[test]
fn wide_columns_and_numbers() {
    let rubric = rubric();
    let options = ReadOptions::new().layout(Layout::Wide).criterion("Q2", "b").constant(Field::Unit, "B");
    let set = ColumnSet::new()
        .integers("rater", [Some(1), Some(2), Some(3)])
        .text("role", [Some("teacher"), Some("student"), None])
        .numbers("a", [Some(3.0), None, Some(f64::NAN)])
        .numbers("Q2", [None, Some(1.0), Some(1.0)]);
    let mut builder = Builder::new(&rubric).options(options);
    builder.columns(&set).unwrap();
    let ratings = builder.finish().unwrap();
    assert_eq!(ratings.inner().columns.rating, [2, 255, 0, 255, 0]);
}

#[test]
fn columns_must_fit_together() {
    let rubric = rubric();
    let set = ColumnSet::new()
        .text("unit", [Some("B")])
        .coded("rater", ["r1"], [Some(0), Some(1)])
        .text("criterion", [Some("a")])
        .text("level", [None]);
    let error = Builder::new(&rubric).columns(&set).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|p| format!("{} {}", p.code(), p.place())).collect();
    assert_eq!(found, ["column_length column rater", "invalid_number row 2, column rater"]);
    assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    assert_eq!(Builder::new(&rubric).finish().unwrap_err().code(), ErrorCode::NoRows);
}
