//! How much less mean squares vary where residuals are integrated over where a unit can lie.
//!
//! With the unit known the squared residuals `Q` of an element vary as the fourth moments say. Integrated they are the mean of `Q`
//! given the ratings, and vary less by the mean of its variance given the ratings: `σ² E(Q'²) - σ⁴ E(Q'')² / 2` to the second order in
//! the posterior variance `σ²`, where `Q` is taken for a parabola in the unit's measure. All of it follows from moments of the model:
//! the derivative of the expectation is the variance `V`, that of `V` the third central moment, and that of this the fourth cumulant.

use std::ops::Range;

use crate::base::parts::on_threads;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::Active;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::{higher, probabilities};
use crate::rasch::told::stands::Stands;
use crate::rasch::told::statistics::{Statistics, Sums, statistics};

/// Units that are summed together, whatever the number of threads.
const PART: usize = 4_096;

/// Of an element at one place of a unit, for infit and for outfit: how its ratings vary, and of the first derivative of what
/// is summed the mean and the variance, of the second the mean.
#[derive(Clone, Copy, Debug, Default)]
struct Slopes {
    spread: [f64; 2],
    first: [f64; 2],
    varies: [f64; 2],
    second: [f64; 2],
}

impl Slopes {
    fn of(variance: f64, third: f64, fourth: f64) -> Self {
        let skew = third / variance;
        let spread = fourth - variance * variance;
        Self {
            spread: [spread, spread / (variance * variance)],
            first: [-third, -skew],
            varies: [
                4.0 * variance * variance * variance,
                4.0 * (variance + skew * skew) + skew * skew * spread / (variance * variance),
            ],
            second: [
                5.0 * variance * variance - fourth,
                5.0 * variance - fourth / variance + 2.0 * skew * skew,
            ],
        }
    }

    fn add(&mut self, weight: f64, other: &Self) {
        for (to, from) in [
            (&mut self.spread, &other.spread),
            (&mut self.first, &other.first),
            (&mut self.varies, &other.varies),
            (&mut self.second, &other.second),
        ] {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += weight * from);
        }
    }
}

/// The statistics of ratings of units that can lie around, some units after others; all ratings of a unit stand together.
pub(super) fn integrated_fit(
    rows: &Rows,
    form: &Form,
    active: &Active,
    measures: &Measures,
    stands: &Stands,
) -> Statistics {
    let unit = |row: u32| rows.cell(row as usize)[0];
    let units: Vec<&[u32]> = active.rows.chunk_by(|a, b| unit(*a) == unit(*b)).collect();
    let mut ends = vec![0];
    for units in units.chunks(PART) {
        ends.push(ends.last().copied().unwrap_or(0) + units.iter().map(|own| own.len()).sum::<usize>());
    }
    let part = |parts: Range<usize>| {
        let of = |at: usize| {
            let own = &active.rows[ends[at]..ends[at + 1]];
            let mut made = statistics(rows, form, (active, own), measures, stands);
            left_over(rows, form, own, (measures, stands), &mut made.elements);
            made
        };
        parts.map(of).collect::<Vec<Statistics>>()
    };
    let mut made = statistics(rows, form, (active, &[]), measures, stands);
    let mut take = |parts: Vec<Statistics>| parts.iter().for_each(|part| made.append(part));
    on_threads(0..ends.len() - 1, 1, &part, &mut take);
    made
}

/// Takes it from what was summed.
fn left_over(
    rows: &Rows,
    form: &Form,
    own: &[u32],
    (measures, stands): (&Measures, &Stands),
    elements: &mut [Vec<Sums>],
) {
    let (odds, steps) = (measures.odds(), measures.step_odds());
    let mut p = vec![0.0; rows.categories + 1];
    let mut slot: Vec<Vec<usize>> = rows.levels.iter().map(|levels| vec![usize::MAX; *levels]).collect();
    let unit = |row: u32| rows.cell(row as usize)[0];
    for own in own.chunk_by(|a, b| unit(*a) == unit(*b)) {
        let stands = stands.of(unit(own[0]));
        let mean: f64 = stands.iter().map(|stand| stand.share * stand.place).sum();
        let squares = stands.iter().map(|stand| stand.share * (stand.place - mean) * (stand.place - mean));
        let variance: f64 = squares.sum();
        let mut met: Vec<(usize, u32)> = Vec::new();
        for row in own {
            for (facet, code) in rows.cell(*row as usize).iter().enumerate() {
                if slot[facet][*code as usize] == usize::MAX {
                    slot[facet][*code as usize] = met.len();
                    met.push((facet, *code));
                }
            }
        }
        let mut lost = vec![[[0.0; 3]; 2]; met.len()];
        let mut slopes = vec![Slopes::default(); met.len()];
        for stand in stands {
            slopes.fill(Slopes::default());
            for row in own {
                let cell = rows.cell(*row as usize);
                let group = form.group(cell);
                let others = cell.iter().enumerate().skip(1);
                let product =
                    others.fold(stand.odds, |product, (facet, code)| product * odds[facet][*code as usize]);
                let found = probabilities(product, &steps[group], &mut p);
                let (third, fourth) = higher(&p[..=steps[group].len()], found.mean);
                let one = Slopes::of(found.variance, third, fourth);
                for (facet, code) in cell.iter().enumerate() {
                    slopes[slot[facet][*code as usize]].add(rows.weight[*row as usize], &one);
                }
            }
            for (lost, slopes) in lost.iter_mut().zip(&slopes) {
                for (at, lost) in lost.iter_mut().enumerate() {
                    lost[0] += stand.share * slopes.spread[at];
                    lost[1] += stand.share * (slopes.first[at] * slopes.first[at] + slopes.varies[at]);
                    lost[2] += stand.share * slopes.second[at];
                }
            }
        }
        for ((facet, code), lost) in met.into_iter().zip(lost) {
            slot[facet][code as usize] = usize::MAX;
            // No more than there is.
            let less = |[spread, first, second]: [f64; 3]| {
                let less = variance * first - 0.5 * variance * variance * second * second;
                less.clamp(0.0, spread)
            };
            elements[facet][code as usize].lose(lost.map(less));
        }
    }
}
