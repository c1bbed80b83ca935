//! The design of counted ratings.

use super::{MapCell, RatedCriterion, RatingDesign, Response, allowed};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::watch::{Watch, ask};
use crate::rating_design::graph::{Link, Links};
use crate::rating_table::Stratum;
use crate::ratings::{RaterLink, RatingKind};
use crate::rubric::{Instrument, Rating};
use crate::stats::forest::Forest;
use crate::tally::{Respondent, RespondentCounts, Tally};
use crate::units::Units;

pub(super) fn rating_design(tally: &Tally, units: &Units, watch: &mut dyn Watch) -> Result<RatingDesign> {
    if tally.kind() == RatingKind::Consensus {
        return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
    }
    let counts = tally
        .respondent_counts()
        .ok_or_else(|| Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")))?;
    let linked = tally.link() == RaterLink::Persistent;
    let mut groups = Vec::new();
    let mut widest = None;
    let mut response = Vec::new();
    let strata = tally.strata();
    let steps = strata.len() as u64;
    for (at, stratum) in (0..).zip(strata) {
        ask(watch, at, Some(steps))?;
        let answers = GroupCounts { tally, counts, stratum };
        let links = answers.links();
        let mut group = links.group();
        group.criteria = answers.criteria(&links);
        group.possible = allowed::possible(&group, linked);
        (group.role, group.occasion) = stratum.names(tally);
        if stratum.occasion.is_none() {
            let sizes = group
                .rated
                .iter()
                .map(|place| (&*place.unit, &*place.occasion, place.raters))
                .collect::<Vec<_>>();
            respond(tally, units, group.role.as_deref(), &sizes, &mut response);
        }
        groups.push(group);
        widest.get_or_insert(links);
    }
    response.sort_by(|a, b| (&a.unit, &a.occasion, &a.role).cmp(&(&b.unit, &b.occasion, &b.role)));
    Ok(RatingDesign {
        rubric: Some(Instrument::of(tally.rubric())),
        linked,
        groups,
        map: map(tally, counts),
        response,
        links: widest.unwrap_or_default(),
    })
}

/// Response of places that were rated, and of others whose size is known.
fn respond(
    tally: &Tally,
    units: &Units,
    role: Option<&str>,
    rated: &[(&str, &str, u32)],
    response: &mut Vec<Response>,
) {
    let mut put = |unit: &str, occasion: &str, raters: u32| {
        let Some(size) = units.size(unit, role, occasion) else { return };
        response.push(Response {
            unit: unit.to_owned(),
            occasion: occasion.to_owned(),
            role: role.map(str::to_owned),
            raters,
            size,
            rate: (size > 0).then(|| f64::from(raters) / f64::from(size)),
        });
    };
    // Places are in the order of the tally's units and occasions.
    let known = |unit: &str, occasion: &str| {
        rated.binary_search_by(|(own, at, _)| (*own, *at).cmp(&(unit, occasion))).is_ok()
    };
    rated.iter().for_each(|(unit, occasion, raters)| put(unit, occasion, *raters));
    for unit in units.iter().filter(|unit| !unit.sizes.is_empty()) {
        for occasion in tally.occasions().filter(|occasion| !known(&unit.id, occasion)) {
            put(&unit.id, occasion, 0);
        }
    }
}

/// The answers of one group.
struct GroupCounts<'a> {
    tally: &'a Tally,
    counts: &'a RespondentCounts,
    stratum: Stratum,
}

impl GroupCounts<'_> {
    fn respondents(&self) -> impl Iterator<Item = (usize, &Respondent)> {
        self.counts.respondents.iter().enumerate().filter(|(_, one)| self.stratum.holds(one))
    }

    /// A link for each rater at a place.
    fn links(&self) -> Links {
        let names = self.tally.names();
        let linked = self.tally.link() == RaterLink::Persistent;
        let mut made = Links { linked, ..Links::default() };
        let mut raters = Vec::new();
        let mut last = None;
        for (at, one) in self.respondents() {
            let place = (one.unit, one.occasion);
            let before: Option<(u32, u16, u32)> = last;
            if before.map(|(unit, occasion, _)| (unit, occasion)) != Some(place) {
                let occasion = &names.occasions[usize::from(one.occasion)];
                made.places.push([names.units[one.unit as usize].to_string(), occasion.to_string()]);
            }
            // A rater's rows in two roles are neighbours.
            let person = Some((one.unit, one.occasion, one.rater));
            if last != person {
                last = person;
                let rater = if linked { one.rater } else { made.links.len() as u32 };
                raters.push(one.rater);
                let place = made.places.len() as u32 - 1;
                made.links.push(Link { place, rater, ratings: 0, always: None });
            }
            let Some(link) = made.links.last_mut() else { continue };
            for rating in &self.counts.ratings[self.counts.starts[at]..self.counts.starts[at + 1]] {
                if *rating < Rating::MISSING {
                    let own = Some(u64::from(*rating));
                    link.always = own.filter(|_| link.ratings == 0 || link.always == own);
                    link.ratings += 1;
                }
            }
        }
        made.count = if linked { names.raters.len() } else { made.links.len() };
        let name = |rater: &u32| names.raters[*rater as usize].to_string();
        made.raters = Some(if linked {
            names.raters.iter().map(|name| name.to_string()).collect()
        } else {
            raters.iter().map(name).collect()
        });
        made
    }

    /// Each criterion that somebody was asked: its ratings, what they link, and the categories that nobody used.
    fn criteria(&self, links: &Links) -> Vec<RatedCriterion> {
        let rubric = self.tally.rubric();
        let places = links.places.len();
        // The cells by criterion: the link, and the rating.
        let mut cells: Vec<Vec<(u32, u8)>> = vec![Vec::new(); rubric.criteria().len()];
        let (mut link, mut last) = (0_u32, None);
        for (at, one) in self.respondents() {
            let person = (one.unit, one.occasion, one.rater);
            link += u32::from(last.is_some_and(|last| last != person));
            last = Some(person);
            for cell in self.counts.starts[at]..self.counts.starts[at + 1] {
                cells[usize::from(self.counts.criteria[cell])].push((link, self.counts.ratings[cell]));
            }
        }
        let mut made = Vec::new();
        for (at, cells) in cells.into_iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
            let criterion = &rubric.criteria()[at];
            let categories = rubric.scale(at as u16).categories();
            let mut used = vec![false; categories.len()];
            let mut forest = Forest::new(places + links.count);
            let mut panel = vec![0_u32; places];
            let mut raters = vec![false; links.count];
            let (mut ratings, mut parts) = (0, 0_u32);
            for (link, rating) in cells.into_iter().filter(|(_, rating)| *rating < Rating::MISSING) {
                let Link { place, rater, .. } = links.links[link as usize];
                used[usize::from(rating)] = true;
                ratings += 1;
                // Each new place or rater is a part of its own until it is linked.
                parts += u32::from(panel[place as usize] == 0) + u32::from(!raters[rater as usize]);
                panel[place as usize] += 1;
                raters[rater as usize] = true;
                parts -= u32::from(forest.join(place, places as u32 + rater));
            }
            let unused = (0..used.len()).filter(|code| !used[*code]).map(|code| categories[code].id.clone());
            made.push(RatedCriterion {
                criterion: Some(criterion.id.clone()),
                construct: Some(criterion.construct.clone()),
                ratings,
                units: panel.iter().filter(|raters| **raters > 0).count() as u32,
                pairable: panel.iter().filter(|raters| **raters > 1).count() as u32,
                components: parts,
                unused: Some(unused.collect()),
            });
        }
        made
    }
}

/// For each unit, occasion, role (and everyone, where there are several) and criterion that anybody was asked: what became
/// of it.
fn map(tally: &Tally, counts: &RespondentCounts) -> Vec<MapCell> {
    let (names, rubric) = (tally.names(), tally.rubric());
    let mut asked = vec![false; rubric.criteria().len()];
    counts.criteria.iter().for_each(|criterion| asked[usize::from(*criterion)] = true);
    let criteria: Vec<_> = (0..asked.len()).filter(|at| asked[*at]).collect();
    let mut roles = Vec::new();
    for stratum in tally.strata().into_iter().filter(|stratum| stratum.occasion.is_none()) {
        roles.push(stratum.role);
    }
    let mut made = Vec::new();
    let mut at = 0;
    for place in counts.respondents.chunk_by(|a, b| (a.unit, a.occasion) == (b.unit, b.occasion)) {
        for role in &roles {
            let mut slots = vec![[0_u64; 4]; asked.len()];
            let mut people = 0;
            let mut last = None;
            for (offset, one) in place.iter().enumerate() {
                if role.is_some_and(|role| role != one.role) {
                    continue;
                }
                people += u64::from(last != Some(one.rater));
                last = Some(one.rater);
                for cell in counts.starts[at + offset]..counts.starts[at + offset + 1] {
                    let slot =
                        counts.ratings[cell].checked_sub(Rating::MISSING).map_or(0, |reason| reason + 1);
                    slots[usize::from(counts.criteria[cell])][usize::from(slot)] += 1;
                }
            }
            if people == 0 {
                continue;
            }
            for criterion in &criteria {
                let [given, not_observed, not_applicable, no_answer] = slots[*criterion];
                made.push(MapCell {
                    unit: names.units[place[0].unit as usize].to_string(),
                    occasion: names.occasions[usize::from(place[0].occasion)].to_string(),
                    role: role.map(|role| names.roles[usize::from(role)].to_string()),
                    criterion: Some(rubric.criteria()[*criterion].id.clone()),
                    given,
                    not_observed,
                    not_applicable,
                    no_answer,
                    not_asked: people.saturating_sub(given + not_observed + not_applicable + no_answer),
                });
            }
        }
        at += place.len();
    }
    made
}
