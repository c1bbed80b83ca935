//! Instruments.

use collabpro_core::rubric::{RubricItem, RubricItemsOptions};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, handle, is_written, options, written};
use crate::error::Failure;
use crate::language;

/// The instrument that is asked for, given as such or as its document: the bundled one unless one is given.
pub(crate) fn asked(rubric: &JsValue) -> Result<collabpro_core::Rubric, Failure> {
    if is_written(rubric) {
        return Ok(collabpro_core::Rubric::from_json(&written(rubric)?)?);
    }
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

    /// Reads and checks an instrument, given as text or plain data; the error lists all structural problems at once, each with its JSON path.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | RubricDocument")] document: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Rubric::from_json(&written(&document)?)?))
    }

    /// An instrument of items that are all answered by the same labels: texts, or objects with `id` and `name`. Ids are made of the
    /// words (`we_plan_together`); the labels have an order and no values. The error names what is wrong.
    #[wasm_bindgen(js_name = fromItems)]
    pub fn from_items(
        #[wasm_bindgen(unchecked_param_type = "ReadonlyArray<string | { id?: string; name: string }>")] items: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "RubricItemsOptions")] given: JsValue,
    ) -> Result<Self, Failure> {
        let asked = RubricItemsOptions::from_json(&options(&given)?)?;
        let items = RubricItem::list(&options(items)?)?;
        Ok(Self(collabpro_core::Rubric::from_items(items, asked)?))
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
        data(&self.0.table(&language::asked(language)).to_json())
    }

    /// The bundled rubric with its words in another language beside the English ones, so that ratings can be read by them too; the
    /// language must have been loaded or added. Another instrument has its own words and comes back as it is.
    pub fn translated(&self, language: &str) -> Result<Self, Failure> {
        Ok(Self(self.0.translated(&language::of(language)?)))
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
