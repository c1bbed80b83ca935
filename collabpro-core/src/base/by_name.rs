//! Values by name, as a JSON object holds them: in the order of the names' bytes, each name once.

use serde::ser::{Serialize, Serializer};

/// A few values by name. Looking one up takes the logarithm of their number, adding one in their midst moves the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByName<T>(Vec<(String, T)>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByName<T> {
    /// Nothing.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Many at once; of one name the last counts.
    pub(crate) fn of(mut pairs: Vec<(String, T)>) -> Self {
        pairs.reverse();
        pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        pairs.dedup_by(|(next, _), (first, _)| next == first);
        Self(pairs)
    }

    /// Many at once, each name once and in the order of their bytes.
    pub(crate) fn ordered(pairs: Vec<(String, T)>) -> Self {
        Self(pairs)
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(name))
    }

    /// The value of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.place(name).ok().map(|at| &self.0[at].1)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.place(name).ok().map(|at| &mut self.0[at].1)
    }

    /// Adds many at once; of one name the last counts.
    pub(crate) fn extend(&mut self, pairs: Vec<(String, T)>) {
        let mut all = std::mem::take(&mut self.0);
        all.extend(pairs);
        *self = Self::of(all);
    }

    /// Sets the value of this name.
    pub(crate) fn insert(&mut self, name: impl Into<String>, value: T) {
        let name = name.into();
        match self.place(&name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The values, in the order of their names.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> + Clone {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<T> IntoIterator for ByName<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for ByName<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        <std::collections::BTreeMap<String, T>>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, T>>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    proptest::proptest! {
        #[test]
        fn like_the_map_of_the_standard_library(pairs in proptest::collection::vec(("[a-c]{0,2}", 0..9_u8), 0..12)) {
            let map: BTreeMap<String, u8> = pairs.iter().cloned().collect();
            let mut one_by_one = ByName::new();
            for (name, value) in &pairs {
                one_by_one.insert(name, *value);
            }
            proptest::prop_assert_eq!(&ByName::of(pairs), &one_by_one);
            proptest::prop_assert_eq!(serde_json::to_string(&one_by_one).unwrap(), serde_json::to_string(&map).unwrap());
            proptest::prop_assert_eq!(one_by_one.get("ab"), map.get("ab"));
            proptest::prop_assert_eq!(one_by_one.0.len(), map.len());
        }
    }
}
