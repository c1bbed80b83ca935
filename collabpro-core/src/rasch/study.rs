//! From a long table to its study.

use super::agreement::pairs;
use super::alone::{Met, Target, alone};
use super::cells::{Form, Rows};
use super::columns::Long;
use super::errors::{Errors, errors};
use super::extreme::{Active, Standing, active};
use super::fair::Fair;
use super::identification::{Links, links};
use super::joint::{Joint, joint};
use super::measures::Measures;
use super::options::{RaschCorrection, RaschOptions, UnusedCategories};
use super::patterns::{Patterns, rating};
use super::results::{RaschCaution, RaschModel, RaschState};
use super::statistics::{Statistics, statistics};
use super::subsets::{Subsets, count};
use super::{Rasch, RaschAgreement};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::base::options;
use crate::base::watch::{Watch, Watched};
use crate::ratings::ColumnSet;
use crate::scoring::{Reason, Undefined};

/// Fewer ratings of a unit, and joint estimates lie too far apart to go uncorrected.
const FEW: f64 = 30.0;

/// What a score that is extreme is less so by, as Facets has it.
const LESS: f64 = 0.3;

/// The information that a ridge gives each threshold: that of a normal deviate with a standard deviation of ten logits.
const RIDGE: f64 = 0.01;

/// The most elements and steps beside those of the two largest facets.
const MOST_NARROW: usize = 4_000;

/// Subsets, elements of each and ratings that an error names.
const NAMED: usize = 8;

/// What was estimated.
pub(super) struct Found {
    pub(super) measures: Measures,
    pub(super) plain: Measures,
    pub(super) errors: Option<Errors>,
    pub(super) statistics: Statistics,
    /// By facet and element, of those that are set aside: the measure and its information.
    pub(super) aside: Vec<Vec<Option<[f64; 2]>>>,
    /// The weighted likelihood estimates of the units.
    pub(super) weighted: Vec<Option<f64>>,
}

impl Rasch {
    /// Measures of a long table: a row for each rating, a column for each facet, in one part or several. Ratings that are empty are
    /// missing, and rows of weight 0 are not there.
    ///
    /// # Errors
    /// `column_length`, `unreadable_column`, `no_rows`, `missing_column`, `missing_value`, `invalid_number`, `out_of_scale`, `ambiguous_id`,
    /// `invalid_id`, `invalid_option`, `too_many_labels`; `unused_column` for a column that is no facet where none are named; `not_identified`
    /// where the design does not tie all measures to one another, with the ratings that would; `unused_category` where that is
    /// asked for.
    ///
    /// ```
    /// use collabpro_core::Rasch;
    /// use collabpro_core::ratings::ColumnSet;
    /// use collabpro_core::rasch::RaschOptions;
    ///
    /// let columns = ColumnSet::new()
    ///     .text("school", ["Oak", "Oak", "Elm", "Elm", "Ash", "Ash"].map(Some))
    ///     .text("rater", ["a", "b", "a", "b", "a", "b"].map(Some))
    ///     .integers("rating", [3, 2, 2, 1, 2, 3].map(Some));
    /// let found = Rasch::of(&[columns], RaschOptions::new().facets(["school", "rater"]))?;
    /// // b gave one point less than a in all: more severe, and as far from 0 as a is.
    /// let severity = |at: usize| found.measures[3 + at].measure.unwrap();
    /// assert!(severity(1) > 0.0 && (severity(0) + severity(1)).abs() < 1e-9);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn of<'w>(parts: &[ColumnSet], options: impl Into<Watched<'w, RaschOptions>>) -> Result<Self> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let long = Long::read(parts, &options)?;
            Self::of_long(&long, options, watch)
        })
    }

    fn of_long(long: &Long, options: RaschOptions, watch: &mut dyn Watch) -> Result<Self> {
        let form = &long.form;
        let levels = long.elements.iter().map(Vec::len).collect();
        let scale = long.scale.values.len();
        let weights = long.weights.as_deref();
        let rows = Rows::new(levels, &long.codes, &long.categories, weights, scale, form);
        let all: Vec<u32> = (0..rows.len() as u32).collect();
        identified(long, &rows, &all, &links(&rows, &all, form), options.allow_subsets)?;
        let active = active(&rows, form, options.unused == UnusedCategories::Ridge);
        unused(long, &active, &options)?;
        let mut made = Self::empty(long, &rows, &active, options);
        if active.rows.is_empty() || (0..active.map.len()).all(|group| active.steps(group) == 0) {
            made.tell(long, &rows, &active, None, None);
            return Ok(made);
        }
        let links = links(&rows, &active.rows, form);
        identified(long, &rows, &active.rows, &links, made.options.allow_subsets)?;
        let subsets = Subsets::new(&rows, &active, &links);
        made.subsets = subsets.count() as u32;
        let patterns = Patterns::new(&rows, form, &active);
        if patterns.parameters - patterns.wide > MOST_NARROW {
            let many = Message::new("rasch.too_many").count("most", MOST_NARROW as u64);
            return Err(options::refused("facets", many).into());
        }
        let ridge = if made.options.unused == UnusedCategories::Ridge { RIDGE } else { 0.0 };
        let sets = (0..active.map.len()).filter(|group| ridge == 0.0 && active.steps(*group) > 0).count();
        let origins = form.centred().count() + sets + subsets.count() - 1;
        let joint = joint(&patterns, ridge, origins, watch)?;
        made.ended(&joint);
        let found = match joint.state {
            RaschState::Converged => Some(made.found(long, &rows, &active, &patterns, &subsets, &joint)),
            _ => None,
        };
        if let (Some(found), Some(raters)) = (&found, long.raters) {
            let pairs = pairs(&rows, form, &active, &found.plain, raters);
            let kappa = (pairs.observed - pairs.expected) / (pairs.all - pairs.expected);
            let mut undefined = Undefined::default();
            if !kappa.is_finite() {
                undefined.insert("raschKappa", Reason::NoVariance);
            }
            made.agreement = (pairs.all > 0.0).then(|| RaschAgreement {
                facet: long.facets[raters].clone(),
                pairs: pairs.all,
                observed: pairs.observed,
                expected: pairs.expected,
                rasch_kappa: Some(kappa).filter(|kappa| kappa.is_finite()),
                undefined,
            });
        }
        made.tell(long, &rows, &active, Some(&subsets), found.as_ref());
        Ok(made)
    }

    /// What is known before anything is estimated.
    fn empty(long: &Long, rows: &Rows, active: &Active, options: RaschOptions) -> Self {
        let form = &long.form;
        let model = match form.partial {
            _ if long.scale.values.len() == 2 => RaschModel::Dichotomous,
            Some(_) => RaschModel::PartialCredit,
            None => RaschModel::RatingScale,
        };
        let mut of_unit = vec![0.0; rows.levels[0]];
        active.rows.iter().for_each(|row| {
            of_unit[rows.cell(*row as usize)[0] as usize] += rows.weight[*row as usize];
        });
        let of_unit: Vec<f64> = of_unit.into_iter().filter(|ratings| *ratings > 0.0).collect();
        let harmonic = of_unit.len() as f64 / of_unit.iter().map(|ratings| 1.0 / ratings).sum::<f64>();
        let harmonic = Some(harmonic).filter(|_| !of_unit.is_empty());
        let is_corrected = match options.correction {
            RaschCorrection::None => false,
            RaschCorrection::Always => true,
            RaschCorrection::Auto => harmonic.is_some_and(|harmonic| harmonic < FEW),
        };
        // With one rating of a unit there is nothing to correct by.
        let factor = harmonic.filter(|harmonic| is_corrected && *harmonic > 1.0);
        let cautions = [
            (factor.is_some(), RaschCaution::Corrected),
            (factor.is_none() && harmonic.is_some_and(|harmonic| harmonic < FEW), RaschCaution::FewRatings),
            (!long.scale.declared, RaschCaution::ScaleNotDeclared),
            (rows.levels.contains(&1), RaschCaution::OneElement),
        ];
        Self {
            model,
            state: RaschState::NothingLeft,
            iterations: 0,
            largest_residual: None,
            decrement: None,
            log_likelihood: None,
            ratings: rows.weight.iter().sum(),
            ratings_estimated: active.rows.iter().map(|row| rows.weight[*row as usize]).sum(),
            ratings_per_unit: harmonic,
            correction_factor: factor.map_or(1.0, |harmonic| (harmonic - 1.0) / harmonic),
            subsets: 1,
            facets: Vec::new(),
            measures: Vec::new(),
            scales: Vec::new(),
            agreement: None,
            unexpected: Vec::new(),
            cautions: cautions.into_iter().filter(|(is_so, _)| *is_so).map(|(_, caution)| caution).collect(),
            undefined: Undefined::default(),
            options,
        }
    }

    fn ended(&mut self, joint: &Joint) {
        self.state = joint.state;
        self.iterations = joint.iterations;
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        self.largest_residual = finite(joint.residual);
        self.decrement = finite(joint.decrement);
        self.log_likelihood = finite(joint.at.log_likelihood);
    }

    fn found(
        &self,
        long: &Long,
        rows: &Rows,
        active: &Active,
        patterns: &Patterns,
        subsets: &Subsets,
        joint: &Joint,
    ) -> Found {
        let form = &long.form;
        let plain = Measures::new(rows, form, active, patterns, subsets, &joint.point);
        let mut measures = plain.times(self.correction_factor);
        let aside = set_aside(rows, form, active, &mut measures);
        let errors = errors(rows, form, active, patterns, subsets, &joint.at);
        let statistics = statistics(rows, form, active, &plain);
        let weighted = weighted(rows, form, active, &measures);
        Found { measures, plain, errors, statistics, aside, weighted }
    }

    /// What is expected at a sum of measures, and of each element.
    pub(super) fn fair<'a>(long: &Long, active: &Active, measures: &'a Measures) -> Fair<'a> {
        Fair::new(measures, active, &long.scale.values, long.form.partial)
    }
}

/// Refuses what the design does not tie together, unless its parts are allowed and each has an origin.
fn identified(long: &Long, rows: &Rows, active: &[u32], links: &Links, allow_subsets: bool) -> Result<()> {
    if links.missing() == 0 {
        return Ok(());
    }
    let of = links.subset_of(rows, active);
    let counts: Vec<usize> = of.iter().map(|of| count(of)).collect();
    if allow_subsets && links.is_parts() && counts.iter().max() == counts.get(long.form.uncentred) {
        return Ok(());
    }
    let sets = |facet: usize| {
        let set = |at: usize| {
            let own = of[facet].iter().enumerate().filter(move |(_, own)| **own as usize == at);
            listed(own.map(|(code, _)| long.elements[facet][code].as_str()), ", ")
        };
        let sets: Vec<String> = (0..counts[facet]).map(set).collect();
        format!("{}: {}", long.facets[facet], listed(sets.iter().map(String::as_str), " | "))
    };
    let apart = (0..counts.len()).filter(|facet| counts[*facet] > 1);
    let subsets: Vec<String> = apart.map(sets).collect();
    let rating = |cell: &Vec<u32>| {
        let own = long.facets.iter().zip(cell).enumerate();
        let own = own.map(|(at, (facet, code))| format!("{facet} {}", long.elements[at][*code as usize]));
        own.collect::<Vec<_>>().join(", ")
    };
    let ratings: Vec<String> = links.repairs(rows, active).iter().map(rating).collect();
    let problem = Problem::new(ErrorCode::NotIdentified, Place::path("facets"))
        .all("subsets", &subsets.join("; "))
        .count("n", links.missing() as u64)
        .all("ratings", &listed(ratings.iter().map(String::as_str), "; "));
    Err(problem.into())
}

/// The first of them, and a sign where there are more.
fn listed<'a>(all: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut all = all.peekable();
    let mut first: Vec<&str> = all.by_ref().take(NAMED).collect();
    first.extend(all.peek().map(|_| "…"));
    first.join(between)
}

/// Refuses categories that were not used, where that is asked for.
fn unused(long: &Long, active: &Active, options: &RaschOptions) -> Result<()> {
    if options.unused != UnusedCategories::Refuse {
        return Ok(());
    }
    let seen = active.categories.iter().filter(|own| !own.is_empty());
    let lacks =
        |own: &Vec<u8>| (0..long.scale.values.len()).filter(|at| !own.contains(&(*at as u8))).collect();
    let Some(lacking) = seen.map(lacks).find(|lacking: &Vec<usize>| !lacking.is_empty()) else {
        return Ok(());
    };
    let names: Vec<String> = lacking.into_iter().map(|at| long.label(at)).collect();
    let problem = Problem::new(ErrorCode::UnusedCategory, Place::column(options.rating.as_str()));
    Err(problem.with("what", names.join(", ")).into())
}

impl Long {
    /// The label of a category.
    pub(super) fn label(&self, at: usize) -> String {
        match &self.scale.texts {
            Some(texts) => texts.get(at).cloned().unwrap_or_default(),
            None => self.scale.values.get(at).map(f64::to_string).unwrap_or_default(),
        }
    }
}

/// A rating as the element sees it: what its others add up to.
fn met(rows: &Rows, form: &Form, measures: &Measures, facet: usize, row: usize) -> Met {
    let cell = rows.cell(row);
    let others = cell.iter().enumerate().filter(|(other, _)| *other != facet);
    Met {
        others: others.map(|(other, code)| measures.of[other][*code as usize]).sum(),
        group: form.group(cell),
        weight: rows.weight[row],
    }
}

/// Measures what was set aside, the last first, each where all others of its ratings are measured; 0.3 of a point less extreme. The
/// measures come to stand among the others.
fn set_aside(
    rows: &Rows,
    form: &Form,
    active: &Active,
    measures: &mut Measures,
) -> Vec<Vec<Option<[f64; 2]>>> {
    let mut found: Vec<Vec<Option<[f64; 2]>>> =
        rows.levels.iter().map(|levels| vec![None; *levels]).collect();
    let mut rounds: Vec<u32> = Vec::new();
    for standing in active.standing.iter().flatten() {
        if let Standing::Extreme { round, .. } = standing {
            rounds.push(*round);
        }
    }
    rounds.sort_unstable();
    rounds.dedup();
    let steps = measures.step_odds();
    for now in rounds.into_iter().rev() {
        let mut own: Vec<(usize, u32, bool, Vec<Met>)> = Vec::new();
        let mut place: Vec<Vec<usize>> = rows.levels.iter().map(|levels| vec![usize::MAX; *levels]).collect();
        for (facet, standing) in active.standing.iter().enumerate() {
            for (code, standing) in standing.iter().enumerate() {
                if let Standing::Extreme { round, top } = standing
                    && *round == now
                {
                    place[facet][code] = own.len();
                    own.push((facet, code as u32, *top, Vec::new()));
                }
            }
        }
        for row in 0..rows.len() {
            let cell = rows.cell(row);
            let is_known = |facet: usize, code: u32| {
                active.is_estimated(facet, code) || found[facet][code as usize].is_some()
            };
            for (facet, code) in cell.iter().enumerate() {
                let at = place[facet][*code as usize];
                let mut others = cell.iter().enumerate().filter(|(other, _)| *other != facet);
                if at != usize::MAX && others.all(|(other, code)| is_known(other, *code)) {
                    own[at].3.push(met(rows, form, measures, facet, row));
                }
            }
        }
        for (facet, code, top, met) in own {
            let most: f64 = met.iter().map(|met| met.weight * steps[met.group].len() as f64).sum();
            // Where less is rated than half of what is taken away, half of it is.
            let less = LESS.min(0.5 * most);
            let score = if top { most - less } else { less };
            let measured = alone(&met, Target::Score(score), &steps);
            found[facet][code as usize] = measured;
            if let Some([measure, _]) = measured {
                measures.of[facet][code as usize] = measure;
            }
        }
    }
    found
}

/// The weighted likelihood estimates of the units.
fn weighted(rows: &Rows, form: &Form, active: &Active, measures: &Measures) -> Vec<Option<f64>> {
    let mut met_by: Vec<(f64, Vec<Met>)> = vec![(0.0, Vec::new()); rows.levels[0]];
    let is_extreme = |code: u32| matches!(active.standing[0][code as usize], Standing::Extreme { .. });
    for row in 0..rows.len() {
        let cell = rows.cell(row);
        let others = cell.iter().enumerate().skip(1).all(|(facet, code)| active.is_estimated(facet, *code));
        if others && (is_extreme(cell[0]) || active.is_estimated(0, cell[0])) {
            let (score, all) = &mut met_by[cell[0] as usize];
            let met = met(rows, form, measures, 0, row);
            *score += met.weight * f64::from(rating(rows, active, met.group, row));
            all.push(met);
        }
    }
    let steps = measures.step_odds();
    let estimate = |(score, met): (f64, Vec<Met>)| {
        (!met.is_empty()).then(|| alone(&met, Target::Warm(score), &steps)).flatten()
    };
    met_by.into_iter().map(|own| estimate(own).map(|[measure, _]| measure)).collect()
}
