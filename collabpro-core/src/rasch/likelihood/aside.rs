//! Measures of single elements where all others are known: of those that were set aside, and weighted ones of the units.

use std::ops::Range;

use super::alone::{Met, Target, alone};
use super::measures::Measures;
use crate::base::parts::on_threads;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::{Active, Standing};
use crate::rasch::design::patterns::rating;

/// What a score that is extreme is less so by, as Facets has it.
pub(in crate::rasch) const LESS: f64 = 0.3;

/// Fewer units are not worth a thread.
const UNITS: usize = 1 << 10;

/// A rating as the element sees it: what its others add up to.
fn met(rows: &Rows, form: &Form, measures: &Measures, facet: usize, row: usize) -> Met {
    let cell = rows.cell(row);
    let others = cell.iter().enumerate().filter(|(other, _)| *other != facet);
    Met {
        others: others.map(|(other, code)| measures.of[other][*code as usize]).sum(),
        group: form.group(cell),
        weight: rows.weight[row],
    }
}

/// Measures what was set aside, the last first, each where all others of its ratings are measured; 0.3 of a point less extreme. The
/// measures come to stand among the others.
pub(in crate::rasch) fn set_aside(
    rows: &Rows,
    form: &Form,
    active: &Active,
    measures: &mut Measures,
) -> Vec<Vec<Option<[f64; 2]>>> {
    let mut found: Vec<Vec<Option<[f64; 2]>>> =
        rows.levels.iter().map(|levels| vec![None; *levels]).collect();
    let mut rounds: Vec<u32> = Vec::new();
    for standing in active.standing.iter().flatten() {
        if let Standing::Extreme { round, .. } = standing {
            rounds.push(*round);
        }
    }
    rounds.sort_unstable();
    rounds.dedup();
    let steps = measures.step_odds();
    for now in rounds.into_iter().rev() {
        let mut own: Vec<(usize, u32, bool, Vec<Met>)> = Vec::new();
        let mut place: Vec<Vec<usize>> = rows.levels.iter().map(|levels| vec![usize::MAX; *levels]).collect();
        for (facet, standing) in active.standing.iter().enumerate() {
            for (code, standing) in standing.iter().enumerate() {
                if let Standing::Extreme { round, top } = standing
                    && *round == now
                {
                    place[facet][code] = own.len();
                    own.push((facet, code as u32, *top, Vec::new()));
                }
            }
        }
        for row in 0..rows.len() {
            let cell = rows.cell(row);
            let is_known = |facet: usize, code: u32| {
                active.is_estimated(facet, code) || found[facet][code as usize].is_some()
            };
            for (facet, code) in cell.iter().enumerate() {
                let at = place[facet][*code as usize];
                let mut others = cell.iter().enumerate().filter(|(other, _)| *other != facet);
                if at != usize::MAX && others.all(|(other, code)| is_known(other, *code)) {
                    own[at].3.push(met(rows, form, measures, facet, row));
                }
            }
        }
        for (facet, code, top, met) in own {
            let most: f64 = met.iter().map(|met| met.weight * steps[met.group].len() as f64).sum();
            // Where less is rated than half of what is taken away, half of it is.
            let less = LESS.min(0.5 * most);
            let score = if top { most - less } else { less };
            let measured = alone(&met, Target::Score(score), &steps);
            found[facet][code as usize] = measured;
            if let Some([measure, _]) = measured {
                measures.of[facet][code as usize] = measure;
            }
        }
    }
    found
}

/// The weighted likelihood estimates of the units.
pub(in crate::rasch) fn weighted(
    rows: &Rows,
    form: &Form,
    active: &Active,
    measures: &Measures,
) -> Vec<Option<f64>> {
    let is_extreme = |code: u32| matches!(active.standing[0][code as usize], Standing::Extreme { .. });
    let (starts, order) = rows.of_first();
    let steps = measures.step_odds();
    let of_units = |units: Range<usize>| {
        let mut met_by: Vec<Met> = Vec::new();
        let mut of_unit = |unit: usize| {
            if !is_extreme(unit as u32) && !active.is_estimated(0, unit as u32) {
                return None;
            }
            met_by.clear();
            let mut score = 0.0;
            for row in order[starts[unit]..starts[unit + 1]].iter().map(|row| *row as usize) {
                let mut others = rows.cell(row).iter().enumerate().skip(1);
                if others.all(|(facet, code)| active.is_estimated(facet, *code)) {
                    let met = met(rows, form, measures, 0, row);
                    score += met.weight * f64::from(rating(rows, active, met.group, row));
                    met_by.push(met);
                }
            }
            let is_met = !met_by.is_empty();
            let found = is_met.then(|| alone(&met_by, Target::Warm(score), &steps)).flatten();
            found.map(|[measure, _]| measure)
        };
        units.map(&mut of_unit).collect::<Vec<_>>()
    };
    let mut all = Vec::with_capacity(rows.levels[0]);
    on_threads(0..rows.levels[0], UNITS, &of_units, &mut |some| all.extend(some));
    all
}
