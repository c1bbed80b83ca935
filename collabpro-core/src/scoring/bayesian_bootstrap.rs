//! The Bayesian bootstrap over raters (Rubin 1981, Annals of Statistics 9:130-134): everyone counts by a weight, and the
//! shares are taken again.

use super::{NO_RATING, Responses};
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
    let steps: Vec<_> = criteria.iter().map(step).collect();
    steps.iter().any(|step| *step > 0).then_some(steps)
}

/// A weight of the Bayesian bootstrap; divided by their sum they are Dirichlet(1, ..., 1).
pub(crate) fn weight(random: &mut Random) -> f64 {
    -libm::log(1.0 - random.unit())
}

/// For each construct, of so many criteria, the share of ratings from the second category and from the cut on: the mean over
/// its criteria of each criterion's share. Everyone has their [`steps`] and counts by a weight; `half` is that of one rater
/// more who rates one half everywhere, 0 for none.
#[cfg(any(test, feature = "research"))]
pub(crate) fn shares<'a>(
    people: impl Iterator<Item = (&'a [u8], f64)>,
    half: f64,
    lengths: &[usize],
) -> Vec<[f64; 2]> {
    let criteria = lengths.iter().sum();
    let mut sums = vec![[half, half / 2.0, half / 2.0, 0.0]; criteria];
    for (steps, w) in people {
        // What a rater adds is looked up by the step and not decided; the fourth makes them two pairs.
        let added = [[0.0; 4], [w, 0.0, 0.0, 0.0], [w, w, 0.0, 0.0], [w, w, w, 0.0]];
        for (sums, step) in sums.iter_mut().zip(steps) {
            sums.iter_mut().zip(added[usize::from(*step & 3)]).for_each(|(sum, added)| *sum += added);
        }
    }
    let mut sums = sums.into_iter();
    let mut shares = Vec::with_capacity(lengths.len());
    for length in lengths {
        let mut share = [0.0; 2];
        for [all, second, cut, _] in sums.by_ref().take(*length) {
            share[0] += second / all / *length as f64;
            share[1] += cut / all / *length as f64;
        }
        shares.push(share);
    }
    shares
}
