//! What may be shown to whom: the options of a release.

use std::sync::Arc;

use serde::Serialize;

use super::{ReleaseRecord, salt};
use crate::base::error::Result;
use crate::base::json_read::{reads_options, reads_words};
use crate::base::options;
use crate::rubric::Group;

/// When everyone together is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// Where no single group is shown.
    #[default]
    WhenNone,
    /// Always; single groups are then withheld where the difference would show a small one.
    Always,
}

reads_words!(Total: WhenNone = "when_none", Always = "always");

/// A confidentiality policy.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `minimumAdults` | 5 | 1 to 1,000 | smallest group of adults that is shown |
/// | `minimumStudents` | 10 | 1 to 1,000 | smallest group of students that is shown |
/// | `total` | `when_none` | or `always` | when everyone together is shown |
/// | `salt` | none | 16 characters or more, or [`new_salt`](super::new_salt) | makes the keys of the release record's hashes; none: no record |
/// | `previous` | none | release records | earlier releases of the same ratings |
///
/// A release can judge only the records that it is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    minimum_adults: u32,
    minimum_students: u32,
    pub(super) total: Total,
    pub(super) salt: Option<String>,
    pub(super) previous: Arc<Vec<ReleaseRecord>>,
}

reads_options!(Policy: minimum_adults = "minimumAdults", minimum_students = "minimumStudents", total, salt, previous);

impl Default for Policy {
    fn default() -> Self {
        Self {
            minimum_adults: 5,
            minimum_students: 10,
            total: Total::default(),
            salt: None,
            previous: Arc::default(),
        }
    }
}

impl Policy {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a policy from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        let policy: Self = options::parse(text)?;
        policy.check()?;
        Ok(policy)
    }

    /// Smallest group of adults that is shown.
    #[must_use]
    pub fn minimum_adults(mut self, people: u32) -> Self {
        self.minimum_adults = people;
        self
    }

    /// Smallest group of students that is shown.
    #[must_use]
    pub fn minimum_students(mut self, people: u32) -> Self {
        self.minimum_students = people;
        self
    }

    /// When everyone together is shown.
    #[must_use]
    pub fn total(mut self, total: Total) -> Self {
        self.total = total;
        self
    }

    /// Makes the keys of the hashes in the release record: at least 16 characters that nobody can guess, or what
    /// [`new_salt`](super::new_salt) made. Without it there is no record.
    #[must_use]
    pub fn salt(mut self, salt: impl Into<String>) -> Self {
        self.salt = Some(salt.into());
        self
    }

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

    pub(super) fn check(&self) -> Result<()> {
        for (name, minimum) in
            [("minimumAdults", self.minimum_adults), ("minimumStudents", self.minimum_students)]
        {
            if !(1..=1000).contains(&minimum) {
                return Err(options::outside(name, minimum, 1, 1000));
            }
        }
        self.salt.as_deref().map_or(Ok(()), salt::check)
    }

    pub(super) fn minimum(&self, group: Group) -> u32 {
        match group {
            Group::Adult => self.minimum_adults,
            Group::Student => self.minimum_students,
        }
    }
}
