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

/// For each construct the shares of some people, as [`Steps::draw`] has them.
#[cfg(feature = "research")]
pub(crate) fn shares<'a>(
    people: impl Iterator<Item = (&'a [u8], f64)>,
    half: f64,
    lengths: &[usize],
) -> Vec<[f64; 2]> {
    let (rows, weights): (Vec<&[u8]>, Vec<f64>) = people.unzip();
    let mut drawn = Drawn::default();
    Steps::of(&rows, lengths).draw(weights.into_iter(), half, &mut drawn);
    drawn.shares
}

/// The shares of one replicate, and room that the next one uses again.
#[derive(Default)]
pub(crate) struct Drawn {
    /// For each construct the share of ratings from the second category and from the cut on.
    pub(crate) shares: Vec<[f64; 2]>,
    /// What a rater adds to the sums is looked up by the step and not decided; the fourth makes them two pairs.
    added: Vec<[[f64; 4]; 4]>,
}

/// What some people gave, criterion by criterion, and how many criteria each construct has.
pub(crate) struct Steps<'a> {
    people: usize,
    steps: Vec<u8>,
    lengths: &'a [usize],
}

impl<'a> Steps<'a> {
    /// From the [`steps`] of each of them.
    pub(crate) fn of(rows: &[impl AsRef<[u8]>], lengths: &'a [usize]) -> Self {
        let criteria: usize = lengths.iter().sum();
        let mut steps = Vec::with_capacity(criteria * rows.len());
        for criterion in 0..criteria {
            steps.extend(rows.iter().map(|row| row.as_ref()[criterion] & 3));
        }
        Self { people: rows.len(), steps, lengths }
    }

    /// For each construct the share of ratings from the second category and from the cut on: the mean over its criteria of
    /// each criterion's share. Everyone counts by a weight; `half` is that of one rater more who rates one half everywhere, 0 for none.
    pub(crate) fn draw(&self, weights: impl Iterator<Item = f64>, half: f64, drawn: &mut Drawn) {
        let Drawn { shares, added } = drawn;
        added.clear();
        added.extend(weights.map(|w| [[0.0; 4], [w, 0.0, 0.0, 0.0], [w, w, 0.0, 0.0], [w, w, w, 0.0]]));
        let mut sums = self.steps.chunks_exact(self.people.max(1)).map(|steps| {
            let mut sums = [half, half / 2.0, half / 2.0, 0.0];
            for (step, added) in steps.iter().zip(&*added) {
                let added = &added[usize::from(*step & 3)];
                sums.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
            }
            sums
        });
        shares.clear();
        for length in self.lengths {
            let mut share = [0.0; 2];
            for [all, second, cut, _] in sums.by_ref().take(*length) {
                share[0] += second / all / *length as f64;
                share[1] += cut / all / *length as f64;
            }
            shares.push(share);
        }
    }
}
