//! Composites of plain tables. For research only.

use collabpro_core::composite::{CompositeOptions, Indicators};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};

use crate::convert::{dumps, options};
use crate::error::Failure;
use crate::studies::Composite;
use crate::watch::watched;
use crate::{columns, rating_table};

#[doc = signature!("composite(table, *, ", CompositeOptions, "progress=None")]
/// One number for each unit of a table: a frame of polars, pandas, pyarrow or DuckDB of indicators, whose column `unit`, or first column
/// of texts, or index names the units; an array or rows of numbers, whose units and indicators are numbered from 1; or the table as plain
/// data, which may hold `errors` or `replicates`. For research only.
/// `progress` is called with the replicates done and their number.
#[doc = parameters!(CompositeOptions)]
#[pyfunction]
#[pyo3(signature = (
    table: "_types.PlainTable | data.IndicatorsDocument", *, progress: "_types.Progress | None" = None,
    **composite: "Unpack[data.CompositeOptions]"
), text_signature = None)]
pub(crate) fn composite(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    composite: Option<&Bound<'_, PyDict>>,
) -> Result<Composite, Failure> {
    CompositeOptions::from_json(&options(composite)?)?;
    let (prepared, given) = rating_table::of_table(table, "indicators", composite)?;
    let options = CompositeOptions::from_json(&given)?;
    let indicators = match columns::of(&prepared, true)? {
        Some(columns) => Indicators::from_columns(&columns::sets(columns)?, &options)?,
        None if table.is_instance_of::<PyDict>() => Indicators::from_json(&dumps(table)?)?,
        None => Indicators::from_table(&rating_table::alone(table, "table", None)?)?,
    };
    let found = watched(py, progress, |watch| Ok(indicators.composite(options.watch(watch))?));
    Ok(Composite(found?.into()))
}
