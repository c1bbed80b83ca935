//! One table of ratings: patterns, coefficients, and what each unit does to them.

use super::influence::{Influence, Parts, Shape, squares};
use super::options::{AgreementOptions, Coefficient, Ends, Metric, Statistic};
use super::pairs::{Two, Who};
use super::patterns::{CodeRows, Index, Layout, NONE, Owned, Patterns, patterns};
use super::sums::{Found, Prepared, Sums};
use super::weights;
use super::weights::Weights;
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::options;
use crate::base::watch::Watch;
use crate::rating_table;
use crate::rating_table::{Inner, RatingCells, Scale};
use crate::scoring::Reason;

/// Standard errors, with how many units or groups they rest on; none where there is no coefficient.
pub(super) type Errors = Vec<Option<(Result<f64, Reason>, u64)>>;

/// What is done with a row: its number, how many units it is, its pattern, and its ratings.
pub(super) type EachPattern<'a> = dyn FnMut(usize, u64, usize, &[(u32, u8)]) + 'a;

/// Where rows are read again.
#[derive(Debug)]
pub(super) enum Source<'a> {
    /// As they were given.
    Given(CodeRows<'a>),
    /// Each distinct row once.
    Distinct(Owned),
    /// Real numbers by their places among all of them: who gave which, and how many units each row is.
    Numbers { rows: Vec<Vec<(u32, u32)>>, times: Vec<u64> },
}

/// What is done with a row: its number, how many units it is, and who gave which rating, by its place on the scale.
pub(super) type EachRow<'a> = dyn FnMut(usize, u64, &[(u32, u32)]) + 'a;

/// What a study is about, apart from the ratings.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a> {
    pub(super) options: &'a AgreementOptions,
    pub(super) scale: &'a Scale,
    /// Whether a rater is the same person in different units.
    pub(super) linked: bool,
    /// The group of each row, and how many groups there are; none: units by themselves.
    pub(super) groups: Option<(&'a [u32], usize)>,
    /// Why nothing can be drawn of one group, which in a rubric's ratings is a unit.
    pub(super) alone: Reason,
}

/// Everything that one table of ratings says about agreement.
#[derive(Debug)]
pub(super) struct Study<'a> {
    pub(super) about: About<'a>,
    pub(super) statistics: Vec<Statistic>,
    pub(super) source: Source<'a>,
    pub(super) index: Index,
    pub(super) prepared: Prepared,
    pub(super) sums: Sums,
    pub(super) who: Result<Who, Reason>,
    pub(super) found: Vec<Found>,
    pub(super) influences: Vec<Option<Influence>>,
    /// Raters with a rating.
    pub(super) raters: usize,
    pub(super) ratings: u64,
    /// Pairs of raters with a unit in common, and those of them for which kappa is not defined, by set of weights.
    pub(super) pairs: Vec<[u32; 2]>,
}

impl<'a> Study<'a> {
    /// The study of a table.
    pub(super) fn of(inner: &'a Inner, about: About<'a>, watch: &mut dyn Watch) -> Result<Self> {
        let rows = |codes: &'a [u8]| {
            let layout = match &inner.layout {
                rating_table::Layout::Dense => Layout::Dense(codes),
                rating_table::Layout::Sparse { starts, raters } => Layout::Sparse { starts, raters, codes },
            };
            CodeRows { raters: inner.raters, categories: about.scale.values.len(), layout, times: None }
        };
        match &inner.ratings {
            RatingCells::Codes(codes) => {
                let rows = rows(codes);
                let distinct = if about.groups.is_none() { rows.collapsed(watch)? } else { None };
                let source = distinct.map_or(Source::Given(rows), Source::Distinct);
                Self::of_codes(source, about, watch)
            }
            RatingCells::Reals(_) => {
                let units = (0..inner.units).map(|unit| inner.row(unit).collect()).collect::<Vec<_>>();
                Self::of_reals(&units, vec![1; inner.units], about)
            }
        }
    }

    /// The study of rows of codes.
    pub(super) fn of_codes(source: Source<'a>, about: About<'a>, watch: &mut dyn Watch) -> Result<Self> {
        let categories = about.scale.values.len();
        let rows = match &source {
            Source::Given(rows) => *rows,
            Source::Distinct(owned) => owned.rows(categories),
            Source::Numbers { .. } => return Err(crate::base::error::Error::internal("rows")),
        };
        let (patterns, index) = patterns(rows, watch)?;
        let asked = about.options;
        let with_pairs = asked.pairs
            || asked.symmetry
            || asked.coefficients.iter().any(|one| matches!(one, Coefficient::Cohen | Coefficient::Light));
        let mut who = Who::new(rows.raters, categories, with_pairs && about.linked);
        who.count(rows, watch)?;
        let raters = who.raters().count();
        let who = if about.linked { Ok(who) } else { Err(Reason::AnonymousRaters) };
        let mut made = Self::new(source, index, patterns, about.scale.values.clone(), who, raters, about)?;
        made.find();
        Ok(made)
    }

    /// The study of real numbers: units with their numbers, each so many times.
    pub(super) fn of_reals(units: &[Vec<(u32, f64)>], times: Vec<u64>, about: About<'a>) -> Result<Self> {
        let mut values: Vec<_> = units.iter().flatten().map(|(_, value)| value + 0.0).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        let class =
            |(rater, value): &(u32, f64)| (*rater, values.partition_point(|known| known < value) as u32);
        let rows: Vec<_> = units.iter().map(|unit| unit.iter().map(class).collect::<Vec<_>>()).collect();
        let mut seen: Vec<_> = rows.iter().flatten().map(|(rater, _)| *rater).collect();
        seen.sort_unstable();
        seen.dedup();
        let cells = |row: &Vec<(u32, u32)>| {
            let mut own: Vec<_> = row.iter().map(|(_, class)| *class).collect();
            own.sort_unstable();
            own.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect::<Vec<_>>()
        };
        let cells: Vec<_> = rows.iter().map(cells).collect();
        let mut order: Vec<_> = (0..cells.len()).collect();
        order.sort_unstable_by(|a, b| cells[*a].cmp(&cells[*b]));
        let mut patterns = Patterns::default();
        let mut of_row = vec![NONE; cells.len()];
        for alike in order.chunk_by(|a, b| cells[*a] == cells[*b]) {
            let own = &cells[alike[0]];
            if own.is_empty() {
                continue;
            }
            alike.iter().for_each(|row| of_row[*row] = patterns.len() as u32);
            patterns.push(own, alike.iter().map(|row| times[*row]).sum());
        }
        let who = Err(Reason::NotCategories);
        let source = Source::Numbers { rows, times };
        let mut made = Self::new(source, Index::Rows(of_row), patterns, values, who, seen.len(), about)?;
        made.find();
        Ok(made)
    }

    fn new(
        source: Source<'a>,
        index: Index,
        patterns: Patterns,
        values: Vec<f64>,
        who: Result<Who, Reason>,
        raters: usize,
        about: About<'a>,
    ) -> Result<Self> {
        let asked = about.options;
        let custom = asked.custom_agreement();
        let reals = matches!(source, Source::Numbers { .. });
        if asked.weights.contains(&Weights::Custom) && !reals && custom.len() != values.len() {
            let what = Message::new("option.custom_size").count("n", custom.len() as u64);
            return Err(options::refused("custom", what.count("expected", values.len() as u64)).into());
        }
        let ends = Ends::new(&values, asked.period);
        let make = |kind: &Weights| {
            if reals {
                Err(Reason::NotCategories)
            } else {
                weights::WeightMatrix::new(*kind, about.scale, ends, Some(&custom))
            }
        };
        let weights = asked.weights.iter().map(make).collect();
        let krippendorff = asked.coefficients.contains(&Coefficient::Krippendorff);
        let metrics: &[Metric] = if krippendorff { &asked.metrics } else { &[] };
        let order = (about.scale.is_ordered(), about.scale.positions);
        let prepared = Prepared::new(patterns, values, ends, order, weights, metrics);
        let sums = prepared.sums(&prepared.patterns.times, metrics.contains(&Metric::Ordinal));
        let of = |(cells, times): (&[(u32, u32)], u64)| {
            times * cells.iter().map(|(_, n)| u64::from(*n)).sum::<u64>()
        };
        let ratings = prepared.patterns.iter().map(of).sum();
        Ok(Self {
            about,
            statistics: asked.statistics(),
            source,
            index,
            prepared,
            sums,
            who,
            found: Vec::new(),
            influences: Vec::new(),
            raters,
            ratings,
            pairs: Vec::new(),
        })
    }

    pub(super) fn rows(&self) -> Option<CodeRows<'_>> {
        match &self.source {
            Source::Given(rows) => Some(*rows),
            Source::Distinct(owned) => Some(owned.rows(self.about.scale.values.len())),
            Source::Numbers { .. } => None,
        }
    }

    /// A coefficient, where the patterns and the raters are those of these sums.
    pub(super) fn one(&self, statistic: Statistic, sums: &Sums, who: Result<&Who, Reason>) -> Found {
        let set = statistic.at;
        match statistic.coefficient {
            Coefficient::Krippendorff => self.prepared.alpha(self.about.options.metrics[set], sums),
            Coefficient::Cohen | Coefficient::Light | Coefficient::Conger => {
                let weights = self.prepared.weights[set].as_ref().map_err(|reason| *reason);
                let (who, weights) = match (who, weights) {
                    (Ok(who), Ok(weights)) => (who, weights),
                    (Err(reason), _) | (_, Err(reason)) => return Found::none(reason),
                };
                match statistic.coefficient {
                    Coefficient::Cohen => who.cohen(weights).0,
                    Coefficient::Light => who.light(&who.all(weights)),
                    _ => {
                        let seen = self.prepared.weighted(Coefficient::Percent, set, sums);
                        seen.observed.map_or(seen, |observed| who.conger(observed, weights).0)
                    }
                }
            }
            coefficient => self.prepared.weighted(coefficient, set, sums),
        }
    }

    fn find(&mut self) {
        for weights in &self.prepared.weights {
            let all = match (&self.who, weights) {
                (Ok(who), Ok(weights)) => who.all(weights),
                _ => Vec::new(),
            };
            let undefined = all.iter().filter(|(_, two)| two.found.value.is_none()).count();
            self.pairs.push([all.len() as u32, undefined as u32]);
        }
        for statistic in self.statistics.clone() {
            let mut found = self.one(statistic, &self.sums, self.who.as_ref().map_err(|reason| *reason));
            if found.reason == Some(Reason::NoPairableUnits) && self.raters == 1 {
                found.reason = Some(Reason::OneRater);
            }
            let influence = found.value.is_some().then(|| self.influence(statistic, &found));
            self.found.push(found);
            self.influences.push(influence);
        }
    }

    fn influence(&self, statistic: Statistic, found: &Found) -> Influence {
        let set = statistic.at;
        let sums = &self.sums;
        let units = sums.units as u64;
        let parts = match (statistic.coefficient, &self.who, self.prepared.weights.get(set)) {
            (Coefficient::Krippendorff, ..) => {
                self.prepared.influence_on_alpha(self.about.options.metrics[set], sums, found)
            }
            (Coefficient::Cohen, Ok(who), Some(Ok(weights))) => {
                let place = |(pair, two): &(usize, Two)| {
                    let cells = who.shape.categories * who.shape.categories;
                    two.parts(who.tables.len(), pair * cells, weights)
                };
                who.all(weights).first().map(place).unwrap_or_default()
            }
            (Coefficient::Light, Ok(who), Some(Ok(weights))) => {
                who.influence_on_light(&who.all(weights), sums.pairable as u64, weights)
            }
            (Coefficient::Conger, Ok(who), Some(Ok(weights))) => {
                let chance = who.conger(found.observed.unwrap_or(0.0), weights).1;
                let by_rating = who.influence_on_conger(found, &chance, units, weights);
                let conger = (Coefficient::Conger, set);
                Parts { by_rating, ..self.prepared.influence(conger, sums, found, self.about.options) }
            }
            (coefficient, ..) => self.prepared.influence((coefficient, set), sums, found, self.about.options),
        };
        let widest = self.prepared.ratings.iter().copied().max().unwrap_or(0);
        parts.cut(self.about.scale.values.len(), widest as usize)
    }

    pub(super) fn shape(&self) -> Shape {
        self.who.as_ref().map(|who| who.shape.clone()).unwrap_or_default()
    }

    /// Standard errors of all statistics, with the number of units or groups they rest on.
    pub(super) fn errors(&self, watch: &mut dyn Watch) -> Result<Errors> {
        if self.about.groups.is_some() {
            self.about.options.check_population(self.active_groups().len())?;
            return Ok(self.grouped_errors());
        }
        self.about.options.check_population(self.sums.units as usize)?;
        let with_who: Vec<_> = self.influences.iter().flatten().filter(|one| one.asks_who()).collect();
        let mut by_who = match self.rows() {
            Some(rows) if !with_who.is_empty() => {
                squares(rows, &self.index, &self.shape(), &with_who, watch)?
            }
            _ => Vec::new(),
        }
        .into_iter();
        let mut made = Vec::new();
        for influence in &self.influences {
            let Some(influence) = influence else {
                made.push(None);
                continue;
            };
            let squares = if influence.asks_who() {
                by_who.next().unwrap_or(0.0)
            } else {
                let of = |(at, times): (usize, &u64)| {
                    let own = i128::from(influence.of_pattern(at));
                    i128::from(*times) * own * own
                };
                self.prepared.patterns.times.iter().enumerate().map(of).sum::<i128>() as f64
            };
            made.push(Some((influence.error(squares, influence.units, None), influence.units)));
        }
        Ok(made)
    }

    fn grouped_errors(&self) -> Errors {
        let (by_group, [any, pairable]) = self.by_group();
        let count = |groups: &[bool]| groups.iter().filter(|one| **one).count() as u64;
        let mut made = Vec::new();
        for ((statistic, influence), sums) in self.statistics.iter().zip(&self.influences).zip(by_group) {
            made.push(influence.as_ref().map(|influence| {
                let samples = count(if self.about.options.is_of_pairs(statistic.coefficient) {
                    &pairable
                } else {
                    &any
                });
                let squares = sums.iter().map(|sum| *sum as f64 * *sum as f64).sum();
                (influence.error(squares, samples, Some(self.about.alone)), samples)
            }));
        }
        made
    }

    /// Influences added up over each group, in steps; and which groups have a rating, and two on a unit.
    pub(super) fn by_group(&self) -> (Vec<Vec<i128>>, [Vec<bool>; 2]) {
        let Some((of_row, groups)) = self.about.groups else { return Default::default() };
        let mut sums: Vec<_> = self.influences.iter().map(|_| vec![0_i128; groups]).collect();
        let (mut any, mut pairable) = (vec![false; groups], vec![false; groups]);
        let shape = self.shape();
        self.each_pattern(&mut |row, times, pattern, ratings| {
            let group = of_row[row] as usize;
            any[group] = true;
            pairable[group] |= self.prepared.ratings[pattern] > 1;
            for (sums, influence) in sums.iter_mut().zip(&self.influences) {
                if let Some(influence) = influence {
                    sums[group] += i128::from(times) * i128::from(influence.of(pattern, ratings, &shape));
                }
            }
        });
        (sums, [any, pairable])
    }

    /// Every row with a rating: its number, how many units it is, its pattern, and its ratings where they are codes.
    pub(super) fn each_pattern(&self, each: &mut EachPattern<'_>) {
        let mut sorted = Vec::new();
        match (self.rows(), &self.index) {
            (Some(rows), index) => rows.each(0..rows.len(), |row, ratings| {
                if !ratings.is_empty() {
                    each(row, rows.times(row), index.find(row, ratings, &mut sorted), ratings);
                }
            }),
            (None, index) => {
                let (Index::Rows(patterns), Source::Numbers { times, .. }) = (index, &self.source) else {
                    return;
                };
                let with_ratings = patterns.iter().enumerate().filter(|(_, pattern)| **pattern != NONE);
                with_ratings.for_each(|(row, pattern)| each(row, times[row], *pattern as usize, &[]));
            }
        }
    }
    /// Every row with a rating.
    pub(super) fn each_row(&self, each: &mut EachRow<'_>) {
        if let Source::Numbers { rows, times } = &self.source {
            let rows = rows.iter().zip(times).enumerate().filter(|(_, (own, _))| !own.is_empty());
            return rows.for_each(|(row, (own, times))| each(row, *times, own));
        }
        let mut own = Vec::new();
        self.each_pattern(&mut |row, times, _, ratings| {
            own.clear();
            own.extend(ratings.iter().map(|(rater, code)| (*rater, u32::from(*code))));
            each(row, times, &own);
        });
    }
}
