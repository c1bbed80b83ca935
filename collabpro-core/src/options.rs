//! Options of a verb as JSON: one struct per verb, the same names in every language, unknown ones refused.

use serde::de::DeserializeOwned;

use crate::error::{ErrorCode, Place, Problem, Problems, Result};

/// Reads the options of a verb; an empty text gives the defaults. Everything that is wrong is listed.
///
/// `known` are the names that the verb has, so that a misspelt one is told apart from a bad value.
pub(crate) fn parse<T: DeserializeOwned + Default>(json: &str, known: &[&str]) -> Result<T> {
    if json.trim().is_empty() {
        return Ok(T::default());
    }
    let value: serde_json::Value = serde_json::from_str(json).map_err(|error| invalid("options", error))?;
    let Some(object) = value.as_object() else { return Err(invalid("options", value)) };
    let mut problems = Problems::default();
    for (name, own) in object {
        if !known.contains(&name.as_str()) {
            let problem = Problem::new(ErrorCode::UnknownOption, Place::path(name.as_str()));
            problems.push(problem.with("what", name.as_str()).with("known", known.join(", ")));
        } else if let Err(error) = serde_json::from_value::<T>(serde_json::json!({ name: own })) {
            problems.append(&invalid(name, error));
        }
    }
    problems.finish(())?;
    serde_json::from_value(value).map_err(|error| invalid("options", error))
}

/// An option that is out of its range.
pub(crate) fn invalid(name: &str, what: impl ToString) -> crate::Error {
    Problem::new(ErrorCode::InvalidOption, Place::path(name)).with("what", what.to_string()).into()
}
