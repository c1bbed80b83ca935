//! Which facets a form is about, and whether it can be had.

use crate::base::error::{ErrorKind, Problems, Result};
use crate::base::options::unfit;
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::Active;
use crate::rasch::design::subsets::Subsets;
use crate::rasch::options::{RaschEstimation, RaschOptions, RaterForm, UnusedCategories};

/// The facets of a form.
pub(super) struct About {
    pub(super) raters: usize,
    /// Of the forms that are about one.
    pub(super) criteria: Option<usize>,
}

/// What can be said before any rating is looked at.
pub(in crate::rasch) fn asked(long: &Long, options: &RaschOptions) -> Result<()> {
    let form = options.form;
    if form == RaterForm::Severity {
        return Ok(());
    }
    let mut problems = Problems::of(ErrorKind::Estimation);
    let is_own = |facet: Option<usize>| facet.is_some_and(|facet| facet > 0 && !long.form.dummy[facet]);
    let lacks = |why: &'static str| unfit("form", why, form.id());
    for (is_wrong, why) in [
        (!is_own(long.raters), "rasch.form_raters"),
        (
            form.has_criteria() && (!is_own(long.criteria) || long.criteria == long.raters),
            "rasch.form_criteria",
        ),
        (
            form.has_thresholds() && long.form.partial.is_some_and(|own| Some(own) == long.raters),
            "rasch.form_partial",
        ),
        (form.has_thresholds() && !long.scales.is_one(), "rasch.form_scales"),
        (long.form.uncentred != 0 || long.form.dummy[0], "rasch.form_units"),
        (options.unused == UnusedCategories::Ridge, "rasch.form_ridge"),
        (options.estimation != RaschEstimation::Joint, "rasch.joint_only"),
        (asks_beside(options), "rasch.form_beside"),
    ] {
        if is_wrong {
            problems.push(lacks(why));
        }
    }
    problems.finish(())
}

/// What hangs on the ratings.
pub(super) fn possible(
    long: &Long,
    active: &Active,
    subsets: &Subsets,
    options: &RaschOptions,
) -> Result<About> {
    let form = options.form;
    let steps: Vec<usize> =
        (0..active.map.len()).map(|group| active.steps(group)).filter(|steps| *steps > 0).collect();
    let is_uneven = form != RaterForm::Centrality
        && active.categories.iter().any(|own| {
            !own.is_empty() && active.categories.iter().any(|other| !other.is_empty() && other != own)
        });
    let mut problems = Problems::of(ErrorKind::Estimation);
    for (is_wrong, why) in [
        (subsets.count() > 1, "rasch.form_subsets"),
        (form.has_thresholds() && steps.iter().all(|steps| *steps < 2), "rasch.form_steps"),
        (form.has_thresholds() && is_uneven, "rasch.form_uneven"),
    ] {
        if is_wrong {
            problems.push(unfit("form", why, form.id()));
        }
    }
    let raters = long.raters.unwrap_or(0);
    problems.finish(About { raters, criteria: long.criteria.filter(|_| form.has_criteria()) })
}

/// Whether something is asked for that is worked out of a study of severities alone.
fn asks_beside(options: &RaschOptions) -> bool {
    let lists = [&options.errors_of, &options.differences, &options.bias, &options.effects];
    let names = options.curves.is_some() || options.residuals.is_some();
    names
        || options.anchors.is_some()
        || !options.categories_by.is_empty()
        || lists.iter().any(|list| !list.is_empty())
}
