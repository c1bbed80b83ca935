//! What units, raters and other conditions are predicted to add to a score.

use collabpro_derive::Read;
use serde::Serialize;

use super::Component;
use super::design::{Design, members};
use super::observations::Observations;
use crate::scoring::Reason;
use crate::stats::reml::predict;

/// What one condition, or one combination of conditions, is predicted to add to a score. For research only: where facets
/// are people, this is about a person, and belongs in no report.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PredictedEffect {
    /// The effect, as its component has it.
    pub effect: String,
    /// Labels of the conditions, in the order of the component's facets.
    pub conditions: Vec<String>,
    /// The prediction, in points of the scale, shrunk towards 0 the more the less is known.
    pub value: f64,
    /// Its standard error: of the prediction less what is true, the components taken as known and the mean as estimated.
    pub standard_error: f64,
}

impl Design {
    /// Predictions for every effect but the error, and why some or all of them are not there: a study without error has nothing to
    /// shrink them by.
    pub(super) fn predicted(
        &self,
        observations: &Observations,
        components: &[Component],
    ) -> (Vec<PredictedEffect>, Option<Reason>) {
        let effects = self.effects.split_last().map_or(&[][..], |(_, effects)| effects);
        let factors = effects.iter().map(|effect| effect.groups.of_row.as_slice()).collect::<Vec<_>>();
        let variances = components.iter().map(|component| component.variance).collect::<Vec<_>>();
        let Some(found) = predict(&observations.scores(), &factors, &variances) else {
            let is_exact = variances.last().is_none_or(|error| *error <= 0.0);
            return (Vec::new(), Some(if is_exact { Reason::NoError } else { Reason::TooLarge }));
        };
        let reason = found.iter().any(Option::is_none).then_some(Reason::Confounded);
        let mut predicted = Vec::new();
        for ((effect, component), found) in effects.iter().zip(components).zip(found) {
            // A row of each group, whose labels are the group's.
            let mut rows = vec![0; effect.groups.count as usize];
            effect.groups.of_row.iter().enumerate().for_each(|(row, group)| rows[*group as usize] = row);
            let label = |row: usize, at: usize| observations.facets.get(at).map(|facet| facet.label(row));
            for (row, (value, standard_error)) in rows.into_iter().zip(found.into_iter().flatten()) {
                predicted.push(PredictedEffect {
                    effect: component.effect.clone(),
                    conditions: members(effect.set).filter_map(|at| label(row, at)).collect(),
                    value,
                    standard_error,
                });
            }
        }
        (predicted, reason)
    }
}
