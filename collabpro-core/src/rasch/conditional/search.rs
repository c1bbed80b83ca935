//! Conditional maximum likelihood: given the sum of the ratings of a unit, its measure has no part in how they came to be (Rasch 1960;
//! Andersen 1972, Journal of the Royal Statistical Society B 34:42-54).

use std::collections::BTreeMap;

use super::symmetric::Sums;
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rasch::RaschState;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::climb::climb;
use crate::rasch::likelihood::joint::{BEYOND, DECREMENT, MOST, RESIDUAL, STILL, start};
use crate::rasch::likelihood::linear::{Factor, dot};
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::population::search::origin_pins;

/// The estimates, and how they were come by.
#[derive(Debug)]
pub(in crate::rasch) struct Conditional {
    /// Of the parameters beside units.
    pub(in crate::rasch) others: Vec<f64>,
    /// Their information, the lower triangle of whole squares, and its inverse where it converged.
    pub(in crate::rasch) information: Vec<f64>,
    pub(in crate::rasch) inverse: Vec<f64>,
    pub(in crate::rasch) state: RaschState,
    pub(in crate::rasch) iterations: u32,
    pub(in crate::rasch) residual: f64,
    pub(in crate::rasch) decrement: f64,
    pub(in crate::rasch) log_likelihood: f64,
}

/// Units that met the same, by the sums of their ratings.
struct Design {
    /// A class of these units.
    class: usize,
    seen: Vec<(usize, f64)>,
}

/// The log-likelihood at a place, with its slope and the information.
struct At {
    log_likelihood: f64,
    slope: Vec<f64>,
    information: Vec<f64>,
}

/// The cells of a class: their parameters, sets of thresholds and weights.
type Cells<'a> = (&'a [u32], &'a [u32], Vec<u64>);

/// Classes of units that differ only in their sums stand together.
fn designs(patterns: &Patterns) -> Vec<Design> {
    let mut known: BTreeMap<Cells<'_>, usize> = BTreeMap::new();
    let mut made: Vec<Design> = Vec::new();
    for class in 0..patterns.classes() {
        let (from, end) = (patterns.starts[class], patterns.starts[class + 1]);
        let weights = patterns.weight[from..end].iter().map(|weight| weight.to_bits()).collect();
        let others = &patterns.others[from * patterns.width..end * patterns.width];
        let at = *known.entry((others, &patterns.group[from..end], weights)).or_insert(made.len());
        if at == made.len() {
            made.push(Design { class, seen: Vec::new() });
        }
        made[at].seen.push((patterns.score[class] as usize, patterns.members[class]));
    }
    made
}

/// The parameters of a rating: those of its others, and where its steps begin and end.
struct Part<'a> {
    others: &'a [u32],
    first: usize,
    end: usize,
}

impl Part<'_> {
    /// What each parameter has in the sum, where it is this category.
    fn parts(&self, category: usize) -> impl Iterator<Item = (usize, f64)> {
        let others = self.others.iter().map(move |other| (*other as usize, category as f64));
        others.chain((self.first..self.end).take(category).map(|place| (place, 1.0)))
    }
}

/// Ratings of a design, each as often as it counts.
fn ratings<'p>(patterns: &'p Patterns, class: usize) -> Vec<Part<'p>> {
    let cells = patterns.starts[class]..patterns.starts[class + 1];
    let of = |cell: usize| {
        let group = patterns.group[cell] as usize;
        let part = move || Part {
            others: &patterns.others[cell * patterns.width..][..patterns.width],
            first: patterns.steps[group],
            end: patterns.steps[group + 1],
        };
        (0..patterns.weight[cell] as usize).map(move |_| part())
    };
    cells.flat_map(of).collect()
}

fn at(patterns: &Patterns, designs: &[Design], others: &[f64]) -> At {
    let size = patterns.parameters;
    let odds: Vec<f64> = others.iter().map(|measure| libm::exp(*measure)).collect();
    let mut made = At {
        log_likelihood: others.iter().zip(&patterns.observed).map(|(at, seen)| at * seen).sum(),
        slope: patterns.observed.clone(),
        information: vec![0.0; size * size],
    };
    for design in designs {
        let parts = ratings(patterns, design.class);
        // Where units of mean sums would be: the numbers stay near 1.
        let sum = |part: &Part<'_>| part.others.iter().map(|other| others[*other as usize]).sum::<f64>();
        let place = -parts.iter().map(sum).sum::<f64>() / parts.len().max(1) as f64;
        let mut logarithm = 0.0;
        let mut chances = Vec::with_capacity(parts.len());
        for part in &parts {
            let mut own = vec![0.0; part.end - part.first + 1];
            let found = probabilities(libm::exp(place + sum(part)), &odds[part.first..part.end], &mut own);
            logarithm += libm::log(found.sum) + found.scale;
            chances.push(own);
        }
        let sums = Sums::new(&chances, &design.seen);
        let mut add = |one: usize, other: usize, value: f64| {
            made.information[one.max(other) * size + one.min(other)] += value;
        };
        for (score, units) in &design.seen {
            let chance = libm::log(sums.chance(*score)) + logarithm - *score as f64 * place;
            made.log_likelihood -= units * chance;
            let mut mean: BTreeMap<usize, f64> = BTreeMap::new();
            for (rating, part) in parts.iter().enumerate() {
                for (category, chance) in sums.given(rating, *score).into_iter().enumerate() {
                    for (one, value) in part.parts(category) {
                        *mean.entry(one).or_default() += chance * value;
                        // What one rating has with itself.
                        for (other, second) in part.parts(category).filter(|(other, _)| *other <= one) {
                            add(one, other, units * chance * value * second);
                        }
                    }
                }
            }
            for (one, value) in &mean {
                made.slope[*one] -= units * value;
                mean.range(..=one).for_each(|(other, second)| add(*one, *other, -units * value * second));
            }
        }
        sums.pairs(|one, other, rows| {
            let (one, other) = (&parts[one], &parts[other]);
            for (category, row) in rows.iter().enumerate() {
                for (second, chance) in row.iter().enumerate() {
                    for (place, value) in one.parts(category) {
                        for (beside, more) in other.parts(second) {
                            let twice = if place == beside { 2.0 } else { 1.0 };
                            add(place, beside, twice * chance * value * more);
                        }
                    }
                }
            }
        });
    }
    made
}

/// Searches.
pub(in crate::rasch) fn conditional(patterns: &Patterns, watch: &mut dyn Watch) -> Result<Conditional> {
    let size = patterns.parameters;
    let pins = origin_pins(patterns);
    let designs = designs(patterns);
    let mut others = start(patterns).others;
    let mut here = at(patterns, &designs, &others);
    let mut iterations = 0;
    let mut was_done = false;
    loop {
        ask(watch, u64::from(iterations), None)?;
        let mut cells = here.information.clone();
        for pin in &pins {
            cells[pin * size..][..size].fill(0.0);
            (0..size).for_each(|row| cells[row * size + pin] = 0.0);
        }
        let factor = Factor::of(cells, size);
        let mut step = here.slope.clone();
        factor.solve(&mut step);
        let decrement = 0.5 * dot(&here.slope, &step);
        let furthest = step.iter().fold(0.0, |most: f64, by| most.max(by.abs()));
        let parts = here.slope.iter().zip(&patterns.count).enumerate();
        let parts = parts.filter(|(place, _)| !pins.contains(place));
        let residual = parts.map(|(_, (slope, count))| slope.abs() / count).fold(0.0, f64::max);
        let is_done = residual < RESIDUAL && decrement < DECREMENT && furthest < STILL;
        let is_lost = factor.free() > pins.len()
            || !decrement.is_finite()
            || others.iter().any(|measure| measure.abs() > BEYOND);
        let state = match () {
            () if is_lost => RaschState::Diverged,
            () if is_done && was_done => RaschState::Converged,
            () if iterations == MOST => RaschState::Limit,
            () => {
                (others, here) = climb(here.log_likelihood, furthest, |far| {
                    let next: Vec<f64> = others.iter().zip(&step).map(|(from, by)| from + far * by).collect();
                    let there = at(patterns, &designs, &next);
                    (there.log_likelihood, (next, there))
                });
                was_done = is_done;
                iterations += 1;
                continue;
            }
        };
        let inverse = if state == RaschState::Converged { factor.inverse() } else { Vec::new() };
        let At { log_likelihood, information, .. } = here;
        return Ok(Conditional {
            others,
            information,
            inverse,
            state,
            iterations,
            residual,
            decrement,
            log_likelihood,
        });
    }
}
