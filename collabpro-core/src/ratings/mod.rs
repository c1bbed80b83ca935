#![doc = include_str!("../../docs/ratings.md")]

mod account;
mod builder;
mod bytes;
mod collect;
mod columns;
mod concat;
mod duplicates;
mod finish;
mod header;
mod json;
mod options;
mod pseudonyms;
mod reader;
mod table;
mod unmatched;
mod write;

use collabpro_derive::words;

use std::fmt;
use std::sync::Arc;

pub use crate::base::csv::Delimiter;
pub use account::{MarkedRows, RowMark, SurveyAccount};
pub use builder::Builder;
pub(crate) use collect::Collector;
pub use collect::Row;
pub use columns::ColumnSet;
pub(crate) use header::{Header, twice};
pub use options::{Duplicates, ExtraColumns, Field, Layout, ReadOptions};
pub use pseudonyms::{PseudonymOptions, pseudonyms};
pub(crate) use reader::Format;
pub use reader::Reader;
pub use unmatched::UnmatchedUnits;

use crate::base::dictionary::Words;
use crate::rubric::Rubric;
use crate::units::Units;

/// Whether ratings are raters' own, or agreed in the group.
#[words]
#[derive(Default)]
pub enum RatingKind {
    /// Each rater rated alone.
    #[default]
    Individual,
    /// One rating agreed after discussion; agreement and disagreement are then undefined and never computed.
    Consensus,
}

/// Whether a rater's id means the same person at another occasion.
#[words]
#[derive(Default)]
pub enum RaterLink {
    /// Anonymous answers: an id is known only within its unit and occasion, and nothing is paired.
    #[default]
    WithinOccasion,
    /// The same id is the same person throughout.
    Persistent,
}

/// One code a row for each of the six columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) unit: Vec<u32>,
    pub(crate) occasion: Vec<u16>,
    pub(crate) rater: Vec<u32>,
    /// Code of the role's label; the empty label stands for a row without a role.
    pub(crate) role: Vec<u8>,
    pub(crate) criterion: Vec<u16>,
    pub(crate) rating: Vec<u8>,
}

/// The labels behind the codes; criteria are coded by their position in the rubric.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    pub(crate) unit: Words,
    pub(crate) occasion: Words,
    pub(crate) rater: Words,
    pub(crate) role: Words,
}

impl Columns {
    fn reserve(&mut self, rows: usize) {
        self.unit.reserve(rows);
        self.occasion.reserve(rows);
        self.rater.reserve(rows);
        self.role.reserve(rows);
        self.criterion.reserve(rows);
        self.rating.reserve(rows);
    }
}

/// Checked ratings. Cheap to clone.
#[derive(Clone)]
pub struct Ratings(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) rubric: Rubric,
    pub(crate) units: Units,
    pub(crate) kind: RatingKind,
    pub(crate) link: RaterLink,
    pub(crate) labels: Labels,
    pub(crate) columns: Columns,
    /// Rows with their evidence, in order; most rows have none.
    pub(crate) evidence: Vec<(u32, Box<str>)>,
    /// Codes of the units that no units file has.
    pub(crate) undescribed: Vec<u32>,
    /// What was read and left out, of ratings that came from a survey.
    pub(crate) survey: Option<SurveyAccount>,
}

impl Inner {
    /// The evidence of a row; empty where there is none.
    fn evidence(&self, row: u32) -> &str {
        let found = self.evidence.binary_search_by_key(&row, |(row, _)| *row);
        found.map_or("", |at| &self.evidence[at].1)
    }
}

impl Ratings {
    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// The instrument.
    pub fn rubric(&self) -> &Rubric {
        &self.0.rubric
    }

    /// Units and occasions, from the second file and from the ratings themselves.
    pub fn units(&self) -> &Units {
        &self.0.units
    }

    /// Own or agreed ratings.
    pub fn kind(&self) -> RatingKind {
        self.0.kind
    }

    /// Whether raters are linked over occasions.
    pub fn link(&self) -> RaterLink {
        self.0.link
    }

    /// What was read from the survey and what was left out; `None` for ratings that came another way.
    pub fn survey(&self) -> Option<&SurveyAccount> {
        self.0.survey.as_ref()
    }

    /// How many rows, missing ratings included.
    pub fn len(&self) -> usize {
        self.0.columns.rating.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for Ratings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels = &self.0.labels;
        write!(f, "Ratings({} rows, {} units, {} raters)", self.len(), labels.unit.len(), labels.rater.len())
    }
}
