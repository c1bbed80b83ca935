//! Aggregation of every unit, and over units.

use super::between::{Over, icc1};
use super::grouped::{CriterionColumn, RaterRows};
use super::indices::{Shape, Within, awg_of, interval, replicates, within};
use super::null::nulls;
use super::{Aggregation, AggregationCaution, AggregationOptions, OverUnits, Rwg, UnitAgreement, grouped};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::watch::{Watch, ask};
use crate::framework::Construct;
use crate::rating_table::RatingTable;
use crate::ratings::RatingKind;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Reason, Undefined, responses};
use crate::stats::fisher::f_survival;
use crate::stats::moments;
use crate::stats::random::Random;
use crate::tally::Tally;

/// Some criteria taken together, or one of them.
struct Measure {
    construct: Option<Construct>,
    criterion: Option<String>,
    criteria: Vec<usize>,
    /// Why there are no numbers: scales that differ, categories without an order.
    refused: Option<Reason>,
}

/// Where a row stands.
#[derive(Clone, Default)]
struct Key {
    unit: String,
    occasion: Option<String>,
    role: Option<String>,
}

struct Maker<'a> {
    options: AggregationOptions,
    criteria: Vec<CriterionColumn>,
    measures: Vec<Measure>,
    /// Of each criterion without a declared scale, every rating that was given.
    pool: Vec<Vec<f64>>,
    done: u64,
    total: u64,
    watch: &'a mut dyn Watch,
    made: Aggregation,
}

pub(super) fn of_tally(
    tally: &Tally,
    options: AggregationOptions,
    watch: &mut dyn Watch,
) -> Result<Aggregation> {
    if tally.kind() == RatingKind::Consensus {
        return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
    }
    let coarse = || Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain"));
    let counts = tally.respondent_counts().ok_or_else(coarse)?;
    let (rubric, names) = (tally.rubric(), tally.names());
    let criteria = rubric.criteria();
    let columns: Vec<_> = (0..criteria.len()).map(|at| CriterionColumn::of(rubric, at as u16)).collect();
    let mut measures = Vec::new();
    for (construct, own) in rubric.constructs() {
        let own: Vec<_> = own.iter().map(|at| usize::from(*at)).collect();
        let mixed = own.windows(2).any(|pair| columns[pair[0]].scale != columns[pair[1]].scale);
        let refused = mixed.then_some(Reason::MixedScales);
        let construct = Some(construct.clone());
        measures.push(Measure {
            construct: construct.clone(),
            criterion: None,
            criteria: own.clone(),
            refused,
        });
        measures.extend(own.iter().map(|at| Measure {
            construct: construct.clone(),
            criterion: Some(criteria[*at].id.clone()),
            criteria: vec![*at],
            refused: None,
        }));
    }
    let mut places: Vec<_> = counts.respondents.iter().map(|at| (at.unit, at.occasion)).collect();
    places.dedup();
    let strata = tally.strata();
    let mut maker = Maker::new(Some(Instrument::of(rubric)), options, columns, measures, watch);
    maker.total = (places.len() + strata.len() * maker.measures.len()) as u64;
    // Each place with its informant groups.
    let mut groups = Vec::new();
    for (unit, occasion) in places {
        let own = responses(tally, counts, unit, occasion).into_iter();
        let people: Vec<_> =
            own.map(|(role, sheet)| (role, grouped::of_sheet(rubric, &maker.criteria, &sheet))).collect();
        for (role, people) in people.iter().filter(|(role, _)| *role != Some("")) {
            maker.unit(
                people,
                &Key {
                    unit: names.units[unit as usize].to_string(),
                    occasion: Some(names.occasions[usize::from(occasion)].to_string()),
                    role: role.map(str::to_owned),
                },
            );
        }
        maker.step()?;
        groups.push((occasion, people));
    }
    for stratum in strata {
        let (role, at) = stratum.names(tally);
        let here = groups.iter().filter(|(occasion, _)| stratum.occasion.is_none_or(|at| at == *occasion));
        // Where all of a place have one role, everyone is that group.
        let found = here.filter_map(|(_, groups)| {
            let own = groups.iter().find(|(own, _)| *own == role.as_deref());
            let only = || groups.first().filter(|_| role.is_none() && groups.len() == 1);
            own.or_else(only).map(|(_, people)| people)
        });
        maker.over(&found.collect::<Vec<_>>(), &Key { unit: String::new(), occasion: at, role })?;
    }
    Ok(maker.made)
}

pub(super) fn of_matrix(
    matrix: &RatingTable,
    options: AggregationOptions,
    watch: &mut dyn Watch,
) -> Result<Aggregation> {
    let (criteria, groups) = grouped::of_matrix(matrix);
    let names = matrix.inner().rater_names.as_ref();
    let name = |at: usize| names.map_or_else(|| (at + 1).to_string(), |names| names[at].clone());
    let every: Vec<_> = (0..criteria.len()).collect();
    let refused = (!matrix.inner().scale.is_ordered()).then_some(Reason::NoOrder);
    let mut measures = vec![Measure { construct: None, criterion: None, criteria: every.clone(), refused }];
    let one = |at: usize| Measure { construct: None, criterion: Some(name(at)), criteria: vec![at], refused };
    measures.extend(every.into_iter().map(one));
    let mut maker = Maker::new(None, options, criteria, measures, watch);
    let Maker { criteria, pool, .. } = &mut maker;
    for (criterion, pool) in
        pool.iter_mut().enumerate().filter(|(criterion, _)| criteria[*criterion].scale.is_none())
    {
        let ratings = groups.iter().flat_map(|(_, people)| people.rows().map(|row| row[criterion]));
        *pool = ratings.filter(|rating| !rating.is_nan()).collect();
        pool.sort_unstable_by(f64::total_cmp);
    }
    maker.total = (groups.len() + maker.measures.len()) as u64;
    for (unit, people) in &groups {
        maker.unit(people, &Key { unit: unit.clone(), ..Key::default() });
        maker.step()?;
    }
    maker.over(&groups.iter().map(|(_, people)| people).collect::<Vec<_>>(), &Key::default())?;
    let mut made = maker.made;
    // A group that somebody named has a name.
    if groups.iter().all(|(unit, _)| unit.is_empty()) {
        made.units.iter_mut().for_each(|row| row.cautions.push(AggregationCaution::Ungrouped));
        made.over.iter_mut().for_each(|row| row.cautions.push(AggregationCaution::Ungrouped));
    }
    Ok(made)
}

impl<'a> Maker<'a> {
    fn new(
        rubric: Option<Instrument>,
        options: AggregationOptions,
        criteria: Vec<CriterionColumn>,
        measures: Vec<Measure>,
        watch: &'a mut dyn Watch,
    ) -> Self {
        let made = Aggregation {
            rubric,
            options,
            generator: Random::GENERATOR,
            units: Vec::new(),
            over: Vec::new(),
        };
        let pool = vec![Vec::new(); criteria.len()];
        Self { options, criteria, measures, pool, done: 0, total: 0, watch, made }
    }

    fn step(&mut self) -> Result<()> {
        self.done += 1;
        ask(self.watch, self.done, Some(self.total))
    }

    /// The rows of one group.
    fn unit(&mut self, people: &RaterRows, key: &Key) {
        let all = within(people, &self.criteria, &self.pool, self.options.seed, self.options.replicates);
        for measure in &self.measures {
            let own = measure.criteria.iter().map(|criterion| &all[*criterion]).collect::<Vec<_>>();
            let raters = people.who_rated(&measure.criteria);
            if raters > 0 {
                self.made.units.push(self.row(measure, &own, raters, key));
            }
        }
    }

    fn row(&self, measure: &Measure, own: &[&Within], raters: usize, key: &Key) -> UnitAgreement {
        let mut undefined = Undefined::default();
        // Some criterion has one rating, or none.
        let alone = own.iter().any(|criterion| criterion.shape.is_none());
        let reason = measure.refused.or(alone.then_some(Reason::OneRater));
        if let Some(reason) = reason {
            undefined.all(&["variance", "awg", "awgInterval"], reason);
            undefined.all(&["adMean", "adMeanInterval", "adMedian", "adMedianInterval"], reason);
        }
        let mean = |of: &dyn Fn(&Within) -> Option<f64>| {
            let all: Option<Vec<f64>> = own.iter().map(|criterion| of(criterion)).collect();
            all.filter(|_| reason.is_none()).map(|all| moments::mean(&all))
        };
        let confidence = self.options.confidence;
        let with = |estimate: Option<f64>, of: &dyn Fn(&Within, Shape) -> Option<f64>| -> Option<Interval> {
            interval(&replicates(own, of), estimate?, confidence)
        };
        let variance = mean(&Within::variance);
        let spread = variance.and_then(|variance| {
            interval(&replicates(own, |_, shape| Some(shape.spread)), variance, confidence)
        });
        let scale = own.first().and_then(|_| self.criteria[measure.criteria[0]].scale.as_deref());
        let rwg = nulls(scale, self.options.null_variance).into_iter().map(|(null, expected)| {
            let reason = reason.or(expected.err());
            let expected = expected.ok().filter(|_| measure.refused.is_none());
            let ratio = |variance: f64| expected.map(|expected| variance / expected);
            let cut = |variance: f64| ratio(variance).map(|ratio| over_criteria(own.len(), ratio.min(1.0)));
            let star = |variance: f64| ratio(variance).map(|ratio| 1.0 - ratio);
            let value = variance.and_then(cut).flatten();
            let raw = variance.and_then(ratio).and_then(|ratio| over_criteria(own.len(), ratio));
            let reason = reason.or(raw.is_none().then_some(Reason::BeyondRandom));
            Rwg {
                null,
                variance: expected,
                value,
                raw,
                interval: spread.and_then(|spread| {
                    let (lower, upper) = (cut(spread.upper)??, cut(spread.lower)??);
                    Some(Interval { lower, upper })
                }),
                star: variance.and_then(star),
                star_interval: spread.and_then(|spread| {
                    Some(Interval { lower: star(spread.upper)?, upper: star(spread.lower)? })
                }),
                reason,
            }
        });
        let rwg: Vec<_> = rwg.collect();
        let cut = rwg.iter().any(|rwg| rwg.value == Some(0.0) && rwg.raw != Some(0.0));
        let awg = mean(&|criterion| criterion.awg);
        if reason.is_none() && awg.is_none() {
            let why = if scale.is_some() { Reason::MeanOutOfRange } else { Reason::ScaleNotDeclared };
            undefined.all(&["awg", "awgInterval"], why);
        }
        let ad_mean = mean(&|criterion| criterion.shape.map(|shape| shape.from_mean));
        let ad_median = mean(&|criterion| criterion.shape.map(|shape| shape.from_median));
        UnitAgreement {
            unit: key.unit.clone(),
            occasion: key.occasion.clone(),
            role: key.role.clone(),
            construct: measure.construct.clone(),
            criterion: measure.criterion.clone(),
            criteria: measure.criteria.len() as u32,
            raters: raters as u32,
            variance,
            rwg,
            awg,
            awg_interval: with(awg, &awg_of),
            ad_mean,
            ad_mean_interval: with(ad_mean, &|_, shape| Some(shape.from_mean)),
            ad_median,
            ad_median_interval: with(ad_median, &|_, shape| Some(shape.from_median)),
            undefined,
            cautions: cut
                .then_some(AggregationCaution::RwgBelowZero)
                .into_iter()
                .chain(self.positions(measure))
                .collect(),
        }
    }

    /// What to bear in mind of numbers that hang on the values of categories.
    fn positions(&self, measure: &Measure) -> Option<AggregationCaution> {
        let positions = measure.criteria.iter().any(|criterion| self.criteria[*criterion].positions);
        (positions && measure.refused.is_none()).then_some(AggregationCaution::Positions)
    }

    /// The rows over groups.
    fn over(&mut self, groups: &[&RaterRows], key: &Key) -> Result<()> {
        for at in 0..self.measures.len() {
            let measure = &self.measures[at];
            let numbers = groups.iter().map(|people| people.means(&measure.criteria));
            let numbers: Vec<_> = numbers.filter(|numbers| !numbers.is_empty()).collect();
            if !numbers.is_empty() {
                let row = if let Some(reason) = measure.refused {
                    refused(&numbers, measure, key, reason)
                } else {
                    self.analysed(numbers, at, key)?
                };
                self.made.over.push(row);
            }
            self.step()?;
        }
        Ok(())
    }

    fn analysed(&mut self, numbers: Vec<Vec<f64>>, at: usize, key: &Key) -> Result<OverUnits> {
        let over = Over::of(numbers);
        let confidence = self.options.confidence;
        let permuted =
            over.permute(self.options.seed, self.options.replicates, self.watch, (self.done, self.total))?;
        let mut row = blank(over.table.groups, over.table.n, &self.measures[at], key);
        row.cautions.extend(self.positions(&self.measures[at]));
        let (between, within) = over.table.freedom();
        let mut undefined = Undefined::default();
        if let Some(permuted) = permuted {
            row.variance = Some(permuted.variance);
            row.permutation_variance = Some(permuted.mean);
            row.permutation_z = permuted.z;
            row.permutation_p = Some(permuted.p);
            row.permutations = permuted.permutations;
            if permuted.z.is_none() {
                undefined.insert("permutationZ", Reason::NoVariance);
            }
        } else {
            let why = if between == 0 { Reason::OneUnit } else { Reason::OneRater };
            undefined.all(&PERMUTED, why);
        }
        row.mean_size = Some(over.table.n as f64 / over.table.groups as f64);
        if between == 0 || within == 0 {
            let why = if between == 0 { Reason::OneUnit } else { Reason::OneRater };
            undefined.all(&ANALYSED, why);
            row.undefined = undefined;
            return Ok(row);
        }
        let (msb, msw) = over.mean_squares();
        (row.n0, row.between, row.within) = (Some(over.n0()), Some(msb), Some(msw));
        match over.shares(confidence) {
            None if msb > 0.0 => {
                undefined.all(&["f", "p", "icc1Interval", "icc2Interval"], Reason::ZeroWithinVariance);
                (row.icc1, row.icc1_mean_size, row.icc2) = (Some(1.0), Some(1.0), Some(1.0));
            }
            None => undefined.all(&ANALYSED[3..], Reason::NoVariance),
            Some(shares) => {
                row.f = Some(shares.f);
                row.p = f_survival(shares.f, between as f64, within as f64);
                row.icc1_mean_size = row.mean_size.map(|size| icc1(shares.f, size));
                (row.icc1, row.icc1_interval) = (Some(shares.icc1), shares.icc1_interval);
                (row.icc2, row.icc2_interval) = (shares.icc2, shares.icc2_interval);
                if row.icc2.is_none() {
                    let fields = ["icc1Interval", "icc2", "icc2Interval"];
                    undefined.all(&fields, Reason::ZeroBetweenVariance);
                }
            }
        }
        row.undefined = undefined;
        if row.icc1.is_some_and(|icc| icc < 0.0) {
            row.cautions.push(AggregationCaution::IccBelowZero);
        }
        Ok(row)
    }
}

/// Fields of the analysis of variance; from the fourth on they need variance.
const ANALYSED: [&str; 10] =
    ["between", "n0", "within", "f", "icc1", "icc1Interval", "icc1MeanSize", "icc2", "icc2Interval", "p"];

const PERMUTED: [&str; 4] = ["permutationP", "permutationVariance", "permutationZ", "variance"];

/// `1 - ratio` over J criteria by Spearman and Brown; nothing where the ratings lie so far apart that it has no value.
fn over_criteria(criteria: usize, ratio: f64) -> Option<f64> {
    let agreed = criteria as f64 * (1.0 - ratio);
    (agreed + ratio > 0.0).then(|| agreed / (agreed + ratio))
}

fn refused(numbers: &[Vec<f64>], measure: &Measure, key: &Key, reason: Reason) -> OverUnits {
    let people = numbers.iter().map(|group| group.len() as u64).sum();
    let mut row = blank(numbers.len() as u64, people, measure, key);
    row.undefined.all(&ANALYSED, reason);
    row.undefined.all(&PERMUTED, reason);
    row.undefined.insert("meanSize", reason);
    row
}

fn blank(units: u64, raters: u64, measure: &Measure, key: &Key) -> OverUnits {
    OverUnits {
        occasion: key.occasion.clone(),
        role: key.role.clone(),
        construct: measure.construct.clone(),
        criterion: measure.criterion.clone(),
        criteria: measure.criteria.len() as u32,
        units: units as u32,
        raters: raters as u32,
        mean_size: None,
        n0: None,
        between: None,
        within: None,
        f: None,
        p: None,
        icc1: None,
        icc1_interval: None,
        icc1_mean_size: None,
        icc2: None,
        icc2_interval: None,
        variance: None,
        permutation_variance: None,
        permutation_z: None,
        permutation_p: None,
        permutations: 0,
        undefined: Undefined::default(),
        cautions: Vec::new(),
    }
}
