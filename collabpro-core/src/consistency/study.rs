//! From rows to results.

use std::borrow::Cow;

use super::coefficients::{Factors, cautions, coefficients, items, standard_error};
use super::moments::{Cells, ItemRows, Levels, Moments, Steps};
use super::{
    ConsistencyBasis, ConsistencyCaution, ConsistencyCoefficients, ConsistencyItem, ConsistencyOptions,
    ItemSet, MissingRatings, omega,
};
use crate::base::error::Result;
use crate::base::order;
use crate::base::watch::{Watch, ask};
use crate::rating_table::{Inner, Layout, MISSING, RatingCells, RatingTable};
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::dense::Square;
use crate::stats::fisher::f_quantile;

/// Items up to which coefficients are made: the state holds all their pairs.
pub(crate) const MOST_ITEMS: usize = 200;

/// Between groups a variance below this part of the one within is rounding.
const LEAST_VARIANCE: f64 = 1e-12;

/// Closer to 1 than this alpha is 1.
const LEAST_ERROR: f64 = 1e-12;

/// A standard deviation below this part of the mean is the rounding of the ratings themselves.
const LEAST_DEVIATION: f64 = 4.0 * f64::EPSILON;

/// How consistent the columns of a table are.
pub(crate) fn of_matrix(
    matrix: &RatingTable,
    options: ConsistencyOptions,
    watch: &mut dyn Watch,
) -> Result<Vec<ItemSet>> {
    let inner = matrix.inner();
    let steps = 1 + u64::from(inner.groups.is_some());
    ask(watch, 0, Some(steps))?;
    let many = (inner.raters > MOST_ITEMS).then_some(Reason::TooManyItems);
    if let Some(reason) = many.or((!inner.scale.is_ordered()).then_some(Reason::NoOrder)) {
        let mut set = blank(ConsistencyBasis::Rows, options.missing);
        set.rows = (0..inner.units).filter(|unit| inner.places(*unit).next().is_some()).count() as u64;
        set.refuse(reason);
        return Ok(vec![set]);
    }
    let name = |at: usize| match &inner.rater_names {
        Some(names) => names[at].clone(),
        None => (at + 1).to_string(),
    };
    let names = (0..inner.raters).map(name).collect::<Vec<_>>();
    let rows = rows_of(inner);
    let mut made = vec![over_rows(&rows, &names, ConsistencyBasis::Rows, options)];
    if let Some(groups) = &inner.groups {
        ask(watch, 1, Some(steps))?;
        let (rows, groups) = by_group(rows, &groups.of_unit);
        made.extend(within_and_between(&rows, &groups, &names, options));
    }
    say_positions(&mut made, inner.scale.positions);
    Ok(made)
}

/// Says where positions of the categories were taken for their values.
pub(super) fn say_positions(sets: &mut [ItemSet], positions: bool) {
    sets.iter_mut().filter(|_| positions).for_each(|set| set.cautions.push(ConsistencyCaution::Positions));
}

/// The cells of a table, borrowed where they are dense already.
fn rows_of(inner: &Inner) -> ItemRows<'_> {
    let items = inner.raters;
    let scale = Steps::of(&inner.scale.values);
    let cells = match (&inner.layout, &inner.ratings, scale) {
        (Layout::Dense, RatingCells::Codes(codes), Some(scale)) => {
            Cells::Codes(Cow::Borrowed(codes), vec![scale; items])
        }
        (Layout::Sparse { raters, .. }, RatingCells::Codes(codes), Some(scale)) => {
            let mut dense = vec![MISSING; inner.units * items];
            for unit in 0..inner.units {
                inner.places(unit).for_each(|at| dense[unit * items + raters[at] as usize] = codes[at]);
            }
            Cells::Codes(Cow::Owned(dense), vec![scale; items])
        }
        (Layout::Dense, RatingCells::Reals(reals), _) => Cells::Reals(Cow::Borrowed(reals)),
        _ => {
            let mut dense = vec![f64::NAN; inner.units * items];
            for unit in 0..inner.units {
                inner.row(unit).for_each(|(rater, value)| dense[unit * items + rater as usize] = value);
            }
            Cells::Reals(Cow::Owned(dense))
        }
    };
    ItemRows { items, cells }
}

/// The rows, those of a group next to one another.
fn by_group<'a>(rows: ItemRows<'a>, groups: &[u32]) -> (ItemRows<'a>, Vec<u32>) {
    if groups.is_sorted() {
        return (rows, groups.to_vec());
    }
    let order = order::by(groups.len(), &|a, b| groups[a].cmp(&groups[b]));
    let items = rows.items;
    fn moved<T: Copy>(cells: &[T], order: &[usize], items: usize) -> Vec<T> {
        let mut made = Vec::with_capacity(cells.len());
        order.iter().for_each(|row| made.extend_from_slice(&cells[row * items..][..items]));
        made
    }
    let cells = match rows.cells {
        Cells::Codes(codes, scales) => Cells::Codes(Cow::Owned(moved(&codes, &order, items)), scales),
        Cells::Reals(reals) => Cells::Reals(Cow::Owned(moved(&reals, &order, items))),
    };
    (ItemRows { items, cells }, order.iter().map(|row| groups[*row]).collect())
}

fn blank(basis: ConsistencyBasis, missing: MissingRatings) -> ItemSet {
    ItemSet {
        role: None,
        occasion: None,
        construct: None,
        basis,
        missing,
        rows: 0,
        complete: 0,
        fewest: 0,
        groups: None,
        constant: Vec::new(),
        raw: ConsistencyCoefficients::default(),
        standardized: ConsistencyCoefficients::default(),
        interval: None,
        standard_error: None,
        omega_interval: None,
        omega_standard_error: None,
        mean_correlation: None,
        items: Vec::new(),
        undefined: Undefined::default(),
        cautions: Vec::new(),
    }
}

impl ItemSet {
    /// Everything is null for this reason.
    fn refuse(&mut self, reason: Reason) {
        self.undefined.all(&["interval", "meanCorrelation", "standardError"], reason);
        self.undefined.all(&OF_OMEGA, reason);
        self.raw.undefined.all(ConsistencyCoefficients::FIELDS, reason);
        self.standardized.undefined.all(ConsistencyCoefficients::FIELDS, reason);
        self.items.iter_mut().for_each(|item| item.explain(|_| reason));
    }
}

/// A set with what is known before any covariance.
fn begun(
    whole: &Moments,
    rows: &ItemRows<'_>,
    names: &[String],
    basis: ConsistencyBasis,
    options: ConsistencyOptions,
) -> ItemSet {
    let mut set = blank(basis, options.missing);
    (set.rows, set.complete) = (whole.rows, whole.complete);
    let items = names.len();
    let pairs = (0..items).flat_map(|row| (0..=row).map(move |column| whole.pair(row, column)));
    set.fewest = pairs.min().unwrap_or(0);
    let one = |(at, id): (usize, &String)| ConsistencyItem {
        id: id.clone(),
        n: whole.pair(at, at),
        mean: whole.mean(at, rows.cells.scales()),
        deviation: None,
        item_rest: None,
        alpha_if_dropped: None,
        multiple: None,
        loading: None,
        general_loading: None,
        undefined: Undefined::default(),
        cautions: Vec::new(),
    };
    set.items = names.iter().enumerate().map(one).collect();
    set
}

/// Of rows as they are.
pub(crate) fn over_rows(
    rows: &ItemRows<'_>,
    names: &[String],
    basis: ConsistencyBasis,
    options: ConsistencyOptions,
) -> ItemSet {
    let whole = Moments::of(rows, options.missing);
    let mut set = begun(&whole, rows, names, basis, options);
    let Some(matrix) = whole.covariances(rows.cells.scales()) else {
        set.refuse(few(&set));
        return set;
    };
    // The rows that stand for all pairs of items: for equal numbers, that number.
    let items = names.len();
    let pairs = (0..items).flat_map(|row| (0..=row).map(move |column| (row, column)));
    let (mut sum, mut count, mut most) = (0.0, 0.0, 0);
    for (row, column) in pairs {
        let rows = whole.pair(row, column);
        most = most.max(rows);
        sum += 1.0 / rows as f64;
        count += 1.0;
    }
    let n = if most == set.fewest { most as f64 } else { count / sum };
    if most > set.fewest {
        set.cautions.push(ConsistencyCaution::UnequalPairs);
    }
    fill(&mut set, &matrix, Some((n - 1.0, n)), options);
    set
}

/// Why there are no covariances.
fn few(set: &ItemSet) -> Reason {
    match (set.rows, set.items.len()) {
        (_, 0) | (0, _) => Reason::NoRatings,
        (1, _) => Reason::OneUnit,
        _ => Reason::TooFewUnits,
    }
}

/// Of rows whose groups are neighbours.
pub(crate) fn within_and_between(
    rows: &ItemRows<'_>,
    groups: &[u32],
    names: &[String],
    options: ConsistencyOptions,
) -> [ItemSet; 2] {
    let levels = Levels::of(rows, groups, options.missing);
    [ConsistencyBasis::Within, ConsistencyBasis::Between].map(|basis| {
        let mut set = begun(&levels.whole, rows, names, basis, options);
        set.groups = Some(levels.groups);
        let within = basis == ConsistencyBasis::Within;
        let Some(matrix) = (if within { &levels.within } else { &levels.between }) else {
            let reason = match few(&set) {
                // Without anything within groups it is not known either what of the rest lies between them.
                Reason::TooFewUnits if !within && levels.groups == 1 => Reason::OneUnit,
                Reason::TooFewUnits if levels.freedom == 0 => Reason::OneRater,
                reason => reason,
            };
            set.refuse(reason);
            return set;
        };
        if !within {
            // Rounding may leave something of a variance that is none.
            let inside = |at: usize| levels.within.as_ref().map_or(0.0, |within| within.at(at, at));
            let least = |at: usize| LEAST_VARIANCE * inside(at);
            if (0..matrix.size).any(|at| matrix.at(at, at) <= least(at)) {
                for (at, item) in set.items.iter_mut().enumerate() {
                    item.deviation = (matrix.at(at, at) > least(at)).then(|| matrix.at(at, at).sqrt());
                }
                // What does not vary within groups either is constant.
                let constant = |at: usize| inside(at) <= 0.0 && matrix.at(at, at) <= 0.0;
                set.refuse(match (0..matrix.size).any(constant) {
                    true => Reason::NoVariance,
                    false => Reason::ZeroBetweenVariance,
                });
                return set;
            }
        }
        let freedom = within.then_some((levels.freedom as f64, levels.freedom as f64 + 1.0));
        fill(&mut set, matrix, freedom, options);
        if !within {
            set.undefined.all(&["interval", "standardError"], Reason::NoInterval);
            set.undefined.all(&OF_OMEGA, Reason::NoInterval);
        }
        set
    })
}

/// Everything that rests on covariances; with the degrees of freedom behind them and the rows, where there is an interval.
fn fill(set: &mut ItemSet, all: &Square, freedom: Option<(f64, f64)>, options: ConsistencyOptions) {
    let mut places = Vec::new();
    for (at, item) in set.items.iter_mut().enumerate() {
        let least = LEAST_DEVIATION * item.mean.unwrap_or(0.0).abs();
        let deviation = all.at(at, at).max(0.0).sqrt();
        if deviation > least {
            places.push(at);
        } else {
            set.constant.push(item.id.clone());
            item.cautions.push(ConsistencyCaution::ConstantItems);
        }
        item.deviation = Some(if deviation > least { deviation } else { 0.0 });
    }
    if !set.constant.is_empty() {
        set.cautions.push(ConsistencyCaution::ConstantItems);
    }
    if places.len() < 2 {
        let none = places.is_empty() && set.items.len() > 1;
        set.refuse(if none { Reason::NoVariance } else { Reason::OneItem });
        return;
    }
    let matrix = all.only(&places);
    let correlations = matrix.correlations();
    let factors = Factors::fit(&correlations, options.group_factors as usize);
    set.raw = coefficients(&matrix, &factors);
    set.standardized = coefficients(&correlations, &factors);
    let k = places.len() as f64;
    set.mean_correlation = Some((correlations.sum() - k) / (k * (k - 1.0)));
    let beside = items(&matrix);
    for ((at, place), one) in places.iter().enumerate().zip(&beside) {
        let item = &mut set.items[*place];
        (item.item_rest, item.alpha_if_dropped, item.multiple) =
            (one.item_rest, one.alpha_if_dropped, one.multiple);
        item.loading = factors.one.as_ref().map(|(loadings, _)| loadings[at]);
        item.general_loading = factors.general.as_ref().map(|general| general.loadings[at]);
        if item.item_rest.is_some_and(|rest| rest < 0.0) {
            item.cautions.push(ConsistencyCaution::NegativeItem);
        }
        let unsolved = |coefficient| factors.undefined.get(coefficient).unwrap_or(Reason::NoVariance);
        item.explain(|field| match field {
            "alphaIfDropped" if places.len() == 2 => Reason::TooFewItems,
            "multiple" => Reason::LinearlyDependent,
            "loading" => unsolved("omegaTotal"),
            "generalLoading" => unsolved("omegaHierarchical"),
            _ => Reason::NoVariance,
        });
    }
    let constant = set.items.iter_mut().filter(|item| item.deviation == Some(0.0));
    constant.for_each(|item| item.explain(|_| Reason::NoVariance));
    set.cautions.extend(cautions([&matrix, &correlations], &beside, &factors));
    let most = [set.raw.alpha, set.standardized.alpha, set.mean_correlation].into_iter().flatten();
    if most.fold(0.0, f64::max) > 1.0 + LEAST_ERROR {
        set.cautions.push(ConsistencyCaution::AboveOne);
    }
    let Some((freedom, rows)) = freedom else { return };
    if freedom < k {
        set.cautions.push(ConsistencyCaution::FewRows);
    }
    let few = (freedom < 2.0).then_some(Reason::FewRows);
    if few.is_none() {
        set.interval = set.raw.alpha.and_then(|alpha| feldt(alpha, freedom, k, options.confidence));
        set.standard_error = standard_error(&matrix, rows);
    }
    // Of columns that are alike alpha is 1, and an interval without width would claim that no others could differ.
    let why = set.raw.undefined.get("alpha").or(few).unwrap_or(Reason::NoError);
    for (field, is_null) in
        [("interval", set.interval.is_none()), ("standardError", set.standard_error.is_none())]
    {
        if is_null {
            set.undefined.insert(field, why);
        }
    }
    let found = set.raw.omega_total.zip(factors.one.as_ref()).filter(|_| few.is_none());
    set.omega_standard_error =
        found.and_then(|(omega, (_, unique))| omega::standard_error(&matrix, unique, omega, rows));
    let ends = found.zip(set.omega_standard_error);
    set.omega_interval =
        ends.and_then(|((omega, _), error)| omega::interval(omega, error, options.confidence));
    if set.omega_interval.is_none() {
        let why = set.raw.undefined.get("omegaTotal").or(few).unwrap_or(Reason::NoError);
        set.undefined.insert("omegaInterval", why);
        if set.omega_standard_error.is_none() {
            set.undefined.insert("omegaStandardError", why);
        }
    }
}

/// Fields about omega.
const OF_OMEGA: [&str; 2] = ["omegaInterval", "omegaStandardError"];

/// Feldt's (1965) interval; none of an alpha of 1.
fn feldt(alpha: f64, freedom: f64, items: f64, confidence: f64) -> Option<Interval> {
    let tail = 0.5 * (1.0 - confidence);
    if 1.0 - alpha <= LEAST_ERROR {
        return None;
    }
    let end = |p: f64| f_quantile(p, freedom, freedom * (items - 1.0)).map(|f| 1.0 - (1.0 - alpha) * f);
    Some(Interval { lower: end(1.0 - tail)?, upper: end(tail)? })
}
