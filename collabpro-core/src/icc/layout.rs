//! Ratings of raters on units, in the form that the engine reads.

use crate::rating_table;
use crate::rating_table::Inner;
use crate::scoring::Reason;
use crate::stats::forest::Forest;
use crate::stats::moments::variance;

/// Ratings unit by unit; units and raters without any are not among them.
#[derive(Debug)]
pub(super) struct UnitRatings {
    /// Where each unit's ratings begin, and where the last end.
    pub(super) starts: Vec<usize>,
    /// Who gave each rating.
    pub(super) raters: Vec<u32>,
    pub(super) values: Values,
    /// How many raters.
    pub(super) count: usize,
    /// Whether a rater is the same person in different units.
    pub(super) linked: bool,
    /// Whether nobody gave the categories values, so that these are their positions.
    pub(super) positions: bool,
}

/// What the ratings count.
#[derive(Debug)]
pub(super) enum Values {
    /// Whole numbers of a step, so that sums are exact.
    Whole { steps: Vec<i64>, step: f64 },
    /// Doubles near 1 times a step, a power of two, so that no square is beyond all numbers.
    Real { steps: Vec<f64>, step: f64 },
}

impl Values {
    pub(super) fn real(values: &[f64]) -> Self {
        let largest = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let step = libm::ldexp(1.0, libm::frexp(largest).1.clamp(-1000, 1000));
        Self::Real { steps: values.iter().map(|value| value / step).collect(), step }
    }
}

/// A whole number of steps is at most so large.
const MOST_STEPS: f64 = (1_u64 << 24) as f64;

/// The largest of the steps 1, 1/2, 1/4, … of which all values are whole numbers.
pub(super) fn step(values: &[f64]) -> Option<f64> {
    let mut step = 1.0;
    for _ in 0..=10 {
        if values.iter().all(|value| (value / step).fract() == 0.0 && (value / step).abs() <= MOST_STEPS) {
            return Some(step);
        }
        step *= 0.5;
    }
    None
}

impl UnitRatings {
    /// The ratings of a table.
    pub(super) fn of(inner: &Inner) -> Result<Self, Reason> {
        if !inner.scale.is_ordered() {
            return Err(Reason::NoOrder);
        }
        let mut made = Vec::with_capacity(inner.units + 1);
        let (mut raters, mut places) = (Vec::new(), Vec::new());
        for unit in 0..inner.units {
            made.push(raters.len());
            for at in inner.places(unit) {
                raters.push(inner.rater(unit, at));
                places.push(at);
            }
        }
        made.push(raters.len());
        let values = match &inner.ratings {
            rating_table::RatingCells::Codes(codes) => match step(&inner.scale.values) {
                Some(step) => {
                    let of_code: Vec<_> =
                        inner.scale.values.iter().map(|value| (value / step) as i64).collect();
                    let steps = places.iter().map(|at| of_code[usize::from(codes[*at])]).collect();
                    Values::Whole { steps, step }
                }
                None => Values::real(&places.iter().map(|at| inner.value(*at)).collect::<Vec<_>>()),
            },
            rating_table::RatingCells::Reals(reals) => match step(&[]) {
                Some(step) if places.iter().all(|at| self::step(&[reals[*at]]) == Some(1.0)) => {
                    Values::Whole { steps: places.iter().map(|at| reals[*at] as i64).collect(), step }
                }
                _ => Values::real(&places.iter().map(|at| reals[*at]).collect::<Vec<_>>()),
            },
        };
        let made = Self::new(made, raters, values, inner.raters, true);
        Ok(Self { positions: inner.scale.positions, ..made })
    }

    /// Leaves out units and raters without ratings.
    pub(super) fn new(
        starts: Vec<usize>,
        mut raters: Vec<u32>,
        values: Values,
        count: usize,
        linked: bool,
    ) -> Self {
        let mut starts = starts;
        starts.dedup();
        let mut number = vec![u32::MAX; count];
        raters.iter().for_each(|rater| number[*rater as usize] = 0);
        let mut next = 0;
        for number in number.iter_mut().filter(|number| **number == 0) {
            *number = next;
            next += 1;
        }
        raters.iter_mut().for_each(|rater| *rater = number[*rater as usize]);
        Self { starts, raters, values, count: next as usize, linked, positions: false }
    }

    pub(super) fn units(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many ratings each unit has.
    pub(super) fn sizes(&self) -> impl Iterator<Item = usize> {
        self.starts.windows(2).map(|ends| ends[1] - ends[0])
    }

    /// Whether every rater rated every unit.
    pub(super) fn is_complete(&self) -> bool {
        self.linked && self.raters.len() == self.units() * self.count
    }

    /// Whether all units have the same number of ratings.
    pub(super) fn is_even(&self) -> bool {
        self.sizes().all(|size| size * self.units() == self.raters.len())
    }

    /// The harmonic mean of the raters of a unit, and how much of the variance between raters stays in the differences of
    /// units' means: `1/k - mean over pairs of units of shared / (k k')`.
    pub(super) fn panels(&self) -> (f64, f64) {
        if self.is_complete() {
            return (self.count as f64, 0.0);
        }
        let n = self.units() as f64;
        let inverse: f64 = self.sizes().map(|size| 1.0 / size as f64).sum();
        let (mut sums, mut squares) = (vec![0.0; self.count], vec![0.0; self.count]);
        for ends in self.starts.windows(2) {
            let part = 1.0 / (ends[1] - ends[0]) as f64;
            for &rater in &self.raters[ends[0]..ends[1]] {
                sums[rater as usize] += part;
                squares[rater as usize] += part * part;
            }
        }
        let shared: f64 = sums.iter().zip(&squares).map(|(sum, square)| sum * sum - square).sum();
        (n / inverse, (inverse / n - shared / (n * (n - 1.0))).max(0.0))
    }

    /// In how many parts the raters hold the units together, and whether each rater rated one unit only.
    pub(super) fn parts(&self) -> (u32, bool) {
        let units = self.units();
        let mut forest = Forest::new(units + self.count);
        let mut parts = (units + self.count) as u32;
        let mut rated = vec![0_u32; self.count];
        for (unit, ends) in self.starts.windows(2).enumerate() {
            for &rater in &self.raters[ends[0]..ends[1]] {
                rated[rater as usize] += 1;
                parts -= u32::from(forest.join(unit as u32, units as u32 + rater));
            }
        }
        (parts, rated.iter().all(|count| *count == 1))
    }

    /// The unit of each rating.
    pub(super) fn unit_of(&self) -> Vec<u32> {
        let each = (0..).zip(self.sizes());
        each.flat_map(|(unit, size): (u32, usize)| std::iter::repeat_n(unit, size)).collect()
    }

    /// The ratings in steps.
    pub(super) fn doubles(&self) -> Vec<f64> {
        match &self.values {
            Values::Whole { steps, .. } => steps.iter().map(|steps| *steps as f64).collect(),
            Values::Real { steps, .. } => steps.clone(),
        }
    }

    /// A variance in steps as one of ratings.
    pub(super) fn variance(&self, variance: f64) -> f64 {
        let (Values::Whole { step, .. } | Values::Real { step, .. }) = &self.values;
        (variance * step * step).clamp(f64::MIN, f64::MAX)
    }

    /// The variance between units in which all raters say the same; `None` if some differ.
    pub(super) fn unanimous(&self) -> Option<f64> {
        let ratings = self.doubles();
        let alike =
            |ends: &[usize]| ratings[ends[0]..ends[1]].iter().all(|rating| *rating == ratings[ends[0]]);
        if !self.starts.windows(2).all(alike) {
            return None;
        }
        Some(variance(&self.starts[..self.units()].iter().map(|start| ratings[*start]).collect::<Vec<_>>()))
    }

    /// Whether all ratings are the same.
    pub(super) fn is_constant(&self) -> bool {
        match &self.values {
            Values::Whole { steps, .. } => steps.windows(2).all(|pair| pair[0] == pair[1]),
            Values::Real { steps, .. } => steps.windows(2).all(|pair| pair[0] == pair[1]),
        }
    }
}
