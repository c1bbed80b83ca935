//! Why fields of a result are null.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Reason;
use crate::base::by_name::ByName;
use crate::base::json_read::{Input, Read};

/// The fields of a result that are null, each with its reason; on the wire an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undefined(Vec<(Cow<'static, str>, Reason)>);

impl Undefined {
    /// Why a field is null; `None` where it is defined.
    pub fn get(&self, field: &str) -> Option<Reason> {
        self.iter().find(|(known, _)| *known == field).map(|(_, reason)| reason)
    }

    /// Whether every field is defined.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields and reasons, in byte order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Reason)> {
        self.0.iter().map(|(field, reason)| (&**field, *reason))
    }

    /// Of several reasons the first, in byte order of their fields.
    pub(crate) fn first(&self) -> Option<Reason> {
        self.0.first().map(|(_, reason)| *reason)
    }

    pub(crate) fn insert(&mut self, field: impl Into<Cow<'static, str>>, reason: Reason) {
        let field = field.into();
        match self.0.binary_search_by(|(known, _)| known.cmp(&field)) {
            Ok(at) => self.0[at].1 = reason,
            Err(at) => self.0.insert(at, (field, reason)),
        }
    }

    /// Adds those of another result.
    #[cfg(feature = "research")]
    pub(crate) fn extend(&mut self, other: &Self) {
        other.0.iter().for_each(|(field, reason)| self.insert(field.clone(), *reason));
    }

    /// Those of some fields.
    #[cfg(feature = "research")]
    pub(crate) fn of(&self, fields: &[&str]) -> Self {
        Self(self.0.iter().filter(|(field, _)| fields.contains(&&**field)).cloned().collect())
    }

    /// Gives several fields the same reason.
    pub(crate) fn all(&mut self, fields: &[&'static str], reason: Reason) {
        fields.iter().for_each(|field| self.insert(*field, reason));
    }
}

impl Serialize for Undefined {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, reason) in &self.0 {
            map.serialize_entry(field, reason)?;
        }
        map.end()
    }
}

impl Read for Undefined {
    fn read(input: &mut Input<'_>) -> Self {
        let reasons: ByName<Reason> = input.read();
        Self(reasons.into_iter().map(|(field, reason)| (Cow::Owned(field), reason)).collect())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Undefined {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Undefined".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<&str, Reason>>::json_schema(generator)
    }
}
