//! What a school's report does not ask by itself: whether places differ, and what more raters would bring. Of what research
//! found it takes counts and coefficients, no name of a place; otherwise the appendix says that it was not asked for.

use super::super::{Block, Blocks, Section, SectionId};
use crate::base::message::Message;

/// What research found, as the appendix says it.
#[derive(Default)]
pub(in super::super) struct Studies {
    /// What places share, a section of its own.
    pub(in super::super) networks: Option<Section>,
    pub(in super::super) sites: Option<Block>,
    pub(in super::super) decisions: Option<Block>,
}

impl Studies {
    pub(super) fn section(self) -> Section {
        let mut blocks = Blocks::default();
        for (found, not_asked) in [
            (self.sites, "report.studies.sites.not_asked"),
            (self.decisions, "report.studies.decisions.not_asked"),
        ] {
            match found {
                Some(found) => blocks.add(found),
                None => blocks.say(Message::new(not_asked)),
            }
        }
        Section::whole(SectionId::Studies, Message::new("report.studies.heading"), blocks)
    }
}

#[cfg(feature = "research")]
pub(in super::super) use found::{decisions, sites};

#[cfg(feature = "research")]
mod found {
    use super::super::trust::ranged;
    use crate::base::error::Result;
    use crate::base::message::Message;
    use crate::base::options;
    use crate::comparison::{SiteConstruct, SitePair, SiteVerdict, Sites};
    use crate::generalizability::{Decision, Decisions};
    use crate::release::{LEAST_UNITS, Released};
    use crate::report::{Block, Sentence, words};

    fn said(message: Message) -> Block {
        Block::Paragraph { sentences: vec![Sentence::from(message)] }
    }

    /// How many pairs of places can be told apart, of those whose shares are both shown.
    pub(in super::super::super) fn sites(released: &Released, sites: &Sites) -> Result<Block> {
        if !released.rubric().takes(&sites.rubric.id, &sites.rubric.version) {
            return Err(options::unfit("sites", "option.other_instrument", released.rubric().id()).into());
        }
        let is_shown = |of: &SiteConstruct, unit: &str| {
            let mut own = released.constructs().iter().filter(|cell| {
                (cell.unit.as_str(), cell.occasion.as_str()) == (unit, sites.options.occasion.as_str())
                    && cell.construct == of.construct
            });
            own.any(|cell| cell.is_shown())
        };
        let mut shown: Vec<&SitePair> = Vec::new();
        for of in &sites.constructs {
            let both = |pair: &&SitePair| is_shown(of, &pair.first) && is_shown(of, &pair.second);
            shown.extend(of.pairs.iter().filter(both));
        }
        let apart = shown.iter().filter(|pair| pair.verdict == SiteVerdict::Distinguishable).count();
        let message = Message::new("report.studies.sites").count("pairs", shown.len() as u64);
        Ok(said(message.count("apart", apart as u64)))
    }

    /// The coefficient of each design, where enough places are shown that it is about none of them.
    pub(in super::super::super) fn decisions(released: &Released, decisions: &Decisions) -> Result<Block> {
        let constructs = released.rubric().constructs();
        let is_known =
            |of: &Decision| of.construct.iter().all(|own| constructs.iter().any(|(known, _)| known == own));
        if !decisions.decisions.iter().all(is_known) {
            return Err(options::unfit("decisions", "option.other_instrument", released.rubric().id()).into());
        }
        let mut units: Vec<_> = released.coverage().iter().map(|row| row.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        if units.len() < LEAST_UNITS {
            return Ok(said(Message::new("report.studies.decisions.few").count("least", LEAST_UNITS as u64)));
        }
        let rows = decisions.decisions.iter().filter_map(|of| {
            let found = of.generalizability?;
            let size = |(facet, n): (&str, &f64)| {
                let decimals = if n.fract() == 0.0 { 0 } else { 1 };
                Message::new("generalizability.size").number("n", *n, decimals).text("facet", facet)
            };
            let sizes = of.sizes.iter().map(size).collect();
            Some(vec![
                of.construct.as_ref().map_or_else(|| Message::new("report.studies.all"), words::construct),
                words::role(released, of.role.as_deref()),
                Message::new("report.studies.sizes").list("sizes", sizes),
                match found.interval {
                    Some(interval) => ranged(Message::new("report.trust.mean"), found.value, interval),
                    None => Message::new("report.studies.value").number("value", found.value, 2),
                },
            ])
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Ok(said(Message::new("report.studies.decisions.none")));
        }
        let head = vec![
            Message::new("report.trust.about"),
            Message::new("report.studies.role"),
            Message::new("report.studies.sizes.head"),
            Message::new("report.studies.coefficient"),
        ];
        let percent = (100.0 * decisions.options.confidence).round() as u64;
        let caption = Message::new("report.studies.decisions").count("percent", percent);
        Ok(Block::Table { caption, head, rows, to_fill: false })
    }
}
