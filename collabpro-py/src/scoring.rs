//! Scores.

use collabpro_core::Policy;
use collabpro_core::rasch::AdjustOptions;
use collabpro_core::watch::Watched;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Rebuilt, Word, document, options};
use crate::error::Failure;
use crate::release::Released;
use crate::show;
use crate::table::Table;
use crate::value::Held;
use crate::watch::watched;

/// Scores of every unit, occasion and informant group. For researchers: what is shown to a school is released first.
#[pyclass(frozen, module = "collabpro", name = "Scores")]
pub(crate) struct Scores(pub(crate) Held<collabpro_core::Scores>);

/// The tables that there are always.
const TABLES: [&str; 5] = ["constructs", "criteria", "shares", "distribution", "coverage"];

#[pymethods]
impl Scores {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        document(py, &self.to_json(py))
    }

    /// One of the tables: `constructs`, `criteria`, `shares`, `distribution` or `coverage`; of adjusted scores also `adjusted` and
    /// `adjustments`.
    #[pyo3(signature = (name = "constructs".into()), text_signature = "($self, name='constructs')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.table(which))))
    }

    #[doc = signature!("adjust($self, *, ", AdjustOptions, "progress=None")]
    /// The same scores with values beside the observed ones that are adjusted for rater severity, by a many-facet Rasch analysis of
    /// each construct and informant group.
    #[doc = parameters!(AdjustOptions)]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AdjustOptions]"),
        text_signature = None
    )]
    fn adjust(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let asked = AdjustOptions::from_json(&self::options(options)?)?;
        Ok(Self(watched(py, progress, |watch| Ok(self.0.adjust(asked.watch(watch))?))?.into()))
    }

    #[doc = signature!("release($self, *, ", ReleaseOptions, "progress=None")]
    /// Passes the scores through a confidentiality policy; reports and charts accept nothing else. `previous` are the
    /// records of earlier releases of the same ratings.
    #[doc = parameters!(ReleaseOptions)]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **policy: "Unpack[data.ReleaseOptions]"),
        text_signature = None
    )]
    fn release(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        policy: Option<&Bound<'_, PyDict>>,
    ) -> Result<Released, Failure> {
        let policy = Policy::from_json(&options(policy)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.release(Watched::new(&policy, watch))?));
        Ok(Released(found?.into()))
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold the counts that the scores were made from: personal data.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Scores::from_bytes(data))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("constructs"))?)?, "Scores", &TABLES)
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("constructs"))?)?, "Scores", &TABLES)
    }
}
