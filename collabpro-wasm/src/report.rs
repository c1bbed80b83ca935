//! Reports.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::comparison::Comparison;
use crate::convert::{apart, data, handle};
use crate::error::Failure;
use crate::scoring::Released;

/// A report on what was released.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(collabpro_core::Report);

#[wasm_bindgen]
impl Report {
    /// Puts the report together; `comparison` adds what changed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        released: &Released,
        #[wasm_bindgen(unchecked_optional_param_type = "ReportOptions & { comparison?: Comparison }")]
        options: JsValue,
    ) -> Result<Self, Failure> {
        let mut comparison = JsValue::UNDEFINED;
        let options = apart(&options, &mut [("comparison", &mut comparison)])?;
        let comparison: Option<Comparison> = handle(&comparison, "Comparison")?;
        let builder = collabpro_core::Report::new(&released.0).options(&options)?;
        let report = match &comparison {
            Some(comparison) => builder.comparison(&comparison.0).build(),
            None => builder.build(),
        };
        Ok(Self(report?))
    }

    /// The report as one HTML page that stands alone: no script, no outside request.
    #[wasm_bindgen(js_name = toHtml)]
    pub fn to_html(&self) -> String {
        self.0.to_html()
    }

    /// The report as Markdown.
    #[wasm_bindgen(js_name = toMarkdown)]
    pub fn to_markdown(&self) -> String {
        self.0.to_markdown()
    }

    /// The report as canonical JSON: every sentence as text, as message with arguments, and with its numbers.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same as plain data.
    #[wasm_bindgen(unchecked_return_type = "ReportDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }
}
