//! Reports.

use collabpro_core::Error;
use collabpro_core::report::{
    HtmlOptions, REPORT_STYLE, ReportBuilder, ReportFile, ReportLinks, ReportOptions,
};
use std::borrow::Cow;
use std::path::PathBuf;

use pyo3::PyClass;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyBytes, PyDict};

use crate::convert::{self, Data, ReleaseRecord, Reread, document};
use crate::error::{Failure, told};
use crate::language;
use crate::matching::ContextMatch;
use crate::release::Released;
use crate::studies::{Change, Decisions, ResponseShift, RollUp, Similarity, Sites, Trend};
use crate::watch::watched;

/// What a report shows beside what was released: each by its name, its class, and where core's own is found in it.
macro_rules! findings {
    ($($name:ident: $class:ident [$($core:tt)+];)+) => {
        struct Findings<'py> {
            $($name: Option<Bound<'py, $class>>,)+
        }

        impl<'py> Findings<'py> {
            /// Takes them out of what was given by name; what is left are options.
            fn apart(given: Option<&Bound<'py, PyDict>>) -> Result<(Self, ReportOptions), Failure> {
                let rest = given.map(|given| given.copy()).transpose()?;
                let findings = Self { $($name: taken(rest.as_ref(), stringify!($name))?,)+ };
                let asked = ReportOptions::from_json(&convert::options(rest.as_ref())?)?;
                Ok((findings, asked.language_or(language::asked(None))))
            }

            fn builder<'a>(&'a self, released: &'a collabpro_core::Released, asked: ReportOptions) -> ReportBuilder<'a> {
                let mut builder = collabpro_core::Report::new(released).options(asked);
                $(if let Some(found) = &self.$name {
                    builder = builder.$name(&found.get() $($core)+);
                })+
                builder
            }
        }

        /// The same at the head of a signature.
        macro_rules! findings_as_keywords {
            () => { concat!($(stringify!($name), "=None, "),+) };
        }
    };
}

findings! {
    change: Change [.0.value];
    trend: Trend [.0.value];
    response_shift: ResponseShift [.0.value];
    context: ContextMatch [.0];
    roll_up: RollUp [.0.value];
    sites: Sites [.0.value];
    similarity: Similarity [.0.value];
    decisions: Decisions [.0.value];
}

/// Takes what has a name out of a dictionary; `None` is as if it were not there.
fn taken<'py, T: PyClass>(
    rest: Option<&Bound<'py, PyDict>>,
    name: &str,
) -> Result<Option<Bound<'py, T>>, Failure> {
    let Some(rest) = rest else { return Ok(None) };
    let Some(found) = rest.get_item(name)? else { return Ok(None) };
    rest.del_item(name)?;
    if found.is_none() {
        return Ok(None);
    }
    Ok(Some(found.cast_into().map_err(|_| Error::wrong_argument(&format!("{name}: {}", T::NAME)))?))
}

/// What was released; scores themselves are shown to nobody.
fn of_release<'a, 'py>(given: &'a Bound<'py, PyAny>) -> Result<&'a Bound<'py, Released>, Failure> {
    Ok(given.cast().map_err(|_| Error::wrong_argument("Released, which scores.release() gives"))?)
}

#[doc = signature!("Report(released, *, ", findings_as_keywords, ReportOptions, "progress=None")]
/// A report on what was released, for the next meeting. Of a change, a trend or a then-test comes in what the release shows; a match
/// of contexts stands with its unit; a then-test, a roll-up, sites, a similarity and decisions stand in the appendix.
#[doc = parameters!(ReportOptions)]
#[pyclass(frozen, eq, module = "collabpro", name = "Report")]
#[derive(PartialEq)]
pub(crate) struct Report(collabpro_core::Report);

#[pymethods]
impl Report {
    #[new]
    #[pyo3(signature = (released: "Released", *, progress: "_types.Progress | None" = None, **given: "Unpack[_types.ReportArguments]"), text_signature = None)]
    fn new(
        py: Python<'_>,
        released: &Bound<'_, PyAny>,
        progress: Option<Py<PyAny>>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let (findings, asked) = Findings::apart(given)?;
        let builder = findings.builder(&of_release(released)?.get().0, asked);
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

    /// The report as a Word file (`.docx`), to be edited; the same report is the same bytes.
    fn to_docx(&self, py: Python<'_>) -> Cow<'static, [u8]> {
        py.detach(|| self.0.to_docx()).into()
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

    /// Writes the report to a file: `.html`, `.docx`, `.md` or `.json`. A FileError tells of one that cannot be opened.
    #[pyo3(signature = (path: "_types.Path"))]
    fn save(&self, py: Python<'_>, path: PathBuf) -> Result<(), Failure> {
        let suffix = path.extension().map(|suffix| suffix.to_ascii_lowercase());
        let bytes = match suffix.as_ref().and_then(|suffix| suffix.to_str()) {
            Some("html") => py.detach(|| self.0.to_html()).into_bytes(),
            Some("docx") => py.detach(|| self.0.to_docx()),
            Some("md") => self.to_markdown(py).into_bytes(),
            Some("json") => self.to_json(py).into_bytes(),
            _ => {
                let what = format!("{}: neither .html nor .docx nor .md nor .json", path.display());
                return Err(PyValueError::new_err(what).into());
            }
        };
        let file = py.import("pathlib")?.call_method1("Path", (path,))?;
        let saved = file.call_method1("write_bytes", (PyBytes::new(py, &bytes),));
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

#[doc = signature!("reports_by_unit(released, path=None, *, ", findings_as_keywords, ReportOptions, "progress=None")]
/// A report for each place, a page unless `depth` or `sections` ask for something else, and `all-places`: the appendix of all of
/// them or what `sections` ask for of it, with who answered, what is withheld and what places share; by the name of its file,
/// without an ending. With a path they are written there as HTML: into a folder, which is made, or a file that ends in `.zip`; a
/// FileError tells of one that cannot be opened.
#[doc = parameters!(ReportOptions)]
#[pyfunction]
#[pyo3(signature = (released: "Released", path: "_types.Path | None" = None, *, progress: "_types.Progress | None" = None, **given: "Unpack[_types.ReportArguments]") -> "dict[str, Report]", text_signature = None)]
pub(crate) fn reports_by_unit<'py>(
    py: Python<'py>,
    released: &Bound<'py, PyAny>,
    path: Option<PathBuf>,
    progress: Option<Py<PyAny>>,
    given: Option<&Bound<'py, PyDict>>,
) -> Result<Bound<'py, PyDict>, Failure> {
    let (findings, asked) = Findings::apart(given)?;
    let builder = findings.builder(&of_release(released)?.get().0, asked);
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
