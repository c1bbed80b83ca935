//! Elementary symmetric functions of one design: how likely each sum of ratings is, and what is expected of its parts given the sum.
//!
//! Every rating has its chances, and those of their sum are the product of polynomials. All is put together of sums of positive
//! numbers, from both ends of the list and never by taking one out again, which loses digits (Verhelst, Glas & van der Sluis 1984,
//! Computational Statistics Quarterly 1:245-262; Formann 1986, Psychometrika 51:335-339).

use crate::rasch::likelihood::linear::dot;

/// Chances of each category of each rating, all at one place of the unit, and how often each sum of ratings was seen.
pub(in crate::rasch) struct Sums<'a> {
    chances: &'a [Vec<f64>],
    /// Chances of the sums of the first ratings, and of the last ones.
    before: Vec<Vec<f64>>,
    after: Vec<Vec<f64>>,
    /// Of the last ratings from each on, what their sum leaves to the others: `Σ after(b) seen(b + c) / chance(b + c)`.
    left: Vec<Vec<f64>>,
}

/// The chances of a sum with one rating more.
fn longer(sums: &[f64], own: &[f64]) -> Vec<f64> {
    let mut made = vec![0.0; sums.len() + own.len() - 1];
    for (at, chance) in own.iter().enumerate() {
        made[at..].iter_mut().zip(sums).for_each(|(to, sum)| *to += chance * sum);
    }
    made
}

/// The sum of products as far as both go.
fn overlap(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    dot(&a[..n], &b[..n])
}

impl<'a> Sums<'a> {
    /// `seen` are sums of ratings, each with how many units had it.
    pub(in crate::rasch) fn new(chances: &'a [Vec<f64>], seen: &[(usize, f64)]) -> Self {
        let mut before = vec![vec![1.0]];
        for own in chances {
            let next = longer(&before[before.len() - 1], own);
            before.push(next);
        }
        let mut after = vec![vec![1.0]];
        for own in chances.iter().rev() {
            let next = longer(&after[after.len() - 1], own);
            after.push(next);
        }
        after.reverse();
        let all = &after[0];
        let mut ratio = vec![0.0; all.len()];
        seen.iter().for_each(|(sum, units)| ratio[*sum] += units / all[*sum]);
        let left = |sums: &Vec<f64>| (0..ratio.len()).map(|at| overlap(sums, &ratio[at..])).collect();
        let left = after.iter().map(left).collect();
        Self { chances, before, after, left }
    }

    /// The chance of a sum.
    pub(in crate::rasch) fn chance(&self, sum: usize) -> f64 {
        self.after[0][sum]
    }

    /// The chance of each category of a rating where the sum is this.
    pub(in crate::rasch) fn given(&self, rating: usize, sum: usize) -> Vec<f64> {
        let (before, after) = (&self.before[rating], &self.after[rating + 1]);
        let of = |(category, chance): (usize, &f64)| {
            let Some(rest) = sum.checked_sub(category) else { return 0.0 };
            let from = (rest + 1).saturating_sub(after.len());
            let parts = before.iter().enumerate().skip(from).take_while(|(at, _)| *at <= rest);
            chance * parts.map(|(at, value)| value * after[rest - at]).sum::<f64>() / self.after[0][sum]
        };
        self.chances[rating].iter().enumerate().map(of).collect()
    }

    /// The chances of the categories of two ratings together, summed over units: `take` is given two ratings, the first one first, and a row for
    /// each category of the first.
    pub(in crate::rasch) fn pairs(&self, mut take: impl FnMut(usize, usize, &[Vec<f64>])) {
        for one in 0..self.chances.len() {
            let mut between = self.before[one].clone();
            for other in one + 1..self.chances.len() {
                let left = &self.left[other + 1];
                let (a, b) = (&self.chances[one], &self.chances[other]);
                let rest: Vec<f64> = (0..a.len() + b.len() - 1)
                    .map(|at| if at < left.len() { overlap(&between, &left[at..]) } else { 0.0 })
                    .collect();
                let row = |(at, first): (usize, &f64)| -> Vec<f64> {
                    b.iter().zip(&rest[at..]).map(|(second, rest)| first * second * rest).collect()
                };
                let rows: Vec<Vec<f64>> = a.iter().enumerate().map(row).collect();
                take(one, other, &rows);
                between = longer(&between, b);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_going_through_all_ratings_finds() {
        let chances = [vec![0.2, 0.5, 0.3], vec![0.6, 0.4], vec![0.1, 0.2, 0.3, 0.4]];
        let seen = [(2, 3.0), (4, 1.0)];
        let sums = Sums::new(&chances, &seen);
        let mut all = [0.0; 7];
        let mut cells = Vec::new();
        for (a, p) in chances[0].iter().enumerate() {
            for (b, q) in chances[1].iter().enumerate() {
                for (c, r) in chances[2].iter().enumerate() {
                    all[a + b + c] += p * q * r;
                    cells.push(([a, b, c], p * q * r));
                }
            }
        }
        assert!((0..7).all(|sum| (sums.chance(sum) - all[sum]).abs() < 1e-15));
        for (rating, own) in chances.iter().enumerate() {
            for category in 0..own.len() {
                let is_own = |cell: &&([usize; 3], f64)| {
                    cell.0[rating] == category && cell.0.iter().sum::<usize>() == 4
                };
                let want: f64 = cells.iter().filter(is_own).map(|cell| cell.1).sum::<f64>() / all[4];
                assert!((sums.given(rating, 4)[category] - want).abs() < 1e-14);
            }
        }
        sums.pairs(|one, other, rows| {
            for (at, row) in rows.iter().enumerate() {
                for (second, value) in row.iter().enumerate() {
                    let of = |(sum, units): &(usize, f64)| {
                        let is_own = |cell: &&([usize; 3], f64)| {
                            cell.0[one] == at
                                && cell.0[other] == second
                                && cell.0.iter().sum::<usize>() == *sum
                        };
                        units * cells.iter().filter(is_own).map(|cell| cell.1).sum::<f64>() / all[*sum]
                    };
                    let want: f64 = seen.iter().map(of).sum();
                    assert!((value - want).abs() < 1e-14, "{one} {other} {at} {second}");
                }
            }
        });
    }
}
