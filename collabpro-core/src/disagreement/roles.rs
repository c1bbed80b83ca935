//! Gaps between two informant groups, by permuting whole raters over the groups.

use crate::base::error::Result;
use crate::base::list::List;
use crate::base::order::descending;
use crate::base::watch::{Watch, ask};
use crate::scoring::NO_RATING;
use crate::stats::random::Random;

/// Fewer permutations than this, and no gap can be told from chance at one in twenty.
const LEAST_PERMUTATIONS: u64 = 20;

/// Ratings summed between two looks at the watcher.
const WORK_A_STEP: usize = 1 << 21;

/// Rounding of a gap; equal gaps must count as equal.
const ROUNDING: f64 = 1e-12;

/// What a pair of groups shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gaps {
    /// For each criterion the gap and its adjusted p value; `None` where one group gave too few ratings.
    pub(super) criteria: Vec<Option<(f64, f64)>>,
    /// The same for each construct; `None` where it is so for one of its criteria.
    pub(super) constructs: Vec<Option<(f64, f64)>>,
    /// How many permutations were looked at.
    pub(super) permutations: u64,
    /// Whether these were all there are.
    pub(super) all: bool,
}

/// Everybody of two groups, with the doubled midrank of each rating among all ratings of its criterion.
struct Pooled {
    people: usize,
    criteria: usize,
    /// By person and criterion; 0 where there is no rating.
    ranks: Vec<u64>,
    rated: Vec<u64>,
    rank_sums: Vec<u64>,
    rating_sums: Vec<u64>,
    /// Size of the group whose members are permuted.
    members: usize,
}

impl Pooled {
    /// The gap of each criterion when these people are its members:
    /// `(mean midrank of the members - of the rest) · 2 / n`, which is how often a member's rating is higher than one of
    /// the rest, less how often it is lower (Cliff's delta). `None` where either group gave fewer than two ratings, or
    /// less than half of its raters gave one.
    fn gaps(&self, members: &[usize], sums: &mut Sums, gaps: &mut [Option<f64>]) {
        sums.clear();
        for person in members {
            let row = person * self.criteria..(person + 1) * self.criteria;
            let both = self.ranks[row.clone()].iter().zip(&self.rated[row]);
            for ((ranks, ratings), (rank, rated)) in sums.0.iter_mut().zip(&mut sums.1).zip(both) {
                *ranks += rank;
                *ratings += rated;
            }
        }
        for (at, gap) in gaps.iter_mut().enumerate() {
            let (ranks, ratings) = (sums.0[at], sums.1[at]);
            let (other_ranks, other_ratings) = (self.rank_sums[at] - ranks, self.rating_sums[at] - ratings);
            let enough = |ratings: u64, people: usize| ratings >= 2 && 2 * ratings >= people as u64;
            *gap = (enough(ratings, self.members) && enough(other_ratings, self.people - self.members)).then(
                || {
                    let mean = ranks as f64 / ratings as f64;
                    let other = other_ranks as f64 / other_ratings as f64;
                    (mean - other) / self.rating_sums[at] as f64
                },
            );
        }
    }
}

struct Sums(Vec<u64>, Vec<u64>);

impl Sums {
    fn clear(&mut self) {
        self.0.fill(0);
        self.1.fill(0);
    }
}

/// Counts how often the largest gaps of a permutation reach the gaps that were seen: Westfall and Young's step-down maxT.
struct Exceedances {
    /// Criteria from the largest gap to the smallest.
    order: Vec<usize>,
    seen: Vec<f64>,
    counts: Vec<u64>,
}

impl Exceedances {
    fn new(seen: &[Option<f64>]) -> Self {
        let seen: Vec<f64> = seen.iter().map(|gap| gap.map_or(0.0, f64::abs)).collect();
        Self { counts: vec![0; seen.len()], order: descending(&seen), seen }
    }

    fn add(&mut self, gaps: &[Option<f64>]) {
        let mut largest = 0.0_f64;
        for at in self.order.iter().rev() {
            largest = largest.max(gaps[*at].map_or(0.0, f64::abs));
            self.counts[*at] += u64::from(largest >= self.seen[*at] - ROUNDING);
        }
    }

    /// Adjusted p values; `sampled` where the seen permutation must be added to those that were sampled.
    fn p(&self, permutations: u64, sampled: bool) -> Vec<f64> {
        let own = u64::from(sampled);
        let mut p = vec![1.0; self.seen.len()];
        let mut least = 0.0_f64;
        for at in &self.order {
            let share = (self.counts[*at] + own) as f64 / (permutations + own) as f64;
            least = least.max(share);
            p[*at] = least;
        }
        p
    }
}

/// Behind a rater's ratings: the group.
const SECOND: u8 = 0;
const FIRST: u8 = 1;

/// The gap of a construct: the mean over those of its criteria that have one in this permutation.
fn mean(gaps: &[Option<f64>], columns: &[usize]) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0_u32);
    for gap in columns.iter().filter_map(|column| gaps[*column]) {
        sum += gap;
        n += 1;
    }
    (n > 0).then(|| sum / f64::from(n))
}

/// The gaps between two groups; `None` where there are too few raters to tell. Rows are raters, columns criteria, of
/// which constructs name their own.
///
/// Each rater is permuted whole, so that ratings of one rater stay together.
pub(super) fn gaps(
    groups: [&[Vec<u8>]; 2],
    levels: &[usize],
    constructs: &[&[usize]],
    (seed, replicates): (u64, u32),
    watch: &mut dyn Watch,
    (done, total): (u64, u64),
) -> Result<Option<Gaps>> {
    // In the order of their ratings, so that neither names nor the order of rows change a permutation.
    let mut people: Vec<Vec<u8>> = Vec::new();
    for (rows, group) in groups.iter().zip([FIRST, SECOND]) {
        people.extend(rows.iter().map(|row| [row, &[group][..]].concat()));
    }
    people.sort_unstable();
    let of = |group: u8| (0..people.len()).filter(|at| people[*at].last() == Some(&group)).list();
    let (first, second) = (of(FIRST), of(SECOND));
    // The members of the smaller group are permuted; its gap is then turned round where it is the second one.
    let (members, turned) = if first.len() <= second.len() { (first, false) } else { (second, true) };
    let every = count(people.len() as u64, members.len() as u64);
    if every < LEAST_PERMUTATIONS {
        return Ok(None);
    }
    let pooled = pool(&people, levels, members.len());
    let mut sums = Sums(vec![0; levels.len()], vec![0; levels.len()]);
    let mut seen = vec![None; levels.len()];
    pooled.gaps(&members, &mut sums, &mut seen);
    let mut exceedances = Exceedances::new(&seen);
    let mut gaps = seen.clone();
    let over = |gaps: &[Option<f64>]| constructs.iter().map(|columns| mean(gaps, columns)).list();
    let whole = |columns: &&&[usize]| columns.iter().all(|column| seen[*column].is_some());
    let mut seen_over = over(&seen);
    for (gap, columns) in seen_over.iter_mut().zip(constructs) {
        *gap = gap.filter(|_| whole(&columns));
    }
    let mut exceedances_over = Exceedances::new(&seen_over);
    let all = every <= u64::from(replicates);
    let permutations = if all { every } else { u64::from(replicates) };
    let mut next: Vec<usize> = (0..members.len()).collect();
    let step = (WORK_A_STEP / (people.len() * levels.len()).max(1)).max(1) as u64;
    for at in 0..permutations {
        if at % step == 0 {
            ask(watch, done, Some(total))?;
        }
        if !all {
            pick(&mut Random::new(seed, at), people.len(), members.len(), &mut next);
        }
        pooled.gaps(&next, &mut sums, &mut gaps);
        exceedances.add(&gaps);
        exceedances_over.add(&over(&gaps));
        if all {
            advance(&mut next, people.len());
        }
    }
    let sign = if turned { -1.0 } else { 1.0 };
    let told = |seen: Vec<Option<f64>>, exceedances: Exceedances| {
        let p = exceedances.p(permutations, !all);
        seen.into_iter().zip(p).map(|(gap, p)| gap.map(|gap| (sign * gap + 0.0, p))).list()
    };
    let (criteria, constructs) = (told(seen, exceedances), told(seen_over, exceedances_over));
    Ok(Some(Gaps { criteria, constructs, permutations, all }))
}

fn pool(people: &[Vec<u8>], levels: &[usize], members: usize) -> Pooled {
    let criteria = levels.len();
    let (mut ranks, mut rated) = (vec![0; people.len() * criteria], vec![0; people.len() * criteria]);
    let (mut rank_sums, mut rating_sums) = (vec![0; criteria], vec![0; criteria]);
    for (at, levels) in levels.iter().enumerate() {
        let mut counts = vec![0_u64; *levels];
        for row in people {
            if let Some(count) = counts.get_mut(usize::from(row[at])) {
                *count += 1;
            }
        }
        for (person, row) in people.iter().enumerate().filter(|(_, row)| row[at] != NO_RATING) {
            let level = usize::from(row[at]);
            let below: u64 = counts.iter().take(level).sum();
            let rank = 2 * below + counts.get(level).copied().unwrap_or(0) + 1;
            ranks[person * criteria + at] = rank;
            rated[person * criteria + at] = 1;
            rank_sums[at] += rank;
            rating_sums[at] += 1;
        }
    }
    Pooled { people: people.len(), criteria, ranks, rated, rank_sums, rating_sums, members }
}

/// How many choices of `members` of `people` there are, as far as integers go.
fn count(people: u64, members: u64) -> u64 {
    let mut count = 1_u64;
    for taken in 0..members {
        let Some(product) = count.checked_mul(people - taken) else { return u64::MAX };
        count = product / (taken + 1);
    }
    count
}

/// Members, all choices equally likely.
fn pick(random: &mut Random, people: usize, members: usize, into: &mut Vec<usize>) {
    into.clear();
    into.extend(0..people);
    for at in 0..members {
        let other = at + random.below((people - at) as u32) as usize;
        into.swap(at, other);
    }
    into.truncate(members);
}

/// The next choice in lexicographic order; after the last, the first again.
fn advance(members: &mut [usize], people: usize) {
    let size = members.len();
    let movable = (0..size).rev().find(|at| members[*at] < people - size + at);
    let (from, mut value) = movable.map_or((0, 0), |at| (at, members[at] + 1));
    for place in &mut members[from..] {
        *place = value;
        value += 1;
    }
}
