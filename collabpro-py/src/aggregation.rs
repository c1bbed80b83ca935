//! Aggregation: may people's answers be averaged to their unit?

use collabpro_core::Watch;
use collabpro_core::aggregation::AggregationOptions;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::convert::{AggregationDocument, Data};
use crate::error::Failure;
use crate::rating_table;
use crate::table::Table;
use crate::watch::watched;

/// Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them. For
/// researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Aggregation")]
#[derive(PartialEq)]
pub(crate) struct Aggregation(collabpro_core::Aggregation);

#[pymethods]
impl Aggregation {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<AggregationDocument> {
        Data::new(self.to_json(py))
    }

    /// One of the tables: `units` or `over`.
    #[pyo3(signature = (name = "units"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    fn __repr__(&self) -> String {
        format!("Aggregation({} within units, {} over them)", self.0.units.len(), self.0.over.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}

/// Whether people's answers may be averaged to their group: each row is a person, each column a line, and `groups` (or the
/// column `group`) says what each person belongs to; without groups all are of one, and nothing is told over groups. Takes what a `RatingTable` is made of, or a `RatingTable`.
#[pyfunction]
#[pyo3(signature = (
    marks: "_types.Marks | RatingTable", *, progress: "_types.Progress | None" = None,
    **aggregation: "Unpack[data.RatingTableAggregationOptions]"
))]
pub(crate) fn aggregation(
    py: Python<'_>,
    marks: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    aggregation: Option<&Bound<'_, PyDict>>,
) -> Result<Aggregation, Failure> {
    let (matrix, asked) = rating_table::given(marks, aggregation)?;
    of(py, progress, &asked, |options, watch| matrix.aggregation(options.watch(watch)))
}

/// What a study finds with these options: of ratings, of counts, of a table.
pub(crate) fn of(
    py: Python<'_>,
    progress: Option<Py<PyAny>>,
    asked: &str,
    study: impl FnOnce(AggregationOptions, &mut dyn Watch) -> collabpro_core::Result<collabpro_core::Aggregation>
    + Send,
) -> Result<Aggregation, Failure> {
    let options = AggregationOptions::from_json(asked)?;
    Ok(Aggregation(watched(py, progress, |watch| Ok(study(options, watch)?))?))
}
