//! Forms of raters beyond severity: what a rater has more than one severity, as further terms of the same model.
//!
//! Every form is a part of one model, in which each rater has a parameter on each criterion and thresholds of his own. Its cells
//! are passed as they are without forms; a form says what their parameters are made of, by sums and by products of
//! two, and the slope and the information of its own parameters come from those of the cells by the chain rule.

mod asked;
mod design;
mod held;
mod likelihood;
mod rated;
mod score;
mod search;
mod shape;
mod told;
mod variance;

pub(super) use asked::asked;

use design::Design;
use held::held;
use score::scores;
use search::{is_told_apart, search};
use shape::Shape;
use told::Beyond;

use super::Rasch;
use super::results::RaschState;
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::options;
use crate::base::watch::Watch;
use crate::rasch::design::cells::Rows;
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::Active;
use crate::rasch::design::subsets::Subsets;
use crate::rasch::likelihood::newton::MOST_DENSE;

impl Rasch {
    /// Estimates a form, and the model of severity alone before it.
    pub(super) fn formed(
        mut self,
        long: &Long,
        rows: &Rows,
        active: &Active,
        subsets: &Subsets,
        watch: &mut dyn Watch,
    ) -> Result<Self> {
        let form = self.options.form;
        let about = asked::possible(long, active, subsets, &self.options)?;
        let design = Design::new(long, active, rows, form, about.raters, about.criteria);
        let size = design.patterns.parameters;
        if size > MOST_DENSE {
            let many = Message::new("rasch.too_many_form").count("most", MOST_DENSE as u64);
            return Err(options::refused("form", many).into());
        }
        let nobody = vec![false; rows.levels[about.raters]];
        let alone = Shape::new(&design, form, &nobody);
        let null = search(&design.patterns, &alone, vec![0.0; alone.size], watch)?;
        if null.state != RaschState::Converged {
            self.ended(null.state, null.iterations, [null.residual, null.decrement, null.at.log_likelihood]);
            self.tell(long, rows, active, Some(subsets), None);
            return Ok(self);
        }
        let tests = scores(&design, form, &alone, &null);
        let ranks: Vec<(usize, usize)> = tests.iter().map(|test| (test.df, test.wanted)).collect();
        let why = held(&design, form, &ranks);
        let free: Vec<bool> = why.iter().map(Option::is_none).collect();
        if free.iter().filter(|free| **free).count() < 2 {
            return Err(options::refused("form", Message::new("rasch.form_nobody")).into());
        }
        let shape = Shape::new(&design, form, &free);
        let from = alone.widened(&null.free, &shape);
        if !is_told_apart(&design.patterns, &shape, &from) {
            return Err(options::refused("form", Message::new("rasch.form_confounded")).into());
        }
        let top = search(&design.patterns, &shape, from, watch)?;
        let beyond = Beyond { long, rows, active, subsets, design: &design, shape: &shape, top: &top };
        self.found_form(&beyond);
        self.rated(&beyond, (null.at.log_likelihood, alone.size), &tests, &why);
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
