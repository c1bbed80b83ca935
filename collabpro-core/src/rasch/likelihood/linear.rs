//! Dense symmetric systems that may lack some ranks: measures whose origin is free.

/// A pivot that is so small a part of what stood on the diagonal is none: its variable keeps the origin.
pub(super) const NO_PIVOT: f64 = 1e-9;

/// The sum of products, in a fixed order of eight lanes.
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

/// Rows that are worked on together, so that what all of them need is fetched once; each sum is the same without that.
const BLOCK: usize = 24;

/// One number of a row of the factor, from a row before it.
fn reduce(own: &mut [f64], other: &[f64]) {
    let column = other.len() - 1;
    let pivot = other[column];
    own[column] = match pivot {
        0.0 => 0.0,
        _ => (own[column] - dot(&own[..column], &other[..column])) / pivot,
    };
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
            for column in 0..from {
                let other = &before[column * size..][..=column];
                block.chunks_exact_mut(size).take(end - from).for_each(|own| reduce(own, other));
            }
            for row in from..end {
                let (done, own) = block.split_at_mut((row - from) * size);
                let own = &mut own[..=row];
                let diagonal = own[row];
                for column in from..row {
                    reduce(own, &done[(column - from) * size..][..=column]);
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
            for row in first..size {
                let own = &self.cells[row * size..][..=row];
                if own[row] == 0.0 {
                    continue;
                }
                for (inverse, column) in columns.chunks_exact_mut(size).zip(first..=row) {
                    inverse[row] = match column == row {
                        true => 1.0 / own[row],
                        false => -dot(&own[column..row], &inverse[column..row]) / own[row],
                    };
                }
            }
        }
        let mut inverse = self.cells;
        for from in (0..size).step_by(BLOCK) {
            let end = size.min(from + BLOCK);
            for column in 0..end {
                let other = &columns[column * size..][..size];
                for row in column.max(from)..end {
                    let value = dot(&columns[row * size..][row..size], &other[row..]);
                    (inverse[row * size + column], inverse[column * size + row]) = (value, value);
                }
            }
        }
        inverse
    }
}
