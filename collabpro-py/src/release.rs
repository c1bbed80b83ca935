//! What of scores may be shown.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Data, Rebuilt, ReleaseRecord, Word, document};
use crate::error::Failure;
use crate::show;
use crate::table::Table;
use crate::value::Held;

/// Scores that passed a policy: what may be shown to a school.
#[pyclass(frozen, module = "collabpro", name = "Released")]
pub(crate) struct Released(pub(crate) Held<collabpro_core::Released>);

/// The tables that there are always.
const TABLES: [&str; 2] = ["constructs", "criteria"];

#[pymethods]
impl Released {
    /// What may be shown, as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        document(py, &self.to_json(py))
    }

    /// One of the tables: `constructs`, `criteria` or, of adjusted scores, `adjusted`.
    #[pyo3(signature = (name = "constructs".into()), text_signature = "($self, name='constructs')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.table(which))))
    }

    /// What was shown about whom, for the next release of the same ratings. It holds keyed hashes of people: keep it with
    /// the ratings, and the salt apart from both. A policy without a salt has none.
    fn record(&self, py: Python<'_>) -> Result<Data<ReleaseRecord>, Failure> {
        Ok(Data::new(py.detach(|| self.0.record().map(|record| record.to_json()))?))
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold what may be shown and nothing else; the release record stays behind.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Released::from_bytes(data))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("constructs"))?)?, "Released", &TABLES)
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("constructs"))?)?, "Released", &TABLES)
    }
}

/// Makes a salt for a release record: 128 random bits as 32 hexadecimal digits. Keep it apart from the ratings.
#[pyfunction]
pub(crate) fn new_salt() -> Result<String, Failure> {
    Ok(collabpro_core::release::new_salt()?)
}
