//! Counts that merge.

use std::borrow::Cow;

use collabpro_core::Observed;
use collabpro_core::tally::{GroupBy, Selection};
use collabpro_core::watch::Watched;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Rebuilt, Word, options};
use crate::error::Failure;
use crate::rubric::{self, Rubric};
use crate::scoring::Scores;
use crate::units;
use crate::watch::watched;

/// Mergeable counts of ratings, in canonical bytes.
#[pyclass(frozen, eq, module = "collabpro", name = "Tally")]
#[derive(PartialEq)]
pub(crate) struct Tally(pub(crate) collabpro_core::Tally);

#[pymethods]
impl Tally {
    /// The counts as canonical bytes.
    fn encode(&self, py: Python<'_>) -> Cow<'static, [u8]> {
        py.detach(|| self.0.encode()).into()
    }

    /// Reads the bytes of a tally that counts ratings on this rubric (or on the bundled one).
    #[staticmethod]
    #[pyo3(signature = (data, rubric: "Rubric | CaseRubric | _types.Document | None" = None))]
    fn decode(py: Python<'_>, data: &[u8], rubric: Option<&Bound<'_, PyAny>>) -> Result<Self, Failure> {
        let rubric = rubric::given(rubric)?;
        Ok(Self(py.detach(|| collabpro_core::Tally::decode(data, &rubric))?))
    }

    /// Counts of both together.
    fn merge(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Result<Self, Failure> {
        let other = &other.get().0;
        Ok(Self(py.detach(|| self.0.merge(other))?))
    }

    #[doc = signature!("select($self, *, ", SelectOptions, "")]
    /// The part of the counts that is asked for: lists of ids, of which an empty one keeps all.
    #[doc = parameters!(SelectOptions)]
    #[pyo3(signature = (**selection: "Unpack[data.SelectOptions]"), text_signature = None)]
    fn select(&self, py: Python<'_>, selection: Option<&Bound<'_, PyDict>>) -> Result<Self, Failure> {
        let selection = Selection::from_json(&options(selection)?)?;
        Ok(Self(py.detach(|| self.0.select(&selection))?))
    }

    /// Puts units together under a larger name: their `parent`, `kind` or `practice`.
    #[pyo3(signature = (by: "data.GroupBy", units: "Units | _types.Document", *, progress: "_types.Progress | None" = None))]
    fn group_by(
        &self,
        py: Python<'_>,
        by: Word,
        units: &Bound<'_, PyAny>,
        progress: Option<Py<PyAny>>,
    ) -> Result<Self, Failure> {
        let units = units::known(Some(units))?;
        let by: GroupBy = by.parse()?;
        Ok(Self(watched(py, progress, |watch| Ok(self.0.group_by(&units, Watched::new(by, watch))?))?))
    }

    /// The counts without who rated what.
    fn to_units(&self, py: Python<'_>) -> Self {
        Self(py.detach(|| self.0.to_units()))
    }

    #[doc = signature!("score($self, units=None, *, ", ScoreOptions, "progress=None")]
    /// Scores of every unit, occasion and informant group. Counts without raters have shares, and no intervals.
    #[doc = parameters!(ScoreOptions)]
    #[pyo3(signature = (units: "Units | _types.Document | None" = None, *, progress: "_types.Progress | None" = None, **observed: "Unpack[data.ScoreOptions]"), text_signature = None)]
    fn score(
        &self,
        py: Python<'_>,
        units: Option<&Bound<'_, PyAny>>,
        progress: Option<Py<PyAny>>,
        observed: Option<&Bound<'_, PyDict>>,
    ) -> Result<Scores, Failure> {
        let (units, options) = (units::known(units)?, Observed::from_json(&options(observed)?)?);
        Ok(Scores(watched(py, progress, |watch| Ok(self.0.score(&units, options.watch(watch))?))?.into()))
    }

    /// The instrument.
    #[getter]
    fn rubric(&self) -> Rubric {
        Rubric(self.0.rubric().clone())
    }

    /// `raters` or `units`.
    #[getter]
    fn grain(&self) -> &'static str {
        self.0.grain().id()
    }

    fn __len__(&self) -> usize {
        usize::try_from(self.0.len()).unwrap_or(usize::MAX)
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. By raters they are personal data.
    fn to_bytes(&self, py: Python<'_>) -> Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Tally::from_bytes(data))?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}
