//! Aggregation: may people's answers be averaged to their unit?

use collabpro_core::aggregation::AggregationOptions;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::convert::{AggregationDocument, Data, options};
use crate::error::Failure;
use crate::matrix;
use crate::ratings::Ratings;
use crate::table::Table;
use crate::tally::Tally;
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
/// column `group`) says what each person belongs to. Takes what a `Matrix` is made of, or a `Matrix`.
#[pyfunction]
#[pyo3(signature = (
    marks: "_types.Marks | Matrix", *, progress: "_types.Progress | None" = None,
    **aggregation: "Unpack[data.MatrixAggregationOptions]"
))]
pub(crate) fn aggregation(
    py: Python<'_>,
    marks: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    aggregation: Option<&Bound<'_, PyDict>>,
) -> Result<Aggregation, Failure> {
    let (matrix, rest) = matrix::given(marks, aggregation)?;
    let options = AggregationOptions::from_json(&rest)?;
    Ok(Aggregation(watched(py, progress, |watch| Ok(matrix.aggregation_watched(options, watch)?))?))
}

/// Of ratings.
pub(crate) fn of_ratings(
    py: Python<'_>,
    ratings: &Ratings,
    progress: Option<Py<PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> Result<Aggregation, Failure> {
    let options = AggregationOptions::from_json(&options(keywords)?)?;
    Ok(Aggregation(watched(py, progress, |watch| Ok(ratings.0.aggregation_watched(options, watch)?))?))
}

/// Of counts by raters.
pub(crate) fn of_tally(
    py: Python<'_>,
    tally: &Tally,
    progress: Option<Py<PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> Result<Aggregation, Failure> {
    let options = AggregationOptions::from_json(&options(keywords)?)?;
    Ok(Aggregation(watched(py, progress, |watch| Ok(tally.0.aggregation_watched(options, watch)?))?))
}
