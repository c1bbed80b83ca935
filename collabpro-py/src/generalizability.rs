//! Generalizability: where variance comes from, and how many raters and criteria next time.

use collabpro_core::Watch;
use collabpro_core::generalizability::{DecisionOptions, GeneralizabilityOptions, PlanOptions, StudyOptions};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::convert::{Data, DecisionsDocument, GeneralizabilityDocument, PlansDocument, options};
use crate::error::Failure;
use crate::table::Table;
use crate::watch::watched;
use crate::{columns, rating_table};

/// Where the variance of scores comes from. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Generalizability")]
#[derive(PartialEq)]
pub(crate) struct Generalizability(collabpro_core::Generalizability);

#[pymethods]
impl Generalizability {
    /// What scores of other numbers of raters, criteria and occasions would be worth.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **decision: "Unpack[data.DecisionOptions]"))]
    fn decide(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        decision: Option<&Bound<'_, PyDict>>,
    ) -> Result<Decisions, Failure> {
        let options = DecisionOptions::from_json(&options(decision)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.decide(options.watch(watch))?));
        Ok(Decisions(found?))
    }

    /// The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **plan: "Unpack[data.PlanOptions]"))]
    fn plan(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        plan: Option<&Bound<'_, PyDict>>,
    ) -> Result<Plans, Failure> {
        let options = PlanOptions::from_json(&options(plan)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.plan(options.watch(watch))?));
        Ok(Plans(found?))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<GeneralizabilityDocument> {
        Data::new(self.to_json(py))
    }

    /// A table: `components` (the default) or `studies`.
    #[pyo3(signature = (name = "components"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    fn __repr__(&self) -> String {
        format!("Generalizability({} studies)", self.0.studies.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}

/// What scores of several designs would be worth.
#[pyclass(frozen, eq, module = "collabpro", name = "Decisions")]
#[derive(PartialEq)]
pub(crate) struct Decisions(collabpro_core::generalizability::Decisions);

#[pymethods]
impl Decisions {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<DecisionsDocument> {
        Data::new(self.to_json(py))
    }

    /// One row for each study and design.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("Decisions({} designs)", self.0.decisions.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}

/// The cheapest designs that reach a target.
#[pyclass(frozen, eq, module = "collabpro", name = "Plans")]
#[derive(PartialEq)]
pub(crate) struct Plans(collabpro_core::generalizability::Plans);

#[pymethods]
impl Plans {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<PlansDocument> {
        Data::new(self.to_json(py))
    }

    /// One row for each design that reaches the target.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("Plans({} studies)", self.0.plans.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}

/// Where the variance of plain scores comes from: a long table with a column of scores and one for each facet (a frame of
/// polars, pandas, pyarrow or DuckDB, or a dictionary of columns), or a table of units by raters (a `RatingTable`, an array, rows
/// of cells; a frame or a dictionary with `shape="wide"`), which takes the options of a `RatingTable` instead. `progress` is called
/// with the steps of the estimation.
#[pyfunction]
#[pyo3(signature = (
    scores: "_types.Marks", *, progress: "_types.Progress | None" = None, **study: "Unpack[data.RatingTableStudyOptions]"
))]
pub(crate) fn generalizability(
    py: Python<'_>,
    scores: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    study: Option<&Bound<'_, PyDict>>,
) -> Result<Generalizability, Failure> {
    let is_frame = scores.hasattr("__arrow_c_stream__")?;
    if (is_frame || scores.cast::<PyDict>().is_ok())
        && let (None, options) = StudyOptions::split(&options(study)?)?
    {
        let sets = match scores.cast::<PyDict>() {
            Ok(named) => vec![rating_table::named(named)?],
            Err(_) => columns::sets(columns::stream(scores)?)?,
        };
        return Ok(Generalizability(watched(py, progress, |watch| {
            Ok(collabpro_core::Generalizability::of(&sets, options.watch(watch))?)
        })?));
    }
    let (matrix, asked) = rating_table::given(scores, study)?;
    of_matrix(py, progress, &asked, |options, watch| matrix.generalizability(options.watch(watch)))
}

/// What a study finds with these options: of ratings, or of counts.
pub(crate) fn of(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    asked: &str,
    study: impl FnOnce(
        GeneralizabilityOptions,
        &mut dyn Watch,
    ) -> collabpro_core::Result<collabpro_core::Generalizability>
    + Send,
) -> Result<Generalizability, Failure> {
    let options = GeneralizabilityOptions::from_json(asked)?;
    Ok(Generalizability(watched(py, progress, |watch| Ok(study(options, watch)?))?))
}

/// What a study finds with these options: of a plain table.
pub(crate) fn of_matrix(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    asked: &str,
    study: impl FnOnce(StudyOptions, &mut dyn Watch) -> collabpro_core::Result<collabpro_core::Generalizability>
    + Send,
) -> Result<Generalizability, Failure> {
    let options = StudyOptions::from_json(asked)?;
    Ok(Generalizability(watched(py, progress, |watch| Ok(study(options, watch)?))?))
}
