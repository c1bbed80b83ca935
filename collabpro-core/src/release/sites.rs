//! Pairs of sites as they may be told: only those whose shares a release shows.

use super::Released;
use super::by_place::{ByPlace, Spot};
use crate::comparison::{Site, SiteBasis, SiteConstruct, SitePair, Sites};

/// More places than these are not named beside one another.
const NAMED: usize = 20;

/// What one place's own pairs say of a construct: by the names of the others, so in no order.
pub(crate) struct OwnPairs<'a> {
    /// The construct, with all of its sites.
    pub(crate) of: &'a SiteConstruct,
    /// Ids of the other places, and whether they can be told apart.
    pub(crate) others: Vec<(&'a str, &'a SitePair)>,
}

impl Released {
    /// The group whose ratings sites are compared by.
    pub(crate) fn group_of<'a>(&'a self, sites: &'a Sites) -> Option<&'a str> {
        let mut roles = self.coverage().iter().filter_map(|row| row.role.as_deref());
        sites.options.role.as_deref().or_else(|| roles.next())
    }

    fn spot<'s>(&'s self, sites: &'s Sites, of: &'s SiteConstruct, unit: &'s str) -> Spot<'s> {
        (unit, &sites.options.occasion, self.group_of(sites), &of.construct)
    }

    /// Whether the shares of sites can be those that were released, as far as the release shows them.
    pub(crate) fn is_source_of_sites(&self, sites: &Sites) -> bool {
        let cells = self.by_place();
        let same = |of: &SiteConstruct, site: &Site| {
            cells.agrees(self.spot(sites, of, &site.unit), site.share, None)
        };
        self.rubric().takes(&sites.rubric.id, &sites.rubric.version)
            && sites.constructs.iter().all(|of| of.sites.iter().all(|site| same(of, site)))
    }

    /// The pairs whose shares are both shown.
    pub(crate) fn pairs<'a>(&self, sites: &'a Sites) -> Vec<&'a SitePair> {
        let cells = self.by_place();
        let mut shown = Vec::new();
        for of in &sites.constructs {
            let told = |unit: &str| cells.shown(self.spot(sites, of, unit)).is_some();
            shown.extend(of.pairs.iter().filter(|pair| told(&pair.first) && told(&pair.second)));
        }
        shown
    }

    /// The pairs of one place that raters link, where each shows its share in whole per cent. Of an open team only the place
    /// itself: it did not agree that others read of it.
    pub(crate) fn own_pairs<'a>(&self, sites: &'a Sites, unit: &str) -> Vec<OwnPairs<'a>> {
        let cells: &ByPlace<'_> = &self.by_place();
        let mut own = Vec::new();
        for of in sites.constructs.iter().filter(|of| of.sites.len() <= NAMED) {
            let told = |unit: &str| cells.whole(self.spot(sites, of, unit)).is_some();
            let other = |pair: &'a SitePair| match () {
                () if pair.first == unit => Some((pair.second.as_str(), pair)),
                () if pair.second == unit => Some((pair.first.as_str(), pair)),
                () => None,
            };
            let linked = |pair: &&SitePair| {
                matches!(pair.basis, Some(SiteBasis::SharedRaters | SiteBasis::ThroughOthers))
            };
            let mut others: Vec<_> = of.pairs.iter().filter(linked).filter_map(other).collect();
            others.retain(|(id, _)| told(id) && !self.open_teams().iter().any(|open| open == id));
            if told(unit) && !others.is_empty() {
                own.push(OwnPairs { of, others });
            }
        }
        own
    }
}
