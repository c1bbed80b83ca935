//! Whether two raters use the categories alike: tests of their square table.

use collabpro_derive::{Read, words};
use serde::Serialize;

use super::study::Study;
use super::sums::NOTHING;
use crate::scoring::{Reason, Undefined};
use crate::stats::chi_square::chi_square_survival;
use crate::stats::dense::{Cholesky, Square};

/// What is asked of a square table.
#[words]
pub enum Symmetry {
    /// Is one rater's k with the other's l as frequent as l with k, for every two categories? Bowker's test; of two categories
    /// McNemar's.
    Bowker,
    /// Do both use each category equally often? Stuart's and Maxwell's test.
    StuartMaxwell,
    /// The same with the variance that is there and not the one if they did; Bhapkar's test.
    Bhapkar,
}

/// One test of whether two raters use the categories alike.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SymmetryTest {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// Id of the criterion.
    pub criterion: Option<String>,
    /// The two raters: names, or numbers of their columns from 1.
    pub raters: [String; 2],
    /// Which.
    pub test: Symmetry,
    /// Units that both rated.
    pub units: u64,
    /// Those of them on which they differ: all that the tests look at.
    pub differing: u64,
    /// The statistic.
    pub chi_square: Option<f64>,
    /// Its degrees of freedom, of what was seen: for Bowker's the pairs of categories that were confused, for the others the
    /// categories less one of each group that was never confused with another.
    pub df: Option<u64>,
    /// By its distribution for many units on which they differ.
    pub p: Option<f64>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// All tests of every two raters with a unit in common.
pub(super) fn tests(study: &Study<'_>, name: &dyn Fn(usize) -> String) -> Vec<SymmetryTest> {
    let Ok(who) = &study.who else { return Vec::new() };
    let mut made = Vec::new();
    for first in 0..who.shape.raters {
        for second in first + 1..who.shape.raters {
            let Some(table) = who.table(who.shape.pair(first, second)) else { continue };
            let units = table.iter().sum();
            if units == 0 {
                continue;
            }
            let square = SquareTable { counts: table, categories: who.shape.categories };
            let (bowker, confused) = square.bowker();
            let (homogeneity, df) = square.homogeneity();
            let left = 1.0 - homogeneity / units as f64;
            let bhapkar = (left > NOTHING).then(|| homogeneity / left);
            for (test, found, df) in [
                (Symmetry::Bowker, Some(bowker), confused),
                (Symmetry::StuartMaxwell, Some(homogeneity), df),
                (Symmetry::Bhapkar, bhapkar, df),
            ] {
                let chi_square = found.filter(|_| df > 0);
                let mut undefined = Undefined::default();
                if chi_square.is_none() {
                    undefined.all(&["chiSquare", "df", "p"], Reason::NoVariance);
                }
                made.push(SymmetryTest {
                    role: None,
                    occasion: None,
                    criterion: None,
                    raters: [name(first), name(second)],
                    test,
                    units,
                    differing: square.differing(),
                    chi_square,
                    df: chi_square.map(|_| df),
                    p: chi_square.and_then(|found| chi_square_survival(found, df as f64)),
                    undefined,
                });
            }
        }
    }
    made
}

/// How many units have the first's category in each row and the second's in each column.
struct SquareTable<'a> {
    counts: &'a [u64],
    categories: usize,
}

impl SquareTable<'_> {
    fn at(&self, row: usize, column: usize) -> u64 {
        self.counts[row * self.categories + column]
    }

    /// Units with these two categories, whoever gave which.
    fn both(&self, one: usize, other: usize) -> u64 {
        self.at(one, other) + self.at(other, one)
    }

    fn differing(&self) -> u64 {
        let same: u64 = (0..self.categories).map(|at| self.at(at, at)).sum();
        self.counts.iter().sum::<u64>() - same
    }

    /// Bowker's statistic, and the pairs of categories that it rests on.
    fn bowker(&self) -> (f64, u64) {
        let (mut sum, mut pairs) = (0.0, 0);
        for row in 0..self.categories {
            for column in row + 1..self.categories {
                let both = self.both(row, column);
                if both > 0 {
                    let apart = self.at(row, column).abs_diff(self.at(column, row)) as f64;
                    sum += apart * apart / both as f64;
                    pairs += 1;
                }
            }
        }
        (sum, pairs)
    }

    /// Stuart's and Maxwell's statistic `d' S⁻¹ d` with its degrees of freedom. S has one row too many for each group of
    /// categories that are confused with one another and with no others: its last.
    fn homogeneity(&self) -> (f64, u64) {
        let q = self.categories;
        let mut seen = vec![false; q];
        let (mut sum, mut df) = (0.0, 0);
        for first in 0..q {
            let mut group = Vec::new();
            let mut next = if seen[first] { Vec::new() } else { vec![first] };
            while let Some(at) = next.pop() {
                if !seen[at] {
                    seen[at] = true;
                    group.push(at);
                    next.extend((0..q).filter(|other| *other != at && self.both(at, *other) > 0));
                }
            }
            group.sort_unstable();
            group.pop();
            let others = |at: usize| (0..q).filter(move |other| *other != at);
            let mut spread = Square::zeros(group.len());
            for (row, one) in group.iter().enumerate() {
                for (column, other) in group.iter().enumerate() {
                    let cell = match row == column {
                        true => others(*one).map(|other| self.both(*one, other)).sum::<u64>() as f64,
                        false => -(self.both(*one, *other) as f64),
                    };
                    spread.set(row, column, cell);
                }
            }
            let apart = |at: &usize| {
                others(*at).map(|other| self.at(*at, other) as f64 - self.at(other, *at) as f64).sum::<f64>()
            };
            let apart: Vec<_> = group.iter().map(apart).collect();
            if let Some(factor) = Cholesky::new(&spread, 0.0) {
                let solved = factor.solve(apart.clone());
                sum += apart.iter().zip(solved).map(|(one, other)| one * other).sum::<f64>();
                df += group.len() as u64;
            }
        }
        (sum, df)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eyes_of_7477_women() {
        // Unaided vision, right eye by left: Stuart 1955, Biometrika 42:412-416, whose test gives 11.96; Bhapkar's 11.98 also
        // in Grizzle, Starmer & Koch 1969. All digits by SquareTable of statsmodels 0.15.0 (oracle/symmetry.py).
        let counts: [u64; 16] =
            [1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492];
        let table = SquareTable { counts: &counts, categories: 4 };
        let units: u64 = counts.iter().sum();
        assert_eq!(units, 7477);
        let (bowker, pairs) = table.bowker();
        assert!((bowker - 19.10655021526677).abs() < 1e-10 && pairs == 6, "{bowker}");
        let (homogeneity, df) = table.homogeneity();
        assert!((homogeneity - 11.956569622982554).abs() < 1e-10 && df == 3, "{homogeneity}");
        let bhapkar = homogeneity / (1.0 - homogeneity / units as f64);
        assert!((bhapkar - 11.975720155525673).abs() < 1e-10, "{bhapkar}");
    }
}
