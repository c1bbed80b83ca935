//! Intraclass correlations as a table.

use super::Icc;
use crate::base::table::{Rows, Table, columns, listed};

impl Icc {
    /// One row for each role, occasion, construct, criterion and form.
    pub fn table(&self) -> Table {
        Rows::within(&self.rows, |row| &row.forms)
            .outer(columns!(role, occasion, construct, criterion))
            .inner(columns!(name, shrout_fleiss, model))
            .column("type", |(_, form)| form.kind)
            .inner(columns!(unit, method, value))
            .interval(["lower", "upper"], |(_, form)| form.interval)
            .column("f", |(_, form)| form.test.map(|test| test.f))
            .column("df1", |(_, form)| form.test.map(|test| test.df1))
            .column("df2", |(_, form)| form.test.map(|test| test.df2))
            .column("p", |(_, form)| form.test.map(|test| test.p))
            .column("raters_needed", |(_, form)| form.raters_needed.map(|needed| needed.estimate))
            .outer(columns!(units, raters, ratings))
            .column("reason", |(_, form)| form.undefined.get("value").or(form.undefined.first()))
            .column("cautions", |(_, form)| listed(form.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}
