//! Scores.

use collabpro_core::Policy;
use collabpro_core::watch::Watched;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, named};
use crate::error::Failure;
use crate::release::Released;
use crate::watch::Listener;

/// Scores of every unit, occasion and informant group. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Scores(pub(crate) collabpro_core::Scores);

#[wasm_bindgen]
impl Scores {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ScoresDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `constructs` unless `criteria`, `shares`, `distribution`, `coverage` or, of adjusted scores, `adjusted` or
    /// `adjustments` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Passes the scores through a confidentiality policy.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn release(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ReleaseOptions & WatchOptions")] policy: JsValue,
    ) -> Result<Released, Failure> {
        let (policy, mut listener) = Listener::beside(&policy)?;
        let policy = Policy::from_json(&policy)?;
        let released = self.0.release(Watched::new(&policy, &mut listener));
        listener.heard(released.map(Released))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Scores {
    /// The same scores with values beside the observed ones that are adjusted for rater severity, by a many-facet Rasch analysis of
    /// each construct and informant group.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn adjust(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AdjustOptions & WatchOptions")] given: JsValue,
    ) -> Result<Self, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::rasch::AdjustOptions::from_json(&given)?;
        let found = self.0.adjust(asked.watch(&mut listener));
        listener.heard(found.map(Self))
    }
}
