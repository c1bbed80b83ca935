//! Reports.

use collabpro_core::ReportOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::comparison::Comparison;
use crate::convert::{apart, data, handle};
use crate::error::Failure;
use crate::language;
use crate::release::Released;

/// A report on what was released.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(collabpro_core::Report);

#[wasm_bindgen]
impl Report {
    /// Puts the report together; `comparison` adds what changed, `context` how like the conditions are to another place's.
    #[wasm_bindgen(constructor)]
    pub fn new(
        released: &Released,
        #[wasm_bindgen(
            unchecked_optional_param_type = "ReportOptions & { comparison?: Comparison; context?: ContextMatch }"
        )]
        options: JsValue,
    ) -> Result<Self, Failure> {
        let [mut comparison, mut context] = [const { JsValue::UNDEFINED }; 2];
        let options = apart(&options, &mut [("comparison", &mut comparison), ("context", &mut context)])?;
        let comparison: Option<Comparison> = handle(&comparison, "Comparison")?;
        let mut builder =
            collabpro_core::Report::new(&released.0).options(ReportOptions::from_json(&options)?);
        if let Some(collabpro_core::Comparison::Change(change)) = comparison.as_ref().map(|found| &*found.0) {
            builder = builder.change(change);
        }
        let context: Option<crate::matching::ContextMatch> = handle(&context, "ContextMatch")?;
        if let Some(context) = &context {
            builder = builder.context(&context.0);
        }
        for texts in language::added() {
            builder = builder.texts(&texts);
        }
        Ok(Self(builder.build()?))
    }

    /// What was shown of how many people, for the next release of the same ratings. It holds keyed hashes of people.
    #[wasm_bindgen(unchecked_return_type = "ReleaseRecord")]
    pub fn record(&self) -> Result<JsValue, Failure> {
        Ok(data(&self.0.record()?.to_json()))
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
