//! From a long table to its study.

use std::collections::BTreeMap;

use super::conditional::search::conditional;
use super::conditional::told::countable;
use super::design::asked::Asked;
use super::design::cells::Rows;
use super::design::columns::Long;
use super::design::extreme::{Active, active};
use super::design::identification::links;
use super::design::patterns::Patterns;
use super::design::refusals::{identified, unused};
use super::design::subsets::Subsets;
use super::forms::asked as form_asked;
use super::likelihood::aside::{set_aside, weighted};
use super::likelihood::errors::{Errors, errors, inverse};
use super::likelihood::functions::Covariance;
use super::likelihood::held::Held;
use super::likelihood::information::Information;
use super::likelihood::joint::{Joint, joint};
use super::likelihood::measures::{Measures, origin};
use super::options::{RaschCorrection, RaschEstimation, RaschOptions, RaterForm, UnusedCategories};
use super::population::search::{Knowledge, population};
use super::results::{RaschCaution, RaschModel, RaschState};
use super::told::agreement::pairs;
use super::told::displacement::{Displaced, displaced};
use super::told::fair::Fair;
use super::told::stands::Stands;
use super::told::statistics::{Statistics, statistics};
use super::{Rasch, RaschAgreement};
use crate::base::bytes::{FNV, fnv};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::options;
use crate::base::watch::{Watch, Watched};
use crate::ratings::ColumnSet;
use crate::scoring::{Reason, Undefined};

/// Fewer ratings of a unit, and joint estimates lie too far apart to go uncorrected.
const FEW: f64 = 30.0;

/// The information that a ridge gives each threshold: that of a normal deviate with a standard deviation of ten logits.
pub(super) const RIDGE: f64 = 0.01;

/// The most elements and steps beside those of the two largest facets.
const MOST_NARROW: usize = 4_000;

/// What is estimated.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) long: &'a Long,
    pub(super) rows: &'a Rows,
    pub(super) active: &'a Active,
    pub(super) patterns: &'a Patterns,
    pub(super) subsets: &'a Subsets,
    pub(super) held: &'a Held,
}

/// What was estimated.
pub(super) struct Found {
    pub(super) measures: Measures,
    pub(super) plain: Measures,
    pub(super) errors: Option<Errors>,
    /// Standard errors that were worked out one by one.
    pub(super) named: BTreeMap<(usize, usize), f64>,
    /// The information of all parameters, and the inverse of that of the parameters beside units where there are not too many.
    pub(super) at: Information,
    pub(super) inverse: Option<Vec<f64>>,
    /// What is known of all parameters by marginal estimation.
    pub(super) known: Option<Knowledge>,
    pub(super) statistics: Statistics,
    /// Where units stand for these.
    pub(super) stands: Stands,
    /// By facet and element, the information of each as if all else were known.
    pub(super) alone: Vec<Vec<f64>>,
    /// The same of the steps of each set of thresholds.
    pub(super) steps_alone: Vec<Vec<f64>>,
    /// By facet and element, of those that are set aside: the measure and its information.
    pub(super) aside: Vec<Vec<Option<[f64; 2]>>>,
    /// The weighted likelihood estimates of the units.
    pub(super) weighted: Vec<Option<f64>>,
    /// Where units can lie, their means and standard deviations, by marginal estimation.
    pub(super) posterior: Option<Vec<Option<[f64; 2]>>>,
    /// Units whose estimate is nowhere.
    pub(super) unbounded: Vec<bool>,
    /// Values drawn from where each unit can lie.
    pub(super) plausible: Option<Vec<Vec<f64>>>,
    /// How far anchored elements would move.
    pub(super) displaced: Option<Displaced>,
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
    ///     .text("school", ["Ash", "Ash", "Box", "Box", "Elm", "Elm", "Fir", "Fir", "Oak", "Oak", "Yew", "Yew"].map(Some))
    ///     .text("rater", ["a", "b"].repeat(6).into_iter().map(Some))
    ///     .integers("rating", [2, 3, 1, 2, 2, 1, 3, 1, 3, 2, 1, 2].map(Some));
    /// let found = Rasch::of(&[columns], RaschOptions::new().facets(["school", "rater"]))?;
    /// // b gave one point less than a in all: more severe, and as far from 0 as a is.
    /// let severity = |at: usize| found.measures[6 + at].measure.unwrap();
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

    /// Measures of what was read.
    pub(super) fn of_long(long: &Long, options: RaschOptions, watch: &mut dyn Watch) -> Result<Self> {
        form_asked(long, &options)?;
        let form = &long.form;
        let asked = Asked::read(long, &options)?;
        let levels = long.elements.iter().map(Vec::len).collect();
        let scale = long.scales.most();
        let weights = long.weights.as_deref();
        let rows = Rows::new(levels, &long.codes, &long.categories, weights, scale, form);
        asked.fits(&rows)?;
        let all: Vec<u32> = (0..rows.len() as u32).collect();
        let mut tied = links(&rows, &all, form, &long.anchors);
        identified(long, &rows, &all, &tied, &options)?;
        let active = active(&rows, form, &long.anchors, options.unused == UnusedCategories::Ridge);
        unused(long, &active, &options)?;
        let mut made = Self::empty(long, &rows, &active, options);
        if active.rows.is_empty() || (0..active.map.len()).all(|group| active.steps(group) == 0) {
            made.tell(long, &rows, &active, None, None);
            return Ok(made);
        }
        if active.rows.len() < rows.len() {
            tied = links(&rows, &active.rows, form, &long.anchors);
            identified(long, &rows, &active.rows, &tied, &made.options)?;
        }
        let is_linked = form.integrated && tied.missing() > 0;
        let subsets = if is_linked { Subsets::whole(&active) } else { Subsets::new(&rows, &active, &tied) };
        made.cautions.extend(is_linked.then_some(RaschCaution::LinkedByPopulation));
        made.subsets = subsets.count() as u32;
        if made.options.form != RaterForm::Severity {
            return made.formed(long, &rows, &active, &subsets, watch);
        }
        let patterns = Patterns::new(&rows, form, &active, &long.anchors.tags(rows.unit));
        let held = Held::new(&patterns, &long.anchors, made.correction_factor);
        let size = patterns.parameters - patterns.wide;
        if size > MOST_NARROW {
            let many = Message::new("rasch.too_many").count("most", MOST_NARROW as u64);
            return Err(options::refused("facets", many).into());
        }
        let ridge = made.ridge();
        let sets = (0..active.map.len()).filter(|group| ridge == 0.0 && active.steps(*group) > 0).count();
        let origins = match held.is_empty() {
            true => form.centred().count() + sets + subsets.count() - 1,
            false => held.free(form),
        };
        let about =
            About { long, rows: &rows, active: &active, patterns: &patterns, subsets: &subsets, held: &held };
        let mut found = match made.options.estimation {
            RaschEstimation::Marginal => {
                let origin = origin(form, &active, &patterns, !held.is_empty());
                let found = population(&patterns, &long.from, &origin, (form, &held), watch)?;
                let numbers = [found.residual, found.decrement, found.at.log_likelihood];
                made.ended(found.state, found.iterations, numbers);
                match found.state {
                    RaschState::Converged => Some(made.drawn(&about, found, watch)?),
                    _ => None,
                }
            }
            RaschEstimation::Conditional => {
                countable(&patterns, &made.options)?;
                let found = conditional(&patterns, watch)?;
                made.ended(
                    found.state,
                    found.iterations,
                    [found.residual, found.decrement, found.log_likelihood],
                );
                (found.state == RaschState::Converged).then(|| made.conditioned(&about, found))
            }
            RaschEstimation::Joint => {
                let found = joint(&patterns, &held, ridge, origins, watch)?;
                let numbers = [found.residual, found.decrement, found.at.log_likelihood];
                made.ended(found.state, found.iterations, numbers);
                (found.state == RaschState::Converged).then(|| made.found(&about, found))
            }
        };
        if let (Some(found), Some(raters)) = (&found, long.raters) {
            made.agree(long, &rows, &active, (&found.plain, &found.stands), raters);
        }
        if let Some(found) = &mut found {
            made.answer(&about, found, &asked, watch)?;
        }
        made.tell(long, &rows, &active, Some(&subsets), found.as_ref());
        Ok(made)
    }

    /// The information that every threshold has beforehand.
    fn ridge(&self) -> f64 {
        if self.options.unused == UnusedCategories::Ridge { RIDGE } else { 0.0 }
    }

    /// What options ask for beside measures.
    fn answer(
        &mut self,
        about: &About<'_>,
        found: &mut Found,
        asked: &Asked,
        watch: &mut dyn Watch,
    ) -> Result<()> {
        let Found { at, inverse, known, .. } = &*found;
        let covariance =
            Covariance::new(about.patterns, (at, about.held), inverse.as_deref(), known.as_ref());
        self.covary(about, &covariance);
        self.differ(about, found, &covariance, &asked.differences);
        self.biases(about, found, &covariance, &asked.bias);
        if found.errors.is_none() {
            found.named = covariance.errors(about, &asked.errors);
        }
        self.use_of_categories(about, found, &asked.usage);
        if let Some(facet) = asked.curves {
            self.curve(about, found, facet);
        }
        let ridge = self.ridge();
        for pair in &asked.effects {
            self.vary(about, found, *pair, ridge, watch)?;
        }
        if let Some(facet) = asked.residuals {
            self.common(about, found, facet, watch)?;
        }
        Ok(())
    }

    /// What is known before anything is estimated.
    fn empty(long: &Long, rows: &Rows, active: &Active, options: RaschOptions) -> Self {
        let form = &long.form;
        let model = match form.partial {
            _ if long.scales.most() == 2 => RaschModel::Dichotomous,
            Some(_) => RaschModel::PartialCredit,
            None => RaschModel::RatingScale,
        };
        let (harmonic, factor) = correction(rows, active, &options, long.anchors.is_all_but(0, form));
        let is_joint = options.estimation == RaschEstimation::Joint;
        let cautions = [
            (factor.is_some(), RaschCaution::Corrected),
            (
                is_joint && factor.is_none() && harmonic.is_some_and(|harmonic| harmonic < FEW),
                RaschCaution::FewRatings,
            ),
            (!long.scales.is_declared(), RaschCaution::ScaleNotDeclared),
            (rows.levels.contains(&1), RaschCaution::OneElement),
            (long.is_unmet(&options), RaschCaution::AnchorsNotMet),
        ];
        Self {
            rubric: None,
            construct: None,
            model,
            fingerprint: fingerprint(long, rows),
            state: RaschState::NothingLeft,
            iterations: 0,
            largest_residual: None,
            decrement: None,
            log_likelihood: None,
            ratings: rows.weight.iter().sum(),
            ratings_estimated: active.rows.iter().map(|row| rows.weight[*row as usize]).sum(),
            ratings_per_unit: harmonic,
            correction_factor: factor.unwrap_or(1.0),
            subsets: 1,
            population: None,
            plausible: None,
            covariance: None,
            facets: Vec::new(),
            measures: Vec::new(),
            scales: Vec::new(),
            raters: Vec::new(),
            form_test: None,
            agreement: None,
            unexpected: Vec::new(),
            differences: Vec::new(),
            usage: Vec::new(),
            curves: Vec::new(),
            bias: Vec::new(),
            effects: Vec::new(),
            residuals: None,
            cautions: cautions.into_iter().filter(|(is_so, _)| *is_so).map(|(_, caution)| caution).collect(),
            undefined: Undefined::default(),
            options,
        }
    }

    pub(super) fn ended(&mut self, state: RaschState, iterations: u32, numbers: [f64; 3]) {
        (self.state, self.iterations) = (state, iterations);
        let finite = numbers.map(|value| Some(value).filter(|value| value.is_finite()));
        [self.largest_residual, self.decrement, self.log_likelihood] = finite;
    }

    fn found(&self, about: &About<'_>, joint: Joint) -> Found {
        let About { long, rows, active, patterns, subsets, held } = *about;
        let form = &long.form;
        let plain = Measures::new(rows, form, active, patterns, subsets, &joint.point, &long.anchors);
        let mut measures = plain.times(self.correction_factor);
        let aside = set_aside(rows, form, active, &mut measures);
        let at = joint.at;
        let inverse = inverse(patterns, &at, held);
        let displaced = inverse.as_ref().and_then(|cells| displaced(patterns, &at, held, cells));
        let errors =
            inverse.as_ref().map(|cells| errors(rows, form, active, patterns, subsets, (&at, held), cells));
        let stands = Stands::known(&plain);
        let statistics = statistics(rows, form, (active, &active.rows), &plain, &stands);
        let alone = statistics.elements.iter().map(|of| of.iter().map(|sums| sums.variance).collect());
        let weighted = weighted(rows, form, active, &measures);
        let alone = alone.collect();
        let steps = statistics.categories.iter().map(|of| of.iter().skip(1).map(|sums| sums.step).collect());
        let steps_alone = steps.collect();
        let unbounded = vec![false; rows.levels[0]];
        Found {
            measures,
            plain,
            errors,
            named: BTreeMap::new(),
            at,
            inverse,
            known: None,
            statistics,
            stands,
            alone,
            steps_alone,
            aside,
            weighted,
            posterior: None,
            unbounded,
            plausible: None,
            displaced,
        }
    }

    pub(super) fn agree(
        &mut self,
        long: &Long,
        rows: &Rows,
        active: &Active,
        of: (&Measures, &Stands),
        raters: usize,
    ) {
        let pairs = pairs(rows, &long.form, active, of, raters);
        let kappa = (pairs.observed - pairs.expected) / (pairs.all - pairs.expected);
        let mut undefined = Undefined::default();
        if !kappa.is_finite() {
            undefined.insert("raschKappa", Reason::NoVariance);
        }
        self.agreement = (pairs.all > 0.0).then(|| RaschAgreement {
            facet: long.facets[raters].clone(),
            pairs: pairs.all,
            observed: pairs.observed,
            expected: pairs.expected,
            rasch_kappa: Some(kappa).filter(|kappa| kappa.is_finite()),
            undefined,
        });
    }

    /// What is expected at a sum of measures, and of each element.
    pub(super) fn fair(long: &Long, active: &Active, measures: &Measures) -> Fair {
        Fair::new(measures, active, long)
    }
}

/// FNV-1a of facets, elements, the declared scale and all ratings in their one order.
fn fingerprint(long: &Long, rows: &Rows) -> String {
    let names = long.facets.iter().chain(long.elements.iter().flatten());
    let mut hash =
        names.fold(FNV, |hash, name| fnv(fnv(hash, &(name.len() as u64).to_le_bytes()), name.as_bytes()));
    for value in long.scales.each().flat_map(|scale| &scale.values) {
        hash = fnv(hash, &value.to_le_bytes());
    }
    hash = long.form.sets.iter().fold(hash, |hash, set| fnv(hash, &set.to_le_bytes()));
    for row in 0..rows.len() {
        hash = rows.cell(row).iter().fold(hash, |hash, code| fnv(hash, &code.to_le_bytes()));
        hash = fnv(fnv(hash, &[rows.category[row]]), &rows.weight[row].to_le_bytes());
    }
    format!("{hash:016x}")
}

/// The harmonic mean of the ratings of a unit, and what joint estimates are multiplied by where they are corrected.
pub(super) fn correction(
    rows: &Rows,
    active: &Active,
    options: &RaschOptions,
    is_known: bool,
) -> (Option<f64>, Option<f64>) {
    let mut of_unit = vec![0.0; rows.levels[0]];
    active.rows.iter().for_each(|row| {
        of_unit[rows.cell(*row as usize)[0] as usize] += rows.weight[*row as usize];
    });
    let of_unit: Vec<f64> = of_unit.into_iter().filter(|ratings| *ratings > 0.0).collect();
    let harmonic = of_unit.len() as f64 / of_unit.iter().map(|ratings| 1.0 / ratings).sum::<f64>();
    let harmonic = Some(harmonic).filter(|_| !of_unit.is_empty());
    let is_joint = options.estimation == RaschEstimation::Joint;
    let is_corrected = match options.correction {
        RaschCorrection::None => false,
        _ if !is_joint => false,
        RaschCorrection::Always => true,
        // Where all else is known nothing draws the units apart.
        RaschCorrection::Auto if is_known => false,
        RaschCorrection::Auto => harmonic.is_some_and(|harmonic| harmonic < FEW),
    };
    // With one rating of a unit there is nothing to correct by.
    let corrected = harmonic.filter(|harmonic| is_corrected && *harmonic > 1.0);
    (harmonic, corrected.map(|harmonic| (harmonic - 1.0) / harmonic))
}
