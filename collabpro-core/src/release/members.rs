//! Who stands behind the cells of a release.

use super::salt::Codes;
use super::{Grouped, Place3, RecordedCriterion};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rubric::{Rating, Rubric};
use crate::scoring::{Responses, Score, responses};
use crate::stats::forest::Forest;
use crate::tally::{RespondentCounts, Tally, origin, origin_unit};

/// An informant group of a unit and occasion.
struct Group<'a> {
    place: Place3<'a>,
    /// No hash for people of open teams: their ratings are known.
    people: Vec<Option<u128>>,
    sheet: Responses,
    /// By criterion, how many people with a hash rated it.
    rated: Vec<u32>,
}

/// Who gave ratings on which criteria.
#[cfg_attr(test, derive(Default))]
pub(super) struct Members<'a> {
    /// By unit, occasion and role, in byte order.
    groups: Vec<Group<'a>>,
    /// By criterion, how many categories its scale has.
    levels: Vec<u8>,
}

impl<'a> Members<'a> {
    pub(super) fn of(
        tally: &'a Tally,
        counts: &RespondentCounts,
        codes: &mut Codes,
        open: impl Fn(&str, Option<&str>) -> bool,
        watch: &mut dyn Watch,
    ) -> Result<Self> {
        let (names, rubric) = (tally.names(), tally.rubric());
        let criteria = rubric.criteria().len();
        let levels = (0..criteria).map(|at| rubric.scale(at as u16).categories().len() as u8).collect();
        let mut members = Self { groups: Vec::new(), levels };
        let mut done = 0;
        for place in counts.respondents.chunk_by(|a, b| (a.unit, a.occasion) == (b.unit, b.occasion)) {
            ask(watch, done, Some(counts.respondents.len() as u64))?;
            done += place.len() as u64;
            let unit = &*names.units[place[0].unit as usize];
            let occasion = &*names.occasions[usize::from(place[0].occasion)];
            for (role, sheet) in responses(tally, counts, place[0].unit, place[0].occasion) {
                let mut people = Vec::new();
                for code in &sheet.raters {
                    let rater = &names.raters[*code as usize];
                    let home = origin_unit(unit, rater);
                    // Among everyone a person is known whose ratings are shown in each of the person's roles.
                    let first = place.partition_point(|at| at.rater < *code);
                    let mut roles = place[first..].iter().take_while(|at| at.rater == *code);
                    let known = match role {
                        Some(_) => open(home, role),
                        None => roles.all(|at| open(home, Some(&*names.roles[usize::from(at.role)]))),
                    };
                    people.push((!known).then(|| codes.of(&origin(unit, rater))));
                }
                let mut rated = vec![0; criteria];
                for (_, row) in people.iter().zip(sheet.rows()).filter(|(person, _)| person.is_some()) {
                    for ((rated, rating), levels) in rated.iter_mut().zip(row).zip(&members.levels) {
                        *rated += u32::from(is_level(*rating, *levels));
                    }
                }
                members.groups.push(Group { place: (unit, occasion, role), people, sheet, rated });
            }
        }
        Ok(members)
    }

    /// The place of a score's informant group.
    pub(super) fn group(&self, score: &Score) -> Option<usize> {
        let key = (score.unit.as_str(), score.occasion.as_str(), score.role.as_deref());
        self.groups.binary_search_by_key(&key, |group| group.place).ok()
    }

    /// Those whose ratings are in a cell, criterion by criterion.
    pub(super) fn criteria(&self, score: &Grouped<'_>, rubric: &Rubric) -> Vec<RecordedCriterion> {
        let mut criteria = Vec::new();
        let Some(group) = score.group.map(|at| &self.groups[at]) else { return criteria };
        for id in &score.score.criteria {
            let Some(at) = rubric.position(id) else { continue };
            let levels = self.levels[usize::from(at)];
            let mut criterion = RecordedCriterion { criterion: id.clone(), ratings: 0, members: Vec::new() };
            for (person, row) in group.people.iter().zip(group.sheet.rows()) {
                if is_level(row[usize::from(at)], levels) {
                    criterion.ratings += 1;
                    criterion.members.extend(person);
                }
            }
            if !criterion.members.is_sorted() {
                criterion.members.sort_unstable();
            }
            criteria.push(criterion);
        }
        criteria
    }

    /// For each of these groups the first one that it has people in common with, directly or through others.
    pub(super) fn islands(&self, groups: &[usize]) -> Vec<u32> {
        let people = |at: &usize| self.groups[*at].people.iter().flatten().copied();
        let mut found: Vec<(u128, u32)> =
            (0..).zip(groups).flat_map(|(at, group)| people(group).map(move |person| (person, at))).collect();
        found.sort_unstable();
        let mut islands = Forest::new(groups.len());
        for pair in found.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            islands.join(pair[0].1, pair[1].1);
        }
        (0..groups.len() as u32).map(|at| islands.root(at)).collect()
    }

    /// Whether the cells of one group on a construct give nothing small away, which is quickly seen: beside all of its criteria the
    /// construct says nothing more, beside none of them it stands alone, one of a single criterion says what that says, and each
    /// cell has people enough.
    pub(super) fn is_plain<'s>(
        &self,
        group: usize,
        scores: impl Iterator<Item = &'s Score>,
        minimum: u32,
        rubric: &Rubric,
    ) -> bool {
        let rated = &self.groups[group].rated;
        let enough = |id: &String| rubric.position(id).is_some_and(|at| rated[usize::from(at)] >= minimum);
        let (mut alone, mut sum): (Vec<&String>, Option<&[String]>) = (Vec::new(), None);
        for score in scores {
            match score.criteria.as_slice() {
                [criterion] if enough(criterion) => alone.push(criterion),
                criteria if criteria.len() > 1 && sum.is_none() => sum = Some(criteria),
                _ => return false,
            }
        }
        let Some(sum) = sum else { return true };
        match sum.iter().filter(|criterion| alone.contains(criterion)).count() {
            0 => sum.iter().any(enough),
            shown => shown == sum.len(),
        }
    }
}

fn is_level(rating: u8, levels: u8) -> bool {
    matches!(Rating::from_code(rating), Rating::Level(level) if level < levels)
}
