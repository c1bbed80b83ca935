//! Agreement as tables.

use collabpro_derive::words;

use super::{Agreement, AgreementEstimate};
use crate::base::table::{Rows, Table, columns, listed};
use crate::scoring::Reason;

/// The tables of a study of agreement.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum AgreementTable {
    /// One row for each coefficient: of each role, occasion, construct and criterion.
    #[default]
    Coefficients,
    /// One row for each two raters and weights.
    Pairs,
    /// One row for each rater: agreement with the others by weights, and each coefficient without the rater.
    Raters,
    /// One row for each two raters and test of whether they use the categories alike.
    Symmetry,
    /// One row for each category and coefficient: of each role, occasion and criterion.
    Categories,
    /// One row for each two criteria, roles or groups and coefficient.
    Contrasts,
    /// One row for each role, occasion and criterion: Kendall's W with its tests.
    Concordance,
}

impl AgreementEstimate {
    /// Why something is null: the value before its error, and this before all else.
    fn reason(&self) -> Option<Reason> {
        let value = self.undefined.get("value").or(self.undefined.get("standardError"));
        value.or(self.undefined.first())
    }
}

impl Agreement {
    /// One of the tables.
    pub fn table(&self, which: AgreementTable) -> Table {
        match which {
            AgreementTable::Coefficients => self.coefficients(),
            AgreementTable::Pairs => self.pairs_table(),
            AgreementTable::Raters => self.raters_table(),
            AgreementTable::Symmetry => self.symmetry_table(),
            AgreementTable::Categories => self.categories_table(),
            AgreementTable::Contrasts => self.contrasts_table(),
            AgreementTable::Concordance => self.concordance_table(),
        }
    }

    fn coefficients(&self) -> Table {
        let drawn = |one: &AgreementEstimate| one.bootstrap.as_ref()?.interval;
        Rows::within(&self.rows, |row| &row.estimates)
            .outer(columns!(role, occasion, construct, criterion))
            .inner(columns!(coefficient, weights, metric, value, standard_error))
            .column("method", |(_, one)| one.standard_error.map(|_| one.method))
            .interval(["lower", "upper"], |(_, one)| one.interval)
            .interval(["bootstrap_lower", "bootstrap_upper"], |(_, one)| drawn(one))
            .inner(columns!(period, observed, expected, null_standard_error))
            .column("df", |(_, one)| one.df)
            .outer(columns!(units, pairable_units, raters, ratings, scale, over))
            .column("reason", |(_, one)| one.reason())
            .column("cautions", |(_, one)| listed(one.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    fn pairs_table(&self) -> Table {
        Rows::of(&self.pairs)
            .with(columns!(role, occasion, criterion))
            .column("first", |pair| &pair.raters[0])
            .column("second", |pair| &pair.raters[1])
            .with(columns!(weights, units, observed, expected, value))
            .column("reason", |pair| pair.undefined.get("value"))
            .table()
    }

    fn raters_table(&self) -> Table {
        let mut rows = Vec::new();
        for rater in &self.raters {
            rows.extend(rater.with_others.iter().map(|with| (rater, Some(with), None)));
            rows.extend(rater.without.iter().map(|without| (rater, None, Some(without))));
        }
        Rows::of(rows)
            .column("role", |(rater, ..)| &rater.role)
            .column("occasion", |(rater, ..)| &rater.occasion)
            .column("criterion", |(rater, ..)| &rater.criterion)
            .column("rater", |(rater, ..)| &rater.rater)
            .column("units", |(rater, ..)| rater.units)
            .column("weights", |(_, with, _)| with.map(|with| with.weights))
            .column("with_others", |(_, with, _)| with?.value)
            .column("coefficient", |(.., without)| without.map(|without| &without.coefficient))
            .column("without", |(.., without)| without?.value)
            .column("reason", |(_, with, without)| {
                let undefined =
                    with.map(|with| &with.undefined).or(without.map(|without| &without.undefined));
                undefined?.get("value")
            })
            .table()
    }

    fn symmetry_table(&self) -> Table {
        Rows::of(&self.symmetry)
            .with(columns!(role, occasion, criterion))
            .column("first", |row| &row.raters[0])
            .column("second", |row| &row.raters[1])
            .with(columns!(test, units, differing, chi_square, df, p))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    fn categories_table(&self) -> Table {
        Rows::within(&self.categories, |row| &row.estimates)
            .outer(columns!(role, occasion, criterion, category, ratings))
            .inner(columns!(coefficient, value, standard_error))
            .interval(["lower", "upper"], |(_, one)| one.interval)
            .interval(["bootstrap_lower", "bootstrap_upper"], |(_, one)| one.bootstrap.as_ref()?.interval)
            .inner(columns!(observed, expected, null_standard_error))
            .column("reason", |(_, one)| one.reason())
            .column("cautions", |(_, one)| listed(one.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    fn contrasts_table(&self) -> Table {
        Rows::of(&self.contrasts)
            .with(columns!(first, second, role, occasion, construct, criterion, criteria))
            .with(columns!(first_units, second_units, shared_units, coefficient))
            .with(columns!(first_value, second_value, value))
            .interval(["bootstrap_lower", "bootstrap_upper"], |row| row.bootstrap.as_ref()?.interval)
            .column("reason", |row| row.undefined.get("value").or(row.undefined.first()))
            .table()
    }

    fn concordance_table(&self) -> Table {
        Rows::of(&self.concordance)
            .with(columns!(role, occasion, criterion, raters, units, left_out, value))
            .interval(["bootstrap_lower", "bootstrap_upper"], |row| row.bootstrap.as_ref()?.interval)
            .with(columns!(chi_square, df, p, exact_p))
            .column("reason", |row| row.undefined.get("value").or(row.undefined.first()))
            .table()
    }
}
