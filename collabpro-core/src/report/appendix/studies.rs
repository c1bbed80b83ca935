//! What a school's report does not ask by itself: whether places differ, how like two of them are, and what more raters would
//! bring. Of what research found it takes words, counts and coefficients; where it was not asked for, the appendix says so.

use super::super::findings::Findings;
use super::super::page::Page;
use super::super::{Blocks, Section, SectionId};
use crate::base::message::Message;
use crate::release::Released;

#[cfg(feature = "research")]
pub(in super::super) use found::next_time;

const SITES: &str = "report.studies.sites.not_asked";
const DECISIONS: &str = "report.studies.decisions.not_asked";

pub(super) fn section(released: &Released, findings: &Findings<'_>, pages: &[Page<'_>]) -> Section {
    let mut blocks = Blocks::default();
    found::told(released, findings, pages, &mut blocks);
    Section::whole(SectionId::Studies, Message::new("report.studies.heading"), blocks)
}

#[cfg(not(feature = "research"))]
mod found {
    use super::*;

    pub(super) fn told(_: &Released, _: &Findings<'_>, _: &[Page<'_>], blocks: &mut Blocks) {
        [SITES, DECISIONS].into_iter().for_each(|id| blocks.say(Message::new(id)));
    }
}

#[cfg(feature = "research")]
mod found {
    use super::super::trust::ranged;
    use super::*;
    use std::cmp::Ordering;

    use crate::comparison::{Profile, Similarity, SitePair, SiteVerdict, Sites};
    use crate::generalizability::{Decision, Decisions};
    use crate::release::{LEAST_UNITS, OwnPairs, RELIABLE};
    use crate::report::words;

    pub(super) fn told(
        released: &Released,
        findings: &Findings<'_>,
        pages: &[Page<'_>],
        blocks: &mut Blocks,
    ) {
        match findings.sites {
            Some(found) => sites(released, found, pages, blocks),
            None => blocks.say(Message::new(SITES)),
        }
        if let Some(found) = findings.similarity {
            similarity(released, found, pages, blocks);
        }
        match findings.decisions {
            Some(found) => decisions(released, found, blocks),
            None => blocks.say(Message::new(DECISIONS)),
        }
    }

    fn is_apart(pair: &SitePair) -> bool {
        pair.verdict == SiteVerdict::Distinguishable
    }

    /// How many pairs of places can be told apart; to one place by itself also from which others.
    fn sites(released: &Released, sites: &Sites, pages: &[Page<'_>], blocks: &mut Blocks) {
        let shown = released.pairs(sites);
        let apart = shown.iter().filter(|pair| is_apart(pair)).count();
        let message = Message::new("report.studies.sites").count("pairs", shown.len() as u64);
        blocks.say(message.count("apart", apart as u64));
        let [page] = pages else { return };
        let own = released.own_pairs(sites, page.unit);
        if own.is_empty() || page.occasion != sites.options.occasion {
            return;
        }
        let named = |own: &OwnPairs<'_>, apart: bool| {
            let others = own.others.iter().filter(|(_, pair)| is_apart(pair) == apart);
            let names = others.map(|(id, _)| words::plain(released.units().label(id)));
            let names: Vec<Message> = names.collect();
            if names.is_empty() {
                Message::new("report.studies.pairs.none")
            } else {
                Message::new("report.studies.pairs.named").list("places", names)
            }
        };
        let row = |own: &OwnPairs<'_>| {
            vec![words::construct(&own.of.construct), named(own, true), named(own, false)]
        };
        let head = ["report.trust.about", "report.studies.pairs.apart", "report.studies.pairs.cannot"];
        let role = words::role(released, released.group_of(sites));
        let caption = Message::new("report.studies.pairs").message("role", role);
        blocks.table(caption, head.map(Message::new).to_vec(), own.iter().map(row).collect());
    }

    /// How alike two profiles are in shape, and how much of what they differ by is more than chance. Never in height, which is a
    /// mean over what is measured.
    fn similarity(released: &Released, found: &Similarity, pages: &[Page<'_>], blocks: &mut Blocks) {
        let profiles = [&found.options.first, &found.options.second];
        let about = |page: &Page<'_>| {
            profiles.iter().any(|own| (&*own.unit, &*own.occasion) == (page.unit, page.occasion))
        };
        if !pages.iter().any(about) {
            return;
        }
        if !released.shows_similarity(found) {
            return blocks.say(Message::new("report.studies.similarity.few"));
        }
        let name = |own: &Profile| {
            let place = words::heading(released, &own.unit, &own.occasion);
            let name = Message::new("report.studies.profile").message("place", place);
            name.message("role", words::role(released, own.role.as_deref()))
        };
        let [first, second] = profiles.map(name);
        let shape = found.shape.and_then(|shape| Some((shape.value, shape.interval?)));
        let said = match shape {
            Some((value, at)) => Message::new("report.studies.similarity")
                .number("shape", value, 1)
                .number("lower", at.lower, 1)
                .number("upper", at.upper, 1),
            None => Message::new("report.studies.similarity.even"),
        };
        let mut sentences = vec![said.message("first", first).message("second", second).into()];
        if let Some(reliability) = found.difference_reliability {
            let one = found.one_message == Some(true);
            let id = if one { "report.studies.difference.one" } else { "report.studies.difference" };
            sentences.push(Message::new(id).number("percent", reliability * 100.0, 0).into());
        }
        blocks.paragraph(sentences);
    }

    /// Whether enough places are shown that a coefficient over places is about none of them.
    fn are_enough(released: &Released) -> bool {
        let mut units: Vec<_> = released.coverage().iter().map(|row| row.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        units.len() >= LEAST_UNITS
    }

    /// How many of each facet.
    fn sizes(of: &Decision) -> Vec<Message> {
        let size = |(facet, n): (&str, f64)| {
            let id = match facet {
                "rater" => "report.next.people",
                "criterion" => "report.next.questions",
                _ => "generalizability.size",
            };
            let decimals = if n.fract() == 0.0 { 0 } else { 1 };
            let message = Message::new(id).number("n", n, decimals);
            if id == "generalizability.size" { message.text("facet", facet) } else { message }
        };
        of.sizes().map(size).collect()
    }

    /// The coefficient of each design, where enough places are shown.
    fn decisions(released: &Released, decisions: &Decisions, blocks: &mut Blocks) {
        if !are_enough(released) {
            let few = Message::new("report.studies.decisions.few");
            return blocks.say(few.count("least", LEAST_UNITS as u64));
        }
        let rows = decisions.decisions.iter().filter_map(|of| {
            let found = of.generalizability?;
            Some(vec![
                of.construct.as_ref().map_or_else(|| Message::new("report.studies.all"), words::construct),
                words::role(released, of.role.as_deref()),
                Message::new("report.studies.sizes").list("sizes", sizes(of)),
                match found.interval {
                    Some(interval) => ranged(Message::new("report.trust.mean"), found.value, interval),
                    None => Message::new("report.studies.value").number("value", found.value, 2),
                },
            ])
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return blocks.say(Message::new("report.studies.decisions.none"));
        }
        let head = [
            "report.trust.about",
            "report.studies.role",
            "report.studies.sizes.head",
            "report.studies.coefficient",
        ];
        let percent = (100.0 * decisions.options.confidence).round() as u64;
        let caption = Message::new("report.studies.decisions").count("percent", percent);
        blocks.table(caption, head.map(Message::new).to_vec(), rows);
    }

    /// How many people and questions next time would take: the smallest design that was asked about with which most of what was
    /// asked tells places apart, else the largest.
    pub(in super::super::super) fn next_time(page: &Page<'_>) -> Option<Message> {
        let role = page.voice.filter(|_| are_enough(page.released))?;
        let here = |of: &&Decision| {
            of.role.as_deref() == role && of.occasion.as_deref().is_none_or(|id| id == page.occasion)
        };
        let told = |of: &&Decision| here(of) && of.generalizability.is_some();
        let mut own: Vec<_> = page.findings.decisions?.decisions.iter().filter(told).collect();
        let size = |of: &Decision| {
            let each: Vec<f64> = of.sizes().map(|(_, n)| n).collect();
            (each.iter().product::<f64>(), each)
        };
        own.sort_by(|a, b| size(a).partial_cmp(&size(b)).unwrap_or(Ordering::Equal));
        let mut said = None;
        for design in own.chunk_by(|a, b| a.sizes == b.sizes) {
            let reach = |of: &&&Decision| of.generalizability.is_some_and(|found| found.value >= RELIABLE);
            let (n, all) = (design.iter().filter(reach).count(), design.len());
            let enough = 2 * n > all;
            let id = if enough { "report.next.design" } else { "report.next.design.most" };
            let sizes = design.first().map(|of| sizes(of))?;
            said = Some(Message::new(id).list("sizes", sizes).count("n", n as u64).count("all", all as u64));
            if enough {
                break;
            }
        }
        said
    }
}
