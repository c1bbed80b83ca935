//! The language in which errors are told, and in which verbs answer that are asked for none.

use std::sync::{PoisonError, RwLock};

use collabpro_core::error::Problem;
use collabpro_core::message::Texts;
use pyo3::prelude::*;

use crate::convert::Word;
use crate::error::Failure;

/// None: English.
static LANGUAGE: RwLock<Option<&'static Texts>> = RwLock::new(None);

/// The texts of the language that was set.
pub(crate) fn texts() -> &'static Texts {
    LANGUAGE.read().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(|| Texts::english())
}

/// The language that is asked for, or the one that was set.
pub(crate) fn asked(language: Option<&str>) -> &str {
    language.unwrap_or_else(|| texts().language())
}

/// The language that was set.
#[pyfunction]
pub(crate) fn _language() -> &'static str {
    texts().language()
}

/// Sets the language.
#[pyfunction]
pub(crate) fn _set_language(language: Word) -> Result<(), Failure> {
    *LANGUAGE.write().unwrap_or_else(PoisonError::into_inner) = Some(Texts::loaded(&language)?);
    Ok(())
}

/// A problem, given as an error lists it, in a language: what is wrong, and what to do about it.
#[pyfunction]
#[pyo3(signature = (problem, language = None))]
pub(crate) fn _said(problem: &str, language: Option<Word>) -> Result<(String, String), Failure> {
    let texts = language.map_or_else(|| Ok(texts()), |language| Texts::loaded(&language))?;
    let problem = Problem::from_json(problem)?;
    Ok((problem.text(texts), problem.advice(texts)))
}
