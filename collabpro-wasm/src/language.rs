//! Languages of reports. English is inside; others are added as their files, which the page or the program loads.

use std::cell::RefCell;

use collabpro_core::message::Texts;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Failure;

thread_local! {
    /// What was added; a module has one thread.
    static ADDED: RefCell<Vec<Texts>> = const { RefCell::new(Vec::new()) };
}

/// Adds the message file of a language, as it stands in `languages` of the package, so that a report can be asked for in
/// it. What it lacks is said in English.
#[wasm_bindgen(js_name = addLanguage)]
pub fn add_language(language: &str, text: &str) -> Result<(), Failure> {
    let texts = Texts::from_json(language, text)?;
    ADDED.with_borrow_mut(|added| {
        added.retain(|known| known.language() != language);
        added.push(texts);
    });
    Ok(())
}

/// What was added so far.
pub(crate) fn added() -> Vec<Texts> {
    ADDED.with_borrow(Clone::clone)
}
