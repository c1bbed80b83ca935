//! Similarity: how alike two profiles are.

use collabpro_core::comparison::SimilarityOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::error::Failure;
use crate::scoring::Scores;

/// How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Similarity(pub(crate) collabpro_core::comparison::Similarity);

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
