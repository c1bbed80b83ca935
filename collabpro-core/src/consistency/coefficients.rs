//! Coefficients of one covariance matrix.

use super::factor::{General, general, minres};
use super::{ConsistencyCaution, ConsistencyCoefficients, omega};
use crate::scoring::{Reason, Undefined};
use crate::stats::dense::Square;

/// Items up to which every split into two parts is tried.
pub(super) const SPLIT_ITEMS: usize = 20;

/// Items up to which factors are fitted.
pub(super) const FACTOR_ITEMS: usize = 60;

/// A total variance below this part of what it is made of is rounding.
const LEAST_TOTAL: f64 = 1e-12;

/// What the factors behind the correlations say, in the metric of the correlations.
#[derive(Clone, Debug, Default)]
pub(super) struct Factors {
    /// Loadings on the one common factor, and what it leaves.
    pub(super) one: Option<(Vec<f64>, Vec<f64>)>,
    pub(super) general: Option<General>,
    pub(super) heywood: bool,
    pub(super) undefined: Undefined,
}

impl Factors {
    /// Fits them to correlations of items none of which is constant.
    pub(super) fn fit(correlations: &Square, groups: usize) -> Self {
        let mut made = Self::default();
        let items = correlations.size;
        if items > FACTOR_ITEMS {
            made.undefined.all(&["omegaGroups", "omegaHierarchical", "omegaTotal"], Reason::TooManyItems);
            return made;
        }
        if items < 3 {
            made.undefined.insert("omegaTotal", Reason::TooFewItems);
        } else if let Some(fit) = minres(correlations, 1) {
            let mut loadings = fit.loadings.cells;
            if loadings.iter().sum::<f64>() < 0.0 {
                loadings.iter_mut().for_each(|loading| *loading = -*loading);
            }
            made.heywood |= fit.heywood;
            if omega::is_open(correlations, &fit.uniquenesses) {
                made.undefined.insert("omegaTotal", Reason::Confounded);
            } else {
                made.one = Some((loadings, fit.uniquenesses));
            }
        } else {
            made.undefined.insert("omegaTotal", Reason::NotConverged);
        }
        let fields = &["omegaHierarchical", "omegaGroups"];
        if groups == 0 {
            made.undefined.all(fields, Reason::NotAsked);
        } else if items < 2 * groups {
            made.undefined.all(fields, Reason::TooFewItems);
        } else if let Some(fit) = general(correlations, groups) {
            made.heywood |= fit.heywood;
            made.general = Some(fit);
        } else {
            made.undefined.all(fields, Reason::NotConverged);
        }
        made
    }
}

/// Every coefficient of the sum of items with this covariance matrix, at least two of them and none constant.
pub(super) fn coefficients(matrix: &Square, factors: &Factors) -> ConsistencyCoefficients {
    let k = matrix.size as f64;
    let mut made = ConsistencyCoefficients::default();
    let (total, own) = (matrix.sum(), matrix.trace());
    if total <= LEAST_TOTAL * own {
        made.undefined.all(ConsistencyCoefficients::FIELDS, Reason::NoVariance);
        return made;
    }
    let squares = matrix.cells.iter().map(|cell| cell * cell);
    let diagonal: f64 = (0..matrix.size).map(|at| matrix.at(at, at) * matrix.at(at, at)).sum();
    let off = (squares.sum::<f64>() - diagonal).max(0.0);
    let first = 1.0 - own / total;
    let widest = (0..matrix.size).map(|row| beside(matrix, row)).fold(0.0, f64::max);
    made.lambda1 = Some(first);
    made.lambda2 = Some(first + (k / (k - 1.0) * off).sqrt() / total);
    made.alpha = Some(k / (k - 1.0) * first);
    made.lambda5 = Some(first + 2.0 * widest.sqrt() / total);
    if matrix.size > SPLIT_ITEMS {
        made.undefined.insert("lambda4", Reason::TooManyItems);
    } else {
        made.lambda4 = Some((total - best_split(matrix)) / total);
    }
    match matrix.inverse_diagonal() {
        Some(inverse) => {
            made.lambda6 = Some(1.0 - inverse.iter().map(|cell| 1.0 / cell).sum::<f64>() / total)
        }
        None => made.undefined.insert("lambda6", Reason::LinearlyDependent),
    }
    let left =
        |unique: &[f64]| -> f64 { unique.iter().enumerate().map(|(at, own)| own * matrix.at(at, at)).sum() };
    made.omega_total = factors.one.as_ref().map(|(_, unique)| 1.0 - left(unique) / total);
    if let Some(General { loadings, uniquenesses, .. }) = &factors.general {
        let sum: f64 = loadings.iter().enumerate().map(|(at, own)| own * matrix.at(at, at).sqrt()).sum();
        made.omega_hierarchical = Some(sum * sum / total);
        made.omega_groups = Some(1.0 - left(uniquenesses) / total);
    }
    made.undefined.extend(&factors.undefined);
    made
}

/// Squared covariances of an item with the others.
fn beside(matrix: &Square, row: usize) -> f64 {
    let cells = matrix.row(row).iter().enumerate().filter(|(column, _)| *column != row);
    cells.map(|(_, cell)| cell * cell).sum()
}

/// The variance of the difference between two parts of the items, as small as a split can make it. Splits come one item
/// apart (Gray's code), so that each costs one pass over the items; the last item stays where it is.
fn best_split(matrix: &Square) -> f64 {
    let items = matrix.size;
    let mut signs = vec![1.0; items];
    // Each item's covariance with the difference of the parts.
    let mut with: Vec<_> = (0..items).map(|row| matrix.row(row).iter().sum::<f64>()).collect();
    let mut value = matrix.sum();
    let mut best = (value, signs.clone());
    for split in 1_u64..1 << (items - 1) {
        let turned = split.trailing_zeros() as usize;
        let sign = signs[turned];
        value -= 4.0 * sign * (with[turned] - sign * matrix.at(turned, turned));
        with.iter_mut().zip(matrix.row(turned)).for_each(|(with, cell)| *with -= 2.0 * sign * cell);
        signs[turned] = -sign;
        if value < best.0 {
            best = (value, signs.clone());
        }
    }
    // Once more without the rounding of the way there.
    let signs = best.1;
    let row = |row: usize| matrix.row(row).iter().zip(&signs).map(|(cell, sign)| cell * sign).sum::<f64>();
    (0..items).map(|at| signs[at] * row(at)).sum()
}

/// The large-sample standard error of raw alpha for items that are jointly normal (van Zyl, Neudecker & Nel 2000), from
/// so many rows; none where items are multiples of one another, so that nothing is left to be off by.
pub(super) fn standard_error(matrix: &Square, rows: f64) -> Option<f64> {
    let k = matrix.size as f64;
    let (total, own) = (matrix.sum(), matrix.trace());
    let squares: f64 = matrix.cells.iter().map(|cell| cell * cell).sum();
    let sums = (0..matrix.size).map(|row| matrix.row(row).iter().sum::<f64>());
    let crossed: f64 = sums.map(|sum| sum * sum).sum();
    let most = total * (squares + own * own);
    let spread = most - 2.0 * own * crossed;
    let scale = 2.0 * k * k / ((k - 1.0) * (k - 1.0) * total * total * total);
    (total > LEAST_TOTAL * own && rows > 0.0 && spread > LEAST_TOTAL * most)
        .then(|| (scale * spread / rows).sqrt())
}

/// What one item is to the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    pub(super) item_rest: Option<f64>,
    pub(super) alpha_if_dropped: Option<f64>,
    pub(super) multiple: Option<f64>,
}

/// Of each item its correlation with the sum of the others, alpha of the others, and the share of its variance that the
/// others foretell.
pub(super) fn items(matrix: &Square) -> Vec<Beside> {
    let (total, own, items) = (matrix.sum(), matrix.trace(), matrix.size);
    let inverse = matrix.inverse_diagonal();
    let one = |at: usize| {
        let variance = matrix.at(at, at);
        let shared = matrix.row(at).iter().sum::<f64>() - variance;
        let (rest, rest_own) = (total - 2.0 * shared - variance, own - variance);
        let some = rest > LEAST_TOTAL * rest_own;
        let k = items as f64 - 1.0;
        Beside {
            item_rest: some.then(|| (shared / (variance * rest).sqrt()).clamp(-1.0, 1.0)),
            alpha_if_dropped: (some && items > 2).then(|| k / (k - 1.0) * (1.0 - rest_own / rest)),
            multiple: inverse.as_ref().map(|inverse| 1.0 - 1.0 / (inverse[at] * variance)),
        }
    };
    (0..items).map(one).collect()
}

/// What to bear in mind about items with this covariance matrix.
pub(super) fn cautions(
    [raw, standardized]: [&Square; 2],
    beside: &[Beside],
    factors: &Factors,
) -> Vec<ConsistencyCaution> {
    let mut made = Vec::new();
    if [raw, standardized].iter().any(|matrix| matrix.sum() < matrix.trace()) {
        made.push(ConsistencyCaution::NegativeMeanCovariance);
    }
    if beside.iter().any(|item| item.item_rest.is_some_and(|rest| rest < 0.0)) {
        made.push(ConsistencyCaution::NegativeItem);
    }
    if factors.heywood {
        made.push(ConsistencyCaution::Heywood);
    }
    made
}
