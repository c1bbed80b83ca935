//! What is compared: for each site the raters (or the units that it is made of) with what they rated.

use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::message::Message;
use crate::base::options;
use crate::comparison::counts;
use crate::framework::Construct;
use crate::ratings::RaterLink;
use crate::scoring::{
    CriterionLevels, Estimated, Measure, NO_RATING, Reason, Responses, Score, Scores, responses_of,
};
use crate::stats::forest::Forest;
use crate::tally::origin_unit;

use super::SitesOptions;

/// The sites of a comparison, in byte order, with all their ratings.
pub(super) struct Gathered<'a> {
    pub(super) scores: &'a Scores,
    pub(super) units: Vec<(&'a str, Responses)>,
    pub(super) role: Option<&'a str>,
    pub(super) occasion: &'a str,
    /// Whether the same name means the same person.
    pub(super) persistent: bool,
    /// Whether the sites were put together from units, which then are what was sampled.
    pub(super) grouped: bool,
}

/// One site and one construct. What was sampled comes in byte order of the names.
#[derive(Debug, Default)]
pub(super) struct Sample<'a> {
    pub(super) score: Option<&'a Score>,
    /// Why nothing can be compared.
    pub(super) reason: Option<Reason>,
    pub(super) names: Vec<&'a str>,
    /// The mean share of each: a rater's over the criteria that they rated, a unit's over its raters.
    pub(super) values: Vec<f64>,
    pub(super) estimated: Option<Estimated>,
    /// Ratings, one row for each name; only where raters were sampled.
    pub(super) levels: Option<CriterionLevels>,
}

/// Finds the sites that are asked for.
pub(super) fn gather<'a>(scores: &'a Scores, options: &'a SitesOptions) -> Result<Gathered<'a>> {
    let (tally, counts) = (scores.tally(), counts(scores)?);
    let names = tally.names();
    let mut problems = Problems::default();
    let mut absent = |path: String, what: &str| {
        problems.push(Problem::new(ErrorCode::NotInData, Place::path(path)).with("what", what));
    };
    if !tally.occasions().any(|known| known == options.occasion) {
        absent("occasion".to_owned(), &options.occasion);
    }
    for (at, unit) in options.units.iter().enumerate() {
        if !tally.units().any(|known| known == unit) {
            absent(format!("units[{at}]"), unit);
        }
    }
    let role = match (&options.role, &names.roles[..]) {
        (Some(role), roles) => {
            if !roles.iter().any(|known| **known == **role) {
                absent("role".to_owned(), role);
            }
            Some(role.as_str())
        }
        (None, [one]) => Some(&**one).filter(|role| !role.is_empty()),
        (None, roles) => {
            // Groups of raters see things differently; together they would mix who answered into how sites differ.
            let known = roles.iter().map(|role| &**role).collect::<Vec<_>>().join(", ");
            problems.push(options::nothing_named("role", &known));
            None
        }
    };
    problems.finish(())?;
    let mut units = Vec::new();
    let mut problems = Problems::default();
    for unit in tally.units() {
        let asked = options.units.iter().position(|id| id == unit);
        if asked.is_none() && !options.units.is_empty() {
            continue;
        }
        let sheets = responses_of(tally, counts, unit, &options.occasion);
        let sheet = sheets.into_iter().find(|(own, _)| *own == role);
        match (sheet, asked) {
            (Some((_, sheet)), _) => units.push((unit, sheet)),
            (None, Some(at)) => {
                let place = Place::path(format!("units[{at}]"));
                problems.push(Problem::new(ErrorCode::NotInData, place).with("what", unit));
            }
            (None, None) => {}
        }
    }
    if units.len() < 2 && problems.is_empty() {
        problems
            .push(options::refused("units", Message::new("option.two_units").count("n", units.len() as u64)));
    }
    let grouped = names.raters.iter().any(|rater| !origin_unit("", rater).is_empty());
    let persistent = tally.link() == RaterLink::Persistent || grouped;
    let occasion = &options.occasion;
    problems.finish(Gathered { scores, units, role, occasion, persistent, grouped })
}

impl<'a> Gathered<'a> {
    /// Every site's part of a construct.
    pub(super) fn samples(&self, construct: &Construct) -> Vec<Sample<'a>> {
        let mut samples = Vec::with_capacity(self.units.len());
        for (unit, sheet) in &self.units {
            let score = self.scores.constructs().iter().find(|score| {
                let own = (score.unit.as_str(), score.occasion.as_str(), score.role.as_deref());
                own == (*unit, self.occasion, self.role) && score.construct == *construct
            });
            samples.push(self.sample(sheet, score));
        }
        let criteria = samples.iter().find_map(|sample| sample.score.filter(|_| sample.reason.is_none()));
        let criteria = criteria.map(|score| &score.criteria);
        for sample in &mut samples {
            if sample.reason.is_none() && sample.score.map(|score| &score.criteria) != criteria {
                sample.reason = Some(Reason::CriteriaDiffer);
            }
        }
        samples
    }

    fn sample(&self, sheet: &Responses, score: Option<&'a Score>) -> Sample<'a> {
        let mut sample = Sample { score, ..Sample::default() };
        let Some(score) = score else {
            sample.reason = Some(Reason::NoRatings);
            return sample;
        };
        let rubric = self.scores.rubric();
        let criteria: Vec<_> = score.criteria.iter().filter_map(|id| rubric.position(id)).collect();
        let cut = criteria.first().and_then(|first| rubric.scale(*first).cut());
        sample.reason = score.undefined.get("shares");
        let (Some(cut), None) = (cut, sample.reason) else { return sample };
        let levels = sheet.levels_on(rubric, &criteria, !score.construct.is_sign());
        let names = &self.scores.tally().names().raters;
        let raters = sheet.raters_of(&criteria).map(|rater| &*names[rater as usize]).collect();
        let values = own_shares(&levels, cut);
        let estimated = levels.estimate(Measure::Share(cut));
        if !self.grouped {
            (sample.names, sample.values) = (raters, values);
            (sample.estimated, sample.levels) = (Some(estimated), Some(levels));
            return sample;
        }
        // Raters of one unit are neighbours: their names begin with it.
        let weights = weights(&levels);
        let mut clusters = Clusters::default();
        for (at, rater) in raters.iter().enumerate() {
            clusters.add(origin_unit(rater, rater), values[at], estimated.z[at], weights[at]);
        }
        let ratings = f64::from(levels.ratings());
        (sample.names, sample.values, sample.estimated) = clusters.finish(&estimated, ratings);
        sample
    }
}

/// The share at the cut of each rater's own ratings.
pub(crate) fn own_shares(levels: &CriterionLevels, cut: u8) -> Vec<f64> {
    let share = |row: &[u8]| {
        let (mut given, mut above) = (0_u32, 0_u32);
        for level in row.iter().filter(|level| **level != NO_RATING) {
            given += 1;
            above += u32::from(*level >= cut);
        }
        f64::from(above) / f64::from(given.max(1))
    };
    levels.rows().map(share).collect()
}

/// How much each rater weighs in the share: with all ratings there, all the same.
fn weights(levels: &CriterionLevels) -> Vec<f64> {
    let criteria = levels.answered().len() as f64;
    let weight = |row: &[u8]| {
        let mut weight = 0.0;
        for (level, answered) in row.iter().zip(levels.answered()) {
            if *level != NO_RATING {
                weight += 1.0 / (criteria * f64::from(*answered));
            }
        }
        weight
    };
    levels.rows().map(weight).collect()
}

/// Raters put together into the units that were sampled.
#[derive(Default)]
struct Clusters<'a> {
    names: Vec<&'a str>,
    /// Sum of the values and how many.
    values: Vec<(f64, f64)>,
    z: Vec<f64>,
    weights: Vec<f64>,
}

impl<'a> Clusters<'a> {
    fn add(&mut self, name: &'a str, value: f64, z: f64, weight: f64) {
        if self.names.last() != Some(&name) {
            self.names.push(name);
            self.values.push((0.0, 0.0));
            self.z.push(0.0);
            self.weights.push(0.0);
        }
        let last = self.names.len() - 1;
        self.values[last].0 += value;
        self.values[last].1 += 1.0;
        self.z[last] += z;
        self.weights[last] += weight;
    }

    /// The same estimate with units as what was sampled.
    fn finish(self, of: &Estimated, ratings: f64) -> (Vec<&'a str>, Vec<f64>, Option<Estimated>) {
        let (mut squares, mut kish) = (0.0, 0.0);
        for (z, weight) in self.z.iter().zip(&self.weights) {
            squares += z * z;
            kish += weight * weight;
        }
        let n = self.z.len() as f64;
        let variance = if n > 1.0 { n / (n - 1.0) * squares } else { 0.0 };
        let spread = of.value * (1.0 - of.value);
        let n_effective = (variance > 1e-20 * spread).then(|| (spread / variance).min(ratings));
        let values = self.values.iter().map(|(sum, n)| sum / n).collect();
        let estimated = Estimated { value: of.value, z: self.z, variance, n_effective, kish: 1.0 / kish };
        (self.names, values, Some(estimated))
    }
}

/// The groups of sites among which nobody rated sites of two groups, each as positions in order.
pub(super) fn components(samples: &[Sample<'_>]) -> Vec<Vec<usize>> {
    let mut rated: Vec<(&str, usize)> = Vec::new();
    for (at, sample) in samples.iter().enumerate().filter(|(_, sample)| sample.reason.is_none()) {
        rated.extend(sample.names.iter().map(|name| (*name, at)));
    }
    rated.sort_unstable();
    let mut group = Forest::new(samples.len());
    for two in rated.windows(2).filter(|two| two[0].0 == two[1].0) {
        group.join(two[0].1 as u32, two[1].1 as u32);
    }
    let mut components: Vec<Vec<usize>> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; samples.len()];
    for (at, sample) in samples.iter().enumerate() {
        if sample.reason.is_some() {
            continue;
        }
        let root = group.root(at as u32) as usize;
        match of[root] {
            Some(known) => components[known].push(at),
            None => {
                of[root] = Some(components.len());
                components.push(vec![at]);
            }
        }
    }
    components
}
