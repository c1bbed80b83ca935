//! Counts that merge.

use std::borrow::Cow;

use collabpro_core::Observed;
use collabpro_core::rating_design::RatingDesignOptions;
use collabpro_core::tally::{GroupBy, Selection};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::aggregation::{self, Aggregation};
use crate::agreement::{self, Agreement};
use crate::consistency::{self, Consistency};
use crate::convert::options;
use crate::error::Failure;
use crate::generalizability::{self, Generalizability};
use crate::icc::{self, Icc};
use crate::rating_design::{self, RatingDesign};
use crate::rubric::{self, Rubric};
use crate::scoring::Scores;
use crate::units::{self, Units};

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

    /// Reads the bytes of a tally that counts marks on this rubric (or on the bundled one).
    #[staticmethod]
    #[pyo3(signature = (data, rubric = None))]
    fn decode(py: Python<'_>, data: &[u8], rubric: Option<&Bound<'_, Rubric>>) -> Result<Self, Failure> {
        let rubric = rubric::given(rubric);
        Ok(Self(py.detach(|| collabpro_core::Tally::decode(data, &rubric))?))
    }

    /// Counts of both together.
    fn merge(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Result<Self, Failure> {
        let other = &other.get().0;
        Ok(Self(py.detach(|| self.0.merge(other))?))
    }

    /// The part of the counts that is asked for: lists of ids, of which an empty one keeps all.
    #[pyo3(signature = (**selection: "Unpack[data.SelectOptions]"))]
    fn select(&self, py: Python<'_>, selection: Option<&Bound<'_, PyDict>>) -> Result<Self, Failure> {
        let selection = Selection::from_json(&options(selection)?)?;
        Ok(Self(py.detach(|| self.0.select(&selection))?))
    }

    /// Puts units together under a larger name: their `parent`, `kind` or `practice`.
    #[pyo3(signature = (by: "data.GroupBy", units))]
    fn group_by(&self, py: Python<'_>, by: &str, units: &Bound<'_, Units>) -> Result<Self, Failure> {
        let units = &units.get().0;
        Ok(Self(py.detach(|| self.0.group_by(units, GroupBy::from_id(by)?))?))
    }

    /// The counts without who marked what.
    fn to_units(&self, py: Python<'_>) -> Self {
        Self(py.detach(|| self.0.to_units()))
    }

    /// Scores of every unit, occasion and informant group. Counts without raters have shares, and no intervals.
    #[pyo3(signature = (units = None, **observed: "Unpack[data.ScoreOptions]"))]
    fn score(
        &self,
        py: Python<'_>,
        units: Option<&Bound<'_, Units>>,
        observed: Option<&Bound<'_, PyDict>>,
    ) -> Result<Scores, Failure> {
        let (units, options) = (units::known(units), Observed::from_json(&options(observed)?)?);
        Ok(Scores(py.detach(|| self.0.score(&units, options))?))
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

    /// How far raters agree, by role, occasion, construct and criterion. `progress` is called with what is done.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.AgreementOptions]"))]
    fn agreement(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        agreement: Option<&Bound<'_, PyDict>>,
    ) -> Result<Agreement, Failure> {
        agreement::of(py, progress, &options(agreement)?, |options, watch| {
            self.0.agreement(options.watch(watch))
        })
    }

    /// All forms of the intraclass correlation, by role, occasion, construct and criterion. `progress` is called with the steps
    /// of fits.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **icc: "Unpack[data.IccOptions]"))]
    fn icc(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        icc: Option<&Bound<'_, PyDict>>,
    ) -> Result<Icc, Failure> {
        icc::of(py, progress, &options(icc)?, |options, watch| self.0.icc(options.watch(watch)))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another. `progress` is called with the
    /// informant groups and occasions done, and their number.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **consistency: "Unpack[data.ConsistencyOptions]"))]
    fn consistency(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        consistency: Option<&Bound<'_, PyDict>>,
    ) -> Result<Consistency, Failure> {
        consistency::of(py, progress, &options(consistency)?, |options, watch| {
            self.0.consistency(options.watch(watch))
        })
    }

    /// Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them.
    /// `progress` is called with what is done.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **aggregation: "Unpack[data.AggregationOptions]"))]
    fn aggregation(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        aggregation: Option<&Bound<'_, PyDict>>,
    ) -> Result<Aggregation, Failure> {
        aggregation::of(py, progress, &options(aggregation)?, |options, watch| {
            self.0.aggregation(options.watch(watch))
        })
    }

    /// Where the variance of the marks comes from, for each informant group, occasion and construct. `progress` is called with
    /// the steps of the estimation.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **study: "Unpack[data.GeneralizabilityOptions]"))]
    fn generalizability(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        study: Option<&Bound<'_, PyDict>>,
    ) -> Result<Generalizability, Failure> {
        generalizability::of(py, progress, &options(study)?, |options, watch| {
            self.0.generalizability(options.watch(watch))
        })
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known. `progress` is called with the
    /// informant groups and occasions done, and their number.
    #[pyo3(signature = (units = None, *, progress: "_types.Progress | None" = None))]
    fn rating_design(
        &self,
        py: Python<'_>,
        units: Option<&Bound<'_, Units>>,
        progress: Option<Py<PyAny>>,
    ) -> Result<RatingDesign, Failure> {
        let units = units::known(units);
        rating_design::of(py, progress, |watch| {
            self.0.rating_design(&units, RatingDesignOptions::new().watch(watch))
        })
    }

    fn __len__(&self) -> usize {
        usize::try_from(self.0.len()).unwrap_or(usize::MAX)
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}
