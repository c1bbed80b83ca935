//! Practices: intentional designs by which people work together, and published cases of them.
//!
//! A small catalogue ([`Practices`]), and what public sources say of the five cases of the book and of its non-example
//! ([`Cases`]). Every fact names its source and how far it was seen, or says that nothing was found. No case has a number
//! for a tenet: it illustrates one by a source's word, by our reading, or no source says so. Units may use designs that the
//! catalogue does not know.

mod cases;

use std::sync::OnceLock;

use serde::Serialize;

pub use cases::{CaseStudy, Cases, KnownContext};

use crate::context::ContextDescriptors;
use crate::document::read::{reads, reads_options, reads_words};
use crate::document::{problem, to_json};
use crate::error::{ErrorCode, ErrorKind, Problems, Result};
use crate::framework::{ContextDimension, Source, Tenet, UnitKind};
use crate::options;

/// On whose word a practice or case has to do with a tenet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A source says so.
    Stated,
    /// This project reads it so.
    OurReading,
    /// Neither.
    NotStated,
}

reads_words!(Basis: Stated = "stated", OurReading = "our_reading", NotStated = "not_stated");

/// How far a statement was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Its source was read whole.
    Documented,
    /// A passage of its source was read.
    Excerpt,
    /// Remembered, and not checked.
    Recollection,
    /// It was looked for, and no source was found.
    NotFound,
}

reads_words!(Confidence: Documented = "documented", Excerpt = "excerpt", Recollection = "recollection", NotFound = "not_found");

/// What is known of one matter, or that nothing is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Statement"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
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
    pub confidence: Confidence,
}

reads!(Statement: about, text, confidence; dimension, source);

/// That a practice or case has to do with a tenet. Never how much.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    pub confidence: Option<Confidence>,
}

reads!(TenetLink: tenet, basis; source, confidence);

fn basis(links: &[TenetLink], tenet: Tenet) -> Basis {
    links.iter().find(|link| link.tenet == tenet).map_or(Basis::NotStated, |link| link.basis)
}

/// What a practice asks of a place. Our interpretation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PracticeAsk"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ask {
    /// Id of the question about the context.
    pub descriptor: String,
    /// Why.
    pub why: String,
}

reads!(Ask: descriptor, why; );

/// An intentional design by which people work together.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    pub asks: Vec<Ask>,
    /// What sources say.
    pub facts: Vec<Statement>,
    /// Which of the fields above are this project's interpretation.
    pub interpretation: Vec<String>,
}

reads!(Practice: id, name, together, tenets, asks, facts, interpretation; non_example = "nonExample");

impl Practice {
    /// On whose word it leans on a tenet.
    pub fn basis(&self, tenet: Tenet) -> Basis {
        basis(&self.tenets, tenet)
    }
}

/// A catalogue of practices.
///
/// ```
/// use collabpro_core::practice::{Basis, Find, Practices};
/// use collabpro_core::Tenet;
///
/// let practices = Practices::bundled();
/// assert!(practices.get("data_team").is_some_and(|practice| practice.non_example));
/// let found = practices.find(&Find::new().tenet(Tenet::CollaborativeInquiry))?;
/// let basis: Vec<Basis> = found.practices.iter().map(|practice| practice.basis(Tenet::CollaborativeInquiry)).collect();
/// assert!(basis.iter().all(|basis| *basis == Basis::OurReading));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Practices {
    /// Version of this file's form.
    pub schema_version: u32,
    /// Always `collabpro.practices`.
    pub kind: String,
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

reads!(Practices: schema_version = "schemaVersion", kind, language, version, notice, sources, practices; );

impl Practices {
    /// The bundled catalogue.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Practices> = OnceLock::new();
        BUNDLED.get_or_init(|| crate::document::bundled(include_str!("../../data/practices.json")))
    }

    /// The catalogue as canonical JSON.
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// The practice with this id.
    pub fn get(&self, id: &str) -> Option<&Practice> {
        self.practices.iter().find(|practice| practice.id == id)
    }

    /// The practices that fit: linked to the tenet, of this id, with a published case in this kind of unit, asking for the
    /// descriptor.
    ///
    /// # Errors
    /// `unknown_reference` for a design or descriptor that there is none of.
    pub fn find(&self, what: &Find) -> Result<Self> {
        what.check()?;
        let case = |id: &str| Cases::bundled().cases.iter().find(|case| case.design == id);
        let fits = |practice: &Practice| {
            what.tenet.is_none_or(|tenet| practice.basis(tenet) != Basis::NotStated)
                && what.design.as_ref().is_none_or(|id| practice.id == *id)
                && what.kind.is_none_or(|kind| case(&practice.id).is_some_and(|case| case.kind == Some(kind)))
                && what
                    .descriptor
                    .as_ref()
                    .is_none_or(|id| practice.asks.iter().any(|ask| ask.descriptor == *id))
        };
        let mut found = self.clone();
        found.practices.retain(fits);
        Ok(found)
    }
}

/// What to look for among practices or cases. All that is given must fit.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `tenet` | any | the ten | what it has to do with, by a source or by our reading |
/// | `design` | any | a practice's id | which design |
/// | `kind` | any | the four kinds of unit | where a case took place |
/// | `descriptor` | any | a question's id | what a practice asks for, or what is known of a case |
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Find {
    tenet: Option<Tenet>,
    design: Option<String>,
    kind: Option<UnitKind>,
    descriptor: Option<String>,
}

reads_options!(Find: tenet, design, kind, descriptor);

impl Find {
    /// Everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }

    /// What has to do with this tenet.
    #[must_use]
    pub fn tenet(mut self, tenet: Tenet) -> Self {
        self.tenet = Some(tenet);
        self
    }

    /// This design.
    #[must_use]
    pub fn design(mut self, id: impl Into<String>) -> Self {
        self.design = Some(id.into());
        self
    }

    /// In this kind of unit.
    #[must_use]
    pub fn kind(mut self, kind: UnitKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Where this question about the context matters, or is answered.
    #[must_use]
    pub fn descriptor(mut self, id: impl Into<String>) -> Self {
        self.descriptor = Some(id.into());
        self
    }

    fn check(&self) -> Result<()> {
        let mut problems = Problems::of(ErrorKind::Estimation);
        if let Some(id) = self.design.as_ref().filter(|id| Practices::bundled().get(id).is_none()) {
            problems.push(problem(ErrorCode::UnknownReference, "design", id));
        }
        if let Some(id) =
            self.descriptor.as_ref().filter(|id| ContextDescriptors::bundled().get(id).is_none())
        {
            problems.push(problem(ErrorCode::UnknownReference, "descriptor", id));
        }
        problems.finish(())
    }
}
