//! What raters have beyond severity, as it is told.

use super::score::Score;
use super::shape::{About, Term};
use super::told::Beyond;
use super::variance::of_parameter;
use crate::rasch::results::{RaschRater, RaschTest, RaterTerm, RaterTermKind};
use crate::rasch::{Rasch, RaschState, RaterForm};
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::chi_square::chi_square_survival;
use crate::stats::holm::holm;

fn test(chi_square: f64, df: usize) -> Option<RaschTest> {
    let p_value = chi_square_survival(chi_square, df as f64)?;
    Some(RaschTest { chi_square, df: df as u32, p_value })
}

impl Rasch {
    /// Tests and terms of every rater, and the test of all together; `severity` is the log-likelihood of severity alone and how many
    /// coordinates it has free.
    pub(super) fn rated(
        &mut self,
        beyond: &Beyond<'_>,
        severity: (f64, usize),
        scores: &[Score],
        why: &[Option<Reason>],
    ) {
        let Beyond { design, shape, top, .. } = beyond;
        // Joint estimates lie too far apart, and so do statistics, which are as their squares.
        let scale = self.correction_factor * self.correction_factor;
        let is_converged = top.state == RaschState::Converged;
        self.form_test = is_converged
            .then(|| {
                test(scale * 2.0 * (top.at.log_likelihood - severity.0).max(0.0), shape.size - severity.1)
            })
            .flatten();
        if self.form_test.is_none() {
            self.undefined.insert("formTest", Reason::NotConverged);
        }
        let tests: Vec<Option<RaschTest>> = scores
            .iter()
            .map(|score| (score.df > 0).then(|| test(scale * score.statistic, score.df)).flatten())
            .collect();
        let known: Vec<f64> = tests.iter().flatten().map(|test| test.p_value).collect();
        let mut adjusted = holm(&known).into_iter();
        let labels = &design.long.elements[design.raters];
        for (rater, (label, test)) in labels.iter().zip(tests).enumerate() {
            let mut undefined = Undefined::default();
            let p_adjusted = test.and_then(|_| adjusted.next());
            if test.is_none() {
                let why = why[rater].unwrap_or(Reason::Confounded);
                undefined.all(&["pAdjusted", "test"], why);
            }
            let terms = beyond.abouts(rater, self.options.form).into_iter();
            let reason = why[rater].or((!is_converged).then_some(Reason::NotConverged));
            let terms = terms.map(|about| self.term(beyond, rater, about, reason)).collect();
            self.raters.push(RaschRater { rater: label.clone(), test, p_adjusted, terms, undefined });
        }
    }

    fn term(&self, beyond: &Beyond<'_>, rater: usize, about: About, why: Option<Reason>) -> RaterTerm {
        let Beyond { design, shape, top, .. } = beyond;
        let (long, factor) = (&design.long, self.correction_factor);
        let is_own = |term: &&Term| term.rater == rater && term.about == about;
        let at = shape.terms.iter().find(is_own).map(|term| term.at).filter(|_| why.is_none());
        let variance = at.map(|at| of_parameter(shape, top, at)).filter(|variance| *variance > 0.0);
        let own = at.zip(variance).map(|(at, variance)| (top.parameters[at as usize], variance.sqrt()));
        let (kind, term, estimate) = match about {
            About::Criterion(code) => {
                let label = design.location.map(|(criteria, _)| long.elements[criteria][code].clone());
                let sign = long.form.sign[design.raters];
                (RaterTermKind::Criterion, label, own.map(|(own, _)| sign * factor * own + 0.0))
            }
            About::Threshold(step) => {
                let category = design.active.categories.iter().find_map(|own| own.get(step + 1));
                let label = category.map(|category| long.scales.label(0, usize::from(*category)));
                (RaterTermKind::Threshold, label, own.map(|(own, _)| 0.0 - factor * own))
            }
            About::Factor => {
                let kind = match self.options.form {
                    RaterForm::Halo => RaterTermKind::Halo,
                    _ => RaterTermKind::Centrality,
                };
                (kind, None, own.map(|(own, _)| 1.0 + own))
            }
        };
        let standard_error = own.map(|(_, error)| error);
        let far = standard_error.map(|error| self.quantile() * error);
        let interval = estimate.zip(far).map(|(at, far)| Interval { lower: at - far, upper: at + far });
        let mut undefined = Undefined::default();
        if estimate.is_none() {
            undefined.all(&["estimate", "interval", "standardError"], why.unwrap_or(Reason::Confounded));
        }
        RaterTerm { kind, term, estimate, standard_error, interval, undefined }
    }
}

impl Beyond<'_> {
    /// What terms a rater could have.
    fn abouts(&self, rater: usize, form: RaterForm) -> Vec<About> {
        let design = self.design;
        if form.is_stretch() {
            return vec![About::Factor];
        }
        let real = design.long.form.real();
        let codes = design.location.map(|(_, pairs)| &design.long.form.pairs[pairs - real].codes);
        let own = codes.into_iter().flatten().filter(|pair| pair[0] as usize == rater);
        let criteria = own.map(|pair| About::Criterion(pair[1] as usize));
        let steps =
            if form.has_thresholds() { self.shape.steps.iter().map(|own| own.len()).max() } else { None };
        criteria.chain((0..steps.unwrap_or(0)).map(About::Threshold)).collect()
    }
}
