//! What may be shown to whom: the options of a release.

use std::sync::Arc;

use collabpro_derive::{options, words};

use super::{ReleaseRecord, salt};
use crate::base::error::Problems;
use crate::rubric::Group;

/// When everyone together is shown.
#[words]
#[derive(Default)]
pub enum Total {
    /// Where no single group is shown.
    #[default]
    WhenNone,
    /// Always; single groups are then withheld where the difference would show a small one.
    Always,
}

/// A confidentiality policy.
///
/// A release can judge only the records that it is given.
#[options(check)]
pub struct Policy {
    /// Smallest group of adults that is shown. Only those who chose so are shown in smaller ones: an open team, roles that named
    /// themselves, ratings that are published.
    #[option(default = 5, range = 3..=1000)]
    minimum_adults: u32,
    /// Smallest group of students that is shown.
    #[option(default = 10, range = 5..=1000)]
    minimum_students: u32,
    /// When everyone together is shown.
    pub(super) total: Total,
    /// Makes the keys of the hashes in the release record: at least 16 characters that nobody can guess, or what
    /// `new_salt` made. Without it there is no record.
    pub(super) salt: Option<String>,
    /// Whether to compute how far figures can be trusted, for a report: agreement, consistency, and whether means tell
    /// units apart, over all units that are shown.
    pub(super) trust: bool,
    /// Earlier releases of the same ratings.
    #[option(setter = none)]
    pub(super) previous: Arc<Vec<ReleaseRecord>>,
}

impl Policy {
    /// Adds an earlier release of the same ratings.
    #[must_use]
    pub fn previous(mut self, record: ReleaseRecord) -> Self {
        Arc::make_mut(&mut self.previous).push(record);
        self
    }

    /// Smallest groups of adults and of students that are shown.
    pub fn minima(&self) -> (u32, u32) {
        (self.minimum_adults, self.minimum_students)
    }

    /// What may stand beside what is shown.
    pub(super) fn without_secrets(&self) -> Self {
        Self { salt: None, previous: Arc::default(), ..self.clone() }
    }

    fn check(&self, problems: &mut Problems) {
        if let Some(Err(error)) = self.salt.as_deref().map(salt::check) {
            problems.append(&error);
        }
    }

    pub(super) fn minimum(&self, group: Group) -> u32 {
        match group {
            Group::Adult => self.minimum_adults,
            Group::Student => self.minimum_students,
        }
    }
}
