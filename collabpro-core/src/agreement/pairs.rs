//! Coefficients that ask who gave a rating: Cohen's, Light's and Conger's.

use std::ops::Range;

use super::influence::{Parts, Shape};
use super::patterns::CodeRows;
use super::sums::{Found, NOTHING};
use super::weights::WeightMatrix;
use crate::base::error::Result;
use crate::base::parts::in_parts;
use crate::base::watch::Watch;
use crate::scoring::Reason;
use crate::stats::moments;

/// Cells of the tables of all pairs of raters: more, and they are not made.
pub(super) const MOST_CELLS: usize = 1 << 22;

/// Who chose what, and with whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    pub(super) shape: Shape,
    /// Ratings by rater and category.
    pub(super) margins: Vec<u64>,
    /// Units by pair of raters and their categories; empty where there would be too many.
    pub(super) tables: Vec<u64>,
}

impl Who {
    pub(super) fn new(raters: usize, categories: usize, with_pairs: bool) -> Self {
        let shape = Shape { raters, categories };
        let cells =
            shape.all_pairs().checked_mul(categories * categories).filter(|cells| *cells <= MOST_CELLS);
        let tables = vec![0; cells.filter(|_| with_pairs).unwrap_or(0)];
        Self { margins: vec![0; raters * categories], tables, shape }
    }

    pub(super) fn has_pairs(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Counts rows, in whole numbers: however they are cut.
    pub(super) fn count(&mut self, rows: CodeRows<'_>, watch: &mut dyn Watch) -> Result<()> {
        let (margins, pairs) = (self.margins.len(), self.tables.len());
        let shape = self.shape.clone();
        let part = |range: Range<usize>| {
            let (mut margins, mut tables) = (vec![0_u64; margins], vec![0_u64; pairs]);
            rows.each(range, |row, ratings| {
                let times = rows.times(row);
                for (rater, code) in ratings {
                    margins[*rater as usize * shape.categories + usize::from(*code)] += times;
                }
                if pairs > 0 {
                    shape.pairs(ratings, |place| tables[place] += times);
                }
            });
            (margins, tables)
        };
        let mut take = |(margins, tables): (Vec<u64>, Vec<u64>)| {
            self.margins.iter_mut().zip(margins).for_each(|(all, own)| *all += own);
            self.tables.iter_mut().zip(tables).for_each(|(all, own)| *all += own);
        };
        in_parts(rows.len(), watch, part, &mut take)
    }

    /// Adds the ratings of a unit so many times.
    pub(super) fn add(&mut self, ratings: &[(u32, u8)], times: u64) {
        for (rater, code) in ratings {
            self.margins[*rater as usize * self.shape.categories + usize::from(*code)] += times;
        }
        if !self.tables.is_empty() {
            self.shape.pairs(ratings, |place| self.tables[place] += times);
        }
    }

    /// Raters with a rating.
    pub(super) fn raters(&self) -> impl Iterator<Item = (usize, &[u64])> {
        let rows = self.margins.chunks(self.shape.categories.max(1)).enumerate();
        rows.filter(|(_, counts)| counts.iter().any(|n| *n > 0))
    }

    /// The two raters that there are, if there are two.
    fn two(&self) -> Option<(usize, usize)> {
        let mut raters = self.raters().map(|(at, _)| at);
        match (raters.next(), raters.next(), raters.next()) {
            (Some(first), Some(second), None) => Some((first, second)),
            _ => None,
        }
    }

    /// The table of a pair; none where there would be too many.
    pub(super) fn table(&self, pair: usize) -> Option<&[u64]> {
        let cells = self.shape.categories * self.shape.categories;
        self.tables.get(pair * cells..(pair + 1) * cells)
    }

    /// Cohen's kappa of the only two raters.
    pub(super) fn cohen(&self, weights: &WeightMatrix) -> (Found, Option<Two>) {
        let Some((first, second)) = self.two() else {
            let reason =
                if self.raters().next().is_none() { Reason::NoRatings } else { Reason::NotTwoRaters };
            return (Found::none(reason), None);
        };
        let Some(table) = self.table(self.shape.pair(first, second)) else {
            return (Found::none(Reason::TooManyPairs), None);
        };
        let two = Two::new(table, weights);
        (two.found, Some(two))
    }

    /// Where the tables of all pairs with a unit in common begin, with what each pair gives.
    pub(super) fn all(&self, weights: &WeightMatrix) -> Vec<(usize, Two)> {
        let cells = self.shape.categories * self.shape.categories;
        let pairs = self.tables.chunks(cells.max(1)).enumerate();
        pairs
            .filter(|(_, table)| table.iter().any(|n| *n > 0))
            .map(|(pair, table)| (pair, Two::new(table, weights)))
            .collect()
    }

    /// Light's kappa: the mean of Cohen's over the pairs of raters for which it is defined.
    pub(super) fn light(&self, all: &[(usize, Two)]) -> Found {
        let raters = self.raters().count();
        let reason = match raters {
            0 => Some(Reason::NoRatings),
            1 => Some(Reason::OneRater),
            _ if !self.has_pairs() => Some(Reason::TooManyPairs),
            _ if all.is_empty() => Some(Reason::NoPairableUnits),
            _ => None,
        };
        if let Some(reason) = reason {
            return Found::none(reason);
        }
        let pairs = all.iter().map(|(_, two)| two);
        let mut used: Vec<_> = pairs.clone().filter(|two| two.found.value.is_some()).collect();
        if used.is_empty() {
            used = pairs.collect();
        }
        let mean = |of: &dyn Fn(&Found) -> Option<f64>| {
            let mut values: Vec<_> = used.iter().filter_map(|two| of(&two.found)).collect();
            // In the order of the values, so that raters' names do not matter.
            values.sort_unstable_by(f64::total_cmp);
            (!values.is_empty()).then(|| moments::mean(&values))
        };
        let value = mean(&|found| found.value);
        let reason = value.is_none().then_some(Reason::NoVariance);
        Found {
            observed: mean(&|found| found.observed),
            expected: mean(&|found| found.expected),
            value,
            reason,
        }
    }

    /// What each pair of ratings does to Light's kappa.
    pub(super) fn influence_on_light(
        &self,
        all: &[(usize, Two)],
        units: u64,
        weights: &WeightMatrix,
    ) -> Parts {
        let cells = self.shape.categories * self.shape.categories;
        let defined: Vec<_> = all.iter().filter(|(_, two)| two.found.value.is_some()).collect();
        let mut by_pair = vec![0.0; self.tables.len()];
        let mut nature = 0.0_f64;
        for (pair, two) in &defined {
            let scale = units as f64 / (two.units * defined.len() as f64);
            nature = nature.max(scale * two.nature());
            let own = &mut by_pair[pair * cells..(pair + 1) * cells];
            own.iter_mut().zip(two.influence(weights)).for_each(|(all, own)| *all = scale * own);
        }
        Parts { by_pair, nature, units, ..Parts::default() }
    }

    /// Conger's chance agreement: of two ratings of different raters, each at random from their rater's own.
    pub(super) fn conger(&self, observed: f64, weights: &WeightMatrix) -> (Found, Chance) {
        let q = self.shape.categories;
        // In the order of what raters chose, so that their names do not matter.
        let mut raters: Vec<_> = self.raters().map(|(_, counts)| counts).collect();
        raters.sort_unstable();
        let count = raters.len() as f64;
        let reason = match raters.len() {
            0 => Some(Reason::NoRatings),
            1 => Some(Reason::OneRater),
            _ => None,
        };
        if let Some(reason) = reason {
            return (Found::none(reason), Chance::default());
        }
        let (mut sums, mut products) = (vec![0.0; q], vec![0.0; q * q]);
        let mut shares = vec![0.0; q];
        for counts in &raters {
            share(counts, &mut shares);
            for (k, own) in shares.iter().enumerate().filter(|(_, own)| **own > 0.0) {
                sums[k] += own;
                products[k * q..(k + 1) * q]
                    .iter_mut()
                    .zip(&shares)
                    .for_each(|(all, other)| *all += own * other);
            }
        }
        let mut chance = 0.0;
        for k in 0..q {
            for (l, weight) in weights.row(k).iter().enumerate() {
                chance += weight * (sums[k] * sums[l] - products[k * q + l]);
            }
        }
        chance /= count * (count - 1.0);
        let is_one = weights.is_one(|category| sums[category] > 0.0);
        (Found::corrected(observed, chance, is_one), Chance { sums, raters: count })
    }

    /// What each rating does to Conger's kappa through chance agreement: the linearisation of each rater's own shares.
    pub(super) fn influence_on_conger(
        &self,
        found: &Found,
        chance: &Chance,
        units: u64,
        weights: &WeightMatrix,
    ) -> Vec<f64> {
        let (Some(value), Some(expected)) = (found.value, found.expected) else { return Vec::new() };
        let q = self.shape.categories;
        let factor = -2.0 * (1.0 - value) / (1.0 - expected) / (chance.raters * (chance.raters - 1.0));
        let mut by_rating = vec![0.0; self.margins.len()];
        let (mut shares, mut near) = (vec![0.0; q], vec![0.0; q]);
        for (rater, counts) in self.raters() {
            let ratings = share(counts, &mut shares);
            for (k, near) in near.iter_mut().enumerate() {
                let others = chance.sums.iter().zip(&shares).map(|(all, own)| all - own);
                *near = weights.row(k).iter().zip(others).map(|(weight, other)| weight * other).sum();
            }
            let mean: f64 = near.iter().zip(&shares).map(|(near, own)| near * own).sum();
            let scale = factor * units as f64 / ratings;
            for (place, near) in by_rating[rater * q..(rater + 1) * q].iter_mut().zip(&near) {
                *place = scale * (near - mean);
            }
        }
        by_rating
    }
}

/// Sums of all raters' shares.
#[derive(Clone, Debug, Default)]
pub(super) struct Chance {
    sums: Vec<f64>,
    raters: f64,
}

/// A rater's shares; and how many ratings there are.
fn share(counts: &[u64], shares: &mut [f64]) -> f64 {
    let ratings = counts.iter().sum::<u64>() as f64;
    shares.iter_mut().zip(counts).for_each(|(share, n)| *share = *n as f64 / ratings);
    ratings
}

/// Two raters.
#[derive(Clone, Debug)]
pub(super) struct Two {
    pub(super) found: Found,
    pub(super) units: f64,
    table: Vec<u64>,
    first: Vec<u64>,
    second: Vec<u64>,
}

impl Two {
    /// Cohen's kappa of a table (Cohen 1968). All products of margins are whole numbers, and the two raters may change
    /// places where weights are even.
    fn new(table: &[u64], weights: &WeightMatrix) -> Self {
        let q = weights.categories;
        let (mut first, mut second) = (vec![0_u64; q], vec![0_u64; q]);
        for (row, counts) in table.chunks(q).enumerate() {
            first[row] = counts.iter().sum();
            second.iter_mut().zip(counts).for_each(|(all, own)| *all += own);
        }
        let n: u64 = first.iter().sum();
        let units = n as f64;
        let mut two =
            Self { found: Found::none(Reason::NoPairableUnits), units, table: table.to_vec(), first, second };
        if n == 0 {
            return two;
        }
        let product = |k: usize, l: usize| u128::from(two.first[k]) * u128::from(two.second[l]);
        let (mut observed, mut expected) = (0.0, 0.0);
        for k in 0..q {
            observed += weights.of[k * q + k] * two.table[k * q + k] as f64;
            expected += weights.of[k * q + k] * product(k, k) as f64;
            for l in k + 1..q {
                let (there, back) = (weights.of[k * q + l], weights.of[l * q + k]);
                if there == back {
                    observed += there * (two.table[k * q + l] + two.table[l * q + k]) as f64;
                    expected += there * (product(k, l) + product(l, k)) as f64;
                } else {
                    observed += there * two.table[k * q + l] as f64 + back * two.table[l * q + k] as f64;
                    expected += there * product(k, l) as f64 + back * product(l, k) as f64;
                }
            }
        }
        let used = |category: usize| two.first[category] + two.second[category] > 0;
        let observed = observed / units;
        // What is expected beside one who always gives the same is what is observed, whatever the weights.
        let expected = if two.has_constant() { observed } else { expected / units / units };
        two.found = Found::corrected(observed, expected, weights.is_one(used));
        two
    }

    /// Whether one of the two always gives the same rating.
    fn has_constant(&self) -> bool {
        [&self.first, &self.second].iter().any(|counts| counts.iter().filter(|n| **n > 0).count() == 1)
    }

    fn nature(&self) -> f64 {
        let (value, chance) = (self.found.value.unwrap_or(0.0), self.found.expected.unwrap_or(0.0));
        (1.0 + value.abs()) / (1.0 - chance).max(NOTHING)
    }

    /// Mean weight of each category with the other rater's ratings: by row, by column.
    fn near(&self, weights: &WeightMatrix) -> (Vec<f64>, Vec<f64>) {
        let q = weights.categories;
        let over = |counts: &[u64], weight: &dyn Fn(usize) -> f64| -> f64 {
            counts.iter().enumerate().map(|(at, n)| weight(at) * *n as f64).sum::<f64>() / self.units
        };
        let rows = (0..q).map(|row| over(&self.second, &|column| weights.of[row * q + column])).collect();
        let columns = (0..q).map(|column| over(&self.first, &|row| weights.of[row * q + column])).collect();
        (rows, columns)
    }

    /// What a unit in each cell does to kappa (Fleiss, Cohen & Everitt 1969).
    pub(super) fn influence(&self, weights: &WeightMatrix) -> Vec<f64> {
        let (Some(value), Some(chance)) = (self.found.value, self.found.expected) else {
            return vec![0.0; self.table.len()];
        };
        let q = weights.categories;
        let (rows, columns) = self.near(weights);
        let mean = value - chance * (1.0 - value);
        let of = |cell: usize| {
            let near = rows[cell / q] + columns[cell % q];
            (weights.of[cell] - near * (1.0 - value) - mean) / (1.0 - chance)
        };
        (0..q * q).map(of).collect()
    }

    pub(super) fn parts(&self, cells: usize, from: usize, weights: &WeightMatrix) -> Parts {
        let mut by_pair = vec![0.0; cells];
        by_pair[from..from + self.table.len()].copy_from_slice(&self.influence(weights));
        Parts { by_pair, nature: self.nature(), units: self.units as u64, is_two: true, ..Parts::default() }
    }

    /// The standard error if the two agreed by chance only (Fleiss, Cohen & Everitt 1969); none where one of them always gives the
    /// same, whose agreement is that of chance whatever they do.
    pub(super) fn null_error(&self, weights: &WeightMatrix) -> Option<f64> {
        let chance = self.found.expected?;
        self.found.value.filter(|_| !self.has_constant())?;
        let q = weights.categories;
        let (rows, columns) = self.near(weights);
        let square = |k: usize, l: usize| {
            let share = self.first[k] as f64 * self.second[l] as f64 / (self.units * self.units);
            let far = weights.of[k * q + l] - (rows[k] + columns[l]) + chance;
            share * far * far
        };
        // Each cell with its mirror image, so that the two may change places.
        let mut sum = 0.0;
        for k in 0..q {
            sum += square(k, k);
            (k + 1..q).for_each(|l| sum += square(k, l) + square(l, k));
        }
        Some((sum / self.units).sqrt() / (1.0 - chance))
    }
}
