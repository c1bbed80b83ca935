//! Languages of errors and reports. English is inside; others are added as their files, which the page or the program loads.

use std::cell::RefCell;

use collabpro_core::error::Problem;
use collabpro_core::message::Texts;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Failure;

thread_local! {
    /// What was added; a module has one thread.
    static ADDED: RefCell<Vec<Texts>> = const { RefCell::new(Vec::new()) };
    /// The language of errors, and of verbs that are asked for none. None: English.
    static USUAL: RefCell<Option<Texts>> = const { RefCell::new(None) };
}

/// Adds the message file of a language, as it stands in `languages` of the package, so that errors can be told and a report can
/// be asked for in it. What it lacks is said in English.
#[wasm_bindgen(js_name = addLanguage)]
pub fn add_language(language: &str, text: &str) -> Result<(), Failure> {
    let texts = Texts::from_json(language, text)?;
    ADDED.with_borrow_mut(|added| {
        added.retain(|known| known.language() != language);
        added.push(texts);
    });
    Ok(())
}

/// Sets the language in which errors are told, and in which verbs answer that are asked for none; it must have been loaded or
/// added. `init({ language })` loads and sets one.
#[wasm_bindgen(js_name = setLanguage)]
pub fn set_language(language: &str) -> Result<(), Failure> {
    let texts = of(language)?;
    USUAL.with_borrow_mut(|usual| *usual = Some(texts));
    Ok(())
}

/// A problem, given as JSON, in a language or in the one that was set: what is wrong, and what to do about it.
#[wasm_bindgen(js_name = _said, skip_typescript)]
pub fn said(problem: &str, language: Option<String>) -> Result<Vec<String>, Failure> {
    let texts = language.map_or_else(|| Ok(usual()), |language| of(&language))?;
    let problem = Problem::from_json(problem)?;
    Ok(vec![problem.text(&texts), problem.advice(&texts)])
}

/// What was added so far.
pub(crate) fn added() -> Vec<Texts> {
    ADDED.with_borrow(Clone::clone)
}

/// The texts of the language that was set.
pub(crate) fn usual() -> Texts {
    USUAL.with_borrow(|usual| usual.clone().unwrap_or_else(|| Texts::english().clone()))
}

/// The language that is asked for, or the one that was set.
pub(crate) fn asked(language: Option<String>) -> String {
    language.unwrap_or_else(|| usual().language().to_owned())
}

/// The texts of a language that was added or is inside.
pub(crate) fn of(language: &str) -> Result<Texts, Failure> {
    let added = added().into_iter().find(|texts| texts.language() == language);
    Ok(added.map_or_else(|| Texts::loaded(language).cloned(), Ok)?)
}
