//! From counted ratings to rows.

use std::borrow::Cow;

use super::moments::{Cells, ItemRows, Steps};
use super::study::{over_rows, say_positions, within_and_between};
use super::{Consistency, ConsistencyBasis, ConsistencyOptions, ItemSet};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::watch::{Watch, ask};
use crate::framework::Construct;
use crate::rating_table::MISSING;
use crate::ratings::RatingKind;
use crate::rubric::{Instrument, Rating, Rubric};
use crate::scoring::oriented;
use crate::tally::{Respondent, RespondentCounts, Tally};

pub(crate) fn consistency(
    tally: &Tally,
    options: ConsistencyOptions,
    watch: &mut dyn Watch,
) -> Result<Consistency> {
    if tally.kind() == RatingKind::Consensus {
        return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
    }
    let counts = tally
        .respondent_counts()
        .ok_or_else(|| Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")))?;
    let rubric = tally.rubric();
    let scales =
        (0..).zip(rubric.criteria()).map(|(at, _)| CriterionScale::of(rubric, at)).collect::<Vec<_>>();
    let strata = tally.strata();
    let mut results = Vec::new();
    for (at, stratum) in strata.iter().enumerate() {
        ask(watch, at as u64, Some(strata.len() as u64))?;
        let answers = PlaceRows::of(counts, &scales, &|one| stratum.holds(one));
        let from = results.len();
        // The items that have a rating, by construct; signs are counted and never averaged.
        let mut constructs = Vec::new();
        for (construct, criteria) in rubric.constructs() {
            let asked: Vec<_> =
                criteria.iter().map(|at| usize::from(*at)).filter(|at| answers.asked[*at]).collect();
            if !asked.is_empty() && !construct.is_sign() {
                constructs.push((construct, asked));
            }
        }
        for (construct, criteria) in &constructs {
            let names = criteria.iter().map(|at| rubric.criteria()[*at].id.clone()).collect::<Vec<_>>();
            let means = answers.unit_means(&scales, criteria);
            let people = answers.people(&scales, criteria);
            let before = results.len();
            let found = sets(&means, &people, &answers.places, &names, options);
            results.extend(found.map(|set| ItemSet { construct: Some((*construct).clone()), ..set }));
            let positions = criteria.iter().any(|at| scales[*at].positions);
            say_positions(&mut results[before..], positions);
        }
        constructs.retain(|(construct, _)| !matches!(construct, Construct::Context(_)));
        if constructs.len() > 1 {
            let names = constructs.iter().map(|(construct, _)| construct.to_string()).collect::<Vec<_>>();
            let each = |rows: &dyn Fn(&[usize]) -> ItemRows<'static>| {
                put_together(&constructs.iter().map(|(_, criteria)| rows(criteria)).collect::<Vec<_>>())
            };
            let means = each(&|criteria| answers.unit_means(&scales, criteria));
            let people = each(&|criteria| answers.people(&scales, criteria));
            let before = results.len();
            results.extend(sets(&means, &people, &answers.places, &names, options));
            let positions =
                constructs.iter().flat_map(|(_, criteria)| criteria).any(|at| scales[*at].positions);
            say_positions(&mut results[before..], positions);
        }
        let (role, occasion) = stratum.names(tally);
        for set in &mut results[from..] {
            (set.role, set.occasion) = (role.clone(), occasion.clone());
        }
    }
    Ok(Consistency { rubric: Some(Instrument::of(rubric)), options, results })
}

/// Every basis that is asked for.
fn sets(
    means: &ItemRows<'_>,
    people: &ItemRows<'_>,
    places: &[u32],
    names: &[String],
    options: ConsistencyOptions,
) -> impl Iterator<Item = ItemSet> {
    let mut made = vec![over_rows(means, names, ConsistencyBasis::UnitMeans, options)];
    if options.stacked {
        made.push(over_rows(people, names, ConsistencyBasis::Stacked, options));
    }
    made.extend(within_and_between(people, places, names, options));
    made.into_iter()
}

/// What the ratings on a criterion count, by level, its polarity applied.
pub(crate) struct CriterionScale {
    values: Vec<f64>,
    scale: Option<Steps>,
    /// Whether nobody gave the categories values, so that these are their positions.
    positions: bool,
}

impl CriterionScale {
    pub(crate) fn of(rubric: &Rubric, criterion: u16) -> Self {
        let categories = rubric.scale(criterion).categories();
        let turned = !rubric.criteria()[usize::from(criterion)].construct.is_sign();
        let value = |level: u8| {
            let level = usize::from(oriented(rubric, criterion, level, turned));
            categories[level].value.unwrap_or(level as f64 + 1.0)
        };
        let values = (0..categories.len()).map(|level| value(level as u8)).collect::<Vec<_>>();
        let positions = categories.iter().any(|category| category.value.is_none());
        Self { scale: Steps::of(&values), values, positions }
    }
}

/// The ratings of those whom `holds` names: a row for each rater at a place, a cell for each criterion of the rubric.
pub(crate) struct PlaceRows {
    levels: Vec<u8>,
    /// Of each rater the number of the unit at an occasion.
    places: Vec<u32>,
    /// Whether a criterion has a rating.
    pub(crate) asked: Vec<bool>,
}

impl PlaceRows {
    pub(crate) fn of(
        counts: &RespondentCounts,
        scales: &[CriterionScale],
        holds: &dyn Fn(&Respondent) -> bool,
    ) -> Self {
        let mut made = Self { levels: Vec::new(), places: Vec::new(), asked: vec![false; scales.len()] };
        let (mut last, mut place) = (None, 0);
        for (at, one) in counts.respondents.iter().enumerate().filter(|(_, one)| holds(one)) {
            let person = (one.unit, one.occasion, one.rater);
            // A rater's rows in two roles are neighbours.
            if last != Some(person) {
                let moved = last.is_some_and(|(unit, occasion, _)| (unit, occasion) != (person.0, person.1));
                place += u32::from(moved);
                last = Some(person);
                made.places.push(place);
                made.levels.resize(made.levels.len() + scales.len(), MISSING);
            }
            let row = made.levels.len() - scales.len();
            for cell in counts.starts[at]..counts.starts[at + 1] {
                let (criterion, rating) = (usize::from(counts.criteria[cell]), counts.ratings[cell]);
                if rating < Rating::MISSING {
                    made.levels[row + criterion] = rating;
                    made.asked[criterion] = true;
                }
            }
        }
        made
    }

    fn rows<'a>(&'a self, scales: &[CriterionScale]) -> impl Iterator<Item = (&'a [u8], u32)> {
        self.levels.chunks_exact(scales.len().max(1)).zip(self.places.iter().copied())
    }

    /// Raters by criteria.
    fn people(&self, scales: &[CriterionScale], criteria: &[usize]) -> ItemRows<'static> {
        let items = criteria.len();
        let steps = criteria.iter().map(|at| scales[*at].scale.clone()).collect();
        let cells = self.rows(scales).flat_map(|(row, _)| criteria.iter().map(move |at| (*at, row[*at])));
        let cells = match steps {
            Some(steps) => Cells::Codes(Cow::Owned(cells.map(|(_, level)| level).collect()), steps),
            None => {
                let value = |(at, level): (usize, u8)| {
                    scales[at].values.get(usize::from(level)).copied().unwrap_or(f64::NAN)
                };
                Cells::Reals(Cow::Owned(cells.map(value).collect()))
            }
        };
        ItemRows { items, cells }
    }

    /// Units at an occasion by criteria: the mean over those who rated.
    pub(crate) fn unit_means(&self, scales: &[CriterionScale], criteria: &[usize]) -> ItemRows<'static> {
        let items = criteria.len();
        let places = self.places.last().map_or(0, |last| *last as usize + 1);
        let (mut sums, mut counts) = (vec![0.0; places * items], vec![0.0_f64; places * items]);
        for (row, place) in self.rows(scales) {
            for (item, at) in criteria.iter().enumerate() {
                if let Some(value) = scales[*at].values.get(usize::from(row[*at])) {
                    sums[place as usize * items + item] += value;
                    counts[place as usize * items + item] += 1.0;
                }
            }
        }
        let mean = |(sum, count): (&f64, &f64)| if *count > 0.0 { sum / count } else { f64::NAN };
        ItemRows { items, cells: Cells::Reals(Cow::Owned(sums.iter().zip(&counts).map(mean).collect())) }
    }
}

/// One column for each table: the mean over its columns, where none is missing.
fn put_together(tables: &[ItemRows<'_>]) -> ItemRows<'static> {
    let items = tables.len();
    let rows = tables.first().map_or(0, ItemRows::len);
    let mut cells = vec![f64::NAN; rows * items];
    for (item, table) in tables.iter().enumerate() {
        for row in 0..rows {
            let sum: f64 = (0..table.items).map(|at| table.value(row, at)).sum();
            cells[row * items + item] = sum / table.items as f64;
        }
    }
    ItemRows { items, cells: Cells::Reals(Cow::Owned(cells)) }
}
