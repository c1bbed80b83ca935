//! Published cases.

use collabpro_core::case_studies::Find;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{CaseStudies, Data, options};
use crate::error::Failure;

#[doc = signature!("case_studies(*, ", FindOptions, "")]
/// Published cases, or those that fit all that is given: a tenet they illustrate, a design, a kind of unit, a descriptor
/// that is known of them. Each fact names its source; no case has a rating on a tenet.
#[doc = parameters!(FindOptions)]
#[pyfunction]
#[pyo3(signature = (**find: "Unpack[data.FindOptions]"), text_signature = None)]
pub(crate) fn case_studies(
    py: Python<'_>,
    find: Option<&Bound<'_, PyDict>>,
) -> Result<Data<CaseStudies>, Failure> {
    let find = Find::from_json(&options(find)?)?;
    let found = py.detach(|| collabpro_core::CaseStudies::bundled().find(&find))?;
    Ok(Data::new(found.to_json()))
}
