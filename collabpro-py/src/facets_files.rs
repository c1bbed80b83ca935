//! Files of Facets that are read; those that are written stand among the studies.

use collabpro_core::facets_files::{ReadFacetsOptions, ReadFacetsScoresOptions};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Data, FacetsScoresDocument, FacetsStudyDocument, options};
use crate::error::Failure;

#[doc = signature!("read_facets(*, ", ReadFacetsOptions, "")]
/// Reads a specification of Facets with its data, from texts: `columns` and `options` make `rasch` the same study, `rasch(study.columns,
/// **study.options)`. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself. For researchers.
#[doc = parameters!(ReadFacetsOptions)]
#[pyfunction]
#[pyo3(signature = (**facets: "Unpack[data.ReadFacetsOptions]"), text_signature = None)]
pub(crate) fn read_facets(
    py: Python<'_>,
    facets: Option<&Bound<'_, PyDict>>,
) -> Result<Data<FacetsStudyDocument>, Failure> {
    let asked = ReadFacetsOptions::from_json(&options(facets)?)?;
    Ok(Data::new(py.detach(|| collabpro_core::facets_files::read_facets(&asked))?.to_json()))
}

#[doc = signature!("read_facets_scores(*, ", ReadFacetsScoresOptions, "")]
/// Reads a score file of Facets, from its text, as a table. Made after the documentation of Facets 3.87 and 4, and not tried with Facets
/// itself. For researchers: severities are about persons.
#[doc = parameters!(ReadFacetsScoresOptions)]
#[pyfunction]
#[pyo3(signature = (**scores: "Unpack[data.ReadFacetsScoresOptions]"), text_signature = None)]
pub(crate) fn read_facets_scores(
    py: Python<'_>,
    scores: Option<&Bound<'_, PyDict>>,
) -> Result<Data<FacetsScoresDocument>, Failure> {
    let asked = ReadFacetsScoresOptions::from_json(&options(scores)?)?;
    Ok(Data::new(py.detach(|| collabpro_core::facets_files::read_facets_scores(&asked))?.to_json()))
}
