//! The Bayesian bootstrap over raters (Rubin 1981, Annals of Statistics 9:130-134): everyone counts by a weight, and the
//! shares are taken again.

use super::{NO_RATING, Responses};
use crate::base::list::List;
use crate::rubric::Rubric;
use crate::stats::random::Random;

/// A rater's ratings on some criteria: 0 where there is none, else 1, and one more each from the second category and from
/// the cut on. Nothing where there is none on any criterion.
pub(crate) fn steps(sheet: &Responses, person: usize, rubric: &Rubric, criteria: &[u16]) -> Option<Vec<u8>> {
    let levels = sheet.levels(rubric, person);
    let step = |criterion: &u16| match (levels[usize::from(*criterion)], rubric.scale(*criterion).cut()) {
        (NO_RATING, _) | (_, None) => 0,
        (level, Some(cut)) => 1 + u8::from(level >= 1) + u8::from(level >= cut),
    };
    let steps = criteria.iter().map(step).list();
    steps.iter().any(|step| *step > 0).then_some(steps)
}

/// A weight of the Bayesian bootstrap; divided by their sum they are Dirichlet(1, ..., 1).
pub(crate) fn weight(random: &mut Random) -> f64 {
    -libm::log(1.0 - random.unit())
}

/// For each construct the share of ratings from the second category and from the cut on: the mean over its criteria of
/// each criterion's share. `half` is the weight of one rater more who rates one half everywhere; 0 for none.
pub(crate) fn shares<'a>(
    people: impl Iterator<Item = (&'a [u8], f64)>,
    half: f64,
    lengths: &[usize],
) -> Vec<[f64; 2]> {
    let mut sums = vec![[half, half / 2.0, half / 2.0]; lengths.iter().sum()];
    for (steps, weight) in people {
        for (sums, step) in sums.iter_mut().zip(steps) {
            sums.iter_mut().take(usize::from(*step)).for_each(|sum| *sum += weight);
        }
    }
    let mut rest = sums.as_slice();
    let mut shares = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (own, after) = rest.split_at((*length).min(rest.len()));
        rest = after;
        let mut share = [0.0; 2];
        for [all, second, cut] in own {
            share[0] += second / all / *length as f64;
            share[1] += cut / all / *length as f64;
        }
        shares.push(share);
    }
    shares
}
