//! Studies: their results, and the verbs on everything that they are asked of.
//!
//! Written by `collabpro-declare python-classes` from the core's list of studies; do not edit.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict, PyIterator};

use crate::agreement::AgreementState;
use crate::convert::{self, Rebuilt, Reread, Word, declared};
use crate::error::Failure;
use crate::matching::ContextMatch;
use crate::publication::published;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::release::Released;
use crate::scoring::Scores;
use crate::show;
use crate::table::Table;
use crate::tally::Tally;
use crate::units;
use crate::value::{Held, Kept, Value, hint};
use crate::watch::watched;

/// Whether raters' ratings may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and
/// ICC(2) over them. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Aggregation")]
#[derive(PartialEq)]
pub(crate) struct Aggregation(pub(crate) Held<collabpro_core::Aggregation>);

#[pymethods]
impl Aggregation {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Aggregation::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `units` if none is named, `over`.
    #[pyo3(signature = (name: "Literal['units', 'over']" = "units".into()), text_signature = "($self, name='units')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("units"))?)?, "Aggregation", &["units", "over"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("units"))?)?, "Aggregation", &["units", "over"])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "units")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "units")
    }

    /// The generator behind the replicates; the number of the replicate is its stream.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<AggregationSettings>> {
        self.0.value(py, "options")
    }

    /// Over units: by role, occasion and construct, each with its criteria after it.
    #[getter]
    fn over(&self, py: Python<'_>) -> PyResult<Value<hint::List<OverUnits>>> {
        self.0.value(py, "over")
    }

    /// The instrument; null for a plain table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }

    /// Within units: by unit, occasion, role and construct, each with its criteria after it.
    #[getter]
    fn units(&self, py: Python<'_>) -> PyResult<Value<hint::List<UnitAgreement>>> {
        self.0.value(py, "units")
    }
}

impl Kept for collabpro_core::Aggregation {
    const DOCUMENT: &str = "AggregationDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it
/// is about persons.
#[pyclass(frozen, eq, module = "collabpro", name = "Agreement")]
#[derive(PartialEq)]
pub(crate) struct Agreement(pub(crate) Held<collabpro_core::Agreement>);

#[pymethods]
impl Agreement {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Agreement::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `coefficients` if none is named, `pairs`, `raters`, `symmetry`, `categories`, `contrasts`, `concordance`.
    #[pyo3(signature = (name: "Literal['coefficients', 'pairs', 'raters', 'symmetry', 'categories', 'contrasts', 'concordance']" = "coefficients".into()), text_signature = "($self, name='coefficients')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("coefficients"))?)?, "Agreement", &["coefficients", "pairs", "raters", "symmetry", "categories", "contrasts", "concordance"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("coefficients"))?)?, "Agreement", &["coefficients", "pairs", "raters", "symmetry", "categories", "contrasts", "concordance"])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "rows")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "rows")
    }

    /// Agreement on each category by itself, if asked for.
    #[getter]
    fn categories(&self, py: Python<'_>) -> PyResult<Value<hint::List<CategoryAgreement>>> {
        self.0.value(py, "categories")
    }

    /// Kendall's W of a plain table, or by role, occasion and criterion, if asked for.
    #[getter]
    fn concordance(&self, py: Python<'_>) -> PyResult<Value<hint::List<Concordance>>> {
        self.0.value(py, "concordance")
    }

    /// One coefficient between two criteria, roles or groups, if asked for.
    #[getter]
    fn contrasts(&self, py: Python<'_>) -> PyResult<Value<hint::List<AgreementContrast>>> {
        self.0.value(py, "contrasts")
    }

    /// The generator of the bootstrap.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<AgreementOptions>> {
        self.0.value(py, "options")
    }

    /// Every two raters, if asked for.
    #[getter]
    fn pairs(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaterPair>>> {
        self.0.value(py, "pairs")
    }

    /// Each rater, if asked for.
    #[getter]
    fn raters(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaterAgreement>>> {
        self.0.value(py, "raters")
    }

    /// One row for a plain table; otherwise by role, occasion, construct and criterion.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Value<hint::List<AgreementRow>>> {
        self.0.value(py, "rows")
    }

    /// The instrument; null for a plain table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }

    /// Whether every two raters use the categories alike, if asked for.
    #[getter]
    fn symmetry(&self, py: Python<'_>) -> PyResult<Value<hint::List<SymmetryTest>>> {
        self.0.value(py, "symmetry")
    }
}

impl Kept for collabpro_core::Agreement {
    const DOCUMENT: &str = "AgreementDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// What a Rasch study found, to be used without its ratings. For researchers: severities are about persons.
#[pyclass(frozen, eq, module = "collabpro", name = "Calibration")]
#[derive(PartialEq)]
pub(crate) struct Calibration(pub(crate) Held<collabpro_core::Calibration>);

#[pymethods]
impl Calibration {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Calibration::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Calibration", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Calibration", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "elements")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "elements")
    }

    /// The same as anchors, for the option `anchors` of another study: all elements that were estimated or given, without the units, and
    /// all thresholds.
    #[getter]
    fn anchors(&self, py: Python<'_>) -> PyResult<Value<RaschAnchors>> {
        self.0.value(py, "anchors")
    }

    /// The sets of thresholds with the declared scale, and which category each was estimated as.
    #[getter]
    fn categories(&self, py: Python<'_>) -> PyResult<Value<hint::List<CalibratedCategory>>> {
        self.0.value(py, "categories")
    }

    /// The covariances of what was estimated beside units, where the study has them (`covariance`): the lower triangle by rows, first the
    /// elements that have a standard error, without units, then the thresholds that have one, in their order.
    #[getter]
    fn covariance(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::List<hint::Number>>>> {
        self.0.value(py, "covariance")
    }

    /// Elements whose measures are known.
    #[getter]
    fn elements(&self, py: Python<'_>) -> PyResult<Value<hint::List<CalibratedElement>>> {
        self.0.value(py, "elements")
    }

    /// Its facets, the units first.
    #[getter]
    fn facets(&self, py: Python<'_>) -> PyResult<Value<hint::List<CalibratedFacet>>> {
        self.0.value(py, "facets")
    }

    /// What tells the ratings of the study from others: the same for the same ratings, in whatever order.
    #[getter]
    fn fingerprint(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "fingerprint")
    }

    /// The version of the library that made it.
    #[getter]
    fn made_with(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "made_with")
    }

    /// Which of the models it is.
    #[getter]
    fn model(&self, py: Python<'_>) -> PyResult<Value<RaschModel>> {
        self.0.value(py, "model")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<CalibrationOptions>> {
        self.0.value(py, "options")
    }

    /// What the units of the study were drawn from, by marginal estimation.
    #[getter]
    fn population(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<RaschPopulation>>> {
        self.0.value(py, "population")
    }

    /// Ratings of the study, each counted by its weight.
    #[getter]
    fn ratings(&self, py: Python<'_>) -> PyResult<Value<hint::Number>> {
        self.0.value(py, "ratings")
    }

    /// The options of the study.
    #[getter]
    fn study(&self, py: Python<'_>) -> PyResult<Value<RaschOptions>> {
        self.0.value(py, "study")
    }

    /// Why the covariances are null.
    #[getter]
    fn undefined(&self, py: Python<'_>) -> PyResult<Value<hint::Map<Reason>>> {
        self.0.value(py, "undefined")
    }
}

impl Kept for collabpro_core::Calibration {
    const DOCUMENT: &str = "CalibrationDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Calibrations on one scale, by the elements that they have in common, and who drifted. For researchers: it is about
/// persons.
#[pyclass(frozen, eq, module = "collabpro", name = "CalibrationLinks")]
#[derive(PartialEq)]
pub(crate) struct CalibrationLinks(pub(crate) Held<collabpro_core::CalibrationLinks>);

#[pymethods]
impl CalibrationLinks {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::CalibrationLinks::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "CalibrationLinks", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "CalibrationLinks", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "facets")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "facets")
    }

    /// The links of each facet, one after another.
    #[getter]
    fn facets(&self, py: Python<'_>) -> PyResult<Value<hint::List<FacetLink>>> {
        self.0.value(py, "facets")
    }

    /// What tells the ratings of each calibration from others, in the order of the chain.
    #[getter]
    fn fingerprints(&self, py: Python<'_>) -> PyResult<Value<hint::List<hint::Text>>> {
        self.0.value(py, "fingerprints")
    }

    /// The level at which an element counts as drifted.
    #[getter]
    fn level(&self, py: Python<'_>) -> PyResult<Value<hint::Number>> {
        self.0.value(py, "level")
    }

    /// By what they were linked.
    #[getter]
    fn method(&self, py: Python<'_>) -> PyResult<Value<LinkMethod>> {
        self.0.value(py, "method")
    }
}

impl Kept for collabpro_core::CalibrationLinks {
    const DOCUMENT: &str = "CalibrationLinksDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Units as they are measured by a calibration. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "CalibrationScores")]
#[derive(PartialEq)]
pub(crate) struct CalibrationScores(pub(crate) Held<collabpro_core::CalibrationScores>);

#[pymethods]
impl CalibrationScores {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::CalibrationScores::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "CalibrationScores", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "CalibrationScores", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "units")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "units")
    }

    /// What tells the ratings that the calibration was made of from others.
    #[getter]
    fn fingerprint(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "fingerprint")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<CalibrationScoreOptions>> {
        self.0.value(py, "options")
    }

    /// In byte order.
    #[getter]
    fn units(&self, py: Python<'_>) -> PyResult<Value<hint::List<CalibratedUnit>>> {
        self.0.value(py, "units")
    }
}

impl Kept for collabpro_core::CalibrationScores {
    const DOCUMENT: &str = "CalibrationScoresDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// What changed in each unit from one occasion to a later one, and where the data cannot tell. For researchers:
/// nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Change")]
#[derive(PartialEq)]
pub(crate) struct Change(pub(crate) Held<collabpro_core::Change>);

#[pymethods]
impl Change {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Change::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Change", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Change", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "entries")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "entries")
    }

    /// By unit, role and construct.
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Value<hint::List<ChangeEntry>>> {
        self.0.value(py, "entries")
    }

    /// How verdicts and intervals were made.
    #[getter]
    fn method(&self, py: Python<'_>) -> PyResult<Value<ChangeMethod>> {
        self.0.value(py, "method")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<ChangeOptions>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Change {
    const DOCUMENT: &str = "ChangeDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// One number for each unit, and what the order of the units hangs on. For research only: never a verdict on
/// a place.
#[pyclass(frozen, eq, module = "collabpro", name = "Composite")]
#[derive(PartialEq)]
pub(crate) struct Composite(pub(crate) Held<collabpro_core::Composite>);

#[pymethods]
impl Composite {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Composite::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `units` if none is named, `parts`, `places`, `indices`.
    #[pyo3(signature = (name: "Literal['units', 'parts', 'places', 'indices']" = "units".into()), text_signature = "($self, name='units')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("units"))?)?, "Composite", &["units", "parts", "places", "indices"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("units"))?)?, "Composite", &["units", "parts", "places", "indices"])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "units")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "units")
    }

    /// Its indicators.
    #[getter]
    fn indicators(&self, py: Python<'_>) -> PyResult<Value<hint::List<UsedIndicator>>> {
        self.0.value(py, "indicators")
    }

    /// The options it was made with; for scores with the occasion and the bounds that were used.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<CompositeSettings>> {
        self.0.value(py, "options")
    }

    /// How the order hangs on the choices, if it was asked for.
    #[getter]
    fn robustness(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Robustness>>> {
        self.0.value(py, "robustness")
    }

    /// The instrument, if it is made of scores.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }

    /// By unit.
    #[getter]
    fn units(&self, py: Python<'_>) -> PyResult<Value<hint::List<UnitComposite>>> {
        self.0.value(py, "units")
    }
}

impl Kept for collabpro_core::Composite {
    const DOCUMENT: &str = "CompositeDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Whether the criteria of a construct tell the same story: alpha, omega, lambdas, and what each criterion is to
/// the others. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Consistency")]
#[derive(PartialEq)]
pub(crate) struct Consistency(pub(crate) Held<collabpro_core::Consistency>);

#[pymethods]
impl Consistency {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Consistency::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `results` if none is named, `items`.
    #[pyo3(signature = (name: "Literal['results', 'items']" = "results".into()), text_signature = "($self, name='results')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("results"))?)?, "Consistency", &["results", "items"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("results"))?)?, "Consistency", &["results", "items"])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "results")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "results")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<ConsistencyOptions>> {
        self.0.value(py, "options")
    }

    /// By role, occasion, construct and basis.
    #[getter]
    fn results(&self, py: Python<'_>) -> PyResult<Value<hint::List<ItemSet>>> {
        self.0.value(py, "results")
    }

    /// The instrument; null for a plain table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Consistency {
    const DOCUMENT: &str = "ConsistencyDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// What scores of several designs would be worth.
#[pyclass(frozen, eq, module = "collabpro", name = "Decisions")]
#[derive(PartialEq)]
pub(crate) struct Decisions(pub(crate) Held<collabpro_core::Decisions>);

#[pymethods]
impl Decisions {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Decisions::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Decisions", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Decisions", &[])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "decisions")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "decisions")
    }

    /// One for each study and design.
    #[getter]
    fn decisions(&self, py: Python<'_>) -> PyResult<Value<hint::List<Decision>>> {
        self.0.value(py, "decisions")
    }

    /// The generator of the replicates.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<DecisionSettings>> {
        self.0.value(py, "options")
    }
}

impl Kept for collabpro_core::Decisions {
    const DOCUMENT: &str = "DecisionsDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// What the ratings of each unit look like: too weak, too forced, or neither. For researchers: nothing is
/// withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Diagnosis")]
#[derive(PartialEq)]
pub(crate) struct Diagnosis(pub(crate) Held<collabpro_core::Diagnosis>);

#[pymethods]
impl Diagnosis {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Diagnosis::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Diagnosis", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Diagnosis", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "entries")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "entries")
    }

    /// One entry for each unit and occasion.
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Value<hint::List<DiagnosisEntry>>> {
        self.0.value(py, "entries")
    }

    /// The generator of the replicates.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// What it is about, of the framework's ideas.
    #[getter]
    fn idea(&self, py: Python<'_>) -> PyResult<Value<Idea>> {
        self.0.value(py, "idea")
    }

    /// Whose reading the rule is.
    #[getter]
    fn notice(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "notice")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<DiagnosisSettings>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }

    /// Version of the rule.
    #[getter]
    fn rule(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "rule")
    }
}

impl Kept for collabpro_core::Diagnosis {
    const DOCUMENT: &str = "DiagnosisDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Where raters see it differently, within an informant group and between two. For researchers: nothing
/// is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Disagreement")]
#[derive(PartialEq)]
pub(crate) struct Disagreement(pub(crate) Held<collabpro_core::Disagreement>);

#[pymethods]
impl Disagreement {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Disagreement::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `criteria` if none is named, `constructs`, `gaps`, `construct_gaps`, `sight`.
    #[pyo3(signature = (name: "Literal['criteria', 'constructs', 'gaps', 'construct_gaps', 'sight']" = "criteria".into()), text_signature = "($self, name='criteria')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("criteria"))?)?, "Disagreement", &["criteria", "constructs", "gaps", "construct_gaps", "sight"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("criteria"))?)?, "Disagreement", &["criteria", "constructs", "gaps", "construct_gaps", "sight"])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "criteria")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "criteria")
    }

    /// Between informant groups: by unit, occasion, pair of roles and construct.
    #[getter]
    fn construct_gaps(&self, py: Python<'_>) -> PyResult<Value<hint::List<ConstructGap>>> {
        self.0.value(py, "construct_gaps")
    }

    /// Within informant groups: by unit, occasion, role and construct.
    #[getter]
    fn constructs(&self, py: Python<'_>) -> PyResult<Value<hint::List<ConstructSpread>>> {
        self.0.value(py, "constructs")
    }

    /// Within informant groups: by unit, occasion, role and criterion.
    #[getter]
    fn criteria(&self, py: Python<'_>) -> PyResult<Value<hint::List<Spread>>> {
        self.0.value(py, "criteria")
    }

    /// Between informant groups: by unit, occasion, pair of roles and criterion.
    #[getter]
    fn gaps(&self, py: Python<'_>) -> PyResult<Value<hint::List<RoleGap>>> {
        self.0.value(py, "gaps")
    }

    /// The generator behind the permutations; the number of the permutation is its stream.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// The options it was made with, the seed among them.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<DisagreementSettings>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }

    /// Who sees what others do not: by unit, occasion, pair of roles and criterion.
    #[getter]
    fn sight(&self, py: Python<'_>) -> PyResult<Value<hint::List<SightGap>>> {
        self.0.value(py, "sight")
    }
}

impl Kept for collabpro_core::Disagreement {
    const DOCUMENT: &str = "DisagreementDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// How far groups of plain numbers are apart. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "EffectSizes")]
#[derive(PartialEq)]
pub(crate) struct EffectSizes(pub(crate) Held<collabpro_core::EffectSizes>);

#[pymethods]
impl EffectSizes {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::EffectSizes::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "EffectSizes", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "EffectSizes", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "pairs")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "pairs")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<EffectSizesOptions>> {
        self.0.value(py, "options")
    }

    /// By column, then by pair of groups.
    #[getter]
    fn pairs(&self, py: Python<'_>) -> PyResult<Value<hint::List<EffectSize>>> {
        self.0.value(py, "pairs")
    }
}

impl Kept for collabpro_core::EffectSizes {
    const DOCUMENT: &str = "EffectSizesDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Files for Facets, made after its documentation and not tried with Facets itself. For researchers: severities are about
/// persons.
#[pyclass(frozen, eq, module = "collabpro", name = "FacetsFiles")]
#[derive(PartialEq)]
pub(crate) struct FacetsFiles(pub(crate) Held<collabpro_core::FacetsFiles>);

#[pymethods]
impl FacetsFiles {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::FacetsFiles::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "FacetsFiles", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "FacetsFiles", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "files")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "files")
    }

    /// The files, the specification first.
    #[getter]
    fn files(&self, py: Python<'_>) -> PyResult<Value<hint::List<FacetsFile>>> {
        self.0.value(py, "files")
    }

    /// What does not cross as it is.
    #[getter]
    fn losses(&self, py: Python<'_>) -> PyResult<Value<hint::List<FacetsLoss>>> {
        self.0.value(py, "losses")
    }
}

impl Kept for collabpro_core::FacetsFiles {
    const DOCUMENT: &str = "FacetsFilesDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Where the variance of scores comes from. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Generalizability")]
#[derive(PartialEq)]
pub(crate) struct Generalizability(pub(crate) Held<collabpro_core::Generalizability>);

#[pymethods]
impl Generalizability {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Generalizability::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `components` if none is named, `studies`, `effects`.
    #[pyo3(signature = (name: "Literal['components', 'studies', 'effects']" = "components".into()), text_signature = "($self, name='components')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("components"))?)?, "Generalizability", &["components", "studies", "effects"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("components"))?)?, "Generalizability", &["components", "studies", "effects"])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "studies")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "studies")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<Asked>> {
        self.0.value(py, "options")
    }

    /// The instrument; null for a plain table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }

    /// The studies.
    #[getter]
    fn studies(&self, py: Python<'_>) -> PyResult<Value<hint::List<Study>>> {
        self.0.value(py, "studies")
    }
}

impl Kept for collabpro_core::Generalizability {
    const DOCUMENT: &str = "GeneralizabilityDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// All forms of the intraclass correlation, and how many raters are needed. For researchers: nothing is
/// withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Icc")]
#[derive(PartialEq)]
pub(crate) struct Icc(pub(crate) Held<collabpro_core::Icc>);

#[pymethods]
impl Icc {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Icc::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Icc", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Icc", &[])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "rows")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "rows")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<IccOptions>> {
        self.0.value(py, "options")
    }

    /// By role, occasion, construct and criterion; one row for a plain table.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Value<hint::List<IccRow>>> {
        self.0.value(py, "rows")
    }

    /// The instrument; null for a plain table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Icc {
    const DOCUMENT: &str = "IccDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// The cheapest designs that reach a target.
#[pyclass(frozen, eq, module = "collabpro", name = "Plans")]
#[derive(PartialEq)]
pub(crate) struct Plans(pub(crate) Held<collabpro_core::Plans>);

#[pymethods]
impl Plans {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Plans::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Plans", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Plans", &[])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "plans")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "plans")
    }

    /// The generator of the replicates.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<PlanSettings>> {
        self.0.value(py, "options")
    }

    /// One for each study.
    #[getter]
    fn plans(&self, py: Python<'_>) -> PyResult<Value<hint::List<Plan>>> {
        self.0.value(py, "plans")
    }
}

impl Kept for collabpro_core::Plans {
    const DOCUMENT: &str = "PlansDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Measures adjusted for who rated and what, by the many-facet Rasch model. For researchers: nothing is withheld,
/// and severities are about persons.
#[pyclass(frozen, eq, module = "collabpro", name = "Rasch")]
#[derive(PartialEq)]
pub(crate) struct Rasch(pub(crate) Held<collabpro_core::Rasch>);

#[pymethods]
impl Rasch {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Rasch::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `measures` if none is named, `facets`, `categories`, `unexpected`, `raters`, `terms`, `differences`, `usage`, `curves`, `chances`, `bias`, `effects`, `effect_groups`, `contrasts`, `loadings`, `residual_pairs`, `population`, `coefficients`, `plausible`.
    #[pyo3(signature = (name: "Literal['measures', 'facets', 'categories', 'unexpected', 'raters', 'terms', 'differences', 'usage', 'curves', 'chances', 'bias', 'effects', 'effect_groups', 'contrasts', 'loadings', 'residual_pairs', 'population', 'coefficients', 'plausible']" = "measures".into()), text_signature = "($self, name='measures')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("measures"))?)?, "Rasch", &["measures", "facets", "categories", "unexpected", "raters", "terms", "differences", "usage", "curves", "chances", "bias", "effects", "effect_groups", "contrasts", "loadings", "residual_pairs", "population", "coefficients", "plausible"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("measures"))?)?, "Rasch", &["measures", "facets", "categories", "unexpected", "raters", "terms", "differences", "usage", "curves", "chances", "bias", "effects", "effect_groups", "contrasts", "loadings", "residual_pairs", "population", "coefficients", "plausible"])
    }

    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "measures")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "measures")
    }

    /// How far raters agreed, and how far the model expects them to; null where no two rated the same.
    #[getter]
    fn agreement(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<RaschAgreement>>> {
        self.0.value(py, "agreement")
    }

    /// What elements of the pairs of facets in `bias` have of their own.
    #[getter]
    fn bias(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschBias>>> {
        self.0.value(py, "bias")
    }

    /// What to bear in mind.
    #[getter]
    fn cautions(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschCaution>>> {
        self.0.value(py, "cautions")
    }

    /// What is measured; null for a long table, and for all constructs together.
    #[getter]
    fn construct(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Construct>>> {
        self.0.value(py, "construct")
    }

    /// What measures and thresholds were multiplied by, `(L - 1) / L` with the harmonic mean `L` (Wright & Masters 1982, *Rating
    /// Scale Analysis*); 1 without a correction.
    #[getter]
    fn correction_factor(&self, py: Python<'_>) -> PyResult<Value<hint::Number>> {
        self.0.value(py, "correction_factor")
    }

    /// The covariances of what was estimated beside units, where `covariance` asks for them, up to 400 estimates: the lower triangle by
    /// rows. First the elements of `measures` that have a standard error, then the thresholds of `scales` that have one, in their order.
    #[getter]
    fn covariance(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::List<hint::Number>>>> {
        self.0.value(py, "covariance")
    }

    /// What ratings of the elements of `curves` tell along the scale.
    #[getter]
    fn curves(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschCurve>>> {
        self.0.value(py, "curves")
    }

    /// Half the squared Newton decrement, by which the log-likelihood could still rise; below 1e-9 where it converged.
    #[getter]
    fn decrement(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Number>>> {
        self.0.value(py, "decrement")
    }

    /// The differences that `differences` asks for.
    #[getter]
    fn differences(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschDifference>>> {
        self.0.value(py, "differences")
    }

    /// Whether elements of the pairs of facets in `effects` stand where they do in every group.
    #[getter]
    fn effects(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschEffect>>> {
        self.0.value(py, "effects")
    }

    /// The facets, in their order.
    #[getter]
    fn facets(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschFacet>>> {
        self.0.value(py, "facets")
    }

    /// What tells these ratings from others: the same for the same ratings, in whatever order. With the options it brings the same result,
    /// to the last bit.
    #[getter]
    fn fingerprint(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "fingerprint")
    }

    /// Whether severity alone is enough for all raters together: twice the logarithm of the ratio of the likelihoods, times the square of
    /// the correction factor.
    #[getter]
    fn form_test(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<RaschTest>>> {
        self.0.value(py, "form_test")
    }

    /// Steps of the estimation.
    #[getter]
    fn iterations(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "iterations")
    }

    /// The largest residual of an element, as a part of its ratings; below 1e-8 where it converged.
    #[getter]
    fn largest_residual(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Number>>> {
        self.0.value(py, "largest_residual")
    }

    /// The log-likelihood of the ratings that were estimated with, in natural logarithms.
    #[getter]
    fn log_likelihood(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Number>>> {
        self.0.value(py, "log_likelihood")
    }

    /// Every element, by facet and then in byte order.
    #[getter]
    fn measures(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschMeasure>>> {
        self.0.value(py, "measures")
    }

    /// Which of the models it is.
    #[getter]
    fn model(&self, py: Python<'_>) -> PyResult<Value<RaschModel>> {
        self.0.value(py, "model")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<RaschOptions>> {
        self.0.value(py, "options")
    }

    /// How plausible values were drawn, where they were asked for.
    #[getter]
    fn plausible(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<RaschPlausible>>> {
        self.0.value(py, "plausible")
    }

    /// What units are drawn from, by marginal estimation.
    #[getter]
    fn population(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<RaschPopulation>>> {
        self.0.value(py, "population")
    }

    /// Of a form beyond severity: every rater, with a test against severity alone and what the form gives him.
    #[getter]
    fn raters(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschRater>>> {
        self.0.value(py, "raters")
    }

    /// Ratings, each counted by its weight.
    #[getter]
    fn ratings(&self, py: Python<'_>) -> PyResult<Value<hint::Number>> {
        self.0.value(py, "ratings")
    }

    /// Ratings that were estimated with: those of no element that was set aside.
    #[getter]
    fn ratings_estimated(&self, py: Python<'_>) -> PyResult<Value<hint::Number>> {
        self.0.value(py, "ratings_estimated")
    }

    /// The harmonic mean of the ratings of a unit, of those estimated with.
    #[getter]
    fn ratings_per_unit(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Number>>> {
        self.0.value(py, "ratings_per_unit")
    }

    /// What the residuals of the elements of `residuals` have in common.
    #[getter]
    fn residuals(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<RaschResiduals>>> {
        self.0.value(py, "residuals")
    }

    /// The instrument; null for a long table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }

    /// The sets of thresholds.
    #[getter]
    fn scales(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschScale>>> {
        self.0.value(py, "scales")
    }

    /// How the estimation ended. Without `converged` there are no measures.
    #[getter]
    fn state(&self, py: Python<'_>) -> PyResult<Value<RaschState>> {
        self.0.value(py, "state")
    }

    /// Parts of the design whose measures cannot be compared; 1: all can.
    #[getter]
    fn subsets(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "subsets")
    }

    /// Why fields above are null.
    #[getter]
    fn undefined(&self, py: Python<'_>) -> PyResult<Value<hint::Map<Reason>>> {
        self.0.value(py, "undefined")
    }

    /// The ratings that are furthest from what was expected, at least two standard deviations.
    #[getter]
    fn unexpected(&self, py: Python<'_>) -> PyResult<Value<hint::List<UnexpectedRating>>> {
        self.0.value(py, "unexpected")
    }

    /// How elements of the facets in `categoriesBy` use the categories.
    #[getter]
    fn usage(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschUsage>>> {
        self.0.value(py, "usage")
    }
}

impl Kept for collabpro_core::Rasch {
    const DOCUMENT: &str = "RaschDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// How strongly a design ties raters and units together: what falls apart without whom, how surely differences are
/// known, and which further ratings would help. For researchers.
#[pyclass(frozen, eq, module = "collabpro", name = "RaschLinks")]
#[derive(PartialEq)]
pub(crate) struct RaschLinks(pub(crate) Held<collabpro_core::RaschLinks>);

#[pymethods]
impl RaschLinks {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::RaschLinks::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `differences` if none is named, `cuts`, `bridges`, `additions`.
    #[pyo3(signature = (name: "Literal['differences', 'cuts', 'bridges', 'additions']" = "differences".into()), text_signature = "($self, name='differences')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("differences"))?)?, "RaschLinks", &["differences", "cuts", "bridges", "additions"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("differences"))?)?, "RaschLinks", &["differences", "cuts", "bridges", "additions"])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "differences")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "differences")
    }

    /// Visits that bring the differences to the target, the most helpful first.
    #[getter]
    fn additions(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschAddition>>> {
        self.0.value(py, "additions")
    }

    /// Visits without which the rest falls apart.
    #[getter]
    fn bridges(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschBridge>>> {
        self.0.value(py, "bridges")
    }

    /// Elements without which the rest falls apart.
    #[getter]
    fn cuts(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschCut>>> {
        self.0.value(py, "cuts")
    }

    /// The pairs that were asked for.
    #[getter]
    fn differences(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschLinkDifference>>> {
        self.0.value(py, "differences")
    }

    /// Whether measures are estimates; otherwise they are assumed.
    #[getter]
    fn estimated(&self, py: Python<'_>) -> PyResult<Value<hint::Flag>> {
        self.0.value(py, "estimated")
    }

    /// Whether no fewer visits could: proved for none and for one, otherwise nothing is said.
    #[getter]
    fn fewest(&self, py: Python<'_>) -> PyResult<Value<hint::Flag>> {
        self.0.value(py, "fewest")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<RaschLinksOptions>> {
        self.0.value(py, "options")
    }

    /// Ratings, made or planned.
    #[getter]
    fn ratings(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "ratings")
    }

    /// Whether they do; null without a target.
    #[getter]
    fn reached(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Flag>>> {
        self.0.value(py, "reached")
    }

    /// Why fields above are null.
    #[getter]
    fn undefined(&self, py: Python<'_>) -> PyResult<Value<hint::Map<Reason>>> {
        self.0.value(py, "undefined")
    }
}

impl Kept for collabpro_core::RaschLinks {
    const DOCUMENT: &str = "RaschLinksDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// What a design of ratings would find by the many-facet Rasch model: recovery, coverage and power, by simulation.
#[pyclass(frozen, eq, module = "collabpro", name = "RaschPlan")]
#[derive(PartialEq)]
pub(crate) struct RaschPlan(pub(crate) Held<collabpro_core::RaschPlan>);

#[pymethods]
impl RaschPlan {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::RaschPlan::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `recovery` if none is named, `power`, `elements`.
    #[pyo3(signature = (name: "Literal['recovery', 'power', 'elements']" = "recovery".into()), text_signature = "($self, name='recovery')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("recovery"))?)?, "RaschPlan", &["recovery", "power", "elements"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("recovery"))?)?, "RaschPlan", &["recovery", "power", "elements"])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "recovery")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "recovery")
    }

    /// What to bear in mind.
    #[getter]
    fn cautions(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschPlanCaution>>> {
        self.0.value(py, "cautions")
    }

    /// Of the estimated ones those in which some category was not used.
    #[getter]
    fn collapsed(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "collapsed")
    }

    /// Every element, by facet and then in byte order.
    #[getter]
    fn elements(&self, py: Python<'_>) -> PyResult<Value<hint::List<PlannedElement>>> {
        self.0.value(py, "elements")
    }

    /// Replicates that were estimated.
    #[getter]
    fn estimated(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "estimated")
    }

    /// The generator of the replicates.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// Replicates in which that was not so: nothing was left, the rest fell apart, or the search did not end.
    #[getter]
    fn lost(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "lost")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<RaschPlanOptions>> {
        self.0.value(py, "options")
    }

    /// By facet and difference.
    #[getter]
    fn power(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschPower>>> {
        self.0.value(py, "power")
    }

    /// Ratings of each replicate.
    #[getter]
    fn ratings(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "ratings")
    }

    /// By facet, the thresholds last.
    #[getter]
    fn recovery(&self, py: Python<'_>) -> PyResult<Value<hint::List<RaschRecovery>>> {
        self.0.value(py, "recovery")
    }

    /// Elements that were set aside, as a mean over the estimated ones.
    #[getter]
    fn set_aside(&self, py: Python<'_>) -> PyResult<Value<hint::Number>> {
        self.0.value(py, "set_aside")
    }
}

impl Kept for collabpro_core::RaschPlan {
    const DOCUMENT: &str = "RaschPlanDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Who rated what: what is missing, how large panels are, what links raters and units, and what that allows.
/// For researchers.
#[pyclass(frozen, eq, module = "collabpro", name = "RatingDesign")]
#[derive(PartialEq)]
pub(crate) struct RatingDesign(pub(crate) Held<collabpro_core::RatingDesign>);

#[pymethods]
impl RatingDesign {
    /// The same bytes in every language, for `from_bytes` here or elsewhere; where raters have names, they are personal
    /// data.
    fn to_bytes(&self, py: Python<'_>) -> Cow<'static, [u8]> {
        py.detach(|| self.0.value.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::RatingDesign::from_bytes(data))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `groups` if none is named, `units`, `criteria`, `map`, `response`, `possible`, `raters`, `pairs`.
    #[pyo3(signature = (name: "Literal['groups', 'units', 'criteria', 'map', 'response', 'possible', 'raters', 'pairs']" = "groups".into()), text_signature = "($self, name='groups')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("groups"))?)?, "RatingDesign", &["groups", "units", "criteria", "map", "response", "possible", "raters", "pairs"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("groups"))?)?, "RatingDesign", &["groups", "units", "criteria", "map", "response", "possible", "raters", "pairs"])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "groups")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "groups")
    }

    /// By role and occasion.
    #[getter]
    fn groups(&self, py: Python<'_>) -> PyResult<Value<hint::List<DesignStratum>>> {
        self.0.value(py, "groups")
    }

    /// Whether a rater's id means the same person at every unit and occasion; otherwise it holds within each of them.
    #[getter]
    fn linked(&self, py: Python<'_>) -> PyResult<Value<hint::Flag>> {
        self.0.value(py, "linked")
    }

    /// By unit, occasion, role and criterion.
    #[getter]
    fn map(&self, py: Python<'_>) -> PyResult<Value<hint::List<MapCell>>> {
        self.0.value(py, "map")
    }

    /// By unit, occasion and role, where the number of people is known.
    #[getter]
    fn response(&self, py: Python<'_>) -> PyResult<Value<hint::List<Response>>> {
        self.0.value(py, "response")
    }

    /// The instrument; null for a plain table.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Instrument>>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::RatingDesign {
    const DOCUMENT: &str = "RatingDesignDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Every respondent with scale scores. For researchers: nothing is withheld, and it is about persons.
#[pyclass(frozen, eq, module = "collabpro", name = "Respondents")]
#[derive(PartialEq)]
pub(crate) struct Respondents(pub(crate) Held<collabpro_core::Respondents>);

#[pymethods]
impl Respondents {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Respondents::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// One of the tables: `rows` if none is named, `scores`.
    #[pyo3(signature = (name: "Literal['rows', 'scores']" = "rows".into()), text_signature = "($self, name='rows')")]
    fn table(&self, py: Python<'_>, name: Word) -> Result<Table, Failure> {
        let which = name.parse()?;
        Ok(Table(py.detach(|| self.0.value.table(which))))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py, Word::from("rows"))?)?, "Respondents", &["rows", "scores"])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py, Word::from("rows"))?)?, "Respondents", &["rows", "scores"])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "rows")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "rows")
    }

    /// What is measured: the constructs that anybody was asked about, in the instrument's order.
    #[getter]
    fn constructs(&self, py: Python<'_>) -> PyResult<Value<hint::List<Construct>>> {
        self.0.value(py, "constructs")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<RespondentsOptions>> {
        self.0.value(py, "options")
    }

    /// By unit, occasion, rater and role.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Value<hint::List<RespondentRow>>> {
        self.0.value(py, "rows")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Respondents {
    const DOCUMENT: &str = "RespondentsDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Whether raters judge an earlier occasion otherwise in a then-test. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "ResponseShift")]
#[derive(PartialEq)]
pub(crate) struct ResponseShift(pub(crate) Held<collabpro_core::ResponseShift>);

#[pymethods]
impl ResponseShift {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::ResponseShift::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "ResponseShift", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "ResponseShift", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "entries")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "entries")
    }

    /// By unit, role and construct.
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Value<hint::List<ResponseShiftEntry>>> {
        self.0.value(py, "entries")
    }

    /// Id of the earlier occasion, which the then-test is about.
    #[getter]
    fn from_(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "from_")
    }

    /// How words and intervals were made.
    #[getter]
    fn method(&self, py: Python<'_>) -> PyResult<Value<ChangeMethod>> {
        self.0.value(py, "method")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<ResponseShiftOptions>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::ResponseShift {
    const DOCUMENT: &str = "ResponseShiftDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// How the units of larger ones stand together, with what lies within and between them. For researchers:
/// nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "RollUp")]
#[derive(PartialEq)]
pub(crate) struct RollUp(pub(crate) Held<collabpro_core::RollUp>);

#[pymethods]
impl RollUp {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::RollUp::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "RollUp", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "RollUp", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "entries")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "entries")
    }

    /// By group, occasion, role and construct, as the scores have them.
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Value<hint::List<RollUpEntry>>> {
        self.0.value(py, "entries")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<RollUpOptions>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::RollUp {
    const DOCUMENT: &str = "RollUpDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Similarity")]
#[derive(PartialEq)]
pub(crate) struct Similarity(pub(crate) Held<collabpro_core::Similarity>);

#[pymethods]
impl Similarity {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Similarity::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Similarity", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Similarity", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "constructs")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "constructs")
    }

    /// What is measured: the constructs that both profiles have; warning signs are not among them.
    #[getter]
    fn constructs(&self, py: Python<'_>) -> PyResult<Value<hint::List<Construct>>> {
        self.0.value(py, "constructs")
    }

    /// How much of the difference profile's unevenness is more than chance, 0 to 1.
    #[getter]
    fn difference_reliability(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Number>>> {
        self.0.value(py, "difference_reliability")
    }

    /// Root of the mean squared difference: `sqrt (D² / k)`.
    #[getter]
    fn distance(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Estimate>>> {
        self.0.value(py, "distance")
    }

    /// Elevation of the second less that of the first.
    #[getter]
    fn elevation(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Estimate>>> {
        self.0.value(py, "elevation")
    }

    /// The first profile.
    #[getter]
    fn first(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<ProfileNumbers>>> {
        self.0.value(py, "first")
    }

    /// The generator of the replicates.
    #[getter]
    fn generator(&self, py: Python<'_>) -> PyResult<Value<Generator>> {
        self.0.value(py, "generator")
    }

    /// Raters who gave both.
    #[getter]
    fn linked(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "linked")
    }

    /// Whether it is less than half, so that the profiles differ by one message at most.
    #[getter]
    fn one_message(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::Flag>>> {
        self.0.value(py, "one_message")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<SimilarityOptions>> {
        self.0.value(py, "options")
    }

    /// Cattell's `r_p`, -1 to 1: 1 for the same profile, 0 for what two places of the reference group differ by in one of two
    /// cases, if constructs were independent. Null without a `spread` for each construct.
    #[getter]
    fn pattern_similarity(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Estimate>>> {
        self.0.value(py, "pattern_similarity")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }

    /// Scatter of the second less that of the first.
    #[getter]
    fn scatter(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Estimate>>> {
        self.0.value(py, "scatter")
    }

    /// The second profile.
    #[getter]
    fn second(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<ProfileNumbers>>> {
        self.0.value(py, "second")
    }

    /// Correlation of the shares.
    #[getter]
    fn shape(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<Estimate>>> {
        self.0.value(py, "shape")
    }

    /// Why fields above are null.
    #[getter]
    fn undefined(&self, py: Python<'_>) -> PyResult<Value<hint::Map<Reason>>> {
        self.0.value(py, "undefined")
    }
}

impl Kept for collabpro_core::Similarity {
    const DOCUMENT: &str = "SimilarityDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Whether units differ, where raters or a declared pool link them. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Sites")]
#[derive(PartialEq)]
pub(crate) struct Sites(pub(crate) Held<collabpro_core::Sites>);

#[pymethods]
impl Sites {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Sites::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Sites", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Sites", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "constructs")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "constructs")
    }

    /// By construct, in the order of the instrument.
    #[getter]
    fn constructs(&self, py: Python<'_>) -> PyResult<Value<hint::List<SiteConstruct>>> {
        self.0.value(py, "constructs")
    }

    /// How differences were judged.
    #[getter]
    fn method(&self, py: Python<'_>) -> PyResult<Value<SitesMethod>> {
        self.0.value(py, "method")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<SitesOptions>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Sites {
    const DOCUMENT: &str = "SitesDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Where each unit is going over three occasions and more. For researchers: nothing is withheld.
#[pyclass(frozen, eq, module = "collabpro", name = "Trend")]
#[derive(PartialEq)]
pub(crate) struct Trend(pub(crate) Held<collabpro_core::Trend>);

#[pymethods]
impl Trend {
    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Trend::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        self.0.json(py)
    }

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.0.document(py)
    }

    /// The rows as a table.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.value.table()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::text(&Bound::new(py, self.table(py))?, "Trend", &[])
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        show::html(&Bound::new(py, self.table(py))?, "Trend", &[])
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "entries")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "entries")
    }

    /// By unit, role and construct.
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Value<hint::List<TrendEntry>>> {
        self.0.value(py, "entries")
    }

    /// How verdicts and intervals were made.
    #[getter]
    fn method(&self, py: Python<'_>) -> PyResult<Value<ChangeMethod>> {
        self.0.value(py, "method")
    }

    /// The occasions, in order.
    #[getter]
    fn occasions(&self, py: Python<'_>) -> PyResult<Value<hint::List<hint::Text>>> {
        self.0.value(py, "occasions")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<TrendOptions>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }

    /// In what times are counted.
    #[getter]
    fn time_unit(&self, py: Python<'_>) -> PyResult<Value<TimeUnit>> {
        self.0.value(py, "time_unit")
    }
}

impl Kept for collabpro_core::Trend {
    const DOCUMENT: &str = "TrendDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

#[pymethods]
impl Scores {
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "constructs")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "constructs")
    }

    /// The analyses that they were adjusted by, where that was asked for.
    #[getter]
    fn adjustments(&self, py: Python<'_>) -> PyResult<Value<hint::List<Adjustment>>> {
        self.0.value(py, "adjustments")
    }

    /// By construct.
    #[getter]
    fn constructs(&self, py: Python<'_>) -> PyResult<Value<hint::List<Score>>> {
        self.0.value(py, "constructs")
    }

    /// Who answered.
    #[getter]
    fn coverage(&self, py: Python<'_>) -> PyResult<Value<hint::List<Coverage>>> {
        self.0.value(py, "coverage")
    }

    /// By criterion.
    #[getter]
    fn criteria(&self, py: Python<'_>) -> PyResult<Value<hint::List<Score>>> {
        self.0.value(py, "criteria")
    }

    /// Occasions in their order, where it is known.
    #[getter]
    fn occasions(&self, py: Python<'_>) -> PyResult<Value<hint::Maybe<hint::List<hint::Text>>>> {
        self.0.value(py, "occasions")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<Observed>> {
        self.0.value(py, "options")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Scores {
    const DOCUMENT: &str = "ScoresDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

#[pymethods]
impl Released {
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "constructs")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "constructs")
    }

    /// By construct.
    #[getter]
    fn constructs(&self, py: Python<'_>) -> PyResult<Value<hint::List<ReleasedScore>>> {
        self.0.value(py, "constructs")
    }

    /// Who answered.
    #[getter]
    fn coverage(&self, py: Python<'_>) -> PyResult<Value<hint::List<ReleasedCoverage>>> {
        self.0.value(py, "coverage")
    }

    /// By criterion.
    #[getter]
    fn criteria(&self, py: Python<'_>) -> PyResult<Value<hint::List<ReleasedScore>>> {
        self.0.value(py, "criteria")
    }

    /// Smallest group of adults that is shown.
    #[getter]
    fn minimum_adults(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "minimum_adults")
    }

    /// Smallest group of students that is shown.
    #[getter]
    fn minimum_students(&self, py: Python<'_>) -> PyResult<Value<hint::Whole>> {
        self.0.value(py, "minimum_students")
    }

    /// Units whose teams agreed to see all ratings.
    #[getter]
    fn open_teams(&self, py: Python<'_>) -> PyResult<Value<hint::List<hint::Text>>> {
        self.0.value(py, "open_teams")
    }

    /// Units whose ratings are published.
    #[getter]
    fn published(&self, py: Python<'_>) -> PyResult<Value<hint::List<hint::Text>>> {
        self.0.value(py, "published")
    }

    /// The instrument.
    #[getter]
    fn rubric(&self, py: Python<'_>) -> PyResult<Value<Instrument>> {
        self.0.value(py, "rubric")
    }
}

impl Kept for collabpro_core::Released {
    const DOCUMENT: &str = "ReleasedDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

#[pymethods]
impl ContextMatch {
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.0.len(py, "descriptors")
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.0.iter(py, "descriptors")
    }

    /// The descriptors, in their order.
    #[getter]
    fn descriptors(&self, py: Python<'_>) -> PyResult<Value<hint::List<DescriptorMatch>>> {
        self.0.value(py, "descriptors")
    }

    /// The four dimensions.
    #[getter]
    fn dimensions(&self, py: Python<'_>) -> PyResult<Value<hint::List<DimensionMatch>>> {
        self.0.value(py, "dimensions")
    }

    /// Here.
    #[getter]
    fn here(&self, py: Python<'_>) -> PyResult<Value<MatchedPlace>> {
        self.0.value(py, "here")
    }

    /// Why it is asked, of the framework's ideas.
    #[getter]
    fn idea(&self, py: Python<'_>) -> PyResult<Value<Idea>> {
        self.0.value(py, "idea")
    }

    /// What a match cannot say.
    #[getter]
    fn limits(&self, py: Python<'_>) -> PyResult<Value<MatchText>> {
        self.0.value(py, "limits")
    }

    /// The options it was made with.
    #[getter]
    fn options(&self, py: Python<'_>) -> PyResult<Value<MatchSettings>> {
        self.0.value(py, "options")
    }

    /// Where it worked.
    #[getter]
    fn source(&self, py: Python<'_>) -> PyResult<Value<MatchedPlace>> {
        self.0.value(py, "source")
    }

    /// Version of the questions.
    #[getter]
    fn version(&self, py: Python<'_>) -> PyResult<Value<hint::Text>> {
        self.0.value(py, "version")
    }
}

impl Kept for collabpro_core::ContextMatch {
    const DOCUMENT: &str = "ContextMatchDocument";

    fn json(&self) -> String {
        self.to_json()
    }
}

/// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
/// row is a rater there, each column a criterion.
///
/// Parameters
/// ----------
/// ratings
///     A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
///     of bytes are missing), rows of cells, a frame, or a dictionary of columns.
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
///     seen.
/// confidence : float
///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
/// group : str
///     The column that names what the units belong to; without it `group`, if there is one.
/// groups : list[Union[float, str]]
///     What the units belong to (schools, teams), one for each unit in their order.
/// null_variance : float
///     Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
/// rater : str
///     The column that names the raters of a long table; without it `rater`.
/// rating : str
///     The column that holds the ratings of a long table; without it `rating`.
/// replicates : int
///     Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
/// rows : {'units', 'raters'}
///     What stands in the rows of a wide table. (default "units")
/// seed : int
///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
/// shape : {'wide', 'long'}
///     A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
///     there.
/// unit : str
///     The column that names the units; without it `unit`, in wide tables if there is one.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// Aggregation
///
/// Notes
/// -----
/// ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
/// (James, Demaree & Wolf 1984; Bliese 2000).
/// It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
/// The page `aggregation` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> found = cp.datasets.district().aggregation(replicates=99)
/// >>> found.over[0].units
/// 12
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableAggregationOptions]"
    ),
    text_signature = "(ratings, /, *, categories=[], confidence=0.95, group=None, groups=[], null_variance=None, rater=None, rating=None, replicates=999, rows='units', seed=1, shape=None, unit=None, progress=None)"
)]
pub(crate) fn aggregation(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<Aggregation, Failure> {
    let (table, asked) = rating_table::given(ratings, options, collabpro_core::AggregationOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(table.aggregation(asked.watch(watch))?));
    Ok(Aggregation(found?.into()))
}

/// How far raters agree: every coefficient with its standard error and interval.
///
/// Parameters
/// ----------
/// ratings
///     A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
///     of bytes are missing), rows of cells, a frame, or a dictionary of columns.
/// between : list[list[str]]
///     Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
///     `group:…`: each coefficient of the one less that of the other by the bootstrap.
/// by_category : bool
///     Each category by itself as well: its coefficients against all other categories together. (default false)
/// by_rater : bool
///     Each rater with the others, and coefficients without each rater. (default false)
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
///     seen.
/// coefficients : list[Coefficient]
///     Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
/// concordance : bool
///     Kendall's W as well: whether raters put the units in the same order. (default false)
/// confidence : float
///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
/// custom : list[list[float]]
///     A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
/// custom_as : {'agreement', 'disagreement'}
///     What its numbers say. (default "agreement")
/// differences : list[list[str]]
///     Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
/// errors : {'published', 'derivative'}
///     Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
/// group : str
///     The column that names what the units belong to; without it `group`, if there is one.
/// groups : list[Union[float, str]]
///     What the units belong to (schools, teams), one for each unit in their order.
/// metrics : list[Metric]
///     Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
/// over : {'units', 'groups'}
///     What standard errors and the bootstrap draw; without it groups where there are some, else units.
/// pairs : bool
///     Cohen's kappa of every two raters as well. (default false)
/// period : float
///     How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
///     degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
/// population : int
///     How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
///     errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
/// rater : str
///     The column that names the raters of a long table; without it `rater`.
/// rating : str
///     The column that holds the ratings of a long table; without it `rating`.
/// replicates : int
///     Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
/// rows : {'units', 'raters'}
///     What stands in the rows of a wide table. (default "units")
/// seed : int
///     Seed of the generator. (default 1; 0 to 9007199254740991)
/// shape : {'wide', 'long'}
///     A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
///     there.
/// symmetry : bool
///     Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
/// unit : str
///     The column that names the units; without it `unit`, in wide tables if there is one.
/// weights : list[Weights]
///     How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// Agreement
///
/// Notes
/// -----
/// Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
/// expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
/// They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
/// near 0 beside high agreement.
/// The page `agreement` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
/// >>> round(found.rows[0].estimates[0].value, 3)
/// 0.743
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableAgreementOptions]"
    ),
    text_signature = "(ratings, /, *, between=[], by_category=False, by_rater=False, categories=[], coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', group=None, groups=[], metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, rater=None, rating=None, replicates=0, rows='units', seed=1, shape=None, symmetry=False, unit=None, weights=['identity', 'ordinal'], progress=None)"
)]
pub(crate) fn agreement(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<Agreement, Failure> {
    let (table, asked) = rating_table::given(ratings, options, collabpro_core::AgreementOptions::from_json)?;
    rating_table::oriented(ratings, options, &table)?;
    let found = watched(py, progress, |watch| Ok(table.agreement(asked.watch(watch))?));
    Ok(Agreement(found?.into()))
}

/// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
/// columns over its rows, and within and between groups of rows where there are any.
///
/// Parameters
/// ----------
/// ratings
///     A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
///     of bytes are missing), rows of cells, a frame, or a dictionary of columns.
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
///     seen.
/// confidence : float
///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
/// group : str
///     The column that names what the units belong to; without it `group`, if there is one.
/// group_factors : int
///     Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
/// groups : list[Union[float, str]]
///     What the units belong to (schools, teams), one for each unit in their order.
/// missing : {'listwise', 'pairwise'}
///     What is done with rows that lack a rating. (default "listwise")
/// rater : str
///     The column that names the raters of a long table; without it `rater`.
/// rating : str
///     The column that holds the ratings of a long table; without it `rating`.
/// rows : {'units', 'raters'}
///     What stands in the rows of a wide table. (default "units")
/// shape : {'wide', 'long'}
///     A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
///     there.
/// stacked : bool
///     Also take all answers as rows of one table, as if they were of one unit. (default false)
/// unit : str
///     The column that names the units; without it `unit`, in wide tables if there is one.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// Consistency
///
/// Notes
/// -----
/// Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
/// model (McDonald 1999).
/// Alpha is no sign of one dimension, and rises with the number of criteria.
/// The page `consistency` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> found = cp.datasets.shrout_fleiss().consistency()
/// >>> round(found.table()["alpha"][0], 3)
/// 0.909
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableConsistencyOptions]"
    ),
    text_signature = "(ratings, /, *, categories=[], confidence=0.95, group=None, group_factors=3, groups=[], missing='listwise', rater=None, rating=None, rows='units', shape=None, stacked=False, unit=None, progress=None)"
)]
pub(crate) fn consistency(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<Consistency, Failure> {
    let (table, asked) = rating_table::given(ratings, options, collabpro_core::ConsistencyOptions::from_json)?;
    rating_table::oriented(ratings, options, &table)?;
    let found = watched(py, progress, |watch| Ok(table.consistency(asked.watch(watch))?));
    Ok(Consistency(found?.into()))
}

/// How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
/// the probability of superiority, with intervals.
///
/// Parameters
/// ----------
/// ratings
///     A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
///     of bytes are missing), rows of cells, a frame, or a dictionary of columns.
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
///     seen.
/// group : str
///     The column that names what the units belong to; without it `group`, if there is one.
/// groups : list[Union[float, str]]
///     What the units belong to (schools, teams), one for each unit in their order.
/// rater : str
///     The column that names the raters of a long table; without it `rater`.
/// rating : str
///     The column that holds the ratings of a long table; without it `rating`.
/// rows : {'units', 'raters'}
///     What stands in the rows of a wide table. (default "units")
/// shape : {'wide', 'long'}
///     A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
///     there.
/// unit : str
///     The column that names the units; without it `unit`, in wide tables if there is one.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// EffectSizes
///
/// Notes
/// -----
/// d = difference of means / pooled deviation (Cohen 1988), g with Hedges' correction (1981), Cliff's delta
/// (1993).
/// Rules of thumb for small and large come from other fields.
/// The page `comparison` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> found = cp.effect_sizes({"talk": [1, 2, 3, 3, 4, 5]}, groups=["a"] * 3 + ["b"] * 3)
/// >>> round(found.pairs[0].cohens_d.value, 2)
/// 2.0
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableOptions]"
    ),
    text_signature = "(ratings, /, *, categories=[], group=None, groups=[], rater=None, rating=None, rows='units', shape=None, unit=None, progress=None)"
)]
pub(crate) fn effect_sizes(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<EffectSizes, Failure> {
    let (table, asked) = rating_table::given(ratings, options, collabpro_core::EffectSizesOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(table.effect_sizes(asked.watch(watch))?));
    Ok(EffectSizes(found?.into()))
}

/// A specification for Facets, with its data, of a long table and the options of a study (`study`). Made after the
/// documentation of Facets 3.87 and 4, and not tried with Facets itself.
///
/// Parameters
/// ----------
/// ratings
///     A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
/// data_file : str
///     The name of a data file of its own; without it the data stand in the specification.
/// name : str
///     The name of the specification file. (default "facets.txt")
/// study : RaschOptions
///     How the ratings are, or would be, estimated.
/// title : str
///     The title of the analysis.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// FacetsFiles
///
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.FacetsFilesOptions]"
    ),
    text_signature = "(ratings, /, *, data_file=None, name='facets.txt', study=None, title=None, progress=None)"
)]
pub(crate) fn facets_files(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<FacetsFiles, Failure> {
    let (sets, asked) = rating_table::long(ratings, options, collabpro_core::FacetsFilesOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(collabpro_core::FacetsFiles::of(&sets, asked.watch(watch))?));
    Ok(FacetsFiles(found?.into()))
}

/// All forms of the intraclass correlation, and how many raters are needed.
///
/// Parameters
/// ----------
/// ratings
///     A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
///     of bytes are missing), rows of cells, a frame, or a dictionary of columns.
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
///     seen.
/// confidence : float
///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
/// group : str
///     The column that names what the units belong to; without it `group`, if there is one.
/// groups : list[Union[float, str]]
///     What the units belong to (schools, teams), one for each unit in their order.
/// rater : str
///     The column that names the raters of a long table; without it `rater`.
/// rating : str
///     The column that holds the ratings of a long table; without it `rating`.
/// rows : {'units', 'raters'}
///     What stands in the rows of a wide table. (default "units")
/// shape : {'wide', 'long'}
///     A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
///     there.
/// target : float
///     The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
/// unit : str
///     The column that names the units; without it `unit`, in wide tables if there is one.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// Icc
///
/// Notes
/// -----
/// Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
/// McGraw & Wong 1996).
/// Consistency forgives a severe rater and absolute agreement does not: choose before you look.
/// The page `icc` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> found = cp.datasets.shrout_fleiss().icc()
/// >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
/// {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableIccOptions]"
    ),
    text_signature = "(ratings, /, *, categories=[], confidence=0.95, group=None, groups=[], rater=None, rating=None, rows='units', shape=None, target=0.8, unit=None, progress=None)"
)]
pub(crate) fn icc(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<Icc, Failure> {
    let (table, asked) = rating_table::given(ratings, options, collabpro_core::IccOptions::from_json)?;
    rating_table::oriented(ratings, options, &table)?;
    let found = watched(py, progress, |watch| Ok(table.icc(asked.watch(watch))?));
    Ok(Icc(found?.into()))
}

/// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
/// table, a row for each rating, or of ratings on one construct.
///
/// Parameters
/// ----------
/// ratings
///     A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
/// allow_population_link : bool
///     Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
///     drawn from one population: an assumption that no rating can test. (default false)
/// allow_subsets : bool
///     Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)
/// anchors : RaschAnchors
///     What is known beforehand and not estimated; a facet with anchors is not centred again.
/// bias : list[list[str]]
///     Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
///     of their own.
/// categorical : list[str]
///     Predictors whose numbers are names.
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
///     whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
/// categories_by : list[str]
///     Facets for each of whose elements the use of the categories is told.
/// confidence : float
///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
/// construct : Construct
///     What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
/// correction : {'auto', 'none', 'always'}
///     Whether measures are corrected for the bias of joint estimation. (default "auto")
/// covariance : bool
///     Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)
/// criteria : str
///     The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
///     facet beside units and raters.
/// curves : str
///     The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
///     along the scale.
/// differences : list[list[str]]
///     What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
/// dummies : list[str]
///     Facets that are only described: all their measures are 0.
/// effects : list[list[str]]
///     Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
///     stand in every group where they do in the first.
/// equivalence : float
///     How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)
/// errors_of : list[list[str]]
///     Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
///     facet and an element, as `["rater", "R7"]`.
/// estimation : {'joint', 'marginal', 'conditional'}
///     What is maximised. (default "joint")
/// facets : list[str]
///     The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
///     Without them those of `unit`, `rater` and `criterion` that are there.
/// form : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}
///     What raters have beside one severity each. (default "severity")
/// one_dimension : bool
///     Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
///     `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)
/// partial_credit : str
///     The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
///     scale).
/// plausible_values : int
///     By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)
/// population_deviation : float
///     By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)
/// population_groups : str
///     By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
/// population_mean : float
///     By marginal estimation, the mean of the population where it is fixed, in logits.
/// positive : list[str]
///     The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
///     severities and difficulties.
/// predictors : list[str]
///     By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
///     which the first in byte order is compared with. What stands in one row of a unit holds for all.
/// raters : str
///     The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
/// rating : str
///     The column of ratings. (default "rating")
/// replicates : int
///     Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)
/// residuals : str
///     The facet whose elements' residuals are looked at for what they have in common.
/// scale_of : str
///     The facet whose elements have scales of their own. Without it that of `criteria`.
/// scales : list[ElementScale]
///     Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
///     others.
/// seed : int
///     Seed of the generator. (default 1; 0 to 9007199254740991)
/// uncentred : str
///     The facet whose mean is free; without it the first. That of all others is 0.
/// unexpected : int
///     How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)
/// units : {'wle', 'eap', 'mle'}
///     What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
/// unused : {'collapse', 'ridge', 'refuse'}
///     What becomes of categories that nobody used. (default "collapse")
/// weight : str
///     The column of weights: how often each row counts, a number of 0 or more.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// Rasch
///
/// Notes
/// -----
/// log(P(k) / P(k - 1)) = unit - severity - difficulty - threshold k (Linacre 1989), by joint, conditional or
/// marginal likelihood.
/// Severities mean nothing where nothing connects raters: look at `rasch_links` first.
/// The page `rasch` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
/// >>> found = cp.rasch(table)
/// >>> [facet.facet for facet in found.facets]
/// ['unit', 'rater']
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschOptions]"
    ),
    text_signature = "(ratings, /, *, allow_population_link=False, allow_subsets=False, anchors=None, bias=[], categorical=[], categories=[], categories_by=[], confidence=0.95, construct=None, correction='auto', covariance=False, criteria=None, curves=None, differences=[], dummies=[], effects=[], equivalence=None, errors_of=[], estimation='joint', facets=[], form='severity', one_dimension=False, partial_credit=None, plausible_values=0, population_deviation=None, population_groups=None, population_mean=None, positive=[], predictors=[], raters=None, rating='rating', replicates=100, residuals=None, scale_of=None, scales=[], seed=1, uncentred=None, unexpected=20, units=None, unused='collapse', weight=None, progress=None)"
)]
pub(crate) fn rasch(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<Rasch, Failure> {
    let (sets, asked) = rating_table::long(ratings, options, collabpro_core::RaschOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(collabpro_core::Rasch::of(&sets, asked.watch(watch))?));
    Ok(Rasch(found?.into()))
}

/// How strongly a design ties raters and units together, before there are ratings and after: a long table of planned
/// ratings, or of ratings.
///
/// Parameters
/// ----------
/// ratings
///     A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
/// measures : dict[str, dict[str, float]]
///     Assumed measures in logits, by facet and element, in the direction of the facet; those of others are 0. Where there are ratings
///     these are estimated instead.
/// model : RaschOptions
///     How the ratings will be, or were, estimated: what a plan knows of the options of a study.
/// pairs : dict[str, list[list[str]]]
///     Pairs of elements, by facet, whose differences are looked at: `{"rater": [["Ann", "Ben"]]}`.
/// target : float
///     The standard error, in logits, that their differences are to have: further ratings are named that bring it about. (0.01 to 10.0)
/// thresholds : list[float]
///     Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.
/// visits : int
///     Visits of a rater to a unit that may be named. (default 20; 1 to 1000)
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// RaschLinks
///
/// Notes
/// -----
/// Components, cuts and bridges of the graph of raters and units, and the errors of differences that the design
/// allows.
/// What is linked by one unit alone hangs on that unit.
/// The page `rasch_plan` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> design = {"unit": ["A", "A", "B", "B", "C"], "rater": ["x", "y", "y", "z", "z"]}
/// >>> found = cp.rasch_links(design, thresholds=[-1.0, 1.0])
/// >>> sorted(row["element"] for row in found.table("cuts"))
/// ['B', 'y']
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschLinksOptions]"
    ),
    text_signature = "(ratings, /, *, measures={}, model=None, pairs={}, target=None, thresholds=[], visits=20, progress=None)"
)]
pub(crate) fn rasch_links(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<RaschLinks, Failure> {
    let (sets, asked) = rating_table::long(ratings, options, collabpro_core::RaschLinksOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(collabpro_core::RaschLinks::of(&sets, asked.watch(watch))?));
    Ok(RaschLinks(found?.into()))
}

/// What a design of ratings would find by the many-facet Rasch model: a long table of planned ratings, a row for each, is
/// simulated with assumed measures; one that has ratings with its estimates.
///
/// Parameters
/// ----------
/// ratings
///     A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
/// deviations : dict[str, float]
///     The standard deviations, by facet, of the normal distributions that they are drawn from: 0 to 10 logits; without it 1 for the
///     first facet and 0.5 for the others.
/// differences : list[float]
///     Differences of two elements of a facet, 0 to 10 logits, of which the power is told; for 0 how often one is found that is not
///     there. Without them 0, 0.5 and 1.
/// measures : dict[str, dict[str, float]]
///     Assumed measures in logits, by facet and element, in the direction of the facet; those of others are drawn, by each replicate
///     anew.
/// model : RaschOptions
///     How the ratings will be estimated. A plan knows `facets`, `rating`, `weight`, `categories`, `positive`, `uncentred`,
///     `dummies`, `partialCredit`, `estimation` (joint or marginal), `unused`, `correction`, `allowPopulationLink` and
///     `confidence`.
/// replicates : int
///     How many times ratings are drawn. (default 200; 2 to 100000)
/// seed : int
///     Seed of the generator. (default 1)
/// thresholds : list[float]
///     Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// RaschPlan
///
/// Notes
/// -----
/// Simulation of the design with assumed measures: recovery, coverage and power.
/// It knows nothing of raters who do not behave as the model says.
/// The page `rasch_plan` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
/// >>> len(cp.rasch_plan(table, replicates=10).recovery)
/// 3
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschPlanOptions]"
    ),
    text_signature = "(ratings, /, *, deviations={}, differences=[], measures={}, model=None, replicates=200, seed=1, thresholds=[], progress=None)"
)]
pub(crate) fn rasch_plan(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<RaschPlan, Failure> {
    let (sets, asked) = rating_table::long(ratings, options, collabpro_core::RaschPlanOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(collabpro_core::RaschPlan::of(&sets, asked.watch(watch))?));
    Ok(RaschPlan(found?.into()))
}

/// Who rated what, before any coefficient; response rates where the units' sizes are known.
///
/// Parameters
/// ----------
/// ratings
///     A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
///     of bytes are missing), rows of cells, a frame, or a dictionary of columns.
/// categories : list[Union[float, str]]
///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
///     seen.
/// group : str
///     The column that names what the units belong to; without it `group`, if there is one.
/// groups : list[Union[float, str]]
///     What the units belong to (schools, teams), one for each unit in their order.
/// rater : str
///     The column that names the raters of a long table; without it `rater`.
/// rating : str
///     The column that holds the ratings of a long table; without it `rating`.
/// rows : {'units', 'raters'}
///     What stands in the rows of a wide table. (default "units")
/// shape : {'wide', 'long'}
///     A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
///     there.
/// unit : str
///     The column that names the units; without it `unit`, in wide tables if there is one.
/// progress : callable or bool
///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
///     shows a bar, of tqdm where it is installed.
///
/// Returns
/// -------
/// RatingDesign
///
/// Notes
/// -----
/// Counts: who rated what, how large panels are, and what that allows.
/// It says what can be computed, and not what should be.
/// The page `rating_design` of the documentation has formulas, sources and cautions in full.
///
/// Examples
/// --------
/// >>> import collabpro as cp
/// >>> found = cp.datasets.krippendorff().rating_design()
/// >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
/// (12, 4, 41)
#[pyfunction]
#[pyo3(
    signature = (
        ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableOptions]"
    ),
    text_signature = "(ratings, /, *, categories=[], group=None, groups=[], rater=None, rating=None, rows='units', shape=None, unit=None, progress=None)"
)]
pub(crate) fn rating_design(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<RatingDesign, Failure> {
    let (table, asked) = rating_table::given(ratings, options, collabpro_core::RatingDesignOptions::from_json)?;
    let found = watched(py, progress, |watch| Ok(table.rating_design(asked.watch(watch))?));
    Ok(RatingDesign(found?.into()))
}

#[pymethods]
impl AgreementState {
    /// The study of all units so far.
    ///
    /// Parameters
    /// ----------
    /// between : list[list[str]]
    ///     Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
    ///     `group:…`: each coefficient of the one less that of the other by the bootstrap.
    /// by_category : bool
    ///     Each category by itself as well: its coefficients against all other categories together. (default false)
    /// by_rater : bool
    ///     Each rater with the others, and coefficients without each rater. (default false)
    /// coefficients : list[Coefficient]
    ///     Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
    /// concordance : bool
    ///     Kendall's W as well: whether raters put the units in the same order. (default false)
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// custom : list[list[float]]
    ///     A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    /// custom_as : {'agreement', 'disagreement'}
    ///     What its numbers say. (default "agreement")
    /// differences : list[list[str]]
    ///     Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
    /// errors : {'published', 'derivative'}
    ///     Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
    /// metrics : list[Metric]
    ///     Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
    /// over : {'units', 'groups'}
    ///     What standard errors and the bootstrap draw; without it groups where there are some, else units.
    /// pairs : bool
    ///     Cohen's kappa of every two raters as well. (default false)
    /// period : float
    ///     How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
    ///     degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
    /// population : int
    ///     How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
    ///     errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
    /// replicates : int
    ///     Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// symmetry : bool
    ///     Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
    /// weights : list[Weights]
    ///     How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Agreement
    ///
    /// Notes
    /// -----
    /// As `agreement`, of counts that were put together from parts.
    /// It misleads where a unit's ratings were in two parts.
    /// The page `agreement` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> state = cp.AgreementState()
    /// >>> state.update(cp.datasets.krippendorff())
    /// >>> state.finish(coefficients=["percent"]).rows[0].units
    /// 12
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]"),
        text_signature = "($self, *, between=[], by_category=False, by_rater=False, coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, replicates=0, seed=1, symmetry=False, weights=['identity', 'ordinal'], progress=None)"
    )]
    fn finish(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Agreement, Failure> {
        let asked = collabpro_core::AgreementOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.finish(asked.watch(watch))?));
        Ok(Agreement(found?.into()))
    }
}

#[pymethods]
impl Calibration {
    /// Later calibrations on the scale of this one, link by link, by the elements that each has in common with the one
    /// before; who drifted, and the error that a chain carries along.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// facets : list[str]
    ///     The facets whose elements link them; without it all that both have elements of.
    /// fewest : int
    ///     So many elements must carry the link of a facet. (default 3; 1 to 1000)
    /// level : float
    ///     From which probability on, by Holm's correction over the elements of a facet, an element counts as drifted. (default 0.05; 1e-6 to 0.5)
    /// method : {'robust', 'mean'}
    ///     By what they are linked. (default "robust")
    /// most_error : float
    ///     No larger may the standard error of a link be, in logits. (default 0.3; 0.001 to 10.0)
    /// to : list[CalibrationDocument]
    ///     The calibrations that follow, each linked with the one before it; one or more.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// CalibrationLinks
    ///
    /// Notes
    /// -----
    /// Mean difference of the measures of common elements, of all or of those that have not drifted.
    /// It misleads with few common elements: one that drifted moves the scale.
    /// The page `rasch` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    /// >>> calibration = cp.rasch(table).calibration()
    /// >>> calibration.link(to=[calibration]).facets[0].facet
    /// 'rater'
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.CalibrationLinkOptions]"),
        text_signature = "($self, *, confidence=0.95, facets=[], fewest=3, level=0.05, method='robust', most_error=0.3, to=[], progress=None)"
    )]
    fn link(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<CalibrationLinks, Failure> {
        let asked = collabpro_core::CalibrationLinkOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.link(asked.watch(watch))?));
        Ok(CalibrationLinks(found?.into()))
    }

    /// Measures of units by what is known of all that took part in their ratings, without the ratings of the study. One unit
    /// with one rating is enough.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// deviation : float
    ///     Its standard deviation. (0.001 to 100.0)
    /// mean : float
    ///     The mean of the population that units are drawn from, for estimates that take it into account. Without it that of the
    ///     study, where it was estimated.
    /// plausible_values : int
    ///     How many plausible values are drawn of each unit. (default 0; 0 to 1000)
    /// ratings : list[dict[str, Union[float, str]]]
    ///     The ratings, one or more: of each the elements of the study's facets by their names (the unit's may be left out where there is
    ///     one), the rating under the name that it had in the study, and perhaps `weight`.
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// CalibrationScores
    ///
    /// Notes
    /// -----
    /// Warm's weighted likelihood given the calibrated measures (Warm 1989); beside it the mean of the posterior
    /// where a population is known.
    /// It misleads where a rater or criterion is another than the one that was calibrated.
    /// The page `rasch` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    /// >>> calibration = cp.rasch(table).calibration()
    /// >>> len(calibration.score(ratings=[{"unit": "new", "rater": "1", "rating": 2}]).units)
    /// 1
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.CalibrationScoreOptions]"),
        text_signature = "($self, *, confidence=0.95, deviation=None, mean=None, plausible_values=0, ratings=[], seed=1, progress=None)"
    )]
    fn score(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<CalibrationScores, Failure> {
        let asked = collabpro_core::CalibrationScoreOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.score(asked.watch(watch))?));
        Ok(CalibrationScores(found?.into()))
    }

    /// An anchor file for Facets: measures and thresholds that are given to another analysis. Made after the documentation of
    /// Facets 3.87 and 4, and not tried with Facets itself.
    ///
    /// Parameters
    /// ----------
    /// data_file : str
    ///     The name of the file that will hold the new ratings.
    /// name : str
    ///     The name of the anchor file. (default "anchors.txt")
    /// title : str
    ///     The title of the analysis.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// FacetsFiles
    ///
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.FacetsAnchorsOptions]"),
        text_signature = "($self, *, data_file=None, name='anchors.txt', title=None, progress=None)"
    )]
    fn facets_anchors(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<FacetsFiles, Failure> {
        let asked = collabpro_core::FacetsAnchorsOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.facets_anchors(asked.watch(watch))?));
        Ok(FacetsFiles(found?.into()))
    }
}

#[pymethods]
impl Generalizability {
    /// The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.
    ///
    /// Parameters
    /// ----------
    /// coefficient : {'dependability', 'generalizability'}
    ///     Which coefficient. (default "dependability")
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// costs : dict[str, float]
    ///     What one condition of a facet (a rater, a criterion, an occasion) or one `rating` of a unit costs, 0 to 1e9; none:
    ///     each rating 1.
    /// design : str
    ///     Which facets will be nested that are crossed in the study, as a decision has it.
    /// designs : int
    ///     So many of the cheapest designs are listed; more where more cost the same. (default 5; 1 to 100)
    /// fixed : list[str]
    ///     Facets whose conditions are all that are meant.
    /// most : dict[str, int]
    ///     At most so many conditions of a facet, 1 to 10,000; 20 where nothing is said.
    /// replicates : int
    ///     Replicates of the components. (default 2000; 200 to 99999)
    /// seed : int
    ///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    /// target : float
    ///     The coefficient that is wanted, above 0 and below 1. (default 0.8)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Plans
    ///
    /// Notes
    /// -----
    /// Every design within limits whose coefficient reaches the target, by cost (Brennan 2001).
    /// It is worth what the components are.
    /// The page `generalizability` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().generalizability().plan(target=0.8)
    /// >>> len(found.plans)
    /// 1
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.PlanOptions]"),
        text_signature = "($self, *, coefficient='dependability', confidence=0.95, costs={}, design=None, designs=5, fixed=[], most={}, replicates=2000, seed=1, target=0.8, progress=None)"
    )]
    fn plan(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Plans, Failure> {
        let asked = collabpro_core::PlanOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.plan(asked.watch(watch))?));
        Ok(Plans(found?.into()))
    }
}

#[pymethods]
impl Rasch {
    /// What was found, to be used without the ratings: for other units, and as anchors of other studies.
    ///
    /// Parameters
    /// ----------
    /// units : bool
    ///     Whether the measures of the units go into it as well: to link by units that are rated again, say. They may be about persons. (default false)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Calibration
    ///
    /// Notes
    /// -----
    /// Measures, their errors and covariances, and thresholds of a Rasch study (Linacre 1989).
    /// It misleads where the units it is used for are not like those of the study.
    /// The page `rasch` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    /// >>> len(cp.rasch(table).calibration().elements)
    /// 3
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.CalibrationOptions]"),
        text_signature = "($self, *, units=False, progress=None)"
    )]
    fn calibration(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Calibration, Failure> {
        let asked = collabpro_core::CalibrationOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.calibration(asked.watch(watch))?));
        Ok(Calibration(found?.into()))
    }

    /// Score files as Facets writes them, one for each facet. Made after the documentation of Facets 3.87 and 4, and not tried
    /// with Facets itself.
    ///
    /// Parameters
    /// ----------
    /// delimiter : {'tab', 'comma'}
    ///     What stands between the fields. (default "tab")
    /// headings : bool
    ///     Whether the facet and the names of the fields stand above. (default true)
    /// name : str
    ///     The name of the files, to which the number of the facet is added. (default "score")
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// FacetsFiles
    ///
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.FacetsScoresOptions]"),
        text_signature = "($self, *, delimiter='tab', headings=True, name='score', progress=None)"
    )]
    fn facets_scores(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<FacetsFiles, Failure> {
        let asked = collabpro_core::FacetsScoresOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.facets_scores(asked.watch(watch))?));
        Ok(FacetsFiles(found?.into()))
    }
}

#[pymethods]
impl RatingTable {
    /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    /// row is a rater there, each column a criterion.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// null_variance : float
    ///     Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
    /// replicates : int
    ///     Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
    /// seed : int
    ///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Aggregation
    ///
    /// Notes
    /// -----
    /// ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
    /// (James, Demaree & Wolf 1984; Bliese 2000).
    /// It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
    /// The page `aggregation` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().aggregation(replicates=99)
    /// >>> found.over[0].units
    /// 12
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AggregationOptions]"),
        text_signature = "($self, *, confidence=0.95, null_variance=None, replicates=999, seed=1, progress=None)"
    )]
    fn aggregation(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Aggregation, Failure> {
        let asked = collabpro_core::AggregationOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.aggregation(asked.watch(watch))?));
        Ok(Aggregation(found?.into()))
    }

    /// How far raters agree: every coefficient with its standard error and interval.
    ///
    /// Parameters
    /// ----------
    /// between : list[list[str]]
    ///     Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
    ///     `group:…`: each coefficient of the one less that of the other by the bootstrap.
    /// by_category : bool
    ///     Each category by itself as well: its coefficients against all other categories together. (default false)
    /// by_rater : bool
    ///     Each rater with the others, and coefficients without each rater. (default false)
    /// coefficients : list[Coefficient]
    ///     Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
    /// concordance : bool
    ///     Kendall's W as well: whether raters put the units in the same order. (default false)
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// custom : list[list[float]]
    ///     A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    /// custom_as : {'agreement', 'disagreement'}
    ///     What its numbers say. (default "agreement")
    /// differences : list[list[str]]
    ///     Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
    /// errors : {'published', 'derivative'}
    ///     Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
    /// metrics : list[Metric]
    ///     Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
    /// over : {'units', 'groups'}
    ///     What standard errors and the bootstrap draw; without it groups where there are some, else units.
    /// pairs : bool
    ///     Cohen's kappa of every two raters as well. (default false)
    /// period : float
    ///     How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
    ///     degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
    /// population : int
    ///     How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
    ///     errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
    /// replicates : int
    ///     Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// symmetry : bool
    ///     Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
    /// weights : list[Weights]
    ///     How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Agreement
    ///
    /// Notes
    /// -----
    /// Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
    /// expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
    /// They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
    /// near 0 beside high agreement.
    /// The page `agreement` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
    /// >>> round(found.rows[0].estimates[0].value, 3)
    /// 0.743
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]"),
        text_signature = "($self, *, between=[], by_category=False, by_rater=False, coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, replicates=0, seed=1, symmetry=False, weights=['identity', 'ordinal'], progress=None)"
    )]
    fn agreement(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Agreement, Failure> {
        let asked = collabpro_core::AgreementOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.agreement(asked.watch(watch))?));
        Ok(Agreement(found?.into()))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    /// columns over its rows, and within and between groups of rows where there are any.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// group_factors : int
    ///     Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
    /// missing : {'listwise', 'pairwise'}
    ///     What is done with rows that lack a rating. (default "listwise")
    /// stacked : bool
    ///     Also take all answers as rows of one table, as if they were of one unit. (default false)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Consistency
    ///
    /// Notes
    /// -----
    /// Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
    /// model (McDonald 1999).
    /// Alpha is no sign of one dimension, and rises with the number of criteria.
    /// The page `consistency` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().consistency()
    /// >>> round(found.table()["alpha"][0], 3)
    /// 0.909
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.ConsistencyOptions]"),
        text_signature = "($self, *, confidence=0.95, group_factors=3, missing='listwise', stacked=False, progress=None)"
    )]
    fn consistency(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Consistency, Failure> {
        let asked = collabpro_core::ConsistencyOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.consistency(asked.watch(watch))?));
        Ok(Consistency(found?.into()))
    }

    /// How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
    /// the probability of superiority, with intervals.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// EffectSizes
    ///
    /// Notes
    /// -----
    /// d = difference of means / pooled deviation (Cohen 1988), g with Hedges' correction (1981), Cliff's delta
    /// (1993).
    /// Rules of thumb for small and large come from other fields.
    /// The page `comparison` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.effect_sizes({"talk": [1, 2, 3, 3, 4, 5]}, groups=["a"] * 3 + ["b"] * 3)
    /// >>> round(found.pairs[0].cohens_d.value, 2)
    /// 2.0
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.EffectSizesOptions]"),
        text_signature = "($self, *, confidence=0.95, progress=None)"
    )]
    fn effect_sizes(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<EffectSizes, Failure> {
        let asked = collabpro_core::EffectSizesOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.effect_sizes(asked.watch(watch))?));
        Ok(EffectSizes(found?.into()))
    }

    /// Where the variance of a plain table comes from: units by raters.
    ///
    /// Parameters
    /// ----------
    /// categories : list[Union[float, str]]
    ///     The declared scale of the scores, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it the scores
    ///     of a long table are numbers, and the scale of a wide one is what is seen.
    /// confidence : float
    ///     How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
    /// design : str
    ///     Which facets are crossed and which nested, in Brennan's notation: `unit x (rater:criterion)`; without it as the data
    ///     show it.
    /// effects : bool
    ///     Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
    /// facets : list[str]
    ///     The columns of the facets, which scores are to hold over: raters, criteria, occasions; without them those of the
    ///     design, or all other columns.
    /// nested : dict[str, list[str]]
    ///     The same as plain data, facets by name, each a list of facets: `{"rater": ["criterion"]}`.
    /// rating : str
    ///     The column of ratings: the scores that vary. (default "rating")
    /// unbalanced : {'reml', 'henderson'}
    ///     What estimates the components where the design is not balanced. (default "reml")
    /// unit : str
    ///     The column of the object of measurement: what the scores are about. (default "unit")
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Generalizability
    ///
    /// Notes
    /// -----
    /// Variance components from expected mean squares or by restricted likelihood (Brennan 2001).
    /// With few raters a component is hardly known: an interval from .02 to 80 is common.
    /// The page `generalizability` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().generalizability()
    /// >>> [round(row.variance, 2) for row in found.studies[0].components]
    /// [2.56, 5.24, 1.02]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.StudyOptions]"),
        text_signature = "($self, *, categories=[], confidence=0.95, design=None, effects=False, facets=[], nested={}, rating='rating', unbalanced='reml', unit='unit', progress=None)"
    )]
    fn generalizability(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Generalizability, Failure> {
        let asked = collabpro_core::StudyOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.generalizability(asked.watch(watch))?));
        Ok(Generalizability(found?.into()))
    }

    /// All forms of the intraclass correlation, and how many raters are needed.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// target : float
    ///     The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Icc
    ///
    /// Notes
    /// -----
    /// Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
    /// McGraw & Wong 1996).
    /// Consistency forgives a severe rater and absolute agreement does not: choose before you look.
    /// The page `icc` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().icc()
    /// >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
    /// {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.IccOptions]"),
        text_signature = "($self, *, confidence=0.95, target=0.8, progress=None)"
    )]
    fn icc(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Icc, Failure> {
        let asked = collabpro_core::IccOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.icc(asked.watch(watch))?));
        Ok(Icc(found?.into()))
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known.
    ///
    /// Parameters
    /// ----------
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// RatingDesign
    ///
    /// Notes
    /// -----
    /// Counts: who rated what, how large panels are, and what that allows.
    /// It says what can be computed, and not what should be.
    /// The page `rating_design` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.krippendorff().rating_design()
    /// >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
    /// (12, 4, 41)
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingDesignOptions]"),
        text_signature = "($self, *, progress=None)"
    )]
    fn rating_design(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<RatingDesign, Failure> {
        let asked = collabpro_core::RatingDesignOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.rating_design(asked.watch(watch))?));
        Ok(RatingDesign(found?.into()))
    }
}

#[pymethods]
impl Ratings {
    /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    /// row is a rater there, each column a criterion.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// null_variance : float
    ///     Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
    /// replicates : int
    ///     Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
    /// seed : int
    ///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Aggregation
    ///
    /// Notes
    /// -----
    /// ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
    /// (James, Demaree & Wolf 1984; Bliese 2000).
    /// It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
    /// The page `aggregation` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().aggregation(replicates=99)
    /// >>> found.over[0].units
    /// 12
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AggregationOptions]"),
        text_signature = "($self, *, confidence=0.95, null_variance=None, replicates=999, seed=1, progress=None)"
    )]
    fn aggregation(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Aggregation, Failure> {
        let asked = collabpro_core::AggregationOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.aggregation(asked.watch(watch))?));
        Ok(Aggregation(found?.into()))
    }

    /// How far raters agree: every coefficient with its standard error and interval.
    ///
    /// Parameters
    /// ----------
    /// between : list[list[str]]
    ///     Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
    ///     `group:…`: each coefficient of the one less that of the other by the bootstrap.
    /// by_category : bool
    ///     Each category by itself as well: its coefficients against all other categories together. (default false)
    /// by_rater : bool
    ///     Each rater with the others, and coefficients without each rater. (default false)
    /// coefficients : list[Coefficient]
    ///     Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
    /// concordance : bool
    ///     Kendall's W as well: whether raters put the units in the same order. (default false)
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// custom : list[list[float]]
    ///     A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    /// custom_as : {'agreement', 'disagreement'}
    ///     What its numbers say. (default "agreement")
    /// differences : list[list[str]]
    ///     Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
    /// errors : {'published', 'derivative'}
    ///     Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
    /// metrics : list[Metric]
    ///     Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
    /// over : {'units', 'groups'}
    ///     What standard errors and the bootstrap draw; without it groups where there are some, else units.
    /// pairs : bool
    ///     Cohen's kappa of every two raters as well. (default false)
    /// period : float
    ///     How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
    ///     degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
    /// population : int
    ///     How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
    ///     errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
    /// replicates : int
    ///     Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// symmetry : bool
    ///     Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
    /// weights : list[Weights]
    ///     How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Agreement
    ///
    /// Notes
    /// -----
    /// Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
    /// expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
    /// They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
    /// near 0 beside high agreement.
    /// The page `agreement` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
    /// >>> round(found.rows[0].estimates[0].value, 3)
    /// 0.743
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]"),
        text_signature = "($self, *, between=[], by_category=False, by_rater=False, coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, replicates=0, seed=1, symmetry=False, weights=['identity', 'ordinal'], progress=None)"
    )]
    fn agreement(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Agreement, Failure> {
        let asked = collabpro_core::AgreementOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.agreement(asked.watch(watch))?));
        Ok(Agreement(found?.into()))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    /// columns over its rows, and within and between groups of rows where there are any.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// group_factors : int
    ///     Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
    /// missing : {'listwise', 'pairwise'}
    ///     What is done with rows that lack a rating. (default "listwise")
    /// stacked : bool
    ///     Also take all answers as rows of one table, as if they were of one unit. (default false)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Consistency
    ///
    /// Notes
    /// -----
    /// Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
    /// model (McDonald 1999).
    /// Alpha is no sign of one dimension, and rises with the number of criteria.
    /// The page `consistency` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().consistency()
    /// >>> round(found.table()["alpha"][0], 3)
    /// 0.909
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.ConsistencyOptions]"),
        text_signature = "($self, *, confidence=0.95, group_factors=3, missing='listwise', stacked=False, progress=None)"
    )]
    fn consistency(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Consistency, Failure> {
        let asked = collabpro_core::ConsistencyOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.consistency(asked.watch(watch))?));
        Ok(Consistency(found?.into()))
    }

    /// Where the variance of ratings comes from, for each informant group, occasion and construct.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
    /// effects : bool
    ///     Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
    /// roles : {'apart', 'facet'}
    ///     Whether informant groups have studies of their own, or are a facet. (default "apart")
    /// unbalanced : {'reml', 'henderson'}
    ///     What estimates the components where the design is not balanced. (default "reml")
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Generalizability
    ///
    /// Notes
    /// -----
    /// Variance components from expected mean squares or by restricted likelihood (Brennan 2001).
    /// With few raters a component is hardly known: an interval from .02 to 80 is common.
    /// The page `generalizability` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().generalizability()
    /// >>> [round(row.variance, 2) for row in found.studies[0].components]
    /// [2.56, 5.24, 1.02]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.GeneralizabilityOptions]"),
        text_signature = "($self, *, confidence=0.95, effects=False, roles='apart', unbalanced='reml', progress=None)"
    )]
    fn generalizability(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Generalizability, Failure> {
        let asked = collabpro_core::GeneralizabilityOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.generalizability(asked.watch(watch))?));
        Ok(Generalizability(found?.into()))
    }

    /// All forms of the intraclass correlation, and how many raters are needed.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// target : float
    ///     The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Icc
    ///
    /// Notes
    /// -----
    /// Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
    /// McGraw & Wong 1996).
    /// Consistency forgives a severe rater and absolute agreement does not: choose before you look.
    /// The page `icc` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().icc()
    /// >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
    /// {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.IccOptions]"),
        text_signature = "($self, *, confidence=0.95, target=0.8, progress=None)"
    )]
    fn icc(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Icc, Failure> {
        let asked = collabpro_core::IccOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.icc(asked.watch(watch))?));
        Ok(Icc(found?.into()))
    }

    /// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
    /// table, a row for each rating, or of ratings on one construct.
    ///
    /// Parameters
    /// ----------
    /// allow_population_link : bool
    ///     Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
    ///     drawn from one population: an assumption that no rating can test. (default false)
    /// allow_subsets : bool
    ///     Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)
    /// anchors : RaschAnchors
    ///     What is known beforehand and not estimated; a facet with anchors is not centred again.
    /// bias : list[list[str]]
    ///     Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
    ///     of their own.
    /// categorical : list[str]
    ///     Predictors whose numbers are names.
    /// categories : list[Union[float, str]]
    ///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
    ///     whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
    /// categories_by : list[str]
    ///     Facets for each of whose elements the use of the categories is told.
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// construct : Construct
    ///     What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
    /// correction : {'auto', 'none', 'always'}
    ///     Whether measures are corrected for the bias of joint estimation. (default "auto")
    /// covariance : bool
    ///     Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)
    /// criteria : str
    ///     The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
    ///     facet beside units and raters.
    /// curves : str
    ///     The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
    ///     along the scale.
    /// differences : list[list[str]]
    ///     What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
    /// dummies : list[str]
    ///     Facets that are only described: all their measures are 0.
    /// effects : list[list[str]]
    ///     Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
    ///     stand in every group where they do in the first.
    /// equivalence : float
    ///     How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)
    /// errors_of : list[list[str]]
    ///     Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
    ///     facet and an element, as `["rater", "R7"]`.
    /// estimation : {'joint', 'marginal', 'conditional'}
    ///     What is maximised. (default "joint")
    /// facets : list[str]
    ///     The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
    ///     Without them those of `unit`, `rater` and `criterion` that are there.
    /// form : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}
    ///     What raters have beside one severity each. (default "severity")
    /// one_dimension : bool
    ///     Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
    ///     `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)
    /// partial_credit : str
    ///     The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
    ///     scale).
    /// plausible_values : int
    ///     By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)
    /// population_deviation : float
    ///     By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)
    /// population_groups : str
    ///     By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
    /// population_mean : float
    ///     By marginal estimation, the mean of the population where it is fixed, in logits.
    /// positive : list[str]
    ///     The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
    ///     severities and difficulties.
    /// predictors : list[str]
    ///     By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
    ///     which the first in byte order is compared with. What stands in one row of a unit holds for all.
    /// raters : str
    ///     The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
    /// rating : str
    ///     The column of ratings. (default "rating")
    /// replicates : int
    ///     Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)
    /// residuals : str
    ///     The facet whose elements' residuals are looked at for what they have in common.
    /// scale_of : str
    ///     The facet whose elements have scales of their own. Without it that of `criteria`.
    /// scales : list[ElementScale]
    ///     Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
    ///     others.
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// uncentred : str
    ///     The facet whose mean is free; without it the first. That of all others is 0.
    /// unexpected : int
    ///     How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)
    /// units : {'wle', 'eap', 'mle'}
    ///     What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
    /// unused : {'collapse', 'ridge', 'refuse'}
    ///     What becomes of categories that nobody used. (default "collapse")
    /// weight : str
    ///     The column of weights: how often each row counts, a number of 0 or more.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Rasch
    ///
    /// Notes
    /// -----
    /// log(P(k) / P(k - 1)) = unit - severity - difficulty - threshold k (Linacre 1989), by joint, conditional or
    /// marginal likelihood.
    /// Severities mean nothing where nothing connects raters: look at `rasch_links` first.
    /// The page `rasch` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    /// >>> found = cp.rasch(table)
    /// >>> [facet.facet for facet in found.facets]
    /// ['unit', 'rater']
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschOptions]"),
        text_signature = "($self, *, allow_population_link=False, allow_subsets=False, anchors=None, bias=[], categorical=[], categories=[], categories_by=[], confidence=0.95, construct=None, correction='auto', covariance=False, criteria=None, curves=None, differences=[], dummies=[], effects=[], equivalence=None, errors_of=[], estimation='joint', facets=[], form='severity', one_dimension=False, partial_credit=None, plausible_values=0, population_deviation=None, population_groups=None, population_mean=None, positive=[], predictors=[], raters=None, rating='rating', replicates=100, residuals=None, scale_of=None, scales=[], seed=1, uncentred=None, unexpected=20, units=None, unused='collapse', weight=None, progress=None)"
    )]
    fn rasch(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Rasch, Failure> {
        let asked = collabpro_core::RaschOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.rasch(asked.watch(watch))?));
        Ok(Rasch(found?.into()))
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known.
    ///
    /// Parameters
    /// ----------
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// RatingDesign
    ///
    /// Notes
    /// -----
    /// Counts: who rated what, how large panels are, and what that allows.
    /// It says what can be computed, and not what should be.
    /// The page `rating_design` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.krippendorff().rating_design()
    /// >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
    /// (12, 4, 41)
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingDesignOptions]"),
        text_signature = "($self, *, progress=None)"
    )]
    fn rating_design(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<RatingDesign, Failure> {
        let asked = collabpro_core::RatingDesignOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.rating_design(asked.watch(watch))?));
        Ok(RatingDesign(found?.into()))
    }

    /// One row for each respondent, with scale scores: for analyses of other programs.
    ///
    /// Parameters
    /// ----------
    /// form : {'auto', 'full', 'short'}
    ///     Which criteria a construct rests on. (default "auto")
    /// minimum : int
    ///     Criteria of a construct that must have a rating for a score, all of them where it has fewer; none: all. (1 to 65535)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Respondents
    ///
    /// Notes
    /// -----
    /// The mean of each respondent over the criteria of a construct that were answered.
    /// Whoever left out the hard ones has a mean of the others.
    /// The page `respondents` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().respondents()
    /// >>> len(found)
    /// 264
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RespondentsOptions]"),
        text_signature = "($self, *, form='auto', minimum=None, progress=None)"
    )]
    fn respondents(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Respondents, Failure> {
        let asked = collabpro_core::RespondentsOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.respondents(asked.watch(watch))?));
        Ok(Respondents(found?.into()))
    }
}

#[pymethods]
impl Scores {
    /// Each unit with itself at an earlier occasion.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)
    /// focus : list[Construct]
    ///     What every unit set out to work on, such as `tenet:joint_work`, *named at the earlier occasion*: tested first.
    /// focus_from : list[SheetDocument]
    ///     The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.
    /// from_ : str
    ///     Id of the earlier occasion.
    /// margin : float
    ///     Shares that differ by less are about the same; so are means that differ by less than this part of the scale's range. (default 0.2; 0.01 to 0.5)
    /// to : str
    ///     Id of the later one.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Change
    ///
    /// Notes
    /// -----
    /// Difference of two shares or means, with the interval that MOVER makes of both of theirs; raters who are linked
    /// narrow it.
    /// It misleads as an effect: whoever changes from one term to the next does so for many reasons.
    /// The page `comparison` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> scores = cp.datasets.district().score()
    /// >>> found = scores.change(from_="autumn-term", to="spring-term")
    /// >>> {row.verdict for row in found if row.unit == "simulated-maple-ford"}
    /// {'cannot_tell'}
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.ChangeOptions]"),
        text_signature = "($self, *, confidence=0.95, focus=[], focus_from=[], from_='', margin=0.2, to='', progress=None)"
    )]
    fn change(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Change, Failure> {
        let asked = collabpro_core::ChangeOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.change(asked.watch(watch))?));
        Ok(Change(found?.into()))
    }

    /// One number for each unit over the shares of its constructs, and what the order of the units hangs on. For
    /// research only; over tenets it contradicts what a profile is for.
    ///
    /// Parameters
    /// ----------
    /// aggregation : {'arithmetic', 'geometric', 'harmonic', 'minimum'}
    ///     How far high makes up for low. (default "arithmetic")
    /// bounds : dict[str, Bounds]
    ///     The ends of what an indicator can be, for `min_max` and to reverse; for scores 0 to 1.
    /// categories : dict[str, list[Union[float, str]]]
    ///     The declared scale of an indicator of a table of columns, lowest first: 2 to 253, all numbers (rising) or all texts; texts that
    ///     are no rising numbers count by their positions.
    /// coverage : float
    ///     Share of the weight that must be there; the rest then counts for it. (default 1.0; 0.0 to 1.0)
    /// indicators : list[str]
    ///     Ids of what goes into it, in this order; none: all.
    /// normalisation : {'none', 'min_max', 'z_score', 'rank'}
    ///     How indicators are brought together. (default "none")
    /// occasion : str
    ///     Id of the occasion whose scores; may be left out where there is only one.
    /// reversed : list[str]
    ///     Ids of indicators of which lower is better.
    /// role : str
    ///     Id of the informant group that sees it; without it everyone.
    /// sensitivity : SensitivityOptions
    ///     How the order hangs on these choices.
    /// weights : dict[str, float]
    ///     How much each indicator counts, 0 or more; 1 where nothing is said. Only their ratios matter.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Composite
    ///
    /// Notes
    /// -----
    /// A weighted mean of indicators, and what the order of units hangs on.
    /// One number hides in what a unit is low; over tenets it contradicts what a profile is for.
    /// The page `composite` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.composite({"unit": ["Ash", "Birch"], "talk": [1.0, 3.0], "work": [2.0, 4.0]})
    /// >>> [unit.value for unit in found]
    /// [1.5, 3.5]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.CompositeOptions]"),
        text_signature = "($self, *, aggregation='arithmetic', bounds={}, categories={}, coverage=1.0, indicators=[], normalisation='none', occasion=None, reversed=[], role=None, sensitivity=None, weights={}, progress=None)"
    )]
    fn composite(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Composite, Failure> {
        let asked = collabpro_core::CompositeOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.composite(asked.watch(watch))?));
        Ok(Composite(found?.into()))
    }

    /// What the ratings of each unit look like: too weak, too forced, or neither.
    ///
    /// Parameters
    /// ----------
    /// replicates : int
    ///     Replicates of the people who answered. (default 2000; 200 to 99999)
    /// role : str
    ///     Id of the role whose ratings are read; an open team's are read whole where it names no such role. (default "teacher")
    /// seed : int
    ///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Diagnosis
    ///
    /// Notes
    /// -----
    /// Rules on shares of facets, and how often bootstrap replicates agree.
    /// A pattern is a word to talk about; where its stability is low, it is chance.
    /// The page `diagnosis` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().score().diagnose(replicates=200)
    /// >>> found.entries[8].pattern
    /// 'forced_data_pattern'
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.DiagnosisOptions]"),
        text_signature = "($self, *, replicates=2000, role='teacher', seed=1, progress=None)"
    )]
    fn diagnose(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Diagnosis, Failure> {
        let asked = collabpro_core::DiagnosisOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.diagnose(asked.watch(watch))?));
        Ok(Diagnosis(found?.into()))
    }

    /// Where raters of each unit see it differently.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     1 less the level of the tests. (default 0.95; 0.8 to 0.999)
    /// replicates : int
    ///     Permutations of the raters over the two groups; all of them where there are no more. (default 9999; 99 to 99999)
    /// seed : int
    ///     Seed of the generator, where permutations are taken at random. (default 1; 0 to 9007199254740991)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Disagreement
    ///
    /// Notes
    /// -----
    /// Mean distance of pairs of raters, and permutation tests corrected by Holm within each unit.
    /// Disagreement is no fault: it is what to talk about.
    /// The page `disagreement` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().score().disagreement(replicates=199)
    /// >>> len(found.criteria)
    /// 932
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.DisagreementOptions]"),
        text_signature = "($self, *, confidence=0.95, replicates=9999, seed=1, progress=None)"
    )]
    fn disagreement(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Disagreement, Failure> {
        let asked = collabpro_core::DisagreementOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.disagreement(asked.watch(watch))?));
        Ok(Disagreement(found?.into()))
    }

    /// A then-test beside the ratings of the occasion that it is about, and of a later one.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover; words are tested at 1 less this. (default 0.95; 0.8 to 0.999)
    /// then : str
    ///     Id of the then-test, an occasion of the kind `then_test`; the earlier occasion is the one that it is about.
    /// to : str
    ///     Id of the occasion at which raters stand now.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// ResponseShift
    ///
    /// Notes
    /// -----
    /// Then-test: change against the ratings of then, given now (Howard 1980).
    /// What is remembered of then is remembered now.
    /// The page `comparison` of the documentation has formulas, sources and cautions in full.
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.ResponseShiftOptions]"),
        text_signature = "($self, *, confidence=0.95, then='', to='', progress=None)"
    )]
    fn response_shift(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<ResponseShift, Failure> {
        let asked = collabpro_core::ResponseShiftOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.response_shift(asked.watch(watch))?));
        Ok(ResponseShift(found?.into()))
    }

    /// How the units of larger ones stand together: the mean over units, and how much lies within and between
    /// them.
    ///
    /// Parameters
    /// ----------
    /// by : {'parent', 'kind', 'practice'}
    ///     By what units are put together. (default "parent")
    /// target : {'units_like_these', 'these_units'}
    ///     Which units the interval is about. (default "units_like_these")
    /// weighting : {'units', 'raters'}
    ///     What counts the same in the mean. (default "units")
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// RollUp
    ///
    /// Notes
    /// -----
    /// The mean over units, and variance within and between them.
    /// A district's mean is of no school.
    /// The page `roll_up` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().score().roll_up()
    /// >>> {row.group for row in found}
    /// {'simulated-fern-valley'}
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RollUpOptions]"),
        text_signature = "($self, *, by='parent', target='units_like_these', weighting='units', progress=None)"
    )]
    fn roll_up(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<RollUp, Failure> {
        let asked = collabpro_core::RollUpOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.roll_up(asked.watch(watch))?));
        Ok(RollUp(found?.into()))
    }

    /// How alike two profiles are: in height, in unevenness, in shape.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// first : Profile
    ///     The one profile: its unit, occasion and role. (default {"occasion":"","role":null,"unit":""})
    /// replicates : int
    ///     Replicates of the people who answered. (default 2000; 200 to 99999)
    /// second : Profile
    ///     The other profile. (default {"occasion":"","role":null,"unit":""})
    /// seed : int
    ///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    /// spread : dict[str, float]
    ///     Standard deviations between places, above 0 to 1, by construct (`tenet:joint_work`), for the pattern similarity.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Similarity
    ///
    /// Notes
    /// -----
    /// Distance of two profiles in height, spread and shape.
    /// Two profiles are alike in shape and far apart in height.
    /// The page `comparison` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> scores = cp.datasets.district().score()
    /// >>> term = {"occasion": "spring-term", "role": "teacher"}
    /// >>> found = scores.similarity(first={"unit": "simulated-birch-lane", **term}, second={"unit": "simulated-rowan-hill", **term})
    /// >>> len(found)
    /// 10
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.SimilarityOptions]"),
        text_signature = "($self, *, confidence=0.95, first={'occasion': '', 'role': None, 'unit': ''}, replicates=2000, second={'occasion': '', 'role': None, 'unit': ''}, seed=1, spread={}, progress=None)"
    )]
    fn similarity(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Similarity, Failure> {
        let asked = collabpro_core::SimilarityOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.similarity(asked.watch(watch))?));
        Ok(Similarity(found?.into()))
    }

    /// Units with one another at an occasion.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)
    /// constructs : list[Construct]
    ///     What is compared, each on its own, such as `tenet:joint_work`; none: all but warning signs.
    /// correction : {'holm', 'benjamini_hochberg'}
    ///     Which adjusted p value gives the verdict. (default "holm")
    /// declared : str
    ///     How the sites are linked where the ratings do not show it, such as trained observers drawn from one pool: a
    ///     sentence, the ratings' word against ours.
    /// interval : {'mover', 'bootstrap'}
    ///     How the interval of a difference is made; where raters are shared, `bootstrap` needs 15 of them. (default "mover")
    /// occasion : str
    ///     Id of the occasion; empty: the one unnamed occasion.
    /// ranks : bool
    ///     Whether to give rank intervals with the share of replicates for each rank; for research only. (default false)
    /// replicates : int
    ///     Replicates of a bootstrap and of a permutation. (default 2000; 200 to 99999)
    /// role : str
    ///     Id of the role whose ratings; must be named where there are several.
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// test : {'interval', 'permutation'}
    ///     Where the p value of a difference comes from. (default "interval")
    /// units : list[str]
    ///     Ids of the sites, 2 to 500; none: all units that were rated then.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Sites
    ///
    /// Notes
    /// -----
    /// Differences of units with intervals (MOVER, Newcombe 1998), and tests corrected by Holm for their number.
    /// Without raters in common strict raters and weak practice cannot be told apart; it refuses then.
    /// The page `sites` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> scores = cp.datasets.district().score()
    /// >>> found = scores.sites(occasion="spring-term", role="teacher", declared="One pool, trained together")
    /// >>> len(found) > 0
    /// True
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.SitesOptions]"),
        text_signature = "($self, *, confidence=0.95, constructs=[], correction='holm', declared=None, interval='mover', occasion='', ranks=False, replicates=2000, role=None, seed=1, test='interval', units=[], progress=None)"
    )]
    fn sites(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Sites, Failure> {
        let asked = collabpro_core::SitesOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.sites(asked.watch(watch))?));
        Ok(Sites(found?.into()))
    }

    /// Trend of each unit over three occasions and more.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)
    /// focus : list[Construct]
    ///     What every unit set out to work on, such as `tenet:joint_work`, *named at the first occasion*: tested first.
    /// focus_from : list[SheetDocument]
    ///     The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.
    /// margin : float
    ///     A rise or fall of less, from the first to the last occasion, is about the same; of means less than this part of the
    ///     scale's range. (default 0.2; 0.01 to 0.5)
    /// occasions : list[str]
    ///     Ids of the occasions that the line goes through, three or more in their order; none: all, without those at which
    ///     raters gave a then-test.
    /// spacing : {'auto', 'steps', 'years'}
    ///     How far the occasions lie apart; `auto`: years where all ids are dates. (default "auto")
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Trend
    ///
    /// Notes
    /// -----
    /// A straight line over three occasions and more, with its interval and whether the ratings leave it by more than
    /// chance.
    /// Ratings that rise and fall again make a level line: the points tell that story, not the slope.
    /// The page `comparison` of the documentation has formulas, sources and cautions in full.
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.TrendOptions]"),
        text_signature = "($self, *, confidence=0.95, focus=[], focus_from=[], margin=0.2, occasions=[], spacing='auto', progress=None)"
    )]
    fn trend(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Trend, Failure> {
        let asked = collabpro_core::TrendOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.trend(asked.watch(watch))?));
        Ok(Trend(found?.into()))
    }
}

#[pymethods]
impl Tally {
    /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    /// row is a rater there, each column a criterion.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// null_variance : float
    ///     Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
    /// replicates : int
    ///     Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
    /// seed : int
    ///     Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Aggregation
    ///
    /// Notes
    /// -----
    /// ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
    /// (James, Demaree & Wolf 1984; Bliese 2000).
    /// It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
    /// The page `aggregation` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().aggregation(replicates=99)
    /// >>> found.over[0].units
    /// 12
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AggregationOptions]"),
        text_signature = "($self, *, confidence=0.95, null_variance=None, replicates=999, seed=1, progress=None)"
    )]
    fn aggregation(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Aggregation, Failure> {
        let asked = collabpro_core::AggregationOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.aggregation(asked.watch(watch))?));
        Ok(Aggregation(found?.into()))
    }

    /// How far raters agree: every coefficient with its standard error and interval.
    ///
    /// Parameters
    /// ----------
    /// between : list[list[str]]
    ///     Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
    ///     `group:…`: each coefficient of the one less that of the other by the bootstrap.
    /// by_category : bool
    ///     Each category by itself as well: its coefficients against all other categories together. (default false)
    /// by_rater : bool
    ///     Each rater with the others, and coefficients without each rater. (default false)
    /// coefficients : list[Coefficient]
    ///     Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
    /// concordance : bool
    ///     Kendall's W as well: whether raters put the units in the same order. (default false)
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// custom : list[list[float]]
    ///     A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    /// custom_as : {'agreement', 'disagreement'}
    ///     What its numbers say. (default "agreement")
    /// differences : list[list[str]]
    ///     Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
    /// errors : {'published', 'derivative'}
    ///     Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
    /// metrics : list[Metric]
    ///     Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
    /// over : {'units', 'groups'}
    ///     What standard errors and the bootstrap draw; without it groups where there are some, else units.
    /// pairs : bool
    ///     Cohen's kappa of every two raters as well. (default false)
    /// period : float
    ///     How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
    ///     degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
    /// population : int
    ///     How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
    ///     errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
    /// replicates : int
    ///     Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// symmetry : bool
    ///     Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
    /// weights : list[Weights]
    ///     How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Agreement
    ///
    /// Notes
    /// -----
    /// Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
    /// expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
    /// They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
    /// near 0 beside high agreement.
    /// The page `agreement` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
    /// >>> round(found.rows[0].estimates[0].value, 3)
    /// 0.743
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]"),
        text_signature = "($self, *, between=[], by_category=False, by_rater=False, coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, replicates=0, seed=1, symmetry=False, weights=['identity', 'ordinal'], progress=None)"
    )]
    fn agreement(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Agreement, Failure> {
        let asked = collabpro_core::AgreementOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.agreement(asked.watch(watch))?));
        Ok(Agreement(found?.into()))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    /// columns over its rows, and within and between groups of rows where there are any.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// group_factors : int
    ///     Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
    /// missing : {'listwise', 'pairwise'}
    ///     What is done with rows that lack a rating. (default "listwise")
    /// stacked : bool
    ///     Also take all answers as rows of one table, as if they were of one unit. (default false)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Consistency
    ///
    /// Notes
    /// -----
    /// Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
    /// model (McDonald 1999).
    /// Alpha is no sign of one dimension, and rises with the number of criteria.
    /// The page `consistency` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().consistency()
    /// >>> round(found.table()["alpha"][0], 3)
    /// 0.909
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.ConsistencyOptions]"),
        text_signature = "($self, *, confidence=0.95, group_factors=3, missing='listwise', stacked=False, progress=None)"
    )]
    fn consistency(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Consistency, Failure> {
        let asked = collabpro_core::ConsistencyOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.consistency(asked.watch(watch))?));
        Ok(Consistency(found?.into()))
    }

    /// Where the variance of ratings comes from, for each informant group, occasion and construct.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
    /// effects : bool
    ///     Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
    /// roles : {'apart', 'facet'}
    ///     Whether informant groups have studies of their own, or are a facet. (default "apart")
    /// unbalanced : {'reml', 'henderson'}
    ///     What estimates the components where the design is not balanced. (default "reml")
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Generalizability
    ///
    /// Notes
    /// -----
    /// Variance components from expected mean squares or by restricted likelihood (Brennan 2001).
    /// With few raters a component is hardly known: an interval from .02 to 80 is common.
    /// The page `generalizability` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().generalizability()
    /// >>> [round(row.variance, 2) for row in found.studies[0].components]
    /// [2.56, 5.24, 1.02]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.GeneralizabilityOptions]"),
        text_signature = "($self, *, confidence=0.95, effects=False, roles='apart', unbalanced='reml', progress=None)"
    )]
    fn generalizability(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Generalizability, Failure> {
        let asked = collabpro_core::GeneralizabilityOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.generalizability(asked.watch(watch))?));
        Ok(Generalizability(found?.into()))
    }

    /// All forms of the intraclass correlation, and how many raters are needed.
    ///
    /// Parameters
    /// ----------
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// target : float
    ///     The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Icc
    ///
    /// Notes
    /// -----
    /// Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
    /// McGraw & Wong 1996).
    /// Consistency forgives a severe rater and absolute agreement does not: choose before you look.
    /// The page `icc` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.shrout_fleiss().icc()
    /// >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
    /// {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.IccOptions]"),
        text_signature = "($self, *, confidence=0.95, target=0.8, progress=None)"
    )]
    fn icc(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Icc, Failure> {
        let asked = collabpro_core::IccOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.icc(asked.watch(watch))?));
        Ok(Icc(found?.into()))
    }

    /// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
    /// table, a row for each rating, or of ratings on one construct.
    ///
    /// Parameters
    /// ----------
    /// allow_population_link : bool
    ///     Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
    ///     drawn from one population: an assumption that no rating can test. (default false)
    /// allow_subsets : bool
    ///     Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)
    /// anchors : RaschAnchors
    ///     What is known beforehand and not estimated; a facet with anchors is not centred again.
    /// bias : list[list[str]]
    ///     Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
    ///     of their own.
    /// categorical : list[str]
    ///     Predictors whose numbers are names.
    /// categories : list[Union[float, str]]
    ///     The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
    ///     whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
    /// categories_by : list[str]
    ///     Facets for each of whose elements the use of the categories is told.
    /// confidence : float
    ///     How often the intervals cover. (default 0.95; 0.8 to 0.999)
    /// construct : Construct
    ///     What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
    /// correction : {'auto', 'none', 'always'}
    ///     Whether measures are corrected for the bias of joint estimation. (default "auto")
    /// covariance : bool
    ///     Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)
    /// criteria : str
    ///     The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
    ///     facet beside units and raters.
    /// curves : str
    ///     The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
    ///     along the scale.
    /// differences : list[list[str]]
    ///     What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
    /// dummies : list[str]
    ///     Facets that are only described: all their measures are 0.
    /// effects : list[list[str]]
    ///     Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
    ///     stand in every group where they do in the first.
    /// equivalence : float
    ///     How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)
    /// errors_of : list[list[str]]
    ///     Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
    ///     facet and an element, as `["rater", "R7"]`.
    /// estimation : {'joint', 'marginal', 'conditional'}
    ///     What is maximised. (default "joint")
    /// facets : list[str]
    ///     The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
    ///     Without them those of `unit`, `rater` and `criterion` that are there.
    /// form : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}
    ///     What raters have beside one severity each. (default "severity")
    /// one_dimension : bool
    ///     Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
    ///     `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)
    /// partial_credit : str
    ///     The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
    ///     scale).
    /// plausible_values : int
    ///     By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)
    /// population_deviation : float
    ///     By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)
    /// population_groups : str
    ///     By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
    /// population_mean : float
    ///     By marginal estimation, the mean of the population where it is fixed, in logits.
    /// positive : list[str]
    ///     The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
    ///     severities and difficulties.
    /// predictors : list[str]
    ///     By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
    ///     which the first in byte order is compared with. What stands in one row of a unit holds for all.
    /// raters : str
    ///     The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
    /// rating : str
    ///     The column of ratings. (default "rating")
    /// replicates : int
    ///     Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)
    /// residuals : str
    ///     The facet whose elements' residuals are looked at for what they have in common.
    /// scale_of : str
    ///     The facet whose elements have scales of their own. Without it that of `criteria`.
    /// scales : list[ElementScale]
    ///     Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
    ///     others.
    /// seed : int
    ///     Seed of the generator. (default 1; 0 to 9007199254740991)
    /// uncentred : str
    ///     The facet whose mean is free; without it the first. That of all others is 0.
    /// unexpected : int
    ///     How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)
    /// units : {'wle', 'eap', 'mle'}
    ///     What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
    /// unused : {'collapse', 'ridge', 'refuse'}
    ///     What becomes of categories that nobody used. (default "collapse")
    /// weight : str
    ///     The column of weights: how often each row counts, a number of 0 or more.
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Rasch
    ///
    /// Notes
    /// -----
    /// log(P(k) / P(k - 1)) = unit - severity - difficulty - threshold k (Linacre 1989), by joint, conditional or
    /// marginal likelihood.
    /// Severities mean nothing where nothing connects raters: look at `rasch_links` first.
    /// The page `rasch` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    /// >>> found = cp.rasch(table)
    /// >>> [facet.facet for facet in found.facets]
    /// ['unit', 'rater']
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschOptions]"),
        text_signature = "($self, *, allow_population_link=False, allow_subsets=False, anchors=None, bias=[], categorical=[], categories=[], categories_by=[], confidence=0.95, construct=None, correction='auto', covariance=False, criteria=None, curves=None, differences=[], dummies=[], effects=[], equivalence=None, errors_of=[], estimation='joint', facets=[], form='severity', one_dimension=False, partial_credit=None, plausible_values=0, population_deviation=None, population_groups=None, population_mean=None, positive=[], predictors=[], raters=None, rating='rating', replicates=100, residuals=None, scale_of=None, scales=[], seed=1, uncentred=None, unexpected=20, units=None, unused='collapse', weight=None, progress=None)"
    )]
    fn rasch(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Rasch, Failure> {
        let asked = collabpro_core::RaschOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.rasch(asked.watch(watch))?));
        Ok(Rasch(found?.into()))
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known.
    ///
    /// Parameters
    /// ----------
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// RatingDesign
    ///
    /// Notes
    /// -----
    /// Counts: who rated what, how large panels are, and what that allows.
    /// It says what can be computed, and not what should be.
    /// The page `rating_design` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.krippendorff().rating_design()
    /// >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
    /// (12, 4, 41)
    #[pyo3(
        signature = (units: "Units | _types.Document | None" = None, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingDesignOptions]"),
        text_signature = "($self, units=None, *, progress=None)"
    )]
    fn rating_design(
        &self,
        py: Python<'_>,
        units: Option<&Bound<'_, PyAny>>,
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<RatingDesign, Failure> {
        let asked = collabpro_core::RatingDesignOptions::from_json(&convert::options(options)?)?;
        let units = units::known(units)?;
        let found = watched(py, progress, |watch| Ok(self.0.rating_design(&units, asked.watch(watch))?));
        Ok(RatingDesign(found?.into()))
    }

    /// One row for each respondent, with scale scores: for analyses of other programs.
    ///
    /// Parameters
    /// ----------
    /// form : {'auto', 'full', 'short'}
    ///     Which criteria a construct rests on. (default "auto")
    /// minimum : int
    ///     Criteria of a construct that must have a rating for a score, all of them where it has fewer; none: all. (1 to 65535)
    /// progress : callable or bool
    ///     Called with how much is done and, where it is known, of how much; what it raises ends the work. True
    ///     shows a bar, of tqdm where it is installed.
    ///
    /// Returns
    /// -------
    /// Respondents
    ///
    /// Notes
    /// -----
    /// The mean of each respondent over the criteria of a construct that were answered.
    /// Whoever left out the hard ones has a mean of the others.
    /// The page `respondents` of the documentation has formulas, sources and cautions in full.
    ///
    /// Examples
    /// --------
    /// >>> import collabpro as cp
    /// >>> found = cp.datasets.district().respondents()
    /// >>> len(found)
    /// 264
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **options: "Unpack[data.RespondentsOptions]"),
        text_signature = "($self, *, form='auto', minimum=None, progress=None)"
    )]
    fn respondents(
        &self,
        py: Python<'_>,
        
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<Respondents, Failure> {
        let asked = collabpro_core::RespondentsOptions::from_json(&convert::options(options)?)?;
        let found = watched(py, progress, |watch| Ok(self.0.respondents(asked.watch(watch))?));
        Ok(Respondents(found?.into()))
    }
}

declared!(
    Adjustment,
    AggregationSettings,
    AgreementContrast,
    AgreementOptions,
    AgreementRow,
    Asked,
    CalibratedCategory,
    CalibratedElement,
    CalibratedFacet,
    CalibratedUnit,
    CalibrationOptions,
    CalibrationScoreOptions,
    CategoryAgreement,
    ChangeEntry,
    ChangeMethod,
    ChangeOptions,
    CompositeSettings,
    Concordance,
    ConsistencyOptions,
    Construct,
    ConstructGap,
    ConstructSpread,
    Coverage,
    Decision,
    DecisionSettings,
    DescriptorMatch,
    DesignStratum,
    DiagnosisEntry,
    DiagnosisSettings,
    DimensionMatch,
    DisagreementSettings,
    EffectSize,
    EffectSizesOptions,
    Estimate,
    FacetLink,
    FacetsFile,
    FacetsLoss,
    Generator,
    IccOptions,
    IccRow,
    Idea,
    Instrument,
    ItemSet,
    LinkMethod,
    MapCell,
    MatchSettings,
    MatchText,
    MatchedPlace,
    Observed,
    OverUnits,
    Plan,
    PlanSettings,
    PlannedElement,
    ProfileNumbers,
    RaschAddition,
    RaschAgreement,
    RaschAnchors,
    RaschBias,
    RaschBridge,
    RaschCaution,
    RaschCurve,
    RaschCut,
    RaschDifference,
    RaschEffect,
    RaschFacet,
    RaschLinkDifference,
    RaschLinksOptions,
    RaschMeasure,
    RaschModel,
    RaschOptions,
    RaschPlanCaution,
    RaschPlanOptions,
    RaschPlausible,
    RaschPopulation,
    RaschPower,
    RaschRater,
    RaschRecovery,
    RaschResiduals,
    RaschScale,
    RaschState,
    RaschTest,
    RaschUsage,
    RaterAgreement,
    RaterPair,
    Reason,
    ReleasedCoverage,
    ReleasedScore,
    RespondentRow,
    RespondentsOptions,
    Response,
    ResponseShiftEntry,
    ResponseShiftOptions,
    Robustness,
    RoleGap,
    RollUpEntry,
    RollUpOptions,
    Score,
    SightGap,
    SimilarityOptions,
    SiteConstruct,
    SitesMethod,
    SitesOptions,
    Spread,
    Study,
    SymmetryTest,
    TimeUnit,
    TrendEntry,
    TrendOptions,
    UnexpectedRating,
    UnitAgreement,
    UnitComposite,
    UsedIndicator,
);

/// What the list brings about, for the module.
macro_rules! studied {
    ($($macro:tt)+) => {
        $($macro)+! {
            Aggregation,
            Agreement,
            Calibration,
            CalibrationLinks,
            CalibrationScores,
            Change,
            Composite,
            Consistency,
            Decisions,
            Diagnosis,
            Disagreement,
            EffectSizes,
            FacetsFiles,
            Generalizability,
            Icc,
            Plans,
            Rasch,
            RaschLinks,
            RaschPlan,
            RatingDesign,
            Respondents,
            ResponseShift,
            RollUp,
            Similarity,
            Sites,
            Trend,
            aggregation,
            agreement,
            consistency,
            effect_sizes,
            facets_files,
            icc,
            rasch,
            rasch_links,
            rasch_plan,
            rating_design,
        }
    };
}
pub(crate) use studied;
