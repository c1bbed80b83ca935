//! The release record: what was shown about how many, so that the next release can be checked against it.

use collabpro_derive::{Read, document};
use serde::{Serialize, Serializer};

use super::salt::Codes;
use super::{Place3, salt};
use crate::base::document::open;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Read};
use crate::base::message::Message;
use crate::base::watch::{Watch, ask};
use crate::framework::Construct;
use crate::rubric::{Rating, Rubric};
use crate::scoring::{Responses, Score, responses};
use crate::tally::{RespondentCounts, Tally, origin, origin_unit};

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

/// Who gave ratings on which criteria, in each informant group.
#[cfg_attr(test, derive(Default))]
pub(super) struct Members<'a> {
    /// By unit, occasion and role, in byte order; no hash for people of open teams: their ratings are known.
    groups: Vec<(Place3<'a>, Vec<Option<u128>>, Responses)>,
}

impl<'a> Members<'a> {
    pub(super) fn of(
        tally: &'a Tally,
        counts: &RespondentCounts,
        codes: &mut Codes,
        open: impl Fn(&str, Option<&str>) -> bool,
        watch: &mut dyn Watch,
    ) -> Result<Self> {
        let names = tally.names();
        let mut groups = Vec::new();
        let mut done = 0;
        for place in counts.respondents.chunk_by(|a, b| (a.unit, a.occasion) == (b.unit, b.occasion)) {
            ask(watch, done, Some(counts.respondents.len() as u64))?;
            done += place.len() as u64;
            let unit = &*names.units[place[0].unit as usize];
            let occasion = &*names.occasions[usize::from(place[0].occasion)];
            for (role, sheet) in responses(tally, counts, place[0].unit, place[0].occasion) {
                let mut people = Vec::new();
                for code in &sheet.raters {
                    let rater = &names.raters[*code as usize];
                    let home = origin_unit(unit, rater);
                    // Among everyone a person is known whose ratings are shown in each of the person's roles.
                    let first = place.partition_point(|at| at.rater < *code);
                    let mut roles = place[first..].iter().take_while(|at| at.rater == *code);
                    let known = match role {
                        Some(_) => open(home, role),
                        None => roles.all(|at| open(home, Some(&*names.roles[usize::from(at.role)]))),
                    };
                    people.push((!known).then(|| codes.of(&origin(unit, rater))));
                }
                groups.push(((unit, occasion, role), people, sheet));
            }
        }
        Ok(Self { groups })
    }

    /// Those whose ratings are in a cell, criterion by criterion.
    pub(super) fn criteria(&self, score: &Score, rubric: &Rubric) -> Vec<RecordedCriterion> {
        let key = (score.unit.as_str(), score.occasion.as_str(), score.role.as_deref());
        let mut criteria = Vec::new();
        let Ok(found) = self.groups.binary_search_by_key(&key, |(place, ..)| *place) else { return criteria };
        let (_, people, sheet) = &self.groups[found];
        for id in &score.criteria {
            let Some(at) = rubric.position(id) else { continue };
            let levels = rubric.scale(at).categories().len();
            let mut criterion = RecordedCriterion { criterion: id.clone(), ratings: 0, members: Vec::new() };
            for (person, row) in people.iter().zip(sheet.rows()) {
                if matches!(Rating::from_code(row[usize::from(at)]), Rating::Level(level) if usize::from(level) < levels)
                {
                    criterion.ratings += 1;
                    criterion.members.extend(person);
                }
            }
            if !criterion.members.is_sorted() {
                criterion.members.sort_unstable();
            }
            criteria.push(criterion);
        }
        criteria
    }
}

fn digits<S: Serializer>(hashes: &[u128], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(hashes.iter().map(|hash| hex(*hash)))
}

fn hex(hash: u128) -> String {
    format!("{hash:032x}")
}
