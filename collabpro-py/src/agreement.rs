//! Agreement: how far raters agree.

use collabpro_core::Watch;
use collabpro_core::agreement::AgreementOptions;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{AgreementDocument, Data, options};
use crate::error::Failure;
use crate::rating_table::{alone, given};
use crate::table::Table;
use crate::watch::watched;

/// How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it is about persons.
#[pyclass(frozen, eq, module = "collabpro", name = "Agreement")]
#[derive(PartialEq)]
pub(crate) struct Agreement(pub(crate) collabpro_core::Agreement);

#[pymethods]
impl Agreement {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<AgreementDocument> {
        Data::new(self.to_json(py))
    }

    /// One of the tables: `coefficients`, `pairs` or `raters`.
    #[pyo3(signature = (name = "coefficients"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    fn __repr__(&self) -> String {
        format!("Agreement({} rows)", self.0.rows.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}

/// How far the raters of a plain table agree: of a `RatingTable`, a two-dimensional array (units by raters; `None`, NaN and 255 in
/// an array of bytes are missing), a list of lists, a frame or a dictionary of columns. Options of `RatingTable`, such as
/// `categories`, stand beside those of the study. `progress` is called with the units, then the replicates, that are done.
#[pyfunction]
#[pyo3(signature = (
    marks: "_types.Marks", *, progress: "_types.Progress | None" = None,
    **agreement: "Unpack[data.RatingTableAgreementOptions]"
))]
pub(crate) fn agreement(
    py: Python<'_>,
    marks: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    agreement: Option<&Bound<'_, PyDict>>,
) -> Result<Agreement, Failure> {
    let (matrix, asked) = given(marks, agreement)?;
    of(py, progress, &asked, |options, watch| matrix.agreement(options.watch(watch)))
}

/// What a study finds with these options: of ratings, of counts, of a table.
pub(crate) fn of(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    asked: &str,
    study: impl FnOnce(AgreementOptions, &mut dyn Watch) -> collabpro_core::Result<collabpro_core::Agreement>
    + Send,
) -> Result<Agreement, Failure> {
    let options = AgreementOptions::from_json(asked)?;
    Ok(Agreement(watched(py, progress, |watch| Ok(study(options, watch)?))?))
}

/// Counts of units marked alike, put together from parts of a large table: `update` with each part, `merge` with what was
/// counted elsewhere, `finish` with the options of `agreement`. All marks of a unit must be in one part.
#[pyclass(module = "collabpro", name = "AgreementState")]
pub(crate) struct AgreementState(collabpro_core::agreement::AgreementState);

#[pymethods]
impl AgreementState {
    #[new]
    fn new() -> Self {
        Self(collabpro_core::agreement::AgreementState::new())
    }

    /// Adds a part, with the options of `RatingTable`.
    #[pyo3(signature = (marks: "_types.Marks", **matrix: "Unpack[data.RatingTableOptions]"))]
    fn update(
        &mut self,
        py: Python<'_>,
        marks: &Bound<'_, PyAny>,
        matrix: Option<&Bound<'_, PyDict>>,
    ) -> Result<(), Failure> {
        let table = alone(marks, matrix)?;
        Ok(py.detach(|| self.0.update(&table))?)
    }

    /// Adds what another state has counted, of other units. A state merged with itself counts its units twice.
    fn merge(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> Result<(), Failure> {
        let other = other.borrow().0.clone();
        let mut own = slf.borrow_mut();
        let state = &mut own.0;
        Ok(slf.py().detach(|| state.merge(&other))?)
    }

    /// The study of all units so far.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.AgreementOptions]"))]
    fn finish(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        agreement: Option<&Bound<'_, PyDict>>,
    ) -> Result<Agreement, Failure> {
        of(py, progress, &options(agreement)?, |options, watch| self.0.finish(options.watch(watch)))
    }

    /// Units so far, those without a mark not among them.
    #[getter]
    fn units(&self) -> u64 {
        self.0.units()
    }

    fn __repr__(&self) -> String {
        format!("AgreementState({} units)", self.0.units())
    }
}
