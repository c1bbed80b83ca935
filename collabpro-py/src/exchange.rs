//! Forms of others: survey exports, and rubrics of 1EdTech CASE.

use collabpro_core::Error;
use collabpro_core::exchange::{CaseLosses, DraftColumn};
use pyo3::prelude::*;

use crate::convert::{Data, Reread, Source, SurveyMappingDocument, written};
use crate::error::Failure;
use crate::rubric::{self, Rubric};
use crate::table::Table;

/// What the columns and labels of a survey mean; one mapping serves every time the survey is held.
#[pyclass(frozen, eq, module = "collabpro", name = "SurveyMapping")]
#[derive(PartialEq)]
pub(crate) struct SurveyMapping(pub(crate) collabpro_core::SurveyMapping);

/// A mapping that was given, as it is or as its document.
pub(crate) fn mapped(mapping: &Bound<'_, PyAny>) -> Result<collabpro_core::SurveyMapping, Failure> {
    if let Ok(mapping) = mapping.cast::<SurveyMapping>() {
        return Ok(mapping.get().0.clone());
    }
    let written = written(mapping)?;
    Ok(mapping.py().detach(|| collabpro_core::SurveyMapping::from_json(&written))?)
}

#[pymethods]
impl SurveyMapping {
    /// Reads a mapping and checks it: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each with
    /// its JSON path.
    #[staticmethod]
    #[pyo3(signature = (text: "_types.Document"))]
    fn from_json(text: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        Ok(Self(mapped(text)?))
    }

    /// The mapping as canonical JSON; reading it again gives an equal mapping.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The places that are still empty, as JSON paths; reading refuses each of them.
    fn open_places(&self) -> Vec<String> {
        self.0.open_places()
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::SurveyMapping::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<SurveyMappingDocument> {
        Data::new(self.to_json(py))
    }

    fn __repr__(&self) -> String {
        format!("SurveyMapping({} columns)", self.0.criteria.len())
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}

/// A mapping drafted from a file, and what it was drafted by.
#[pyclass(frozen, eq, module = "collabpro", name = "MappingDraft")]
#[derive(PartialEq)]
pub(crate) struct MappingDraft(collabpro_core::exchange::MappingDraft);

#[pymethods]
impl MappingDraft {
    /// The mapping; what is not sure is an empty text, see its `open_places`.
    #[getter]
    fn mapping(&self) -> SurveyMapping {
        SurveyMapping(self.0.mapping.clone())
    }

    /// What each column of the file is taken for, and by what.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    /// What pickle makes a draft of.
    #[staticmethod]
    fn _of(mapping: &str, columns: Vec<(String, String, Option<String>, String)>) -> Result<Self, Failure> {
        let columns = columns.into_iter().map(|(column, holds, criterion, why)| {
            Ok(DraftColumn::new(column, holds.parse()?, criterion, why.parse()?))
        });
        let columns = columns.collect::<Result<_, Failure>>()?;
        Ok(Self(collabpro_core::exchange::MappingDraft::new(
            collabpro_core::SurveyMapping::from_json(mapping)?,
            columns,
        )))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[object, ...]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Remade<'py, Vec<Drafted>>> {
        let columns = self.0.columns.iter().map(|column| {
            (column.column.clone(), column.holds.id(), column.criterion.clone(), column.why.id())
        });
        Ok((py.get_type::<Self>().getattr("_of")?, (self.0.mapping.to_json(), columns.collect())))
    }

    fn __repr__(&self) -> String {
        let open = self.0.mapping.open_places().len();
        format!("MappingDraft({}, {} columns, {open} open places)", self.0.mapping.tool, self.0.columns.len())
    }
}

/// Drafts the mapping of a survey's export (a path, bytes, a file that is open, or the text itself): recognises the tool, and proposes unit,
/// rater, role, criteria and labels where the file and the rubric tell them; `None` for the rubric is the bundled one. What is
/// not sure is left as an empty text, which reading refuses.
#[pyfunction]
#[pyo3(signature = (source: "_types.Source", rubric: "Rubric | CaseRubric | _types.Document | None" = None))]
pub(crate) fn draft_mapping(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    rubric: Option<&Bound<'_, PyAny>>,
) -> Result<MappingDraft, Failure> {
    let (rubric, mut source) = (rubric::given(rubric)?, Source::new(source)?);
    let found = py.detach(|| collabpro_core::exchange::draft_mapping(&mut source, &rubric));
    Ok(MappingDraft(source.result(found.map_err(Failure::from))?))
}

/// What pickle keeps: what makes it again, its document, and what stands beside that.
type Remade<'py, T> = (Bound<'py, PyAny>, (String, T));

/// A column of a draft: its heading, what it holds, its criterion, by what it is known.
type Drafted = (String, &'static str, Option<String>, &'static str);

/// What does not cross: path, what became of it, how often.
type Lost = Vec<(String, String, u64)>;

fn lost(losses: &CaseLosses) -> Lost {
    losses.iter().map(|(path, loss, n)| (path.to_owned(), loss.id().to_owned(), n)).collect()
}

fn losses(lost: Lost) -> Result<CaseLosses, Failure> {
    lost.into_iter().map(|(path, loss, n)| Ok((path, loss.parse()?, n))).collect()
}

/// A rubric that came as CASE, and what of its package is not part of it.
#[pyclass(frozen, eq, module = "collabpro", name = "CaseRubric")]
#[derive(PartialEq)]
pub(crate) struct CaseRubric(pub(crate) collabpro_core::exchange::CaseRubric);

#[pymethods]
impl CaseRubric {
    /// The instrument; what has no place in it is kept under its `extensions`.
    #[getter]
    fn rubric(&self) -> Rubric {
        Rubric(self.0.rubric.clone())
    }

    /// What of the package is not part of the instrument: path, what became of it, how often.
    fn losses(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.losses.table()))
    }

    /// What pickle makes it of.
    #[staticmethod]
    fn _of(rubric: &str, lost: Lost) -> Result<Self, Failure> {
        let rubric = collabpro_core::Rubric::from_json(rubric)?;
        Ok(Self(collabpro_core::exchange::CaseRubric { rubric, losses: losses(lost)? }))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[object, ...]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Remade<'py, Lost>> {
        Ok((py.get_type::<Self>().getattr("_of")?, (self.0.rubric.to_json(), lost(&self.0.losses))))
    }

    fn __repr__(&self) -> String {
        format!("CaseRubric({:?})", self.0.rubric)
    }
}

/// A package of CASE, and what of the rubric is not in it.
#[pyclass(frozen, eq, module = "collabpro", name = "CasePackage")]
#[derive(PartialEq)]
pub(crate) struct CasePackage(pub(crate) collabpro_core::exchange::CasePackage);

#[pymethods]
impl CasePackage {
    /// The package as JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// What of the rubric is not in the package, and what its version has no place for.
    fn losses(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.losses.table()))
    }

    /// What pickle makes it of.
    #[staticmethod]
    fn _of(package: &str, lost: Lost) -> Result<Self, Failure> {
        let found = collabpro_core::exchange::CasePackage::from_json(package, losses(lost)?);
        Ok(Self(found.ok_or_else(|| Error::wrong_argument("a package of CASE"))?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[object, ...]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Remade<'py, Lost>> {
        Ok((py.get_type::<Self>().getattr("_of")?, (self.0.to_json(), lost(&self.0.losses))))
    }

    fn __repr__(&self) -> String {
        format!("CasePackage({} losses)", self.0.losses.iter().count())
    }
}
