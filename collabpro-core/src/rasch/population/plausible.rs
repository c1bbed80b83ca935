//! Plausible values: places drawn from where each unit can lie (Mislevy 1991, Psychometrika 56:177-196).

use super::hermite::{NODES, hermite};
use super::posterior::{Known, Posterior};
use super::search::Population;
use super::solver::MOST_WHOLE;
use super::unit_estimates::{met, step_odds};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rasch::design::drawn_from::{DrawnFrom, Normal};
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::linear::{Factor, dot};
use crate::stats::random::Random;

/// Classes between two questions to the watcher.
const PART: usize = 1_024;

/// How many are drawn, and by what.
#[derive(Clone, Copy, Debug)]
pub(in crate::rasch) struct Asked {
    pub(in crate::rasch) draws: u32,
    pub(in crate::rasch) seed: u64,
}

/// What was drawn.
#[derive(Debug)]
pub(in crate::rasch) struct Drawn {
    /// For each unit its values; nothing where it is not estimated.
    pub(in crate::rasch) values: Vec<Vec<f64>>,
    /// Whether parameters were drawn with them.
    pub(super) are_parameters_drawn: bool,
}

/// Parameters drawn from a normal distribution around the estimates, with their covariances where they can be had. What the others
/// settle follows them.
fn parameters(found: &Population, follow: impl Fn(&mut [f64]), asked: Asked) -> (Vec<Normal>, bool) {
    let list = found.normal.list();
    let whole = found.known.as_ref().filter(|_| list.len() <= MOST_WHOLE).and_then(|known| known.whole());
    let Some(cells) = whole else { return (vec![found.normal.clone()], false) };
    let factor = Factor::of(cells, list.len());
    let mut random = Random::new(asked.seed, 0);
    let one = |_| {
        let deviates: Vec<f64> = list.iter().map(|_| random.normal()).collect();
        let mut by = factor.times(&deviates);
        follow(&mut by);
        let moved: Vec<f64> = list.iter().zip(by).map(|(at, by)| at + by).collect();
        found.normal.from(&moved)
    };
    ((0..asked.draws).map(one).collect(), true)
}

/// Draws them. What units are moved by when the means of the others become 0 is `origin`.
pub(in crate::rasch) fn plausible(
    patterns: &Patterns,
    (from, held): (&DrawnFrom, &Held),
    found: &Population,
    origin: &[f64],
    asked: Asked,
    watch: &mut dyn Watch,
) -> Result<Drawn> {
    let follow = |by: &mut [f64]| {
        held.put_back(by);
        if from.mean.is_some() {
            by[patterns.parameters] = -dot(origin, &by[..patterns.parameters]);
        }
    };
    let (normals, are_parameters_drawn) = parameters(found, follow, asked);
    let steps: Vec<Vec<Vec<f64>>> =
        normals.iter().map(|normal| step_odds(patterns, &normal.others)).collect();
    let shifts: Vec<f64> = normals.iter().map(|normal| dot(origin, &normal.others)).collect();
    let quadrature = hermite(NODES);
    let mut units: Vec<Vec<usize>> = vec![Vec::new(); patterns.classes()];
    for (unit, class) in patterns.class_of.iter().enumerate() {
        units.get_mut(*class as usize).into_iter().for_each(|units| units.push(unit));
    }
    let mut values = vec![Vec::new(); patterns.class_of.len()];
    for (class, units) in units.iter().enumerate() {
        if class % PART == 0 {
            ask(watch, class as u64, Some(patterns.classes() as u64))?;
        }
        let mut randoms: Vec<Random> =
            units.iter().map(|unit| Random::new(asked.seed, 1 + *unit as u64)).collect();
        let draws = asked.draws as usize / normals.len();
        for ((normal, steps), shift) in normals.iter().zip(&steps).zip(&shifts) {
            let met = met(patterns, &normal.others, class);
            let [mean, log_deviation] = normal.of(from, patterns.kind[class] as usize);
            let prior = [mean, libm::exp(log_deviation)];
            let known = Known { met: &met, score: patterns.score[class], prior, steps };
            let Some(posterior) = Posterior::of(known, &quadrature) else { continue };
            for (unit, random) in units.iter().zip(&mut randoms) {
                values[*unit].extend((0..draws).map(|_| posterior.draw(random) + shift));
            }
        }
    }
    Ok(Drawn { values, are_parameters_drawn })
}
