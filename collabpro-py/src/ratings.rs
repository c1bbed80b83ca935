//! Ratings in from files, records and frames.

use collabpro_core::exchange::SurveyOptions;
use collabpro_core::ratings::{Builder, PseudonymOptions, ReadOptions, Reader};
use collabpro_core::tally::Grain;
use collabpro_core::watch::Watched;
use collabpro_core::{Error, Observed};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{
    Data, Rebuilt, Source, SurveyAccount, UnmatchedUnits, Word, options, write_text, written,
};
use crate::error::Failure;
use crate::rubric::Rubric;
use crate::scoring::Scores;
use crate::table::Table;
use crate::tally::Tally;
use crate::units::Units;
use crate::watch::watched;
use crate::{columns, exchange, rubric, units};

/// Checked ratings: who rated what. Without a rubric, ratings on the bundled one are read. A rubric, units or a mapping are given as
/// such, or as their document: a dictionary, a text of JSON, or the path of a file.
#[pyclass(frozen, module = "collabpro", name = "Ratings")]
pub(crate) struct Ratings(pub(crate) collabpro_core::Ratings);

#[pymethods]
impl Ratings {
    #[doc = signature!("from_csv(source, rubric=None, *, units=None, ", ReadOptions, "progress=None")]
    /// Reads ratings in CSV: a path, bytes, a file that is open, or the text itself. A RatingsError lists what is wrong, cell by cell.
    /// `progress` is called with the bytes read and, where it is known, their total; what it raises stops the reading.
    #[doc = parameters!(ReadOptions)]
    #[staticmethod]
    #[pyo3(signature = (
        source: "_types.Source", rubric: "Rubric | CaseRubric | _types.Document | None" = None, *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None,
        **read: "Unpack[data.ReadOptions]"
    ), text_signature = None)]
    fn from_csv(
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        rubric: Option<&Bound<'_, PyAny>>,
        units: Option<&Bound<'_, PyAny>>,
        progress: Option<Py<PyAny>>,
        read: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let options = ReadOptions::from_json(&options(read)?)?;
        let (rubric, units, mut source) =
            (rubric::given(rubric)?, units::known(units)?, Source::new(source)?);
        let found = watched(py, progress, |watch| {
            let reader = Reader::new(&rubric).options(options).units(units).watch(watch);
            let reader = source.total.into_iter().fold(reader, Reader::total);
            Ok(reader.read(&mut source)?)
        });
        Ok(Self(source.result(found)?))
    }

    #[doc = signature!("from_json(text, rubric=None, *, units=None, ", ReadOptions, "progress=None")]
    /// Reads JSON records, or the document that `to_json` writes: a text, plain data, or a file. A RatingsError lists what is wrong, each with its path.
    #[doc = parameters!(ReadOptions)]
    #[staticmethod]
    #[pyo3(signature = (
        text: "_types.Document | list[dict[str, Any]]", rubric: "Rubric | CaseRubric | _types.Document | None" = None, *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None,
        **read: "Unpack[data.ReadOptions]"
    ), text_signature = None)]
    fn from_json(
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        rubric: Option<&Bound<'_, PyAny>>,
        units: Option<&Bound<'_, PyAny>>,
        progress: Option<Py<PyAny>>,
        read: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let options = ReadOptions::from_json(&options(read)?)?;
        let (rubric, units, text) = (rubric::given(rubric)?, units::known(units)?, written(text)?);
        let found = watched(py, progress, |watch| {
            let mut builder = Builder::new(&rubric).options(options).units(units).watch(watch);
            builder.json(&text)?;
            Ok(builder.finish()?)
        });
        Ok(Self(found?))
    }

    #[doc = signature!("from_frame(frame, rubric=None, *, units=None, ", ReadOptions, "progress=None")]
    /// Reads a frame of polars, pandas, pyarrow or DuckDB: anything with `__arrow_c_stream__`. Categories are taken by
    /// their codes. `progress` is called with the rows read.
    #[doc = parameters!(ReadOptions)]
    #[staticmethod]
    #[pyo3(signature = (
        frame: "_types.PlainTable", rubric: "Rubric | CaseRubric | _types.Document | None" = None, *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None,
        **read: "Unpack[data.ReadOptions]"
    ), text_signature = None)]
    fn from_frame(
        py: Python<'_>,
        frame: &Bound<'_, PyAny>,
        rubric: Option<&Bound<'_, PyAny>>,
        units: Option<&Bound<'_, PyAny>>,
        progress: Option<Py<PyAny>>,
        read: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let options = ReadOptions::from_json(&options(read)?)?;
        let columns = columns::given(frame, "ratings", read, false)?;
        let (rubric, units) = (rubric::given(rubric)?, units::known(units)?);
        let found = watched(py, progress, |watch| {
            let mut builder = Builder::new(&rubric).options(options).units(units).watch(watch);
            columns::read(columns, &mut builder)?;
            Ok(builder.finish()?)
        });
        Ok(Self(found?))
    }

    /// The ratings of several waves or files as one, in their order. What they say of units and occasions is put together, and so are
    /// the accounts of surveys. A RatingsError names what differs, and ratings that are there twice.
    #[staticmethod]
    #[pyo3(signature = (parts: "list[Ratings]"))]
    fn concat(py: Python<'_>, parts: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let wrong = || Error::wrong_argument("a list of Ratings");
        let parts = parts.try_iter().map_err(|_| wrong())?.map(|part| {
            let part = part?;
            Ok(part.cast::<Self>().map_err(|_| wrong())?.get().0.clone())
        });
        let parts = parts.collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self(py.detach(|| collabpro_core::Ratings::concat(&parts))?))
    }

    #[doc = signature!("from_survey(source, rubric, mapping, *, units=None, ", SurveyOptions, "progress=None")]
    /// Reads the export of a survey (a path, bytes, or a file that is open) through its mapping; `None` for the rubric is the
    /// bundled one. A RatingsError lists what is wrong, labels without a meaning among it. `survey` tells what was left out.
    #[doc = parameters!(SurveyOptions)]
    #[staticmethod]
    #[pyo3(signature = (
        source: "_types.Source", rubric: "Rubric | CaseRubric | _types.Document | None", mapping: "SurveyMapping | MappingDraft | _types.Document", *,
        units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None,
        **survey: "Unpack[data.SurveyOptions]"
    ), text_signature = None)]
    fn from_survey(
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        rubric: Option<&Bound<'_, PyAny>>,
        mapping: &Bound<'_, PyAny>,
        units: Option<&Bound<'_, PyAny>>,
        progress: Option<Py<PyAny>>,
        survey: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let (options, mapping) = (SurveyOptions::from_json(&options(survey)?)?, exchange::mapped(mapping)?);
        let (rubric, units, mut source) =
            (rubric::given(rubric)?, units::known(units)?, Source::new(source)?);
        let found = watched(py, progress, |watch| {
            let reader = Reader::new(&rubric).survey(&mapping, &options).units(units).watch(watch);
            let reader = source.total.into_iter().fold(reader, Reader::total);
            Ok(reader.read(&mut source)?)
        });
        Ok(Self(source.result(found)?))
    }

    /// What was read from the survey and what was left out; `None` for ratings that came another way.
    fn survey(&self) -> Option<Data<SurveyAccount>> {
        self.0.survey().map(|account| Data::new(account.to_json()))
    }

    /// Which units stand in the units file alone (`unrated`), and which in ratings alone (`undescribed`): what a misspelt id looks like.
    fn unmatched(&self) -> Data<UnmatchedUnits> {
        Data::new(self.0.unmatched().to_json())
    }

    /// The ratings as canonical JSON; reading it again gives the same ratings.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The ratings as a long table, a row for each: ids as they were read, levels and reasons as their ids. `Ratings.from_frame` reads
    /// it again. It holds who rated what: personal data.
    fn table(&self, py: Python<'_>) -> Table {
        Table(py.detach(|| self.0.table()))
    }

    /// The ratings as long CSV for spreadsheets, as a text or, with a path, in a file. Cells that a spreadsheet would take for formulas
    /// are made harmless.
    #[pyo3(signature = (path: "_types.Path | None" = None) -> "str | None", text_signature = "($self, path=None)")]
    fn to_csv(&self, py: Python<'_>, path: Option<&Bound<'_, PyAny>>) -> Result<Option<String>, Failure> {
        write_text(py, py.detach(|| self.0.to_csv()), path)
    }

    /// The instrument.
    #[getter]
    fn rubric(&self) -> Rubric {
        Rubric(self.0.rubric().clone())
    }

    /// Units and occasions, from the second file and from the ratings themselves.
    #[getter]
    fn units(&self) -> Units {
        Units(self.0.units().clone())
    }

    /// Counts that merge: by `raters`, which is personal data, or by `units`.
    #[pyo3(signature = (grain: "data.Grain" = "raters".into(), *, progress: "_types.Progress | None" = None), text_signature = "($self, grain='raters', *, progress=None)")]
    fn tally(&self, py: Python<'_>, grain: Word, progress: Option<Py<PyAny>>) -> Result<Tally, Failure> {
        let grain: Grain = grain.parse()?;
        Ok(Tally(watched(py, progress, |watch| Ok(self.0.tally(Watched::new(grain, watch))?))?))
    }

    #[doc = signature!("score($self, *, ", ScoreOptions, "progress=None")]
    /// Scores of every unit, occasion and informant group, with their uncertainty.
    #[doc = parameters!(ScoreOptions)]
    #[pyo3(
        signature = (*, progress: "_types.Progress | None" = None, **observed: "Unpack[data.ScoreOptions]"),
        text_signature = None
    )]
    fn score(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        observed: Option<&Bound<'_, PyDict>>,
    ) -> Result<Scores, Failure> {
        let options = Observed::from_json(&options(observed)?)?;
        Ok(Scores(watched(py, progress, |watch| Ok(self.0.score(options.watch(watch))?))?.into()))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold every rating and the id of every rater: personal data.
    fn to_bytes(&self, py: Python<'_>) -> std::borrow::Cow<'static, [u8]> {
        py.detach(|| self.0.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| collabpro_core::Ratings::from_bytes(data))?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[bytes]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// Draws so many pseudonyms such as `cobalt-heron-42`, all different, in an order that says nothing: made from nothing
/// about anyone. `count` is from 1 to 100,000; `seed` is below 2**53, secret and fresh for each study: whoever knows it
/// can draw the same list again. Let people draw their slips from a bag, and note nowhere who drew which.
#[pyfunction]
#[pyo3(signature = (count: "int", *, seed: "int"))]
pub(crate) fn pseudonyms(count: &Bound<'_, PyAny>, seed: &Bound<'_, PyAny>) -> Result<Vec<String>, Failure> {
    let given = PyDict::new(count.py());
    given.set_item("count", count)?;
    given.set_item("seed", seed)?;
    let drawn = PseudonymOptions::from_json(&options(Some(&given))?)?;
    Ok(count.py().detach(|| drawn.draw())?)
}
