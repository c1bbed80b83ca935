//! From columns of codes to canonical counts, in one pass and at most one sort.

use super::{CellKey, Counts, Grain, Head, Names, RaterCounts, Respondent, Tally, UnitCounts, slot, slots};
use crate::error::{ErrorCode, Place, Problem, Result};
use crate::ratings::{Columns, Ratings};

/// Labels by code, for each of the four label columns.
pub(crate) struct Sources<'a> {
    pub(crate) units: Vec<&'a str>,
    pub(crate) occasions: Vec<&'a str>,
    pub(crate) raters: Vec<&'a str>,
    pub(crate) roles: Vec<&'a str>,
}

impl Tally {
    /// Counts ratings at a grain.
    ///
    /// # Errors
    /// `too_many_labels` when more labels are used than the counts can number.
    pub fn of(ratings: &Ratings, grain: Grain) -> Result<Self> {
        let inner = ratings.inner();
        let labels = &inner.labels;
        let sources = Sources {
            units: labels.unit.iter().collect(),
            occasions: labels.occasion.iter().collect(),
            raters: labels.rater.iter().collect(),
            roles: labels.role.iter().collect(),
        };
        let head = Head { rubric: inner.rubric.clone(), kind: inner.kind, link: inner.link };
        build(head, &sources, &inner.columns, grain)
    }
}

pub(crate) fn build(head: Head, sources: &Sources<'_>, columns: &Columns, grain: Grain) -> Result<Tally> {
    match grain {
        Grain::Units => units(head, sources, columns),
        Grain::Raters => raters(head, sources, columns),
    }
}

/// A label column in byte order: the rank of each code, and the code at each rank.
pub(super) struct Ranked {
    pub(super) ranks: Vec<u32>,
    pub(super) order: Vec<u32>,
}

/// Labels are distinct.
pub(super) fn ranked(labels: &[&str]) -> Ranked {
    let mut order: Vec<u32> = (0..labels.len() as u32).collect();
    order.sort_unstable_by_key(|code| labels[*code as usize]);
    let mut ranks = vec![0; labels.len()];
    for (rank, code) in order.iter().enumerate() {
        ranks[*code as usize] = rank as u32;
    }
    Ranked { ranks, order }
}

/// Drops the labels that no row uses; returns the new rank of each old rank.
fn compact(labels: &[&str], order: &[u32], used: &[bool]) -> (Vec<Box<str>>, Vec<u32>) {
    let mut names = Vec::new();
    let mut map = vec![0; order.len()];
    for (rank, code) in order.iter().enumerate() {
        map[rank] = names.len() as u32;
        if used[rank] {
            names.push(labels[*code as usize].into());
        }
    }
    (names, map)
}

fn bits(count: usize) -> u32 {
    usize::BITS - count.saturating_sub(1).leading_zeros()
}

/// Where each part of a row's key sits in one integer.
struct Packing {
    occasion: u32,
    rater: u32,
    role: u32,
    criterion: u32,
}

const MARK_BITS: u32 = 8;

impl Packing {
    fn new(sources: &Sources<'_>, criteria: usize) -> (Self, u32) {
        let criterion = bits(criteria);
        let role = bits(sources.roles.len());
        let rater = bits(sources.raters.len());
        let occasion = bits(sources.occasions.len());
        let total = MARK_BITS + criterion + role + rater + occasion + bits(sources.units.len());
        (Self { occasion, rater, role, criterion }, total)
    }
}

/// An integer that holds a packed row: 64 bits nearly always, 128 where there are very many labels.
trait Key: Copy + Ord {
    fn push(self, bits: u32, value: u32) -> Self;
    fn take(&mut self, bits: u32) -> u32;
    /// So many bits from a place on; beyond the highest bit, zero.
    fn digit(self, shift: u32, bits: u32) -> u32;
    const ZERO: Self;
    const BITS: u32;
}

macro_rules! key {
    ($integer:ty) => {
        impl Key for $integer {
            const ZERO: Self = 0;
            const BITS: u32 = <$integer>::BITS;

            #[inline]
            fn push(self, bits: u32, value: u32) -> Self {
                (self << bits) | Self::from(value)
            }

            #[inline]
            fn take(&mut self, bits: u32) -> u32 {
                let value = (*self & ((1 << bits) - 1)) as u32;
                *self >>= bits;
                value
            }

            #[inline]
            fn digit(self, shift: u32, bits: u32) -> u32 {
                let rest = self.checked_shr(shift).unwrap_or(0);
                if bits >= u32::BITS { u32::from(rest > 0) } else { (rest & ((1 << bits) - 1)) as u32 }
            }
        }
    };
}
key!(u64);
key!(u128);

fn raters(head: Head, sources: &Sources<'_>, columns: &Columns) -> Result<Tally> {
    let (packing, total) = Packing::new(sources, head.rubric.criteria().len());
    if total <= 64 {
        pack_raters::<u64>(head, sources, columns, &packing)
    } else {
        pack_raters::<u128>(head, sources, columns, &packing)
    }
}

/// Rows of one respondent that follow one another: the key, the first row, and the row after the last.
type Run<K> = (K, u32, u32);

/// Where answers come person by person, a run is sorted instead of its rows; fewer rows a run than this do not pay.
const ROWS_A_RUN: usize = 4;

/// The runs in key order, or `None` where rows are too mixed for runs to help.
fn runs<K: Key>(columns: &Columns, key: impl Fn(usize) -> K) -> Option<Vec<Run<K>>> {
    let rows = columns.mark.len();
    let limit = rows / ROWS_A_RUN + 1;
    let (unit, occasion) = (&columns.unit[..rows], &columns.occasion[..rows]);
    let (rater, role) = (&columns.rater[..rows], &columns.role[..rows]);
    let mut runs: Vec<Run<K>> = Vec::new();
    let mut start = 0;
    for row in 1..=rows {
        let last = row - 1;
        let same = row < rows
            && rater[row] == rater[last]
            && unit[row] == unit[last]
            && occasion[row] == occasion[last]
            && role[row] == role[last];
        if !same {
            runs.push((key(last), start, row as u32));
            start = row as u32;
            if runs.len() > limit {
                return None;
            }
        }
    }
    if !runs.is_sorted() {
        runs.sort_unstable();
    }
    Some(runs)
}

/// Copies the cells of each respondent, in the order of the criteria.
fn gather<K: Key>(
    columns: &Columns,
    runs: &[Run<K>],
    counts: &mut RaterCounts,
    begin: impl Fn(&mut RaterCounts, K),
) {
    let mut cells: Vec<(u16, u8)> = Vec::new();
    for group in runs.chunk_by(|a, b| a.0 == b.0) {
        begin(counts, group[0].0);
        let rows = group[0].1 as usize..group[0].2 as usize;
        let criteria = &columns.criterion[rows.clone()];
        if group.len() == 1 && criteria.is_sorted_by(|a, b| a < b) {
            counts.criteria.extend_from_slice(criteria);
            counts.marks.extend_from_slice(&columns.mark[rows]);
            continue;
        }
        cells.clear();
        for (_, start, end) in group {
            let rows = *start as usize..*end as usize;
            cells.extend(
                columns.criterion[rows.clone()].iter().copied().zip(columns.mark[rows].iter().copied()),
            );
        }
        cells.sort_unstable();
        counts.criteria.extend(cells.iter().map(|(criterion, _)| criterion));
        counts.marks.extend(cells.iter().map(|(_, mark)| mark));
    }
}

/// Bits that one pass of the sort looks at: few enough passes, and counters that stay in the nearest cache.
const DIGIT: u32 = 11;

/// The keys in ascending order: digit by digit from the lowest, which takes the same time for any order of arrival.
fn sorted<K: Key>(mut keys: Vec<K>) -> Vec<K> {
    let highest = keys.iter().copied().max().unwrap_or(K::ZERO);
    let mut other = keys.clone();
    let mut shift = 0;
    while highest.digit(shift, K::BITS) > 0 {
        let mut ends = [0_usize; 1 << DIGIT];
        keys.iter().for_each(|key| ends[key.digit(shift, DIGIT) as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum - *end;
        }
        for key in &keys {
            let place = &mut ends[key.digit(shift, DIGIT) as usize];
            other[*place] = *key;
            *place += 1;
        }
        std::mem::swap(&mut keys, &mut other);
        shift += DIGIT;
    }
    keys
}

fn pack_raters<K: Key>(
    head: Head,
    sources: &Sources<'_>,
    columns: &Columns,
    packing: &Packing,
) -> Result<Tally> {
    let units = ranked(&sources.units);
    let occasions = ranked(&sources.occasions);
    let raters = ranked(&sources.raters);
    let roles = ranked(&sources.roles);
    let rows = columns.mark.len();
    let respondent = |row: usize| {
        K::ZERO
            .push(0, units.ranks[columns.unit[row] as usize])
            .push(packing.occasion, occasions.ranks[usize::from(columns.occasion[row])])
            .push(packing.rater, raters.ranks[columns.rater[row] as usize])
            .push(packing.role, roles.ranks[usize::from(columns.role[row])])
    };
    let runs = runs(columns, respondent);
    let mut counts = RaterCounts {
        criteria: Vec::with_capacity(rows),
        marks: Vec::with_capacity(rows),
        ..RaterCounts::default()
    };
    let begin = |counts: &mut RaterCounts, mut key: K| {
        counts.starts.push(counts.criteria.len());
        counts.respondents.push(Respondent {
            role: key.take(packing.role) as u8,
            rater: key.take(packing.rater),
            occasion: key.take(packing.occasion) as u16,
            unit: key.take(u32::BITS),
        });
    };
    match runs {
        Some(runs) => gather(columns, &runs, &mut counts, begin),
        None => {
            let keys = (0..rows).map(|row| {
                let key = respondent(row).push(packing.criterion, u32::from(columns.criterion[row]));
                key.push(MARK_BITS, u32::from(columns.mark[row]))
            });
            let mut last = None;
            for mut key in sorted(keys.collect()) {
                counts.marks.push(key.take(MARK_BITS) as u8);
                let criterion = key.take(packing.criterion) as u16;
                if last != Some(key) {
                    last = Some(key);
                    begin(&mut counts, key);
                }
                counts.criteria.push(criterion);
            }
        }
    }
    counts.starts.push(counts.criteria.len());
    let mut used = [units.order.len(), occasions.order.len(), raters.order.len(), roles.order.len()]
        .map(|labels| vec![false; labels]);
    for respondent in &counts.respondents {
        used[0][respondent.unit as usize] = true;
        used[1][usize::from(respondent.occasion)] = true;
        used[2][respondent.rater as usize] = true;
        used[3][usize::from(respondent.role)] = true;
    }
    let (unit_names, unit_map) = compact(&sources.units, &units.order, &used[0]);
    let (occasion_names, occasion_map) = compact(&sources.occasions, &occasions.order, &used[1]);
    let (rater_names, rater_map) = compact(&sources.raters, &raters.order, &used[2]);
    let (role_names, role_map) = compact(&sources.roles, &roles.order, &used[3]);
    for respondent in &mut counts.respondents {
        respondent.unit = unit_map[respondent.unit as usize];
        respondent.occasion = occasion_map[usize::from(respondent.occasion)] as u16;
        respondent.rater = rater_map[respondent.rater as usize];
        respondent.role = role_map[usize::from(respondent.role)] as u8;
    }
    let names =
        Names { units: unit_names, occasions: occasion_names, raters: rater_names, roles: role_names };
    refuse_twice(&head, &names, &counts)?;
    Ok(Tally::assemble(head, names, Counts::Raters(counts)))
}

/// The same rater may stand in two roles of a unit and occasion, but may mark a criterion only once.
fn refuse_twice(head: &Head, names: &Names, counts: &RaterCounts) -> Result<()> {
    let person = |at: usize| {
        let respondent = counts.respondents[at];
        (respondent.unit, respondent.occasion, respondent.rater)
    };
    let mut first = 0;
    for at in 0..counts.respondents.len() {
        if person(at) != person(first) {
            first = at;
        }
        let own = &counts.criteria[counts.starts[at]..counts.starts[at + 1]];
        let earlier = &counts.criteria[counts.starts[first]..counts.starts[at]];
        let twice = own.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let twice = twice.or_else(|| own.iter().copied().find(|criterion| earlier.contains(criterion)));
        if let Some(criterion) = twice {
            let respondent = counts.respondents[at];
            let problem = Problem::new(ErrorCode::DuplicateRating, Place::default())
                .with("unit", &*names.units[respondent.unit as usize])
                .with("rater", &*names.raters[respondent.rater as usize])
                .with("first", "another part of the tally")
                .with("criterion", head.rubric.criteria()[usize::from(criterion)].id.as_str());
            return Err(problem.into());
        }
    }
    Ok(())
}

/// Above so many counters for each row, a sort of the keys takes less memory than the counters.
const COUNTERS_A_ROW: usize = 8;

fn units(head: Head, sources: &Sources<'_>, columns: &Columns) -> Result<Tally> {
    let criteria = head.rubric.criteria().len();
    let levels: Vec<u32> =
        (0..criteria as u16).map(|c| head.rubric.scale(c).categories().len() as u32).collect();
    let mut offsets = Vec::with_capacity(criteria + 1);
    let mut width = 0_usize;
    for criterion in 0..criteria as u16 {
        offsets.push(width as u32);
        width += slots(&head.rubric, criterion);
    }
    let groups = sources.units.len().checked_mul(sources.occasions.len());
    let groups = groups.and_then(|groups| groups.checked_mul(sources.roles.len()));
    let counters = groups.and_then(|groups| groups.checked_mul(width));
    let limit = columns.mark.len().saturating_mul(COUNTERS_A_ROW).max(1 << 16);
    match counters {
        Some(counters) if counters <= limit => {
            let mut table = vec![0_u32; counters];
            count(columns, sources, &offsets, &levels, width, &mut table);
            Ok(from_table(head, sources, &offsets, width, &table))
        }
        _ => {
            let raters = raters(head, sources, columns)?;
            Ok(raters.to_units())
        }
    }
}

fn count(
    columns: &Columns,
    sources: &Sources<'_>,
    offsets: &[u32],
    levels: &[u32],
    width: usize,
    table: &mut [u32],
) {
    let (occasions, roles) = (sources.occasions.len(), sources.roles.len());
    let rows = columns.mark.len();
    let (unit, occasion, role) = (&columns.unit[..rows], &columns.occasion[..rows], &columns.role[..rows]);
    let criterion = &columns.criterion[..rows];
    for row in 0..rows {
        let criterion = usize::from(criterion[row]);
        let group =
            (unit[row] as usize * occasions + usize::from(occasion[row])) * roles + usize::from(role[row]);
        let slot = slot(levels[criterion] as usize, columns.mark[row]);
        table[group * width + offsets[criterion] as usize + slot] += 1;
    }
}

fn from_table(head: Head, sources: &Sources<'_>, offsets: &[u32], width: usize, table: &[u32]) -> Tally {
    let units = ranked(&sources.units);
    let occasions = ranked(&sources.occasions);
    let roles = ranked(&sources.roles);
    let mut used = [units.order.len(), occasions.order.len(), roles.order.len()].map(|n| vec![false; n]);
    let group = |unit: u32, occasion: u32, role: u32| {
        let group = unit as usize * sources.occasions.len() + occasion as usize;
        let at = (group * sources.roles.len() + role as usize) * width;
        &table[at..at + width]
    };
    let mut counts = UnitCounts::default();
    for (u, unit) in units.order.iter().enumerate() {
        for (o, occasion) in occasions.order.iter().enumerate() {
            for (r, role) in roles.order.iter().enumerate() {
                let row = group(*unit, *occasion, *role);
                for (criterion, start) in offsets.iter().enumerate() {
                    let start = *start as usize;
                    let cell = &row[start..start + slots(&head.rubric, criterion as u16)];
                    if cell.iter().any(|count| *count > 0) {
                        (used[0][u], used[1][o], used[2][r]) = (true, true, true);
                        counts.keys.push(CellKey {
                            unit: u as u32,
                            occasion: o as u16,
                            role: r as u8,
                            criterion: criterion as u16,
                        });
                        counts.starts.push(counts.counts.len());
                        counts.counts.extend(cell.iter().map(|count| u64::from(*count)));
                    }
                }
            }
        }
    }
    counts.starts.push(counts.counts.len());
    let (unit_names, unit_map) = compact(&sources.units, &units.order, &used[0]);
    let (occasion_names, occasion_map) = compact(&sources.occasions, &occasions.order, &used[1]);
    let (role_names, role_map) = compact(&sources.roles, &roles.order, &used[2]);
    for key in &mut counts.keys {
        key.unit = unit_map[key.unit as usize];
        key.occasion = occasion_map[usize::from(key.occasion)] as u16;
        key.role = role_map[usize::from(key.role)] as u8;
    }
    let names = Names { units: unit_names, occasions: occasion_names, raters: Vec::new(), roles: role_names };
    Tally::assemble(head, names, Counts::Units(counts))
}

impl Tally {
    /// The same counts without the raters.
    #[must_use]
    pub fn to_units(&self) -> Self {
        let Counts::Raters(cells) = self.counts() else { return self.clone() };
        let rubric = self.rubric();
        let mut counts = UnitCounts::default();
        let mut at = 0;
        // Role, criterion and slot of each mark of a unit and occasion.
        let mut marks: Vec<u64> = Vec::new();
        for place in cells.respondents.chunk_by(|a, b| (a.unit, a.occasion) == (b.unit, b.occasion)) {
            let Respondent { unit, occasion, .. } = place[0];
            marks.clear();
            for respondent in place {
                for cell in cells.starts[at]..cells.starts[at + 1] {
                    let criterion = cells.criteria[cell];
                    let slot = slot(rubric.scale(criterion).categories().len(), cells.marks[cell]);
                    let key = u64::from(respondent.role) << 32 | u64::from(criterion) << 16;
                    marks.push(key | slot as u64);
                }
                at += 1;
            }
            marks.sort_unstable();
            for cell in marks.chunk_by(|a, b| a >> 16 == b >> 16) {
                let (role, criterion) = ((cell[0] >> 32) as u8, (cell[0] >> 16) as u16);
                let histogram =
                    counts.push(CellKey { unit, occasion, role, criterion }, slots(rubric, criterion));
                cell.iter().for_each(|mark| histogram[usize::from(*mark as u16)] += 1);
            }
        }
        counts.starts.push(counts.counts.len());
        let names = Names { raters: Vec::new(), ..self.names().clone() };
        Self::assemble(self.head().clone(), names, Counts::Units(counts))
    }
}

impl UnitCounts {
    /// Adds an empty histogram after the last.
    pub(super) fn push(&mut self, key: CellKey, slots: usize) -> &mut [u64] {
        let start = self.counts.len();
        self.keys.push(key);
        self.starts.push(start);
        self.counts.resize(start + slots, 0);
        &mut self.counts[start..]
    }
}

impl RaterCounts {
    /// Back to columns whose codes are positions in the tally's names.
    pub(super) fn columns(&self, into: &mut Columns, maps: &[Vec<u32>; 4]) {
        for (at, respondent) in self.respondents.iter().enumerate() {
            for cell in self.starts[at]..self.starts[at + 1] {
                into.unit.push(maps[0][respondent.unit as usize]);
                into.occasion.push(maps[1][usize::from(respondent.occasion)] as u16);
                into.rater.push(maps[2][respondent.rater as usize]);
                into.role.push(maps[3][usize::from(respondent.role)] as u8);
                into.criterion.push(self.criteria[cell]);
                into.mark.push(self.marks[cell]);
            }
        }
    }
}

impl UnitCounts {
    /// The histogram of a cell.
    pub(crate) fn histogram(&self, at: usize) -> &[u64] {
        &self.counts[self.starts[at]..self.starts[at + 1]]
    }
}
