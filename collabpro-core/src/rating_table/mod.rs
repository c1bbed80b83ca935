#![doc = include_str!("../../docs/rating_table.md")]

mod build;
mod bytes;
mod columns;
mod of_tally;
mod options;
mod table;

use collabpro_derive::document;
use std::fmt;
use std::sync::Arc;

pub(crate) use build::declared;
pub(crate) use columns::{MANY_ROWS, is_count, is_index, is_role};
pub(crate) use of_tally::Stratum;
pub use options::{Label, RatingTableOptions, Shape, TableRows};

use crate::base::json_write::to_json;

/// No rating, among codes.
pub(crate) const MISSING: u8 = u8::MAX;

/// The most categories of a scale; with more distinct numbers ratings are kept as numbers.
pub(crate) const MOST_CATEGORIES: usize = 253;

/// The largest number: squares, and products of squares, stay finite.
pub(crate) const LARGEST: f64 = 1e100;

/// How ratings lie in memory.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Layout {
    /// Row by row, every cell there.
    Dense,
    /// The ratings that there are, unit by unit, raters ascending.
    Sparse {
        /// Where each unit's ratings begin; one more than units.
        starts: Vec<usize>,
        raters: Vec<u32>,
    },
}

/// The ratings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RatingCells {
    /// Positions among the categories; [`MISSING`] in a dense table.
    Codes(Vec<u8>),
    /// More distinct numbers than a scale has; NaN is missing in a dense table and never leaves the library.
    Reals(Vec<f64>),
}

/// The categories, lowest first; none for [`RatingCells::Reals`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scale {
    /// What each category counts: its number, or 1, 2, 3, … for texts.
    pub(crate) values: Vec<f64>,
    /// The texts, where categories are texts.
    pub(crate) texts: Option<Vec<String>>,
    /// Declared, or only seen.
    pub(crate) declared: bool,
    /// Whether nobody gave the categories values, so that these are their positions.
    pub(crate) positions: bool,
}

impl Scale {
    /// The label of a category.
    pub(crate) fn label(&self, at: usize) -> String {
        match &self.texts {
            Some(texts) => texts.get(at).cloned().unwrap_or_default(),
            None => self.values.get(at).map(f64::to_string).unwrap_or_default(),
        }
    }

    /// Whether the categories have an order: numbers, or texts in a declared order.
    pub(crate) fn is_ordered(&self) -> bool {
        self.declared || self.texts.is_none()
    }
}

/// What units belong to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Groups {
    pub(crate) of_unit: Vec<u32>,
    /// In byte order.
    pub(crate) names: Vec<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Inner {
    pub(crate) units: usize,
    pub(crate) raters: usize,
    pub(crate) layout: Layout,
    pub(crate) ratings: RatingCells,
    pub(crate) scale: Scale,
    pub(crate) unit_names: Option<Vec<String>>,
    pub(crate) rater_names: Option<Vec<String>>,
    pub(crate) groups: Option<Groups>,
}

/// Ratings of several raters on several units. Cheap to clone.
///
/// ```
/// use collabpro_core::RatingTable;
/// use collabpro_core::rating_table::RatingTableOptions;
///
/// // Three units, two raters; the second rater left out the last unit.
/// let rows = [[Some(1.0), Some(1.0)], [Some(2.0), Some(3.0)], [Some(4.0), None]];
/// let matrix = RatingTable::from_rows(&rows, RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0]))?;
/// assert_eq!((matrix.units(), matrix.raters(), matrix.len()), (3, 2, 5));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct RatingTable(Arc<Inner>);

/// A table of ratings on the wire.
#[document("rating_table", version = 2, of = RatingTable)]
struct Document<'a> {
    /// Labels of the units, where they have some.
    units: Option<&'a [String]>,
    /// Labels of the raters, where they have some.
    raters: Option<&'a [String]>,
    /// The categories, lowest first; null: there are too many distinct numbers.
    categories: Option<Vec<Label>>,
    /// Whether the categories were declared; otherwise they are those that were seen.
    declared: bool,
    /// What each unit belongs to.
    groups: Option<Vec<&'a str>>,
    /// A row for each unit, a cell for each rater; null is missing.
    cells: Vec<Vec<Option<Label>>>,
}

impl RatingTable {
    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// How many units, those without a rating among them.
    pub fn units(&self) -> usize {
        self.0.units
    }

    /// How many raters (or items), those without a rating among them.
    pub fn raters(&self) -> usize {
        self.0.raters
    }

    /// How many ratings there are.
    pub fn len(&self) -> usize {
        let Inner { layout, ratings, .. } = &*self.0;
        match (layout, ratings) {
            (Layout::Sparse { raters, .. }, _) => raters.len(),
            (Layout::Dense, RatingCells::Codes(codes)) => {
                codes.iter().filter(|code| **code != MISSING).count()
            }
            (Layout::Dense, RatingCells::Reals(reals)) => reals.iter().filter(|real| !real.is_nan()).count(),
        }
    }

    /// Whether there is no rating.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything as canonical JSON, a cell for each unit and rater.
    pub fn to_json(&self) -> String {
        let inner = &*self.0;
        let label = |code: usize| match &inner.scale.texts {
            Some(texts) => Label::Text(texts[code].clone()),
            None => Label::Number(inner.scale.values[code]),
        };
        let cells = (0..inner.units).map(|unit| {
            let mut row = vec![None; inner.raters];
            for at in inner.places(unit) {
                row[inner.rater(unit, at) as usize] = match &inner.ratings {
                    RatingCells::Codes(codes) => Some(label(codes[at].into())),
                    RatingCells::Reals(reals) => Some(Label::Number(reals[at])),
                };
            }
            row
        });
        let groups = |groups: &'_ Groups| {
            groups.of_unit.iter().map(|at| groups.names[*at as usize].clone()).collect::<Vec<_>>()
        };
        let groups = inner.groups.as_ref().map(groups);
        let document = Document {
            units: inner.unit_names.as_deref(),
            raters: inner.rater_names.as_deref(),
            categories: matches!(inner.ratings, RatingCells::Codes(_))
                .then(|| (0..inner.scale.values.len()).map(label).collect()),
            declared: inner.scale.declared,
            groups: groups.as_ref().map(|groups| groups.iter().map(String::as_str).collect()),
            cells: cells.collect(),
        };
        to_json(&document)
    }
}

impl Inner {
    /// Positions of a unit's ratings, without the missing.
    pub(crate) fn places(&self, unit: usize) -> impl Iterator<Item = usize> {
        let range = match &self.layout {
            Layout::Dense => unit * self.raters..(unit + 1) * self.raters,
            Layout::Sparse { starts, .. } => starts[unit]..starts[unit + 1],
        };
        range.filter(|at| match &self.ratings {
            RatingCells::Codes(codes) => codes[*at] != MISSING,
            RatingCells::Reals(reals) => !reals[*at].is_nan(),
        })
    }

    /// Who gave the rating at this position of the unit.
    pub(crate) fn rater(&self, unit: usize, at: usize) -> u32 {
        match &self.layout {
            Layout::Dense => (at - unit * self.raters) as u32,
            Layout::Sparse { raters, .. } => raters[at],
        }
    }

    /// What the rating at this position counts.
    pub(crate) fn value(&self, at: usize) -> f64 {
        match &self.ratings {
            RatingCells::Codes(codes) => self.scale.values[usize::from(codes[at])],
            RatingCells::Reals(reals) => reals[at],
        }
    }

    /// The ratings of a unit: who gave them, and what they count.
    pub(crate) fn row(&self, unit: usize) -> impl Iterator<Item = (u32, f64)> {
        self.places(unit).map(move |at| (self.rater(unit, at), self.value(at)))
    }
}

impl fmt::Debug for RatingTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RatingTable({} units, {} raters, {} ratings)", self.units(), self.raters(), self.len())
    }
}

#[cfg(test)]
mod tests;
