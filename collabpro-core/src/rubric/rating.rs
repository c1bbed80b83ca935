//! What one row of ratings says.

use serde::Serialize;

use crate::base::json_read::reads_words;

/// Why there is no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The rater has not seen it.
    NotObserved,
    /// It does not apply here.
    NotApplicable,
    /// The rater gave no answer.
    NoAnswer,
}

reads_words!(Missing: NotObserved = "not_observed", NotApplicable = "not_applicable", NoAnswer = "no_answer");

impl Missing {
    /// Every reason.
    pub const ALL: &[Self] = &[Self::NotObserved, Self::NotApplicable, Self::NoAnswer];

    /// The stable id, as in the `reason` column.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotObserved => "not_observed",
            Self::NotApplicable => "not_applicable",
            Self::NoAnswer => "no_answer",
        }
    }

    /// The reason with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.id() == id)
    }
}

/// What one row says: a level of the criterion's scale, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Position among the scale's categories, 0 the lowest.
    Level(u8),
    /// No mark, with the reason.
    Missing(Missing),
}

impl Rating {
    /// One byte: levels from 0, reasons from [`Rating::MISSING`].
    pub(crate) const MISSING: u8 = 253;

    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Level(level) => level,
            Self::Missing(Missing::NotObserved) => Self::MISSING,
            Self::Missing(Missing::NotApplicable) => Self::MISSING + 1,
            Self::Missing(Missing::NoAnswer) => Self::MISSING + 2,
        }
    }

    pub(crate) const fn from_code(code: u8) -> Self {
        match code {
            Self::MISSING => Self::Missing(Missing::NotObserved),
            254 => Self::Missing(Missing::NotApplicable),
            255 => Self::Missing(Missing::NoAnswer),
            level => Self::Level(level),
        }
    }
}
