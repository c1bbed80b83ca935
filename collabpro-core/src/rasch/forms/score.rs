//! Whether a rater has more than a severity: score tests at the estimates of the model in which all have that alone.

use super::design::Design;
use super::likelihood::{image, products};
use super::search::Top;
use super::shape::{Columns, Shape};
use crate::rasch::RaterForm;
use crate::rasch::design::patterns::NONE;
use crate::rasch::likelihood::linear::Factor;

/// So small a part of what there was before the others were estimated is nothing.
const NOTHING: f64 = 1e-8;

/// A statistic with its degrees of freedom: `s' V⁻¹ s` with the slope along the terms of the rater, and its variance where all
/// parameters of severity are estimated (Rao 1948, Mathematical Proceedings of the Cambridge Philosophical Society 44:50-57).
/// No term needs an estimate here, and so none needs to be finite.
#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    pub(super) statistic: f64,
    pub(super) df: usize,
    /// The degrees of freedom that the terms of the rater would have if the data told them all apart.
    pub(super) wanted: usize,
}

/// For each element of the raters' facet.
pub(super) fn scores(design: &Design, form: RaterForm, shape: &Shape, null: &Top) -> Vec<Score> {
    let (all, wanted) = directions(design, form, shape, null);
    let size = null.at.slope.len();
    let across = image(&null.at.information, &null.tangent, size);
    let base = Factor::of(products(&null.tangent, &across, size), null.tangent.len());
    let score = |(own, wanted): (&Columns, &usize)| {
        let images = image(&null.at.information, own, size);
        let mut variance = products(own, &images, size);
        let whole: Vec<f64> = (0..own.len()).map(|at| variance[at * own.len() + at]).collect();
        // What the parameters of severity take of it.
        let lost = products(&null.tangent, &images, size);
        for (at, column) in lost.chunks(null.tangent.len().max(1)).enumerate() {
            let mut solved = column.to_vec();
            base.solve(&mut solved);
            for (other, second) in lost.chunks(null.tangent.len().max(1)).enumerate() {
                let taken: f64 = solved.iter().zip(second).map(|(a, b)| a * b).sum();
                variance[at * own.len() + other] -= taken;
            }
        }
        for (at, whole) in whole.iter().enumerate() {
            if variance[at * own.len() + at] <= NOTHING * whole {
                variance[at * own.len()..][..own.len()].fill(0.0);
                (0..own.len()).for_each(|row| variance[row * own.len() + at] = 0.0);
            }
        }
        let slope = products(own, &null.at.slope, size);
        let factor = Factor::of(variance, own.len());
        let df = own.len() - factor.free();
        let mut solved = slope.clone();
        factor.solve(&mut solved);
        let statistic: f64 = slope.iter().zip(&solved).map(|(a, b)| a * b).sum();
        Score { statistic: statistic.max(0.0), df, wanted: *wanted }
    };
    all.iter().zip(&wanted).map(score).collect()
}

/// Along what each rater could differ, and how many ways these are: what all terms of a kind have in common is severity.
fn directions(design: &Design, form: RaterForm, shape: &Shape, null: &Top) -> (Vec<Columns>, Vec<usize>) {
    let mut all: Vec<Columns> = vec![Vec::new(); design.rows.levels[design.raters]];
    let is_stretch = form.is_stretch();
    // A factor has one column, to which all come that it stretches; terms have one each.
    let enter = |own: &mut Columns, column: usize, place: u32, value: f64| {
        own.resize(own.len().max(column + 1), Vec::new());
        own[column].push((place, value));
    };
    if let Some((criteria, pairs)) = design.location {
        let codes = &design.long.form.pairs[pairs - design.long.form.real()].codes;
        for ([rater, criterion], place) in codes.iter().zip(&design.patterns.place[pairs]) {
            if *place == NONE {
                continue;
            }
            let own = &mut all[*rater as usize];
            let difficulty = shape.elements[criteria][*criterion as usize] as usize;
            match is_stretch {
                true => enter(own, 0, *place, null.parameters[difficulty]),
                false => enter(own, own.len(), *place, 1.0),
            }
        }
    }
    let before: Vec<usize> = all.iter().map(Vec::len).collect();
    for (group, rater) in design.rater_of.iter().enumerate() {
        let Some(rater) = *rater else { continue };
        let places = design.patterns.steps[group]..design.patterns.steps[group + 1];
        let shared = shape.steps[design.set[group]].clone();
        for (step, (place, shared)) in places.zip(shared).enumerate() {
            match is_stretch {
                true => enter(&mut all[rater], 0, place as u32, null.parameters[shared as usize]),
                false => enter(&mut all[rater], before[rater] + step, place as u32, 1.0),
            }
        }
    }
    let wanted = all.iter().zip(&before).map(|(own, before)| match is_stretch {
        true => own.len(),
        false => before.saturating_sub(1) + (own.len() - before).saturating_sub(1),
    });
    let wanted = wanted.collect();
    (all, wanted)
}
