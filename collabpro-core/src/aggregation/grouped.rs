//! Raters in groups with their ratings on criteria: from counts of ratings, or from a plain table.

use crate::rating_table::RatingTable;
use crate::rubric::Rubric;
use crate::scoring::{NO_RATING, Responses};
use crate::stats::moments;

/// A criterion of a rubric, or a column of a table.
pub(crate) struct CriterionColumn {
    /// The values of its categories, lowest first, where they are declared.
    pub(crate) scale: Option<Vec<f64>>,
}

/// The ratings of one group: a row for each rater, a cell for each criterion; NaN is missing and never leaves this
/// module's neighbours.
#[derive(Clone, Default)]
pub(crate) struct RaterRows {
    cells: Vec<f64>,
    criteria: usize,
}

impl RaterRows {
    /// In the order of their ratings, so that nothing depends on names; those who rated nothing are left out.
    fn of(rows: Vec<Vec<f64>>, criteria: usize) -> Self {
        let mut rows = rows;
        rows.retain(|row| row.iter().any(|rating| !rating.is_nan()));
        rows.sort_by(|a, b| a.iter().map(key).cmp(b.iter().map(key)));
        Self { cells: rows.concat(), criteria }
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.criteria.max(1))
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len() / self.criteria.max(1)
    }

    /// How many of them rated one of these criteria.
    pub(crate) fn who_rated(&self, criteria: &[usize]) -> usize {
        self.rows().filter(|row| criteria.iter().any(|criterion| !row[*criterion].is_nan())).count()
    }

    /// The mean of each rater's ratings on some criteria, of those who rated half of them at least.
    pub(crate) fn means(&self, criteria: &[usize]) -> Vec<f64> {
        let mean = |row: &[f64]| {
            let ratings: Vec<_> =
                criteria.iter().map(|criterion| row[*criterion]).filter(|rating| !rating.is_nan()).collect();
            let enough = !ratings.is_empty() && 2 * ratings.len() >= criteria.len();
            enough.then(|| moments::mean(&ratings))
        };
        self.rows().filter_map(mean).collect()
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
    let values: Option<Vec<f64>> = categories.iter().map(|category| category.value).collect();
    values.unwrap_or_else(|| (1..=categories.len()).map(|rank| rank as f64).collect())
}

/// The raters of one informant group, polarity applied.
pub(crate) fn of_sheet(rubric: &Rubric, criteria: &[CriterionColumn], sheet: &Responses) -> RaterRows {
    let rating = |level: &u8, criterion: &CriterionColumn| {
        let value = criterion.scale.as_ref().and_then(|scale| scale.get(usize::from(*level)));
        if *level == NO_RATING { f64::NAN } else { value.copied().unwrap_or(f64::NAN) }
    };
    let row = |person: usize| {
        let levels = sheet.levels(rubric, person);
        levels.iter().zip(criteria).map(|(level, criterion)| rating(level, criterion)).collect()
    };
    RaterRows::of((0..sheet.raters.len()).map(row).collect(), criteria.len())
}

/// The groups of a plain table whose rows are raters and whose columns are criteria; one group where none are named.
pub(crate) fn of_matrix(matrix: &RatingTable) -> (Vec<CriterionColumn>, Vec<(String, RaterRows)>) {
    let inner = matrix.inner();
    let declared = inner.scale.declared && !inner.scale.values.is_empty();
    let criterion = |_| CriterionColumn { scale: declared.then(|| inner.scale.values.clone()) };
    let criteria: Vec<_> = (0..inner.raters).map(criterion).collect();
    let names = inner.groups.as_ref().map_or_else(|| vec![String::new()], |groups| groups.names.clone());
    let mut rows: Vec<Vec<Vec<f64>>> = vec![Vec::new(); names.len()];
    for unit in 0..inner.units {
        let mut row = vec![f64::NAN; inner.raters];
        inner.row(unit).for_each(|(criterion, value)| row[criterion as usize] = value);
        rows[inner.groups.as_ref().map_or(0, |groups| groups.of_unit[unit] as usize)].push(row);
    }
    let people = rows.into_iter().map(|rows| RaterRows::of(rows, criteria.len()));
    let groups = names.into_iter().zip(people).filter(|(_, people)| people.len() > 0).collect();
    (criteria, groups)
}
