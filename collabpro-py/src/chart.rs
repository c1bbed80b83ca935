//! Charts of what may be shown, and of results for those who hold them.

use collabpro_core::ChartOptions;
use collabpro_core::chart::{Charted, StudyChartOptions};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Word, loads, options};
use crate::error::Failure;
use crate::language;
use crate::release::Released;

/// A specification as what Python shows.
fn shown<'py>(py: Python<'py>, text: &str) -> Result<Bound<'py, PyAny>, Failure> {
    Ok(py.import("collabpro._chart")?.getattr("shown")?.call1((loads(py, text)?,))?)
}

#[pymethods]
impl Released {
    #[doc = signature!("chart($self, name='profile', *, ", ChartOptions, "")]
    /// A chart, `profile` or `disagreement`: an `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows
    /// both.
    #[doc = parameters!(ChartOptions)]
    #[pyo3(signature = (name = "profile".into(), **chart: "Unpack[data.ChartOptions]") -> "_types.Chart", text_signature = None)]
    fn chart<'py>(
        &self,
        py: Python<'py>,
        name: Word,
        chart: Option<&Bound<'py, PyDict>>,
    ) -> Result<Bound<'py, PyAny>, Failure> {
        let (chart, options) = (name.parse()?, ChartOptions::from_json(&options(chart)?)?);
        let options = options.language_or(language::asked(None));
        let text = py.detach(|| self.0.chart(chart, &options))?;
        shown(py, &text)
    }
}

/// The chart of a result.
fn drawn<'py, T: Charted + Sync>(
    py: Python<'py>,
    result: &T,
    name: Option<Word>,
    chart: Option<&Bound<'py, PyDict>>,
) -> Result<Bound<'py, PyAny>, Failure> {
    let (which, options) = (T::charted(name.as_deref())?, StudyChartOptions::from_json(&options(chart)?)?);
    let options = options.language_or(language::asked(None));
    let text = py.detach(|| result.chart(which, &options))?;
    shown(py, &text)
}

macro_rules! charted {
    ($($path:ident::$result:ident;)+) => {
        $(
            #[pymethods]
            impl crate::$path::$result {
                #[doc = signature!("chart($self, name=None, *, ", StudyChartOptions, "")]
                /// A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
                /// `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
                /// told where another is asked for; the usual one comes without a name.
                #[doc = parameters!(StudyChartOptions)]
                #[pyo3(signature = (name = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart", text_signature = None)]
                fn chart<'py>(
                    &self,
                    py: Python<'py>,
                    name: Option<Word>,
                    chart: Option<&Bound<'py, PyDict>>,
                ) -> Result<Bound<'py, PyAny>, Failure> {
                    drawn(py, &self.0.value, name, chart)
                }
            }
        )+
    };
}

charted! {
    matching::ContextMatch;
    studies::Agreement;
    studies::Generalizability;
    scoring::Scores;
    studies::Change;
    studies::Consistency;
    studies::Decisions;
    studies::Disagreement;
    studies::Icc;
    studies::Rasch;
    studies::RatingDesign;
    studies::Sites;
    studies::Trend;
}
