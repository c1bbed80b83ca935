#![doc = include_str!("../../docs/composite.md")]

mod aggregate;
mod covering;
mod indicators;
mod of_scores;
mod options;
mod robustness;
mod sobol;

use collabpro_derive::{Read, document, words};
use serde::Serialize;

pub use indicators::{IndicatorRows, Indicators, IndicatorsDocument};
pub use options::{AggregationMethod, Bounds, CompositeOptions, Factor, Normalisation, Sensitivity};
pub use robustness::{Index, RankInterval, Robustness};

use self::aggregate::{Column, Grid, Void, mean};
use self::indicators::RatingError;
use self::robustness::Model;
use crate::base::error::Result;
use crate::base::options as invalid_options;
use crate::base::table::{self, Table, columns};
use crate::base::watch::{Watch, Watched};
use crate::rubric::Instrument;
use crate::scoring::Reason;

/// What to bear in mind when reading a composite.
#[words]
pub enum CompositeCaution {
    /// Something is missing; the rest counts for it.
    Reweighted,
    /// A component is 0, and with this aggregation 0 is all that the others can come to.
    ZeroComponent,
    /// A value lies beyond its declared bounds; with `min_max` it counts as the bound.
    BeyondBounds,
    /// Nobody gave the categories of an indicator values: their positions 1, 2, 3, … were taken, as if they were equally far apart.
    Positions,
}

/// An indicator of a composite.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UsedIndicator {
    /// Its id.
    pub indicator: String,
    /// Its weight; all together are 1.
    pub weight: f64,
    /// Units that have a value.
    pub units: u32,
    /// Why it is undefined for every unit.
    pub reason: Option<Reason>,
}

/// What an indicator brings to the composite of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Part {
    /// The indicator.
    pub indicator: String,
    /// Its value.
    pub value: f64,
    /// Its value after normalisation.
    pub normalised: f64,
    /// Its weight among those that are there; all together are 1.
    pub weight: f64,
    /// Its part of the composite (arithmetic), of the composite's logarithm (geometric) or of its inverse (harmonic); null
    /// for the minimum, and where a component is 0 or below.
    pub contribution: Option<f64>,
}

/// An indicator that a unit lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Lacking {
    /// The indicator.
    pub indicator: String,
    /// Why.
    pub reason: Reason,
}

/// The composite of one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnitComposite {
    /// Id of the unit.
    pub unit: String,
    /// The composite.
    pub value: Option<f64>,
    /// Share of the weight that is there.
    pub coverage: f64,
    /// What is there.
    pub parts: Vec<Part>,
    /// What is not.
    pub missing: Vec<Lacking>,
    /// Why there is no composite.
    pub reason: Option<Reason>,
    /// What to bear in mind.
    pub cautions: Vec<CompositeCaution>,
}

/// Several indicators in one number for each unit. Units stand in the byte order of their ids, never in that of the numbers.
///
/// # Formula
/// `(Σ w x^ρ / Σ w)^(1/ρ)` over the normalised indicators that a unit has: arithmetic with ρ = 1, geometric towards 0,
/// harmonic -1, minimum towards -∞ (OECD & JRC 2008, Handbook on Constructing Composite Indicators).
///
/// *Robustness*: choices are drawn anew, each factor by itself, and units put in order each time; `R_S` is how many
/// places a unit moves on average. Weights are Dirichlet around the given ones. Rating error: for scores the Bayesian
/// bootstrap over raters (Rubin 1981), as many replicates as `replicates` and at most 1000, each with one rater more who
/// rates one half everywhere; for tables their standard errors or replicates. In a replicate everything that is there
/// counts, whatever `coverage` asks for. Sobol indices of `R_S` by Saltelli et al. (2010, Computer Physics Communications
/// 181:259-270) for the first order and Jansen (1999) for the total, with percentile intervals over 500 samples of rows.
///
/// # When it misleads
/// Always, where the indicators are a profile: see the module. Normalisations by the units (`z_score`, `rank`) make each
/// number depend on who else is in the table. Where nobody rated two places, stricter rating looks like a lower place, and
/// no replicate here shows that. Standard errors know nothing of what raters rate high together: use replicates.
#[document("composite", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Composite {
    /// The instrument, if it is made of scores.
    pub rubric: Option<Instrument>,
    /// The options it was made with; for scores with the occasion and the bounds that were used.
    pub options: CompositeOptions,
    /// Its indicators.
    pub indicators: Vec<UsedIndicator>,
    /// By unit.
    pub units: Vec<UnitComposite>,
    /// How the order hangs on the choices, if it was asked for.
    pub robustness: Option<Robustness>,
}

impl Indicators {
    /// One number for each unit. For research only: see [the module](crate::composite).
    ///
    /// # Errors
    /// `invalid_option`, also for weights that are negative or all 0; `not_in_data` for an indicator that is not in the
    /// table; `bounds_missing`.
    ///
    /// ```
    /// use collabpro_core::composite::{AggregationMethod, CompositeOptions, Indicators};
    ///
    /// let table = Indicators::new(["Birch", "Oak"], ["talk", "work"], vec![
    ///     vec![Some(0.8), Some(0.2)],
    ///     vec![Some(0.5), Some(0.5)],
    /// ])?;
    /// // Whether Birch and Oak are alike depends on how much talk may make up for work.
    /// let mean = table.composite(CompositeOptions::new())?;
    /// assert_eq!([mean.units[0].value, mean.units[1].value], [Some(0.5), Some(0.5)]);
    /// let minimum = table.composite(CompositeOptions::new().aggregation(AggregationMethod::Minimum))?;
    /// assert_eq!([minimum.units[0].value, minimum.units[1].value], [Some(0.2), Some(0.5)]);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn composite<'w>(&self, options: impl Into<Watched<'w, CompositeOptions>>) -> Result<Composite> {
        options.into().run(|options, watch| {
            for (name, given) in [("occasion", &options.occasion), ("role", &options.role)] {
                if let Some(given) = given {
                    return Err(invalid_options::unfit(name, "option.scores_only", given).into());
                }
            }
            make(self, options, None, watch)
        })
    }
}

fn make(
    of: &Indicators,
    options: CompositeOptions,
    rubric: Option<Instrument>,
    watch: &mut dyn Watch,
) -> Result<Composite> {
    options.check(of)?;
    let chosen = options.chosen(of);
    let places: Vec<_> =
        chosen.iter().filter_map(|id| of.indicators.iter().position(|known| known == id)).collect();
    let grid = Grid { units: of.units.len(), indicators: places.len() };
    let cells = |unit: usize| places.iter().map(move |at| unit * of.indicators.len() + at);
    let cut = |table: &[f64]| (0..grid.units).flat_map(cells).map(|cell| table[cell]).collect();
    let raw: Vec<f64> = cut(&of.values);
    let weights: Vec<f64> = chosen.iter().map(|id| options.weight_of(id)).collect();
    let column = |id: &String| Column {
        bounds: options.bounds.get(id).copied(),
        reversed: options.reversed.contains(id),
        positions: of.positions.contains(id),
    };
    let columns = chosen.iter().map(column).collect::<Vec<_>>();
    let mut normalised = vec![0.0; raw.len()];
    grid.normalise(options.normalisation, &columns, &raw, &mut normalised);
    let mut all = 0.0;
    weights.iter().for_each(|weight| all += weight);
    let mut used = Vec::new();
    for (at, (id, weight)) in chosen.iter().zip(&weights).enumerate() {
        let column = |table: &[f64]| {
            (0..grid.units).filter(|unit| !table[unit * grid.indicators + at].is_nan()).count() as u32
        };
        let there = column(&raw);
        let reason = match there {
            0 => Some(Reason::NoValue),
            _ if column(&normalised) == 0 => Some(Reason::ZeroRange),
            _ => None,
        };
        used.push(UsedIndicator { indicator: id.clone(), weight: weight / all, units: there, reason });
    }
    let mut units = Vec::new();
    for (at, unit) in of.units.iter().enumerate() {
        let row = |table: &'_ [f64]| table[at * grid.indicators..][..grid.indicators].to_vec();
        let absent = cells(at).map(|cell| of.absent[cell]).collect();
        let row =
            Row { raw: row(&raw), normalised: row(&normalised), absent, used: &used, columns: &columns };
        units.push(row.composite(unit, &options));
    }
    let values = units.iter().map(|unit| unit.value).collect::<Vec<_>>();
    let robustness = match &options.sensitivity {
        None => None,
        Some(asked) => {
            let error = match &of.error {
                RatingError::Unknown => RatingError::Unknown,
                RatingError::Standard(errors) => RatingError::Standard(cut(errors)),
                RatingError::Replicates(tables) => {
                    RatingError::Replicates(tables.iter().map(|table| cut(table)).collect())
                }
            };
            let model = Model {
                options: &options,
                asked,
                grid,
                columns: &columns,
                weights: &weights,
                raw: &raw,
                error: &error,
                people: of.people.as_deref(),
                values: &values,
                units: &of.units,
            };
            Some(model.run(watch)?)
        }
    };
    Ok(Composite { rubric, options, indicators: used, units, robustness })
}

/// The indicators of one unit.
struct Row<'a> {
    raw: Vec<f64>,
    normalised: Vec<f64>,
    absent: Vec<Option<Reason>>,
    used: &'a [UsedIndicator],
    columns: &'a [Column],
}

impl Row<'_> {
    fn composite(&self, unit: &str, options: &CompositeOptions) -> UnitComposite {
        let weights: Vec<_> = self.used.iter().map(|used| used.weight).collect();
        let (mut there, mut cautions) = (0.0, Vec::new());
        let counts = |at: usize| !self.normalised[at].is_nan() && weights[at] > 0.0;
        (0..weights.len()).filter(|at| counts(*at)).for_each(|at| there += weights[at]);
        let mut parts = Vec::new();
        let mut missing = Vec::new();
        let (mut zero, mut beyond, mut positions) = (false, false, false);
        for (at, used) in self.used.iter().enumerate() {
            if self.normalised[at].is_nan() {
                let reason = self.absent[at].or(used.reason).unwrap_or(Reason::NoValue);
                missing.push(Lacking { indicator: used.indicator.clone(), reason });
                continue;
            }
            let (value, normalised) = (self.raw[at], self.normalised[at]);
            let Column { bounds, positions: counted, .. } = self.columns[at];
            beyond |= bounds.is_some_and(|ends| !(ends.lower..=ends.upper).contains(&value));
            positions |= counted;
            zero |= normalised <= 0.0 && counts(at);
            let weight = if there > 0.0 { used.weight / there } else { 0.0 };
            parts.push(Part {
                indicator: used.indicator.clone(),
                value,
                normalised,
                weight,
                contribution: None,
            });
        }
        let found = mean(options.aggregation, &self.normalised, &weights, options.coverage);
        let reason = found.err().map(|void| match void {
            Void::Missing => Reason::TooMuchMissing,
            Void::Negative => Reason::NegativeComponent,
        });
        for part in &mut parts {
            let own = match options.aggregation {
                AggregationMethod::Arithmetic => Some(part.weight * part.normalised),
                AggregationMethod::Geometric if !zero => Some(part.weight * libm::log(part.normalised)),
                AggregationMethod::Harmonic if !zero => Some(part.weight / part.normalised),
                _ => None,
            };
            part.contribution = own.filter(|_| reason.is_none() && part.weight > 0.0);
        }
        let positive =
            matches!(options.aggregation, AggregationMethod::Geometric | AggregationMethod::Harmonic);
        let weighty = |lacking: &Lacking| {
            self.used.iter().any(|used| used.indicator == lacking.indicator && used.weight > 0.0)
        };
        for (caution, holds) in [
            (CompositeCaution::Reweighted, reason.is_none() && missing.iter().any(weighty)),
            (CompositeCaution::ZeroComponent, reason.is_none() && zero && positive),
            (CompositeCaution::BeyondBounds, beyond),
            (CompositeCaution::Positions, positions),
        ] {
            if holds {
                cautions.push(caution);
            }
        }
        let unit = unit.to_owned();
        UnitComposite { unit, value: found.ok(), coverage: there, parts, missing, reason, cautions }
    }
}

/// The tables of a composite.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum CompositeTable {
    /// One row for each unit, with its places where they were asked for.
    #[default]
    Units,
    /// One row for each unit and indicator.
    Parts,
    /// The probability of each place or a better one.
    Places,
    /// One row for each uncertain choice: how much hangs on it.
    Indices,
}

impl Composite {
    /// One of the tables.
    pub fn table(&self, which: CompositeTable) -> Table {
        match which {
            CompositeTable::Units => self.units_table(),
            CompositeTable::Parts => self.parts_table(),
            CompositeTable::Places => self.places_table(),
            CompositeTable::Indices => self.indices_table(),
        }
    }

    fn units_table(&self) -> Table {
        let places = self.robustness.as_ref().map_or(&[][..], |robustness| &robustness.ranks);
        let own = |unit: &UnitComposite| places.iter().find(|places| places.unit == unit.unit);
        table::Rows::of(&self.units)
            .with(columns!(unit, value, coverage, reason))
            .column("rank", |unit| own(unit).map(|own| own.rank))
            .interval(["place_lower", "place_upper"], |unit| own(unit)?.interval)
            .interval(["covering_lower", "covering_upper"], |unit| own(unit)?.covering)
            .column("cautions", |unit| table::listed(unit.cautions.iter().map(|caution| caution.id())))
            .table()
    }

    fn parts_table(&self) -> Table {
        let mut rows = Vec::new();
        for unit in &self.units {
            rows.extend(unit.parts.iter().map(|part| (unit, &part.indicator, Some(part), None)));
            rows.extend(unit.missing.iter().map(|part| (unit, &part.indicator, None, Some(part.reason))));
        }
        table::Rows::of(rows)
            .column("unit", |(unit, ..)| &unit.unit)
            .column("indicator", |(_, indicator, ..)| indicator)
            .column("value", |(_, _, part, _)| part.map(|part| part.value))
            .column("normalised", |(_, _, part, _)| part.map(|part| part.normalised))
            .column("weight", |(_, _, part, _)| part.map(|part| part.weight))
            .column("contribution", |(_, _, part, _)| part?.contribution)
            .column("reason", |(.., reason)| reason)
            .table()
    }

    fn places_table(&self) -> Table {
        let places = self.robustness.iter().flat_map(|robustness| &robustness.ranks);
        table::Rows::of(
            places.flat_map(|places| (1_u32..).zip(&places.at_most).map(move |part| (places, part))),
        )
        .column("unit", |(places, _)| &places.unit)
        .column("rank", |(_, (place, _))| place)
        .column("probability", |(_, (_, probability))| probability)
        .table()
    }

    fn indices_table(&self) -> Table {
        table::Rows::of(self.robustness.iter().flat_map(|robustness| robustness.indices.iter().flatten()))
            .column("factor", |index| index.factor.id())
            .column("first", |index| index.first.map(|first| first.value))
            .interval(["first_lower", "first_upper"], |index| index.first?.interval)
            .column("total", |index| index.total.map(|total| total.value))
            .interval(["total_lower", "total_upper"], |index| index.total?.interval)
            .with(columns!(reason))
            .table()
    }
}

#[cfg(test)]
mod tests;
