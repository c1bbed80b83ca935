//! Generalizability of plain tables.

use collabpro_core::Watch;
use collabpro_core::generalizability::StudyOptions;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::error::Failure;
use crate::studies::Generalizability;
use crate::watch::watched;
use crate::{columns, rating_table};

#[doc = signature!("generalizability(scores, *, ", RatingTableStudyOptions, "progress=None")]
/// Where the variance of plain scores comes from: a long table with a column of scores and one for each facet (a frame of
/// polars, pandas, pyarrow or DuckDB, or a dictionary of columns), or a table of units by raters (a `RatingTable`, an array, rows
/// of cells; a frame or a dictionary with `shape="wide"`), which takes the options of a `RatingTable` instead. `progress` is called
/// with the steps of the estimation.
#[doc = parameters!(RatingTableStudyOptions)]
#[pyfunction]
#[pyo3(signature = (
    scores: "_types.PlainTable", *, progress: "_types.Progress | None" = None, **study: "Unpack[data.RatingTableStudyOptions]"
), text_signature = None)]
pub(crate) fn generalizability(
    py: Python<'_>,
    scores: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    study: Option<&Bound<'_, PyDict>>,
) -> Result<Generalizability, Failure> {
    let (prepared, given) = rating_table::of_table(scores, "scores", study)?;
    if columns::are(&prepared)?
        && let (None, options) = StudyOptions::split(&given)?
        && let Some(columns) = columns::of(&prepared, true)?
    {
        let sets = columns::sets(columns)?;
        let of =
            |watch: &mut dyn Watch| Ok(collabpro_core::Generalizability::of(&sets, options.watch(watch))?);
        return Ok(Generalizability(watched(py, progress, of)?.into()));
    }
    let (table, asked) = rating_table::given(scores, study, StudyOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(table.generalizability(asked.watch(watch))?));
    Ok(Generalizability(found?.into()))
}
