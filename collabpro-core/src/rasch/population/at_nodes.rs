//! One rating at all nodes of a unit at once: rows over nodes, so that a processor takes several of them in a stroke.

use super::hermite::NODES;
use crate::rasch::likelihood::model::{LARGE, probabilities};

/// Rows are filled up to whole eights.
const EIGHT: usize = 8;

/// The longest row.
pub(super) const WIDEST: usize = filled(NODES);

/// A number at each node.
pub(super) type Row = [f64; WIDEST];

/// How long a row of so many nodes is.
pub(super) const fn filled(nodes: usize) -> usize {
    nodes.div_ceil(EIGHT) * EIGHT
}

/// Of one rating, the sums over its categories, and logarithms of what these were divided by where they had become too large.
pub(super) struct AtNodes {
    sums: Row,
    scales: Option<Row>,
}

impl AtNodes {
    pub(super) fn new() -> Self {
        Self { sums: [1.0; WIDEST], scales: None }
    }

    /// The chances of its categories, a row for each: `units` are the exponentials of the nodes, `product` that of what the others
    /// add up to, `steps` those of the negative thresholds.
    pub(super) fn chances(&mut self, units: &[f64], product: f64, steps: &[f64], into: &mut [f64]) {
        let width = units.len();
        let into = &mut into[..(steps.len() + 1) * width];
        let sums = &mut self.sums[..width];
        let mut last = [1.0; WIDEST];
        let (lowest, rest) = into.split_at_mut(width);
        lowest.fill(1.0);
        sums.fill(1.0);
        for (step, row) in steps.iter().zip(rest.chunks_exact_mut(width)) {
            let factor = product * step;
            for (((last, sum), to), unit) in last.iter_mut().zip(&mut *sums).zip(row).zip(units) {
                *last *= unit * factor;
                *sum += *last;
                *to = *last;
            }
        }
        self.scales = None;
        if sums.iter().fold(0.0, |most: f64, sum| if *sum > most { *sum } else { most }) > LARGE {
            return self.shrunk(units, product, steps, into);
        }
        let mut parts = [1.0; WIDEST];
        parts.iter_mut().zip(&*sums).for_each(|(part, sum)| *part = 1.0 / sum);
        for row in into.chunks_exact_mut(width) {
            row.iter_mut().zip(&parts).for_each(|(value, part)| *value *= part);
        }
    }

    /// The same where they would become too large, node by node.
    #[cold]
    fn shrunk(&mut self, units: &[f64], product: f64, steps: &[f64], into: &mut [f64]) {
        let mut p = vec![0.0; steps.len() + 1];
        let mut scales = [0.0; WIDEST];
        for (node, unit) in units.iter().enumerate() {
            let found = probabilities(unit * product, steps, &mut p);
            (self.sums[node], scales[node]) = (found.sum, found.scale);
            let places = into.iter_mut().skip(node).step_by(units.len());
            places.zip(&p).for_each(|(to, value)| *to = *value);
        }
        self.scales = Some(scales);
    }

    /// Adds the logarithms of the sums, of which products wait until they become too large.
    pub(super) fn add_logarithms(&self, weight: f64, width: usize, products: &mut Row, logarithms: &mut Row) {
        if let Some(scales) = &self.scales {
            logarithms.iter_mut().zip(scales).for_each(|(to, scale)| *to += weight * scale);
        }
        if weight != 1.0 {
            for (to, sum) in logarithms[..width].iter_mut().zip(&self.sums) {
                *to += weight * libm::log(*sum);
            }
            return;
        }
        let products = &mut products[..width];
        products.iter_mut().zip(&self.sums).for_each(|(product, sum)| *product *= sum);
        if products.iter().fold(0.0, |most: f64, own| if *own > most { *own } else { most }) > LARGE {
            for (to, product) in logarithms.iter_mut().zip(products) {
                *to += libm::log(*product);
                *product = 1.0;
            }
        }
    }
}
