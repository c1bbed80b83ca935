#![doc = include_str!("../docs/case_studies.md")]

use std::sync::OnceLock;

use collabpro_derive::{Read, document, options};
use serde::Serialize;

use crate::base::document::problem;
use crate::base::error::{ErrorCode, ErrorKind, Problems, Result};
use crate::context::{ContextDescriptors, ContextEntry, ContextProfile, ContextValue};
use crate::framework::{Source, Tenet, UnitKind};
use crate::practice::{Basis, Certainty, Practice, PracticeStatement, Practices, TenetLink, basis};

/// What is known of one question about the context of a case. The answer is our coding of what a source says.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KnownContext {
    /// Id of the question.
    pub descriptor: String,
    /// The answer.
    pub value: ContextValue,
    /// What it rests on.
    pub text: String,
    /// Id of the source.
    pub source: String,
    /// How far that was seen.
    pub certainty: Certainty,
}

/// A published case, or the non-example.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseStudy {
    /// Stable id.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Id of its practice.
    pub practice: String,
    /// The kind of unit; the fact about `kind` says where that is known from. Absent: not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKind>,
    /// Whether it is the counter-example.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub non_example: bool,
    /// The tenets it illustrates; of a tenet that is not here no source says so, nor do we.
    pub tenets: Vec<TenetLink>,
    /// What sources say.
    pub facts: Vec<PracticeStatement>,
    /// Matters on which sources say different things; the facts about them tell each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<String>,
    /// What is known of its context; for a question that is not here no answer was found.
    pub context: Vec<KnownContext>,
}

impl CaseStudy {
    /// On whose word it illustrates a tenet.
    pub fn basis(&self, tenet: Tenet) -> Basis {
        basis(&self.tenets, tenet)
    }

    /// What is known of its context, to match a place with. For most questions nothing is: see
    /// [`ContextProfile::known`] first.
    ///
    /// ```
    /// use collabpro_core::CaseStudies;
    ///
    /// let profile = CaseStudies::bundled().get("nw_rise").unwrap().context_profile();
    /// assert_eq!(profile.entries.len(), 2);
    /// assert_eq!(profile.entries[0].descriptor, "origin");
    /// ```
    pub fn context_profile(&self) -> ContextProfile {
        let cases = CaseStudies::bundled();
        let entry = |known: &KnownContext| ContextEntry {
            descriptor: known.descriptor.clone(),
            value: Some(known.value.clone()),
            absent: None,
            source: known.source.clone(),
            date: cases.recorded.clone(),
            recorder: "collabpro".to_owned(),
        };
        ContextProfile {
            descriptors: ContextDescriptors::bundled().version.clone(),
            unit: self.id.clone(),
            occasion: String::new(),
            entries: self.context.iter().map(entry).collect(),
            extensions: serde_json::Map::new(),
        }
    }
}

/// Published cases, and the non-example.
///
/// ```
/// use collabpro_core::UnitKind;
/// use collabpro_core::CaseStudies;
/// use collabpro_core::case_studies::Find;
///
/// let found = CaseStudies::bundled().find(&Find::new().kind(UnitKind::Network))?;
/// assert_eq!(found.case_studies[0].id, "nw_rise");
/// assert!(found.case_studies[0].conflicts.contains(&"start".to_owned()));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[document("case_studies", version = 2, schema = "CaseStudies")]
#[derive(Clone, Debug, PartialEq, Read)]
#[serde(deny_unknown_fields)]
pub struct CaseStudies {
    /// Language of the texts.
    pub language: String,
    /// Version of the texts.
    pub version: String,
    /// Day on which this was written down, ISO 8601.
    pub recorded: String,
    /// Whose words these are.
    pub notice: String,
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// The cases.
    pub case_studies: Vec<CaseStudy>,
}

impl CaseStudies {
    /// The bundled cases.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<CaseStudies> = OnceLock::new();
        BUNDLED.get_or_init(|| crate::base::document::bundled(include_str!("../data/case_studies.json")))
    }

    /// The case with this id.
    pub fn get(&self, id: &str) -> Option<&CaseStudy> {
        self.case_studies.iter().find(|case| case.id == id)
    }

    /// The cases that fit: illustrating the tenet, of this design, in this kind of unit, with a known answer to the
    /// descriptor's question.
    ///
    /// # Errors
    /// `unknown_reference` for a practice or descriptor that there is none of.
    pub fn find(&self, what: &Find) -> Result<Self> {
        what.check()?;
        let mut found = self.clone();
        found.case_studies.retain(|case| {
            what.tenet.is_none_or(|tenet| case.basis(tenet) != Basis::NotStated)
                && what.practice.as_ref().is_none_or(|id| case.practice == *id)
                && what.kind.is_none_or(|kind| case.kind == Some(kind))
                && what.descriptor.as_ref().is_none_or(|id| case.context.iter().any(|k| k.descriptor == *id))
        });
        Ok(found)
    }
}

impl Practices {
    /// The practices that fit: linked to the tenet, of this id, with a published case in this kind of unit, asking for the
    /// descriptor.
    ///
    /// # Errors
    /// `unknown_reference` for a practice or descriptor that there is none of.
    pub fn find(&self, what: &Find) -> Result<Self> {
        what.check()?;
        let case = |id: &str| CaseStudies::bundled().case_studies.iter().find(|case| case.practice == id);
        let fits = |practice: &Practice| {
            what.tenet.is_none_or(|tenet| practice.basis(tenet) != Basis::NotStated)
                && what.practice.as_ref().is_none_or(|id| practice.id == *id)
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
#[options]
pub struct Find {
    /// What it has to do with, by a source or by our reading.
    tenet: Option<Tenet>,
    /// Id of a practice: this one.
    practice: Option<String>,
    /// The kind of unit where a case took place.
    kind: Option<UnitKind>,
    /// Id of a question: what a practice asks for, or what is known of a case.
    descriptor: Option<String>,
}

impl Find {
    fn check(&self) -> Result<()> {
        let mut problems = Problems::of(ErrorKind::Estimation);
        if let Some(id) = self.practice.as_ref().filter(|id| Practices::bundled().get(id).is_none()) {
            problems.push(problem(ErrorCode::UnknownReference, "practice", id));
        }
        if let Some(id) =
            self.descriptor.as_ref().filter(|id| ContextDescriptors::bundled().get(id).is_none())
        {
            problems.push(problem(ErrorCode::UnknownReference, "descriptor", id));
        }
        problems.finish(())
    }
}

impl ContextProfile {
    /// What is known of the context of a published case; see [`CaseStudy::context_profile`].
    ///
    /// # Errors
    /// `unknown_reference` when there is no such case.
    ///
    /// ```
    /// use collabpro_core::ContextProfile;
    ///
    /// assert_eq!(ContextProfile::of_case_study("nw_rise")?.unit, "nw_rise");
    /// assert_eq!(ContextProfile::of_case_study("atlantis").unwrap_err().code(), collabpro_core::ErrorCode::UnknownReference);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn of_case_study(id: &str) -> Result<Self> {
        let unknown =
            || Problems::of(ErrorKind::Estimation).fail(problem(ErrorCode::UnknownReference, "case", id));
        CaseStudies::bundled().get(id).map(CaseStudy::context_profile).ok_or_else(unknown)
    }
}
