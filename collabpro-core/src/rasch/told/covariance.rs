//! The covariances of all that was estimated beside units.

use crate::rasch::Rasch;
use crate::rasch::likelihood::functions::{Covariance, Function};
use crate::rasch::study::About;

/// The most elements and thresholds whose covariances are told: 80,200 numbers.
const MOST: usize = 400;

impl Rasch {
    /// Tells them in the order of measures and of thresholds, where they are asked for and not too many.
    pub(in crate::rasch) fn covary(&mut self, about: &About<'_>, covariance: &Covariance<'_>) {
        if !self.options.covariance {
            return;
        }
        let (long, active, patterns) = (about.long, about.active, about.patterns);
        let form = &long.form;
        let mut functions = Vec::new();
        for facet in (1..form.real()).filter(|facet| !form.dummy[*facet]) {
            let own = (0..long.elements[facet].len())
                .filter(|code| active.is_estimated(facet, *code as u32))
                .filter(|code| long.anchors.of(facet, *code as u32).is_none());
            let measure = |code| Function::measure(about, facet, code).times(form.sign[facet]);
            functions.extend(own.take(MOST + 1).map(measure));
        }
        for group in (0..active.map.len()).filter(|group| long.anchors.steps(*group).is_none()) {
            functions.extend((0..active.steps(group)).map(|step| Function::threshold(patterns, group, step)));
        }
        if functions.len() <= MOST {
            self.covariance = covariance.triangle(&functions);
        }
    }
}
