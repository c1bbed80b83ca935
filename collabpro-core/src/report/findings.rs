//! What a report tells beside what was released: results that the caller asked for.

use super::SectionId;
use super::context;
use super::places::Place;
use crate::base::error::Result;
use crate::base::options;
use crate::comparison::{Change, ResponseShift, Trend};
#[cfg(feature = "research")]
use crate::comparison::{Similarity, Sites};
#[cfg(feature = "research")]
use crate::generalizability::Decisions;
use crate::matching::ContextMatch;
use crate::release::Released;
#[cfg(feature = "research")]
use crate::roll_up::RollUp;

/// Each as it was given. Of all of them a report tells what the release shows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Findings<'a> {
    pub(super) change: Option<&'a Change>,
    pub(super) trend: Option<&'a Trend>,
    pub(super) response_shift: Option<&'a ResponseShift>,
    pub(super) context: Option<&'a ContextMatch>,
    #[cfg(feature = "research")]
    pub(super) roll_up: Option<&'a RollUp>,
    #[cfg(feature = "research")]
    pub(super) sites: Option<&'a Sites>,
    #[cfg(feature = "research")]
    pub(super) similarity: Option<&'a Similarity>,
    #[cfg(feature = "research")]
    pub(super) decisions: Option<&'a Decisions>,
}

impl Findings<'_> {
    /// Whether they are of the scores that were released: two that are not could be held against one another.
    pub(super) fn check(&self, released: &Released) -> Result<()> {
        let other = |path, found: String| Err(options::unfit(path, "option.other_scores", found).into());
        if let Some(own) = self.change.filter(|own| !released.is_source_of(own)) {
            return other("change", format!("{} → {}", own.options.from, own.options.to));
        }
        if let Some(own) = self.trend.filter(|own| !released.is_source_of_trend(own)) {
            return other("trend", own.occasions.join(", "));
        }
        if let Some(own) = self.response_shift.filter(|own| !released.is_source_of_response_shift(own)) {
            return other("responseShift", own.options.then.clone());
        }
        #[cfg(feature = "research")]
        self.check_research(released)?;
        Ok(())
    }

    /// Whether what the sections that are named are made of was given: without it there is nothing to show.
    pub(super) fn check_sections(&self, sections: &[SectionId]) -> Result<()> {
        #[cfg(feature = "research")]
        let rolled = self.roll_up.is_some();
        #[cfg(not(feature = "research"))]
        let rolled = false;
        let lacks = |id: &SectionId| match id {
            SectionId::Change => self.change.is_none() && self.trend.is_none(),
            SectionId::Context => self.context.is_none(),
            SectionId::ResponseShift => self.response_shift.is_none(),
            SectionId::Networks => !rolled,
            _ => false,
        };
        match sections.iter().enumerate().find(|(_, id)| lacks(id)) {
            Some((at, id)) => {
                Err(options::unfit(format!("sections[{at}]"), "option.section", id.id()).into())
            }
            None => Ok(()),
        }
    }

    #[cfg(feature = "research")]
    fn check_research(&self, released: &Released) -> Result<()> {
        let other = |path, found: &str| Err(options::unfit(path, "option.other_scores", found).into());
        if let Some(own) = self.roll_up.filter(|own| !released.is_source_of_roll_up(own)) {
            return other("rollUp", own.options.by.id());
        }
        if let Some(own) = self.sites.filter(|own| !released.is_source_of_sites(own)) {
            return other("sites", &own.options.occasion);
        }
        if let Some(own) = self.similarity.filter(|own| !released.is_source_of_similarity(own)) {
            return other("similarity", &own.options.first.unit);
        }
        let constructs = released.rubric().constructs();
        let known = |own: &crate::framework::Construct| constructs.iter().any(|(known, _)| known == own);
        let decisions = self.decisions.into_iter().flat_map(|own| &own.decisions);
        if decisions.flat_map(|of| &of.construct).any(|own| !known(own)) {
            let rubric = released.rubric().id();
            return Err(options::unfit("decisions", "option.other_instrument", rubric).into());
        }
        Ok(())
    }

    /// Whether the match of contexts is about one of these places, so that there is a page on which it stands.
    pub(super) fn lacks_page(&self, places: &[Place<'_>]) -> Option<String> {
        let found = self.context?;
        let here = places.iter().any(|place| context::is_about(found, place.unit, place.occasion));
        (!here).then(|| context::place(found))
    }
}
