//! Does Feldt's interval of alpha cover? Items with one common factor, as real numbers and as ratings on four categories;
//! complete, and with three of ten ratings missing at random.

use super::{Page, replicates, slack, thousandths};
use crate::consistency::{ConsistencyOptions, MissingRatings};
use crate::rating_table::{RatingTable, RatingTableOptions};
use crate::stats::distribution::normal_cdf;
use crate::stats::random::Random;

/// Rows and items.
const SIZES: [(usize, usize); 3] = [(10, 3), (30, 5), (200, 12)];

const LIMITS: [f64; 3] = [-0.8, 0.2, 1.0];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Items {
    /// Normal, all alike: what the interval is made for.
    Alike,
    /// Normal, loading on the factor from .3 to .9.
    Unequal,
    /// Alike, and rated on four categories.
    Rungs,
}

impl Items {
    fn loading(self, item: usize, items: usize) -> f64 {
        match self {
            Self::Unequal => 0.3 + 0.6 * item as f64 / (items - 1) as f64,
            _ => 0.5_f64.sqrt(),
        }
    }

    fn cell(self, random: &mut Random, factor: f64, loading: f64) -> f64 {
        let latent = loading * factor + (1.0 - loading * loading).sqrt() * random.normal();
        match self {
            Self::Rungs => LIMITS.iter().filter(|limit| latent > **limit).count() as f64,
            _ => latent,
        }
    }

    /// Alpha of the population.
    fn alpha(self, items: usize) -> f64 {
        let loadings: Vec<_> = (0..items).map(|item| self.loading(item, items)).collect();
        let k = items as f64;
        let (own, shared) = match self {
            Self::Rungs => categories(loadings[0]),
            _ => (1.0, 0.0),
        };
        let sum: f64 = loadings.iter().sum();
        let squares: f64 = loadings.iter().map(|loading| loading * loading).sum();
        let total = own * k + if self == Self::Rungs { shared * k * (k - 1.0) } else { sum * sum - squares };
        k / (k - 1.0) * (1.0 - own * k / total)
    }
}

impl Items {
    /// Omega total of the population: what is not shared is an item's own, on categories also what they lose.
    fn omega(self, items: usize) -> f64 {
        if self == Self::Rungs {
            return self.alpha(items);
        }
        let loadings: Vec<_> = (0..items).map(|item| self.loading(item, items)).collect();
        let shared = loadings.iter().sum::<f64>();
        let own = loadings.iter().map(|loading| 1.0 - loading * loading).sum::<f64>();
        1.0 - own / (shared * shared + own)
    }
}

/// Variance of a rating, and covariance of two, by the trapezoidal rule over the factor.
fn categories(loading: f64) -> (f64, f64) {
    let rest = (1.0 - loading * loading).sqrt();
    let (mut weights, mut mean, mut square, mut product) = (0.0, 0.0, 0.0, 0.0);
    for step in -800..=800 {
        let factor = f64::from(step) / 100.0;
        let weight = libm::exp(-0.5 * factor * factor);
        let above = LIMITS.map(|limit| normal_cdf((loading * factor - limit) / rest).unwrap());
        let first: f64 = above.iter().sum();
        // The square of a count is the sum of 2 k - 1 over the limits that are passed.
        let second: f64 = above.iter().zip([1.0, 3.0, 5.0]).map(|(share, odd)| share * odd).sum();
        weights += weight;
        mean += weight * first;
        square += weight * second;
        product += weight * first * first;
    }
    let mean = mean / weights;
    (square / weights - mean * mean, product / weights - mean * mean)
}

/// How often the interval covers, and how often there is one.
fn coverage(
    items: Items,
    (rows, columns): (usize, usize),
    lost: f64,
    missing: MissingRatings,
    replicates: u64,
) -> (f64, f64) {
    let truth = items.alpha(columns);
    let (mut covered, mut defined) = (0_u32, 0_u32);
    for replicate in 0..replicates {
        let mut random = Random::new(73, (rows as u64) << 40 | (items as u64) << 36 | replicate);
        let mut cells = Vec::with_capacity(rows * columns);
        for _ in 0..rows {
            let factor = random.normal();
            for item in 0..columns {
                let cell = items.cell(&mut random, factor, items.loading(item, columns));
                cells.push(if random.unit() < lost { f64::NAN } else { cell });
            }
        }
        let matrix = RatingTable::from_numbers(cells, columns, RatingTableOptions::new()).unwrap();
        let found = matrix.consistency(ConsistencyOptions::new().missing(missing).group_factors(0)).unwrap();
        if let Some(ends) = found.results[0].interval {
            defined += 1;
            covered += u32::from((ends.lower..=ends.upper).contains(&truth));
        }
    }
    (f64::from(covered) / f64::from(defined.max(1)), f64::from(defined) / replicates as f64)
}

#[test]
fn how_often_the_interval_of_alpha_covers() {
    let mut page = Page::new(include_str!("../../docs/consistency.md"));
    for items in [Items::Alike, Items::Unequal, Items::Rungs] {
        for size in SIZES {
            // Small runs spare the largest table.
            let replicates = replicates(if size.0 < 100 { 200 } else { 50 }, 10_000);
            let mut shown = Vec::new();
            for (lost, missing) in [
                (0.0, MissingRatings::Listwise),
                (0.3, MissingRatings::Listwise),
                (0.3, MissingRatings::Pairwise),
            ] {
                let (covers, defined) = coverage(items, size, lost, missing, replicates);
                shown.push(thousandths(covers));
                if lost > 0.0 {
                    shown.push(thousandths(defined));
                } else {
                    // Only for items that are alike and normal is the interval exact.
                    let margin = if items == Items::Alike { 0.0 } else { 0.015 };
                    let off = (covers - 0.95).abs();
                    assert!(off <= margin + slack(0.95, replicates), "{items:?} {size:?}: {covers}");
                    assert!(defined > 0.999);
                }
            }
            let name = match items {
                Items::Alike => "alike",
                Items::Unequal => "unequal",
                Items::Rungs => "categories",
            };
            page.says(format!("| {name} | {} × {} | {} |", size.0, size.1, shown.join(" | ")));
        }
    }
    page.hold();
}

/// The interval of 95 % of omega is one for large samples. The page shows these.
#[test]
fn how_often_the_interval_of_omega_covers() {
    println!("items | rows x items | the 95 % interval of omega covers | is defined");
    for (items, shown) in [
        (Items::Alike, [0.924, 0.944, 0.949]),
        (Items::Unequal, [0.917, 0.945, 0.950]),
        (Items::Rungs, [0.919, 0.950, 0.956]),
    ] {
        for ((rows, columns), shown) in SIZES.into_iter().zip(shown) {
            let replicates = replicates(if rows < 100 { 200 } else { 30 }, 10_000);
            let truth = items.omega(columns);
            let (mut covered, mut defined) = (0_u64, 0_u64);
            for replicate in 0..replicates {
                let mut random = Random::new(79, (rows as u64) << 40 | (items as u64) << 36 | replicate);
                let mut cells = Vec::with_capacity(rows * columns);
                for _ in 0..rows {
                    let factor = random.normal();
                    let own = (0..columns)
                        .map(|item| items.cell(&mut random, factor, items.loading(item, columns)));
                    cells.extend(own);
                }
                let matrix = RatingTable::from_numbers(cells, columns, RatingTableOptions::new()).unwrap();
                let found = matrix.consistency(ConsistencyOptions::new().group_factors(0)).unwrap();
                let Some(ends) = found.results[0].omega_interval else { continue };
                defined += 1;
                covered += u64::from((ends.lower..=ends.upper).contains(&truth));
            }
            let (covers, defined) = (covered as f64 / defined as f64, defined as f64 / replicates as f64);
            println!("{items:?} | {rows} x {columns} | {covers:.3} | {defined:.3}");
            assert!((covers - shown).abs() <= 0.01 + slack(shown, replicates), "{items:?} {rows}: {covers}");
        }
    }
}
