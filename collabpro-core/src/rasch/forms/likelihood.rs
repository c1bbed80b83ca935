//! The likelihood of the parameters of the cells where each unit has the measure at which its ratings are the most likely.

use super::shape::Columns;
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::alone::{Met, Target, alone};
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::information::{Information, Point, information};
use crate::rasch::likelihood::newton::reduced;

/// The log-likelihood at a place, its slope and its information.
pub(super) struct At {
    pub(super) log_likelihood: f64,
    pub(super) slope: Vec<f64>,
    /// By rows, all of it; what not knowing the units takes is taken from it.
    pub(super) information: Vec<f64>,
}

/// The classes of units at their best, and all parameters together with them.
pub(super) fn whole(patterns: &Patterns, cells: &[f64]) -> (Vec<f64>, Information) {
    let point = Point { units: units(patterns, cells), others: cells.to_vec() };
    let whole = information(patterns, &point, 0.0);
    (point.units, whole)
}

/// Works it out.
pub(super) fn at(patterns: &Patterns, cells: &[f64]) -> At {
    let (_, whole) = whole(patterns, cells);
    let information = mirrored(reduced(patterns, &whole, &Held::default(), &[]), patterns.parameters);
    At { log_likelihood: whole.log_likelihood, slope: whole.slope, information }
}

/// The measure of each class of units, all others known.
fn units(patterns: &Patterns, cells: &[f64]) -> Vec<f64> {
    let odds = |pair: &[usize]| cells[pair[0]..pair[1]].iter().map(|step| libm::exp(*step)).collect();
    let steps: Vec<Vec<f64>> = patterns.steps.windows(2).map(odds).collect();
    let of_class = |class: usize| {
        let met = (patterns.starts[class]..patterns.starts[class + 1]).map(|cell| {
            let others = &patterns.others[cell * patterns.width..][..patterns.width];
            Met {
                others: others.iter().map(|other| cells[*other as usize]).sum(),
                group: patterns.group[cell] as usize,
                weight: patterns.weight[cell],
            }
        });
        let met: Vec<Met> = met.collect();
        alone(&met, Target::Score(patterns.score[class]), &steps).map_or(0.0, |[measure, _]| measure)
    };
    (0..patterns.classes()).map(of_class).collect()
}

fn mirrored(mut cells: Vec<f64>, size: usize) -> Vec<f64> {
    for row in 0..size {
        for column in 0..row {
            cells[column * size + row] = cells[row * size + column];
        }
    }
    cells
}

/// What a matrix makes of columns, column by column.
pub(super) fn image(matrix: &[f64], columns: &Columns, size: usize) -> Vec<f64> {
    let mut made = vec![0.0; columns.len() * size];
    for (column, to) in columns.iter().zip(made.chunks_mut(size.max(1))) {
        for (at, value) in column {
            let row = &matrix[*at as usize * size..][..size];
            to.iter_mut().zip(row).for_each(|(to, from)| *to += value * from);
        }
    }
    made
}

/// The products of columns with vectors of this size, vector by vector.
pub(super) fn products(columns: &Columns, vectors: &[f64], size: usize) -> Vec<f64> {
    let of = |vector: &[f64]| -> Vec<f64> {
        let product =
            |column: &Vec<(u32, f64)>| column.iter().map(|(at, value)| value * vector[*at as usize]).sum();
        columns.iter().map(product).collect()
    };
    vectors.chunks(size.max(1)).flat_map(of).collect()
}
