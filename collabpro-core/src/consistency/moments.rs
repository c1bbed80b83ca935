//! Sums and products over pairs of items: the state behind every coefficient, exact and therefore the same for any order
//! and any partition of the rows.

use std::borrow::Cow;
use std::ops::Range;

use super::MissingRatings;
use crate::base::parts::{WORTH_A_THREAD, on_threads};
use crate::rating_table::MISSING;
use crate::stats::dense::Square;
use crate::stats::exact::ExactSum;

/// Rows by items, with what is missing.
#[derive(Clone, Debug)]
pub(crate) struct ItemRows<'a> {
    pub(super) items: usize,
    pub(super) cells: Cells<'a>,
}

/// The cells, row by row.
#[derive(Clone, Debug)]
pub(super) enum Cells<'a> {
    /// Categories, each item on its own scale.
    Codes(Cow<'a, [u8]>, Vec<Steps>),
    /// NaN is missing.
    Reals(Cow<'a, [f64]>),
}

/// A scale whose categories are whole steps from the lowest one.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    base: f64,
    step: f64,
    /// Of each code; 0 for what is missing.
    points: Box<[i16; 256]>,
}

/// The most steps from the lowest category to the highest.
const MOST_STEPS: f64 = 4095.0;

impl Steps {
    /// A scale from the values of its categories, if the least distance between two neighbours measures them all.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let base = values.iter().copied().fold(f64::INFINITY, f64::min);
        let base = if base.is_finite() { base } else { 0.0 };
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let apart = sorted.windows(2).map(|two| two[1] - two[0]).filter(|apart| *apart > 0.0);
        let step = apart.fold(f64::INFINITY, f64::min);
        let step = if step.is_finite() { step } else { 1.0 };
        let mut points = Box::new([0; 256]);
        for (value, point) in values.iter().zip(points.iter_mut()) {
            let steps = ((value - base) / step).round();
            if !(0.0..=MOST_STEPS).contains(&steps) || base + steps * step != *value {
                return None;
            }
            *point = steps as i16;
        }
        Some(Self { base, step, points })
    }
}

impl ItemRows<'_> {
    pub(super) fn len(&self) -> usize {
        let cells = match &self.cells {
            Cells::Codes(codes, _) => codes.len(),
            Cells::Reals(reals) => reals.len(),
        };
        cells / self.items.max(1)
    }

    /// What a cell counts; NaN where it is missing.
    pub(super) fn value(&self, row: usize, item: usize) -> f64 {
        let at = row * self.items + item;
        match &self.cells {
            Cells::Codes(codes, _) if codes[at] == MISSING => f64::NAN,
            Cells::Codes(codes, scales) => {
                let scale = &scales[item];
                scale.base + scale.step * f64::from(scale.points[usize::from(codes[at])])
            }
            Cells::Reals(reals) => reals[at],
        }
    }
}

/// Sums over rows, for each pair of items over the rows that have both.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moments {
    items: usize,
    /// Rows with a rating.
    pub(super) rows: u64,
    /// Rows with every rating.
    pub(super) complete: u64,
    /// Of each pair the rows that have both; of real numbers only those among them that lack another rating.
    pairs: Vec<u64>,
    sums: Sums,
}

#[derive(Clone, Debug, PartialEq)]
enum Sums {
    /// In steps of the items' scales: first the sums of the row's item over the rows that have the column's too, then the
    /// products.
    Whole(Vec<i64>, Vec<i64>),
    /// The same, and first the sums of each item over the rows that have every rating, which the sums over pairs leave
    /// out.
    Real(Vec<ExactSum>, Vec<ExactSum>, Vec<ExactSum>),
}

/// Rows that are turned on their side at once: what they sum to stays below 2³¹ for the longest scale.
const ROWS: usize = 120;

impl Moments {
    pub(super) fn empty(rows: &ItemRows<'_>) -> Self {
        let cells = rows.items * rows.items;
        let sums = match rows.cells {
            Cells::Codes(..) => Sums::Whole(vec![0; cells], vec![0; cells]),
            Cells::Reals(_) => {
                let empty = |size| vec![ExactSum::default(); size];
                Sums::Real(empty(rows.items), empty(cells), empty(cells))
            }
        };
        Self { items: rows.items, rows: 0, complete: 0, pairs: vec![0; cells], sums }
    }

    /// Of all rows.
    pub(super) fn of(rows: &ItemRows<'_>, missing: MissingRatings) -> Self {
        let mut made = Self::empty(rows);
        let part = |range| {
            let mut own = Self::empty(rows);
            own.add(rows, range, missing);
            own
        };
        on_threads(0..rows.len(), WORTH_A_THREAD, &part, &mut |own| made.merge(&own));
        made
    }

    /// Adds what another part of the rows came to.
    pub(super) fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.complete += other.complete;
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(pair, more)| *pair += more);
        match (&mut self.sums, &other.sums) {
            (Sums::Whole(sums, products), Sums::Whole(more_sums, more_products)) => {
                sums.iter_mut().zip(more_sums).for_each(|(sum, more)| *sum += more);
                products.iter_mut().zip(more_products).for_each(|(sum, more)| *sum += more);
            }
            (Sums::Real(whole, sums, products), Sums::Real(more_whole, more_sums, more_products)) => {
                whole.iter_mut().zip(more_whole).for_each(|(sum, more)| sum.merge(more));
                sums.iter_mut().zip(more_sums).for_each(|(sum, more)| sum.merge(more));
                products.iter_mut().zip(more_products).for_each(|(sum, more)| sum.merge(more));
            }
            _ => {}
        }
    }

    /// Adds some rows.
    pub(super) fn add(&mut self, rows: &ItemRows<'_>, range: Range<usize>, missing: MissingRatings) {
        match &rows.cells {
            Cells::Codes(codes, scales) => {
                let mut block = Block::new(self.items);
                let own = &codes[range.start * self.items..range.end * self.items];
                for some in own.chunks((ROWS * self.items).max(1)) {
                    block.take(some, scales, missing);
                    self.settle(&block);
                }
            }
            Cells::Reals(reals) => {
                for row in
                    reals[range.start * self.items..range.end * self.items].chunks_exact(self.items.max(1))
                {
                    self.real(row, missing);
                }
            }
        }
    }

    fn real(&mut self, row: &[f64], missing: MissingRatings) {
        let there = row.iter().filter(|cell| !cell.is_nan()).count();
        self.rows += u64::from(there > 0);
        self.complete += u64::from(there == row.len());
        let Sums::Real(whole, sums, products) = &mut self.sums else { return };
        if there == row.len() {
            for (at, cell) in row.iter().enumerate() {
                whole[at].add(*cell);
                let places = at * self.items..at * self.items + at + 1;
                products[places].iter_mut().zip(row).for_each(|(sum, value)| sum.add_product(*cell, *value));
            }
            return;
        }
        if missing == MissingRatings::Listwise {
            return;
        }
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_nan()) {
            for (other, value) in row.iter().enumerate().filter(|(_, cell)| !cell.is_nan()) {
                let pair = at * self.items + other;
                self.pairs[pair] += 1;
                sums[pair].add(*cell);
                if other <= at {
                    products[pair].add_product(*cell, *value);
                }
            }
        }
    }

    /// Forgets everything.
    fn clear(&mut self) {
        (self.rows, self.complete) = (0, 0);
        self.pairs.fill(0);
        match &mut self.sums {
            Sums::Whole(sums, products) => {
                sums.fill(0);
                products.fill(0);
            }
            Sums::Real(whole, sums, products) => {
                whole.fill(ExactSum::default());
                sums.fill(ExactSum::default());
                products.fill(ExactSum::default());
            }
        }
    }

    /// Adds a block of rows.
    fn settle(&mut self, block: &Block) {
        self.rows += block.seen;
        self.complete += block.complete;
        let Sums::Whole(sums, products) = &mut self.sums else { return };
        for (row, own) in block.points.iter().enumerate() {
            let whole = i64::from(own.iter().map(|point| i32::from(*point)).sum::<i32>());
            for (column, other) in block.points.iter().enumerate() {
                let pair = row * self.items + column;
                if column <= row {
                    products[pair] += dot(own, other);
                }
                if block.gaps {
                    sums[pair] += dot(own, &block.there[column]);
                    self.pairs[pair] += dot(&block.there[row], &block.there[column]) as u64;
                } else {
                    sums[pair] += whole;
                    self.pairs[pair] += block.used as u64;
                }
            }
        }
    }

    /// Rows with both of two items.
    pub(super) fn pair(&self, row: usize, column: usize) -> u64 {
        let gaps = self.pairs[row * self.items + column];
        if matches!(self.sums, Sums::Real(..)) { gaps + self.complete } else { gaps }
    }

    /// The mean of an item.
    pub(super) fn mean(&self, item: usize, scales: Option<&[Steps]>) -> Option<f64> {
        let (pair, rows) = (item * self.items + item, self.pair(item, item));
        match &self.sums {
            Sums::Whole(sums, _) => {
                let scale = scales?.get(item)?;
                (rows > 0).then(|| scale.base + scale.step * (sums[pair] as f64 / rows as f64))
            }
            Sums::Real(whole, sums, _) => {
                let mut sum = whole[item].clone();
                sum.merge(&sums[pair]);
                sum.ratio(&exact(rows))
            }
        }
    }

    /// The sum of products of two items' distances from their means, over the rows that have both; rounded once.
    pub(super) fn spread(&self, row: usize, column: usize, scales: Option<&[Steps]>) -> f64 {
        let (row, column) = (row.max(column), row.min(column));
        let (pair, turned) = (row * self.items + column, column * self.items + row);
        let rows = self.pair(row, column);
        if rows == 0 {
            return 0.0;
        }
        match &self.sums {
            Sums::Whole(sums, products) => {
                let both = i128::from(rows) * i128::from(products[pair]);
                let apart = both - i128::from(sums[pair]) * i128::from(sums[turned]);
                let steps = scales.map_or(1.0, |scales| scales[row].step * scales[column].step);
                steps * (apart as f64 / rows as f64)
            }
            Sums::Real(whole, sums, products) => {
                let [mut first, mut second] = [row, column].map(|item| whole[item].clone());
                first.merge(&sums[pair]);
                second.merge(&sums[turned]);
                let mut apart = products[pair].times(rows);
                apart.take(&first.product(&second));
                apart.ratio(&exact(rows)).unwrap_or(0.0)
            }
        }
    }

    /// Covariances with the divisor n - 1; `None` where two items share fewer than two rows.
    pub(super) fn covariances(&self, scales: Option<&[Steps]>) -> Option<Square> {
        let mut made = Square::zeros(self.items);
        for row in 0..self.items {
            for column in 0..=row {
                let rows = self.pair(row, column);
                if rows < 2 {
                    return None;
                }
                let cell = self.spread(row, column, scales) / (rows - 1) as f64;
                made.set(row, column, cell);
                made.set(column, row, cell);
            }
        }
        Some(made)
    }
}

impl Cells<'_> {
    /// The scales that the sums are in steps of.
    pub(super) fn scales(&self) -> Option<&[Steps]> {
        match self {
            Self::Codes(_, scales) => Some(scales),
            Self::Reals(_) => None,
        }
    }
}

/// A whole number as a sum.
fn exact(n: u64) -> ExactSum {
    let mut sum = ExactSum::default();
    sum.add_whole(n);
    sum
}

/// An item in a block of rows; 0 where there are fewer rows.
type Side = [i16; ROWS];

fn dot(a: &Side, b: &Side) -> i64 {
    i64::from(a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>())
}

/// Some rows turned on their side, so that products of two items run through memory.
struct Block {
    /// Rows held, with a rating, and with every rating.
    used: usize,
    seen: u64,
    complete: u64,
    gaps: bool,
    points: Vec<Side>,
    /// 1 where there is a rating; what it holds of a block without gaps is of one before.
    there: Vec<Side>,
}

impl Block {
    fn new(items: usize) -> Self {
        let empty = vec![[0; ROWS]; items];
        Self { used: 0, seen: 0, complete: 0, gaps: false, points: empty.clone(), there: empty }
    }

    /// Takes some rows in place of those held.
    fn take(&mut self, codes: &[u8], scales: &[Steps], missing: MissingRatings) {
        let items = self.points.len();
        let rows = codes.len() / items.max(1);
        self.gaps = codes.contains(&MISSING);
        if rows < ROWS || self.gaps {
            self.points.fill([0; ROWS]);
            self.there.fill([0; ROWS]);
        }
        if self.gaps {
            self.take_some(codes, scales, missing);
            return;
        }
        (self.used, self.seen, self.complete) = (rows, rows as u64, rows as u64);
        // Four rows at once, so that each item's side is touched seldom.
        let mut at = 0;
        let mut fours = codes.chunks_exact(4 * items.max(1));
        for four in &mut fours {
            let (ab, cd) = four.split_at(2 * items);
            let ((a, b), (c, d)) = (ab.split_at(items), cd.split_at(items));
            let sides = self.points.iter_mut().zip(scales);
            for ((((side, scale), a), b), (c, d)) in sides.zip(a).zip(b).zip(c.iter().zip(d)) {
                if let Some(side) = side.get_mut(at..at + 4) {
                    side.copy_from_slice(&[a, b, c, d].map(|code| scale.points[usize::from(*code)]));
                }
            }
            at += 4;
        }
        for row in fours.remainder().chunks_exact(items.max(1)) {
            for ((side, scale), code) in self.points.iter_mut().zip(scales).zip(row) {
                side[at] = scale.points[usize::from(*code)];
            }
            at += 1;
        }
    }

    /// The same where ratings are missing.
    fn take_some(&mut self, codes: &[u8], scales: &[Steps], missing: MissingRatings) {
        (self.used, self.seen, self.complete) = (0, 0, 0);
        for row in codes.chunks_exact(scales.len().max(1)) {
            let gaps = row.iter().filter(|code| **code == MISSING).count();
            self.seen += u64::from(gaps < row.len());
            self.complete += u64::from(gaps == 0);
            if gaps > 0 && missing == MissingRatings::Listwise {
                continue;
            }
            let sides = self.points.iter_mut().zip(&mut self.there);
            for ((code, scale), (points, there)) in row.iter().zip(scales).zip(sides) {
                points[self.used] = scale.points[usize::from(*code)];
                there[self.used] = i16::from(*code != MISSING);
            }
            self.used += 1;
        }
    }
}

/// How rows spread within groups and between them.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// Of all rows.
    pub(super) whole: Moments,
    /// Groups that have a row that counts.
    pub(super) groups: u64,
    /// Covariances within groups, pooled.
    pub(super) within: Option<Square>,
    /// Rows less groups, of the pair of items that has the fewest.
    pub(super) freedom: u64,
    /// Covariances between groups.
    pub(super) between: Option<Square>,
}

/// What the groups come to on one pair of items.
#[derive(Clone, Debug, Default)]
struct Pair {
    groups: u64,
    squares: u128,
    within: ExactSum,
}

impl Levels {
    /// Of rows of which those of a group are neighbours.
    pub(super) fn of(rows: &ItemRows<'_>, groups: &[u32], missing: MissingRatings) -> Self {
        let (items, scales) = (rows.items, rows.cells.scales());
        let mut pairs = vec![Pair::default(); items * items];
        let mut whole = Moments::empty(rows);
        let mut group = Moments::empty(rows);
        let (mut some, mut start) = (0, 0);
        for run in groups.chunk_by(|a, b| a == b) {
            group.clear();
            group.add(rows, start..start + run.len(), missing);
            start += run.len();
            whole.merge(&group);
            some += u64::from(group.pairs.iter().any(|pair| *pair > 0) || group.complete > 0);
            for row in 0..items {
                for column in 0..=row {
                    let rows = group.pair(row, column);
                    if rows > 0 {
                        let pair = &mut pairs[row * items + column];
                        pair.groups += 1;
                        pair.squares += u128::from(rows) * u128::from(rows);
                        pair.within.add(group.spread(row, column, scales));
                    }
                }
            }
        }
        let (mut within, mut between) = (Some(Square::zeros(items)), Some(Square::zeros(items)));
        let mut least = u64::MAX;
        for row in 0..items {
            for column in 0..=row {
                let (pair, rows) = (&pairs[row * items + column], whole.pair(row, column));
                let freedom = rows - pair.groups;
                least = least.min(freedom);
                let inside = pair.within.round();
                let mean = if freedom > 0 { Some(inside / freedom as f64) } else { None };
                put(&mut within, row, column, mean);
                let outside = whole.spread(row, column, scales) - inside;
                put(&mut between, row, column, mean.and_then(|mean| pair.between(rows, outside, mean)));
            }
        }
        Self { whole, groups: some, within, freedom: least, between }
    }
}

impl Pair {
    /// The covariance between groups, from the cross products of their means and the mean cross product within them: with
    /// the group size that stands for all (n0) in place of equal ones.
    fn between(&self, rows: u64, outside: f64, within: f64) -> Option<f64> {
        if self.groups < 2 {
            return None;
        }
        let free = (self.groups - 1) as f64;
        let rest = u128::from(rows) * u128::from(rows) - self.squares;
        let size = rest as f64 / rows as f64 / free;
        Some((outside / free - within) / size)
    }
}

/// Puts a cell and its mirror into a matrix; a cell that is none makes it none.
fn put(matrix: &mut Option<Square>, row: usize, column: usize, cell: Option<f64>) {
    match (matrix.as_mut(), cell) {
        (Some(square), Some(cell)) => {
            square.set(row, column, cell);
            square.set(column, row, cell);
        }
        _ => *matrix = None,
    }
}
