//! Aggregation as tables.

use collabpro_derive::words;

use super::{Aggregation, Null, Rwg, UnitAgreement};
use crate::base::table::{Rows, Table, columns, listed};

/// The tables of a study of aggregation.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum AggregationTable {
    /// One row for each unit, occasion, role, construct and criterion.
    #[default]
    Units,
    /// One row for each role, occasion, construct and criterion, over units.
    Over,
}

impl Aggregation {
    /// One of the tables.
    pub fn table(&self, which: AggregationTable) -> Table {
        match which {
            AggregationTable::Units => self.units_table(),
            AggregationTable::Over => self.over_table(),
        }
    }

    fn units_table(&self) -> Table {
        Rows::of(&self.units)
            .with(columns!(unit, occasion, role, construct, criterion, criteria, raters, variance))
            .column("rwg", |row| rwg(row, Null::Uniform)?.value)
            .interval(["rwg_lower", "rwg_upper"], |row| rwg(row, Null::Uniform)?.interval)
            .column("rwg_raw", |row| rwg(row, Null::Uniform)?.raw)
            .column("rwg_star", |row| rwg(row, Null::Uniform)?.star)
            .interval(["rwg_star_lower", "rwg_star_upper"], |row| rwg(row, Null::Uniform)?.star_interval)
            .column("rwg_slightly_skewed", |row| rwg(row, Null::SlightlySkewed)?.value)
            .column("rwg_moderately_skewed", |row| rwg(row, Null::ModeratelySkewed)?.value)
            .column("rwg_heavily_skewed", |row| rwg(row, Null::HeavilySkewed)?.value)
            .column("rwg_own", |row| rwg(row, Null::Own)?.value)
            .with(columns!(awg))
            .interval(["awg_lower", "awg_upper"], |row| row.awg_interval)
            .with(columns!(ad_mean))
            .interval(["ad_mean_lower", "ad_mean_upper"], |row| row.ad_mean_interval)
            .with(columns!(ad_median))
            .interval(["ad_median_lower", "ad_median_upper"], |row| row.ad_median_interval)
            .column("reason", |row| {
                row.undefined.first().or_else(|| row.rwg.iter().find_map(|rwg| rwg.reason))
            })
            .column("cautions", |row| listed(row.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    fn over_table(&self) -> Table {
        Rows::of(&self.over)
            .with(columns!(role, occasion, construct, criterion, criteria, units, raters, mean_size))
            .with(columns!(n0, between, within, f, p, icc1))
            .interval(["icc1_lower", "icc1_upper"], |row| row.icc1_interval)
            .with(columns!(icc1_mean_size, icc2))
            .interval(["icc2_lower", "icc2_upper"], |row| row.icc2_interval)
            .with(columns!(variance, permutation_variance, permutation_z, permutation_p, permutations))
            .column("reason", |row| row.undefined.first())
            .column("cautions", |row| listed(row.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}

fn rwg(row: &UnitAgreement, null: Null) -> Option<&Rwg> {
    row.rwg.iter().find(|rwg| rwg.null == null)
}
