//! A text in several languages.

use std::sync::Arc;

use serde::Serialize;

use crate::base::by_name::ByName;

// Shared, not copied: what is said of many places is said in the same words.
/// A text by language (`{"en": "…"}`).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub(crate) Arc<ByName<String>>);

impl Text {
    /// The text in this language, else in English, else in any; empty when there is none.
    pub fn get(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }

    /// Sets the text of this language.
    pub(crate) fn insert(&mut self, language: &str, text: String) {
        Arc::make_mut(&mut self.0).insert(language, text);
    }

    /// Languages and texts, in byte order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language, text.as_str()))
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }
}

/// Languages and texts.
impl<L: Into<String>, T: Into<String>> FromIterator<(L, T)> for Text {
    fn from_iter<I: IntoIterator<Item = (L, T)>>(texts: I) -> Self {
        let texts = texts.into_iter().map(|(language, text)| (language.into(), text.into()));
        Self(Arc::new(ByName::of(texts.collect())))
    }
}

impl From<&str> for Text {
    fn from(english: &str) -> Self {
        [("en", english)].into_iter().collect()
    }
}

/// Texts by the role of whom they are for, where a role needs its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub struct TextByRole(pub(crate) ByName<Text>);

impl TextByRole {
    /// The text of this role.
    pub fn get(&self, role: &str) -> Option<&Text> {
        self.0.get(role)
    }

    /// Roles and texts, in byte order of the roles.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.0.iter()
    }

    /// Whether no role has a text of its own.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Roles and texts.
impl<R: Into<String>> FromIterator<(R, Text)> for TextByRole {
    fn from_iter<I: IntoIterator<Item = (R, Text)>>(texts: I) -> Self {
        Self(ByName::of(texts.into_iter().map(|(role, text)| (role.into(), text)).collect()))
    }
}
