//! Counts that merge.

use collabpro_core::Observed;
use collabpro_core::tally::{GroupBy, Selection};
use collabpro_core::watch::Watched;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::options;
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;
use crate::{rubric, units};

/// Counts that merge, in canonical bytes. By raters they are personal data.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Tally(pub(crate) collabpro_core::Tally);

#[wasm_bindgen]
impl Tally {
    /// Reads the bytes of a tally of ratings on this rubric.
    pub fn decode(
        bytes: &[u8],
        #[wasm_bindgen(unchecked_optional_param_type = "Rubric | RubricDocument | string")] rubric: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Tally::decode(bytes, &rubric::asked(&rubric)?)?))
    }

    /// The canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        self.0.encode()
    }

    /// Counts of both together.
    /// Blocks its thread until it is done: where that takes long, call it in a worker.
    pub fn merge(&self, other: &Self) -> Result<Self, Failure> {
        Ok(Self(self.0.merge(&other.0)?))
    }

    /// The part of the counts that is asked for.
    pub fn select(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SelectOptions")] what: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(self.0.select(&Selection::from_json(&options(&what)?)?)?))
    }

    /// Puts units together under a larger name.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = groupBy)]
    pub fn group_by(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GroupBy")] by: &str,
        #[wasm_bindgen(unchecked_param_type = "Units | UnitsDocument | string")] units: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WatchOptions")] given: JsValue,
    ) -> Result<Self, Failure> {
        let (by, mut listener) = (by.parse::<GroupBy>()?, Listener::alone(&given)?);
        let grouped = self.0.group_by(&units::asked(&units)?, Watched::new(by, &mut listener));
        listener.heard(grouped.map(Self))
    }

    /// The same counts without the raters.
    #[wasm_bindgen(js_name = toUnits)]
    pub fn to_units(&self) -> Self {
        Self(self.0.to_units())
    }

    /// Scores of every unit, occasion and informant group.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn score(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Units | UnitsDocument | string")] units: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ScoreOptions & WatchOptions")] given: JsValue,
    ) -> Result<Scores, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let observed = Observed::from_json(&given)?;
        let scores = self.0.score(&units::asked(&units)?, observed.watch(&mut listener));
        listener.heard(scores.map(Scores))
    }

    /// How many ratings are counted, missing ratings included.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> f64 {
        self.0.len() as f64
    }

    /// What the counts are by.
    #[wasm_bindgen(getter, unchecked_return_type = "Grain")]
    pub fn grain(&self) -> String {
        self.0.grain().id().to_owned()
    }
}
