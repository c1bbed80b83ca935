//! Reports.

use collabpro_core::Error;
use collabpro_core::report::{
    HtmlOptions, REPORT_STYLE, ReportBuilder, ReportFile, ReportLinks, ReportOptions,
};
use std::path::PathBuf;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyBytes, PyDict};

use crate::convert::{self, Data, ReleaseRecord, Reread, document};
use crate::error::{Failure, told};
use crate::language;
use crate::matching::ContextMatch;
use crate::release::Released;
use crate::studies::{Change, Decisions, RollUp, Sites, Trend};
use crate::watch::watched;

/// What a report shows beside what was released.
struct Findings<'a, 'py> {
    change: Option<&'a Bound<'py, Change>>,
    trend: Option<&'a Bound<'py, Trend>>,
    context: Option<&'a Bound<'py, ContextMatch>>,
    roll_up: Option<&'a Bound<'py, RollUp>>,
    sites: Option<&'a Bound<'py, Sites>>,
    decisions: Option<&'a Bound<'py, Decisions>>,
}

impl<'a> Findings<'a, '_> {
    fn builder(
        self,
        released: &'a collabpro_core::Released,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<ReportBuilder<'a>, Failure> {
        let asked = ReportOptions::from_json(&convert::options(options)?)?.language_or(language::asked(None));
        let builder = collabpro_core::Report::new(released).options(asked);
        let change = self.change.map(|change| &change.get().0.value);
        let builder = change.into_iter().fold(builder, |builder, change| builder.change(change));
        let trend = self.trend.map(|trend| &trend.get().0.value);
        let builder = trend.into_iter().fold(builder, |builder, trend| builder.trend(trend));
        let context = self.context.map(|context| &context.get().0);
        let builder = context.into_iter().fold(builder, |builder, context| builder.context(context));
        let roll_up = self.roll_up.map(|roll_up| &roll_up.get().0.value);
        let builder = roll_up.into_iter().fold(builder, |builder, roll_up| builder.roll_up(roll_up));
        let sites = self.sites.map(|sites| &sites.get().0.value);
        let builder = sites.into_iter().fold(builder, |builder, sites| builder.sites(sites));
        let decisions = self.decisions.map(|decisions| &decisions.get().0.value);
        Ok(decisions.into_iter().fold(builder, |builder, decisions| builder.decisions(decisions)))
    }
}

/// What was released; scores themselves are shown to nobody.
fn of_release<'a, 'py>(given: &'a Bound<'py, PyAny>) -> Result<&'a Bound<'py, Released>, Failure> {
    Ok(given.cast().map_err(|_| Error::wrong_argument("Released, which scores.release() gives"))?)
}

#[doc = signature!("Report(released, *, change=None, trend=None, context=None, roll_up=None, sites=None, decisions=None, ", ReportOptions, "progress=None")]
/// A report on what was released, for the next meeting. Of a change or a trend comes in what the release shows; a match of contexts
/// stands with its unit; a roll-up, sites and decisions stand in the appendix.
#[doc = parameters!(ReportOptions)]
#[pyclass(frozen, eq, module = "collabpro", name = "Report")]
#[derive(PartialEq)]
pub(crate) struct Report(collabpro_core::Report);

#[pymethods]
impl Report {
    #[new]
    #[allow(clippy::too_many_arguments, reason = "what a caller gives by name")]
    #[pyo3(signature = (released: "Released", *, change = None, trend = None, context = None, roll_up = None, sites = None, decisions = None, progress: "_types.Progress | None" = None, **options: "Unpack[data.ReportOptions]"), text_signature = None)]
    fn new(
        py: Python<'_>,
        released: &Bound<'_, PyAny>,
        change: Option<&Bound<'_, Change>>,
        trend: Option<&Bound<'_, Trend>>,
        context: Option<&Bound<'_, ContextMatch>>,
        roll_up: Option<&Bound<'_, RollUp>>,
        sites: Option<&Bound<'_, Sites>>,
        decisions: Option<&Bound<'_, Decisions>>,
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let findings = Findings { change, trend, context, roll_up, sites, decisions };
        let builder = findings.builder(&of_release(released)?.get().0, options)?;
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

    /// Writes the report to a file: `.html`, `.md` or `.json`. A FileError tells of one that cannot be opened.
    #[pyo3(signature = (path: "_types.Path"))]
    fn save(&self, py: Python<'_>, path: PathBuf) -> Result<(), Failure> {
        let suffix = path.extension().map(|suffix| suffix.to_ascii_lowercase());
        let text = match suffix.as_ref().and_then(|suffix| suffix.to_str()) {
            Some("html") => py.detach(|| self.0.to_html()),
            Some("md") => self.to_markdown(py),
            Some("json") => self.to_json(py),
            _ => {
                let what = format!("{}: neither .html nor .md nor .json", path.display());
                return Err(PyValueError::new_err(what).into());
            }
        };
        let file = py.import("pathlib")?.call_method1("Path", (path,))?;
        let saved = file.call_method1("write_bytes", (PyBytes::new(py, text.as_bytes()),));
        saved.map(drop).map_err(|error| told(py, error))
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

#[doc = signature!("reports_by_unit(released, path=None, *, change=None, trend=None, context=None, roll_up=None, sites=None, decisions=None, ", ReportOptions, "progress=None")]
/// A report for each place, without `depth` a page, and `all-places`: the appendix of all of them, with who answered, what is
/// withheld and what places share; by the name of its file, without an ending. With a path they are written there as HTML: into
/// a folder, which is made, or a file that ends in `.zip`; a FileError tells of one that cannot be opened.
#[doc = parameters!(ReportOptions)]
#[pyfunction]
#[allow(clippy::too_many_arguments, reason = "what a caller gives by name")]
#[pyo3(signature = (released: "Released", path: "_types.Path | None" = None, *, change = None, trend = None, context = None, roll_up = None, sites = None, decisions = None, progress: "_types.Progress | None" = None, **options: "Unpack[data.ReportOptions]") -> "dict[str, Report]", text_signature = None)]
pub(crate) fn reports_by_unit<'py>(
    py: Python<'py>,
    released: &Bound<'py, PyAny>,
    path: Option<PathBuf>,
    change: Option<&Bound<'py, Change>>,
    trend: Option<&Bound<'py, Trend>>,
    context: Option<&Bound<'py, ContextMatch>>,
    roll_up: Option<&Bound<'py, RollUp>>,
    sites: Option<&Bound<'py, Sites>>,
    decisions: Option<&Bound<'py, Decisions>>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'py, PyDict>>,
) -> Result<Bound<'py, PyDict>, Failure> {
    let findings = Findings { change, trend, context, roll_up, sites, decisions };
    let builder = findings.builder(&of_release(released)?.get().0, options)?;
    let files = watched(py, progress, |watch| Ok(builder.by_unit_watched(watch)?))?;
    if let Some(path) = path {
        save(py, path, &files).map_err(|error| told(py, error))?;
    }
    let reports = PyDict::new(py);
    for file in files {
        reports.set_item(file.name, Report(file.report))?;
    }
    Ok(reports)
}

/// Writes pages into a folder or an archive. Nothing in them tells when: the same reports are the same bytes.
fn save(py: Python<'_>, path: PathBuf, files: &[ReportFile]) -> PyResult<()> {
    let zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    let path = py.import("pathlib")?.call_method1("Path", (path,))?;
    if !zip {
        path.call_method("mkdir", (), Some(&[("parents", true), ("exist_ok", true)].into_py_dict(py)?))?;
        for file in files {
            let text = py.detach(|| file.report.to_html());
            let page = path.call_method1("joinpath", (format!("{}.html", file.name),))?;
            page.call_method1("write_bytes", (PyBytes::new(py, text.as_bytes()),))?;
        }
        return Ok(());
    }
    let module = py.import("zipfile")?;
    let archive = module.call_method1("ZipFile", (path, "w", module.getattr("ZIP_DEFLATED")?))?;
    for file in files {
        let text = py.detach(|| file.report.to_html());
        let entry = module.call_method1("ZipInfo", (format!("{}.html", file.name),))?;
        entry.setattr("compress_type", module.getattr("ZIP_DEFLATED")?)?;
        archive.call_method1("writestr", (entry, PyBytes::new(py, text.as_bytes())))?;
    }
    archive.call_method0("close").map(drop)
}
