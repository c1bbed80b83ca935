//! Intraclass correlations: how much of what marks differ by is the units.

use collabpro_core::Watch;
use collabpro_core::icc::IccOptions;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Data, IccDocument};
use crate::error::Failure;
use crate::rating_table::given;
use crate::table::Table;
use crate::watch::watched;

/// All forms of the intraclass correlation. For researchers: nothing is withheld, and nothing of it is about persons.
#[pyclass(frozen, eq, module = "collabpro", name = "Icc")]
#[derive(PartialEq)]
pub(crate) struct Icc(pub(crate) collabpro_core::Icc);

#[pymethods]
impl Icc {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<IccDocument> {
        Data::new(self.to_json(py))
    }

    /// One row for each form.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    fn __repr__(&self) -> String {
        format!("Icc({} rows)", self.0.rows.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.table(py)._repr_html_(py)
    }
}

/// All forms of the intraclass correlation of a plain table: of a `RatingTable`, a two-dimensional array (units by raters; `None`,
/// NaN and 255 in an array of bytes are missing), a list of lists, a frame or a dictionary of columns. Options of `RatingTable`
/// stand beside those of the study. `progress` is called with the steps of fits.
#[pyfunction]
#[pyo3(signature = (
    marks: "_types.Marks", *, progress: "_types.Progress | None" = None, **icc: "Unpack[data.RatingTableIccOptions]"
))]
pub(crate) fn icc(
    py: Python<'_>,
    marks: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    icc: Option<&Bound<'_, PyDict>>,
) -> Result<Icc, Failure> {
    let (matrix, asked) = given(marks, icc)?;
    of(py, progress, &asked, |options, watch| matrix.icc(options.watch(watch)))
}

/// What a study finds with these options: of ratings, of counts, of a table.
pub(crate) fn of(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    asked: &str,
    study: impl FnOnce(IccOptions, &mut dyn Watch) -> collabpro_core::Result<collabpro_core::Icc> + Send,
) -> Result<Icc, Failure> {
    let options = IccOptions::from_json(asked)?;
    Ok(Icc(watched(py, progress, |watch| Ok(study(options, watch)?))?))
}
