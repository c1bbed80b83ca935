//! What a study says of one element.

use super::fair::Fair;
use super::tell::put;
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::{Active, Standing};
use crate::rasch::design::subsets::Subsets;
use crate::rasch::results::{ElementStanding, MeanSquare, RaschMeasure};
use crate::rasch::study::Found;
use crate::scoring::{Interval, Reason, Undefined};

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

fn mean_square(value: Option<f64>, variance: f64, z: Option<f64>) -> Option<MeanSquare> {
    Some(MeanSquare { value: value?, z: z?, df: 2.0 / variance })
}

/// Where an element stands, and what is known of all.
pub(super) struct Element {
    pub(super) facet: usize,
    pub(super) code: usize,
    pub(super) total: [f64; 2],
    pub(super) quantile: f64,
    /// What measures were corrected by.
    pub(super) factor: f64,
    pub(super) why: Reason,
}

impl Element {
    pub(super) fn tell(
        &self,
        long: &Long,
        active: &Active,
        subsets: Option<&Subsets>,
        found: Option<(&Found, &Fair)>,
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
        if made.fair_average.is_none() {
            undefined.all(&["fairAverage", "fairAverageZero"], Reason::MixedScales);
        }
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
