//! Whether a similarity may be shown: only of two profiles of ten people or more, each share of which is shown by itself.

use super::Released;
use super::by_place::{ByPlace, Spot};
use super::detail::ROUNDING;
use crate::comparison::{Profile, ProfileNumbers, Similarity};
use crate::framework::Construct;
use crate::scoring::Standing;

fn spot<'s>(profile: &'s Profile, construct: &'s Construct) -> Spot<'s> {
    (&profile.unit, &profile.occasion, profile.role.as_deref(), construct)
}

/// The two profiles, where there is anything to compare.
fn profiles(found: &Similarity) -> Option<[(&Profile, &ProfileNumbers); 2]> {
    let (first, second) = (found.first.as_ref()?, found.second.as_ref()?);
    Some([(&found.options.first, first), (&found.options.second, second)])
}

impl Released {
    /// Whether the profiles can be of the scores that were released, as far as the release shows them.
    pub(crate) fn is_source_of_similarity(&self, found: &Similarity) -> bool {
        let cells = self.by_place();
        let same = |(profile, numbers): (&Profile, &ProfileNumbers)| {
            let mut shares = found.constructs.iter().zip(&numbers.shares);
            shares.all(|(construct, share)| {
                let near = [share - ROUNDING, *share, share + ROUNDING];
                near.into_iter().any(|share| cells.agrees(spot(profile, construct), Some(share), None))
            })
        };
        self.rubric().takes(&found.rubric.id, &found.rubric.version)
            && profiles(found).into_iter().flatten().all(same)
    }

    /// Whether it may be shown. A share that is withheld could be worked out from how like the profiles are; so could one that
    /// is shown in coarser steps, and that of an open team, which did not agree to that.
    pub(crate) fn shows_similarity(&self, found: &Similarity) -> bool {
        let cells: &ByPlace<'_> = &self.by_place();
        let whole = |(profile, numbers): (&Profile, &ProfileNumbers)| {
            Standing::of(numbers.raters as usize) == Standing::Enough
                && !self.open_teams().contains(&profile.unit)
                && found.constructs.iter().all(|construct| cells.whole(spot(profile, construct)).is_some())
        };
        profiles(found).is_some_and(|both| both.into_iter().all(whole))
    }
}
