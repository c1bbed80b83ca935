//! What results look like, on a terminal and in a notebook: `collabpro._show` says how.

use pyo3::prelude::*;

use crate::table::Table;

/// A table as text, below what it is of, with the names of the result's tables.
pub(crate) fn text(table: &Bound<'_, Table>, of: &str, tables: &[&str]) -> PyResult<String> {
    by("text", table, of, tables)
}

/// The same as HTML.
pub(crate) fn html(table: &Bound<'_, Table>, of: &str, tables: &[&str]) -> PyResult<String> {
    by("html", table, of, tables)
}

fn by(how: &str, table: &Bound<'_, Table>, of: &str, tables: &[&str]) -> PyResult<String> {
    table.py().import("collabpro._show")?.call_method1(how, (table, of, tables.to_vec()))?.extract()
}
