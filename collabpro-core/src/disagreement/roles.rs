//! Gaps between two informant groups, by permuting whole raters over the groups.

use std::ops::Range;

use crate::base::error::Result;
use crate::base::order::descending;
use crate::base::parts::on_threads;
use crate::base::watch::{Watch, ask};
use crate::scoring::NO_RATING;
use crate::stats::random::Random;

/// Fewer permutations than this, and no gap can be told from chance at one in twenty.
const LEAST_PERMUTATIONS: u64 = 20;

/// Ratings summed between two looks at the watcher.
const WORK_A_STEP: usize = 1 << 21;

/// Fewer ratings to sum than this are not worth a second thread.
const WORK_A_THREAD: usize = 1 << 19;

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

/// From this bit on it is counted how many doubled midranks are summed below it: both are added at once.
const COUNT: u32 = 44;
const RANKS: u64 = (1 << COUNT) - 1;

/// More people than this and sums and counts would meet.
pub(super) const MOST_PEOPLE: usize = (1 << 20) - 1;

/// Everybody of two groups, with the doubled midrank of each rating among all ratings of its criterion.
struct Pooled {
    people: usize,
    criteria: usize,
    /// By person and criterion; 0 where there is no rating.
    ratings: Vec<u64>,
    sums: Vec<u64>,
    /// Size of the group whose members are permuted.
    members: usize,
}

impl Pooled {
    /// The gap of each criterion when these people are its members:
    /// `(mean midrank of the members - of the rest) · 2 / n`, which is how often a member's rating is higher than one of
    /// the rest, less how often it is lower (Cliff's delta). `None` where either group gave fewer than two ratings, or
    /// less than half of its raters gave one.
    fn gaps(&self, members: &[usize], sums: &mut [u64], gaps: &mut [Option<f64>]) {
        sums.fill(0);
        for person in members {
            let row = &self.ratings[person * self.criteria..(person + 1) * self.criteria];
            sums.iter_mut().zip(row).for_each(|(sum, rating)| *sum += rating);
        }
        for ((gap, own), all) in gaps.iter_mut().zip(sums).zip(&self.sums) {
            let [(ranks, ratings), (other_ranks, other_ratings)] =
                [*own, all - *own].map(|sum| (sum & RANKS, sum >> COUNT));
            let enough = |ratings: u64, people: usize| ratings >= 2 && 2 * ratings >= people as u64;
            *gap = (enough(ratings, self.members) && enough(other_ratings, self.people - self.members)).then(
                || {
                    let mean = ranks as f64 / ratings as f64;
                    let other = other_ranks as f64 / other_ratings as f64;
                    (mean - other) / (all >> COUNT) as f64
                },
            );
        }
    }
}

/// Counts how often the largest gaps of a permutation reach the gaps that were seen: Westfall and Young's step-down maxT.
#[derive(Clone)]
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

    /// Those of other permutations as well.
    fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(count, other)| *count += other);
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

/// What permutations show on criteria and on constructs, beside what was seen.
#[derive(Clone)]
struct Permuted<'a> {
    pooled: &'a Pooled,
    columns: &'a [&'a [usize]],
    sums: Vec<u64>,
    gaps: Vec<Option<f64>>,
    gaps_over: Vec<Option<f64>>,
    criteria: Exceedances,
    constructs: Exceedances,
}

impl Permuted<'_> {
    /// One more, with these people as members.
    fn add(&mut self, members: &[usize]) {
        self.pooled.gaps(members, &mut self.sums, &mut self.gaps);
        self.criteria.add(&self.gaps);
        self.gaps_over.clear();
        self.gaps_over.extend(self.columns.iter().map(|columns| mean(&self.gaps, columns)));
        self.constructs.add(&self.gaps_over);
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

/// The gaps between two groups; `None` where there are too few raters to tell, or too many to count. Rows are raters, columns criteria, of
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
    let of =
        |group: u8| (0..people.len()).filter(|at| people[*at].last() == Some(&group)).collect::<Vec<_>>();
    let (first, second) = (of(FIRST), of(SECOND));
    // The members of the smaller group are permuted; its gap is then turned round where it is the second one.
    let (members, turned) = if first.len() <= second.len() { (first, false) } else { (second, true) };
    let every = count(people.len() as u64, members.len() as u64);
    if every < LEAST_PERMUTATIONS || people.len() > MOST_PEOPLE {
        return Ok(None);
    }
    let pooled = pool(&people, levels, members.len());
    let mut sums = vec![0; levels.len()];
    let mut seen = vec![None; levels.len()];
    pooled.gaps(&members, &mut sums, &mut seen);
    let whole = |columns: &[usize]| columns.iter().all(|column| seen[*column].is_some());
    let seen_over: Vec<_> =
        constructs.iter().map(|columns| mean(&seen, columns).filter(|_| whole(columns))).collect();
    let none = Permuted {
        pooled: &pooled,
        columns: constructs,
        sums,
        gaps: seen.clone(),
        gaps_over: seen_over.clone(),
        criteria: Exceedances::new(&seen),
        constructs: Exceedances::new(&seen_over),
    };
    let all = every <= u64::from(replicates);
    let permutations = if all { every } else { u64::from(replicates) };
    let ratings = (people.len() * levels.len()).max(1);
    let [step, worth] = [WORK_A_STEP, WORK_A_THREAD].map(|work| (work / ratings).max(1));
    let mut permuted = none.clone();
    let mut next = (0..members.len()).collect::<Vec<_>>();
    for start in (0..permutations as usize).step_by(step) {
        ask(watch, done, Some(total))?;
        let range = start..(start + step).min(permutations as usize);
        if all {
            for _ in range {
                permuted.add(&next);
                advance(&mut next, people.len());
            }
            continue;
        }
        let sampled = |range: Range<usize>| {
            let (mut own, mut next) = (none.clone(), Vec::new());
            for at in range {
                pick(&mut Random::new(seed, at as u64), people.len(), members.len(), &mut next);
                own.add(&next);
            }
            own
        };
        on_threads(range, worth, &sampled, &mut |own| {
            permuted.criteria.merge(&own.criteria);
            permuted.constructs.merge(&own.constructs);
        });
    }
    let sign = if turned { -1.0 } else { 1.0 };
    let told = |seen: Vec<Option<f64>>, exceedances: Exceedances| {
        let p = exceedances.p(permutations, !all);
        seen.into_iter().zip(p).map(|(gap, p)| gap.map(|gap| (sign * gap + 0.0, p))).collect()
    };
    let (criteria, constructs) = (told(seen, permuted.criteria), told(seen_over, permuted.constructs));
    Ok(Some(Gaps { criteria, constructs, permutations, all }))
}

fn pool(people: &[Vec<u8>], levels: &[usize], members: usize) -> Pooled {
    let criteria = levels.len();
    let mut ratings = vec![0; people.len() * criteria];
    let mut sums = vec![0; criteria];
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
            let rating = rank | 1 << COUNT;
            ratings[person * criteria + at] = rating;
            sums[at] += rating;
        }
    }
    Pooled { people: people.len(), criteria, ratings, sums, members }
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
