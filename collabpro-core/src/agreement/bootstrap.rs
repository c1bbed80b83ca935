//! The bootstrap, after counting: units drawn as patterns, or groups drawn whole.

use std::ops::Range;

use super::options::{AgreementOptions, Metric};
use super::pairs::Who;
use super::study::Study;
use crate::base::error::Result;
use crate::base::parts::in_stretches;
use crate::base::watch::Watch;
use crate::scoring::{Interval, Reason};
use crate::stats::moments;
use crate::stats::random::Random;
use crate::stats::resample::Multinomial;

/// Replicates between two questions to the watcher, and the fewest that are worth a thread.
const STRETCH: (usize, usize) = (512, 64);

/// More distinct values than this, and metrics that compare two by two are not drawn again.
const MOST_DRAWN: usize = 253;

/// Where at most so many of all units are patterns of their own, drawing patterns is cheaper.
const MANY: f64 = 0.5;

/// What was drawn of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Replicates {
    /// The values of each statistic in every replicate; where it is not defined there is none.
    pub(super) rows: Vec<Vec<Option<f64>>>,
    /// Whether each cost about as much as there are units.
    pub(super) unit_by_unit: bool,
}

/// How units are drawn.
#[derive(Debug)]
pub(super) enum Plan {
    /// By pattern, and within a pattern by who gave which rating.
    Patterns { patterns: Multinomial, within: Vec<Within> },
    /// By group: its patterns, and its rows where it matters who gave a rating.
    Groups { patterns: Vec<Vec<(u32, u64)>>, rows: Vec<Vec<Row>> },
}

/// Distinct rows of one pattern.
#[derive(Debug, Default)]
pub(super) struct Within {
    rows: Vec<Vec<(u32, u8)>>,
    drawn: Option<Multinomial>,
}

/// A row of a group, with the number of its units.
#[derive(Debug)]
pub(super) struct Row {
    ratings: Vec<(u32, u8)>,
    times: u64,
}

/// What a thread needs for one replicate after the other.
#[derive(Debug)]
struct Desk {
    times: Vec<u64>,
    within: Vec<u64>,
    who: Option<Who>,
}

impl Study<'_> {
    fn asks_who(&self) -> bool {
        self.who.is_ok() && self.statistics.iter().any(|one| one.coefficient.asks_who())
    }

    /// Whether a replicate by this plan costs as much as there are units, since hardly any two were rated alike.
    fn is_unit_by_unit(&self, plan: &Plan) -> bool {
        let Plan::Patterns { within, .. } = plan else { return true };
        let rows: usize = within.iter().map(|within| within.rows.len()).sum();
        rows.max(self.prepared.patterns.len()) as f64 > MANY * self.sums.units
    }

    /// How these units are drawn.
    pub(super) fn plan(&self) -> Plan {
        let patterns = self.prepared.patterns.len();
        let with_who = self.asks_who();
        match self.about.groups {
            Some((of_row, groups)) => {
                let mut counts = vec![Vec::new(); groups];
                let mut rows: Vec<Vec<Row>> = (0..groups).map(|_| Vec::new()).collect();
                self.each_pattern(&mut |row, times, pattern, ratings| {
                    counts[of_row[row] as usize].push((pattern as u32, times));
                    if with_who {
                        rows[of_row[row] as usize].push(Row { ratings: ratings.to_vec(), times });
                    }
                });
                Plan::Groups { patterns: counts, rows }
            }
            None => {
                let mut within: Vec<Within> = Vec::new();
                if with_who {
                    let mut all = Vec::new();
                    self.each_pattern(&mut |_, times, pattern, ratings| {
                        all.push((pattern, ratings.to_vec(), times))
                    });
                    all.sort_unstable();
                    within.extend((0..patterns).map(|_| Within::default()));
                    let mut counts = Vec::new();
                    for alike in all.chunk_by(|a, b| a.0 == b.0) {
                        let own = &mut within[alike[0].0];
                        counts.clear();
                        for same in alike.chunk_by(|a, b| a.1 == b.1) {
                            own.rows.push(same[0].1.clone());
                            counts.push(same.iter().map(|(.., times)| times).sum());
                        }
                        own.drawn = (counts.len() > 1).then(|| Multinomial::new(&counts));
                    }
                }
                Plan::Patterns { patterns: Multinomial::new(&self.prepared.patterns.times), within }
            }
        }
    }

    fn desk(&self) -> Desk {
        let who = self.who.as_ref().ok().filter(|_| self.asks_who());
        let who = who.map(|who| Who::new(who.shape.raters, who.shape.categories, who.has_pairs()));
        Desk { times: vec![0; self.prepared.patterns.len()], within: Vec::new(), who }
    }

    /// One replicate: units drawn by the plan, or groups as often as they were drawn.
    fn replicate(
        &self,
        plan: &Plan,
        random: &mut Random,
        groups: &[u64],
        desk: &mut Desk,
    ) -> Vec<Option<f64>> {
        if let Some(who) = &mut desk.who {
            who.margins.fill(0);
            who.tables.fill(0);
        }
        match plan {
            Plan::Patterns { patterns, within } => {
                patterns.draw(random, patterns.total(), &mut desk.times);
                let Some(who) = &mut desk.who else { return self.evaluate(desk) };
                for (within, times) in within.iter().zip(&desk.times).filter(|(_, times)| **times > 0) {
                    let Some(drawn) = &within.drawn else {
                        within.rows.iter().for_each(|ratings| who.add(ratings, *times));
                        continue;
                    };
                    desk.within.resize(within.rows.len(), 0);
                    drawn.draw(random, *times, &mut desk.within);
                    for (ratings, times) in
                        within.rows.iter().zip(&desk.within).filter(|(_, times)| **times > 0)
                    {
                        who.add(ratings, *times);
                    }
                }
            }
            Plan::Groups { patterns, rows } => {
                desk.times.fill(0);
                for (group, drawn) in groups.iter().enumerate().filter(|(_, drawn)| **drawn > 0) {
                    for (pattern, times) in &patterns[group] {
                        desk.times[*pattern as usize] += drawn * times;
                    }
                    if let Some(who) = &mut desk.who {
                        rows[group].iter().for_each(|row| who.add(&row.ratings, drawn * row.times));
                    }
                }
            }
        }
        self.evaluate(desk)
    }

    fn evaluate(&self, desk: &Desk) -> Vec<Option<f64>> {
        let ordinal =
            self.statistics.iter().any(|one| one.metric(self.about.options) == Some(Metric::Ordinal));
        let sums = self.prepared.sums(&desk.times, ordinal);
        let who = desk.who.as_ref().ok_or(Reason::NotCategories);
        let of = |at: usize| {
            let statistic = self.statistics[at];
            let drawn = self.found[at].value.is_some() && self.is_drawn(at);
            if drawn { self.one(statistic, &sums, who).value } else { None }
        };
        (0..self.statistics.len()).map(of).collect()
    }

    /// Whether a statistic is drawn again: comparing thousands of values two by two thousands of times takes too long.
    pub(super) fn is_drawn(&self, at: usize) -> bool {
        let metric = self.statistics[at].metric(self.about.options);
        !metric.is_some_and(Metric::is_pairwise) || self.prepared.values.len() <= MOST_DRAWN
    }

    /// All replicates of one table.
    pub(super) fn replicates(&self, watch: &mut dyn Watch) -> Result<Replicates> {
        let active = self.active_groups();
        replicates(&[Some(self)], &[active], watch).map(|mut all| all.pop().unwrap_or_default())
    }

    /// Groups with a rating.
    pub(super) fn active_groups(&self) -> Vec<usize> {
        let Some((of_row, groups)) = self.about.groups else { return Vec::new() };
        let mut active = vec![false; groups];
        self.each_pattern(&mut |row, _, _, _| active[of_row[row] as usize] = true);
        (0..groups).filter(|group| active[*group]).collect()
    }
}

/// Replicates of several tables at once: the same groups are drawn for all of them, each part of the groups by itself.
pub(super) fn replicates(
    studies: &[Option<&Study<'_>>],
    parts: &[Vec<usize>],
    watch: &mut dyn Watch,
) -> Result<Vec<Replicates>> {
    let Some(first) = studies.iter().flatten().next() else {
        return Ok(studies.iter().map(|_| Replicates::default()).collect());
    };
    let options = first.about.options;
    let plans = studies.iter().map(|study| study.map(Study::plan)).collect::<Vec<_>>();
    let groups = first.about.groups.map_or(0, |(_, groups)| groups);
    let parts = parts.iter().filter(|groups| !groups.is_empty());
    let parts: Vec<_> = parts.map(|groups| (groups, Multinomial::new(&vec![1; groups.len()]))).collect();
    let part = |range: Range<usize>| {
        let mut desks = studies.iter().map(|study| study.map(Study::desk)).collect::<Vec<_>>();
        let (mut drawn, mut of_group) = (Vec::new(), vec![0; groups]);
        let mut made = Vec::with_capacity(range.len());
        for replicate in range {
            let mut random = Random::new(options.seed, replicate as u64);
            for (groups, multinomial) in &parts {
                drawn.resize(groups.len(), 0);
                multinomial.draw(&mut random, multinomial.total(), &mut drawn);
                groups.iter().zip(&drawn).for_each(|(group, times)| of_group[*group] = *times);
            }
            let mut row = Vec::with_capacity(studies.len());
            for ((study, plan), desk) in studies.iter().zip(&plans).zip(&mut desks) {
                row.push(match (study, plan, desk) {
                    (Some(study), Some(plan), Some(desk)) => {
                        study.replicate(plan, &mut random, &of_group, desk)
                    }
                    _ => Vec::new(),
                });
            }
            made.push(row);
        }
        made
    };
    let empty = |(study, plan): (&Option<&Study<'_>>, &Option<Plan>)| Replicates {
        rows: Vec::with_capacity(options.replicates as usize),
        unit_by_unit: study.zip(plan.as_ref()).is_some_and(|(study, plan)| study.is_unit_by_unit(plan)),
    };
    let mut all: Vec<_> = studies.iter().zip(&plans).map(empty).collect();
    let mut take = |rows: Vec<Vec<Vec<Option<f64>>>>| {
        for row in rows {
            all.iter_mut().zip(row).for_each(|(all, own)| all.rows.push(own));
        }
    };
    in_stretches(options.replicates as usize, STRETCH, watch, part, &mut take)?;
    Ok(all)
}

/// A number of rows drawn again and again, by units or, where rows have groups, by whole groups.
pub(super) fn drawn(
    times: &[u64],
    groups: Option<&[u32]>,
    options: &AgreementOptions,
    watch: &mut dyn Watch,
    of: &(dyn Fn(&[u64]) -> Option<f64> + Sync),
) -> Result<Vec<Option<f64>>> {
    let counts = match groups {
        None => times.to_vec(),
        Some(groups) => {
            let mut here = vec![0; groups.iter().max().map_or(0, |last| *last as usize + 1)];
            groups.iter().for_each(|group| here[*group as usize] = 1);
            here
        }
    };
    let multinomial = Multinomial::new(&counts);
    let part = |range: Range<usize>| {
        let mut own = vec![0; counts.len()];
        let mut made = Vec::with_capacity(range.len());
        for replicate in range {
            let mut random = Random::new(options.seed, replicate as u64);
            multinomial.draw(&mut random, multinomial.total(), &mut own);
            made.push(match groups {
                None => of(&own),
                Some(groups) => of(&groups
                    .iter()
                    .zip(times)
                    .map(|(group, times)| own[*group as usize] * times)
                    .collect::<Vec<_>>()),
            });
        }
        made
    };
    let mut all = Vec::new();
    in_stretches(options.replicates as usize, STRETCH, watch, part, &mut |own| all.extend(own))?;
    Ok(all)
}

/// What replicates say of one number: where the middle of them lies, how they spread, and how many there are.
pub(super) fn summary(
    values: impl Iterator<Item = Option<f64>>,
    level: f64,
) -> (Option<Interval>, Option<f64>, u32) {
    let mut values: Vec<_> = values.flatten().collect();
    let defined = values.len() as u32;
    values.sort_unstable_by(f64::total_cmp);
    if values.len() < 2 || values.first() == values.last() {
        return (None, None, defined);
    }
    let variance = moments::variance(&values);
    let last = values.len() - 1;
    let out = ((values.len() as f64 * 0.5 * level) as usize).min(last / 2);
    (Some(Interval { lower: values[out], upper: values[last - out] }), Some(variance.sqrt()), defined)
}
