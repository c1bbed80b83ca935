//! Comparisons: did it change, do places differ? Without what marks mean, change is the only one.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;
use kinds::{compare, json, table};

/// What changed or differs, and where the data cannot tell. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Comparison(pub(crate) Rc<collabpro_core::Comparison>);

#[wasm_bindgen]
impl Comparison {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        json(&self.0)
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ComparisonDocument")]
    pub fn document(&self) -> JsValue {
        data(&json(&self.0))
    }

    /// A table with one row for each entry.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&table(&self.0).to_json())
    }

    /// Another handle of the same comparison.
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

#[wasm_bindgen]
impl Scores {
    /// Compares what is in these scores: each unit with itself at an earlier occasion, or by `kind` units with one another, a
    /// trend over three occasions and more, or a look back beside the marks of then and of now.
    pub fn compare(
        &self,
        #[wasm_bindgen(unchecked_param_type = "CompareOptions & WatchOptions")] what: JsValue,
    ) -> Result<Comparison, Failure> {
        let (what, mut listener) = Listener::beside(&what)?;
        let found = compare(&self.0, &what, &mut listener);
        listener.heard(found.map(|found| Comparison(Rc::new(found))))
    }
}

#[cfg(feature = "meaning")]
mod kinds {
    use collabpro_core::{Compare, Comparison, Result, Scores, Table, Watch};

    pub(super) fn compare(scores: &Scores, what: &str, watch: &mut dyn Watch) -> Result<Comparison> {
        scores.compare_watched(Compare::from_json(what)?, watch)
    }

    pub(super) fn json(found: &Comparison) -> String {
        found.to_json()
    }

    pub(super) fn table(found: &Comparison) -> Table {
        found.table()
    }
}

#[cfg(not(feature = "meaning"))]
mod kinds {
    use collabpro_core::comparison::{Change, ChangeOptions};
    use collabpro_core::{Comparison, Result, Scores, Table, Watch};

    pub(super) fn compare(scores: &Scores, what: &str, _: &mut dyn Watch) -> Result<Comparison> {
        scores.change(ChangeOptions::from_json(what)?).map(Comparison::Change)
    }

    pub(super) fn json(found: &Comparison) -> String {
        found.change().map(Change::to_json).unwrap_or_default()
    }

    pub(super) fn table(found: &Comparison) -> Table {
        found.change().map(Change::table).unwrap_or_default()
    }
}
