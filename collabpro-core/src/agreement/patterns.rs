//! Counts of units that were rated alike: all that most coefficients need to know.

use std::ops::Range;

use hashbrown::HashTable;

use crate::base::error::Result;
use crate::base::parts::in_parts;
use crate::base::watch::Watch;
use crate::rating_table::MISSING;

/// Codes of units by raters, each row for so many units.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeRows<'a> {
    pub(super) raters: usize,
    pub(super) categories: usize,
    pub(super) layout: Layout<'a>,
    /// How many units have each row; none: one each.
    pub(super) times: Option<&'a [u64]>,
}

/// How the codes lie.
#[derive(Clone, Copy, Debug)]
pub(super) enum Layout<'a> {
    /// Row by row, [`MISSING`] where there is no rating.
    Dense(&'a [u8]),
    /// The ratings that there are.
    Sparse { starts: &'a [usize], raters: &'a [u32], codes: &'a [u8] },
}

/// Cells of a table of whole rows: more would not stay in the nearest memory.
const MOST_ROWS: usize = 1 << 17;

/// Cells of a table of counts.
const MOST_KEYS: usize = 1 << 20;

impl CodeRows<'_> {
    pub(super) fn len(&self) -> usize {
        match self.layout {
            Layout::Dense(codes) => codes.len() / self.raters.max(1),
            Layout::Sparse { starts, .. } => starts.len().saturating_sub(1),
        }
    }

    pub(super) fn times(&self, row: usize) -> u64 {
        self.times.map_or(1, |times| times[row])
    }

    /// Who gave which ratings in these rows, one row after the other, in one buffer.
    pub(super) fn each(&self, rows: Range<usize>, mut each: impl FnMut(usize, &[(u32, u8)])) {
        // Natively each reader has a loop of its own; the module has one for all.
        #[cfg(target_family = "wasm")]
        let each: &mut dyn FnMut(usize, &[(u32, u8)]) = &mut each;
        #[cfg(not(target_family = "wasm"))]
        let each = &mut each;
        self.read(rows, each);
    }

    fn read(&self, rows: Range<usize>, each: &mut (impl FnMut(usize, &[(u32, u8)]) + ?Sized)) {
        let mut buffer: Vec<(u32, u8)> = Vec::new();
        match self.layout {
            Layout::Dense(codes) => {
                let width = self.raters.max(1);
                let own = &codes[rows.start * width..rows.end * width];
                for (row, codes) in rows.zip(own.chunks_exact(width)) {
                    buffer.clear();
                    let ratings = (0..).zip(codes).filter(|(_, code)| **code != MISSING);
                    ratings.for_each(|(rater, code)| buffer.push((rater, *code)));
                    each(row, &buffer);
                }
            }
            Layout::Sparse { starts, raters, codes } => {
                for row in rows {
                    let own = starts[row]..starts[row + 1];
                    buffer.clear();
                    buffer.extend(raters[own.clone()].iter().copied().zip(codes[own].iter().copied()));
                    each(row, &buffer);
                }
            }
        }
    }

    /// The most ratings of a unit.
    fn widest(&self) -> usize {
        match self.layout {
            Layout::Dense(_) => self.raters,
            Layout::Sparse { starts, .. } => {
                starts.windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0)
            }
        }
    }

    /// The same rows, each once with the number of its units, if one table can hold all rows that there could be.
    pub(super) fn collapsed(&self, watch: &mut dyn Watch) -> Result<Option<Owned>> {
        let digit = self.categories + 1;
        let fits = |cells: usize| cells <= MOST_ROWS && cells / 4 <= self.len().max(1024);
        let cells = (0..self.raters)
            .try_fold(1_usize, |cells, _| cells.checked_mul(digit).filter(|cells| fits(*cells)));
        let Some(cells) = cells.filter(|_| self.times.is_none() && self.len() > 64) else { return Ok(None) };
        let places = (0..self.raters).scan(1_u32, |place, _| {
            let own = *place;
            *place *= digit as u32;
            Some(own)
        });
        let places = places.collect::<Vec<_>>();
        let mut table = vec![0_u64; cells];
        let mut add =
            |part: Vec<u32>| table.iter_mut().zip(part).for_each(|(all, own)| *all += u64::from(own));
        in_parts(self.len(), watch, |rows| self.table(rows, &places, cells), &mut add)?;
        let mut owned = Owned { raters: self.raters, ..Owned::default() };
        owned.starts.push(0);
        for (cell, times) in table.into_iter().enumerate().skip(1).filter(|(_, times)| *times > 0) {
            let mut rest = cell;
            for rater in 0..self.raters as u32 {
                if rest % digit > 0 {
                    owned.ratings_raters.push(rater);
                    owned.codes.push((rest % digit - 1) as u8);
                }
                rest /= digit;
            }
            owned.starts.push(owned.codes.len());
            owned.times.push(times);
        }
        Ok(Some(owned))
    }

    /// How often each row comes in a stretch of fewer than 2³² rows.
    fn table(&self, rows: Range<usize>, places: &[u32], cells: usize) -> Vec<u32> {
        let mut table = vec![0_u32; cells];
        match self.layout {
            Layout::Dense(codes) => {
                let width = self.raters.max(1);
                let mut digits = vec![[0_u32; 256]; width];
                for (digits, place) in digits.iter_mut().zip(places) {
                    (0..self.categories).for_each(|code| digits[code] = place * (code as u32 + 1));
                }
                let codes = &codes[rows.start * width..rows.end * width];
                match digits.as_slice() {
                    [a, b] => fill(codes, [a, b], &mut table),
                    [a, b, c] => fill(codes, [a, b, c], &mut table),
                    [a, b, c, d] => fill(codes, [a, b, c, d], &mut table),
                    [a, b, c, d, e] => fill(codes, [a, b, c, d, e], &mut table),
                    [a, b, c, d, e, f] => fill(codes, [a, b, c, d, e, f], &mut table),
                    all => {
                        for row in codes.chunks_exact(width) {
                            let cell: u32 =
                                row.iter().zip(all).map(|(code, digits)| digits[usize::from(*code)]).sum();
                            table[cell as usize] += 1;
                        }
                    }
                }
            }
            Layout::Sparse { .. } => self.each(rows, |_, ratings| {
                let digit = |(rater, code): &(u32, u8)| places[*rater as usize] * (u32::from(*code) + 1);
                table[ratings.iter().map(digit).sum::<u32>() as usize] += 1;
            }),
        }
        table
    }
}

/// Counts rows of a known width. Two tables, so that a row that comes twice does not wait for its own count.
fn fill<const N: usize>(codes: &[u8], digits: [&[u32; 256]; N], table: &mut [u32]) {
    let cell = |row: &[u8]| -> usize {
        (0..N).map(|rater| digits[rater][usize::from(row[rater])]).sum::<u32>() as usize
    };
    let mut other = vec![0_u32; table.len()];
    let (pairs, rest) = codes.as_chunks::<N>().0.as_chunks::<2>();
    for [one, two] in pairs {
        table[cell(one)] += 1;
        other[cell(two)] += 1;
    }
    rest.iter().for_each(|row| table[cell(row)] += 1);
    table.iter_mut().zip(other).for_each(|(all, own)| *all += own);
}

/// Distinct rows with the number of their units.
#[derive(Clone, Debug, Default)]
pub(super) struct Owned {
    pub(super) raters: usize,
    pub(super) starts: Vec<usize>,
    pub(super) ratings_raters: Vec<u32>,
    pub(super) codes: Vec<u8>,
    pub(super) times: Vec<u64>,
}

impl Owned {
    pub(super) fn rows(&self, categories: usize) -> CodeRows<'_> {
        let layout =
            Layout::Sparse { starts: &self.starts, raters: &self.ratings_raters, codes: &self.codes };
        CodeRows { raters: self.raters, categories, layout, times: Some(&self.times) }
    }
}

/// How many of a unit's raters chose each category, whoever they are, for so many units: in canonical order.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    starts: Vec<usize>,
    /// Categories, rising, with how many chose them.
    cells: Vec<(u32, u32)>,
    pub(super) times: Vec<u64>,
}

impl Patterns {
    pub(super) fn len(&self) -> usize {
        self.times.len()
    }

    pub(super) fn cells(&self, at: usize) -> &[(u32, u32)] {
        &self.cells[self.starts[at]..self.starts[at + 1]]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[(u32, u32)], u64)> {
        self.times.iter().enumerate().map(|(at, times)| (self.cells(at), *times))
    }

    pub(super) fn push(&mut self, cells: &[(u32, u32)], times: u64) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.cells.extend_from_slice(cells);
        self.starts.push(self.cells.len());
        self.times.push(times);
    }
}

/// Where each row's pattern is found.
#[derive(Debug)]
pub(super) enum Index {
    /// One digit for each category: the place of a category, and the pattern of each number.
    Table { places: Vec<u32>, patterns: Vec<u32> },
    /// Sorted codes, and the pattern of each.
    Hash(Codes),
    /// The pattern of each row; [`NONE`] without a rating.
    Rows(Vec<u32>),
}

/// No pattern.
pub(super) const NONE: u32 = u32::MAX;

impl Index {
    /// The pattern of a row with ratings.
    pub(super) fn find(&self, row: usize, ratings: &[(u32, u8)], sorted: &mut Vec<u8>) -> usize {
        match self {
            Self::Rows(patterns) => patterns[row] as usize,
            Self::Table { places, patterns } => {
                let key: u32 = ratings.iter().map(|(_, code)| places[usize::from(*code)]).sum();
                patterns[key as usize] as usize
            }
            Self::Hash(codes) => {
                sort(ratings, sorted);
                codes.find(sorted).map_or(0, |at| codes.patterns[at] as usize)
            }
        }
    }
}

/// Distinct lists of codes, in one stretch of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    bytes: Vec<u8>,
    starts: Vec<usize>,
    table: HashTable<u32>,
    times: Vec<u64>,
    patterns: Vec<u32>,
}

fn hash(codes: &[u8]) -> u64 {
    use std::hash::BuildHasher;
    foldhash::fast::FixedState::with_seed(0).hash_one(codes)
}

impl Codes {
    fn get(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let end = self.starts.get(at + 1).copied().unwrap_or(self.bytes.len());
        &self.bytes[self.starts[at]..end]
    }

    /// Each list with how often it came, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], u64)> {
        self.times.iter().enumerate().map(|(at, times)| (self.get(at as u32), *times))
    }

    fn find(&self, codes: &[u8]) -> Option<usize> {
        self.table.find(hash(codes), |at| self.get(*at) == codes).map(|at| *at as usize)
    }

    pub(super) fn add(&mut self, codes: &[u8], times: u64) {
        match self.find(codes) {
            Some(at) => self.times[at] += times,
            None => {
                let at = self.times.len() as u32;
                self.starts.push(self.bytes.len());
                self.bytes.extend_from_slice(codes);
                self.times.push(times);
                let Self { bytes, starts, table, .. } = self;
                let of = |at: u32| {
                    let end = starts.get(at as usize + 1).copied().unwrap_or(bytes.len());
                    hash(&bytes[starts[at as usize]..end])
                };
                table.insert_unique(hash(codes), at, |at| of(*at));
            }
        }
    }
}

fn sort(ratings: &[(u32, u8)], sorted: &mut Vec<u8>) {
    sorted.clear();
    sorted.extend(ratings.iter().map(|(_, code)| *code));
    sorted.sort_unstable();
}

/// A pattern with the number of its units, and its place in the index.
type Counted = (Vec<(u32, u32)>, u64, usize);

/// The patterns of rows, and where each row's is found. Rows without a rating have none.
pub(super) fn patterns(rows: CodeRows<'_>, watch: &mut dyn Watch) -> Result<(Patterns, Index)> {
    let q = rows.categories;
    let digit = rows.widest() + 1;
    let small = |cells: &usize| *cells <= MOST_KEYS && cells / 16 <= rows.len().max(1024);
    let cells = (0..q).try_fold(1_usize, |cells, _| cells.checked_mul(digit).filter(small));
    let found: Vec<Counted>;
    let mut index;
    match cells {
        Some(cells) => {
            let mut places = vec![0_u32; q];
            (0..q).fold(1, |place, code| {
                places[code] = place;
                place * digit as u32
            });
            let table = keys(rows, &places, cells, watch)?;
            let of = |(key, times): (usize, u64)| {
                let mut rest = key;
                let mut own = Vec::new();
                for code in 0..q {
                    if rest % digit > 0 {
                        own.push((code as u32, (rest % digit) as u32));
                    }
                    rest /= digit;
                }
                (own, times, key)
            };
            found = table.into_iter().enumerate().skip(1).filter(|(_, times)| *times > 0).map(of).collect();
            index = Index::Table { places, patterns: vec![0; cells] };
        }
        None => {
            let mut codes = Codes::default();
            let part = |range: Range<usize>| {
                let (mut own, mut sorted) = (Codes::default(), Vec::new());
                rows.each(range, |row, ratings| {
                    if !ratings.is_empty() {
                        sort(ratings, &mut sorted);
                        own.add(&sorted, rows.times(row));
                    }
                });
                own
            };
            let mut take = |own: Codes| {
                if codes.times.is_empty() {
                    codes = own;
                } else {
                    (0..own.times.len()).for_each(|at| codes.add(own.get(at as u32), own.times[at]));
                }
            };
            in_parts(rows.len(), watch, part, &mut take)?;
            codes.patterns = vec![0; codes.times.len()];
            let of = |at: usize| {
                let runs = codes.get(at as u32).chunk_by(|a, b| a == b);
                (runs.map(|run| (u32::from(run[0]), run.len() as u32)).collect(), codes.times[at], at)
            };
            found = (0..codes.times.len()).map(of).collect();
            index = Index::Hash(codes);
        }
    }
    let mut order: Vec<_> = (0..found.len()).collect();
    order.sort_unstable_by(|a, b| found[*a].0.cmp(&found[*b].0));
    let mut patterns = Patterns::default();
    for (at, place) in order.into_iter().enumerate() {
        let (cells, times, key) = &found[place];
        patterns.push(cells, *times);
        match &mut index {
            Index::Table { patterns, .. } => patterns[*key] = at as u32,
            Index::Hash(codes) => codes.patterns[*key] = at as u32,
            Index::Rows(_) => {}
        }
    }
    Ok((patterns, index))
}

/// How often each number made of a row's counts comes.
fn keys(rows: CodeRows<'_>, places: &[u32], cells: usize, watch: &mut dyn Watch) -> Result<Vec<u64>> {
    let mut table = vec![0_u64; cells];
    let mut by_code = [0_u32; 256];
    by_code[..places.len()].copy_from_slice(places);
    let part = |range: Range<usize>| {
        let mut own = vec![0_u64; cells];
        match rows.layout {
            Layout::Dense(codes) => {
                let width = rows.raters.max(1);
                let ratings = &codes[range.start * width..range.end * width];
                for (row, ratings) in range.zip(ratings.chunks_exact(width)) {
                    let key: u32 = ratings.iter().map(|code| by_code[usize::from(*code)]).sum();
                    own[key as usize] += rows.times(row);
                }
            }
            Layout::Sparse { starts, codes, .. } => {
                for row in range {
                    let ratings = &codes[starts[row]..starts[row + 1]];
                    let key: u32 = ratings.iter().map(|code| by_code[usize::from(*code)]).sum();
                    own[key as usize] += rows.times(row);
                }
            }
        }
        own
    };
    let mut add = |own: Vec<u64>| table.iter_mut().zip(own).for_each(|(all, own)| *all += own);
    in_parts(rows.len(), watch, part, &mut add)?;
    Ok(table)
}
