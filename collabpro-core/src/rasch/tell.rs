//! What a study says of its facets, elements, categories and ratings.

use super::cells::Rows;
use super::columns::Long;
use super::extreme::{Active, Standing};
use super::fair::Fair;
use super::results::{
    ElementStanding, FacetOrigin, MeanSquare, RaschCategory, RaschCaution, RaschFacet, RaschMeasure,
    RaschScale, RaschState, UnexpectedRating,
};
use super::spread::Spread;
use super::study::Found;
use super::subsets::Subsets;
use super::{Rasch, RaterForm, UnusedCategories};
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::normal_quantile;
use crate::stats::moments;

/// The fields of an element that are estimates.
const ESTIMATES: [&str; 17] = [
    "displacement",
    "displacementError",
    "expectedAPosteriori",
    "fairAverage",
    "fairAverageZero",
    "infit",
    "interval",
    "measure",
    "outfit",
    "pointMeasure",
    "pointMeasureExpected",
    "posteriorDeviation",
    "standardError",
    "standardErrorAlone",
    "subset",
    "uncorrected",
    "weighted",
];

/// Those that an element which was set aside has not.
const OF_ESTIMATED: [&str; 12] = [
    "displacement",
    "displacementError",
    "expectedAPosteriori",
    "infit",
    "interval",
    "outfit",
    "pointMeasure",
    "pointMeasureExpected",
    "posteriorDeviation",
    "standardError",
    "subset",
    "uncorrected",
];

/// Ratings of an element, and their sum on the declared scale.
type Totals = Vec<Vec<[f64; 2]>>;

fn totals(long: &Long, rows: &Rows) -> Totals {
    let mut totals: Totals = rows.levels.iter().map(|levels| vec![[0.0; 2]; *levels]).collect();
    for row in 0..rows.len() {
        let (weight, category) = (rows.weight[row], usize::from(rows.category[row]));
        let value = long.scale.values.get(category).copied().unwrap_or_default();
        for (totals, code) in totals.iter_mut().zip(rows.cell(row)) {
            let [ratings, sum] = &mut totals[*code as usize];
            *ratings += weight;
            *sum += weight * value;
        }
    }
    totals
}

fn mean_square(value: Option<f64>, variance: f64, z: Option<f64>) -> Option<MeanSquare> {
    Some(MeanSquare { value: value?, z: z?, df: 2.0 / variance })
}

/// Puts a value in its field, or says why there is none.
fn put<T>(
    field: &mut Option<T>,
    name: &'static str,
    value: Option<T>,
    why: Reason,
    undefined: &mut Undefined,
) {
    if value.is_none() {
        undefined.insert(name, why);
    }
    *field = value;
}

impl Rasch {
    /// Tells what was found, or why nothing was.
    pub(super) fn tell(
        &mut self,
        long: &Long,
        rows: &Rows,
        active: &Active,
        subsets: Option<&Subsets>,
        found: Option<&Found>,
    ) {
        let quantile = self.quantile();
        let why = match self.state {
            RaschState::NothingLeft if active.rows.is_empty() => Reason::ExtremeScore,
            RaschState::NothingLeft => Reason::NoVariance,
            _ => Reason::NotConverged,
        };
        let totals = totals(long, rows);
        let fair = found.map(|found| Self::fair(long, active, &found.measures));
        let found_fair = found.zip(fair.as_ref());
        for (facet, totals) in totals.iter().enumerate().take(long.form.real()) {
            for (code, total) in totals.iter().enumerate() {
                let factor = self.correction_factor;
                let of = Element { facet, code, total: *total, quantile, factor, why };
                self.measures.push(of.tell(long, active, subsets, found_fair));
            }
            let facet = self.facet(long, active, facet, found, why);
            self.facets.push(facet);
        }
        if self.scales.is_empty() {
            self.scales(long, rows, active, found, quantile, why);
        }
        if let Some(found) = found {
            self.unexpected(long, rows, active, found);
        }
        if self.agreement.is_none() {
            let why = match found {
                Some(_) => Reason::NoPairableUnits,
                None => why,
            };
            self.undefined.insert("agreement", why);
        }
        let is_severity = self.options.form == RaterForm::Severity;
        if is_severity || found.is_none() {
            self.undefined.insert("formTest", if is_severity { Reason::NotAsked } else { why });
        }
        if self.population.is_none() {
            self.undefined.insert("population", if long.form.integrated { why } else { Reason::NotAsked });
        }
        if self.residuals.is_none() {
            let is_asked = self.options.residuals.is_some();
            self.undefined.insert("residuals", if is_asked { why } else { Reason::NotAsked });
        }
        if self.plausible.is_none() {
            let is_asked = self.options.plausible_values > 0;
            self.undefined.insert("plausible", if is_asked { why } else { Reason::NotAsked });
        }
        if self.ratings_per_unit.is_none() {
            self.undefined.insert("ratingsPerUnit", why);
        }
        for (name, value) in [
            ("decrement", self.decrement),
            ("largestResidual", self.largest_residual),
            ("logLikelihood", self.log_likelihood),
        ] {
            if value.is_none() {
                self.undefined.insert(name, why);
            }
        }
        let is_extreme = |standing: &Standing| matches!(standing, Standing::Extreme { .. });
        let lacks = |own: &Vec<u8>| !own.is_empty() && own.len() < long.scale.values.len();
        let is_held = self.options.unused == UnusedCategories::Ridge;
        let is_unused = |category: &RaschCategory| category.ratings == 0.0;
        let mut categories = self.scales.iter().flat_map(|scale| &scale.categories);
        for (is_so, caution) in [
            (active.categories.iter().any(lacks), RaschCaution::CategoriesCollapsed),
            (is_held && categories.clone().any(is_unused), RaschCaution::CategoriesHeld),
            (categories.any(|category| category.disordered), RaschCaution::ThresholdsDisordered),
            (active.standing.iter().flatten().any(is_extreme), RaschCaution::ExtremeElements),
            (self.subsets > 1, RaschCaution::Subsets),
        ] {
            if is_so {
                self.cautions.push(caution);
            }
        }
        self.cautions.sort_by_key(|caution| *caution as u8);
    }

    /// How many standard errors an interval reaches.
    pub(super) fn quantile(&self) -> f64 {
        normal_quantile(0.5 * (1.0 + self.options.confidence)).unwrap_or(0.0)
    }

    fn facet(
        &self,
        long: &Long,
        active: &Active,
        facet: usize,
        found: Option<&Found>,
        why: Reason,
    ) -> RaschFacet {
        let form = &long.form;
        let origin = match facet {
            facet if form.dummy[facet] => FacetOrigin::Dummy,
            facet if form.anchored[facet] => FacetOrigin::Anchored,
            facet if facet == form.uncentred => FacetOrigin::Free,
            _ => FacetOrigin::Centred,
        };
        let estimated: Vec<u32> = (0..long.elements[facet].len() as u32)
            .filter(|code| origin != FacetOrigin::Dummy && active.is_estimated(facet, *code))
            .collect();
        let mut made = RaschFacet {
            facet: long.facets[facet].clone(),
            positive: form.sign[facet] > 0.0,
            origin,
            elements: long.elements[facet].len() as u32,
            estimated: estimated.len() as u32,
            mean: None,
            rmse: None,
            population: None,
            sample: None,
            fixed: None,
            random: None,
            undefined: Undefined::default(),
        };
        let why = if origin == FacetOrigin::Dummy { Reason::NotAsked } else { why };
        let Some(found) = found.filter(|_| !estimated.is_empty()) else {
            made.undefined.all(&["fixed", "mean", "population", "random", "rmse", "sample"], why);
            return made;
        };
        let bounded = estimated.iter().map(|code| *code as usize);
        let own = bounded.filter(|code| facet != 0 || !found.unbounded[*code]);
        let measures: Vec<f64> =
            own.clone().map(|code| form.sign[facet] * found.measures.of[facet][code] + 0.0).collect();
        let errors: Vec<f64> = own.map(|code| 1.0 / found.alone[facet][code].sqrt()).collect();
        if measures.is_empty() {
            let all = ["fixed", "mean", "population", "random", "rmse", "sample"];
            made.undefined.all(&all, Reason::ExtremeScore);
            return made;
        }
        made.mean = Some(moments::mean(&measures));
        let spread = Spread::of(&measures, &errors);
        made.rmse = Some(spread.error.sqrt());
        if measures.len() < 2 {
            made.undefined.all(&["fixed", "population", "random", "sample"], Reason::OneMeasure);
            return made;
        }
        (made.population, made.sample) = (Some(spread.population()), Some(spread.sample()));
        let undefined = &mut made.undefined;
        put(&mut made.fixed, "fixed", spread.fixed(), Reason::OneMeasure, undefined);
        put(&mut made.random, "random", spread.random(), Reason::TooFewUnits, undefined);
        made
    }

    pub(super) fn scales(
        &mut self,
        long: &Long,
        rows: &Rows,
        active: &Active,
        found: Option<&Found>,
        quantile: f64,
        why: Reason,
    ) {
        let count = long.scale.values.len();
        let mut ratings = vec![0.0; active.map.len() * count];
        for row in 0..rows.len() {
            let group = long.form.group(rows.cell(row));
            ratings[group * count + usize::from(rows.category[row])] += rows.weight[row];
        }
        for (group, map) in active.map.iter().enumerate() {
            let is_estimated = found.filter(|_| active.steps(group) > 0);
            let why = if found.is_some() { Reason::NoVariance } else { why };
            let category = |at: usize| {
                let place = map.as_ref().and_then(|map| map.get(at)).map_or(0, |place| usize::from(*place));
                let mut made = RaschCategory {
                    category: long.label(at),
                    value: long.scale.values[at],
                    estimated_as: place as u32,
                    ratings: ratings[group * count + at],
                    average_measure: None,
                    expected_measure: None,
                    outfit: None,
                    anchored: long.anchors.steps(group).is_some() && place > 0,
                    threshold: None,
                    standard_error: None,
                    standard_error_alone: None,
                    interval: None,
                    disordered: false,
                    undefined: Undefined::default(),
                };
                let is_own = active.categories[group].contains(&(at as u8));
                made.measured(is_estimated.filter(|_| is_own), (group, place), self.correction_factor);
                let why = match is_estimated {
                    None => why,
                    Some(_) if is_own => Reason::NotAsked,
                    Some(_) => Reason::UnusedCategory,
                };
                made.told(quantile, why, is_own && place == 0);
                made
            };
            let element = long.form.partial.map(|facet| long.elements[facet][group].clone());
            let mut categories: Vec<RaschCategory> = (0..count).map(category).collect();
            let mut last = f64::NEG_INFINITY;
            for category in &mut categories {
                if let Some(threshold) = category.threshold {
                    category.disordered = threshold < last;
                    last = threshold;
                }
            }
            self.scales.push(RaschScale { element, categories });
        }
    }

    fn unexpected(&mut self, long: &Long, rows: &Rows, active: &Active, found: &Found) {
        let fair = Self::fair(long, active, &found.plain);
        for one in found.statistics.unexpected.iter().take(self.options.unexpected as usize) {
            let row = one.row as usize;
            let cell = rows.cell(row);
            let others = cell.iter().enumerate().skip(1);
            let rest: f64 = others.map(|(facet, code)| found.plain.of[facet][*code as usize]).sum();
            let expected = found
                .stands
                .of(cell[0])
                .iter()
                .map(|stand| stand.share * fair.expected(long.form.group(cell), stand.place + rest));
            let label = |(facet, code): (usize, &u32)| long.elements[facet][*code as usize].clone();
            self.unexpected.push(UnexpectedRating {
                elements: cell.iter().enumerate().take(long.form.real()).map(label).collect(),
                rating: long.scale.values[usize::from(rows.category[row])],
                expected: expected.sum(),
                z: one.z,
                weight: rows.weight[row],
            });
        }
    }
}

impl RaschMeasure {
    /// Takes away what hangs on an estimate that is nowhere.
    fn unbounded(&mut self) {
        [self.measure, self.uncorrected, self.fair_average, self.fair_average_zero] = [None; 4];
        (self.standard_error, self.standard_error_alone, self.interval) = (None, None, None);
        self.undefined.all(
            &[
                "fairAverage",
                "fairAverageZero",
                "interval",
                "measure",
                "standardError",
                "standardErrorAlone",
                "uncorrected",
            ],
            Reason::ExtremeScore,
        );
    }
}

impl RaschCategory {
    fn measured(&mut self, found: Option<&Found>, (group, place): (usize, usize), factor: f64) {
        let Some(found) = found else { return };
        let sums = found.statistics.categories[group][place];
        if sums.count > 0.0 {
            self.average_measure = Some(factor * sums.place / sums.count);
            self.outfit = Some(sums.standardised / sums.count);
        }
        self.expected_measure = Some(factor * sums.expected_place / sums.expected);
        if let Some(step) = place.checked_sub(1) {
            self.threshold = Some(0.0 - found.measures.steps[group][step]);
            let errors = found.errors.as_ref().filter(|_| !self.anchored);
            self.standard_error = errors.map(|errors| errors.steps[group][step]);
            self.standard_error_alone = Some(1.0 / found.steps_alone[group][step].sqrt());
        }
    }

    fn told(&mut self, quantile: f64, why: Reason, is_lowest: bool) {
        let ends = self.threshold.zip(self.standard_error).map(|(at, error)| [at, quantile * error]);
        self.interval = ends.map(|[at, far]| Interval { lower: at - far, upper: at + far });
        let of_threshold = match self.threshold {
            Some(_) if self.anchored => Reason::Anchored,
            Some(_) => Reason::NotComputed,
            None if is_lowest => Reason::LowestCategory,
            None => why,
        };
        let undefined = &mut self.undefined;
        for (name, is_there, why) in [
            ("averageMeasure", self.average_measure.is_some(), why),
            ("expectedMeasure", self.expected_measure.is_some(), why),
            ("interval", self.interval.is_some(), of_threshold),
            ("outfit", self.outfit.is_some(), why),
            ("standardError", self.standard_error.is_some(), of_threshold),
            ("standardErrorAlone", self.standard_error_alone.is_some(), of_threshold),
            ("threshold", self.threshold.is_some(), of_threshold),
        ] {
            if !is_there {
                undefined.insert(name, why);
            }
        }
    }
}

/// Where an element stands, and what is known of all.
struct Element {
    facet: usize,
    code: usize,
    total: [f64; 2],
    quantile: f64,
    /// What measures were corrected by.
    factor: f64,
    why: Reason,
}

impl Element {
    fn tell(
        &self,
        long: &Long,
        active: &Active,
        subsets: Option<&Subsets>,
        found: Option<(&Found, &Fair<'_>)>,
    ) -> RaschMeasure {
        let Self { facet, code, total: [ratings, sum], quantile, why, .. } = *self;
        let standing = active.standing[facet][code];
        let anchor = long.anchors.of(facet, code as u32);
        let mut made = RaschMeasure {
            facet: long.facets[facet].clone(),
            element: long.elements[facet][code].clone(),
            standing: match standing {
                Standing::Estimated if anchor.is_some() => ElementStanding::Anchored,
                Standing::Estimated => ElementStanding::Estimated,
                Standing::Extreme { top: true, .. } => ElementStanding::Highest,
                Standing::Extreme { .. } => ElementStanding::Lowest,
                Standing::Constant => ElementStanding::Constant,
                Standing::Empty => ElementStanding::SetAside,
            },
            subset: None,
            ratings,
            mean_rating: sum / ratings,
            measure: None,
            uncorrected: None,
            standard_error: None,
            displacement: None,
            displacement_error: None,
            standard_error_alone: None,
            interval: None,
            weighted: None,
            expected_a_posteriori: None,
            posterior_deviation: None,
            plausible: Vec::new(),
            fair_average: None,
            fair_average_zero: None,
            infit: None,
            outfit: None,
            point_measure: None,
            point_measure_expected: None,
            undefined: Undefined::default(),
        };
        let reason = match standing {
            Standing::Estimated => why,
            Standing::Constant => Reason::NoVariance,
            _ => Reason::ExtremeScore,
        };
        let aside = found.and_then(|(found, _)| found.aside[facet][code]);
        let Some((found, fair)) = found.filter(|_| standing == Standing::Estimated || aside.is_some()) else {
            made.undefined.all(&ESTIMATES, reason);
            return made;
        };
        let own = anchor.unwrap_or(found.measures.of[facet][code]);
        let sign = long.form.sign[facet];
        made.measure = Some(sign * own + 0.0);
        [made.fair_average, made.fair_average_zero] = fair.averages(facet, code, own);
        let undefined = &mut made.undefined;
        if facet == 0 {
            put(
                &mut made.weighted,
                "weighted",
                found.weighted[code].map(|own| sign * own + 0.0),
                reason,
                undefined,
            );
        } else {
            undefined.insert("weighted", Reason::NotAsked);
        }
        if let Some([_, information]) = aside {
            made.standard_error_alone = Some(1.0 / information.sqrt());
            undefined.all(&OF_ESTIMATED, reason);
            return made;
        }
        made.subset = subsets.and_then(|subsets| subsets.of(facet, code)).map(|at| at + 1);
        let is_dummy = long.form.dummy[facet];
        made.uncorrected = Some(sign * found.plain.of[facet][code] + 0.0);
        let posterior = found.posterior.as_ref().filter(|_| facet == 0).and_then(|all| all[code]);
        let mean = posterior.map(|[mean, _]| sign * mean + 0.0);
        put(&mut made.expected_a_posteriori, "expectedAPosteriori", mean, Reason::NotAsked, undefined);
        let deviation = posterior.map(|[_, deviation]| deviation);
        put(&mut made.posterior_deviation, "posteriorDeviation", deviation, Reason::NotAsked, undefined);
        let alone = (!is_dummy).then(|| 1.0 / found.alone[facet][code].sqrt());
        put(&mut made.standard_error_alone, "standardErrorAlone", alone, Reason::NotAsked, undefined);
        let displaced = found.displaced.as_ref().and_then(|all| all.of(facet, code));
        let by = displaced.map(|[by, _]| sign * self.factor * by + 0.0);
        let error = displaced.map(|[_, error]| error);
        let why = match anchor {
            None => Reason::NotAsked,
            Some(_) if found.displaced.is_none() => Reason::NotComputed,
            Some(_) => Reason::OnlyAnchor,
        };
        put(&mut made.displacement, "displacement", by, why, undefined);
        put(&mut made.displacement_error, "displacementError", error, why, undefined);
        let error = match &found.errors {
            _ if is_dummy || anchor.is_some() => None,
            Some(errors) => Some(errors.of[facet][code]),
            None => found.named.get(&(facet, code)).copied(),
        };
        let why = match anchor {
            Some(_) => Reason::Anchored,
            None if is_dummy => Reason::NotAsked,
            None => Reason::NotComputed,
        };
        put(&mut made.standard_error, "standardError", error, why, undefined);
        let interval = made
            .measure
            .zip(error)
            .map(|(at, error)| Interval { lower: at - quantile * error, upper: at + quantile * error });
        put(&mut made.interval, "interval", interval, why, undefined);
        if facet == 0 {
            let values = found.plausible.iter().flat_map(|all| &all[code]);
            made.plausible = values.map(|value| sign * value + 0.0).collect();
            if found.unbounded[code] {
                made.unbounded();
            }
        }
        let undefined = &mut made.undefined;
        let sums = &found.statistics.elements[facet][code];
        let infit = mean_square(sums.infit(), sums.infit_variance(), sums.infit_z());
        put(&mut made.infit, "infit", infit, Reason::NoVariance, undefined);
        let outfit = mean_square(sums.outfit(), sums.outfit_variance(), sums.outfit_z());
        put(&mut made.outfit, "outfit", outfit, Reason::NoVariance, undefined);
        let [seen, expected] = sums.correlations();
        put(&mut made.point_measure, "pointMeasure", seen, Reason::NoVariance, undefined);
        put(
            &mut made.point_measure_expected,
            "pointMeasureExpected",
            expected,
            Reason::NoVariance,
            undefined,
        );
        made
    }
}
