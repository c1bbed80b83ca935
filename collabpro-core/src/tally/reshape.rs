//! Merging, selecting and grouping: each gives canonical counts again.

use collabpro_derive::{options, words};

use super::build::{Sources, build, finish, ranked};
use super::{CellKey, Counts, Grain, Head, Names, Respondent, RespondentCounts, Tally, UnitCounts, slots};

use crate::base::dictionary::Dictionary;
use crate::base::error::{Error, ErrorCode, Place, Problem, Result};
use crate::base::watch::{Stages, Watch, Watched, ask};
use crate::framework::UnitKind;
use crate::ratings::Columns;
use crate::units::Units;

/// What to keep; an empty list keeps all: `{"units": ["Birch"], "roles": ["teacher"]}`.
#[options]
#[derive(Eq)]
pub struct Selection {
    /// Ids of units.
    pub units: Vec<String>,
    /// Ids of occasions.
    pub occasions: Vec<String>,
    /// Ids of roles.
    pub roles: Vec<String>,
    /// Ids of criteria.
    pub criteria: Vec<String>,
}

/// By what units are put together.
#[words(option = "by")]
#[derive(Default)]
pub enum GroupBy {
    /// The units they belong to at that occasion.
    #[default]
    Parent,
    /// The kind of unit.
    Kind,
    /// The intentional design they use.
    Practice,
}

impl GroupBy {
    /// What a unit is put under at an occasion, each once, and whether it is known that it belongs there then.
    pub(crate) fn groups<'a>(self, units: &'a Units, unit: &str, occasion: &str) -> Vec<(&'a str, bool)> {
        let Some(entry) = units.get(unit) else { return Vec::new() };
        let always = |id: Option<&'a str>| id.map(|id| (id, true)).into_iter().collect();
        match self {
            Self::Kind => always(entry.kind.map(UnitKind::id)),
            Self::Practice => always(entry.practice.as_deref()),
            Self::Parent => {
                let mut parents: Vec<(&str, bool)> = Vec::new();
                for parent in &entry.parents {
                    let holds = units.holds(parent, occasion);
                    if holds != Some(false) && !parents.iter().any(|(known, _)| *known == parent.unit) {
                        parents.push((&parent.unit, holds.is_some()));
                    }
                }
                parents
            }
        }
    }
}

/// Respondents between two questions to the watcher, or cells of counts.
const RESPONDENTS: usize = 1 << 14;

/// Between a unit and a rater in the label of a rater who was put into a larger group. No id may hold it.
const ORIGIN: &str = "\u{1f}";

impl Tally {
    /// Counts of both together.
    ///
    /// # Errors
    /// `tally_mismatch` when rubric, grain, kind of ratings or rater link differ; `duplicate_rating` when both hold the
    /// same rater's rating on the same criterion, unit and occasion.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let (a, b) = (self.head(), other.head());
        let rubric = a.rubric.of_both(&b.rubric);
        let what = match () {
            () if rubric.is_none() => "rubric",
            () if self.grain() != other.grain() => "grain",
            () if a.kind != b.kind => "kind",
            () if a.link != b.link => "link",
            () => "",
        };
        if !what.is_empty() {
            return Err(Problem::new(ErrorCode::TallyMismatch, Place::path(what)).with("what", what).into());
        }
        let head = Head { rubric: rubric.unwrap_or(&a.rubric).clone(), ..a.clone() };
        let (sources, maps) = union(self.names(), other.names())?;
        match (self.counts(), other.counts()) {
            (Counts::Raters(left), Counts::Raters(right)) => {
                let mut columns = Columns::default();
                left.columns(&mut columns, &identity(self.names()), None);
                right.columns(&mut columns, &maps, None);
                build(head, &sources, &columns, Grain::Raters, &mut ())
            }
            (Counts::Units(left), Counts::Units(right)) => {
                let mut cells = Cells::default();
                left.cells(&mut cells, &identity(self.names()), None);
                right.cells(&mut cells, &maps, None);
                cells.finish(head, &sources)
            }
            _ => Ok(self.clone()),
        }
    }

    /// The part of the counts that is asked for.
    ///
    /// # Errors
    /// `not_in_data` for a unit, occasion or role that was not rated, `unknown_criterion` for one that the rubric does
    /// not have: a misspelt name must not look like an empty result.
    pub fn select(&self, selection: &Selection) -> Result<Self> {
        let names = self.names();
        let units = chosen("units", &selection.units, &names.units)?;
        let occasions = chosen("occasions", &selection.occasions, &names.occasions)?;
        let roles = chosen("roles", &selection.roles, &names.roles)?;
        let rubric = self.rubric();
        let mut criteria = vec![selection.criteria.is_empty(); rubric.criteria().len()];
        for (at, id) in selection.criteria.iter().enumerate() {
            let Some(criterion) = rubric.position(id) else {
                let place = Place::path(format!("criteria[{at}]"));
                return Err(Problem::new(ErrorCode::UnknownCriterion, place)
                    .with("what", id.as_str())
                    .into());
            };
            criteria[usize::from(criterion)] = true;
        }
        let kept = Kept { units, occasions, roles, criteria };
        match self.counts() {
            Counts::Raters(counts) => {
                let mut columns = Columns::default();
                counts.columns(&mut columns, &identity(names), Some(&kept));
                build(self.head().clone(), &sources(names), &columns, Grain::Raters, &mut ())
            }
            Counts::Units(counts) => {
                let mut cells = Cells::default();
                counts.cells(&mut cells, &identity(names), Some(&kept));
                cells.finish(self.head().clone(), &sources(names))
            }
        }
    }

    /// Puts units together under a larger name. Units without that name stay out; a unit with two parents counts in
    /// both. A rater keeps the unit in which the rating was made, so that people of two units are never taken for one.
    ///
    /// # Errors
    /// `not_in_data` when no unit has such a name; `cancelled`.
    pub fn group_by<'w>(&self, units: &Units, by: impl Into<Watched<'w, GroupBy>>) -> Result<Self> {
        by.into().run(|by, watch| self.grouped(units, by, watch))
    }

    fn grouped(&self, units: &Units, by: GroupBy, watch: &mut dyn Watch) -> Result<Self> {
        let names = self.names();
        // Cells of one unit and occasion are neighbours.
        let mut last: Option<((u32, u16), Vec<&str>)> = None;
        let mut groups = |unit: u32, occasion: u16| -> Vec<&str> {
            if let Some((_, known)) = last.as_ref().filter(|(key, _)| *key == (unit, occasion)) {
                return known.clone();
            }
            let found =
                by.groups(units, &names.units[unit as usize], &names.occasions[usize::from(occasion)]);
            // Where the order of the occasions is not known, a membership counts at all of them.
            let found: Vec<_> = found.into_iter().map(|(group, _)| group).collect();
            last = Some(((unit, occasion), found.clone()));
            found
        };
        let head = self.head().clone();
        let (mut labels, mut raters) = (Dictionary::default(), Dictionary::default());
        let mut sources = sources(names);
        let grouped = match self.counts() {
            Counts::Raters(counts) => {
                let mut columns = Columns::default();
                let cells = counts.ratings.len();
                let mut stages = Stages::of(2 * cells as u64, watch);
                let mut regrouping = stages.stage(cells as u64);
                for (at, respondent) in counts.respondents.iter().enumerate() {
                    if at.is_multiple_of(RESPONDENTS) {
                        ask(&mut regrouping, counts.starts[at] as u64, Some(cells as u64))?;
                    }
                    let unit = &names.units[respondent.unit as usize];
                    let rater = origin(unit, &names.raters[respondent.rater as usize]);
                    for group in groups(respondent.unit, respondent.occasion) {
                        let (unit, rater) = (code(&mut labels, group)?, code(&mut raters, &rater)?);
                        for cell in counts.starts[at]..counts.starts[at + 1] {
                            let respondent = Respondent { unit, rater, ..*respondent };
                            columns.push(respondent, counts.criteria[cell], counts.ratings[cell]);
                        }
                    }
                }
                sources[0] = labels.iter().collect();
                sources[2] = raters.iter().collect();
                build(head, &sources, &columns, Grain::Raters, &mut stages.stage(cells as u64))?
            }
            Counts::Units(counts) => {
                let mut cells = Cells::default();
                for (at, key) in counts.keys.iter().enumerate() {
                    if at.is_multiple_of(RESPONDENTS) {
                        ask(watch, at as u64, Some(counts.keys.len() as u64))?;
                    }
                    for group in groups(key.unit, key.occasion) {
                        let unit = code(&mut labels, group)?;
                        cells.add(CellKey { unit, ..*key }, counts.histogram(at));
                    }
                }
                sources[0] = labels.iter().collect();
                cells.finish(head, &sources)?
            }
        };
        if grouped.is_empty() && !self.is_empty() {
            return Err(Problem::new(ErrorCode::NotInData, Place::path("by")).with("what", by.id()).into());
        }
        Ok(grouped)
    }
}

/// A rater with the unit in which the rating was made.
pub(crate) fn origin(unit: &str, rater: &str) -> String {
    if origin_end(rater).is_some() { rater.to_owned() } else { [unit, ORIGIN, rater].concat() }
}

/// The unit in which such a rater's ratings were made.
pub(crate) fn origin_unit<'a>(unit: &'a str, rater: &'a str) -> &'a str {
    origin_end(rater).map_or(unit, |end| &rater[..end])
}

fn origin_end(rater: &str) -> Option<usize> {
    rater.bytes().position(|byte| [byte] == *ORIGIN.as_bytes())
}

fn code(labels: &mut Dictionary, label: &str) -> Result<u32> {
    labels.code(label).ok_or_else(|| Error::internal("labels"))
}

fn columns_of(names: &Names) -> [&[Box<str>]; 4] {
    [&names.units, &names.occasions, &names.raters, &names.roles]
}

fn sources(names: &Names) -> Sources<'_> {
    columns_of(names).map(|labels| labels.iter().map(|label| &**label).collect())
}

fn identity(names: &Names) -> [Vec<u32>; 4] {
    columns_of(names).map(|labels| (0..labels.len() as u32).collect())
}

/// The labels of both, the left ones first, and the codes of the right ones among them.
fn union<'a>(left: &'a Names, right: &'a Names) -> Result<(Sources<'a>, [Vec<u32>; 4])> {
    let mut all = sources(left);
    let mut maps = [const { Vec::new() }; 4];
    for (column, more) in columns_of(right).into_iter().enumerate() {
        maps[column] = extend(&mut all[column], more);
    }
    within("unit", all[0].len(), u32::MAX as usize)?;
    within("occasion", all[1].len(), usize::from(u16::MAX))?;
    within("rater", all[2].len(), u32::MAX as usize)?;
    within("role", all[3].len(), usize::from(u8::MAX))?;
    Ok((all, maps))
}

fn within(what: &str, labels: usize, limit: usize) -> Result<()> {
    if labels <= limit {
        return Ok(());
    }
    let many = Problem::new(ErrorCode::TooManyLabels, Place::column(what));
    Err(many.count("limit", limit as u64).into())
}

/// Adds the labels that are new to a list in byte order; the code of each.
fn extend<'a>(all: &mut Vec<&'a str>, more: &'a [Box<str>]) -> Vec<u32> {
    let known = all.len();
    let mut map = Vec::with_capacity(more.len());
    for label in more {
        map.push(all[..known].binary_search(&&**label).unwrap_or(all.len()) as u32);
        if map.last() == Some(&(all.len() as u32)) {
            all.push(label);
        }
    }
    map
}

fn chosen(list: &str, asked: &[String], names: &[Box<str>]) -> Result<Vec<bool>> {
    let mut keep = vec![asked.is_empty(); names.len()];
    for (at, id) in asked.iter().enumerate() {
        let Ok(found) = names.binary_search_by(|name| (**name).cmp(id)) else {
            let place = Place::path(format!("{list}[{at}]"));
            return Err(Problem::new(ErrorCode::NotInData, place).with("what", id.as_str()).into());
        };
        keep[found] = true;
    }
    Ok(keep)
}

/// Histograms in any order, the same key more than once, on their way into counts.
#[derive(Default)]
pub(super) struct Cells {
    /// Unit, occasion and role; criterion, and where the histogram begins.
    keys: Vec<(u64, u64)>,
    counts: Vec<u64>,
}

impl Cells {
    /// Where in the second part of a key the criterion begins.
    const CRITERION: u32 = 48;

    pub(super) fn add(&mut self, key: CellKey, histogram: &[u64]) {
        let group = u64::from(key.unit) << 32 | u64::from(key.occasion) << 16 | u64::from(key.role);
        let start = self.counts.len() as u64;
        self.keys.push((group, u64::from(key.criterion) << Self::CRITERION | start));
        self.counts.extend(histogram);
    }

    /// Ratings in one cell: more than people answer, and few enough that scores can lay them out.
    const RATINGS: u64 = 1 << 24;

    /// The sums; the labels of the keys are codes.
    pub(super) fn finish(mut self, head: Head, sources: &Sources<'_>) -> Result<Tally> {
        let ranked = ranked(sources);
        for (group, _) in &mut self.keys {
            let unit = ranked[0].ranks[(*group >> 32) as usize];
            let occasion = ranked[1].ranks[usize::from((*group >> 16) as u16)];
            let role = ranked[3].ranks[usize::from(*group as u16)];
            *group = u64::from(unit) << 32 | u64::from(occasion) << 16 | u64::from(role);
        }
        self.keys.sort_unstable();
        let mut counts = UnitCounts::default();
        for (group, cell) in self.keys {
            let criterion = (cell >> Self::CRITERION) as u16;
            let (unit, occasion, role) = ((group >> 32) as u32, (group >> 16) as u16, group as u8);
            let key = CellKey { unit, occasion, role, criterion };
            let sums = counts.last(key, slots(&head.rubric, criterion));
            let start = (cell & ((1 << Self::CRITERION) - 1)) as usize;
            for (sum, count) in sums.iter_mut().zip(&self.counts[start..]) {
                *sum = sum.saturating_add(*count);
            }
            if sums.iter().fold(0_u64, |all, sum| all.saturating_add(*sum)) > Self::RATINGS {
                let large = Problem::new(ErrorCode::InvalidTally, Place::path("counts"));
                return Err(large.with("what", "more than 16 million ratings in one cell").into());
            }
        }
        Ok(finish(head, sources, &ranked, counts))
    }
}

/// What to keep of each label column and of the criteria, by code.
pub(super) struct Kept {
    units: Vec<bool>,
    occasions: Vec<bool>,
    roles: Vec<bool>,
    criteria: Vec<bool>,
}

impl Kept {
    fn has(&self, unit: u32, occasion: u16, role: u8) -> bool {
        self.units[unit as usize] && self.occasions[usize::from(occasion)] && self.roles[usize::from(role)]
    }
}

impl RespondentCounts {
    /// Back to columns, of all or of what is kept; the maps say which code each position in the tally's names gets.
    pub(super) fn columns(&self, into: &mut Columns, maps: &[Vec<u32>; 4], kept: Option<&Kept>) {
        for (at, respondent) in self.respondents.iter().enumerate() {
            let Respondent { unit, occasion, rater, role } = *respondent;
            if kept.is_some_and(|kept| !kept.has(unit, occasion, role)) {
                continue;
            }
            let unit = maps[0][unit as usize];
            let occasion = maps[1][usize::from(occasion)] as u16;
            let rater = maps[2][rater as usize];
            let role = maps[3][usize::from(role)] as u8;
            for cell in self.starts[at]..self.starts[at + 1] {
                let criterion = self.criteria[cell];
                if kept.is_none_or(|kept| kept.criteria[usize::from(criterion)]) {
                    into.push(Respondent { unit, occasion, rater, role }, criterion, self.ratings[cell]);
                }
            }
        }
    }
}

impl Columns {
    pub(super) fn push(&mut self, respondent: Respondent, criterion: u16, rating: u8) {
        self.unit.push(respondent.unit);
        self.occasion.push(respondent.occasion);
        self.rater.push(respondent.rater);
        self.role.push(respondent.role);
        self.criterion.push(criterion);
        self.rating.push(rating);
    }
}

impl UnitCounts {
    /// To cells, as [`RespondentCounts::columns`].
    fn cells(&self, into: &mut Cells, maps: &[Vec<u32>; 4], kept: Option<&Kept>) {
        for (at, key) in self.keys.iter().enumerate() {
            let CellKey { unit, occasion, role, criterion } = *key;
            let keep = |kept: &Kept| kept.has(unit, occasion, role) && kept.criteria[usize::from(criterion)];
            if kept.is_none_or(keep) {
                let unit = maps[0][unit as usize];
                let occasion = maps[1][usize::from(occasion)] as u16;
                let role = maps[3][usize::from(role)] as u8;
                into.add(CellKey { unit, occasion, role, criterion }, self.histogram(at));
            }
        }
    }
}
