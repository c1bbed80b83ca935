#![doc = include_str!("../docs/practice.md")]

use std::sync::OnceLock;

use collabpro_derive::{Read, document, words};
use serde::Serialize;

use crate::framework::{ContextDimension, Source, Tenet};

/// On whose word a practice or case has to do with a tenet.
#[words]
pub enum Basis {
    /// A source says so.
    Stated,
    /// This project reads it so.
    OurReading,
    /// Neither.
    NotStated,
}

/// How far a statement was seen.
#[words]
pub enum Certainty {
    /// Its source was read whole.
    Documented,
    /// A passage of its source was read.
    Excerpt,
    /// Remembered, and not checked.
    Recollection,
    /// It was looked for, and no source was found.
    NotFound,
}

/// What is known of one matter, or that nothing is.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PracticeStatement {
    /// The matter, in a word.
    pub about: String,
    /// The statement, in our words.
    pub text: String,
    /// The dimension of the context that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<ContextDimension>,
    /// Id of the source; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How far it was seen.
    pub certainty: Certainty,
}

/// That a practice or case has to do with a tenet. Never how much.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TenetLink {
    /// The tenet.
    pub tenet: Tenet,
    /// On whose word.
    pub basis: Basis,
    /// Id of the source that states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How far that was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

pub(crate) fn basis(links: &[TenetLink], tenet: Tenet) -> Basis {
    links.iter().find(|link| link.tenet == tenet).map_or(Basis::NotStated, |link| link.basis)
}

/// What a practice asks of a place. Our interpretation.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PracticeAsk {
    /// Id of the question about the context.
    pub descriptor: String,
    /// Why.
    pub why: String,
}

/// On whose word a practice asks something of one dimension of the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DimensionLink {
    /// The dimension.
    pub dimension: ContextDimension,
    /// On whose word.
    pub basis: Basis,
}

/// An intentional design by which people work together.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Practice {
    /// Stable id, which a unit may name as its practice.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// What people do together.
    pub together: String,
    /// Whether it is the counter-example: much like the others, and yet something else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub non_example: bool,
    /// The tenets it leans on; of a tenet that is not here no source says so, nor do we.
    pub tenets: Vec<TenetLink>,
    /// What it asks of a place: what a match may take as needed.
    pub asks: Vec<PracticeAsk>,
    /// Whether it asks something of each of the four dimensions; `not_stated` where no source says so, nor do we.
    pub dimensions: Vec<DimensionLink>,
    /// What sources say.
    pub facts: Vec<PracticeStatement>,
    /// Which of the fields above are this project's interpretation.
    pub interpretation: Vec<String>,
}

impl Practice {
    /// On whose word it leans on a tenet.
    pub fn basis(&self, tenet: Tenet) -> Basis {
        basis(&self.tenets, tenet)
    }
}

/// A catalogue of practices.
///
/// ```
/// use collabpro_core::Practices;
/// use collabpro_core::case_studies::Find;
/// use collabpro_core::practice::Basis;
/// use collabpro_core::Tenet;
///
/// let practices = Practices::bundled();
/// assert!(practices.get("data_team").is_some_and(|practice| practice.non_example));
/// let found = practices.find(&Find::new().tenet(Tenet::CollaborativeInquiry))?;
/// let basis: Vec<Basis> = found.practices.iter().map(|practice| practice.basis(Tenet::CollaborativeInquiry)).collect();
/// assert!(basis.iter().all(|basis| *basis == Basis::OurReading));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[document("practices", version = 2, schema = "Practices")]
#[derive(Clone, Debug, PartialEq, Read)]
#[serde(deny_unknown_fields)]
pub struct Practices {
    /// Language of the texts.
    pub language: String,
    /// Version of the texts.
    pub version: String,
    /// Whose words these are.
    pub notice: String,
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// The practices.
    pub practices: Vec<Practice>,
}

impl Practices {
    /// The bundled catalogue.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Practices> = OnceLock::new();
        BUNDLED.get_or_init(|| crate::base::document::bundled(include_str!("../data/practices.json")))
    }

    /// The practice with this id.
    pub fn get(&self, id: &str) -> Option<&Practice> {
        self.practices.iter().find(|practice| practice.id == id)
    }
}
