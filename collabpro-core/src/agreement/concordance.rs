//! Whether raters put the units in the same order: Kendall's W, from whole numbers and rounded once.

use collabpro_derive::Read;
use serde::Serialize;

use super::Bootstrap;
use super::bootstrap::drawn;
use super::estimates::bootstrap;
use super::patterns::Codes;
use super::state::{key, unkeyed};
use super::study::Study;
use crate::base::error::Result;
use crate::base::order;
use crate::base::watch::Watch;
use crate::scoring::{Reason, Undefined};
use crate::stats::chi_square::chi_square_survival;

/// Units whose arrangements can be counted: their factorial is a number of 64 bits.
const MOST_UNITS: u64 = 20;

/// More steps than this, and arrangements are not counted.
const MOST_STEPS: u64 = 1 << 18;

/// Up to here counts are exact as doubles.
const MOST_ARRANGEMENTS: u64 = 1 << 53;

/// `raters² units³` beyond which whole numbers overflow.
const MOST_SQUARES: f64 = 1e37;

/// Whether raters put the units in the same order: Kendall's W, by ranks with their ties.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Concordance {
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// Id of the criterion.
    pub criterion: Option<String>,
    /// Raters with a rating.
    pub raters: u64,
    /// Units that each of them rated, once: all ranks are among these.
    pub units: u64,
    /// Units with a rating that are left out, since not all raters rated them.
    pub left_out: u64,
    /// Kendall's W: 1 if all put the units in the same order, 0 if their orders cancel out.
    pub value: Option<f64>,
    /// Friedman's chi-square, `raters (units - 1) W`.
    pub chi_square: Option<f64>,
    /// Its degrees of freedom.
    pub df: Option<u64>,
    /// By its distribution for many units: how likely so much concordance is among orders at random.
    pub p: Option<f64>,
    /// The same by counting every arrangement of each rater's ranks; for few units and raters.
    pub exact_p: Option<f64>,
    /// By the bootstrap, if replicates were asked for.
    pub bootstrap: Option<Bootstrap>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Kendall's W of one table.
pub(super) fn of(study: &Study<'_>, watch: &mut dyn Watch) -> Result<Concordance> {
    let ranked = Ranked::of(study);
    let units = ranked.times.iter().sum();
    let mut made = Concordance {
        role: None,
        occasion: None,
        criterion: None,
        raters: ranked.ratings.len() as u64,
        units,
        left_out: study.sums.units as u64 - units,
        value: None,
        chi_square: None,
        df: None,
        p: None,
        exact_p: None,
        bootstrap: None,
        undefined: Undefined::default(),
    };
    let squares = match ranked.reason(study, units) {
        Some(reason) => Err(reason),
        None => ranked.squares(&ranked.times).ok_or(Reason::NoVariance),
    };
    let squares = match squares {
        Ok(squares) => squares,
        Err(reason) => {
            made.undefined.all(&["value", "chiSquare", "df", "p", "exactP"], reason);
            return Ok(made);
        }
    };
    let df = units - 1;
    let chi_square = ranked.ratings.len() as f64 * df as f64 * squares.value();
    (made.value, made.chi_square, made.df) = (Some(squares.value()), Some(chi_square), Some(df));
    made.p = chi_square_survival(chi_square, df as f64);
    made.exact_p = ranked.exact(squares.found);
    for (name, p) in [("p", made.p), ("exactP", made.exact_p)] {
        if p.is_none() {
            made.undefined.insert(name, Reason::TooLarge);
        }
    }
    if study.about.options.replicates > 0 {
        let groups = study.about.groups.map(|_| &*ranked.groups);
        let of = |times: &[u64]| ranked.squares(times).map(Squares::value);
        let values = drawn(&ranked.times, groups, study.about.options, watch, &of)?;
        bootstrap(&mut made.bootstrap, &mut made.undefined, Ok(values.into_iter()), study.about.options);
    }
    Ok(made)
}

/// Units that each rater rated once, and how each rater orders them.
struct Ranked {
    /// The group of each row of units rated alike, and how many units it is.
    groups: Vec<u32>,
    times: Vec<u64>,
    /// By rater the rating of each row.
    ratings: Vec<Vec<u32>>,
    /// By rater the rows, the lowest rated first.
    orders: Vec<Vec<usize>>,
}

/// Four times the sum of squares of rank sums around their mean, and 12 times the largest that it could be.
#[derive(Clone, Copy)]
struct Squares {
    found: i128,
    most: i128,
}

impl Squares {
    fn value(self) -> f64 {
        (3 * self.found) as f64 / self.most as f64
    }
}

impl Ranked {
    fn of(study: &Study<'_>) -> Self {
        let mut seen: Vec<u32> = Vec::new();
        study.each_row(&mut |_, _, own| {
            if !own.iter().all(|(rater, _)| seen.binary_search(rater).is_ok()) {
                seen.extend(own.iter().map(|(rater, _)| *rater));
                seen.sort_unstable();
                seen.dedup();
            }
        });
        let group = |row: usize| study.about.groups.map_or(0, |(of_row, _)| of_row[row]);
        let mut rows = Codes::default();
        study.each_row(&mut |row, times, own| {
            if own.iter().map(|(rater, _)| rater).eq(&seen) {
                rows.add(&key(group(row), own), times);
            }
        });
        let (mut groups, mut times) = (Vec::new(), Vec::new());
        let mut ratings: Vec<_> = seen.iter().map(|_| Vec::new()).collect();
        // In the order of their bytes, so that the order of units cannot be seen in a replicate.
        let rows: Vec<_> = rows.iter().collect();
        for at in order::by(rows.len(), &|a, b| rows[a].0.cmp(rows[b].0)) {
            let (group, own) = unkeyed(rows[at].0);
            groups.push(group);
            times.push(rows[at].1);
            ratings.iter_mut().zip(own).for_each(|(all, (_, rating))| all.push(rating));
        }
        let by = |own: &Vec<u32>| order::by(own.len(), &|a, b| own[a].cmp(&own[b]));
        let orders = ratings.iter().map(by).collect();
        Self { groups, times, ratings, orders }
    }

    /// Why there is nothing to say.
    fn reason(&self, study: &Study<'_>, units: u64) -> Option<Reason> {
        let (m, n) = (self.ratings.len() as f64, units as f64);
        match () {
            () if self.ratings.is_empty() => Some(Reason::NoRatings),
            () if study.who.as_ref().err() == Some(&Reason::AnonymousRaters) => Some(Reason::AnonymousRaters),
            () if self.ratings.len() == 1 => Some(Reason::OneRater),
            () if !study.prepared.is_ordered => Some(Reason::NoOrder),
            () if units == 0 => Some(Reason::NoCompleteUnits),
            () if units == 1 => Some(Reason::OneUnit),
            () if m * m * n * n * n > MOST_SQUARES => Some(Reason::TooLarge),
            () => None,
        }
    }

    /// Each rater's ties, the lowest first: the rows, how many units they are, and twice the rank of these.
    fn ties(&self, times: &[u64], each: &mut dyn FnMut(&[usize], u64, u64)) {
        for (ratings, order) in self.ratings.iter().zip(&self.orders) {
            let mut below = 0;
            for alike in order.chunk_by(|a, b| ratings[*a] == ratings[*b]) {
                let units: u64 = alike.iter().map(|row| times[*row]).sum();
                each(alike, units, 2 * below + units + 1);
                below += units;
            }
        }
    }

    /// Of rows that come as often as this; nothing where no rater tells any two units apart.
    fn squares(&self, times: &[u64]) -> Option<Squares> {
        let cubes = |n: u64| i128::from(n) * i128::from(n) * i128::from(n) - i128::from(n);
        let mut sums = vec![0_u64; times.len()];
        let units: u64 = times.iter().sum();
        let m = self.ratings.len() as u64;
        let mut most = i128::from(m) * cubes(units);
        self.ties(times, &mut |alike, units, rank| {
            alike.iter().for_each(|row| sums[*row] += rank);
            most -= cubes(units);
        });
        let most = i128::from(m) * most;
        let found = square(sums.iter().copied().zip(times.iter().copied()), m * (units + 1));
        (most > 0).then_some(Squares { found, most })
    }

    /// How likely it is that arrangements of each rater's ranks at random spread the sums as far apart, or farther: all of
    /// them counted, by the sums that they lead to.
    fn exact(&self, found: i128) -> Option<f64> {
        let units: u64 = self.times.iter().sum();
        if units > MOST_UNITS {
            return None;
        }
        let mut ranks = Vec::new();
        self.ties(&self.times, &mut |_, tied, rank| ranks.extend((0..tied).map(|_| rank)));
        let factorial = |n: u64| (1..=n).product::<u64>();
        let mut raters = ranks.chunks(units as usize);
        let mut sums = Codes::default();
        sums.add(&bytes(raters.next()?.to_vec()), 1);
        let (mut all, mut left) = (1_u64, MOST_STEPS);
        for own in raters {
            let ties = own.chunk_by(|a, b| a == b).map(|tie| factorial(tie.len() as u64));
            let ways = factorial(units) / ties.product::<u64>();
            all = all.checked_mul(ways).filter(|all| *all <= MOST_ARRANGEMENTS)?;
            left = left.checked_sub(ways.checked_mul(sums.iter().count() as u64)?)?;
            let (mut own, mut next) = (own.to_vec(), Codes::default());
            loop {
                for (before, times) in sums.iter() {
                    let mut with: Vec<_> = unbytes(before).zip(&own).map(|(sum, rank)| sum + rank).collect();
                    with.sort_unstable();
                    next.add(&bytes(with), times);
                }
                if !rearrange(&mut own) {
                    break;
                }
            }
            sums = next;
        }
        let mean = self.ratings.len() as u64 * (units + 1);
        let far = sums.iter().filter(|(own, _)| square(unbytes(own).map(|sum| (sum, 1)), mean) >= found);
        Some(far.map(|(_, times)| times).sum::<u64>() as f64 / all as f64)
    }
}

/// The sum of squares around this.
fn square(sums: impl Iterator<Item = (u64, u64)>, mean: u64) -> i128 {
    let apart = |(sum, times): (u64, u64)| {
        let far = i128::from(sum) - i128::from(mean);
        i128::from(times) * far * far
    };
    sums.map(apart).sum()
}

fn bytes(sums: Vec<u64>) -> Vec<u8> {
    sums.into_iter().flat_map(u64::to_le_bytes).collect()
}

fn unbytes(bytes: &[u8]) -> impl Iterator<Item = u64> {
    bytes.as_chunks().0.iter().map(|own| u64::from_le_bytes(*own))
}

/// The next arrangement in dictionary order; false after the last.
fn rearrange(own: &mut [u64]) -> bool {
    let Some(at) = own.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let other = own.iter().rposition(|one| *one > own[at]).unwrap_or(at);
    own.swap(at, other);
    own[at + 1..].reverse();
    true
}

#[cfg(test)]
mod tests {
    use crate::agreement::{AgreementOptions, Concordance};
    use crate::rating_table::{RatingTable, RatingTableOptions};

    fn of(raters: &[Vec<f64>]) -> Concordance {
        let units = (0..raters[0].len()).map(|unit| raters.iter().map(|own| Some(own[unit])).collect());
        let units: Vec<Vec<Option<f64>>> = units.collect();
        let table = RatingTable::from_rows(&units, RatingTableOptions::new()).unwrap();
        table.agreement(AgreementOptions::new().concordance(true)).unwrap().concordance.remove(0)
    }

    #[test]
    fn exact_chances_of_small_designs() {
        // Friedman's chi-square and its chance as Siegel 1956 prints them in table N: three and four units.
        let cases: [(&[&[f64]], f64, f64); 6] = [
            (&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]], 6.0, 0.028),
            (&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]], 4.667, 0.194),
            (&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]], 8.0, 0.0046),
            (&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]], 6.5, 0.042),
            (&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 4.0, 3.0]], 8.2, 0.017),
            (&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 4.0, 3.0]], 5.4, 0.167),
        ];
        for (raters, chi_square, chance) in cases {
            let found = of(&raters.iter().map(|own| own.to_vec()).collect::<Vec<_>>());
            assert!((found.chi_square.unwrap() - chi_square).abs() < 0.0005, "{found:?}");
            assert!((found.exact_p.unwrap() - chance).abs() < 0.0005, "{found:?}");
        }
    }

    #[test]
    fn numbers_beyond_every_scale_are_ranked_as_well() {
        // Two raters without ties: (1 + Spearman's correlation) / 2, here of orders that are turned in their last two.
        let first: Vec<f64> = (0..400).map(|at| f64::from(at) * 0.5).collect();
        let mut second: Vec<f64> = first.iter().map(|value| value * value).collect();
        second.swap(398, 399);
        let n = 400.0_f64;
        let spearman = 1.0 - 6.0 * 2.0 / (n * (n * n - 1.0));
        assert!((of(&[first, second]).value.unwrap() - 0.5 * (1.0 + spearman)).abs() < 1e-15);
    }
}
