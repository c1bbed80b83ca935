//! Aggregation as tables.

use super::{Aggregation, Null, UnitAgreement};
use crate::base::error::Result;
use crate::base::options;
use crate::base::table::{Table, Type};
use crate::scoring::Interval;

impl Aggregation {
    /// One row for each unit, occasion, role, construct and criterion.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("unit", Type::Text),
            ("occasion", Type::Text),
            ("role", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("lines", Type::Integer),
            ("raters", Type::Integer),
            ("variance", Type::Number),
            ("rwg", Type::Number),
            ("rwgLower", Type::Number),
            ("rwgUpper", Type::Number),
            ("rwgRaw", Type::Number),
            ("rwgSlightlySkewed", Type::Number),
            ("rwgModeratelySkewed", Type::Number),
            ("rwgHeavilySkewed", Type::Number),
            ("rwgOwn", Type::Number),
            ("awg", Type::Number),
            ("awgLower", Type::Number),
            ("awgUpper", Type::Number),
            ("adMean", Type::Number),
            ("adMeanLower", Type::Number),
            ("adMeanUpper", Type::Number),
            ("adMedian", Type::Number),
            ("adMedianLower", Type::Number),
            ("adMedianUpper", Type::Number),
        ]);
        for row in &self.units {
            let construct = row.construct.as_ref().map(ToString::to_string);
            let uniform = row.rwg.iter().find(|rwg| rwg.null == Null::Uniform);
            let [rwg_lower, rwg_upper] = ends(uniform.and_then(|rwg| rwg.interval));
            let [awg_lower, awg_upper] = ends(row.awg_interval);
            let [mean_lower, mean_upper] = ends(row.ad_mean_interval);
            let [median_lower, median_upper] = ends(row.ad_median_interval);
            table.row(&[
                (&row.unit).into(),
                row.occasion.as_ref().into(),
                row.role.as_ref().into(),
                construct.as_ref().into(),
                row.criterion.as_ref().into(),
                row.lines.into(),
                row.raters.into(),
                row.variance.into(),
                value(row, Null::Uniform).into(),
                rwg_lower.into(),
                rwg_upper.into(),
                uniform.and_then(|rwg| rwg.raw).into(),
                value(row, Null::SlightlySkewed).into(),
                value(row, Null::ModeratelySkewed).into(),
                value(row, Null::HeavilySkewed).into(),
                value(row, Null::Own).into(),
                row.awg.into(),
                awg_lower.into(),
                awg_upper.into(),
                row.ad_mean.into(),
                mean_lower.into(),
                mean_upper.into(),
                row.ad_median.into(),
                median_lower.into(),
                median_upper.into(),
            ]);
        }
        table
    }

    /// One of the tables by its name: `units` or `over`.
    ///
    /// # Errors
    /// `invalid_option` for another name.
    pub fn table_of(&self, name: &str) -> Result<Table> {
        match name {
            "units" => Ok(self.table()),
            "over" => Ok(self.over_table()),
            _ => Err(options::invalid("table", name)),
        }
    }

    fn over_table(&self) -> Table {
        let mut table = Table::new(&[
            ("role", Type::Text),
            ("occasion", Type::Text),
            ("construct", Type::Text),
            ("criterion", Type::Text),
            ("lines", Type::Integer),
            ("units", Type::Integer),
            ("raters", Type::Integer),
            ("meanSize", Type::Number),
            ("n0", Type::Number),
            ("between", Type::Number),
            ("within", Type::Number),
            ("f", Type::Number),
            ("p", Type::Number),
            ("icc1", Type::Number),
            ("icc1Lower", Type::Number),
            ("icc1Upper", Type::Number),
            ("icc1MeanSize", Type::Number),
            ("icc2", Type::Number),
            ("icc2Lower", Type::Number),
            ("icc2Upper", Type::Number),
            ("variance", Type::Number),
            ("dealtVariance", Type::Number),
            ("dealtZ", Type::Number),
            ("dealtP", Type::Number),
            ("deals", Type::Integer),
        ]);
        for row in &self.over {
            let construct = row.construct.as_ref().map(ToString::to_string);
            let [icc1_lower, icc1_upper] = ends(row.icc1_interval);
            let [icc2_lower, icc2_upper] = ends(row.icc2_interval);
            table.row(&[
                row.role.as_ref().into(),
                row.occasion.as_ref().into(),
                construct.as_ref().into(),
                row.criterion.as_ref().into(),
                row.lines.into(),
                row.units.into(),
                row.raters.into(),
                row.mean_size.into(),
                row.n0.into(),
                row.between.into(),
                row.within.into(),
                row.f.into(),
                row.p.into(),
                row.icc1.into(),
                icc1_lower.into(),
                icc1_upper.into(),
                row.icc1_mean_size.into(),
                row.icc2.into(),
                icc2_lower.into(),
                icc2_upper.into(),
                row.variance.into(),
                row.dealt_variance.into(),
                row.dealt_z.into(),
                row.dealt_p.into(),
                row.deals.into(),
            ]);
        }
        table
    }
}

fn ends(interval: Option<Interval>) -> [Option<f64>; 2] {
    [interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)]
}

fn value(row: &UnitAgreement, null: Null) -> Option<f64> {
    row.rwg.iter().find(|rwg| rwg.null == null)?.value
}
