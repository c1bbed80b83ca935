//! Sparse symmetric positive definite matrices that are sums over cells, as mixed models have them: an order of
//! elimination with little fill, the Cholesky factor, and the inverse's diagonal.
//!
//! A matrix is given by its cells: each cell joins a few variables with one another, so that the graph is a union of
//! cliques and the cells are the first elements of the quotient graph (Amestoy, Davis & Duff 1996, SIAM J. Matrix Anal.
//! Appl. 17:886-905). What is left when little is to be gained by sparsity is a dense tail.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// So few variables are dense whatever their pattern.
const FEW: usize = 48;

/// A column that meets so large a part of what is left begins the dense tail.
const DENSE: f64 = 0.7;

/// Entries of a factor that are too many to keep.
const MOST: usize = 20_000_000;

/// In which order variables are eliminated, and where the factor has entries.
#[derive(Debug)]
pub(super) struct SparsityPattern {
    /// The place of each variable in the order.
    pub(super) place: Vec<u32>,
    /// Columns before the dense tail.
    head: usize,
    /// Where the rows of each of these columns begin, and where the last end.
    starts: Vec<usize>,
    /// Places below the diagonal, ascending within a column.
    rows: Vec<u32>,
}

/// A matrix, or its factor, with that pattern.
#[derive(Clone, Debug)]
pub(super) struct Values {
    /// Of the columns before the tail.
    diagonal: Vec<f64>,
    /// Beside `rows`.
    below: Vec<f64>,
    /// The tail by rows, whole squares; only the lower triangle counts.
    tail: Vec<f64>,
}

impl SparsityPattern {
    /// The pattern for cells of so many variables each; `first` are variables of which no cell has two, eliminated before
    /// the others except where one meets very many. `None` if the factor would be too large.
    pub(super) fn new(cells: &[u32], width: usize, variables: usize, first: Range<u32>) -> Option<Self> {
        let mut columns: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut elements: Vec<Vec<u32>> = Vec::new();
        let own = |cell: &[u32]| cell.iter().copied().find(|variable| first.contains(variable));
        let mut of_first: Vec<Vec<u32>> = vec![Vec::new(); first.len()];
        for (at, cell) in cells.chunks_exact(width).enumerate() {
            match own(cell) {
                Some(variable) => of_first[(variable - first.start) as usize].push(at as u32),
                None => elements.push(cell.to_vec()),
            }
        }
        let mut seen = vec![u32::MAX; variables];
        let mut neighbours: Vec<Vec<u32>> = Vec::new();
        for (at, cells_of) in of_first.iter().enumerate() {
            let variable = first.start + at as u32;
            seen[variable as usize] = variable;
            let mut found = Vec::new();
            for &cell in cells_of {
                for &other in &cells[cell as usize * width..][..width] {
                    if seen[other as usize] != variable {
                        seen[other as usize] = variable;
                        found.push(other);
                    }
                }
            }
            found.sort_unstable();
            neighbours.push(found);
        }
        // A variable that meets very many would join them all: it waits.
        let mean = neighbours.iter().map(Vec::len).sum::<usize>() / neighbours.len().max(1);
        let mut waits = vec![false; variables];
        for (at, found) in neighbours.into_iter().enumerate() {
            let variable = first.start + at as u32;
            if found.len() > FEW + 4 * mean {
                waits[variable as usize] = true;
                for &cell in &of_first[at] {
                    elements.push(cells[cell as usize * width..][..width].to_vec());
                }
            } else {
                elements.push(found.clone());
                columns.push((variable, found));
            }
        }
        let left = (0..variables as u32)
            .filter(|variable| !first.contains(variable) || waits[*variable as usize])
            .collect::<Vec<_>>();
        let tail =
            if left.len() > FEW { minimum_degree(elements, variables, left, &mut columns)? } else { left };
        Self::laid_out(columns, tail, variables)
    }

    fn laid_out(columns: Vec<(u32, Vec<u32>)>, tail: Vec<u32>, variables: usize) -> Option<Self> {
        let size: usize = columns.iter().map(|(_, rows)| rows.len()).sum();
        if size.saturating_add(tail.len().saturating_mul(tail.len())) > MOST {
            return None;
        }
        let mut place = vec![0; variables];
        let order = columns.iter().map(|(variable, _)| variable).chain(&tail);
        for (at, &variable) in order.enumerate() {
            place[variable as usize] = at as u32;
        }
        let mut starts = vec![0];
        let mut rows = Vec::with_capacity(size);
        for (_, others) in &columns {
            let from = rows.len();
            rows.extend(others.iter().map(|&other| place[other as usize]));
            rows[from..].sort_unstable();
            starts.push(rows.len());
        }
        Some(Self { place, head: columns.len(), starts, rows })
    }

    fn column(&self, at: usize) -> Range<usize> {
        self.starts[at]..self.starts[at + 1]
    }

    fn tail(&self) -> usize {
        self.place.len() - self.head
    }

    /// Where the places of the tail begin among the rows of a column.
    fn split(&self, at: usize) -> usize {
        let range = self.column(at);
        range.start + self.rows[range].partition_point(|&row| (row as usize) < self.head)
    }

    /// Sums of the cells' weights at each pair of places.
    pub(super) fn sums(&self, cells: &[u32], width: usize, weights: &[f64]) -> Values {
        let size = self.tail();
        let mut sums = Values {
            diagonal: vec![0.0; self.head],
            below: vec![0.0; self.rows.len()],
            tail: vec![0.0; size * size],
        };
        for (cell, weight) in cells.chunks_exact(width.max(1)).zip(weights) {
            for (at, &one) in cell.iter().enumerate() {
                for &other in &cell[..=at] {
                    let (low, high) = (one.min(other) as usize, one.max(other) as usize);
                    if low >= self.head {
                        sums.tail[(high - self.head) * size + low - self.head] += weight;
                    } else if low == high {
                        sums.diagonal[low] += weight;
                    } else {
                        let range = self.column(low);
                        let found = self.rows[range.clone()].partition_point(|&row| (row as usize) < high);
                        sums.below[range.start + found] += weight;
                    }
                }
            }
        }
        sums
    }

    /// The Cholesky factor of `S A S + I`, where A has these sums and S the scales of the places on its diagonal; and the
    /// logarithm of the determinant.
    pub(super) fn factor(&self, sums: &Values, scales: &[f64]) -> (Values, f64) {
        let size = self.tail();
        let mut factor = sums.clone();
        let mut logarithm = 0.0;
        for row in 0..size {
            let scale = scales[self.head + row];
            for (value, other) in factor.tail[row * size..][..=row].iter_mut().zip(&scales[self.head..]) {
                *value *= scale * other;
            }
            factor.tail[row * size + row] += 1.0;
        }
        // Columns that next touch a column, as chains; and where each of them has come to.
        const NONE: u32 = u32::MAX;
        let mut chain = vec![NONE; self.head];
        let mut next = vec![NONE; self.head];
        let mut at_row = vec![0_usize; self.head];
        let mut work = vec![0.0; self.place.len()];
        for column in 0..self.head {
            let range = self.column(column);
            let scale = scales[column];
            let mut pivot = scale * scale * factor.diagonal[column] + 1.0;
            for at in range.clone() {
                let row = self.rows[at] as usize;
                work[row] = factor.below[at] * scale * scales[row];
            }
            let mut earlier = chain[column];
            while earlier != NONE {
                let from = earlier as usize;
                let end = self.starts[from + 1];
                let at = at_row[from];
                let multiple = factor.below[at];
                pivot -= multiple * multiple;
                for (row, value) in self.rows[at + 1..end].iter().zip(&factor.below[at + 1..end]) {
                    work[*row as usize] -= multiple * value;
                }
                earlier = next[from];
                self.enlist(from, at + 1, &mut chain, &mut next, &mut at_row);
            }
            let root = pivot.sqrt();
            factor.diagonal[column] = root;
            logarithm += 2.0 * libm::log(root);
            for at in range.clone() {
                factor.below[at] = work[self.rows[at] as usize] / root;
            }
            let split = self.split(column);
            for one in split..range.end {
                let multiple = factor.below[one];
                let row = &mut factor.tail[(self.rows[one] as usize - self.head) * size..][..size];
                for other in split..=one {
                    row[self.rows[other] as usize - self.head] -= multiple * factor.below[other];
                }
            }
            self.enlist(column, range.start, &mut chain, &mut next, &mut at_row);
        }
        logarithm += dense_factor(&mut factor.tail, size);
        (factor, logarithm)
    }

    /// Puts a column into the chain of the row that it touches next, unless that is in the tail.
    fn enlist(&self, column: usize, at: usize, chain: &mut [u32], next: &mut [u32], at_row: &mut [usize]) {
        at_row[column] = at;
        if at < self.starts[column + 1] && (self.rows[at] as usize) < self.head {
            let row = self.rows[at] as usize;
            next[column] = chain[row];
            chain[row] = column as u32;
        }
    }

    /// Solves with a factor, in place.
    pub(super) fn solve(&self, factor: &Values, x: &mut [f64]) {
        let size = self.tail();
        let (head, tail) = x.split_at_mut(self.head);
        for column in 0..self.head {
            let value = head[column] / factor.diagonal[column];
            head[column] = value;
            for at in self.column(column) {
                let row = self.rows[at] as usize;
                let to = if row < self.head { &mut head[row] } else { &mut tail[row - self.head] };
                *to -= value * factor.below[at];
            }
        }
        for row in 0..size {
            let values = &factor.tail[row * size..][..=row];
            let sum: f64 = values.iter().zip(&tail[..row]).map(|(l, x)| l * x).sum();
            tail[row] = (tail[row] - sum) / values[row];
        }
        for row in (0..size).rev() {
            let values = &factor.tail[row * size..][..=row];
            let value = tail[row] / values[row];
            tail[row] = value;
            tail[..row].iter_mut().zip(values).for_each(|(x, l)| *x -= value * l);
        }
        for column in (0..self.head).rev() {
            let mut value = head[column];
            for at in self.column(column) {
                let row = self.rows[at] as usize;
                value -= factor.below[at] * if row < self.head { head[row] } else { tail[row - self.head] };
            }
            head[column] = value / factor.diagonal[column];
        }
    }

    /// The diagonal of the inverse, by place: the inverse is worked out where the factor has entries and nowhere else
    /// (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975, Communications of the ACM 18:177-179).
    pub(super) fn inverse_diagonal(&self, factor: &Values) -> Vec<f64> {
        let size = self.tail();
        let tail = dense_inverse(&factor.tail, size);
        let mut diagonal = vec![0.0; self.place.len()];
        for row in 0..size {
            diagonal[self.head + row] = tail[row * size + row];
        }
        let mut inverse = vec![0.0; self.rows.len()];
        const NONE: u32 = u32::MAX;
        let mut position = vec![NONE; self.place.len()];
        for column in (0..self.head).rev() {
            let range = self.column(column);
            let rows = &self.rows[range.clone()];
            let root = factor.diagonal[column];
            let values = &factor.below[range.clone()];
            let split = self.split(column) - range.start;
            let (before, found) = inverse.split_at_mut(range.end);
            let own = &mut before[range.start..];
            for (at, &row) in rows.iter().enumerate() {
                position[row as usize] = at as u32;
            }
            for (at, &row) in rows[..split].iter().enumerate() {
                own[at] -= diagonal[row as usize] * values[at];
                let later = self.column(row as usize);
                for other in later {
                    let there = position[self.rows[other] as usize];
                    if there != NONE {
                        let value = found[other - range.end];
                        own[there as usize] -= value * values[at];
                        own[at] -= value * values[there as usize];
                    }
                }
            }
            for (at, &row) in rows.iter().enumerate().skip(split) {
                let line = &tail[(row as usize - self.head) * size..][..size];
                let mut sum = 0.0;
                for (other, value) in rows[split..].iter().zip(&values[split..]) {
                    sum += line[*other as usize - self.head] * value;
                }
                own[at] -= sum;
            }
            own.iter_mut().for_each(|value| *value /= root);
            let sum: f64 = values.iter().zip(own.iter()).map(|(l, z)| l * z).sum();
            diagonal[column] = (1.0 / root - sum) / root;
            rows.iter().for_each(|&row| position[row as usize] = NONE);
        }
        diagonal
    }
}

/// Eliminates the variable that meets the fewest others, again and again, until what is left is dense; gives that.
fn minimum_degree(
    mut elements: Vec<Vec<u32>>,
    variables: usize,
    left: Vec<u32>,
    columns: &mut Vec<(u32, Vec<u32>)>,
) -> Option<Vec<u32>> {
    elements.sort_unstable();
    elements.dedup();
    let mut of: Vec<Vec<u32>> = vec![Vec::new(); variables];
    let mut degree = vec![0_usize; variables];
    for (at, element) in elements.iter().enumerate() {
        for &variable in element {
            of[variable as usize].push(at as u32);
            degree[variable as usize] += element.len() - 1;
        }
    }
    let mut remaining = left.len();
    let mut alive = vec![true; elements.len()];
    let mut done = vec![true; variables];
    let mut queue = BinaryHeap::new();
    for &variable in &left {
        done[variable as usize] = false;
        degree[variable as usize] = degree[variable as usize].min(remaining - 1);
        queue.push(Reverse((degree[variable as usize], variable)));
    }
    let mut seen = vec![u32::MAX; variables];
    let mut outside: Vec<(u32, usize)> = vec![(u32::MAX, 0); elements.len()];
    let mut size = 0_usize;
    while let Some(Reverse((known, pivot))) = queue.pop() {
        if done[pivot as usize] || known != degree[pivot as usize] {
            continue;
        }
        let mut clique = Vec::new();
        seen[pivot as usize] = pivot;
        for &element in &of[pivot as usize] {
            if alive[element as usize] {
                for &other in &elements[element as usize] {
                    if seen[other as usize] != pivot {
                        seen[other as usize] = pivot;
                        clique.push(other);
                    }
                }
            }
        }
        if remaining <= FEW || clique.len() as f64 >= DENSE * (remaining - 1) as f64 {
            break;
        }
        size += clique.len();
        if size > MOST {
            return None;
        }
        for element in std::mem::take(&mut of[pivot as usize]) {
            alive[element as usize] = false;
            elements[element as usize] = Vec::new();
        }
        done[pivot as usize] = true;
        remaining -= 1;
        // How much of each older element lies outside the new one.
        for &variable in &clique {
            of[variable as usize].retain(|&element| alive[element as usize]);
            for &element in &of[variable as usize] {
                let entry = &mut outside[element as usize];
                if entry.0 != pivot {
                    *entry = (pivot, elements[element as usize].len());
                }
                entry.1 -= 1;
                if entry.1 == 0 {
                    alive[element as usize] = false;
                }
            }
        }
        let new = elements.len() as u32;
        for &variable in &clique {
            let of = &mut of[variable as usize];
            of.retain(|&element| alive[element as usize]);
            let others: usize = of.iter().map(|&element| outside[element as usize].1).sum();
            of.push(new);
            let now = (clique.len() - 1 + others).min(remaining - 1);
            if now != degree[variable as usize] {
                degree[variable as usize] = now;
                queue.push(Reverse((now, variable)));
            }
        }
        elements.push(clique.clone());
        alive.push(true);
        outside.push((u32::MAX, 0));
        columns.push((pivot, clique));
    }
    Some(left.into_iter().filter(|&variable| !done[variable as usize]).collect())
}

/// The Cholesky factor of a dense matrix by rows, in place, lower triangle; and the logarithm of the determinant.
fn dense_factor(matrix: &mut [f64], size: usize) -> f64 {
    let mut logarithm = 0.0;
    let mut column = vec![0.0; size];
    for pivot in 0..size {
        let root = matrix[pivot * size + pivot].sqrt();
        matrix[pivot * size + pivot] = root;
        logarithm += 2.0 * libm::log(root);
        for row in pivot + 1..size {
            let value = matrix[row * size + pivot] / root;
            matrix[row * size + pivot] = value;
            column[row] = value;
            let line = &mut matrix[row * size + pivot + 1..=row * size + row];
            line.iter_mut().zip(&column[pivot + 1..]).for_each(|(to, other)| *to -= value * other);
        }
    }
    logarithm
}

/// The inverse of a dense matrix from its factor, whole.
fn dense_inverse(factor: &[f64], size: usize) -> Vec<f64> {
    // The inverse of the factor, row by row.
    let mut root = vec![0.0; size * size];
    for row in 0..size {
        let (done, rest) = root.split_at_mut(row * size);
        let line = &mut rest[..=row];
        for (at, &multiple) in factor[row * size..][..row].iter().enumerate() {
            let earlier = &done[at * size..][..=at];
            line.iter_mut().zip(earlier).for_each(|(to, value)| *to -= multiple * value);
        }
        let pivot = factor[row * size + row];
        line[..row].iter_mut().for_each(|value| *value /= pivot);
        line[row] = 1.0 / pivot;
    }
    let mut inverse = vec![0.0; size * size];
    for row in 0..size {
        let line = &root[row * size..][..=row];
        for (at, &multiple) in line.iter().enumerate() {
            let to = &mut inverse[at * size..][..=at];
            to.iter_mut().zip(line).for_each(|(to, value)| *to += multiple * value);
        }
    }
    for row in 0..size {
        for column in 0..row {
            inverse[column * size + row] = inverse[row * size + column];
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::random::Random;

    /// Cells of three variables: one of 150, and two of 120 others that lie near one another on a ring.
    fn cells() -> Vec<u32> {
        let mut random = Random::new(1, 0);
        let mut cells = Vec::new();
        for own in 0..150 {
            for _ in 0..3 {
                let near = own * 4 / 5 + random.below(4);
                cells.extend([own, 150 + near % 120, 150 + (near + 1 + random.below(3)) % 120]);
            }
        }
        // One that meets all the others waits.
        (0..120).for_each(|other| cells.extend([3, 150 + other, 150 + (other + 1) % 120]));
        cells
    }

    #[test]
    fn a_sparse_matrix_is_the_dense_one() {
        let size = 270;
        let cells = cells();
        let pattern = SparsityPattern::new(&cells, 3, size, 0..150).unwrap();
        assert!(pattern.tail() < 60 && pattern.place[3] > 149, "{}", pattern.tail());
        let places: Vec<u32> = cells.iter().map(|&cell| pattern.place[cell as usize]).collect();
        let weights: Vec<f64> = (0..cells.len() / 3).map(|at| (at % 4 + 1) as f64).collect();
        let scales: Vec<f64> =
            (0..size).map(|at| if at % 7 == 0 { 0.0 } else { (at % 5 + 1) as f64 / 9.0 }).collect();
        let sums = pattern.sums(&places, 3, &weights);
        let (factor, logarithm) = pattern.factor(&sums, &scales);

        let mut dense = vec![0.0; size * size];
        for (cell, weight) in places.chunks_exact(3).zip(&weights) {
            for (&a, &b) in cell.iter().flat_map(|a| cell.iter().map(move |b| (a, b))) {
                let (a, b) = (a as usize, b as usize);
                dense[a * size + b] += weight * scales[a] * scales[b];
            }
        }
        (0..size).for_each(|at| dense[at * size + at] += 1.0);
        let matrix = dense.clone();
        let whole = dense_factor(&mut dense, size);
        assert!((whole - logarithm).abs() < 1e-9, "{whole} {logarithm}");
        let inverse = dense_inverse(&dense, size);
        for (at, value) in pattern.inverse_diagonal(&factor).iter().enumerate() {
            assert!((value - inverse[at * size + at]).abs() < 1e-12);
        }
        let expected: Vec<f64> = (0..size).map(|at| (at % 11) as f64 - 5.0).collect();
        let mut x: Vec<f64> =
            matrix.chunks(size).map(|row| row.iter().zip(&expected).map(|(a, b)| a * b).sum()).collect();
        pattern.solve(&factor, &mut x);
        for (found, expected) in x.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-10, "{found} {expected}");
        }
    }
}
