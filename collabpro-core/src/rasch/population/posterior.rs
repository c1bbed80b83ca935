//! Where one unit can lie, all else known: its ratings and the normal distribution it is drawn from, put together.

use crate::rasch::likelihood::alone::Met;
use crate::rasch::likelihood::model::probabilities;
use crate::stats::random::Random;

/// Steps of the search for the mode; it needs a handful.
const MOST: u32 = 100;

/// A step that is none.
const DONE: f64 = 1e-12;

/// Tries of a draw, of which every fourth is taken.
const TRIES: u32 = 1_000;

/// What is known of a unit.
#[derive(Clone, Copy, Debug)]
pub(in crate::rasch) struct Known<'a> {
    pub(in crate::rasch) met: &'a [Met],
    /// The sum of its ratings, in the categories that are estimated.
    pub(in crate::rasch) score: f64,
    /// The mean and the standard deviation of its population.
    pub(in crate::rasch) prior: [f64; 2],
    /// The exponentials of the steps of each set of thresholds.
    pub(in crate::rasch) steps: &'a [Vec<f64>],
}

/// Where it can lie.
#[derive(Debug)]
pub(in crate::rasch) struct Posterior<'a> {
    known: Known<'a>,
    /// For each rating the exponential of what the others add up to.
    odds: Vec<f64>,
    mode: f64,
    /// The logarithm of what is integrated, at the mode, and the density there.
    height: f64,
    peak: f64,
    /// Places, each with its share.
    pub(in crate::rasch) nodes: Vec<[f64; 2]>,
    pub(in crate::rasch) mean: f64,
    pub(in crate::rasch) deviation: f64,
}

impl<'a> Posterior<'a> {
    /// By quadrature around its mode, as wide as its curvature says; nothing where numbers are not finite.
    pub(in crate::rasch) fn of(known: Known<'a>, quadrature: &[[f64; 2]]) -> Option<Self> {
        let odds = known.met.iter().map(|met| libm::exp(met.others)).collect();
        let [mean, deviation] = known.prior;
        let mut made =
            Self { known, odds, mode: mean, height: 0.0, peak: 0.0, nodes: Vec::new(), mean, deviation };
        let mut p = vec![0.0; known.steps.iter().map(Vec::len).max().unwrap_or(0) + 1];
        let mut curve = 1.0;
        for _ in 0..MOST {
            let [_, slope, own] = made.at(made.mode, &mut p);
            let step = (slope / own).clamp(-1.0, 1.0);
            (made.mode, curve) = (made.mode + step, own);
            if step.abs() < DONE {
                break;
            }
        }
        made.height = made.at(made.mode, &mut p)[0];
        let spread = (2.0 / curve).sqrt();
        let node = |[x, weight]: &[f64; 2]| {
            let at = made.mode + spread * x;
            [at, libm::exp(made.at(at, &mut p)[0] - made.height + weight)]
        };
        let mut nodes: Vec<[f64; 2]> = quadrature.iter().map(node).collect();
        let sum: f64 = nodes.iter().map(|[_, share]| share).sum();
        nodes.iter_mut().for_each(|[_, share]| *share /= sum);
        made.peak = 1.0 / (sum * spread);
        made.mean = nodes.iter().map(|[at, share]| share * at).sum();
        let square = |[at, share]: &[f64; 2]| share * (at - made.mean) * (at - made.mean);
        made.deviation = nodes.iter().map(square).sum::<f64>().sqrt();
        made.nodes = nodes;
        (made.mean.is_finite() && made.deviation.is_finite() && made.peak.is_finite()).then_some(made)
    }

    /// The logarithm of what is integrated, its slope and its curvature, turned positive.
    fn at(&self, at: f64, p: &mut [f64]) -> [f64; 3] {
        let Known { met, score, prior: [mean, deviation], steps } = self.known;
        let unit = libm::exp(at);
        let inverse = 1.0 / (deviation * deviation);
        let distance = at - mean;
        let mut found =
            [score * at - 0.5 * distance * distance * inverse, score - distance * inverse, inverse];
        for (met, odds) in met.iter().zip(&self.odds) {
            let moments = probabilities(unit * odds, &steps[met.group], p);
            found[0] -= met.weight * (libm::log(moments.sum) + moments.scale);
            found[1] -= met.weight * moments.mean;
            found[2] += met.weight * moments.variance;
        }
        found
    }

    /// A place drawn from where it can lie. The density is log-concave, so that it lies below one that is flat around the mode and falls
    /// off as an exponential (Devroye 1984, Computing 33:247-257); what is drawn from that is taken as often as it should be.
    pub(in crate::rasch) fn draw(&self, random: &mut Random) -> f64 {
        let mut p = vec![0.0; self.known.steps.iter().map(Vec::len).max().unwrap_or(0) + 1];
        for _ in 0..TRIES {
            let side = random.unit();
            let far = random.unit();
            // Half of the area is flat.
            let (y, above) = match side {
                side if side < 0.5 => (2.0 * far - 1.0, 0.0),
                side => {
                    let beyond = -libm::log(1.0 - far);
                    (if side < 0.75 { 1.0 + beyond } else { -1.0 - beyond }, -beyond)
                }
            };
            let at = self.mode + y / self.peak;
            let height = self.at(at, &mut p)[0] - self.height;
            if libm::log(1.0 - random.unit()) + above <= height {
                return at;
            }
        }
        self.mode
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rasch::population::hermite::{NODES, hermite};

    /// A unit with these ratings of four categories, the others at 0.
    fn known<'a>(met: &'a [Met], score: f64, steps: &'a [Vec<f64>]) -> Known<'a> {
        Known { met, score, prior: [0.3, 1.2], steps }
    }

    fn met() -> Vec<Met> {
        (0..5).map(|at| Met { others: 0.4 * f64::from(at) - 0.8, group: 0, weight: 1.0 }).collect()
    }

    #[test]
    fn moments_are_those_of_a_fine_grid() {
        let (met, steps) = (met(), vec![vec![libm::exp(1.0), 1.0, libm::exp(-1.0)]]);
        let own = Posterior::of(known(&met, 12.0, &steps), &hermite(NODES)).unwrap();
        let mut p = vec![0.0; 4];
        let (mut sums, width) = ([0.0; 3], 0.001);
        for at in -15_000..15_000 {
            let at = f64::from(at) * width;
            let density = libm::exp(own.at(at, &mut p)[0] - own.height);
            sums = [sums[0] + density, sums[1] + density * at, sums[2] + density * at * at];
        }
        let mean = sums[1] / sums[0];
        assert!((own.mean - mean).abs() < 1e-8, "{} {mean}", own.mean);
        assert!((own.deviation - (sums[2] / sums[0] - mean * mean).sqrt()).abs() < 1e-8);
        assert!((own.peak * sums[0] * width - 1.0).abs() < 1e-8);
    }

    #[test]
    fn draws_have_its_moments() {
        let (met, steps) = (met(), vec![vec![libm::exp(1.0), 1.0, libm::exp(-1.0)]]);
        // Nobody gave less: it is skewed.
        let own = Posterior::of(known(&met, 15.0, &steps), &hermite(NODES)).unwrap();
        let mut random = Random::new(1, 0);
        let n = 100_000;
        let draws: Vec<f64> = (0..n).map(|_| own.draw(&mut random)).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let square: f64 = draws.iter().map(|at| (at - mean) * (at - mean)).sum::<f64>() / f64::from(n);
        let error = own.deviation / f64::from(n).sqrt();
        assert!((mean - own.mean).abs() < 4.0 * error, "{mean} {}", own.mean);
        assert!((square / (own.deviation * own.deviation) - 1.0).abs() < 0.03, "{square}");
    }
}
