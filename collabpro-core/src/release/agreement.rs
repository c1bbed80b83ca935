//! How far the people of one unit agree, as it may be shown: one number over all units that are shown.

use crate::agreement::{AgreementOptions, Coefficient, Metric, over_tables};
use crate::base::error::Result;
use crate::rating_table::RatingTable;
use crate::release::{Among, LEAST_UNITS, Released};
use crate::scoring::Interval;

/// Krippendorff's alpha for ordered categories, of an informant group at an occasion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ReleasedAgreement {
    /// The mean over the criteria.
    pub(crate) value: f64,
    /// By what each unit does to it.
    pub(crate) interval: Interval,
    /// Criteria on which it is defined, for enough units.
    pub(crate) criteria: u64,
    /// Units that are shown and have two marks on one of these criteria.
    pub(crate) units: u64,
    /// People who marked.
    pub(crate) people: u64,
}

impl ReleasedAgreement {
    /// Nothing where too few units are shown, and where no number is defined.
    pub(crate) fn of(released: &Released, occasion: &str, role: Option<&str>) -> Result<Option<Self>> {
        let tally = released.scores().tally();
        let Some(counts) = tally.respondents() else { return Ok(None) };
        let rubric = released.rubric();
        let options = AgreementOptions::new()
            .coefficients([Coefficient::Krippendorff])
            .metrics([Metric::Ordinal])
            .confidence(released.scores().options().confidence);
        let mut tables = Vec::new();
        for (at, criterion) in (0..).zip(rubric.criteria()) {
            if criterion.construct.is_sign() {
                continue;
            }
            let cells = released.criteria().iter();
            let cells = cells.filter(|cell| cell.criterion.as_ref() == Some(&criterion.id));
            if let Some(among) = Among::of(released, cells, occasion, role) {
                tables.push((usize::from(at), RatingTable::of(tally, counts, at, &|one| among.holds(one))));
            }
        }
        let Some((row, criteria)) = over_tables(tally, &options, &tables)? else { return Ok(None) };
        let found = row.estimates.first();
        let found = found.and_then(|one| Some((one.value?, one.interval?, one.df? + 1)));
        Ok(found.filter(|(.., units)| *units >= LEAST_UNITS as u64).map(|(value, interval, units)| Self {
            value,
            interval,
            criteria: criteria as u64,
            units,
            people: row.raters,
        }))
    }
}
