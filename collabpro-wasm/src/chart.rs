//! Charts of what may be shown.

use collabpro_core::ChartOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, named, options};
use crate::error::Failure;
use crate::language;
use crate::release::Released;

#[wasm_bindgen]
impl Released {
    /// A chart as a Vega-Lite specification with its data inside, for vega-embed.
    #[wasm_bindgen(unchecked_return_type = "Record<string, unknown>")]
    pub fn chart(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Chart")] name: Option<String>,
        #[wasm_bindgen(unchecked_optional_param_type = "ChartOptions")] given: JsValue,
    ) -> Result<JsValue, Failure> {
        let (chart, options) = (named(name)?, ChartOptions::from_json(&options(&given)?)?);
        let options = options.language_or(language::usual().language());
        Ok(data(&self.0.chart_in(chart, &options, &language::added())?))
    }
}
