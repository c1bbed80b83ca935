//! Options of a verb as JSON: one struct per verb, the same names in every language, unknown ones refused.

use serde::de::DeserializeOwned;

use crate::error::{ErrorCode, Place, Problem, Result};

/// Reads the options of a verb; an empty text gives the defaults.
///
/// `known` are the names that the verb has, so that a misspelt one is told apart from a bad value.
pub(crate) fn parse<T: DeserializeOwned + Default>(json: &str, known: &[&str]) -> Result<T> {
    if json.trim().is_empty() {
        return Ok(T::default());
    }
    let bad = |path: &str, what: String| {
        Problem::new(ErrorCode::InvalidOption, Place::path(path)).with("what", what)
    };
    let value: serde_json::Value =
        serde_json::from_str(json).map_err(|error| bad("options", error.to_string()))?;
    let Some(object) = value.as_object() else { return Err(bad("options", value.to_string()).into()) };
    if let Some(name) = object.keys().find(|name| !known.contains(&name.as_str())) {
        let problem = Problem::new(ErrorCode::UnknownOption, Place::path(name.as_str()));
        return Err(problem.with("what", name.as_str()).with("known", known.join(", ")).into());
    }
    for (name, own) in object {
        let one = serde_json::json!({ name: own });
        if let Err(error) = serde_json::from_value::<T>(one) {
            return Err(bad(name, error.to_string()).into());
        }
    }
    serde_json::from_value(value).map_err(|error| bad("options", error.to_string()).into())
}

/// An option that is out of its range.
pub(crate) fn invalid(name: &str, what: impl ToString) -> crate::Error {
    Problem::new(ErrorCode::InvalidOption, Place::path(name)).with("what", what.to_string()).into()
}
