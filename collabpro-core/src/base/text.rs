//! A text in several languages.

use serde::Serialize;

use crate::base::by_name::ByName;

/// A text by language (`{"en": "…"}`).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub ByName<String>);

impl Text {
    /// The text in this language, else in English, else in any; empty when there is none.
    pub fn get(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }
}

impl From<&str> for Text {
    fn from(english: &str) -> Self {
        let mut text = ByName::new();
        text.insert("en", english.to_owned());
        Self(text)
    }
}
