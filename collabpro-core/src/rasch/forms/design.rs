//! The cells of a model in which raters have terms of their own: one parameter for each rater on each criterion and thresholds for
//! each rater, of which every form is a part.

use crate::rasch::RaterForm;
use crate::rasch::design::cells::{Form, Paired, Rows};
use crate::rasch::design::columns::Long;
use crate::rasch::design::extreme::{Active, Standing};
use crate::rasch::design::patterns::Patterns;

/// Ratings, and where the parameters of their cells stand.
pub(super) struct Design {
    /// The table, with facets at its end whose elements are pairs of a rater and something else.
    pub(super) long: Long,
    pub(super) rows: Rows,
    pub(super) active: Active,
    pub(super) patterns: Patterns,
    pub(super) raters: usize,
    /// The facet of which each rater has his own view, and that of the pairs; where the form is about one.
    pub(super) location: Option<(usize, usize)>,
    /// For each set of thresholds here that of all raters.
    pub(super) set: Vec<usize>,
    /// For each set of thresholds its rater; none where all share it.
    pub(super) rater_of: Vec<Option<usize>>,
}

impl RaterForm {
    /// Whether raters differ by criterion.
    pub(super) fn has_criteria(self) -> bool {
        matches!(self, Self::Interaction | Self::InteractionAndThresholds | Self::Halo)
    }

    /// Whether they differ by threshold.
    pub(super) fn has_thresholds(self) -> bool {
        matches!(self, Self::Thresholds | Self::InteractionAndThresholds | Self::Centrality)
    }

    /// Whether a factor of each rater is estimated, and not terms that are added.
    pub(super) fn is_stretch(self) -> bool {
        matches!(self, Self::Centrality | Self::Halo)
    }
}

/// A facet of pairs is entered; gives its place.
fn pair(form: &mut Form, codes: &mut Vec<Vec<u32>>, of: [usize; 2], is_located: bool) -> usize {
    let both = |row: usize| of.map(|facet| codes[facet][row]);
    let rows = codes.first().map_or(0, Vec::len);
    let mut known: Vec<[u32; 2]> = (0..rows).map(both).collect();
    known.sort_unstable();
    known.dedup();
    let code = |row: usize| known.binary_search(&both(row)).unwrap_or(0) as u32;
    let own = (0..rows).map(code).collect();
    codes.push(own);
    form.pairs.push(Paired { of, codes: known });
    form.sign.push(form.sign[of[0]]);
    form.dummy.push(!is_located);
    form.sign.len() - 1
}

impl Design {
    pub(super) fn new(
        long: &Long,
        base: &Active,
        rows: &Rows,
        form: RaterForm,
        raters: usize,
        criteria: Option<usize>,
    ) -> Self {
        let mut long = long.clone();
        let shared = long.form.partial;
        let mut location = None;
        if let Some(criteria) = criteria.filter(|_| form.has_criteria()) {
            let at = pair(&mut long.form, &mut long.codes, [raters, criteria], true);
            location = Some((criteria, at));
        }
        if form.has_thresholds() {
            long.form.partial = Some(match (shared, location) {
                (None, _) => raters,
                (Some(shared), Some((criteria, at))) if shared == criteria => at,
                (Some(shared), _) => pair(&mut long.form, &mut long.codes, [raters, shared], false),
            });
        }
        // Units come first whatever their number, since they are what is eliminated.
        let mut laid = Form { integrated: true, ..long.form.clone() };
        if let Some((criteria, _)) = location {
            (laid.dummy[raters], laid.dummy[criteria]) = (true, true);
        }
        let levels = rows.levels.iter().copied().chain(long.form.pairs.iter().map(|pair| pair.codes.len()));
        let (weights, scale) = (long.weights.as_deref(), rows.categories);
        let rows = Rows::new(levels.collect(), &long.codes, &long.categories, weights, scale, &laid);
        let owner = |group: usize, of: usize| {
            long.form
                .owners(group)
                .into_iter()
                .find(|(facet, _)| *facet == of)
                .and_then(|(_, codes)| codes.first().copied())
        };
        let groups = long.form.groups(&rows.levels);
        let set = |group: usize| match form.has_thresholds() {
            true => shared.and_then(|of| owner(group, of)).unwrap_or(0),
            false => group,
        };
        let set: Vec<usize> = (0..groups).map(set).collect();
        let rater_of = (0..groups).map(|group| owner(group, raters).filter(|_| form.has_thresholds()));
        let rater_of = rater_of.collect();
        let active = widened(base, &rows, &long.form, &set);
        let patterns = Patterns::new(&rows, &laid, &active, &long.anchors.tags(rows.unit));
        Self { long, rows, active, patterns, raters, location, set, rater_of }
    }
}

/// What is estimated is what would be without forms.
fn widened(base: &Active, rows: &Rows, form: &Form, set: &[usize]) -> Active {
    let is_left = |row: &u32| {
        let cell = rows.cell(*row as usize).iter().take(form.real()).enumerate();
        cell.into_iter().all(|(facet, code)| base.is_estimated(facet, *code))
    };
    let left: Vec<u32> = (0..rows.len() as u32).filter(is_left).collect();
    let mut standing = base.standing.clone();
    for facet in form.real()..rows.facets() {
        let mut own = vec![Standing::Empty; rows.levels[facet]];
        left.iter().for_each(|row| own[rows.cell(*row as usize)[facet] as usize] = Standing::Estimated);
        standing.push(own);
    }
    Active {
        standing,
        rows: left,
        map: set.iter().map(|set| base.map[*set].clone()).collect(),
        categories: set.iter().map(|set| base.categories[*set].clone()).collect(),
    }
}
