//! Raters in groups with their ratings on criteria: from counts of ratings, or from a plain table.

use crate::rating_table::{Groups, RatingTable};
use crate::rubric::Rubric;
use crate::scoring::{NO_RATING, Responses};
use crate::stats::moments;

/// A criterion of a rubric, or a column of a table.
pub(crate) struct CriterionColumn {
    /// The values of its categories, lowest first, where they are declared.
    pub(crate) scale: Option<Vec<f64>>,
    /// Whether nobody gave the categories values, so that these are their positions.
    pub(crate) positions: bool,
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

impl CriterionColumn {
    /// Those of a rubric: 1, 2, 3, … where the categories have no values.
    pub(crate) fn of(rubric: &Rubric, criterion: u16) -> Self {
        let categories = rubric.scale(criterion).categories();
        let values: Option<Vec<f64>> = categories.iter().map(|category| category.value).collect();
        let positions = values.is_none();
        let ranks = || (1..=categories.len()).map(|rank| rank as f64).collect();
        Self { scale: Some(values.unwrap_or_else(ranks)), positions }
    }
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

/// The groups of a plain table whose rows are raters and whose columns are criteria. Where none are given, names of rows that come
/// again are those of the units that raters belong to; otherwise it is one group without a name.
pub(crate) fn of_matrix(matrix: &RatingTable) -> (Vec<CriterionColumn>, Vec<(String, RaterRows)>) {
    let inner = matrix.inner();
    let declared = inner.scale.declared && !inner.scale.values.is_empty();
    let criterion = |_| CriterionColumn {
        scale: declared.then(|| inner.scale.values.clone()),
        positions: inner.scale.positions,
    };
    let criteria: Vec<_> = (0..inner.raters).map(criterion).collect();
    let by_name =
        || inner.unit_names.as_deref().map(Groups::of).filter(|groups| groups.names.len() < inner.units);
    let groups = inner.groups.clone().or_else(by_name);
    let groups =
        groups.unwrap_or_else(|| Groups { of_unit: vec![0; inner.units], names: vec![String::new()] });
    let names = groups.names;
    let mut rows: Vec<Vec<Vec<f64>>> = vec![Vec::new(); names.len()];
    for unit in 0..inner.units {
        let mut row = vec![f64::NAN; inner.raters];
        inner.row(unit).for_each(|(criterion, value)| row[criterion as usize] = value);
        rows[groups.of_unit[unit] as usize].push(row);
    }
    let people = rows.into_iter().map(|rows| RaterRows::of(rows, criteria.len()));
    let groups = names.into_iter().zip(people).filter(|(_, people)| people.len() > 0).collect();
    (criteria, groups)
}
