//! Comparisons: did it change, do places differ?

#[cfg(feature = "research")]
pub mod research;

use std::rc::Rc;

use collabpro_core::{Compare, Watched};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;

/// What changed or differs, and where the data cannot tell. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Comparison(pub(crate) Rc<collabpro_core::Comparison>);

#[wasm_bindgen]
impl Comparison {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ComparisonDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table with one row for each entry.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
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
        let found = self.0.compare(Watched::new(Compare::from_json(&what)?, &mut listener));
        listener.heard(found.map(|found| Comparison(Rc::new(found))))
    }
}
