//! Observations gathered into cells, and what the factors can tell apart.

use super::super::sparse::SparsityPattern;
use super::solve;
use crate::stats::moments;

/// A pivot of the factors' correlations so small is none.
const SAME: f64 = 1e-9;

/// Observations by distinct combination of levels, centred and scaled.
#[derive(Debug)]
pub(super) struct Cells {
    /// Factors that are told apart, in their order, as they were given.
    pub(super) kept: Vec<usize>,
    pub(super) unidentified: Vec<usize>,
    /// Levels of the kept factors, cell by cell, numbered through all factors.
    pub(super) levels: Vec<u32>,
    /// Levels of each kept factor, as a number of them.
    pub(super) level_counts: Vec<f64>,
    /// Where the levels of each kept factor begin.
    starts: Vec<u32>,
    /// Observations and mean of each cell.
    pub(super) weights: Vec<f64>,
    pub(super) means: Vec<f64>,
    /// Sum of squares within cells.
    pub(super) within: f64,
    /// Sum of squares round the mean.
    pub(super) total: f64,
    /// Observations.
    pub(super) count: f64,
    /// What was subtracted, and by what the rest was divided.
    pub(super) mean: f64,
    pub(super) unit: f64,
    gram: Vec<Vec<f64>>,
}

impl Cells {
    pub(super) fn new(y: &[f64], factors: &[&[u32]]) -> Self {
        let count = y.len() as f64;
        let mean = if y.is_empty() { 0.0 } else { moments::mean(y) };
        let mean = mean + y.iter().map(|value| value - mean).sum::<f64>() / count.max(1.0);
        let spread = moments::squares(y, mean);
        let largest = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let unit = (spread / (count - 1.0).max(1.0)).sqrt();
        // Rounding alone is no variance.
        let unit = if unit > 1e-14 * largest { unit } else { 0.0 };
        let coded: Vec<(Vec<u32>, usize)> = factors.iter().map(|levels| recoded(levels)).collect();
        let order = ordered(y.len(), &coded);
        let mut cells = Self {
            kept: (0..factors.len()).collect(),
            unidentified: Vec::new(),
            levels: Vec::new(),
            level_counts: coded.iter().map(|(_, count)| *count as f64).collect(),
            starts: Vec::new(),
            weights: Vec::new(),
            means: Vec::new(),
            within: 0.0,
            total: 0.0,
            count,
            mean,
            unit: if unit > 0.0 { unit } else { 1.0 },
            gram: Vec::new(),
        };
        if unit <= 0.0 {
            return cells;
        }
        let same = |one: u32, other: u32| {
            coded.iter().all(|(levels, _)| levels[one as usize] == levels[other as usize])
        };
        for group in order.chunk_by(|&one, &other| same(one, other)) {
            // In order of size, so that the order of the observations does not matter.
            let mut values: Vec<_> = group.iter().map(|&at| (y[at as usize] - mean) / unit).collect();
            values.sort_unstable_by(f64::total_cmp);
            let size = values.len() as f64;
            let centre = values.iter().sum::<f64>() / size;
            cells.within += values.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>();
            cells.weights.push(size);
            cells.means.push(centre);
            cells.levels.extend(coded.iter().map(|(levels, _)| levels[group[0] as usize]));
        }
        let squares = cells.weights.iter().zip(&cells.means).map(|(weight, mean)| weight * mean * mean);
        cells.total = squares.sum::<f64>() + cells.within;
        cells.tell_apart(factors.len());
        cells
    }

    pub(super) fn width(&self) -> usize {
        self.kept.len()
    }

    /// Observations in a level of a factor, on average.
    pub(super) fn per_level(&self, factor: usize) -> f64 {
        self.count / self.level_counts[factor]
    }

    /// The levels of a kept factor, in the order of its codes.
    pub(super) fn codes(&self, factor: usize) -> std::ops::Range<usize> {
        let start = self.starts[factor] as usize;
        start..start + self.level_counts[factor] as usize
    }

    /// The pattern of the equations.
    pub(super) fn pattern(&self) -> Option<SparsityPattern> {
        let sizes: Vec<_> = self.level_counts.iter().map(|&count| count as u32).collect();
        let largest = (0..sizes.len()).rev().max_by_key(|&at| sizes[at]);
        let first = largest.map_or(0..0, |at| self.starts[at]..self.starts[at] + sizes[at]);
        let all: u32 = sizes.iter().sum();
        SparsityPattern::new(&self.levels, self.width().max(1), all as usize, first)
    }

    /// MINQUE(0), with at least a little of everything, as ratios to the residual.
    pub(super) fn start(&self) -> Vec<f64> {
        let width = self.width();
        let least = 0.02;
        let mut quadratic = vec![0.0; width];
        for (factor, value) in quadratic.iter_mut().enumerate() {
            let mut sums = vec![0.0; self.level_counts[factor] as usize];
            for ((cell, weight), mean) in self.levels.chunks_exact(width).zip(&self.weights).zip(&self.means)
            {
                sums[(cell[factor] - self.starts[factor]) as usize] += weight * mean;
            }
            *value = sums.iter().map(|sum| sum * sum).sum();
        }
        quadratic.insert(0, self.total);
        let found = solve(&self.gram, &quadratic).unwrap_or_else(|| vec![1.0; width + 1]);
        let residual = found[0].max(least);
        found[1..].iter().map(|component| component.max(least) / residual).collect()
    }

    /// Leaves out the factors whose part in the variance, with the mean taken out, is a combination of the parts before.
    fn tell_apart(&mut self, width: usize) {
        let sums = self.level_sums(width);
        let gram = self.gram(width, &sums);
        let mut factor: Vec<Vec<f64>> = Vec::new();
        let mut kept: Vec<usize> = Vec::new();
        for row in 0..=width {
            let scale = gram[row][row];
            let mut line = Vec::new();
            for (at, &column) in kept.iter().enumerate() {
                let earlier: &Vec<f64> = &factor[at];
                let other: f64 = gram[column][column];
                let sum: f64 = line.iter().zip(earlier).map(|(a, b): (&f64, &f64)| a * b).sum();
                line.push((gram[row][column] / (scale * other).sqrt() - sum) / earlier[at]);
            }
            let pivot = 1.0 - line.iter().map(|value| value * value).sum::<f64>();
            if scale > SAME * self.count && pivot > SAME {
                line.push(pivot.sqrt());
                factor.push(line);
                kept.push(row);
            }
        }
        self.gram = kept.iter().map(|&row| kept.iter().map(|&column| gram[row][column]).collect()).collect();
        self.kept = kept.iter().filter(|&&row| row > 0).map(|row| row - 1).collect();
        self.unidentified = (0..width).filter(|factor| !self.kept.contains(factor)).collect();
        let counts = std::mem::take(&mut self.level_counts);
        self.level_counts = self.kept.iter().map(|&factor| counts[factor]).collect();
        let mut start = 0;
        for count in &self.level_counts {
            self.starts.push(start);
            start += *count as u32;
        }
        let mut levels = Vec::with_capacity(self.weights.len() * self.kept.len());
        if width > 0 {
            for cell in self.levels.chunks_exact(width) {
                levels
                    .extend(self.kept.iter().zip(&self.starts).map(|(&factor, start)| cell[factor] + start));
            }
        }
        self.levels = levels;
    }

    /// Observations in each level of each factor.
    fn level_sums(&self, width: usize) -> Vec<Vec<f64>> {
        let mut sums: Vec<Vec<f64>> =
            self.level_counts.iter().map(|&count| vec![0.0; count as usize]).collect();
        if width > 0 {
            for (cell, weight) in self.levels.chunks_exact(width).zip(&self.weights) {
                sums.iter_mut().zip(cell).for_each(|(sums, &level)| sums[level as usize] += weight);
            }
        }
        sums
    }

    /// `tr (K V_i K V_j)` for the residual and the factors, where K takes out the mean.
    fn gram(&self, width: usize, sums: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let n = self.count;
        let mut gram = vec![vec![0.0; width + 1]; width + 1];
        gram[0][0] = n - 1.0;
        let squares: Vec<_> = sums.iter().map(|sums| sums.iter().map(|sum| sum * sum).sum::<f64>()).collect();
        for one in 0..width {
            let value = n - squares[one] / n;
            (gram[one + 1][0], gram[0][one + 1]) = (value, value);
            // Cells by the levels of this factor.
            let mut order: Vec<u32> = (0..self.weights.len() as u32).collect();
            order.sort_by_key(|&cell| self.levels[cell as usize * width + one]);
            for other in 0..=one {
                let mut counts = vec![0.0; sums[other].len()];
                let (mut joint, mut product) = (0.0, 0.0);
                let level = |cell: u32, factor: usize| self.levels[cell as usize * width + factor] as usize;
                for group in order.chunk_by(|&a, &b| level(a, one) == level(b, one)) {
                    for &cell in group {
                        let weight = self.weights[cell as usize];
                        counts[level(cell, other)] += weight;
                        product += weight * sums[one][level(cell, one)] * sums[other][level(cell, other)];
                    }
                    for &cell in group {
                        let count = std::mem::take(&mut counts[level(cell, other)]);
                        joint += count * count;
                    }
                }
                let value = joint - 2.0 * product / n + squares[one] / n * (squares[other] / n);
                (gram[one + 1][other + 1], gram[other + 1][one + 1]) = (value, value);
            }
        }
        gram
    }
}

/// Levels as whole numbers from 0 without gaps, in their order, and how many there are.
fn recoded(levels: &[u32]) -> (Vec<u32>, usize) {
    let most = levels.iter().max().map_or(0, |&most| most as usize + 1);
    if most > 4 * levels.len() + 64 {
        let mut known = levels.to_vec();
        known.sort_unstable();
        known.dedup();
        let code = |level: &u32| known.partition_point(|other| other < level) as u32;
        return (levels.iter().map(code).collect(), known.len());
    }
    let mut codes = vec![0_u32; most];
    levels.iter().for_each(|&level| codes[level as usize] = 1);
    let mut count = 0;
    for code in &mut codes {
        count += std::mem::replace(code, count);
    }
    (levels.iter().map(|&level| codes[level as usize]).collect(), count as usize)
}

/// The observations by their levels: one pass for each factor, from the last to the first.
fn ordered(count: usize, factors: &[(Vec<u32>, usize)]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut next = order.clone();
    for (levels, size) in factors.iter().rev() {
        let mut starts = vec![0_u32; size + 1];
        levels.iter().for_each(|&level| starts[level as usize + 1] += 1);
        for at in 1..=*size {
            starts[at] += starts[at - 1];
        }
        for &observation in &order {
            let start = &mut starts[levels[observation as usize] as usize];
            next[*start as usize] = observation;
            *start += 1;
        }
        std::mem::swap(&mut order, &mut next);
    }
    order
}
