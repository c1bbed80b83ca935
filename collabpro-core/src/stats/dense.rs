//! Small square matrices, row by row in one list; large ones with few cells are in `sparse`.

/// A square matrix.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Square {
    pub(crate) size: usize,
    pub(crate) cells: Vec<f64>,
}

impl Square {
    pub(crate) fn zeros(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    pub(crate) fn unit(size: usize) -> Self {
        let mut unit = Self::zeros(size);
        (0..size).for_each(|at| unit.set(at, at, 1.0));
        unit
    }

    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    pub(crate) fn set(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] = value;
    }

    pub(crate) fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.size..][..self.size]
    }

    pub(crate) fn sum(&self) -> f64 {
        self.cells.iter().sum()
    }

    pub(crate) fn trace(&self) -> f64 {
        (0..self.size).map(|at| self.at(at, at)).sum()
    }

    /// Rows and columns of these places only.
    pub(crate) fn only(&self, places: &[usize]) -> Self {
        let mut cells = Vec::with_capacity(places.len() * places.len());
        for row in places {
            cells.extend(places.iter().map(|column| self.at(*row, *column)));
        }
        Self { size: places.len(), cells }
    }

    /// Each cell divided by the roots of the two diagonals; the diagonal must be above 0.
    pub(crate) fn correlations(&self) -> Self {
        let deviations: Vec<_> = (0..self.size).map(|at| self.at(at, at).sqrt()).collect();
        let mut made = Self::unit(self.size);
        for row in 0..self.size {
            for column in (0..self.size).filter(|column| *column != row) {
                made.set(row, column, self.at(row, column) / (deviations[row] * deviations[column]));
            }
        }
        made
    }

    /// The diagonal of the inverse of a positive definite matrix; `None` where a row is a sum of others but for one part in
    /// 10¹⁰, or the matrix is no covariance matrix at all.
    pub(crate) fn inverse_diagonal(&self) -> Option<Vec<f64>> {
        let size = self.size;
        let factor = Cholesky::relative(self)?.factor;
        // Columns of the factor's inverse; their squared lengths from the diagonal down are what is asked for.
        let mut diagonal = vec![0.0; size];
        for (column, sum) in diagonal.iter_mut().enumerate() {
            let mut inverse = vec![0.0; size];
            for row in column..size {
                let own = if row == column { 1.0 } else { 0.0 };
                let done: f64 = (column..row).map(|at| factor.at(row, at) * inverse[at]).sum();
                inverse[row] = (own - done) / factor.at(row, row);
            }
            *sum = inverse.iter().map(|cell| cell * cell).sum();
        }
        Some(diagonal)
    }

    /// The inverse, by elimination with the largest pivot of a column; `None` where there is none.
    pub(crate) fn inverse(&self) -> Option<Self> {
        let size = self.size;
        let (mut rest, mut made) = (self.clone(), Self::unit(size));
        for column in 0..size {
            let by_size = |a: &usize, b: &usize| {
                rest.at(*a, column).abs().total_cmp(&rest.at(*b, column).abs()).then(b.cmp(a))
            };
            let pivot = (column..size).max_by(by_size)?;
            let scale = rest.at(pivot, column);
            if !scale.is_normal() {
                return None;
            }
            for matrix in [&mut rest, &mut made] {
                for at in 0..size {
                    let (upper, lower) = (matrix.at(column, at), matrix.at(pivot, at));
                    matrix.set(pivot, at, upper);
                    matrix.set(column, at, lower / scale);
                }
            }
            for row in (0..size).filter(|row| *row != column) {
                let times = rest.at(row, column);
                for matrix in [&mut rest, &mut made] {
                    for at in 0..size {
                        matrix.set(row, at, matrix.at(row, at) - times * matrix.at(column, at));
                    }
                }
            }
        }
        Some(made)
    }
}

/// A pivot of the Cholesky factor below this part of its diagonal is rounding.
const LEAST_PIVOT: f64 = 1e-10;

/// How products are taken off a number. The two ways differ in the last bit, and published numbers rest on both.
#[derive(Clone, Copy, Debug)]
enum Less {
    /// One after the other.
    Each,
    /// Their sum.
    Sum,
}

impl Less {
    fn of(self, number: f64, products: impl Iterator<Item = f64>) -> f64 {
        match self {
            Self::Each => products.fold(number, |rest, product| rest - product),
            Self::Sum => number - products.sum::<f64>(),
        }
    }
}

/// The lower triangular factor of a positive definite matrix.
#[derive(Clone, Debug)]
pub(crate) struct Cholesky {
    factor: Square,
    less: Less,
}

impl Cholesky {
    /// `None` where a pivot is not above this.
    pub(crate) fn new(matrix: &Square, least: f64) -> Option<Self> {
        Self::of(matrix, Less::Each, |_| least)
    }

    /// `None` where a row is a sum of others but for one part in 10¹⁰, or the matrix is no covariance matrix at all.
    pub(crate) fn relative(matrix: &Square) -> Option<Self> {
        Self::of(matrix, Less::Sum, |diagonal| LEAST_PIVOT * diagonal)
    }

    fn of(matrix: &Square, less: Less, least: impl Fn(f64) -> f64) -> Option<Self> {
        let mut factor = Square::zeros(matrix.size);
        for row in 0..matrix.size {
            for column in 0..=row {
                let products = (0..column).map(|at| factor.at(row, at) * factor.at(column, at));
                let rest = less.of(matrix.at(row, column), products);
                let cell = match row == column {
                    true => (rest > least(matrix.at(row, row))).then(|| rest.sqrt())?,
                    false => rest / factor.at(column, column),
                };
                factor.set(row, column, cell);
            }
        }
        Some(Self { factor, less })
    }

    /// The vector that the matrix takes to this one.
    pub(crate) fn solve(&self, mut right: Vec<f64>) -> Vec<f64> {
        let (factor, size) = (&self.factor, self.factor.size);
        for row in 0..size {
            let done = (0..row).map(|at| factor.at(row, at) * right[at]);
            right[row] = self.less.of(right[row], done) / factor.at(row, row);
        }
        for row in (0..size).rev() {
            let done = (row + 1..size).map(|at| factor.at(at, row) * right[at]);
            right[row] = self.less.of(right[row], done) / factor.at(row, row);
        }
        right
    }
}

/// A symmetric matrix's eigenvalues, largest first, and its eigenvectors as the rows of a matrix: Jacobi's rotations,
/// sweep after sweep until nothing is left off the diagonal.
pub(crate) fn eigen(matrix: &Square) -> (Vec<f64>, Square) {
    let size = matrix.size;
    let (mut rest, mut vectors) = (matrix.clone(), Square::unit(size));
    for _ in 0..SWEEPS {
        let off: f64 =
            (0..size).map(|row| rest.row(row)[..row].iter().map(|cell| cell * cell).sum::<f64>()).sum();
        let on: f64 = (0..size).map(|at| rest.at(at, at) * rest.at(at, at)).sum();
        if off <= 1e-30 * on {
            break;
        }
        for row in 0..size {
            for column in row + 1..size {
                let cell = rest.at(row, column);
                if cell == 0.0 {
                    continue;
                }
                let half = (rest.at(column, column) - rest.at(row, row)) / (2.0 * cell);
                let sign = if half < 0.0 { -1.0 } else { 1.0 };
                let tangent = sign / (half.abs() + (half * half + 1.0).sqrt());
                let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
                let sine = tangent * cosine;
                for at in 0..size {
                    let (a, b) = (rest.at(at, row), rest.at(at, column));
                    rest.set(at, row, cosine * a - sine * b);
                    rest.set(at, column, sine * a + cosine * b);
                }
                for matrix in [&mut rest, &mut vectors] {
                    for at in 0..size {
                        let (a, b) = (matrix.at(row, at), matrix.at(column, at));
                        matrix.set(row, at, cosine * a - sine * b);
                        matrix.set(column, at, sine * a + cosine * b);
                    }
                }
            }
        }
    }
    let values = (0..size).map(|at| rest.at(at, at)).collect::<Vec<_>>();
    let order = crate::base::order::descending(&values);
    let mut sorted = Square { size, cells: Vec::with_capacity(size * size) };
    order.iter().for_each(|at| sorted.cells.extend_from_slice(vectors.row(*at)));
    (order.iter().map(|at| values[*at]).collect(), sorted)
}

/// Sweeps of Jacobi's rotations; about eight are enough.
const SWEEPS: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_and_its_diagonal() {
        let matrix = Square { size: 3, cells: vec![4.0, 2.0, 1.0, 2.0, 3.0, 0.5, 1.0, 0.5, 2.0] };
        let inverse = matrix.inverse().unwrap();
        for row in 0..3 {
            for column in 0..3 {
                let cell: f64 = (0..3).map(|at| matrix.at(row, at) * inverse.at(at, column)).sum();
                assert!((cell - f64::from(u8::from(row == column))).abs() < 1e-14);
            }
        }
        let diagonal = matrix.inverse_diagonal().unwrap();
        (0..3).for_each(|at| assert!((diagonal[at] - inverse.at(at, at)).abs() < 1e-14));
        let solved = Cholesky::relative(&matrix).unwrap().solve(vec![1.0, 2.0, 3.0]);
        let back = |row: usize| matrix.row(row).iter().zip(&solved).map(|(a, b)| a * b).sum::<f64>();
        (0..3).for_each(|at| assert!((back(at) - (at + 1) as f64).abs() < 1e-14));
        let dependent = Square { size: 2, cells: vec![1.0, 1.0, 1.0, 1.0] };
        assert_eq!((dependent.inverse(), dependent.inverse_diagonal()), (None, None));
    }

    #[test]
    fn eigenvalues_of_equal_correlations() {
        let mut matrix = Square { size: 4, cells: vec![0.5; 16] };
        (0..4).for_each(|at| matrix.set(at, at, 1.0));
        let (values, vectors) = eigen(&matrix);
        for (value, truth) in values.iter().zip([2.5, 0.5, 0.5, 0.5]) {
            assert!((value - truth).abs() < 1e-14);
        }
        assert!(vectors.row(0).iter().all(|cell| (cell.abs() - 0.5).abs() < 1e-14));
    }
}
