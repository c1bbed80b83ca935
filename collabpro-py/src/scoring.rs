//! Scores.

use collabpro_core::comparison::SimilarityOptions;
use collabpro_core::composite::CompositeOptions;
use collabpro_core::diagnosis::DiagnosisOptions;
use collabpro_core::disagreement::DisagreementOptions;
use collabpro_core::roll_up::RollUpOptions;
use collabpro_core::{Compare, Policy};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::comparison::{Comparison, Similarity};
use crate::composite::Composite;
use crate::convert::{Data, ScoresDocument, options};
use crate::diagnosis::Diagnosis;
use crate::disagreement::Disagreement;
use crate::error::Failure;
use crate::release::Released;
use crate::roll_up::RollUp;
use crate::table::Table;
use crate::watch::watched;

/// Scores of every unit, occasion and informant group. For researchers: what is shown to a school is released first.
#[pyclass(frozen, module = "collabpro", name = "Scores")]
pub(crate) struct Scores(pub(crate) collabpro_core::Scores);

#[pymethods]
impl Scores {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<ScoresDocument> {
        Data::new(self.to_json(py))
    }

    /// One of the tables: `constructs`, `criteria`, `shares`, `distribution` or `coverage`.
    #[pyo3(signature = (name = "constructs"))]
    fn table(&self, py: Python<'_>, name: &str) -> Result<Table, Failure> {
        Ok(Table(py.detach(|| self.0.table_of(name))?))
    }

    /// Passes the scores through a confidentiality policy; reports and charts accept nothing else. `previous` are the
    /// records of earlier releases of the same ratings.
    #[pyo3(signature = (**policy: "Unpack[data.ReleaseOptions]"))]
    fn release(&self, py: Python<'_>, policy: Option<&Bound<'_, PyDict>>) -> Result<Released, Failure> {
        let policy = Policy::from_json(&options(policy)?)?;
        Ok(Released(py.detach(|| self.0.release(&policy))?))
    }

    /// What changed from the occasion `from_` to the occasion `to`, and where the data cannot tell. `kind="sites"` asks
    /// whether units differ, `kind="trend"` draws a line over three occasions and more, `kind="response_shift"` sets a look
    /// back beside the marks of then and of now. `progress` is called with the parts done and their number.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **compare: "Unpack[data.CompareOptions]"))]
    fn compare(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        compare: Option<&Bound<'_, PyDict>>,
    ) -> Result<Comparison, Failure> {
        let what = Compare::from_json(&options(compare)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.compare_watched(what, watch)?));
        Ok(Comparison(found?))
    }

    /// How the units of larger ones stand together: the mean over units, and how much lies within and between them.
    #[pyo3(signature = (**roll_up: "Unpack[data.RollUpOptions]"))]
    fn roll_up(&self, py: Python<'_>, roll_up: Option<&Bound<'_, PyDict>>) -> Result<RollUp, Failure> {
        let asked = RollUpOptions::from_json(&options(roll_up)?)?;
        Ok(RollUp(py.detach(|| self.0.roll_up(asked))?))
    }

    /// How alike two profiles are: in height, in unevenness, in shape.
    #[pyo3(signature = (**similarity: "Unpack[data.SimilarityOptions]"))]
    fn similarity(
        &self,
        py: Python<'_>,
        similarity: Option<&Bound<'_, PyDict>>,
    ) -> Result<Similarity, Failure> {
        let asked = SimilarityOptions::from_json(&options(similarity)?)?;
        Ok(Similarity(py.detach(|| self.0.similarity(asked))?))
    }

    /// One number for each unit over the shares of its constructs, and what the order of the units hangs on. For research
    /// only; over tenets it contradicts what a profile is for. `progress` is called with the draws done and their number.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **composite: "Unpack[data.CompositeOptions]"))]
    fn composite(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        composite: Option<&Bound<'_, PyDict>>,
    ) -> Result<Composite, Failure> {
        let options = CompositeOptions::from_json(&options(composite)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.composite(options.watch(watch))?));
        Ok(Composite(found?))
    }

    /// Where people of each unit see it differently. `progress` is called with the places done and their number.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **disagreement: "Unpack[data.DisagreementOptions]"))]
    fn disagreement(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        disagreement: Option<&Bound<'_, PyDict>>,
    ) -> Result<Disagreement, Failure> {
        let options = DisagreementOptions::from_json(&options(disagreement)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.disagreement(options.watch(watch))?));
        Ok(Disagreement(found?))
    }

    /// What the marks of each unit look like: too weak, too forced, or neither. `progress` is called with the places done
    /// and their number.
    #[pyo3(signature = (*, progress: "_types.Progress | None" = None, **diagnose: "Unpack[data.DiagnosisOptions]"))]
    fn diagnose(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        diagnose: Option<&Bound<'_, PyDict>>,
    ) -> Result<Diagnosis, Failure> {
        let options = DiagnosisOptions::from_json(&options(diagnose)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.diagnose(options.watch(watch))?));
        Ok(Diagnosis(found?))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}
