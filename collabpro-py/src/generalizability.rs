//! Generalizability of plain tables.

use collabpro_core::generalizability::{DecisionOptions, StudyOptions};
use collabpro_core::{Error, Watch};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict, PyList};

use crate::convert::{self, dumps};
use crate::error::Failure;
use crate::studies::{Decisions, Generalizability};
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

#[pymethods]
impl Generalizability {
    /// What scores of other numbers of raters, criteria and occasions would be worth: `study.decide(rater=[1, 2, 3], criterion=5)`.
    /// Each facet is a keyword, with one number or several; every combination is a design, and a facet that is not named has its size
    /// in the study. `sizes` holds the same, for facets whose names are no keywords or those of options.
    #[doc = parameters!(DecisionOptions)]
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True shows a bar.
    /// facets : int or list of int
    ///     How many of the facet that has this name.
    #[doc = notes!(decide)]
    #[pyo3(
        signature = (
            *, confidence: "float | None" = None, cut: "float | None" = None, design: "str | None" = None,
            fixed: "list[str] | None" = None, replicates: "int | None" = None, seed: "int | None" = None,
            sizes: "_types.Sizes | None" = None, progress: "_types.Progress | None" = None,
            **facets: "_types.Counts"
        ),
        text_signature = "($self, *, confidence=None, cut=None, design=None, fixed=None, replicates=None, seed=None, sizes=None, progress=None, **facets)"
    )]
    #[expect(clippy::too_many_arguments, reason = "keywords, so that facets may be others")]
    fn decide<'py>(
        &self,
        py: Python<'py>,
        confidence: Option<Bound<'py, PyAny>>,
        cut: Option<Bound<'py, PyAny>>,
        design: Option<Bound<'py, PyAny>>,
        fixed: Option<Bound<'py, PyAny>>,
        replicates: Option<Bound<'py, PyAny>>,
        seed: Option<Bound<'py, PyAny>>,
        sizes: Option<Bound<'py, PyAny>>,
        progress: Option<Py<PyAny>>,
        facets: Option<&Bound<'py, PyDict>>,
    ) -> Result<Decisions, Failure> {
        let given = PyDict::new(py);
        let named = [
            ("confidence", confidence),
            ("cut", cut),
            ("design", design),
            ("fixed", fixed),
            ("replicates", replicates),
            ("seed", seed),
        ];
        for (name, value) in named {
            value.map_or(Ok(()), |value| given.set_item(name, value))?;
        }
        if sizes.is_some() || facets.is_some() {
            given.set_item("sizes", together(py, sizes.as_ref(), facets)?)?;
        }
        convert::listed(&given)?;
        let asked = DecisionOptions::from_json(&dumps(&given)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.decide(asked.watch(watch))?));
        Ok(Decisions(found?.into()))
    }
}

/// Sizes of facets, in one dictionary and by keywords, as lists. What is no dictionary is refused by the options.
fn together<'py>(
    py: Python<'py>,
    sizes: Option<&Bound<'py, PyAny>>,
    facets: Option<&Bound<'py, PyDict>>,
) -> Result<Bound<'py, PyAny>, Failure> {
    let all = match sizes.map(|sizes| (sizes, sizes.cast::<PyDict>())) {
        Some((sizes, Err(_))) => return Ok(sizes.clone()),
        Some((_, Ok(sizes))) => sizes.copy()?,
        None => PyDict::new(py),
    };
    for (name, size) in facets.into_iter().flatten() {
        if all.contains(&name)? {
            return Err(Error::wrong_argument(&format!("{name} once, as a keyword or in sizes")).into());
        }
        all.set_item(name, size)?;
    }
    for (name, size) in all.copy()? {
        if size.hasattr("__index__")? && !size.hasattr("__len__")? {
            all.set_item(name, PyList::new(py, [size])?)?;
        }
    }
    convert::listed(&all)?;
    Ok(all.into_any())
}
