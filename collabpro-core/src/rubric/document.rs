//! The wire form of a rubric: versioned JSON, camel case, unknown fields refused, additions under `extensions`.

use collabpro_derive::{Read, document, words};
use serde::Serialize;
use serde_json::Value;

use super::rating::Missing;
use crate::base::text::{Text, TextByRole};
use crate::framework::{Construct, Facet, UnitKind};

/// Who a role's people are, for the smallest group that may be shown.
#[words]
#[derive(Default, PartialOrd, Ord)]
pub enum Group {
    /// Adults: by default shown from 5 people on.
    #[default]
    Adult,
    /// Students: by default shown from 10 on.
    Student,
}

/// An informant group.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Role {
    /// Id, as in the `role` column.
    pub id: String,
    /// Name as shown.
    pub label: Text,
    /// Name of several, as it stands in a sentence ("teachers"); absent: the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plural: Option<Text>,
    /// Adults or students.
    #[serde(default)]
    pub group: Group,
}

/// In which order the categories of a scale are listed.
#[words]
#[derive(Default)]
pub enum Direction {
    /// Lowest first.
    #[default]
    Ascending,
    /// Highest first.
    Descending,
}

/// One category of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Category {
    /// Stable id, as in the `level` column.
    pub id: String,
    /// Name as shown.
    pub label: Text,
    /// What it says, in half a sentence that may stand beside its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Text>,
    /// Names that it had in earlier versions: files that hold them are still read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_labels: Vec<Text>,
    /// Number that belongs to it, for instruments that have one. All categories of a scale, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// 2 to 100 ordered categories.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScaleDocument {
    /// Id that criteria refer to.
    pub id: String,
    /// In which order the categories are listed.
    #[serde(default)]
    pub direction: Direction,
    /// Id of the category at which the upper part begins. Without it, shares at the cut are not defined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<String>,
    /// The categories, in the stated direction.
    pub categories: Vec<Category>,
}

/// Whether a high rating speaks for the construct or against it.
#[words]
#[derive(Default)]
pub enum Polarity {
    /// A high rating speaks for the construct.
    #[default]
    Positive,
    /// A high rating speaks against it. Ratings are turned round when criteria of a construct are averaged; a warning
    /// sign is never averaged and stays as it was rated.
    Negative,
}

/// What a criterion says of one category.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PerformanceLevel {
    /// Id of the scale's category.
    pub category: String,
    /// What happens at this category.
    pub text: Text,
    /// The same for those who are asked in other words.
    #[serde(default, skip_serializing_if = "TextByRole::is_empty")]
    pub text_by_role: TextByRole,
}

/// One rated criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Criterion {
    /// Stable id, as in the `criterion` column.
    pub id: String,
    /// What it measures.
    pub construct: Construct,
    /// What its performance levels speak of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// Whether a high rating speaks for the construct.
    #[serde(default)]
    pub polarity: Polarity,
    /// Id of its scale.
    pub scale: String,
    /// Roles that may answer; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answerable_by: Vec<String>,
    /// Kinds of unit it is made for; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unit_kinds: Vec<UnitKind>,
    /// Whether it belongs to the short form.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub short_form: bool,
    /// Whether its performance levels speak of leaders, who are few: shares at either end are then shown as 5 or 95 %.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about_leaders: bool,
    /// Its name.
    pub name: Text,
    /// The name for those who are asked in other words.
    #[serde(default, skip_serializing_if = "TextByRole::is_empty")]
    pub name_by_role: TextByRole,
    /// A short neutral phrase that can stand in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Text>,
    /// The question put before the performance levels, where it is not the rubric's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Text>,
    /// What to ask those who may add a note: for criteria that invite a kind answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Text>,
    /// The performance levels; either none, or one for each category of the scale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<PerformanceLevel>,
}

/// The words for a missing rating.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MissingTexts {
    /// "Have not seen it".
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub not_observed: Text,
    /// "Does not apply".
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub not_applicable: Text,
    /// "No answer".
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub no_answer: Text,
}

impl MissingTexts {
    /// The words for this reason.
    pub(crate) fn of(&self, reason: Missing) -> &Text {
        match reason {
            Missing::NotObserved => &self.not_observed,
            Missing::NotApplicable => &self.not_applicable,
            Missing::NoAnswer => &self.no_answer,
        }
    }

    /// The same, to be added to.
    pub(crate) fn of_mut(&mut self, reason: Missing) -> &mut Text {
        match reason {
            Missing::NotObserved => &mut self.not_observed,
            Missing::NotApplicable => &mut self.not_applicable,
            Missing::NoAnswer => &mut self.no_answer,
        }
    }
}

/// A whole instrument on the wire.
#[document("rubric", version = 1, schema = "RubricDocument")]
#[derive(Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct RubricDocument {
    /// Id of the instrument.
    pub id: String,
    /// Version of the instrument. Ratings are pinned to id and version.
    pub version: String,
    /// Earlier versions that asked the same and offered the same answers: ratings on them count as ratings on this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_versions: Vec<String>,
    /// Title as shown.
    pub title: Text,
    /// Whose instrument it is, and what is not known about it. Shown with every result.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub notice: Text,
    /// Informant groups; empty: any role, all adults.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Scales that criteria use.
    pub scales: Vec<ScaleDocument>,
    /// The words for missing ratings.
    #[serde(default)]
    pub missing: MissingTexts,
    /// The question before every criterion.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub stem: Text,
    /// The same for those who are asked in other words.
    #[serde(default, skip_serializing_if = "TextByRole::is_empty")]
    pub stem_by_role: TextByRole,
    /// The rated criteria.
    pub criteria: Vec<Criterion>,
    /// What others added; kept as it is.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extensions: serde_json::Map<String, Value>,
}

impl RubricDocument {
    /// A document that says nothing yet.
    pub(crate) fn empty() -> Self {
        Self {
            id: String::new(),
            version: String::new(),
            earlier_versions: Vec::new(),
            title: Text::default(),
            notice: Text::default(),
            roles: Vec::new(),
            scales: Vec::new(),
            missing: MissingTexts::default(),
            stem: Text::default(),
            stem_by_role: TextByRole::default(),
            criteria: Vec::new(),
            extensions: serde_json::Map::new(),
        }
    }
}
