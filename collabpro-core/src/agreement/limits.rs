//! What a coefficient can be at least.

use super::options::Statistic;
use super::study::Study;
use super::{Coefficient, Weights};

/// The least that a coefficient of ratings like these can be; nothing where it has no end.
///
/// Every distance here but those of one's own weights is a squared distance in some space (of negative type). Two draws that
/// go together then lie at most twice as far apart as two that do not, so that observed disagreement is at most twice that
/// by chance, as long as chance is counted on the same ratings.
pub(super) fn least(study: &Study<'_>, statistic: Statistic) -> Option<f64> {
    let is_own = statistic.weights(study.about.options) == Some(Weights::Custom);
    let units = study.sums.units;
    match statistic.coefficient {
        Coefficient::Percent => Some(0.0),
        // Chance is at most that of ratings evenly over the categories, whatever the ratings are.
        Coefficient::BrennanPrediger | Coefficient::Ac => {
            let weights = study.prepared.weights.get(statistic.at)?.as_ref().ok()?;
            let categories = study.prepared.values.len() as f64;
            let chance = weights.total() / (categories * categories);
            Some(-chance / (1.0 - chance))
        }
        Coefficient::Krippendorff => Some(-1.0),
        Coefficient::Cohen | Coefficient::Light => (!is_own).then_some(-1.0),
        // Units with one rating count for chance only, which may come as near to 1 as they are many.
        Coefficient::Fleiss => (!is_own && study.sums.pairable == units).then_some(-1.0),
        Coefficient::Conger => {
            let is_complete = study.ratings as f64 == units * study.raters as f64;
            (!is_own && is_complete).then_some(-1.0)
        }
    }
}
