//! How much two different categories still agree.

use collabpro_derive::words;

use super::options::Ends;
use crate::rating_table::Scale;
use crate::scoring::Reason;

/// How much two ratings agree: 1 for the same category, less the farther apart.
///
/// On the values `x` of the categories, or on their ranks (Gwet 2014, *Handbook of Inter-Rater Reliability*, 4th ed.,
/// ch. 3); `R` is the largest value less the smallest:
///
/// | weights | agreement of the categories k and l | rests on |
/// | --- | --- | --- |
/// | `identity` | 1 if they are the same, else 0 | nothing |
/// | `ordinal` | `1 - C(d + 1, 2) / C(q, 2)`, `d` ranks apart of `q` | ranks |
/// | `linear` | `1 - abs(x - y) / R` | values |
/// | `quadratic` | `1 - (x - y)² / R²` | values |
/// | `radical` | `1 - sqrt(abs(x - y) / R)` | values |
/// | `ratio` | `1 - ((x - y) / (x + y))² / (R / (max + min))²` | values, none below 0 |
/// | `circular` | `1 - (sin(π (x - y) / period))²` over its largest; the period is `R + 1` unless the option says another | values |
/// | `bipolar` | `1 - (x - y)² / ((x + y - 2 min) (2 max - x - y))` over its largest | values |
/// | `custom` | as given | the matrix |
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Weights {
    /// Only the same category agrees.
    Identity,
    /// By the pairs of ranks between two categories: needs an order, and no distances.
    Ordinal,
    /// By the distance of the values.
    Linear,
    /// By the squared distance of the values.
    Quadratic,
    /// By the root of the distance.
    Radical,
    /// By the squared distance relative to the sum.
    Ratio,
    /// The last category is beside the first.
    Circular,
    /// Distances count more towards both ends.
    Bipolar,
    /// A matrix of one's own.
    Custom,
}

/// Weights of every two categories of a scale, row by row.
#[derive(Clone, Debug)]
pub(super) struct WeightMatrix {
    pub(super) kind: Weights,
    pub(super) categories: usize,
    /// As declared: the first rater's category gives the row.
    pub(super) of: Vec<f64>,
    /// Without an order of the raters.
    pub(super) even: Vec<f64>,
}

impl WeightMatrix {
    /// The weights for a scale; a reason where it does not have them.
    pub(super) fn new(
        kind: Weights,
        scale: &Scale,
        ends: Ends,
        custom: Option<&[Vec<f64>]>,
    ) -> Result<Self, Reason> {
        let values = &scale.values;
        let categories = values.len();
        let of = if kind == Weights::Custom {
            custom.unwrap_or_default().iter().flatten().copied().collect()
        } else {
            made(kind, scale, ends)?
        };
        let turned = |at: usize| of[at % categories * categories + at / categories];
        let even =
            (0..of.len()).map(|at| if of[at] == turned(at) { of[at] } else { 0.5 * (of[at] + turned(at)) });
        let even = even.collect();
        Ok(Self { kind, categories, of, even })
    }

    pub(super) fn row(&self, category: usize) -> &[f64] {
        &self.even[category * self.categories..(category + 1) * self.categories]
    }

    pub(super) fn total(&self) -> f64 {
        self.even.iter().sum()
    }

    /// Whether all that these categories could disagree on counts as agreement.
    pub(super) fn is_one(&self, used: impl Fn(usize) -> bool) -> bool {
        let q = self.categories;
        let rows = (0..q).filter(|row| used(*row));
        let one =
            |row: usize| (0..q).filter(|column| used(*column)).all(|column| self.row(row)[column] == 1.0);
        rows.into_iter().all(one)
    }
}

fn made(kind: Weights, scale: &Scale, ends: Ends) -> Result<Vec<f64>, Reason> {
    let values = &scale.values;
    let q = values.len();
    if kind != Weights::Identity && !scale.is_ordered() {
        return Err(Reason::NoOrder);
    }
    let (Some(&least), Some(&most)) = (values.first(), values.last()) else {
        return Err(Reason::NoRatings);
    };
    if kind == Weights::Ratio && scale.positions {
        return Err(Reason::NoValues);
    }
    if kind == Weights::Ratio && least < 0.0 {
        return Err(Reason::NegativeValues);
    }
    let range = most - least;
    let pairs = |n: usize| (n * n.saturating_sub(1)) as f64 * 0.5;
    let apart = |k: usize, l: usize| -> f64 {
        let (x, y) = (values[k], values[l]);
        match kind {
            Weights::Identity | Weights::Custom => 1.0,
            Weights::Ordinal => pairs(k.abs_diff(l) + 1) / pairs(q),
            Weights::Linear => (x - y).abs() / range,
            Weights::Quadratic => {
                let step = (x - y) / range;
                step * step
            }
            Weights::Radical => ((x - y).abs() / range).sqrt(),
            Weights::Ratio => {
                let step = (x - y) / (x + y) / (range / (most + least));
                step * step
            }
            Weights::Circular => ends.around(x - y),
            Weights::Bipolar => ends.between(x, y),
        }
    };
    let mut of = Vec::with_capacity(q * q);
    (0..q).for_each(|k| of.extend((0..q).map(|l| if k == l { 0.0 } else { apart(k, l) })));
    if matches!(kind, Weights::Circular | Weights::Bipolar) {
        let largest = of.iter().copied().fold(0.0, f64::max);
        of.iter_mut().for_each(|apart| *apart /= if largest > 0.0 { largest } else { 1.0 });
    }
    of.iter_mut().for_each(|apart| *apart = 1.0 - *apart);
    Ok(of)
}
