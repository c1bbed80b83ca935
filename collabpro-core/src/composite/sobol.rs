//! Which factor moves the result: Sobol indices of groups of inputs.

use crate::stats::random::Random;

/// Results of a model for samples A and B, and for A with one factor after the other taken from B.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    pub(super) a: Vec<f64>,
    pub(super) b: Vec<f64>,
    pub(super) mixed: Vec<Vec<f64>>,
}

/// First-order and total index of a factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) first: f64,
    pub(super) total: f64,
}

/// A variance this small beside the square of the mean is rounding.
const ROUNDING: f64 = 1e-20;

impl Runs {
    /// The indices of each factor over these rows, by Saltelli et al. 2010 (table 2: row b for the first order, row f,
    /// Jansen 1999, for the total). The mean is taken off first, which leaves the estimate and takes off its noise.
    /// Nothing where the results do not vary.
    fn over(&self, rows: impl Iterator<Item = usize> + Clone) -> Option<Vec<Pair>> {
        let (mut n, mut sum) = (0.0, 0.0);
        for row in rows.clone() {
            sum += self.a[row] + self.b[row];
            n += 1.0;
        }
        let mean = sum / (2.0 * n);
        let mut variance = 0.0;
        for row in rows.clone() {
            for value in [self.a[row], self.b[row]] {
                variance += (value - mean) * (value - mean);
            }
        }
        variance /= 2.0 * n;
        if variance.is_nan() || variance <= ROUNDING * mean * mean {
            return None;
        }
        let mut pairs = Vec::with_capacity(self.mixed.len());
        for mixed in &self.mixed {
            let (mut first, mut total) = (0.0, 0.0);
            for row in rows.clone() {
                let step = mixed[row] - self.a[row];
                first += (self.b[row] - mean) * step;
                total += step * step;
            }
            pairs.push(Pair { first: first / n / variance, total: total / (2.0 * n) / variance });
        }
        Some(pairs)
    }

    /// The indices of each factor.
    pub(super) fn indices(&self) -> Option<Vec<Pair>> {
        self.over(0..self.a.len())
    }

    /// The indices over rows drawn with replacement, so many times.
    pub(super) fn bootstrap(&self, seed: u64, stream: u64, times: u64) -> Vec<Vec<Pair>> {
        let rows = u32::try_from(self.a.len()).unwrap_or(u32::MAX);
        let mut found = Vec::new();
        for time in 0..times {
            let mut random = Random::new(seed, stream + time);
            let drawn: Vec<usize> = (0..rows).map(|_| random.below(rows) as usize).collect();
            found.extend(self.over(drawn.iter().copied()));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    /// Runs of a function of independent uniform inputs.
    fn runs(inputs: usize, rows: u64, model: impl Fn(&[f64]) -> f64) -> Runs {
        let mut runs = Runs { mixed: vec![Vec::new(); inputs], ..Runs::default() };
        for row in 0..rows {
            let mut random = Random::new(5, row);
            let [a, b] = [0, 1].map(|_| (0..inputs).map(|_| random.unit()).collect::<Vec<f64>>());
            runs.a.push(model(&a));
            runs.b.push(model(&b));
            for (at, mixed) in runs.mixed.iter_mut().enumerate() {
                let mut input = a.clone();
                input[at] = b[at];
                mixed.push(model(&input));
            }
        }
        runs
    }

    /// Found within four standard errors of the bootstrap, which are small enough to say something.
    fn agree(runs: &Runs, want: &[(f64, f64)], largest_error: f64) {
        let found = runs.indices().unwrap();
        let drawn = runs.bootstrap(1, 1 << 40, 100);
        for (at, (found, want)) in found.iter().zip(want).enumerate() {
            for (found, want, of) in [
                (found.first, want.0, (|pair: &Pair| pair.first) as fn(&Pair) -> f64),
                (found.total, want.1, |pair: &Pair| pair.total),
            ] {
                let values: Vec<f64> = drawn.iter().map(|pairs| of(&pairs[at])).collect();
                let mean = values.iter().sum::<f64>() / 100.0;
                let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
                let error = (squares / 99.0).sqrt();
                assert!(error < largest_error, "{at}: {error}");
                assert!((found - want).abs() <= 4.0 * error + 1e-12, "{at}: {found} {want} {error}");
            }
        }
    }

    /// Ishigami & Homma 1990: sin x1 + a sin² x2 + b x3⁴ sin x1 on (-π, π) with a = 7 and b = 0.1. Its variances are
    /// V1 = (1 + b π⁴/5)² / 2, V2 = a²/8, V13 = b² π⁸ (1/18 - 1/50), the others 0.
    #[test]
    fn ishigami() {
        let (a, b) = (7.0, 0.1);
        let model = |x: &[f64]| {
            let [x, y, z] = [0, 1, 2].map(|at: usize| PI * (2.0 * x[at] - 1.0));
            libm::sin(x) + a * libm::sin(y) * libm::sin(y) + b * z * z * z * z * libm::sin(x)
        };
        let pi4 = PI * PI * PI * PI;
        let (half, v2) = (1.0 + b * pi4 / 5.0, a * a / 8.0);
        let (v1, v13) = (half * half / 2.0, b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0));
        let all = v1 + v2 + v13;
        // The published values: S1 .3139, S2 .4424, ST1 .5576, ST3 .2437.
        assert!((v1 / all - 0.3139).abs() < 1e-4 && (v13 / all - 0.2437).abs() < 1e-4);
        let want = [(v1 / all, (v1 + v13) / all), (v2 / all, v2 / all), (0.0, v13 / all)];
        agree(&runs(3, 20_000, model), &want, 0.02);
    }

    /// Saltelli & Sobol 1995: Π (|4 x - 2| + a) / (1 + a), with V_i = 1 / (3 (1 + a_i)²).
    #[test]
    fn g_function() {
        let a = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];
        let model = |x: &[f64]| {
            x.iter().zip(a).fold(1.0, |product, (x, a)| product * ((4.0 * x - 2.0).abs() + a) / (1.0 + a))
        };
        let own = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
        let all = own.iter().fold(1.0, |product, v| product * (1.0 + v)) - 1.0;
        let want = own.map(|v| (v / all, v * (all + 1.0) / (1.0 + v) / all));
        agree(&runs(6, 20_000, model), &want, 0.03);
    }

    #[test]
    fn what_does_not_vary_has_no_indices() {
        let same = runs(2, 50, |_| 3.0);
        assert_eq!((same.indices(), same.bootstrap(1, 0, 3)), (None, Vec::new()));
    }
}
