//! How far the elements of a facet lie apart.

use crate::rasch::results::{RaschSpread, RaschTest};
use crate::stats::chi_square::chi_square_survival;
use crate::stats::moments;

/// Measures with their standard errors, at least two.
pub(in crate::rasch) struct Spread<'a> {
    measures: &'a [f64],
    errors: &'a [f64],
    mean: f64,
    /// The mean squared standard error.
    pub(in crate::rasch) error: f64,
}

impl<'a> Spread<'a> {
    pub(in crate::rasch) fn of(measures: &'a [f64], errors: &'a [f64]) -> Self {
        let error = errors.iter().map(|error| error * error).sum::<f64>() / errors.len() as f64;
        Self { measures, errors, mean: moments::mean(measures), error }
    }

    fn variance(&self, degrees: usize) -> f64 {
        moments::squares(self.measures, self.mean) / degrees as f64
    }

    fn spread(&self, variance: f64) -> RaschSpread {
        let separation = ((variance - self.error).max(0.0) / self.error).sqrt();
        let reliability = if variance > 0.0 { (1.0 - self.error / variance).max(0.0) } else { 0.0 };
        RaschSpread {
            deviation: variance.sqrt(),
            separation,
            strata: (4.0 * separation + 1.0) / 3.0,
            reliability,
        }
    }

    pub(in crate::rasch) fn population(&self) -> RaschSpread {
        self.spread(self.variance(self.measures.len()))
    }

    pub(in crate::rasch) fn sample(&self) -> RaschSpread {
        self.spread(self.variance(self.measures.len() - 1))
    }

    /// The test with this variance beside that of each error.
    fn test(&self, variance: f64, lost: usize) -> Option<RaschTest> {
        let (mut weights, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for (measure, error) in self.measures.iter().zip(self.errors) {
            let weight = 1.0 / (variance + error * error);
            // From the mean, so that no digits are lost where all lie far from 0.
            let distance = measure - self.mean;
            weights += weight;
            sum += weight * distance;
            squares += weight * distance * distance;
        }
        let df = self.measures.len().checked_sub(lost).filter(|df| *df > 0)?;
        let chi_square = (squares - sum * sum / weights).max(0.0);
        let p_value = chi_square_survival(chi_square, df as f64)?;
        Some(RaschTest { chi_square, df: df as u32, p_value })
    }

    pub(in crate::rasch) fn fixed(&self) -> Option<RaschTest> {
        self.test(0.0, 1)
    }

    pub(in crate::rasch) fn random(&self) -> Option<RaschTest> {
        let variance = self.variance(self.measures.len() - 1) - self.error;
        self.test(variance.max(0.0), 2)
    }
}
