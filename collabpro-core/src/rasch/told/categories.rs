//! What a study says of its sets of thresholds.

use crate::rasch::Rasch;
use crate::rasch::design::cells::Rows;
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::Active;
use crate::rasch::results::{RaschCategory, RaschScale};
use crate::rasch::study::Found;
use crate::scoring::{Interval, Reason, Undefined};

/// So little information for each rating is rounding: given the sum of the ratings the only step of two categories tells nothing.
const NOTHING: f64 = 1e-9;

impl Rasch {
    pub(in crate::rasch) fn scales(
        &mut self,
        long: &Long,
        rows: &Rows,
        active: &Active,
        found: Option<&Found>,
        quantile: f64,
        why: Reason,
    ) {
        let most = rows.categories;
        let mut ratings = vec![0.0; active.map.len() * most];
        for row in 0..rows.len() {
            let group = long.form.group(rows.cell(row));
            ratings[group * most + usize::from(rows.category[row])] += rows.weight[row];
        }
        for (group, map) in active.map.iter().enumerate() {
            let is_estimated = found.filter(|_| active.steps(group) > 0);
            let why = if found.is_some() { Reason::NoVariance } else { why };
            let category = |at: usize| {
                let place = map.as_ref().and_then(|map| map.get(at)).map_or(0, |place| usize::from(*place));
                let mut made = RaschCategory {
                    category: long.scales.label(group, at),
                    value: long.scales.value(group, at),
                    estimated_as: place as u32,
                    ratings: ratings[group * most + at],
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
            let facet = long.form.partial;
            let label = |code: usize| facet.map(|facet| long.elements[facet][code].clone());
            let elements: Vec<String> = long.form.members(group).into_iter().filter_map(label).collect();
            let element = elements.first().filter(|_| long.form.sets.is_empty()).cloned();
            let facet = facet.map(|facet| long.facets[facet].clone());
            let count = long.scales.of(group).values.len();
            let mut categories: Vec<RaschCategory> = (0..count).map(category).collect();
            let mut last = f64::NEG_INFINITY;
            for category in &mut categories {
                if let Some(threshold) = category.threshold {
                    category.disordered = threshold < last;
                    last = threshold;
                }
            }
            let scale = long.scales.name(group).map(str::to_owned);
            self.scales.push(RaschScale { element, scale, facet, elements, categories });
        }
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
            let information = found.steps_alone[group][step];
            self.standard_error_alone =
                (information > NOTHING * sums.expected).then(|| 1.0 / information.sqrt());
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
        let is_none = self.threshold.is_some() && self.standard_error_alone.is_none();
        let of_step = if is_none { Reason::NoVariance } else { of_threshold };
        let undefined = &mut self.undefined;
        for (name, is_there, why) in [
            ("averageMeasure", self.average_measure.is_some(), why),
            ("expectedMeasure", self.expected_measure.is_some(), why),
            ("interval", self.interval.is_some(), of_threshold),
            ("outfit", self.outfit.is_some(), why),
            ("standardError", self.standard_error.is_some(), of_threshold),
            ("standardErrorAlone", self.standard_error_alone.is_some(), of_step),
            ("threshold", self.threshold.is_some(), of_threshold),
        ] {
            if !is_there {
                undefined.insert(name, why);
            }
        }
    }
}
