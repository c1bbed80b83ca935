//! A composite of scores: constructs are the indicators, and who rated is the error.

use super::indicators::RatingError;
use super::options::{Bounds, CompositeOptions, Factor, Sensitivity};
use super::{Composite, Indicators, make};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::options;
use crate::base::watch::{Watch, Watched, ask};
use crate::comparison::counts;
use crate::framework::Construct;
use crate::ratings::{RaterLink, RatingKind};
use crate::rubric::Instrument;
use crate::scoring::{Reason, Score, Scores, Standing, bayesian_bootstrap, responses_of};
use crate::stats::random::Random;

/// Replicates of the raters, unless fewer are asked for.
const REPLICATES: u64 = 1000;

/// Where the streams of the replicates begin.
const STREAM: u64 = 1 << 41;

impl Scores {
    /// One number for each unit over the shares at the cut of its constructs. For research only, and against the logic of
    /// the framework where the constructs are tenets: see [the module](crate::composite). Constructs of fewer than five
    /// raters are missing, as in every comparison. Warning signs and context are never part of it.
    ///
    /// # Errors
    /// `invalid_option`, also for weights that are negative or all 0, and where the scores have several occasions and none
    /// is named; `not_in_data`; `consensus_ratings`; `grain_too_coarse`; `target_not_comparable`.
    ///
    /// ```
    /// use collabpro_core::composite::{CompositeOptions, Sensitivity};
    /// use collabpro_core::{Observed, Ratings, Rubric};
    /// use collabpro_core::scoring::Form;
    ///
    /// let mut rows = String::from("unit,rater,criterion,level\n");
    /// for (unit, levels) in [("Birch", [4, 2]), ("Oak", [3, 3])] {
    ///     for rater in 0..6 {
    ///         for (criterion, level) in ["7a", "6a"].iter().zip(levels) {
    ///             rows += &format!("{unit},{unit}-{rater},{criterion},{}\n", level - u8::from(rater == 0));
    ///         }
    ///     }
    /// }
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new().form(Form::Short))?;
    /// let options = CompositeOptions::new().indicators(["tenet:joint_work", "tenet:mutual_dialogue"]);
    /// let found = scores.composite(options.sensitivity(Sensitivity::new().replicates(500)))?;
    /// assert_eq!(found.units.len(), 2);
    /// // Who happened to rate is part of what the order hangs on.
    /// assert!(found.robustness.unwrap().ranks[0].at_most[0] < 1.0);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn composite<'w>(&self, options: impl Into<Watched<'w, CompositeOptions>>) -> Result<Composite> {
        options.into().run(|mut options, watch| {
            let refuse = |code, path| Err(Problem::new(code, Place::path(path)).into());
            if self.options().is_for_these_people() {
                return refuse(ErrorCode::TargetNotComparable, "target");
            }
            if self.tally().kind() == RatingKind::Consensus {
                return refuse(ErrorCode::ConsensusRatings, "kind");
            }
            counts(self)?;
            let occasions: Vec<_> = self.tally().occasions().collect();
            let occasion = match (&options.occasion, &*occasions) {
                (Some(asked), known) if known.contains(&asked.as_str()) => asked.clone(),
                (Some(asked), _) => return Err(absent("occasion", asked)),
                (None, [only]) => (*only).to_owned(),
                (None, _) => return Err(options::nothing_named("occasion", &occasions.join(", ")).into()),
            };
            let role = options.role.clone();
            let mine = |score: &&Score| score.occasion == occasion && score.role == role;
            let scores: Vec<_> = self.constructs().iter().filter(mine).collect();
            if scores.is_empty() {
                return Err(absent("role", role.as_deref().unwrap_or("")));
            }
            let mut of = self.table_of_shares(&scores);
            for id in &of.indicators {
                if options.bounds.get(id).is_none() {
                    options.bounds.insert(id, Bounds { lower: 0.0, upper: 1.0 });
                }
            }
            options.occasion = Some(occasion);
            let asked = options.sensitivity.as_ref();
            let wanted = |vary: &Option<Vec<Factor>>| {
                vary.as_ref().is_none_or(|vary| vary.contains(&Factor::RatingError))
            };
            if asked.is_some_and(|asked| wanted(&asked.vary)) {
                // So that faults of the options are told before the work begins.
                of.error = RatingError::Replicates(Vec::new());
                options.check(&of)?;
                if let Some(asked) = asked {
                    of.error = RatingError::Replicates(self.replicates(&scores, &of, asked, watch)?);
                }
            }
            make(&of, options, Some(Instrument::of(self.rubric())), watch)
        })
    }

    /// Units by constructs, in the order of the rubric.
    fn table_of_shares(&self, scores: &[&Score]) -> Indicators {
        let constructs = self.rubric().constructs().iter().map(|(construct, _)| construct);
        let adds_up =
            |construct: &&Construct| !construct.is_sign() && !matches!(construct, Construct::Context(_));
        let constructs: Vec<_> = constructs.filter(adds_up).collect();
        let mut units: Vec<String> = scores.iter().map(|score| score.unit.clone()).collect();
        units.sort_unstable();
        units.dedup();
        let (mut values, mut absent, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for unit in &units {
            // The construct that the fewest rated decides how sure the unit's number is.
            let own = scores.iter().filter(|score| score.unit == *unit && score.at_cut().is_some());
            people.push(own.map(|score| score.raters).filter(|raters| *raters > 4).min().unwrap_or(0));
            for construct in &constructs {
                let score = scores.iter().find(|score| score.unit == *unit && score.construct == **construct);
                let (value, reason) = share(score.copied());
                values.push(value.unwrap_or(f64::NAN));
                absent.push(reason);
            }
        }
        let indicators = constructs.iter().map(ToString::to_string).collect();
        Indicators {
            units,
            indicators,
            values,
            absent,
            error: RatingError::Unknown,
            people: Some(people),
            declared: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// The table again and again, with the raters weighted anew: who rated several units has one weight.
    fn replicates(
        &self,
        scores: &[&Score],
        of: &Indicators,
        asked: &Sensitivity,
        watch: &mut dyn Watch,
    ) -> Result<Vec<Vec<f64>>> {
        let tally = self.tally();
        let counts = counts(self)?;
        let linked = tally.link() == RaterLink::Persistent;
        let width = of.indicators.len();
        // For each unit which of its cells have a value, and on how many criteria each rests.
        let mut cells: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        // Everyone's ratings, by unit. Nothing depends on names: raters stand in the order of their ratings.
        let mut rows: Vec<(u32, usize, Vec<u8>)> = Vec::new();
        for (at, unit) in of.units.iter().enumerate() {
            let (mut own, mut lengths, mut criteria) = (Vec::new(), Vec::new(), Vec::new());
            for (column, id) in of.indicators.iter().enumerate() {
                let score =
                    scores.iter().find(|score| score.unit == *unit && score.construct.to_string() == *id);
                let Some(score) = score.filter(|_| !of.values[at * width + column].is_nan()) else {
                    continue;
                };
                let before = criteria.len();
                criteria
                    .extend(score.criteria.iter().filter_map(|criterion| self.rubric().position(criterion)));
                lengths.push(criteria.len() - before);
                own.push(at * width + column);
            }
            cells.push((own, lengths));
            let Some(first) = scores.first() else { continue };
            for (role, sheet) in responses_of(tally, counts, unit, &first.occasion) {
                if role != first.role.as_deref() {
                    continue;
                }
                for (person, rater) in sheet.raters.iter().enumerate() {
                    if let Some(steps) = bayesian_bootstrap::steps(&sheet, person, self.rubric(), &criteria) {
                        let rater = if linked { *rater } else { rows.len() as u32 };
                        rows.push((rater, at, steps));
                    }
                }
            }
        }
        rows.sort_unstable();
        let mut people: Vec<Vec<(usize, Vec<u8>)>> = Vec::new();
        let mut last = None;
        for (rater, at, steps) in rows {
            match people.last_mut().filter(|_| last == Some(rater)) {
                Some(person) => person.push((at, steps)),
                None => people.push(vec![(at, steps)]),
            }
            last = Some(rater);
        }
        people.sort_unstable();
        let mut tables = Vec::new();
        for replicate in 0..REPLICATES.min(u64::from(asked.replicates)) {
            if replicate.is_multiple_of(16) {
                ask(watch, 0, None)?;
            }
            let mut random = Random::new(asked.seed, STREAM + replicate);
            let mut own: Vec<Vec<(&[u8], f64)>> = vec![Vec::new(); of.units.len()];
            for person in &people {
                let weight = bayesian_bootstrap::weight(&mut random);
                person.iter().for_each(|(at, steps)| own[*at].push((steps, weight)));
            }
            let mut table = of.values.clone();
            for ((cells, lengths), people) in cells.iter().zip(own) {
                let half = bayesian_bootstrap::weight(&mut random);
                let shares = bayesian_bootstrap::shares(people.into_iter(), half, lengths);
                for (cell, [_, cut]) in cells.iter().zip(shares) {
                    table[*cell] = cut;
                }
            }
            tables.push(table);
        }
        Ok(tables)
    }
}

/// The share at the cut, or why there is none.
fn share(score: Option<&Score>) -> (Option<f64>, Option<Reason>) {
    let Some(score) = score else { return (None, Some(Reason::NoRatings)) };
    if !Standing::of(score.raters as usize).compares() {
        return (None, Some(Reason::TooFewRaters));
    }
    match score.at_cut() {
        Some(share) => (Some(share.value), None),
        None => (None, Some(score.undefined.get("shares").unwrap_or(Reason::NoCut))),
    }
}

fn absent(option: &str, what: &str) -> crate::base::error::Error {
    Problem::new(ErrorCode::NotInData, Place::path(option)).with("what", what).into()
}
