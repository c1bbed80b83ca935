#![doc = include_str!("../../docs/tally.md")]

mod build;
mod bytes;
mod packing;
mod reshape;
mod sort;

use collabpro_derive::words;

use std::fmt;
use std::sync::Arc;

#[cfg(test)]
pub(crate) use build::build;
pub use reshape::{GroupBy, Selection};
pub(crate) use reshape::{origin, origin_unit};

use crate::base::error::Result;
use crate::base::watch::Watched;
use crate::ratings::{RaterLink, RatingKind, Ratings};
use crate::rubric::{Missing, Rating, Rubric};

/// The key of a tally.
#[words(option = "grain")]
#[derive(Default)]
pub enum Grain {
    /// Unit, occasion, role and criterion.
    Units,
    /// The same and the rater.
    #[default]
    Raters,
}

/// What a tally counts; two tallies merge only when these are equal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) rubric: Rubric,
    pub(crate) kind: RatingKind,
    pub(crate) link: RaterLink,
}

/// One person's answers as one role in one unit at one occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Respondent {
    pub(crate) unit: u32,
    pub(crate) occasion: u16,
    pub(crate) rater: u32,
    pub(crate) role: u8,
}

/// Labels in byte order, each one used.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Names {
    pub(crate) units: Vec<Box<str>>,
    pub(crate) occasions: Vec<Box<str>>,
    pub(crate) raters: Vec<Box<str>>,
    /// The empty label stands for rows without a role.
    pub(crate) roles: Vec<Box<str>>,
}

/// Who rated what, in key order: unit, occasion, rater, role, criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RespondentCounts {
    pub(crate) respondents: Vec<Respondent>,
    /// Where each respondent's cells begin; one more than respondents.
    pub(crate) starts: Vec<usize>,
    pub(crate) criteria: Vec<u16>,
    pub(crate) ratings: Vec<u8>,
}

/// Key of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellKey {
    pub(crate) unit: u32,
    pub(crate) occasion: u16,
    pub(crate) role: u8,
    pub(crate) criterion: u16,
}

/// Histograms over levels and the three reasons, in key order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct UnitCounts {
    pub(crate) keys: Vec<CellKey>,
    /// Where each histogram begins; one more than keys.
    pub(crate) starts: Vec<usize>,
    pub(crate) counts: Vec<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Counts {
    Units(UnitCounts),
    Raters(RespondentCounts),
}

/// Mergeable counts of ratings. Cheap to clone.
///
/// ```
/// use collabpro_core::{Ratings, Rubric, Tally, tally::Grain};
///
/// let rubric = Rubric::bundled();
/// let read = |rows: &str| Ratings::from_csv(format!("unit,rater,criterion,level\n{rows}").as_bytes(), &rubric);
/// let whole = Tally::of(&read("Birch,r1,1a,3\nBirch,r2,1a,2\n")?, Grain::Raters)?;
/// let first = Tally::of(&read("Birch,r2,1a,2\n")?, Grain::Raters)?;
/// let second = Tally::of(&read("Birch,r1,1a,3\n")?, Grain::Raters)?;
/// assert_eq!(first.merge(&second)?.encode(), whole.encode());
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Tally(Arc<Inner>);

#[derive(PartialEq)]
pub(crate) struct Inner {
    pub(crate) head: Head,
    pub(crate) names: Names,
    pub(crate) counts: Counts,
}

impl Tally {
    pub(crate) fn assemble(head: Head, names: Names, counts: Counts) -> Self {
        Self(Arc::new(Inner { head, names, counts }))
    }

    pub(crate) fn names(&self) -> &Names {
        &self.0.names
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.0.counts
    }

    pub(crate) fn head(&self) -> &Head {
        &self.0.head
    }

    /// The instrument.
    pub fn rubric(&self) -> &Rubric {
        &self.0.head.rubric
    }

    /// The key of this tally.
    pub fn grain(&self) -> Grain {
        match self.0.counts {
            Counts::Units(_) => Grain::Units,
            Counts::Raters(_) => Grain::Raters,
        }
    }

    /// Own or agreed ratings.
    pub fn kind(&self) -> RatingKind {
        self.0.head.kind
    }

    /// Whether raters are linked over occasions.
    pub fn link(&self) -> RaterLink {
        self.0.head.link
    }

    /// Units that were rated, in byte order.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.0.names.units.iter().map(|name| &**name)
    }

    /// Occasions at which they were rated, in byte order.
    pub fn occasions(&self) -> impl Iterator<Item = &str> {
        self.0.names.occasions.iter().map(|name| &**name)
    }

    /// Roles of those who answered, in byte order; the empty one stands for rows without a role.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.0.names.roles.iter().map(|name| &**name)
    }

    /// How many ratings are counted, missing ratings included.
    pub fn len(&self) -> u64 {
        match &self.0.counts {
            Counts::Units(cells) => cells.counts.iter().sum(),
            Counts::Raters(cells) => cells.ratings.len() as u64,
        }
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tally({:?}, {} ratings, {} units)", self.grain(), self.len(), self.0.names.units.len())
    }
}

impl Ratings {
    /// Counts these ratings.
    ///
    /// # Errors
    /// `too_many_labels` when more labels or rows are used than the counts can number; `cancelled`.
    pub fn tally<'w>(&self, grain: impl Into<Watched<'w, Grain>>) -> Result<Tally> {
        grain.into().run(|grain, watch| build::count(self, grain, watch))
    }
}

/// Rows between two questions to the watcher: a few milliseconds.
const STEP: usize = 1 << 18;

/// Slots of a criterion's histogram: one for each level, then one for each reason.
pub(crate) fn slots(rubric: &Rubric, criterion: u16) -> usize {
    rubric.scale(criterion).categories().len() + Missing::ALL.len()
}

/// The slot of a rating in the histogram of a criterion with so many levels.
#[inline]
pub(crate) fn slot(levels: usize, rating: u8) -> usize {
    if rating >= Rating::MISSING {
        levels + usize::from(rating - Rating::MISSING)
    } else {
        usize::from(rating)
    }
}

#[cfg(test)]
mod tests;
