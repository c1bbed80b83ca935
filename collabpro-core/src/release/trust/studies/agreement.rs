//! How far the people of one unit agree, as it may be shown: one number over all units that are shown.

use super::among::Among;
use crate::agreement::{AgreementOptions, Coefficient, Metric, over_tables};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rating_table::RatingTable;
use crate::release::Cells;
use crate::release::trust::{LEAST_UNITS, ReleasedAgreement};

/// Nothing where too few units are shown, and where no number is defined.
pub(super) fn of(
    cells: &Cells<'_>,
    occasion: &str,
    role: Option<&str>,
    watch: &mut dyn Watch,
) -> Result<Option<ReleasedAgreement>> {
    let tally = cells.scores.tally();
    let Some(counts) = tally.respondent_counts() else { return Ok(None) };
    let options = AgreementOptions::new()
        .coefficients([Coefficient::Krippendorff])
        .metrics([Metric::Ordinal])
        .confidence(cells.scores.options().confidence);
    let mut tables = Vec::new();
    let criteria = tally.rubric().criteria();
    for (at, criterion) in (0..).zip(criteria) {
        ask(watch, u64::from(at), Some(criteria.len() as u64))?;
        if criterion.construct.is_sign() {
            continue;
        }
        let own = cells.criteria.iter().filter(|cell| cell.criterion.as_ref() == Some(&criterion.id));
        if let Some(among) = Among::of(tally, own, occasion, role) {
            tables.push((usize::from(at), RatingTable::of(tally, counts, at, &|one| among.holds(one))));
        }
    }
    let Some((row, criteria)) = over_tables(tally, &options, &tables)? else { return Ok(None) };
    let found = row.estimates.first();
    let found = found.and_then(|one| Some((one.value?, one.interval?, one.df? + 1)));
    let enough = found.filter(|(.., units)| *units >= LEAST_UNITS as u64);
    Ok(enough.map(|(value, interval, units)| ReleasedAgreement {
        value,
        interval,
        criteria: criteria as u64,
        units,
        people: row.raters,
    }))
}
