//! What a study says of what was found: of elements and categories by their own rooms, of facets and ratings here.

use super::element::Element;
use super::spread::Spread;
use crate::rasch::design::cells::Rows;
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::{Active, Standing};
use crate::rasch::design::subsets::Subsets;
use crate::rasch::results::{
    FacetOrigin, RaschCategory, RaschCaution, RaschFacet, RaschState, UnexpectedRating,
};
use crate::rasch::study::Found;
use crate::rasch::{Rasch, RaterForm, UnusedCategories};
use crate::scoring::{Reason, Undefined};
use crate::stats::distribution::normal_quantile;
use crate::stats::moments;

/// Ratings of an element, and their sum on the declared scale.
type Totals = Vec<Vec<[f64; 2]>>;

fn totals(long: &Long, rows: &Rows) -> Totals {
    let mut totals: Totals = rows.levels.iter().map(|levels| vec![[0.0; 2]; *levels]).collect();
    for row in 0..rows.len() {
        let (weight, category) = (rows.weight[row], usize::from(rows.category[row]));
        let value = long.scales.value(long.form.group(rows.cell(row)), category);
        for (totals, code) in totals.iter_mut().zip(rows.cell(row)) {
            let [ratings, sum] = &mut totals[*code as usize];
            *ratings += weight;
            *sum += weight * value;
        }
    }
    totals
}

/// Puts a value in its field, or says why there is none.
pub(super) fn put<T>(
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
    pub(in crate::rasch) fn tell(
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
        if self.covariance.is_none() {
            let why = if found.is_some() { Reason::NotComputed } else { why };
            self.undefined.insert("covariance", if self.options.covariance { why } else { Reason::NotAsked });
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
        let lacks =
            |(set, own): (usize, &Vec<u8>)| !own.is_empty() && own.len() < long.scales.of(set).values.len();
        let is_held = self.options.unused == UnusedCategories::Ridge;
        let is_unused = |category: &RaschCategory| category.ratings == 0.0;
        let mut categories = self.scales.iter().flat_map(|scale| &scale.categories);
        for (is_so, caution) in [
            (active.categories.iter().enumerate().any(lacks), RaschCaution::CategoriesCollapsed),
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
    pub(in crate::rasch) fn quantile(&self) -> f64 {
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
                rating: long.scales.value(long.form.group(cell), usize::from(rows.category[row])),
                expected: expected.sum(),
                z: one.z,
                weight: rows.weight[row],
            });
        }
    }
}
