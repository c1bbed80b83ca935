//! How far two groups of plain numbers are apart.

use collabpro_derive::{Read, document, options};
use serde::Serialize;

use super::sites::{Effect, cliff, cohen, hedges};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::{Watched, ask};
use crate::rating_table::RatingTable;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::moments;

/// Options of effect sizes.
#[options]
#[derive(Copy)]
pub struct EffectSizesOptions {
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
}

/// One group of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EffectGroup {
    /// Its label.
    pub group: String,
    /// Numbers in it.
    pub n: u64,
    /// Their mean; of categories without values that of their positions is none.
    pub mean: Option<f64>,
    /// Their standard deviation (n - 1 below).
    pub deviation: Option<f64>,
}

/// Two groups in one column.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EffectSize {
    /// The column.
    pub item: String,
    /// The group that comes first in byte order.
    pub first: EffectGroup,
    /// The other.
    pub second: EffectGroup,
    /// Cohen's d: the mean of the second less that of the first, in standard deviations within both.
    pub cohens_d: Option<Effect>,
    /// Hedges' g: the same without the bias that few numbers give it.
    pub hedges_g: Option<Effect>,
    /// Cliff's delta: how much more often a number of the second is above one of the first than below, -1 to 1.
    pub cliffs_delta: Option<Effect>,
    /// The probability that a number of the second is above one of the first, equal ones counted half, 0 to 1.
    pub superiority: Option<Effect>,
    /// Why fields above are null; `mean` and `deviation` are those of the groups.
    pub undefined: Undefined,
}

/// Effect sizes of plain numbers, for each column and each two groups of its rows.
///
/// # Formula
/// *Cohen's d* (Cohen 1988): `(mean₂ - mean₁) / s` with the standard deviation `s` within both groups, `n₁ + n₂ - 2` degrees of
/// freedom. *Hedges' g* (1981, Journal of Educational Statistics 6:107-128): `d` times the exact `J`. Their interval turns
/// the noncentral t of `d √(n₁ n₂ / (n₁ + n₂))` round (Cumming & Finch 2001, Educational and Psychological Measurement
/// 61:532-574), that of `g` times `J` as well. *Cliff's delta* (1993, Psychological Bulletin 114:494-509), with the interval
/// of Feng & Cliff (2004). *Superiority* `(δ + 1) / 2` (Vargha & Delaney 2000, Journal of Educational and Behavioral Statistics
/// 25:101-132), its interval that of delta.
///
/// # When it misleads
/// `d` and `g` ask for numbers whose steps are alike and for groups of like spread: where standard deviations differ, look at
/// delta. Intervals take every row for one independent person: of pupils in classes they are too narrow. No words such as
/// "large" are attached to a value.
#[document("effect_sizes", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EffectSizes {
    /// The options it was made with.
    pub options: EffectSizesOptions,
    /// By column, then by pair of groups.
    pub pairs: Vec<EffectSize>,
}

impl RatingTable {
    /// How far groups of rows are apart in each column: effect sizes with their intervals. `groups` of the table say which
    /// row belongs to which; cells that are empty are left out.
    ///
    /// # Errors
    /// `invalid_option`, also where there are no two groups.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::comparison::EffectSizesOptions;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let numbers = [3.0, 4.0, 5.0, 5.0, 6.0, 7.0].map(|number| [Some(number)]);
    /// let groups = RatingTableOptions::new().groups(["a", "a", "a", "b", "b", "b"]);
    /// let found = RatingTable::from_rows(&numbers, groups)?.effect_sizes(EffectSizesOptions::new())?;
    /// // Means 4 and 6, a standard deviation of 1 in both; 8 of 9 pairs are above and one is even.
    /// let pair = &found.pairs[0];
    /// assert_eq!(pair.cohens_d.map(|effect| effect.value), Some(2.0));
    /// assert!((pair.superiority.unwrap().value - 8.5 / 9.0).abs() < 1e-12);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn effect_sizes<'w>(
        &self,
        options: impl Into<Watched<'w, EffectSizesOptions>>,
    ) -> Result<EffectSizes> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let inner = self.inner();
            let count = inner.groups.as_ref().map_or(0, |groups| groups.names.len());
            let Some(groups) = inner.groups.as_ref().filter(|_| count > 1) else {
                let few = Message::new("option.two_groups").count("n", count as u64);
                return Err(options::refused("groups", few).into());
            };
            // The numbers of each column and group.
            let mut numbers = vec![Vec::new(); inner.raters * count];
            for (unit, group) in groups.of_unit.iter().enumerate() {
                for (item, value) in inner.row(unit) {
                    numbers[item as usize * count + *group as usize].push(value);
                }
            }
            let measured = if !inner.scale.is_ordered() {
                Err(Reason::NoOrder)
            } else if inner.scale.positions {
                Ok(Some(Reason::NoValues))
            } else {
                Ok(None)
            };
            let mut pairs = Vec::new();
            for item in 0..inner.raters {
                ask(watch, item as u64, Some(inner.raters as u64))?;
                let name = inner.rater_names.as_ref().map(|names| names[item].clone());
                let name = name.unwrap_or_else(|| (item + 1).to_string());
                for first in 0..count {
                    for second in first + 1..count {
                        let of = |group: usize| (&groups.names[group], &numbers[item * count + group]);
                        pairs.push(pair(&name, [of(first), of(second)], measured, options.confidence));
                    }
                }
            }
            Ok(EffectSizes { options, pairs })
        })
    }
}

/// Two groups; `measured` is why nothing can be said, or why only their order can.
fn pair(
    item: &str,
    groups: [(&String, &Vec<f64>); 2],
    measured: std::result::Result<Option<Reason>, Reason>,
    confidence: f64,
) -> EffectSize {
    let [first, second] = groups.map(|(group, numbers)| {
        let known = measured == Ok(None);
        let mean = Some(numbers).filter(|numbers| known && !numbers.is_empty()).map(|own| moments::mean(own));
        let n = numbers.len() as u64;
        let spread = |mean: f64| (moments::squares(numbers, mean) / (n as f64 - 1.0)).sqrt();
        EffectGroup { group: group.clone(), n, mean, deviation: mean.filter(|_| n > 1).map(spread) }
    });
    let mut made = EffectSize {
        item: item.to_owned(),
        first,
        second,
        cohens_d: None,
        hedges_g: None,
        cliffs_delta: None,
        superiority: None,
        undefined: Undefined::default(),
    };
    let [one, other] = groups.map(|(_, numbers)| numbers.as_slice());
    let few = (one.len() < 2 || other.len() < 2).then_some(Reason::TooFewUnits);
    let (order, value) = match measured {
        Err(reason) => (Some(reason), Some(reason)),
        Ok(reason) => (few, few.or(reason)),
    };
    if value.is_none() {
        (made.cohens_d, made.hedges_g) = (cohen(one, other, confidence), hedges(one, other, confidence));
    }
    if made.hedges_g.is_none() {
        made.undefined.all(&["cohensD", "hedgesG"], value.unwrap_or(Reason::NoVariance));
    }
    if let Some(reason) = value {
        made.undefined.all(&["deviation", "mean"], reason);
    }
    if let Some(reason) = order {
        made.undefined.all(&["cliffsDelta", "superiority"], reason);
        return made;
    }
    made.cliffs_delta = cliff(one, other, confidence);
    let share = |delta: f64| 0.5 * (delta + 1.0);
    made.superiority = made.cliffs_delta.map(|delta| Effect {
        value: share(delta.value),
        interval: delta.interval.map(|ends| Interval { lower: share(ends.lower), upper: share(ends.upper) }),
        design: delta.design,
    });
    made
}

impl EffectSizes {
    /// One row for each column and pair of groups.
    pub fn table(&self) -> Table {
        let value = |effect: Option<Effect>| effect.map(|effect| effect.value);
        let ends = |effect: Option<Effect>| effect.and_then(|effect| effect.interval);
        Rows::of(&self.pairs)
            .with(columns!(item))
            .column("first", |row| &row.first.group)
            .column("second", |row| &row.second.group)
            .column("first_n", |row| row.first.n)
            .column("second_n", |row| row.second.n)
            .column("first_mean", |row| row.first.mean)
            .column("second_mean", |row| row.second.mean)
            .column("first_deviation", |row| row.first.deviation)
            .column("second_deviation", |row| row.second.deviation)
            .column("cohens_d", |row| value(row.cohens_d))
            .interval(["cohens_d_lower", "cohens_d_upper"], |row| ends(row.cohens_d))
            .column("hedges_g", |row| value(row.hedges_g))
            .interval(["hedges_g_lower", "hedges_g_upper"], |row| ends(row.hedges_g))
            .column("cliffs_delta", |row| value(row.cliffs_delta))
            .interval(["cliffs_delta_lower", "cliffs_delta_upper"], |row| ends(row.cliffs_delta))
            .column("superiority", |row| value(row.superiority))
            .interval(["superiority_lower", "superiority_upper"], |row| ends(row.superiority))
            .column("reason", |row| row.undefined.first())
            .table()
    }
}
