//! Instruments.

use collabpro_core::exchange::{CaseOptions, ToCaseOptions};
use collabpro_core::message::Texts;
use collabpro_core::rubric::{RubricItem, RubricItemsOptions};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::convert::{self, Data, Reread, RubricDocument, Word, dumps, options, written};
use crate::error::Failure;
use crate::exchange::{CasePackage, CaseRubric};
use crate::language;
use crate::table::Table;

/// A checked instrument: criteria with ordered categories, each aimed at one construct.
#[pyclass(frozen, eq, module = "collabpro", name = "Rubric")]
#[derive(PartialEq)]
pub(crate) struct Rubric(pub(crate) collabpro_core::Rubric);

/// The instrument that was given, as it is or as its document, or the bundled one.
pub(crate) fn given(rubric: Option<&Bound<'_, PyAny>>) -> Result<collabpro_core::Rubric, Failure> {
    let Some(rubric) = rubric else { return Ok(collabpro_core::Rubric::bundled()) };
    match rubric.cast::<Rubric>() {
        Ok(rubric) => Ok(rubric.get().0.clone()),
        Err(_) => Ok(collabpro_core::Rubric::from_json(&written(rubric)?)?),
    }
}

/// Texts by id as the items that the core reads.
fn named<'py>(texts: &Bound<'py, PyDict>) -> PyResult<Vec<Bound<'py, PyDict>>> {
    let item = |(id, name): (Bound<'py, PyAny>, Bound<'py, PyAny>)| {
        let item = PyDict::new(id.py());
        item.set_item("id", id)?;
        item.set_item("name", name)?;
        Ok(item)
    };
    texts.iter().map(item).collect()
}

#[pymethods]
impl Rubric {
    /// The bundled rubric. Ours, not the authors', not validated.
    #[staticmethod]
    fn bundled(py: Python<'_>) -> Self {
        Self(py.detach(collabpro_core::Rubric::bundled))
    }

    /// Reads and checks an instrument: a text of JSON, a dictionary, or a file; a RubricError lists all structural problems at once,
    /// each with its JSON path.
    #[staticmethod]
    #[pyo3(signature = (text: "_types.Document"))]
    fn from_json(text: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let written = written(text)?;
        Ok(Self(text.py().detach(|| collabpro_core::Rubric::from_json(&written))?))
    }

    #[doc = signature!("from_items(items, *, ", RubricItemsOptions, "")]
    /// An instrument of items that are all answered by the same labels: a list of texts, or a dictionary of texts by id. Ids are made
    /// of the words (`we_plan_together`); the labels have an order and no values. A RubricError names what is wrong.
    #[doc = parameters!(RubricItemsOptions)]
    #[staticmethod]
    #[pyo3(
        signature = (items: "_types.Items", **options: "Unpack[data.RubricItemsOptions]"),
        text_signature = None
    )]
    fn from_items(items: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyDict>>) -> Result<Self, Failure> {
        let options = RubricItemsOptions::from_json(&convert::options(options)?)?;
        let items = RubricItem::list(&match items.cast::<PyDict>() {
            Ok(texts) => dumps(PyList::new(items.py(), named(texts)?)?.as_any())?,
            Err(_) => dumps(items)?,
        })?;
        Ok(Self(collabpro_core::Rubric::from_items(items, options)?))
    }

    #[doc = signature!("from_case(text, *, ", CaseOptions, "")]
    /// Reads a rubric from a 1EdTech CASE 1.0 or 1.1 package; a RubricError lists what is wrong, each with its path in it.
    #[doc = parameters!(CaseOptions)]
    #[staticmethod]
    #[pyo3(signature = (text: "_types.Document", **case: "Unpack[data.CaseOptions]"), text_signature = None)]
    fn from_case(text: &Bound<'_, PyAny>, case: Option<&Bound<'_, PyDict>>) -> Result<CaseRubric, Failure> {
        let (options, package) = (CaseOptions::from_json(&options(case)?)?, written(text)?);
        Ok(CaseRubric(text.py().detach(|| collabpro_core::Rubric::from_case(&package, &options))?))
    }

    #[doc = signature!("to_case($self, *, ", ToCaseOptions, "")]
    /// Writes the rubric as a CASE package. One that came as CASE is written as it came, with what was changed since.
    #[doc = parameters!(ToCaseOptions)]
    #[pyo3(signature = (**case: "Unpack[data.ToCaseOptions]"), text_signature = None)]
    fn to_case(&self, py: Python<'_>, case: Option<&Bound<'_, PyDict>>) -> Result<CasePackage, Failure> {
        let options = ToCaseOptions::from_json(&options(case)?)?;
        Ok(CasePackage(py.detach(|| self.0.to_case(&options))?))
    }

    /// The codebook of ratings on this instrument as long CSV: a row for each column and each value that it may hold.
    #[pyo3(signature = (*, language = None))]
    fn codebook(&self, py: Python<'_>, language: Option<&str>) -> Table {
        Table(py.detach(|| self.0.codebook(language::asked(language))))
    }

    /// The instrument as canonical JSON; reading it again gives an equal rubric.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::Rubric::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<RubricDocument> {
        Data::new(self.to_json(py))
    }

    /// The bundled rubric with its words in another language beside the English ones, so that ratings can be read by them too.
    /// Another instrument has its own words and comes back as it is.
    #[pyo3(signature = (language))]
    fn translated(&self, py: Python<'_>, language: Word) -> Result<Self, Failure> {
        let texts = Texts::loaded(&language)?;
        Ok(Self(py.detach(|| self.0.translated(texts))))
    }

    /// The rated criteria as a table, with names in this language (or in English, where it has none).
    #[pyo3(signature = (*, language = None))]
    fn table(&self, py: Python<'_>, language: Option<&str>) -> Table {
        Table(py.detach(|| self.0.table(language::asked(language))))
    }

    /// Id of the instrument.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Version of the instrument; ratings are pinned to id and version.
    #[getter]
    fn version(&self) -> &str {
        self.0.version()
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold its document.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Rubric::from_bytes(data))?))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
