//! Reports.

use collabpro_core::{HtmlOptions, ReportOptions, report};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{apart, data, handle, options};
use crate::error::Failure;
use crate::language;
use crate::matching::ContextMatch;
use crate::release::Released;
use crate::studies::Change;
#[cfg(feature = "research")]
use crate::studies::{Decisions, Sites};
use crate::watch::Listener;

/// What a report takes beside its options.
#[cfg(not(feature = "research"))]
#[wasm_bindgen(typescript_custom_section)]
const FINDINGS: &str = "export interface ReportFindings { change?: Change; context?: ContextMatch }";
#[cfg(feature = "research")]
#[wasm_bindgen(typescript_custom_section)]
const FINDINGS: &str = "export interface ReportFindings {
  change?: Change;
  context?: ContextMatch;
  sites?: Sites;
  decisions?: Decisions;
}";

/// A report on what was released.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(collabpro_core::Report);

#[wasm_bindgen]
impl Report {
    /// Puts the report together; `change` adds what changed, `context` how like the conditions are to another
    /// place's. In `collabpro/research`, `sites` and `decisions` add to the appendix what research found.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(constructor)]
    pub fn new(
        released: &Released,
        #[wasm_bindgen(unchecked_optional_param_type = "ReportOptions & ReportFindings & WatchOptions")]
        options: JsValue,
    ) -> Result<Self, Failure> {
        let [mut change, mut context, mut signal, mut progress] = [const { JsValue::UNDEFINED }; 4];
        #[cfg(feature = "research")]
        let [mut sites, mut decisions] = [const { JsValue::UNDEFINED }; 2];
        let beside = &mut [
            ("change", &mut change),
            ("context", &mut context),
            ("signal", &mut signal),
            ("progress", &mut progress),
            #[cfg(feature = "research")]
            ("sites", &mut sites),
            #[cfg(feature = "research")]
            ("decisions", &mut decisions),
        ];
        let options = apart(&options, beside)?;
        let change: Option<Change> = handle(&change, "Change")?;
        let asked = ReportOptions::from_json(&options)?.language_or(language::usual().language());
        let mut builder = collabpro_core::Report::new(&released.0).options(asked);
        if let Some(change) = &change {
            builder = builder.change(&change.0);
        }
        let context: Option<ContextMatch> = handle(&context, "ContextMatch")?;
        if let Some(context) = &context {
            builder = builder.context(&context.0);
        }
        #[cfg(feature = "research")]
        let (sites, decisions): (Option<Sites>, Option<Decisions>) =
            (handle(&sites, "Sites")?, handle(&decisions, "Decisions")?);
        #[cfg(feature = "research")]
        if let Some(sites) = &sites {
            builder = builder.sites(&sites.0);
        }
        #[cfg(feature = "research")]
        if let Some(decisions) = &decisions {
            builder = builder.decisions(&decisions.0);
        }
        for texts in language::added() {
            builder = builder.texts(&texts);
        }
        let mut listener = Listener::new(signal, progress);
        let built = builder.build_watched(&mut listener);
        listener.heard(built.map(Self))
    }

    /// Reads what `toJson` wrote, here or elsewhere; what its messages say is said anew.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Report::from_json_in(text, &language::added())?))
    }

    /// What was shown of how many people, for the next release of the same ratings. It holds keyed hashes of people.
    #[wasm_bindgen(unchecked_return_type = "ReleaseRecord")]
    pub fn record(&self) -> Result<JsValue, Failure> {
        Ok(data(&self.0.record()?.to_json()))
    }

    /// The report as one HTML page that stands alone, or with `fragment` as a part of one: no script, no outside request.
    #[wasm_bindgen(js_name = toHtml)]
    pub fn to_html(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "HtmlOptions")] given: JsValue,
    ) -> Result<String, Failure> {
        Ok(self.0.to_html_with(&HtmlOptions::from_json(&options(&given)?)?)?)
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

/// The stylesheet of every report, for a page that keeps it apart. What it says in a content security policy is
/// `reportStyleHash`.
#[wasm_bindgen(js_name = reportStyle)]
pub fn report_style() -> String {
    report::REPORT_STYLE.to_owned()
}

macro_rules! shared {
    ($($(#[$where:meta])? $result:ident;)+) => {
        $($(#[$where])?
        #[wasm_bindgen]
        impl $result {
            /// Another handle of the same result.
            #[wasm_bindgen(js_name = _share, skip_typescript)]
            pub fn share(&self) -> Self {
                Self(self.0.clone())
            }
        })+
    };
}

shared! {
    Change;
    #[cfg(feature = "research")]
    Decisions;
    #[cfg(feature = "research")]
    Sites;
}
