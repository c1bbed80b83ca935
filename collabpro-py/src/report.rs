//! Reports.

use collabpro_core::report::{HtmlOptions, REPORT_STYLE, ReportLinks, ReportOptions};
use std::path::PathBuf;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::convert::{self, Data, ReleaseRecord, Reread, document};
use crate::error::Failure;
use crate::language;
use crate::matching::ContextMatch;
use crate::release::Released;
use crate::studies::{Change, Decisions, Sites};
use crate::watch::watched;

#[doc = signature!("Report(released, *, change=None, context=None, sites=None, decisions=None, ", ReportOptions, "progress=None")]
/// A report on what was released, for the next meeting. Of a change comes in what the release shows; a match of contexts
/// stands with its unit; sites and decisions stand in the appendix, without a name of a place.
#[doc = parameters!(ReportOptions)]
#[pyclass(frozen, eq, module = "collabpro", name = "Report")]
#[derive(PartialEq)]
pub(crate) struct Report(collabpro_core::Report);

#[pymethods]
impl Report {
    #[new]
    #[allow(clippy::too_many_arguments, reason = "what a caller gives by name")]
    #[pyo3(signature = (released, *, change = None, context = None, sites = None, decisions = None, progress: "_types.Progress | None" = None, **options: "Unpack[data.ReportOptions]"), text_signature = None)]
    fn new(
        py: Python<'_>,
        released: &Bound<'_, Released>,
        change: Option<&Bound<'_, Change>>,
        context: Option<&Bound<'_, ContextMatch>>,
        sites: Option<&Bound<'_, Sites>>,
        decisions: Option<&Bound<'_, Decisions>>,
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let asked = ReportOptions::from_json(&convert::options(options)?)?.language_or(language::asked(None));
        let builder = collabpro_core::Report::new(&released.get().0).options(asked);
        let change = change.map(|change| &change.get().0.value);
        let builder = change.into_iter().fold(builder, |builder, change| builder.change(change));
        let context = context.map(|context| &context.get().0);
        let builder = context.into_iter().fold(builder, |builder, context| builder.context(context));
        let sites = sites.map(|sites| &sites.get().0.value);
        let builder = sites.into_iter().fold(builder, |builder, sites| builder.sites(sites));
        let decisions = decisions.map(|decisions| &decisions.get().0.value);
        let builder = decisions.into_iter().fold(builder, |builder, decisions| builder.decisions(decisions));
        Ok(Self(watched(py, progress, |watch| Ok(builder.build_watched(watch)?))?))
    }

    /// Reads what `to_json` wrote, here or elsewhere; what its messages say is said anew.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Report::from_json(text))?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    #[doc = signature!("to_html($self, *, ", HtmlOptions, "")]
    /// One HTML page that stands alone, or with `fragment` a part of one: no script, no outside request.
    #[doc = parameters!(HtmlOptions)]
    #[pyo3(signature = (**options: "Unpack[data.HtmlOptions]"), text_signature = None)]
    fn to_html(&self, py: Python<'_>, options: Option<&Bound<'_, PyDict>>) -> Result<String, Failure> {
        let options = HtmlOptions::from_json(&convert::options(options)?)?;
        Ok(py.detach(|| self.0.to_html_with(&options))?)
    }

    /// The report as Markdown.
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_markdown())
    }

    /// The report as canonical JSON: every sentence as text, as message with arguments, and with its numbers.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// What was shown of how many people, for the next release of the same ratings. It holds keyed hashes of people.
    fn record(&self) -> Result<Data<ReleaseRecord>, Failure> {
        Ok(Data::new(self.0.record()?.to_json()))
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        document(py, &self.to_json(py))
    }

    /// Writes the report to a file: `.html`, `.md` or `.json`.
    #[pyo3(signature = (path: "_types.Path"))]
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let text = match path.extension().and_then(|suffix| suffix.to_str()) {
            Some("html") => py.detach(|| self.0.to_html()),
            Some("md") => self.to_markdown(py),
            Some("json") => self.to_json(py),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "{}: neither .html nor .md nor .json",
                    path.display()
                )));
            }
        };
        let file = py.import("pathlib")?.call_method1("Path", (path,))?;
        file.call_method1("write_bytes", (PyBytes::new(py, text.as_bytes()),)).map(drop)
    }

    fn __repr__(&self) -> String {
        format!("Report({} sections)", self.0.sections().len())
    }

    /// The page in a frame of its own, so that neither's style touches the other.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let inside = HtmlOptions::new().links(ReportLinks::Srcdoc);
        let page = py.detach(|| self.0.to_html_with(&inside)).map_err(Failure::from)?;
        let page: String = py.import("html")?.call_method1("escape", (page,))?.extract()?;
        let style = "width: 100%; height: 80vh; min-height: 400px; border: 0";
        Ok(format!(r#"<iframe sandbox="" title="Report" style="{style}" srcdoc="{page}"></iframe>"#))
    }
}

/// The stylesheet of every report, for a page that keeps it apart. What it says in a content security policy is
/// `REPORT_STYLE_HASH`.
#[pyfunction]
pub(crate) fn report_style() -> &'static str {
    REPORT_STYLE
}
