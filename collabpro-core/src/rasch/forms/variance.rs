//! Variances of what the free coordinates of a model make.

use super::search::Top;
use super::shape::{Columns, Shape};
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::information::Information;

/// Of one parameter.
pub(super) fn of_parameter(shape: &Shape, top: &Top, at: u32) -> f64 {
    quadratic(&top.covariance, shape.size, shape.basis(at))
}

/// For each class of units: one over its own information, and what comes of not knowing the others.
pub(super) fn of_units(patterns: &Patterns, top: &Top, at: &Information) -> Vec<f64> {
    let size = top.tangent.len();
    let rows = turned(&top.tangent, patterns.parameters);
    let mut sums = vec![0.0; size];
    let mut is_there = vec![false; size];
    let mut own: Vec<(u32, f64)> = Vec::new();
    let mut of_class = |class: usize| {
        let information = at.units[class];
        let (places, values) = at.crossed.of(class);
        own.clear();
        for (place, value) in places.iter().zip(values) {
            for (free, part) in &rows[*place as usize] {
                let free = *free as usize;
                if !is_there[free] {
                    is_there[free] = true;
                    own.push((free as u32, 0.0));
                }
                sums[free] += part * value / information;
            }
        }
        for (free, value) in &mut own {
            let free = *free as usize;
            *value = sums[free];
            (sums[free], is_there[free]) = (0.0, false);
        }
        1.0 / information + quadratic(&top.covariance, size, &own)
    };
    (0..patterns.classes()).map(&mut of_class).collect()
}

/// By rows what stands by columns.
fn turned(columns: &Columns, size: usize) -> Columns {
    let mut rows = vec![Vec::new(); size];
    for (column, own) in columns.iter().enumerate() {
        for (row, value) in own {
            if let Some(row) = rows.get_mut(*row as usize) {
                row.push((column as u32, *value));
            }
        }
    }
    rows
}

/// Of a sum with these parts, with a matrix by rows.
pub(super) fn quadratic(matrix: &[f64], size: usize, parts: &[(u32, f64)]) -> f64 {
    let mut sum = 0.0;
    for (one, first) in parts {
        let row = &matrix[*one as usize * size..][..size];
        let crossed: f64 = parts.iter().map(|(other, second)| row[*other as usize] * second).sum();
        sum += first * crossed;
    }
    sum.max(0.0)
}
