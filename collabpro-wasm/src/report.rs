//! Reports.

use collabpro_core::message::Texts;
use collabpro_core::report::ReportBuilder;
use collabpro_core::{HtmlOptions, ReportOptions, report};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{apart, data, handle, options};
use crate::error::Failure;
use crate::language;
use crate::matching::ContextMatch;
use crate::release::Released;
use crate::studies::{Change, ResponseShift, Trend};
#[cfg(feature = "research")]
use crate::studies::{Decisions, RollUp, Similarity, Sites};
use crate::watch::Listener;

/// What a report takes beside its options.
#[cfg(not(feature = "research"))]
#[wasm_bindgen(typescript_custom_section)]
const FINDINGS: &str = "export interface ReportFindings {
  change?: Change;
  trend?: Trend;
  responseShift?: ResponseShift;
  context?: ContextMatch;
}";
#[cfg(feature = "research")]
#[wasm_bindgen(typescript_custom_section)]
const FINDINGS: &str = "export interface ReportFindings {
  change?: Change;
  trend?: Trend;
  responseShift?: ResponseShift;
  context?: ContextMatch;
  rollUp?: RollUp;
  sites?: Sites;
  similarity?: Similarity;
  decisions?: Decisions;
}";

/// What a report shows beside what was released: each with the name that it is given by, and its class.
macro_rules! findings {
    ($($(#[$where:meta])? $name:ident $given:literal: $class:ident;)+) => {
        struct Findings {
            $($(#[$where])? $name: Option<$class>,)+
            texts: Vec<Texts>,
        }

        impl Findings {
            /// Takes what is given apart: findings, options, and who listens.
            fn apart(given: &JsValue) -> Result<(Self, ReportOptions, Listener), Failure> {
                $($(#[$where])? let mut $name = JsValue::UNDEFINED;)+
                let [mut signal, mut progress] = [const { JsValue::UNDEFINED }; 2];
                let beside = &mut [
                    $($(#[$where])? ($given, &mut $name),)+
                    ("signal", &mut signal),
                    ("progress", &mut progress),
                ];
                let options = apart(given, beside)?;
                let findings = Self {
                    $($(#[$where])? $name: handle(&$name, stringify!($class))?,)+
                    texts: language::added(),
                };
                let asked = ReportOptions::from_json(&options)?.language_or(language::usual().language());
                Ok((findings, asked, Listener::new(signal, progress)))
            }

            fn builder<'a>(&'a self, released: &'a Released, asked: ReportOptions) -> ReportBuilder<'a> {
                let mut builder = collabpro_core::Report::new(&released.0).options(asked);
                $($(#[$where])? if let Some(found) = &self.$name {
                    builder = builder.$name(&found.0);
                })+
                self.texts.iter().fold(builder, ReportBuilder::texts)
            }
        }
    };
}

findings! {
    change "change": Change;
    trend "trend": Trend;
    response_shift "responseShift": ResponseShift;
    context "context": ContextMatch;
    #[cfg(feature = "research")]
    roll_up "rollUp": RollUp;
    #[cfg(feature = "research")]
    sites "sites": Sites;
    #[cfg(feature = "research")]
    similarity "similarity": Similarity;
    #[cfg(feature = "research")]
    decisions "decisions": Decisions;
}

/// One of several reports, with the name of the file that it goes into.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct ReportFile {
    /// Name without an ending: made of the id of the unit, or `all-places`.
    #[wasm_bindgen(readonly)]
    pub name: String,
    /// What it says.
    #[wasm_bindgen(readonly)]
    pub report: Report,
}

/// A report for each place, a page unless `depth` or `sections` ask for something else, and `all-places`: the appendix of all of
/// them or what `sections` ask for of it, with who answered, what is withheld and what places share.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[wasm_bindgen(js_name = reportsByUnit)]
pub fn reports_by_unit(
    released: &Released,
    #[wasm_bindgen(unchecked_optional_param_type = "ReportOptions & ReportFindings & WatchOptions")] options: JsValue,
) -> Result<Vec<ReportFile>, Failure> {
    let (findings, asked, mut listener) = Findings::apart(&options)?;
    let built = findings.builder(released, asked).by_unit_watched(&mut listener);
    let file = |file: report::ReportFile| ReportFile { name: file.name, report: Report(file.report) };
    listener.heard(built.map(|files| files.into_iter().map(file).collect()))
}

/// A report on what was released.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Report(collabpro_core::Report);

#[wasm_bindgen]
impl Report {
    /// Puts the report together; `change` and `trend` add what changed, `responseShift` a then-test, `context` how like the
    /// conditions are to another place's. In `collabpro/research`, `rollUp`, `sites`, `similarity` and `decisions` add to the
    /// appendix what places share and what research found. Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(constructor)]
    pub fn new(
        released: &Released,
        #[wasm_bindgen(unchecked_optional_param_type = "ReportOptions & ReportFindings & WatchOptions")]
        options: JsValue,
    ) -> Result<Self, Failure> {
        let (findings, asked, mut listener) = Findings::apart(&options)?;
        let built = findings.builder(released, asked).build_watched(&mut listener);
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

    /// The report as a Word file (`.docx`), to be edited; the same report is the same bytes. A report of `collabpro` comes here by
    /// `Report.fromJson`.
    #[cfg(feature = "research")]
    #[wasm_bindgen(js_name = toDocx)]
    pub fn to_docx(&self) -> Vec<u8> {
        self.0.to_docx()
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
    Trend;
    ResponseShift;
    #[cfg(feature = "research")]
    RollUp;
    #[cfg(feature = "research")]
    Similarity;
    #[cfg(feature = "research")]
    Decisions;
    #[cfg(feature = "research")]
    Sites;
}
