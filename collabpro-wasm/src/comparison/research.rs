//! Comparisons that only researchers ask for: profiles, single measures, equivalence.

use collabpro_core::comparison::{self, EquivalenceOptions, ReliableChangeOptions, SimilarityOptions};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;
use crate::scoring::Scores;

/// How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Similarity(pub(crate) comparison::Similarity);

#[wasm_bindgen]
impl Similarity {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "SimilarityDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table with one row for each construct.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

#[wasm_bindgen]
impl Scores {
    /// How alike two profiles are: in height, in unevenness, in shape.
    pub fn similarity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SimilarityOptions")] given: JsValue,
    ) -> Result<Similarity, Failure> {
        Ok(Similarity(self.0.similarity(SimilarityOptions::from_json(&options(&given)?)?)?))
    }
}

/// Whether single measures moved by more than their error of measurement, by a method that is named.
#[wasm_bindgen(js_name = reliableChange, unchecked_return_type = "ReliableChangeDocument")]
pub fn reliable_change(
    #[wasm_bindgen(unchecked_param_type = "ReliableChangeOptions")] given: JsValue,
) -> Result<JsValue, Failure> {
    let asked = ReliableChangeOptions::from_json(&options(&given)?)?;
    Ok(data(&comparison::reliable_change(&asked)?.to_json()))
}

/// Whether two means are equivalent, by two one-sided tests.
#[wasm_bindgen(unchecked_return_type = "EquivalenceDocument")]
pub fn equivalence(
    #[wasm_bindgen(unchecked_param_type = "EquivalenceOptions")] given: JsValue,
) -> Result<JsValue, Failure> {
    let asked = EquivalenceOptions::from_json(&options(&given)?)?;
    Ok(data(&comparison::equivalence(&asked)?.to_json()))
}
