//! Dense symmetric systems that may lack some ranks: measures whose origin is free.

/// A pivot that is so small a part of what stood on the diagonal is none: its variable keeps the origin.
pub(super) const NO_PIVOT: f64 = 1e-9;

/// The sum of products, in a fixed order of eight lanes.
#[inline]
pub(in crate::rasch) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (left, right) = (a.chunks_exact(8), b.chunks_exact(8));
    let (rest_a, rest_b) = (left.remainder(), right.remainder());
    for (a, b) in left.zip(right) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    let rest: f64 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f64>() + rest
}

/// Rows that are worked on together, so that what all of them need is fetched once. Even, as rows go in pairs.
const BLOCK: usize = 24;

/// The sums of products of two rows with two others, each in a fixed order of four lanes: so every number that is fetched is used twice.
fn dots([a, b]: [&[f64]; 2], [c, d]: [&[f64]; 2]) -> [[f64; 2]; 2] {
    let mut lanes = [[[0.0; 4]; 2]; 2];
    let (first, second) =
        (a.chunks_exact(4).zip(b.chunks_exact(4)), c.chunks_exact(4).zip(d.chunks_exact(4)));
    for ((a, b), (c, d)) in first.zip(second) {
        for lane in 0..4 {
            lanes[0][0][lane] += a[lane] * c[lane];
            lanes[0][1][lane] += a[lane] * d[lane];
            lanes[1][0][lane] += b[lane] * c[lane];
            lanes[1][1][lane] += b[lane] * d[lane];
        }
    }
    let from = a.len() - a.len() % 4;
    let rest = |x: &[f64], y: &[f64]| x[from..].iter().zip(&y[from..]).map(|(x, y)| x * y).sum::<f64>();
    let sum = |lanes: [f64; 4], rest: f64| lanes.iter().sum::<f64>() + rest;
    [
        [sum(lanes[0][0], rest(a, c)), sum(lanes[0][1], rest(a, d))],
        [sum(lanes[1][0], rest(b, c)), sum(lanes[1][1], rest(b, d))],
    ]
}

/// What is left over a pivot; nothing where its variable keeps the origin.
fn over(left: f64, pivot: f64) -> f64 {
    if pivot == 0.0 { 0.0 } else { left / pivot }
}

/// Two numbers of a row of the factor, of these columns, from what two rows before it have together with it.
fn reduce(own: &mut [f64], column: usize, [first, second]: [f64; 2], [one, other]: [&[f64]; 2]) {
    own[column] = over(own[column] - first, one[column]);
    own[column + 1] = over(own[column + 1] - (second + own[column] * other[column]), other[column + 1]);
}

/// The Cholesky factor of a matrix by rows, of which the lower triangle counts.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Factor {
    size: usize,
    /// Rows of the lower triangle in whole squares; a pivot of 0 marks a variable that is left at 0.
    cells: Vec<f64>,
}

impl Factor {
    pub(in crate::rasch) fn of(mut cells: Vec<f64>, size: usize) -> Self {
        for from in (0..size).step_by(BLOCK) {
            let end = size.min(from + BLOCK);
            let (before, block) = cells.split_at_mut(from * size);
            for column in (0..from).step_by(2) {
                let others = [&before[column * size..][..column], &before[(column + 1) * size..][..column]];
                let pivots =
                    [&before[column * size..][..=column], &before[(column + 1) * size..][..column + 2]];
                for pair in block[..(end - from) * size].chunks_mut(2 * size) {
                    let (own, next) = pair.split_at_mut(size);
                    let last = if next.is_empty() { &*own } else { &*next };
                    let [first, second] = dots([&own[..column], &last[..column]], others);
                    reduce(own, column, first, pivots);
                    if !next.is_empty() {
                        reduce(next, column, second, pivots);
                    }
                }
            }
            for row in from..end {
                let (done, own) = block.split_at_mut((row - from) * size);
                let own = &mut own[..=row];
                let diagonal = own[row];
                for column in from..row {
                    let other = &done[(column - from) * size..][..=column];
                    own[column] = over(own[column] - dot(&own[..column], &other[..column]), other[column]);
                }
                let pivot = diagonal - dot(&own[..row], &own[..row]);
                own[row] = if pivot > NO_PIVOT * diagonal { pivot.sqrt() } else { 0.0 };
                // What keeps the origin takes no part in what follows.
                if own[row] == 0.0 {
                    own.fill(0.0);
                }
            }
        }
        Self { size, cells }
    }

    /// How many variables keep the origin.
    pub(in crate::rasch) fn free(&self) -> usize {
        (0..self.size).filter(|row| self.cells[row * self.size + row] == 0.0).count()
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.size..][..=row]
    }

    /// The factor times a vector: of independent deviates it makes such as have the matrix as their covariances.
    pub(in crate::rasch) fn times(&self, x: &[f64]) -> Vec<f64> {
        (0..self.size).map(|row| dot(self.row(row), &x[..=row])).collect()
    }

    /// Solves in place.
    pub(in crate::rasch) fn solve(&self, x: &mut [f64]) {
        for row in 0..self.size {
            let own = self.row(row);
            x[row] = if own[row] == 0.0 { 0.0 } else { (x[row] - dot(&own[..row], &x[..row])) / own[row] };
        }
        for row in (0..self.size).rev() {
            let own = self.row(row);
            if own[row] == 0.0 {
                continue;
            }
            let value = x[row] / own[row];
            x[row] = value;
            x[..row].iter_mut().zip(own).for_each(|(x, l)| *x -= value * l);
        }
    }

    /// The whole inverse by rows, nothing where a variable keeps the origin.
    pub(in crate::rasch) fn inverse(self) -> Vec<f64> {
        let size = self.size;
        // Column by column of the inverse factor, kept as rows.
        let mut columns = vec![0.0; size * size];
        for (block, columns) in columns.chunks_mut((BLOCK * size).max(1)).enumerate() {
            let first = block * BLOCK;
            for row in (first..size).step_by(2) {
                let next = (row + 1).min(size - 1);
                let [one, other] = [row, next].map(|row| &self.cells[row * size..][..=row]);
                let both = [&one[first..row], &other[first..row]];
                for (pair, column) in columns.chunks_mut(2 * size).zip((first..).step_by(2)) {
                    let (own, beside) = pair.split_at_mut(size);
                    let last = if beside.is_empty() { &*own } else { &*beside };
                    let [of_row, of_next] = dots(both, [&own[first..row], &last[first..row]]);
                    let put = |inverse: &mut [f64], column: usize, [seen, below]: [f64; 2]| {
                        let unit = |at: usize| f64::from(u8::from(at == column));
                        inverse[row] = over(unit(row) - seen, one[row]);
                        if next > row {
                            inverse[next] =
                                over(unit(next) - (below + other[row] * inverse[row]), other[next]);
                        }
                    };
                    put(own, column, [of_row[0], of_next[0]]);
                    if !beside.is_empty() {
                        put(beside, column + 1, [of_row[1], of_next[1]]);
                    }
                }
            }
        }
        let mut inverse = self.cells;
        for from in (0..size).step_by(BLOCK) {
            let end = size.min(from + BLOCK);
            for column in (0..end).step_by(2) {
                let beside = (column + 1).min(size - 1);
                for row in (column.max(from)..end).step_by(2) {
                    let next = (row + 1).min(size - 1);
                    let of = |at: usize| &columns[at * size..][row..size];
                    let found = dots([of(row), of(next)], [of(column), of(beside)]);
                    for (row, found) in [row, next].into_iter().zip(found) {
                        for (column, value) in [column, beside].into_iter().zip(found) {
                            (inverse[row * size + column], inverse[column * size + row]) = (value, value);
                        }
                    }
                }
            }
        }
        inverse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_is_one_at_even_and_odd_sizes() {
        for size in [1, 2, 5, 24, 25, 49, 60] {
            // Smooth, and far from singular.
            let own = |row: usize, column: usize| {
                let far = row.abs_diff(column) as f64;
                1.0 / (1.0 + far) + if far == 0.0 { 1.0 + row as f64 / 7.0 } else { 0.0 }
            };
            let cells: Vec<f64> = (0..size * size).map(|at| own(at / size, at % size)).collect();
            let factor = Factor::of(cells.clone(), size);
            let inverse = factor.clone().inverse();
            for row in 0..size {
                let mut unit = vec![0.0; size];
                unit[row] = 1.0;
                factor.solve(&mut unit);
                for column in 0..size {
                    let product: f64 =
                        (0..size).map(|at| cells[row * size + at] * inverse[at * size + column]).sum();
                    assert!((product - f64::from(u8::from(row == column))).abs() < 1e-12);
                    assert!((unit[column] - inverse[row * size + column]).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn what_keeps_the_origin_has_nothing_in_the_inverse() {
        // Differences of three: the last one keeps the origin.
        let factor = Factor::of(vec![2.0, 0.0, 0.0, -1.0, 2.0, 0.0, -1.0, -1.0, 2.0], 3);
        assert_eq!(factor.free(), 1);
        let inverse = factor.inverse();
        assert!(inverse[6..].iter().all(|value| *value == 0.0));
        assert!((inverse[0] - 2.0 / 3.0).abs() < 1e-12 && (inverse[1] - 1.0 / 3.0).abs() < 1e-12);
    }
}
