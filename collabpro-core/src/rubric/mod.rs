#![doc = include_str!("../../docs/rubric.md")]

mod bytes;
mod check;
mod document;
mod items;
mod rating;
mod translate;

use collabpro_derive::Read;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

pub use document::{
    Category, Criterion, Direction, Group, MissingTexts, PerformanceLevel, Polarity, Role, RubricDocument,
    ScaleDocument,
};
pub use items::{RubricItem, RubricItemsOptions};
pub use rating::{Missing, Rating};

pub use crate::base::text::{Text, TextByRole};

use crate::base::by_name::ByName;
use crate::base::error::{Error, Result};
use crate::base::json_write::to_json;
use crate::base::nfc::nfc;
use crate::base::table::{Rows, Table, columns};
use crate::framework::{Construct, Facet};

/// Which instrument, in which version: what ratings and results are pinned to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Instrument {
    /// Id of the rubric.
    pub id: String,
    /// Its version.
    pub version: String,
}

impl Instrument {
    pub(crate) fn of(rubric: &Rubric) -> Self {
        Self { id: rubric.id().to_owned(), version: rubric.version().to_owned() }
    }
}

/// A scale with its categories from the lowest to the highest.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    id: String,
    direction: Direction,
    cut: Option<u8>,
    categories: Vec<Category>,
    codes: ByName<u16>,
}

impl Scale {
    /// Id that criteria refer to.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The categories, lowest first. A level is a position in this list.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The level at which the upper part begins, where the instrument declares one.
    pub fn cut(&self) -> Option<u8> {
        self.cut
    }

    /// The level behind a category's id or label.
    pub fn level(&self, text: &str) -> Option<u8> {
        self.codes.get(text).map(|level| *level as u8)
    }
}

/// A checked instrument. Cheap to clone.
///
/// ```
/// use collabpro_core::Rubric;
///
/// let rubric = Rubric::bundled();
/// assert_eq!(rubric.criteria().len(), 36);
/// assert_eq!(rubric.scale_of("1a").unwrap().categories().len(), 4);
/// ```
#[derive(Clone)]
pub struct Rubric(Arc<Inner>);

struct Inner {
    document: RubricDocument,
    scales: Vec<Scale>,
    scale_of: Vec<u16>,
    criteria: ByName<u16>,
    level_texts: Vec<ByName<u16>>,
    constructs: Vec<(Construct, Vec<u16>)>,
    fingerprint: u64,
}

impl Rubric {
    /// The bundled rubric, v0.2: 30 tenet criteria and 6 signs. Ours, not the authors', not validated.
    pub fn bundled() -> Self {
        static BUNDLED: OnceLock<Rubric> = OnceLock::new();
        BUNDLED
            .get_or_init(|| {
                // A test reads the same file, so the empty rubric is never seen.
                Self::from_json(include_str!("../../data/rubric.json")).unwrap_or_else(|_| Self::empty())
            })
            .clone()
    }

    pub(crate) fn is_bundled(&self) -> bool {
        let bundled = Self::bundled();
        (self.id(), self.version(), self.fingerprint())
            == (bundled.id(), bundled.version(), bundled.fingerprint())
    }

    /// Reads and checks an instrument.
    ///
    /// # Errors
    /// All structural problems at once, each with its JSON path: `invalid_json`, `wrong_kind`,
    /// `unsupported_schema_version`, `duplicate_id`, `invalid_id`, `unknown_reference`, `empty_list`, `missing_text`,
    /// `category_count`, `category_values`, `invalid_cut`, `level_gap`.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    ///
    /// let rubric = Rubric::from_json(r#"{
    ///     "schemaVersion": 1, "kind": "collabpro.rubric", "id": "talk", "version": "1", "title": {"en": "Talk"},
    ///     "scales": [{"id": "s", "categories": [{"id": "no", "label": {"en": "No"}}, {"id": "yes", "label": {"en": "Yes"}}]}],
    ///     "criteria": [{"id": "a", "construct": "other:talk", "scale": "s", "name": {"en": "We talk"}}]
    /// }"#)?;
    /// assert_eq!(rubric.scale_of("a").unwrap().level("Yes"), Some(1));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        check::read(text)
    }

    /// The instrument as canonical JSON; reading it again gives an equal rubric.
    pub fn to_json(&self) -> String {
        to_json(&self.0.document)
    }

    /// The rated criteria as a table: `criterion`, `construct`, `facet`, `polarity`, `scale`, `short_form`, and the
    /// `name` in this language (or in English, where it has none).
    pub fn table(&self, language: &str) -> Table {
        Rows::of(self.criteria())
            .column("criterion", |criterion| &criterion.id)
            .with(columns!(construct))
            .column("facet", |criterion| criterion.facet.map(Facet::id))
            .column("polarity", |criterion| match criterion.polarity {
                Polarity::Positive => "positive",
                Polarity::Negative => "negative",
            })
            .with(columns!(scale, short_form))
            .column("name", |criterion| criterion.name.get(language))
            .table()
    }

    /// The JSON Schema of the document form, generated from its types.
    pub fn json_schema() -> &'static str {
        include_str!("../../data/rubric.schema.json")
    }

    /// The document form.
    pub fn document(&self) -> &RubricDocument {
        &self.0.document
    }

    /// Id of the instrument.
    pub fn id(&self) -> &str {
        &self.0.document.id
    }

    /// Version of the instrument.
    pub fn version(&self) -> &str {
        &self.0.document.version
    }

    /// Whether ratings that are pinned to an instrument count as ratings on this one: it is this version, or one of the
    /// [`earlier_versions`](RubricDocument::earlier_versions) that this document names as the same.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    ///
    /// let rubric = Rubric::bundled();
    /// assert!(rubric.takes("collabpro", "0.1.0") && rubric.takes("collabpro", "0.2.0"));
    /// assert!(!rubric.takes("collabpro", "0.3.0"));
    /// ```
    pub fn takes(&self, id: &str, version: &str) -> bool {
        let document = self.document();
        let known = |earlier: &String| earlier == version;
        id == document.id && (version == document.version || document.earlier_versions.iter().any(known))
    }

    /// Of two, the one on which the ratings of both count; nothing where they are two instruments, or count differently.
    pub(crate) fn of_both<'a>(&'a self, other: &'a Self) -> Option<&'a Self> {
        let takes = |one: &Self, other: &Self| one.takes(other.id(), other.version());
        match self.fingerprint() == other.fingerprint() {
            true if takes(self, other) => Some(self),
            true if takes(other, self) => Some(other),
            _ => None,
        }
    }

    /// A number that changes when criteria, constructs, polarity, categories or cuts change, and not with the words.
    pub fn fingerprint(&self) -> u64 {
        self.0.fingerprint
    }

    /// The rated criteria, in the instrument's order.
    pub fn criteria(&self) -> &[Criterion] {
        &self.0.document.criteria
    }

    /// The criterion with this id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.position(id).and_then(|at| self.criteria().get(usize::from(at)))
    }

    /// The scale of the criterion with this id.
    pub fn scale_of(&self, id: &str) -> Option<&Scale> {
        self.position(id).map(|at| self.scale(at))
    }

    /// Position of a criterion.
    pub(crate) fn position(&self, id: &str) -> Option<u16> {
        self.0.criteria.get(id).copied()
    }

    /// The scale of the criterion at this position (or the first scale, for a position that does not exist).
    pub(crate) fn scale(&self, criterion: u16) -> &Scale {
        let at = self.0.scale_of.get(usize::from(criterion)).copied().unwrap_or(0);
        &self.0.scales[usize::from(at)]
    }

    /// The scales, in the instrument's order.
    pub fn scales(&self) -> &[Scale] {
        &self.0.scales
    }

    /// The constructs in the order of their first criterion, each with the positions of its criteria.
    pub fn constructs(&self) -> &[(Construct, Vec<u16>)] {
        &self.0.constructs
    }

    /// The informant groups that the instrument declares.
    pub fn roles(&self) -> &[Role] {
        &self.0.document.roles
    }

    /// Adults or students; a role that the instrument does not declare is taken for adults.
    pub fn group(&self, role: &str) -> Group {
        self.roles().iter().find(|known| known.id == role).map_or(Group::Adult, |role| role.group)
    }

    /// The level behind a category id, a category label, or the text of one of the criterion's performance levels.
    pub(crate) fn level(&self, criterion: u16, text: &str) -> Option<u8> {
        let level_texts = self.0.level_texts.get(usize::from(criterion));
        self.scale(criterion)
            .level(text)
            .or_else(|| level_texts.and_then(|level_texts| level_texts.get(text)).map(|level| *level as u8))
    }

    /// The reason behind the id or the label of a missing rating.
    pub fn missing(&self, text: &str) -> Option<Missing> {
        let texts = &self.0.document.missing;
        let labelled = |reason: &&Missing| texts.of(**reason).0.values().any(|label| nfc(label) == text);
        text.parse().ok().or_else(|| Missing::ALL.iter().find(labelled).copied())
    }

    fn empty() -> Self {
        Self(Arc::new(Inner {
            document: RubricDocument::empty(),
            scales: vec![Scale {
                id: String::new(),
                direction: Direction::Ascending,
                cut: None,
                categories: Vec::new(),
                codes: ByName::new(),
            }],
            scale_of: Vec::new(),
            criteria: ByName::new(),
            level_texts: Vec::new(),
            constructs: Vec::new(),
            fingerprint: 0,
        }))
    }
}

impl PartialEq for Rubric {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.document == other.0.document
    }
}

impl fmt::Debug for Rubric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rubric({} {}, {} criteria)", self.id(), self.version(), self.criteria().len())
    }
}

impl std::str::FromStr for Rubric {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::from_json(text)
    }
}

#[cfg(test)]
mod tests;
