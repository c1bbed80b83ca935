//! Rubrics of 1EdTech CASE, in and out.

mod diff;
mod order;
mod read;
mod shape;
mod write;

use collabpro_derive::{options, words};
use serde_json::Value;

use crate::base::by_name::ByName;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::table::{Rows, Table};
use crate::framework::Construct;
use crate::rubric::{Direction, Rubric};

/// Where a rubric keeps the package that it was read from.
const KEPT: &str = "case";
/// Where a `CFRubric` of CASE 1.1 carries the whole rubric.
const EMBEDDED: &str = "collabpro";

/// How a package is read.
///
/// ```
/// use collabpro_core::exchange::CaseOptions;
///
/// let options = CaseOptions::from_json(r#"{"direction": "descending"}"#)?;
/// assert_eq!(CaseOptions::from_json(r#"{"colour": 1}"#).unwrap_err().code(), collabpro_core::ErrorCode::UnknownOption);
/// # let _ = options;
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[options]
pub struct CaseOptions {
    /// Identifier of the `CFRubric`; needed where the package has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    rubric: Option<String>,
    /// Under which language texts are kept; without it the document's, else `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// How levels run by their position, where scores do not tell: `descending` is best first. Without it their names tell, else
    /// the other criteria; else the first is taken for the lowest.
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
    /// Identifiers of criteria, each with what it measures, such as `tenet:joint_work`.
    #[option(setter = none)]
    constructs: ByName<Construct>,
}

impl CaseOptions {
    /// What a criterion measures.
    #[must_use]
    pub fn construct(mut self, identifier: impl Into<String>, construct: Construct) -> Self {
        self.constructs.insert(identifier, construct);
        self
    }
}

/// A version of the standard.
#[words]
pub enum CaseVersion {
    /// CASE 1.0: no `extensions`, no `caseVersion`.
    #[word("1.0")]
    V1p0,
    /// CASE 1.1.
    #[word("1.1")]
    V1p1,
}

/// How a package is written.
#[options]
pub struct ToCaseOptions {
    /// The version of the standard; without it as it was read, else `1.1`.
    version: Option<CaseVersion>,
    /// Which language's texts are written; without it as it was read, else `en`.
    language: Option<String>,
    /// Who has authority over the instrument; needed for one that did not come as CASE.
    creator: Option<String>,
    /// When it was last changed, ISO 8601, `2026-03-31T12:00:00Z`; needed for what is new or was changed, because nothing
    /// here looks at a clock.
    last_change_date_time: Option<String>,
    /// Where new parts will be found: their identifier is added after a slash; without it `urn:uuid:`.
    base_uri: Option<String>,
    /// Whether the whole rubric is put under the `extensions` of its `CFRubric` (1.1), so that it comes back entire.
    #[option(default = true)]
    embed: bool,
}

/// What became of a part that does not cross as it is.
#[words]
pub enum CaseLoss {
    /// It has no place in a rubric here and is kept as it is; written again, it comes back.
    Kept,
    /// It was not said, and something was assumed.
    Assumed,
    /// The standard has no place for it; it is under `extensions`, where this library finds it and others do not look.
    ExtensionOnly,
    /// The standard has no place for it.
    NoPlace,
    /// That version of the standard has no place for it.
    NotInVersion,
}

/// What does not cross as it is: a JSON path, in which `[*]` is any element of a list, how often, and what became of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseLosses(Vec<(String, CaseLoss, u64)>);

impl FromIterator<(String, CaseLoss, u64)> for CaseLosses {
    fn from_iter<I: IntoIterator<Item = (String, CaseLoss, u64)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl CaseLosses {
    /// The entries.
    pub fn iter(&self) -> impl Iterator<Item = (&str, CaseLoss, u64)> {
        self.0.iter().map(|(path, loss, n)| (path.as_str(), *loss, *n))
    }

    fn add(&mut self, found: diff::Paths, loss: CaseLoss) {
        found.0.into_iter().for_each(|(path, n)| self.0.push((path, loss, n)));
    }

    /// A table with `path`, `loss` and `n`.
    pub fn table(&self) -> Table {
        Rows::of(self.iter())
            .column("path", |(path, ..)| path)
            .column("loss", |(_, loss, _)| loss.id())
            .column("n", |(.., n)| n)
            .table()
    }
}

/// A rubric that came as CASE.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRubric {
    /// The instrument; what has no place in it is kept under its `extensions`.
    pub rubric: Rubric,
    /// Parts of the package that are not part of the instrument.
    pub losses: CaseLosses,
}

/// A package of CASE.
#[derive(Clone, Debug, PartialEq)]
pub struct CasePackage {
    /// The package.
    pub package: Value,
    /// Parts of the rubric (`$.criteria…`) that are not in the package, and parts that its version has no place for.
    pub losses: CaseLosses,
}

impl CasePackage {
    /// The package as JSON.
    pub fn to_json(&self) -> String {
        to_json(&self.package)
    }

    /// What [`to_json`](Self::to_json) wrote, with its losses; nothing where that is no JSON.
    pub fn from_json(text: &str, losses: CaseLosses) -> Option<Self> {
        let package = serde_json::from_str(text).ok()?;
        Some(Self { package, losses })
    }
}

impl Rubric {
    /// Reads a rubric from a CASE 1.0 or 1.1 package, also within a `CFPackage`; or from a `CFRubric` alone, within a `CFRubric`, or
    /// in a list.
    ///
    /// # Errors
    /// All problems at once, each with its path in the package: `invalid_json`, `empty_list`, `missing_text`, `invalid_id`,
    /// `duplicate_id`, `category_count`, `unknown_reference` for an option that names nothing, `invalid_option` where one
    /// of several rubrics must be chosen.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    /// use collabpro_core::exchange::{CaseOptions, ToCaseOptions};
    ///
    /// let options = ToCaseOptions::new().creator("Our team").last_change_date_time("2026-03-31T12:00:00Z");
    /// let package = Rubric::bundled().to_case(&options)?;
    /// let found = Rubric::from_case(&package.to_json(), &CaseOptions::new())?;
    /// assert_eq!(found.rubric.criteria().len(), 36);
    /// assert_eq!(found.rubric.to_case(&ToCaseOptions::new())?.package, package.package);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_case(text: &str, options: &CaseOptions) -> Result<CaseRubric> {
        read::from_case(text, options)
    }

    /// Writes the rubric as a CASE package. One that came as CASE is written as it came, with what was changed since.
    ///
    /// # Errors
    /// `invalid_option`: a creator or a date is needed, or is not one.
    pub fn to_case(&self, options: &ToCaseOptions) -> Result<CasePackage> {
        write::to_case(self, options)
    }
}

/// Tells that an option is needed here, or does not have this form.
fn refuse(problems: &mut Problems, option: &str, what: Message) {
    problems.push(Problem::new(ErrorCode::InvalidOption, Place::path(option)).say("what", what));
}
