//! People in groups with their marks on lines: from counts of ratings, or from a plain table.

use crate::base::list::List;
use crate::rating_table::RatingTable;
use crate::rubric::Rubric;
use crate::scoring::{NO_MARK, Responses};
use crate::stats::moments;

/// A line: a criterion of a rubric or a column of a table.
pub(crate) struct Line {
    /// The values of its categories, lowest first, where they are declared.
    pub(crate) scale: Option<Vec<f64>>,
}

/// The marks of one group: a row for each person, a cell for each line; NaN is missing and never leaves this module's
/// neighbours.
#[derive(Clone, Default)]
pub(crate) struct People {
    cells: Vec<f64>,
    lines: usize,
}

impl People {
    /// In the order of their marks, so that nothing depends on names; those who marked nothing are left out.
    fn of(rows: Vec<Vec<f64>>, lines: usize) -> Self {
        let mut rows = rows;
        rows.retain(|row| row.iter().any(|mark| !mark.is_nan()));
        rows.sort_by(|a, b| a.iter().map(key).cmp(b.iter().map(key)));
        Self { cells: rows.concat(), lines }
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.lines.max(1))
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len() / self.lines.max(1)
    }

    /// How many of them marked one of these lines.
    pub(crate) fn who_marked(&self, lines: &[usize]) -> usize {
        self.rows().filter(|row| lines.iter().any(|line| !row[*line].is_nan())).count()
    }

    /// The mean of each person's marks on some lines, of those who marked half of them at least.
    pub(crate) fn means(&self, lines: &[usize]) -> Vec<f64> {
        let mean = |row: &[f64]| {
            let marks = lines.iter().map(|line| row[*line]).filter(|mark| !mark.is_nan()).list();
            let enough = !marks.is_empty() && 2 * marks.len() >= lines.len();
            enough.then(|| moments::mean(&marks))
        };
        self.rows().filter_map(mean).list()
    }
}

/// An order of doubles in which NaN comes last.
fn key(x: &f64) -> u64 {
    let bits = x.to_bits();
    if x.is_nan() {
        u64::MAX
    } else if bits >> 63 == 0 {
        bits | 1 << 63
    } else {
        !bits
    }
}

/// The values of a criterion's categories, lowest first; 1, 2, 3, … where they have none.
pub(crate) fn values(rubric: &Rubric, criterion: u16) -> Vec<f64> {
    let categories = rubric.scale(criterion).categories();
    let values: Option<Vec<f64>> = categories.iter().map(|category| category.value).complete();
    values.unwrap_or_else(|| (1..=categories.len()).map(|rank| rank as f64).list())
}

/// The people of one informant group, polarity applied.
pub(crate) fn of_sheet(rubric: &Rubric, lines: &[Line], sheet: &Responses) -> People {
    let mark = |level: &u8, line: &Line| {
        let value = line.scale.as_ref().and_then(|scale| scale.get(usize::from(*level)));
        if *level == NO_MARK { f64::NAN } else { value.copied().unwrap_or(f64::NAN) }
    };
    let row = |person: usize| {
        let levels = sheet.levels(rubric, person);
        levels.iter().zip(lines).map(|(level, line)| mark(level, line)).list()
    };
    People::of((0..sheet.raters.len()).map(row).list(), lines.len())
}

/// The groups of a plain table whose rows are people and whose columns are lines; one group where none are named.
pub(crate) fn of_matrix(matrix: &RatingTable) -> (Vec<Line>, Vec<(String, People)>) {
    let inner = matrix.inner();
    let declared = inner.scale.declared && !inner.scale.values.is_empty();
    let line = |_| Line { scale: declared.then(|| inner.scale.values.clone()) };
    let lines = (0..inner.raters).map(line).list();
    let names = inner.groups.as_ref().map_or_else(|| vec![String::new()], |groups| groups.names.clone());
    let mut rows: Vec<Vec<Vec<f64>>> = vec![Vec::new(); names.len()];
    for unit in 0..inner.units {
        let mut row = vec![f64::NAN; inner.raters];
        inner.row(unit).for_each(|(line, value)| row[line as usize] = value);
        rows[inner.groups.as_ref().map_or(0, |groups| groups.of_unit[unit] as usize)].push(row);
    }
    let people = rows.into_iter().map(|rows| People::of(rows, lines.len()));
    let groups = names.into_iter().zip(people).filter(|(_, people)| people.len() > 0).list();
    (lines, groups)
}
