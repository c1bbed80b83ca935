//! Practices.

use collabpro_core::case_studies::Find;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Data, Practices, options};
use crate::error::Failure;

#[doc = signature!("practices(*, ", FindOptions, "")]
/// The catalogue of designs by which people work together, or those of it that fit all that is given: a tenet they lean
/// on, a design, a kind of unit with a published case, a descriptor they ask for.
#[doc = parameters!(FindOptions)]
#[pyfunction]
#[pyo3(signature = (**find: "Unpack[data.FindOptions]"), text_signature = None)]
pub(crate) fn practices(
    py: Python<'_>,
    find: Option<&Bound<'_, PyDict>>,
) -> Result<Data<Practices>, Failure> {
    let find = Find::from_json(&options(find)?)?;
    let found = py.detach(|| collabpro_core::Practices::bundled().find(&find))?;
    Ok(Data::new(found.to_json()))
}
