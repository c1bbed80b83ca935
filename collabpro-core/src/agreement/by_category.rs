//! Agreement on each category by itself.

use collabpro_derive::Read;
use serde::Serialize;

use super::estimates::row;
use super::patterns::Owned;
use super::study::{About, Source, Study};
use super::{AgreementEstimate, AgreementOptions, Metric, Weights};
use crate::base::error::Result;
use crate::base::watch::Watch;
use crate::rating_table::Scale;

/// Whether raters agree on who is in a category: its coefficients against all other categories together.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CategoryAgreement {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// Id of the criterion.
    pub criterion: Option<String>,
    /// The category: its id, its text or its number.
    pub category: String,
    /// Ratings in it.
    pub ratings: u64,
    /// The coefficients, with identity weights and the nominal metric.
    pub estimates: Vec<AgreementEstimate>,
}

/// Every category of a scale, each against the others; nothing for numbers without categories.
pub(super) fn categories(
    study: &Study<'_>,
    name: &dyn Fn(usize) -> String,
    watch: &mut dyn Watch,
) -> Result<Vec<CategoryAgreement>> {
    let mut made = Vec::new();
    let Some(rows) = study.rows() else { return Ok(made) };
    let options = AgreementOptions {
        weights: vec![Weights::Identity],
        metrics: vec![Metric::Nominal],
        custom: Vec::new(),
        differences: Vec::new(),
        between: Vec::new(),
        symmetry: false,
        ..study.about.options.clone()
    };
    let scale = Scale { values: vec![0.0, 1.0], texts: None, declared: true, positions: false };
    let mut all = Owned { raters: rows.raters, starts: vec![0], ..Owned::default() };
    let mut of_row = Vec::new();
    study.each_pattern(&mut |row, times, _, ratings| {
        all.ratings_raters.extend(ratings.iter().map(|(rater, _)| *rater));
        all.codes.extend(ratings.iter().map(|(_, code)| *code));
        all.starts.push(all.codes.len());
        all.times.push(times);
        of_row.extend(study.about.groups.map(|(of_row, _)| of_row[row]));
    });
    let groups = study.about.groups.map(|(_, groups)| (&*of_row, groups));
    let about = About { options: &options, scale: &scale, groups, ..study.about };
    for category in 0..study.about.scale.values.len() {
        let codes = all.codes.iter().map(|code| u8::from(usize::from(*code) == category)).collect();
        let own = Study::of_codes(Source::Distinct(Owned { codes, ..all.clone() }), about, watch)?;
        let replicates = if options.replicates > 0 { Some(own.replicates(watch)?) } else { None };
        let of_pattern = |(cells, times): (&[(u32, u32)], u64)| {
            let within = cells.iter().filter(|(code, _)| *code == 1);
            times * within.map(|(_, n)| u64::from(*n)).sum::<u64>()
        };
        made.push(CategoryAgreement {
            role: None,
            occasion: None,
            criterion: None,
            category: name(category),
            ratings: own.prepared.patterns.iter().map(of_pattern).sum(),
            estimates: row(&own, own.errors(watch)?, replicates.as_ref()).estimates,
        });
    }
    Ok(made)
}
