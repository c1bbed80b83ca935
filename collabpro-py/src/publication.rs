//! What a paper says of a result: sources, methods, numbers and tables. It stands in `python/collabpro/_publication`, which reads the
//! result's document; here are the doors to it, and core's way of wording a message.

use std::borrow::Cow;

use collabpro_core::message::Texts;
use collabpro_core::{Message, Table};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::Failure;
use crate::language::asked;

/// Messages of a file of texts, each worded in a language.
#[pyfunction]
pub(crate) fn _worded(language: &str, texts: &str, messages: Vec<String>) -> Result<Vec<String>, Failure> {
    let texts = Texts::from_json(language, texts)?;
    Ok(messages
        .iter()
        .map(|message| Ok(texts.render(&Message::from_json(message)?)))
        .collect::<collabpro_core::Result<_>>()?)
}

/// What a function of `_publication` makes of a result.
pub(crate) fn published<'py, T: pyo3::PyTypeInfo>(
    result: &Bound<'py, T>,
    what: &str,
    first: Option<&str>,
    style: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let module = result.py().import("collabpro._publication")?;
    match first {
        Some(first) => module.call_method(what, (result, first), style),
        None => module.call_method(what, (result,), style),
    }
}

/// A table of texts as a Word file.
#[pyfunction]
#[pyo3(signature = (caption, head, rows, note, language = None))]
pub(crate) fn _texts_to_docx(
    py: Python<'_>,
    caption: &str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    note: &str,
    language: Option<&str>,
) -> Cow<'static, [u8]> {
    py.detach(|| Table::texts_to_docx(caption, &head, &rows, note, asked(language))).into()
}
