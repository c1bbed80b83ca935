//! The context of a place.

use collabpro_core::matching::MatchOptions;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{ContextDescriptors, ContextProfileDocument, Data, Reread, Word, options, written};
use crate::error::Failure;
use crate::matching::ContextMatch;
use crate::table::Table;

/// The twenty questions about the context of a place. Ours, not the authors'.
#[pyfunction]
pub(crate) fn context_descriptors(py: Python<'_>) -> Data<ContextDescriptors> {
    Data::new(py.detach(|| collabpro_core::ContextDescriptors::bundled().to_json()))
}

/// The context of one unit at one occasion: answers with source, date and recorder. Never added into a score.
#[pyclass(frozen, eq, module = "collabpro", name = "ContextProfile")]
#[derive(PartialEq)]
pub(crate) struct ContextProfile(collabpro_core::ContextProfile);

/// A profile that was given, as it is or as its document.
fn given(profile: &Bound<'_, PyAny>) -> Result<collabpro_core::ContextProfile, Failure> {
    if let Ok(profile) = profile.cast::<ContextProfile>() {
        return Ok(profile.get().0.clone());
    }
    let written = written(profile)?;
    Ok(profile.py().detach(|| collabpro_core::ContextProfile::from_json(&written))?)
}

#[pymethods]
impl ContextProfile {
    /// Reads a profile and checks it: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each with
    /// its JSON path.
    #[staticmethod]
    #[pyo3(signature = (text: "_types.Document"))]
    fn from_json(text: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        Ok(Self(given(text)?))
    }

    /// What is known of the context of a published case, by its id; mostly little: see `known` first.
    #[staticmethod]
    #[pyo3(signature = (id: "str"))]
    fn of_case_study(py: Python<'_>, id: Word) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::ContextProfile::of_case_study(&id))?))
    }

    /// How many questions of each dimension are answered, and how many there are.
    fn known(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.known()))
    }

    #[doc = signature!("match_with($self, here, *, ", MatchOptions, "")]
    /// How like the conditions `here` are to these, where something worked. `weights` are 0 to 3 by descriptor, `needed`
    /// are descriptors that the practice cannot do without, `practice` adds what a practice of the catalogue asks for.
    #[doc = parameters!(MatchOptions)]
    #[pyo3(signature = (here: "ContextProfile | _types.Document", **options: "Unpack[data.MatchOptions]"), text_signature = None)]
    fn match_with(
        &self,
        py: Python<'_>,
        here: &Bound<'_, PyAny>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<ContextMatch, Failure> {
        let options = MatchOptions::from_json(&self::options(options)?)?;
        let here = given(here)?;
        Ok(ContextMatch(py.detach(|| self.0.match_with(&here, options))?.into()))
    }

    /// The profile as canonical JSON; reading it again gives an equal profile.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The JSON Schema of the document form.
    #[staticmethod]
    fn json_schema() -> &'static str {
        collabpro_core::ContextProfile::json_schema()
    }

    /// The document form as plain data.
    fn document(&self, py: Python<'_>) -> Data<ContextProfileDocument> {
        Data::new(self.to_json(py))
    }

    fn __repr__(&self) -> String {
        format!("ContextProfile({}, {} answers)", self.0.unit, self.0.entries.len())
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }
}
