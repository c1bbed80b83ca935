//! The texts of the framework, read once from `data/framework.json`.

use std::sync::OnceLock;

use collabpro_derive::{Read, document};
use serde::Serialize;

use super::{ContextDimension, Facet, Idea, Tenet, UnitKind, WarningSign};

/// What the framework's words mean: one entry for each idea, tenet, dimension, sign, kind of unit and facet.
///
/// ```
/// use collabpro_core::{Framework, Tenet};
///
/// let entry = Framework::bundled().tenet(Tenet::JointWork);
/// assert_eq!(entry.name, "Joint work");
/// ```
#[document("framework", version = 1, schema = "Framework")]
#[derive(Clone, Debug, Default, PartialEq, Read)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Language of the texts.
    pub language: String,
    /// Version of the texts.
    pub version: String,
    /// Whose words these are.
    pub notice: String,
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// The two ideas it rests on.
    pub ideas: Vec<Entry>,
    /// The ten tenets, in the book's order.
    pub tenets: Vec<Entry>,
    /// The four context dimensions.
    pub context_dimensions: Vec<Entry>,
    /// The six signs.
    pub warning_signs: Vec<Entry>,
    /// The four kinds of unit.
    pub unit_kinds: Vec<Entry>,
    /// The four facets. Our interpretation.
    pub facets: Vec<Entry>,
}

/// A source, and how much of it was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// Short id that facts refer to.
    pub id: String,
    /// Author, year, title.
    pub citation: String,
    /// Address, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `full`, `excerpt` or `not seen`.
    pub access: String,
}

/// A statement with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fact {
    /// The statement, in our words.
    pub text: String,
    /// Id of the source.
    pub source: String,
}

/// One word of the framework explained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// Stable id.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// The facet a tenet is read by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// What it means.
    pub means: String,
    /// How this project reads that more closely. Our interpretation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// What it looks like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks_like: Vec<String>,
    /// What it is mistaken for when too weak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weak: Option<String>,
    /// What it turns into when forced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced: Option<String>,
    /// Statements with a source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Which of the fields above are this project's interpretation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpretation: Vec<String>,
}

impl Framework {
    /// The bundled English texts.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Framework> = OnceLock::new();
        BUNDLED.get_or_init(|| crate::base::document::bundled(include_str!("../../data/framework.json")))
    }

    /// What an idea means.
    pub fn idea(&self, idea: Idea) -> &Entry {
        find(&self.ideas, idea.id())
    }

    /// What a tenet means.
    pub fn tenet(&self, tenet: Tenet) -> &Entry {
        find(&self.tenets, tenet.id())
    }

    /// What a context dimension means.
    pub fn context_dimension(&self, dimension: ContextDimension) -> &Entry {
        find(&self.context_dimensions, dimension.id())
    }

    /// What a warning sign means.
    pub fn warning_sign(&self, sign: WarningSign) -> &Entry {
        find(&self.warning_signs, sign.id())
    }

    /// What a kind of unit means.
    pub fn unit_kind(&self, kind: UnitKind) -> &Entry {
        find(&self.unit_kinds, kind.id())
    }

    /// What a facet means.
    pub fn facet(&self, facet: Facet) -> &Entry {
        find(&self.facets, facet.id())
    }
}

/// The entry with this id; a test holds the file to having them all, so the empty entry is never seen.
fn find<'a>(entries: &'a [Entry], id: &str) -> &'a Entry {
    static NONE: OnceLock<Entry> = OnceLock::new();
    entries.iter().find(|entry| entry.id == id).unwrap_or_else(|| NONE.get_or_init(Entry::default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_entry_in_order() {
        let framework = Framework::bundled();
        let ids = |entries: &[Entry]| entries.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&framework.ideas), Idea::ALL.iter().map(|idea| idea.id()).collect::<Vec<_>>());
        assert_eq!(ids(&framework.tenets), Tenet::ALL.iter().map(|t| t.id()).collect::<Vec<_>>());
        assert_eq!(
            ids(&framework.context_dimensions),
            ContextDimension::ALL.iter().map(|t| t.id()).collect::<Vec<_>>()
        );
        assert_eq!(
            ids(&framework.warning_signs),
            WarningSign::ALL.iter().map(|t| t.id()).collect::<Vec<_>>()
        );
        assert_eq!(ids(&framework.unit_kinds), UnitKind::ALL.iter().map(|t| t.id()).collect::<Vec<_>>());
        assert_eq!(ids(&framework.facets), Facet::ALL.iter().map(|t| t.id()).collect::<Vec<_>>());
    }

    #[test]
    fn every_fact_names_a_known_source_and_every_tenet_its_facet() {
        let framework = Framework::bundled();
        let all = framework.tenets.iter().chain(&framework.context_dimensions);
        for entry in all.chain(&framework.warning_signs).chain(&framework.unit_kinds).chain(&framework.ideas)
        {
            for fact in &entry.facts {
                assert!(
                    framework.sources.iter().any(|s| s.id == fact.source),
                    "{} {}",
                    entry.id,
                    fact.source
                );
            }
        }
        for tenet in Tenet::ALL {
            assert_eq!(framework.tenet(*tenet).facet, Some(tenet.facet()));
        }
    }
}
