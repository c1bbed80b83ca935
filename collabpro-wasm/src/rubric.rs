//! Instruments.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, handle};
use crate::error::Failure;

/// The instrument that is asked for: the bundled one unless one is given.
pub(crate) fn asked(rubric: &JsValue) -> Result<collabpro_core::Rubric, Failure> {
    let given: Option<Rubric> = handle(rubric, "Rubric")?;
    Ok(given.map_or_else(collabpro_core::Rubric::bundled, |rubric| rubric.0))
}

/// A checked instrument: criteria with ordered categories, each aimed at one construct.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rubric(pub(crate) collabpro_core::Rubric);

#[wasm_bindgen]
impl Rubric {
    /// The bundled rubric. Ours, not the authors', not validated.
    pub fn bundled() -> Self {
        Self(collabpro_core::Rubric::bundled())
    }

    /// Reads and checks an instrument; the error lists all structural problems at once, each with its JSON path.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Rubric::from_json(text)?))
    }

    /// The instrument as canonical JSON; reading it again gives an equal rubric.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The document form as plain data.
    #[wasm_bindgen(unchecked_return_type = "RubricDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rated criteria as a table, with names in this language (or in English, where it has none).
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, language: Option<String>) -> JsValue {
        data(&self.0.table(language.as_deref().unwrap_or("en")).to_json())
    }

    /// Another handle of the same instrument.
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Self {
        Self(self.0.clone())
    }

    /// Id of the instrument.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.0.id().to_owned()
    }

    /// Version of the instrument; ratings are pinned to id and version.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.0.version().to_owned()
    }
}
