//! From columns of codes to canonical counts, in one pass and at most one sort.

use std::ops::Range;

use super::packing::{Packing, RATING_BITS, Ranks, push};
use super::sort::{Bits, in_buckets, sort};
use super::{
    CellKey, Counts, Grain, Head, Names, Respondent, RespondentCounts, STEP, Tally, UnitCounts, slot, slots,
};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::base::watch::{Stages, Watch, ask};
use crate::ratings::{Columns, Ratings};

/// Labels by code of the four label columns: units, occasions, raters, roles.
pub(crate) type Sources<'a> = [Vec<&'a str>; 4];

impl Tally {
    /// Counts ratings at a grain.
    ///
    /// # Errors
    /// `too_many_labels` when more labels are used than the counts can number.
    pub fn of(ratings: &Ratings, grain: Grain) -> Result<Self> {
        ratings.tally(grain)
    }
}

pub(super) fn count(ratings: &Ratings, grain: Grain, watch: &mut dyn Watch) -> Result<Tally> {
    let inner = ratings.inner();
    let labels = &inner.labels;
    let sources = [&labels.unit, &labels.occasion, &labels.rater, &labels.role];
    let sources = sources.map(|words| words.iter().collect());
    let head = Head { rubric: inner.rubric.clone(), kind: inner.kind, link: inner.link };
    build(head, &sources, &inner.columns, grain, watch)
}

pub(crate) fn build(
    head: Head,
    sources: &Sources<'_>,
    columns: &Columns,
    grain: Grain,
    watch: &mut dyn Watch,
) -> Result<Tally> {
    match grain {
        Grain::Units => units(head, sources, columns, watch),
        Grain::Raters => raters(head, sources, columns, watch),
    }
}

/// A label column in byte order: the rank of each code, and the code at each rank.
pub(super) struct Ranked {
    pub(super) ranks: Vec<u32>,
    order: Vec<u32>,
}

/// The first bytes of a label as a number, in the same order: most labels are told apart without a look at their text.
fn head(label: &str) -> u128 {
    let mut head = [0; 16];
    head.iter_mut().zip(label.as_bytes()).for_each(|(to, from)| *to = *from);
    u128::from_be_bytes(head)
}

/// The codes of labels in byte order.
fn in_order(labels: &[&str]) -> Vec<u32> {
    if labels.is_sorted() {
        return (0..labels.len() as u32).collect();
    }
    let mut order: Vec<(u128, u32)> = labels.iter().map(|label| head(label)).zip(0..).collect();
    order.sort_unstable_by(|(a, one), (b, other)| {
        a.cmp(b).then_with(|| labels[*one as usize].cmp(labels[*other as usize]))
    });
    order.into_iter().map(|(_, code)| code).collect()
}

/// Labels of a column are distinct.
pub(super) fn ranked(sources: &Sources<'_>) -> [Ranked; 4] {
    sources.each_ref().map(|labels| {
        let order = in_order(labels);
        let mut ranks = vec![0; labels.len()];
        for (rank, code) in order.iter().enumerate() {
            ranks[*code as usize] = rank as u32;
        }
        Ranked { ranks, order }
    })
}

/// Which ranks of each label column are used.
type Used = [Vec<bool>; 4];

fn unused(sources: &Sources<'_>) -> Used {
    sources.each_ref().map(|labels| vec![false; labels.len()])
}

/// The labels that are used, in byte order, and the new rank of each old rank.
fn compact(sources: &Sources<'_>, ranked: &[Ranked; 4], used: &Used) -> (Names, [Vec<u32>; 4]) {
    let mut maps = [const { Vec::new() }; 4];
    let [units, occasions, raters, roles] = [0, 1, 2, 3].map(|column: usize| {
        let mut names: Vec<Box<str>> = Vec::new();
        for (code, used) in ranked[column].order.iter().zip(&used[column]) {
            maps[column].push(names.len() as u32);
            if *used {
                names.push(sources[column][*code as usize].into());
            }
        }
        names
    });
    (Names { units, occasions, raters, roles }, maps)
}

/// Rows of one respondent that follow one another: the key, the first row, and the row after the last.
type Run = (u64, u32, u32);

/// Where answers come person by person, a run is sorted instead of its rows; fewer rows a run than this do not pay.
const ROWS_A_RUN: usize = 4;

/// Before the search for runs is given up, there may be one more than that for each so many rows.
const ROWS_A_SHORT_RUN: usize = 256;

/// The runs in key order, or `None` where rows are too mixed for runs to help.
fn runs(columns: &Columns, key: impl Fn(usize) -> u64, watch: &mut dyn Watch) -> Result<Option<Vec<Run>>> {
    let rows = columns.rating.len();
    let (unit, occasion) = (&columns.unit[..rows], &columns.occasion[..rows]);
    let (rater, role) = (&columns.rater[..rows], &columns.role[..rows]);
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    for before in (0..rows).step_by(STEP) {
        ask(watch, before as u64, Some(rows as u64))?;
        for row in before + 1..=rows.min(before + STEP) {
            let last = row - 1;
            let same = row < rows
                && rater[row] == rater[last]
                && unit[row] == unit[last]
                && occasion[row] == occasion[last]
                && role[row] == role[last];
            if !same {
                runs.push((key(last), start, row as u32));
                start = row as u32;
                if runs.len() > row / ROWS_A_RUN + rows / ROWS_A_SHORT_RUN + 1 {
                    return Ok(None);
                }
            }
        }
    }
    if !runs.is_sorted() {
        runs.sort_unstable();
    }
    Ok(Some(runs))
}

/// Copies the cells of each respondent, in the order of the criteria.
fn gather(
    columns: &Columns,
    runs: &[Run],
    counts: &mut RespondentCounts,
    packing: &Packing,
    watch: &mut dyn Watch,
) -> Result<()> {
    let mut cells: Vec<(u16, u8)> = Vec::new();
    let mut next = 0;
    for group in runs.chunk_by(|a, b| a.0 == b.0) {
        let done = counts.criteria.len();
        if done >= next {
            ask(watch, done as u64, Some(columns.rating.len() as u64))?;
            next = done + STEP;
        }
        packing.begin(group[0].0, counts.criteria.len(), counts);
        let rows = group[0].1 as usize..group[0].2 as usize;
        let criteria = &columns.criterion[rows.clone()];
        if group.len() == 1 && criteria.is_sorted_by(|a, b| a < b) {
            counts.criteria.extend_from_slice(criteria);
            counts.ratings.extend_from_slice(&columns.rating[rows]);
            continue;
        }
        cells.clear();
        for (_, start, end) in group {
            let rows = *start as usize..*end as usize;
            cells.extend(
                columns.criterion[rows.clone()].iter().copied().zip(columns.rating[rows].iter().copied()),
            );
        }
        cells.sort_unstable();
        counts.criteria.extend(cells.iter().map(|(criterion, _)| criterion));
        counts.ratings.extend(cells.iter().map(|(_, rating)| rating));
    }
    Ok(())
}

fn raters(head: Head, sources: &Sources<'_>, columns: &Columns, watch: &mut dyn Watch) -> Result<Tally> {
    let ranked = ranked(sources);
    let ranks = ranked.each_ref().map(|label| label.ranks.as_slice());
    let packing = Packing::new(ranks.map(<[u32]>::len), head.rubric.criteria().len());
    let mut counts = if packing.row() <= u64::BITS {
        pack(columns, ranks, &packing, watch)?
    } else {
        pack_people(columns, ranks, head.rubric.criteria().len(), watch)?
    };
    let mut used = unused(sources);
    for respondent in &counts.respondents {
        used[0][respondent.unit as usize] = true;
        used[1][usize::from(respondent.occasion)] = true;
        used[2][respondent.rater as usize] = true;
        used[3][usize::from(respondent.role)] = true;
    }
    let (names, maps) = compact(sources, &ranked, &used);
    for respondent in &mut counts.respondents {
        respondent.unit = maps[0][respondent.unit as usize];
        respondent.occasion = maps[1][usize::from(respondent.occasion)] as u16;
        respondent.rater = maps[2][respondent.rater as usize];
        respondent.role = maps[3][usize::from(respondent.role)] as u8;
    }
    refuse_twice(&head, &names, &counts)?;
    Ok(Tally::assemble(head, names, Counts::Raters(counts)))
}

/// Counts whose labels are ranks.
fn pack(
    columns: &Columns,
    ranks: Ranks<'_>,
    packing: &Packing,
    watch: &mut dyn Watch,
) -> Result<RespondentCounts> {
    let rows = columns.rating.len();
    let mut counts = RespondentCounts::default();
    // One pass to look for runs, and two to sort.
    let mut stages = Stages::of(3 * rows as u64, watch);
    let key = |row| packing.respondent(columns, ranks, row);
    let found = runs(columns, key, &mut stages.stage(rows as u64))?;
    let sorting = &mut stages.stage(2 * rows as u64);
    match found {
        Some(runs) => {
            counts.criteria.reserve_exact(rows);
            counts.ratings.reserve_exact(rows);
            gather(columns, &runs, &mut counts, packing, sorting)?;
        }
        None => {
            let keys = |rows: Range<usize>, keys: &mut Vec<u64>| packing.rows(columns, ranks, rows, keys);
            // Ratings need no order: a criterion that is rated twice is refused.
            let bits = Bits { ignored: RATING_BITS, together: packing.cell(), all: packing.row() };
            let add = |counts: &mut RespondentCounts, keys: &[u64]| packing.unpack(keys, counts);
            in_buckets(rows, &keys, bits, &add, sorting, &mut |part| counts.append(part))?;
        }
    }
    counts.starts.push(counts.criteria.len());
    Ok(counts)
}

impl RespondentCounts {
    /// Adds what comes after.
    fn append(&mut self, later: Self) {
        let before = self.criteria.len();
        self.respondents.extend(later.respondents);
        self.starts.extend(later.starts.iter().map(|start| before + start));
        self.criteria.extend(later.criteria);
        self.ratings.extend(later.ratings);
    }
}

/// The same where one integer cannot hold a row, which takes very many labels: people are numbered first.
pub(super) fn pack_people(
    columns: &Columns,
    ranks: Ranks<'_>,
    criteria: usize,
    watch: &mut dyn Watch,
) -> Result<RespondentCounts> {
    let rows = columns.rating.len();
    let place = |row: usize| {
        let unit = u64::from(ranks[0][columns.unit[row] as usize]);
        push(unit, u16::BITS, ranks[1][usize::from(columns.occasion[row])])
    };
    let (places, own) = numbered((0..rows).map(place).collect());
    let rater = |row: usize| push(own[row].into(), u32::BITS, ranks[2][columns.rater[row] as usize]);
    let (people, own) = numbered((0..rows).map(rater).collect());
    let columns = Columns {
        unit: vec![0; rows],
        occasion: vec![0; rows],
        rater: own,
        role: columns.role.clone(),
        criterion: columns.criterion.clone(),
        rating: columns.rating.clone(),
    };
    let numbers: Vec<u32> = (0..people.len() as u32).collect();
    let packing = Packing::new([1, 1, people.len(), ranks[3].len()], criteria);
    let mut counts = pack(&columns, [&[0], &[0], &numbers, ranks[3]], &packing, watch)?;
    for respondent in &mut counts.respondents {
        let person = people[respondent.rater as usize];
        let place = places[(person >> 32) as usize];
        respondent.unit = (place >> 16) as u32;
        respondent.occasion = place as u16;
        respondent.rater = person as u32;
    }
    Ok(counts)
}

/// The distinct keys in ascending order, and the number of each key among them.
fn numbered(keys: Vec<u64>) -> (Vec<u64>, Vec<u32>) {
    let mut distinct = keys.clone();
    sort(&mut distinct, &mut Vec::new(), 0);
    distinct.dedup();
    let number = |key| distinct.partition_point(|known| known < key) as u32;
    let numbers = keys.iter().map(number).collect();
    (distinct, numbers)
}

/// The same rater may stand in two roles of a unit and occasion, but may rate a criterion only once.
fn refuse_twice(head: &Head, names: &Names, counts: &RespondentCounts) -> Result<()> {
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
        if earlier.is_empty() && own.is_sorted_by(|a, b| a < b) {
            continue;
        }
        let twice = own.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let twice = twice.or_else(|| own.iter().copied().find(|criterion| earlier.contains(criterion)));
        if let Some(criterion) = twice {
            let respondent = counts.respondents[at];
            let problem = Problem::new(ErrorCode::DuplicateRating, Place::default())
                .with("unit", &*names.units[respondent.unit as usize])
                .with("rater", &*names.raters[respondent.rater as usize])
                .say("how", Message::new("duplicate.parts"))
                .with("first", "another part of the tally")
                .with("criterion", head.rubric.criteria()[usize::from(criterion)].id.as_str());
            return Err(problem.into());
        }
    }
    Ok(())
}

/// Above so many counters for each row, a sort of the keys takes less memory than the counters.
const COUNTERS_A_ROW: usize = 8;

fn units(head: Head, sources: &Sources<'_>, columns: &Columns, watch: &mut dyn Watch) -> Result<Tally> {
    let criteria = head.rubric.criteria().len();
    let levels: Vec<u32> =
        (0..criteria as u16).map(|c| head.rubric.scale(c).categories().len() as u32).collect();
    let mut offsets = Vec::with_capacity(criteria + 1);
    let mut width = 0_usize;
    for criterion in 0..criteria as u16 {
        offsets.push(width as u32);
        width += slots(&head.rubric, criterion);
    }
    let groups = sources[0].len().checked_mul(sources[1].len());
    let groups = groups.and_then(|groups| groups.checked_mul(sources[3].len()));
    let counters = groups.and_then(|groups| groups.checked_mul(width));
    let limit = columns.rating.len().saturating_mul(COUNTERS_A_ROW).max(1 << 16);
    match counters {
        Some(counters) if counters <= limit => {
            let mut table = vec![0_u32; counters];
            let rows = columns.rating.len();
            for start in (0..rows).step_by(STEP) {
                ask(watch, start as u64, Some(rows as u64))?;
                let rows = start..rows.min(start + STEP);
                fill(columns, rows, sources, &offsets, &levels, width, &mut table);
            }
            Ok(from_table(head, sources, &offsets, width, &table))
        }
        _ => {
            let raters = raters(head, sources, columns, watch)?;
            Ok(raters.to_units())
        }
    }
}

fn fill(
    columns: &Columns,
    rows: Range<usize>,
    sources: &Sources<'_>,
    offsets: &[u32],
    levels: &[u32],
    width: usize,
    table: &mut [u32],
) {
    let (occasions, roles) = (sources[1].len(), sources[3].len());
    let (unit, role) = (&columns.unit[rows.clone()], &columns.role[rows.clone()]);
    let (occasion, criterion) = (&columns.occasion[rows.clone()], &columns.criterion[rows.clone()]);
    let rating = &columns.rating[rows];
    for row in 0..rating.len() {
        let criterion = usize::from(criterion[row]);
        let group =
            (unit[row] as usize * occasions + usize::from(occasion[row])) * roles + usize::from(role[row]);
        let slot = slot(levels[criterion] as usize, rating[row]);
        table[group * width + offsets[criterion] as usize + slot] += 1;
    }
}

fn from_table(head: Head, sources: &Sources<'_>, offsets: &[u32], width: usize, table: &[u32]) -> Tally {
    let ranked = ranked(sources);
    let mut counts = UnitCounts::default();
    for (unit, u) in (0..).zip(&ranked[0].order) {
        for (occasion, o) in (0..).zip(&ranked[1].order) {
            for (role, r) in (0..).zip(&ranked[3].order) {
                let group = *u as usize * sources[1].len() + *o as usize;
                let row = &table[(group * sources[3].len() + *r as usize) * width..][..width];
                for (criterion, start) in (0..).zip(offsets) {
                    let cell = &row[*start as usize..][..slots(&head.rubric, criterion)];
                    if cell.iter().any(|count| *count > 0) {
                        let sums = counts.push(CellKey { unit, occasion, role, criterion }, cell.len());
                        sums.iter_mut().zip(cell).for_each(|(sum, count)| *sum = u64::from(*count));
                    }
                }
            }
        }
    }
    finish(head, sources, &ranked, counts)
}

/// Counts whose labels are ranks as a tally.
pub(super) fn finish(
    head: Head,
    sources: &Sources<'_>,
    ranked: &[Ranked; 4],
    mut counts: UnitCounts,
) -> Tally {
    counts.starts.push(counts.counts.len());
    let mut used = unused(sources);
    for key in &counts.keys {
        used[0][key.unit as usize] = true;
        used[1][usize::from(key.occasion)] = true;
        used[3][usize::from(key.role)] = true;
    }
    let (names, maps) = compact(sources, ranked, &used);
    for key in &mut counts.keys {
        key.unit = maps[0][key.unit as usize];
        key.occasion = maps[1][usize::from(key.occasion)] as u16;
        key.role = maps[3][usize::from(key.role)] as u8;
    }
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
        // Role, criterion and slot of each rating of a unit and occasion.
        let mut ratings: Vec<u64> = Vec::new();
        for place in cells.respondents.chunk_by(|a, b| (a.unit, a.occasion) == (b.unit, b.occasion)) {
            let Respondent { unit, occasion, .. } = place[0];
            ratings.clear();
            for respondent in place {
                for cell in cells.starts[at]..cells.starts[at + 1] {
                    let criterion = cells.criteria[cell];
                    let slot = slot(rubric.scale(criterion).categories().len(), cells.ratings[cell]);
                    let key = u64::from(respondent.role) << 32 | u64::from(criterion) << 16;
                    ratings.push(key | slot as u64);
                }
                at += 1;
            }
            ratings.sort_unstable();
            for rating in &ratings {
                let (role, criterion) = ((rating >> 32) as u8, (rating >> 16) as u16);
                let key = CellKey { unit, occasion, role, criterion };
                counts.last(key, slots(rubric, criterion))[usize::from(*rating as u16)] += 1;
            }
        }
        counts.starts.push(counts.counts.len());
        let Names { units, occasions, roles, .. } = self.names();
        let names = Names {
            units: units.clone(),
            occasions: occasions.clone(),
            raters: Vec::new(),
            roles: roles.clone(),
        };
        Self::assemble(self.head().clone(), names, Counts::Units(counts))
    }
}

impl UnitCounts {
    /// Adds an empty histogram after the last.
    fn push(&mut self, key: CellKey, slots: usize) -> &mut [u64] {
        let start = self.counts.len();
        self.keys.push(key);
        self.starts.push(start);
        self.counts.resize(start + slots, 0);
        &mut self.counts[start..]
    }

    /// The last histogram if it is of this key, or an empty one after it.
    pub(super) fn last(&mut self, key: CellKey, slots: usize) -> &mut [u64] {
        if self.keys.last() != Some(&key) {
            return self.push(key, slots);
        }
        let start = self.counts.len() - slots;
        &mut self.counts[start..]
    }

    /// The histogram of a cell.
    pub(crate) fn histogram(&self, at: usize) -> &[u64] {
        &self.counts[self.starts[at]..self.starts[at + 1]]
    }
}
