//! What one row of ratings says.

use collabpro_derive::words;

/// Why there is no rating.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum Missing {
    /// The rater has not seen it.
    NotObserved,
    /// It does not apply here.
    NotApplicable,
    /// The rater gave no answer.
    NoAnswer,
}

/// What one row says: a level of the criterion's scale, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Position among the scale's categories, 0 the lowest.
    Level(u8),
    /// No rating, with the reason.
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
