//! The release record: what was shown about how many, so that the next release can be checked against it.

use collabpro_derive::{Read, document};
use serde::{Serialize, Serializer};

use super::salt;
use crate::base::document::open;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Read};
use crate::base::message::Message;
use crate::framework::Construct;
use crate::rubric::Rubric;

/// Those who rated one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct RecordedCriterion {
    /// Id of the criterion.
    pub criterion: String,
    /// How many ratings there are, those of open teams included: a rating weighs one over this.
    pub ratings: u32,
    /// Keyed hashes of those whose ratings are in it, ascending; people of open teams are left out.
    #[serde(serialize_with = "digits")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub members: Vec<u128>,
}

impl Read for RecordedCriterion {
    fn read(input: &mut Input<'_>) -> Self {
        let mut fields = input.fields();
        let (criterion, ratings) = (fields.take("criterion"), fields.take("ratings"));
        let members: Vec<Hash> = fields.take("members");
        Self { criterion, ratings, members: members.into_iter().map(|Hash(hash)| hash).collect() }
    }
}

/// A hash as 32 hexadecimal digits: JSON numbers hold 53 bits.
struct Hash(u128);

impl Read for Hash {
    fn read(input: &mut Input<'_>) -> Self {
        let text = input.value().as_str().filter(|text| text.len() == 32);
        let hash = text.and_then(|text| u128::from_str_radix(text, 16).ok());
        Self(input.found(hash, "json.hash").unwrap_or_default())
    }
}

/// One shown cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordedScore {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Id of the criterion; null: the whole construct.
    pub criterion: Option<String>,
    /// Smallest number of such people that may be shown.
    pub minimum: u32,
    /// The criteria that it rests on.
    pub criteria: Vec<RecordedCriterion>,
}

/// What a release showed. No ratings: units, measures, and keyed hashes of people (HMAC-SHA-256, 128 bits, the key from
/// the policy's salt). Whoever has the salt can try pseudonyms until a hash fits; whoever has not can tell only that the
/// same person stands in two criteria. The hash of a pseudonym is still personal data: keep the record with the ratings,
/// and the salt apart from both.
///
/// ```
/// use collabpro_core::{Observed, Policy, Ratings, Rubric};
/// use collabpro_core::release::ReleaseRecord;
///
/// let rows: String = (0..6).map(|r| format!("Birch,r{r},1a,{}\n", 2 + r % 2)).collect();
/// let ratings = Ratings::from_csv(format!("unit,rater,criterion,level\n{rows}").as_bytes(), &Rubric::bundled())?;
/// let released = ratings.score(Observed::new())?.release(&Policy::default().salt("kept apart from the ratings"))?;
/// let kept = released.record()?.to_json();
/// let policy = Policy::default().salt("kept apart from the ratings").previous(ReleaseRecord::from_json(&kept)?);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[document("release_record", version = 2, schema = "ReleaseRecord")]
#[derive(Clone, Debug, PartialEq, Eq, Read)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRecord {
    rubric_id: String,
    rubric_version: String,
    /// Tells another salt, without telling the salt.
    salt_check: String,
    pub(super) cells: Vec<RecordedScore>,
}

impl ReleaseRecord {
    pub(super) fn new(rubric: &Rubric, check: u128, cells: Vec<RecordedScore>) -> Self {
        Self {
            rubric_id: rubric.id().to_owned(),
            rubric_version: rubric.version().to_owned(),
            salt_check: hex(check),
            cells,
        }
    }

    /// The cells that were shown.
    pub fn cells(&self) -> &[RecordedScore] {
        &self.cells
    }

    /// Reads a record.
    ///
    /// # Errors
    /// `invalid_json`, `wrong_kind`, `unsupported_schema_version`, `outdated_schema_version` for version 1, whose hashes
    /// could be undone.
    pub fn from_json(text: &str) -> Result<Self> {
        let (value, problems) = open::<Self>(text, Problems::default())?;
        Input::below(&value, problems).whole()
    }

    /// `check` is that of the salt of today.
    pub(super) fn check(&self, rubric: &Rubric, check: Option<u128>) -> Result<()> {
        let Some(check) = check else { return Err(salt::missing()) };
        if self.salt_check != hex(check) {
            return Err(salt::invalid(Message::new("salt.another")));
        }
        if rubric.takes(&self.rubric_id, &self.rubric_version) {
            return Ok(());
        }
        let problem = Problem::new(ErrorCode::RubricMismatch, Place::path("previous"));
        let first = format!("{} {}", self.rubric_id, self.rubric_version);
        let second = format!("{} {}", rubric.id(), rubric.version());
        Err(problem.with("first", first).with("second", second).into())
    }
}

fn digits<S: Serializer>(hashes: &[u128], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(hashes.iter().map(|hash| hex(*hash)))
}

fn hex(hash: u128) -> String {
    format!("{hash:032x}")
}
