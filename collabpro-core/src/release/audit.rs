//! What could be computed from shown cells by adding and subtracting them.
//!
//! A shown cell is an equation about single ratings: a criterion's share is the sum of its people's ratings over their
//! number, a construct's share the mean of its criteria's shares. Whoever holds the cells can form any combination of
//! these equations. A combination in which only the ratings of fewer people than the minimum are left is a leak: it gives
//! their total, or (joiners less leavers) a difference that may tell each one's rating.
//!
//! Cells of one occasion and construct are looked at together, over all units, groups and criteria: a construct less two
//! of its criteria gives the third. Arithmetic is modulo a prime, so ranks are exact.

use super::RecordedCriterion;
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::stats::forest::Forest;

/// One shown cell.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// One entry for a criterion; for a construct one for each of its criteria.
    pub(super) criteria: Vec<RecordedCriterion>,
    /// Smallest number of such people that may be shown.
    pub(super) minimum: u32,
    /// Already published: it cannot be withheld any more.
    pub(super) fixed: bool,
}

impl Shown {
    fn people(&self) -> usize {
        let mut people: Vec<u128> =
            self.criteria.iter().flat_map(|criterion| &criterion.members).copied().collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    /// Whether there are people in it, and fewer than may be shown.
    fn is_of_few(&self) -> bool {
        let minimum = self.minimum as usize;
        // Whoever is counted here rated a criterion once; in a record that was read nobody vouches for it.
        let enough = !self.fixed && self.criteria.iter().any(|criterion| criterion.members.len() >= minimum);
        !enough && (1..minimum).contains(&self.people())
    }
}

/// The cells to withhold, by position, so that nothing small can be computed from the rest. The smallest cell that has a
/// part in a leak goes first; one that turns out not to have helped is shown again.
pub(super) fn withhold(cells: &[Shown], watch: &mut dyn Watch) -> Result<Vec<usize>> {
    let mut withheld = Vec::new();
    for (at, part) in parts(cells).into_iter().enumerate() {
        ask(watch, at as u64, Some(cells.len() as u64))?;
        let mut shown = part.clone();
        let mut hidden = Vec::new();
        let stopped = loop {
            let Some(takes_part) = leak(cells, &shown) else { break true };
            let open = takes_part.into_iter().filter(|at| !cells[*at].fixed);
            let Some(smallest) = open.min_by_key(|at| (cells[*at].people(), *at)) else { break false };
            shown.retain(|at| *at != smallest);
            hidden.push(smallest);
        };
        for at in hidden.clone().into_iter().rev().filter(|_| stopped) {
            shown.push(at);
            if leak(cells, &shown).is_some() {
                shown.pop();
            } else {
                hidden.retain(|hidden| *hidden != at);
            }
        }
        withheld.extend(hidden);
    }
    withheld.sort_unstable();
    Ok(withheld)
}

/// A rating, by its person and the place of its criterion among [`ids`], and the cell in which it stands.
type Rating = (u128, u32, u32);

/// The criteria of these cells, in byte order: of a construct they are few.
fn ids<'a>(cells: impl Iterator<Item = &'a Shown>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for criterion in cells.flat_map(|cell| &cell.criteria) {
        if let Err(at) = ids.binary_search(&criterion.criterion.as_str()) {
            ids.insert(at, &criterion.criterion);
        }
    }
    ids
}

/// All ratings in these cells, numbered in this order; those of a person are neighbours, and so is a rating in several
/// cells.
fn ratings<'a>(cells: impl Iterator<Item = &'a Shown> + Clone) -> Vec<Rating> {
    let ids = ids(cells.clone());
    let mut ratings = Vec::new();
    for (at, cell) in cells.enumerate() {
        for criterion in &cell.criteria {
            let number = ids.partition_point(|known| *known < criterion.criterion.as_str()) as u32;
            ratings.extend(criterion.members.iter().map(|person| (*person, number, at as u32)));
        }
    }
    // Most of it is in order, which a merge makes use of.
    ratings.sort();
    ratings
}

fn is_same(a: &Rating, b: &Rating) -> bool {
    (a.0, a.1) == (b.0, b.1)
}

/// Cells that have ratings in common, directly or through others; some of the lists are empty.
fn parts(cells: &[Shown]) -> Vec<Vec<usize>> {
    let mut part = Forest::new(cells.len());
    for pair in ratings(cells.iter()).windows(2).filter(|pair| is_same(&pair[0], &pair[1])) {
        part.join(pair[0].2, pair[1].2);
    }
    let mut parts: Vec<Vec<usize>> = cells.iter().map(|_| Vec::new()).collect();
    for at in 0..cells.len() {
        parts[part.root(at as u32) as usize].push(at);
    }
    parts
}

/// The cells that have a part in a combination which leaves the ratings of too few people, if there is one.
fn leak(cells: &[Shown], shown: &[usize]) -> Option<Vec<usize>> {
    let shown = without_sums(cells, shown);
    if apart(cells, &shown) {
        let few: Vec<usize> = shown.into_iter().filter(|at| cells[*at].is_of_few()).collect();
        return (!few.is_empty()).then_some(few);
    }
    System::of(cells, &shown).leak()
}

/// Leaves out constructs all of whose criteria are shown with the same people: they say nothing more.
fn without_sums(cells: &[Shown], shown: &[usize]) -> Vec<usize> {
    let single = |criterion: &RecordedCriterion| {
        shown.iter().any(|at| cells[*at].criteria.as_slice() == std::slice::from_ref(criterion))
    };
    let sum = |at: &usize| cells[*at].criteria.len() > 1 && cells[*at].criteria.iter().all(single);
    shown.iter().copied().filter(|at| !sum(at)).collect()
}

/// Whether no rating stands in two cells: then cells can be added, but nothing taken away.
fn apart(cells: &[Shown], shown: &[usize]) -> bool {
    !ratings(shown.iter().map(|at| &cells[*at])).windows(2).any(|pair| is_same(&pair[0], &pair[1]))
}

/// People whose ratings stand in exactly the same cells.
struct Alike {
    size: u32,
    minimum: u32,
    /// Its columns in the equations: one for each of their criteria.
    columns: Vec<usize>,
}

/// What the shown cells say about small groups alone: all combinations of cells in which nothing of larger groups is
/// left, in reduced row echelon form.
struct System {
    small: Vec<Alike>,
    rows: Vec<Vec<u64>>,
    pivots: Vec<usize>,
    /// Cells that have a part in these combinations.
    takes_part: Vec<usize>,
}

/// Sets looked at before a leak is taken for granted: withholding too much is the safe side.
const SETS: u32 = 2_000;

impl System {
    fn of(cells: &[Shown], shown: &[usize]) -> Self {
        let own = || shown.iter().map(|at| &cells[*at]);
        let (ids, ratings) = (ids(own()), ratings(own()));
        let people = ratings.chunk_by(|a, b| a.0 == b.0);
        let mut people: Vec<Vec<(u32, usize)>> = people
            .map(|ratings| ratings.iter().map(|(_, criterion, row)| (*criterion, *row as usize)).collect())
            .collect();
        people.sort_unstable();
        let mut kinds: Vec<&[Vec<(u32, usize)>]> = people.chunk_by(|a, b| a == b).collect();
        let minimum_of = |places: &[(u32, usize)]| {
            places.iter().map(|(_, row)| cells[shown[*row]].minimum).min().unwrap_or(0)
        };
        let top = kinds.iter().map(|kind| minimum_of(&kind[0])).max().unwrap_or(0);
        // Large groups come first, so that the rows whose pivot is a small group's have nothing of the large ones.
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.len()));
        let mut rows: Vec<Vec<u64>> = shown.iter().map(|_| Vec::new()).collect();
        let mut small = Vec::new();
        let mut first = None;
        for kind in kinds {
            let (places, size) = (&kind[0], kind.len() as u32);
            let mut group = Alike { size, minimum: minimum_of(places), columns: Vec::new() };
            for same in places.chunk_by(|a, b| a.0 == b.0) {
                let column = rows.first().map_or(0, Vec::len);
                group.columns.push(column);
                rows.iter_mut().for_each(|row| row.push(0));
                for (criterion, row) in same {
                    let id = ids[*criterion as usize];
                    let known = cells[shown[*row]].criteria.iter().find(|known| known.criterion == id);
                    // Criteria weigh the same, so a rating weighs less where there are more.
                    rows[*row][column] = inverse(known.map_or(1, |known| u64::from(known.ratings)));
                }
            }
            if size < top {
                first = first.or(group.columns.first().copied());
                small.push(group);
            }
        }
        let width = rows.first().map_or(0, Vec::len);
        // Beside each equation the cells that it was made from.
        for (at, row) in rows.iter_mut().enumerate() {
            row.extend((0..shown.len()).map(|cell| u64::from(cell == at)));
        }
        let mut pivots = reduce(&mut rows, width);
        rows.truncate(pivots.len());
        let large = pivots.partition_point(|pivot| *pivot < first.unwrap_or(width));
        rows.drain(..large);
        pivots.drain(..large);
        let has_part = |at: &usize| rows.iter().any(|row| row[width + at] != 0);
        let takes_part = (0..shown.len()).filter(has_part).map(|at| shown[at]).collect();
        rows.iter_mut().for_each(|row| row.truncate(width));
        Self { small, rows, pivots, takes_part }
    }

    fn leak(mut self) -> Option<Vec<usize>> {
        let touched =
            |group: &Alike| self.rows.iter().any(|row| group.columns.iter().any(|column| row[*column] != 0));
        let small: Vec<&Alike> = self.small.iter().rev().filter(|group| touched(group)).collect();
        let top = small.iter().map(|group| group.minimum).max().unwrap_or(0);
        let found = self.search(&small, top, &mut Vec::new(), &mut SETS.clone());
        found.then(|| std::mem::take(&mut self.takes_part))
    }

    /// Goes through the sets of groups with too few people.
    fn search<'a>(
        &'a self,
        rest: &[&'a Alike],
        top: u32,
        chosen: &mut Vec<&'a Alike>,
        budget: &mut u32,
    ) -> bool {
        for (next, group) in rest.iter().enumerate() {
            chosen.push(group);
            let people: u32 = chosen.iter().map(|group| group.size).sum();
            let found = people < top && {
                *budget = budget.saturating_sub(1);
                *budget == 0
                    || self.is_leak(chosen, people)
                    || self.search(&rest[next + 1..], top, chosen, budget)
            };
            chosen.pop();
            if found {
                return true;
            }
        }
        false
    }

    /// Whether a combination leaves nothing but these few people's ratings, and some of people who need more company.
    fn is_leak(&self, chosen: &[&Alike], people: u32) -> bool {
        let columns = |allowed: u32| {
            let mut inside = vec![false; self.rows.first().map_or(0, Vec::len)];
            for group in chosen.iter().filter(|group| group.minimum <= allowed) {
                group.columns.iter().for_each(|column| inside[*column] = true);
            }
            inside
        };
        chosen.iter().any(|group| group.minimum > people) && {
            let all = self.left_on(&columns(u32::MAX));
            all > 0 && all > self.left_on(&columns(people))
        }
    }

    /// How many independent combinations of the equations leave nothing outside these columns. Only rows whose pivot lies
    /// within can take part, and they must depend on one another outside.
    fn left_on(&self, inside: &[bool]) -> usize {
        let taking_part = self.rows.iter().zip(&self.pivots).filter(|(_, pivot)| inside[**pivot]);
        let outside = |row: &Vec<u64>| {
            let kept = row.iter().zip(inside).filter(|(_, inside)| !**inside);
            kept.map(|(value, _)| *value).collect()
        };
        let mut rows: Vec<Vec<u64>> = taking_part.map(|(row, _)| outside(row)).collect();
        let count = rows.len();
        let width = rows.first().map_or(0, Vec::len);
        count - reduce(&mut rows, width).len()
    }
}

/// 2⁶¹ - 1.
const PRIME: u64 = (1 << 61) - 1;

/// A product of numbers below the prime. The bits above the 61st count as their own number, as 2⁶¹ is 1.
fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    ((product as u64 & PRIME) + (product >> 61) as u64) % PRIME
}

/// `a^(p-2)`, the inverse by Fermat's little theorem.
fn inverse(a: u64) -> u64 {
    let (mut base, mut power, mut result) = (a % PRIME, PRIME - 2, 1);
    while power > 0 {
        if power & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        power >>= 1;
    }
    result
}

/// Brings rows into reduced row echelon form by their first columns; the columns of the pivots.
fn reduce(rows: &mut [Vec<u64>], width: usize) -> Vec<usize> {
    let mut pivots = Vec::new();
    for column in 0..width {
        let rank = pivots.len();
        let Some(found) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, found);
        let scale = inverse(rows[rank][column]);
        rows[rank].iter_mut().for_each(|value| *value = times(*value, scale));
        let pivot = rows[rank].clone();
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if at != rank && factor != 0 {
                for (value, pivot) in row.iter_mut().zip(&pivot) {
                    *value = (*value + PRIME - times(factor, *pivot)) % PRIME;
                }
            }
        }
        pivots.push(column);
    }
    pivots
}

#[cfg(test)]
mod tests {
    use super::{RecordedCriterion as Line, *};

    fn withheld(cells: &[Shown]) -> Vec<usize> {
        withhold(cells, &mut ()).unwrap()
    }

    fn criterion(criterion: &str, members: impl IntoIterator<Item = u128>) -> Line {
        let members: Vec<u128> = members.into_iter().collect();
        Line { criterion: criterion.to_owned(), ratings: members.len() as u32, members }
    }

    fn cell(members: std::ops::Range<u128>) -> Shown {
        Shown { criteria: vec![criterion("a", members)], minimum: 5, fixed: false }
    }

    fn construct(criteria: [Line; 3]) -> Shown {
        Shown { criteria: criteria.to_vec(), minimum: 5, fixed: false }
    }

    fn published(cell: Shown) -> Shown {
        Shown { fixed: true, ..cell }
    }

    #[test]
    fn groups_without_people_in_common_are_all_shown() {
        assert!(withheld(&[cell(0..6), cell(6..12), cell(20..30)]).is_empty());
    }

    #[test]
    fn the_difference_of_two_nested_cells_is_not_shown() {
        assert_eq!(withheld(&[cell(0..10), cell(0..7)]), [1]);
        assert!(withheld(&[cell(0..12), cell(0..7)]).is_empty());
    }

    #[test]
    fn a_total_less_all_groups_but_one_is_not_shown() {
        // 10 teachers, 6 others and 3 leaders, with their total: leaders would be the rest.
        assert_eq!(withheld(&[cell(0..19), cell(0..10), cell(10..16)]), [2]);
    }

    #[test]
    fn a_system_less_its_schools_is_not_shown() {
        // Three schools of 6 and one of 4, which is withheld already.
        assert_eq!(withheld(&[cell(0..22), cell(0..6), cell(6..12), cell(12..18)]).len(), 1);
    }

    #[test]
    fn what_was_published_stays_and_the_new_cell_gives_way() {
        assert_eq!(withheld(&[published(cell(0..7)), cell(0..9)]), [1]);
        // Nothing can be taken back, nothing is made worse.
        assert!(withheld(&[published(cell(0..7)), published(cell(0..9))]).is_empty());
    }

    #[test]
    fn one_who_came_and_one_who_went_are_not_told_apart() {
        assert_eq!(withheld(&[published(cell(0..8)), cell(1..9)]), [1]);
        assert!(withheld(&[published(cell(0..8)), cell(5..13)]).is_empty());
    }

    #[test]
    fn a_construct_less_two_criteria_does_not_give_the_third() {
        let thin = criterion("c", 0..3);
        let whole = construct([criterion("a", 0..8), criterion("b", 0..8), thin.clone()]);
        let a = Shown { criteria: vec![criterion("a", 0..8)], ..cell(0..8) };
        let b = Shown { criteria: vec![criterion("b", 0..8)], ..cell(0..8) };
        assert_eq!(withheld(&[whole.clone(), a.clone(), b.clone()]).len(), 1);
        // With one criterion hidden, the two hidden ones stand for all eight.
        assert!(withheld(&[whole, a]).is_empty());
    }

    #[test]
    fn late_ratings_of_the_same_people_are_not_computed_through_the_construct() {
        let criteria = |late: u128| [criterion("a", 0..8), criterion("b", 0..8), criterion("c", 0..late)];
        let singles = |late| {
            criteria(late).map(|criterion| Shown { criteria: vec![criterion], minimum: 5, fixed: true })
        };
        let mut cells = vec![published(construct(criteria(6)))];
        cells.extend(singles(6));
        cells.push(construct(criteria(8)));
        assert_eq!(withheld(&cells), [4]);
    }

    #[test]
    fn known_ratings_change_the_weights_by_which_the_others_can_be_told_apart() {
        let criteria = [criterion("a", 0..6), criterion("b", 0..4), criterion("c", 0..6)];
        let with_one_known =
            criteria.clone().map(|criterion| Line { ratings: criterion.ratings + 1, ..criterion });
        assert_eq!(withheld(&[construct(criteria), construct(with_one_known)]), [0]);
    }

    #[test]
    fn a_cell_with_too_few_who_are_not_known_already_is_not_shown() {
        assert_eq!(withheld(&[cell(0..3)]), [0]);
        assert!(withheld(&[cell(0..0)]).is_empty());
    }

    #[test]
    fn five_adults_may_be_computed_but_not_five_with_one_student() {
        let of = |members: std::ops::Range<u128>, minimum| Shown { minimum, ..cell(members) };
        // 14 students and 5 teachers; the students, the teachers.
        assert!(withheld(&[of(0..19, 10), of(0..14, 10), of(14..19, 5)]).is_empty());
        // Everyone less 13 of the students leaves 5 teachers and a student.
        assert_eq!(withheld(&[of(0..19, 10), of(0..13, 10), of(14..19, 5)]), [1]);
    }

    #[test]
    fn inverses_are_inverses() {
        for a in [1, 2, 3, 7, 1_000, PRIME - 1] {
            assert_eq!(times(a, inverse(a)), 1);
        }
    }
}
