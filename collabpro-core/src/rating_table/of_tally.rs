//! Ratings of one criterion as a plain table.

use std::sync::Arc;

use super::{Groups, Inner, Layout, RatingCells, RatingTable, Scale};
use crate::ratings::RaterLink;
use crate::rubric::Rating;
use crate::tally::{Counts, Respondent, RespondentCounts, Tally};

/// Whose ratings, and when: one informant group or everyone, one occasion or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stratum {
    /// Position among the roles; everyone where there is none.
    pub(crate) role: Option<u8>,
    /// Position among the occasions; all where there is none.
    pub(crate) occasion: Option<u16>,
}

impl Stratum {
    /// Whether a respondent belongs to it.
    pub(crate) fn holds(&self, respondent: &Respondent) -> bool {
        self.role.is_none_or(|role| role == respondent.role)
            && self.occasion.is_none_or(|occasion| occasion == respondent.occasion)
    }

    /// Ids of its role and occasion.
    pub(crate) fn names(&self, tally: &Tally) -> (Option<String>, Option<String>) {
        let names = tally.names();
        let role = self.role.map(|role| names.roles[usize::from(role)].to_string());
        (role, self.occasion.map(|occasion| names.occasions[usize::from(occasion)].to_string()))
    }
}

impl Tally {
    /// Everyone (where that is another set of raters than a role) and each role, at all occasions and, where there are
    /// several, at each.
    pub(crate) fn strata(&self) -> Vec<Stratum> {
        let names = self.names();
        let unnamed = names.roles.iter().any(|role| role.is_empty());
        let mut roles = Vec::new();
        if names.roles.len() > 1 || unnamed {
            roles.push(None);
        }
        roles.extend(
            (0..=u8::MAX).zip(&names.roles).filter(|(_, role)| !role.is_empty()).map(|(at, _)| Some(at)),
        );
        let mut occasions = vec![None];
        if names.occasions.len() > 1 {
            occasions.extend((0..=u16::MAX).zip(&names.occasions).map(|(at, _)| Some(at)));
        }
        roles
            .iter()
            .flat_map(|role| occasions.iter().map(|occasion| Stratum { role: *role, occasion: *occasion }))
            .collect()
    }

    /// Who rated what; nothing where the counts do not say it.
    pub(crate) fn respondent_counts(&self) -> Option<&RespondentCounts> {
        match self.counts() {
            Counts::Raters(counts) => Some(counts),
            Counts::Units(_) => None,
        }
    }
}

impl RatingTable {
    /// The ratings on one criterion. Units are places (a unit at an occasion) at which someone whom `holds` names
    /// answered anything, in key order; raters are persons: where ids hold within an occasion only, a rater of each
    /// place. Groups are the units.
    pub(crate) fn of(
        tally: &Tally,
        counts: &RespondentCounts,
        criterion: u16,
        holds: &dyn Fn(&Respondent) -> bool,
    ) -> Self {
        let linked = tally.link() == RaterLink::Persistent;
        let names = tally.names();
        let mut places: Vec<(u32, u16)> = Vec::new();
        let mut starts = Vec::new();
        let (mut raters, mut codes): (Vec<u32>, Vec<u8>) = (Vec::new(), Vec::new());
        let mut persons = 0_u32;
        let mut last = None;
        for (at, respondent) in counts.respondents.iter().enumerate().filter(|(_, one)| holds(one)) {
            let place = (respondent.unit, respondent.occasion);
            if places.last() != Some(&place) {
                places.push(place);
                starts.push(raters.len());
                last = None;
            }
            // A rater's rows in two roles are neighbours.
            if last != Some(respondent.rater) {
                last = Some(respondent.rater);
                persons += 1;
            }
            let cells = counts.starts[at]..counts.starts[at + 1];
            let own = &counts.criteria[cells.clone()];
            let first = cells.start + own.partition_point(|known| *known < criterion);
            if first < cells.end
                && counts.criteria[first] == criterion
                && counts.ratings[first] < Rating::MISSING
            {
                raters.push(if linked { respondent.rater } else { persons - 1 });
                codes.push(counts.ratings[first]);
            }
        }
        starts.push(raters.len());
        let scale = tally.rubric().scale(criterion);
        let categories = scale.categories();
        let values: Option<Vec<f64>> = categories.iter().map(|category| category.value).collect();
        let positions = values.is_none();
        let values = values.unwrap_or_else(|| (1..=categories.len()).map(|rank| rank as f64).collect());
        Self(Arc::new(Inner {
            units: places.len(),
            raters: if linked { names.raters.len() } else { persons as usize },
            layout: Layout::Sparse { starts, raters },
            ratings: RatingCells::Codes(codes),
            scale: Scale { values, texts: None, declared: true, positions },
            unit_names: None,
            rater_names: None,
            groups: Some(Groups {
                of_unit: places.iter().map(|(unit, _)| *unit).collect(),
                names: names.units.iter().map(|name| name.to_string()).collect(),
            }),
        }))
    }
}
