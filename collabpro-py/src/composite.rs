//! Composites: several indicators in one number. For research only.

use collabpro_core::composite::{CompositeOptions, Indicators};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::columns;
use crate::convert::{CompositeDocument, Data, dumps, options};
use crate::error::Failure;
use crate::table::Table;
use crate::watch::watched;

/// One number for each unit, and what the order of the units hangs on. For research only: never a verdict on a place.
#[pyclass(frozen, eq, module = "collabpro", name = "Composite")]
#[derive(PartialEq)]
pub(crate) struct Composite(pub(crate) collabpro_core::Composite);

#[pymethods]
impl Composite {
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Everything as plain data.
    fn document(&self, py: Python<'_>) -> Data<CompositeDocument> {
        Data::new(self.to_json(py))
    }

    /// A table: `units` (the default), `parts`, `places` or `indices`.
    #[pyo3(signature = (name = None))]
    fn table(&self, py: Python<'_>, name: Option<&str>) -> Result<Table, Failure> {
        py.detach(|| Ok(Table(self.0.table_of(name.unwrap_or("units"))?)))
    }

    fn __repr__(&self) -> String {
        format!("Composite({} units)", self.0.units.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        Table(py.detach(|| self.0.table()))._repr_html_(py)
    }
}

/// One number for each unit of a table: a frame of polars, pandas, pyarrow or DuckDB whose first column names the units and whose
/// others are indicators, or the table as plain data, which may hold `errors` or `replicates`. For research only.
/// `progress` is called with the draws done and their number.
#[pyfunction]
#[pyo3(signature = (
    table: "_types.Frame | data.IndicatorsDocument", *, progress: "_types.Progress | None" = None,
    **composite: "Unpack[data.CompositeOptions]"
))]
pub(crate) fn composite(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    composite: Option<&Bound<'_, PyDict>>,
) -> Result<Composite, Failure> {
    let options = CompositeOptions::from_json(&options(composite)?)?;
    let indicators = if table.hasattr("__arrow_c_stream__")? {
        columns::indicators(columns::stream(table)?)?
    } else {
        Indicators::from_json(&dumps(table)?)?
    };
    let found = watched(py, progress, |watch| Ok(indicators.composite(options.watch(watch))?));
    Ok(Composite(found?))
}
