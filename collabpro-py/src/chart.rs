//! Charts of what may be shown.

use collabpro_core::ChartOptions;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Word, loads, options};
use crate::error::Failure;
use crate::language;
use crate::release::Released;

#[pymethods]
impl Released {
    #[doc = signature!("chart($self, name='profile', *, ", ChartOptions, "")]
    /// A chart, `profile` or `disagreement`: a Vega-Lite specification, which notebooks show and
    /// `altair.Chart.from_dict` takes.
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
        Ok(py.import("collabpro._chart")?.getattr("Chart")?.call1((loads(py, &text)?,))?)
    }
}
