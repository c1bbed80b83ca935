//! What was read of a survey's file, and what was not.

use collabpro_derive::{Read, words};
use serde::Serialize;

use crate::base::json_write::to_json;

/// What is the matter with rows.
#[words]
pub enum RowMark {
    /// The mapping asks for them to be left out.
    Asked,
    /// A trial by those who made the survey.
    Preview,
    /// It was never sent off.
    Incomplete,
    /// The tool takes it for the answers of a machine.
    Spam,
    /// The tool marks it by a word that is not known.
    Unknown,
}

/// How many rows are marked so, and by which column.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MarkedRows {
    /// Why.
    pub why: RowMark,
    /// The column that told it.
    pub column: String,
    /// How many rows.
    pub rows: u64,
}

/// What was read from a survey's file, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SurveyAccount {
    /// Rows below the header, blank ones not counted.
    pub rows: u64,
    /// Rows that became ratings.
    pub read: u64,
    /// Rows that did not. A row that several reasons fit counts for the first.
    pub left_out: Vec<MarkedRows>,
    /// Rows that did, although the tool marks them.
    #[serde(default)]
    pub kept: Vec<MarkedRows>,
    /// Rows that were read and hold no answer at all: people who opened the survey and said nothing.
    #[serde(default)]
    pub unanswered: u64,
    /// Ratings left out because the rater rated the criterion again.
    pub repeated: u64,
    /// How many of those stand below an answer that is later by the tool's dates: rows and not dates say which is the last.
    #[serde(default)]
    pub against_dates: u64,
    /// Criteria whose ratings were turned over.
    pub reversed: Vec<String>,
    /// Columns from which nothing was read.
    pub unused: Vec<String>,
}

impl SurveyAccount {
    /// The account as canonical JSON.
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}
