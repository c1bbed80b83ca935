//! Differences of two elements, with what all other estimates add to their error.

use collabpro_derive::{Read, words};
use serde::Serialize;

use crate::base::table::{Rows, Table, columns};
use crate::rasch::Rasch;
use crate::rasch::likelihood::functions::{Covariance, Function};
use crate::rasch::study::{About, Found};
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::{normal_cdf, normal_quantile};
use crate::stats::holm::holm;

/// What a difference of two elements comes to.
#[words]
pub enum RaschVerdict {
    /// It is smaller than the margin: both one-sided tests say so.
    Equivalent,
    /// It is not 0, as tested with all others that were asked for.
    Different,
    /// Neither is shown.
    Undecided,
}

/// The difference of two elements of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RaschDifference {
    /// Their facet.
    pub facet: String,
    /// The label of the one.
    pub first: String,
    /// The label of the other.
    pub second: String,
    /// The measure of the first less that of the second, in logits.
    pub difference: Option<f64>,
    /// The standard error of that by the information of all parameters together, with what the two estimates share.
    pub standard_error: Option<f64>,
    /// Where the difference lies, by the standard error.
    pub interval: Option<Interval>,
    /// The difference over its standard error.
    pub z: Option<f64>,
    /// The probability of one so far from 0 or further, where there is none.
    pub p_value: Option<f64>,
    /// The same adjusted for all differences that were asked for (Holm 1979).
    pub p_adjusted: Option<f64>,
    /// The probability of a difference so close to 0 where it is as large as the margin `equivalence`: the larger of two one-sided
    /// tests (Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15:657-680).
    pub p_equivalent: Option<f64>,
    /// What it comes to at one less `confidence`.
    pub verdict: Option<RaschVerdict>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// The fields that rest on the estimates.
const ESTIMATES: [&str; 8] =
    ["difference", "interval", "pAdjusted", "pEquivalent", "pValue", "standardError", "verdict", "z"];

/// The chance of a standard normal deviate below.
fn below(z: f64) -> f64 {
    normal_cdf(z).unwrap_or(0.5)
}

impl Rasch {
    pub(in crate::rasch) fn differ(
        &mut self,
        about: &About<'_>,
        found: &Found,
        covariance: &Covariance<'_>,
        asked: &[(usize, [usize; 2])],
    ) {
        let quantile = normal_quantile(0.5 * (1.0 + self.options.confidence)).unwrap_or(0.0);
        let made = asked.iter().map(|(facet, two)| {
            let [first, second] = two.map(|code| about.long.elements[*facet][code].clone());
            let mut row = RaschDifference {
                facet: about.long.facets[*facet].clone(),
                first,
                second,
                difference: None,
                standard_error: None,
                interval: None,
                z: None,
                p_value: None,
                p_adjusted: None,
                p_equivalent: None,
                verdict: None,
                undefined: Undefined::default(),
            };
            match self.difference(about, found, covariance, *facet, *two) {
                Ok([difference, error]) => {
                    row.measured(difference, error, quantile, self.options.equivalence)
                }
                Err(why) => row.undefined.all(&ESTIMATES, why),
            }
            row
        });
        let mut made: Vec<RaschDifference> = made.collect();
        let p: Vec<f64> = made.iter().filter_map(|row| row.p_value).collect();
        let tested = made.iter_mut().filter(|row| row.p_value.is_some());
        for (row, adjusted) in tested.zip(holm(&p)) {
            row.p_adjusted = Some(adjusted);
            row.verdict = row.p_equivalent.map(|p| match 1.0 - self.options.confidence {
                alpha if p < alpha => RaschVerdict::Equivalent,
                alpha if adjusted < alpha => RaschVerdict::Different,
                _ => RaschVerdict::Undecided,
            });
        }
        self.differences = made;
    }

    /// The difference and its standard error.
    fn difference(
        &self,
        about: &About<'_>,
        found: &Found,
        covariance: &Covariance<'_>,
        facet: usize,
        two: [usize; 2],
    ) -> Result<[f64; 2], Reason> {
        let form = &about.long.form;
        if form.dummy[facet] {
            return Err(Reason::NotAsked);
        }
        if two.iter().any(|code| !about.active.is_estimated(facet, *code as u32)) {
            return Err(Reason::ExtremeScore);
        }
        let [one, other] = two.map(|code| about.subsets.of(facet, code));
        if one != other {
            return Err(Reason::Confounded);
        }
        let of = &found.measures.of[facet];
        let [first, second] = two;
        let difference = form.sign[facet] * (of[first] - of[second]) + 0.0;
        if two.iter().all(|code| about.long.anchors.of(facet, *code as u32).is_some()) {
            return Ok([difference, 0.0]);
        }
        let mut function = Function::default();
        function.add(about.patterns, form, (facet, first), 1.0);
        function.add(about.patterns, form, (facet, second), -1.0);
        let variance = covariance.variance(&function).filter(|variance| *variance > 0.0);
        let variance = variance.ok_or(Reason::NotConverged)?;
        Ok([difference, variance.sqrt()])
    }

    pub(in crate::rasch) fn differences_table(&self) -> Table {
        Rows::of(&self.differences)
            .with(columns!(facet, first, second, difference, standard_error))
            .interval(["lower", "upper"], |row| row.interval)
            .with(columns!(z, p_value, p_adjusted, p_equivalent, verdict))
            .column("reason", |row| row.undefined.first())
            .table()
    }
}

impl RaschDifference {
    fn measured(&mut self, difference: f64, error: f64, quantile: f64, margin: Option<f64>) {
        self.difference = Some(difference);
        if error == 0.0 {
            // Both are known.
            return self.undefined.all(&ESTIMATES[1..], Reason::Anchored);
        }
        let far = quantile * error;
        let z = difference / error;
        self.standard_error = Some(error);
        self.interval = Some(Interval { lower: difference - far, upper: difference + far });
        self.z = Some(z);
        self.p_value = Some(2.0 * below(-z.abs()));
        match margin {
            Some(margin) => self.p_equivalent = Some(below((difference.abs() - margin) / error)),
            None => self.undefined.all(&["pEquivalent", "verdict"], Reason::NotAsked),
        }
    }
}
